/*
 * Routing by the reference evaluator: connected networks, static and floating routes, those that
 * clients learn. ios-semantics.md 1.5. The longest prefix that has a route in force wins; of its
 * routes the least distance, and of those the first.
 */
#include "eval_route.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/ip.h"

enum { RECURSION_MAX = 16 };

/* ---- the table ---- */

static uint8_t learnt_distance(const struct interface *interface)
{
	const struct dhcp_client *client = &interface->dhcp;

	if (interface->mode == ADDRESS_NEGOTIATED && interface->ppp.ipcp & 1u << IPCP_ROUTE_DEFAULT)
		return DISTANCE_STATIC;
	if (interface->mode != ADDRESS_DHCP || client->refused & 1u << DHCP_REQUEST_ROUTER)
		return DISTANCE_NEVER;
	return client->distance ? client->distance : DISTANCE_DHCP;
}

static void add_interface(struct arena *arena, struct eval *eval, const struct interface *interface)
{
	uint8_t distance = learnt_distance(interface);

	VEC_FOREACH (address, &interface->addresses)
		if (address->len)
			vec_push(arena, &eval->rows,
				 ((struct eval_row){.prefix = address->addr &
							      ip_len_mask(address->len),
						    .len = address->len,
						    .vrf = interface->vrf.s,
						    .at = address->at,
						    .connected = interface}));
	if (distance != DISTANCE_NEVER)
		vec_push(arena, &eval->rows,
			 ((struct eval_row){.distance = distance,
					    .vrf = interface->vrf.s,
					    .at = interface->mode_at,
					    .learnt = interface}));
}

static void add_route(struct arena *arena, struct eval *eval, const struct static_route *route)
{
	struct eval_row row = {.prefix = route->prefix & ip_len_mask(route->len),
			       .len = route->len,
			       .distance = route->distance,
			       .vrf = route->vrf,
			       .at = route->at,
			       .route = route};

	if (route->untranslated || route->multicast || route->distance == DISTANCE_NEVER)
		return;
	vec_push(arena, &eval->rows, row);
	VEC_FOREACH (network, &eval->router->routing.networks)
		if (!route->vrf && route->prefix == network->network &&
		    route->len == classful_len(network->network)) {
			row.prefix = row.len = 0;
			vec_push(arena, &eval->rows, row);
		}
}

/* Told not to be a router, it knows its own networks and its default gateway. */
static void add_default_gateway(struct arena *arena, struct eval *eval)
{
	struct static_route *route = arena_new_object(arena, struct static_route);

	*route = (struct static_route){.at = eval->router->routing.gateway_at,
				       .next_hop = eval->router->routing.default_gateway,
				       .has_next_hop = true,
				       .distance = DISTANCE_STATIC};
	if (route->next_hop)
		add_route(arena, eval, route);
}

static int compare_rows(const void *a, const void *b)
{
	const struct eval_row *x = a, *y = b;

	if (x->len != y->len)
		return y->len - x->len;
	if (x->prefix != y->prefix)
		return x->prefix < y->prefix ? -1 : 1;
	if (x->distance != y->distance)
		return x->distance < y->distance ? -1 : 1;
	return (x->at.off > y->at.off) - (x->at.off < y->at.off);
}

void eval_routes(struct arena *arena, struct eval *eval)
{
	const struct interface *interface;
	uint32_t at = 0;

	STAILQ_FOREACH (interface, &eval->router->interfaces.list, link)
		add_interface(arena, eval, interface);
	if (eval->router->routing.off)
		add_default_gateway(arena, eval);
	else
		VEC_FOREACH (route, &eval->router->routes)
			add_route(arena, eval, route);
	if (eval->rows.len > 1)
		qsort(eval->rows.at, eval->rows.len, sizeof *eval->rows.at, compare_rows);
	for (unsigned i = 0; i <= 32; i++) {
		while (at < eval->rows.len && eval->rows.at[at].len > 32 - i)
			at++;
		eval->start[i] = at;
	}
	eval->start[33] = eval->rows.len;
}

/* The first of the rows of LEN whose prefix is PREFIX, and how many there are. */
static const struct eval_row *rows_of(const struct eval *eval, uint32_t prefix, unsigned len,
				      uint32_t *n)
{
	uint32_t low = eval->start[32 - len], end = eval->start[33 - len], high = end;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (eval->rows.at[middle].prefix < prefix)
			low = middle + 1;
		else
			high = middle;
	}
	for (*n = 0; low + *n < end && eval->rows.at[low + *n].prefix == prefix;)
		++*n;
	return *n ? &eval->rows.at[low] : NULL;
}

/* ---- neighbours ---- */

static bool same_vrf(const char *a, const char *b)
{
	return a == b; /* names are interned */
}

