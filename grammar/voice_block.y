/* What stands inside the blocks of telephony. */
%%
line: IN_VOICE_SERVICE no voice_service_command { line_covered(cx); }
    | IN_VOICE_CLASS no voice_class_command { line_covered(cx); }
    | IN_VOICE_PORT no voice_port { line_no_effect(cx); }
    | IN_DIAL_PEER no dial_peer { line_covered(cx); }
    | IN_MGCP_PROFILE no mgcp_profile_command { line_no_effect(cx); }
    | IN_GATEKEEPER no gatekeeper { line_covered(cx); }
    | IN_GATEKEEPER no "shutdown" { line_class(cx, cx->no ? LINE_NOT_TRANSLATED : LINE_NO_EFFECT); }
    | IN_SIP_UA no sip_ua { line_covered(cx); }
    | IN_SCCP_GROUP no sccp_group { line_covered(cx); }
    ;
voice_service_command: "address-hiding"
                     | "allow-connections" call_leg "to" call_leg
                     | "clid" LINE
                     | "fax" LINE
                     | "h323"
                     | "ip" "address" "trusted" "list"
                     | "ipv4" IPV4
                     | "ipv4" IPV4 IPV4
                     | "media" LINE
                     | "mode" LINE
                     | "modem" LINE
                     | "redirect" "ip2ip"
                     | "redundancy-group" NUMBER
                     | "rtp-port" "range" numbers
                     | "shutdown"
                     | "sip"
                     | "srtp"
                     | "srtp" "fallback"
                     | "supplementary-service" LINE
                     | "stun"
                     | "bind" sip_bind "source-interface" interface_name
                     | "registrar" "server"
                     | "registrar" "server" LINE
                     | "early-offer" "forced"
                     | "midcall-signaling" LINE
                     | "asserted-id" name
                     | "privacy" LINE
                     | "localhost" LINE
                     | "outbound-proxy" LINE
                     | "session" "transport" name
                     | "error-passthru"
                     | "sip-profiles" NUMBER
                     | "sip-profiles" "inbound"
                     | "header-passing"
                     | "pass-thru" LINE
                     | "g729" "annexb-all"
                     ;
call_leg: "sip" | "h323";
sip_bind: "all" | "control" | "media";
voice_class_command: "codec" "preference" NUMBER name
                   | "codec" "preference" NUMBER name LINE
                   | "rule" NUMBER LINE
                   | "translate" name NUMBER
                   | "request" LINE
                   | "response" LINE
                   | "ipv4" IPV4
                   | "ipv4" IPV4 LINE
                   | "e164" name
                   | "dial-peer" NUMBER
                   | "dial-peer" NUMBER "preference" NUMBER
                   | "host" LINE
                   | "pattern" LINE
                   | "description" LINE
                   | "transport" name LINE
                   | "url" LINE
                   | "crypto" NUMBER name
                   | "h225" LINE
                   | "up-interval" NUMBER
                   | "down-interval" NUMBER
                   | "retry" NUMBER
                   | "hunt-scheme" name
                   | "signal" LINE
                   | "cadence" LINE
                   | "dualtone" LINE
                   | "bind" sip_bind "source-interface" interface_name
                   | "registrar" LINE
                   | "credentials" LINE
                   | "authentication" LINE
                   | "sip-server" LINE
                   | "session" LINE
                   | "asserted-id" name
                   | "options-ping" NUMBER
                   ;
voice_port: "alert" "timeout" NUMBER
          | "auto-cut-through"
          | "battery-reversal"
          | "bearer-cap" name
          | "busyout" LINE
          | "caller-id" LINE
          | "caller-number" LINE
          | "comfort-noise"
          | "compand-type" name
          | "connection" LINE
          | "cptone" name
          | "describe" LINE
          | "description" LINE
          | "dial-type" name
          | "disconnect-ack"
          | "echo-cancel" LINE
          | "impedance" name
          | "input" "gain" LINE
          | "local-alerting"
          | "loss-plan" name
          | "music-threshold" NUMBER
          | "non-linear"
          | "operation" name
          | "output" "attenuation" LINE
          | "playout-delay" LINE
          | "ring" LINE
          | "shutdown"
          | "signal" LINE
          | "snmp" "trap" "link-status"
          | "station-id" LINE
          | "supervisory" LINE
          | "timeouts" LINE
          | "timing" LINE
          | "translation-profile" in_out_bound name
          | "trunk-group" LINE
          | "type" NUMBER
          | "vad"
          ;
