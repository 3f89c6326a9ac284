/*
 * What is typed in a session beside a configuration. At a router's prompt (`R1#show ip route`) it is
 * read in a mode of its own, and what the command prints, up to the next prompt, is not read, unless
 * it is a configuration. Without a prompt only what begins or ends the typing of one is known.
 */
%mode EXEC "exec" "exec"
%help GLOBAL: "terminal" Terminal
%%
global: session { stay(cx); line_no_effect(cx); }
      | configure "terminal" { line_no_effect(cx); }
      | configure "t" { line_no_effect(cx); }
      | transcript { stay(cx); line_no_effect(cx); }
      ;
line: IN_EXEC session { line_no_effect(cx); }
    | IN_EXEC configure configure_from { line_no_effect(cx); }
    | IN_EXEC exec { line_no_effect(cx); skip_output(cx); }
    | IN_EXEC "show" shown { line_no_effect(cx); skip_output(cx); }
    ;

session: "enable"
       | "en"
       | "disable"
       | "write"
       | "write" write_to
       | "copy" copied copied
       | "show" configuration
       | "show" configuration LINE
       | "terminal" terminal
       ;
/* `conf` is what everybody types, and begins other commands, too. */
configure: "configure" | "conf" | "config";
write_to: "memory" | "terminal" | "mem" | "network";
copied: "running-config" | "startup-config" | "tftp:" | "flash:" | "nvram:" | "ftp:" | "scp:" | name;
configuration: "running-config" | "startup-config" | "configuration";
configure_from: %empty | "terminal" | "memory" | "network" | "replace" LINE | "t";
terminal: "length" NUMBER
        | "width" NUMBER
        | "monitor"
        | "no" "monitor"
        | "history" "size" NUMBER
        ;

/* Their output is for the eye. */
exec: "ping" LINE
    | "ping"
    | "traceroute" LINE
    | "telnet" LINE
    | "ssh" LINE
    | "clear" LINE
    | "debug" LINE
    | "undebug" LINE
    | "no" "debug" LINE
    | "reload"
    | "reload" LINE
    | "dir"
    | "dir" LINE
    | "delete" LINE
    | "erase" LINE
    | "more" LINE
    | "verify" LINE
    | "test" LINE
    | "clock" "set" LINE
    | "crypto" LINE
    | "who"
    | "logout"
    | "setup"
    | "license" LINE
    | "monitor" LINE
    | "request" LINE
    | "set" LINE
    | "send" LINE
    | "tclsh"
    | "vlan" "database"
    ;
shown: LINE;

/* What the router says around a configuration, and when it starts. */
transcript: "enter" "configuration" "commands," "one" "per" "line." "end" "with" "cntl/z."
          | "destination" "filename" "[startup-config]?"
          | "warning:" LINE
          | "[ok]"
          | "password:"
          | "cisco" ios_product LINE
          | NUMBER "software" LINE
          | "technical" "support:" name
          | "copyright" "(c)" LINE
          | "compiled" name name LINE
          | "image" "text-base:" name "data-base:" name
          ;
ios_product: "ios" | "internetwork" | "nexus" | "adaptive";
%%
