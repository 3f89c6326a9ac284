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

static json_t *prefix6_text(struct ip6 addr, unsigned len)
{
	char buf[IP6_TEXT_SIZE];

	return json_string(ip6_prefix_text(buf, addr, len));
}

static json_t *prefix_text(uint32_t addr, unsigned len)
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

static void put(json_t *object, const char *key, json_t *value)
{
	json_object_set_new(object, key, value);
}

/* ---- kernel ---- */

static void sysctl_put(json_t *json, const struct plan *plan, const struct sysctl_object *sysctl)
{
	(void)plan;
	put(json, "path", text_json(sysctl->path));
	put(json, "value", text_json(sysctl->value));
}

static void tunnel_put(json_t *json, const struct tunnel_object *tunnel)
{
	if (tunnel->local)
		put(json, "local", address_json(tunnel->local));
	put(json, "remote", address_json(tunnel->remote));
	if (tunnel->has_key)
		put(json, "key", json_integer(tunnel->key));
	if (tunnel->checksum)
		put(json, "checksum", json_true());
	if (tunnel->sequence)
		put(json, "sequence", json_true());
	if (tunnel->ignore_df)
		put(json, "ignore-df", json_true());
	put(json, "ttl", json_integer(tunnel->ttl));
	if (tunnel->has_tos)
		put(json, "tos", json_integer(tunnel->tos));
}

static void link_put(json_t *json, const struct plan *plan, const struct link_object *link)
{
	(void)plan;
	put(json, "device", text_json(link->device));
	put(json, "up", json_boolean(link->up));
	if (link->kind != LINK_GIVEN)
		put(json, "type", json_string(link_kind_word(link->kind)));
	if (link->parent) {
		put(json, "parent", text_json(link->parent));
		put(json, "vlan", json_integer(link->vlan));
	}
	if (link->tunnel.remote)
		tunnel_put(json, &link->tunnel);
	if (link->table)
		put(json, "table", json_integer(link->table));
	if (link->master)
		put(json, "master", text_json(link->master));
	if (link->mtu)
		put(json, "mtu", json_integer(link->mtu));
}

static void address_put(json_t *json, const struct plan *plan, const struct address_object *address)
{
	put(json, "device", text_json(address->device));
	put(json, "address",
	    address->v6 ? prefix6_text(address->addr6, address->len)
			: prefix_text(address->addr, address->len));
	if (address->from.kind != VALUE_CONST)
		put(json, "from", value_json(plan, &address->from));
	put(json, "order", json_integer(address->order));
	if (address->no_dad)
		put(json, "no-dad", json_true());
}

static json_t *hop_json(const struct plan *plan, const struct next_hop *hop)
{
	json_t *json = json_pack("{s:o}", "device", text_json(hop->device));

	if (hop->has_via)
		put(json, "via", value_json(plan, &hop->via));
	if (hop->onlink)
		put(json, "onlink", json_true());
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

	put(json, "table", json_integer(route->table));
	put(json, "prefix",
	    route->v6 ? prefix6_text(route->prefix6, route->len)
		      : prefix_text(route->prefix, route->len));
	if (route->from.kind != VALUE_CONST)
		put(json, "from", value_json(plan, &route->from));
	put(json, "metric", json_integer(route->metric));
	put(json, "type", json_string(route_type_word(route->type)));
	if (route->realm)
		put(json, "realm", json_integer(route->realm));
	for (int i = 0; i < route->hops; i++)
		json_array_append_new(hops, hop_json(plan, &route->hop[i]));
	put(json, "hops", hops);
}

static void rule_put(json_t *json, const struct plan *plan, const struct rule_object *rule)
{
	(void)plan;
	put(json, "preference", json_integer(rule->pref));
	put(json, "mark", json_integer(rule->mark));
	put(json, "mask", json_integer(rule->mask));
	put(json, "table", json_integer(rule->table));
	put(json, "suppress-default", json_boolean(rule->suppress_default));
	if (rule->onward)
		put(json, "onward", json_integer(rule->onward));
	if (rule->v6)
		put(json, "ipv6", json_true());
	if (!ip6_is_zero(rule->from6))
		put(json, "from", address6_json(rule->from6));
	if (rule->from)
		put(json, "from", address_json(rule->from));
	if (rule->unspecified)
		put(json, "unspecified", json_true());
}

/* ---- nft ---- */