static bool holds(const struct world *world, const struct interface *interface, uint32_t addr,
		  bool network)
{
	const struct world_link *link = &world->links[interface->index];

	VEC_FOREACH (address, &interface->addresses)
		if (network ? address->len && ip_in_prefix(addr, address->addr, address->len)
			    : address->addr == addr)
			return true;
	if (!link->addr)
		return false;
	return network ? link->len && ip_in_prefix(addr, link->addr, link->len)
		       : link->addr == addr;
}

/* The addresses of an interface that is down are the router's all the same; those of one that is
 * shut are not. */
const struct interface *owner_of(const struct world *world, const char *vrf, uint32_t addr)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &world->eval->router->interfaces.list, link)
		if (same_vrf(interface->vrf.s, vrf) && !interface->shutdown &&
		    !world->links[interface->index].absent && holds(world, interface, addr, false))
			return interface;
	return NULL;
}

const struct interface *network_of(const struct world *world, const char *vrf, uint32_t addr)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &world->eval->router->interfaces.list, link)
		if (same_vrf(interface->vrf.s, vrf) && world_is_usable(world, interface) &&
		    holds(world, interface, addr, true))
			return interface;
	return NULL;
}

static bool is_broadcast(const struct world *world, const struct interface *interface,
			 uint32_t addr)
{
	const struct world_link *link = &world->links[interface->index];

	VEC_FOREACH (address, &interface->addresses)
		if (address->len < 31 && ip_in_prefix(addr, address->addr, address->len) &&
		    (addr | ip_len_mask(address->len)) == UINT32_MAX)
			return true;
	return link->addr && link->len < 31 && ip_in_prefix(addr, link->addr, link->len) &&
	       (addr | ip_len_mask(link->len)) == UINT32_MAX;
}

bool is_nobodys(const struct world *world, uint32_t addr)
{
	const struct interface *interface;

	if (addr >> 28 == 14 || addr == UINT32_MAX || addr == 0 || addr >> 24 == 127 ||
	    addr >> 28 == 15)
		return true;
	STAILQ_FOREACH (interface, &world->eval->router->interfaces.list, link)
		if (world_is_usable(world, interface) && is_broadcast(world, interface, addr))
			return true;
	return false;
}

/* Does ROUTE say who is at the other end of INTERFACE? A default route by it does, then one to a
 * neighbour on its network, then any route by it. */
static bool tells_far_end(const struct world *world, const struct interface *interface,
			  const struct static_route *route, int rank)
{
	if (!route->has_next_hop || route->vrf || route->untranslated ||
	    is_nobodys(world, route->next_hop) || owner_of(world, NULL, route->next_hop))
		return false;
	if (route->interface.name.s)
		return route->interface.to == interface &&
		       (rank == 2 || (rank == 0 && !route->len));
	return rank == 1 && !route->len && network_of(world, NULL, route->next_hop) == interface;
}

/* On a line that has one other end, the other host of a /30 or /31. */
static uint32_t other_host(const struct interface *interface)
{
	const struct interface_address *own = interface_primary(interface);

	if (!own || !interface_type_is_point_to_point(interface->type))
		return 0;
	if (own->len == 31)
		return own->addr ^ 1;
	return own->len == 30 && own->addr % 4 != 0 && own->addr % 4 != 3 ? own->addr ^ 3 : 0;
}

/* Who is at the other end of INTERFACE, for a statement that names only that: as the site file
 * says, as learnt, or as a static route says. 0: whom the packet is for. */
static uint32_t far_end(const struct world *world, const struct interface *interface)
{
	if (world->links[interface->index].gateway)
		return world->links[interface->index].gateway;
	for (int rank = 0; rank < 3; rank++)
		VEC_FOREACH (route, &world->eval->router->routes)
			if (tells_far_end(world, interface, route, rank))
				return route->next_hop;
	return other_host(interface);
}

struct way way_by(const struct world *world, const struct interface *interface, struct span at)
{
	if (interface->type == INTERFACE_LOOPBACK)
		return (struct way){.found = true, .null0 = true, .at = at};
	return (struct way){.found = world_is_usable(world, interface),
			    .exit = interface,
			    .next_hop = far_end(world, interface),
			    .at = at};
}

struct way way_to_neighbour(const struct world *world, const char *vrf, uint32_t addr,
			    struct span at)
{
	const struct interface *interface = network_of(world, vrf, addr);

	if (!interface || is_nobodys(world, addr) || owner_of(world, vrf, addr))
		return (struct way){0};
	return (struct way){.found = true, .exit = interface, .next_hop = addr, .at = at};
}

/* ---- look-up ---- */

/* What a look-up asks for. */
struct asked {
	const struct world *world;
	const char *vrf;
	unsigned depth;
	bool last; /* tracks do not count: last-exit */
};

static struct way look_up(const struct asked *asked, uint32_t dst, unsigned least);

/* By the gateway of the first client that has learnt one. */
struct way way_by_client(const struct world *world, struct span at)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &world->eval->router->interfaces.list, link)
		if (interface->mode == ADDRESS_DHCP && world->links[interface->index].gateway &&
		    world_is_usable(world, interface))
			return way_by(world, interface, at);
	return (struct way){0};
}

