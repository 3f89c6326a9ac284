/* Static routes, of which there may be very many: one row for a prefix and exit. */
#include "ir.h"
#include "row_index.h"

static bool route_gone(const void *row)
{
	return ((const struct static_route *)row)->gone;
}

static uint32_t prefix_hash(const void *owner, const void *row)
{
	const struct static_route *route = row;

	(void)owner;
	return (uint32_t)row_mix(row_mix(row_mix(0, route->prefix), route->len),
				 (uintptr_t)route->vrf);
}

static bool prefix_same(const void *owner, const void *row_a, const void *row_b)
{
	const struct static_route *a = row_a, *b = row_b;

	(void)owner;
	return a->prefix == b->prefix && a->len == b->len && a->vrf == b->vrf;
}

static uint32_t exit_hash(const void *owner, const void *row)
{
	const struct static_route *route = row;
	uint64_t hash = row_mix(prefix_hash(owner, row),
				route->next_hop | (uint64_t)route->has_next_hop << 32 |
					(uint64_t)route->null0 << 33 | (uint64_t)route->dhcp << 34);

	return (uint32_t)row_mix(hash, (uintptr_t)route->interface.name.s);
}

static bool exit_same(const void *owner, const void *row_a, const void *row_b)
{
	const struct static_route *a = row_a, *b = row_b;

	return prefix_same(owner, a, b) && a->has_next_hop == b->has_next_hop &&
	       a->next_hop == b->next_hop && a->null0 == b->null0 && a->dhcp == b->dhcp &&
	       a->interface.name.s == b->interface.name.s;
}

static const struct row_key prefix_key = {sizeof(struct static_route), prefix_hash, prefix_same,
					  route_gone};
static const struct row_key exit_key = {sizeof(struct static_route), exit_hash, exit_same,
					route_gone};

static struct rows route_rows(const struct router *router, const struct static_routes *routes,
			      const struct row_key *key)
{
	return (struct rows){router->arena, key, NULL, routes->at, routes->len};
}

static void route_drop(struct router *router, struct static_routes *routes, uint32_t i)
{
	struct rows exits = route_rows(router, routes, &exit_key);
	struct rows prefixes = route_rows(router, routes, &prefix_key);

	row_forget(&routes->by_exit, &exits, i);
	row_forget(&routes->by_prefix, &prefixes, i);
	routes->at[i].gone = true;
}

static bool route_has_exit(const struct static_route *route)
{
	return route->has_next_hop || route->null0 || route->interface.name.s;
}

void static_route(struct router *router, bool no, const struct static_route *route)
{
	struct static_routes *routes = route->v6 ? &router->routes6 : &router->routes;
	struct rows exits = route_rows(router, routes, &exit_key);
	struct rows prefixes = route_rows(router, routes, &prefix_key);
	uint32_t i;

	if (no && !route_has_exit(route)) {
		while ((i = row_find(&routes->by_prefix, &prefixes, route)) != ROW_NONE)
			route_drop(router, routes, i);
		return;
	}
	i = row_find(&routes->by_exit, &exits, route);
	if (no && i != ROW_NONE)
		route_drop(router, routes, i);
	else if (!no && i != ROW_NONE)
		routes->at[i] = *route;
	else if (!no)
		vec_push(router->arena, routes, *route);
}

void static_routes_settle(struct static_routes *routes)
{
	routes->len = row_compact(&routes->by_exit, &exit_key, routes->at, routes->len);
	routes->by_prefix = (struct row_index){0};
}
