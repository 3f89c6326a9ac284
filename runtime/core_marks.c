/*
 * Connections keep the mark of the uplink that they were bound to. When that is no uplink any more,
 * nothing leads them there: their packets would leave by another one, with the wrong source. They
 * are forgotten, and those who made them make them anew: when nothing marks so any more, and once
 * more behind the end of the change, for what was on its way through the kernel meanwhile. Should
 * the agent die in between, the loader of the next one says what is left to be forgotten.
 */
#include <jansson.h>

#include "agent.h"
#include "agent_steps.h"

static void forget(struct core *core, uint32_t mark, uint32_t mask)
{
	steps_next("forget connections");
	sweep_mark(core, mark, mask);
}

static bool has_mark(const struct plan *plan, uint32_t mark, uint32_t mask)
{
	VEC_FOREACH (device, &plan->devices)
		if (device->mark == mark)
			return plan->mark_mask == mask;
	return false;
}

void marks_forget(struct core *core, const struct run *old, const struct run *new)
{
	if (!old || !new)
		return;
	VEC_FOREACH (device, &old->plan->devices)
		if (device->mark && !has_mark(new->plan, device->mark, old->plan->mark_mask))
			forget(core, device->mark, old->plan->mark_mask);
}

void marks_forget_listed(struct core *core, const struct json_t *list)
{
	json_int_t mark, mask;
	json_t *row;
	size_t i;

	json_array_foreach (list, i, row) {
		if (!json_unpack(row, "[I,I]", &mark, &mask) && mask)
			forget(core, (uint32_t)mark, (uint32_t)mask);
	}
}
