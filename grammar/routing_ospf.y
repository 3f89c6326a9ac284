/* `router ospf`, `router ospfv3` and `ipv6 router ospf`, with their address families: not translated. */
%mode OSPF "OSPF router" "config-router"
%mode OSPF_FAMILY "OSPF address family" "config-router-af"
%rare "ospfv3" "no-ext-capability"
%rare OSPF: "default"
%help "ip" "ospf" OSPF
%help "ospf" Open shortest path first
%help GLOBAL: "router" "ospfv3" Open shortest path first, version 3
%help GLOBAL: "ipv6" "router" "ospf" Open shortest path first, version 3
%help "ospfv3" "name-lookup" Look up names of routers
%help "ip" "ospf" "name-lookup" Look up names of routers
%help "poll-interval" Seconds between polls
%help "database-filter" Send no link states
%help "neighbor" IPV4 "database-filter" Send it no link states
%help OSPF OSPF_FAMILY: "area" Settings of an area
%help OSPF OSPF_FAMILY: "auto-cost" Cost from bandwidth
%help OSPF OSPF_FAMILY: "compatible" Follow an older RFC
%help OSPF OSPF_FAMILY: "discard-route" Routes that discard behind summaries
%help OSPF OSPF_FAMILY: "domain-id" Identity of the domain
%help OSPF OSPF_FAMILY: "domain-tag" Tag of the domain
%help OSPF OSPF_FAMILY: "event-log" Log of events
%help OSPF OSPF_FAMILY: "interface-id" How interfaces are numbered
%help OSPF OSPF_FAMILY: "limit" Limits
%help OSPF OSPF_FAMILY: "local-rib-criteria" What the local table demands
%help OSPF OSPF_FAMILY: "adjacency" Neighbours at a time
%help OSPF OSPF_FAMILY: "max-lsa" Most link states of others
%help OSPF OSPF_FAMILY: "max-metric" Announce the greatest metric
%help OSPF OSPF_FAMILY: "prefix-priority" Routes that go first
%help OSPF OSPF_FAMILY: "process-min-time" Least time of the process
%help OSPF OSPF_FAMILY: "queue-depth" Length of queues
%help OSPF OSPF_FAMILY: "manet" Mobile networks
%help OSPF OSPF_FAMILY: "network" Networks that take part
%help OSPF OSPF_FAMILY: "router-id" Identity of this router
%help OSPF OSPF_FAMILY: "neighbor" A neighbour
%help OSPF OSPF_FAMILY: "summary-address" Announce a summary
%help OSPF OSPF_FAMILY: "summary-prefix" Announce a summary
%help OSPF OSPF_FAMILY: "capability" Capabilities
%help OSPF OSPF_FAMILY: "ignore" Do not complain
%help OSPF OSPF_FAMILY: "ispf" Compute only what changed
%help OSPF OSPF_FAMILY: "graceful-restart" Keep forwarding over a restart
%help OSPF OSPF_FAMILY: "nsf" Forward without a stop
%help OSPF OSPF_FAMILY: "nsr" Go on over a switch-over
%help OSPF OSPF_FAMILY: "default-information" Default routes
%help OSPF OSPF_FAMILY: "distribute-list" Filter routes
%help OSPF OSPF_FAMILY: "maximum-paths" Paths at the same time
%help OSPF: "address-family" Settings of one kind of addresses
%help OSPF OSPF_FAMILY: "prefix-suppression" Do not announce links
%help OSPF OSPF_FAMILY: "shutdown" Take the protocol out of service
%help OSPF OSPF_FAMILY: "snmp" SNMP
%help "adjacency" "stagger" Limit neighbours that form at a time
%help "reference-bandwidth" Bandwidth of cost 1, in Mbit/s
%help "all-interfaces" On all interfaces
%help "lls" Signalling on the link
%help "opaque" Opaque link states
%help "transit" Prefer transit areas
%help "vrf-lite" No checks of provider edges
%help "rfc1583" As RFC 1583
%help "rfc1587" As RFC 1587
%help "database-filter" "all" All of them
%help "database-filter" "all" "out" When sending
%help "default-information" "originate" "always" Even without one of our own
%help "default-information" "originate" "metric" Metric of the route
%help "discard-route" "internal" Behind summaries of areas
%help "discard-route" "external" Behind external summaries
%help "intra-area" Within an area
%help "inter-area" Between areas
%help "distance" "ospf" "external" External routes
%help "one-shot" Stop when it is full
%help "event-log" "pause" Stop logging
%help "keep-all-paths" Keep all backup paths
%help "remote-lfa" Backup paths by tunnels
%help "ti-lfa" Backup paths by segments
%help "per-prefix" "enable" Compute them
%help "enable" "prefix-priority" Routes of this priority
%help "remote-lfa" "tunnel" Tunnel
%help "mpls-ldp" By LDP
%help "restart-interval" Seconds of a restart
%help "strict-lsa-checking" Stop helping when link states change
%help "mospf" Of multicast
%help "snmp-if-index" As SNMP does
%help "retransmissions" "dc" On demand circuits
%help "non-dc" On other circuits
%help "retransmissions" Times to send again
%help "forwarding-address" Reach of the forwarding address
%help "log-adjacency-changes" "detail" Each change of state
%help "ignore-time" Minutes of ignoring neighbours
%help "ignore-count" Times of ignoring neighbours
%help "router-lsa" Of this router
%help "external-lsa" Of external routes
%help "include-stub" Of stub links too
%help "summary-lsa" Of summaries
%help "inter-area-lsas" Of routes between areas
%help "stub-prefix-lsa" Of stub prefixes
%help "on-startup" For some time after a start
%help "mesh-group" Group of a mesh
%help "multicast-intact" Keep multicast out of tunnels
%help "neighbor" IPV4 "cost" Cost to reach it
%help "neighbor" IPV4 "priority" Priority of the neighbour
%help "network" IPV4 IPV4 "area" Area that they belong to
%help "enforce" Stop when a neighbour cannot
%help "prefix-priority" "high" First of all
%help "process-min-time" "percent" Percent of the processor
%help "not-advertise" Do not announce
%help "timers" "spf" Computations
%help "timers" "throttle" Wait longer when there is much to do
%help "lsa-group-pacing" Seconds between groups of link states
%help "timers" "pacing" Milliseconds between packets
%help "lsa" "arrival" Least milliseconds between equal ones
%help "pacing" "flood" When flooding
%help "pacing" "lsa-group" Between groups of link states
%help "pacing" "retransmission" When sending again
%help "throttle" "spf" Computations
%help "traffic-share" "min" "interfaces" Over interfaces
%help "spf" Computation of shortest paths
%help "lsa" Link states
%help "hops" Hops at most
%help "area" Area
%help "cost" Cost
%help "redistribute" Routes of another source
%help "static" Static
%help "helper" Help neighbours
%help "throttle" "lsa" "all" All link states
%help "ipv4" IPv4
%help "prefix-priority" Routes of this priority
%help "enforce" "global" On all interfaces
%help "summary-address" IPV4 IPV4 "tag" Tag of the route
%help "ospfv3" NUMBER "area" NUMBER "instance" Number of the instance
%help "summary-address" PREFIX "tag" Tag of the route
%%
global: "router" "ospf" NUMBER { open_untranslated(cx, @$, MODE_OSPF, "dynamic routing"); }
      | "router" "ospf" NUMBER "vrf" name { open_untranslated(cx, @$, MODE_OSPF, "dynamic routing"); }
      | "router" "ospfv3" NUMBER { open_untranslated(cx, @$, MODE_OSPF, "dynamic routing"); }
      | "ipv6" "router" "ospf" NUMBER { open_untranslated(cx, @$, MODE_OSPF, "dynamic routing"); }
      | "ipv6" "router" "ospf" NUMBER "vrf" name { open_untranslated(cx, @$, MODE_OSPF, "dynamic routing"); }
      | "ip" "ospf" "name-lookup" { line_no_effect(cx); }
      | "ospfv3" "name-lookup" { line_no_effect(cx); }
      | "router-id" IPV4 { line_covered(cx); }
      ;

