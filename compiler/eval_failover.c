/*
 * What becomes of flows when the router passes from one state to another, by the reference
 * evaluator. IOS keeps its translations. The gateway's agent does with the flows of an uplink that
 * routes or exits leave as its site file says: because it failed, or because a better one is back.
 * Of each prefix, and of each list of exits, it counts what is in force before and behind.
 */
#include "eval_flow.h"
#include "eval_route.h"

#include <string.h>

/* By interface->index. */
struct leaving {
	bool *failed; /* it may not be gone by any more */
	bool *left; /* it could */
};

/* One way among those of a prefix or a list, in either state. */
struct turned {
	struct way before, behind; /* that it has, whatever others have */
	bool taken, takes; /* it is in force */
};

typedef VEC(struct turned) ways;

static const struct interface *exit_of(const struct way *way)
{
	return way->found && !way->null0 ? way->exit : NULL;
}

static bool leads_still(const ways *all, const struct interface *exit)
{
	VEC_FOREACH (way, all)
		if (way->takes && exit_of(&way->behind) == exit)
			return true;
	return false;
}

static void note_leaving(const ways *all, struct leaving *leaving)
{
	VEC_FOREACH (way, all) {
		const struct interface *exit = exit_of(&way->before);

		if (!way->taken || !exit || leads_still(all, exit))
			continue;
		if (exit_of(&way->behind) == exit)
			leaving->left[exit->index] = true;
		else
			leaving->failed[exit->index] = true;
	}
}

/* ---- routes ---- */

/* Of the N rows of one prefix and VRF: those of the best distance that holds. */
static void add_rows(struct arena *arena, const struct world *before, const struct world *behind,
		     const struct eval_row *rows, uint32_t n, bool last, ways *all)
{
	uint32_t first = all->len;
	bool any[2] = {false, false};

	for (uint32_t i = 0; i < n; i++) {
		struct turned way = {.before = way_by_row(before, &rows[i], last),
				     .behind = way_by_row(behind, &rows[i], last)};
		bool better = i && rows[i].distance != rows[i - 1].distance;

		if (better)
			for (uint32_t k = first; k < all->len; k++) {
				any[0] |= all->at[k].taken;
				any[1] |= all->at[k].takes;
			}
		way.taken = way.before.found && !any[0];
		way.takes = way.behind.found && !any[1];
		vec_push(arena, all, way);
	}
}

static bool any_takes(const ways *all, bool behind)
{
	VEC_FOREACH (way, all)
		if (behind ? way->takes : way->taken)
			return true;
	return false;
}

/* last-exit: where no default route is left, those stay that only a track holds back. */
static void add_last(struct arena *arena, const struct world *before, const struct world *behind,
		     const struct eval_row *rows, uint32_t n, ways *all)
{
	bool without[2] = {any_takes(all, false), any_takes(all, true)};
	uint32_t first = all->len;

	if (without[0] && without[1])
		return;
	add_rows(arena, before, behind, rows, n, true, all);
	for (uint32_t i = first; i < all->len; i++) {
		all->at[i].taken &= !without[0];
		all->at[i].takes &= !without[1];
	}
}

static bool same_prefix(const struct eval_row *a, const struct eval_row *b)
{
	return a->len == b->len && a->prefix == b->prefix && a->vrf == b->vrf;
}

static void routes_leave(struct arena *arena, const struct world *before,
			 const struct world *behind, struct leaving *leaving)
{
	const struct eval *eval = before->eval;

	for (uint32_t i = 0, n; i < eval->rows.len; i += n) {
		const struct eval_row *rows = &eval->rows.at[i];
		ways all = {0};

		for (n = 1; i + n < eval->rows.len && same_prefix(rows, &rows[n]); n++)
			;
		if (rows->vrf || rows->connected)
			continue;
		add_rows(arena, before, behind, rows, n, false, &all);
		if (!rows->len && !eval->exact)
			add_last(arena, before, behind, rows, n, &all);
		note_leaving(&all, leaving);
	}
}

/* ---- exits ---- */

/* The first of LIST that can be used is in force. */
static void exits_leave(struct arena *arena, const struct world *before, const struct world *behind,
			const exit_list *list, struct leaving *leaving)
{
	ways all = {0};

	VEC_FOREACH (exit, list) {
		struct turned way = {.before = way_by_exit(before, exit),
				     .behind = way_by_exit(behind, exit)};

		way.taken = way.before.found && !any_takes(&all, false);
		way.takes = way.behind.found && !any_takes(&all, true);
		vec_push(arena, &all, way);
	}
	note_leaving(&all, leaving);
}

static void policies_leave(struct arena *arena, const struct world *before,
			   const struct world *behind, struct leaving *leaving)
{
	const struct route_map *map;
	const struct route_map_clause *clause;

	STAILQ_FOREACH (map, &before->eval->router->route_maps.list, link)
		STAILQ_FOREACH (clause, &map->clauses, link)
			for (int i = 0; map->for_policy && i < CLAUSE_EXITS_COUNT; i++)
				if (clause_exits_serve((enum clause_exits)i, false))
					exits_leave(arena, before, behind, &clause->exits[i],
						    leaving);
}

static struct leaving leave(struct arena *arena, const struct world *before,
			    const struct world *behind)
{
	const struct eval *eval = before->eval;
	const struct interface *interface;
	struct leaving leaving = {.failed = arena_alloc(arena, eval->n_links + 1),
				  .left = arena_alloc(arena, eval->n_links + 1)};

	routes_leave(arena, before, behind, &leaving);
	policies_leave(arena, before, behind, &leaving);
	STAILQ_FOREACH (interface, &eval->router->interfaces.list, link)
		leaving.failed[interface->index] |=
			world_is_usable(before, interface) && !world_is_usable(behind, interface);
	return leaving;
}

/* ---- flows ---- */

/* Those of UPLINK; NULL: all. */
static void forget(struct flows *flows, const struct interface *uplink)
{
	struct kept *kept, *next;

	HASH_ITER (hh_first, flows->by_first, kept, next) {
		if (uplink && kept->flow.uplink != uplink)
			continue;
		HASH_DELETE(hh_first, flows->by_first, kept);
		HASH_DELETE(hh_back, flows->by_back, kept);
	}
}

void flows_follow(struct flows *flows, const struct world *before, const struct world *behind,
		  enum flows_left failed, enum flows_left left)
{
	const struct leaving leaving = leave(flows->arena, before, behind);
	const struct leaving joined = leave(flows->arena, behind, before);
	const struct interface *interface;

	STAILQ_FOREACH (interface, &before->eval->router->interfaces.list, link) {
		uint32_t i = interface->index;
		enum flows_left what = leaving.failed[i] ? failed : left;

		if (joined.failed[i] || joined.left[i] || (!leaving.failed[i] && !leaving.left[i]))
			continue;
		/* what drains has time to end, unless nothing passes any more */
		if (what == FLOWS_DRAIN && world_is_usable(behind, interface))
			what = FLOWS_STAY;
		if (what != FLOWS_STAY)
			forget(flows, what == FLOWS_ALL_GO ? NULL : interface);
	}
}
