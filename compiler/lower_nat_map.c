/*
 * A route-map in NAT is a chain with a rule for each clause; a list of a permit clause is a chain
 * that it jumps to. A deny clause that has lists ends its chain: it goes to the list and never
 * comes back, so that one return there leaves the whole route-map, which is where the next rule
 * stands.
 *
 * A clause that asks for the next hop, too, goes to those lists first, and a next hop that they
 * permit to the others: packets are translated behind routing, when it is chosen.
 */
#include "lower_nat.h"

struct map_lowering {
	struct lowering *lo;
	const char *prefix; /* of its chains' names */
	struct nft_action translate;
};

/* What the lists of a clause are about. */
enum about { ABOUT_ADDRESS, ABOUT_HOP };

/* One of the lists of a clause: an access list, or a prefix list of destinations or next hops. */
struct clause_list {
	enum about about;
	uint32_t i; /* access lists come first */
	const char *name;
	const struct acl *acl;
	const struct prefix_list *prefixes;
};

/* The list I, of the access lists or of the prefix lists behind them; false when I is behind all.
 */
static bool list_at(const struct route_map_clause *clause, enum about about, uint32_t i,
		    struct clause_list *list)
{
	bool hop = about == ABOUT_HOP;
	uint32_t acls = hop ? clause->match_hops.len : clause->match_acls.len;
	uint32_t prefixes =
		hop ? clause->match_hop_prefix_lists.len : clause->match_prefix_lists.len;

	*list = (struct clause_list){.about = about, .i = i};
	if (i < acls) {
		const acl_ref *ref = hop ? &clause->match_hops.at[i] : &clause->match_acls.at[i];

		list->acl = ref->to;
		list->name = ref->name.s;
	} else if (i < acls + prefixes) {
		const prefix_list_ref *ref = hop ? &clause->match_hop_prefix_lists.at[i - acls]
						 : &clause->match_prefix_lists.at[i - acls];

		list->prefixes = ref->to;
		list->name = ref->name.s;
	}
	return i < acls + prefixes;
}

/* The first of the clause's lists that exists, from I on; one that does not matches nothing. */
static bool next_list(const struct route_map_clause *clause, enum about about, uint32_t i,
		      struct clause_list *list)
{
	for (; list_at(clause, about, i, list); i++)
		if (list->acl || list->prefixes)
			return true;
	return false;
}

static bool asks_address(const struct route_map_clause *clause)
{
	return clause->match_acls.len || clause->match_prefix_lists.len || clause->match_acls6.len;
}

static bool has_lists(const struct route_map_clause *clause)
{
	return asks_address(clause) || clause_asks_hop(clause);
}

/* What a packet comes to first. */
static enum about first_asked(const struct route_map_clause *clause)
{
	return clause_asks_hop(clause) ? ABOUT_HOP : ABOUT_ADDRESS;
}

static const char *list_chain(const struct map_lowering *m, const struct route_map_clause *clause,
			      const struct clause_list *list)
{
	return arena_printf(m->lo->arena, "%s/%u/%s%s%s", m->prefix, clause->seq,
			    list->about == ABOUT_HOP ? "hop/" : "", list->prefixes ? "prefix/" : "",
			    lower_identifier(m->lo, list->name));
}

/* Does CLAUSE end a chain? It must be left from within a list, by the return after a goto. */
static bool ends_chain(const struct route_map_clause *clause)
{
	return !clause->permit && !clause->untranslated && has_lists(clause);
}

static void lower_list(const struct map_lowering *m, const struct route_map_clause *clause,
		       const struct clause_list *list, struct nft_action hit,
		       struct nft_action miss)
{
	const char *name = list_chain(m, clause, list);
	bool hop = list->about == ABOUT_HOP;

	if (list->prefixes)
		lower_prefix_list(m->lo, list->prefixes, name, hop ? FIELD_NEXT_HOP : FIELD_DADDR,
				  hit, miss);
	else if (hop)
		lower_acl_of(m->lo, list->acl, name, FIELD_NEXT_HOP, hit, miss);
	else
		lower_acl(m->lo, list->acl, name, hit, miss);
}

/* Lists of a clause: HIT for what they permit; others go on, or, by a deny clause, to AFTER. */
static void lower_lists_about(const struct map_lowering *m, const struct route_map_clause *clause,
			      enum about about, struct nft_action hit, struct nft_action after)
{
	struct clause_list list, next;

	for (bool more = next_list(clause, about, 0, &list); more; list = next) {
		struct nft_action miss = after;

		more = next_list(clause, about, list.i + 1, &next);
		if (clause->permit)
			miss = (struct nft_action){.verb = VERB_RETURN};
		else if (more)
			miss = (struct nft_action){.verb = VERB_GOTO,
						   .target = list_chain(m, clause, &next)};
		lower_list(m, clause, &list, hit, miss);
	}
}

