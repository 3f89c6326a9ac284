/*
 * Applets: what a turn of a track, a clock or a message of our own log sets off. Nothing here
 * waits: an applet that does goes on from its timer. All that one can do is forget connections, log
 * and wait; the loop does it after what fired it is done, so that routes have moved already.
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
	regex_t pattern;
	bool has_pattern;
};

static void clear(struct core *core, const char *name)
{
	bool ok = conntrack_flush(&core->conntrack, 0, 0);

	if (ok)
		log_line("IPNAT-6-CLEAR", "applet %s has cleared all translations", name);
	else
		log_line("IPNAT-4-FLUSH", "cannot delete connections: %s", strerror(errno));
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
	int64_t now = loop_now(), pause = applet->plan->ratelimit * SECOND;

	if (applet->running || (applet->last && pause && now - applet->last < pause))
		return;
	applet->running = true;
	applet->last = now;
	applet->done = 0;
	timer_set(applet->core->loop, &applet->next, now);
}

static void tick(void *context, int64_t now)
{
	struct core_applet *applet = context;

	if (applet->plan->on == ON_WATCHDOG)
		timer_set(applet->core->loop, &applet->clock,
			  now + (int64_t)applet->plan->milliseconds * MILLISECOND);
	fire(applet);
}

void run_track_turned(struct run *run, uint32_t track, bool up)
{
	for (uint32_t i = 0; run->applets && i < run->plan->reactions.len; i++) {
		const struct plan_reaction *plan = run->applets[i].plan;

		if (plan->on == ON_TRACK && plan->track == track && (up ? plan->up : plan->down))
			fire(&run->applets[i]);
	}
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

		if (applet->has_pattern && !regexec(&applet->pattern, line, 0, NULL, 0))
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
		if (plan->on == ON_WATCHDOG || plan->on == ON_COUNTDOWN)
			timer_set(core->loop, &applet->clock,
				  now + (int64_t)plan->milliseconds * MILLISECOND);
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
