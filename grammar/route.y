/* Static routes. ios-semantics.md 1.5. */
%rare "routing"
%code requires {
struct route_exit {
	struct name interface;
	uint32_t next_hop;
	bool has_next_hop, dhcp, global;
	struct span at;
};

struct route_options {
	const char *label;
	uint32_t tag;
	struct span track_at;
	uint16_t track;
	uint8_t distance; /* 0: not given */
	bool permanent, multicast;
};
}
%nterm <struct name> route_vrf
%nterm <struct route_exit> route_exit
%nterm <struct route_options> route_options
%help "ip" "route" A static route
%help "ip" "route" IPV4 Destination
%help "ip" "route" IPV4 IPV4 Mask of the destination
%help "ip" "route" ... "permanent" Keep the route when its interface is down
%help "ip" "local" What the router itself sends
%help "ip" "route" "vrf" In a VRF
%help "ip" "route" "vrf" WORD Name of the VRF
%help "ip" "route" IPV4 IPV4 IPV4 Next router
%help "ip" "route" IPV4 IPV4 IFNAME Interface to leave by
%help IPV4 IPV4 IFNAME IPV4 Next router on this interface
%help IPV4 IPV4 "dhcp" The router that DHCP gives
%help IFNAME "dhcp" The router that DHCP gives on this interface
%help IPV4 IPV4 IPV4 NUMBER Distance of the route
%help IPV4 IPV4 IFNAME NUMBER Distance of the route
%help IFNAME IPV4 NUMBER Distance of the route
%help "dhcp" NUMBER Distance of the route
%help "ip" "route" ... "global" The next router is in the global table
%help "ip" "route" ... "name" Name of the route
%help "ip" "route" ... "track" Only while this track is up
%help "ip" "route" ... "tag" Tag of the route
%help "tag" NUMBER Number of the tag
%help "ip" "route" ... "multicast" Only for multicast
%help "ip" "routing" Forward packets
%help "ip" "default-gateway" Next router while this one does not forward
%help "ip" "default-network" Network whose route is the default
%help "ip" "route" "profile" Count changes of routes
%help "ip" "route" "static" How static routes work
%help "ip" "local" "policy" Route by a policy what the router itself sends
%help "ip" "local" "policy" "route-map" The policy
%help "adjust-time" Seconds between checks of next routers
%help "inter-vrf" Let static routes lead into other VRFs
%help "static" "bfd" Watch the next router by BFD
%help "install-routes-recurse-via-nexthop" Take routes whose next router is a static one
%help "unassociate" Watch, but leave routes alone
%help "ip" "route" PREFIX "dhcp" Gateway that DHCP gives
%help "group" WORD "passive" Follow others of the group
%help "install-routes-recurse-via-nexthop" "all" Of all protocols
%help "permanent" Permanently
%help "ip" "route" PREFIX Destination, and the length of its prefix
%help "ip" "route" ... "tag" NUMBER Tag of the route
%help "ip" "route" ... "name" WORD Name of the route
%help "route" "vrf" WORD IPV4 Destination
%help "route" "vrf" WORD PREFIX Destination, and the length of its prefix
%help "route" "vrf" WORD IPV4 IPV4 Mask of the destination
%help "route" "vrf" WORD IPV4 IPV4 IPV4 Next hop
%help "route" "vrf" WORD IPV4 IPV4 IFNAME Interface to leave by
%help "ip" "default-gateway" IPV4 Router that knows the way
%%
global: "ip" "route" route_vrf network route_exit route_options[options]
          { route_end(cx, $route_vrf, $network, @network, &$route_exit, &$options); }
      | "ip" "route" route_vrf network only_no
          { route_end(cx, $route_vrf, $network, @network, &(struct route_exit){0},
                      &(struct route_options){0}); }
      ;
route_vrf: %empty     { $$ = (struct name){0}; }
         | "vrf" name { $$ = $name; }
         ;
route_exit: IPV4          { $$ = exit_hop((struct name){0}, $IPV4, @IPV4); }
          | IPV4 "global" { $$ = exit_hop((struct name){0}, $IPV4, @IPV4); $$.global = true; }
          | IFNAME        { $$ = (struct route_exit){.interface = $1, .at = @$}; }
          | IFNAME IPV4   { $$ = exit_hop($IFNAME, $IPV4, @IPV4); }
          | IFNAME IPV4 "global" { $$ = exit_hop($IFNAME, $IPV4, @IPV4); $$.global = true; }
          | IFNAME "dhcp" { $$ = (struct route_exit){.interface = $1, .dhcp = true, .at = @1}; }
          | "dhcp"        { $$ = (struct route_exit){.dhcp = true, .at = @1}; }
          ;
