/*
 * Objects of the plan as JSON, for `show plan` and `show target` and for handing a plan to the
 * agent's core: every field by its name, enumerations as words, addresses as text. Of an object's
 * text that comes from a configuration, bytes that are no UTF-8 become '?', since JSON has no place
 * for them.
 */
#include <string.h>

#include "grammar/ir.h"
#include "plan_json.h"

json_t *address_json(uint32_t addr)
{
	char buf[IP_TEXT_SIZE];

	return json_string(ip_text(buf, addr));
}

json_t *address6_json(struct ip6 addr)
{
	char buf[IP6_TEXT_SIZE];

	return json_string(ip6_text(buf, addr));
}

json_t *prefix6_json_text(struct ip6 addr, unsigned len)
{
	char buf[IP6_TEXT_SIZE];

	return json_string(ip6_prefix_text(buf, addr, len));
}

json_t *prefix_json_text(uint32_t addr, unsigned len)
{
	char buf[IP_TEXT_SIZE];

	return json_string(ip_prefix_text(buf, addr, len));
}

json_t *value_json(const struct plan *plan, const struct value *value)
{
	const char *key = value->kind == VALUE_PREFIX	 ? "prefix6-of"
			  : value->kind == VALUE_ADDRESS ? value->v6 ? "address6-of" : "address-of"
			  : value->v6			 ? "gateway6-of"
							 : "gateway-of";

	if (value->kind == VALUE_CONST)
		return value->v6 ? address6_json(*value->addr6) : address_json(value->addr);
	if (value->kind == VALUE_PREFIX)
		return json_pack("{s:o, s:o, s:i}", key,
				 text_json(plan->devices.at[value->device].interface), "bits",
				 address6_json(*value->addr6), "length", (int)value->len);
	return json_pack("{s:o}", key, text_json(plan->devices.at[value->device].interface));
}

/* ---- kernel ---- */

static void sysctl_put(json_t *json, const struct plan *plan, const struct sysctl_object *sysctl)
{
	(void)plan;
	json_put(json, "path", text_json(sysctl->path));
	json_put(json, "value", text_json(sysctl->value));
}

static void tunnel_put(json_t *json, const struct tunnel_object *tunnel)
{
	if (tunnel->local)
		json_put(json, "local", address_json(tunnel->local));
	json_put(json, "remote", address_json(tunnel->remote));
	if (tunnel->has_key)
		json_put(json, "key", json_integer(tunnel->key));
	if (tunnel->checksum)
		json_put(json, "checksum", json_true());
	if (tunnel->sequence)
		json_put(json, "sequence", json_true());
	if (tunnel->ignore_df)
		json_put(json, "ignore-df", json_true());
	json_put(json, "ttl", json_integer(tunnel->ttl));
	if (tunnel->has_tos)
		json_put(json, "tos", json_integer(tunnel->tos));
}

static void link_put(json_t *json, const struct plan *plan, const struct link_object *link)
{
	(void)plan;
	json_put(json, "device", text_json(link->device));
	json_put(json, "up", json_boolean(link->up));
	if (link->kind != LINK_GIVEN)
		json_put(json, "type", json_string(link_kind_word(link->kind)));
	if (link->parent) {
		json_put(json, "parent", text_json(link->parent));
		json_put(json, "vlan", json_integer(link->vlan));
	}
	if (link->tunnel.remote)
		tunnel_put(json, &link->tunnel);
	if (link->table)
		json_put(json, "table", json_integer(link->table));
	if (link->master)
		json_put(json, "master", text_json(link->master));
	if (link->mtu)
		json_put(json, "mtu", json_integer(link->mtu));
}

static void address_put(json_t *json, const struct plan *plan, const struct address_object *address)
{
	json_put(json, "device", text_json(address->device));
	json_put(json, "address",
		 address->v6 ? prefix6_json_text(address->addr6, address->len)
			     : prefix_json_text(address->addr, address->len));
	if (address->from.kind != VALUE_CONST)
		json_put(json, "from", value_json(plan, &address->from));
	json_put(json, "order", json_integer(address->order));
	if (address->no_dad)
		json_put(json, "no-dad", json_true());
}

static json_t *hop_json(const struct plan *plan, const struct next_hop *hop)
{
	json_t *json = json_pack("{s:o}", "device", text_json(hop->device));

	if (hop->has_via)
		json_put(json, "via", value_json(plan, &hop->via));
	if (hop->onlink)
		json_put(json, "onlink", json_true());
	return json;
}

