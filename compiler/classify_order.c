/*
 * Which pieces of a list must stand before which, and so which groups before which: the first pass
 * of classify.c.
 */
#include "classify_plan.h"

static bool may_meet(const struct class_plan *plan, const struct class_shape *shape,
		     uint8_t verdict)
{
	if (verdict == CLASS_APART || plan->exact || shape->verdicts[CLASS_APART])
		return true;
	return shape->verdicts[!verdict];
}

/* A line without ports that stands before one with ports is in the map with ports as well. */
static bool is_settled(const struct class_plan *plan, uint32_t other, uint32_t own)
{
	return plan->shapes.at[own].group == GROUP_PORTS &&
	       plan->shapes.at[other].group == GROUP_PLAIN;
}

/* Is there more than one group? */
static bool has_several(const struct class_plan *plan)
{
	uint32_t n = 0;

	VEC_FOREACH (group, &plan->groups)
		n += group->n != 0;
	return n > 1;
}

/* Must PLANNED follow what of shape S it meets? */
static bool must_follow(const struct class_plan *plan, const struct class_planned *planned,
			uint32_t s)
{
	return !is_settled(plan, s, planned->shape) &&
	       may_meet(plan, &plan->shapes.at[s], planned->piece->verdict);
}

bool class_is_same_ranges(const struct class_plan *plan, const struct class_planned *planned,
			  uint32_t s)
{
	uint32_t group = plan->shapes.at[planned->shape].group;

	return plan->groups.at[group].kind == CLASS_RANGES && plan->shapes.at[s].group == group;
}

bool class_matters(const struct class_plan *plan, const struct class_planned *planned, uint32_t s)
{
	return s == planned->shape || class_is_same_ranges(plan, planned, s) ||
	       must_follow(plan, planned, s);
}

/* Note before which groups the own one of PLANNED comes, for what PLANNED meets; and whether that
 * are ranges of its own map, which then have levels. */
static void look_for_order(struct class_plan *plan, const struct class_meets *meets,
			   const struct class_planned *planned)
{
	uint32_t own = plan->shapes.at[planned->shape].group;

	for (uint32_t s = 0; s < plan->shapes.len; s++) {
		uint32_t other = plan->shapes.at[s].group;
		bool *before = &plan->before[other * plan->groups.len + own];
		bool orders = other != own && !*before && must_follow(plan, planned, s);
		bool levels = !plan->intricate && class_is_same_ranges(plan, planned, s);
		const struct class_met *met;

		if (!orders && !levels)
			continue;
		met = class_meets_ask(meets, planned->piece, planned->shape, s);
		if (met && orders)
			*before = class_plan_highest(plan, met->place, planned->piece->verdict);
		plan->intricate |= met && levels;
	}
}

/* Only ranges are asked for others of their shape: of equal pieces in a hash the first is kept. */
static void leave_alone(struct class_plan *plan, bool alone)
{
	VEC_FOREACH (shape, &plan->shapes)
		shape->alone = alone && plan->groups.at[shape->group].kind != CLASS_RANGES;
}

void class_find_order(struct class_plan *plan)
{
	struct class_meets *meets;

	plan->before = arena_alloc(plan->arena, (size_t)plan->groups.len * plan->groups.len);
	if (!has_several(plan)) {
		plan->intricate =
			!plan->groups.at[GROUP_RULES].n &&
			(plan->groups.at[GROUP_PORTS].n || plan->groups.at[GROUP_PLAIN].n);
		return;
	}
	leave_alone(plan, true);
	meets = class_meets_new(plan->arena, plan->shapes.at, plan->shapes.len, plan->planned.len);
	VEC_FOREACH (planned, &plan->planned) {
		look_for_order(plan, meets, planned);
		class_meets_note(meets, planned->piece, planned->shape, (struct class_spot){0});
	}
	leave_alone(plan, false);
}

bool class_order_is_broken(const struct class_plan *plan)
{
	VEC_FOREACH (first, &plan->groups)
		VEC_FOREACH (second, &plan->groups)
			if (plan->before[(first - plan->groups.at) * plan->groups.len +
					 (second - plan->groups.at)] &&
			    *first->steps.at > *second->steps.at)
				return true;
	return false;
}
