/* Phones, their numbers, and the groups that are rung for one number. Not translated. */
%help VOICE_REGISTER: "alias" Another number for numbers
%help VOICE_REGISTER: "allow-hash-in-dn" Numbers may hold #
%help VOICE_REGISTER: "digit" Digits as they are dialled
%help "digit" "collect" How they are collected
%help "collect" "kpml" By KPML
%help VOICE_REGISTER: "provision-tag" Number of the phone for all others
%help "softkeys" Keys on the screen
%help "after-hour" When calls are barred
%help "exempt" Not for this one
%help "auto-line" Choose the line when lifted
%help "blf-speed-dial" Short number with a lamp
%help "busy-trigger-per-button" Calls until it is busy
%help "button" Which numbers the keys have
%help "dspfarm-assist" With help of processors
%help "drop-mode" Who ends it
%help "device-security-mode" How it is secured
%help "display" What it shows
%help "missed-calls" Missed calls
%help "emergency" Emergency
%help "fastdial" Own short number
%help "feature-button" A key for a feature
%help "headset" Headset
%help "auto-answer" Answer by itself
%help "keypad-normalize" Normal keypad
%help "logout-profile" Profile of a logout
%help "max-calls-per-button" The most calls of a key
%help "mtp" Through the router
%help "multicast-moh" Music by multicast
%help "bell" Ring
%help "nte-end-digit-delay" Wait at the end of a digit
%help "paging-dn" Number that pages it
%help "pin" Secret number
%help "privacy-button" A key for privacy
%help "speed-dial" Short number
%help "vm-device-id" Name at the voice mail
%help "watch" Watch it
%help "call-waiting" A second call
%help "beep" Beep
%help "caller-id" Number shown
%help "feed" Where music comes from
%help "fwd-local-calls" Forward calls from here, too
%help "hold-alert" Tell of calls on hold
%help "intercom" A line between two phones
%help "loopback-dn" A number that calls out again
%help "out-call" Call for the music
%help "on-off" Switch it
%help "qsig" By QSIG
%help "mwi-type" Kind of lamp
%help "paging" Paging
%help "park-slot" Where calls are parked
%help "pickup-call" Calls to pick up
%help "any-group" Of any group
%help "pickup-group" Group that picks up
%help "transfer-mode" How calls are handed over
%help "final" Where calls go in the end
%help "from-ring" Counting from the ring
%help "fwd-final" Who gets it in the end
%help "max-timeout" Seconds in all
%help "members" Members
%help "pilot" Number to call
%help "present-call" When calls come
%help "statistics" Statistics
%help "button-layout" What the keys are
%help "transfer" Handing over
%help "url-button" A key for a page
%help "anonymous" Without a number
%help "b2bua" Agent between two
%help "camera" Camera
%help "dnd-control" Do not disturb
%help "dst" Summer time
%help "auto-adjust" By itself
%help "external-ring" Ring of calls from outside
%help "file" Files
%help "device-id-name" Name of the device
%help "registrations" Registrations
%help "max-pool" The most phones
%help "stutter" By a tone
%help "olsontimezone" Time zone by its name
%help "phone-mode" How the phone works
%help "phone-only" As a phone only
%help "session-transport" Transport of SIP
%help "shared-line" A line of several phones
%help "max-calls" The most calls
%help "tftp-path" Where files stand
%help "vad" Silence suppression
%help "voice-class" Class of settings
%help "barge-in" Into a call
%help "no-auto-answer" Without answering by itself
%help "no-mute" Not muted
%help "hold" On hold
%help "remote-in-use" Used by another phone
%help "seized" Line taken
%help "mailbox" Into the voice mail
%help "unregistered" When it is not registered
%help "addon" A module with more keys
%help "directed" For one number
%help "reserved-for" For this number
%help "only" Nobody else
%help "recall" Call back
%help "cfwdall" Forward all calls
%help "confrn" Conference
%help "park" Park
%help "trnsfer" Hand over
%help "acct" Account code
%help "barge" Join in
%help "cbarge" Join in by a conference
%help "conflist" Who takes part
%help "dnd" Do not disturb
%help "endcall" End the call
%help "hlog" Leave the group
%help "idivert" Into the voice mail
%help "ichide" Hide
%help "join" Join
%help "livercd" Record
%help "meetme" Conference by number
%help "newcall" New call
%help "resume" Take up again
%help "rmlstc" Remove the last one
%help "topark" To a parking slot
%help "trnsfvm" Into the voice mail
%help "cisco-rtp" In RTP, as Cisco does
%help "h245-alphanumeric" By H.245, as text
%help "h245-signal" By H.245, as signals
%help "rtp-nte" In RTP, as events
%help "sip-info" By INFO
%help "sip-kpml" By key press markup
%help "sip-notify" By NOTIFY
%help "digit-drop" Without digits in the voice
%%
line: IN_EPHONE no ephone { line_covered(cx); }
    | IN_EPHONE_DN no ephone_dn { line_covered(cx); }
    | IN_EPHONE_HUNT no ephone_hunt { line_covered(cx); }
    | IN_EPHONE_TEMPLATE no ephone { line_covered(cx); }
    | IN_EPHONE_TEMPLATE no ephone_template { line_covered(cx); }
    | IN_VOICE_REGISTER no register { line_covered(cx); }
    ;

