/*
 * A plan that runs: its tracks and probes, and the state they make together with links and
 * addresses. Another plan takes over what both have: a track that was down stays down when the
 * configuration is applied again.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"

bool device_is_up(const struct core *core, const char *device)
{
	const struct link *link = link_find(&core->links, device);

	return link && link->up && link->carrier;
}

static const struct plan_device *device_of(const struct run *run, uint16_t device)
{
	return device < run->plan->devices.len ? &run->plan->devices.at[device] : NULL;
}

/* ---- tracks ---- */

/* What the interface of TRACK is now. */
static bool interface_is_up(const struct core *core, const struct run *run,
			    const struct plan_track *track)
{
	const struct plan_device *device = device_of(run, track->device);

	if (!device || !device_is_up(core, device->device))
		return false;
	if (track->kind == PLAN_TRACK_LINE_PROTOCOL)
		return true;
	return device->dynamic ? run->want->device[track->device].has_address : device->has_address;
}

static bool track_is_interface(const struct plan_track *track)
{
	return track->kind == PLAN_TRACK_LINE_PROTOCOL || track->kind == PLAN_TRACK_IP_ROUTING;
}

static bool track_is_probe(const struct plan_track *track)
{
	return track->kind == PLAN_TRACK_REACHABILITY || track->kind == PLAN_TRACK_STATE;
}

static void track_event(struct core_track *track, enum track_event event, int64_t now)
{
	switch (track_turn(&track->machine, event, now)) {
	case TRACK_CHANGED:
		track->untold = true;
		timer_cancel(track->core->loop, &track->timer);
		break;
	case TRACK_DELAYED:
		timer_set(track->core->loop, &track->timer, track->machine.due);
		break;
	case TRACK_CANCELLED:
		timer_cancel(track->core->loop, &track->timer);
		break;
	case TRACK_SAME:
		break;
	}
}

static void track_delay_over(void *context, int64_t now)
{
	struct core_track *track = context;

	track_event(track, TRACK_DELAY_OVER, now);
	core_settle(track->core);
}

void run_device_changed(struct core *core, struct run *run, const char *device)
{
	int64_t now = loop_now();

	for (uint32_t i = 0; i < run->plan->tracks.len; i++) {
		const struct plan_track *plan = run->tracks[i].plan;
		const struct plan_device *its = device_of(run, plan->device);

		if (track_is_interface(plan) && its && !strcmp(its->device, device))
			track_event(&run->tracks[i],
				    interface_is_up(core, run, plan) ? TRACK_OBJECT_UP
								     : TRACK_OBJECT_DOWN,
				    now);
	}
}

/* ---- probes ---- */

static bool code_is_up(const struct plan_track *track, enum probe_code code)
{
	return code == PROBE_OK ||
	       (track->kind == PLAN_TRACK_REACHABILITY && code == PROBE_OVER_THRESHOLD);
}

static void verdict(void *context, struct probe *probe)
{
	struct core_probe *of = context;
	struct run *run = of->core->run;
	int64_t now = loop_now();

	for (uint32_t i = 0; i < run->plan->tracks.len; i++) {
		struct core_track *track = &run->tracks[i];

		if (!track_is_probe(track->plan) || track->plan->probe != of->index)
			continue;
		track->judged = true;
		track_event(track,
			    code_is_up(track->plan, probe->code) ? TRACK_OBJECT_UP
								 : TRACK_OBJECT_DOWN,
			    now);
	}
	core_settle(of->core);
}

/* ---- making a run ---- */

static const struct core_track *track_of(const struct run *run, const struct plan_track *like)
{
	for (uint32_t i = 0; run && i < run->plan->tracks.len; i++)
		if (run->tracks[i].plan->id == like->id && run->tracks[i].plan->kind == like->kind)
			return &run->tracks[i];
	return NULL;
}

static const struct core_probe *probe_of(const struct run *run, const struct plan_probe *like)
{
	for (uint32_t i = 0; run && i < run->plan->probes.len; i++)
		if (run->probes[i].plan->id == like->id &&
		    run->probes[i].plan->target == like->target)
			return &run->probes[i];
	return NULL;
}

