/*
 * What is typed in a session beside a configuration. At a router's prompt (`R1#show ip route`) it is
 * read in a mode of its own, and what the command prints, up to the next prompt, is not read, unless
 * it is a configuration. Without a prompt only what begins or ends the typing of one is known.
 */
%mode EXEC "exec" "exec"
%help EXEC: "show" Show running system information
%help EXEC: "enable" Turn on privileged commands
%help EXEC: "en" Turn on privileged commands
%help EXEC: "disable" Turn off privileged commands
%help EXEC: "write" Write the running configuration
%help EXEC: "copy" Copy from one file to another
%help EXEC: "terminal" Set terminal line parameters
%help EXEC: "configure" Enter configuration mode
%help EXEC: "conf" Enter configuration mode
%help EXEC: "config" Enter configuration mode
%help EXEC: "ping" Send echo messages
%help EXEC: "traceroute" Trace the route to a destination
%help EXEC: "telnet" Open a telnet connection
%help EXEC: "ssh" Open a secure shell connection
%help EXEC: "clear" Reset functions
%help EXEC: "debug" Debugging functions
%help EXEC: "undebug" Disable debugging functions
%help EXEC: "reload" Halt and perform a cold restart
%help EXEC: "dir" List files of a file system
%help EXEC: "delete" Delete a file
%help EXEC: "erase" Erase a file system
%help EXEC: "more" Display the contents of a file
%help EXEC: "verify" Verify a file
%help EXEC: "test" Test subsystems, memory and interfaces
%help EXEC: "clock" Manage the system clock
%help EXEC: "crypto" Encryption commands
%help EXEC: "who" Display information about terminal lines
%help EXEC: "logout" Exit from the exec
%help EXEC: "setup" Run the setup dialog
%help EXEC: "license" License commands
%help EXEC: "monitor" Monitor system events
%help EXEC: "request" Make requests of the system
%help EXEC: "set" Set system parameters
%help EXEC: "send" Send a message to other lines
%help EXEC: "tclsh" Tool command language shell
%help EXEC: "vlan" Configure VLAN parameters
%help EXEC: "clock" "set" Set the time and date
%help EXEC: "no" "debug" Stop debugging
%help EXEC: "vlan" "database" Old mode of VLANs
%help "terminal" "length" Lines of a page
%help "terminal" "width" Characters of a line
%help "terminal" "monitor" Show messages of the log
%help "terminal" "history" History of commands
%help "terminal" "no" Negate a setting
%help "terminal" "no" "monitor" Show no messages of the log
%help "write" "memory" Save it
%help "write" "mem" Save it
%help "write" "terminal" Show it
%help "write" "network" Send it to a server
%help "configure" "memory" From memory
%help "configure" "network" From a server
%help "configure" "replace" Replace it by a file
%help "configure" "terminal" From the terminal
%help "configure" "t" From the terminal
%help "show" "configuration" The saved configuration
%help "show" "sdwan" The overlay of an SD-WAN
%help "running-config" The configuration in force
%help "startup-config" The saved configuration
%help "tftp:" A TFTP server
%help "flash:" Flash
%help "nvram:" NVRAM
%help "ftp:" An FTP server
%help "scp:" A server of SSH
%help "terminal" Terminal
%help "memory" Memory
%help "replace" Replace
%help "length" Length
%help "width" Width
%help "set" Set
%unlisted GLOBAL: "building"
%unlisted GLOBAL: "current"
%unlisted GLOBAL: "using"
%unlisted GLOBAL: "last"
%unlisted GLOBAL: "nvram"
%unlisted GLOBAL: "uncompressed"
%unlisted GLOBAL: "show"
%unlisted GLOBAL: "reload"
%unlisted GLOBAL: "ping"
%unlisted GLOBAL: "clear"
%unlisted GLOBAL: "y"
%unlisted GLOBAL: "yes"
%rare GLOBAL: "reload" "ping" "clear" "y" "yes"
%unlisted GLOBAL: "copy"
%unlisted GLOBAL: "cop"
%unlisted GLOBAL: "sh"
%unlisted GLOBAL: "write"
%unlisted GLOBAL: "enter"
%unlisted GLOBAL: "destination"
%unlisted GLOBAL: "warning:"
%unlisted GLOBAL: "[ok]"
%unlisted GLOBAL: "password:"
%unlisted GLOBAL: "username:"
%unlisted GLOBAL: "user"
%rare GLOBAL: "user" "username:" "password:"
%unlisted GLOBAL: "cisco"
%unlisted GLOBAL: "technical"
%unlisted GLOBAL: "copyright"
%unlisted GLOBAL: "compiled"
%unlisted GLOBAL: "image"
%unlisted GLOBAL: NUMBER
%unlisted GLOBAL: "en"
%unlisted GLOBAL: "disable"
%unlisted GLOBAL: "terminal"
%unlisted GLOBAL: "configure"
%unlisted GLOBAL: "conf"
%unlisted GLOBAL: "config"
%help "st" The saved configuration
%%
global: session { stay(cx); line_no_effect(cx); }
      | configure "terminal" { line_no_effect(cx); }
      | configure "t" { line_no_effect(cx); }
      | transcript { stay(cx); line_no_effect(cx); }
      | unprompted { stay(cx); line_no_effect(cx); }
      ;
