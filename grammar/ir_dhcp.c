/* The DHCP server's pools. */
#include <string.h>

#include "ir.h"
#include "ir_hash.h"

BY_NAME(dhcp_pool, dhcp_pool, dhcp.pools, dhcp.by_name)
REMOVE_BY_NAME(dhcp_pool, dhcp_pool, dhcp.pools, dhcp.by_name)

struct dhcp_pool *dhcp_pool_open(struct router *router, struct name name)
{
	struct dhcp_pool *pool = dhcp_pool_find(router, name.s);

	if (pool)
		return pool;
	pool = dhcp_pool_new(router, name);
	pool->lease = DHCP_LEASE;
	return pool;
}

void dhcp_exclude(struct router *router, bool no, const struct dhcp_excluded *excluded)
{
	uint32_t i = 0;

	/* people exclude a handful of ranges; names are interned */
	VEC_FOREACH (row, &router->dhcp.excluded) {
		if (row->vrf == excluded->vrf && row->first == excluded->first &&
		    row->last == excluded->last)
			break;
		i++;
	}
	if (no && i < router->dhcp.excluded.len)
		vec_remove(&router->dhcp.excluded, i);
	else if (!no && i == router->dhcp.excluded.len)
		vec_push(router->arena, &router->dhcp.excluded, *excluded);
}

void dhcp_option(struct router *router, bool no, struct dhcp_pool *pool,
		 const struct dhcp_option *option)
{
	uint32_t i = 0;

	while (i < pool->options.len && pool->options.at[i].code < option->code)
		i++;
	if (i < pool->options.len && pool->options.at[i].code == option->code) {
		if (no)
			vec_remove(&pool->options, i);
		else
			pool->options.at[i] = *option;
		return;
	}
	if (no)
		return;
	vec_push(router->arena, &pool->options, *option);
	for (uint32_t j = pool->options.len - 1; j > i; j--)
		pool->options.at[j] = pool->options.at[j - 1];
	pool->options.at[i] = *option;
}

void dhcp_reserve(struct router *router, bool no, struct dhcp_pool *pool,
		  const struct dhcp_reserved *reserved)
{
	uint32_t i = 0, end = pool->reserved.len;
	struct dhcp_reserved *at;

	while (i < end) {
		uint32_t middle = i + (end - i) / 2;

		if (pool->reserved.at[middle].addr < reserved->addr)
			i = middle + 1;
		else
			end = middle;
	}
	if (i < pool->reserved.len && pool->reserved.at[i].addr == reserved->addr) {
		if (no)
			vec_remove(&pool->reserved, i);
		else
			pool->reserved.at[i] = *reserved;
		return;
	}
	if (no)
		return;
	vec_push(router->arena, &pool->reserved, *reserved);
	at = &pool->reserved.at[i];
	memmove(at + 1, at, (pool->reserved.len - 1 - i) * sizeof *at);
	*at = *reserved;
}
