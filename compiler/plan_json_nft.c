/* The objects of our nft table as JSON: see plan_json_object.c. */
#include "grammar/ip.h"
#include "plan_json.h"
#include "plan_rules.h"

static const char *const nft_verbs[] = {
	[VERB_CONTINUE] = "continue",
	[VERB_ACCEPT] = "accept",
	[VERB_DROP] = "drop",
	[VERB_REJECT] = "reject",
	[VERB_REJECT6] = "reject6",
	[VERB_RETURN] = "return",
	[VERB_JUMP] = "jump",
	[VERB_GOTO] = "goto",
	[VERB_SET_MARK] = "set-mark",
	[VERB_SET_CT_MARK] = "set-ct-mark",
	[VERB_SET_ZONE] = "set-ct-zone",
	[VERB_MARK_VMAP] = "ct-mark-vmap",
	[VERB_VMAP] = "vmap",
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
	[VERB_DEFRAGMENT] = "defragment",
	[VERB_DROP_OVER] = "drop-over",
	[VERB_DROP_OVER_EACH] = "drop-over-each",
	[VERB_UPDATE] = "update",
	[VERB_BIND] = "bind",
	[VERB_BIND_TURNED] = "bind-turned",
	[VERB_SET_MSS] = "set-mss",
};

const char *nft_verb_word(uint8_t verb)
{
	return nft_verbs[verb];
}

static const char *const nft_fields[] = {
#define X(symbol, text) text,
	NFT_FIELDS(X)
#undef X
};

static json_t *types_json(const uint8_t *types, int n)
{
	static const char *const words[] = {
#define X(symbol, text) text,
		NFT_TYPES(X)
#undef X
	};
	json_t *array = json_array();

	for (int i = 0; i < n; i++)
		json_array_append_new(array, json_string(words[types[i]]));
	return array;
}

void set_put(json_t *json, const struct plan *plan, const struct set_object *set)
{
	(void)plan;
	json_put(json, "name", text_json(set->name));
	json_put(json, "key", types_json(set->key, set->keys));
	if (set->datas)
		json_put(json, "data", types_json(set->data, set->datas));
	if (set->interval)
		json_put(json, "interval", json_true());
	if (set->ranges)
		json_put(json, "ranges", json_true());
	if (set->counted)
		json_put(json, "counted", json_true());
	if (set->dynamic)
		json_put(json, "dynamic", json_true());
	if (set->timeout)
		json_put(json, "timeout", json_integer(set->timeout));
}

