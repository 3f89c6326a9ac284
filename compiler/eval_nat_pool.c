/*
 * What dynamic translation translates to, by the reference evaluator: the address of an interface,
 * or one of a pool, for one host alone or, overloaded, for all of them, told apart by their ports.
 * ios-semantics.md 1.2, items 5 and 7.
 */
#include "eval_nat.h"

#include "grammar/ip.h"

/* overload-shared-address: in larger pools the gateway does not bind hosts one by one. */
enum { BOUND_MAX = 1024 };

/* ---- one by one ---- */

/* Does RULE give each host an address of its own? */
static bool binds(const struct nat_dynamic *rule)
{
	const struct nat_pool *pool = rule->pool.to;

	if (rule->options & NAT_OPTION(OVERLOAD))
		return false;
	/* overload-shared-address: the address of an interface, and a pool that is overloaded by
	 * another rule, are shared all the same */
	return pool && nat_pool_size(pool) <= BOUND_MAX && !pool->overloaded;
}

/* Nobody has it, and no static entry. */
static bool is_free(const struct path *path, const struct nat_dynamic *rule, uint32_t addr)
{
	uint32_t host;

	return !nat_static_has_address(path->world->eval, rule->kind, addr) &&
	       !flows_bound_host(path->flows, rule->pool.to, rule->kind, addr, &host);
}

static bool first_free(const struct path *path, const struct nat_dynamic *rule, uint32_t *addr)
{
	VEC_FOREACH (range, &rule->pool.to->ranges)
		for (uint64_t at = range->first; at <= range->last; at++)
			if (is_free(path, rule, (uint32_t)at)) {
				*addr = (uint32_t)at;
				return true;
			}
	return false;
}

/* The address of the pool with the host part of the source, which stays as it is. */
static bool same_host(const struct path *path, const struct nat_pool *pool, uint32_t *addr)
{
	uint32_t host = ~ip_len_mask(pool->len);

	VEC_FOREACH (range, &pool->ranges) {
		*addr = (range->first & ~host) | (path->packet.src & host);
		if (*addr >= range->first && *addr <= range->last)
			return true;
	}
	return false;
}

/* It has no address, and learns none: IOS drops what the rule takes, wherever it leaves. */
static bool is_bare(const struct interface *interface)
{
	return !interface_primary(interface) && !interface->unnumbered.to &&
	       interface->mode == ADDRESS_STATIC;
}

static bool lent(const struct path *path, const struct nat_dynamic *rule, uint32_t *addr)
{
	const struct interface *lender = rule->interface.to;
	uint8_t len;

	if (is_bare(lender))
		return false;
	/* overload-exit-address: that of the uplink it leaves by, where IOS takes the rule's */
	if (!path->exact && nat_is_uplink(lender) && path->out)
		lender = path->out;
	return world_address(path->world, lender, addr, &len);
}

static enum nat_outcome bind_host(struct path *path, const struct nat_dynamic *rule, uint32_t *addr)
{
	const struct nat_pool *owner = rule->pool.to;
	uint32_t src = path->packet.src;
	bool found;

	if (flows_bound_addr(path->flows, owner, rule->kind, src, addr))
		return NAT_DONE;
	if (rule->pool.to->type == POOL_MATCH_HOST)
		found = same_host(path, rule->pool.to, addr) && is_free(path, rule, *addr);
	else
		found = first_free(path, rule, addr);
	if (!found)
		return NAT_NOTHING_LEFT;
	path->binding = (struct path_binding){owner, src, *addr, rule->kind};
	return NAT_DONE;
}

static bool has_addr(const struct nat_pool *pool, uint32_t addr)
{
	VEC_FOREACH (range, &pool->ranges)
		if (addr >= range->first && addr <= range->last)
			return true;
	return false;
}

/* Pools may overlap: an address that one of them gave is no other's to give. */
void nat_bind(struct path *path)
{
	const struct path_binding *binding = &path->binding;
	uint32_t taken;

	if (!binding->pool)
		return;
	VEC_FOREACH (rule, &path->world->eval->nat->rules[binding->kind]) {
		const struct nat_pool *pool = (*rule)->pool.to;

		if (pool && binds(*rule) && has_addr(pool, binding->addr) &&
		    !flows_bound_addr(path->flows, pool, binding->kind, binding->host, &taken))
			flows_bind(path->flows, pool, binding->kind, binding->host, binding->addr);
	}
}

/* ---- all of them ---- */

static enum nat_outcome share(struct path *path, const struct nat_dynamic *rule, uint32_t *addr,
			      uint16_t *port)
{
	const struct nat_pool *pool = rule->pool.to;

	if (!pool && !lent(path, rule, addr))
		return NAT_NOTHING_LEFT;
	if (pool && pool->type == POOL_MATCH_HOST) {
		if (!same_host(path, pool, addr))
			return NAT_OTHER_RULE;
	} else if (pool) {
		*addr = pool->ranges.at[0].first;
		path->fate.pool = pool;
	}
	/* of a larger pool another address would do */
	if (!flows_port(path, *addr, port) && (!pool || nat_pool_size(pool) == 1))
		return NAT_NOTHING_LEFT;
	path->fate.free_port = true;
	return NAT_DONE;
}

enum nat_outcome nat_choose(struct path *path, const struct nat_dynamic *rule, uint32_t *addr,
			    uint16_t *port)
{
	return binds(rule) ? bind_host(path, rule, addr) : share(path, rule, addr, port);
}

/* ---- asked for from the other side ---- */

/* With a route-map outside hosts may begin only when the rule is `reversible`. */
static bool is_asked(const struct nat_dynamic *rule)
{
	return rule->acl.to || (rule->options & NAT_OPTION(REVERSIBLE));
}

bool nat_bound_inward(struct path *path, enum nat_kind kind)
{
	const struct packet *packet = &path->packet;
	uint32_t host;

	VEC_FOREACH (at, &path->world->eval->nat->rules[kind]) {
		const struct nat_dynamic *rule = *at;

		if (rule->vrf || !rule->pool.to || !is_asked(rule) || !binds(rule) ||
		    !flows_bound_host(path->flows, rule->pool.to, kind, packet->dst, &host))
			continue;
		nat_change_dst(path, host, packet->dport, rule->at,
			       kind == NAT_OUTSIDE_SOURCE ? "outside local" : "inside global");
		return true;
	}
	return false;
}

uint32_t nat_next_of_pool(struct path *path, const struct nat_dynamic *rule)
{
	uint64_t turn = flows_turn(path->flows, rule) % nat_pool_size(rule->pool.to);

	VEC_FOREACH (range, &rule->pool.to->ranges) {
		if (turn <= range->last - range->first)
			return range->first + (uint32_t)turn;
		turn -= (uint64_t)range->last - range->first + 1;
	}
	return rule->pool.to->ranges.at[0].first;
}
