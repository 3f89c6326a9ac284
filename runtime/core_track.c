/*
 * The tracks of a run: their machines, fed by probes, links and other tracks. What follows from
 * others (lists, routes) is settled in one pass, since a plan's tracks stand behind those they
 * depend on; the machines add the delays.
 */
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"

/* ---- events ---- */

static const struct plan_device *device_of(const struct run *run, uint16_t device)
{
	return device < run->plan->devices.len ? &run->plan->devices.at[device] : NULL;
}

static bool track_is_interface(const struct plan_track *track)
{
	return track->kind == PLAN_TRACK_LINE_PROTOCOL || track->kind == PLAN_TRACK_IP_ROUTING ||
	       track->kind == PLAN_TRACK_IPV6_ROUTING;
}

/* What the interface of TRACK is now. */
static bool interface_is_up(const struct core *core, const struct run *run,
			    const struct plan_track *track)
{
	const struct plan_device *device = device_of(run, track->device);

	if (!device || !device_is_up(core, device->device))
		return false;
	if (track->kind == PLAN_TRACK_LINE_PROTOCOL)
		return true;
	if (track->kind == PLAN_TRACK_IPV6_ROUTING)
		return device_has_ipv6(device->device);
	return device->dynamic ? run->want->device[track->device].has_address : device->has_address;
}

/* As IOS's `debug track` says it. */
static void tell_delay(const struct core_track *track, enum track_event event,
		       enum track_outcome outcome)
{
	bool up = event == TRACK_OBJECT_UP;
	int64_t delay = up ? track->machine.delay_up : track->machine.delay_down;
	uint32_t id = track->plan->id;

	if (outcome == TRACK_DELAYED)
		log_debug("Track: %u %s change delayed for %lld secs", id, up ? "Up" : "Down",
			  (long long)(delay / SECOND));
	else if (outcome == TRACK_CANCELLED)
		log_debug("Track: %u %s change delay cancelled", id, up ? "Down" : "Up");
	else if (outcome == TRACK_CHANGED && event == TRACK_DELAY_OVER)
		log_debug("Track: %u %s change delay expired", id,
			  track_is_up(&track->machine) ? "Up" : "Down");
}

static void tell_change(const struct core_track *track)
{
	const struct plan_track *plan = track->plan;
	const char *parameter = track_parameter(plan);
	size_t len = strlen(plan->label), tail = strlen(parameter);
	bool up = track_is_up(&track->machine), ends = tail && len > tail + 1;

	/* "ip sla 100 reachability" is "ip sla 100, reachability" there */
	log_debug("Track: %u Change #%llu %.*s%s%s %s", plan->id,
		  (unsigned long long)track->machine.changes, (int)(ends ? len - tail - 1 : len),
		  plan->label, ends ? ", " : "", ends ? parameter : "",
		  up ? "Down->Up" : "Up->Down");
}

