/*
 * The family of our table. A rule of a table of both versions of IP asks each packet of which it is
 * before it looks at an address of it: nft puts that into every such rule, whatever was asked
 * before, and ten lines of a list take a packet a twentieth longer for it. Where nothing is said of
 * IPv6 the table is one of IPv4 alone, whose rules need not ask, and which packets of IPv6 never
 * come to.
 */
#include "lower_nft.h"

static bool field_is_of_ip6(uint8_t field)
{
	return (field >= FIELD_SADDR6 && field <= FIELD_NFPROTO_IPV6) || field == FIELD_FLOW6 ||
	       field == FIELD_FLOW6_HOSTS;
}

static bool rule_is_of_ip6(const struct nft_rule *rule)
{
	if (rule->verb == VERB_SNAT_NET6 || rule->verb == VERB_DNAT_NET6)
		return true;
	for (uint8_t i = 0; rule->verb == VERB_VMAP && i < rule->key->n; i++)
		if (field_is_of_ip6(rule->key->field[i]))
			return true;
	VEC_FOREACH (match, &rule->match)
		if (field_is_of_ip6(match->field))
			return true;
	return false;
}

/* A long list that stands apart is of the family of who jumps to it. */
static bool is_of_ip6(const struct object *object)
{
	for (uint8_t i = 0; object->kind == OBJECT_SET && i < object->set.keys; i++)
		if (object->set.key[i] == TYPE_IPV6)
			return true;
	if (object->kind == OBJECT_CHAIN && !object->part)
		VEC_FOREACH (rule, &object->chain.rules)
			if (rule_is_of_ip6(rule))
				return true;
	return false;
}

static bool speaks_of_ip6(const struct plan *plan)
{
	VEC_FOREACH (item, &plan->items)
		if (is_of_ip6(&item->object))
			return true;
	return false;
}

static bool asks_for_ip4(const struct nft_rule *rule)
{
	VEC_FOREACH (match, &rule->match)
		if (match->field == FIELD_NFPROTO_IPV4)
			return true;
	return false;
}

/* RULE without that question, to which the answer is yes; false when it is for all other packets.
 * Rules may share what they match. */
static bool ask_no_more(struct lowering *lo, struct nft_rule *rule)
{
	struct nft_rule asking = *rule;

	rule->match = (typeof(rule->match)){0};
	VEC_FOREACH (match, &asking.match) {
		if (match->field != FIELD_NFPROTO_IPV4)
			vec_push(lo->arena, &rule->match, *match);
		else if (match->op == OP_NE)
			return false;
	}
	return true;
}

static void take_out_questions(struct lowering *lo, struct chain_object *chain)
{
	uint32_t n = 0;

	VEC_FOREACH (rule, &chain->rules)
		if (!asks_for_ip4(rule) || ask_no_more(lo, rule))
			chain->rules.at[n++] = *rule;
	chain->rules.len = n;
}

void lower_family(struct lowering *lo)
{
	lo->plan->ip4_alone = !speaks_of_ip6(lo->plan);
	VEC_FOREACH (item, &lo->plan->items)
		if (lo->plan->ip4_alone && item->object.kind == OBJECT_CHAIN && !item->object.part)
			take_out_questions(lo, &item->object.chain);
}
