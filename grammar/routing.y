/*
 * What the routing protocols have in common. None of them is spoken here: a `router …` block is one
 * warning, and its lines count with it.
 */
%help GLOBAL: "clns" CLNS
%help GLOBAL: "gateway" Gateway of voice
%help GLOBAL: "ospfv3" OSPFv3
%help "rib-metric-as-internal" The metric of the route, as one of our own
%help "rib-metric-as-external" The metric of the route, as one of others
%help "default-metric" "transparent" The metric of the route
%help "distribute-list" "gateway" By neighbour
%help "distribute-list" WORD "gateway" By neighbour
%help "distribute-list" "prefix" WORD "gateway" By neighbour
%help "distribute-list" WORD "out" What is sent
%help "distribute-list" WORD "in" What is received
%help "maximum-paths" "ibgp" Paths of internal BGP
%help "external-only" External paths only
%help "redistribute" "connected" Connected networks
%help "redistribute" "static" Static routes
%help "odr" On demand routing
%help "redistribute" "mobile" Mobile routes
%help "ospfv3" OSPF version 3
%help "redistribute" "omp" Overlay routing of an SD-WAN
%help "redistribute" "nat-route" Routes of NAT
%help "nat-route" "dia" Straight to the Internet
%help "isis" IS-IS
%help "nhrp" Next hop resolution protocol
%help "lisp" Locator/ID separation
%help "redistribute" "nd" Neighbour discovery
%help "redistribute" "application" Routes of applications
%help "redistribute" "bgp" BGP
%help "redistribute" "eigrp" EIGRP
%help "redistribute" "ospf" OSPF
%help "redistribute" "rip" RIP
%help "redistribute" "maximum-prefix" Limit their number
%help "metric-type" Type of the external metric
%help "subnets" Subnets too
%help "weight" Weight
%help "redistribute" "connected" "match" Which routes of OSPF
%help "include-connected" Connected networks too
%help "redistribute" "connected" "distribute-list" Filter by this access list
%help "redistribute" "connected" "clns" CLNS
%help "redistribute" "connected" "into" Into this level
%help "level-1" Level 1
%help "level-2" Level 2
%help "level-2-only" Level 2 only
%help "match" "external" "1" Type 1
%help "match" "external" "2" Type 2
%help "match" "nssa-external" "1" Type 1
%help "match" "nssa-external" "2" Type 2
%help "redistribute" "connected" "metric" Metric of the routes
%help "redistribute" "connected" "route-map" Route-map that filters and changes
%help "redistribute" "connected" "tag" Tag of the routes
%help "traffic-share" "balanced" In proportion to the metrics
%help "traffic-share" "min" Along the least metric
%help "across-interfaces" Over several interfaces
%help "offset-list" WORD "in" Routes that are received
%help "offset-list" WORD "out" Routes that are sent
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "default-information" "in" Take them
%help EIGRP EIGRP_FAMILY EIGRP_TOPOLOGY: "default-information" "out" Send them
%help "isis" "circuit-type" Levels of this circuit
%help "is-type" Levels of this router
%help "distribute-list" "prefix" By prefix-list
%help "distribute-list" "prefix-list" By prefix-list
%help "distribute-list" "route-map" By route-map
%help "match" "internal" Internal routes
%help "match" "external" External routes
%help "match" "nssa-external" External routes of NSSAs
%help "connected" Connected
%help "out" What goes out
%help "in" What comes in
%help "transparent" As it is
%help "default-metric" Metric of routes that come from elsewhere
%help "passive-interface" "default" All interfaces unless told
%%
/* Where something comes from, or a protocol whose routes are taken over. */
host: IPV4 | IPV6 | name;
access_list: name;
numbers: NUMBER | numbers NUMBER;
in_or_out: "in" | "out";
enable_disable: "enable" | "disable";
maybe_interface: %empty | interface_name;

route_source: "connected"
            | "static"
            | "odr"
            | "rip"
            | "rip" name
            | "mobile"
            | "maximum-prefix" NUMBER
            | "maximum-prefix" NUMBER NUMBER
            | "maximum-prefix" NUMBER "warning-only"
            | "ospf" NUMBER
            | "ospf" NUMBER "vrf" name
            | "ospfv3" NUMBER
            | "eigrp" name
            | "bgp" name
            | "isis"
            | "isis" name
            | "nhrp"
            | "lisp"
            | "dhcp"
            | "nd"
            | "application" name
            | "omp"
            | "nat-route" "dia"
            | "vrf" name
            | "vrf" name route_source
            ;
redistribute_options: %empty | redistribute_options redistribute_option;
redistribute_option: "metric" metric_value
                   | "metric-type" metric_type
                   | "subnets"
                   | "nssa-only"
                   | "tag" name
                   | "route-map" name
                   | "weight" NUMBER
                   | "match" route_types
                   | "include-connected"
                   | "distribute-list" access_list
                   | isis_level
                   | "clns"
                   | "ip"
                   | "into" isis_level
                   ;
metric_value: NUMBER
            | NUMBER NUMBER NUMBER NUMBER NUMBER
            | "transparent"
            | "rib-metric-as-internal"
            | "rib-metric-as-external"
            ;
metric_type: NUMBER | "internal" | "external";
route_types: route_type | route_types route_type;
route_type: "internal"
          | "external"
          | "external" "1"
          | "external" "2"
          | "nssa-external"
          | "nssa-external" "1"
          | "nssa-external" "2"
          ;
isis_level: "level-1" | "level-2" | "level-1-2" | "level-2-only";

/* Commands that most of them know. */
routing_command: "passive-interface"
               | "passive-interface" "default"
               | "passive-interface" interface_name
               | "redistribute" route_source redistribute_options
               | "distribute-list" distribute_by in_or_out
               | "distribute-list" distribute_by in_or_out interface_name
               | "distribute-list" distribute_by "out" route_source
               | "maximum-paths" NUMBER
               | "maximum-paths" "ibgp" NUMBER
               | "maximum-paths" "eibgp" NUMBER
               | "maximum-paths" "external-only" NUMBER
               | "distance" NUMBER
               | "distance" NUMBER IPV4 IPV4
               | "distance" NUMBER IPV4 IPV4 access_list
               | "default-metric" metric_value
               | "traffic-share" "balanced"
               | "traffic-share" "min"
               | "traffic-share" "min" "across-interfaces"
               | "shutdown"
               | "description" LINE
               ;
distribute_by: access_list
             | "prefix" name
             | "prefix" name "gateway" name
             | "gateway" name
             | "prefix-list" name
             | "route-map" name
             ;
%%
