/* Telephony at large: dial peers, call managers, gateways. Not translated. */
%mode VOICE_SERVICE "voice service" "conf-voi-serv"
%mode VOICE_CLASS "voice class" "config-class"
%mode VOICE_PORT "voice port" "config-voiceport"
%mode DIAL_PEER "dial peer" "config-dial-peer"
%mode MGCP_PROFILE "MGCP profile" "config-mgcp-profile"
%mode GATEKEEPER "gatekeeper" "config-gk"
%mode SIP_UA "SIP user agent" "config-sip-ua"
%mode SCCP_GROUP "SCCP group" "config-sccp-ccm"
%mode DSPFARM "DSP farm" "config-dspfarm-profile"
%mode COR "classes of restriction" "config-dp-cor"
%mode VOICE_GATEWAY "gateway" "config-gateway"
%mode VOICE_APPLICATION "application" "config-app"
%mode NUMBER_RULES "translation rule" "config-translate"
%mode MOH_GROUP "music on hold" "config-moh-group"
%help GLOBAL: "dial-peer" Where calls go
%help GLOBAL: "isdn" ISDN
%help GLOBAL: "sip-ua" SIP user agent
%help GLOBAL: "telephony-service" Telephony
%help GLOBAL: "voice-port" Ports of voice
%help GLOBAL: "service-module" Cards with a system of their own
%help GLOBAL: "translation-rule" Rules for numbers that are called
%help GLOBAL: "chat-script" Script for a modem
%help GLOBAL: "ccm-manager" Call managers
%help "num-exp" Expansion of numbers
%help GLOBAL: "card" Kind of a card
%help "network-clock-select" Source of the clock
%help GLOBAL: "dspfarm" Farm of signal processors
%help "network-clock-participate" Cards that share the clock
%help "call" "rsvp-sync" Wait for reservations
%help "ephone-template" Template of phones
%help "sccp" Skinny client control
%help "card" "type" Kind of the card
%help "ccm-manager" "download-tones" Fetch tones
%help "ccm-manager" "fallback-mgcp" Fall back from MGCP
%help "ccm-manager" "music-on-hold" Music on hold
%help "ccm-manager" "redundant-host" Call managers to fall back to
%help "ccm-manager" "shut-backhaul-interfaces" Shut interfaces when it fails
%help "ccm-manager" "switchback" Return to the first
%help "ccm-manager" "config" Fetch the configuration
%help "ccm-manager" "application" Application
%help "ccm-manager" "application" "redundant-link" Redundant link
%help "ccm-manager" "fax" "protocol" "cisco" Cisco's
%help "ccm-manager" "music-on-hold" "bind" Interface of it
%help "ccm-manager" "switchback" "graceful" When no call stands
%help "ccm-manager" "switchback" "immediate" At once
%help "ccm-manager" "sccp" "local" Interface of it
%help "dial-peer" "cor" Class of restriction
%help "dial-peer" "voice" A peer of calls
%help "cor" "custom" Names of classes
%help "cor" "list" List of classes
%help "mmoip" Mail over IP
%help "voatm" Voice over ATM
%help "vofr" Voice over frame relay
%help "vxml" Voice XML
%help "dspfarm" "profile" Profile of the farm
%help "dual-line" Two calls at a time
%help "switch-type" Kind of switch
%help GLOBAL: "mgcp" "profile" Profile
%help GLOBAL: "mgcp" "behavior" How it behaves
%help GLOBAL: "mgcp" "bind" Interface whose address is used
%help GLOBAL: "mgcp" "default-package" Package unless told
%help GLOBAL: "mgcp" "max-waiting-delay" Longest wait before a restart
%help GLOBAL: "mgcp" "modem" Modems
%help GLOBAL: "mgcp" "package-capability" Packages
%help GLOBAL: "mgcp" "restart-delay" Seconds before a restart
%help GLOBAL: "mgcp" "rtrcac" Admission by probes
%help GLOBAL: "mgcp" "sdp" Session descriptions
%help GLOBAL: "mgcp" "src-cac" Admission by resources
%help GLOBAL: "mgcp" "timer" Timers
%help GLOBAL: "mgcp" "vad" Silence suppression
%help GLOBAL: "mgcp" "validate" Checks
%help GLOBAL: "mgcp" "persistent" Events that are always told
%help GLOBAL: "mgcp" "piggyback" Messages together
%help GLOBAL: "mgcp" "endpoint" End points
%help GLOBAL: "mgcp" "ip" IP
%help "bind" "control" Of control
%help "bind" "media" Of voice
%help "bind" "all" Of both
%help "call-agent" IPV4 "service-type" Kind of service
%help "call-agent" IPV4 NUMBER "service-type" Kind of service
%help "call-agent" WORD "service-type" Kind of service
%help "version" Version
%help "packetization-period" Milliseconds of a packet
%help "dtmf-relay" "voip" Over IP
%help "endpoint" "offset" Offset of numbers
%help "t38" T.38
%help "modem" "passthrough" As voice
%help "modem" "relay" As data
%help "piggyback" "message" Messages
%help "rtp" "payload-type" Type of payload
%help "rtp" "unreachable" When it cannot arrive
%help "unreachable" "timeout" NUMBER "action" What is done
%help "unreachable" "timeout" Milliseconds
%help "action" "notify" Tell the call agent
%help "sdp" "simple" Short ones
%help "xpc-codec" Codecs of others
%help "receive-rtcp" Milliseconds without RTCP
%help "net-cont-test" Test of continuity
%help "nse-response" Answers of events
%help "call-agent-source-ipaddr" Address of the call agent
%help "network-clock-participate" "slot" Card in a slot
%help "network-clock-participate" "wic" Interface card
%help "network-clock-participate" "aim" Module
%help "sccp" "ccm" A call manager
%help "sccp" "ip" Marks of packets
%help "sccp" "local" Interface whose address is used
%help "ccm" IPV4 "identifier" Number of the call manager
%help "wlan-ap" Access point
%help "wlan-ap" NUMBER "bootimage" Image that it boots
%help GLOBAL: "voice" "class" Classes of settings
%help GLOBAL: "voice" "translation-rule" Rules of translation
%help GLOBAL: "voice" "moh-group" Music on hold
%help GLOBAL: "voice" "register" Phones by SIP
%help GLOBAL: "voice" "logout-profile" Profile of a logout
%help GLOBAL: "voice" "enum-match-table" Table of ENUM
%help GLOBAL: "voice" "dnis-map" Map of called numbers
%help GLOBAL: "voice" "source-group" Sources of calls
%help GLOBAL: "voice" "iec" Internal errors
%help GLOBAL: "voice" "call" Calls
%help GLOBAL: "voice" "service" Service of voice
%help "voice" "call" "send-alert" Send alerts
%help "convert-discpi-to-prog" Turn a disconnect into progress
%help "call" "carrier" Carriers
%help "carrier" "capacity" Capacity
%help "capacity" "active" Active
%help "voice" "class" "h323" Settings of H.323
%help "voice" "class" "uri" Addresses
%help "voice" "class" "sip-profiles" Profiles of SIP
%help "voice" "class" "server-group" Group of servers
%help "voice" "class" "e164-pattern-map" Patterns of numbers
%help "voice" "class" "dpg" Group of dial peers
%help "voice" "class" "tenant" Tenant
%help "voice" "class" "srtp-crypto" Ciphers
%help "voice" "class" "sip-options-keepalive" Keepalives of SIP
%help "voice" "class" "cause-code" Codes of causes
%help "voice" "class" "busyout" When lines are busied out
%help "voice" "class" "dualtone" Tones
%help "voice" "class" "custom-cptone" Tones of your own
%help "voice" "class" "resource-group" Resources
%help "voice" "class" "codec" Codecs
%help "voice" "class" "permanent" Permanent connections
%help "voice" "class" "aaa" AAA
%help "iec" "syslog" Log them
%help "register" "global" For all phones
%help "register" "dn" A number
%help "register" "dialplan" Dial plan
%help "register" "session-server" Server of sessions
%help "register" "pool" A phone
%help "rtp" "send-recv" Send before the answer
%help "service" "pots" Telephone lines
%help "service" "saf" Service advertisement
%help "voip" Voice over IP
%help "pots" Telephone line
%help "h323" H.323
%help "mgcp" MGCP
%help "carrier" Carrier
%help "dtmf-relay" Relay of tones
%help "call-agent" Call agent
%help "translation-profile" Profile of translations
%help "validate" "domain-name" Names of domains
%help "sccp" "ccm" "group" Group of call managers
%help "custom" Of your own
%help "hunt" Order of the search
%help "modem" Modem
%help "card" Card
%help "fax" Fax
%help "codec" Codec
%help "media" Media
%help "passthrough" Pass through
%help "unreachable" It cannot arrive
%help "treatment" What happens to calls too many
%help "accounting-template" What accounting tells
%help "stcapp" Telephones under a call manager
%help "gw-accounting" Accounting of calls
%help "dual-detect-tone" Tones to notice
%help "sip-copylist" Headers to copy
%help "sip-hdr-passthrulist" Headers to pass on
%help "sip-event-list" Events to pass on
%help "route-string" Routes
%help "ad-hoc" By a key
%help "meet-me" By number
%help "universal" Between any
%help "video-transcode" Translation of video
%help "confbridge" Bridge of conferences
%help "transcoder" Translation between codecs
%help "ccm-group" Group of call managers
%help "supplementary-services" Supplementary services
%help "call-control" Control of calls
%help "hs_redundancy" Copies at high speed
%help "inhibit" Not at all
%help "ls_redundancy" Copies at low speed
%help "sample-duration" Milliseconds of a sample
%help "gateway-xid" Exchange between gateways
%help "gw-controlled" By the gateways
%help "v150mer" By V.150
%%
global: "voice" "service" voice_service {
		open_untranslated(cx, @$, MODE_VOICE_SERVICE, "telephony");
	}
      | "voice" "class" voice_class { open_untranslated(cx, @$, MODE_VOICE_CLASS, "telephony"); }
      | "voice" "translation-rule" NUMBER {
		open_untranslated(cx, @$, MODE_VOICE_CLASS, "telephony");
	}
      | "voice" "translation-profile" name {
		open_untranslated(cx, @$, MODE_VOICE_CLASS, "telephony");
	}
      | "voice" "logout-profile" NUMBER { open_untranslated(cx, @$, MODE_VOICE_CLASS, "telephony"); }
      | "voice" "moh-group" NUMBER { open_untranslated(cx, @$, MODE_MOH_GROUP, "telephony"); }
      | "voice" voice { line_no_effect(cx); }
      | "voice-port" name { line_no_effect(cx); open_quietly(cx, MODE_VOICE_PORT); }
      | "voice-port" NUMBER { line_no_effect(cx); open_quietly(cx, MODE_VOICE_PORT); }
      | "dial-peer" "voice" NUMBER peer_kind {
		open_untranslated(cx, @$, MODE_DIAL_PEER, "telephony");
	}
      | "dial-peer" "voice" NUMBER only_no { line_no_effect(cx); }
      | "dial-peer" "cor" "custom" { open_covered(cx, MODE_COR); }
      | "dial-peer" "cor" "list" name { open_covered(cx, MODE_COR); }
      | "dial-peer" "hunt" NUMBER { line_covered(cx); }
      | "mgcp" mgcp { line_no_effect(cx); }
      | "mgcp" { line_feature(cx, @$, "telephony"); }
      | "mgcp" NUMBER { line_feature(cx, @$, "telephony"); }
      | "mgcp" "profile" mgcp_profile { line_no_effect(cx); open_quietly(cx, MODE_MGCP_PROFILE); }
      | "ccm-manager" ccm_manager { line_covered(cx); }
      | "sccp" "ccm" "group" NUMBER { open_untranslated(cx, @$, MODE_SCCP_GROUP, "telephony"); }
      | "sccp" sccp { line_covered(cx); }
      | "gatekeeper" { line_no_effect(cx); open_quietly(cx, MODE_GATEKEEPER); }
      | "gateway" { open_covered(cx, MODE_VOICE_GATEWAY); }
      | "sip-ua" { open_covered(cx, MODE_SIP_UA); }
      | "num-exp" name name { line_covered(cx); }
      | "application" { open_covered(cx, MODE_VOICE_APPLICATION); }
      | "call" "rsvp-sync" { line_no_effect(cx); }
      | "translation-rule" NUMBER { open_covered(cx, MODE_NUMBER_RULES); }
      | "chat-script" name LINE { line_no_effect(cx); }
      | "service-module" "wlan-ap" NUMBER "bootimage" name { line_no_effect(cx); }
      | "mgcp" "call-agent" call_agent { line_feature(cx, @$, "telephony"); }
      | "dspfarm" "profile" NUMBER dsp_service { open_covered(cx, MODE_DSPFARM); }
      | "dspfarm" "profile" NUMBER only_no { line_no_effect(cx); }
      | "dspfarm" dspfarm_global { line_covered(cx); }
      | "trunk" "group" name { open_covered(cx, MODE_VOICE_GATEWAY); }
      | "trunk" "group" NUMBER { open_covered(cx, MODE_VOICE_GATEWAY); }
      | "call" "threshold" name name "low" NUMBER "high" NUMBER { line_covered(cx); }
      | "call" "treatment" "on" { line_covered(cx); }
      | "call" "accounting-template" "voice" name { line_no_effect(cx); }
      | "stcapp" stcapp { line_covered(cx); }
      | "gw-accounting" name { line_no_effect(cx); }
      ;
