/* The router's terminal lines, which have no effect here. */
%mode LINE "line" "config-line"
%rare LINE: "private" "login" "logout-warning"
%rare GLOBAL: "link" "login"
%help GLOBAL: "line" A line of the terminal
%help "line" "con" The console
%help "line" "console" The console
%help "line" "aux" The auxiliary port
%help "line" "tty" A terminal line
%help "line" "vty" A virtual line, for telnet and SSH
%help "vty" NUMBER First line
%help "vty" NUMBER NUMBER Last line
%help "con" NUMBER Number of the line
%help LINE: "access-class" Filter who may connect
%help LINE: "exec-timeout" Minutes and seconds without input
%help "exec-timeout" NUMBER Minutes
%help "exec-timeout" NUMBER NUMBER Seconds
%help LINE: "login" Ask for a password
%help LINE: "login" "local" By the users of this router
%help LINE: "login" "tacacs" By TACACS
%help LINE: "login" "authentication" By a list of AAA
%help LINE: "password" Password of the line
%help LINE: "transport" Protocols
%help "transport" "input" Protocols that may come in
%help "transport" "output" Protocols that may go out
%help "transport" "preferred" Protocol that needs no command
%help LINE: ... "ssh" SSH
%help LINE: ... "telnet" Telnet
%help LINE: ... "all" All protocols
%help LINE: ... "none" No protocol
%help LINE: ... "rlogin" Remote login
%help LINE: "privilege" Level of who logs in
%help "privilege" "level" Level
%help "level" NUMBER Level, 0 to 15
%help LINE: "logging" Log messages on this line
%help "logging" "synchronous" Do not disturb what is typed
%help LINE: "history" Commands that are remembered
%help "history" "size" How many
%help LINE: "length" Lines of the screen
%help LINE: "width" Columns of the screen
%help LINE: "speed" Speed in both directions
%help LINE: "rxspeed" Speed of reception
%help LINE: "txspeed" Speed of transmission
%help LINE: "stopbits" Stop bits
%help LINE: "databits" Data bits
%help LINE: "parity" Parity
%help LINE: "flowcontrol" Flow control
%help LINE: "exec" A shell on this line
%help LINE: "exec-banner" Show the banners
%help LINE: "motd-banner" Show the message of the day
%help LINE: "session-timeout" Minutes without traffic
%help LINE: "session-limit" The most sessions
%help LINE: "absolute-timeout" Minutes that a login may last
%help LINE: "accounting" Account for commands
%help LINE: "authorization" Authorize commands
%help LINE: "autocommand" Command that runs at login
%help LINE: "location" Where the terminal stands
%help LINE: "modem" A modem on this line
%help LINE: "rotary" Group of lines
%help LINE: "monitor" Show log messages
%help LINE: "editing" Edit what is typed
%help LINE: "escape-character" Character that breaks
%help LINE: "domain-lookup" Look up names that are typed
%help LINE: "full-help" Help for all commands
%help LINE: "ip" IPv4
%help LINE: "ipv6" IPv6
%help LINE: "lockable" Let users lock the line
%help LINE: "notify" Tell of output of other sessions
%help LINE: "prompt" Prompt
%help LINE: "refuse-message" Text when the line is in use
%help LINE: "vacant-message" Text when the line is free
%help LINE: "script" A script
%help LINE: "terminal-type" Type of the terminal
%help LINE: "timeout" Seconds for the login
%help LINE: "media-type" Which plug
%help LINE: "usb-inactivity-timeout" Minutes until USB is given up
%help LINE: "autoselect" Find the protocol
%help LINE: "peer" The other side
%help LINE: "ppp" PPP
%help LINE: "private" Forget settings of users
%help LINE: "international" Characters of 8 bits
%help LINE: "logout-warning" Warn before a logout
%help LINE: "buffer-length" Bytes of the buffer
%help LINE: "insecure" The line is not trusted
%help LINE: "padding" Padding after a character
%help "vrf-also" From VRFs, too
%help "access-class" WORD "in" Who connects to this router
%help "access-class" WORD "out" Where this line connects to
%help "activation-character" Character that begins a session
%help "autobaud" Find the speed
%help "autocommand-options" Options of the command
%help "autohangup" Hang up at the end
%help "data-character-bits" Bits of a character
%help "disconnect-character" Character that ends
%help "dispatch-character" Character that sends a packet
%help "dispatch-timeout" Milliseconds until a packet is sent
%help "exec-character-bits" Bits of a character of commands
%help "flush-at-activation" Drop what was typed before
%help "hold-character" Character that holds output
%help "input-coalesce-threshold" Characters that are taken together
%help "rotary" NUMBER "queued" Wait for a free line
%help "start-character" Character that starts output
%help "stop-character" Character that stops output
%help "login" "response" Seconds for the login
%help "vrfname" From this VRF
%help "flowcontrol" "software" By characters
%help "flowcontrol" "hardware" By signals
%help "flowcontrol" "none" None
%help "modem" "inout" Calls in both directions
%help "modem" "dialin" Calls that come in
%help "modem" "host" Wait for a host
%help "modem" "printer" Wait for a printer
%help "cts-alarm" Watch CTS
%help "ri-is-cd" A ring is a carrier
%help "dtr-active" Keep DTR
%help "answer-timeout" Seconds to wait for CTS
%help "autoconfigure" Set up by itself
%help "autoconfigure" "discovery" Find its type
%help "acercon" ACERCON
%help "lapb-ta" LAPB
%help LINE: ... "lat" LAT of DEC
%help LINE: ... "mop" Maintenance protocol of DEC
%help LINE: ... "nasi" NASI
%help LINE: ... "v120" V.120
%help LINE: ... "rsh" Remote shell
%help LINE: ... "pad" X.25 PAD
%help LINE: ... "udptn" Telnet over UDP
%help "no-worm" Leave out worms
%help "exec" "prompt" What is shown before it
%help "prompt" "timestamp" The time
%help "ipv6" "access-class" Access list of IPv6
%help "synchronous" "level" Level of messages
%help "synchronous" "limit" Messages that may wait
%help "peer" "default" "ip" "address" "pool" From a pool
%help "session-timeout" NUMBER "output" Output counts, too
%help "timeout" "login" Seconds of the login
%help "access-class" Access list
%help "prompt" Prompt
%help "nohangup" Do not hang up
%help "during-login" While logging in
%help "arap" AppleTalk
%help "ppp" PPP
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
line: IN_LINE no line_command { line_no_effect(cx); }
    | IN_LINE no login_filter { line_feature(cx, cx->line, "the filter of logins"); }
    ;
/* Who may log in to a gateway is the matter of its own server of SSH, which nobody has told. */
login_filter: "access-class" access_list "in" line_access
            | "ipv6" "access-class" name "in"
            ;
line_command: "absolute-timeout" NUMBER
            | "access-class" access_list "out" line_access
            | "accounting" aaa_accounted aaa_list
            | "activation-character" character
            | "activation-character" only_no
            | "autobaud"
            | "autocommand" LINE
            | "autocommand-options" "nohangup"
            | "autocommand-options" "delay" NUMBER
            | "autohangup"
            | "autoselect" autoselected
            | "autoselect" "during-login"
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
            | "ipv6" "access-class" name "out"
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
autoselected: "arap" | "ppp" | "slip" | "arap" "ppp" | "ppp" "slip" | "timeout" NUMBER;
line_bits: NUMBER | NUMBER NUMBER | name;
flowcontrol: "none" | "software" | "hardware" | "software" in_or_out | "hardware" in_or_out;
log_synchronous: "level" level | "limit" NUMBER | "level" level "limit" NUMBER | "level" "all" | "level" "all" "limit" NUMBER;
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