line: IN_OSPF no ospf { line_covered(cx); }
    | IN_OSPF no "address-family" ospf_family { open_covered(cx, MODE_OSPF_FAMILY); }
    | IN_OSPF_FAMILY no ospf { line_covered(cx); }
    | IN_OSPF_FAMILY "exit-address-family" { leave(cx, 1); }
    ;
ospf_family: ip_version | ip_version "unicast" | ip_version "unicast" "vrf" name;
ip_version: "ipv4" | "ipv6";

ospf: routing_command
    | "router-id" IPV4
    | "network" IPV4 IPV4 "area" ospf_area
    | "area" ospf_area ospf_area_command
    | "auto-cost" "reference-bandwidth" NUMBER
    | "bfd" "all-interfaces"
    | "bfd" "all-interfaces" "strict-mode"
    | "capability" ospf_capability
    | "compatible" "rfc1583"
    | "compatible" "rfc1587"
    | "database-filter" "all" "out"
    | "default-information" "originate" ospf_default_options
    | "discard-route" discard_kinds
    | "distance" "ospf" ospf_distances
    | "domain-id" name
    | "domain-id" IPV4
    | "domain-tag" NUMBER
    | "event-log" ospf_log_options
    | "fast-reroute" ospf_reroute
    | "graceful-restart"
    | "graceful-restart" "restart-interval" NUMBER
    | "graceful-restart" "helper" graceful_helper
    | "ignore" "lsa" "mospf"
    | "interface-id" "snmp-if-index"
    | "ispf"
    | "limit" "retransmissions" ospf_limits
    | "local-rib-criteria"
    | "local-rib-criteria" "forwarding-address"
    | "log-adjacency-changes"
    | "log-adjacency-changes" "detail"
    | "adjacency" "stagger" NUMBER NUMBER
    | "max-lsa" NUMBER ospf_max_options
    | "max-metric" "router-lsa" ospf_stub_options
    | "mpls" ospf_mpls
    | "neighbor" host ospf_neighbor_options
    | "nsf"
    | "nsf" "cisco"
    | "nsf" "ietf"
    | "nsf" "cisco" nsf_rest
    | "nsf" "ietf" nsf_rest
    | "nsr"
    | "prefix-priority" "high" "route-map" name
    | "prefix-suppression"
    | "process-min-time" "percent" NUMBER
    | "queue-depth" name name
    | "redistribute" "maximum-prefix" NUMBER NUMBER "warning-only"
    | "segment-routing" "mpls"
    | "segment-routing" "area" NUMBER "mpls"
    | "snmp" "context" name
    | "summary-address" IPV4 IPV4
    | "summary-address" IPV4 IPV4 "not-advertise"
    | "summary-address" IPV4 IPV4 "tag" NUMBER
    | "summary-prefix" PREFIX6
    | "summary-prefix" PREFIX6 "not-advertise"
    | "summary-prefix" PREFIX6 "tag" NUMBER
    | "table-map" name
    | "table-map" name "filter"
    | "timers" ospf_timers
    | "traffic-share" "min" "interfaces"
    | "ttl-security" "all-interfaces"
    | "ttl-security" "all-interfaces" "hops" NUMBER
    | "authentication" "mode" ospf_authentication
    | "encryption" ospf_encryption
    | "manet" "cache" name NUMBER
    ;
