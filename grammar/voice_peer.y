/* Where calls go and how SIP speaks of them. Not translated. */
%help DIAL_PEER: "answer-address" Calling number that matches
%help DIAL_PEER: "acc-qos" Quality that is accepted
%help DIAL_PEER: "b2bua" Agent between two
%help DIAL_PEER: "destination-pattern" Called number that matches
%help DIAL_PEER: "digit-strip" Strip digits that matched
%help DIAL_PEER: "direct-inward-dial" The called number comes along
%help DIAL_PEER: "forward-digits" Digits to pass on
%help DIAL_PEER: "forward-alarms" Pass alarms on
%help DIAL_PEER: "huntstop" Do not look further
%help DIAL_PEER: "incoming" Calls that come in
%help DIAL_PEER: "max-conn" Most calls
%help DIAL_PEER: "max-redirects" Most redirections
%help DIAL_PEER: "numbering-type" Kind of number
%help DIAL_PEER: "prefix" Digits to put before
%help DIAL_PEER: "progress_ind" Indicator of progress
%help DIAL_PEER: "register" Register at a gatekeeper
%help DIAL_PEER: "tech-prefix" Technical prefix
%help DIAL_PEER: "voice-class" Class of settings
%help DIAL_PEER: "ip" IP
%help DIAL_PEER: "vad" Silence suppression
%help DIAL_PEER: "port" Voice port
%help DIAL_PEER: "description" Description of the peer
%help DIAL_PEER: "shutdown" Take the peer out of service
%help DIAL_PEER: "service" Application
%help DIAL_PEER: "clid" Caller's number
%help DIAL_PEER: "no" Negate a command
%help DIAL_PEER: "supplementary-service" Supplementary services
%help SIP_UA: "srv" Records of servers
%help SIP_UA: "authentication" Name and password
%help SIP_UA: "retry" Attempts
%help SIP_UA: "sip-server" Server
%help "call-block" Calls to refuse
%help "disconnect-cause" Cause of the end
%help "call-route" What routes calls
%help "dpg" Group of dial peers
%help "e164-pattern-map" Patterns of numbers
%help "uri" Address
%help "uri-from" Address of the caller
%help "fax-relay" Relay of fax
%help "ecm" Correction of errors
%help "sg3-to-g3" From super G3 to G3
%help "ans-disable" Without the answer tone
%help "nsf" Facilities that are no standard
%help "called" Called number
%help "calling" Number of the caller
%help "dnis-map" Map of called numbers
%help "permission" Which calls
%help "playout-delay" Milliseconds to wait
%help "req-qos" Quality that is asked for
%help "roaming" Roaming
%help "out-bound" Of calls that go out
%help "peer-trap" Traps of this peer
%help "ringback" Ringing that the caller hears
%help "alert-no-pi" Without an indicator of progress
%help "trunkgroup" Group of lines
%help "aaa" AAA
%help "busyout" When lines are busied out
%help "stun-usage" STUN
%help "tone-signal" Tones
%help "pi-restrict" When it is restricted
%help "rdnis" Number that forwarded
%help "substitute" Put in its place
%help "second-number" Second number
%help "network-provided" From the network
%help "fixed-bytes" Fixed
%help "calling-info" Who calls
%help "cn-san-validate" Check names in certificates
%help "disable-early-media" No voice before the answer
%help "handle-replaces" Obey Replaces
%help "target" Target
%help "trigger" Attempts until it is gone
%help "mwi-server" Server of waiting messages
%help "redirection" Redirections
%help "g729-annexb" Annex B of G.729
%help "offer" What is offered
%help "call-hold" Calls on hold
%help "pstn-cause" Cause of the telephone network
%help "sip-status" Status of SIP
%help "tcp-retry" Attempts by TCP
%help "tls" TLS
%help "xfer" Transfer
%help "best-effort" None
%help "controlled-load" As if there were no load
%help "guaranteed-delay" Guaranteed
%help "via" Via
%help "registered-number" Number that is registered
%help "copy-list" Headers to copy
%help "error-code-override" Another code
%help "options-keepalive" Keepalives
%help "failure" Failure
%help "total-calls" Calls too many
%help "extension" Extension
%help "g729" G.729
%help "down-interval" Seconds while it is down
%help "up-interval" Seconds while it is up
%help "preloaded-route" Route known before
%help "requri-passing" Pass the address on
%help "srtp-crypto" Ciphers
%help "tenant" Tenant
%%
line: IN_DIAL_PEER no dial_peer { line_covered(cx); }
    | IN_SIP_UA no sip_ua { line_covered(cx); }
    ;
