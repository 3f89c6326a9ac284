/* What stands inside the blocks of telephony. */
%help INTERFACE: "isdn" ISDN
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
%help "codec" WORD "bytes" Bytes of a packet
%help "corlist" "incoming" Of calls that come in
%help "corlist" "outgoing" Of calls that go out
%help "forward-digits" "all" All of them
%help "incoming" "uri" Address
%help "ip" "qos" Quality of service
%help "qos" "dscp" DSCP
%help "register" "e164" Its number
%help "session" "target" Where calls go
%help "session" "protocol" Protocol
%help "session" "server-group" Group of servers
%help "session" "transport" Transport
%help "vad" "aggressive" More of it
%help "voice-class" "codec" Codecs
%help "voice-class" "h323" Settings of H.323
%help "voice-class" "codec" NUMBER "offer-all" Offer all of them
%help "sip" "bind" Interface whose address is used
%help "sip" "options-keepalive" Keepalives
%help "early-offer" Offer at once
%help GATEKEEPER: "shutdown" Take the gatekeeper out of service
%help GATEKEEPER: "zone" Zones
%help GATEKEEPER: "gw-type-prefix" Prefix of gateways
%help "default-technology" Unless told
%help "zone" "prefix" Prefix of a zone
%help "zone" "local" Zone of this gatekeeper
%help "zone" "remote" Zone of another
%help INTERFACE: "physical-layer" Mode of the port
%help "incoming" What comes in
%help "outgoing" What goes out
%help "corlist" Class of restriction
%help INTERFACE: "isdn" "incoming-voice" How voice calls are taken
%help INTERFACE: "isdn" "point-to-point-setup" Setup by one terminal
%help INTERFACE: "isdn" "protocol-emulate" Side to play
%help INTERFACE: "isdn" "layer1-emulate" Side of layer 1 to play
%help INTERFACE: "isdn" "overlap-receiving" Digits one by one
%help INTERFACE: "isdn" "send-alerting" Alert before connecting
%help INTERFACE: "isdn" "sending-complete" Say that the number is whole
%help INTERFACE: "isdn" "bchan-number-order" Order of channels
%help INTERFACE: "isdn" "bind-l3" Who gets layer 3
%help INTERFACE: "isdn" "negotiate-bchan" Other channels may be offered
%help INTERFACE: "isdn" "outgoing" Calls that go out
%help INTERFACE: "isdn" "supp-service" Supplementary services
%help INTERFACE: "isdn" "calling-number" Number of the caller
%help INTERFACE: "isdn" "spid1" Profile of the first channel
%help INTERFACE: "isdn" "spid2" Profile of the second channel
%help INTERFACE: "isdn" "tei-negotiation" When the terminal number is asked for
%help INTERFACE: "isdn" "static-tei" Terminal number by hand
%help INTERFACE: "isdn" "x25" X.25
%help INTERFACE: "isdn" "map" Map of types of numbers
%help MGCP_PROFILE: "voice-port" Voice port
%help MGCP_PROFILE: "description" Description of the profile
%help "package" "persistent" Events that are always told
%help SCCP_GROUP: "associate" What belongs to the group
%help "associate" "ccm" A call manager
%help "associate" "profile" Profile of the farm
%help "associate" "profile" NUMBER "register" Name to register
%help SCCP_GROUP: "bind" Interface whose address is used
%help "connection-reuse" Use connections again
%help "host-registrar" Registrar in headers
%help "max-forwards" Most hops
%help "reason-header" Header of reasons
%help "remote-party-id" Identity of the caller
%help SIP_UA: "srv" Records of servers
%help "suspend-resume" Suspend and resume
%help "reason-header" "override" Override it
%help SIP_UA: "authentication" Name and password
%help SIP_UA: "retry" Attempts
%help SIP_UA: "sip-server" Server
%help VOICE_CLASS: "codec" Codecs
%help VOICE_CLASS: "rule" Rule of translation
%help VOICE_CLASS: "translate" What is translated
%help VOICE_CLASS: "e164" A number
%help VOICE_CLASS: "dial-peer" Dial peer
%help VOICE_CLASS: "up-interval" Seconds between keepalives while it is up
%help VOICE_CLASS: "down-interval" Seconds between keepalives while it is down
%help VOICE_CLASS: "retry" Attempts
%help VOICE_CLASS: "hunt-scheme" Order of servers
%help VOICE_CLASS: "signal" Signals
%help VOICE_CLASS: "sip-server" Server
%help VOICE_CLASS: "options-ping" Seconds between keepalives
%help VOICE_CLASS: "description" Description of the class
%help VOICE_CLASS: "authentication" Name and password
%help VOICE_CLASS: "bind" Interface whose address is used
%help "realm" Realm
%help "codec" "preference" Preference
%help "credentials" "username" Name
%help "dial-peer" NUMBER "preference" Preference
%help "registrar" WORD "expires" Seconds
%help "rule" NUMBER "reject" Refuse the call
%help "expires" Seconds that it is valid
%help "registrar" Registrar
%help VOICE_PORT: "auto-cut-through" Connect before the signal
%help VOICE_PORT: "battery-reversal" Reverse the battery
%help VOICE_PORT: "bearer-cap" Bearer capability
%help VOICE_PORT: "caller-id" Caller's number
%help VOICE_PORT: "comfort-noise" Noise in silence
%help VOICE_PORT: "compand-type" Kind of companding
%help VOICE_PORT: "connection" Connection of this port
%help VOICE_PORT: "cptone" Tones of a country
%help VOICE_PORT: "dial-type" Kind of dialling
%help VOICE_PORT: "disconnect-ack" Acknowledge the end
%help VOICE_PORT: "echo-cancel" Cancellation of echoes
%help VOICE_PORT: "impedance" Impedance
%help VOICE_PORT: "local-alerting" Ring here
%help VOICE_PORT: "loss-plan" Plan of losses
%help VOICE_PORT: "music-threshold" Level of music
%help VOICE_PORT: "non-linear" Non-linear processing
%help VOICE_PORT: "operation" Wires
%help VOICE_PORT: "station-id" Identity of the station
%help VOICE_PORT: "supervisory" Supervision
%help VOICE_PORT: "vad" Silence suppression
%help VOICE_PORT: "description" Description of the port
%help VOICE_PORT: "shutdown" Take the port out of service
%help VOICE_PORT: "type" Kind
%help VOICE_PORT: "snmp" SNMP
%help "caller-id" "enable" Use it
%help "plar" "opx" Ring until it is answered
%help "echo-cancel" "coverage" Milliseconds
%help "echo-cancel" "enable" Do so
%help "input" "gain" Amplify, in decibels
%help "output" "attenuation" Weaken, in decibels
%help "ring" "number" Rings until it answers
%help "ring" "cadence" Pattern
%help "ring" "frequency" Hertz
%help "supervisory" "disconnect" Of the end
%help "translation-profile" "incoming" Of calls that come in
%help "translation-profile" "outgoing" Of calls that go out
%help "number" Number
%help VOICE_SERVICE: "address-hiding" Hide addresses of the other side
%help VOICE_SERVICE: "allow-connections" Calls from one side to the other
%help VOICE_SERVICE: "clid" Caller's number
%help VOICE_SERVICE: "redundancy-group" Redundancy
%help VOICE_SERVICE: "rtp-port" Ports of RTP
%help VOICE_SERVICE: "supplementary-service" Supplementary services
%help VOICE_SERVICE: "stun" STUN
%help VOICE_SERVICE: "error-passthru" Pass errors on
%help VOICE_SERVICE: "sip-profiles" Profiles of SIP
%help VOICE_SERVICE: "header-passing" Pass headers on
%help VOICE_SERVICE: "g729" G.729
%help VOICE_SERVICE: "bind" Interface whose address is used
%help VOICE_SERVICE: "ip" Addresses
%help VOICE_SERVICE: "redirect" Redirections
%help VOICE_SERVICE: "no" Negate a command
%help "allow-connections" "sip" From SIP
%help "allow-connections" "h323" From H.323
%help "to" "sip" To SIP
%help "to" "h323" To H.323
%help "clid" "strip" Strip it
%help "clid" "network-number" Number of the network
%help "fax" "rate" Rate
%help "fax" "protocol" Protocol
%help "annexb-all" Annex B too
%help "address" "trusted" Addresses that are trusted
%help "ip2ip" Between sides of IP
%help "sip-profiles" "inbound" Of what comes in
%help "srtp" "fallback" Without it where it fails
%help "trusted" "list" A list
%help "strip" Strip
%help "progress_ind" WORD "enable" Send it
%help "progress_ind" WORD "disable" Do not send it
%help "authentication" "username" Name
%help "registrar" "server" Act as a registrar
%help "asserted-id" Asserted identity
%help "sip-profiles" Profile of SIP
%help "rule" Rule
%help "translate" Translate
%help "preference" Preference (0 is best)
%help "profiles" Profile
%help "extra" Those too many
%help "implicit" Those that did not match
%help "srtp" Encrypted voice
%help "register" Register
%help "called-number" Called number
%help "plar" Call this number when lifted
%help "signal" Signal
%help "ring" Ringing
%help "vc" Circuit
%help "timing" Timing
%help "gain" Gain
%help "associate" What belongs to it
%help "operation" Operation
%help "timeouts" Timeouts
%help "package" Packages
%help "credentials" Credentials
%help VOICE_CLASS: "crypto" A cipher
%help VOICE_SERVICE: "ipv4" IPv4 addresses
%help "crypto" Encryption
%help "early-offer" "forced" Always
%help "application" "redundancy" Groups of routers
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
