/* The router model as JSON: all of it, in configuration order, every node with its place. */
#include "print_json.h"
#include "json_text.h"

#include <stdlib.h>
#include <string.h>

void put_text(json_t *object, const char *key, const char *text)
{
	if (text)
		json_object_set_new(object, key, text_json(text));
}

void put_number(json_t *object, const char *key, uint32_t number)
{
	json_object_set_new(object, key, json_integer(number));
}

void put_flag(json_t *object, const char *key, bool set)
{
	if (set)
		json_object_set_new(object, key, json_true());
}

void put_address(json_t *object, const char *key, uint32_t addr)
{
	char text[IP_TEXT_SIZE];

	put_text(object, key, ip_text(text, addr));
}

void put_prefix(json_t *object, const char *key, uint32_t addr, unsigned len)
{
	char text[IP_TEXT_SIZE];

	put_text(object, key, ip_prefix_text(text, addr, len));
}

static json_t *place_json(const struct router *router, struct span at)
{
	struct place place = source_place(router->source, at.off);

	return json_sprintf("%u:%u", place.line, place.column);
}

static void put_place(const struct router *router, json_t *object, const char *key, struct span at)
{
	json_object_set_new(object, key, place_json(router, at));
}

void put_name(const struct router *router, json_t *object, const char *key, struct name name)
{
	json_t *reference;

	if (!name.s)
		return;
	reference = json_object();
	put_text(reference, "name", name.s);
	put_place(router, reference, "at", name.at);
	json_object_set_new(object, key, reference);
}

json_t *json_row(const struct router *router, json_t *array, struct span at)
{
	json_t *object = json_object();

	put_place(router, object, "at", at);
	json_array_append_new(array, object);
	return object;
}

/* Routes. */

static json_t *routes_json(const struct router *router, const struct static_routes *routes)
{
	json_t *array = json_array();

	VEC_FOREACH (route, routes) {
		json_t *row = json_row(router, array, route->at);

		put_text(row, "vrf", route->vrf);
		if (route->v6)
			put_prefix6(row, "prefix", router_ip6(router, route->prefix), route->len);
		else
			put_prefix(row, "prefix", route->prefix, route->len);
		put_name(router, row, "interface", route->interface.name);
		if (route->has_next_hop && route->v6)
			put_address6(row, "next-hop", router_ip6(router, route->next_hop));
		else if (route->has_next_hop)
			put_address(row, "next-hop", route->next_hop);
		put_flag(row, "null0", route->null0);
		put_flag(row, "dhcp", route->dhcp);
		put_flag(row, "global", route->global);
		put_flag(row, "multicast", route->multicast);
		put_number(row, "distance", route->distance);
		if (route->tag)
			put_number(row, "tag", route->tag);
		put_text(row, "label", route->label);
		put_flag(row, "permanent", route->permanent);
		if (route->track)
			put_number(row, "track", route->track);
		put_flag(row, "untranslated", route->untranslated);
	}
	return array;
}

static json_t *routing_json(const struct router *router)
{
	const struct routing *routing = &router->routing;
	json_t *json = json_object(), *networks = json_array();

	put_flag(json, "off", routing->off);
	if (routing->default_gateway)
		put_address(json, "default-gateway", routing->default_gateway);
	VEC_FOREACH (network, &routing->networks)
		put_address(json_row(router, networks, network->at), "network", network->network);
	json_object_set_new(json, "default-networks", networks);
	return json;
}

/* The DNS server. */

static void put_servers(json_t *object, const char *key, const struct servers *servers)
{
	char text[IP_TEXT_SIZE], text6[IP6_TEXT_SIZE];
	json_t *array = json_array();

	VEC_FOREACH (server, servers)
		json_array_append_new(
			array, json_sprintf("%s%s%s%s", server->vrf ? "vrf " : "",
					    server->vrf ? server->vrf : "", server->vrf ? " " : "",
					    server->learnt.name.s ? server->learnt.name.s
					    : server->v6	  ? ip6_text(text6, server->addr6)
								  : ip_text(text, server->addr)));
	json_object_set_new(object, key, array);
}

