/* IPv6 for the router as a whole, and its static routes. ios-semantics.md 1.13. */
%help GLOBAL: "ipv6" Global commands of IPv6
%help "ipv6" "unicast-routing" Forward packets
%help "ipv6" "hop-limit" Hop limit of the router's own packets
%help "ipv6" "icmp" ICMP of IPv6
%help "icmp" "error-interval" Milliseconds from one error to the next
%help "ipv6" "general-prefix" A name for a prefix
%help "general-prefix" WORD Name of the prefix
%help "general-prefix" WORD PREFIX6 Prefix
%help "ipv6" "local" What the router itself sends, and pools
%help "ipv6" "local" "policy" Route by a policy what the router itself sends
%help "ipv6" "local" "pool" A pool of prefixes
%help "ipv6" "route" A static route
%help "ipv6" "route" PREFIX6 Destination
%help "ipv6" "route" "vrf" In a VRF
%help PREFIX6 IPV6 Next router
%help PREFIX6 IFNAME Interface to leave by
%help IFNAME IPV6 Next router on this interface
%help IPV6 NUMBER Distance of the route
%help PREFIX6 IFNAME NUMBER Distance of the route
%help "ipv6" "route" ... "tag" Tag of the route
%help "ipv6" "route" ... "name" Name of the route
%help "ipv6" "route" ... "track" Only while this track is up
%help "ipv6" "route" ... "permanent" Keep the route when its interface is down
%help "ipv6" "route" ... "unicast" Only for unicast
%help "ipv6" "route" ... "multicast" Only for multicast
%help "nexthop-vrf" VRF of the next router
%help IPV6 An address of IPv6
%help PREFIX6 An address of IPv6 and the length of its prefix
%help "ipv6" "cef" Fast forwarding
%help "ipv6" "access-list" "log-update" When matches are logged
%help "ipv6" "nd" Discovery of neighbours
%help "nd" "cache" Neighbours that are known
%help "cache" "expire" Seconds until a neighbour is forgotten
%help "cache" "interface-limit" The most neighbours of one interface
%help "nd" "resolution" Packets that wait for a neighbour
%help "ipv6" "ospf" OSPF
%help "ipv6" "spd" Discard packets selectively
%help "ipv6" "neighbor" A neighbour that need not be discovered
%help "ipv6" "source-route" Let senders choose the way
%help "ipv6" "inspect" Stateful inspection
%help "ipv6" "multicast-routing" Forward multicast
%help "ipv6" "multicast" Multicast
%help "ipv6" "mfib" Forwarding of multicast
%help "ipv6" "mld" Groups that listeners join
%help "ipv6" "pim" Multicast routing
%help "ipv6" "nat" Translation between IPv4 and IPv6 (NAT-PT)
%help "ipv6" "flow-export" Export flows
%help "ipv6" "radius" RADIUS
%help "ipv6" "tacacs" TACACS+
%help "ipv6" "telnet" Telnet
%help "ipv6" "tftp" TFTP
%help "ipv6" "ftp" FTP
%help "nat64" Translation between IPv4 and IPv6
%help "nat64" "prefix" Prefix of IPv4 in IPv6
%help "nat64" "prefix" "stateful" With state
%help "nat64" "prefix" "stateless" Without state
%help "nat64" "v4" Addresses of IPv4
%help "nat64" "v4" "pool" A pool of addresses
%help "nat64" "v6v4" From IPv6 to IPv4
%help "nat64" "v4v6" From IPv4 to IPv6
%help "nat64" "translation" Times and limits of translations
%help "nat64" "logging" Log translations
%help "nat64" "service" Services that need more than addresses
%help "nat64" "route" A route to hosts of IPv6
%help "v4v6" "static" One address for another
%help "v6v4" "static" One address for another
%help "v6v4" "list" Addresses that an access list permits
%help "6to4" As a 6to4 tunnel gives
%help "6rd" As a 6rd tunnel gives
%help "inspect" "alert-off" No alerts
%help "inspect" "audit-trail" Log sessions
%help "inspect" "max-incomplete" Sessions that are half open
%help "inspect" "one-minute" New sessions in a minute
%help "ip" "ftp" FTP client
%help "ip" "tftp" TFTP client
%help "ip" "telnet" Telnet client
%help "cef" "distributed" On the cards
%help "per-prefix" By prefix
%help "load-sharing" "algorithm" How packets are shared
%help "algorithm" "original" By addresses
%help "algorithm" "universal" By addresses and this router
%help "include-ports" By ports, too
%help "ospf" "name-lookup" Show names of routers
%help "ioam" Measurement in packets
%help "max-threshold" Upper bound
%help "min-threshold" Lower bound
%help "group-range" Groups to forward
%help "state-limit" The most groups
%help "inspect" "routing-header" Look into routing headers
%help "idle-time" Seconds without traffic
%help "finwait-time" Seconds after a FIN
%help "rp-address" Address of the rendezvous point
%help "bidir" In both directions
%help "pim" "bsr" Bootstrap router
%help "register-source" Address of register messages
%help "spt-threshold" When to leave the shared tree
%help "accept-register" Senders to accept
%help "v4-mapped" By mapped addresses
%help "tcp-transient" Connections that begin or end
%help "timeout" "bind" Bindings
%help "ipv6" "inspect" "tcp" Settings of TCP
%help "ipv6" "inspect" "udp" Settings of UDP
%help "ipv6" "nat" "translation" Translations
%help "v4v6" "pool" Pool of addresses
%help "v6v4" "pool" Pool of addresses
%help "v4v6" "source" Sources
%help "v6v4" "source" Sources
%help "expire" NUMBER "refresh" Ask again before
%help "resolution" "data" Packets that wait
%help "resolution" "data" "limit" Most of them
%help "candidate" "bsr" To be the bootstrap router
%help "candidate" "rp" To be a rendezvous point
%help "bsr" Bootstrap router
%help "rp" Rendezvous point
%help "candidate" Offer
%help "ipv6" "route" "static" Static routes
%help "spd" "queue" Limits of the queue
%help "mode" "aggressive" Drop more
%help "mode" "tos" By type of service
%help "tos" "protocol" Of protocols
%help "nat64" "logging" "translations" Each translation
%help "prefix" "stateless" Without state
%help "service" "ftp" FTP
%help "nat64" "translation" "max-entries" Most translations
%help "translation" "timeout" "udp" Of UDP
%help "translation" "timeout" "tcp" Of TCP
%help "translation" "timeout" "icmp" Of ICMP
%help "v4v6" From IPv4 to IPv6
%help "v6v4" From IPv6 to IPv4
%help "queue" Queue
%help "data" Data
%help "neighbor" Neighbour
%help "translations" Translations
%help "include-ports" "source" Source ports
%help "include-ports" "source" "destination" Destination ports too
%help "source" Source
%help "destination" Destination
%help "rpf" Check of the way back
%help "use-bgp" By the routes of BGP
%code requires {
struct route_exit6 {
	struct name interface;
	struct ip6 next_hop;
	bool has_next_hop;
	bool elsewhere; /* in another VRF */
	struct span at;
};
}
%nterm <struct route_exit6> route_exit6
%nterm <struct route_options> route_options6
%nterm <uint32_t> hop_limit error_interval
%nterm <const char *> untranslated_global6
%%
global: "ipv6" "unicast-routing" { set_routing6(cx); }
      | "ipv6" "hop-limit" hop_limit[n] { cx->router->ipv6.hop_limit = cx->no ? 0 : $n; }
      | "ipv6" "hop-limit" only_no { cx->router->ipv6.hop_limit = 0; }
      | "ipv6" "icmp" "error-interval" error_interval[ms]
          { cx->router->ipv6.error_interval = cx->no ? 0 : $ms + 1; }
      | "ipv6" "icmp" "error-interval" error_interval[ms] NUMBER
          { cx->router->ipv6.error_interval = cx->no ? 0 : $ms + 1; }
      | "ipv6" "icmp" "error-interval" only_no { cx->router->ipv6.error_interval = 0; }
      | "ipv6" "general-prefix" name network6 { set_general_prefix(cx, $name, $network6); }
      | "ipv6" "general-prefix" name only_no
          { set_general_prefix(cx, $name, (struct ip6_net){ 0 }); }
      | "ipv6" "local" "policy" "route-map" name
          { cx->router->ipv6.local_policy.name = cx->no ? (struct name){ 0 } : $name; }
      | "ipv6" "local" "policy" "route-map" only_no
          { cx->router->ipv6.local_policy.name = (struct name){ 0 }; }
      | "ipv6" "route" route_vrf network6 route_exit6 route_options6[options]
          { route6_end(cx, $route_vrf, $network6, @network6, &$route_exit6, &$options); }
      | "ipv6" "route" route_vrf network6 only_no
          { route6_end(cx, $route_vrf, $network6, @network6, &(struct route_exit6){0},
                       &(struct route_options){0}); }
      | untranslated_global6 { line_untranslated6(cx, @$, $untranslated_global6); }
      | no_effect_global6 { line_no_effect(cx); }
      ;
