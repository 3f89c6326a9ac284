/*
 * Static routes as routes of our table. All routes of one prefix are one choice: the best distance
 * whose conditions hold, several of one distance together. A next hop that is no neighbour is found
 * through connected networks and other static routes, each way with the conditions under which it
 * is the one, so that the kernel and the agent's core never resolve anything.
 */
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "lower.h"
#include "policy.h"

enum { WAYS_MAX = 16, DEPTH_MAX = 16 };

/* One way that packets may go, and when. */
struct route_way {
	guard guard;
	struct next_hop hop;
	bool blackhole;
	bool to_target; /* the next hop's own neighbour: it is asked for by its address */
	uint16_t device; /* of TO_TARGET */
};

typedef VEC(struct route_way) route_ways;

/* The ways of a prefix, found once for all routes that lead through it. */
struct group {
	UT_hash_handle hh; /* by its first row */
	const struct fib_row *rows;
	bool open; /* being found: whoever comes here now goes in a circle */
	route_ways ways;
};

struct route_lowering {
	struct lowering *lo;
	struct group *groups;
	VEC(const struct static_route *) routes; /* by prefix, length, distance, order */
};

static void ways_of_route(struct route_lowering *r, const struct static_route *route,
			  unsigned depth, route_ways *ways);

static void add_way(struct route_lowering *r, route_ways *ways, struct route_way way)
{
	if (ways->len < WAYS_MAX)
		vec_push(r->lo->arena, ways, way);
}

/* ---- recursion ---- */

/* The ways of ROWS, each only while none of a better distance is there. */
static void ways_of_rows(struct route_lowering *r, const struct fib_row *rows, uint32_t n,
			 unsigned depth, route_ways *ways)
{
	guards better = {0}, same = {0};
	unsigned distance = 0;

	for (uint32_t i = 0; i < n && ways->len < WAYS_MAX; i++) {
		route_ways own = {0};

		if (!rows[i].route)
			continue;
		if (rows[i].route->distance != distance) {
			VEC_FOREACH (g, &same)
				vec_push(r->lo->arena, &better, *g);
			same.len = 0;
		}
		distance = rows[i].route->distance;
		ways_of_route(r, rows[i].route, depth + 1, &own);
		VEC_FOREACH (way, &own) {
			guards split = {0};

			vec_push(r->lo->arena, &same, way->guard);
			if (!lower_unless(r->lo, &way->guard, &better, &split))
				return;
			VEC_FOREACH (g, &split) {
				way->guard = *g;
				add_way(r, ways, *way);
			}
		}
	}
}

static const route_ways *ways_of_group(struct route_lowering *r, const struct fib_row *rows,
				       uint32_t n, unsigned depth)
{
	static const route_ways none;
	struct group *group;

	HASH_FIND_PTR(r->groups, &rows, group);
	if (group)
		return group->open ? &none : &group->ways;
	if (depth > DEPTH_MAX)
		return &none;
	group = arena_new_object(r->lo->arena, struct group);
	group->rows = rows;
	group->open = true;
	HASH_ADD_PTR(r->groups, rows, group);
	ways_of_rows(r, rows, n, depth, &group->ways);
	group->open = false;
	return &group->ways;
}

/* Can packets be sent out of INTERFACE by us? */
static uint16_t exit_device(const struct lowering *lo, const struct interface *interface)
{
	uint16_t device = lower_device(lo, interface);

	return device != NO_DEVICE && !lo->plan->devices.at[device].loopback ? device : NO_DEVICE;
}

/* The ways to the next hop ADDR of a route that needs NEEDS. */
static void resolve_next_hop(struct route_lowering *r, uint32_t addr, const guard *needs,
			     unsigned depth, route_ways *ways)
{
	struct lowering *lo = r->lo;
	uint32_t n;
	const struct fib_row *rows = fib_rows(lo->fib, addr, 32, &n);

	if (rows && rows->connected) {
		uint16_t device = exit_device(lo, rows->connected);
		struct route_way way = {.guard = lower_join(lo, needs, NULL)};

		if (device == NO_DEVICE)
			return;
		lower_require_link(lo, &way.guard, device);
		way.hop = lower_hop_via(lo, device, addr);
		add_way(r, ways, way);
		return;
	}
	if (!rows)
		return;
	VEC_FOREACH (known, ways_of_group(r, rows, n, depth)) {
		struct route_way way = *known;

		way.guard = lower_join(lo, needs, &known->guard);
		if (way.to_target)
			way.hop = lower_hop_via(lo, way.device, addr);
		way.to_target = false;
		add_way(r, ways, way);
	}
}

/* ---- one route ---- */

static void way_by_interface(struct route_lowering *r, const struct static_route *route,
			     const guard *needs, route_ways *ways)
{
	struct lowering *lo = r->lo;
	uint16_t device = exit_device(lo, route->interface.to);
	struct route_way way = {.device = device};
	guard link = {0};

	if (device == NO_DEVICE)
		return;
	if (route->has_next_hop) {
		way.hop = lower_hop_via(lo, device, route->next_hop);
		lower_require_link(lo, &link, device);
	} else {
		way.hop = lower_hop(lo, device, route->at, &link);
		way.to_target = !way.hop.has_via;
	}
	way.guard = lower_join(lo, needs, &link);
	add_way(r, ways, way);
}