call_agent: host | host NUMBER | host "service-type" name | host NUMBER "service-type" name
          | host "service-type" name "version" name | host NUMBER "service-type" name "version" name;
voice_service: "voip" | "pots" | "saf" | "voatm" | "vofr";
voice_class: "codec" NUMBER
           | "permanent" NUMBER
           | "h323" NUMBER
           | "uri" name name
           | "sip-profiles" NUMBER
           | "server-group" NUMBER
           | "e164-pattern-map" NUMBER
           | "dpg" NUMBER
           | "tenant" NUMBER
           | "srtp-crypto" NUMBER
           | "sip-options-keepalive" NUMBER
           | "cause-code" NUMBER
           | "busyout" NUMBER
           | "dualtone" NUMBER
           | "custom-cptone" name
           | "dual-detect-tone" NUMBER
           | "dual-detect-tone" name
           | "tone-signal" name
           | "sip-copylist" NUMBER
           | "sip-hdr-passthrulist" NUMBER
           | "sip-event-list" NUMBER
           | "called-number" in_out_bound NUMBER
           | "stun-usage" NUMBER
           | "route-string" NUMBER
           | "resource-group" NUMBER
           | "aaa" NUMBER
           | "media" NUMBER
           ;
voice: "rtp" "send-recv"
     | "call" "send-alert"
     | "call" "convert-discpi-to-prog"
     | "call" "carrier" "capacity" "active"
     | "vrf" name
     | "enum-match-table" NUMBER
     | "dnis-map" name
     | "source-group" name
     | "iec" "syslog"
     ;
