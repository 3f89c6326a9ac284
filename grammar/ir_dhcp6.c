/* The pools of the DHCPv6 server. */
#include <string.h>

#include "ir.h"
#include "ir_hash.h"

BY_NAME(dhcp6_pool, dhcp6_pool, dhcp6.pools, dhcp6.by_name)
REMOVE_BY_NAME(dhcp6_pool, dhcp6_pool, dhcp6.pools, dhcp6.by_name)

struct dhcp6_pool *dhcp6_pool_open(struct router *router, struct name name)
{
	struct dhcp6_pool *pool = dhcp6_pool_find(router, name.s);

	if (pool)
		return pool;
	pool = dhcp6_pool_new(router, name);
	pool->valid = DHCP6_VALID;
	pool->preferred = DHCP6_PREFERRED;
	return pool;
}

static bool is_several(const struct dhcp6_value *value)
{
	if (value->numbered)
		return false;
	switch (value->code) {
#define X(symbol, words, number, several) \
	case number:                      \
		return several;
		DHCP6_ADDRESSES(X)
		DHCP6_NAMES(X)
#undef X
	default:
		return false;
	}
}

static bool value_same(const struct dhcp6_value *a, const struct dhcp6_value *b)
{
	if (a->code != b->code || a->numbered != b->numbered)
		return false;
	if (!is_several(a))
		return true;
	return a->form == b->form && ip6_equal(a->addr, b->addr) &&
	       (!a->text || !strcmp(a->text, b->text));
}

void dhcp6_value(struct router *router, bool no, struct dhcp6_pool *pool,
		 const struct dhcp6_value *value)
{
	uint32_t i = 0;

	while (i < pool->values.len && !value_same(&pool->values.at[i], value))
		i++;
	if (no && i < pool->values.len)
		vec_remove(&pool->values, i);
	else if (!no && i < pool->values.len)
		pool->values.at[i] = *value;
	else if (!no)
		vec_push(router->arena, &pool->values, *value);
}

void dhcp6_delegate(struct router *router, bool no, struct dhcp6_pool *pool,
		    const struct dhcp6_delegated *delegated)
{
	for (uint32_t i = pool->reserved.len; i--;)
		if (ip6_net_equal(pool->reserved.at[i].net, delegated->net))
			vec_remove(&pool->reserved, i);
	if (!no)
		vec_push(router->arena, &pool->reserved, *delegated);
}

void prefix_pool(struct router *router, bool no, const struct prefix_pool *pool)
{
	for (uint32_t i = router->dhcp6.prefix_pools.len; i--;)
		if (router->dhcp6.prefix_pools.at[i].name == pool->name)
			vec_remove(&router->dhcp6.prefix_pools, i);
	if (!no)
		vec_push(router->arena, &router->dhcp6.prefix_pools, *pool);
}

const struct prefix_pool *prefix_pool_find(const struct router *router, const char *name)
{
	VEC_FOREACH (pool, &router->dhcp6.prefix_pools)
		if (pool->name == name)
			return pool;
	return NULL;
}

void dhcp6_link(struct router *router, bool no, struct dhcp6_pool *pool, struct ip6_net net)
{
	uint32_t i = 0;

	while (i < pool->links.len && !ip6_net_equal(pool->links.at[i], net))
		i++;
	if (no && i < pool->links.len)
		vec_remove(&pool->links, i);
	else if (!no && i == pool->links.len)
		vec_push(router->arena, &pool->links, net);
}

const char *dhcp6_words(uint32_t code)
{
	switch (code) {
#define X(symbol, words, number, several) \
	case number:                      \
		return words;
		DHCP6_ADDRESSES(X)
		DHCP6_NAMES(X)
#undef X
	default:
		return NULL;
	}
}
