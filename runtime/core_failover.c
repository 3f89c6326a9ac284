/*
 * What happens to the connections when an uplink fails: those that were bound to it are forgotten,
 * so that their next packets find the new way, and nobody else's are touched. A second deletion
 * catches those that were on their way through the kernel during the first.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"

enum { SWEEP_DELAY = 75 * MILLISECOND };

static void mark_devices(const struct plan *plan, const struct object *object, bool *failed)
{
	for (uint8_t i = 0; object->kind == OBJECT_ROUTE && i < object->route.hops; i++)
		for (uint32_t d = 0; d < plan->devices.len; d++)
			if (plan->devices.at[d].outside &&
			    !strcmp(plan->devices.at[d].device, object->route.hop[i].device))
				failed[d] = true;
}

/* An uplink failed when a route by it was in force and its guard holds no more. */
static void choice_failed(const struct plan *plan, const struct choice *choice,
			  const struct state *old, const struct state *new, bool *failed)
{
	const struct candidate *first = NULL;

	VEC_FOREACH (candidate, &choice->candidates) {
		if (!guard_holds(&candidate->guard, old))
			continue;
		if (first && (!choice->equal || candidate->rank != first->rank))
			break;
		first = first ? first : candidate;
		if (!guard_holds(&candidate->guard, new))
			mark_devices(plan, &candidate->object, failed);
	}
}

static void touched_failed(const struct plan *plan, uint32_t touched, const struct state *old,
			   const struct state *new, bool *failed)
{
	const struct item *item;

	if (touched >= plan->items.len) {
		choice_failed(plan, &plan->choices.at[touched - plan->items.len], old, new, failed);
		return;
	}
	item = &plan->items.at[touched];
	if (guard_holds(&item->guard, old) && !guard_holds(&item->guard, new))
		mark_devices(plan, &item->object, failed);
}

bool translations_clear(struct core *core)
{
	bool ok = conntrack_flush(&core->conntrack, 0, 0);

	/* behind the connections, whose packets would write it down again */
	VEC_FOREACH (map, &core->run->plan->bindings)
		ok &= conntrack_empty_map(&core->conntrack, *map);
	if (!ok)
		log_line("IPNAT-4-FLUSH", "cannot delete connections: %s", strerror(errno));
	return ok;
}

static void flush(struct core *core, const bool *failed)
{
	const struct plan *plan = core->run->plan;
	bool ok = true;

	if (plan->on_failover == ON_FAILOVER_FLUSH_ALL)
		ok = conntrack_flush(&core->conntrack, 0, 0);
	for (uint32_t d = 0; plan->on_failover == ON_FAILOVER_FLUSH_UPLINK && d < plan->devices.len;
	     d++)
		if (failed[d] && plan->devices.at[d].mark)
			ok &= conntrack_flush(&core->conntrack, plan->devices.at[d].mark,
					      plan->mark_mask);
	if (!ok)
		log_line("IPNAT-4-FLUSH", "cannot delete connections: %s", strerror(errno));
}

void failover_flush(struct core *core, const struct state *old, const struct state *new)
{
	const struct plan *plan = core->run->plan;
	bool *failed = calloc(plan->devices.len + 1, sizeof *failed), any = false;

	if (!failed)
		abort();
	for (uint32_t c = 0; c < plan->conditions.len; c++)
		for (uint32_t i = 0; old->truth[c] != new->truth[c] && i < plan->touches.at[c].len;
		     i++)
			touched_failed(plan, plan->touches.at[c].at[i], old, new, failed);
	for (uint32_t d = 0; d < plan->devices.len; d++)
		any |= failed[d];
	if (!any || plan->on_failover == ON_FAILOVER_KEEP) {
		free(failed);
		return;
	}
	flush(core, failed);
	free(core->swept);
	core->swept = failed;
	timer_set(core->loop, &core->sweep, loop_now() + SWEEP_DELAY);
}

void failover_sweep(void *context, int64_t now)
{
	struct core *core = context;

	(void)now;
	if (core->run && core->swept)
		flush(core, core->swept);
	free(core->swept);
	core->swept = NULL;
}
