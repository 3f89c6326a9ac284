/* The boxes of what two routers say about packets. See cells.h. */
#include "cells.h"

#include <string.h>

#include "eval_nat.h"
#include "grammar/ip.h"

enum { DNS_PORT = 53, NOBODY = 3 };

/* Addresses that no host has: this network, loopback, multicast and what is reserved. */
static const struct cell_range nobody[NOBODY] = {
	{0, 0x00ffffff}, {0x7f000000, 0x7fffffff}, {0xe0000000, UINT32_MAX}};

/* An access list, and where the packets come in that it is asked about. */
struct use {
	UT_hash_handle hh;
	const struct acl *acl;
	const struct cell_set *from; /* NULL: anywhere */
};

struct reading {
	struct cells *cells;
	const struct world *world;
	const struct router *router;
	struct use *uses;
	uint32_t hop; /* the last one that was added */
};

/* ---- boxes ---- */

static void add(struct reading *reading, const struct cell_box *box)
{
	cells_pull(reading->cells, box, NULL);
}

static void add_one(struct reading *reading, enum cell_dimension dimension, uint32_t low,
		    uint32_t high, const void *of)
{
	struct cell_box box = {.of = of};

	box.in[dimension] = cell_set_of(reading->cells->arena, low, high);
	add(reading, &box);
}

static void add_network(struct reading *reading, uint32_t prefix, unsigned len, const void *of)
{
	uint32_t low = prefix & ip_len_mask(len);

	add_one(reading, CELL_DST, low, low | ~ip_len_mask(len), of);
}

static void add_address(struct reading *reading, uint32_t addr, unsigned len)
{
	uint32_t last = addr | ~ip_len_mask(len);

	add_network(reading, addr, len, NULL);
	add_one(reading, CELL_DST, addr, addr, NULL);
	add_one(reading, CELL_DST, last, last, NULL);
}

static void read_interfaces(struct reading *reading)
{
	const struct interface *interface;
	const struct world_link *link;

	STAILQ_FOREACH (interface, &reading->router->interfaces.list, link) {
		VEC_FOREACH (address, &interface->addresses)
			add_address(reading, address->addr, address->len);
		link = &reading->world->links[interface->index];
		if (link->addr)
			add_address(reading, link->addr, link->len);
	}
}

/* Whoever is a next hop gets what is for it in any case. */
static void add_hop(struct reading *reading, uint32_t hop)
{
	static const unsigned host = 32;

	if (hop && hop != reading->hop)
		add_network(reading, hop, host, NULL);
	reading->hop = hop;
}

static void read_routes(struct reading *reading)
{
	const struct route_map_clause *clause;
	const struct interface *interface;
	const struct route_map *map;

	VEC_FOREACH (route, &reading->router->routes) {
		if (route->len)
			add_network(reading, route->prefix, route->len, route);
		add_hop(reading, route->next_hop);
	}
	STAILQ_FOREACH (map, &reading->router->route_maps.list, link)
		STAILQ_FOREACH (clause, &map->clauses, link)
			for (int i = 0; i < CLAUSE_EXITS_COUNT; i++)
				VEC_FOREACH (exit, &clause->exits[i])
					add_hop(reading, exit->v6 ? 0 : exit->next_hop);
	STAILQ_FOREACH (interface, &reading->router->interfaces.list, link)
		add_hop(reading, reading->world->links[interface->index].gateway);
	add_hop(reading, reading->router->routing.default_gateway);
}

static void read_static(struct reading *reading, const struct nat_static *entry)
{
	struct arena *arena = reading->cells->arena;
	struct cell_box local = {.of = entry}, global = {.of = entry};
	uint32_t size = entry->len < 32 ? ~ip_len_mask(entry->len) : 0, addr = entry->global;
	uint8_t len;

	if (entry->interface.name.s &&
	    (!entry->interface.to ||
	     !world_address(reading->world, entry->interface.to, &addr, &len)))
		return;
	if (entry->proto)
		local.in[CELL_PROTO] = global.in[CELL_PROTO] =
			cell_set_of(arena, entry->proto, entry->proto);
	local.in[CELL_SRC] = cell_set_of(arena, entry->local, entry->local + size);
	global.in[CELL_DST] = cell_set_of(arena, addr, addr + size);
	if (entry->local_port)
		local.in[CELL_SPORT] = cell_set_of(arena, entry->local_port, entry->local_port);
	if (entry->global_port)
		global.in[CELL_DPORT] = cell_set_of(arena, entry->global_port, entry->global_port);
	add(reading, &local);
	add(reading, &global);
}