const char *route_type_word(uint8_t type)
{
	switch (type) {
#define X(symbol, word) \
	case symbol:    \
		return word;
		ROUTE_WORDS(X)
#undef X
	}
	return "?";
}

static void route_put(json_t *json, const struct plan *plan, const struct route_object *route)
{
	json_t *hops = json_array();

	json_put(json, "table", json_integer(route->table));
	json_put(json, "prefix",
		 route->v6 ? prefix6_json_text(route->prefix6, route->len)
			   : prefix_json_text(route->prefix, route->len));
	if (route->from.kind != VALUE_CONST)
		json_put(json, "from", value_json(plan, &route->from));
	json_put(json, "metric", json_integer(route->metric));
	json_put(json, "type", json_string(route_type_word(route->type)));
	if (route->realm)
		json_put(json, "realm", json_integer(route->realm));
	for (int i = 0; i < route->hops; i++)
		json_array_append_new(hops, hop_json(plan, &route->hop[i]));
	json_put(json, "hops", hops);
}

static void rule_put(json_t *json, const struct plan *plan, const struct rule_object *rule)
{
	(void)plan;
	json_put(json, "preference", json_integer(rule->pref));
	json_put(json, "mark", json_integer(rule->mark));
	json_put(json, "mask", json_integer(rule->mask));
	json_put(json, "table", json_integer(rule->table));
	json_put(json, "suppress-default", json_boolean(rule->suppress_default));
	if (rule->onward)
		json_put(json, "onward", json_integer(rule->onward));
	if (rule->v6)
		json_put(json, "ipv6", json_true());
	if (!ip6_is_zero(rule->from6))
		json_put(json, "from", address6_json(rule->from6));
	if (rule->from)
		json_put(json, "from", address_json(rule->from));
	if (rule->unspecified)
		json_put(json, "unspecified", json_true());
}

/* ---- DNS ---- */

#define ARRAY_JSON(vec, each_json)                                \
	__extension__({                                           \
		json_t *array_ = json_array();                    \
		VEC_FOREACH (row_, vec)                           \
			json_array_append_new(array_, each_json); \
		array_;                                           \
	})

static json_t *prefix_json(const struct prefix *prefix)
{
	json_t *json = json_pack("{s:o}", "prefix",
				 prefix->v6 ? prefix6_json_text(prefix->addr6, prefix->len)
					    : prefix_json_text(prefix->addr, prefix->len));

	if (prefix->deny)
		json_put(json, "deny", json_true());
	return json;
}

static void dns_server_put(json_t *json, const struct plan *plan,
			   const struct dns_server_object *server)
{
	(void)plan;
	if (server->vrf)
		json_put(json, "vrf", text_json(server->vrf));
	json_put(json, "hostname", text_json(server->hostname));
	json_put(json, "listen", ARRAY_JSON(&server->listen, address_json(*row_)));
	if (server->v6)
		json_put(json, "ipv6", json_true());
	if (server->log)
		json_put(json, "log", json_true());
}

static json_t *dns_address_json(const struct plan *plan, const struct dns_address *address)
{
	if (address->learnt)
		return json_pack("{s:o}", "servers-of",
				 text_json(plan->devices.at[address->device].interface));
	return address->v6 ? address6_json(address->addr6) : address_json(address->addr);
}

static json_t *forward_json(const struct plan *plan, const struct dns_forward *forward)
{
	json_t *json = json_object();

	json_put(json, "zone", text_json(forward->zone));
	json_put(json, "to", ARRAY_JSON(&forward->to, dns_address_json(plan, row_)));
	return json;
}

static void dns_view_put(json_t *json, const struct plan *plan, const struct dns_view_object *view)
{
	if (view->vrf)
		json_put(json, "vrf", text_json(view->vrf));
	json_put(json, "name", text_json(view->name));
	json_put(json, "label", text_json(view->label));
	json_put(json, "order", json_integer(view->order));
	json_put(json, "outside", json_boolean(view->outside));
	json_put(json, "destinations", ARRAY_JSON(&view->destinations, value_json(plan, row_)));
	json_put(json, "clients", ARRAY_JSON(&view->clients, prefix_json(row_)));
	json_put(json, "recursion-from", ARRAY_JSON(&view->recursion_from, prefix_json(row_)));
	json_put(json, "forwarders", ARRAY_JSON(&view->forwarders, dns_address_json(plan, row_)));
	if (view->forwards.len)
		json_put(json, "forwards", ARRAY_JSON(&view->forwards, forward_json(plan, row_)));
	if (view->source)
		json_put(json, "source", address_json(view->source));
}

