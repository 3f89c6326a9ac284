/* Applets as reactions of the agent: one for each event that fires them, and each way it turns. */
#include "applet.h"

#include <string.h>

static bool find_track(const struct plan *plan, uint32_t id, uint16_t *track)
{
	for (uint32_t i = 0; i < plan->tracks.len; i++)
		if (plan->tracks.at[i].id == id) {
			*track = (uint16_t)i;
			return true;
		}
	return false;
}

static void lower_steps(struct lowering *lo, const struct applet_run *run,
			struct plan_reaction *reaction)
{
	VEC_FOREACH (step, &run->steps) {
		struct plan_act act = {.kind = DO_CLEAR};

		if (step->act == ACT_SYSLOG)
			act = (struct plan_act){
				.kind = DO_LOG, .priority = step->priority, .text = step->text};
		else if (step->act == ACT_WAIT)
			act = (struct plan_act){.kind = DO_WAIT, .seconds = step->number};
		else if (step->act == ACT_TRACK_SET)
			act = (struct plan_act){.kind = DO_TRACK, .up = step->up};
		if (act.kind == DO_TRACK && !find_track(lo->plan, step->number, &act.track))
			continue;
		vec_push(lo->arena, &reaction->acts, act);
	}
}

static bool same_steps(const struct applet_run *a, const struct applet_run *b)
{
	if (a->steps.len != b->steps.len)
		return false;
	for (uint32_t i = 0; i < a->steps.len; i++) {
		const struct applet_step *x = &a->steps.at[i], *y = &b->steps.at[i];

		if (x->act != y->act || x->priority != y->priority || x->up != y->up ||
		    x->number != y->number ||
		    (x->text ? strcmp(x->text, y->text) != 0 : y->text != NULL))
			return false;
	}
	return true;
}

static struct plan_reaction reaction_of(const struct applet *applet,
					const struct applet_event *event)
{
	static const uint8_t kinds[] = {
		[EVENT_TRACK] = ON_TRACK,	  [EVENT_WATCHDOG] = ON_WATCHDOG,
		[EVENT_COUNTDOWN] = ON_COUNTDOWN, [EVENT_ABSOLUTE] = ON_MOMENT,
		[EVENT_CRON] = ON_CALENDAR,	  [EVENT_SYSLOG] = ON_MESSAGE,
		[EVENT_MANUAL] = ON_NOTHING,	  [EVENT_OTHER] = ON_NOTHING,
	};
	struct plan_reaction reaction = {
		.name = applet->name,
		.on = kinds[event->kind],
		.up = event->kind == EVENT_TRACK && event->up,
		.down = event->kind == EVENT_TRACK && event->down,
		.ratelimit = event->ratelimit,
		.pattern = event->pattern,
		.cron = event->cron,
		.occurs = event->occurs > 1 ? event->occurs : 0,
		.period = event->period,
	};

	if (reaction.on == ON_MOMENT)
		reaction.moment = event->time / 1000 > UINT32_MAX ? UINT32_MAX
								  : (uint32_t)(event->time / 1000);
	else
		reaction.milliseconds =
			event->time > UINT32_MAX ? UINT32_MAX : (uint32_t)event->time;
	return reaction;
}

static void add_reaction(struct lowering *lo, struct plan_reaction reaction,
			 const struct applet_run *run)
{
	lower_steps(lo, run, &reaction);
	vec_push(lo->arena, &lo->plan->reactions, reaction);
}

static void lower_event(struct lowering *lo, const struct applet *applet,
			const struct applet_event *event)
{
	struct plan_reaction reaction = reaction_of(applet, event), other;
	struct applet_run up, down;

	if (reaction.on == ON_NOTHING)
		return;
	if (reaction.on == ON_TRACK && !find_track(lo->plan, event->track, &reaction.track))
		return;
	applet_run(lo->router, applet, event, true, &up);
	applet_run(lo->router, applet, event, false, &down);
	if (!reaction.up || !reaction.down || same_steps(&up, &down)) {
		add_reaction(lo, reaction, reaction.down && !reaction.up ? &down : &up);
		return;
	}
	other = reaction;
	reaction.down = other.up = false;
	add_reaction(lo, reaction, &up);
	add_reaction(lo, other, &down);
}

void lower_applets(struct lowering *lo)
{
	const struct applet *applet;

	STAILQ_FOREACH (applet, &lo->router->applets.list, link)
		VEC_FOREACH (event, &applet->events)
			if (!applet->unrun && applet_fires(applet, event))
				lower_event(lo, applet, event);
}
