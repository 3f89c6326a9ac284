/* What translation gave away to earlier packets: addresses to hosts, ports to flows, turns to the
 * servers of a rotary pool. Without flows nothing is remembered. */
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

bool flows_has_ports(const struct packet *packet)
{
	return packet->proto == PROTO_TCP || packet->proto == PROTO_UDP || packet_has_query(packet);
}

/* Ports that are not free are looked for within their part of all of them. */
static void part_of(uint16_t port, uint16_t *first, uint16_t *last)
{
	*first = port < 512 ? 1 : port < 1024 ? 512 : 1024;
	*last = port < 512 ? 511 : port < 1024 ? 1023 : UINT16_MAX;
}

bool flows_port(const struct path *path, uint32_t addr, uint16_t *port)
{
	struct packet packet = path->packet;
	uint16_t first, last;

	part_of(packet.sport, &first, &last);
	packet.src = addr;
	for (*port = packet.sport; flows_answers(path->flows, &packet);) {
		*port = *port >= last ? first : (uint16_t)(*port + 1);
		if (!flows_has_ports(&packet) || *port == path->packet.sport)
			return false;
		packet.sport = *port;
		if (packet_has_query(&packet))
			packet.dport = *port;
	}
	return true;
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