static json_t *record_json(const struct plan *plan, const struct dns_record_row *row)
{
	static const char *const types[] = {
		[DNS_A] = "A",	   [DNS_NS] = "NS",	[DNS_MX] = "MX",
		[DNS_SRV] = "SRV", [DNS_AAAA] = "AAAA", [DNS_HINFO] = "HINFO"};
	json_t *json = json_pack("{s:o, s:I, s:s}", "owner", text_json(row->owner), "ttl",
				 (json_int_t)row->ttl, "type", types[row->type]);

	bool address = row->type == DNS_A || row->type == DNS_AAAA;

	if (address)
		json_put(json, "address", value_json(plan, &row->addr));
	if (row->type == DNS_MX || row->type == DNS_SRV)
		json_put(json, "preference", json_integer(row->preference));
	if (row->type == DNS_SRV) {
		json_put(json, "weight", json_integer(row->weight));
		json_put(json, "port", json_integer(row->port));
	}
	if (!address)
		json_put(json, "target", text_json(row->target));
	if (row->type == DNS_HINFO)
		json_put(json, "system", text_json(row->system));
	if (row->origin)
		json_put(json, "origin", text_json(row->origin));
	return json;
}

static void dns_zone_put(json_t *json, const struct plan *plan, const struct dns_zone_object *zone)
{
	if (zone->vrf)
		json_put(json, "vrf", text_json(zone->vrf));
	json_put(json, "view", text_json(zone->view));
	json_put(json, "zone", text_json(zone->zone));
	json_put(json, "mname", text_json(zone->mname));
	json_put(json, "rname", text_json(zone->rname));
	json_put(json, "serial", json_integer(zone->serial));
	json_put(json, "refresh", json_integer(zone->refresh));
	json_put(json, "retry", json_integer(zone->retry));
	json_put(json, "expire", json_integer(zone->expire));
	json_put(json, "minimum", json_integer(zone->minimum));
	json_put(json, "ttl", json_integer(zone->ttl));
	json_put(json, "records", ARRAY_JSON(&zone->records, record_json(plan, row_)));
}

/* ---- beyond the gateway ---- */

/* Whoever may see the plan may not see the password. */
static void ppp_put(json_t *json, const struct plan *plan, const struct ppp_object *ppp)
{
	(void)plan;
	json_put(json, "device", text_json(ppp->device));
	json_put(json, "nic", text_json(ppp->nic));
	json_put(json, "service", text_json(ppp->service));
	json_put(json, "user", text_json(ppp->user));
	json_put(json, "password", json_boolean(ppp->password));
	json_put(json, "mtu", json_integer(ppp->mtu));
	json_put(json, "echo-interval", json_integer(ppp->echo_interval));
	json_put(json, "echo-failures", json_integer(ppp->echo_failures));
	json_put(json, "negotiated", json_boolean(ppp->negotiated));
	json_put(json, "name-servers", json_boolean(ppp->dns));
}

static void server_put(json_t *json, const struct plan *plan, const struct server_object *server)
{
	(void)plan;
	json_put(json, "address", prefix_json_text(server->addr, server->len));
	json_put(json, "gateway", address_json(server->gateway));
	json_put(json, "extra", ARRAY_JSON(&server->extra, address_json(*row_)));
}

static void parent_record_put(json_t *json, const struct plan *plan,
			      const struct parent_record_object *record)
{
	json_put(json, "record", record_json(plan, &record->row));
}

json_t *object_json(const struct plan *plan, const struct object *object)
{
	static const char *const kinds[] = {
#define X(symbol, member, name) name,
		OBJECT_KINDS(X)
#undef X
	};
	json_t *json = json_pack("{s:s}", "kind", kinds[object->kind]);

	switch ((enum object_kind)object->kind) {
#define X(symbol, member, name)                            \
	case OBJECT_##symbol:                              \
		member##_put(json, plan, &object->member); \
		break;
		OBJECT_KINDS(X)
#undef X
	case OBJECT_ROWS: /* who asks has them spread */
	case OBJECT_KIND_COUNT:
		break;
	}
	if (object->origin)
		json_put(json, "origin", text_json(object->origin));
	return json;
}