/* decision 25: the last state from the journal, else the track's default; nothing is withdrawn
 * before the first verdict. A probe that never runs never answers. */
static bool first_state(const struct core *core, const struct run *run,
			const struct plan_track *track)
{
	int last = journal_track(&core->journal, track->id);

	if (track_is_interface(track))
		return interface_is_up(core, run, track);
	if (track->kind == PLAN_TRACK_FIXED)
		return !track->default_down;
	if (track->probe >= run->plan->probes.len || !run->plan->probes.at[track->probe].scheduled)
		return false;
	return last >= 0 ? last : !track->default_down;
}

static void track_make(struct core *core, struct run *run, uint32_t i, const struct run *old)
{
	const struct plan_track *plan = &run->plan->tracks.at[i];
	struct core_track *track = &run->tracks[i];
	const struct core_track *was = track_of(old, plan);

	*track = (struct core_track){
		.core = core, .plan = plan, .timer = {.fire = track_delay_over, .context = track}};
	if (was) {
		track->machine = was->machine;
		track->judged = was->judged;
	} else {
		track_start(&track->machine, first_state(core, run, plan), loop_now());
	}
	track->machine.delay_up = (int64_t)plan->delay_up * MILLISECOND;
	track->machine.delay_down = (int64_t)plan->delay_down * MILLISECOND;
}

static void probe_make(struct core *core, struct run *run, uint32_t i, const struct run *old)
{
	const struct plan_probe *plan = &run->plan->probes.at[i];
	const struct plan_device *device = device_of(run, plan->device);
	const struct core_probe *was = probe_of(old, plan);
	struct core_probe *probe = &run->probes[i];

	*probe = (struct core_probe){.core = core, .plan = plan, .index = (uint16_t)i};
	probe->probe = (struct probe){
		.id = plan->id,
		.target = plan->target,
		.mark = plan->mark,
		.frequency = (int64_t)plan->frequency * MILLISECOND,
		.timeout = (int64_t)plan->timeout * MILLISECOND,
		.threshold = (int64_t)plan->threshold * MILLISECOND,
		.verdict = verdict,
		.context = probe,
		.fd = -1,
	};
	if (plan->bound && device)
		memcpy(probe->probe.device, device->device, strnlen(device->device, IFNAMSIZ - 1));
	if (was) {
		probe->probe.code = was->probe.code;
		probe->probe.rtt = was->probe.rtt;
		probe->probe.started = was->probe.started;
		probe->probe.started_wall = was->probe.started_wall;
		probe->probe.successes = was->probe.successes;
		probe->probe.failures = was->probe.failures;
	}
}

void run_take_over(struct core *core, struct run *run, const struct run *old)
{
	for (uint32_t i = 0; i < run->plan->probes.len; i++)
		probe_make(core, run, i, old);
	dynamic_refresh(core, run);
	for (uint32_t i = 0; i < run->plan->tracks.len; i++)
		track_make(core, run, i, old);
	run_refresh(core, run);
}

struct run *run_new(struct core *core, const struct json_t *json, const struct run *old)
{
	struct arena *arena = arena_new();
	struct plan *plan = plan_from_json(arena, json);
	struct run *run;

	if (!plan) {
		arena_free(arena);
		return NULL;
	}
	run = arena_new_object(arena, struct run);
	run->arena = arena;
	run->plan = plan;
	run->state = state_default(arena, plan);
	run->want = state_default(arena, plan);
	run->tracks = arena_alloc(arena, plan->tracks.len * sizeof *run->tracks);
	run->probes = arena_alloc(arena, plan->probes.len * sizeof *run->probes);
	run_take_over(core, run, old);
	return run;
}

void run_free(struct run *run)
{
	if (run)
		arena_free(run->arena);
}

/* Rounds of different probes do not all begin at the same instant; those that another run had begun
 * keep their pace. */
