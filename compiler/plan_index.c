/*
 * The index from a condition to what it touches: the items and choices whose guards name it, and
 * those that hold a value which the condition says is known. It is what makes a change cost what
 * it changes and not what the configuration is long.
 */
#include <string.h>

#include "plan.h"
#include "plan_bind.h"

struct indexing {
	struct plan *plan;
	uint32_t object; /* item, or choice + items.len */
	const uint16_t *address, *gateway; /* condition by device; UINT16_MAX: none */
};

static void touch(struct indexing *in, uint16_t condition)
{
	__typeof__(in->plan->touches.at) list;

	if (condition >= in->plan->touches.len)
		return;
	list = &in->plan->touches.at[condition];
	if (!list->len || list->at[list->len - 1] != in->object)
		vec_push(in->plan->arena, list, in->object);
}

static void touch_value(void *context, const struct value *value)
{
	struct indexing *in = context;

	touch(in, (value->kind == VALUE_ADDRESS ? in->address : in->gateway)[value->device]);
}

static void touch_guard(struct indexing *in, const guard *g)
{
	VEC_FOREACH (literal, g)
		touch(in, literal->condition);
}

static uint16_t *conditions_by_device(struct plan *plan, enum condition_kind kind)
{
	uint16_t *by_device = arena_alloc(plan->arena, plan->devices.len * sizeof *by_device);

	memset(by_device, 0xff, plan->devices.len * sizeof *by_device);
	for (uint32_t i = 0; i < plan->conditions.len; i++)
		if (plan->conditions.at[i].kind == kind)
			by_device[plan->conditions.at[i].device] = (uint16_t)i;
	return by_device;
}

void plan_index(struct plan *plan)
{
	struct indexing in = {
		.plan = plan,
		.address = conditions_by_device(plan, CONDITION_ADDRESS),
		.gateway = conditions_by_device(plan, CONDITION_GATEWAY),
	};

	memset(&plan->touches, 0, sizeof plan->touches);
	for (uint32_t i = 0; i < plan->conditions.len; i++)
		(void)vec_add(plan->arena, &plan->touches);
	VEC_FOREACH (item, &plan->items) {
		touch_guard(&in, &item->guard);
		object_symbols(&item->object, touch_value, &in);
		in.object++;
	}
	VEC_FOREACH (choice, &plan->choices) {
		VEC_FOREACH (candidate, &choice->candidates) {
			touch_guard(&in, &candidate->guard);
			object_symbols(&candidate->object, touch_value, &in);
		}
		in.object++;
	}
}