/* Where a packet goes whose next hop CLAUSE permits, and that it asks for the address, too. */
static struct nft_action to_address(const struct map_lowering *m,
				    const struct route_map_clause *clause, struct nft_action after)
{
	struct chain_object *chain;
	struct clause_list list, next;
	const char *name;

	if (!next_list(clause, ABOUT_ADDRESS, 0, &list))
		return clause->permit ? (struct nft_action){.verb = VERB_RETURN} : after;
	if (!clause->permit || !next_list(clause, ABOUT_ADDRESS, list.i + 1, &next))
		return (struct nft_action){.verb = VERB_GOTO,
					   .target = list_chain(m, clause, &list)};
	name = arena_printf(m->lo->arena, "%s/%u/address/any", m->prefix, clause->seq);
	chain = lower_chain(m->lo, name, lower_origin(m->lo, clause->at));
	for (uint32_t i = 0; next_list(clause, ABOUT_ADDRESS, i, &list); i = list.i + 1)
		lower_rule(m->lo, chain,
			   (struct nft_action){.verb = VERB_JUMP,
					       .target = list_chain(m, clause, &list)},
			   NULL);
	return (struct nft_action){.verb = VERB_GOTO, .target = name};
}

/* All lists of a clause: permitted packets are translated, or, by a deny clause, leave the map. */
static void lower_lists(const struct map_lowering *m, const struct route_map_clause *clause,
			struct nft_action after)
{
	const struct nft_action hit =
		clause->permit ? m->translate : (struct nft_action){.verb = VERB_RETURN};

	lower_lists_about(m, clause, ABOUT_ADDRESS, hit, after);
	if (clause_asks_hop(clause))
		lower_lists_about(m, clause, ABOUT_HOP,
				  asks_address(clause) ? to_address(m, clause, after) : hit, after);
}

static void add_decision(struct lowering *lo, struct chain_object *chain,
			 const struct route_map_clause *clause, struct nft_action action,
			 const char *device)
{
	struct nft_rule *rule = lower_rule(lo, chain, action, lower_origin(lo, clause->at));

	rule->counter = true;
	if (device)
		lower_match_device(lo, rule, FIELD_OIFNAME, device);
	lower_match_length(lo, rule, clause, false);
}

/* One decision of CLAUSE for each interface that it names, which is the outgoing one. */
static void add_by_interface(struct lowering *lo, struct chain_object *chain,
			     const struct route_map_clause *clause, struct nft_action action)
{
	if (!clause->match_interfaces.len)
		add_decision(lo, chain, clause, action, NULL);
	VEC_FOREACH (match, &clause->match_interfaces) {
		uint16_t device = lower_any_device(lo, match->ref.to);

		if (device != NO_DEVICE)
			add_decision(lo, chain, clause, action,
				     lo->plan->devices.at[device].device);
	}
}

static void add_clause(const struct map_lowering *m, struct chain_object *chain,
		       const struct route_map_clause *clause)
{
	struct nft_action action = m->translate;
	struct clause_list list;

	if (!clause->permit)
		action = (struct nft_action){.verb = VERB_RETURN};
	if (!has_lists(clause)) {
		add_by_interface(m->lo, chain, clause, action);
		return;
	}
	for (uint32_t i = 0; next_list(clause, first_asked(clause), i, &list); i = list.i + 1) {
		action = (struct nft_action){.verb = clause->permit ? VERB_JUMP : VERB_GOTO,
					     .target = list_chain(m, clause, &list)};
		add_by_interface(m->lo, chain, clause, action);
		if (!clause->permit)
			return;
	}
}

/*
 * The clauses from FIRST on, up to a deny clause with lists, in the chain NAME. Returns the clause
 * that the chain *AFTER begins with, or NULL.
 */
static const struct route_map_clause *lower_clauses(const struct map_lowering *m, const char *name,
						    const struct route_map_clause *first,
						    const char **after)
{
	struct lowering *lo = m->lo;
	const struct route_map_clause *clause = first, *next;
	struct nft_action rest = {.verb = VERB_RETURN};
	struct chain_object *chain;

	while (!ends_chain(clause) && STAILQ_NEXT(clause, link)) {
		if (!clause->untranslated)
			lower_lists(m, clause, rest);
		clause = STAILQ_NEXT(clause, link);
	}
	next = STAILQ_NEXT(clause, link);
	if (next) {
		*after = arena_printf(lo->arena, "%s/%u", m->prefix, next->seq);
		rest = (struct nft_action){.verb = VERB_GOTO, .target = *after};
	}
	if (!clause->untranslated)
		lower_lists(m, clause, rest);
	chain = lower_chain(lo, name, NULL);
	for (clause = first; clause != next; clause = STAILQ_NEXT(clause, link))
		if (!clause->untranslated)
			add_clause(m, chain, clause);
	if (next)
		lower_rule(lo, chain, rest, NULL);
	return next;
}

bool nat_map_names_exit(const struct route_map *map)
{
	const struct route_map_clause *clause;

	if (!map)
		return false;
	STAILQ_FOREACH (clause, &map->clauses, link)
		if (clause->permit && !clause->match_interfaces.len && !clause_asks_hop(clause))
			return false;
	return true;
}

const char *lower_nat_map(struct lowering *lo, const char *prefix, const struct route_map *map,
			  struct nft_action translate)
{
	const struct map_lowering m = {
		.lo = lo,
		.prefix = arena_printf(lo->arena, "%s/%s", prefix, lower_identifier(lo, map->name)),
		.translate = translate,
	};
	const struct route_map_clause *clause = STAILQ_FIRST(&map->clauses);
	const char *name = m.prefix;

	if (!clause)
		return NULL;
	while (clause)
		clause = lower_clauses(&m, name, clause, &name);
	return m.prefix;
}
