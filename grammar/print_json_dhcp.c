/* The DHCP server of the router model as JSON. */
#include "print_json.h"

static json_t *list_json(const dhcp_addresses *list)
{
	json_t *array = json_array();
	char text[IP_TEXT_SIZE];

	VEC_FOREACH (addr, list)
		json_array_append_new(array, json_string(ip_text(text, *addr)));
	return array;
}

static void put_list(json_t *object, const char *key, const dhcp_addresses *list)
{
	if (list->len)
		json_object_set_new(object, key, list_json(list));
}

static void put_options(const struct router *router, json_t *row, const struct dhcp_pool *pool)
{
	static const char *const forms[] = {
		[DHCP_IP] = "ip", [DHCP_ASCII] = "ascii", [DHCP_HEX] = "hex"};
	json_t *array = json_array();

	VEC_FOREACH (option, &pool->options) {
		json_t *each = json_row(router, array, option->at);

		put_number(each, "code", option->code);
		put_text(each, "form", forms[option->form]);
		put_list(each, "addresses", &option->addresses);
		put_text(each, "text", option->text);
	}
	json_object_set_new(row, "options", array);
}

static void put_reserved(const struct router *router, json_t *row, const struct dhcp_pool *pool)
{
	json_t *array;

	if (!pool->reserved.len)
		return;
	array = json_array();
	VEC_FOREACH (reserved, &pool->reserved) {
		json_t *each = json_row(router, array, reserved->at);

		put_address(each, "address", reserved->addr);
		put_text(each, reserved->hardware ? "hardware-address" : "client-id", reserved->id);
	}
	json_object_set_new(row, "reserved", array);
}

static void put_pool(const struct router *router, json_t *row, const struct dhcp_pool *pool)
{
	char text[IP_TEXT_SIZE];

	put_text(row, "name", pool->name);
	put_text(row, "vrf", pool->vrf);
	if (pool->has_network || pool->has_host)
		put_text(row, pool->has_network ? "network" : "host",
			 ip_prefix_text(text, pool->addr, pool->len));
	put_text(row, "client-identifier", pool->client_id);
	put_text(row, "hardware-address", pool->hardware);
	put_text(row, "client-name", pool->client_name);
	put_list(row, "default-router", &pool->routers);
	put_list(row, "dns-server", &pool->dns_servers);
	put_text(row, "domain-name", pool->domain_name);
	put_list(row, "netbios-name-server", &pool->netbios_servers);
	if (pool->netbios_node)
		put_number(row, "netbios-node-type", pool->netbios_node);
	if (pool->next_server)
		put_address(row, "next-server", pool->next_server);
	put_text(row, "bootfile", pool->bootfile);
	put_number(row, "lease", pool->lease);
	put_flag(row, "import-all", pool->import_all);
	put_flag(row, "reserved-only", pool->reserved_only);
	put_reserved(router, row, pool);
	put_options(router, row, pool);
}

void put_dhcp(const struct router *router, json_t *json)
{
	const struct dhcp *dhcp = &router->dhcp;
	json_t *object = json_object(), *excluded = json_array(), *pools = json_array();
	const struct dhcp_pool *pool;

	if (!dhcp->off && STAILQ_EMPTY(&dhcp->pools) && !dhcp->excluded.len) {
		json_decref(object);
		json_decref(excluded);
		json_decref(pools);
		return;
	}
	VEC_FOREACH (range, &dhcp->excluded) {
		json_t *row = json_row(router, excluded, range->at);

		put_text(row, "vrf", range->vrf);
		put_address(row, "first", range->first);
		put_address(row, "last", range->last);
	}
	STAILQ_FOREACH (pool, &dhcp->pools, link)
		put_pool(router, json_row(router, pools, pool->at), pool);
	put_flag(object, "off", dhcp->off);
	json_object_set_new(object, "excluded", excluded);
	json_object_set_new(object, "pools", pools);
	json_object_set_new(json, "dhcp", object);
}
