/*
 * What the router is called, and how a configuration is displayed. Statements about the router as a
 * machine stand in platform.y.
 */
%rare "using" "password-recovery"
%help GLOBAL: "hostname" The router's name
%help "hostname" Name of a host
%help "hostname" WORD Name
%help GLOBAL: "banner" A text for who logs in
%help "banner" "motd" Message of the day
%help "banner" "login" Before the login
%help "banner" "exec" After the login
%help "banner" "incoming" On incoming lines
%help "slip-ppp" Before SLIP and PPP
%help "prompt-timeout" When the login takes too long
%help GLOBAL: "service" Services of the router
%help "service" "timestamps" Time of log and debug messages
%help "timestamps" "debug" Of debug messages
%help "timestamps" "log" Of log messages
%help "timestamps" "log" "datetime" Date and time
%help "timestamps" "debug" "datetime" Date and time
%help "timestamps" "log" "uptime" Time since the start
%help "timestamps" "debug" "uptime" Time since the start
%help "datetime" "msec" With milliseconds
%help "msec" "localtime" In local time
%help "datetime" "localtime" In local time
%help "msec" "show-timezone" With the time zone
%help "localtime" "show-timezone" With the time zone
%help "datetime" "year" With the year
%help "service" "password-encryption" Do not show passwords
%help "service" "password-recovery" Let passwords be recovered at the console
%help "service" "tcp-keepalives-in" Keepalives of incoming connections
%help "service" "tcp-keepalives-out" Keepalives of outgoing connections
%help "service" "tcp-small-servers" Echo, discard and others of TCP
%help "service" "udp-small-servers" Echo, discard and others of UDP
%help "service" "config" Load configurations by TFTP
%help "service" "dhcp" Server and relay of DHCP
%help "service" "pad" X.25 PAD
%help "service" "finger" Finger
%help "service" "sequence-numbers" Number log messages
%help "service" "compress-config" Compress the configuration
%help "service" "call-home" Call home
%help "service" "unsupported-transceiver" Modules of others
%help "service" "internal" Commands for developers
%help "service" "alignment" Alignment of memory
%help "service" "counters" Counters of interfaces
%help "service" "decimal-tty" Decimal numbers of lines
%help "service" "disable-ip-fast-frag" No fast fragmentation
%help "service" "exec-callback" Call back for a shell
%help "service" "exec-wait" Wait before a shell starts
%help "service" "hide-telnet-addresses" Do not show addresses when connecting
%help "service" "linenumber" Show the number of the line
%help "service" "nagle" Nagle's algorithm
%help "service" "old-slip-prompts" Old prompts of SLIP
%help "service" "prompt" Prompt
%help "service" "pt-vty-logging" Log protocol translation
%help "service" "scripting" Scripts
%help "service" "slave-log" Log of other cards
%help "service" "telnet-zeroidle" Window of zero while idle
%help "service" "private-config-encryption" Encrypt the private configuration
%help "service" "reload" Start anew
%help "service" "udptn" Telnet over UDP
%help "service" "log" Log
%help GLOBAL: "version" Version that wrote the configuration
%help "counters" "max" The most
%help "service" "heartbeat" Heartbeat
%help "max-servers" The most servers
%help "no-limit" Without a limit
%help "from-xot" From X.25 over TCP
%help "to-xot" To X.25 over TCP
%help "service" "slave-coredump" Dump of other cards
%help "service" "sg-snmp-trap" Traps of the gateway
%help "service" "single-slot-reload-enable" Start single cards anew
%help "banner" "config-save" Text when the configuration is saved
%help "alignment" "detection" Find them
%help "alignment" "logging" Log them
%help "max" "age" Seconds
%help "log" "backtrace" With a trace-back
%help "pad" "cmns" Of CMNS
%help "service" "prompt" "config" Show it
%help "show-timezone" With the time zone
%help "age" Age
%%
global: "hostname" name { cx->router->hostname = cx->no ? (struct name){ 0 } : $name; }
      | "hostname" only_no { cx->router->hostname = (struct name){ 0 }; }
      | system { line_no_effect(cx); }
      | "banner" banner_kind BANNER { line_no_effect(cx); }
      | "banner" banner_kind only_no { line_no_effect(cx); }
      ;
banner_kind: "motd" | "login" | "exec" | "incoming" | "slip-ppp" | "prompt-timeout" | "config-save";

system: "version" name
      | "prompt" LINE
      ;

system: "service" service;
service: "timestamps"
       | "timestamps" timestamp_for
       | "timestamps" timestamp_for "uptime"
       | "timestamps" timestamp_for "datetime" timestamp_options
       | "password-encryption"
       | "password-recovery"
       | "private-config-encryption"
       | "tcp-keepalives-in"
       | "tcp-keepalives-out"
       | "tcp-small-servers"
       | "tcp-small-servers" small_limit
       | "udp-small-servers"
       | "udp-small-servers" small_limit
       | "alignment" "detection"
       | "alignment" "logging"
       | "counters" "max" "age" NUMBER
       | "decimal-tty"
       | "disable-ip-fast-frag"
       | "exec-callback"
       | "exec-wait"
       | "hide-telnet-addresses"
       | "heartbeat"
       | "old-slip-prompts"
       | "prompt" "config"
       | "pt-vty-logging"
       | "scripting"
       | "slave-log"
       | "slave-coredump"
       | "telnet-zeroidle"
       | "sg-snmp-trap"
       | "reload"
       | "single-slot-reload-enable"
       | "udptn"
       | "log" "backtrace"
       | "pad"
       | "pad" "from-xot"
       | "pad" "to-xot"
       | "pad" "cmns"
       | "finger"
       | "config"
       | "internal"
       | "linenumber"
       | "nagle"
       | "call-home"
       | "compress-config"
       | "sequence-numbers"
       | "unsupported-transceiver"
       ;
timestamp_for: "debug" | "log";
timestamp_options: %empty | timestamp_options timestamp_option;
timestamp_option: "msec" | "localtime" | "show-timezone" | "year";
small_limit: "max-servers" NUMBER | "max-servers" "no-limit";
%%