in_out_bound: "incoming" | "outgoing";
dial_peer: "answer-address" name
         | "answer-address" NUMBER
         | "acc-qos" qos_level
         | "acc-qos" qos_level name
         | "answer-address" name name
         | "bandwidth" "maximum" NUMBER
         | "call-block" "translation-profile" "incoming" name
         | "call-block" "disconnect-cause" "incoming" name
         | "call-route" name
         | "destination" name name
         | "destination" "dpg" NUMBER
         | "destination" "e164-pattern-map" NUMBER
         | "destination" "uri" name
         | "destination" "uri" "to" NUMBER
         | "destination" "uri-from" NUMBER
         | "e164-pattern-map" NUMBER
         | "fax-relay" "ecm" "disable"
         | "fax-relay" "sg3-to-g3"
         | "fax-relay" "ans-disable"
         | "fax" "nsf" name
         | "incoming" "called" "e164-pattern-map" NUMBER
         | "incoming" "calling" "e164-pattern-map" NUMBER
         | "incoming" "uri" uri_part name
         | "incoming" "dnis-map" name
         | "modem" "passthrough" modem_pass
         | "modem" "relay" "nse" modem_pass
         | "outbound-proxy" name
         | "paramspace" name name name
         | "permission" name
         | "playout-delay" name NUMBER
         | "playout-delay" "mode" name
         | "progress_ind" name "strip"
         | "req-qos" qos_level
         | "req-qos" qos_level name
         | "roaming"
         | "rtp" "payload-type" name NUMBER
         | "security" "mode" name
         | "service" name "out-bound"
         | "session" "target" "ipv4" name
         | "session" "target" "sip-server"
         | "signaling" "forward" name
         | "snmp" "enable" "peer-trap" name
         | "tone" "ringback" "alert-no-pi"
         | "trunkgroup" name
         | "trunkgroup" name NUMBER
         | "url" name
         | "voice-class" "aaa" NUMBER
         | "voice-class" "busyout" NUMBER
         | "voice-class" "uri" NUMBER name
         | "voice-class" "sip" sip_peer
         | "voice-class" "stun-usage" NUMBER
         | "voice-class" "tone-signal" name
         | "authentication" "username" name "password" hidden
         | "authentication" "username" name "password" hidden "realm" name
         | "b2bua"
         | "clid" "strip"
         | "clid" "strip" "name"
         | "clid" "strip" "pi-restrict"
         | "clid" "strip" "pi-restrict" "all"
         | "clid" "restrict"
         | "clid" "override" "rdnis"
         | "clid" "substitute" "name"
         | "clid" "second-number" "strip"
         | "clid" "network-number" dial_digits
         | "clid" "network-number" dial_digits "second-number" "strip"
         | "clid" "network-provided"
         | "codec" name
         | "codec" name "mode" name
         | "codec" name "fixed-bytes"
         | "codec" name "bytes" NUMBER
         | "corlist" in_out_bound name
         | "credentials" "username" name "password" hidden "realm" name
         | "description" LINE
         | "destination-pattern" dial_digits
         | "digit-strip"
         | "direct-inward-dial"
         | "dtmf-relay" dtmf_relays
         | "fax" "rate" name
         | "fax" "rate" NUMBER
         | "fax" "protocol" name
         | "fax" "protocol" "t38" t38_options
         | "forward-digits" digits_kept
         | "forward-alarms"
         | "huntstop"
         | "incoming" "called-number" dial_digits
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
         | "supplementary-service" "h450.2"
         | "supplementary-service" "h450.3"
         | "supplementary-service" "pass-through"
         | "supplementary-service" "sip" sip_supplement
         | "tech-prefix" name
         | "translation-profile" in_out_bound name
         | "vad"
         | "vad" "aggressive"
         | "voice-class" "codec" NUMBER
         | "voice-class" "codec" NUMBER "offer-all"
         | "voice-class" "h323" NUMBER
         | "voice-class" "permanent" NUMBER
         ;
