/* `router eigrp`, by number and by name, and what interfaces say of it: not translated. */
%mode EIGRP "EIGRP router" "config-router"
%mode EIGRP_FAMILY "EIGRP address family" "config-router-af"
%mode EIGRP_INTERFACE "EIGRP interface" "config-router-af-interface"
%mode EIGRP_TOPOLOGY "EIGRP topology" "config-router-af-topology"
%rare EIGRP: "default" "autonomous-system"
%rare "metric-type" "default-metric"
%help INTERFACE: "ip" "bandwidth-percent" Bandwidth of EIGRP
%help "eigrp" Enhanced interior gateway routing protocol
%help EIGRP: "service-family" Services of one family
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "metric" Metric of paths
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "nsf" Forward without a stop
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "remote-neighbors" Neighbours that are hops away
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "soft-sia" Keep neighbours of stuck routes
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "summary-metric" Metric of a summary
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "traffic-engineering" Traffic engineering
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "variance" Paths that are worse by this factor too
%help EIGRP: "address-family" Settings of one kind of addresses
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "eigrp" Settings of EIGRP
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "network" A network that takes part
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "neighbor" A neighbour
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "shutdown" Take the protocol out of service
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "auto-summary" Summarize at class boundaries
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "passive-interface" Do not form neighbours there
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "distribute-list" Filter routes
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "default-information" Default routes
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "maximum-paths" Paths at the same time
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "router-id" Identity of this router
%help "default-information" "allowed" Take and send them
%help "distance" "eigrp" Of internal and external routes
%help "autonomous-system" Number of the system
%help "offset-list" Add to metrics
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "eigrp" "event-logging" Log events
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "eigrp" "default-route-tag" Tag of routes
%help "eigrp" "router-id" Identity of this router
%help "eigrp" "stub" This router is a stub
%help "eigrp" "log-neighbor-warnings" Log warnings of neighbours
%help "stub" "connected" Announce connected networks
%help "stub" "summary" Announce summaries
%help "stub" "redistributed" Announce redistributed routes
%help "stub" "receive-only" Announce nothing
%help "stub" "leak-map" Routes of others too
%help "stub" "static" Announce static routes
%help "fast-reroute" "load-sharing" Share load of backup paths
%help "tie-break" Which path is preferred
%help "dampened" Restart later each time
%help "reset-time" Minutes until it is forgotten
%help "restart-count" Restarts
%help "metric" "weights" Weights of the parts of a metric
%help "maximum-hops" Longest way in hops
%help "rib-scale" Divide metrics for the routing table
%help "neighbor" IPV4 IFNAME "remote" Hops away
%help "lisp-encap" Encapsulate by LISP
%help "unicast-listen" Wait for them
%help "remote-neighbors" "source" Interface to use
%help "summary-metric" PREFIX "distance" Distance of the summary
%help "active-time" Minutes until an active route is stuck
%help "active-time" "disabled" Never
%help "timers" "graceful-restart" Restarts of neighbours
%help "timers" "nsf" Restarts of this router
%help "purge-time" Seconds that old routes are kept
%help "af-interface" Settings of an interface
%help "sf-interface" Settings of an interface
%help "exit-service-family" Leave the service family
%help "topology" "base" The first one
%help "topology" WORD "tid" Number of the topology
%help EIGRP_INTERFACE: "add-paths" Announce more paths
%help EIGRP_INTERFACE: "dampening-change" Percent of change that counts
%help EIGRP_INTERFACE: "dampening-interval" Seconds between changes
%help EIGRP_INTERFACE: "passive-interface" Do not form neighbours here
%help EIGRP_INTERFACE: "summary-address" Announce a summary
%help EIGRP_INTERFACE: "stub-site" Site of stubs
%help EIGRP_INTERFACE: "authentication" Authentication of neighbours
%help EIGRP_INTERFACE: "shutdown" Do not take part here
%help EIGRP_INTERFACE: "authentication" "key-chain" Keys
%help EIGRP_INTERFACE: "authentication" "mode" Algorithm
%help "exit-af-interface" Leave the interface
%help "exit-sf-interface" Leave the interface
%help "exit-af-topology" Leave the topology
%help "exit-sf-topology" Leave the topology
%help "hmac-sha-256" HMAC of SHA-2 with 256 bits
%help "no-ecmp-mode" Not for equal paths
%help "wan-interface" This interface leads to the hub
%help "leak-map" Announce these parts too
%help "key-chain" Name of keys
%help INTERFACE: "ip" "next-hop-self" We are the next hop of EIGRP
%help INTERFACE: "ip" "passive-interface" Do not form neighbours here
%help INTERFACE: "ip" "dampening-change" Percent of change that counts for EIGRP
%help INTERFACE: "ip" "dampening-interval" Seconds between changes of EIGRP
%help "ip" "authentication" "key-chain" Keys
%help "ip" "authentication" "mode" Algorithm
%help "summary-address" "eigrp" Of EIGRP
%help INTERFACE: "ipv6" "eigrp" EIGRP on this interface
%help "event-log-size" Entries of the log of events
%help "passive-interface" Form no neighbours there
%help "hold-time" Seconds until a neighbour is gone
%help "bandwidth-percent" Percent of the bandwidth that it may use
%help "split-horizon" Do not send back where it came from
%help EIGRP_INTERFACE: "bfd" "disable" Not here
%help GLOBAL: "ipv6" "router" Routing of IPv6
%help "summary" Summary
%help "shutdown" Take it out of service
%help "topology" Topology
%help "network" Network
%help "description" Description
%help "metric" Metric
%help "fast-reroute" "per-prefix" "all" All prefixes
%help "stub-site" A site that passes nothing on
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
     | "soft-sia" "disable"
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
            | "stub-site" name
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
                 | "ipv6" "eigrp" name { line_feature(cx, @$, "dynamic routing"); }
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
