/*
 * Applets are run when they are compiled: all that decides what one does is known then, its event,
 * the environment and what it sets itself. What is left of conditions, loops and variables is a
 * list of steps. An applet that asks for something else, such as the answer of a command, is stuck
 * there and is not run at all.
 */
#include "applet.h"

#include <inttypes.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

enum { TURNS_MAX = 1000, STEPS_MAX = 256, TEXT_MAX = 1024, NOWHERE = -1, MS = 1000 };

struct variable {
	const char *name, *value;
};

struct machine {
	const struct router *router;
	const struct applet *applet;
	const struct applet_event *event;
	struct applet_run *run;
	VEC(struct variable) variables;
	/* by action: the next branch of its condition, the end of its block, its opener, the loop
	 * around it, and of foreach what is left of its list */
	int *branch, *end, *opener, *loop;
	const char **rest;
	int at; /* the action in turn; -1: none */
	uint64_t waited; /* milliseconds */
};

static void stick(struct machine *m, const char *why)
{
	m->run->stuck = &m->applet->actions.at[m->at];
	m->run->why = why;
	m->at = NOWHERE;
}

/* ---- variables ---- */

static const char *find(const struct machine *m, const char *name, size_t len)
{
	VEC_FOREACH (variable, &m->variables)
		if (strlen(variable->name) == len && !strncmp(variable->name, name, len))
			return variable->value;
	VEC_FOREACH (variable, &m->router->applets.environment)
		if (strlen(variable->name) == len && !strncmp(variable->name, name, len))
			return variable->value;
	return NULL;
}

static void set(struct machine *m, const char *name, const char *value)
{
	VEC_FOREACH (variable, &m->variables)
		if (!strcmp(variable->name, name)) {
			variable->value = value;
			return;
		}
	vec_push(m->router->arena, &m->variables, ((struct variable){name, value}));
}

static void set_number(struct machine *m, const char *name, int64_t value)
{
	set(m, name, arena_printf(m->router->arena, "%" PRId64, value));
}

static size_t name_length(const char *s)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
	static const char all[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789";

	return *s && strchr(letters, *s) ? strspn(s, all) : 0;
}

/* TEXT with the values of its variables; NULL, and stuck, when one has none. */
static const char *filled(struct machine *m, const char *text)
{
	const char *made = "", *dollar;
	size_t len;

	while ((dollar = strchr(text, '$'))) {
		const char *value = "$";

		len = name_length(dollar + 1);
		if (len)
			value = find(m, dollar + 1, len);
		if (!value) {
			stick(m, arena_printf(m->router->arena,
					      "the value of '$%.*s', which is not known before,",
					      (int)len, dollar + 1));
			return NULL;
		}
		if (strlen(made) + (size_t)(dollar - text) + strlen(value) > TEXT_MAX) {
			stick(m, "a text without end");
			return NULL;
		}
		made = arena_printf(m->router->arena, "%s%.*s%s", made, (int)(dollar - text), text,
				    value);
		text = dollar + 1 + len;
	}
	return arena_printf(m->router->arena, "%s%s", made, text);
}

static bool number_of(const char *text, int64_t *value)
{
	char *end;
	size_t sign = *text == '-', digits = strspn(text + sign, "0123456789");

	*value = strtoll(text, &end, 10);
	return digits && digits < 16 && !text[sign + digits];
}

/* ---- conditions and sums ---- */

/* Numbers compare as numbers, all else as texts. */
static bool holds(struct machine *m, const struct applet_action *action, bool *truth)
{
	const char *a = filled(m, action->arg[0]), *b = a ? filled(m, action->arg[1]) : NULL;
	int64_t x, y;
	int order;

	if (!b)
		return false;
	if (number_of(a, &x) && number_of(b, &y))
		order = (x > y) - (x < y);
	else
		order = strcmp(a, b);
	switch ((enum applet_compare)action->compare) {
	case COMPARE_EQ:
		*truth = order == 0;
		break;
	case COMPARE_NE:
		*truth = order != 0;
		break;
	case COMPARE_LT:
		*truth = order < 0;
		break;
	case COMPARE_LE:
		*truth = order <= 0;
		break;
	case COMPARE_GT:
		*truth = order > 0;
		break;
	case COMPARE_GE:
		*truth = order >= 0;
		break;
	}
	return true;
}

