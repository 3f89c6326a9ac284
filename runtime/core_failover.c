/*
 * What happens to the connections when the routes leave an uplink: because it failed, or because a
 * better one has come back. As the site file says, they keep to it, or they are forgotten, so that
 * their next packets find the new way: at once, or after they had time to end. Nobody else's are
 * touched. A second deletion catches those that were on their way through the kernel during the
 * first.
 *
 * What is forgotten while packets are still translated as before is made anew as before. The core
 * turns nft itself where it can; where the loader has to, the deletion waits for its answer.
 */
#include <stdlib.h>
#include <string.h>

#include "agent.h"
#include "agent_store.h"

enum { SWEEP_DELAY = 150 * MILLISECOND };
#define LOADER_PATIENCE SECOND

/* By plan device: what the routes of one state did by it and those of another do not. */
struct leaving {
	bool *failed; /* they may not */
	bool *left; /* they could */
	bool *kept; /* of the choice at hand: a route leads there still */
};

static struct leaving leaving_new(struct arena *arena, const struct plan *plan)
{
	return (struct leaving){.failed = arena_alloc(arena, plan->devices.len + 1),
				.left = arena_alloc(arena, plan->devices.len + 1),
				.kept = arena_alloc(arena, plan->devices.len + 1)};
}

static bool is_taken(const struct choice *choice, const struct candidate *candidate,
		     const struct state *state)
{
	VEC_FOREACH (other, &choice->candidates) {
		bool same_rank = choice->equal && other->rank == candidate->rank;

		if (other == candidate)
			return guard_holds(&candidate->guard, state);
		if (!same_rank && guard_holds(&other->guard, state))
			return false;
	}
	return false;
}

static void choice_leaves(const struct plan *plan, const struct choice *choice,
			  const struct state *old, const struct state *new, struct leaving *leaving)
{
	memset(leaving->kept, false, plan->devices.len);
	VEC_FOREACH (candidate, &choice->candidates)
		if (is_taken(choice, candidate, new))
			object_leads(plan, &candidate->object, NULL, leaving->kept);
	VEC_FOREACH (candidate, &choice->candidates)
		if (is_taken(choice, candidate, old) && !is_taken(choice, candidate, new))
			object_leads(plan, &candidate->object, leaving->kept,
				     guard_holds(&candidate->guard, new) ? leaving->left
									 : leaving->failed);
}

static void object_leaves(const struct plan *plan, uint32_t touched, const struct state *old,
			  const struct state *new, struct leaving *leaving)
{
	const struct item *item;

	if (touched >= plan->items.len) {
		choice_leaves(plan, &plan->choices.at[touched - plan->items.len], old, new,
			      leaving);
		return;
	}
	item = &plan->items.at[touched];
	if (guard_holds(&item->guard, old) && !guard_holds(&item->guard, new))
		object_leads(plan, &item->object, NULL, leaving->failed);
}

static struct leaving leave(struct arena *arena, const struct run *run, const struct state *old,
			    const struct state *new)
{
	const touch_index *touches = run->bulk ? &run->bulk->rest : &run->plan->touches;
	struct leaving leaving = leaving_new(arena, run->plan);

	for (uint32_t c = 0; c < run->plan->conditions.len; c++)
		for (uint32_t i = 0; old->truth[c] != new->truth[c] && i < touches->at[c].len; i++)
			object_leaves(run->plan, touches->at[c].at[i], old, new, &leaving);
	if (run->bulk)
		bulk_leaves(run->bulk, old, new, leaving.failed, leaving.left);
	return leaving;
}

/* ---- forgetting ---- */

void translations_clear(struct core *core)
{
	sweep_mark(core, 0, 0);
	/* behind the connections, whose packets would write it down again */
	VEC_FOREACH (map, &core->run->plan->bindings)
		sweep_map(core, *map);
}

static void sweep_device(struct core *core, uint32_t d)
{
	const struct plan *plan = core->run->plan;

	if (plan->devices.at[d].mark)
		sweep_mark(core, plan->devices.at[d].mark, plan->mark_mask);
}

