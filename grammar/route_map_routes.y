/*
 * The commands of a route-map that look at routes and change them: routing protocols use them, and
 * packets do not have what they speak of. Each stays in its clause with its words.
 */
%help "match" "ip" "next-hop" Routes by these routers
%help "match" "ip" "route-source" Routes learnt from these routers
%help "match" "ip" "redistribution-source" Routes redistributed from these routers
%help "match" "ip" "multicast" Groups of multicast
%help "match" "ip" "multicast" "group" Groups of this prefix
%help "match" "ipv6" "next-hop" Routes by these routers
%help "match" "ipv6" "route-source" Routes learnt from these routers
%help "match" "as-path" Routes whose AS path a list permits
%help "match" "community" Routes whose communities a list permits
%help "match" "extcommunity" Routes whose extended communities a list permits
%help "exact-match" These, and no others
%help "match" "local-preference" Routes of this local preference
%help "match" "metric" Routes of this metric
%help "match" "mpls-label" Routes with a label
%help "match" "policy-list" Routes that a policy list permits
%help "match" "route-type" Routes of this type
%help "match" "rpki" Routes by the validity of their origin
%help "match" "source-protocol" Routes of this protocol
%help "match" "tag" Routes with this tag
%help "match" "tag" "list" Routes whose tag a list permits
%help "match" "additional-paths" Routes of several paths
%help "match" "track" Only while a track is up
%help "match" "security-group" Packets of a security group
%help ROUTE_MAP: "continue" Go on with a later clause
%help ROUTE_MAP: "continue" NUMBER Number of the clause
%help "+-" Deviation of the metric
%help "route-type" "internal" Inside of the area or AS
%help "route-type" "external" From outside
%help "route-type" "local" Made here
%help "route-type" "type-1" External, type 1
%help "route-type" "type-2" External, type 2
%help "route-type" "level-1" IS-IS level 1
%help "route-type" "level-2" IS-IS level 2
%help "nssa-external" External of an NSSA
%help "rpki" "valid" The origin is valid
%help "rpki" "invalid" The origin is not valid
%help "not-found" The origin is not known
%help "source-protocol" "connected" Connected networks
%help "source-protocol" "static" Static routes
%help "source-protocol" "bgp" BGP
%help "source-protocol" "eigrp" EIGRP
%help "source-protocol" "ospf" OSPF
%help "source-protocol" "ospfv3" OSPFv3
%help "source-protocol" "isis" IS-IS
%help "source-protocol" "rip" RIP
%help "source-protocol" "lisp" LISP
%help "source-protocol" "mobile" Mobile IP
%help "next-hop" "self" This router
%help "next-hop" "peer-address" The peer that sent it
%help "next-hop" "unchanged" As it came
%help "next-hop" "encapsulate" Send through a tunnel
%help "set" "as-path" Change the AS path
%help "as-path" "prepend" Put numbers before it
%help "prepend" "last-as" The last number once more
%help "as-path" "replace" Replace numbers
%help "as-path" "tag" Use the tag
%help "set" "aigp-metric" Accumulated metric
%help "igp-metric" Metric of the interior protocol
%help "set" "automatic-tag" Make the tag
%help "set" "comm-list" Remove the communities of a list
%help "set" "community" Communities
%help "set" "dampening" Damp routes that flap
%help "set" "extcomm-list" Remove the extended communities of a list
%help "set" "extcommunity" Extended communities
%help "extcommunity" "rt" Route target
%help "extcommunity" "soo" Site of origin
%help "extcommunity" "cost" Cost community
%help "extcommunity" "color" Color community
%help "vpn-distinguisher" VPN distinguisher
%help "additive" Add, do not replace
%help "set" "level" Level or area that learns the route
%help "set" "local-preference" Local preference
%help "set" "metric" Metric
%help "set" "metric-type" Type of the metric
%help "set" "mpls-label" Give it a label
%help "set" "nlri" Kind of address family
%help "set" "origin" Origin of the route
%help "origin" "igp" Interior protocol
%help "origin" "incomplete" Unknown
%help "origin" "egp" Exterior protocol
%help "set" "tag" Tag
%help "set" "traffic-index" Index to account for traffic
%help "set" "weight" Weight of BGP
%help WORD "delete" Remove what matches
%help "advertise-set" By the set of paths
%help "advertise-set" "best" The best paths
%help "advertise-set" "best-range" Paths from one rank to another
%help "advertise-set" "group-best" The best of each group
%help "advertise-set" "all" All paths
%help "encapsulate" "l3vpn" VPN over a tunnel
%help "pre-bestpath" Before the best path is chosen
%help "level-1-2" Levels 1 and 2
%help "nssa-only" Only NSSAs
%help "stub-area" Stub areas
%help "level" "backbone" The backbone
%help "ipv6" "address" "prefix-list" By prefix-list
%help "security-group" "destination" Of the destination
%help "security-group" "source" Of the source
%help "extcommunity" "cost" "igp" Behind the interior cost
%help "extcommunity" "cost" "pre-bestpath" Before all else
%help "set" "ip" "address" "prefix-list" From a prefix-list
%help "set" "ipv6" "precedence" Precedence
%help "metric-type" "internal" The interior metric
%help "type-1" Type 1
%help "type-2" Type 2
%help "set" "level" "level-1" Into level 1
%help "set" "level" "level-2" Into level 2
%help "prefix-list" Prefix-list
%help "match" "ip" "flowspec" Rules of flows
%help "dest-pfx" By destination
%help "src-pfx" By source
%%
route_map_command:
    "match" "ip" "route-source" map_lists { ROUTE_MATCH("match ip route-source"); }
  | "match" "ip" "flowspec" map_flowspec map_lists { ROUTE_MATCH("match ip flowspec"); }
  | "match" "ip" "redistribution-source" map_lists
      { ROUTE_MATCH("match ip redistribution-source"); }
  | "match" "ip" "multicast" "group" PREFIX  { ROUTE_MATCH("match ip multicast"); }
  | "match" "ipv6" "address" "prefix-list" map_names { ROUTE_MATCH("match ipv6 address prefix-list"); }
  | "match" "ipv6" "next-hop" map_lists  { ROUTE_MATCH("match ipv6 next-hop"); }
  | "match" "ipv6" "route-source" map_lists { ROUTE_MATCH("match ipv6 route-source"); }
  | "match" "as-path" map_names_or_no          { ROUTE_MATCH("match as-path"); }
  | "match" "community" map_names_or_no        { ROUTE_MATCH("match community"); }
  | "match" "community" map_names "exact-match" { ROUTE_MATCH("match community"); }
  | "match" "extcommunity" map_names_or_no     { ROUTE_MATCH("match extcommunity"); }
  | "match" "extcommunity" map_names "exact-match" { ROUTE_MATCH("match extcommunity"); }
  | "match" "local-preference" map_numbers     { ROUTE_MATCH("match local-preference"); }
  | "match" "local-preference" only_no { ROUTE_MATCH("match local-preference"); }
  | "match" "metric" map_metric          { ROUTE_MATCH("match metric"); }
  | "match" "mpls-label"                   { ROUTE_MATCH("match mpls-label"); }
  | "match" "policy-list" map_names_or_no      { ROUTE_MATCH("match policy-list"); }
  | "match" "route-type" map_types       { ROUTE_MATCH("match route-type"); }
  | "match" "route-type" only_no { ROUTE_MATCH("match route-type"); }
  | "match" "rpki" map_rpki_state              { ROUTE_MATCH("match rpki"); }
  | "match" "source-protocol" map_protocols    { ROUTE_MATCH("match source-protocol"); }
  | "match" "source-protocol" only_no { ROUTE_MATCH("match source-protocol"); }
  | "match" "tag" map_tags               { ROUTE_MATCH("match tag"); }
  | "match" "tag" "list" map_names { ROUTE_MATCH("match tag"); }
  | "match" "tag" only_no { ROUTE_MATCH("match tag"); }
  | "match" "additional-paths" "advertise-set" map_path_sets
      { ROUTE_MATCH("match additional-paths"); }
  | "match" "track" NUMBER                 { OTHER("match track", "matching by a track"); }
  | "match" "track" only_no                { OTHER("match track", NULL); }
  | "match" "security-group" map_security_side "tag" map_numbers
      { OTHER("match security-group", "matching a security group"); }
  | "continue"                             { CONTINUE(); }
  | "continue" NUMBER                      { CONTINUE(); }
  ;
