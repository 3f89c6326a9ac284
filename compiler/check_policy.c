/* Checks of route-maps that packets are asked by: what says nothing, or nothing that IOS heeds. */
#include "check.h"
#include "compiler.h"

#include <uthash.h>

/* A list that an earlier clause asks, with nothing else. */
struct asked {
	UT_hash_handle hh; /* by LIST */
	const void *list;
	const struct route_map_clause *clause;
};

struct policy_check {
	struct checker *c;
	struct asked *asked;
};

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

/* ---- what nobody comes to ---- */

static bool has_lists(const struct route_map_clause *clause)
{
	return clause->match_acls.len || clause->match_prefix_lists.len || clause->match_acls6.len;
}

static bool asks_lists_only(const struct route_map_clause *clause)
{
	return !clause->untranslated && !clause->match_length && !clause->match_interfaces.len &&
	       !clause_asks_hop(clause);
}

static void note_asked(struct policy_check *p, const void *list,
		       const struct route_map_clause *clause)
{
	struct asked *asked;

	HASH_FIND_PTR(p->asked, &list, asked);
	if (asked || !list)
		return;
	asked = arena_new_object(p->c->arena, struct asked);
	asked->list = list;
	asked->clause = clause;
	HASH_ADD_PTR(p->asked, list, asked);
}

static const struct route_map_clause *asked_before(const struct policy_check *p, const void *list)
{
	struct asked *asked;

	HASH_FIND_PTR(p->asked, &list, asked);
	return asked ? asked->clause : NULL;
}

/* The last of the earlier clauses that ask what CLAUSE asks, if they ask all of it. */
static const struct route_map_clause *covered_by(const struct policy_check *p,
						 const struct route_map_clause *clause)
{
	const struct route_map_clause *by = NULL, *one;

	VEC_FOREACH (match, &clause->match_acls) {
		if (!(one = asked_before(p, match->to)))
			return NULL;
		by = !by || one->seq > by->seq ? one : by;
	}
	VEC_FOREACH (match, &clause->match_prefix_lists) {
		if (!(one = asked_before(p, match->to)))
			return NULL;
		by = !by || one->seq > by->seq ? one : by;
	}
	return by;
}

static void report_shadowed(struct checker *c, const struct route_map_clause *clause,
			    const struct route_map_clause *by)
{
	struct diag *diag = diag_at(c->diags, DIAG_SHADOWED, clause->at,
				    "no packet comes to clause %u of route-map '%s': clause %u %s",
				    clause->seq, clause->map->name, by->seq,
				    has_lists(by) ? "asks the same list" : "takes all of them");

	diag_note(c->diags, diag, by->at, "clause %u is here", by->seq);
}

/* Behind a clause that takes everything only the first is told of. */
static void check_shadows(struct checker *c, const struct route_map *map)
{
	struct policy_check p = {.c = c};
	const struct route_map_clause *clause, *all = NULL;

	STAILQ_FOREACH (clause, &map->clauses, link) {
		const struct route_map_clause *by = all ? all : covered_by(&p, clause);

		if (by)
			report_shadowed(c, clause, by);
		if (all)
			break;
		if (!asks_lists_only(clause))
			continue;
		VEC_FOREACH (match, &clause->match_acls)
			note_asked(&p, match->to, clause);
		VEC_FOREACH (match, &clause->match_prefix_lists)
			note_asked(&p, match->to, clause);
		if (!has_lists(clause))
			all = clause;
	}
	HASH_CLEAR(hh, p.asked);
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
		check_shadows(c, map);
		STAILQ_FOREACH (clause, &map->clauses, link) {
			check_others(c, clause);
			check_deny(c, clause);
			check_dead_exits(c, clause);
			check_loopbacks(c, clause);
		}
	}
}
