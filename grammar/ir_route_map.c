/* Route-maps: clauses in the order of their numbers, each with its lists of exits. */
#include "ir.h"
#include "ir_hash.h"

#include <stdlib.h>

/* IOS's own lines hold far fewer; it keeps a hostile line from being looked through for ever. */
enum { EXITS_MAX = 128 };

BY_NAME(route_map, route_map, route_maps.list, route_maps.by_name)

static struct route_map_clause *clause_find(const struct route_map *map, uint32_t seq)
{
	struct route_map_clause *clause;

	HASH_FIND(hh, map->by_seq, &seq, sizeof seq, clause);
	return clause;
}

/* Clauses mostly arrive in order; those that do not are sorted when reading is done. */
static struct route_map_clause *clause_new(struct router *router, struct route_map *map,
					   uint32_t seq, struct span at)
{
	struct route_map_clause *last = list_last(&map->clauses, route_map_clause);
	struct route_map_clause *clause = arena_new_object(router->arena, struct route_map_clause);

	clause->seq = seq;
	clause->at = at;
	clause->map = map;
	map->unsorted |= last && last->seq > seq;
	STAILQ_INSERT_TAIL(&map->clauses, clause, link);
	HASH_ADD(hh, map->by_seq, seq, sizeof clause->seq, clause);
	return clause;
}

struct route_map_clause *route_map_open(struct router *router, struct name name, bool permit,
					uint32_t seq, struct span at)
{
	struct route_map *map = route_map_find(router, name.s);
	struct route_map_clause *clause;

	if (!map) {
		map = route_map_new(router, name);
		STAILQ_INIT(&map->clauses);
	}
	clause = clause_find(map, seq);
	if (!clause)
		clause = clause_new(router, map, seq, at);
	clause->permit = permit;
	return clause;
}

void route_map_remove(struct router *router, struct name name, uint32_t seq)
{
	struct route_map *map = route_map_find(router, name.s);
	struct route_map_clause *clause = map && seq ? clause_find(map, seq) : NULL;

	if (clause) {
		HASH_DEL(map->by_seq, clause);
		clause->gone = map->unsorted = true;
	}
	if (!map || (seq && map->by_seq))
		return;
	map->gone = true;
	HASH_DEL(router->route_maps.by_name, map);
}

/* ---- when reading is done ---- */

typedef VEC(struct route_map_clause *) clause_order;

static int by_seq(const void *a, const void *b)
{
	const struct route_map_clause *x = *(struct route_map_clause *const *)a;
	const struct route_map_clause *y = *(struct route_map_clause *const *)b;

	return (x->seq > y->seq) - (x->seq < y->seq);
}

static void map_settle(struct router *router, struct route_map *map)
{
	struct route_map_clause *clause;
	clause_order order = {0};

	map->by_seq = NULL;
	if (!map->unsorted)
		return;
	STAILQ_FOREACH (clause, &map->clauses, link)
		if (!clause->gone)
			vec_push(router->arena, &order, clause);
	if (order.len)
		qsort(order.at, order.len, sizeof *order.at, by_seq);
	STAILQ_INIT(&map->clauses);
	VEC_FOREACH (next, &order)
		STAILQ_INSERT_TAIL(&map->clauses, *next, link);
	map->unsorted = false;
}

void route_maps_settle(struct router *router)
{
	struct route_maps *maps = &router->route_maps;
	struct route_map *map = STAILQ_FIRST(&maps->list), *next;

	STAILQ_INIT(&maps->list);
	for (; map; map = next) {
		next = STAILQ_NEXT(map, link);
		if (map->gone)
			continue;
		map_settle(router, map);
		STAILQ_INSERT_TAIL(&maps->list, map, link);
	}
}

/* ---- exits ---- */

bool clause_exits_yield(enum clause_exits which)
{
	static const bool yields[] = {
#define X(symbol, yields, command, rest, json) yields,
		CLAUSE_EXITS(X)
#undef X
	};
	return yields[which];
}

bool clause_exits_serve(enum clause_exits which, bool v6)
{
	switch (which) {
	case EXITS_VERIFIED6:
	case EXITS_NEXT_HOPS6:
	case EXITS_DEFAULT_NEXT_HOPS6:
		return v6;
	case EXITS_INTERFACES:
	case EXITS_DEFAULT_INTERFACES:
		return true;
	default:
		return !v6;
	}
}

bool clause_marks_family(const struct route_map_clause *clause, bool v6)
{
	const struct route_map_marks *marks = &clause->marks;

	return v6 ? marks->has_precedence6
		  : marks->has_precedence || marks->has_tos || marks->has_dscp || marks->has_df;
}

bool clause_marks(const struct route_map_clause *clause)
{
	return clause_marks_family(clause, false) || clause_marks_family(clause, true);
}

bool clause_asks_hop(const struct route_map_clause *clause)
{
	return clause->match_hops.len || clause->match_hop_prefix_lists.len;
}

static bool exit_same(const struct route_map_exit *a, const struct route_map_exit *b)
{
	return a->kind == b->kind && a->next_hop == b->next_hop && a->domain == b->domain &&
	       a->vrf == b->vrf && a->interface.name.s == b->interface.name.s;
}

static uint32_t exit_find(const exit_list *list, const struct route_map_exit *exit)
{
	uint32_t i = 0;

	while (i < list->len && !exit_same(&list->at[i], exit))
		i++;
	return i;
}

/* Hops that are verified stand in the order of their numbers, the others as they came (all 0). */
static void exit_add(struct router *router, exit_list *to, const struct route_map_exit *exit)
{
	uint32_t i = exit_find(to, exit);

	if (i < to->len)
		vec_remove(to, i);
	if (to->len == EXITS_MAX) {
		diag_at(router->diags, DIAG_NONE, exit->at, "more than %d exits in one clause",
			EXITS_MAX);
		return;
	}
	vec_push(router->arena, to, *exit);
	for (i = to->len - 1; i && to->at[i - 1].order > exit->order; i--)
		to->at[i] = to->at[i - 1];
	to->at[i] = *exit;
}

void route_map_exits(struct router *router, bool no, exit_list *to, const exit_list *list)
{
	if (no && !list->len)
		to->len = 0;
	VEC_FOREACH (exit, list) {
		uint32_t i = exit_find(to, exit);

		if (!no && (i == to->len || exit->order))
			exit_add(router, to, exit);
		else if (no && i < to->len)
			vec_remove(to, i);
	}
}

bool route_maps_yield(const struct router *router)
{
	const struct route_map *map;
	const struct route_map_clause *clause;

	STAILQ_FOREACH (map, &router->route_maps.list, link)
		STAILQ_FOREACH (clause, &map->clauses, link)
			for (int i = 0; i < CLAUSE_EXITS_COUNT; i++)
				if (clause_exits_yield((enum clause_exits)i) &&
				    clause->exits[i].len)
					return true;
	return false;
}