static void put_settings(json_t *object, const struct dns_settings *settings)
{
	json_t *array;

	if (!settings->len)
		return;
	array = json_array();
	VEC_FOREACH (setting, settings)
		json_array_append_new(array, json_sprintf("%s%s%s", setting->key,
							  setting->value ? " " : "",
							  setting->value ? setting->value : ""));
	json_object_set_new(object, "settings", array);
}

static json_t *name_lists_json(const struct router *router)
{
	const struct dns_name_list *list;
	json_t *array = json_array();

	STAILQ_FOREACH (list, &router->dns.name_lists, link) {
		json_t *row = json_row(router, array, list->at), *entries = json_array();

		put_number(row, "id", list->id);
		VEC_FOREACH (entry, &list->entries) {
			json_t *item = json_row(router, entries, entry->at);

			put_text(item, "action", entry->permit ? "permit" : "deny");
			put_text(item, "expression", entry->regex);
		}
		json_object_set_new(row, "entries", entries);
	}
	return array;
}

static json_t *views_json(const struct router *router)
{
	const struct dns_view *view;
	json_t *array = json_array();

	STAILQ_FOREACH (view, &router->dns.views, link) {
		json_t *row = json_row(router, array, view->at);

		put_text(row, "name", view->name);
		put_flag(row, "no-forwarding", view->no_forwarding);
		put_flag(row, "no-lookup", view->no_lookup);
		put_text(row, "domain-name", view->domain_name);
		put_servers(row, "forwarders", &view->forwarders);
		put_servers(row, "name-servers", &view->name_servers);
		put_name(router, row, "source-interface", view->source.name);
		put_flag(row, "logging", view->logging);
		put_settings(row, &view->settings);
	}
	return array;
}

static json_t *members_json(const struct router *router, const struct dns_view_list *list)
{
	json_t *array = json_array();

	VEC_FOREACH (member, &list->members) {
		json_t *row = json_row(router, array, member->view.name.at);

		put_text(row, "view", member->view.name.s);
		put_number(row, "order", member->order);
		put_name(router, row, "source", member->source.name);
		if (member->name_group)
			put_number(row, "name-group", member->name_group);
		put_flag(row, "authenticated", member->authenticated);
		put_flag(row, "untranslated", dns_member_untranslated(member));
	}
	return array;
}

static json_t *view_lists_json(const struct router *router)
{
	const struct dns_view_list *list;
	json_t *array = json_array();

	STAILQ_FOREACH (list, &router->dns.lists, link) {
		json_t *row = json_row(router, array, list->at);

		put_text(row, "name", list->name);
		json_object_set_new(row, "views", members_json(router, list));
	}
	return array;
}

static json_t *hosts_json(const struct router *router)
{
	static const char *const records[] = {
#define X(symbol) #symbol,
		DNS_RECORDS(X)
#undef X
	};
	json_t *array = json_array();

	VEC_FOREACH (host, &router->dns.hosts) {
		json_t *row = json_row(router, array, host->at);

		put_name(router, row, "view", host->view);
		put_text(row, "name", host->name);
		put_text(row, "record", records[host->record]);
		if (host->record == DNS_A)
			put_address(row, "address", host->addr);
		if (host->record == DNS_AAAA)
			put_address6(row, "address", host->addr6);
		if (host->record == DNS_SRV) {
			put_number(row, "weight", host->weight);
			put_number(row, "port", host->port);
		}
		if (host->record == DNS_MX || host->record == DNS_SRV)
			put_number(row, "preference", host->preference);
		put_text(row, "target", host->target);
		put_text(row, "system", host->system);
		put_place(router, row, "data-at", host->data_at);
	}
	return array;
}

