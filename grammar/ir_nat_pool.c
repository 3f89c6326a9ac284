/* Pools of global addresses: made, changed, and their ranges. */
#include "ir.h"
#include "ir_hash.h"

struct nat_pool *nat_pool_find(const struct router *router, const char *name)
{
	struct nat_pool *pool;

	HASH_FIND_STR(router->nat.pool_by_name, name, pool);
	return pool;
}

static void pool_remove(struct router *router, struct nat_pool *pool)
{
	STAILQ_REMOVE(&router->nat.pools, pool, nat_pool, link);
	HASH_DEL(router->nat.pool_by_name, pool);
}

struct nat_pool *nat_pool(struct router *router, bool no, const struct nat_pool *pool)
{
	struct nat_pool *old = nat_pool_find(router, pool->name);

	if (no) {
		if (old)
			pool_remove(router, old);
		return NULL;
	}
	if (!old) {
		old = arena_new_object(router->arena, struct nat_pool);
		old->name = pool->name;
		STAILQ_INSERT_TAIL(&router->nat.pools, old, link);
		names_add(router->nat.pool_by_name, old);
	}
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
