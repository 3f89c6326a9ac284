/* `router eigrp`, by number and by name, and what interfaces say of it: not translated. */
%mode EIGRP "EIGRP router" "config-router"
%mode EIGRP_FAMILY "EIGRP address family" "config-router-af"
%mode EIGRP_INTERFACE "EIGRP interface" "config-router-af-interface"
%mode EIGRP_TOPOLOGY "EIGRP topology" "config-router-af-topology"
%help INTERFACE: "ip" "bandwidth-percent" Bandwidth of EIGRP
%%
global: "router" "eigrp" name { open_untranslated(cx, @$, MODE_EIGRP, "dynamic routing"); }
      | "ipv6" "router" "eigrp" NUMBER { open_untranslated(cx, @$, MODE_EIGRP, "dynamic routing"); }
      ;

line: IN_EIGRP no eigrp { line_covered(cx); }
    | IN_EIGRP no eigrp_family { open_covered(cx, MODE_EIGRP_FAMILY); }
    | IN_EIGRP no "service-family" ip_version family_options { open_covered(cx, MODE_EIGRP_FAMILY); }
    | IN_EIGRP_FAMILY no eigrp { line_covered(cx); }
    | IN_EIGRP_FAMILY no "af-interface" eigrp_interface_name { open_covered(cx, MODE_EIGRP_INTERFACE); }
    | IN_EIGRP_FAMILY no "sf-interface" eigrp_interface_name { open_covered(cx, MODE_EIGRP_INTERFACE); }
    | IN_EIGRP_FAMILY no "topology" eigrp_topology { open_covered(cx, MODE_EIGRP_TOPOLOGY); }
    | IN_EIGRP_FAMILY "exit-address-family" { leave(cx, 1); }
    | IN_EIGRP_FAMILY "exit-service-family" { leave(cx, 1); }
    | IN_EIGRP_INTERFACE no eigrp_interface { line_covered(cx); }
    | IN_EIGRP_INTERFACE "exit-af-interface" { leave(cx, 1); }
    | IN_EIGRP_INTERFACE "exit-sf-interface" { leave(cx, 1); }
    | IN_EIGRP_TOPOLOGY no eigrp { line_covered(cx); }
    | IN_EIGRP_TOPOLOGY "exit-af-topology" { leave(cx, 1); }
    | IN_EIGRP_TOPOLOGY "exit-sf-topology" { leave(cx, 1); }
    ;
eigrp_family: "address-family" ip_version family_options;
family_options: %empty | family_options family_option;
family_option: "unicast" | "multicast" | "vrf" name | "autonomous-system" NUMBER;
eigrp_interface_name: "default" | interface_name;
eigrp_topology: "base" | name | name "tid" NUMBER;

eigrp: routing_command
     | "network" IPV4
     | "network" IPV4 IPV4
     | "network" PREFIX
     | "auto-summary"
     | "autonomous-system" NUMBER
     | "bfd" "all-interfaces"
     | "bfd" "interface" interface_name
     | "default-information" in_or_out
     | "default-information" in_or_out access_list
     | "default-information" "allowed" in_or_out
     | "distance" "eigrp" NUMBER NUMBER
     | "eigrp" eigrp_option
     | "fast-reroute" eigrp_reroute
     | "metric" "weights" numbers
     | "metric" "maximum-hops" NUMBER
     | "metric" "rib-scale" NUMBER
     | "neighbor" host interface_name
     | "neighbor" host interface_name "remote" NUMBER
     | "neighbor" host interface_name "remote" NUMBER "lisp-encap"
     | "neighbor" host "maximum-prefix" NUMBER eigrp_limits
     | "neighbor" host "description" LINE
     | "maximum-prefix" NUMBER eigrp_limits
     | "nsf"
     | "offset-list" access_list in_or_out NUMBER maybe_interface
     | "remote-neighbors" "source" interface_name "unicast-listen"
     | "snmp" "context" name
     | "soft-sia"
     | "summary-metric" PREFIX metric_value
     | "summary-metric" IPV4 IPV4 metric_value
     | "summary-metric" PREFIX "distance" NUMBER
     | "timers" "active-time"
     | "timers" "active-time" NUMBER
     | "timers" "active-time" "disabled"
     | "timers" "graceful-restart" "purge-time" NUMBER
     | "timers" "nsf" name NUMBER
     | "traffic-engineering" name
     | "variance" NUMBER
     | "router-id" IPV4
     ;
eigrp_limits: %empty | eigrp_limits eigrp_limit;
eigrp_limit: NUMBER
           | "warning-only"
           | "dampened"
           | "reset-time" NUMBER
           | "restart" NUMBER
           | "restart-count" NUMBER
           ;
eigrp_option: "router-id" IPV4
            | "stub" stub_options
            | "event-log-size" NUMBER
            | "event-logging"
            | "log-neighbor-changes"
            | "log-neighbor-warnings"
            | "log-neighbor-warnings" NUMBER
            | "default-route-tag" name
            | "interface" NUMBER
            ;
stub_options: %empty | stub_options stub_option;
stub_option: "connected"
           | "static"
           | "summary"
           | "redistributed"
           | "receive-only"
           | "leak-map" name
           ;
eigrp_reroute: "per-prefix" "all"
             | "per-prefix" "route-map" name
             | "load-sharing" "disable"
             | "tie-break" name NUMBER
             ;
eigrp_interface: "authentication" "mode" eigrp_authentication
               | "authentication" "key-chain" name
               | "add-paths" NUMBER
               | "bandwidth-percent" NUMBER
               | "bfd"
               | "bfd" "disable"
               | "dampening-change"
               | "dampening-change" NUMBER
               | "dampening-interval"
               | "dampening-interval" NUMBER
               | "hello-interval" NUMBER
               | "hold-time" NUMBER
               | "next-hop-self"
               | "next-hop-self" "no-ecmp-mode"
               | "passive-interface"
               | "shutdown"
               | "split-horizon"
               | "summary-address" summary_net
               | "summary-address" summary_net NUMBER
               | "summary-address" summary_net "leak-map" name
               | "stub-site" "wan-interface"
               ;
eigrp_authentication: "md5" | "hmac-sha-256" hidden;
summary_net: IPV4 IPV4 | PREFIX | PREFIX6;

interface_command: "ip" eigrp_on_interface { line_covered(cx); }
                 | "ipv6" eigrp_on_interface { line_covered(cx); }
                 | "ipv6" "eigrp" NUMBER { line_feature(cx, @$, "dynamic routing"); }
                 ;
eigrp_on_interface: "hello-interval" "eigrp" NUMBER NUMBER
                  | "hold-time" "eigrp" NUMBER NUMBER
                  | "bandwidth-percent" "eigrp" NUMBER NUMBER
                  | "authentication" "mode" "eigrp" NUMBER "md5"
                  | "authentication" "key-chain" "eigrp" NUMBER name
                  | "next-hop-self" "eigrp" NUMBER
                  | "next-hop-self" "eigrp" NUMBER "no-ecmp-mode"
                  | "split-horizon" "eigrp" NUMBER
                  | "passive-interface" "eigrp" NUMBER
                  | "summary-address" "eigrp" NUMBER summary_net
                  | "summary-address" "eigrp" NUMBER summary_net NUMBER
                  | "summary-address" "eigrp" NUMBER summary_net "leak-map" name
                  | "summary-address" "eigrp" NUMBER summary_net NUMBER "leak-map" name
                  | "dampening-change" "eigrp" NUMBER NUMBER
                  | "dampening-interval" "eigrp" NUMBER NUMBER
                  | "eigrp" NUMBER "event-log-size" NUMBER
                  ;
%%
