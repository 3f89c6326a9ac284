/*
 * Global addresses on the router's own networks, by the reference evaluator: it answers ARP for
 * them (ios-semantics.md 1.2, item 8), so that what is sent to them and nothing translates ends
 * here.
 */
#include <string.h>

#include "eval_nat.h"
#include "grammar/ip.h"

static bool same_vrf(const struct interface *interface, const char *vrf)
{
	return interface->vrf.s && vrf ? !strcmp(interface->vrf.s, vrf) : !interface->vrf.s == !vrf;
}

/* Neither the network's own address, nor all of its hosts, nor the next hop. */
static bool is_host(const struct world *world, const struct interface *interface,
		    const struct interface_address *address, uint32_t addr)
{
	uint32_t host = ~ip_len_mask(address->len);

	if (address->len < 31 && ((addr & host) == 0 || (addr & host) == host))
		return false;
	return world->links[interface->index].gateway != addr;
}

/* The interface on whose network, the closest, ADDR is. */
static const struct interface *neighbour(const struct world *world, const char *vrf, uint32_t addr)
{
	const struct interface *interface, *best = NULL;
	const struct interface_address *network = NULL;

	STAILQ_FOREACH (interface, &world->eval->router->interfaces.list, link) {
		if (!same_vrf(interface, vrf) || interface->type == INTERFACE_LOOPBACK)
			continue;
		VEC_FOREACH (address, &interface->addresses)
			if ((!network || address->len > network->len) && address->len &&
			    ip_in_prefix(addr, address->addr, address->len)) {
				best = interface;
				network = address;
			}
	}
	if (!best || best->shutdown || world->links[best->index].absent ||
	    !is_host(world, best, network, addr))
		return NULL;
	return best;
}

static bool pool_has(const struct nat_pool *pool, uint32_t addr)
{
	uint64_t before = 0;

	VEC_FOREACH (range, &pool->ranges) {
		if (addr >= range->first && addr <= range->last)
			return before + addr - range->first < NAT_ALIASES;
		before += (uint64_t)range->last - range->first + 1;
	}
	return false;
}

static bool some_pool_has(const struct router *router, uint32_t addr)
{
	VEC_FOREACH (rule, &router->nat.dynamics)
		if (rule->pool.to && !rule->untranslated && rule->kind != NAT_INSIDE_DESTINATION &&
		    pool_has(rule->pool.to, addr))
			return true;
	return false;
}

const struct interface *nat_alias_of(const struct world *world, const char *vrf, uint32_t addr)
{
	const struct eval *eval = world->eval;

	if (!eval->nat->any ||
	    (!nat_static_has_alias(eval, addr) && !some_pool_has(eval->router, addr)))
		return NULL;
	return neighbour(world, vrf, addr);
}
