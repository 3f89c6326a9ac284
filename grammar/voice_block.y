/* What stands inside the blocks of telephony. */
%help VOICE_SERVICE: "trace" Trace calls
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
%help "suspend-resume" Suspend and resume
%help "reason-header" "override" Override it
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
%help "h323-gateway" H.323 on this interface
%help "bulk-stats" Statistics
%help "h450.2" Handing over
%help "h450.3" Forwarding
%help "h450.7" Waiting messages
%help "h450.12" Capabilities
%help "advertise-only" Only tell of it
%help "h225-notify" By H.225
%help "cid-update" New numbers
%help "media-renegotiate" Negotiate media again
%help "call" Calls
%help "stop" Stop
%help "preserve" Keep calls
%help "cpa" Analysis of progress
%help "conn-reuse" Use connections again
%help "ds0-num" With the time slot
%help "e911" Emergency calls
%help "annexb" Annex B
%help "h225" H.225
%help "establish" Until it stands
%help "history-info" Header of history
%help "localhost" Name of this host
%help "midcall-signaling" Signals within a call
%help "border-element" Between two networks
%help "capacity" How many
%help "nse" By named events
%help "outbound-proxy" Proxy for calls
%help "pass-thru" Pass on
%help "privacy-policy" Policy of privacy
%help "random-contact" A contact by chance
%help "random-request-uri" Addresses of requests
%help "rel1xx" Reliable answers
%help "min" The least
%help "referto-passing" Pass the target on
%help "silent-discard" Drop without an answer
%help "untrusted" From strangers
%help "switch" Change
%help "tel-config" Telephone addresses
%help "to-hdr" In the header of the target
%help "update-callerid" New numbers of callers
%help "vpn-group" Group of VPN
%help "vpn-profile" Profile of VPN
%help "renegotiate" Negotiate again
%help "asymmetric" Different for both directions
%help "payload" Payload
%help "redirecting-number" Number that forwarded
%help "audio" Audio
%help "tias-modifier" Independent of transport
%help "bytes" Bytes
%help "cadence" Rhythm
%help "cadence-variation" How much rhythm may differ
%help "cadence-min-on-time" The shortest tone
%help "cadence-max-off-time" The longest silence
%help "dualtone" Two tones
%help "freq-max-deviation" How much pitch may differ
%help "freq-max-power" The loudest
%help "freq-min-power" The quietest
%help "freq-pair" Two pitches
%help "freq-power-twist" How much loudness may differ
%help "code" Code
%help "setup" Setup of a call
%help "call-idle" Without calls
%help "value" A value
%help "user-id" User
%help "telephony-service" Telephony
%help "ccm-compatible" As call managers do
%help "method" Method
%help "resp-code" Code of the answer
%help "dscp" DSCP
%help "switchback" Return to the first
%help "graceful" When no call stands
%help "immediate" At once
%help "switchover" Change to the next
%help "packetization" Milliseconds of a packet
%help "conference-join" When somebody joins
%help "custom-cptone" Tones of your own
%help "conference-leave" When somebody leaves
%help "conference-participants" Participants
%help "software" Without signal processors
%help "noisefloor" Level of noise
%help "rsvp" Reservations
%help "emulate" Behave like
%help "cisco" Cisco's own
%help "media-inactivity-criteria" What counts as silence
%help "security" Security
%help "receive-rtp" Milliseconds without RTP
%help "carrier-id" Name of the carrier
%help "hunt-scheme" Order of the search
%help "direction" Direction
%help "max-retry" The most attempts
%help "param" A parameter
%help "paramspace" Space of parameters
%help "language" Language
%help "monitor" Watch
%help "dump" Write out
%help "extension-range" Extensions
%help "srcaddr" Address to send from
%help "h323-id" Name of the gateway
%help "ipaddr" Address
%help "tech-prefix" Technical prefix
%help "moved-temporarily" Moved for a while
%help "refer" Referring
%help "fast" Fast
%help "slow" Slow
%help "interwork" Both
%help "passthru" Pass through
%help "media-change" When media change
%help "preserve-codec" Keep the codec
%help "payload-type" Type of payload
%help "content" Content
%help "sdp" Session descriptions
%help "unsupp" What is not supported
%help "custom-sdp" Own session descriptions
%help "headers" Headers
%help "subscribe-notify-events" Events
%help "pstn" Telephone network
%help "error" Error
%help "no-circuit" No line free
%help "number-unobtainable" No such number
%help "out-of-service" Out of service
%help "reorder" Line not to be had
%help "receiver-off-hook" Not hung up
%help "bye" BYE
%help "cancel" CANCEL
%help "comet" COMET
%help "invite" INVITE
%help "options" OPTIONS
%help "prack" PRACK
%help "publish" PUBLISH
%help "reinvite" A second INVITE
%help "subscribe" SUBSCRIBE
%help "sip-header" A header of SIP
%help "sdp-header" A line of the session description
%help "sip-req-uri" Address of the request
%help "least-idle" The one that was free for the shortest time
%help "least-used" The one with the least calls
%help "remote-addr" Address of the other side
%help "ls-redundancy" Copies at low speed
%help "hs-redundancy" Copies at high speed
%help "modify" Change
%help "unsolicited" Without being asked
%%
line: IN_VOICE_SERVICE no voice_service_command { line_covered(cx); }
    | IN_VOICE_CLASS no voice_class_command { line_covered(cx); }
    | IN_MGCP_PROFILE no mgcp_profile_command { line_no_effect(cx); }
    | IN_GATEKEEPER no gatekeeper { line_covered(cx); }
    | IN_GATEKEEPER no "shutdown" { line_class(cx, cx->no ? LINE_NOT_TRANSLATED : LINE_NO_EFFECT); }
    | IN_SCCP_GROUP no sccp_group { line_covered(cx); }
    | IN_DSPFARM no dspfarm { line_covered(cx); }
    | IN_COR no cor { line_covered(cx); }
    | IN_VOICE_GATEWAY no gateway { line_covered(cx); }
    | IN_VOICE_APPLICATION no application { line_covered(cx); }
    | IN_NUMBER_RULES no "rule" NUMBER dial_digits dial_digits { line_covered(cx); }
    | IN_NUMBER_RULES no "rule" NUMBER dial_digits dial_digits name name { line_covered(cx); }
    | IN_MOH_GROUP no moh_group { line_covered(cx); }
    ;
