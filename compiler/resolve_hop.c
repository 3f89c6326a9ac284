/*
 * `match ip next-hop` has a translation in route-maps of NAT only: elsewhere the clause is left
 * out, and said to be.
 */
#include "resolve_hop.h"

/* The line of NAME counts as not translated. */
static void class_hop(struct router *router, const struct name *name)
{
	unsigned line = source_place(router->source, name->at.off).line;

	if (line && line <= router->line_class.len)
		router->line_class.at[line - 1] = LINE_NOT_TRANSLATED;
}

/* WHY: said at the first of the lists; NULL: it was said. */
static void leave_hops_out(struct router *router, const struct route_map_clause *clause,
			   const char *why)
{
	const struct name *first = clause->match_hops.len
					   ? &clause->match_hops.at->name
					   : &clause->match_hop_prefix_lists.at->name;

	VEC_FOREACH (match, &clause->match_hops)
		class_hop(router, &match->name);
	VEC_FOREACH (match, &clause->match_hop_prefix_lists)
		class_hop(router, &match->name);
	if (why)
		diag_at(router->diags, DIAG_NOT_TRANSLATED, first->at, "%s", why);
	vec_push(router->arena, &router->untranslated,
		 ((struct untranslated){
			 .at = first->at,
			 .text = arena_printf(router->arena, "match ip next-hop %s", first->s),
			 .block = arena_printf(router->arena, "route-map %s", clause->map->name),
			 .class = LINE_NOT_TRANSLATED,
			 .lines = 1}));
}

/* What an extended list says of a next hop, Cisco's manuals do not tell. */
static bool asks_extended(const struct route_map_clause *clause)
{
	VEC_FOREACH (match, &clause->match_hops)
		if (match->to && match->to->kind != ACL_STANDARD)
			return true;
	return false;
}

void judge_hops(struct router *router)
{
	struct route_map_clause *clause;
	struct route_map *map;

	STAILQ_FOREACH (map, &router->route_maps.list, link)
		STAILQ_FOREACH (clause, &map->clauses, link) {
			if (!clause_asks_hop(clause))
				continue;
			if (map->for_policy) {
				leave_hops_out(router, clause,
					       "'match ip next-hop' asks about routes, "
					       "and policy routing chooses the next "
					       "hop: the clause is left out");
			} else if (!map->for_nat) {
				leave_hops_out(router, clause,
					       map->routing
						       ? NULL
						       : "a route-map for routing protocols is "
							 "not translated");
				map->routing = true;
			} else if (asks_extended(clause)) {
				leave_hops_out(router, clause,
					       "an extended access list of next hops "
					       "is not translated: the clause is left "
					       "out");
				clause->untranslated = true;
			}
		}
}
