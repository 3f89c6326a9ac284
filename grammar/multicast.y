/* Multicast routing, its groups and neighbours: not translated. */
%help GLOBAL: "vlan" VLANs
%help INTERFACE: "ip" "irdp" Router discovery
%help INTERFACE: "ip" "pim" Multicast routing
%help INTERFACE: "ip" "multicast" Multicast
%help "ip" "multicast-routing" Forward multicast
%help "ip" "multicast" Multicast
%help "ip" "pim" Multicast routing
%help "ip" "mroute" A static route for multicast
%help "ip" "msdp" Sources of other domains
%help "ip" "mfib" Forwarding of multicast
%help GLOBAL: "ip" "sap" Announcements of sessions
%help GLOBAL: "ip" "igmp" Groups of hosts
%help GLOBAL: "ip" "mroute" A way of multicast by hand
%help GLOBAL: "ip" "multicast-routing" Route multicast
%help GLOBAL: "ip" "pim" Protocol independent multicast
%help "ip" "sap" "listen" Listen to announcements
%help "sap" "cache-timeout" Minutes that sessions are kept
%help "igmp" "snooping" Snooping of IGMP
%help "ssm-map" Sources of groups
%help "last-member-query-interval" Milliseconds between last queries
%help "report-suppression" Pass on one report of many
%help "robustness-variable" Messages that may be lost
%help "vlan" NUMBER "mrouter" Port of a router
%help "vlan" NUMBER "static" A group by hand
%help "ssm-map" "query" Ask for sources
%help "ssm-map" "query" "dns" By DNS
%help "ssm-map" "static" By hand
%help "ssm-map" "enable" Use them
%help "fallback-lookup" Look it up elsewhere
%help GLOBAL: "ip" "msdp" "description" Description of a peer
%help GLOBAL: "ip" "msdp" "mesh-group" Peers that know each other
%help GLOBAL: "ip" "msdp" "sa-filter" Filter of sources
%help GLOBAL: "ip" "msdp" "sa-limit" Most sources
%help GLOBAL: "ip" "msdp" "sa-request" Whom to ask
%help GLOBAL: "ip" "msdp" "cache-sa-state" Keep sources
%help GLOBAL: "ip" "msdp" "cache-rejected-sa" Keep refused sources
%help GLOBAL: "ip" "msdp" "default-peer" Peer for all sources
%help GLOBAL: "ip" "msdp" "redistribute" Sources of this domain
%help GLOBAL: "ip" "msdp" "shutdown" Take a peer out of service
%help GLOBAL: "ip" "msdp" "peer" A peer
%help GLOBAL: "ip" "msdp" "keepalive" Seconds between keepalives
%help GLOBAL: "ip" "msdp" "timer" Seconds between attempts
%help GLOBAL: "ip" "msdp" "password" Password of a peer
%help GLOBAL: "ip" "msdp" "sa-filter" "in" What is received
%help GLOBAL: "ip" "msdp" "sa-filter" "out" What is sent
%help GLOBAL: "ip" "msdp" "vrf" In a VRF
%help "connect-source" Interface whose address is used
%help "peer" IPV4 "remote-as" System of the peer
%help "connect-source" IFNAME "remote-as" System of the peer
%help "originator-id" Interface whose address is used
%help GLOBAL: "ip" "multicast" "multipath" Share load
%help GLOBAL: "ip" "multicast" "route-limit" Most routes
%help GLOBAL: "ip" "multicast" "rpf" Checks of the way back
%help GLOBAL: "ip" "multicast" "cache-headers" Keep headers
%help GLOBAL: "ip" "multicast" "netflow" Flows of multicast
%help GLOBAL: "ip" "multicast" "mrinfo-filter" Who may ask for information
%help GLOBAL: "ip" "multicast" "boundary" Border of groups
%help GLOBAL: "ip" "multicast" "vrf" In a VRF
%help GLOBAL: "ip" "multicast" "netflow" "rpf-failure" What came the wrong way
%help GLOBAL: "ip" "multicast" "rpf" "backoff" Wait before a check
%help "multicast-routing" "vrf" In a VRF
%help GLOBAL: "ip" "pim" "send-rp-announce" Offer to be a rendezvous point (Auto-RP)
%help GLOBAL: "ip" "pim" "send-rp-discovery" Choose rendezvous points (Auto-RP)
%help GLOBAL: "ip" "pim" "rp-announce-filter" Which offers count
%help GLOBAL: "ip" "pim" "autorp" Auto-RP
%help GLOBAL: "ip" "pim" "bidir-enable" Bidirectional trees
%help GLOBAL: "ip" "pim" "dm-fallback" Dense mode where there is no rendezvous point
%help GLOBAL: "ip" "pim" "register-rate-limit" Registers in a second
%help GLOBAL: "ip" "pim" "state-refresh" Refresh of states
%help GLOBAL: "ip" "pim" "rp" Rendezvous points
%help GLOBAL: "ip" "pim" "rp-address" The rendezvous point
%help GLOBAL: "ip" "pim" "spt-threshold" When to take the shortest path
%help GLOBAL: "ip" "pim" "register-source" Interface whose address is used
%help GLOBAL: "ip" "pim" "vrf" In a VRF
%help GLOBAL: "ip" "pim" "accept-register" Who may register
%help "accept-rp" "auto-rp" Those of Auto-RP
%help "autorp" "listener" Flood its messages
%help "rp-list" Rendezvous points
%help "rp-list" WORD "group-list" Groups
%help "send-rp-announce" IPV4 "scope" TTL of the messages
%help "send-rp-announce" IFNAME "scope" TTL of the messages
%help "send-rp-discovery" "scope" TTL of the messages
%help "send-rp-discovery" IFNAME "scope" TTL of the messages
%help "scope" Scope
%help "infinity" Never
%help "group-list" Access list of groups
%help "ssm" "default" 232/8
%help "ssm" "range" Access list of groups
%help "rp-candidate" Offer to be a rendezvous point
%help "bsr-candidate" Offer to choose rendezvous points
%help "accept-rp" Rendezvous points that count
%help "ssm" Source specific multicast
%help "pim" Protocol independent multicast
%help "0" At once
%help INTERFACE: "ip" "cgmp" Tell switches about groups
%help INTERFACE: "ip" "sap" Announcements of sessions
%help INTERFACE: "ip" "igmp" "explicit-tracking" Track each host
%help INTERFACE: "ip" "igmp" "group-timeout" Seconds that a group is kept
%help INTERFACE: "ip" "igmp" "helper-address" Pass reports on
%help INTERFACE: "ip" "igmp" "host-proxy" Report for hosts
%help INTERFACE: "ip" "igmp" "last-member-query-count" Number of last queries
%help INTERFACE: "ip" "igmp" "last-member-query-response-time" Milliseconds to answer a last query
%help INTERFACE: "ip" "igmp" "mroute-proxy" Report what is forwarded
%help INTERFACE: "ip" "igmp" "proxy-service" Act as a proxy
%help INTERFACE: "ip" "igmp" "querier-timeout" Seconds until another asks
%help INTERFACE: "ip" "igmp" "static-group" Forward a group always
%help INTERFACE: "ip" "igmp" "tcn" Changes of the topology
%help INTERFACE: "ip" "igmp" "unidirectional-link" Link of one direction
%help INTERFACE: "ip" "igmp" "v3lite" Version 3 by applications
%help INTERFACE: "ip" "igmp" "access-group" Groups that may be joined
%help INTERFACE: "ip" "igmp" "limit" Most groups
%help INTERFACE: "ip" "igmp" "query-max-response-time" Seconds to answer
%help INTERFACE: "ip" "igmp" "version" Version of IGMP
%help "igmp" "limit" NUMBER "except" But these groups
%help "static-group" "*" All groups
%help "static-group" "class-map" Groups of a class
%help "source" "ssm-map" As the map says
%help "tcn" "query" Queries
%help "tcn" "query" "solicit" Ask for them
%help "maxadvertinterval" Most seconds between advertisements
%help "minadvertinterval" Fewest seconds between advertisements
%help "irdp" "holdtime" Seconds that it is valid
%help "irdp" "preference" Preference of this router
%help "irdp" "multicast" By multicast
%help "irdp" "address" Address to announce
%help "mfib" "cef" Fast switching
%help "mfib" "forwarding" Forward by it
%help "filter-autorp" Auto-RP too
%help "mfib" Forwarding of multicast
%help "distributed" By line cards
%help "igmp" Groups of hosts
%help "igmp" "join-group" Join a group
%help INTERFACE: "ip" "pim" "dense-mode" Dense mode
%help INTERFACE: "ip" "pim" "sparse-dense-mode" Sparse or dense, as the group says
%help INTERFACE: "ip" "pim" "bidir-neighbor-filter" Neighbours of bidirectional trees
%help INTERFACE: "ip" "pim" "border" Border
%help INTERFACE: "ip" "pim" "bsr-border" Border of bootstrap messages
%help INTERFACE: "ip" "pim" "query-interval" Seconds between hellos
%help INTERFACE: "ip" "pim" "nbma-mode" Track each neighbour
%help INTERFACE: "ip" "pim" "neighbor-filter" Which neighbours count
%help INTERFACE: "ip" "pim" "state-refresh" Refresh of states
%help INTERFACE: "ip" "pim" "dr-priority" Priority of the designated router
%help INTERFACE: "ip" "pim" "passive" No neighbours here
%help "sparse-mode" Sparse mode
%help "query-interval" Seconds between queries
%help "origination-interval" Seconds between them
%help "immediate-leave" Leave without a query
%help "ttl-threshold" TTL that leaves
%help "default-peer" IPV4 "prefix-list" For these prefixes
%help "msdp" "password" "peer" Of a peer
%help GLOBAL: "ip" "pim" "mtu" Largest message
%help "rp-address" IPV4 "override" Before those that are learnt
%help "rp-address" IPV4 "bidir" Bidirectional trees
%help INTERFACE: "ip" "igmp" "filter" Profile of groups
%help "querier" Ask for groups
%help "*" All
%help "snooping" Snooping
%help "passive" Passive
%help GLOBAL: "ip" "igmp" "profile" Profile of groups
%help "rp-candidate" IFNAME "priority" Priority of the offer
%help "join-group" IPV4 "source" Only from this source
%help "static-group" "*" "source" Only from this source
%help "static-group" IPV4 "source" Only from this source
%help "priority" Priority
%help "fallback-lookup" "global" In the global table
%help "nhrp" "nhs" IPV4 "multicast" Multicast too
%help "sa-filter" "in" IPV4 "route-map" By route-map
%help "sa-filter" "out" IPV4 "route-map" By route-map
%help "s-g-hash" By source and group
%help "basic" The basic one
%help "next-hop-based" And by the next hop
%%
global: "ip" "multicast-routing" multicast_options {
		line_feature(cx, @$, "multicast routing");
	}
      | "ip" "multicast" multicast { line_covered(cx); }
      | "ip" "pim" pim { line_covered(cx); }
      | "ip" "pim" "vrf" name pim { line_covered(cx); }
      | "ip" "igmp" igmp { line_covered(cx); }
      | "ip" "igmp" "snooping" { line_covered(cx); }
      | "ip" "igmp" "snooping" igmp_snooping { line_covered(cx); }
      | "ip" "msdp" msdp { line_covered(cx); }
      | "ip" "msdp" "vrf" name msdp { line_covered(cx); }
      | "ip" "mroute" mroute { line_covered(cx); }
      | "ip" "mroute" "vrf" name mroute { line_covered(cx); }
      | "ip" "mfib" { line_no_effect(cx); }
      | "ip" "sap" "cache-timeout" NUMBER { line_no_effect(cx); }
      ;
