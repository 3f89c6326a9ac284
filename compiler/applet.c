/*
 * Which applets run here: those that a track, a clock or a message fires, and that do nothing but
 * clear translations, log, wait and set stub objects. One that holds anything else is not run at
 * all, since half of what its author meant may be worse than nothing; one warning says what it was.
 */
#include "applet.h"

#include <regex.h>
#include <string.h>

/* Is S, blanks aside, the words of COMMAND, each perhaps cut short? */
static bool is_command(const char *s, const char *const *command)
{
	for (; *command; command++) {
		size_t len;

		s += strspn(s, " ");
		len = strcspn(s, " ");
		if (!len || strlen(*command) < len || strncasecmp(s, *command, len) != 0)
			return false;
		s += len;
	}
	return !s[strspn(s, " ")];
}

enum applet_cli applet_cli(const char *command)
{
	static const char *const enable[] = {"enable", NULL};
	static const char *const end[] = {"end", NULL};
	static const char *const exit[] = {"exit", NULL};
	static const char *const clear[] = {"clear", "ip", "nat", "translation", "*", NULL};
	static const char *const forced[] = {"clear", "ip",	"nat", "translation",
					     "*",     "forced", NULL};
	static const char *const force[] = {"clear", "ip", "nat", "translation", "forced", NULL};

	if (is_command(command, enable) || is_command(command, end) || is_command(command, exit))
		return CLI_NOTHING;
	if (is_command(command, clear) || is_command(command, forced) || is_command(command, force))
		return CLI_CLEAR;
	return CLI_UNKNOWN;
}

/*
 * What the agent can look for in every line that it logs: references back, and repetitions of
 * repetitions, would let a configuration keep it busy or fill its memory.
 */
bool applet_pattern_runs(const char *pattern)
{
	const char *first = strchr(pattern, '{');
	regex_t regex;

	if (first && strchr(first + 1, '{'))
		return false;
	for (const char *s = pattern; (s = strchr(s, '\\')) && s[1]; s += 2)
		if (s[1] >= '1' && s[1] <= '9')
			return false;
	if (regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB))
		return false;
	regfree(&regex);
	return true;
}

static const char *event_trouble(const struct applet_event *event)
{
	switch ((enum applet_event_kind)event->kind) {
	case EVENT_OTHER:
		return "this event";
	case EVENT_SYSLOG:
		if (event->levels)
			return "an event of some severities";
		if (!event->pattern)
			return "an event without a pattern";
		return applet_pattern_runs(event->pattern) ? NULL : "this pattern";
	case EVENT_WATCHDOG:
	case EVENT_COUNTDOWN:
	case EVENT_ABSOLUTE:
		return event->time ? NULL : "a timer without a time";
	case EVENT_CRON:
		return event->has_cron ? NULL : "a timer without a time";
	default:
		return NULL;
	}
}

/* Of several events each must fire by itself. */
static const char *trigger_trouble(const struct applet *applet)
{
	const struct applet_trigger *trigger = &applet->trigger;

	if (trigger->counts || trigger->joins)
		return "this trigger of several events";
	VEC_FOREACH (tag, &trigger->tags) {
		bool found = false;

		VEC_FOREACH (event, &applet->events)
			found |= event->tag && !strcmp(event->tag, *tag);
		if (!found)
			return "a trigger of an event that there is not";
	}
	return applet->events.len > 1 && !trigger->tags.len
		       ? "several events without a word how they fire together"
		       : NULL;
}

bool applet_fires(const struct applet *applet, const struct applet_event *event)
{
	VEC_FOREACH (tag, &applet->trigger.tags)
		if (event->tag && !strcmp(event->tag, *tag))
			return true;
	return !applet->trigger.tags.len;
}

static void class_line(struct router *router, struct span at)
{
	unsigned line = source_place(router->source, at.off).line;

	if (line && line <= router->line_class.len &&
	    router->line_class.at[line - 1] != LINE_UNKNOWN)
		router->line_class.at[line - 1] = LINE_NOT_TRANSLATED;
}

/* The warning stands at what is not done; the lines of the applet count with it. */
static void leave_out(struct router *router, struct applet *applet, struct span at,
		      const char *what)
{
	struct untranslated row = {
		.at = applet->at,
		.text = arena_printf(router->arena, "event manager applet %s", applet->name),
		.class = LINE_NOT_TRANSLATED,
		.lines = 1 + applet->events.len + applet->trigger.given +
			 applet->trigger.lines.len + applet->actions.len,
	};

	applet->unrun = true;
	diag_at(router->diags, DIAG_NOT_TRANSLATED, at,
		"applet '%s' is never run: %s is not translated", applet->name, what);
	vec_push(router->arena, &router->untranslated, row);
	class_line(router, applet->at);
	VEC_FOREACH (event, &applet->events)
		class_line(router, event->at);
	if (applet->trigger.given)
		class_line(router, applet->trigger.at);
	VEC_FOREACH (line, &applet->trigger.lines)
		class_line(router, line->at);
	VEC_FOREACH (action, &applet->actions)
		class_line(router, action->at);
}

static void report_cut(struct router *router, const struct applet *applet,
		       const struct applet_event *event, const struct applet_action *cut)
{
	uint32_t maxrun = event->has_maxrun ? event->maxrun : APPLET_MAXRUN;

	diag_at(router->diags, DIAG_APPLET_MAXRUN, cut->at,
		"applet '%s' is ended here: it may run for %g seconds, which 'maxrun' behind its "
		"event changes",
		applet->name, maxrun / 1000.0);
}

static void judge_turn(struct router *router, struct applet *applet,
		       const struct applet_event *event, bool up)
{
	struct applet_run run;

	if (applet->unrun)
		return;
	applet_run(router, applet, event, up, &run);
	if (run.stuck)
		leave_out(router, applet, run.stuck->at, run.why);
	else if (run.cut)
		report_cut(router, applet, event, run.cut);
}

/* What EVENT makes of APPLET, each way that it can turn. */
static void judge_event(struct router *router, struct applet *applet,
			const struct applet_event *event)
{
	if (event->kind != EVENT_TRACK || event->up)
		judge_turn(router, applet, event, true);
	if (event->kind == EVENT_TRACK && event->down)
		judge_turn(router, applet, event, false);
}

static void judge(struct router *router, struct applet *applet)
{
	VEC_FOREACH (event, &applet->events) {
		const char *trouble = event_trouble(event);

		if (trouble) {
			leave_out(router, applet, event->at, trouble);
			return;
		}
	}
	if (trigger_trouble(applet)) {
		leave_out(router, applet, applet->trigger.given ? applet->trigger.at : applet->at,
			  trigger_trouble(applet));
		return;
	}
	/* what no run may come to is not run either, nor what nothing fires */
	VEC_FOREACH (action, &applet->actions)
		if (!applet->unrun && action->act == ACT_OTHER)
			leave_out(router, applet, action->at, "this action");
	VEC_FOREACH (event, &applet->events)
		if (!applet->unrun && applet_fires(applet, event))
			judge_event(router, applet, event);
}

void applets_judge(struct router *router)
{
	struct applet *applet;

	STAILQ_FOREACH (applet, &router->applets.list, link)
		judge(router, applet);
}