static void calculate(struct machine *m, const struct applet_action *action)
{
	const char *a = filled(m, action->arg[0]), *b = a ? filled(m, action->arg[1]) : NULL;
	int64_t x, y;

	if (!b)
		return;
	if (!number_of(a, &x) || !number_of(b, &y) || (action->act == ACT_DIVIDE && y == 0) ||
	    (action->act == ACT_MULTIPLY && (llabs(x) > INT32_MAX || llabs(y) > INT32_MAX))) {
		stick(m, "a sum that is none");
		return;
	}
	if (action->act == ACT_DIVIDE)
		set_number(m, "_remainder", x % y);
	set_number(m, "_result",
		   action->act == ACT_ADD	 ? x + y
		   : action->act == ACT_SUBTRACT ? x - y
		   : action->act == ACT_MULTIPLY ? x * y
						 : x / y);
}

static void count(struct machine *m, const struct applet_action *action)
{
	const char *by = filled(m, action->arg[1]);
	const char *old = find(m, action->arg[0], strlen(action->arg[0]));
	int64_t value, step;

	if (!by)
		return;
	if (!old || !number_of(old, &value) || !number_of(by, &step))
		stick(m, "to count in a variable that is no number");
	else
		set_number(m, action->arg[0],
			   action->act == ACT_INCREMENT ? value + step : value - step);
}

static void match(struct machine *m, const struct applet_action *action)
{
	const char *pattern = filled(m, action->arg[0]);
	const char *text = pattern ? filled(m, action->arg[1]) : NULL;
	regex_t regex;

	if (!text)
		return;
	if (!applet_pattern_runs(pattern) ||
	    regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB) != 0) {
		stick(m, "this pattern");
		return;
	}
	set(m, "_regexp_result", regexec(&regex, text, 0, NULL, 0) == 0 ? "1" : "0");
	regfree(&regex);
}

/* ---- blocks ---- */

/* What belongs to which `if`, `while` and `foreach`; false, and stuck, when one is not closed. */
static bool match_blocks(struct machine *m)
{
	uint32_t n = m->applet->actions.len;
	int *open = arena_alloc(m->router->arena, (n + 1) * sizeof *open), depth = 0;
	int *last = arena_alloc(m->router->arena, (n + 1) * sizeof *last);
	int *around = arena_alloc(m->router->arena, (n + 1) * sizeof *around);

	for (m->at = 0; m->at < (int)n; m->at++) {
		const struct applet_action *action = &m->applet->actions.at[m->at];
		int top = depth ? open[depth - 1] : NOWHERE;
		bool branch = action->act == ACT_ELSE || action->act == ACT_ELSEIF;

		m->loop[m->at] = depth ? around[depth - 1] : NOWHERE;
		if (((branch || action->act == ACT_END) && top == NOWHERE) ||
		    (branch && m->applet->actions.at[top].act != ACT_IF)) {
			stick(m, "a part of a block that there is not");
			return false;
		}
		if ((action->act == ACT_IF && action->args < 3) || action->act == ACT_WHILE ||
		    action->act == ACT_FOREACH) {
			around[depth] = action->act == ACT_IF ? m->loop[m->at] : m->at;
			open[depth] = last[depth] = m->at;
			depth++;
		} else if (branch) {
			m->branch[last[depth - 1]] = m->at;
			last[depth - 1] = m->at;
			m->opener[m->at] = top;
		} else if (action->act == ACT_END) {
			m->branch[last[depth - 1]] = m->at;
			m->opener[m->at] = top;
			m->end[top] = m->at;
			depth--;
		}
	}
	if (depth) {
		m->at = open[depth - 1];
		stick(m, "a block without an end");
	}
	return !depth;
}