multicast_options: %empty | multicast_options multicast_option;
multicast_option: "distributed" | "vrf" name;
multicast: "multipath"
         | "multipath" "s-g-hash" "basic"
         | "multipath" "s-g-hash" "next-hop-based"
         | "route-limit" numbers
         | "rpf" "backoff" numbers
         | "rpf" "interval" NUMBER
         | "cache-headers"
         | "netflow" "rpf-failure"
         | "mrinfo-filter" access_list
         | "vrf" name multicast
         ;
pim: "rp-address" IPV4 rp_options
   | "rp-candidate" interface_name rp_candidate_options
   | "send-rp-announce" interface_name "scope" NUMBER rp_announce_options
   | "send-rp-announce" IPV4 "scope" NUMBER rp_announce_options
   | "send-rp-discovery" "scope" NUMBER
   | "send-rp-discovery" interface_name "scope" NUMBER
   | "send-rp-discovery" interface_name "scope" NUMBER "interval" NUMBER
   | "rp-announce-filter" "rp-list" access_list
   | "rp-announce-filter" "rp-list" access_list "group-list" access_list
   | "bsr-candidate" interface_name
   | "bsr-candidate" interface_name numbers
   | "autorp" "listener"
   | "accept-register" "list" access_list
   | "accept-register" "route-map" name
   | "accept-rp" "auto-rp"
   | "accept-rp" IPV4
   | "accept-rp" IPV4 access_list
   | "bidir-enable"
   | "dm-fallback"
   | "register-rate-limit" NUMBER
   | "register-source" interface_name
   | "spt-threshold" spt_threshold
   | "spt-threshold" spt_threshold "group-list" access_list
   | "ssm" "default"
   | "ssm" "range" access_list
   | "state-refresh" "disable"
   | "log-neighbor-changes"
   | "mtu"
   | "rp" "delay" NUMBER
   ;