static json_t *types_json(const uint8_t *types, int n)
{
	static const char *const words[] = {
		[TYPE_IPV4] = "ipv4_addr",
		[TYPE_PROTO] = "inet_proto",
		[TYPE_SERVICE] = "inet_service",
		[TYPE_IFNAME] = "ifname",
		[TYPE_MARK] = "mark",
		[TYPE_VERDICT] = "verdict",
		[TYPE_IPV6] = "ipv6_addr",
	};
	json_t *array = json_array();

	for (int i = 0; i < n; i++)
		json_array_append_new(array, json_string(words[types[i]]));
	return array;
}

static void set_put(json_t *json, const struct plan *plan, const struct set_object *set)
{
	(void)plan;
	put(json, "name", text_json(set->name));
	put(json, "key", types_json(set->key, set->keys));
	if (set->datas)
		put(json, "data", types_json(set->data, set->datas));
	if (set->interval)
		put(json, "interval", json_true());
	if (set->dynamic)
		put(json, "dynamic", json_true());
	if (set->timeout)
		put(json, "timeout", json_integer(set->timeout));
}

static void ct_put(json_t *json, const struct plan *plan, const struct ct_object *ct)
{
	json_t *policy = json_object();

	(void)plan;
	put(json, "name", text_json(ct->name));
	put(json, "protocol", json_string(ct->proto == 6 ? "tcp" : "udp"));
	if (ct->kind == CT_HELPER) {
		json_decref(policy);
		put(json, "helper", text_json(ct->helper));
		return;
	}
	VEC_FOREACH (row, &ct->policy)
		put(policy, row->state, json_integer(row->seconds));
	put(json, "policy", policy);
}

static json_t *range_text(uint32_t first, uint32_t last)
{
	char from[IP_TEXT_SIZE], to[IP_TEXT_SIZE];

	return json_sprintf("%s-%s", ip_text(from, first), ip_text(to, last));
}

static json_t *nft_value_json(const struct plan *plan, const struct nft_value *value)
{
	switch ((enum nft_type)value->type) {
	case TYPE_IPV4:
		if (value->last)
			return range_text(value->addr.addr, value->last);
		if (value->len < 32 && value->addr.kind == VALUE_CONST)
			return prefix_text(value->addr.addr, value->len);
		return value_json(plan, &value->addr);
	case TYPE_IPV6:
		if (value->len < IP6_BITS && value->addr.kind == VALUE_CONST)
			return prefix6_text(*value->addr.addr6, value->len);
		return value_json(plan, &value->addr);
	case TYPE_PROTO:
	case TYPE_SERVICE:
	case TYPE_MARK:
		if (value->last)
			return json_sprintf("%u-%u", value->number, value->last);
		return json_integer(value->number);
	case TYPE_IFNAME:
	case TYPE_VERDICT:
		return text_json(value->name);
	}
	return json_null();
}

static json_t *nft_values_json(const struct plan *plan, const struct nft_value *at, int n)
{
	json_t *array = json_array();

	for (int i = 0; i < n; i++)
		json_array_append_new(array, nft_value_json(plan, &at[i]));
	return array;
}

static void element_put(json_t *json, const struct plan *plan, const struct element_object *element)
{
	put(json, "set", text_json(element->set));
	put(json, "key", nft_values_json(plan, element->key, element->keys));
	if (element->datas)
		put(json, "data", nft_values_json(plan, element->data, element->datas));
}

static json_t *match_json(const struct nft_match *match)
{
	static const char *const fields[] = {
#define X(symbol, text) text,
		NFT_FIELDS(X)
#undef X
	};
	static const char *const ops[] = {"eq", "ne", "range", "in", "not-in"};
	json_t *json = json_pack("{s:s, s:s}", "field", fields[match->field], "op", ops[match->op]);
	json_t *list;

	if (match->field == FIELD_SADDR6 || match->field == FIELD_DADDR6) {
		if (match->net6) {
			put(json, "value", address6_json(match->net6->addr));
			put(json, "mask", address6_json(match->net6->mask));
		}
	} else if (match->name) {
		put(json, match->set ? "set" : "name", text_json(match->name));
		if (match->field == FIELD_SADDR_WITH) {
			put(json, "value", address_json(match->lo));
			put(json, "mask", address_json(match->mask));
		}
	} else if (match->op == OP_IN || match->op == OP_NOT_IN) {
		list = json_array();
		for (uint32_t i = 0; i < match->hi; i++)
			json_array_append_new(list, json_integer(match->list[i]));
		put(json, "list", list);
	} else {
		put(json, "value", json_integer(match->lo));
		if (match->op == OP_RANGE)
			put(json, "to", json_integer(match->hi));
		if (match->mask && match->mask != UINT32_MAX)
			put(json, "mask", json_integer(match->mask));
	}
	return json;
}

