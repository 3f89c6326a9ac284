/* Route-maps: clauses in the order of their numbers, each with its lists of exits. */
#include "ir.h"
#include "ir_hash.h"

/* IOS's own lines hold far fewer; it keeps a hostile line from being looked through for ever. */
enum { EXITS_MAX = 128 };

struct route_map *route_map_find(const struct router *router, const char *name)
{
	struct route_map *map;

	HASH_FIND_STR(router->route_maps.by_name, name, map);
	return map;
}

static struct route_map *route_map_new(struct router *router, struct name name)
{
	struct route_map *map = arena_new_object(router->arena, struct route_map);

	map->name = name.s;
	map->at = name.at;
	STAILQ_INIT(&map->clauses);
	STAILQ_INSERT_TAIL(&router->route_maps.list, map, link);
	names_add(router->route_maps.by_name, map);
	return map;
}

static void clause_insert(struct route_map *map, struct route_map_clause *clause)
{
	struct route_map_clause *last = list_last(&map->clauses, route_map_clause);
	struct route_map_clause *before = NULL, *at;

	if (!last || last->seq < clause->seq) {
		STAILQ_INSERT_TAIL(&map->clauses, clause, link);
		return;
	}
	STAILQ_FOREACH (at, &map->clauses, link) {
		if (at->seq > clause->seq)
			break;
		before = at;
	}
	if (before)
		STAILQ_INSERT_AFTER(&map->clauses, before, clause, link);
	else
		STAILQ_INSERT_HEAD(&map->clauses, clause, link);
}

static struct route_map_clause *clause_find(struct route_map *map, uint32_t seq)
{
	struct route_map_clause *clause = list_last(&map->clauses, route_map_clause);

	if (!clause || clause->seq < seq)
		return NULL;
	STAILQ_FOREACH (clause, &map->clauses, link)
		if (clause->seq == seq)
			break;
	return clause;
}

struct route_map_clause *route_map_open(struct router *router, struct name name, bool permit,
					uint32_t seq, struct span at)
{
	struct route_map *map = route_map_find(router, name.s);
	struct route_map_clause *clause;

	if (!map)
		map = route_map_new(router, name);
	clause = clause_find(map, seq);
	if (!clause) {
		clause = arena_new_object(router->arena, struct route_map_clause);
		clause->seq = seq;
		clause->at = at;
		clause->map = map;
		clause_insert(map, clause);
	}
	clause->permit = permit;
	return clause;
}

void route_map_remove(struct router *router, struct name name, uint32_t seq)
{
	struct route_map *map = route_map_find(router, name.s);
	struct route_map_clause *clause = map && seq ? clause_find(map, seq) : NULL;

	if (clause)
		STAILQ_REMOVE(&map->clauses, clause, route_map_clause, link);
	if (!map || (seq && !STAILQ_EMPTY(&map->clauses)))
		return;
	STAILQ_REMOVE(&router->route_maps.list, map, route_map, link);
	HASH_DEL(router->route_maps.by_name, map);
}

static bool exit_same(const struct route_map_exit *a, const struct route_map_exit *b)
{
	return a->kind == b->kind && a->next_hop == b->next_hop &&
	       a->interface.name.s == b->interface.name.s;
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
