/*
 * The probes of a run: when each begins and ends, and what its verdicts do to the tracks that look
 * at it. An operation whose life is over is inactive, and its tracks are down, as on the router.
 */
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "agent.h"

enum { APART = 16 }; /* milliseconds in which the probes begin */

static bool code_is_up(const struct plan_track *track, enum probe_code code)
{
	return code == PROBE_OK ||
	       (track->kind == PLAN_TRACK_REACHABILITY && code == PROBE_OVER_THRESHOLD);
}

/* What the track hears of a round that ended with CODE; false: nothing yet, since the site file
 * wants more of them to fail. */
static bool is_told(struct core_track *track, const struct core_probe *of, enum probe_code code)
{
	if (code_is_up(track->plan, code)) {
		track->missed = 0;
		return true;
	}
	if (track->missed < of->plan->misses)
		track->missed++;
	return code == PROBE_UNKNOWN || track->missed >= of->plan->misses;
}

/* Most verdicts change nothing, and there may be hundreds in a second. */
static void judge(struct core_probe *of, enum probe_code code)
{
	int64_t now = loop_now();
	bool changed = false;

	for (struct core_track *track = of->tracks; track; track = track->next_of_probe) {
		if (!is_told(track, of, code))
			continue;
		track->judged = true;
		changed |= track_event(
			track, code_is_up(track->plan, code) ? TRACK_OBJECT_UP : TRACK_OBJECT_DOWN,
			now);
	}
	if (changed)
		core_settle(of->core);
}

static void verdict(void *context, struct probe *probe)
{
	judge(context, probe->code);
}

/* ---- when ---- */

static struct tm wall_clock(void)
{
	time_t now = time(NULL);
	struct tm parts = {0};

	localtime_r(&now, &parts);
	return parts;
}

static uint32_t at_random(uint32_t most)
{
	uint32_t n = 0;

	if (getrandom(&n, sizeof n, GRND_NONBLOCK) < 0)
		n = (uint32_t)loop_now();
	return most ? n % most : 0;
}

/* Rounds of different probes do not all begin at the same instant, but those of the fastest do:
 * what they cost is mostly that the processor has to be woken. Those that another run had begun
 * keep their pace. */
static void begin(void *context, int64_t now)
{
	struct core_probe *of = context;
	struct probe *probe = &of->probe;
	int64_t apart = probe->frequency > APART * MILLISECOND ? of->index % APART : 0;
	int64_t first = now + apart * MILLISECOND;
	int64_t rounds = probe->due ? (now - probe->due) / probe->frequency : 0;

	if (probe->due) /* which may be over by now */
		first = probe->due + (rounds ? rounds : 1) * probe->frequency;
	of->phase = PROBE_ACTIVE;
	probe_start(probe, of->core->loop, first);
	if (of->ends)
		timer_set(of->core->loop, &of->end, of->ends);
}

static void arm(struct core_probe *of, int64_t now)
{
	struct tm wall = wall_clock();
	struct schedule_times times = schedule_times(of->plan, &wall, at_random(of->plan->time));

	of->phase = PROBE_WAITING;
	of->begins = now + times.wait;
	of->ends = times.life ? of->begins + times.life : 0;
}

static void end(void *context, int64_t now)
{
	struct core_probe *of = context;

	probe_stop(&of->probe);
	of->probe.code = PROBE_UNKNOWN;
	of->phase = PROBE_OVER;
	log_line("IPSLA-5-END", "operation %u has come to the end of its life", of->plan->id);
	if (of->plan->recurring) {
		arm(of, now);
		timer_set(of->core->loop, &of->begin, of->begins);
	}
	judge(of, PROBE_UNKNOWN);
}

void run_start_probes(struct core *core, struct run *run)
{
	int64_t now = loop_now();

	for (uint32_t i = 0; i < run->plan->probes.len; i++) {
		struct core_probe *of = &run->probes[i];

		if (of->plan->start == PROBE_PENDING || of->phase == PROBE_OVER)
			continue;
		if (of->phase == PROBE_NEVER)
			arm(of, now);
		if (of->begins <= now)
			begin(of, now);
		else
			timer_set(core->loop, &of->begin, of->begins);
	}
}

