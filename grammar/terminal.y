/* The router's terminal lines, which have no effect here. */
%mode LINE "line" "config-line"
%%
global: "line" line_kind {
		line_no_effect(cx);
		enter(cx, MODE_LINE);
	}
      ;

line_kind: "con" NUMBER
         | "console" NUMBER
         | "aux" NUMBER
         | "tty" NUMBER
         | "vty" NUMBER
         | "vty" NUMBER NUMBER
         | NUMBER
         | NUMBER NUMBER
         ;
line: IN_LINE no line_command { line_no_effect(cx); };
line_command: "login"
            | "login" "local"
            | "login" "authentication" aaa_list
            | "authorization" "exec" aaa_list
            | "password" hidden
            | "privilege" "level" NUMBER
            | "exec"
            | "exec-timeout" NUMBER
            | "exec-timeout" NUMBER NUMBER
            | "session-timeout" NUMBER
            | "access-class" name line_direction
            | "access-class" name line_direction "vrf-also"
            | "transport" transport_direction transports
            | "transport" "preferred" transports
            | "logging" "synchronous"
            | "history" "size" NUMBER
            | "length" NUMBER
            | "width" NUMBER
            | "location" LINE
            | "stopbits" NUMBER
            | "speed" NUMBER
            | "flowcontrol" name
            | "rotary" NUMBER
            | "activation-character" NUMBER
            | "escape-character" NUMBER
            | "ipv6" "access-class" name line_direction
            ;
line_direction: "in" | "out";
transport_direction: "input" | "output";
transports: transport | transports transport;
transport: "all" | "none" | "ssh" | "telnet" | "rlogin" | "pad" | "udptn";
%%