bool track_event(struct core_track *track, enum track_event event, int64_t now)
{
	enum track_outcome outcome = track_turn(&track->machine, event, now);

	if (track->core->debug_track) {
		tell_delay(track, event, outcome);
		if (outcome == TRACK_CHANGED)
			tell_change(track);
	}
	switch (outcome) {
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
	return outcome == TRACK_CHANGED;
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

	run_probes_device(core, run, device);
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

/* ---- routes that others put into the main table ---- */

static bool track_is_route(const struct plan_track *track)
{
	return track->kind == PLAN_TRACK_ROUTE || track->kind == PLAN_TRACK_METRIC;
}

bool run_tracks_routes(const struct run *run)
{
	VEC_FOREACH (track, &run->plan->tracks)
		if (track_is_route(track))
			return true;
	return false;
}

/* Does ROUTE lead somewhere by a link that is up? */
static bool route_leads(const struct core *core, const struct route_object *route)
{
	for (int i = 0; i < route->hops; i++)
		if (route->type == ROUTE_UNICAST && device_is_up(core, route->hop[i].device))
			return true;
	return false;
}

static void see_route(const struct core *core, struct run *run, uint8_t protocol,
		      const struct route_object *route)
{
	for (uint32_t i = 0; i < run->plan->tracks.len; i++) {
		const struct plan_track *track = &run->plan->tracks.at[i];

		if (!track_is_route(track) || !track_looks_at(track, route) ||
		    !route_leads(core, route))
			continue;
		if (run->tracks[i].learnt && route->metric > run->tracks[i].metric)
			continue;
		run->tracks[i].learnt = true;
		run->tracks[i].metric = route->metric;
		run->tracks[i].protocol = protocol;
	}
}

/* Of PROTOCOL, or with 0 of all; a dump does not say which route is whose. */
static void look_for(struct core *core, struct run *run, uint8_t protocol)
{
	struct arena *arena = arena_new();
	struct target routes = {0};

	routes_dump(&core->netlink, arena, &core->links, protocol, RT_TABLE_MAIN, &routes);
	VEC_FOREACH (object, &routes.objects)
		see_route(core, run, protocol, &object->route);
	arena_free(arena);
}

void run_look_for_routes(struct core *core, struct run *run)
{
	bool metrics = false;

	if (!run_tracks_routes(run))
		return;
	for (uint32_t i = 0; i < run->plan->tracks.len; i++) {
		run->tracks[i].learnt = false;
		metrics |= run->tracks[i].plan->kind == PLAN_TRACK_METRIC;
	}
	look_for(core, run, 0);
#define X(member, protocol) \
	if (metrics)        \
		look_for(core, run, protocol);
	PLAN_RESOLUTIONS(X)
#undef X
}

void core_look_for_routes(void *context, int64_t now)
{
	struct core *core = context;

	(void)now;
	if (!core->run)
		return;
	run_look_for_routes(core, core->run);
	core_settle(core);
}

/* ---- what follows from the others ---- */

/* Our own routes have metric 0, as static and connected ones do on the router. */
static enum track_verdict route_verdict(const struct run *run, const struct core_track *track)
{
	bool own = track_has_route(run->plan, track->plan, run->want);

	if (track->plan->kind == PLAN_TRACK_ROUTE)
		return own || track->learnt ? VERDICT_UP : VERDICT_DOWN;
	if (own || !track->learnt)
		return track_verdict(run->plan, track->plan, run->want);
	return track_metric_verdict(
		track->plan, track_metric(run->plan, track->plan, track->protocol, track->metric));
}

static enum track_verdict verdict_of(const struct run *run, const struct core_track *track)
{
	return track_is_route(track->plan) ? route_verdict(run, track)
					   : track_verdict(run->plan, track->plan, run->want);
}

void run_derive_tracks(struct run *run, int64_t now)
{
	for (uint32_t i = 0; i < run->plan->tracks.len; i++) {
		struct core_track *track = &run->tracks[i];

		if (track_is_derived(track->plan)) {
			enum track_verdict verdict = verdict_of(run, track);

			if (verdict != VERDICT_SAME)
				track_event(track,
					    verdict == VERDICT_UP ? TRACK_OBJECT_UP
								  : TRACK_OBJECT_DOWN,
					    now);
		}
		run->want->truth[track->plan->condition] = track_is_up(&track->machine);
	}
}

/* ---- making them ---- */

static const struct core_track *track_of(const struct run *run, const struct plan_track *like)
{
	for (uint32_t i = 0; run && i < run->plan->tracks.len; i++)
		if (run->tracks[i].plan->id == like->id && run->tracks[i].plan->kind == like->kind)
			return &run->tracks[i];
	return NULL;
}

/* decision 25: the last state from the journal, else the track's default; nothing is withdrawn
 * before the first verdict. What follows from others follows from the start. */
static bool first_state(const struct core *core, const struct run *run,
			const struct core_track *track)
{
	const struct plan_track *plan = track->plan;
	int last = journal_track(&core->journal, plan->id);
	enum track_verdict verdict;

	if (track_is_interface(plan))
		return interface_is_up(core, run, plan);
	if (plan->kind == PLAN_TRACK_FIXED)
		return !plan->default_down;
	if (track_is_derived(plan)) {
		verdict = verdict_of(run, track);
		if (verdict != VERDICT_SAME)
			return verdict == VERDICT_UP;
	}
	return last >= 0 ? last : !plan->default_down;
}

static void track_make(struct core *core, struct run *run, uint32_t i, const struct run *old)
{
	const struct plan_track *plan = &run->plan->tracks.at[i];
	struct core_track *track = &run->tracks[i];
	const struct core_track *was = track_of(old, plan);

	track->core = core;
	track->plan = plan;
	track->timer = (struct timer){.fire = track_delay_over, .context = track};
	track->untold = track->judged = false;
	if (was) {
		track->machine = was->machine;
		track->judged = was->judged;
		track->missed = was->missed;
	} else {
		track_start(&track->machine, first_state(core, run, track), loop_now());
	}
	track->machine.delay_up = (int64_t)plan->delay_up * MILLISECOND;
	track->machine.delay_down = (int64_t)plan->delay_down * MILLISECOND;
	run->want->truth[plan->condition] = track_is_up(&track->machine);
}

/* The tracks of each operation in a chain, so that its verdicts need not look for them. */
static void chain_tracks(struct run *run)
{
	for (uint32_t i = 0; i < run->plan->probes.len; i++)
		run->probes[i].tracks = NULL;
	for (uint32_t i = run->plan->tracks.len; i-- > 0;) {
		struct core_track *track = &run->tracks[i];
		bool of_probe = track->plan->kind == PLAN_TRACK_REACHABILITY ||
				track->plan->kind == PLAN_TRACK_STATE;

		if (!of_probe || track->plan->probe >= run->plan->probes.len)
			continue;
		track->next_of_probe = run->probes[track->plan->probe].tracks;
		run->probes[track->plan->probe].tracks = track;
	}
}

void run_make_tracks(struct core *core, struct run *run, const struct run *old)
{
	for (uint32_t i = 0; i < run->plan->tracks.len; i++) {
		run->tracks[i].core = core;
		run->tracks[i].plan = &run->plan->tracks.at[i];
	}
	run_look_for_routes(core, run);
	for (uint32_t i = 0; i < run->plan->tracks.len; i++)
		track_make(core, run, i, old);
	chain_tracks(run);
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
		track_file_write(core, track->plan->id, up);
		run_track_turned(run, i, up);
		core_save_later(core);
	}
}