hop_limit: NUMBER { CHECK(number_in(cx, @1, $1, 1, 255)); $$ = $1; };
error_interval: NUMBER { CHECK(number_in(cx, @1, $1, 0, 2147483647)); $$ = $1; };

route_exit6: IPV6 { $$ = exit6_hop((struct name){0}, $IPV6, @IPV6); }
           | IFNAME { $$ = (struct route_exit6){.interface = $1, .at = @$}; }
           | IFNAME IPV6 { $$ = exit6_hop($IFNAME, $IPV6, @IPV6); }
           | IPV6 "nexthop-vrf" name
               { $$ = exit6_hop((struct name){0}, $IPV6, @IPV6);
                 $$.elsewhere = true;
                 line_not_translated(cx, @3, "a next hop in another VRF"); }
           ;
route_options6:
    %empty { $$ = (struct route_options){0}; }
  | route_options6[o] NUMBER
      { CHECK(number_in(cx, @2, $2, 1, 254)); $$ = $o; $$.distance = (uint8_t)$2; }
  | route_options6[o] "tag" NUMBER { $$ = $o; $$.tag = $3; }
  | route_options6[o] "name" name { $$ = $o; $$.label = $name.s; }
  | route_options6[o] "permanent" { $$ = $o; $$.permanent = true; }
  | route_options6[o] "track" NUMBER
      { CHECK(number_in(cx, @3, $3, 1, 1000));
        $$ = $o; $$.track = (uint16_t)$3; $$.track_at = @3; }
  | route_options6[o] "unicast" { $$ = $o; }
  | route_options6[o] "multicast"
      { $$ = $o; $$.multicast = true; line_not_translated(cx, @2, "a route for multicast only"); }
  ;

