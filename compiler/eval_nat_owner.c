/*
 * Whose a global address is that lies on no uplink's network, by the reference evaluator: its
 * packets leave by one uplink only, where the statement that translates to it says so, by `match
 * interface` in its route-map or by its egress interface (reply-pinned).
 */
#include "eval_nat.h"

#include "grammar/ip.h"

struct claim {
	const struct interface *owner;
	bool anybody; /* a statement lets it leave by any uplink */
};

static void claim(struct claim *claim, const struct interface *owner)
{
	if (!owner || (claim->owner && claim->owner != owner))
		claim->anybody = true;
	claim->owner = owner;
}

static const struct interface *uplink(const struct interface *interface)
{
	return interface && nat_is_uplink(interface) && !interface->vrf.s ? interface : NULL;
}

/* The only uplink by which what MAP permits leaves, or NULL. */
static const struct interface *uplink_of_map(const struct route_map *map)
{
	const struct route_map_clause *clause;
	struct claim all = {0};

	STAILQ_FOREACH (clause, &map->clauses, link) {
		if (!clause->permit || clause->untranslated)
			continue;
		if (!clause->match_interfaces.len)
			return NULL;
		VEC_FOREACH (match, &clause->match_interfaces)
			claim(&all, uplink(match->ref.to));
	}
	return all.anybody ? NULL : all.owner;
}

static bool is_source(uint8_t kind)
{
	return kind == NAT_INSIDE_SOURCE || kind == NAT_NVI_SOURCE;
}

static const struct interface *uplink_of_static(const struct nat_static *entry)
{
	if (entry->vrf)
		return NULL;
	if (entry->extra && entry->extra->egress.to)
		return uplink(entry->extra->egress.to);
	return entry->route_map.to ? uplink_of_map(entry->route_map.to) : NULL;
}

/* The address of an interface that is no uplink, a loopback. */
static bool lends(const struct interface *interface, uint32_t addr)
{
	const struct interface_address *primary = interface ? interface_primary(interface) : NULL;

	return primary && primary->addr == addr && !uplink(interface);
}

static const struct interface *uplink_of_dynamic(const struct nat_dynamic *rule)
{
	if (rule->vrf)
		return NULL;
	if (rule->extra && rule->extra->egress.to)
		return uplink(rule->extra->egress.to);
	return rule->route_map.to ? uplink_of_map(rule->route_map.to) : NULL;
}

static void claim_by_dynamic(const struct router *router, uint32_t addr, struct claim *all)
{
	VEC_FOREACH (rule, &router->nat.dynamics) {
		bool has = lends(rule->interface.to, addr);

		if (rule->untranslated || !is_source(rule->kind))
			continue;
		if (rule->pool.to)
			VEC_FOREACH (range, &rule->pool.to->ranges)
				has |= addr >= range->first && addr <= range->last;
		if (has)
			claim(all, uplink_of_dynamic(rule));
	}
}

static void claim_by_static(void *all, const struct nat_static *entry)
{
	if (is_source(entry->kind))
		claim(all, uplink_of_static(entry));
}

static bool is_on_uplink(const struct router *router, uint32_t addr)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &router->interfaces.list, link)
		VEC_FOREACH (address, &interface->addresses)
			if (uplink(interface) && ip_in_prefix(addr, address->addr, address->len))
				return true;
	return false;
}

const struct interface *nat_owner_of(const struct world *world, uint32_t addr)
{
	const struct eval *eval = world->eval;
	const struct interface *interface;
	struct claim all = {0};

	if (!eval->nat->any || is_on_uplink(eval->router, addr))
		return NULL;
	nat_statics_of(eval, addr, claim_by_static, &all);
	STAILQ_FOREACH (interface, &eval->router->interfaces.list, link)
		if (lends(interface, addr))
			nat_statics_lent(eval, interface, claim_by_static, &all);
	claim_by_dynamic(eval->router, addr, &all);
	return all.anybody ? NULL : all.owner;
}