void ct_put(json_t *json, const struct plan *plan, const struct ct_object *ct)
{
	json_t *policy = json_object();

	(void)plan;
	json_put(json, "name", text_json(ct->name));
	json_put(json, "protocol", json_string(ct->proto == 6 ? "tcp" : "udp"));
	if (ct->kind == CT_HELPER) {
		json_decref(policy);
		json_put(json, "helper", text_json(ct->helper));
		return;
	}
	VEC_FOREACH (row, &ct->policy)
		json_put(policy, row->state, json_integer(row->seconds));
	json_put(json, "policy", policy);
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
			return prefix_json_text(value->addr.addr, value->len);
		return value_json(plan, &value->addr);
	case TYPE_IPV6:
		if (value->len < IP6_BITS && value->addr.kind == VALUE_CONST)
			return prefix6_json_text(*value->addr.addr6, value->len);
		return value_json(plan, &value->addr);
	case TYPE_PROTO:
	case TYPE_SERVICE:
	case TYPE_MARK:
		if (value->last)
			return json_sprintf("%u-%u", value->number, value->last);
		return json_integer(value->number);
	case TYPE_VERDICT:
		return value->name ? text_json(value->name) : json_string(nft_verbs[value->verb]);
	case TYPE_IFNAME:
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

void element_put(json_t *json, const struct plan *plan, const struct element_object *element)
{
	json_put(json, "set", text_json(element->set));
	if (element->order)
		json_put(json, "order", json_integer(element->order));
	json_put(json, "key", nft_values_json(plan, element->key, element->keys));
	if (element->datas)
		json_put(json, "data", nft_values_json(plan, element->data, element->datas));
}

static json_t *match_json(const struct nft_match *match)
{
	static const char *const ops[] = {"eq", "ne", "range", "in", "not-in"};
	json_t *json =
		json_pack("{s:s, s:s}", "field", nft_fields[match->field], "op", ops[match->op]);
	json_t *list;

	if (nft_match_name(match)) {
		json_put(json, match->set ? "set" : "name", text_json(match->name));
		if (match->field == FIELD_SADDR_WITH) {
			json_put(json, "value", address_json(match->lo));
			json_put(json, "mask", address_json(match->mask));
		}
	} else if (match->field == FIELD_SADDR6 || match->field == FIELD_DADDR6) {
		if (match->net6) {
			json_put(json, "value", address6_json(match->net6->addr));
			json_put(json, "mask", address6_json(match->net6->mask));
		}
	} else if (match->op == OP_IN || match->op == OP_NOT_IN) {
		list = json_array();
		for (uint32_t i = 0; i < match->hi; i++)
			json_array_append_new(list, json_integer(match->list[i]));
		json_put(json, "list", list);
	} else {
		json_put(json, "value", json_integer(match->lo));
		if (match->op == OP_RANGE)
			json_put(json, "to", json_integer(match->hi));
		if (match->mask && match->mask != UINT32_MAX)
			json_put(json, "mask", json_integer(match->mask));
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

static json_t *key_json(const struct nft_key *key)
{
	json_t *array = json_array();

	for (int i = 0; i < key->n; i++) {
		json_t *part = json_pack("{s:s}", "field", nft_fields[key->field[i]]);

		if (key->mask[i] != UINT32_MAX)
			json_put(part, "mask", json_integer(key->mask[i]));
		json_array_append_new(array, part);
	}
	return array;
}

static json_t *nft_rule_json(const struct nft_rule *rule)
{
	json_t *match = json_array(), *json;

	VEC_FOREACH (m, &rule->match)
		json_array_append_new(match, match_json(m));
	json = json_pack("{s:o, s:s}", "match", match, "verb", nft_verbs[rule->verb]);
	if (rule->target)
		json_put(json, "target", text_json(rule->target));
	if (rule->verb == VERB_VMAP)
		json_put(json, "key", key_json(rule->key));
	if (rule->verb == VERB_SNAT_NET6 || rule->verb == VERB_DNAT_NET6)
		json_put(json, "to", prefix6_json_text(rule->net6->addr, rule->net6->len));
	if (rule->verb == VERB_SNAT) {
		json_put(json, "address", address_json(rule->addr));
		json_put(json, "to", address_json(rule->last));
	}
	if (rule->verb == VERB_SNAT_NET)
		json_put(json, "network", prefix_json_text(rule->addr, rule->len));
	if (rule->ranges)
		json_put(json, "addresses", ranges_json(rule));
	if (rule->verb == VERB_DROP_OVER || rule->verb == VERB_DROP_OVER_EACH)
		json_put(json, "connections", json_integer(rule->mark));
	if (rule->mask) {
		json_put(json, "mark", json_integer(rule->mark));
		json_put(json, "mask", json_integer(rule->mask));
	}
	if (rule->verb == VERB_SET_DSCP || rule->verb == VERB_SET_DSCP6 ||
	    rule->verb == VERB_SET_FRAGMENT || rule->verb == VERB_SET_MSS ||
	    rule->verb == VERB_SET_ZONE)
		json_put(json, "value", json_integer(rule->mark));
	if (rule->counter)
		json_put(json, "counter", json_true());
	if (rule->log)
		json_put(json, "log", text_json(rule->log));
	if (rule->origin)
		json_put(json, "origin", text_json(rule->origin));
	return json;
}

void chain_put(json_t *json, const struct plan *plan, const struct chain_object *chain)
{
	static const char *const hooks[] = {NULL,      "prerouting", "input",
					    "forward", "output",     "postrouting"};
	static const char *const types[] = {"filter", "nat", "route"};
	struct rules_walk walk = {.chain = chain};
	const struct nft_rule *rule;
	json_t *rules = json_array();

	(void)plan;
	json_put(json, "name", text_json(chain->name));
	if (chain->hook != HOOK_NONE) {
		json_put(json, "hook", json_string(hooks[chain->hook]));
		json_put(json, "type", json_string(types[chain->type]));
		json_put(json, "priority", json_integer(chain->priority));
	}
	while ((rule = rules_next(&walk)))
		json_array_append_new(rules, nft_rule_json(rule));
	json_put(json, "rules", rules);
}
