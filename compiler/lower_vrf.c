/*
 * VRFs as devices of the kernel: each is a link with a table, its interfaces belong to it, and what
 * is connected or routed there stands in that table. The rule that leads to it is the kernel's own.
 * Routes find their neighbours on the networks of the VRF itself, or, when they say `global` or
 * name an interface there, on those of the global table.
 */
#include <stdlib.h>
#include <string.h>

#include "fib.h"
#include "grammar/search.h"
#include "lower_nft.h"

enum { TABLE_VRF = 21000, VRF_SLOTS = 4096 };

const char *lower_vrf_device(const struct lowering *lo, const struct interface *interface)
{
	if (!interface->vrf.s || interface->type == INTERFACE_LOOPBACK ||
	    !vrf_find(lo->router, interface->vrf.s))
		return NULL;
	return device_of_vrf(lo->arena, interface->vrf.s);
}

static uint32_t slot_of(const char *name)
{
	uint32_t hash = 2166136261u;

	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * 16777619u;
	return hash % VRF_SLOTS;
}

/* The first free table from the name's own, so that another VRF leaves the others theirs. */
static uint32_t take_table(bool taken[VRF_SLOTS], const char *name)
{
	uint32_t slot = slot_of(name);

	for (unsigned tries = 0; taken[slot] && tries < VRF_SLOTS; tries++)
		slot = (slot + 1) % VRF_SLOTS;
	taken[slot] = true;
	return TABLE_VRF + slot;
}

static void lower_vrf_link(struct lowering *lo, const struct lower_vrf *vrf)
{
	struct link_object *link =
		&lower_item(lo, OBJECT_LINK, arena_printf(lo->arena, "vrf %s", vrf->vrf->name))
			 ->link;

	link->device = vrf->device;
	link->up = true;
	link->kind = LINK_VRF;
	link->table = vrf->table;
}

/* What no route of the VRF takes ends here: the global table is not its to fall back to. */
void lower_vrf_end(struct lowering *lo, const struct lower_vrf *vrf, bool v6)
{
	struct route_object *route =
		&lower_item(lo, OBJECT_ROUTE, arena_printf(lo->arena, "vrf %s", vrf->vrf->name))
			 ->route;

	route->v6 = v6;
	route->table = vrf->table;
	route->type = ROUTE_BLACKHOLE;
	route->metric = METRIC_LAST;
}

/* ---- addresses ---- */

static void own_address(struct lowering *lo, const char *set, struct value addr, const char *origin)
{
	lower_element(lo, set, (struct nft_value){.type = TYPE_IPV4, .len = 32, .addr = addr},
		      origin);
}

/* The set of the router's own addresses in VRF: `fib daddr type local` does not look there. */
static void lower_own(struct lowering *lo, struct lower_vrf *vrf)
{
	const char *set;

	set = arena_printf(lo->arena, "own/vrf/%s", lower_identifier(lo, vrf->vrf->name));
	vrf->own = set;
	lower_set(lo, (struct set_object){.name = set, .key = {TYPE_IPV4}, .keys = 1});
	VEC_FOREACH (device, &vrf->devices) {
		const struct interface *interface = lo->device[*device].interface;
		const char *origin = arena_printf(lo->arena, "interface %s", interface->name);

		if (interface->shutdown)
			continue;
		if (lo->plan->devices.at[*device].dynamic)
			own_address(lo, set,
				    (struct value){.kind = VALUE_ADDRESS, .device = *device},
				    origin);
		VEC_FOREACH (address, &interface->addresses)
			own_address(lo, set, (struct value){.addr = address->addr}, origin);
		VEC_FOREACH (group, &interface->fhrp)
			VEC_FOREACH (address, &group->addresses)
				own_address(lo, set, (struct value){.addr = address->addr}, origin);
	}
}

/* Do rules ask which packets of VRF are for the router? */
static bool asks_for_own(const struct lowering *lo, const struct lower_vrf *vrf)
{
	VEC_FOREACH (device, &vrf->devices)
		if (lo->device[*device].interface->policy.to)
			return true;
	return lo->router->dns.server;
}

/* ---- routes ---- */

static struct lower_vrf *find(const struct lowering *lo, const char *name)
{
	const struct vrf *vrf = name ? vrf_find(lo->router, name) : NULL;

