/*
 * What the routing protocols have in common. None of them is spoken here: a `router …` block is one
 * warning, and its lines count with it.
 */
%help GLOBAL: "clns" CLNS
%help GLOBAL: "gateway" Gateway of voice
%help GLOBAL: "ospfv3" OSPFv3
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
