/*
 * What the router is called, and how a configuration is displayed. Statements about the router as a
 * machine stand in platform.y.
 */
%help "hostname" The router's name
%%
global: "hostname" name { cx->router->hostname = cx->no ? (struct name){ 0 } : $name; }
      | "hostname" only_no { cx->router->hostname = (struct name){ 0 }; }
      | system { line_no_effect(cx); }
      | "banner" banner_kind BANNER { line_no_effect(cx); }
      | "banner" banner_kind only_no { line_no_effect(cx); }
      ;
banner_kind: "motd" | "login" | "exec" | "incoming" | "slip-ppp" | "prompt-timeout" | "config-save";

system: "version" name
      | "building" "configuration..."
      | "current" "configuration" ":" NUMBER "bytes"
      | "using" NUMBER "out" "of" NUMBER "bytes"
      | "using" NUMBER "out" "of" NUMBER "bytes" "," LINE
      | "last" "configuration" "change" "at" LINE
      | "nvram" "config" "last" "updated" "at" LINE
      | "uncompressed" "configuration" "from" LINE
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