no_effect_global6: "ipv6" "cef"
                 | "ipv6" "cef" "distributed"
                 | "ipv6" "cef" "accounting" cef_accounting
                 | "ipv6" "cef" "optimize" "neighbor" "resolution"
                 | "ipv6" "cef" "load-sharing" "algorithm" cef_algorithm
                 | "ipv6" "access-list" "log-update" "threshold" NUMBER
                 | "ipv6" "nd" "cache" "expire" NUMBER
                 | "ipv6" "nd" "cache" "expire" NUMBER "refresh"
                 | "ipv6" "nd" "cache" "interface-limit" NUMBER
                 | "ipv6" "nd" "cache" "interface-limit" NUMBER "log" NUMBER
                 | "ipv6" "nd" "resolution" "data" "limit" NUMBER
                 | "ipv6" "ospf" "name-lookup"
                 | "ipv6" "ioam" "timestamp"
                 | "ipv6" "spd" "mode" spd_mode
                 | "ipv6" "spd" "queue" spd_queue NUMBER
                 | "ipv6" "radius" "source-interface" interface_name
                 | "ipv6" "tacacs" "source-interface" interface_name
                 | "ipv6" "telnet" "source-interface" interface_name
                 | "ipv6" "tftp" "source-interface" interface_name
                 | "ipv6" "ftp" "source-interface" interface_name
                 ;
