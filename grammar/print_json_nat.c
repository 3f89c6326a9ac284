/* Translation, as JSON. */
#include "print_json.h"

static void put_kind(json_t *row, uint8_t kind)
{
	if (kind != NAT_INSIDE_SOURCE)
		put_text(row, "kind", nat_kind_words(kind));
}

static void put_options(json_t *row, uint32_t options)
{
	static const char *const words[] = {
#define X(symbol, word) word,
		NAT_OPTIONS(X)
#undef X
	};

	for (int i = 0; i < NAT_OPTION_COUNT; i++)
		put_flag(row, words[i], options & 1u << i);
}

static void put_extra(const struct router *router, json_t *row, const struct nat_extra *extra)
{
	if (!extra)
		return;
	put_text(row, "redundancy", extra->redundancy);
	if (extra->mapping_id)
		put_number(row, "mapping-id", extra->mapping_id);
	if (extra->track)
		put_number(row, "track", extra->track);
	put_name(router, row, "egress-interface", extra->egress.name);
	put_text(row, "portmap", extra->portmap);
}

static json_t *statics_json(const struct router *router)
{
	static const char *const protos[] = {[6] = "tcp", [17] = "udp", [NAT_PROTO_ESP] = "esp"};
	json_t *array = json_array();

	VEC_FOREACH (entry, &router->nat.statics) {
		json_t *row = json_row(router, array, entry->at);

		put_kind(row, entry->kind);
		put_text(row, "protocol", protos[entry->proto]);
		put_address(row, "local", entry->local);
		if (entry->local_port)
			put_number(row, "local-port", entry->local_port);
		put_name(router, row, "interface", entry->interface.name);
		if (!entry->interface.name.s)
			put_address(row, "global", entry->global);
		if (entry->global_port)
			put_number(row, "global-port", entry->global_port);
		if (entry->len < 32)
			put_number(row, "prefix-length", entry->len);
		put_text(row, "vrf", entry->vrf);
		put_name(router, row, "route-map", entry->route_map.name);
		put_options(row, entry->options);
		put_extra(router, row, entry->extra);
		put_flag(row, "untranslated", entry->untranslated);
	}
	return array;
}

static json_t *dynamics_json(const struct router *router)
{
	json_t *array = json_array();

	VEC_FOREACH (rule, &router->nat.dynamics) {
		json_t *row = json_row(router, array, rule->at);

		put_kind(row, rule->kind);
		put_name(router, row, "list", rule->acl.name);
		put_name(router, row, "route-map", rule->route_map.name);
		put_name(router, row, "interface", rule->interface.name);
		put_name(router, row, "pool", rule->pool.name);
		put_options(row, rule->options);
		put_text(row, "vrf", rule->vrf);
		put_extra(router, row, rule->extra);
		put_flag(row, "untranslated", rule->untranslated);
	}
	return array;
}

static json_t *ranges_json(const struct nat_pool *pool)
{
	json_t *array = json_array();

	VEC_FOREACH (range, &pool->ranges) {
		json_t *row = json_object();

		put_address(row, "first", range->first);
		put_address(row, "last", range->last);
		json_array_append_new(array, row);
	}
	return array;
}

static json_t *pools_json(const struct router *router)
{
	static const char *const types[] = {NULL, "rotary", "match-host"};
	json_t *array = json_array();
	const struct nat_pool *pool;

	STAILQ_FOREACH (pool, &router->nat.pools, link) {
		json_t *row = json_row(router, array, pool->at);

		put_text(row, "name", pool->name);
		json_object_set_new(row, "ranges", ranges_json(pool));
		put_number(row, "prefix-length", pool->len);
		put_text(row, "type", types[pool->type]);
		put_flag(row, "add-route", pool->add_route);
		put_text(row, "accounting", pool->accounting);
		put_flag(row, "arp-ping", pool->arp_ping);
	}
	return array;
}

static void put_seconds(json_t *row, const char *key, uint32_t seconds)
{
	if (seconds == NAT_NEVER)
		put_text(row, key, "never");
	else
		put_number(row, key, seconds);
}

static json_t *port_timeouts_json(const struct router *router)
{
	json_t *array = json_array();

	VEC_FOREACH (timeout, &router->nat.settings.port_timeouts) {
		json_t *row = json_row(router, array, timeout->at);

		put_text(row, "protocol", timeout->proto == 6 ? "tcp" : "udp");
		put_number(row, "port", timeout->port);
		put_seconds(row, "seconds", timeout->seconds);
	}
	return array;
}

static json_t *limits_json(const struct router *router)
{
	static const char *const words[] = {
#define X(symbol, word) word,
		NAT_LIMITS(X)
#undef X
	};
	json_t *array = json_array();

	VEC_FOREACH (limit, &router->nat.settings.limits) {
		json_t *row = json_row(router, array, limit->at);

		put_text(row, "of", limit->kind == NAT_LIMIT_ALL ? "all" : words[limit->kind]);
		if (limit->kind == NAT_LIMIT_HOST)
			put_address(row, "host", limit->host);
		put_name(router, row, "list", limit->acl.name);
		put_text(row, "vrf", limit->vrf);
		put_number(row, "entries", limit->entries);
	}
	return array;
}

static json_t *services_json(const struct router *router)
{
	json_t *array = json_array();

	VEC_FOREACH (service, &router->nat.settings.services) {
		json_t *row = json_row(router, array, service->at);

		put_text(row, "name", nat_service_word(service->name));
		if (service->proto)
			put_text(row, "protocol", service->proto == 6 ? "tcp" : "udp");
		if (service->port)
			put_number(row, "port", service->port);
		put_name(router, row, "list", service->acl.name);
		put_flag(row, "off", service->off);
	}
	return array;
}

static void put_settings(const struct router *router, json_t *nat)
{
	const struct nat_settings *settings = &router->nat.settings;
	json_t *timeouts = json_object();

	for (int i = 0; i < NAT_TIMEOUT_COUNT; i++)
		if (settings->timeout[i])
			put_seconds(timeouts, nat_timeout_word(i), settings->timeout[i]);
	json_object_set_new(nat, "timeouts", timeouts);
	json_object_set_new(nat, "port-timeouts", port_timeouts_json(router));
	json_object_set_new(nat, "limits", limits_json(router));
	json_object_set_new(nat, "services", services_json(router));
	put_flag(nat, "log", settings->log);
}

json_t *nat_json(const struct router *router)
{
	json_t *nat = json_object();

	json_object_set_new(nat, "pools", pools_json(router));
	json_object_set_new(nat, "dynamic", dynamics_json(router));
	json_object_set_new(nat, "static", statics_json(router));
	put_settings(router, nat);
	return nat;
}