	return vrf ? lo->vrf_of[vrf->index] : NULL;
}

const struct lower_vrf *lower_vrf_named(const struct lowering *lo, const char *name)
{
	return find(lo, name);
}

/* The device of VRF on whose network ADDR is, or else the only one of a network that is learnt. */
uint16_t lower_vrf_neighbour(const struct lowering *lo, const struct lower_vrf *vrf, uint32_t addr)
{
	uint16_t learnt = NO_DEVICE;

	VEC_FOREACH (device, &vrf->devices)
		VEC_FOREACH (address, &lo->device[*device].interface->addresses)
			if (address->len && ip_in_prefix(addr, address->addr, address->len))
				return *device;
	VEC_FOREACH (device, &vrf->devices) {
		if (lo->device[*device].interface->mode == ADDRESS_STATIC)
			continue;
		if (learnt != NO_DEVICE)
			return NO_DEVICE;
		learnt = *device;
	}
	return learnt;
}

uint16_t lower_vrf_way(const struct lowering *lo, const struct lower_vrf *vrf,
		       const struct static_route *route)
{
	const struct interface *interface = route->interface.to;

	if (!route->interface.name.s && route->global)
		return lower_device(lo, fib_connected(lo->fib, route->next_hop));
	if (!route->interface.name.s)
		return route->has_next_hop ? lower_vrf_neighbour(lo, vrf, route->next_hop)
					   : NO_DEVICE;
	return lower_any_device(lo, interface);
}

/* Routes of VRFs that lead into the global table. */
static void find_leaks(const struct lowering *lo)
{
	VEC_FOREACH (route, &lo->router->routes) {
		struct lower_vrf *vrf = find(lo, route->vrf);
		uint16_t device;

		if (!vrf || vrf->leaks || route->null0 || route->untranslated || route->dhcp)
			continue;
		device = lower_vrf_way(lo, vrf, route);
		vrf->leaks = device != NO_DEVICE && !lo->device[device].interface->vrf.s;
	}
}

void lower_find_vrfs(struct lowering *lo)
{
	const struct vrfs *vrfs = &lo->router->vrfs;
	struct lower_vrf *all = arena_alloc(lo->arena, vrfs->count * sizeof *all);
	bool *taken = arena_alloc(lo->arena, VRF_SLOTS * sizeof *taken);
	const struct vrf *vrf;

	STAILQ_FOREACH (vrf, &vrfs->list, link) {
		all[vrf->index].vrf = vrf;
		all[vrf->index].device = device_of_vrf(lo->arena, vrf->name);
		all[vrf->index].table = take_table(taken, vrf->name);
	}
	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		const char *name = lo->device[i].interface->vrf.s;

		if (name && (vrf = vrf_find(lo->router, name)))
			vec_push(lo->arena, &all[vrf->index].devices, i);
	}
	STAILQ_FOREACH (vrf, &vrfs->list, link)
		if (all[vrf->index].devices.len)
			vec_push(lo->arena, &lo->vrfs, all[vrf->index]);
	lo->vrf_of = arena_alloc(lo->arena, vrfs->count * sizeof *lo->vrf_of);
	VEC_FOREACH (own, &lo->vrfs) {
		lo->vrf_of[own->vrf->index] = own;
		VEC_FOREACH (device, &own->devices) {
			lo->plan->devices.at[*device].vrf = own->device;
			lo->plan->devices.at[*device].vrf_table = own->table;
		}
		if (asks_for_own(lo, own))
			lower_own(lo, own);
	}
	find_leaks(lo);
	lower_nat_find_vrfs(lo);
}

/* The rows of one VRF, by prefix, length and distance. */
struct vrf_rows {
	const struct lower_vrf *vrf;
	const struct static_route *const *at;
	uint32_t n;
	unsigned budget; /* of routes to be looked at for one more: it may lead in circles */
};

enum { RECURSION_BUDGET = 64, RANK_STEP = 256 };

static void route_candidates(struct lowering *lo, struct vrf_rows *rows,
			     const struct static_route *route, bool asked, candidates *to);

void lower_vrf_report_lost(struct lowering *lo, const struct static_route *route)
{
	line_leave_out(lo->router, route->at, NULL,
		       arena_printf(lo->arena,
				    "a route of VRF '%s' that finds no neighbour on its networks",
				    route->vrf));
}