void run_start(struct core *core, struct run *run)
{
	int64_t now = loop_now();

	for (uint32_t i = 0; i < run->plan->tracks.len; i++) {
		struct core_track *track = &run->tracks[i];

		if (track->machine.due)
			timer_set(core->loop, &track->timer, track->machine.due);
	}
	for (uint32_t i = 0; i < run->plan->probes.len; i++) {
		struct probe *probe = &run->probes[i].probe;
		int64_t first = now + (int64_t)(i % 16) * MILLISECOND;

		if (probe->started && probe->started + probe->frequency > first)
			first = probe->started + probe->frequency;
		if (run->probes[i].plan->scheduled)
			probe_start(probe, core->loop, first);
	}
	VEC_FOREACH (device, &run->plan->devices)
		run_device_changed(core, run, device->device);
}

void run_stop(struct core *core, struct run *run)
{
	for (uint32_t i = 0; i < run->plan->tracks.len; i++)
		timer_cancel(core->loop, &run->tracks[i].timer);
	for (uint32_t i = 0; i < run->plan->probes.len; i++)
		probe_stop(&run->probes[i].probe);
}

/* ---- its state ---- */

static size_t state_devices_size(const struct run *run)
{
	return run->plan->devices.len * sizeof *run->state->device;
}

bool run_refresh(struct core *core, struct run *run)
{
	const struct plan *plan = run->plan;
	bool *truth = run->want->truth;

	for (uint32_t i = 0; i < plan->conditions.len; i++) {
		const struct condition *c = &plan->conditions.at[i];
		const struct plan_device *device = device_of(run, c->device);

		if (c->kind == CONDITION_LINK)
			truth[i] = device && device_is_up(core, device->device);
		else if (c->kind == CONDITION_ADDRESS)
			truth[i] = device && run->want->device[c->device].has_address;
		else if (c->kind == CONDITION_GATEWAY)
			truth[i] = device && run->want->device[c->device].has_gateway;
		else if (c->kind == CONDITION_ADDRESS6)
			truth[i] = device && run->want->device[c->device].has_address6;
		else if (c->kind == CONDITION_GATEWAY6)
			truth[i] = device && run->want->device[c->device].has_gateway6;
	}
	for (uint32_t i = 0; i < plan->tracks.len; i++)
		if (plan->tracks.at[i].condition < plan->conditions.len)
			truth[plan->tracks.at[i].condition] = track_is_up(&run->tracks[i].machine);
	return memcmp(truth, run->state->truth, plan->conditions.len * sizeof *truth) ||
	       memcmp(run->want->device, run->state->device, state_devices_size(run));
}

void run_adopt_want(struct run *run)
{
	memcpy(run->state->truth, run->want->truth,
	       run->plan->conditions.len * sizeof *run->state->truth);
	memcpy(run->state->device, run->want->device, state_devices_size(run));
}

void run_tell(struct core *core, struct run *run)
{
	for (uint32_t i = 0; i < run->plan->tracks.len; i++) {
		struct core_track *track = &run->tracks[i];
		bool up = track_is_up(&track->machine);

		if (!track->untold)
			continue;
		track->untold = false;
		log_line("TRACK-6-STATE", "%u %s %s -> %s", track->plan->id, track->plan->label,
			 up ? "Down" : "Up", up ? "Up" : "Down");
		journal_set_track(&core->journal, track->plan->id, up);
		core_save_later(core);
	}
}

struct json_t *state_json(const struct plan *plan, const struct state *state)
{
	json_t *truth = json_array(), *devices = json_array();

	for (uint32_t i = 0; i < plan->conditions.len; i++)
		json_array_append_new(truth, json_boolean(state->truth[i]));
	for (uint32_t i = 0; i < plan->devices.len; i++)
		json_array_append_new(devices,
				      json_pack("{s:b,s:I,s:b,s:I}", "has_address",
						(int)state->device[i].has_address, "address",
						(json_int_t)state->device[i].address, "has_gateway",
						(int)state->device[i].has_gateway, "gateway",
						(json_int_t)state->device[i].gateway));
	return json_pack("{s:o,s:o}", "truth", truth, "devices", devices);
}