/* A phone. */
ephone: "after-hour" "exempt"
      | "auto-line"
      | "auto-line" NUMBER
      | "auto-line" "incoming"
      | "blf-speed-dial" NUMBER dial_digits "label" LINE
      | "busy-trigger-per-button" NUMBER
      | "button" buttons
      | "codec" name
      | "codec" name "dspfarm-assist"
      | "conference" "drop-mode" name
      | "description" LINE
      | "device-security-mode" name
      | "display" "all" "missed-calls"
      | "emergency" "response" "location" NUMBER
      | "ephone-template" NUMBER
      | "fastdial" NUMBER dial_digits "name" LINE
      | "feature-button" NUMBER name
      | "headset" "auto-answer" "line" NUMBER
      | "keepalive" NUMBER
      | "keepalive" NUMBER "auxiliary" NUMBER
      | "keypad-normalize"
      | "logout-profile" NUMBER
      | "mac-address"
      | "mac-address" name
      | "max-calls-per-button" NUMBER
      | "mtp"
      | "multicast-moh"
      | "network-locale" NUMBER
      | "night-service" "bell"
      | "nte-end-digit-delay"
      | "paging-dn" NUMBER
      | "paging-dn" NUMBER "unicast"
      | "paging-dn" NUMBER "multicast"
      | "pin" NUMBER
      | "presence" "call-list"
      | "privacy" name
      | "privacy-button"
      | "reset"
      | "restart"
      | "speed-dial" NUMBER dial_digits
      | "speed-dial" NUMBER dial_digits "label" LINE
      | "type" name
      | "type" name addons
      | "user-locale" NUMBER
      | "username" STRING
      | "username" STRING "password" hidden
      | "video"
      | "vm-device-id" name
      ;
/* `1:1 2s20 3m4 4o5,6` */
buttons: name | buttons name;
addons: addon | addons addon;
addon: "addon" NUMBER name;

ephone_template: "button-layout" name
               | "button-layout" NUMBER button_layout
               | "call-forward" "max-length" NUMBER
               | "exclude" name
               | "features" "blocked" blocked_features
               | "service" "phone" name name
               | "softkeys" softkey_state softkeys
               | "transfer" "max-length" NUMBER
               | "transfer-park" "blocked"
               | "transfer-pattern" "blocked"
               | "url-button" NUMBER name
               ;
