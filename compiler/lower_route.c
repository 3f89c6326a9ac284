/*
 * Static routes as routes of our table. All routes of one prefix are one choice: the best distance
 * whose conditions hold, several of one distance together. How a next hop is reached, and when, is
 * found out in lower_way.c, so that the kernel and the agent's core never resolve anything.
 */
#include <stdlib.h>
#include <string.h>

#include "fib.h"
#include "lower_way.h"

struct route_lowering {
	struct lowering *lo;
	struct lower_ways *finder;
	VEC(const struct static_route *) routes; /* by prefix, length, distance, order */
};

/*
 * The connected networks stand in the table main, which is asked before ours. A route to a part of
 * one is longer and wins on IOS, so it has a table that is asked before main.
 */
static bool is_to_part(const struct lowering *lo, const struct static_route *route)
{
	if (route->v6)
		return fib6_is_part(lo->fib6, router_ip6(lo->router, route->prefix), route->len);
	return fib_is_part(lo->fib, route->prefix, route->len);
}

static bool any_to_part(const struct lowering *lo, const struct static_routes *routes)
{
	VEC_FOREACH (route, routes)
		if (!route->vrf && !route->untranslated && route->distance != DISTANCE_NEVER &&
		    is_to_part(lo, route))
			return true;
	return false;
}

void lower_find_parts(struct lowering *lo)
{
	lo->parts[0] = !lo->router->routing.off && any_to_part(lo, &lo->router->routes);
	lo->parts[1] = any_to_part(lo, &lo->router->routes6);
}

/* ---- one prefix ---- */

static struct object route_object(struct lowering *lo, const struct static_route *route,
				  const struct lower_way *way)
{
	struct object object = {.kind = OBJECT_ROUTE, .origin = lower_origin(lo, route->at)};
	struct route_object *to = &object.route;

	to->table = is_to_part(lo, route) ? TABLE_PARTS : TABLE_ROUTER;
	to->v6 = route->v6;
	if (route->v6)
		to->prefix6 = router_ip6(lo->router, route->prefix);
	else
		to->prefix = route->prefix & ip_len_mask(route->len);
	to->len = route->len;
	if (way->blackhole) {
		to->type = lower_null_apart(lo, to) ? ROUTE_THROW : ROUTE_BLACKHOLE;
		return object;
	}
	to->hops = 1;
	to->hop = arena_new_object(lo->arena, struct next_hop);
	*to->hop = way->hop;
	return object;
}

/* The candidates of one prefix. Of one distance, those that drop come last: they only stand in for
 * the others. */
struct building {
	struct choice choice;
	VEC(struct candidate) drops;
	uint32_t distance; /* of DROPS */
};

static void add_drops(struct lowering *lo, struct building *to)
{
	VEC_FOREACH (drop, &to->drops)
		vec_push(lo->arena, &to->choice.candidates, *drop);
	to->drops.len = 0;
}

static void add_candidate(struct lowering *lo, struct building *to,
			  const struct static_route *route, const struct lower_way *way)
{
	struct candidate candidate = {way->guard, route->distance, route_object(lo, route, way)};

	if (to->distance != route->distance)
		add_drops(lo, to);
	to->distance = route->distance;
	if (way->blackhole)
		vec_push(lo->arena, &to->drops, candidate);
	else
		vec_push(lo->arena, &to->choice.candidates, candidate);
}

static void add_route(struct route_lowering *r, struct building *to,
		      const struct static_route *route)
{
	lower_way_list ways = lower_ways_of_route(r->finder, route);

	VEC_FOREACH (way, &ways)
		add_candidate(r->lo, to, route, way);
	vec_free(r->lo->arena, &ways);
}

/* A default route that came with an address, and its distance. */
struct learnt {
	uint16_t device;
	uint8_t distance;
};

typedef VEC(struct learnt) learnts;

/*
 * IOS takes the gateway that it learns with its address for a default route of distance 254, unless
 * told otherwise; by a negotiated link it takes one only when `ppp ipcp route default` asks for it.
 */
uint8_t lower_learnt_distance(const struct interface *interface)
{
	const struct dhcp_client *client = &interface->dhcp;

	if (interface->mode == ADDRESS_NEGOTIATED && interface->ppp.ipcp & 1u << IPCP_ROUTE_DEFAULT)
		return DISTANCE_STATIC;
	if (interface->mode != ADDRESS_DHCP || client->refused & 1 << DHCP_REQUEST_ROUTER)
		return DISTANCE_NEVER;
	return client->distance ? client->distance : DISTANCE_DHCP;
}

