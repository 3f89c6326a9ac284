/*
 * What old images print by themselves, and protocols that are no more: IPX, AppleTalk, DECnet, X.25.
 * What only the router itself would notice has no effect; the protocols are not translated.
 */
%mode L2TP_CLASS "L2TP class" "config-l2tp-class"
%help GLOBAL: "rmon" Remote monitoring
%help GLOBAL: "cns" Networking services of Cisco
%help GLOBAL: "scripting" Scripts
%help GLOBAL: "resource" Resources
%help GLOBAL: "l2tp-class" What tunnels of L2TP have in common
%help GLOBAL: "ipx" IPX
%help GLOBAL: "appletalk" AppleTalk
%help GLOBAL: "decnet" DECnet
%help GLOBAL: "x25" X.25
%help GLOBAL: "partition" Partitions of the flash
%help GLOBAL: "async-bootp" What lines of modems are told
%help GLOBAL: "cpd" Call distribution
%help GLOBAL: "queue-list" Custom queueing
%help GLOBAL: "priority-list" Priority queueing
%help GLOBAL: "nls" Load sharing
%help INTERFACE: "ipx" IPX
%help INTERFACE: "appletalk" AppleTalk
%help INTERFACE: "decnet" DECnet
%help INTERFACE: "x25" X.25
%help INTERFACE: "lapb" LAPB
%help INTERFACE: "bundle-enable" Bundles of circuits
%help "cable-range" Networks of AppleTalk
%help "cr-id" Number of the distributor
%help "rising-threshold" Above which it is told
%help "falling-threshold" Below which it is told
%help "delta" Changes
%help "tcl" Tcl
%help "encdir" Directory of encodings
%help "trusted-server" Who is trusted
%help "all-agents" By all agents
%help "resp-timeout" Seconds to wait
%help "gateway" Gateway
%help "partial" A part
%help "image" Images
%help "rmon" "alarm" A value to watch
%help "rmon" "event" What is told
%help "rmon" "event" NUMBER "log" In the log
%help "event" NUMBER "trap" By SNMP
%help "cns" "aaa" AAA
%help "cns" "config" Configurations
%help "cns" "event" Events
%help "cns" "id" Who this is
%help "ipx" "network" Network of IPX
%help "ipx" "routing" Route it
%help "appletalk" "routing" Route it
%help "decnet" "routing" Route it
%help "x25" "routing" Route it
%help "x25" "address" Address of X.25
%help "x25" "map" Who is at an address
%help "x25" "htc" The highest circuit
%help "x25" "win" Packets on the way in
%help "x25" "wout" Packets on the way out
%help "x25" "ips" Bytes of packets in
%help "x25" "ops" Bytes of packets out
%help "decnet" "cost" Cost
%help "scripting" "tcl" "init" Script to begin with
%help "resource" "policy" Limits of resources
%help "resource" "manager" Limits of resources
%help "lapb" "t1" Milliseconds until it is sent again
%help "zone" "name" Name of the zone
%help L2TP_CLASS: "authentication" Prove who it is
%help L2TP_CLASS: "hello" Seconds between hellos
%help L2TP_CLASS: "hostname" Name of this side
%help L2TP_CLASS: "cookie" Cookies
%help L2TP_CLASS: "digest" Check of messages
%help L2TP_CLASS: "receive-window" Messages on the way
%help "byte-count" Bytes in turn
%help "appletalk" "zone" Zone
%help "encapsulation" "x25" X.25
%help "encapsulation" "lapb" LAPB
%help "diff" The difference
%help "normal" Normal
%%
global: legacy { line_no_effect(cx); }
      | legacy_routing { line_feature(cx, @$, "a protocol besides IP"); }
      | "l2tp-class" name { open_untranslated(cx, @$, MODE_L2TP_CLASS, "L2TP"); }
      | "queue-list" NUMBER queue_list { line_covered(cx); }
      | "priority-list" NUMBER priority_list { line_covered(cx); }
      ;