static json_t *ranges_json(const struct nft_rule *rule)
{
	json_t *array = json_array();

	for (uint32_t i = 0; i < rule->ranges; i++)
		json_array_append_new(array, json_pack("{s:o, s:o}", "address",
						       address_json(rule->range[i].first), "to",
						       address_json(rule->range[i].last)));
	return array;
}

static const char *const nft_verbs[] = {
	[VERB_CONTINUE] = "continue",
	[VERB_ACCEPT] = "accept",
	[VERB_DROP] = "drop",
	[VERB_REJECT] = "reject",
	[VERB_RETURN] = "return",
	[VERB_JUMP] = "jump",
	[VERB_GOTO] = "goto",
	[VERB_SET_MARK] = "set-mark",
	[VERB_SET_CT_MARK] = "set-ct-mark",
	[VERB_SET_ZONE] = "set-ct-zone",
	[VERB_MARK_VMAP] = "ct-mark-vmap",
	[VERB_SET_DSCP] = "set-dscp",
	[VERB_SET_DSCP6] = "set-ip6-dscp",
	[VERB_SET_FRAGMENT] = "set-fragment",
	[VERB_MASQUERADE] = "masquerade",
	[VERB_SNAT] = "snat",
	[VERB_SNAT_NET6] = "snat-net6",
	[VERB_DNAT_NET6] = "dnat-net6",
	[VERB_DNAT_MAP] = "dnat-map",
	[VERB_SNAT_MAP] = "snat-map",
	[VERB_REDIRECT] = "redirect",
	[VERB_SNAT_NET] = "snat-net",
	[VERB_DNAT_ROTARY] = "dnat-rotary",
	[VERB_CT_TIMEOUT] = "ct-timeout",
	[VERB_CT_HELPER] = "ct-helper",
	[VERB_DROP_OVER] = "drop-over",
	[VERB_DROP_OVER_EACH] = "drop-over-each",
	[VERB_UPDATE] = "update",
	[VERB_BIND] = "bind",
	[VERB_BIND_TURNED] = "bind-turned",
	[VERB_SET_MSS] = "set-mss",
};

static json_t *nft_rule_json(const struct nft_rule *rule)
{
	json_t *match = json_array(), *json;

	VEC_FOREACH (m, &rule->match)
		json_array_append_new(match, match_json(m));
	json = json_pack("{s:o, s:s}", "match", match, "verb", nft_verbs[rule->verb]);
	if (rule->target)
		put(json, "target", text_json(rule->target));
	if (rule->net6)
		put(json, "to", prefix6_text(rule->net6->addr, rule->net6->len));
	if (rule->verb == VERB_SNAT) {
		put(json, "address", address_json(rule->addr));
		put(json, "to", address_json(rule->last));
	}
	if (rule->verb == VERB_SNAT_NET)
		put(json, "network", prefix_text(rule->addr, rule->len));
	if (rule->ranges)
		put(json, "addresses", ranges_json(rule));
	if (rule->verb == VERB_DROP_OVER || rule->verb == VERB_DROP_OVER_EACH)
		put(json, "connections", json_integer(rule->mark));
	if (rule->mask) {
		put(json, "mark", json_integer(rule->mark));
		put(json, "mask", json_integer(rule->mask));
	}
	if (rule->verb == VERB_SET_DSCP || rule->verb == VERB_SET_DSCP6 ||
	    rule->verb == VERB_SET_FRAGMENT || rule->verb == VERB_SET_MSS ||
	    rule->verb == VERB_SET_ZONE)
		put(json, "value", json_integer(rule->mark));
	if (rule->counter)
		put(json, "counter", json_true());
	if (rule->log)
		put(json, "log", text_json(rule->log));
	if (rule->origin)
		put(json, "origin", text_json(rule->origin));
	return json;
}

static void chain_put(json_t *json, const struct plan *plan, const struct chain_object *chain)
{
	static const char *const hooks[] = {NULL,      "prerouting", "input",
					    "forward", "output",     "postrouting"};
	static const char *const types[] = {"filter", "nat", "route"};
	json_t *rules = json_array();

	(void)plan;
	put(json, "name", text_json(chain->name));
	if (chain->hook != HOOK_NONE) {
		put(json, "hook", json_string(hooks[chain->hook]));
		put(json, "type", json_string(types[chain->type]));
		put(json, "priority", json_integer(chain->priority));
	}
	VEC_FOREACH (rule, &chain->rules)
		json_array_append_new(rules, nft_rule_json(rule));
	put(json, "rules", rules);
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
				 prefix->v6 ? prefix6_text(prefix->addr6, prefix->len)
					    : prefix_text(prefix->addr, prefix->len));

	if (prefix->deny)
		put(json, "deny", json_true());
	return json;
}