static int compare_learnt(const void *a, const void *b)
{
	const struct learnt *x = a, *y = b;

	return x->distance != y->distance ? x->distance - y->distance : x->device - y->device;
}

static void collect_learnt(struct lowering *lo, learnts *all)
{
	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		uint8_t distance = lower_learnt_distance(lo->device[i].interface);

		if (distance != DISTANCE_NEVER &&
		    lower_exit_device(lo, lo->device[i].interface) != NO_DEVICE)
			vec_push(lo->arena, all, ((struct learnt){i, distance}));
	}
	if (all->len > 1)
		qsort(all->at, all->len, sizeof *all->at, compare_learnt);
}

/* Those from *NEXT on whose distance is below LIMIT. */
static void add_learnt(struct lowering *lo, struct building *to, const learnts *all, uint32_t *next,
		       unsigned limit)
{
	for (; *next < all->len && all->at[*next].distance < limit; (*next)++) {
		const struct learnt *learnt = &all->at[*next];
		const struct interface *interface = lo->device[learnt->device].interface;
		struct static_route route = {.at = interface->mode_at,
					     .distance = learnt->distance};
		struct lower_way way = {0};

		if (interface->dhcp.track)
			lower_require(lo, &way.guard,
				      lower_track_condition(lo, interface->dhcp.track), true);
		way.hop = lower_hop(lo, learnt->device, interface->mode_at, &way.guard);
		add_candidate(lo, to, &route, &way);
	}
}

static void finish(struct lowering *lo, struct building *from)
{
	struct choice *choice = &from->choice;

	add_drops(lo, from);
	choice->equal = true;
	lower_null(lo, choice);
	lower_choice(lo, choice);
	if (choice->candidates.len < 2) /* it has become an item, or nothing */
		vec_free(lo->arena, &choice->candidates);
	vec_free(lo->arena, &from->drops);
	*from = (struct building){0};
}

/* Behind every candidate that may say no, in their order. */
enum { RANK_LAST = 256 };

static bool is_up_track(const struct lowering *lo, const struct literal *literal)
{
	return literal->truth &&
	       lo->plan->conditions.at[literal->condition].kind == CONDITION_TRACK;
}

static bool has_unconditional(const struct choice *choice)
{
	VEC_FOREACH (candidate, &choice->candidates)
		if (!candidate->guard.len)
			return true;
	return false;
}

/*
 * Where every default route is withdrawn, nothing is won: packets that might have arrived are lost
 * for certain. So those of which tracks alone say that they are of no use stay where there is no
 * other; without a carrier they are gone.
 */
static void add_last_exits(struct lowering *lo, struct building *to, const struct static_route *at)
{
	bool any = false;
	uint32_t n;

	add_drops(lo, to);
	n = to->choice.candidates.len;
	if (!lo->safe || has_unconditional(&to->choice))
		return;
	for (uint32_t i = 0; i < n; i++) {
		struct candidate last = to->choice.candidates.at[i];
		bool tracked = false;

		last.guard = (guard){0};
		last.rank += RANK_LAST;
		VEC_FOREACH (literal, &to->choice.candidates.at[i].guard) {
			if (is_up_track(lo, literal))
				tracked = true;
			else
				vec_push(lo->arena, &last.guard, *literal);
		}
		if (tracked)
			vec_push(lo->arena, &to->choice.candidates, last);
		any |= tracked;
	}
	if (any)
		lower_divergence(lo, DIAG_LAST_EXIT, at->at,
				 "the default route stays, whatever its track says, while there is "
				 "no other");
}

static int compare_routes(const void *a, const void *b)
{
	const struct static_route *x = *(const struct static_route *const *)a;
	const struct static_route *y = *(const struct static_route *const *)b;
	uint32_t p = x->prefix & ip_len_mask(x->len), q = y->prefix & ip_len_mask(y->len);

	if (p != q)
		return p < q ? -1 : 1;
	if (x->len != y->len)
		return x->len < y->len ? -1 : 1;
	if (x->distance != y->distance)
		return x->distance < y->distance ? -1 : 1;
	return (x->at.off > y->at.off) - (x->at.off < y->at.off);
}

static bool same_prefix(const struct static_route *a, const struct static_route *b)
{
	return a->len == b->len && !((a->prefix ^ b->prefix) & ip_len_mask(a->len));
}