voice_service_command: "trace"
                     | "address-hiding"
                     | "allow-connections" call_leg "to" call_leg
                     | "clid" "strip"
                     | "clid" "network-number" dial_digits
                     | "fax" "rate" name
                     | "fax" "rate" NUMBER
                     | "fax" "protocol" name
                     | "fax" "protocol" "t38" t38_options
                     | "h323"
                     | "ip" "address" "trusted" "list"
                     | "ipv4" IPV4
                     | "ipv4" IPV4 IPV4
                     | "media" name
                     | "media" name name
                     | "media" "bulk-stats"
                     | "redirect" "ip2ip"
                     | "redundancy-group" NUMBER
                     | "rtp-port" "range" numbers
                     | "shutdown"
                     | "sip"
                     | "srtp"
                     | "srtp" "fallback"
                     | "supplementary-service" "h450.2"
                     | "supplementary-service" "h450.3"
                     | "supplementary-service" "h450.7"
                     | "supplementary-service" "h450.12"
                     | "supplementary-service" "h450.12" "advertise-only"
                     | "supplementary-service" "h225-notify" "cid-update"
                     | "supplementary-service" "media-renegotiate"
                     | "supplementary-service" "sip" sip_supplement
                     | "call" "start" call_start
                     | "call" "service" "stop"
                     | "call" "preserve"
                     | "cpa"
                     | "conn-reuse"
                     | "ds0-num"
                     | "e911"
                     | "g729" "annexb" "override"
                     | "h225" "timeout" "keepalive"
                     | "h225" "timeout" "tcp" "establish" NUMBER
                     | "history-info"
                     | "localhost" name
                     | "localhost" name "preferred"
                     | "midcall-signaling" midcall
                     | "mode" "border-element"
                     | "mode" "border-element" "license" "capacity" NUMBER
                     | "modem" "passthrough" modem_pass
                     | "modem" "relay" "nse" modem_pass
                     | "outbound-proxy" name
                     | "pass-thru" pass_thru
                     | "privacy" sip_privacy
                     | "privacy-policy" name
                     | "random-contact"
                     | "random-request-uri" "validate"
                     | "rel1xx" name
                     | "rel1xx" name name
                     | "registrar" "server" "expires" "max" NUMBER "min" NUMBER
                     | "registration" "passthrough"
                     | "registration" "passthrough" name
                     | "referto-passing"
                     | "reset" "timer" "expires"
                     | "silent-discard" "untrusted"
                     | "source" "filter"
                     | "transport" "switch" "udp" "tcp"
                     | "tel-config" "to-hdr"
                     | "update-callerid"
                     | "url" name
                     | "vpn-group" NUMBER
                     | "vpn-profile" NUMBER
                     | "stun"
                     | "bind" sip_bind "source-interface" interface_name
                     | "registrar" "server"
                     | "early-offer" "forced"
                     | "early-offer" "forced" "renegotiate"
                     | "early-offer" "forced" "renegotiate" "always"
                     | "asserted-id" name
                     | "asymmetric" "payload" name
                     | "authenticate" "redirecting-number"
                     | "bandwidth" "audio" "tias-modifier" NUMBER
                     | "session" "transport" name
                     | "error-passthru"
                     | "sip-profiles" NUMBER
                     | "sip-profiles" "inbound"
                     | "header-passing"
                     | "g729" "annexb-all"
                     ;
