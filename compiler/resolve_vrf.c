/*
 * What refers to VRFs in route-maps: a clause that routes by a VRF whose device will not be there,
 * or in a way that has no translation, is left out.
 */
#include <string.h>

#include "resolve_vrf.h"

static bool vrf_is_there(const struct router *router, const char *name)
{
	const struct interface *interface;

	if (!vrf_find(router, name))
		return false;
	STAILQ_FOREACH (interface, &router->interfaces.list, link)
		if (interface->vrf.s && !strcmp(interface->vrf.s, name))
			return true;
	return false;
}

/* "routing by VRF 'V', which has no interface," */
static void leave_clause_out(struct router *router, struct route_map_clause *clause, struct span at,
			     const char *what, const char *vrf, const char *why)
{
	line_leave_out(router, at, arena_printf(router->arena, "%s VRF '%s'%s", what, vrf, why));
	clause->untranslated = true;
}

static bool has_exits(const struct route_map_clause *clause)
{
	for (int i = 0; i < CLAUSE_EXITS_COUNT; i++)
		if (clause->exits[i].len)
			return true;
	return false;
}

static void judge_set_vrf(struct router *router, struct route_map_clause *clause)
{
	const struct name *vrf = &clause->set_vrf;

	if (!vrf_is_there(router, vrf->s))
		leave_clause_out(router, clause, vrf->at, "routing by", vrf->s,
				 ", which has no interface,");
	else if (has_exits(clause))
		leave_clause_out(router, clause, vrf->at, "routing by", vrf->s,
				 " beside other exits");
}

static void judge_exit(struct router *router, struct route_map_clause *clause, int which,
		       const struct route_map_exit *exit)
{
	if (!vrf_is_there(router, exit->vrf))
		leave_clause_out(router, clause, exit->at, "a next hop in", exit->vrf,
				 ", which has no interface,");
	else if ((which != EXITS_NEXT_HOPS && which != EXITS_VERIFIED) ||
		 exit->kind != EXIT_NEXT_HOP)
		clause->untranslated = true; /* the line has said so */
}

void judge_vrfs(struct router *router)
{
	struct route_map_clause *clause;
	struct route_map *map;

	STAILQ_FOREACH (map, &router->route_maps.list, link)
		STAILQ_FOREACH (clause, &map->clauses, link) {
			if (!map->for_policy)
				continue;
			if (clause->set_vrf.s)
				judge_set_vrf(router, clause);
			for (int i = 0; i < CLAUSE_EXITS_COUNT; i++)
				VEC_FOREACH (exit, &clause->exits[i])
					if (exit->domain == DOMAIN_VRF && !clause->untranslated)
						judge_exit(router, clause, i, exit);
		}
}
