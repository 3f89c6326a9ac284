/*
 * A route-map as chains: one for the map, and one for each list that a clause asks. Policy routing
 * and the marking of packets both ask, and do different things with the answer.
 */
#include "lower_class_map.h"

#include <string.h>

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

/*
 * A list that does the same with the packets of several clauses of one use, in one map or in many,
 * is there once: in the chain of the first of them.
 */
struct lower_shared_list {
	UT_hash_handle hh; /* by KEY */
	const char *key, *chain;
};

/* The chain of the list NAME, which is CLAUSE's; *FRESH: it is still to be made. */
static const char *shared_chain(struct lowering *lo, const struct route_map_clause *clause,
				const struct lower_map_use *use, const char *name, bool *fresh)
{
	struct nft_action action = use->action(lo, clause, use);
	struct arena *arena = arena_new(); /* each clause asks, and finds what others had made */
	const char *key = arena_printf(arena, "%s/%s/%d/%s/%u/%u/%u/%u", use->prefix, name,
				       (int)action.verb, action.target ? action.target : "",
				       action.addr, action.last, action.len, action.number);
	struct lower_shared_list *shared;

	HASH_FIND_STR(lo->shared_lists, key, shared);
	*fresh = !shared;
	if (!shared) {
		shared = arena_new_object(lo->arena, struct lower_shared_list);
		shared->key = arena_strndup(lo->arena, key, strlen(key));
		shared->chain = match_chain(lo, clause, use, name);
		HASH_ADD_KEYPTR(hh, lo->shared_lists, shared->key, strlen(key), shared);
	}
	arena_free(arena);
	return shared->chain;
}

static void lower_match_acl(struct lowering *lo, const struct route_map_clause *clause,
			    const struct lower_map_use *use, const acl_ref *match)
{
	const struct nft_action miss = {.verb = VERB_RETURN};
	bool fresh = false;
	const char *chain =
		match->to ? shared_chain(lo, clause, use, acl_name(lo, match), &fresh) : NULL;

	if (fresh)
		lower_acl(lo, match->to, chain, use->action(lo, clause, use), miss);
}

/* The lists of all clauses first: chains are built one at a time. */
void lower_map_lists(struct lowering *lo, const struct route_map_clause *clause,
		     const struct lower_map_use *use)
{
	const struct nft_action miss = {.verb = VERB_RETURN};

	if (use->v6) {
		VEC_FOREACH (match, &clause->match_acls6)
			lower_match_acl(lo, clause, use, match);
		return;
	}
	VEC_FOREACH (match, &clause->match_acls)
		lower_match_acl(lo, clause, use, match);
	VEC_FOREACH (match, &clause->match_prefix_lists) {
		bool fresh = false;
		const char *chain =
			match->to ? shared_chain(lo, clause, use, prefix_name(lo, match), &fresh)
				  : NULL;

		if (fresh)
			lower_prefix_list(lo, match->to, chain, FIELD_DADDR,
					  use->action(lo, clause, use), miss);
	}
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
		     const char *name)
{
	bool fresh;
	const char *target = shared_chain(lo, clause, use, name, &fresh);

	add_rule(lo, chain, clause, use, (struct nft_action){.verb = VERB_JUMP, .target = target});
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

void lower_maps_free(struct lowering *lo)
{
	HASH_CLEAR(hh, lo->shared_lists);
}
