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