map_names_or_no: map_names | only_no;
map_lists: map_names
           | "prefix-list" map_names
           | only_no
           ;
map_numbers: NUMBER
       | map_numbers NUMBER
       ;
map_metric: map_numbers
            | NUMBER "+-" NUMBER
            | "external" NUMBER
            | only_no
            ;
map_types: map_type
           | map_types map_type
           ;
map_type: "internal" | "external" | "type-1" | "type-2" | "local" | "level-1" | "level-2"
          | "nssa-external" | "unicast";
map_rpki_state: "valid" | "invalid" | "not-found";
map_protocols: map_protocol | map_protocols map_protocol;
map_protocol: "connected" | "static" | "rip"
        | "bgp" NUMBER | "eigrp" NUMBER | "ospf" NUMBER | "ospfv3" NUMBER
        | "isis" | "isis" name | "lisp" | "mobile"
        ;
map_tags: map_tag | map_tags map_tag;
map_tag: NUMBER | IPV4;
map_path_sets: map_path_set | map_path_sets map_path_set;
map_path_set: "all" | "best" NUMBER | "best-range" NUMBER NUMBER | "group-best";
map_security_side: "source" | "destination";

route_map_command:
    "set" "ip" exit_table "next-hop" "self"           { ROUTE_SET("set ip next-hop self"); }
  | "set" "ip" exit_table "next-hop" "peer-address"   { ROUTE_SET("set ip next-hop peer-address"); }
  | "set" "ip" exit_table "next-hop" "unchanged"      { ROUTE_SET("set ip next-hop unchanged"); }
  | "set" "ip" exit_table "next-hop" "encapsulate" "l3vpn" name
      { ROUTE_SET("set ip next-hop encapsulate"); }
  | "set" "ip" "address" "prefix-list" map_names { ROUTE_SET("set ip address"); }
  | "set" "ipv6" set_ipv6                  { OTHER_SET("set ipv6", "setting of IPv6"); }
  | "set" "as-path" map_as_path                { ROUTE_SET("set as-path"); }
  | "set" "aigp-metric" NUMBER               { ROUTE_SET("set aigp-metric"); }
  | "set" "aigp-metric" "igp-metric"         { ROUTE_SET("set aigp-metric"); }
  | "set" "automatic-tag"                  { ROUTE_SET("set automatic-tag"); }
  | "set" "comm-list" name "delete"        { ROUTE_SET("set comm-list"); }
  | "set" "community" map_communities          { ROUTE_SET("set community"); }
  | "set" "dampening"                      { ROUTE_SET("set dampening"); }
  | "set" "dampening" map_numbers              { ROUTE_SET("set dampening"); }
  | "set" "extcomm-list" name "delete"     { ROUTE_SET("set extcomm-list"); }
  | "set" "extcommunity" map_extended          { ROUTE_SET("set extcommunity"); }
  | "set" "level" map_level              { ROUTE_SET("set level"); }
  | "set" "local-preference" map_number_or_no  { ROUTE_SET("set local-preference"); }
  | "set" "metric" map_set_metric              { ROUTE_SET("set metric"); }
  | "set" "metric-type" map_metric_type        { ROUTE_SET("set metric-type"); }
  | "set" "mpls-label"                     { ROUTE_SET("set mpls-label"); }
  | "set" "nlri" map_nlris                     { ROUTE_SET("set nlri"); }
  | "set" "nlri" only_no { ROUTE_SET("set nlri"); }
  | "set" "origin" map_origin                  { ROUTE_SET("set origin"); }
  | "set" "tag" map_tag                  { ROUTE_SET("set tag"); }
  | "set" "tag" only_no                    { ROUTE_SET("set tag"); }
  | "set" "traffic-index" map_number_or_no     { ROUTE_SET("set traffic-index"); }
  | "set" "weight" map_number_or_no            { ROUTE_SET("set weight"); }
  ;