static bool waits_for_loader(const struct core *core)
{
	const struct failover *failover = &core->failover;

	return failover->awaited && loop_now() - failover->awaited_since < LOADER_PATIENCE;
}

static void sweep_later(struct core *core, int64_t delay)
{
	struct failover *failover = &core->failover;
	int64_t due = loop_now() + delay;

	if (delay == SWEEP_DELAY || failover->sweep.place == 0)
		timer_set(core->loop, &failover->sweep, due);
}

/* Once more when nothing of it is on its way any more. */
static void forget(struct core *core, uint32_t d)
{
	bool late = waits_for_loader(core);

	if (!late)
		sweep_device(core, d);
	core->failover.swept[d] = true;
	sweep_later(core, late ? LOADER_PATIENCE : SWEEP_DELAY);
}

static void forget_all(struct core *core)
{
	bool late = waits_for_loader(core);

	if (!late)
		sweep_mark(core, 0, 0);
	core->failover.swept_all = true;
	sweep_later(core, late ? LOADER_PATIENCE : SWEEP_DELAY);
}

static void sweep_swept(struct core *core)
{
	const struct failover *failover = &core->failover;

	if (failover->swept_all)
		sweep_mark(core, 0, 0);
	for (uint32_t d = 0; d < failover->devices; d++)
		if (failover->swept[d] && !failover->swept_all)
			sweep_device(core, d);
}

/* What the loader has still to say makes it necessary once more. */
static void sweep_again(void *context, int64_t now)
{
	struct core *core = context;
	struct failover *failover = &core->failover;

	(void)now;
	sweep_swept(core);
	loader_send_held(core);
	if (failover->awaited)
		return;
	failover->swept_all = false;
	memset(failover->swept, 0, failover->devices * sizeof *failover->swept);
}

bool failover_sweeps(const struct core *core)
{
	return core->failover.sweep.place != 0 || sweeper_busy(core);
}

static bool any_swept(const struct failover *failover)
{
	return failover->swept_all || memchr(failover->swept, true, failover->devices);
}

void failover_await(struct core *core)
{
	if (!core->loader || !core->failover.swept)
		return;
	if (core->failover.awaited++ == 0)
		core->failover.awaited_since = loop_now();
}

void failover_turned(struct core *core, bool all)
{
	struct failover *failover = &core->failover;

	if (!failover->awaited)
		return;
	failover->awaited = all ? 0 : failover->awaited - 1;
	if (failover->awaited || !any_swept(failover))
		return;
	sweep_swept(core);
	sweep_later(core, SWEEP_DELAY);
}

/* ---- draining ---- */

/* The connections by device D have until DUE, by loop_now(); 0: whatever time they like. A restart
 * of the agent changes nothing of that. */
static void drain_set(struct core *core, uint32_t d, int64_t due)
{
	const char *interface = core->run->plan->devices.at[d].interface;

	if (!core->failover.drained[d] && !due)
		return;
	core->failover.drained[d] = due;
	if (due)
		journal_set_drain(&core->journal, interface, core->generation,
				  clock_boottime() + due - loop_now());
	else
		journal_drop_drain(&core->journal, interface);
	core_save_later(core);
}

/* Wake when the next one's time is over. */
static void drain_wait(struct core *core)
{
	int64_t next = 0;

	for (uint32_t d = 0; d < core->failover.devices; d++)
		if (core->failover.drained[d] && (!next || core->failover.drained[d] < next))
			next = core->failover.drained[d];
	if (next)
		timer_set(core->loop, &core->failover.drain, next);
	else
		timer_cancel(core->loop, &core->failover.drain);
}

static void drain_over(void *context, int64_t now)
{
	struct core *core = context;

	for (uint32_t d = 0; d < core->failover.devices; d++)
		if (core->failover.drained[d] && core->failover.drained[d] <= now) {
			drain_set(core, d, 0);
			log_line("IPNAT-6-DRAIN",
				 "what is left of the connections by %s is deleted",
				 core->run->plan->devices.at[d].interface);
			forget(core, d);
		}
	drain_wait(core);
}

