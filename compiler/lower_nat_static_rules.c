/*
 * The rules that ask the maps of static NAT, inward and outward. lower_nat_static.c fills the maps.
 */
#include "fib.h"
#include "lower_nat_static.h"

static void add_map_rules(struct lowering *lo, struct chain_object *chain, enum nft_verb verb,
			  struct nat_map *const maps[FORM_COUNT], const char *iif, const char *oif)
{
	for (int form = 0; form < FORM_COUNT; form++) {
		struct nft_action action = {.verb = verb};

		if (!maps[form])
			continue;
		action.target = maps[form]->set->name;
		nat_rule_between(lo, chain, action, iif, oif)->map = maps[form]->set;
	}
}

bool nat_statics_any(const struct nat_lowering *nat)
{
	return nat->groups;
}

void lower_nat_statics_in(struct nat_lowering *nat, struct chain_object *chain)
{
	static const char *const from[FAMILIES] = {
		[NAT_INSIDE_SOURCE] = NAT_OUTSIDE_SET,
		[NAT_OUTSIDE_SOURCE] = NAT_INSIDE_SET,
		[NAT_NVI_SOURCE] = NAT_ENABLED_SET,
	};

	for (int kind = 0; kind < FAMILIES; kind++)
		add_map_rules(nat->lo, chain, VERB_DNAT_MAP,
			      nat_group_in(nat, kind, NULL, NULL)->in, from[kind], NULL);
}

void lower_nat_statics_published(struct nat_lowering *nat, struct chain_object *chain,
				 const struct nat_vrf *own, const char *exit)
{
	static const enum nft_field fields[FORM_COUNT] = {
		[FORM_PORT] = FIELD_SERVICE,
		[FORM_PROTO] = FIELD_SERVICE_HOST,
		[FORM_ADDRESS] = FIELD_DADDR,
		[FORM_NETWORK] = FIELD_DADDR,
	};
	const struct nat_group *group =
		nat_group_in(nat, NAT_INSIDE_SOURCE, NULL, own->vrf->vrf->name);

	for (int form = 0; form < FORM_COUNT; form++)
		if (group->published[form])
			lower_match_set(nat->lo,
					nat_rule_between(nat->lo, chain,
							 (struct nft_action){.verb = VERB_GOTO,
									     .target = exit},
							 NAT_OUTSIDE_SET, NULL),
					fields[form], OP_EQ, group->published[form]->set->name);
}

/* What comes in by DEVICE is looked for in MAPS. */
static void add_vrf_rules(struct lowering *lo, struct chain_object *chain, enum nft_verb verb,
			  struct nat_map *const maps[FORM_COUNT], const char *device)
{
	for (int form = 0; form < FORM_COUNT; form++) {
		struct nft_rule *rule;

		if (!maps[form])
			continue;
		rule = lower_rule(
			lo, chain,
			(struct nft_action){.verb = verb, .target = maps[form]->set->name}, NULL);
		rule->map = maps[form]->set;
		lower_match_device(lo, rule, FIELD_IIFNAME, device);
	}
}

void lower_nat_statics_in_vrf(struct nat_lowering *nat, struct chain_object *chain,
			      const struct nat_vrf *own, const char *device)
{
	const struct nat_group *group =
		nat_group_in(nat, NAT_INSIDE_SOURCE, NULL, own->vrf->vrf->name);

	if (device)
		add_vrf_rules(nat->lo, chain, VERB_DNAT_MAP, group->in, device);
	else
		add_map_rules(nat->lo, chain, VERB_DNAT_MAP, group->in, NAT_OUTSIDE_SET, NULL);
}

void lower_nat_statics_out_vrf(struct nat_lowering *nat, struct chain_object *chain,
			       const struct nat_vrf *own)
{
	const struct nat_group *group =
		nat_group_in(nat, NAT_INSIDE_SOURCE, NULL, own->vrf->vrf->name);

	add_vrf_rules(nat->lo, chain, VERB_SNAT_MAP, group->out, own->vrf->device);
}

/* What a route-map permits is looked for in the maps of its entries, and goes on when not found. */
static void lower_group_map(struct nat_lowering *nat, struct nat_group *group)
{
	struct lowering *lo = nat->lo;
	const char *prefix = group->key.kind == NAT_NVI_SOURCE ? "nat/nvi_static" : "nat/static";
	struct nft_action ask = {.verb = VERB_GOTO};

	ask.target = arena_printf(lo->arena, "%s_maps/%s", prefix,
				  lower_identifier(lo, group->key.map->name));
	add_map_rules(lo, lower_chain(lo, ask.target, NULL), VERB_SNAT_MAP, group->out, NULL, NULL);
	group->chain = lower_nat_map(lo, prefix, group->key.map, ask);
}

static bool leads_out(const struct nat_group *group)
{
	for (int form = 0; form < FORM_COUNT; form++)
		if (group->out[form])
			return true;
	return false;
}

void lower_nat_statics_maps(struct nat_lowering *nat)
{
	for (struct nat_group *group = nat->groups; group; group = group->hh.next)
		if (group->key.map && leads_out(group))
			lower_group_map(nat, group);
}

void lower_nat_statics_out(struct nat_lowering *nat, struct chain_object *chain, enum nat_kind kind)
{
	static const char *const from[FAMILIES] = {
		[NAT_INSIDE_SOURCE] = NAT_INSIDE_SET,
		[NAT_OUTSIDE_SOURCE] = NAT_OUTSIDE_SET,
		[NAT_NVI_SOURCE] = NAT_ENABLED_SET,
	};
	static const char *const to[FAMILIES] = {
		[NAT_OUTSIDE_SOURCE] = NAT_INSIDE_SET,
		[NAT_NVI_SOURCE] = NAT_ENABLED_SET,
	};

	for (struct nat_group *group = nat->groups; group; group = group->hh.next)
		if (group->chain && group->key.kind == kind)
			lower_match_flag(
				nat->lo,
				nat_rule_between(nat->lo, chain,
						 (struct nft_action){.verb = VERB_JUMP,
								     .target = group->chain},
						 from[kind], to[kind]),
				FIELD_NFPROTO_IPV4);
	add_map_rules(nat->lo, chain, VERB_SNAT_MAP, nat_group_in(nat, kind, NULL, NULL)->out,
		      from[kind], to[kind]);
}