static void read_nat(struct reading *reading)
{
	const struct nat_pool *pool;

	VEC_FOREACH (entry, &reading->router->nat.statics)
		read_static(reading, entry);
	STAILQ_FOREACH (pool, &reading->router->nat.pools, link)
		VEC_FOREACH (range, &pool->ranges)
			add_one(reading, CELL_DST, range->first, range->last, NULL);
}

/* ---- access lists ---- */

static void use(struct reading *reading, const struct acl *acl, const struct cell_set *from)
{
	struct use *found;

	if (!acl)
		return;
	HASH_FIND_PTR(reading->uses, &acl, found);
	if (!found) {
		found = arena_new_object(reading->cells->arena, struct use);
		found->acl = acl;
		found->from = from;
		HASH_ADD_PTR(reading->uses, acl, found);
		return;
	}
	found->from = cell_set_union(reading->cells->arena, found->from, from);
}

static void use_map(struct reading *reading, const struct route_map *map,
		    const struct cell_set *from)
{
	const struct route_map_clause *clause;
	struct cell_box box = {0};

	if (!map)
		return;
	STAILQ_FOREACH (clause, &map->clauses, link) {
		VEC_FOREACH (ref, &clause->match_acls)
			use(reading, ref->to, from);
		VEC_FOREACH (ref, &clause->match_prefix_lists)
			if (ref->to)
				VEC_FOREACH (entry, &ref->to->entries)
					add_network(reading, entry->prefix, entry->len, NULL);
		if (clause->match_length) {
			box.in[CELL_LENGTH] = cell_set_of(reading->cells->arena, clause->length_min,
							  clause->length_max);
			cells_pull(reading->cells, &box, from);
		}
	}
}

static const struct cell_set *comes_by(struct cells *cells, const struct interface *interface)
{
	for (uint32_t i = 1; i < cells->names.len; i++)
		if (!strcmp(cells->names.at[i], interface->name))
			return cell_set_of(cells->arena, i, i);
	return cell_set_make(cells->arena, NULL, 0);
}

static void find_uses(struct reading *reading)
{
	const struct interface *interface;
	const struct dns_view_list *list;

	STAILQ_FOREACH (interface, &reading->router->interfaces.list, link) {
		const struct cell_set *from = comes_by(reading->cells, interface);

		use(reading, interface->access_in.to, from);
		use(reading, interface->access_out.to, NULL);
		use(reading, interface->verify.acl.to, from);
		use_map(reading, interface->policy.to, from);
	}
	use_map(reading, reading->router->local_policy.to,
		cell_set_of(reading->cells->arena, 0, 0));
	VEC_FOREACH (entry, &reading->router->nat.statics)
		use_map(reading, entry->route_map.to, NULL);
	VEC_FOREACH (rule, &reading->router->nat.dynamics) {
		use(reading, rule->acl.to, NULL);
		use_map(reading, rule->route_map.to, NULL);
	}
	STAILQ_FOREACH (list, &reading->router->dns.lists, link)
		VEC_FOREACH (member, &list->members)
			use(reading, member->source.to, NULL);
}

static void read_acls(struct reading *reading)
{
	struct use *one, *next;

	find_uses(reading);
	HASH_ITER (hh, reading->uses, one, next) {
		cell_boxes boxes = {0};

		VEC_FOREACH (ace, &one->acl->entries)
			cells_ace(reading->cells, one->acl, ace, &boxes);
		VEC_FOREACH (box, &boxes)
			cells_pull(reading->cells, box, one->from);
	}
	HASH_CLEAR(hh, reading->uses);
}

/* ---- what is always told apart ---- */

/* Values of a dimension of which a packet of PROTO is what IS says. */
static void add_packets(struct reading *reading, enum cell_dimension dimension, uint8_t proto,
			bool (*is)(const struct packet *packet))
{
	struct arena *arena = reading->cells->arena;
	uint32_t step = dimension == CELL_MESSAGE ? 256 : 1;
	VEC(struct cell_range) all = {0};
	struct cell_box box = {0};

	for (uint32_t at = 0; at <= cell_most(dimension); at += step) {
		struct packet packet = {.proto = proto};

		if (dimension == CELL_MESSAGE)
			packet.icmp_type = (uint8_t)(at >> 8);
		else
			packet.flags = (uint8_t)at;
		if (is(&packet))
			vec_push(arena, &all, ((struct cell_range){at, at + step - 1}));
	}
	box.in[CELL_PROTO] = cell_set_of(arena, proto, proto);
	box.in[dimension] = cell_set_make(arena, all.at, all.len);
	add(reading, &box);
}

