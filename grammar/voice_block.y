/* What stands inside the blocks of telephony. */
%help INTERFACE: "isdn" ISDN
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
                     | "clid" "strip"
                     | "clid" "network-number" dial_digits
                     | "fax" "rate" name
                     | "fax" "rate" NUMBER
                     | "fax" "protocol" name
                     | "fax" "protocol" "t38" names
                     | "h323"
                     | "ip" "address" "trusted" "list"
                     | "ipv4" IPV4
                     | "ipv4" IPV4 IPV4
                     | "media" name
                     | "redirect" "ip2ip"
                     | "redundancy-group" NUMBER
                     | "rtp-port" "range" numbers
                     | "shutdown"
                     | "sip"
                     | "srtp"
                     | "srtp" "fallback"
                     | "supplementary-service" name name
                     | "stun"
                     | "bind" sip_bind "source-interface" interface_name
                     | "registrar" "server"
                     | "early-offer" "forced"
                     | "asserted-id" name
                     | "session" "transport" name
                     | "error-passthru"
                     | "sip-profiles" NUMBER
                     | "sip-profiles" "inbound"
                     | "header-passing"
                     | "g729" "annexb-all"
                     ;
call_leg: "sip" | "h323";
sip_bind: "all" | "control" | "media";
voice_class_command: "codec" "preference" NUMBER name
                   | "rule" NUMBER name name
                   | "rule" NUMBER "reject" name
                   | "translate" name NUMBER
                   | "ipv4" IPV4
                   | "e164" name
                   | "dial-peer" NUMBER
                   | "dial-peer" NUMBER "preference" NUMBER
                   | "description" LINE
                   | "crypto" NUMBER name
                   | "up-interval" NUMBER
                   | "down-interval" NUMBER
                   | "retry" NUMBER
                   | "hunt-scheme" name
                   | "signal" name
                   | "signal" name name
                   | "bind" sip_bind "source-interface" interface_name
                   | "registrar" name
                   | "registrar" name "expires" NUMBER
                   | "credentials" "username" name "password" hidden "realm" name
                   | "authentication" "username" name "password" hidden
                   | "authentication" "username" name "password" hidden "realm" name
                   | "sip-server" name
                   | "asserted-id" name
                   | "options-ping" NUMBER
                   ;
voice_port: "alert" "timeout" NUMBER
          | "auto-cut-through"
          | "battery-reversal"
          | "bearer-cap" name
          | "caller-id" "enable"
          | "comfort-noise"
          | "compand-type" name
          | "connection" "plar" dial_digits
          | "connection" "plar" "opx" dial_digits
          | "cptone" name
          | "description" LINE
          | "dial-type" name
          | "disconnect-ack"
          | "echo-cancel" "enable"
          | "echo-cancel" "coverage" NUMBER
          | "impedance" name
          | "input" "gain" NUMBER
          | "local-alerting"
          | "loss-plan" name
          | "music-threshold" NUMBER
          | "non-linear"
          | "operation" name
          | "output" "attenuation" NUMBER
          | "ring" "number" NUMBER
          | "ring" "frequency" NUMBER
          | "ring" "cadence" name
          | "shutdown"
          | "signal" name
          | "signal" name name
          | "snmp" "trap" "link-status"
          | "station-id" "name" name
          | "station-id" "number" dial_digits
          | "supervisory" "disconnect"
          | "supervisory" "disconnect" name
          | "timeouts" name NUMBER
          | "timeouts" name name NUMBER
          | "timing" name NUMBER
          | "translation-profile" in_out_bound name
          | "type" NUMBER
          | "vad"
          ;
