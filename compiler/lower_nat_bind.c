/*
 * Pools without `overload`: each host has an address of its own, the first that is free when it
 * begins, and keeps it until nothing has passed for the time of `ip nat translation timeout`. When
 * the pool is empty the next host's packets go nowhere.
 *
 * Two maps remember who has what: nat_bound_… the address of a host, nat_taken_… the host of an
 * address. The nat chain only reads them: the host's address, else the first that nobody has. What
 * the kernel made of it is written down behind it, from the connection's own two directions, by
 * each packet, so that a binding lives as long as its connections. Between the reading and the
 * writing another processor may give the same address away; then two hosts share it, once.
 *
 * A pool that another rule overloads is shared by all its hosts: that rule spreads them over all
 * the addresses, and none would be left to be given away.
 *
 * While a host is bound, outside hosts find it by its address, as on IOS: always when a list made
 * the rule, with `reversible` when a route-map did.
 */
#include <stdlib.h>
#include <string.h>

#include "lower_nat.h"

enum { PRIORITY_BINDINGS = 107 /* behind the guard of uplinks: what it drops binds nothing */ };

/* Whom a binding is for: who begins, and where others come from that ask for its address. */
static const struct {
	const char *word, *asked_from;
} sides[] = {
	[NAT_INSIDE_SOURCE] = {"", NAT_OUTSIDE_SET},
	[NAT_OUTSIDE_SOURCE] = {"outside_", NAT_INSIDE_SET},
	[NAT_NVI_SOURCE] = {"nvi_", NAT_ENABLED_SET},
};

/* ---- the addresses that can be given away ---- */

/* Not those of static entries: IOS holds them to be in use. */
static void mark_static(const struct nat_lowering *nat, enum nat_kind kind, struct nat_range range,
			bool *given)
{
	VEC_FOREACH (entry, &nat->lo->router->nat.statics) {
		uint32_t last = entry->global | ~ip_len_mask(entry->len), first = entry->global;

		if (entry->kind != kind || entry->interface.name.s || entry->untranslated ||
		    last < range.first || first > range.last)
			continue;
		first = first > range.first ? first : range.first;
		last = last < range.last ? last : range.last;
		memset(given + (first - range.first), true, last - first + 1);
	}
}

static void add_free(struct nat_lowering *nat, enum nat_kind kind, struct nat_range range,
		     struct nat_bound *bound)
{
	uint32_t n = range.last - range.first + 1;
	bool *given = arena_alloc(nat->lo->arena, n * sizeof *given), before = false;

	memset(given, 0, n * sizeof *given);
	mark_static(nat, kind, range, given);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t addr = range.first + i;

		if (!given[i] && before)
			bound->free.at[bound->free.len - 1].last = addr;
		else if (!given[i])
			vec_push(nat->lo->arena, &bound->free, ((struct nat_range){addr, addr}));
		before = !given[i];
	}
}

/* ---- the maps ---- */

static const char *add_map(struct lowering *lo, const struct nat_bound *bound, const char *what)
{
	uint32_t seconds = nat_timeout_of(&lo->router->nat.settings, NAT_TIMEOUT_SIMPLE);
	uint32_t timeout = seconds == NAT_NEVER ? 0 : seconds;
	struct set_object map = {
		/* a map in use cannot be changed in place, so its name says all of it */
		.name = arena_printf(lo->arena, "nat_%s_%s%s_%u", what, sides[bound->kind].word,
				     lower_identifier(lo, bound->pool->name), timeout),
		.key = {TYPE_IPV4},
		.keys = 1,
		.data = {TYPE_IPV4},
		.datas = 1,
		.dynamic = true,
		.timeout = timeout,
	};

	lower_set(lo, map);
	vec_push(lo->arena, &lo->plan->bindings, map.name);
	return map.name;
}

static const struct set_object *map_of(struct lowering *lo, const char *name)
{
	struct set_object *map = arena_new_object(lo->arena, struct set_object);

	*map = (struct set_object){.name = name, .key = {TYPE_IPV4}, .keys = 1};
	return map;
}

/* ---- who begins ---- */

/* The source with MASK of its bits and the others of ADDR: does nobody have that? */
static void match_free(struct lowering *lo, struct nft_rule *rule, const struct nat_bound *bound,
		       uint32_t mask, uint32_t addr)
{
	lower_match(lo, rule,
		    (struct nft_match){.field = FIELD_SADDR_WITH,
				       .op = OP_NE,
				       .set = true,
				       .mask = mask,
				       .lo = addr,
				       .name = bound->taken});
}

static void add_first_free(struct lowering *lo, struct chain_object *chain,
			   const struct nat_bound *bound)
{
	VEC_FOREACH (range, &bound->free)
		for (uint64_t addr = range->first; addr <= range->last; addr++)
			match_free(lo,
				   lower_rule(lo, chain,
					      (struct nft_action){.verb = VERB_SNAT,
								  .addr = (uint32_t)addr,
								  .last = (uint32_t)addr},
					      NULL),
				   bound, 0, (uint32_t)addr);
}