/* A route by an interface that is there, but not on this gateway, is told of once an interface. */
static void report_device(struct lowering *lo, const struct static_route *route, bool *told)
{
	const struct interface *interface = route->interface.to;

	if (!interface || interface->shutdown || interface->type == INTERFACE_LOOPBACK ||
	    lower_any_device(lo, interface) != NO_DEVICE || told[interface->index])
		return;
	told[interface->index] = true;
	diag_at(lo->diags, DIAG_DEVICE, route->interface.name.at,
		"routes by '%s' are left out: the site file gives it no device", interface->name);
}

static bool *interface_flags(const struct lowering *lo)
{
	const struct interface *interface;
	uint32_t last = 0;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link)
		last = interface->index > last ? interface->index : last;
	return arena_alloc(lo->arena, last + 1u);
}

/* The routes to a default network lead to all others as well. */
static void add_default_network(struct route_lowering *r, const struct default_network *to)
{
	bool any = false;

	VEC_FOREACH (route, &r->lo->router->routes) {
		struct static_route *copy;

		if (!route_is_to_default(route, to))
			continue;
		copy = arena_new_object(r->lo->arena, struct static_route);
		*copy = *route;
		copy->prefix = copy->len = 0;
		vec_push(r->lo->arena, &r->routes, copy);
		any = true;
	}
	if (!any)
		diag_at(r->lo->diags, DIAG_NEXT_HOP, to->at,
			"no static route leads to this default network, and with its class's mask");
}

static void collect_routes(struct route_lowering *r, const struct static_routes *routes)
{
	struct lowering *lo = r->lo;
	bool *told = interface_flags(lo);

	VEC_FOREACH (route, routes) {
		if (route->vrf || route->untranslated || route->distance == DISTANCE_NEVER)
			continue;
		report_device(lo, route, told);
		vec_push(lo->arena, &r->routes, route);
	}
}

static void add_lookup(struct lowering *lo, uint32_t pref, uint32_t table, bool suppress)
{
	struct rule_object *rule = &lower_item(lo, OBJECT_RULE, NULL)->rule;

	rule->pref = pref;
	rule->table = table;
	rule->suppress_default = suppress;
}

/* Which may be one that was learnt. It comes first in the order of routes; returns how many rows
 * there were. */
static uint32_t lower_default(struct route_lowering *r)
{
	struct building to = {0};
	learnts learnt = {0};
	uint32_t i = 0, next = 0;

	collect_learnt(r->lo, &learnt);
	for (; i < r->routes.len && !r->routes.at[i]->len; i++) {
		add_learnt(r->lo, &to, &learnt, &next, r->routes.at[i]->distance);
		add_route(r, &to, r->routes.at[i]);
	}
	add_learnt(r->lo, &to, &learnt, &next, DISTANCE_NEVER);
	if (i)
		add_last_exits(r->lo, &to, r->routes.at[0]);
	finish(r->lo, &to);
	return i;
}

/* Told not to be a router, it sends what is its own to its default gateway. */
static void lower_host(struct route_lowering *r)
{
	struct routing *routing = &r->lo->router->routing;
	struct building to = {0};
	struct static_route route = {
		.at = routing->gateway_at,
		.next_hop = routing->default_gateway,
		.has_next_hop = true,
		.distance = DISTANCE_STATIC,
	};

	diag_at(r->lo->diags, DIAG_ROUTING_OFF, routing->off_at,
		"nothing is forwarded, and no static route is in force");
	if (!routing->default_gateway)
		return;
	add_route(r, &to, &route);
	finish(r->lo, &to);
}

static void lower_table(struct route_lowering *r)
{
	struct building to = {0};
	uint32_t i;

	collect_routes(r, &r->lo->router->routes);
	VEC_FOREACH (network, &r->lo->router->routing.networks)
		add_default_network(r, network);
	if (r->routes.len)
		qsort(r->routes.at, r->routes.len, sizeof *r->routes.at, compare_routes);
	i = lower_default(r);
	while (i < r->routes.len) {
		const struct static_route *first = r->routes.at[i];

		for (; i < r->routes.len && same_prefix(r->routes.at[i], first); i++)
			add_route(r, &to, r->routes.at[i]);
		finish(r->lo, &to);
	}
}