struct candidate lower_vrf_candidate(struct lowering *lo, const struct lower_vrf *vrf,
				     const struct static_route *route)
{
	struct candidate to = {.rank = route->distance};
	struct route_object *object = &to.object.route;

	to.object.kind = OBJECT_ROUTE;
	to.object.origin = lower_origin(lo, route->at);
	object->v6 = route->v6;
	object->table = vrf->table;
	if (route->v6)
		object->prefix6 = router_ip6(lo->router, route->prefix);
	else
		object->prefix = route->prefix & ip_len_mask(route->len);
	object->len = route->len;
	object->type = route->null0 ? ROUTE_BLACKHOLE : ROUTE_UNICAST;
	if (route->track)
		lower_require(lo, &to.guard, lower_track_condition(lo, route->track), true);
	return to;
}

struct prefix_search {
	const struct static_route *const *at;
	uint32_t prefix, len;
};

static bool row_is_from(const void *of, uint32_t i)
{
	const struct prefix_search *search = of;
	const struct static_route *row = search->at[i];

	return row->prefix > search->prefix ||
	       (row->prefix == search->prefix && row->len >= search->len);
}

/* The rows of the longest prefix that ADDR is in: the first, and in *END what follows them. */
static uint32_t rows_to(const struct vrf_rows *rows, uint32_t addr, uint32_t *end)
{
	for (unsigned len = 32; len; len--) {
		struct prefix_search search = {rows->at, addr & ip_len_mask(len), len};
		uint32_t first = search_first(0, rows->n, row_is_from, &search);

		*end = first;
		while (*end < rows->n && rows->at[*end]->prefix == search.prefix &&
		       rows->at[*end]->len == len)
			++*end;
		if (*end > first)
			return first;
	}
	return *end = 0;
}

/* A next hop that is no neighbour is found by the longest other route that leads to it. */
static void recurse(struct lowering *lo, struct vrf_rows *rows, const struct static_route *route,
		    candidates *to)
{
	candidates ways = {0};
	uint32_t end, i;

	for (i = rows_to(rows, route->next_hop, &end); i < end && rows->budget; i++) {
		rows->budget--;
		route_candidates(lo, rows, rows->at[i], true, &ways);
	}
	VEC_FOREACH (way, &ways) {
		struct candidate own = lower_vrf_candidate(lo, rows->vrf, route);

		own.guard = lower_join(lo, &own.guard, &way->guard);
		own.rank = own.rank * RANK_STEP + way->rank % RANK_STEP;
		own.object.route.type = way->object.route.type;
		own.object.route.hops = way->object.route.hops;
		own.object.route.hop = way->object.route.hop;
		if (own.object.route.hops && !own.object.route.hop->has_via) {
			own.object.route.hop = arena_new_object(lo->arena, struct next_hop);
			*own.object.route.hop = *way->object.route.hop;
			own.object.route.hop->has_via = true;
			own.object.route.hop->via =
				(struct value){.kind = VALUE_CONST, .addr = route->next_hop};
		}
		vec_push(lo->arena, to, own);
	}
}

/* None after reporting, unless ASKED for another one, that the route leads nowhere that we could
 * say.
 */
static void route_candidates(struct lowering *lo, struct vrf_rows *rows,
			     const struct static_route *route, bool asked, candidates *to)
{
	uint16_t device = route->null0 ? NO_DEVICE : lower_vrf_way(lo, rows->vrf, route);
	struct candidate own = lower_vrf_candidate(lo, rows->vrf, route);
	struct next_hop *hop;
	uint32_t n = to->len;

	own.rank *= RANK_STEP;
	if (route->null0) {
		vec_push(lo->arena, to, own);
		return;
	}
	if (device == NO_DEVICE && route->has_next_hop && !route->interface.name.s &&
	    !route->global)
		recurse(lo, rows, route, to);
	if (to->len > n)
		return;
	if (device == NO_DEVICE ||
	    (route->dhcp && lo->device[device].interface->mode != ADDRESS_DHCP)) {
		if (!asked)
			lower_vrf_report_lost(lo, route);
		return;
	}
	hop = arena_new_object(lo->arena, struct next_hop);
	if (route->has_next_hop) {
		*hop = lower_hop_via(lo, device, route->next_hop);
		lower_require_link(lo, &own.guard, device);
	} else {
		*hop = lower_hop_to(lo, device, route, &own.guard);
	}
	own.object.route.hops = 1;
	own.object.route.hop = hop;
	vec_push(lo->arena, to, own);
}