static struct way way_of_route(const struct asked *asked, const struct static_route *route)
{
	const struct world *world = asked->world;
	struct way way = {0};

	if (route->null0)
		return (struct way){.found = true, .null0 = true};
	if (route->interface.name.s && !route->interface.to)
		return way;
	if (route->interface.to) {
		way = way_by(world, route->interface.to, route->at);
		if (route->has_next_hop)
			way.next_hop = route->next_hop;
		if (route->dhcp && !way.next_hop)
			way.found = false;
	} else if (route->dhcp) {
		way = way_by_client(world, route->at);
	} else if (asked->depth < RECURSION_MAX) {
		struct asked next = {.world = world,
				     .vrf = route->global ? NULL : asked->vrf,
				     .depth = asked->depth + 1,
				     .last = asked->last};

		if (is_nobodys(world, route->next_hop) ||
		    owner_of(world, next.vrf, route->next_hop))
			return way;
		/* never through its own prefix, nor through what would lead to that */
		way = look_up(&next, route->next_hop,
			      ip_in_prefix(route->next_hop, route->prefix, route->len)
				      ? route->len + 1u
				      : 0);
		if (way.found && !way.null0 && !way.next_hop)
			way.next_hop = route->next_hop;
	}
	if (!way.found && route->permanent)
		way = (struct way){.found = true, .null0 = true};
	return way;
}

static struct way way_of_row(const struct asked *asked, const struct eval_row *row)
{
	const struct world *world = asked->world;
	uint32_t track = row->route ? row->route->track : row->learnt ? row->learnt->dhcp.track : 0;
	struct way way = {0};

	if (track && !asked->last && !world_track(world, track))
		return way;
	if (row->connected)
		way = (struct way){.found = world_is_usable(world, row->connected),
				   .exit = row->connected};
	else if (row->learnt && world->links[row->learnt->index].gateway)
		way = way_by(world, row->learnt, row->at);
	else if (row->route)
		way = way_of_route(asked, row->route);
	if (row->connected && row->connected->type == INTERFACE_LOOPBACK)
		way.null0 = true; /* its own address is the router's: nobody else is there */
	way.at = row->at;
	way.fallback = row->len == 0;
	way.connected = row->connected;
	return way;
}

struct way way_by_row(const struct world *world, const struct eval_row *row, bool last)
{
	const struct asked asked = {.world = world, .vrf = row->vrf, .last = last};

	return way_of_row(&asked, row);
}

/* Of one distance, those that drop only stand in for the others. */
static struct way best_of(const struct asked *asked, const struct eval_row *rows, uint32_t n)
{
	struct way drop = {0};

	for (uint32_t i = 0; i < n; i++) {
		struct way way = {0};

		if (drop.found && rows[i].distance != rows[i - 1].distance)
			return drop;
		if (same_vrf(rows[i].vrf, asked->vrf))
			way = way_of_row(asked, &rows[i]);
		if (way.found && !way.null0)
			return way;
		if (way.found && !drop.found)
			drop = way;
	}
	return drop;
}

/* Prefixes from LEAST bits on. */
static struct way look_up(const struct asked *asked, uint32_t dst, unsigned least)
{
	const struct eval *eval = asked->world->eval;
	struct way way = {0};

	for (unsigned len = 33; len-- > least;) {
		uint32_t n;
		const struct eval_row *rows;

		if (eval->start[32 - len] == eval->start[33 - len])
			continue;
		rows = rows_of(eval, dst & ip_len_mask(len), len, &n);
		way = best_of(asked, rows, n);
		if (way.found)
			return way;
	}
	return way;
}

struct way route_in_force(const struct world *world, const char *vrf, uint32_t dst)
{
	const struct asked asked = {.world = world, .vrf = vrf};

	return look_up(&asked, dst, 0);
}

/* last-exit: a default route that a track holds stays while there is no other. */
static struct way last_exit(const struct world *world)
{
	const struct asked asked = {.world = world, .last = true};
	uint32_t n;
	const struct eval_row *rows = rows_of(world->eval, 0, 0, &n);

	return best_of(&asked, rows, n);
}

struct way route_for(const struct world *world, const char *vrf, uint32_t dst, bool explicit)
{
	const struct asked asked = {.world = world, .vrf = vrf};
	struct way way = look_up(&asked, dst, explicit ? 1 : 0);

	if (!way.found && !explicit && !vrf && !world->eval->exact)
		way = last_exit(world);
	return way;
}

bool route_exists(const struct world *world, const char *vrf, uint32_t prefix, unsigned len)
{
	const struct asked asked = {.world = world, .vrf = vrf};
	uint32_t n;
	const struct eval_row *rows = rows_of(world->eval, prefix & ip_len_mask(len), len, &n);

	return best_of(&asked, rows, n).found;
}