void lower_routes(struct lowering *lo)
{
	struct route_lowering r = {.lo = lo, .finder = lower_ways_new(lo)};

	if (lo->router->routing.off)
		lower_host(&r);
	else
		lower_table(&r);
	if (lo->parts[0])
		add_lookup(lo, PREF_PARTS, TABLE_PARTS, false);
	add_lookup(lo, PREF_CONNECTED, TABLE_MAIN, true);
	add_lookup(lo, PREF_ROUTER, TABLE_ROUTER, false);
	lower_ways_free(r.finder);
}

/* ---- IPv6 ---- */

/* `ipv6 address autoconfig default` and `ipv6 nd autoconfig default-route` believe a router that
 * advertises itself, with distance 2. */
static void add_advertised_defaults(struct lowering *lo, struct building *to)
{
	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		const struct interface *interface = lo->device[i].interface;
		struct static_route route = {.at = interface->six.autoconfig_default
							   ? interface->six.autoconfig_at
							   : interface->at,
					     .distance = DISTANCE_ADVERTISED,
					     .v6 = true};
		struct lower_way way = {0};

		if (!interface6_takes_default(&interface->six) ||
		    lower_exit_device(lo, interface) == NO_DEVICE)
			continue;
		route.prefix = router_add_ip6(lo->router, (struct ip6){0, 0});
		way.hop = lower_hop6(lo, i, route.at, &way.guard);
		add_candidate(lo, to, &route, &way);
	}
}

int lower_compare_routes6(const void *a, const void *b, void *context)
{
	const struct router *router = context;
	const struct static_route *x = *(const struct static_route *const *)a;
	const struct static_route *y = *(const struct static_route *const *)b;
	int order = ip6_compare(router_ip6(router, x->prefix), router_ip6(router, y->prefix));

	if (!order)
		order = x->len - y->len;
	if (!order)
		order = x->distance - y->distance;
	return order ? order : (x > y) - (x < y);
}

bool lower_same_prefix6(const struct static_route *a, const struct static_route *b)
{
	return a->len == b->len && a->prefix == b->prefix;
}

static void add_lookup6(struct lowering *lo, uint32_t pref, uint32_t table, bool suppress)
{
	add_lookup(lo, pref, table, suppress);
	lo->plan->items.at[lo->plan->items.len - 1].object.rule.v6 = true;
}

static uint32_t lower_default6(struct route_lowering *r)
{
	struct building to = {0};
	bool advertised = false;
	uint32_t i = 0;

	for (; i < r->routes.len && !r->routes.at[i]->len; i++) {
		if (!advertised && r->routes.at[i]->distance > DISTANCE_ADVERTISED) {
			add_advertised_defaults(r->lo, &to);
			advertised = true;
		}
		add_route(r, &to, r->routes.at[i]);
	}
	if (!advertised)
		add_advertised_defaults(r->lo, &to);
	if (i)
		add_last_exits(r->lo, &to, r->routes.at[0]);
	finish(r->lo, &to);
	return i;
}

/* Nothing is said where the configuration has no IPv6. */
static bool router_has_ipv6(const struct lowering *lo)
{
	if (lo->router->routes6.len || lo->router->ipv6.routing)
		return true;
	for (uint16_t i = 0; i < lo->plan->devices.len; i++)
		if (interface_has_ipv6(lo->device[i].interface))
			return true;
	return false;
}

void lower_routes6(struct lowering *lo)
{
	struct route_lowering r = {.lo = lo, .finder = lower_ways_new(lo)};
	struct building to = {0};
	uint32_t i;

	if (!router_has_ipv6(lo)) {
		lower_ways_free(r.finder);
		return;
	}
	collect_routes(&r, &lo->router->routes6);
	if (r.routes.len)
		qsort_r(r.routes.at, r.routes.len, sizeof *r.routes.at, lower_compare_routes6,
			lo->router);
	i = lower_default6(&r);
	while (i < r.routes.len) {
		const struct static_route *first = r.routes.at[i];

		for (; i < r.routes.len && lower_same_prefix6(r.routes.at[i], first); i++)
			add_route(&r, &to, r.routes.at[i]);
		finish(lo, &to);
	}
	lower_delegated_ends(lo);
	if (lo->parts[1])
		add_lookup6(lo, PREF_PARTS, TABLE_PARTS, false);
	add_lookup6(lo, PREF_CONNECTED, TABLE_MAIN, true);
	add_lookup6(lo, PREF_ROUTER, TABLE_ROUTER, false);
	lower_ways_free(r.finder);
}