cef_accounting: "non-recursive" | "per-prefix" | "prefix-length";
cef_algorithm: "original" | "universal" | "include-ports" "source" "destination";
spd_mode: "aggressive" | "tos" "protocol" "ospf";
spd_queue: "max-threshold" | "min-threshold";

untranslated_global6:
    "ipv6" "neighbor" IPV6 interface_name name { $$ = "a neighbour without discovery"; }
  | "ipv6" "neighbor" IPV6 interface_name only_no { $$ = "a neighbour without discovery"; }
  | "ipv6" "general-prefix" name "6to4" interface_name { $$ = "a prefix of a tunnel"; }
  | "ipv6" "general-prefix" name "6rd" interface_name { $$ = "a prefix of a tunnel"; }
  | "ipv6" "source-route" { $$ = "source routing by the sender"; }
  | "ipv6" "inspect" inspect6 { $$ = "stateful inspection"; }
  | "ipv6" "multicast-routing" { $$ = "multicast routing"; }
  | "ipv6" "multicast-routing" "vrf" name { $$ = "multicast routing"; }
  | "ipv6" "multicast" "group-range" name { $$ = "multicast routing"; }
  | "ipv6" "multicast" "rpf" "use-bgp" { $$ = "multicast routing"; }
  | "ipv6" "mfib" { $$ = "multicast routing"; }
  | "ipv6" "mld" "state-limit" NUMBER { $$ = "multicast routing"; }
  | "ipv6" "pim" pim6 { $$ = "multicast routing"; }
  | "ipv6" "nat" nat_pt { $$ = "NAT-PT"; }
  | "nat64" nat64 { $$ = "NAT64"; }
  | "ipv6" "route" "static" "bfd" interface_name IPV6 { $$ = "this setting of routes"; }
  | "ipv6" "route" "static" "bfd" interface_name IPV6 "unassociate" { $$ = "this setting of routes"; }
  | "ipv6" "flow-export" "version" NUMBER { $$ = "the export of flows"; }
  | "ipv6" "flow-export" "source" interface_name { $$ = "the export of flows"; }
  ;
inspect6: "alert-off"
        | "audit-trail"
        | "routing-header"
        | "one-minute" inspect6_level NUMBER
        | "max-incomplete" inspect6_level NUMBER
        | "tcp" inspect6_time NUMBER
        | "udp" "idle-time" NUMBER
        ;
inspect6_level: "low" | "high";
inspect6_time: "idle-time" | "finwait-time" | "synwait-time";
pim6: "rp-address" IPV6
    | "rp-address" IPV6 name
    | "rp-address" IPV6 name "bidir"
    | "bsr" "candidate" "bsr" IPV6
    | "bsr" "candidate" "bsr" IPV6 NUMBER
    | "bsr" "candidate" "rp" IPV6
    | "register-source" interface_name
    | "spt-threshold" "infinity"
    | "accept-register" "list" name
    | "accept-register" "route-map" name
    ;
nat_pt: "prefix" PREFIX6
      | "prefix" PREFIX6 "v4-mapped" name
      | "v4v6" "source" IPV4 IPV6
      | "v4v6" "source" "list" name "pool" name
      | "v4v6" "pool" name IPV6 IPV6 "prefix-length" NUMBER
      | "v6v4" "source" IPV6 IPV4
      | "v6v4" "source" "list" name nat_pt_target
      | "v6v4" "source" "list" name nat_pt_target "overload"
      | "v6v4" "source" "route-map" name nat_pt_target
      | "v6v4" "source" "route-map" name nat_pt_target "overload"
      | "v6v4" "pool" name IPV4 IPV4 "prefix-length" NUMBER
      | "translation" nat_pt_timeout NUMBER
      | "translation" "max-entries" NUMBER
      ;
