/*
 * What route-maps write into packets: the service byte and the don't-fragment bit. It is written
 * whatever way a packet goes, also where replies are pinned to their uplink, and after the way is
 * decided, so that the lists of policy routing see packets as they came: so it has hooks of its
 * own, just behind those of policy routing.
 *
 * nft writes the six bits of dscp as a whole. What is to stay of them is asked for first, by a rule
 * for each of its values. The lowest bit of `set ip tos` belongs to congestion notification today.
 */
#include "lower_map.h"

enum {
	PRIORITY_MARKS_IN = -89,
	PRIORITY_MARKS_OUT = -149,
	PRECEDENCE_SHIFT = 3, /* in dscp: precedence, and three of the four bits of tos */
	LOW_BITS = 7,
	DONT_FRAGMENT = 0x4000,
};

static const char *writing_chain(struct lowering *lo, const struct route_map_clause *clause,
				 bool v6)
{
	return arena_printf(lo->arena, "%s/%s/%u", v6 ? "mark6" : "mark",
			    lower_identifier(lo, clause->map->name), clause->seq);
}

static struct nft_action mark_action(struct lowering *lo, const struct route_map_clause *clause,
				     const struct lower_map_use *use)
{
	if (clause->permit && clause_marks_family(clause, use->v6))
		return (struct nft_action){.verb = VERB_GOTO,
					   .target = writing_chain(lo, clause, use->v6)};
	return (struct nft_action){.verb = VERB_ACCEPT};
}

static const struct lower_map_use marks_use = {"marks", false, mark_action, NULL};
static const struct lower_map_use marks6_use = {"marks6", true, mark_action, NULL};

static const struct lower_map_use *use_of(bool v6)
{
	return v6 ? &marks6_use : &marks_use;
}

static const struct route_map *policy_of(const struct interface *interface, bool v6)
{
	return v6 ? interface->six.policy.to : interface->policy.to;
}

/* ---- one clause ---- */

static struct nft_rule *write_field(struct lowering *lo, struct chain_object *chain,
				    enum nft_verb verb, uint32_t value,
				    const struct route_map_clause *clause)
{
	struct nft_rule *rule = lower_rule(lo, chain, (struct nft_action){.verb = verb},
					   lower_origin(lo, clause->at));

	rule->mark = value;
	return rule;
}

/* The three bits VALUE at SHIFT of the dscp, and the other three as they are. A packet is looked at
 * once: the rules exclude each other by what is written. */
static void write_half(struct lowering *lo, struct chain_object *chain,
		       const struct route_map_clause *clause, uint32_t value, unsigned shift)
{
	unsigned other = PRECEDENCE_SHIFT - shift;

	for (uint32_t kept = 0; kept <= LOW_BITS; kept++) {
		struct nft_rule *rule = write_field(lo, chain, VERB_SET_DSCP,
						    value << shift | kept << other, clause);

		lower_match(lo, rule,
			    (struct nft_match){.field = FIELD_DSCP,
					       .op = OP_EQ,
					       .mask = (uint32_t)LOW_BITS << other,
					       .lo = kept << other});
	}
}

/* The same of IPv6, where only the precedence can be written. */
static void write_precedence6(struct lowering *lo, struct chain_object *chain,
			      const struct route_map_clause *clause)
{
	uint32_t value = (uint32_t)clause->marks.precedence6 << PRECEDENCE_SHIFT;

	for (uint32_t kept = 0; kept <= LOW_BITS; kept++)
		lower_match_number(lo, write_field(lo, chain, VERB_SET_DSCP6, value | kept, clause),
				   FIELD_DSCP_LOW6, kept);
}

static void write_service(struct lowering *lo, struct chain_object *chain,
			  const struct route_map_clause *clause)
{
	const struct route_map_marks *marks = &clause->marks;
	uint32_t tos = marks->tos >> 1;

	if (marks->has_dscp)
		write_field(lo, chain, VERB_SET_DSCP, marks->dscp, clause);
	else if (marks->has_precedence && marks->has_tos)
		write_field(lo, chain, VERB_SET_DSCP,
			    (uint32_t)marks->precedence << PRECEDENCE_SHIFT | tos, clause);
	else if (marks->has_precedence)
		write_half(lo, chain, clause, marks->precedence, PRECEDENCE_SHIFT);
	else if (marks->has_tos)
		write_half(lo, chain, clause, tos, 0);
	if (marks->has_tos && !marks->has_dscp)
		lower_divergence(lo, DIAG_TOS_COST, marks->tos_at,
				 "the lowest bit of tos stays as it is: it belongs to congestion "
				 "notification");
}

