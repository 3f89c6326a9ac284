/*
 * The ways of a packet: how a static route, or an address that routes lead to, becomes hops to
 * neighbours. A next hop that is no neighbour is found through connected networks and other static
 * routes, each way with the conditions under which it is the one.
 */
#include "lower_way.h"

#include <uthash.h>

#include "fib.h"

enum { WAYS_MAX = 16, DEPTH_MAX = 16 };

/* The ways of a prefix, found once for all routes that lead through it. */
struct group {
	UT_hash_handle hh; /* by its first row */
	const struct fib_row *rows;
	bool open; /* being found: whoever comes here now goes in a circle */
	lower_way_list ways;
};

struct lower_ways {
	struct lowering *lo;
	struct group *groups;
};

static void ways_of_route(struct lower_ways *r, const struct static_route *route, unsigned depth,
			  lower_way_list *ways);

static void add_way(struct lower_ways *r, lower_way_list *ways, struct lower_way way)
{
	if (ways->len < WAYS_MAX)
		vec_push(r->lo->arena, ways, way);
}

/* ---- recursion ---- */

/* The ways of ROWS, each only while none of a better distance is there. */
static void ways_of_rows(struct lower_ways *r, const struct fib_row *rows, uint32_t n,
			 unsigned depth, lower_way_list *ways)
{
	guards better = {0}, same = {0};
	unsigned distance = 0;

	for (uint32_t i = 0; i < n && ways->len < WAYS_MAX; i++) {
		lower_way_list own = {0};

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

static const lower_way_list *ways_of_group(struct lower_ways *r, const struct fib_row *rows,
					   uint32_t n, unsigned depth)
{
	static const lower_way_list none;
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
uint16_t lower_exit_device(const struct lowering *lo, const struct interface *interface)
{
	uint16_t device = lower_device(lo, interface);

	return device != NO_DEVICE && !lo->plan->devices.at[device].loopback ? device : NO_DEVICE;
}

/* The same of a static route, which may lead into a VRF. */
static uint16_t sending_device(const struct lowering *lo, const struct interface *interface)
{
	uint16_t device = lower_any_device(lo, interface);

	return device != NO_DEVICE && !lo->plan->devices.at[device].loopback ? device : NO_DEVICE;
}

/* Nothing comes back from a loopback: what a route sends there is gone. */
static bool is_sink(const struct lowering *lo, const struct interface *interface)
{
	uint16_t device = lower_device(lo, interface);

	return device != NO_DEVICE && lo->plan->devices.at[device].loopback;
}

/* A next hop of either family. */
struct neighbour {
	bool v6;
	uint32_t addr;
	struct ip6 addr6;
};

static struct neighbour neighbour_of(const struct lowering *lo, const struct static_route *route)
{
	if (route->v6)
		return (struct neighbour){.v6 = true,
					  .addr6 = router_ip6(lo->router, route->next_hop)};
	return (struct neighbour){.addr = route->next_hop};
}

static struct next_hop hop_via(const struct lowering *lo, uint16_t device,
			       const struct neighbour *to)
{
	return to->v6 ? lower_hop_via6(lo, device, to->addr6) : lower_hop_via(lo, device, to->addr);
}

static bool is_none(const struct lowering *lo, const struct neighbour *to)
{
	return to->v6 ? fib6_no_next_hop(lo->fib6, lo->router, to->addr6)
		      : fib_no_next_hop(lo->fib, to->addr);
}

/* The rows of the longest prefix that holds TO, of at most MOST bits. */
static const struct fib_row *rows_to(const struct lowering *lo, const struct neighbour *to,
				     unsigned most, uint32_t *n)
{
	return to->v6 ? fib6_rows(lo->fib6, to->addr6, most, n)
		      : fib_rows(lo->fib, to->addr, most, n);
}

/* The ways to TO by ROWS, which hold it. */
static lower_way_list ways_by_rows(struct lower_ways *r, const struct neighbour *to,
				   const struct fib_row *rows, uint32_t n, unsigned depth)
{
	struct lowering *lo = r->lo;
	lower_way_list ways = {0};

	if (rows->connected) {
		uint16_t device = lower_exit_device(lo, rows->connected);
		struct lower_way way = {.blackhole = is_sink(lo, rows->connected)};

		if (device == NO_DEVICE && !way.blackhole)
			return ways;
		if (!way.blackhole) {
			lower_require_link(lo, &way.guard, device);
			way.hop = hop_via(lo, device, to);
		}
		add_way(r, &ways, way);
		return ways;
	}
	VEC_FOREACH (known, ways_of_group(r, rows, n, depth)) {
		struct lower_way way = *known;

		if (way.to_target)
			way.hop = hop_via(lo, way.device, to);
		way.to_target = false;
		add_way(r, &ways, way);
	}
	return ways;
}

/* How a next hop is looked for. */
struct search {
	const guard *needs; /* of the route that has it */
	unsigned least; /* bits of a prefix that may lead to it */
	bool on; /* where the longest prefix has no way, by the next shorter one */
	unsigned depth;
};

/* WAYS, while none of BETTER is there, are added to ALL; false when that is too much to say. */
static bool add_unless(struct lower_ways *r, const lower_way_list *ways, const guards *better,
		       const guard *needs, lower_way_list *all)
{
	VEC_FOREACH (known, ways) {
		struct lower_way way = *known;
		guards split = {0};

		if (!lower_unless(r->lo, &known->guard, better, &split))
			return false;
		VEC_FOREACH (g, &split) {
			way.guard = lower_join(r->lo, needs, g);
			add_way(r, all, way);
		}
		vec_free(r->lo->arena, &split);
	}
	return true;
}

static bool any_always(const lower_way_list *ways)
{
	VEC_FOREACH (way, ways)
		if (!way->guard.len)
			return true;
	return false;
}

/* The ways to the next hop TO. */
static void resolve_next_hop(struct lower_ways *r, const struct neighbour *to,
			     const struct search *search, lower_way_list *all)
{
	unsigned most = to->v6 ? IP6_BITS : 32;
	const struct fib_row *rows;
	guards better = {0};
	uint32_t n;

	while ((rows = rows_to(r->lo, to, most, &n)) && rows->len >= search->least) {
		lower_way_list ways = ways_by_rows(r, to, rows, n, search->depth);
		bool last = !add_unless(r, &ways, &better, search->needs, all) || !search->on ||
			    any_always(&ways) || !rows->len;

		for (uint32_t i = 0; !last && i < ways.len; i++)
			vec_push(r->lo->arena, &better, ways.at[i].guard);
		vec_free(r->lo->arena, &ways);
		if (last)
			return;
		most = rows->len - 1u;
	}
}

/* ---- one route ---- */

static bool holds_own_hop(const struct lowering *lo, const struct static_route *route,
			  const struct neighbour *to)
{
	if (!to->v6)
		return ip_in_prefix(to->addr, route->prefix, route->len);
	return ip6_in_prefix(to->addr6, router_ip6(lo->router, route->prefix), route->len);
}

/* The rows of the longest prefix that holds that of ROUTE. */
static const struct fib_row *rows_around(const struct lowering *lo,
					 const struct static_route *route)
{
	uint32_t n;

	if (!route->len)
		return NULL;
	return route->v6 ? fib6_rows(lo->fib6, router_ip6(lo->router, route->prefix),
				     route->len - 1u, &n)
			 : fib_rows(lo->fib, route->prefix, route->len - 1u, &n);
}

static bool is_only_one(const struct lowering *lo, const struct static_route *route)
{
	uint32_t n = 0;

	if (route->v6)
		fib6_rows_of(lo->fib6,
			     ip6_subnet(router_ip6(lo->router, route->prefix), route->len),
			     route->len, &n);
	else
		fib_rows_of(lo->fib, route->prefix & ip_len_mask(route->len), route->len, &n);
	return n <= 1;
}

/*
 * Is it of any account that ROUTE stays when the link to its next hop is down, and another way
 * leads there? Not where packets would go that way without it, too: most routes are one candidate.
 * But a route map may ask whether a route is there (`set ip default next-hop`).
 */
static bool may_stay(const struct lowering *lo, const struct static_route *route,
		     const struct neighbour *to)
{
	const struct fib_row *rows;
	uint32_t n;

	if (route->permanent || lo->yields || !is_only_one(lo, route))
		return true;
	rows = rows_to(lo, to, to->v6 ? IP6_BITS : 32, &n);
	return rows && rows->len && rows_to(lo, to, rows->len - 1u, &n) != rows_around(lo, route);
}

static void ways_by_next_hop(struct lower_ways *r, const struct static_route *route,
			     const guard *needs, unsigned depth, lower_way_list *ways)
{
	const struct neighbour to = neighbour_of(r->lo, route);
	const struct search search = {
		.needs = needs,
		/* never through its own prefix, nor through what would lead to that */
		.least = holds_own_hop(r->lo, route, &to) ? route->len + 1u : 0,
		.on = may_stay(r->lo, route, &to),
		.depth = depth,
	};

	resolve_next_hop(r, &to, &search, ways);
}

static void way_by_interface(struct lower_ways *r, const struct static_route *route,
			     const guard *needs, lower_way_list *ways)
{
	struct lowering *lo = r->lo;
	uint16_t device = sending_device(lo, route->interface.to);
	struct neighbour to = neighbour_of(lo, route);
	struct lower_way way = {.device = device};
	guard link = {0};

	if (device == NO_DEVICE)
		return;
	if (route->has_next_hop) {
		way.hop = hop_via(lo, device, &to);
		lower_require_link(lo, &link, device);
	} else {
		way.hop = lower_hop_to(lo, device, route, &link);
		way.to_target = !way.hop.has_via;
	}
	way.guard = lower_join(lo, needs, &link);
	add_way(r, ways, way);
}

/* By the gateway of any client that has learnt one. */
static void ways_by_clients(struct lower_ways *r, const struct static_route *route,
			    const guard *needs, lower_way_list *ways)
{
	struct lowering *lo = r->lo;

	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		const struct interface *interface = lo->device[i].interface;
		struct lower_way way = {0};
		guard link = {0};

		if (interface->mode != ADDRESS_DHCP ||
		    lower_exit_device(lo, interface) == NO_DEVICE)
			continue;
		way.hop = lower_hop(lo, i, route->at, &link);
		way.guard = lower_join(lo, needs, &link);
		add_way(r, ways, way);
	}
}

static void ways_of_route(struct lower_ways *r, const struct static_route *route, unsigned depth,
			  lower_way_list *ways)
{
	struct lowering *lo = r->lo;
	struct neighbour to = neighbour_of(lo, route);
	guard needs = {0};

	if (route->has_next_hop && is_none(lo, &to))
		return;
	if (route->track)
		lower_require(lo, &needs, lower_track_condition(lo, route->track), true);
	if (route->null0 || is_sink(lo, route->interface.to))
		add_way(r, ways, (struct lower_way){.guard = needs, .blackhole = true});
	else if (route->interface.name.s)
		way_by_interface(r, route, &needs, ways);
	else if (route->dhcp)
		ways_by_clients(r, route, &needs, ways);
	else if (route->has_next_hop)
		ways_by_next_hop(r, route, &needs, depth, ways);
	/* kept while its interface is down, when nothing can pass by it */
	if (route->permanent && ways->len && !route->null0)
		add_way(r, ways, (struct lower_way){.guard = needs, .blackhole = true});
}

/* ---- for all others ---- */

struct lower_ways *lower_ways_new(struct lowering *lo)
{
	struct lower_ways *r = arena_new_object(lo->arena, struct lower_ways);

	r->lo = lo;
	return r;
}

void lower_ways_free(struct lower_ways *r)
{
	HASH_CLEAR(hh, r->groups);
}

lower_way_list lower_ways_of_route(struct lower_ways *r, const struct static_route *route)
{
	lower_way_list ways = {0};

	ways_of_route(r, route, 0, &ways);
	return ways;
}

lower_way_list lower_ways_to(struct lower_ways *r, uint32_t addr)
{
	const struct neighbour to = {.addr = addr};
	const guard none = {0};
	const struct search search = {.needs = &none, .on = true};
	lower_way_list ways = {0};

	if (!fib_no_next_hop(r->lo->fib, addr))
		resolve_next_hop(r, &to, &search, &ways);
	return ways;
}
