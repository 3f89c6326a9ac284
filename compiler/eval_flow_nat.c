/* What translation gave away to earlier packets: addresses to hosts, ports to connections, turns to
 * the servers of a rotary pool. Without flows nothing is remembered. */
#include <string.h>

#include "eval_flow.h"

/* ---- addresses that belong to one host each ---- */

static struct bound_key bound_key(const struct nat_pool *owner, enum nat_kind kind, uint32_t addr)
{
	struct bound_key key;

	memset(&key, 0, sizeof key);
	key.owner = owner;
	key.kind = kind;
	key.addr = addr;
	return key;
}

bool flows_bound_addr(const struct flows *flows, const struct nat_pool *owner, enum nat_kind kind,
		      uint32_t host, uint32_t *addr)
{
	const struct bound_key key = bound_key(owner, kind, host);
	struct bound *bound = NULL;

	if (flows)
		HASH_FIND(hh_host, flows->by_host, &key, sizeof key, bound);
	if (bound)
		*addr = bound->addr.addr;
	return bound;
}

bool flows_bound_host(const struct flows *flows, const struct nat_pool *owner, enum nat_kind kind,
		      uint32_t addr, uint32_t *host)
{
	const struct bound_key key = bound_key(owner, kind, addr);
	struct bound *bound = NULL;

	if (flows)
		HASH_FIND(hh_addr, flows->by_addr, &key, sizeof key, bound);
	if (bound)
		*host = bound->host.addr;
	return bound;
}

void flows_bind(struct flows *flows, const struct nat_pool *owner, enum nat_kind kind,
		uint32_t host, uint32_t addr)
{
	struct bound *bound;

	if (!flows)
		return;
	bound = arena_new_object(flows->arena, struct bound);
	bound->host = bound_key(owner, kind, host);
	bound->addr = bound_key(owner, kind, addr);
	HASH_ADD(hh_host, flows->by_host, host, sizeof bound->host, bound);
	HASH_ADD(hh_addr, flows->by_addr, addr, sizeof bound->addr, bound);
}

/* ---- ports of shared addresses ---- */

static struct shared_key shared_key(uint8_t proto, uint32_t addr, uint32_t host, uint16_t port)
{
	struct shared_key key;

	memset(&key, 0, sizeof key);
	key.proto = proto;
	key.addr = addr;
	key.host = host;
	key.port = port;
	return key;
}

static void share(struct flows *flows, struct shared_key global, struct shared_key local)
{
	struct shared *shared = arena_new_object(flows->arena, struct shared);

	shared->global = global;
	shared->local = local;
	HASH_ADD(hh_global, flows->by_global, global, sizeof shared->global, shared);
	HASH_ADD(hh_local, flows->by_local, local, sizeof shared->local, shared);
}

static bool is_free(const struct path *path, struct shared_key key)
{
	const struct flows *flows = path->flows;
	struct shared *shared = NULL;

	HASH_FIND(hh_global, flows->by_global, &key, sizeof key, shared);
	return !shared && !nat_static_has_port(path, key.proto, key.addr, key.port);
}

/* IOS keeps a port that others have taken within its part of all of them. */
static void part_of(uint16_t port, uint16_t *first, uint16_t *last)
{
	*first = port < 512 ? 1 : port < 1024 ? 512 : 1024;
	*last = port < 512 ? 511 : port < 1024 ? 1023 : UINT16_MAX;
}

/* The port itself if it is free, else the next one that is. */
static uint16_t free_port(const struct path *path, uint32_t addr, uint16_t port)
{
	uint16_t first, last, try = port;

	part_of(port, &first, &last);
	do {
		if (is_free(path, shared_key(path->packet.proto, addr, 0, try)))
			return try;
		try = try >= last ? first : (uint16_t)(try + 1);
	} while (try != port);
	return port;
}

bool flows_has_ports(const struct packet *packet)
{
	return packet->proto == PROTO_TCP || packet->proto == PROTO_UDP || packet_has_query(packet);
}

/* An answer says no more than who sent it. */
bool flows_take_peer(struct path *path, uint32_t addr)
{
	const struct packet *packet = &path->packet;
	struct flows *flows = path->flows;
	struct shared_key global = shared_key(packet->proto, addr, packet->dst, 0);
	struct shared *shared = NULL;

	if (!flows)
		return true;
	HASH_FIND(hh_global, flows->by_global, &global, sizeof global, shared);
	if (shared)
		return shared->local.host == packet->src;
	share(flows, global, shared_key(packet->proto, addr, packet->src, 0));
	return true;
}

uint16_t flows_port(struct path *path, uint32_t addr)
{
	const struct packet *packet = &path->packet;
	struct flows *flows = path->flows;
	const struct shared_key local = shared_key(packet->proto, addr, packet->src, packet->sport);
	struct shared *shared = NULL;
	uint16_t port;

	if (!flows ||
	    (packet->proto != PROTO_TCP && packet->proto != PROTO_UDP && !packet_has_query(packet)))
		return packet->sport;
	HASH_FIND(hh_local, flows->by_local, &local, sizeof local, shared);
	if (shared)
		return shared->global.port;
	port = free_port(path, addr, packet->sport);
	share(flows, shared_key(packet->proto, addr, 0, port), local);
	return port;
}

/* ---- turns ---- */

uint32_t flows_turn(struct flows *flows, const struct nat_dynamic *rule)
{
	struct turn *turn = NULL;

	if (!flows)
		return 0;
	HASH_FIND(hh, flows->turns, &rule, sizeof rule, turn);
	if (!turn) {
		turn = arena_new_object(flows->arena, struct turn);
		turn->rule = rule;
		HASH_ADD(hh, flows->turns, rule, sizeof turn->rule, turn);
	}
	return turn->asked++;
}
