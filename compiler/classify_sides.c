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

/* Which pieces both sides ask first, by their numbers. */
struct sharing {
	struct arena *arena;
	const class_pieces *pieces;
	bool *first;
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

/* A line that is not whole in hashes is planned as one piece of its own. */
static void note_first(struct sharing *sharing, const struct class_plan *plan)
{
	const struct class_piece *pieces = sharing->pieces->at;
	const bool *first = find_first(plan);

	VEC_FOREACH (planned, &plan->planned)
		if (first[plan->shapes.at[planned->shape].group])
			sharing->first[planned->piece - pieces] = true;
}

static void find_shared(struct sharing *sharing)
{
	struct classifier c = {.pieces = sharing->pieces, .arena = sharing->arena};
	struct class_plan plan = {
		.c = &c, .arena = sharing->arena, .kind = PLAN_SIDES, .upto = sharing->pieces->len};

	sharing->first = arena_alloc(sharing->arena, sharing->pieces->len);
	if (sharing->pieces->len < CLASS_LONG)
		return;
	class_find_bases(&c);
	if (c.bases.len > SHAPES_MAX)
		return;
	class_plan_pieces(&plan);
	class_find_order(&plan);
	note_first(sharing, &plan);
}

/* The pieces that are asked FIRST, or are left of SIDES. They have no sides any more. */
static class_pieces pieces_of(const struct sharing *sharing, bool first, unsigned sides)
{
	class_pieces some = {0};

	vec_reserve(sharing->arena, &some, sharing->pieces->len);
	VEC_FOREACH (piece, sharing->pieces)
		if (sharing->first[piece - sharing->pieces->at] == first && piece->sides & sides) {
			vec_push(sharing->arena, &some, *piece);
			some.at[some.len - 1].sides = 0;
		}
	return some;
}

static bool is_hashes(const struct classified *list)
{
	VEC_FOREACH (step, &list->steps)
		if (step->kind != CLASS_MASKED)
			return false;
	return true;
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

/* Are hashes that cost so much no dearer than the rules of ALL, of which each branch of LIST would
 * have its part? */
static bool is_cheap(uint32_t cost, const class_pieces *all, const struct classified *list)
{
	return cost <= CLASS_LEAD_COST + class_rules_cost(all) / count_leaves(list);
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

static bool share(struct arena *arena, const struct sharing *sharing, const class_pieces *left,
		  struct classified *lists[CLASS_SIDES])
{
	class_pieces all = pieces_of(sharing, true, CLASS_BOTH_SIDES);
	const struct classified *first = all.len ? classify_masked(arena, &all) : NULL;

	if (!first || !is_hashes(first))
		return false;
	for (int i = 0; i < CLASS_SIDES; i++) {
		lists[i] = classify(arena, &left[i], false);
		if (!is_cheap(first->cost, &all, lists[i]))
			return false;
	}
	for (int i = 0; i < CLASS_SIDES; i++)
		lists[i] = in_order(arena, first, lists[i]);
	return true;
}

void classify_sides(struct arena *arena, const class_pieces *pieces,
		    struct classified *lists[CLASS_SIDES])
{
	struct sharing sharing = {.arena = arena_new(), .pieces = pieces};
	class_pieces left[CLASS_SIDES];

	find_shared(&sharing);
	for (int i = 0; i < CLASS_SIDES; i++)
		left[i] = pieces_of(&sharing, false, 1u << i);
	if (!share(arena, &sharing, left, lists)) {
		for (uint32_t i = 0; i < pieces->len; i++)
			sharing.first[i] = false;
		for (int i = 0; i < CLASS_SIDES; i++) {
			left[i] = pieces_of(&sharing, false, 1u << i);
			lists[i] = classify(arena, &left[i], false);
		}
	}
	arena_free(sharing.arena);
}
