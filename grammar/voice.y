/* Telephony at large: dial peers, call managers, gateways. Not translated. */
%mode VOICE_SERVICE "voice service" "conf-voi-serv"
%mode VOICE_CLASS "voice class" "config-class"
%mode VOICE_PORT "voice port" "config-voiceport"
%mode DIAL_PEER "dial peer" "config-dial-peer"
%mode MGCP_PROFILE "MGCP profile" "config-mgcp-profile"
%mode GATEKEEPER "gatekeeper" "config-gk"
%mode SIP_UA "SIP user agent" "config-sip-ua"
%mode SCCP_GROUP "SCCP group" "config-sccp-ccm"
%help GLOBAL: "controller" Controllers of lines
%help GLOBAL: "dial-peer" Where calls go
%help GLOBAL: "isdn" ISDN
%help GLOBAL: "sip-ua" SIP user agent
%help GLOBAL: "telephony-service" Telephony
%help GLOBAL: "voice-card" Cards of voice
%help GLOBAL: "voice-port" Ports of voice
%help GLOBAL: "service-module" Cards with a system of their own
%help GLOBAL: "translation-rule" Rules for numbers that are called
%help GLOBAL: "chat-script" Script for a modem
%help GLOBAL: "ccm-manager" Call managers
%help GLOBAL: "call-manager-fallback" Phones when no call manager answers
%help GLOBAL: "ephone" A phone
%help GLOBAL: "ephone-dn" A number of phones
%help GLOBAL: "ephone-dn-template" Template of numbers
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
      | "voice" "moh-group" NUMBER { line_feature(cx, @$, "telephony"); skip_block(cx); }
      | "voice" voice { line_no_effect(cx); }
      | "voice-port" name { line_no_effect(cx); open_quietly(cx, MODE_VOICE_PORT); }
      | "voice-port" NUMBER { line_no_effect(cx); open_quietly(cx, MODE_VOICE_PORT); }
      | "voice-card" NUMBER { line_no_effect(cx); skip_block(cx); }
      | "dial-peer" "voice" NUMBER peer_kind {
		open_untranslated(cx, @$, MODE_DIAL_PEER, "telephony");
	}
      | "dial-peer" "voice" NUMBER only_no { line_no_effect(cx); }
      | "dial-peer" "cor" "custom" { line_covered(cx); skip_block(cx); }
      | "dial-peer" "cor" "list" name { line_covered(cx); skip_block(cx); }
      | "dial-peer" "hunt" NUMBER { line_covered(cx); }
      | "mgcp" mgcp { line_no_effect(cx); }
      | "mgcp" { line_feature(cx, @$, "telephony"); }
      | "mgcp" NUMBER { line_feature(cx, @$, "telephony"); }
      | "mgcp" "profile" mgcp_profile { line_no_effect(cx); open_quietly(cx, MODE_MGCP_PROFILE); }
      | "ccm-manager" ccm_manager { line_covered(cx); }
      | "sccp" "ccm" "group" NUMBER { open_untranslated(cx, @$, MODE_SCCP_GROUP, "telephony"); }
      | "sccp" sccp { line_covered(cx); }
      | "gatekeeper" { line_no_effect(cx); open_quietly(cx, MODE_GATEKEEPER); }
      | "gateway" { line_covered(cx); skip_block(cx); }
      | "sip-ua" { open_covered(cx, MODE_SIP_UA); }
      | "telephony-service" { line_feature(cx, @$, "telephony"); skip_block(cx); }
      | "call-manager-fallback" { line_feature(cx, @$, "telephony"); skip_block(cx); }
      | "ephone" NUMBER { line_feature(cx, @$, "telephony"); skip_block(cx); }
      | "ephone-dn" NUMBER { line_feature(cx, @$, "telephony"); skip_block(cx); }
      | "ephone-dn" NUMBER "dual-line" { line_feature(cx, @$, "telephony"); skip_block(cx); }
      | "ephone-template" NUMBER { line_covered(cx); skip_block(cx); }
      | "ephone-dn-template" NUMBER { line_covered(cx); skip_block(cx); }
      | "num-exp" name name { line_covered(cx); }
      | "application" { line_covered(cx); skip_block(cx); }
      | "call" "rsvp-sync" { line_no_effect(cx); }
      | "translation-rule" NUMBER { line_covered(cx); skip_block(cx); }
      | "isdn" "switch-type" name { line_no_effect(cx); }
      | "isdn" "logging" { line_no_effect(cx); }
      | "chat-script" name LINE { line_no_effect(cx); }
      | "service-module" "wlan-ap" NUMBER "bootimage" name { line_no_effect(cx); }
      | "voice" "register" "global" { line_feature(cx, @$, "telephony"); skip_block(cx); }
      | "voice" "register" voice_register NUMBER {
		line_feature(cx, @$, "telephony");
		skip_block(cx);
	}
      | "mgcp" "call-agent" call_agent { line_feature(cx, @$, "telephony"); }
      | "card" "type" name numbers { line_no_effect(cx); }
      | "network-clock-select" NUMBER name name { line_no_effect(cx); }
      | "dspfarm" "profile" NUMBER name { line_covered(cx); skip_block(cx); }
      | "controller" name { line_no_effect(cx); skip_block(cx); }
      | "controller" interface_name { line_no_effect(cx); skip_block(cx); }
      | "controller" name name { line_no_effect(cx); skip_block(cx); }
      | "network-clock-participate" clock_participant { line_no_effect(cx); }
      ;
voice_register: "dn" | "pool" | "template" | "dialplan" | "session-server";
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
           | "resource-group" NUMBER
           | "aaa" NUMBER
           | "media" NUMBER
           ;
voice: "rtp" "send-recv"
     | "call" "send-alert"
     | "call" "convert-discpi-to-prog"
     | "call" "carrier" "capacity" "active"
     | "logout-profile" NUMBER
     | "vrf" name
     | "enum-match-table" NUMBER
     | "dnis-map" name
     | "source-group" name
     | "iec" "syslog"
     ;
peer_kind: "pots" | "voip" | "mmoip" | "voatm" | "vofr" | "vxml";
mgcp: "behavior" names
    | "bind" "control" "source-interface" interface_name
    | "bind" "media" "source-interface" interface_name
    | "codec" name
    | "codec" name "packetization-period" NUMBER
    | "default-package" name
    | "dtmf-relay" "voip" "codec" name "mode" name
    | "fax" "t38" names
    | "ip" "qos" "dscp" name name
    | "max-waiting-delay" NUMBER
    | "modem" "passthrough" names
    | "modem" "relay" names
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
mgcp_profile: "default" | name;
ccm_manager: "mgcp"
           | "application" "redundant-link" "port" NUMBER
           | "config"
           | "config" "server" names
           | "download-tones"
           | "fallback-mgcp"
           | "fax" "protocol" "cisco"
           | "music-on-hold"
           | "music-on-hold" "bind" interface_name
           | "redundant-host" names
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
clock_participant: "slot" NUMBER | "wic" NUMBER | "aim" NUMBER;
%%
