/* The router's terminal lines, which have no effect here. */
%mode LINE "line" "config-line"
%%
global: "line" line_kind { line_no_effect(cx); open_quietly(cx, MODE_LINE); };

line_kind: "con" NUMBER
         | "console" NUMBER
         | "aux" NUMBER
         | "tty" NUMBER
         | "tty" NUMBER NUMBER
         | "vty" NUMBER
         | "vty" NUMBER NUMBER
         | NUMBER
         | NUMBER NUMBER
         | name
         | name name
         ;
line: IN_LINE no line_command { line_no_effect(cx); };
line_command: "absolute-timeout" NUMBER
            | "access-class" access_list in_or_out line_access
            | "accounting" aaa_accounted aaa_list
            | "activation-character" character
            | "autobaud"
            | "autocommand" LINE
            | "autocommand-options" names
            | "autohangup"
            | "autoselect" names
            | "authorization" aaa_authorized aaa_list
            | "buffer-length" NUMBER
            | "data-character-bits" NUMBER
            | "databits" NUMBER
            | "disconnect-character" character
            | "dispatch-character" character
            | "dispatch-timeout" NUMBER
            | "domain-lookup"
            | "editing"
            | "escape-character" character
            | "exec"
            | "exec" "prompt" "timestamp"
            | "exec-banner"
            | "exec-character-bits" NUMBER
            | "exec-timeout" NUMBER
            | "exec-timeout" NUMBER NUMBER
            | "exec-timeout" only_no
            | "flowcontrol" flowcontrol
            | "flush-at-activation"
            | "full-help"
            | "history"
            | "history" "size" NUMBER
            | "hold-character" character
            | "insecure"
            | "international"
            | "ip" "netmask-format" name
            | "ip" "tcp" "input-coalesce-threshold" NUMBER
            | "ipv6" "access-class" name in_or_out
            | "length" NUMBER
            | "location" LINE
            | "lockable"
            | "logging" "synchronous"
            | "logging" "synchronous" log_synchronous
            | "login"
            | "login" "local"
            | "login" "tacacs"
            | "login" "authentication" aaa_list
            | "logout-warning"
            | "logout-warning" NUMBER
            | "media-type" name
            | "modem" modem
            | "monitor"
            | "motd-banner"
            | "no-worm"
            | "notify"
            | "padding" character NUMBER
            | "parity" name
            | "password" hidden
            | "peer" "default" "ip" "address" IPV4
            | "peer" "default" "ip" "address" "pool" name
            | "ppp" "authorization" aaa_list
            | "privilege" "level" NUMBER
            | "private"
            | "prompt" LINE
            | "refuse-message" BANNER
            | "rotary" NUMBER
            | "rotary" NUMBER "queued"
            | "rxspeed" NUMBER
            | "script" name name
            | "session-limit" NUMBER
            | "session-timeout" NUMBER
            | "session-timeout" NUMBER "output"
            | "speed" NUMBER
            | "start-character" character
            | "stop-character" character
            | "stopbits" line_bits
            | "terminal-type" name
            | "timeout" "login" "response" NUMBER
            | "transport" transport_direction transports
            | "transport" "preferred" transports
            | "transport" transport_direction only_no
            | "txspeed" NUMBER
            | "usb-inactivity-timeout" NUMBER
            | "vacant-message"
            | "vacant-message" BANNER
            | "width" NUMBER
            | "stateful"
            ;
line_access: %empty | "vrf-also" | "vrfname" name;
character: NUMBER | name;
line_bits: NUMBER | NUMBER NUMBER | name;
flowcontrol: "none" | "software" | "hardware" | "software" in_or_out | "hardware" in_or_out;
log_synchronous: "level" level | "limit" NUMBER | "level" level "limit" NUMBER | "level" "all";
modem: "inout"
     | "dialin"
     | "callin"
     | "callout"
     | "host"
     | "printer"
     | "cts-alarm"
     | "ri-is-cd"
     | "dtr-active"
     | "enable"
     | "answer-timeout" NUMBER
     | "autoconfigure" "discovery"
     | "autoconfigure" "type" name
     ;
transport_direction: "input" | "output";
transports: transport | transports transport;
transport: "all" | "none" | "ssh" | "telnet" | "rlogin" | "pad" | "udptn" | "acercon" | "lapb-ta" | "lat"
         | "mop" | "nasi" | "v120" | "rsh";
%%
