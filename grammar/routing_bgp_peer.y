/* What is said of one neighbour of BGP, or in a template of several. */
%rare "remove-private-as" "next-hop-unchanged"
%help "remote-as" Number of the neighbour's system
%help "activate" Exchange these routes
%help "additional-paths" More paths of a prefix
%help "advertisement-interval" Seconds between updates
%help "aigp" Accumulated metric
%help "allow-policy" Policies on inherited routes
%help "allowas-in" Take routes with our own number
%help "as-override" Put our number for the neighbour's
%help "capability" Capabilities that are offered
%help "default-originate" Send a default route
%help "disable-connected-check" Do not ask that it is connected
%help "neighbor" IPV4 "dmzlink-bw" Send the bandwidth of the link
%help "dont-capability-negotiate" Offer no capabilities
%help "ebgp-multihop" The neighbour may be hops away
%help "fall-over" Drop the session when the way to it fails
%help "filter-list" Filter by way
%help "ha-mode" High availability
%help "inter-as-hybrid" Hybrid between systems
%help "internal-vpn-client" Client inside of a VPN
%help "local-as" Number to use for ours
%help "next-hop-self" We are the next hop
%help "next-hop-unchanged" Leave the next hop
%help "path-attribute" Attributes of paths
%help "prefix-length-size" Size of prefix lengths
%help "remove-private-as" Remove private numbers
%help "rr-group" Route targets of a reflector
%help "route-reflector-client" Client of this reflector
%help "route-server-client" Client of this route server
%help "send-community" Send communities
%help "send-label" Send labels
%help "neighbor" IPV4 "shutdown" Take the session out of service
%help "soft-reconfiguration" Keep routes as they were received
%help "soo" Site of origin
%help "suppress-signaling-protocol" Leave a protocol out
%help "translate-update" Translate between kinds of routes
%help "ttl-security" Only neighbours so near
%help "unsuppress-map" Announce what was suppressed
%help "update-source" Interface whose address is used
%help "neighbor" IPV4 "weight" Weight of its routes
%help "dmz" Demilitarized zone
%help "neighbor" IPV4 "advertise-map" Announce on a condition
%help "neighbor" IPV4 "password" Password of the session
%help "neighbor" IPV4 "prefix-list" Filter by prefix-list
%help "neighbor" IPV4 "route-map" Filter and change by route-map
%help "neighbor" IPV4 "timers" Keepalive and hold time
%help "neighbor" IPV4 "transport" Transport of the session
%help "neighbor" IPV4 "version" Version of BGP
%help "neighbor" IPV4 "description" Description of the neighbour
%help "neighbor" IPV4 "slow-peer" When it is slow
%help "neighbor" IPV4 "log-neighbor-changes" Log when it comes and goes
%help BGP_TEMPLATE: "advertise-map" Announce on a condition
%help BGP_TEMPLATE: "dmzlink-bw" Send the bandwidth of the link
%help BGP_TEMPLATE: "log-neighbor-changes" Log when it comes and goes
%help BGP_TEMPLATE: "slow-peer" When it is slow
%help BGP_TEMPLATE: "version" Version of BGP
%help BGP_TEMPLATE: "weight" Weight of its routes
%help BGP_TEMPLATE: "shutdown" Take the session out of service
%help BGP_TEMPLATE: "password" Password of the session
%help BGP_TEMPLATE: "prefix-list" Filter by prefix-list
%help BGP_TEMPLATE: "route-map" Filter and change by route-map
%help BGP_TEMPLATE: "timers" Keepalive and hold time
%help BGP_TEMPLATE: "transport" Transport of the session
%help "diverse-path" A path by another way
%help "mpath" A path of several
%help "diverse-path" "backup" A backup path
%help "diverse-path" "backup" "mpath" And one of several
%help "non-exist-map" Only if this route-map finds no route
%help "aigp" "send" Send it
%help "send" "med" As MED
%help "as-override" "split-horizon" By group
%help "orf" Outbound route filters
%help "orf" "prefix-list" Prefix-lists
%help "fall-over" "bfd" By bidirectional forwarding detection
%help "fall-over" "route-map" By routes of a route-map
%help "single-hop" Over one hop
%help "multi-hop" Over several hops
%help "bfd" "strict-mode" Only up while BFD is
%help "ha-mode" "graceful-restart" Keep forwarding over a restart
%help "no-prepend" Do not put it before the way
%help "replace-as" Replace our own number
%help "dual-as" Either number will do
%help "allpaths" For all paths
%help "path-attribute" "discard" Discard the attribute
%help "treat-as-withdraw" Take it as a withdrawal
%help "alternate-as" Other numbers that may be
%help "remove-private-as" "all" All of them
%help "send-community" "both" Standard and extended
%help "send-community" "standard" Standard communities
%help "send-community" "extended" Extended communities
%help "send-community" "large" Large communities
%help "send-label" "explicit-null" Explicit null labels
%help "shutdown" "graceful" After a time
%help "soft-reconfiguration" "inbound" What is received
%help "connection-mode" Who connects
%help "connection-mode" "active" We do
%help "connection-mode" "passive" The neighbour does
%help "multi-session" A session for each kind of routes
%help "additional-paths" "disable" Not with this neighbour
%help "graceful-restart" "disable" Not with this neighbour
%help "log-neighbor-changes" "disable" Do not log
%help "maximum-prefix" NUMBER "restart" Minutes until it is tried again
%help "next-hop-self" "all" Of all routes
%help "route-server-client" "context" Name of the context
%help "strict-mode" Strictly
%help "log-neighbor-changes" Log neighbours that come and go
%help "default-originate" "route-map" Only if this route-map finds a route
%help "orf" "prefix-list" "both" Send and receive
%help "discard" WORD "in" What is received
%help "treat-as-withdraw" WORD "in" What is received
%help "bfd" Bidirectional forwarding detection
%help "large" Large
%help "receive" Receive
%help "send" Send
%help "slow-peer" Neighbours that are slow
%help "distribute-list" Filter by access list
%help "dmzlink-bw" Bandwidth of the link
%help "maximum-prefix" Most prefixes that are taken
%help "advertise" Announce
%help "dynamic" "permanent" For good
%help "cost-community" As a community of costs
%help "poi" Where it counts
%help "absolute" Absolute
%help "igp-cost" With the cost of the IGP
%help "transitive" Passed on
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
            | "aigp" "send" "cost-community" NUMBER "poi" aigp_point
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
aigp_point: "absolute" | "igp-cost" | "pre-bestpath" | "absolute" "transitive" | "igp-cost" "transitive"
          | "pre-bestpath" "transitive";
bgp_transport: "connection-mode" "active"
             | "connection-mode" "passive"
             | "multi-session"
             | "path-mtu-discovery"
             | "path-mtu-discovery" "disable"
             ;
%%
