/*
 * Pools that have addresses in common. A host can be given an address of its own only by a pool
 * whose addresses nobody shares: one that a rule overloads spreads all its hosts over all of them,
 * and a pool that has some of the same takes part in that.
 */
#include "resolve_pool.h"

#include <stdlib.h>

struct pool_range {
	struct nat_range range;
	struct nat_pool *pool;
};

typedef VEC(struct pool_range) pool_ranges;

static int by_place(const void *a, const void *b)
{
	const struct nat_pool *const *x = a, *const *y = b;

	return (*x > *y) - (*x < *y);
}

static int by_first(const void *a, const void *b)
{
	const struct pool_range *x = a, *y = b;

	return (x->range.first > y->range.first) - (x->range.first < y->range.first);
}

/* The ranges of the pools that sources are translated to, each once, in order. */
static pool_ranges collect(struct arena *arena, const struct nat *nat)
{
	VEC(struct nat_pool *) pools = {0};
	pool_ranges ranges = {0};

	VEC_FOREACH (rule, &nat->dynamics)
		if (rule->pool.to && !rule->untranslated && rule->kind != NAT_INSIDE_DESTINATION)
			vec_push(arena, &pools, rule->pool.to);
	if (pools.len)
		qsort(pools.at, pools.len, sizeof *pools.at, by_place);
	for (uint32_t i = 0; i < pools.len; i++)
		if (!i || pools.at[i] != pools.at[i - 1])
			VEC_FOREACH (range, &pools.at[i]->ranges)
				vec_push(arena, &ranges,
					 ((struct pool_range){*range, pools.at[i]}));
	if (ranges.len)
		qsort(ranges.at, ranges.len, sizeof *ranges.at, by_first);
	return ranges;
}

/* Of the ranges FROM to TO, which hang together: is one shared, all are. True when that is new. */
static bool share(pool_ranges *ranges, uint32_t from, uint32_t to)
{
	bool any = false, all = true;

	for (uint32_t i = from; i < to; i++) {
		any |= ranges->at[i].pool->overloaded;
		all &= ranges->at[i].pool->overloaded;
	}
	for (uint32_t i = from; any && i < to; i++)
		ranges->at[i].pool->overloaded = true;
	return any && !all;
}

static bool share_all(pool_ranges *ranges)
{
	uint32_t from = 0, last = 0;
	bool moved = false;

	for (uint32_t i = 0; i < ranges->len; i++) {
		const struct nat_range *range = &ranges->at[i].range;

		if (i > from && range->first > last) {
			moved |= share(ranges, from, i);
			from = i;
		}
		last = i == from || range->last > last ? range->last : last;
	}
	return share(ranges, from, ranges->len) || moved;
}

void resolve_pools(struct arena *arena, struct nat *nat)
{
	pool_ranges ranges;

	VEC_FOREACH (rule, &nat->dynamics)
		if (rule->pool.to && rule->options & NAT_OPTION(OVERLOAD))
			rule->pool.to->overloaded = true;
	ranges = collect(arena, nat);
	/* a pool of several ranges may lead from one heap to another */
	while (share_all(&ranges))
		;
}
