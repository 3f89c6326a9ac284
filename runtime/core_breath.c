/*
 * What takes long: a plan of a hundred thousand routes is read, and compared with what stands. It
 * is done in one piece, since the kernel is to be led from what was seen and not from what may have
 * changed in between; but probes ask and are answered meanwhile. What their verdicts turn is
 * brought into force behind it.
 */
#include "agent.h"

enum { EVERY = 16 }; /* moments, of which one is worth a look at the clock */
#define APART MILLISECOND

void core_breathe(struct core *core)
{
	struct breath *breath = &core->breath;

	if (!breath->works || breath->within || loop_now() - breath->last < APART)
		return;
	breath->within = true;
	loop_breathe(core->loop);
	breath->within = false;
	breath->last = loop_now();
}

static void moment(void *context)
{
	struct core *core = context;

	if (++core->breath.moments % EVERY == 0)
		core_breathe(core);
}

void core_breathe_in(struct core *core, struct arena *arena)
{
	arena_set_pause(arena, moment, core);
}

void core_work_begin(struct core *core)
{
	if (core->breath.works++ == 0)
		core->breath.last = loop_now();
}

void core_work_end(struct core *core)
{
	if (--core->breath.works || !core->breath.turned)
		return;
	core->breath.turned = false;
	core_settle(core);
}