static void ways_of_route(struct route_lowering *r, const struct static_route *route,
			  unsigned depth, route_ways *ways)
{
	struct lowering *lo = r->lo;
	guard needs = {0};

	if (route->has_next_hop && fib_no_next_hop(lo->fib, route->next_hop))
		return;
	if (route->track)
		lower_require(lo, &needs, lower_track_condition(lo, route->track), true);
	if (route->null0)
		add_way(r, ways, (struct route_way){.guard = needs, .blackhole = true});
	else if (route->interface.name.s)
		way_by_interface(r, route, &needs, ways);
	else if (route->has_next_hop)
		resolve_next_hop(r, route->next_hop, &needs, depth, ways);
	/* kept while its interface is down, when nothing can pass by it */
	if (route->permanent && ways->len && !route->null0)
		add_way(r, ways, (struct route_way){.guard = needs, .blackhole = true});
}

/* ---- one prefix ---- */

static struct object route_object(struct lowering *lo, const struct static_route *route,
				  const struct route_way *way)
{
	struct object object = {.kind = OBJECT_ROUTE, .origin = lower_origin(lo, route->at)};
	struct route_object *to = &object.route;

	to->table = TABLE_ROUTER;
	to->prefix = route->prefix & ip_len_mask(route->len);
	to->len = route->len;
	to->type = way->blackhole ? ROUTE_BLACKHOLE : ROUTE_UNICAST;
	if (way->blackhole)
		return object;
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
			  const struct static_route *route, const struct route_way *way)
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
	route_ways ways = {0};

	ways_of_route(r, route, 0, &ways);
	VEC_FOREACH (way, &ways)
		add_candidate(r->lo, to, route, way);
}

/* IOS takes the gateway that it learns with its address for a default route of distance 254. */
static void add_learnt_defaults(struct lowering *lo, struct building *to)
{
	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		const struct interface *interface = lo->device[i].interface;
		struct static_route route = {.at = interface->mode_at, .distance = DISTANCE_DHCP};
		struct route_way way = {0};

		if (interface->mode != ADDRESS_DHCP || exit_device(lo, interface) == NO_DEVICE)
			continue;
		way.hop = lower_hop(lo, i, interface->mode_at, &way.guard);
		add_candidate(lo, to, &route, &way);
	}
}

/* A single candidate is no choice: an item is smaller, and there may be many. */
static void finish(struct lowering *lo, struct building *from)
{
	struct choice *choice = &from->choice;

	add_drops(lo, from);
	choice->equal = true;
	if (choice->candidates.len > 1) {
		vec_push(lo->arena, &lo->plan->choices, *choice);
	} else if (choice->candidates.len) {
		*lower_item(lo, OBJECT_ROUTE, NULL) = choice->candidates.at->object;
		*lower_item_guard(lo) = choice->candidates.at->guard;
	}
	*from = (struct building){0};
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
	return (x > y) - (x < y);
}

static bool same_prefix(const struct static_route *a, const struct static_route *b)
{
	return a->len == b->len && !((a->prefix ^ b->prefix) & ip_len_mask(a->len));
}

static void collect_routes(struct route_lowering *r)
{
	VEC_FOREACH (route, &r->lo->router->routes)
		if (!route->vrf && !route->untranslated && route->distance != DISTANCE_NEVER)
			vec_push(r->lo->arena, &r->routes, route);
	if (r->routes.len)
		qsort(r->routes.at, r->routes.len, sizeof *r->routes.at, compare_routes);
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
	bool learnt = false;
	uint32_t i = 0;

	for (; i < r->routes.len && !r->routes.at[i]->len; i++) {
		if (!learnt && r->routes.at[i]->distance > DISTANCE_DHCP) {
			add_learnt_defaults(r->lo, &to);
			learnt = true;
		}
		add_route(r, &to, r->routes.at[i]);
	}
	if (!learnt)
		add_learnt_defaults(r->lo, &to);
	finish(r->lo, &to);
	return i;
}

void lower_routes(struct lowering *lo)
{
	struct route_lowering r = {.lo = lo};
	struct building to = {0};
	uint32_t i;

	collect_routes(&r);
	i = lower_default(&r);
	while (i < r.routes.len) {
		const struct static_route *first = r.routes.at[i];

		for (; i < r.routes.len && same_prefix(r.routes.at[i], first); i++)
			add_route(&r, &to, r.routes.at[i]);
		finish(lo, &to);
	}
	add_lookup(lo, PREF_CONNECTED, TABLE_MAIN, true);
	add_lookup(lo, PREF_ROUTER, TABLE_ROUTER, false);
	HASH_CLEAR(hh, r.groups);
}