t38_options: t38_option | t38_options t38_option;
t38_option: "version" NUMBER
          | "nse"
          | "nse" "force"
          | "ls-redundancy" NUMBER
          | "hs-redundancy" NUMBER
          | "fallback" fax_fallback
          ;
fax_fallback: "none" | "cisco" | "pass-through" name;
sip_supplement: "moved-temporarily" | "refer" | "handle-replaces";
call_start: "fast" | "slow" | "interwork" | "system";
midcall: "passthru" | "passthru" "media-change" | "block" | "preserve-codec";
modem_pass: "nse" "codec" name
          | "nse" "payload-type" NUMBER "codec" name
          | "protocol" "codec" name
          | "system"
          | "codec" name
          ;
pass_thru: "content" "sdp" | "content" "unsupp" | "content" "custom-sdp" | "headers" name | "subscribe-notify-events" name;
sip_privacy: "disable" | "header" | "history" | "id" | "pstn" | "session" | "user" | "critical";
call_leg: "sip" | "h323";
sip_bind: "all" | "control" | "media";
voice_class_command: "codec" "preference" NUMBER name
                   | "codec" "preference" NUMBER name "bytes" NUMBER
                   | "codec" "preference" NUMBER name "mode" name
                   | "cadence" numbers
                   | "cadence-variation" NUMBER
                   | "call" "start" call_start
                   | "cadence-min-on-time" NUMBER
                   | "cadence-max-off-time" NUMBER
                   | "dualtone" dualtone
                   | "freq-max-deviation" NUMBER
                   | "freq-max-power" NUMBER
                   | "freq-min-power" NUMBER
                   | "freq-pair" NUMBER NUMBER NUMBER
                   | "freq-power-twist" NUMBER
                   | "frequency" NUMBER
                   | "frequency" NUMBER NUMBER
                   | "group" NUMBER "response" "code" NUMBER
                   | "h225" "timeout" "setup" NUMBER
                   | "h225" "timeout" "tcp" "establish" NUMBER
                   | "h225" "timeout" "tcp" "call-idle" "never"
                   | "h225" "timeout" "tcp" "call-idle" "value" NUMBER
                   | "host" name
                   | "user-id" name
                   | "pattern" name
                   | "phone" "context" name
                   | "ipv6" IPV6
                   | "telephony-service" "ccm-compatible"
                   | "request" sip_message sip_part
                   | "response" sip_response sip_part
                   | "response" sip_response "method" sip_message sip_part
                   | "transport" name
                   | "transport" name name
                   | "url" "file"
                   | "user" STRING "password" hidden
                   | "number" dial_digits
                   | "speed-dial" NUMBER dial_digits
                   | "huntstop" NUMBER "resp-code" NUMBER
                   | "ipv4" IPV4 "port" NUMBER
                   | "ipv4" IPV4 "port" NUMBER "preference" NUMBER
                   | "ipv4" IPV4 "preference" NUMBER
                   | "rule" NUMBER name name
                   | "rule" NUMBER name name number_types
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
dualtone: "conference" | "busy" | "disconnect" | "error" | "no-circuit" | "number-unobtainable" | "out-of-service"
        | "reorder" | "ringback" | "receiver-off-hook";