legacy: "async-bootp" name host
      | "cns" cns
      | "cpd" "cr-id" NUMBER
      | "nls" "resp-timeout" NUMBER
      | "partition" "flash" numbers
      | "resource" "manager"
      | "resource" "policy"
      | "rmon" "alarm" NUMBER name NUMBER rmon_how "rising-threshold" NUMBER rmon_event
        "falling-threshold" NUMBER rmon_event rmon_owner
      | "rmon" "event" NUMBER rmon_options
      | "scripting" "tcl" "encdir"
      | "scripting" "tcl" "encdir" name
      | "scripting" "tcl" "init"
      | "scripting" "tcl" "init" name
      | "scripting" "tcl" "low-memory" NUMBER
      ;
rmon_how: "absolute" | "delta";
rmon_event: %empty | NUMBER;
rmon_owner: %empty | "owner" name;
rmon_options: %empty | rmon_options rmon_option;
rmon_option: "log" | "trap" name | "description" STRING | "owner" name;
cns: "aaa" "enable"
   | "config" "initial" host
   | "config" "initial" host NUMBER
   | "config" "notify" "diff"
   | "config" "partial" host
   | "event" host
   | "event" host NUMBER
   | "exec" NUMBER
   | "id" "hostname"
   | "id" "hostname" cns_id
   | "id" "string" name
   | "id" interface_name "ipaddress"
   | "image"
   | "inventory"
   | "trusted-server" cns_agent host
   ;
cns_id: "event" | "image";
cns_agent: "all-agents" | "config" | "event" | "exec" | "image";
legacy_routing: "appletalk" "routing"
              | "decnet" "routing" name
              | "ipx" "routing"
              | "ipx" "routing" MAC
              | "x25" "routing"
              ;
queue_list: "default" NUMBER
          | "interface" interface_name NUMBER
          | "protocol" "ip" NUMBER
          | "protocol" "ip" NUMBER "list" access_list
          | "protocol" "ip" NUMBER "tcp" name
          | "protocol" "ip" NUMBER "udp" name
          | "queue" NUMBER "byte-count" NUMBER
          | "queue" NUMBER "limit" NUMBER
          ;
priority_list: "default" queue_level
             | "interface" interface_name queue_level
             | "protocol" "ip" queue_level
             | "protocol" "ip" queue_level "list" access_list
             | "protocol" "ip" queue_level "tcp" name
             | "protocol" "ip" queue_level "udp" name
             | "queue-limit" NUMBER NUMBER NUMBER NUMBER
             ;
queue_level: "high" | "low" | "medium" | "normal";

line: IN_L2TP_CLASS no l2tp_class { line_covered(cx); };
l2tp_class: "authentication"
          | "cookie" "size" NUMBER
          | "digest"
          | "digest" "secret" hidden
          | "hello" NUMBER
          | "hostname" name
          | "password" hidden
          | "receive-window" NUMBER
          ;

interface_command: legacy_link { line_feature(cx, @$, "a protocol besides IP"); }
                 | "bundle-enable" { line_covered(cx); }
                 ;
legacy_link: "appletalk" "cable-range" name
           | "appletalk" "zone" name
           | "decnet" "cost" NUMBER
           | "encapsulation" "x25"
           | "encapsulation" "x25" x25_side
           | "encapsulation" "lapb"
           | "ipx" "network" name
           | "ipx" "network" name "encapsulation" name
           | "lapb" "t1" NUMBER
           | "x25" "address" name
           | "x25" "htc" NUMBER
           | "x25" "ips" NUMBER
           | "x25" "map" "ip" IPV4 name
           | "x25" "map" "ip" IPV4 name "broadcast"
           | "x25" "ops" NUMBER
           | "x25" "win" NUMBER
           | "x25" "wout" NUMBER
           ;
x25_side: "dce" | "dte";
%%