line: IN_EXEC session { line_no_effect(cx); }
    | IN_EXEC configure configure_from { line_no_effect(cx); }
    | IN_EXEC exec { line_no_effect(cx); skip_output(cx); }
    | IN_EXEC "show" shown { line_no_effect(cx); skip_output(cx); }
    | IN_EXEC "show" "sdwan" { line_no_effect(cx); skip_output(cx); }
    | IN_EXEC "show" "sdwan" shown { line_no_effect(cx); skip_output(cx); }
    | IN_EXEC "show" { line_no_effect(cx); skip_output(cx); }
    ;

session: "enable"
       | "en"
       | "disable"
       | "write"
       | "write" write_to
       | "copy" copied copied
       | "show" configuration
       | "show" "sdwan" "running-config"
       | "show" configuration LINE
       | "terminal" terminal
       ;
/* `conf` is what everybody types, and begins other commands, too. */
configure: "configure" | "conf" | "config";
write_to: "memory" | "terminal" | "mem" | "network";
copied: "running-config" | "startup-config" | "run" | "start" | "st" | "tftp:" | "flash:" | "nvram:" | "ftp:" | "scp:" | name;
configuration: "running-config" | "startup-config" | "configuration";
configure_from: %empty | "terminal" | "memory" | "network" | "replace" LINE | "t";
terminal: "length" NUMBER
        | "width" NUMBER
        | "monitor"
        | "no" "monitor"
        | "history" "size" NUMBER
        ;

/* Of a script that is pasted as a whole: commands of the other mode, answers to questions. */
unprompted: "show" LINE
          | "sh" LINE
          | "cop" copied copied
          | "reload"
          | "ping" LINE
          | "clear" LINE
          | "y"
          | "yes"
          | NUMBER
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
          | "building" "configuration..."
          | "current" "configuration" ":" NUMBER "bytes"
          | "using" NUMBER "out" "of" NUMBER "bytes"
          | "using" NUMBER "out" "of" NUMBER "bytes" "," LINE
          | "last" "configuration" "change" "at" LINE
          | "nvram" "config" "last" "updated" "at" LINE
          | "uncompressed" "configuration" "from" LINE
          | "destination" "filename" "[startup-config]?"
          | "warning:" LINE
          | "[ok]"
          | "password:"
          | "username:"
          | "username:" name
          | "user" "access" "verification"
          | "cisco" ios_product LINE
          | NUMBER "software" LINE
          | "technical" "support:" name
          | "copyright" "(c)" LINE
          | "compiled" name name LINE
          | "image" "text-base:" name "data-base:" name
          ;
ios_product: "ios" | "internetwork" | "nexus" | "adaptive";
%%