number_types: number_type | number_types number_type;
number_type: "type" name name | "plan" name name;
sip_message: "ack" | "any" | "bye" | "cancel" | "comet" | "info" | "invite" | "notify" | "options" | "prack"
           | "publish" | "refer" | "register" | "reinvite" | "subscribe" | "update";
sip_response: NUMBER | "any";
sip_part: "sip-header" name sip_change | "sdp-header" name sip_change | "sip-header" "sip-req-uri" sip_change;
sip_change: "add" STRING | "copy" STRING name | "modify" STRING STRING | "remove";
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
crypto_peer: "default" | "remote-addr" host mask_of_peer;
mask_of_peer: %empty | IPV4;
mwi_options: mwi_option | mwi_options mwi_option;
mwi_option: "expires" NUMBER | "port" NUMBER | "transport" name | "unsolicited";
sccp_group: "associate" "ccm" NUMBER "priority" NUMBER
          | "associate" "profile" NUMBER "register" name
          | "bind" "interface" interface_name
          | "connect" "interval" NUMBER
          | "connect" "retries" NUMBER
          | "description" LINE
          | "keepalive" "retries" NUMBER
          | "keepalive" "timeout" NUMBER
          | "registration" "retries" NUMBER
          | "registration" "timeout" NUMBER
          | "signaling" "dscp" name
          | "audio" "dscp" name
          | "switchback" "interval" NUMBER
          | "switchback" "method" "graceful"
          | "switchback" "method" "guard"
          | "switchback" "method" "guard" NUMBER
          | "switchback" "method" "immediate"
          | "switchback" "method" "uptime" NUMBER
          | "switchover" "method" name
          ;
dspfarm: "application" "name" name
       | "associate" "application" name
       | "associate" "application" name "profile" NUMBER
       | "codec" name
       | "codec" name "packetization" NUMBER
       | "conference-join" "custom-cptone" name
       | "conference-leave" "custom-cptone" name
       | "description" LINE
       | "maximum" "conference-participants" NUMBER
       | "maximum" "sessions" NUMBER
       | "maximum" "sessions" "hardware" NUMBER
       | "maximum" "sessions" "software" NUMBER
       | "noisefloor" name
       | "rsvp"
       | "shutdown"
       | "tls-version" name
       | "trustpoint" name
       ;
cor: "name" name | "member" name;
gateway: "emulate" "cisco" "h323" "bandwidth"
       | "media-inactivity-criteria" name
       | "security" "password" hidden "level" name
       | "timer" "receive-rtcp" NUMBER
       | "timer" "receive-rtp" NUMBER
       | "carrier-id" name
       | "description" LINE
       | "hunt-scheme" hunt_scheme
       | "hunt-scheme" hunt_scheme name
       | "max-calls" name NUMBER
       | "max-calls" name NUMBER "direction" name
       | "max-retry" NUMBER
       | "preference" NUMBER
       | "translation-profile" in_out_bound name
       ;
hunt_scheme: "least-idle" | "least-used" | "longest-idle" | "random" | "round-robin" | "sequential";
application: "global"
           | "package" name
           | "param" name name
           | "param" name NUMBER
           | "paramspace" name name name
           | "paramspace" name "language" name
           | "paramspace" name "index" NUMBER
           | "service" name
           | "service" name name
           | "service" "alternate" name
           | "monitor"
           | "interface" "dump" "file" "format" name
           ;
moh_group: "description" LINE
         | "extension-range" dial_digits "to" dial_digits
         | "moh" name
         | "multicast" "moh" IPV4 "port" NUMBER
         | "multicast" "moh" IPV4 "port" NUMBER "route" routes
          ;

interface_command: "h323-gateway" "voip" h323_gateway { line_covered(cx); }
                 ;
h323_gateway: "bind" "srcaddr" IPV4
            | "h323-id" name
            | "id" name "ipaddr" IPV4
            | "id" name "ipaddr" IPV4 NUMBER
            | "id" name "multicast"
            | "interface"
            | "tech-prefix" name
            ;
%%
