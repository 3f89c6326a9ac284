/* `router ospf`, `router ospfv3` and `ipv6 router ospf`, with their address families: not translated. */
%mode OSPF "OSPF router" "config-router"
%mode OSPF_FAMILY "OSPF address family" "config-router-af"
%help "ip" "ospf" OSPF
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