/* From a condition that does not hold to the branch that does, or behind its end. */
static void go_to_branch(struct machine *m)
{
	const struct applet_action *actions = m->applet->actions.at;
	bool truth = false;

	for (m->at = m->branch[m->at]; actions[m->at].act == ACT_ELSEIF; m->at = m->branch[m->at]) {
		if (!holds(m, &actions[m->at], &truth))
			return;
		if (truth)
			break;
	}
	m->at++;
}

static void go_to_label(struct machine *m, const char *label)
{
	for (uint32_t i = 0; i < m->applet->actions.len; i++)
		if (!strcmp(m->applet->actions.at[i].label, label)) {
			m->at = (int)i;
			return;
		}
	stick(m, "a label that there is not");
}

static void test(struct machine *m, const struct applet_action *action)
{
	bool truth;

	if (!holds(m, action, &truth))
		return;
	if (action->act == ACT_WHILE)
		m->at = truth ? m->at + 1 : m->end[m->at] + 1;
	else if (action->args > 2 && truth)
		go_to_label(m, action->arg[2]);
	else if (action->args > 2 || truth)
		m->at++;
	else
		go_to_branch(m);
}

/* The next word of the list, or behind the end. */
static void next_word(struct machine *m, const struct applet_action *action)
{
	const char *between = action->args > 2 ? action->arg[2] : " ";
	size_t len;

	if (!m->rest[m->at] && !(m->rest[m->at] = filled(m, action->arg[1])))
		return;
	m->rest[m->at] += strspn(m->rest[m->at], between);
	if (!*m->rest[m->at]) {
		m->rest[m->at] = NULL;
		m->at = m->end[m->at] + 1;
		return;
	}
	len = strcspn(m->rest[m->at], between);
	set(m, action->arg[0], arena_strndup(m->router->arena, m->rest[m->at], len));
	m->rest[m->at] += len;
	m->at++;
}

static void leave_loop(struct machine *m, bool again)
{
	int loop = m->loop[m->at];

	if (loop == NOWHERE) {
		stick(m, "to leave a loop where none is");
		return;
	}
	if (!again)
		m->rest[loop] = NULL;
	m->at = again ? loop : m->end[loop] + 1;
}

/* ---- steps ---- */

static void add_step(struct machine *m, struct applet_step step)
{
	if (m->run->steps.len == STEPS_MAX)
		stick(m, "a loop without end");
	else
		vec_push(m->router->arena, &m->run->steps, step);
}

static void command(struct machine *m, const struct applet_action *action)
{
	const char *text = filled(m, action->arg[0]);

	if (!text)
		return;
	if (applet_cli(text) == CLI_UNKNOWN)
		stick(m, "this action");
	else if (applet_cli(text) == CLI_CLEAR)
		add_step(m, (struct applet_step){.act = ACT_CLI});
}

static void say(struct machine *m, const struct applet_action *action)
{
	const char *text = filled(m, action->arg[0]);

	if (text)
		add_step(m, (struct applet_step){
				    .act = ACT_SYSLOG, .priority = action->priority, .text = text});
}

/* IOS ends an applet that runs for longer than maxrun; the time that it waits is known. */
static void wait(struct machine *m, const struct applet_action *action)
{
	const char *text = filled(m, action->arg[0]);
	uint32_t maxrun = m->event->has_maxrun ? m->event->maxrun : APPLET_MAXRUN;
	int64_t seconds;

	if (!text)
		return;
	if (!number_of(text, &seconds) || seconds < 1 || seconds > INT32_MAX) {
		stick(m, "a wait for no number of seconds");
		return;
	}
	m->waited += (uint64_t)seconds * MS;
	if (maxrun && m->waited > maxrun) {
		m->run->cut = action;
		m->at = NOWHERE;
		return;
	}
	add_step(m, (struct applet_step){.act = ACT_WAIT, .number = (uint32_t)seconds});
}