dsp_service: "conference" | "conference" "ad-hoc" | "conference" "meet-me" | "conference" "video" name
           | "mtp" | "transcode" | "transcode" "universal" | "transcode" "security" | "video-transcode";
dspfarm_global: "confbridge" "maximum" "sessions" NUMBER
              | "connection" "interval" NUMBER
              | "rtp" "timeout" NUMBER
              | "transcoder" "maximum" "sessions" NUMBER
              | %empty
              ;
stcapp: %empty
      | "ccm-group" NUMBER
      | "feature" "access-code"
      | "feature" "speed-dial"
      | "register" "capability" name name
      | "supplementary-services"
      | "call-control" "mode" name
      ;
peer_kind: "pots" | "voip" | "mmoip" | "voatm" | "vofr" | "vxml";
mgcp: "behavior" name name
    | "bind" "control" "source-interface" interface_name
    | "bind" "media" "source-interface" interface_name
    | "codec" name
    | "codec" name "packetization-period" NUMBER
    | "default-package" name
    | "dtmf-relay" "voip" "codec" name "mode" name
    | "fax" "t38" mgcp_t38
    | "ip" "qos" "dscp" name name
    | "max-waiting-delay" NUMBER
    | "modem" "passthrough" mgcp_modem
    | "modem" "relay" mgcp_modem
    | "package-capability" name
    | "restart-delay" NUMBER
    | "rtp" "payload-type" name NUMBER
    | "rtp" "unreachable" "timeout" NUMBER
    | "rtp" "unreachable" "timeout" NUMBER "action" "notify"
    | "rtrcac"
    | "sdp" "simple"
    | "sdp" "xpc-codec"
    | "src-cac"
    | "timer" "receive-rtcp"
    | "timer" "receive-rtcp" NUMBER
    | "timer" "net-cont-test" NUMBER
    | "timer" "nse-response" "t38" NUMBER
    | "vad"
    | "validate" "call-agent-source-ipaddr"
    | "validate" "domain-name"
    | "persistent" name
    | "piggyback" "message"
    | "endpoint" "offset"
    ;