static void read_always(struct reading *reading)
{
	static const uint8_t protocols[] = {PROTO_ICMP, PROTO_TCP, PROTO_UDP};
	static const uint32_t messages[] = {ICMP_ECHO_REPLY, ICMP_ECHO};
	struct cell_box dns = {0}, none = {0};

	none.in[CELL_DST] =
		cell_set_make(reading->cells->arena, nobody, sizeof nobody / sizeof *nobody);
	add(reading, &none);
	for (uint32_t i = 0; i < reading->cells->names.len; i++) {
		struct cell_box in = {0};

		in.in[CELL_IN] = cell_set_of(reading->cells->arena, i, i);
		vec_push(reading->cells->arena, &reading->cells->boxes, in);
	}
	for (size_t i = 0; i < sizeof protocols; i++)
		add_one(reading, CELL_PROTO, protocols[i], protocols[i], NULL);
	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++)
		add_one(reading, CELL_MESSAGE, messages[i] * 256, messages[i] * 256 + 255, NULL);
	add_packets(reading, CELL_FLAGS, PROTO_TCP, packet_begins);
	add_packets(reading, CELL_FLAGS, PROTO_TCP, flow_may_begin);
	add_packets(reading, CELL_MESSAGE, PROTO_ICMP, flow_may_begin);
	if (!reading->router->dns.server)
		return;
	dns.in[CELL_DPORT] = cell_set_of(reading->cells->arena, DNS_PORT, DNS_PORT);
	add(reading, &dns);
}

/* ---- all ---- */

static void read_world(struct cells *cells, const struct world *world)
{
	struct reading reading = {
		.cells = cells, .world = world, .router = eval_router(world->eval)};

	read_interfaces(&reading);
	read_routes(&reading);
	read_nat(&reading);
	read_acls(&reading);
}

static bool comes_in(const struct world *world, const struct interface *interface)
{
	return !interface->shutdown && !world->links[interface->index].absent &&
	       interface->type != INTERFACE_LOOPBACK && interface->type != INTERFACE_NULL;
}

/* What both have, and by which packets may come. */
static void name_interfaces(struct cells *cells)
{
	const struct router *old = eval_router(cells->old->eval);
	const struct router *new = eval_router(cells->new->eval);
	const struct interface *interface, *other;

	vec_push(cells->arena, &cells->names, NULL);
	STAILQ_FOREACH (interface, &old->interfaces.list, link) {
		other = interface_find(new, interface->name);
		if (other && (comes_in(cells->old, interface) || comes_in(cells->new, other)))
			vec_push(cells->arena, &cells->names, interface->name);
	}
}

static const struct cell_set *addresses_of(struct arena *arena, const struct world *world)
{
	const struct interface *interface;
	VEC(struct cell_range) all = {0};

	STAILQ_FOREACH (interface, &eval_router(world->eval)->interfaces.list, link) {
		uint32_t learnt = world->links[interface->index].addr;

		VEC_FOREACH (address, &interface->addresses)
			vec_push(arena, &all, ((struct cell_range){address->addr, address->addr}));
		if (learnt)
			vec_push(arena, &all, ((struct cell_range){learnt, learnt}));
	}
	return cell_set_make(arena, all.at, all.len);
}

struct cells *cells_of(struct arena *arena, const struct world *old, const struct world *new)
{
	struct cells *cells = arena_new_object(arena, struct cells);
	struct reading always = {.cells = cells, .world = new, .router = eval_router(new->eval)};

	cells->arena = arena;
	cells->old = old;
	cells->new = new;
	name_interfaces(cells);
	cells->own = cell_set_both(arena, addresses_of(arena, old), addresses_of(arena, new));
	cells->nobody = cell_set_make(arena, nobody, NOBODY);
	cells->strange = cell_set_union(
		arena, cells->nobody,
		cell_set_union(arena, addresses_of(arena, old), addresses_of(arena, new)));
	cells_learn(cells, old);
	cells_learn(cells, new);
	read_always(&always);
	if (!always.router->dns.server) {
		always.router = eval_router(old->eval);
		read_always(&always);
	}
	read_world(cells, old);
	read_world(cells, new);
	return cells;
}
