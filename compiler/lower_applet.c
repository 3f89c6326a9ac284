/* Applets as reactions of the agent. */
#include "applet.h"

static bool find_track(const struct plan *plan, uint32_t id, uint16_t *track)
{
	for (uint32_t i = 0; i < plan->tracks.len; i++)
		if (plan->tracks.at[i].id == id) {
			*track = (uint16_t)i;
			return true;
		}
	return false;
}

static void lower_actions(struct lowering *lo, const struct applet *applet,
			  struct plan_reaction *reaction)
{
	VEC_FOREACH (action, &applet->actions) {
		struct plan_act act = {.priority = action->priority};

		if (action->act == ACT_SYSLOG) {
			act.kind = DO_LOG;
			act.text = action->text;
		} else if (action->act == ACT_WAIT) {
			act.kind = DO_WAIT;
			act.seconds = action->seconds;
		} else if (action->act == ACT_CLI && applet_cli(action->text) == CLI_CLEAR) {
			act.kind = DO_CLEAR;
		} else {
			continue;
		}
		vec_push(lo->arena, &reaction->acts, act);
	}
}

void lower_applets(struct lowering *lo)
{
	static const uint8_t kinds[] = {
		[EVENT_NONE] = ON_NOTHING,	[EVENT_TRACK] = ON_TRACK,
		[EVENT_WATCHDOG] = ON_WATCHDOG, [EVENT_COUNTDOWN] = ON_COUNTDOWN,
		[EVENT_SYSLOG] = ON_MESSAGE,	[EVENT_MANUAL] = ON_NOTHING,
		[EVENT_OTHER] = ON_NOTHING,
	};
	const struct applet *applet;

	STAILQ_FOREACH (applet, &lo->router->applets.list, link) {
		const struct applet_event *event = &applet->event;
		struct plan_reaction reaction = {
			.name = applet->name,
			.on = kinds[event->kind],
			.up = event->up,
			.down = event->down,
			.milliseconds = event->milliseconds,
			.ratelimit = event->ratelimit,
			.pattern = event->pattern,
		};

		if (applet->unrun || reaction.on == ON_NOTHING)
			continue;
		if (reaction.on == ON_TRACK && !find_track(lo->plan, event->track, &reaction.track))
			continue;
		lower_actions(lo, applet, &reaction);
		vec_push(lo->arena, &lo->plan->reactions, reaction);
	}
}