in_out_bound: "incoming" | "outgoing";
dial_peer: "answer-address" name
         | "answer-address" NUMBER
         | "acc-qos" name name
         | "authentication" LINE
         | "b2bua"
         | "call-block" LINE
         | "carrier-id" LINE
         | "clid" LINE
         | "codec" name
         | "codec" name LINE
         | "corlist" in_out_bound name
         | "credentials" LINE
         | "description" LINE
         | "destination-pattern" dial_digits
         | "destination" LINE
         | "digit-strip"
         | "direct-inward-dial"
         | "dtmf-relay" names
         | "fax" LINE
         | "fax-relay" LINE
         | "forward-digits" digits_kept
         | "forward-alarms"
         | "huntstop"
         | "incoming" "called-number" dial_digits
         | "incoming" "uri" LINE
         | "incoming" "calling" LINE
         | "ip" "qos" "dscp" LINE
         | "ip" "precedence" NUMBER
         | "max-conn" NUMBER
         | "max-redirects" NUMBER
         | "media" LINE
         | "modem" LINE
         | "numbering-type" name
         | "playout-delay" LINE
         | "port" name
         | "port" NUMBER
         | "preference" NUMBER
         | "prefix" dial_digits
         | "progress_ind" LINE
         | "register" "e164"
         | "req-qos" LINE
         | "rtp" LINE
         | "service" LINE
         | "session" "protocol" LINE
         | "session" "target" LINE
         | "session" "server-group" NUMBER
         | "session" "transport" name
         | "shutdown"
         | "signaling" LINE
         | "srtp"
         | "supplementary-service" LINE
         | "tech-prefix" name
         | "translate-outgoing" LINE
         | "translation-profile" in_out_bound name
         | "trunkgroup" LINE
         | "tone" LINE
         | "vad"
         | "vad" "aggressive"
         | "voice-class" LINE
         | "application" LINE
         ;
/* digits with `.`, `T` and the like between them */
dial_digits: name | NUMBER;
digits_kept: "all" | "extra" | "implicit" | NUMBER;
mgcp_profile_command: "call-agent" LINE
                    | "description" LINE
                    | "max1" LINE
                    | "max2" LINE
                    | "nat" LINE
                    | "package" LINE
                    | "timeout" LINE
                    | "voice-port" LINE
                    | "port" LINE
                    ;
gatekeeper: "zone" LINE
          | "gw-type-prefix" LINE
          | "lrq" LINE
          | "arq" LINE
          | "bandwidth" LINE
          | "accounting" LINE
          | "alias" LINE
          | "endpoint" LINE
          | "security" LINE
          | "timer" LINE
          | "use-proxy" LINE
          | "h323-annexg" LINE
          | "load-balance" LINE
          | "server" LINE
          ;
sip_ua: "authentication" LINE
      | "bind" LINE
      | "connection-reuse"
      | "credentials" LINE
      | "crypto" "signaling" LINE
      | "host-registrar"
      | "keepalive" LINE
      | "max-forwards" NUMBER
      | "mwi-server" LINE
      | "nat" LINE
      | "protocol" LINE
      | "reason-header" "override"
      | "registrar" LINE
      | "remote-party-id"
      | "retry" name NUMBER
      | "set" LINE
      | "sip-server" LINE
      | "srv" "version" NUMBER
      | "suspend-resume"
      | "timers" LINE
      | "transport" LINE
      ;
sccp_group: "associate" LINE
          | "bind" "interface" interface_name
          | "connect" LINE
          | "description" LINE
          | "keepalive" LINE
          | "registration" LINE
          | "switchback" LINE
          | "switchover" LINE
          ;

interface_command: "voice" "class" LINE { line_covered(cx); }
                 | "voice-class" LINE { line_covered(cx); }
                 | "h323-gateway" LINE { line_covered(cx); }
                 | "isdn" LINE { line_no_effect(cx); }
                 | "async" LINE { line_no_effect(cx); }
                 | "physical-layer" name { line_no_effect(cx); }
                 ;
%%