static int compare_rows(const void *a, const void *b)
{
	const struct static_route *x = *(const struct static_route *const *)a;
	const struct static_route *y = *(const struct static_route *const *)b;

	if (x->vrf != y->vrf)
		return strcmp(x->vrf, y->vrf);
	if (x->prefix != y->prefix)
		return x->prefix < y->prefix ? -1 : 1;
	if (x->len != y->len)
		return x->len < y->len ? -1 : 1;
	if (x->distance != y->distance)
		return x->distance < y->distance ? -1 : 1;
	return (x > y) - (x < y);
}

static void lower_vrf_routes(struct lowering *lo, struct vrf_rows *rows)
{
	for (uint32_t i = 0; i < rows->n;) {
		const struct static_route *first = rows->at[i];
		struct choice choice = {.equal = true};

		for (; i < rows->n && rows->at[i]->prefix == first->prefix &&
		       rows->at[i]->len == first->len;
		     i++) {
			rows->budget = RECURSION_BUDGET;
			route_candidates(lo, rows, rows->at[i], false, &choice.candidates);
		}
		if (choice.candidates.len)
			vec_push(lo->arena, &lo->plan->choices, choice);
	}
}

/* The rows of VRF among all of them, which are sorted by it. */
static void find_routes(struct lowering *lo, const struct lower_vrf *vrf,
			const struct static_route *const *rows, uint32_t n)
{
	uint32_t first = 0, last = n;

	while (first < last) {
		uint32_t middle = first + (last - first) / 2;

		if (strcmp(rows[middle]->vrf, vrf->vrf->name) < 0)
			first = middle + 1;
		else
			last = middle;
	}
	for (last = first; last < n && !strcmp(rows[last]->vrf, vrf->vrf->name);)
		last++;
	lower_vrf_routes(lo, &(struct vrf_rows){vrf, rows + first, last - first, 0});
}

typedef VEC(const struct static_route *) route_rows;

/* The default routes that addresses from elsewhere bring along, as if they were configured. */
static void learn_routes(struct lowering *lo, const struct lower_vrf *vrf, route_rows *rows)
{
	VEC_FOREACH (device, &vrf->devices) {
		const struct interface *interface = lo->device[*device].interface;
		uint8_t distance = lower_learnt_distance(interface);
		struct static_route *route;

		if (distance == DISTANCE_NEVER || interface->shutdown)
			continue;
		route = arena_new_object(lo->arena, struct static_route);
		route->vrf = vrf->vrf->name;
		route->at = interface->mode_at;
		route->distance = distance;
		route->track = interface->dhcp.track;
		route->interface.name = (struct name){interface->name, interface->at};
		route->interface.to = interface_find(lo->router, interface->name);
		vec_push(lo->arena, rows, route);
	}
}

void lower_vrf_report_stray(struct lowering *lo, const struct static_route *route)
{
	if (!vrf_find(lo->router, route->vrf))
		diag_at(lo->diags, DIAG_UNDEFINED_VRF, route->at,
			"VRF '%s' is not defined: the route is left out", route->vrf);
}

void lower_vrfs(struct lowering *lo)
{
	route_rows rows = {0};

	VEC_FOREACH (route, &lo->router->routes) {
		if (!route->vrf || route->untranslated || route->distance == DISTANCE_NEVER)
			continue;
		lower_vrf_report_stray(lo, route);
		vec_push(lo->arena, &rows, route);
	}
	VEC_FOREACH (vrf, &lo->vrfs)
		learn_routes(lo, vrf, &rows);
	if (rows.len > 1)
		qsort(rows.at, rows.len, sizeof *rows.at, compare_rows);
	VEC_FOREACH (vrf, &lo->vrfs) {
		lower_vrf_link(lo, vrf);
		lower_vrf_end(lo, vrf, false);
		find_routes(lo, vrf, rows.at, rows.len);
	}
	lower_vrfs6(lo);
}