map_number_or_no: NUMBER | only_no;
set_ipv6: "next-hop" "self"
        | "next-hop" "unchanged"
        | "next-hop" "peer-address"
        | "next-hop" "recursive" IPV6
        | "next-hop" "encapsulate" "l3vpn" name
        | "address" "prefix-list" map_names
        | "vrf" name "next-hop" next_hops6
        | "global" "next-hop" next_hops6
        ;
map_as_path: "prepend" map_names
       | "prepend" "last-as" NUMBER
       | "replace" map_names
       | "tag"
       | only_no
       ;
map_communities: map_names
           | map_names "additive"
           | "none"
           | only_no
           ;
map_extended: map_extended_kind map_names
        | map_extended_kind map_names "additive"
        | "cost" NUMBER NUMBER
        | "cost" "igp" NUMBER NUMBER
        | "cost" "pre-bestpath" NUMBER NUMBER
        | "color" NUMBER
        | only_no
        ;
map_extended_kind: "rt" | "soo" | "vpn-distinguisher";
map_level: "level-1" | "level-2" | "level-1-2" | "nssa-only" | "stub-area" | "backbone" | only_no;
/* A metric may be relative: "+5" is a word. */
map_flowspec: "dest-pfx" | "src-pfx";
map_set_metric: name
          | NUMBER
          | NUMBER NUMBER NUMBER NUMBER NUMBER
          | NUMBER name NUMBER NUMBER NUMBER
          | only_no
          ;
map_metric_type: "internal" | "external" | "type-1" | "type-2" | only_no;
map_nlris: map_nlri | map_nlris map_nlri;
map_nlri: "unicast" | "multicast";
map_origin: "igp" | "incomplete" | "egp" NUMBER | only_no;

%%
#define ROUTE_MATCH(key) clause_route(cx, OTHER_ROUTE_MATCH, (key))
#define ROUTE_SET(key) clause_route(cx, OTHER_ROUTE_SET, (key))
#define OTHER(key, feature) clause_other(cx, OTHER_DECIDES, (key), (feature))
#define OTHER_SET(key, feature) clause_other(cx, OTHER_PACKET_SET, (key), (feature))
#define CONTINUE() clause_other(cx, OTHER_CONTINUE, "continue", NULL)
