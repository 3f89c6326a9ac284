/* Checks of route-maps that packets are asked by: what says nothing, or nothing that IOS heeds.
 * That no packet comes to a clause is found by analyse_map.c. */
#include "check.h"
#include "compiler.h"

/* ---- what has no place here ---- */

static void check_others(struct checker *c, const struct route_map_clause *clause)
{
	VEC_FOREACH (other, &clause->others) {
		if (other->kind == OTHER_CONTINUE)
			diag_at(c->diags, DIAG_CONTINUE, other->at,
				"'continue' is for routes: policy routing stops at the first "
				"clause that takes a packet");
		else if (other->kind == OTHER_ROUTE_MATCH)
			diag_at(c->diags, DIAG_NOT_TRANSLATED, other->at,
				"'%s' asks about routes, and '%s' is for packets: clause %u is "
				"left out",
				other->key, clause->map->name, clause->seq);
	}
	if (clause->match_interfaces.len)
		diag_at(c->diags, DIAG_POLICY_MATCH, clause->match_interfaces.at[0].ref.name.at,
			"'match interface' is for routes and for translation: policy routing does "
			"not heed it");
}

/* ---- sets ---- */

/* The first exit of CLAUSE, in the order in which they are tried. */
static const struct route_map_exit *first_exit(const struct route_map_clause *clause)
{
	for (int i = 0; i < CLAUSE_EXITS_COUNT; i++)
		if (clause->exits[i].len)
			return clause->exits[i].at;
	return NULL;
}

static void check_deny(struct checker *c, const struct route_map_clause *clause)
{
	const struct route_map_exit *exit = first_exit(clause);

	if (clause->permit || (!exit && !clause_marks(clause)))
		return;
	diag_at(c->diags, DIAG_DENY_SET, exit ? exit->at : clause->marks.at,
		"clause %u denies: what it takes is routed as ever, and its 'set' has no effect",
		clause->seq);
}

static void check_dead_exits(struct checker *c, const struct route_map_clause *clause)
{
	const struct route_map_exit *end = NULL;

	for (int i = 0; i < CLAUSE_EXITS_COUNT; i++)
		VEC_FOREACH (exit, &clause->exits[i]) {
			struct diag *diag;

			if (!end) {
				end = exit->kind == EXIT_NULL0 ? exit : NULL;
				continue;
			}
			diag = diag_at(c->diags, DIAG_DEAD_EXIT, exit->at,
				       "no packet leaves here: Null0, which is tried before, takes "
				       "what is left");
			diag_note(c->diags, diag, end->at, "Null0 is here");
			return;
		}
}

/* IOS routes the packet once more, as one that has come in by the loopback; so it is translated and
 * filtered twice. */
static void check_loopbacks(struct checker *c, const struct route_map_clause *clause)
{
	for (int i = 0; i < CLAUSE_EXITS_COUNT && clause->permit; i++)
		VEC_FOREACH (exit, &clause->exits[i])
			if (exit->kind == EXIT_INTERFACE && exit->interface.to &&
			    exit->interface.to->type == INTERFACE_LOOPBACK)
				line_leave_out(c->router, exit->at,
					       arena_printf(c->arena, "route-map %s %u",
							    clause->map->name, clause->seq),
					       "a second way through the router by a loopback");
}

void check_policy(struct checker *c)
{
	const struct route_map_clause *clause;
	const struct route_map *map;

	STAILQ_FOREACH (map, &c->router->route_maps.list, link) {
		if (!map->for_policy)
			continue;
		STAILQ_FOREACH (clause, &map->clauses, link) {
			check_others(c, clause);
			check_deny(c, clause);
			check_dead_exits(c, clause);
			check_loopbacks(c, clause);
		}
	}
}
