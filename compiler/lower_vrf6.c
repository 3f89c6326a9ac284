/*
 * Routes of IPv6 in VRFs. What the kernel itself knows of a VRF's interfaces stands in its table,
 * as for IPv4; a next hop must be on one of their networks, or its interface be named.
 */
#include <stdlib.h>
#include <string.h>

#include "fib.h"
#include "lower_nft.h"

typedef VEC(const struct static_route *) route_rows;

/* The device of VRF on whose network ADDR is, or NO_DEVICE. */
static uint16_t neighbour(const struct lowering *lo, const struct lower_vrf *vrf, struct ip6 addr)
{
	VEC_FOREACH (device, &vrf->devices)
		VEC_FOREACH (address, &lo->device[*device].interface->six.addresses)
			if (interface_address6_holds(lo->router, address, addr))
				return *device;
	return NO_DEVICE;
}

static uint16_t way_of(const struct lowering *lo, const struct lower_vrf *vrf,
		       const struct static_route *route)
{
	if (route->interface.name.s)
		return lower_any_device(lo, route->interface.to);
	return route->has_next_hop ? neighbour(lo, vrf, router_ip6(lo->router, route->next_hop))
				   : NO_DEVICE;
}

/* False after reporting that the route leads nowhere that we could say. */
static bool route_candidate(struct lowering *lo, const struct lower_vrf *vrf,
			    const struct static_route *route, struct candidate *to)
{
	struct route_object *object = &to->object.route;
	uint16_t device = route->null0 ? NO_DEVICE : way_of(lo, vrf, route);

	*to = lower_vrf_candidate(lo, vrf, route);
	if (route->null0)
		return true;
	if (device == NO_DEVICE) {
		lower_vrf_report_lost(lo, route);
		return false;
	}
	object->hops = 1;
	object->hop = arena_new_object(lo->arena, struct next_hop);
	if (route->has_next_hop) {
		*object->hop = lower_hop_via6(lo, device, router_ip6(lo->router, route->next_hop));
		lower_require_link(lo, &to->guard, device);
	} else {
		*object->hop = lower_hop_to(lo, device, route, &to->guard);
	}
	return true;
}

static int compare_rows(const void *a, const void *b, void *router)
{
	const struct static_route *x = *(const struct static_route *const *)a;
	const struct static_route *y = *(const struct static_route *const *)b;

	return x->vrf == y->vrf ? lower_compare_routes6(a, b, router) : strcmp(x->vrf, y->vrf);
}

static void lower_rows(struct lowering *lo, const route_rows *rows)
{
	for (uint32_t i = 0; i < rows->len;) {
		const struct static_route *first = rows->at[i];
		const struct lower_vrf *vrf = lower_vrf_named(lo, first->vrf);
		struct choice choice = {.equal = true};
		struct candidate candidate;

		for (; i < rows->len && rows->at[i]->vrf == first->vrf &&
		       lower_same_prefix6(rows->at[i], first);
		     i++)
			if (vrf && route_candidate(lo, vrf, rows->at[i], &candidate))
				vec_push(lo->arena, &choice.candidates, candidate);
		if (choice.candidates.len)
			vec_push(lo->arena, &lo->plan->choices, choice);
	}
}

void lower_vrfs6(struct lowering *lo)
{
	route_rows rows = {0};

	VEC_FOREACH (route, &lo->router->routes6) {
		if (!route->vrf || route->untranslated || route->distance == DISTANCE_NEVER)
			continue;
		lower_vrf_report_stray(lo, route);
		vec_push(lo->arena, &rows, route);
	}
	if (rows.len > 1)
		qsort_r(rows.at, rows.len, sizeof *rows.at, compare_rows, lo->router);
	VEC_FOREACH (vrf, &lo->vrfs)
		/* also where the VRF has no IPv6 but the router has */
		if (vrf->vrf->ipv6 || lo->router->ipv6.routing)
			lower_vrf_end(lo, vrf, true);
	lower_rows(lo, &rows);
}