/* Either a track or `permanent` decides when a route is there. */
route_options:
    %empty                       { $$ = (struct route_options){0}; }
  | route_options[o] NUMBER
      { CHECK(number_in(cx, @2, $2, 1, 255)); $$ = $o; $$.distance = (uint8_t)$2; }
  | route_options[o] "tag" NUMBER   { $$ = $o; $$.tag = $3; }
  | route_options[o] "name" name    { $$ = $o; $$.label = $name.s; }
  | route_options[o] "permanent"
      { CHECK(not_both(cx, @2, $o.track)); $$ = $o; $$.permanent = true; }
  | route_options[o] "track" NUMBER
      { CHECK(number_in(cx, @3, $3, 1, 1000) && not_both(cx, @2, $o.permanent));
        $$ = $o; $$.track = (uint16_t)$3; $$.track_at = @3; }
  | route_options[o] "multicast"
      { $$ = $o; $$.multicast = true; line_not_translated(cx, @2, "a route for multicast only"); }
  ;

/* How routes come about in general. */
global: "ip" "routing"
          { cx->router->routing.off = cx->no && !cx->is_default;
            cx->router->routing.off_at = cx->line; }
      | "ip" "default-gateway" IPV4[addr]
          { cx->router->routing.default_gateway = cx->no ? 0 : $addr;
            cx->router->routing.gateway_at = @addr;
            gateway_class(cx); }
      | "ip" "default-gateway" only_no
          { cx->router->routing.default_gateway = 0; gateway_class(cx); }
      | "ip" "default-network" IPV4[network]
          { default_network(cx->router, cx->no, $network, @network); }
      | "ip" "default-network" only_no { default_network(cx->router, true, 0, cx->line); }
      | "ip" "route" "profile"         { line_no_effect(cx); }
      | "ip" "route" "static" "adjust-time" NUMBER { line_no_effect(cx); }
      | "ip" "route" "static" "adjust-time" only_no { line_no_effect(cx); }
      | "ip" "route" "static" "inter-vrf" { line_no_effect(cx); }
      | "ip" "route" "static" "bfd" bfd_session
          { line_not_translated(cx, @$, "the supervision of a route by BFD"); }
      | "ip" "route" "static" "install-routes-recurse-via-nexthop" recursed_routes
          { line_not_translated(cx, @$, "a restriction of recursive routes"); }
      ;
bfd_session: IFNAME IPV4
           | IFNAME IPV4 "unassociate"
           | IFNAME IPV4 "group" name
           | IFNAME IPV4 "group" name "passive"
           ;
recursed_routes: "all"
               | "route-map" name
               | "vrf" name
               | only_no
               ;
%%
static struct route_exit exit_hop(struct name interface, uint32_t next_hop, struct span at)
{
	return (struct route_exit){
		.interface = interface,
		.next_hop = next_hop,
		.has_next_hop = true,
		.at = at,
	};
}

/* A router has no use for it. */
static void gateway_class(struct ios_reader *cx)
{
	if (!cx->router->routing.off)
		line_no_effect(cx);
}

static bool not_both(struct ios_reader *cx, struct span at, bool other)
{
	return !other || fault(cx, at, "a route is permanent or follows a track, not both");
}

static void route_end(struct ios_reader *cx, struct name vrf, struct ip_net net, struct span net_at,
		      const struct route_exit *exit, const struct route_options *options)
{
	bool null0 = exit->interface.s && !strcmp(exit->interface.s, "Null0");
	struct static_route route = {
		.at = cx->line,
		.prefix_at = net_at,
		.next_hop_at = exit->at,
		.prefix = net.addr,
		.len = net.len,
		.next_hop = exit->next_hop,
		.has_next_hop = exit->has_next_hop,
		.null0 = null0,
		.dhcp = exit->dhcp,
		.global = exit->global,
		.multicast = options->multicast,
		.vrf = vrf.s,
		.untranslated = options->multicast,
		.label = options->label,
		.tag = options->tag,
		.track = options->track,
		.track_at = options->track_at,
		.permanent = options->permanent,
		.distance = options->distance,
	};

	if (!null0)
		route.interface.name = exit->interface;
	if (!route.distance)
		route.distance = exit->dhcp ? DISTANCE_DHCP : DISTANCE_STATIC;
	static_route(cx->router, cx->no, &route);
}