static void dns_server_put(json_t *json, const struct plan *plan,
			   const struct dns_server_object *server)
{
	(void)plan;
	if (server->vrf)
		put(json, "vrf", text_json(server->vrf));
	put(json, "hostname", text_json(server->hostname));
	put(json, "listen", ARRAY_JSON(&server->listen, address_json(*row_)));
	if (server->v6)
		put(json, "ipv6", json_true());
	if (server->log)
		put(json, "log", json_true());
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

	put(json, "zone", text_json(forward->zone));
	put(json, "to", ARRAY_JSON(&forward->to, dns_address_json(plan, row_)));
	return json;
}

static void dns_view_put(json_t *json, const struct plan *plan, const struct dns_view_object *view)
{
	if (view->vrf)
		put(json, "vrf", text_json(view->vrf));
	put(json, "name", text_json(view->name));
	put(json, "label", text_json(view->label));
	put(json, "order", json_integer(view->order));
	put(json, "outside", json_boolean(view->outside));
	put(json, "destinations", ARRAY_JSON(&view->destinations, value_json(plan, row_)));
	put(json, "clients", ARRAY_JSON(&view->clients, prefix_json(row_)));
	put(json, "recursion-from", ARRAY_JSON(&view->recursion_from, prefix_json(row_)));
	put(json, "forwarders", ARRAY_JSON(&view->forwarders, dns_address_json(plan, row_)));
	if (view->forwards.len)
		put(json, "forwards", ARRAY_JSON(&view->forwards, forward_json(plan, row_)));
	if (view->source)
		put(json, "source", address_json(view->source));
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
		put(json, "address", value_json(plan, &row->addr));
	if (row->type == DNS_MX || row->type == DNS_SRV)
		put(json, "preference", json_integer(row->preference));
	if (row->type == DNS_SRV) {
		put(json, "weight", json_integer(row->weight));
		put(json, "port", json_integer(row->port));
	}
	if (!address)
		put(json, "target", text_json(row->target));
	if (row->type == DNS_HINFO)
		put(json, "system", text_json(row->system));
	if (row->origin)
		put(json, "origin", text_json(row->origin));
	return json;
}

static void dns_zone_put(json_t *json, const struct plan *plan, const struct dns_zone_object *zone)
{
	if (zone->vrf)
		put(json, "vrf", text_json(zone->vrf));
	put(json, "view", text_json(zone->view));
	put(json, "zone", text_json(zone->zone));
	put(json, "mname", text_json(zone->mname));
	put(json, "rname", text_json(zone->rname));
	put(json, "serial", json_integer(zone->serial));
	put(json, "refresh", json_integer(zone->refresh));
	put(json, "retry", json_integer(zone->retry));
	put(json, "expire", json_integer(zone->expire));
	put(json, "minimum", json_integer(zone->minimum));
	put(json, "ttl", json_integer(zone->ttl));
	put(json, "records", ARRAY_JSON(&zone->records, record_json(plan, row_)));
}

/* ---- beyond the gateway ---- */

/* Whoever may see the plan may not see the password. */
static void ppp_put(json_t *json, const struct plan *plan, const struct ppp_object *ppp)
{
	(void)plan;
	put(json, "device", text_json(ppp->device));
	put(json, "nic", text_json(ppp->nic));
	put(json, "service", text_json(ppp->service));
	put(json, "user", text_json(ppp->user));
	put(json, "password", json_boolean(ppp->password));
	put(json, "mtu", json_integer(ppp->mtu));
	put(json, "echo-interval", json_integer(ppp->echo_interval));
	put(json, "echo-failures", json_integer(ppp->echo_failures));
	put(json, "negotiated", json_boolean(ppp->negotiated));
	put(json, "name-servers", json_boolean(ppp->dns));
}

static void server_put(json_t *json, const struct plan *plan, const struct server_object *server)
{
	(void)plan;
	put(json, "address", prefix_text(server->addr, server->len));
	put(json, "gateway", address_json(server->gateway));
	put(json, "extra", ARRAY_JSON(&server->extra, address_json(*row_)));
}

static void parent_record_put(json_t *json, const struct plan *plan,
			      const struct parent_record_object *record)
{
	put(json, "record", record_json(plan, &record->row));
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
	case OBJECT_KIND_COUNT:
		break;
	}
	if (object->origin)
		put(json, "origin", text_json(object->origin));
	return json;
}