static json_t *primaries_json(const struct router *router)
{
	json_t *array = json_array();

	VEC_FOREACH (primary, &router->dns.primaries) {
		json_t *row = json_row(router, array, primary->at);

		put_text(row, "zone", primary->zone);
		put_text(row, "mname", primary->mname);
		put_text(row, "rname", primary->rname);
		put_number(row, "refresh", primary->refresh);
		put_number(row, "retry", primary->retry);
		put_number(row, "expire", primary->expire);
		put_number(row, "minimum", primary->minimum);
	}
	return array;
}

static json_t *dns_json(const struct router *router)
{
	const struct dns *server = &router->dns;
	json_t *dns = json_object();

	put_flag(dns, "server", server->server);
	put_flag(dns, "no-lookup", server->no_lookup);
	put_text(dns, "domain-name", router->domain_name);
	put_name(router, dns, "view-group", server->server_view_group.name);
	put_servers(dns, "name-servers", &server->name_servers);
	put_name(router, dns, "lookup-source", server->lookup_source.name);
	put_settings(dns, &server->settings);
	put_flag(dns, "spoofing", server->spoofing);
	if (server->spoofed)
		put_address(dns, "spoofed", server->spoofed);
	if (!STAILQ_EMPTY(&server->name_lists))
		json_object_set_new(dns, "name-lists", name_lists_json(router));
	json_object_set_new(dns, "views", views_json(router));
	json_object_set_new(dns, "view-lists", view_lists_json(router));
	json_object_set_new(dns, "hosts", hosts_json(router));
	json_object_set_new(dns, "primaries", primaries_json(router));
	return dns;
}

/* What is not in the model. */

static json_t *untranslated_json(const struct router *router)
{
	static const char *const classes[] = {
#define X(symbol, text) text,
		LINE_CLASSES(X)
#undef X
	};
	json_t *array = json_array();

	VEC_FOREACH (statement, &router->untranslated) {
		json_t *row = json_row(router, array, statement->at);

		put_text(row, "text", statement->text);
		put_text(row, "block", statement->block);
		put_text(row, "class", classes[statement->class]);
		put_number(row, "lines", statement->lines);
	}
	return array;
}

json_t *router_json(const struct router *router)
{
	json_t *json = json_object();

	put_name(router, json, "hostname", router->hostname);
	if (!STAILQ_EMPTY(&router->vrfs.list))
		json_object_set_new(json, "vrfs", vrfs_json(router));
	json_object_set_new(json, "interfaces", interfaces_json(router));
	json_object_set_new(json, "object-groups", object_groups_json(router));
	json_object_set_new(json, "time-ranges", time_ranges_json(router));
	json_object_set_new(json, "access-lists", acls_json(router, &router->acls));
	if (!STAILQ_EMPTY(&router->acls6.list))
		json_object_set_new(json, "ipv6-access-lists", acls_json(router, &router->acls6));
	json_object_set_new(json, "prefix-lists", prefix_lists_json(router, false));
	if (!STAILQ_EMPTY(&router->prefix_lists6.list))
		json_object_set_new(json, "ipv6-prefix-lists", prefix_lists_json(router, true));
	json_object_set_new(json, "route-maps", route_maps_json(router));
	put_name(router, json, "local-policy", router->local_policy.name);
	json_object_set_new(json, "nat", nat_json(router));
	put_ipv6(router, json);
	if (router->routing.off || router->routing.default_gateway || router->routing.networks.len)
		json_object_set_new(json, "routing", routing_json(router));
	json_object_set_new(json, "routes", routes_json(router, &router->routes));
	if (router->routes6.len)
		json_object_set_new(json, "ipv6-routes", routes_json(router, &router->routes6));
	json_object_set_new(json, "sla", slas_json(router));
	json_object_set_new(json, "tracks", tracks_json(router));
	if (!STAILQ_EMPTY(&router->applets.list))
		json_object_set_new(json, "applets", applets_json(router));
	if (router->applets.environment.len)
		json_object_set_new(json, "applet-variables", applet_variables_json(router));
	json_object_set_new(json, "dns", dns_json(router));
	put_dhcp(router, json);
	put_dhcp6(router, json);
	json_object_set_new(json, "untranslated", untranslated_json(router));
	return json;
}
