/* Pools of global addresses: made, changed, and their ranges. */
#include "ir.h"
#include "ir_hash.h"

BY_NAME(nat_pool, nat_pool, nat.pools, nat.pool_by_name)
static REMOVE_BY_NAME(nat_pool, nat_pool, nat.pools, nat.pool_by_name)

	struct nat_pool *nat_pool(struct router *router, bool no, const struct nat_pool *pool)
{
	struct name name = {pool->name, pool->at};
	struct nat_pool *old = nat_pool_find(router, name.s);

	if (no) {
		nat_pool_remove(router, name);
		return NULL;
	}
	if (!old)
		old = nat_pool_new(router, name);
	/* the opener of a pool whose ranges are listed opens it again, too */
	if (!pool->listed || !old->listed)
		old->ranges.len = 0;
	old->at = pool->at;
	old->len = pool->len;
	old->type = pool->type;
	old->listed = pool->listed;
	old->add_route = pool->add_route;
	old->arp_ping = pool->arp_ping;
	old->accounting = pool->accounting;
	return old;
}

void nat_pool_range(struct router *router, bool no, struct nat_pool *pool, struct nat_range range)
{
	for (uint32_t i = 0; i < pool->ranges.len; i++) {
		const struct nat_range *old = &pool->ranges.at[i];

		if (old->first != range.first || old->last != range.last)
			continue;
		if (no)
			vec_remove(&pool->ranges, i);
		return;
	}
	if (!no)
		vec_push(router->arena, &pool->ranges, range);
}

uint64_t nat_pool_size(const struct nat_pool *pool)
{
	uint64_t size = 0;

	VEC_FOREACH (range, &pool->ranges)
		size += (uint64_t)range->last - range->first + 1;
	return size;
}
