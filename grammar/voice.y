/* Telephony at large: dial peers, call managers, gateways. Not translated. */
%mode VOICE_SERVICE "voice service" "conf-voi-serv"
%mode VOICE_CLASS "voice class" "config-class"
%mode VOICE_PORT "voice port" "config-voiceport"
%mode DIAL_PEER "dial peer" "config-dial-peer"
%mode MGCP_PROFILE "MGCP profile" "config-mgcp-profile"
%mode GATEKEEPER "gatekeeper" "config-gk"
%mode SIP_UA "SIP user agent" "config-sip-ua"
%mode SCCP_GROUP "SCCP group" "config-sccp-ccm"
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
      | "voice" "register" LINE { line_feature(cx, @$, "telephony"); skip_block(cx); }
      | "voice" "hunt-group" LINE { line_feature(cx, @$, "telephony"); skip_block(cx); }
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
      | "mgcp" "call-agent" LINE { line_feature(cx, @$, "telephony"); }
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
      | "ephone-hunt" NUMBER LINE { line_covered(cx); skip_block(cx); }
      | "dspfarm" LINE { line_covered(cx); skip_block(cx); }
      | "num-exp" name name { line_covered(cx); }
      | "application" { line_covered(cx); skip_block(cx); }
      | "call" "application" LINE { line_covered(cx); }
      | "call" "rsvp-sync" { line_no_effect(cx); }
      | "call" "threshold" LINE { line_covered(cx); }
      | "call" "fallback" LINE { line_covered(cx); }
      | "translation-rule" NUMBER { line_covered(cx); skip_block(cx); }
      | "media-proxy" LINE { line_covered(cx); skip_block(cx); }
      | "h323" LINE { line_covered(cx); }
      | "isdn" "switch-type" name { line_no_effect(cx); }
      | "isdn" LINE { line_no_effect(cx); }
      | "controller" name { line_no_effect(cx); skip_block(cx); }
      | "controller" interface_name { line_no_effect(cx); skip_block(cx); }
      | "controller" name name { line_no_effect(cx); skip_block(cx); }
      | "card" "type" LINE { line_no_effect(cx); }
      | "network-clock-participate" clock_participant { line_no_effect(cx); }
      | "network-clock-select" LINE { line_no_effect(cx); }
      | "modem" "country" LINE { line_no_effect(cx); }
      | "chat-script" name LINE { line_no_effect(cx); }
      ;
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
     | "hpi" LINE
     | "enum-match-table" NUMBER
     | "dnis-map" name
     | "source-group" name
     | "iec" "syslog"
     | "statistics" LINE
     | "dsp" LINE
     ;
peer_kind: "pots" | "voip" | "mmoip" | "voatm" | "vofr" | "vxml";
mgcp: "behavior" names
    | "bind" "control" "source-interface" interface_name
    | "bind" "media" "source-interface" interface_name
    | "codec" LINE
    | "default-package" name
    | "dtmf-relay" LINE
    | "fax" LINE
    | "ip" "qos" LINE
    | "ip-tos" LINE
    | "max-waiting-delay" NUMBER
    | "modem" LINE
    | "package-capability" name
    | "playout" LINE
    | "quality-threshold" LINE
    | "quarantine" LINE
    | "request" LINE
    | "restart-delay" NUMBER
    | "rtp" LINE
    | "rtrcac"
    | "sched" LINE
    | "sdp" LINE
    | "sgcp" LINE
    | "src-cac"
    | "timer" LINE
    | "tse" LINE
    | "vad"
    | "validate" LINE
    | "persistent" name
    | "piggyback" "message"
    | "explicit" LINE
    | "endpoint" "offset"
    ;
mgcp_profile: "default" | name;
ccm_manager: "mgcp"
           | "mgcp" LINE
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
           | "switchback" LINE
           ;
sccp: %empty
    | "local" interface_name
    | "local" interface_name "port" NUMBER
    | "ccm" host "identifier" NUMBER
    | "ccm" host "identifier" NUMBER LINE
    | "ip" "precedence" NUMBER
    ;
clock_participant: "slot" NUMBER | "wic" NUMBER | "aim" NUMBER;
%%
