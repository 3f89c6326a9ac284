/*
 * The kernel is led back to the plan: what stands is compared with what should, and what differs is
 * written. Most of it is little, and is done at once. The routes of a large table are surveyed
 * between other work (agent_survey.h).
 */
#include "agent.h"
#include "compiler/plan_bind.h"

enum { DOUBLINGS_MAX = 6 };

void repair_over(struct core *core, unsigned writes, bool refused, bool repeat)
{
	if (writes)
		log_line("SYS-5-REPAIR", "%u kernel writes to mend what differed from the plan",
			 writes);
	if (refused)
		core_repair_later(core, SECOND << core->repairs);
	if (repeat && !writes && !refused)
		core->repairs = 0;
	if (!repeat || (!writes && !refused))
		return;
	if (core->repairs < DOUBLINGS_MAX)
		core->repairs++;
	core_repair_later(core, SECOND << core->repairs);
}

/* What the plan says beside the bulk of its routes. */
static struct target *others_under(struct arena *arena, const struct run *run)
{
	struct target *target = arena_new_object(arena, struct target);
	struct object object;

	VEC_FOREACH (i, &run->bulk->others) {
		const struct object *first = plan_candidate(run->plan, *i);

		if (first && (object_is_netlink(first) || first->kind == OBJECT_SYSCTL) &&
		    plan_object(arena, run->plan, run->state, *i, &object))
			vec_push(arena, &target->objects, object);
	}
	target_sort(arena, target);
	return target;
}

/*
 * Links are put right only on a device made anew: somebody who shuts a link by hand has his
 * reasons.
 */
static bool is_mended(const struct core *core, const struct change_step *step)
{
	uint8_t kind = (step->new ? step->new : step->old)->kind;

	return core->anew || kind != OBJECT_LINK;
}

void core_repair(struct core *core, bool repeat)
{
	const struct run *run = core->run;
	struct arena *arena = arena_new();
	struct target *wanted, *observed;
	struct change *change, mend = {.plan = run->plan};
	unsigned writes = 0;

	core_breathe_in(core, arena);
	core_work_begin(core);
	wanted = run->bulk ? others_under(arena, run) : plan_under(arena, run->plan, run->state);
	observed = core_observe_beside(core, arena, wanted, run->bulk);
	change = observed ? change_between(arena, observed, wanted) : NULL;
	if (change) {
		VEC_FOREACH (step, &change->steps)
			if (is_mended(core, step))
				vec_push(arena, &mend.steps, *step);
		writes = (unsigned)core_execute(core, &mend, EXECUTE_AT_ONCE, arena, NULL);
		core->anew &= core->refused;
	}
	arena_free(arena);
	if (run->bulk)
		survey_begin(core, writes, !change || core->refused, repeat);
	else
		repair_over(core, writes, !change || core->refused, repeat);
	core_work_end(core);
}
