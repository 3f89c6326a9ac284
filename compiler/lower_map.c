/*
 * A route-map as chains: one for the map, and one for each list that a clause asks. Policy routing
 * and the marking of packets both ask, and do different things with the answer.
 */
#include "lower_class_map.h"

static const char *match_chain(struct lowering *lo, const struct route_map_clause *clause,
			       const struct lower_map_use *use, const char *list)
{
	return arena_printf(lo->arena, "%s/%s/%u/%s", use->prefix,
			    lower_identifier(lo, clause->map->name), clause->seq, list);
}

static const char *acl_name(struct lowering *lo, const acl_ref *match)
{
	return lower_identifier(lo, match->name.s);
}

/* An access list may have the same name. */
static const char *prefix_name(struct lowering *lo, const prefix_list_ref *match)
{
	return arena_printf(lo->arena, "prefix/%s", lower_identifier(lo, match->name.s));
}

const char *lower_map_chain(struct lowering *lo, const struct route_map *map,
			    const struct lower_map_use *use)
{
	return arena_printf(lo->arena, "%s/%s", use->prefix, lower_identifier(lo, map->name));
}

/* The lists of all clauses first: chains are built one at a time. */
void lower_map_lists(struct lowering *lo, const struct route_map_clause *clause,
		     const struct lower_map_use *use)
{
	const struct nft_action miss = {.verb = VERB_RETURN};

	if (use->v6) {
		VEC_FOREACH (match, &clause->match_acls6)
			if (match->to)
				lower_acl(lo, match->to,
					  match_chain(lo, clause, use, acl_name(lo, match)),
					  use->action(lo, clause, use), miss);
		return;
	}
	VEC_FOREACH (match, &clause->match_acls)
		if (match->to)
			lower_acl(lo, match->to, match_chain(lo, clause, use, acl_name(lo, match)),
				  use->action(lo, clause, use), miss);
	VEC_FOREACH (match, &clause->match_prefix_lists)
		if (match->to)
			lower_prefix_list(lo, match->to,
					  match_chain(lo, clause, use, prefix_name(lo, match)),
					  FIELD_DADDR, use->action(lo, clause, use), miss);
}

static void add_rule(struct lowering *lo, struct chain_object *chain,
		     const struct route_map_clause *clause, const struct lower_map_use *use,
		     struct nft_action action)
{
	struct nft_rule *rule = lower_rule(lo, chain, action, lower_origin(lo, clause->at));

	rule->counter = true;
	lower_match_length(lo, rule, clause, use->v6);
}

static void add_list(struct lowering *lo, struct chain_object *chain,
		     const struct route_map_clause *clause, const struct lower_map_use *use,
		     const char *list)
{
	add_rule(lo, chain, clause, use,
		 (struct nft_action){.verb = VERB_JUMP,
				     .target = match_chain(lo, clause, use, list)});
}

void lower_map_clause(struct lowering *lo, struct chain_object *chain,
		      const struct route_map_clause *clause, const struct lower_map_use *use)
{
	if (use->v6 ? !clause->match_acls6.len
		    : !clause->match_acls.len && !clause->match_prefix_lists.len)
		add_rule(lo, chain, clause, use, use->action(lo, clause, use));
	if (use->v6) {
		VEC_FOREACH (match, &clause->match_acls6)
			if (match->to)
				add_list(lo, chain, clause, use, acl_name(lo, match));
		return;
	}
	VEC_FOREACH (match, &clause->match_acls)
		if (match->to)
			add_list(lo, chain, clause, use, acl_name(lo, match));
	VEC_FOREACH (match, &clause->match_prefix_lists)
		if (match->to)
			add_list(lo, chain, clause, use, prefix_name(lo, match));
}

/* One that asks lists of the other family only takes no packet of this one. */
bool lower_map_asks(const struct route_map_clause *clause, const struct lower_map_use *use)
{
	bool v4 = clause->match_acls.len || clause->match_prefix_lists.len;
	bool v6 = clause->match_acls6.len;

	return !clause->untranslated && !clause_asks_hop(clause) &&
	       (use->v6 ? v6 || !v4 : v4 || !v6);
}

void lower_map(struct lowering *lo, const struct route_map *map, const struct lower_map_use *use)
{
	const struct route_map_clause *clause;
	struct chain_object *chain;

	if (lower_map_classes(lo, map, use))
		return;
	STAILQ_FOREACH (clause, &map->clauses, link)
		if (lower_map_asks(clause, use))
			lower_map_lists(lo, clause, use);
	chain = lower_chain(lo, lower_map_chain(lo, map, use), NULL);
	STAILQ_FOREACH (clause, &map->clauses, link)
		if (lower_map_asks(clause, use))
			lower_map_clause(lo, chain, clause, use);
}
