/* Static routes, of which there may be very many: one row for a prefix and exit. */
#include "ir.h"
#include "ir_hash.h"
#include "row_index.h"

/* The rows of one prefix, for the bare `no ip route P M`: they are noted when the first comes. */
struct route_prefix {
	UT_hash_handle hh; /* by KEY */
	struct {
		const char *vrf;
		uint32_t prefix, len;
	} key;
	uint32_t first; /* number + 1 of a row; 0: none */
};

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

	row_forget(&routes->by_exit, &exits, i);
	routes->at[i].gone = true;
}

/* ---- all of one prefix ---- */

static struct route_prefix *prefix_of(struct router *router, struct static_routes *routes,
				      const struct static_route *route)
{
	struct route_prefix key = {0}, *found;

	key.key.vrf = route->vrf;
	key.key.prefix = route->prefix;
	key.key.len = route->len;
	HASH_FIND(hh, routes->by_prefix, &key.key, sizeof key.key, found);
	if (found)
		return found;
	found = arena_new_object(router->arena, struct route_prefix);
	found->key = key.key;
	HASH_ADD(hh, routes->by_prefix, key, sizeof found->key, found);
	return found;
}

static void note_prefixes(struct router *router, struct static_routes *routes)
{
	for (; routes->prefixed < routes->len; routes->prefixed++) {
		struct static_route *route = &routes->at[routes->prefixed];
		struct route_prefix *prefix = prefix_of(router, routes, route);

		route->next = prefix->first;
		prefix->first = routes->prefixed + 1;
	}
}

static void drop_prefix(struct router *router, struct static_routes *routes,
			const struct static_route *route)
{
	struct route_prefix *prefix;
	uint32_t i;

	note_prefixes(router, routes);
	prefix = prefix_of(router, routes, route);
	for (i = prefix->first; i; i = routes->at[i - 1].next)
		if (!routes->at[i - 1].gone)
			route_drop(router, routes, i - 1);
	prefix->first = 0;
}

/* ---- rows ---- */

static bool route_has_exit(const struct static_route *route)
{
	return route->has_next_hop || route->null0 || route->dhcp || route->interface.name.s;
}

static void route_replace(struct static_route *row, const struct static_route *route)
{
	uint32_t next = row->next;

	*row = *route;
	row->next = next;
}

void static_route(struct router *router, bool no, const struct static_route *route)
{
	struct static_routes *routes = route->v6 ? &router->routes6 : &router->routes;
	struct rows exits = route_rows(router, routes, &exit_key);
	uint32_t i;

	routes->taken_back |= no;
	if (no && !route_has_exit(route)) {
		drop_prefix(router, routes, route);
		return;
	}
	i = row_find(&routes->by_exit, &exits, route);
	if (no && i != ROW_NONE) {
		route_drop(router, routes, i);
	} else if (!no && i != ROW_NONE) {
		route_replace(&routes->at[i], route);
		routes->taken_back = true;
	} else if (!no) {
		vec_push(router->arena, routes, *route);
		exits.len++;
		row_pushed(&routes->by_exit, &exits);
	}
}

void static_routes_settle(struct router *router, struct static_routes *routes)
{
	routes->len = row_compact(&exit_key, routes->at, routes->len);
	row_drop(&routes->by_exit, router->arena);
	vec_trim(router->arena, routes);
	routes->by_prefix = NULL;
	routes->prefixed = 0;
}

/* ---- the default network ---- */

uint8_t classful_len(uint32_t addr)
{
	if (addr >> 31 == 0)
		return 8;
	return addr >> 30 == 2 ? 16 : 24;
}

void default_network(struct router *router, bool no, uint32_t network, struct span at)
{
	struct routing *routing = &router->routing;

	for (uint32_t i = routing->networks.len; i--;)
		if (routing->networks.at[i].network == network || (no && !network))
			vec_remove(&routing->networks, i);
	if (!no)
		vec_push(router->arena, &routing->networks,
			 ((struct default_network){at, network}));
}