mgcp_t38: "ecm" | "gateway" "force" | "hs_redundancy" NUMBER | "inhibit" | "ls_redundancy" NUMBER | "nsf" name;
mgcp_modem: "voip" "ca"
          | "voip" "codec" name
          | "voip" "mode" "nse"
          | "voip" "mode" "cisco"
          | "voip" "mode" "nse" "codec" name
          | "voip" "redundancy"
          | "voip" "redundancy" "sample-duration" NUMBER
          | "voip" "gateway-xid"
          | "voip" "gw-controlled"
          | "voip" "mode" "nse" "v150mer"
          ;
mgcp_profile: "default" | name;
hosts: host | hosts host;
ccm_manager: "mgcp"
           | "application" "redundant-link" "port" NUMBER
           | "config"
           | "config" "server" hosts
           | "download-tones"
           | "fallback-mgcp"
           | "fax" "protocol" "cisco"
           | "music-on-hold"
           | "music-on-hold" "bind" interface_name
           | "redundant-host" hosts
           | "sccp"
           | "sccp" "local" interface_name
           | "shut-backhaul-interfaces"
           | "switchback" "graceful"
           | "switchback" "immediate"
           | "switchback" "never"
           ;
sccp: %empty
    | "local" interface_name
    | "local" interface_name "port" NUMBER
    | "ccm" host "identifier" NUMBER
    | "ccm" host "identifier" NUMBER "priority" NUMBER
    | "ccm" host "identifier" NUMBER "version" name
    | "ccm" host "identifier" NUMBER "priority" NUMBER "version" name
    | "ip" "precedence" NUMBER
    ;
%%