isdn: "isdn" "switch-type" name
    | "isdn" "incoming-voice" name
    | "isdn" "incoming-voice" name NUMBER
    | "isdn" "point-to-point-setup"
    | "isdn" "protocol-emulate" name
    | "isdn" "layer1-emulate" name
    | "isdn" "overlap-receiving"
    | "isdn" "send-alerting"
    | "isdn" "sending-complete"
    | "isdn" "bchan-number-order" name
    | "isdn" "bind-l3" name
    | "isdn" "negotiate-bchan"
    | "isdn" "outgoing" name name
    | "isdn" "supp-service" name
    | "isdn" "map" name names
    | "isdn" "calling-number" dial_digits
    | "isdn" "spid1" dial_digits
    | "isdn" "spid2" dial_digits
    | "isdn" "tei-negotiation" name
    | "isdn" "static-tei" NUMBER
    | "isdn" "x25" name
    ;
in_out_bound: "incoming" | "outgoing";
dial_peer: "answer-address" name
         | "answer-address" NUMBER
         | "acc-qos" name name
         | "authentication" "username" name "password" hidden
         | "authentication" "username" name "password" hidden "realm" name
         | "b2bua"
         | "clid" "strip"
         | "clid" "network-number" dial_digits
         | "codec" name
         | "codec" name "bytes" NUMBER
         | "corlist" in_out_bound name
         | "credentials" "username" name "password" hidden "realm" name
         | "description" LINE
         | "destination-pattern" dial_digits
         | "digit-strip"
         | "direct-inward-dial"
         | "dtmf-relay" names
         | "fax" "rate" name
         | "fax" "rate" NUMBER
         | "fax" "protocol" name
         | "fax" "protocol" "t38" names
         | "forward-digits" digits_kept
         | "forward-alarms"
         | "huntstop"
         | "incoming" "called-number" dial_digits
         | "incoming" "uri" name NUMBER
         | "ip" "qos" "dscp" name name
         | "ip" "precedence" NUMBER
         | "max-conn" NUMBER
         | "max-redirects" NUMBER
         | "media" name
         | "numbering-type" name
         | "port" name
         | "port" NUMBER
         | "preference" NUMBER
         | "prefix" dial_digits
         | "progress_ind" name "enable" NUMBER
         | "register" "e164"
         | "service" name
         | "session" "protocol" name
         | "session" "target" name
         | "session" "server-group" NUMBER
         | "session" "transport" name
         | "shutdown"
         | "srtp"
         | "supplementary-service" name name
         | "tech-prefix" name
         | "translation-profile" in_out_bound name
         | "vad"
         | "vad" "aggressive"
         | "voice-class" "codec" NUMBER
         | "voice-class" "codec" NUMBER "offer-all"
         | "voice-class" "h323" NUMBER
         | "voice-class" "permanent" NUMBER
         | "voice-class" "sip" "bind" sip_bind "source-interface" interface_name
         | "voice-class" "sip" "options-keepalive"
         | "voice-class" "sip" "profiles" NUMBER
         | "voice-class" "sip" "early-offer" "forced"
         ;
/* digits with `.`, `T` and the like between them */
dial_digits: name | NUMBER;
digits_kept: "all" | "extra" | "implicit" | NUMBER;
mgcp_profile_command: "call-agent" host
                    | "call-agent" host NUMBER
                    | "package" "persistent" name
                    | "voice-port" name
                    | "description" LINE
                    ;
gatekeeper: "zone" "local" name name
          | "zone" "local" name name IPV4
          | "zone" "remote" name name IPV4
          | "zone" "prefix" name name
          | "gw-type-prefix" name "default-technology"
          ;
sip_ua: "authentication" "username" name "password" hidden
      | "connection-reuse"
      | "credentials" "username" name "password" hidden "realm" name
      | "host-registrar"
      | "max-forwards" NUMBER
      | "reason-header" "override"
      | "registrar" name
      | "registrar" name "expires" NUMBER
      | "remote-party-id"
      | "retry" name NUMBER
      | "sip-server" name
      | "srv" "version" NUMBER
      | "suspend-resume"
      ;
sccp_group: "associate" "ccm" NUMBER "priority" NUMBER
          | "associate" "profile" NUMBER "register" name
          | "bind" "interface" interface_name
          | "description" LINE
          ;

interface_command: isdn { line_no_effect(cx); }
                 | "physical-layer" name { line_no_effect(cx); }
                 ;
%%