static void drain(struct core *core, uint32_t d)
{
	const struct plan *plan = core->run->plan;

	if (!device_is_up(core, plan->devices.at[d].device)) { /* it carries nothing any more */
		forget(core, d);
		return;
	}
	drain_set(core, d, loop_now() + (int64_t)plan->drain_time * MILLISECOND);
	log_line("IPNAT-6-DRAIN", "connections by %s have %u s to end",
		 plan->devices.at[d].interface, plan->drain_time / 1000);
	drain_wait(core);
}

/* ---- all of it ---- */

static void left_by(struct core *core, uint32_t d, enum on_failover what)
{
	switch (what) {
	case ON_FAILOVER_KEEP:
		break;
	case ON_FAILOVER_FLUSH_UPLINK:
		forget(core, d);
		break;
	case ON_FAILOVER_FLUSH_ALL:
		forget_all(core);
		break;
	case ON_FAILOVER_DRAIN:
		drain(core, d);
		break;
	}
}

void failover_flush(struct core *core, const struct state *old, const struct state *new)
{
	const struct plan *plan = core->run->plan;
	struct arena *arena = arena_new();
	struct leaving leaving = leave(arena, core->run, old, new);
	struct leaving joined = leave(arena, core->run, new, old);

	for (uint32_t d = 0; d < plan->devices.len; d++) {
		bool joins = joined.failed[d] || joined.left[d];

		if (joins) /* its time is its own again */
			drain_set(core, d, 0);
		if (core->failover.drained[d] && !device_is_up(core, plan->devices.at[d].device)) {
			drain_set(core, d, 0);
			forget(core, d);
		}
		if (joins)
			continue;
		if (leaving.failed[d])
			left_by(core, d, plan->on_failover);
		else if (leaving.left[d])
			left_by(core, d, plan->on_recovery);
	}
	drain_wait(core);
	arena_free(arena);
}

void failover_start(struct core *core)
{
	uint32_t n = core->run->plan->devices.len;
	struct failover *failover = &core->failover;

	*failover = (struct failover){.devices = n,
				      .swept = calloc(n + 1, sizeof *failover->swept),
				      .drained = calloc(n + 1, sizeof *failover->drained),
				      .sweep = {.fire = sweep_again, .context = core},
				      .drain = {.fire = drain_over, .context = core}};
	if (!failover->swept || !failover->drained)
		abort();
}

/* One that began in another generation is not known to be left by this one's routes. */
void failover_resume(struct core *core)
{
	const struct plan *plan = core->run->plan;

	for (uint32_t d = 0; d < plan->devices.len; d++) {
		const char *interface = plan->devices.at[d].interface;
		const struct journal_drain *row = journal_drain(&core->journal, interface);
		int64_t left = row ? row->until - clock_boottime() : 0;

		if (!row || core->failover.drained[d])
			continue;
		if (row->generation != core->generation ||
		    !device_is_up(core, plan->devices.at[d].device)) {
			journal_drop_drain(&core->journal, interface);
			continue;
		}
		if (left > (int64_t)plan->drain_time * MILLISECOND)
			left = (int64_t)plan->drain_time * MILLISECOND;
		drain_set(core, d, loop_now() + (left > 0 ? left : 0));
		log_line("IPNAT-6-DRAIN", "connections by %s have %lld s left to end", interface,
			 left > 0 ? (long long)(left / SECOND) : 0LL);
	}
	drain_wait(core);
}

void failover_stop(struct core *core, bool sweep)
{
	struct failover *failover = &core->failover;

	if (!failover->swept)
		return;
	for (uint32_t d = 0; d < failover->devices; d++)
		failover->swept[d] |= failover->drained[d] != 0;
	if (sweep) {
		for (uint32_t d = 0; d < failover->devices; d++)
			drain_set(core, d, 0);
		sweep_again(core, 0);
	}
	timer_cancel(core->loop, &failover->sweep);
	timer_cancel(core->loop, &failover->drain);
	free(failover->swept);
	free(failover->drained);
	*failover = (struct failover){0};
}