rp_options: %empty | rp_options rp_option;
rp_option: access_list | "override" | "bidir";
rp_candidate_options: %empty | rp_candidate_options rp_candidate_option;
rp_candidate_option: "bidir" | "group-list" access_list | "interval" NUMBER | "priority" NUMBER;
rp_announce_options: %empty | rp_announce_options rp_announce_option;
rp_announce_option: "group-list" access_list | "interval" NUMBER | "bidir";
spt_threshold: NUMBER | "infinity" | "0";
igmp: "ssm-map" "enable"
    | "ssm-map" "query" "dns"
    | "ssm-map" "static" access_list IPV4
    | "limit" NUMBER
    | "profile" NUMBER
    ;
igmp_snooping: "vlan" NUMBER
             | "vlan" NUMBER "immediate-leave"
             | "vlan" NUMBER "static" IPV4 "interface" interface_name
             | "vlan" NUMBER "mrouter" "interface" interface_name
             | "querier"
             | "querier" "address" IPV4
             | "querier" "query-interval" NUMBER
             | "querier" "version" NUMBER
             | "last-member-query-interval" NUMBER
             | "report-suppression"
             | "robustness-variable" NUMBER
             ;
msdp: "peer" host
    | "peer" host "connect-source" interface_name
    | "peer" host "connect-source" interface_name "remote-as" NUMBER
    | "peer" host "remote-as" NUMBER
    | "description" host LINE
    | "originator-id" interface_name
    | "mesh-group" name host
    | "sa-filter" in_or_out host
    | "sa-filter" in_or_out host "list" access_list
    | "sa-filter" in_or_out host "route-map" name
    | "sa-limit" host NUMBER
    | "sa-request" host
    | "cache-sa-state"
    | "cache-rejected-sa" NUMBER
    | "default-peer" host
    | "default-peer" host "prefix-list" name
    | "keepalive" host numbers
    | "redistribute"
    | "redistribute" "list" access_list
    | "shutdown" host
    | "timer" NUMBER
    | "ttl-threshold" host NUMBER
    | "password" "peer" host hidden
    ;