sip_peer: "bind" sip_bind "source-interface" interface_name
        | "asserted-id" name
        | "associate" "registered-number" dial_digits
        | "asymmetric" "payload" name
        | "call-route" name
        | "copy-list" NUMBER
        | "e911"
        | "early-offer" "forced"
        | "early-offer" "forced" "renegotiate" "always"
        | "error-code-override" "options-keepalive" "failure" NUMBER
        | "error-code-override" "total-calls" "failure" NUMBER
        | "extension" name
        | "g729" "annexb-all"
        | "g729" "annexb" "override"
        | "history-info"
        | "localhost" name
        | "midcall-signaling" midcall
        | "options-keepalive"
        | "options-keepalive" "down-interval" NUMBER
        | "options-keepalive" "profile" NUMBER
        | "options-keepalive" "up-interval" NUMBER "down-interval" NUMBER "retry" NUMBER
        | "outbound-proxy" name
        | "pass-thru" pass_thru
        | "preloaded-route" name
        | "privacy" sip_privacy
        | "privacy-policy" name
        | "profiles" NUMBER
        | "profiles" NUMBER name
        | "referto-passing"
        | "rel1xx" name
        | "rel1xx" name name
        | "requri-passing"
        | "send" NUMBER "enable"
        | "sip-event-list" NUMBER
        | "srtp" "negotiate" name
        | "srtp-crypto" NUMBER
        | "tenant" NUMBER
        | "transport" "switch" "udp" "tcp"
        | "url" name
        ;
qos_level: "best-effort" | "controlled-load" | "guaranteed-delay";
uri_part: "called" | "calling" | "from" | "request" | "to" | "via";
/* digits with `.`, `T` and the like between them */
dial_digits: name | NUMBER;
digits_kept: "all" | "extra" | "implicit" | NUMBER;
sip_ua: "authentication" "username" name "password" hidden
      | "authentication" "username" name "password" hidden "realm" name
      | "calling-info" name name
      | "crypto" "signaling" crypto_peer "trustpoint" name
      | "crypto" "signaling" crypto_peer "trustpoint" name "cn-san-validate" name
      | "disable-early-media" NUMBER
      | "handle-replaces"
      | "keepalive" "target" name
      | "keepalive" "trigger" NUMBER
      | "keepalive" "retry" NUMBER
      | "mwi-server" name
      | "mwi-server" name mwi_options
      | "nat" "symmetric" name
      | "notify" name
      | "outbound-proxy" name
      | "permit" "hostname" name
      | "presence" "enable"
      | "protocol" "mode" name
      | "redirection"
      | "register" "expires" NUMBER
      | "registrar" name "expires" NUMBER "secondary"
      | "registrar" NUMBER name
      | "registrar" NUMBER name "expires" NUMBER
      | "g729-annexb" "override"
      | "offer" "call-hold" name
      | "set" "pstn-cause" NUMBER "sip-status" NUMBER
      | "set" "sip-status" NUMBER "pstn-cause" NUMBER
      | "sip-server" name NUMBER
      | "tcp-retry" NUMBER
      | "timers" name NUMBER
      | "timers" name name NUMBER
      | "timers" "keepalive" "active" NUMBER
      | "transport" name
      | "transport" "tcp" "tls" name
      | "xfer" "target" name
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
%%