static void lower_writing(struct lowering *lo, const struct route_map_clause *clause, bool v6)
{
	struct chain_object *chain = lower_chain(lo, writing_chain(lo, clause, v6), NULL);

	if (v6)
		write_precedence6(lo, chain, clause);
	else
		write_service(lo, chain, clause);
	if (clause->marks.has_df && !v6)
		write_field(lo, chain, VERB_SET_FRAGMENT, clause->marks.df ? DONT_FRAGMENT : 0,
			    clause);
	lower_rule(lo, chain, (struct nft_action){.verb = VERB_ACCEPT}, NULL);
}

/* ---- maps ---- */

static bool clause_writes(const struct route_map_clause *clause, bool v6)
{
	return clause->permit && !clause->untranslated && !clause_asks_hop(clause) &&
	       clause_marks_family(clause, v6);
}

static bool map_writes(const struct route_map *map, bool v6)
{
	const struct route_map_clause *clause;

	if (map)
		STAILQ_FOREACH (clause, &map->clauses, link)
			if (clause_writes(clause, v6))
				return true;
	return false;
}

/* The chains of MAP. */
static void lower_writings(struct lowering *lo, const struct route_map *map, bool v6)
{
	const struct route_map_clause *clause;

	STAILQ_FOREACH (clause, &map->clauses, link)
		if (clause_writes(clause, v6))
			lower_writing(lo, clause, v6);
	lower_map(lo, map, use_of(v6));
}

static void jump(struct lowering *lo, struct chain_object *chain, const char *target, bool v6,
		 const char *device)
{
	struct nft_rule *rule = lower_rule(
		lo, chain, (struct nft_action){.verb = VERB_JUMP, .target = target}, NULL);

	if (device)
		lower_match_device(lo, rule, FIELD_IIFNAME, device);
	lower_match_flag(lo, rule, v6 ? FIELD_NFPROTO_IPV6 : FIELD_NFPROTO_IPV4);
}

/* The router's route-maps that write something, each once, in the order of their names' first use.
 */
static void lower_maps(struct lowering *lo, bool v6)
{
	const struct route_map *map;

	STAILQ_FOREACH (map, &lo->router->route_maps.list, link)
		if (map->for_policy && map_writes(map, v6))
			lower_writings(lo, map, v6);
}

/* The interfaces' route-maps that write something, by device. */
static device_chains writing_devices(struct lowering *lo, bool v6)
{
	const struct interface *interface;
	device_chains found = {0};

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		const struct route_map *map = policy_of(interface, v6);
		uint16_t device = lower_any_device(lo, interface);

		if (map_writes(map, v6) && device != NO_DEVICE)
			vec_push(lo->arena, &found,
				 ((struct device_chain){lo->plan->devices.at[device].device,
							lower_map_chain(lo, map, use_of(v6)),
							NULL}));
	}
	return found;
}

static void lower_marks_in(struct lowering *lo, const device_chains *writing)
{
	const char *map[] = {lower_device_map(lo, "marks_in_maps", &writing[0]),
			     lower_device_map(lo, "marks_in_maps6", &writing[1])};
	struct chain_object *chain =
		lower_base_chain(lo, "marks_in", HOOK_PREROUTING, CHAIN_FILTER, PRIORITY_MARKS_IN);

	for (int v6 = false; v6 <= true; v6++) {
		if (map[v6])
			lower_device_question(lo, chain, FIELD_IIFNAME, map[v6], v6);
		else
			VEC_FOREACH (row, &writing[v6])
				jump(lo, chain, row->chain, v6, row->device);
	}
}

void lower_marks(struct lowering *lo)
{
	const struct route_map *local[] = {lo->router->local_policy.to,
					   lo->router->ipv6.local_policy.to};
	device_chains in[] = {writing_devices(lo, false), writing_devices(lo, true)};
	bool out[] = {map_writes(local[false], false), map_writes(local[true], true)};
	struct chain_object *chain;

	for (int v6 = false; v6 <= true; v6++)
		if (in[v6].len || out[v6])
			lower_maps(lo, v6);
	if (in[false].len || in[true].len)
		lower_marks_in(lo, in);
	if (out[false] || out[true]) {
		chain = lower_base_chain(lo, "marks_out", HOOK_OUTPUT, CHAIN_FILTER,
					 PRIORITY_MARKS_OUT);
		for (int v6 = false; v6 <= true; v6++)
			if (out[v6])
				jump(lo, chain, lower_map_chain(lo, local[v6], use_of(v6)), v6,
				     NULL);
	}
}
