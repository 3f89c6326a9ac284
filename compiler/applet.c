/*
 * Which applets run here: those that a track, a clock or a message fires, and that do nothing but
 * clear translations, log and wait. One that holds anything else is not run at all, since half of
 * what its author meant may be worse than nothing; one warning says what it was.
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

/* Variables are a language of their own. */
static bool action_runs(const struct applet_action *action)
{
	switch ((enum applet_act)action->act) {
	case ACT_CLI:
		return applet_cli(action->text) != CLI_UNKNOWN;
	case ACT_SYSLOG:
		return !strchr(action->text, '$');
	case ACT_WAIT:
	case ACT_COMMENT:
		return true;
	case ACT_OTHER:
		break;
	}
	return false;
}

/*
 * What the agent can look for in every line that it logs: references back, and repetitions of
 * repetitions, would let a configuration keep it busy or fill its memory.
 */
static bool pattern_runs(const char *pattern)
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
		if (!event->pattern)
			return "an event without a pattern";
		return pattern_runs(event->pattern) ? NULL : "this pattern";
	case EVENT_WATCHDOG:
	case EVENT_COUNTDOWN:
		return event->milliseconds ? NULL : "a timer without a time";
	default:
		return NULL;
	}
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
		.lines = applet->actions.len + 2,
	};

	applet->unrun = true;
	diag_at(router->diags, DIAG_NOT_TRANSLATED, at,
		"applet '%s' is never run: %s is not translated", applet->name, what);
	vec_push(router->arena, &router->untranslated, row);
	class_line(router, applet->at);
	if (applet->event.text)
		class_line(router, applet->event.at);
	VEC_FOREACH (action, &applet->actions)
		class_line(router, action->at);
}

void applets_judge(struct router *router)
{
	struct applet *applet;

	STAILQ_FOREACH (applet, &router->applets.list, link) {
		const char *trouble = event_trouble(&applet->event);

		if (trouble) {
			leave_out(router, applet, applet->event.at, trouble);
			continue;
		}
		VEC_FOREACH (action, &applet->actions)
			if (!applet->unrun && !action_runs(action))
				leave_out(router, applet, action->at, "this action");
	}
}