nat_pt_target: "pool" name | "interface" interface_name;
nat_pt_timeout: "timeout"
              | "udp-timeout"
              | "tcp-timeout"
              | "dns-timeout"
              | "finrst-timeout"
              | "icmp-timeout"
              | "syn-timeout"
              ;
nat64: "prefix" "stateful" PREFIX6
     | "prefix" "stateful" PREFIX6 "vrf" name
     | "prefix" "stateless" PREFIX6
     | "prefix" "stateless" "v6v4" PREFIX6
     | "prefix" "stateless" "v4v6" PREFIX6
     | "route" PREFIX interface_name
     | "v4" "pool" name IPV4 IPV4
     | "v4" "pool" name PREFIX
     | "v4v6" "static" IPV4 IPV6
     | "v4v6" "static" nat64_protocol IPV4 NUMBER IPV6 NUMBER
     | "v6v4" "static" IPV6 IPV4
     | "v6v4" "static" nat64_protocol IPV6 NUMBER IPV4 NUMBER
     | "v6v4" "list" name "pool" name
     | "v6v4" "list" name "pool" name "overload"
     | "v6v4" "list" name "interface" interface_name
     | "v6v4" "list" name "interface" interface_name "overload"
     | "translation" "timeout" nat64_timeout NUMBER
     | "translation" "max-entries" NUMBER
     | "logging" "translations" "flow-export" "v9" "udp" "destination" IPV4 NUMBER
     | "service" "ftp"
     ;
nat64_protocol: "tcp" | "udp";
nat64_timeout: "udp" | "tcp" | "tcp-transient" | "icmp" | "bind";

%%
/* Of what is off unless asked for, and not done here, the `no` form says what holds anyway. */
static void line_untranslated6(struct ios_reader *cx, struct span at, const char *feature)
{
	if (cx->no)
		line_no_effect(cx);
	else
		line_not_translated(cx, at, feature);
}

static void set_routing6(struct ios_reader *cx)
{
	cx->router->ipv6.routing = !cx->no;
	cx->router->ipv6.routing_at = cx->line;
}

static void set_general_prefix(struct ios_reader *cx, struct name name, struct ip6_net net)
{
	general_prefix(cx->router, cx->no, &(struct general_prefix){ name.s, cx->line, net });
}

static struct route_exit6 exit6_hop(struct name interface, struct ip6 next_hop, struct span at)
{
	return (struct route_exit6){
		.interface = interface,
		.next_hop = next_hop,
		.has_next_hop = true,
		.at = at,
	};
}

static void route6_end(struct ios_reader *cx, struct name vrf, struct ip6_net net,
		       struct span net_at, const struct route_exit6 *exit,
		       const struct route_options *options)
{
	bool null0 = exit->interface.s && !strcmp(exit->interface.s, "Null0");
	struct static_route route = {
		.at = cx->line,
		.prefix_at = net_at,
		.next_hop_at = exit->at,
		.v6 = true,
		.prefix = router_add_ip6(cx->router, net.addr),
		.len = net.len,
		.has_next_hop = exit->has_next_hop,
		.null0 = null0,
		.vrf = vrf.s,
		.untranslated = exit->elsewhere,
		.label = options->label,
		.tag = options->tag,
		.track = options->track,
		.track_at = options->track_at,
		.permanent = options->permanent,
		.distance = options->distance ? options->distance : DISTANCE_STATIC,
	};

	if (options->multicast)
		return;
	if (exit->has_next_hop)
		route.next_hop = router_add_ip6(cx->router, exit->next_hop);
	if (!null0)
		route.interface.name = exit->interface;
	static_route(cx->router, cx->no, &route);
}