/* The host part stays as it is, as far as the pool has that host. */
static void add_same_host(struct lowering *lo, struct chain_object *chain,
			  const struct nat_bound *bound)
{
	uint32_t mask = ~ip_len_mask(bound->pool->len);

	VEC_FOREACH (range, &bound->free) {
		uint32_t net = range->first & ~mask;
		struct nft_rule *rule = lower_rule(lo, chain,
						   (struct nft_action){.verb = VERB_SNAT_NET,
								       .addr = net,
								       .len = bound->pool->len},
						   NULL);

		lower_match(lo, rule,
			    (struct nft_match){.field = FIELD_SADDR,
					       .op = OP_RANGE,
					       .mask = mask,
					       .lo = range->first & mask,
					       .hi = range->last & mask});
		match_free(lo, rule, bound, mask, net);
	}
}

static void add_chain(struct nat_lowering *nat, struct nat_bound *bound)
{
	struct lowering *lo = nat->lo;
	struct chain_object *chain;
	struct nft_rule *rule;

	bound->chain = arena_printf(lo->arena, "nat/bind/%s%s", sides[bound->kind].word,
				    lower_identifier(lo, bound->pool->name));
	chain = lower_chain(lo, bound->chain, lower_origin(lo, bound->pool->at));
	rule = lower_rule(lo, chain,
			  (struct nft_action){.verb = VERB_SNAT_MAP, .target = bound->bound}, NULL);
	rule->map = map_of(lo, bound->bound);
	if (bound->pool->type == POOL_MATCH_HOST)
		add_same_host(lo, chain, bound);
	else
		add_first_free(lo, chain, bound);
	rule = lower_rule(lo, chain, (struct nft_action){.verb = VERB_DROP}, NULL);
	rule->origin = "no address is left";
	rule->counter = true;
}

bool lower_nat_bound(struct nat_lowering *nat, const struct nat_dynamic *rule,
		     struct nft_action *action)
{
	const struct nat_pool *pool = rule->pool.to;
	struct nat_bound *bound = NULL;

	if (!nat_pool_size(pool) || nat_pool_size(pool) > NAT_BOUND_MAX || pool->overloaded)
		return false;
	VEC_FOREACH (made, &nat->bound)
		if ((*made)->pool == pool && (*made)->kind == rule->kind)
			bound = *made;
	if (!bound) {
		bound = arena_new_object(nat->lo->arena, struct nat_bound);
		bound->pool = pool;
		bound->kind = rule->kind;
		VEC_FOREACH (range, &pool->ranges)
			add_free(nat, rule->kind, *range, bound);
		bound->bound = add_map(nat->lo, bound, "bound");
		bound->taken = add_map(nat->lo, bound, "taken");
		add_chain(nat, bound);
		vec_push(nat->lo->arena, &nat->bound, bound);
	}
	bound->asked |= rule->acl.to || (rule->options & NAT_OPTION(REVERSIBLE));
	*action = (struct nft_action){.verb = VERB_GOTO, .target = bound->chain};
	return true;
}

/* ---- who asks for a bound address ---- */

bool nat_bound_asked(const struct nat_lowering *nat)
{
	VEC_FOREACH (bound, &nat->bound)
		if ((*bound)->asked)
			return true;
	return false;
}

void lower_nat_bound_in(struct nat_lowering *nat, struct chain_object *chain)
{
	VEC_FOREACH (at, &nat->bound) {
		const struct nat_bound *bound = *at;
		struct nft_rule *rule;

		if (!bound->asked)
			continue;
		rule = nat_rule_between(
			nat->lo, chain,
			(struct nft_action){.verb = VERB_DNAT_MAP, .target = bound->taken},
			sides[bound->kind].asked_from, NULL);
		rule->origin = lower_origin(nat->lo, bound->pool->at);
		rule->map = map_of(nat->lo, bound->taken);
	}
}

/* ---- what is written down ---- */

static void add_record(struct lowering *lo, struct chain_object *chain,
		       const struct nat_bound *bound, struct nat_range range, bool turned)
{
	struct nft_rule *rule =
		lower_rule(lo, chain,
			   (struct nft_action){.verb = turned ? VERB_BIND_TURNED : VERB_BIND,
					       .target = bound->bound},
			   NULL);

	rule->map = map_of(lo, bound->taken);
	lower_match_flag(lo, rule, FIELD_NFPROTO_IPV4);
	lower_match_flag(lo, rule, turned ? FIELD_CT_DNAT : FIELD_CT_SNAT);
	lower_match(
		lo, rule,
		(struct nft_match){.field = turned ? FIELD_CT_ORIGINAL_DADDR : FIELD_CT_REPLY_DADDR,
				   .op = OP_RANGE,
				   .mask = UINT32_MAX,
				   .lo = range.first,
				   .hi = range.last});
}

void lower_nat_bindings(struct nat_lowering *nat)
{
	struct lowering *lo = nat->lo;
	struct chain_object *chain;

	if (!nat->bound.len)
		return;
	chain = lower_base_chain(lo, "nat_bindings", HOOK_POSTROUTING, CHAIN_FILTER,
				 PRIORITY_BINDINGS);
	VEC_FOREACH (at, &nat->bound)
		VEC_FOREACH (range, &(*at)->free) {
			add_record(lo, chain, *at, *range, false);
			if ((*at)->asked)
				add_record(lo, chain, *at, *range, true);
		}
}
