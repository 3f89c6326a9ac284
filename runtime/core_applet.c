/*
 * Applets: what a turn of a track, a clock or a message of our own log sets off. Nothing here
 * waits: an applet that does goes on from its timer. All that one can do is forget connections,
 * log, wait and set stub objects; the loop does it after what fired it is done, so that routes have
 * moved already.
 */
#include <errno.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"

struct core_applet {
	struct core *core;
	const struct plan_reaction *plan;
	struct timer clock; /* fires it */
	struct timer next; /* goes on with it */
	uint32_t done; /* acts of a run that is under way */
	bool running;
	int64_t last; /* when it was last fired, or 0 */
	time_t moment; /* of the clock on the wall, when it is fired next */
	int64_t heard[REACTION_OCCURS_MAX]; /* when the last messages came, in turn; 0: none */
	unsigned count; /* of them */
	regex_t pattern;
	bool has_pattern;
};

static void clear(struct core *core, const char *name)
{
	translations_clear(core);
	log_line("IPNAT-6-CLEAR", "applet %s has cleared all translations", name);
}

static void say(const struct core_applet *applet, const struct plan_act *act)
{
	char what[32];

	snprintf(what, sizeof what, "HA_EM-%u-LOG", act->priority & 7u);
	log_line(what, "%s: %s", applet->plan->name, act->text);
}

static void go_on(void *context, int64_t now)
{
	struct core_applet *applet = context;

	while (applet->done < applet->plan->acts.len) {
		const struct plan_act *act = &applet->plan->acts.at[applet->done++];

		switch ((enum reaction_act)act->kind) {
		case DO_CLEAR:
			clear(applet->core, applet->plan->name);
			break;
		case DO_LOG:
			say(applet, act);
			break;
		case DO_TRACK:
			track_event(&applet->core->run->tracks[act->track],
				    act->up ? TRACK_OBJECT_UP : TRACK_OBJECT_DOWN, now);
			core_settle(applet->core);
			break;
		case DO_WAIT:
			timer_set(applet->core->loop, &applet->next, now + act->seconds * SECOND);
			return;
		}
	}
	applet->running = false;
}

/* One that runs is not fired a second time. */
static void fire(struct core_applet *applet)
{
	int64_t now = loop_now(), pause = (int64_t)applet->plan->ratelimit * MILLISECOND;

	if (applet->running || (applet->last && pause && now - applet->last < pause))
		return;
	applet->running = true;
	applet->last = now;
	applet->done = 0;
	timer_set(applet->core->loop, &applet->next, now);
}

/* Until the moment, or for an hour: the clock on the wall may be set meanwhile. */
static void wait_for_moment(struct core_applet *applet, int64_t now)
{
	int64_t left = (int64_t)applet->moment - (int64_t)time(NULL);

	timer_set(applet->core->loop, &applet->clock,
		  now + (left < 0      ? 0
			 : left > 3600 ? 3600
				       : left) *
				  SECOND);
}

static void next_moment(struct core_applet *applet, int64_t now)
{
	applet->moment = cron_next(&applet->plan->cron, time(NULL));
	if (applet->moment != -1)
		wait_for_moment(applet, now);
}

static void tick(void *context, int64_t now)
{
	struct core_applet *applet = context;

	switch ((enum reaction_event)applet->plan->on) {
	case ON_WATCHDOG:
		timer_set(applet->core->loop, &applet->clock,
			  now + (int64_t)applet->plan->milliseconds * MILLISECOND);
		break;
	case ON_MOMENT:
	case ON_CALENDAR:
		if (time(NULL) < applet->moment) {
			wait_for_moment(applet, now);
			return;
		}
		if (applet->plan->on == ON_CALENDAR)
			next_moment(applet, now);
		break;
	default:
		break;
	}
	fire(applet);
}

static void start_clock(struct core_applet *applet, int64_t now)
{
	const struct plan_reaction *plan = applet->plan;

	switch ((enum reaction_event)plan->on) {
	case ON_WATCHDOG:
	case ON_COUNTDOWN:
		timer_set(applet->core->loop, &applet->clock,
			  now + (int64_t)plan->milliseconds * MILLISECOND);
		break;
	case ON_MOMENT: /* one that is past does not come again */
		applet->moment = (time_t)plan->moment;
		if (time(NULL) <= applet->moment)
			wait_for_moment(applet, now);
		break;
	case ON_CALENDAR:
		next_moment(applet, now);
		break;
	default:
		break;
	}
}

void run_track_turned(struct run *run, uint32_t track, bool up)
{
	for (uint32_t i = 0; run->applets && i < run->plan->reactions.len; i++) {
		const struct plan_reaction *plan = run->applets[i].plan;

		if (plan->on == ON_TRACK && plan->track == track && (up ? plan->up : plan->down))
			fire(&run->applets[i]);
	}
}

/* One more message: are they as many as it takes, and in time? Then they count from none. */
static bool heard_enough(struct core_applet *applet)
{
	const struct plan_reaction *plan = applet->plan;
	unsigned wanted = plan->occurs ? plan->occurs : 1;
	int64_t now = loop_now(), first;

	applet->heard[applet->count++ % wanted] = now;
	if (applet->count < wanted)
		return false;
	first = applet->heard[applet->count % wanted];
	if (plan->period && now - first > (int64_t)plan->period * MILLISECOND)
		return false;
	applet->count = 0;
	return true;
}

/* What applets say themselves fires none: two could keep each other busy for ever. */
static void hear_message(void *context, const char *line)
{
	struct core *core = context;
	struct run *run = core->run;

	if (!run || !run->applets || strstr(line, "%HA_EM-") || strstr(line, "%IPNAT-6-CLEAR"))
		return;
	for (uint32_t i = 0; i < run->plan->reactions.len; i++) {
		struct core_applet *applet = &run->applets[i];

		if (applet->has_pattern && !regexec(&applet->pattern, line, 0, NULL, 0) &&
		    heard_enough(applet))
			fire(applet);
	}
}

void run_start_applets(struct core *core, struct run *run)
{
	uint32_t n = run->plan->reactions.len;
	int64_t now = loop_now();

	run->applets = arena_alloc(run->arena, (n + 1) * sizeof *run->applets);
	for (uint32_t i = 0; i < n; i++) {
		struct core_applet *applet = &run->applets[i];
		const struct plan_reaction *plan = &run->plan->reactions.at[i];

		*applet = (struct core_applet){
			.core = core,
			.plan = plan,
			.clock = {.fire = tick, .context = applet},
			.next = {.fire = go_on, .context = applet},
		};
		start_clock(applet, now);
		if (plan->on == ON_MESSAGE)
			applet->has_pattern =
				!regcomp(&applet->pattern, plan->pattern, REG_EXTENDED | REG_NOSUB);
	}
	log_listen(hear_message, core);
}

void run_stop_applets(struct core *core, struct run *run)
{
	log_listen(NULL, NULL);
	for (uint32_t i = 0; run->applets && i < run->plan->reactions.len; i++) {
		timer_cancel(core->loop, &run->applets[i].clock);
		timer_cancel(core->loop, &run->applets[i].next);
		if (run->applets[i].has_pattern)
			regfree(&run->applets[i].pattern);
	}
	run->applets = NULL;
}
