/* What is said of one neighbour of BGP, or in a template of several. */
%%
bgp_neighbor: "remote-as" bgp_as
            | "remote-as" bgp_as "alternate-as" bgp_ases
            | "activate"
            | "additional-paths" additional_paths
            | "additional-paths" "disable"
            | "advertise" "additional-paths" additional_selects
            | "advertise" "best-external"
            | "advertise" "diverse-path" diverse_paths
            | "advertise-map" name advertise_when name
            | "advertisement-interval" NUMBER
            | "aigp"
            | "aigp" "send" "med"
            | "allow-policy"
            | "allowas-in"
            | "allowas-in" NUMBER
            | "as-override"
            | "as-override" "split-horizon"
            | "capability" "orf" "prefix-list" orf_direction
            | "cluster-id" host
            | "default-originate"
            | "default-originate" "route-map" name
            | "description" LINE
            | "disable-connected-check"
            | "distribute-list" access_list in_or_out
            | "dmzlink-bw"
            | "dont-capability-negotiate"
            | "ebgp-multihop"
            | "ebgp-multihop" NUMBER
            | "fall-over"
            | "fall-over" "bfd"
            | "fall-over" "bfd" bfd_hops
            | "fall-over" "route-map" name
            | "filter-list" access_list in_or_out
            | "ha-mode" "graceful-restart"
            | "ha-mode" "graceful-restart" "disable"
            | "ha-mode" "sso"
            | "inter-as-hybrid"
            | "internal-vpn-client"
            | "local-as" bgp_as local_as_options
            | "log-neighbor-changes"
            | "log-neighbor-changes" "disable"
            | "maximum-prefix" NUMBER maximum_options
            | "next-hop-self"
            | "next-hop-self" "all"
            | "next-hop-unchanged"
            | "next-hop-unchanged" "allpaths"
            | "password" hidden
            | "path-attribute" attribute_action
            | "prefix-list" name in_or_out
            | "prefix-length-size" NUMBER
            | "remove-private-as"
            | "remove-private-as" "all"
            | "remove-private-as" "all" "replace-as"
            | "rr-group" name
            | "route-map" name in_or_out
            | "route-reflector-client"
            | "route-server-client"
            | "route-server-client" "context" name
            | "send-community"
            | "send-community" community_kind
            | "send-label"
            | "send-label" "explicit-null"
            | "shutdown"
            | "shutdown" "graceful" NUMBER
            | "slow-peer" slow_peer
            | "soft-reconfiguration" "inbound"
            | "soo" name
            | "suppress-signaling-protocol" "ldp"
            | "timers" NUMBER NUMBER
            | "timers" NUMBER NUMBER NUMBER
            | "translate-update" "ipv6" "multicast"
            | "translate-update" "ipv6" "unicast"
            | "transport" bgp_transport
            | "ttl-security" "hops" NUMBER
            | "unsuppress-map" name
            | "update-source" interface_name
            | "update-source" name
            | "version" NUMBER
            | "weight" NUMBER
            | "dmz" name
            ;
additional_selects: additional_select | additional_selects additional_select;
diverse_paths: "backup" | "mpath" | "backup" "mpath";
advertise_when: "exist-map" | "non-exist-map";
orf_direction: "both" | "receive" | "send";
bfd_hops: "single-hop" | "multi-hop" | "strict-mode";
local_as_options: %empty | local_as_options local_as_option;
local_as_option: "no-prepend" | "replace-as" | "dual-as";
maximum_options: %empty | maximum_options maximum_option;
maximum_option: NUMBER | "warning-only" | "restart" NUMBER;
attribute_action: "discard" name in_maybe | "treat-as-withdraw" name in_maybe;
in_maybe: %empty | "in";
community_kind: "both" | "extended" | "standard" | "large";
bgp_transport: "connection-mode" "active"
             | "connection-mode" "passive"
             | "multi-session"
             | "path-mtu-discovery"
             | "path-mtu-discovery" "disable"
             ;
%%
