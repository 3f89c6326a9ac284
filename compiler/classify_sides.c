/*
 * A list that packets of two kinds are asked, some of its lines only by those of one kind: with
 * lines of `established`, packets that have its flags, and those that have not. Each side gets a
 * list of its own, so that no packet is asked for what it cannot have. But most lines are in both,
 * and would be twice in the kernel and in the files.
 *
 * So those of them that fill large hashes are asked first, by both lists and in the same maps, and
 * what is left of each side follows. Order allows that where no line that is left must stand before
 * one of a hash; what is not allowed to be first is left, too, until that holds for all.
 */
#include "classify_plan.h"

#include <string.h>

/* Steps of both. */
enum { FIRST_MAX = 16 };

struct sides {
	struct arena *arena;
	const class_pieces *pieces;
	struct classified *first; /* what both ask first; NULL: nothing */
	bool *is_first; /* [piece] */
	uint32_t rules; /* what these pieces would cost as rules */
};

/* The groups of PLAN that may stand before all others. */
static bool *find_first(const struct class_plan *plan)
{
	const uint32_t n = plan->groups.len;
	bool *first = arena_alloc(plan->arena, n), changed = true;

	for (uint32_t g = GROUPS_FIXED; g < n; g++)
		first[g] = true;
	while (changed) {
		changed = false;
		for (uint32_t g = 0; g < n; g++)
			for (uint32_t other = 0; other < n && first[g]; other++)
				if (!first[other] && plan->before[other * n + g]) {
					first[g] = false;
					changed = true;
				}
	}
	return first;
}

/* Leave in PLAN what may be FIRST. A line that is not whole in hashes was planned as one piece of
 * its own, which is none of the list's. */
static void keep_first(struct sides *sides, struct class_plan *plan, const bool *first)
{
	const uint32_t n = plan->groups.len;
	uint32_t kept = 0;

	VEC_FOREACH (planned, &plan->planned) {
		if (!first[plan->shapes.at[planned->shape].group])
			continue;
		sides->is_first[planned->piece - sides->pieces->at] = true;
		sides->rules += class_rule_cost(planned->piece->mask);
		plan->planned.at[kept++] = *planned;
	}
	plan->planned.len = kept;
	for (uint32_t g = 0; g < n; g++) {
		if (first[g])
			continue;
		plan->groups.at[g].n = 0;
		for (uint32_t other = 0; other < n; other++)
			plan->before[g * n + other] = plan->before[other * n + g] = false;
	}
}

/* What is left in PLAN, in its order; NULL: nothing, or that takes too many steps. */
static struct classified *take_first(struct arena *arena, struct class_plan *plan)
{
	struct classified *list;

	if (!plan->planned.len || !class_plan_steps(plan) || plan->steps.len > FIRST_MAX)
		return NULL;
	list = arena_new_object(arena, struct classified);
	list->cost = class_plan_cost(plan);
	class_plan_take(arena, plan, list);
	return list;
}

static void none_is_first(struct sides *sides)
{
	memset(sides->is_first, false, sides->pieces->len);
}

static void find_shared(struct arena *arena, struct sides *sides)
{
	struct classifier c = {.pieces = sides->pieces, .arena = sides->arena};
	struct class_plan plan = {
		.c = &c, .arena = sides->arena, .kind = PLAN_SIDES, .upto = sides->pieces->len};

	sides->is_first = arena_alloc(sides->arena, sides->pieces->len);
	if (sides->pieces->len < CLASS_LONG)
		return;
	class_find_bases(&c);
	if (c.bases.len > SHAPES_MAX)
		return;
	class_plan_pieces(&plan);
	class_find_order(&plan);
	keep_first(sides, &plan, find_first(&plan));
	sides->first = take_first(arena, &plan);
	if (!sides->first)
		none_is_first(sides);
}

/* Is PIECE of SIDE, and not asked first by both? */
static bool is_left(const struct sides *sides, int side, const struct class_piece *piece)
{
	return piece->sides >> side & 1 && !sides->is_first[piece - sides->pieces->at];
}

/* The pieces of SIDE, unless both ask them first. They have no sides any more. */
static class_pieces left_of(const struct sides *sides, int side)
{
	class_pieces some = {0};
	uint32_t n = 0;

	VEC_FOREACH (piece, sides->pieces)
		n += is_left(sides, side, piece);
	vec_reserve(sides->arena, &some, n);
	VEC_FOREACH (piece, sides->pieces)
		if (is_left(sides, side, piece)) {
			some.at[some.len] = *piece;
			some.at[some.len++].sides = 0;
		}
	return some;
}

/* Into how many LIST is cut. */
static uint32_t count_leaves(const struct classified *list)
{
	uint32_t n = 0;

	VEC_FOREACH (step, &list->steps)
		VEC_FOREACH (branch, &step->branches)
			n += count_leaves(branch->list);
	return n ? n : 1;
}

static void classify_left(struct arena *arena, const struct sides *sides,
			  struct classified *lists[CLASS_SIDES])
{
	for (int side = 0; side < CLASS_SIDES; side++) {
		class_pieces left = left_of(sides, side);

		lists[side] = classify(arena, &left, false);
	}
}

/* Is what both sides ask first no dearer than its part of rules in each branch of LISTS? */
static bool is_cheap(const struct sides *sides, struct classified *const lists[CLASS_SIDES])
{
	for (int side = 0; side < CLASS_SIDES; side++)
		if (sides->first->cost > CLASS_LEAD_COST + sides->rules / count_leaves(lists[side]))
			return false;
	return true;
}

static struct classified *in_order(struct arena *arena, const struct classified *first,
				   const struct classified *left)
{
	struct classified *list = arena_new_object(arena, struct classified);

	list->cost = first->cost + left->cost;
	list->moved = true;
	list->shared = first->steps.len;
	vec_append(arena, &list->steps, &first->steps);
	vec_append(arena, &list->steps, &left->steps);
	return list;
}

void classify_sides(struct arena *arena, const class_pieces *pieces,
		    struct classified *lists[CLASS_SIDES])
{
	struct sides sides = {.arena = arena_new(), .pieces = pieces};

	find_shared(arena, &sides);
	classify_left(arena, &sides, lists);
	if (sides.first && is_cheap(&sides, lists)) {
		for (int side = 0; side < CLASS_SIDES; side++)
			lists[side] = in_order(arena, sides.first, lists[side]);
	} else if (sides.first) {
		none_is_first(&sides);
		classify_left(arena, &sides, lists);
	}
	arena_free(sides.arena);
}