static void set_track(struct machine *m, const struct applet_action *action)
{
	const char *text = filled(m, action->arg[0]);
	const struct track *track;
	int64_t id;

	if (!text)
		return;
	track = number_of(text, &id) && id > 0 && id <= UINT16_MAX
			? track_find(m->router, (uint32_t)id)
			: NULL;
	if (!track || track->kind != TRACK_STUB)
		stick(m, "to set a track that is no stub object");
	else
		add_step(m, (struct applet_step){
				    .act = ACT_TRACK_SET, .number = track->id, .up = action->up});
}

static void assign(struct machine *m, const struct applet_action *action)
{
	const char *value = filled(m, action->arg[1]);
	const char *old = find(m, action->arg[0], strlen(action->arg[0]));

	if (!value)
		return;
	if (action->act == ACT_APPEND && old)
		value = arena_printf(m->router->arena, "%.*s%s", TEXT_MAX, old, value);
	set(m, action->arg[0], value);
}

/* What goes to the next action when it is done. */
static void do_plain(struct machine *m, const struct applet_action *action)
{
	switch ((enum applet_act)action->act) {
	case ACT_CLI:
		command(m, action);
		break;
	case ACT_SYSLOG:
		say(m, action);
		break;
	case ACT_WAIT:
		wait(m, action);
		break;
	case ACT_SET:
	case ACT_APPEND:
		assign(m, action);
		break;
	case ACT_INCREMENT:
	case ACT_DECREMENT:
		count(m, action);
		break;
	case ACT_ADD:
	case ACT_SUBTRACT:
	case ACT_MULTIPLY:
	case ACT_DIVIDE:
		calculate(m, action);
		break;
	case ACT_REGEXP:
		match(m, action);
		break;
	case ACT_TRACK_SET:
		set_track(m, action);
		break;
	case ACT_COMMENT:
		break;
	default:
		stick(m, "this action");
	}
	if (m->at != NOWHERE)
		m->at++;
}

static void do_one(struct machine *m)
{
	const struct applet_action *action = &m->applet->actions.at[m->at];
	int opener = m->opener[m->at];

	switch ((enum applet_act)action->act) {
	case ACT_IF:
	case ACT_WHILE:
		test(m, action);
		break;
	case ACT_FOREACH:
		next_word(m, action);
		break;
	case ACT_ELSE:
	case ACT_ELSEIF: /* the branch before it is done */
		m->at = m->end[opener] + 1;
		break;
	case ACT_END:
		m->at = m->applet->actions.at[opener].act == ACT_IF ? m->at + 1 : opener;
		break;
	case ACT_BREAK:
	case ACT_CONTINUE:
		leave_loop(m, action->act == ACT_CONTINUE);
		break;
	case ACT_EXIT:
		m->at = NOWHERE;
		break;
	default:
		do_plain(m, action);
	}
}

void applet_run(const struct router *router, const struct applet *applet,
		const struct applet_event *event, bool up, struct applet_run *run)
{
	uint32_t n = applet->actions.len;
	struct machine m = {
		.router = router,
		.applet = applet,
		.event = event,
		.run = run,
		.branch = arena_alloc(router->arena, (n + 1) * sizeof(int)),
		.end = arena_alloc(router->arena, (n + 1) * sizeof(int)),
		.opener = arena_alloc(router->arena, (n + 1) * sizeof(int)),
		.loop = arena_alloc(router->arena, (n + 1) * sizeof(int)),
		.rest = arena_alloc(router->arena, (n + 1) * sizeof(char *)),
	};
	int turns = 0;

	memset(m.opener, 0, (n + 1) * sizeof(int));
	memset(m.rest, 0, (n + 1) * sizeof(char *));
	*run = (struct applet_run){0};
	if (event->kind == EVENT_TRACK) {
		set_number(&m, "_track_number", event->track);
		set(&m, "_track_state", up ? "up" : "down");
	}
	if (!match_blocks(&m))
		return;
	for (m.at = 0; m.at >= 0 && m.at < (int)n; turns++) {
		if (turns == TURNS_MAX) {
			stick(&m, "a loop without end");
			return;
		}
		do_one(&m);
	}
}