button_layout: "feature" | "line" | "speed-dial" | "url" | name "line";
blocked_features: blocked_feature | blocked_features blocked_feature;
blocked_feature: "cfwdall" | "confrn" | "gpickup" | "park" | "pickup" | "trnsfer";
softkey_state: "alerting" | "connected" | "hold" | "idle" | "remote-in-use" | "ringing" | "seized";
softkeys: softkey | softkeys softkey;
softkey: "acct" | "answer" | "barge" | "callback" | "cbarge" | "cfwdall" | "conflist" | "confrn" | "dnd"
       | "endcall" | "flash" | "gpickup" | "hlog" | "hold" | "idivert" | "ichide" | "join" | "livercd"
       | "login" | "meetme" | "mobility" | "newcall" | "park" | "pickup" | "redial" | "resume"
       | "rmlstc" | "select" | "topark" | "trnsfer" | "trnsfvm"
       ;

/* A number, and what happens to calls to it. */
ephone_dn: "allow" "watch"
         | "call-forward" "all" dial_digits
         | "call-forward" "busy" dial_digits
         | "call-forward" "busy" dial_digits "secondary"
         | "call-forward" "max-length" NUMBER
         | "call-forward" "night-service" dial_digits
         | "call-forward" "noan" dial_digits "timeout" NUMBER
         | "call-forward" "noan" dial_digits "timeout" NUMBER "secondary"
         | "call-waiting" "beep"
         | "call-waiting" "ring"
         | "caller-id" name
         | "conference" name
         | "corlist" in_out_bound name
         | "description" LINE
         | "ephone-dn-template" NUMBER
         | "feature-button" NUMBER name
         | "feed" "ip" IPV4
         | "feed" "ip" IPV4 "port" NUMBER
         | "fwd-local-calls"
         | "hold-alert" NUMBER name
         | "huntstop"
         | "huntstop" "channel"
         | "huntstop" "channel" NUMBER
         | "intercom" dial_digits intercom
         | "intercom" dial_digits intercom "label" LINE
         | "label" LINE
         | "loopback-dn" NUMBER
         | "moh" "ip" IPV4 "port" NUMBER
         | "moh" "out-call" dial_digits
         | "moh-group" NUMBER
         | "mwi" "off"
         | "mwi" "on"
         | "mwi" "on-off"
         | "mwi" "qsig"
         | "mwi" "sip"
         | "mwi-type" name
         | "name" LINE
         | "night-service" "bell"
         | "number" dial_digits
         | "number" dial_digits number_registered
         | "number" dial_digits "secondary" dial_digits
         | "number" dial_digits "secondary" dial_digits number_registered
         | "paging"
         | "paging" "group" name
         | "paging" "ip" IPV4 "port" NUMBER
         | "park-slot" park_options
         | "pickup-call" "any-group"
         | "pickup-group" dial_digits
         | "preference" NUMBER
         | "preference" NUMBER "secondary" NUMBER
         | "ring" name
         | "ring" name name
         | "transfer-mode" name
         | "translate" translated NUMBER
         | "translation-profile" in_out_bound name
         | "trunk" dial_digits
         | "trunk" dial_digits "timeout" NUMBER
         ;
intercom: %empty | "barge-in" | "no-auto-answer" | "no-mute" | "barge-in" "no-mute";
number_registered: "no-reg" | "no-reg" "both" | "no-reg" "primary";
park_options: %empty | park_options park_option;
park_option: "directed"
           | "reserved-for" dial_digits
           | "timeout" NUMBER "limit" NUMBER
           | "notify" dial_digits
           | "only"
           | "recall"
           | "transfer" dial_digits
           | "alternate" dial_digits
           | "retry" NUMBER "limit" NUMBER
           ;

ephone_hunt: "auto" "logout"
           | "auto" "logout" NUMBER
           | "description" LINE
           | "final" dial_digits
           | "from-ring"
           | "fwd-final" name
           | "hops" NUMBER
           | "list" hunted
           | "max-redirect" NUMBER
           | "max-timeout" NUMBER
           | "members" "logout"
           | "name" LINE
           | "no-reg"
           | "no-reg" "both"
           | "no-reg" "pilot"
           | "pilot" dial_digits
           | "pilot" dial_digits "secondary" dial_digits
           | "preference" NUMBER
           | "preference" NUMBER "secondary" NUMBER
           | "present-call" name
           | "statistics" "collect"
           | "timeout" hunted
           ;
