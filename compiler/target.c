/*
 * The target: a plan under one state. Each item and each choice yields one object or none, and
 * depends on nothing but its own guards and values; this is what lets a change visit only what a
 * condition touches (change.c) and still equal the difference of two whole targets.
 */
#include <stdlib.h>
#include <string.h>

#include "plan.h"
#include "plan_bind.h"

bool guard_holds(const guard *g, const struct state *state)
{
	VEC_FOREACH (literal, g)
		if (state->truth[literal->condition] != literal->truth)
			return false;
	return true;
}

static bool candidate_bind(struct arena *arena, const struct plan *plan, const struct state *state,
			   const struct candidate *candidate, struct object *object)
{
	return guard_holds(&candidate->guard, state) &&
	       object_bind(arena, plan, state, &candidate->object, object);
}

static bool has_hop(const struct route_object *route, const struct next_hop *hop)
{
	for (int i = 0; i < route->hops; i++) {
		const struct next_hop *other = &route->hop[i];

		if (!strcmp(other->device, hop->device) && other->has_via == hop->has_via &&
		    (!hop->has_via || value_equal(&other->via, &hop->via)))
			return true;
	}
	return false;
}

/* Add the next hops of MORE that ROUTE does not have; those of ROUTE may be shared and are copied.
 */
static void route_merge(struct arena *arena, struct route_object *route,
			const struct route_object *more)
{
	for (int i = 0; i < more->hops && route->hops < UINT8_MAX; i++) {
		struct next_hop *hop;

		if (has_hop(route, &more->hop[i]))
			continue;
		hop = arena_alloc(arena, (route->hops + 1u) * sizeof *hop);
		memcpy(hop, route->hop, route->hops * sizeof *hop);
		hop[route->hops++] = more->hop[i];
		route->hop = hop;
	}
}

static bool choice_object(struct arena *arena, const struct plan *plan, const struct state *state,
			  const struct choice *choice, struct object *object)
{
	const struct candidate *first = NULL;

	VEC_FOREACH (candidate, &choice->candidates) {
		struct object other;

		if (first && (!choice->equal || candidate->rank != first->rank))
			continue;
		if (!candidate_bind(arena, plan, state, candidate, first ? &other : object))
			continue;
		if (!first)
			first = candidate;
		else if (object->kind == OBJECT_ROUTE && other.kind == OBJECT_ROUTE &&
			 object->route.type == ROUTE_UNICAST && other.route.type == ROUTE_UNICAST)
			route_merge(arena, &object->route, &other.route);
	}
	return first;
}

bool plan_object(struct arena *arena, const struct plan *plan, const struct state *state,
		 uint32_t i, struct object *object)
{
	const struct item *item;

	if (i >= plan->items.len)
		return choice_object(arena, plan, state, &plan->choices.at[i - plan->items.len],
				     object);
	item = &plan->items.at[i];
	return guard_holds(&item->guard, state) &&
	       object_bind(arena, plan, state, &item->object, object);
}

const struct object *plan_object_shared(struct arena *arena, const struct plan *plan,
					const struct state *state, uint32_t i)
{
	const struct item *item = i < plan->items.len ? &plan->items.at[i] : NULL;
	struct object object, *copy;

	if (item && object_is_constant(&item->object))
		return guard_holds(&item->guard, state) ? &item->object : NULL;
	if (!plan_object(arena, plan, state, i, &object))
		return NULL;
	copy = arena_new_object(arena, struct object);
	*copy = object;
	return copy;
}

/* Each once. */
static bool target_is_sorted(const struct target *target)
{
	const struct object *at = target->objects.at;

	for (uint32_t i = 1; i < target->objects.len; i++)
		if (object_compare(&at[i - 1], &at[i]) >= 0)
			return false;
	return true;
}

/* In order; UNIQUE: of several objects of one key the first stays. */
static void sort(struct arena *arena, struct target *target, bool unique)
{
	uint32_t n = target->objects.len, kept = 0;
	const struct object **order;
	struct object *sorted;

	if (target_is_sorted(target)) /* as many people write their routes */
		return;
	order = arena_alloc(arena, n * sizeof *order);
	sorted = arena_alloc(arena, n * sizeof *sorted);
	for (uint32_t i = 0; i < n; i++)
		order[i] = &target->objects.at[i];
	objects_sort(arena, order, n);
	for (uint32_t i = 0; i < n; i++) {
		arena_pause(arena);
		if (!unique || !kept || object_compare(&sorted[kept - 1], order[i]))
			sorted[kept++] = *order[i];
	}
	target->objects.at = sorted;
	target->objects.len = kept;
	target->objects.cap = n;
}

void target_sort(struct arena *arena, struct target *target)
{
	sort(arena, target, true);
}

void target_order(struct arena *arena, struct target *target)
{
	sort(arena, target, false);
}

struct target *plan_under(struct arena *arena, const struct plan *plan, const struct state *state)
{
	struct target *target = arena_new_object(arena, struct target);
	uint32_t n = plan->items.len + plan->choices.len;
	struct object object;

	for (uint32_t i = 0; i < n; i++) {
		arena_pause(arena);
		if (plan_object(arena, plan, state, i, &object))
			vec_push(arena, &target->objects, object);
	}
	target_sort(arena, target);
	return target;
}