ospf_capability: "lls" | "opaque" | "transit" | "vrf-lite";
ospf_default_options: %empty | ospf_default_options ospf_default_option;
ospf_default_option: "always" | "metric" NUMBER | "metric-type" NUMBER | "route-map" name;
discard_kinds: discard_kind | discard_kinds discard_kind | discard_kinds NUMBER;
discard_kind: "internal" | "external";
ospf_distances: ospf_distance | ospf_distances ospf_distance;
ospf_distance: "intra-area" NUMBER | "inter-area" NUMBER | "external" NUMBER;
ospf_log_options: %empty | ospf_log_options ospf_log_option;
ospf_log_option: "size" NUMBER | "one-shot" | "pause";
ospf_reroute: "per-prefix" "enable" "prefix-priority" name
            | "per-prefix" "enable" "area" ospf_area "prefix-priority" name
            | "per-prefix" "remote-lfa" "tunnel" "mpls-ldp"
            | "per-prefix" "ti-lfa"
            | "keep-all-paths"
            ;
graceful_helper: "disable" | "strict-lsa-checking";
ospf_limits: "disable" | "dc" NUMBER | "dc" "disable" | "non-dc" NUMBER | "non-dc" "disable";
ospf_max_options: %empty | ospf_max_options ospf_max_option;
ospf_max_option: NUMBER
               | "warning-only"
               | "ignore-time" NUMBER
               | "ignore-count" NUMBER
               | "reset-time" NUMBER
               ;
ospf_stub_options: %empty | ospf_stub_options ospf_stub_option;
ospf_stub_option: "external-lsa"
                | "external-lsa" NUMBER
                | "include-stub"
                | "summary-lsa"
                | "summary-lsa" NUMBER
                | "inter-area-lsas"
                | "inter-area-lsas" NUMBER
                | "stub-prefix-lsa"
                | "on-startup" NUMBER
                | "on-startup" "wait-for-bgp"
                ;
ospf_mpls: "ldp" "autoconfig"
         | "ldp" "autoconfig" "area" ospf_area
         | "ldp" "sync"
         | "traffic-eng" "area" ospf_area
         | "traffic-eng" "router-id" interface_name
         | "traffic-eng" "mesh-group" NUMBER interface_name "area" ospf_area
         | "traffic-eng" "interface" interface_name "area" ospf_area
         | "traffic-eng" "multicast-intact"
         ;
ospf_neighbor_options: %empty | ospf_neighbor_options ospf_neighbor_option;
ospf_neighbor_option: "priority" NUMBER
                    | "poll-interval" NUMBER
                    | "cost" NUMBER
                    | "database-filter" "all"
                    ;
nsf_rest: "helper"
        | "helper" graceful_helper
        | "enforce" "global"
        | "restart-interval" NUMBER
        ;
ospf_timers: "spf" NUMBER NUMBER
           | "throttle" "spf" NUMBER NUMBER NUMBER
           | "throttle" "lsa" NUMBER NUMBER NUMBER
           | "throttle" "lsa" "all" NUMBER NUMBER NUMBER
           | "lsa" "arrival" NUMBER
           | "lsa-group-pacing" NUMBER
           | "pacing" "flood" NUMBER
           | "pacing" "lsa-group" NUMBER
           | "pacing" "retransmission" NUMBER
           ;
%%