/* `2001, 2002` and `2001,2002` */
hunted: dial_digits | hunted dial_digits;

/* Phones that speak SIP: all of them, one, its number. */
register: "after-hour" "exempt"
        | "alias" NUMBER dial_digits "to" dial_digits
        | "alias" NUMBER dial_digits "to" dial_digits "preference" NUMBER
        | "allow-hash-in-dn"
        | "anonymous" "block"
        | "authenticate" name
        | "blf-speed-dial" NUMBER dial_digits "label" LINE
        | "busy-trigger-per-button" NUMBER
        | "call-forward" "b2bua" register_forward dial_digits
        | "call-forward" "b2bua" "noan" dial_digits "timeout" NUMBER
        | "call-waiting"
        | "caller-id" "block"
        | "camera"
        | "codec" name
        | "cor" in_out_bound name "default"
        | "cor" in_out_bound name NUMBER name
        | "create" "profile"
        | "create" "profile" "sync" dial_digits
        | "date-format" name
        | "description" LINE
        | "digit" "collect" "kpml"
        | "dnd-control" name
        | "dtmf-relay" dtmf_relays
        | "dst" "auto-adjust"
        | "external-ring" name
        | "feature-button" NUMBER name
        | "file" "text"
        | "hold-alert"
        | "huntstop" "channel"
        | "huntstop" "channel" NUMBER
        | "id" "device-id-name" name
        | "id" "ip" IPV4
        | "id" "ip" IPV4 "mask" IPV4
        | "id" "mac" name
        | "id" "network" IPV4 "mask" IPV4
        | "ip" "qos" "dscp" name name
        | "keepalive" NUMBER
        | "label" LINE
        | "load" name name
        | "max" "registrations" NUMBER
        | "max-dn" NUMBER
        | "max-pool" NUMBER
        | "max-redirect" NUMBER
        | "mode" name
        | "mode" only_no
        | "mwi"
        | "mwi" "reg-e164"
        | "mwi" "stutter"
        | "name" LINE
        | "network-locale" name
        | "no-reg"
        | "number" dial_digits
        | "number" NUMBER "dn" NUMBER
        | "olsontimezone" name "version" name
        | "paging-dn" NUMBER
        | "phone-mode" "phone-only"
        | "pickup-call" "any-group"
        | "pickup-group" dial_digits
        | "pin" NUMBER
        | "preference" NUMBER
        | "presence" "call-list"
        | "presence" "enable"
        | "provision-tag" NUMBER
        | "registrar" NUMBER
        | "session-server" NUMBER
        | "session-transport" name
        | "shared-line"
        | "shared-line" "max-calls" NUMBER
        | "softkeys" softkey_state softkeys
        | "source-address" IPV4
        | "source-address" IPV4 "port" NUMBER
        | "speed-dial" NUMBER dial_digits
        | "speed-dial" NUMBER dial_digits "label" LINE
        | "template" NUMBER
        | "tftp-path" name
        | "time-format" NUMBER
        | "timezone" NUMBER
        | "translation-profile" in_out_bound name
        | "type" name
        | "type" name addons
        | "url" phone_url name
        | "user-locale" name
        | "username" STRING "password" hidden
        | "vad"
        | "video"
        | "voice-class" "codec" NUMBER
        | "voicemail" dial_digits
        | "voicemail" dial_digits "timeout" NUMBER
        ;
register_forward: "all" | "busy" | "mailbox" | "unreachable" | "unregistered";
dtmf_relays: dtmf_relay | dtmf_relays dtmf_relay;
dtmf_relay: "cisco-rtp" | "h245-alphanumeric" | "h245-signal" | "rtp-nte" | "sip-info" | "sip-kpml"
          | "sip-notify" | "digit-drop"
          ;
%%