void run_stop_probes(struct core *core, struct run *run)
{
	for (uint32_t i = 0; i < run->plan->probes.len; i++) {
		timer_cancel(core->loop, &run->probes[i].begin);
		timer_cancel(core->loop, &run->probes[i].end);
		probe_stop(&run->probes[i].probe);
	}
}

void run_probes_device(const struct core *core, struct run *run, const char *device)
{
	const struct link *link = link_find(&core->links, device);

	for (uint32_t i = 0; i < run->plan->probes.len; i++)
		if (!strcmp(run->probes[i].probe.device, device))
			probe_set_device(&run->probes[i].probe, link ? link->index : 0);
}

/* ---- making them ---- */

static const struct core_probe *probe_of(const struct run *run, const struct plan_probe *like)
{
	for (uint32_t i = 0; run && i < run->plan->probes.len; i++) {
		const struct plan_probe *plan = run->probes[i].plan;

		if (plan->id == like->id && plan->kind == like->kind &&
		    plan->target == like->target && plan->v6 == like->v6 &&
		    ip6_equal(plan->target6, like->target6))
			return &run->probes[i];
	}
	return NULL;
}

static bool same_schedule(const struct plan_probe *a, const struct plan_probe *b)
{
	return a->start == b->start && a->time == b->time && a->life == b->life &&
	       a->month == b->month && a->day == b->day && a->recurring == b->recurring;
}

/* An operation that did not change goes on; when its schedule did, it is scheduled anew. */
static void take_over(struct core_probe *probe, const struct core_probe *was)
{
	probe->probe.code = was->probe.code;
	probe->probe.rtt = was->probe.rtt;
	probe->probe.due = was->probe.due;
	probe->probe.started = was->probe.started;
	probe->probe.started_wall = was->probe.started_wall;
	probe->probe.counts = was->probe.counts;
	probe->probe.jitter = was->probe.jitter;
	if (!same_schedule(probe->plan, was->plan))
		return;
	probe->phase = was->phase;
	probe->begins = was->begins;
	probe->ends = was->ends;
}

/* IDENT: by which the probes of this run tell their packets from others', from the first one on. */
static void probe_make(struct core *core, struct run *run, uint32_t i, const struct run *old,
		       uint32_t ident)
{
	const struct plan_probe *plan = &run->plan->probes.at[i];
	const struct core_probe *was = probe_of(old, plan);
	struct core_probe *probe = &run->probes[i];

	*probe = (struct core_probe){
		.core = core,
		.run = run,
		.plan = plan,
		.index = (uint16_t)i,
		.begin = {.fire = begin, .context = probe},
		.end = {.fire = end, .context = probe},
	};
	probe->probe = (struct probe){
		.id = plan->id,
		.plan = plan,
		.ident = (uint16_t)(ident + i),
		.v6 = plan->v6,
		.target = plan->target,
		.target6 = plan->target6,
		.mark = plan->mark,
		.frequency = (int64_t)plan->frequency * MILLISECOND,
		.timeout = (int64_t)plan->timeout * MILLISECOND,
		.threshold = (int64_t)plan->threshold * MILLISECOND,
		.verdict = verdict,
		.context = probe,
		.fd = -1,
	};
	if (plan->vrf || (plan->bound && plan->device < run->plan->devices.len)) {
		const char *device =
			plan->vrf ? plan->vrf : run->plan->devices.at[plan->device].device;

		memcpy(probe->probe.device, device, strnlen(device, IFNAMSIZ - 1));
	}
	if (was)
		take_over(probe, was);
}

void run_make_probes(struct core *core, struct run *run, const struct run *old)
{
	uint32_t ident = at_random(UINT16_MAX);

	for (uint32_t i = 0; i < run->plan->probes.len; i++)
		probe_make(core, run, i, old, ident);
}
