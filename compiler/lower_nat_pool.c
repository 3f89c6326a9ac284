/*
 * Pools of global addresses. A pool of one range is one statement; more than that is a chain, to
 * which a rule's lists go.
 */
#include <string.h>

#include "lower_nat.h"

static uint32_t host_mask(const struct nat_pool *pool)
{
	return ~ip_len_mask(pool->len);
}

static bool is_whole_net(const struct nat_pool *pool)
{
	uint32_t mask = host_mask(pool);

	return pool->ranges.len == 1 && (pool->ranges.at->first & mask) <= 1 &&
	       (pool->ranges.at->last & mask) >= mask - 1;
}

static struct nft_action to_net(const struct nat_pool *pool)
{
	return (struct nft_action){.verb = VERB_SNAT_NET,
				   .addr = pool->ranges.at->first & ip_len_mask(pool->len),
				   .len = pool->len};
}

/* The host part stays as it is, as far as the pool has that host. */
static void add_same_hosts(struct lowering *lo, struct chain_object *chain,
			   const struct nat_pool *pool)
{
	uint32_t mask = host_mask(pool);

	VEC_FOREACH (range, &pool->ranges) {
		struct nft_rule *rule =
			lower_rule(lo, chain, to_net(pool), lower_origin(lo, pool->at));

		lower_match(lo, rule,
			    (struct nft_match){.field = FIELD_SADDR,
					       .op = OP_RANGE,
					       .mask = mask,
					       .lo = range->first & mask,
					       .hi = range->last & mask});
	}
}

/* Each source has its own place among all the addresses. */
static void add_ranges(struct lowering *lo, struct chain_object *chain, const struct nat_pool *pool)
{
	uint64_t size = nat_pool_size(pool), before = 0;

	VEC_FOREACH (range, &pool->ranges) {
		uint64_t next = before + range->last - range->first + 1;
		struct nft_rule *rule = lower_rule(lo, chain,
						   (struct nft_action){.verb = VERB_SNAT,
								       .addr = range->first,
								       .last = range->last},
						   lower_origin(lo, pool->at));

		if (next < size)
			lower_match(lo, rule,
				    (struct nft_match){.field = FIELD_SADDR_HASH,
						       .op = OP_RANGE,
						       .mask = (uint32_t)size,
						       .lo = (uint32_t)before,
						       .hi = (uint32_t)next - 1});
		before = next;
	}
}

static void add_rotary(struct lowering *lo, struct chain_object *chain, const struct nat_pool *pool)
{
	struct nft_range *ranges = arena_alloc(lo->arena, pool->ranges.len * sizeof *ranges);
	struct nft_rule *rule = lower_rule(lo, chain, (struct nft_action){.verb = VERB_DNAT_ROTARY},
					   lower_origin(lo, pool->at));

	for (uint32_t i = 0; i < pool->ranges.len; i++)
		ranges[i] = (struct nft_range){pool->ranges.at[i].first, pool->ranges.at[i].last};
	rule->range = ranges;
	rule->ranges = pool->ranges.len;
}

/* The chain of POOL, made when it is asked for first. */
static const char *pool_chain(struct nat_lowering *nat, const struct nat_pool *pool, bool rotary)
{
	struct lowering *lo = nat->lo;
	const char *name = arena_printf(lo->arena, rotary ? "nat/rotary/%s" : "nat/pool/%s",
					lower_identifier(lo, pool->name));
	struct chain_object *chain;

	VEC_FOREACH (made, &nat->pools)
		if (!strcmp(*made, name))
			return name;
	vec_push(lo->arena, &nat->pools, name);
	chain = lower_chain(lo, name, lower_origin(lo, pool->at));
	if (rotary)
		add_rotary(lo, chain, pool);
	else if (pool->type == POOL_MATCH_HOST)
		add_same_hosts(lo, chain, pool);
	else
		add_ranges(lo, chain, pool);
	return name;
}

bool lower_nat_pool(struct nat_lowering *nat, const struct nat_pool *pool, enum nat_kind kind,
		    struct nft_action *action)
{
	bool rotary = kind == NAT_INSIDE_DESTINATION;
	uint64_t size = nat_pool_size(pool);

	if (!size) {
		diag_at(nat->lo->diags, DIAG_UNDEFINED_POOL, pool->at,
			"NAT pool '%s' has no address", pool->name);
		return false;
	}
	if (rotary && size > NAT_ROTARY_MAX) {
		diag_at(nat->lo->diags, DIAG_NONE, pool->at,
			"pool '%s' has more than %d addresses to take in turn", pool->name,
			NAT_ROTARY_MAX);
		return false;
	}
	if (!rotary && pool->type == POOL_MATCH_HOST && is_whole_net(pool))
		*action = to_net(pool);
	else if (!rotary && pool->type != POOL_MATCH_HOST && pool->ranges.len == 1)
		*action = (struct nft_action){.verb = VERB_SNAT,
					      .addr = pool->ranges.at->first,
					      .last = pool->ranges.at->last};
	else
		*action = (struct nft_action){.verb = VERB_GOTO,
					      .target = pool_chain(nat, pool, rotary)};
	return true;
}

void lower_nat_pool_aliases(struct nat_lowering *nat, const struct nat_pool *pool)
{
	uint32_t n = 0;
	bool told = false;

	VEC_FOREACH (range, &pool->ranges) {
		uint64_t addr = range->first;

		for (; addr <= range->last && n < NAT_POOL_ALIASES; addr++, n++)
			nat_add_alias(nat, (uint32_t)addr, lower_origin(nat->lo, pool->at));
		if (addr <= range->last && !told)
			told = nat_report_silent(nat, (uint32_t)addr, range->last, pool->at);
	}
}