mroute: IPV4 IPV4 mroute_to
      | IPV4 IPV4 mroute_to NUMBER
      ;
mroute_to: IPV4 | interface_name | "fallback-lookup" "vrf" name | "fallback-lookup" "global";

interface_command: "ip" "pim" pim_interface { line_covered(cx); }
                 | "ip" "igmp" igmp_interface { line_covered(cx); }
                 | "ip" "multicast" multicast_interface { line_covered(cx); }
                 | "ip" "mfib" mfib_interface { line_covered(cx); }
                 | "ip" "cgmp" { line_covered(cx); }
                 | "ip" "sap" "listen" { line_covered(cx); }
                 | "ip" "irdp" { line_covered(cx); }
                 | "ip" "irdp" irdp { line_covered(cx); }
                 ;
pim_interface: %empty
             | "sparse-mode"
             | "dense-mode"
             | "sparse-dense-mode"
             | "passive"
             | "bidir-neighbor-filter" access_list
             | "border"
             | "bsr-border"
             | "bfd"
             | "dr-priority" NUMBER
             | "hello-interval" NUMBER
             | "query-interval" NUMBER
             | "query-interval" NUMBER "msec"
             | "nbma-mode"
             | "neighbor-filter" access_list
             | "snooping"
             | "state-refresh" "origination-interval"
             | "state-refresh" "origination-interval" NUMBER
             ;
igmp_interface: %empty
              | "access-group" access_list
              | "access-group" access_list NUMBER
              | "explicit-tracking"
              | "filter" NUMBER
              | "group-timeout" NUMBER
              | "helper-address" IPV4
              | "host-proxy" "access-list" access_list
              | "host-proxy"
              | "immediate-leave" "group-list" access_list
              | "join-group" IPV4
              | "join-group" IPV4 "source" IPV4
              | "last-member-query-count" NUMBER
              | "last-member-query-interval" NUMBER
              | "last-member-query-response-time" NUMBER
              | "limit" NUMBER
              | "limit" NUMBER "except" access_list
              | "mroute-proxy" interface_name
              | "proxy-service"
              | "querier-timeout" NUMBER
              | "query-interval" NUMBER
              | "query-max-response-time" NUMBER
              | "query-timeout" NUMBER
              | "robustness-variable" NUMBER
              | "static-group" igmp_group
              | "static-group" igmp_group "source" IPV4
              | "static-group" igmp_group "source" "ssm-map"
              | "tcn" "query" "solicit"
              | "unidirectional-link"
              | "v3lite"
              | "version" NUMBER
              ;
igmp_group: "*" | IPV4 | "class-map" name;
multicast_interface: "boundary" access_list
                   | "boundary" access_list "filter-autorp"
                   | "boundary" access_list in_or_out
                   | "ttl-threshold" NUMBER
                   ;
mfib_interface: "cef" "input" | "cef" "output" | "forwarding" "input" | "forwarding" "output";
irdp: "multicast"
    | "address" IPV4 NUMBER
    | "holdtime" NUMBER
    | "maxadvertinterval" NUMBER
    | "minadvertinterval" NUMBER
    | "preference" NUMBER
    ;
%%
