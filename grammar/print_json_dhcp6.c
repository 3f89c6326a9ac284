/* The DHCPv6 server of the router model as JSON. */
#include "print_json.h"

static void put_time(json_t *row, const char *key, uint32_t seconds)
{
	if (seconds == DHCP6_EVER)
		put_text(row, key, "infinite");
	else
		put_number(row, key, seconds);
}

static json_t *values_json(const struct router *router, const struct dhcp6_pool *pool)
{
	static const char *const forms[] = {
		[DHCP6_ADDRESS] = "address",
		[DHCP6_NAME] = "name",
		[DHCP6_ASCII] = "ascii",
		[DHCP6_HEX] = "hex",
	};
	json_t *array = json_array();

	VEC_FOREACH (value, &pool->values) {
		json_t *row = json_row(router, array, value->at);

		put_number(row, "code", value->code);
		put_flag(row, "numbered", value->numbered);
		if (value->form == DHCP6_ADDRESS)
			put_address6(row, "address", value->addr);
		else
			put_text(row, forms[value->form], value->text);
	}
	return array;
}

static void put_times(json_t *row, const struct dhcp6_times *times)
{
	if (!times->given)
		return;
	put_time(row, "delegated-valid", times->valid);
	put_time(row, "delegated-preferred", times->preferred);
}

static json_t *delegated_json(const struct router *router, const struct dhcp6_pool *pool)
{
	json_t *array = json_array();

	VEC_FOREACH (delegated, &pool->reserved) {
		json_t *row = json_row(router, array, delegated->at);

		put_prefix6(row, "prefix", delegated->net.addr, delegated->net.len);
		put_text(row, "duid", delegated->duid);
		put_times(row, &delegated->times);
	}
	return array;
}

static json_t *prefix_pools_json(const struct router *router)
{
	json_t *array = json_array();

	VEC_FOREACH (pool, &router->dhcp6.prefix_pools) {
		json_t *row = json_row(router, array, pool->at);

		put_text(row, "name", pool->name);
		put_prefix6(row, "prefix", pool->net.addr, pool->net.len);
		put_number(row, "length", pool->len);
	}
	return array;
}

static void put_pool(const struct router *router, json_t *row, const struct dhcp6_pool *pool)
{
	char text[IP6_TEXT_SIZE];
	json_t *links = json_array();

	put_text(row, "name", pool->name);
	if (pool->has_prefix) {
		put_prefix6(row, "prefix", pool->net.addr, pool->net.len);
		put_time(row, "valid", pool->valid);
		put_time(row, "preferred", pool->preferred);
	}
	VEC_FOREACH (net, &pool->links)
		json_array_append_new(links,
				      json_string(ip6_prefix_text(text, net->addr, net->len)));
	put_name(router, row, "delegates", pool->delegated.pool);
	put_times(row, &pool->delegated.times);
	if (pool->reserved.len)
		json_object_set_new(row, "delegated", delegated_json(router, pool));
	if (pool->refresh)
		put_time(row, "refresh", pool->refresh);
	json_object_set_new(row, "links", links);
	json_object_set_new(row, "options", values_json(router, pool));
}

void put_dhcp6(const struct router *router, json_t *json)
{
	const struct dhcp6_pool *pool;
	json_t *pools;

	if (router->dhcp6.prefix_pools.len)
		json_object_set_new(json, "prefix-pools", prefix_pools_json(router));
	if (STAILQ_EMPTY(&router->dhcp6.pools))
		return;
	pools = json_array();
	STAILQ_FOREACH (pool, &router->dhcp6.pools, link)
		put_pool(router, json_row(router, pools, pool->at), pool);
	json_object_set_new(json, "dhcpv6-pools", pools);
}

void put_dhcp6_server(const struct router *router, json_t *own, const struct dhcp6_server *server)
{
	json_t *row;

	if (!server->automatic && !server->pool.name.s)
		return;
	row = json_object();
	put_flag(row, "automatic", server->automatic);
	put_name(router, row, "pool", server->pool.name);
	put_flag(row, "rapid-commit", server->rapid_commit);
	put_flag(row, "allow-hint", server->allow_hint);
	if (server->preference)
		put_number(row, "preference", server->preference);
	json_object_set_new(own, "dhcpv6-server", row);
}
