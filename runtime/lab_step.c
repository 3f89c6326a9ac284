/*
 * The verbs of a lab's steps: one function each, one row each in a table that also says which keys
 * a verb takes. A verb tries once; `within` makes the loop try again.
 */
#include "lab.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VERB_MS = 15000, RETRY_MS = 50 };

struct lab_verb {
	const char *name;
	bool scalar;
	const char *keys; /* each between blanks; a '!' before one that must be there */
	const char *nodes; /* keys that name a node */
	bool (*take)(struct lab_run *run, const struct lab_step *step, const char **detail);
};

const char *lab_param(const struct lab_step *step, const char *key)
{
	const strings *values = lab_params(step, key);

	return values && values->len > 0 ? values->at[0] : NULL;
}

const strings *lab_params(const struct lab_step *step, const char *key)
{
	VEC_FOREACH (pair, &step->params)
		if (strcmp(pair->key, key) == 0)
			return &pair->values;
	return NULL;
}

static bool is_true(const struct lab_step *step, const char *key)
{
	const char *value = lab_param(step, key);

	return value && strcmp(value, "true") == 0;
}

/* The last line of TEXT that holds something. */
static const char *last_line(struct arena *arena, const char *text)
{
	const char *line = "";

	while (*text) {
		size_t len = strcspn(text, "\n");

		if (len > 0)
			line = arena_strndup(arena, text, len);
		text += len + (text[len] == '\n');
	}
	return line;
}

/* ---- asking ---- */

static bool take_fetch(struct lab_run *run, const struct lab_step *step, const char **detail)
{
	const char *expect = lab_param(step, "expect");
	bool fails = is_true(step, "fails");
	double timeout = 3000;
	struct lab_output output;

	lab_time(run, lab_param(step, "timeout"), &timeout);
	output = lab_do(run, lab_param(step, "from"), NULL, VERB_MS,
			lab_argv("curl", "-sS", "-m",
				 arena_printf(run->arena, "%.3f", timeout / 1e3),
				 lab_param(step, "url")));
	*detail = arena_printf(run->arena, "%s: %s", lab_param(step, "url"),
			       last_line(run->arena, output.text));
	if (fails)
		return output.status > 0;
	return output.status == 0 && (!expect || strstr(output.text, expect));
}

static bool take_ping(struct lab_run *run, const struct lab_step *step, const char **detail)
{
	const char *source = lab_param(step, "source"), *to = lab_param(step, "to");
	const char *const plain[] = {"ping", "-n", "-c", "1", "-W", "1", to, NULL};
	const char *const bound[] = {"ping", "-n", "-c", "1", "-W", "1", "-I", source, to, NULL};
	struct lab_output output =
		lab_do(run, lab_param(step, "from"), NULL, VERB_MS, source ? bound : plain);
	bool answered = output.status == 0;

	*detail = arena_printf(run->arena, "%s%s%s %s", source ? source : "", source ? " to " : "",
			       to, answered ? "answers" : "does not answer");
	return output.status >= 0 && answered != is_true(step, "fails");
}

static bool take_route(struct lab_run *run, const struct lab_step *step, const char **detail)
{
	const char *node = lab_param(step, "node"), *device = lab_param(step, "device");
	const char *from = lab_param(step, "from"), *arriving = lab_param(step, "arriving");
	const char *to = lab_param(step, "to"), *via = lab_param(step, "via");
	const char *const local[] = {"ip", "route", "get", to, NULL};
	const char *const forwarded[] = {"ip", "route", "get",	  to,  "from",
					 from, "iif",	arriving, NULL};
	struct lab_output output = lab_do(run, node ? node : run->lab->gateway.node, NULL, VERB_MS,
					  from && arriving ? forwarded : local);
	const char *text = arena_printf(run->arena, "%s ", last_line(run->arena, output.text));

	if (output.status != 0 || is_true(step, "none")) {
		*detail = last_line(run->arena, output.text);
		return output.status > 0 && is_true(step, "none");
	}
	text = arena_printf(run->arena, "%.*s ", (int)strcspn(output.text, "\n"), output.text);
	*detail = arena_printf(run->arena, "to %s%s%s dev %s", to, via ? " via " : "",
			       via ? via : "", device ? device : "any");
	if ((!device || strstr(text, arena_printf(run->arena, " dev %s ", device))) &&
	    (!via || strstr(text, arena_printf(run->arena, " via %s ", via))))
		return true;
	*detail = text;
	return false;
}

/* ---- changing the network ---- */

static bool nft_in(struct lab_run *run, const char *node, const char *text, const char **detail)
{
	struct lab_output output = lab_do(run, node, text, VERB_MS, lab_argv("nft", "-f", "-"));

	if (output.status != 0)
		*detail = last_line(run->arena, output.text);
	return output.status == 0;
}

/* After the counters of incoming packets, which see what is sent also while it vanishes. */
static bool take_cut(struct lab_run *run, const struct lab_step *step, const char **detail)
{
	const char *hook = lab_param(step, "hook");
	bool forward = hook && strcmp(hook, "forward") == 0;

	*detail = forward ? "what it forwards is dropped" : "every packet is dropped";
	if (!nft_in(run, lab_param(step, "node"),
		    forward ? "table inet cut {\n"
			      " counter vanished { }\n"
			      " chain forwarded {\n"
			      "  type filter hook forward priority 200; policy drop;\n"
			      "  counter name vanished\n"
			      " }\n"
			      "}\n"
			    : "table inet cut {\n"
			      " counter vanished { }\n"
			      " chain received {\n"
			      "  type filter hook prerouting priority -200; policy drop;\n"
			      "  counter name vanished\n"
			      " }\n"
			      " chain sent {\n"
			      "  type filter hook output priority -200; policy drop;\n"
			      " }\n"
			      "}\n",
		    detail))
		return false;
	lab_event(run, "cut");
	return true;
}

static bool take_restore(struct lab_run *run, const struct lab_step *step, const char **detail)
{
	if (!nft_in(run, lab_param(step, "node"), "delete table inet cut\n", detail))
		return false;
	lab_event(run, "restore");
	return true;
}

static bool take_link(struct lab_run *run, const struct lab_step *step, const char **detail)
{
	const char *device = lab_param(step, "device"), *state = lab_param(step, "state");
	struct lab_output output = lab_do(run, lab_param(step, "node"), NULL, VERB_MS,
					  lab_argv("ip", "link", "set", "dev", device, state));

	*detail = arena_printf(run->arena, "%s %s", device, state);
	lab_event(run, "link");
	return output.status == 0;
}

/* ---- the agent ---- */

/* The state of track ID in the agent's words: its last change, else what it shows. */
static const char *track_state(struct lab_run *run, const char *id)
{
	const char *mark = arena_printf(run->arena, "%%TRACK-6-STATE: %s ", id), *at, *last = NULL;
	const char *log = lab_slurp(run->arena, run->agent_log);
	struct lab_output output;

	for (at = log; at && (at = strstr(at, mark)) != NULL; at++)
		last = at;
	if (last)
		return arena_strndup(run->arena, last, strcspn(last, "\n"));
	output = lab_do(run, NULL, NULL, VERB_MS,
			lab_argv(run->self, "exec", "--socket", run->socket, "show track"));
	at = strstr(output.text, arena_printf(run->arena, "Track %s\n", id));
	at = at ? strstr(at, " is ") : NULL;
	return at ? arena_strndup(run->arena, at + 1, strcspn(at + 1, "\n")) : "no such track";
}

static bool take_track(struct lab_run *run, const struct lab_step *step, const char **detail)
{
	const char *id = lab_param(step, "track");
	bool up = strcmp(lab_param(step, "state"), "up") == 0;
	const char *text = track_state(run, id);
	struct lab_measure *measure;
	double limit;

	*detail = text;
	if (!strstr(text, up ? "-> Up" : "-> Down") && !strstr(text, up ? "is Up" : "is Down"))
		return false;
	if (run->event.at > 0 && step->within && lab_time(run, step->within, &limit)) {
		measure = vec_add(run->arena, &run->measures);
		measure->what = arena_printf(run->arena, "track %s %s after the %s", id,
					     up ? "up" : "down", run->event.name);
		measure->ms = lab_wall_ms() - run->event.at;
		measure->limit = limit;
		*detail = arena_printf(run->arena, "%.0f ms after the %s", measure->ms,
				       run->event.name);
		return measure->ms <= limit;
	}
	return true;
}

static bool take_exec(struct lab_run *run, const struct lab_step *step, const char **detail)
{
	const char *expect = lab_param(step, "expect");
	struct lab_output output = lab_do(
		run, NULL, NULL, VERB_MS,
		lab_argv(run->self, "exec", "--socket", run->socket, lab_param(step, "command")));

	*detail = lab_param(step, "command");
	run->to_show = output.text;
	return output.status == 0 && (!expect || strstr(output.text, expect));
}

static bool take_reload(struct lab_run *run, const struct lab_step *step, const char **detail)
{
	(void)step;
	*detail = "";
	return lab_gateway_load(run);
}

/* ---- counting ---- */

/* `nft list WHAT FAMILY TABLE NAME`, the last three being words of NAMES. */
static struct lab_output nft_list(struct lab_run *run, const struct lab_step *step,
				  const char *what, const char *names)
{
	char family[16], table[64], name[64];

	if (sscanf(names, "%15s %63s %63s", family, table, name) != 3)
		return (struct lab_output){.status = -1, .text = ""};
	return lab_do(run, lab_param(step, "node"), NULL, VERB_MS,
		      lab_argv("nft", "list", what, family, table, name));
}

static bool take_counter(struct lab_run *run, const struct lab_step *step, const char **detail)
{
	const char *exactly = lab_param(step, "packets"), *more = lab_param(step, "more-than");
	struct lab_output output = nft_list(run, step, "counter", lab_param(step, "counter"));
	const char *at = output.status == 0 ? strstr(output.text, "packets ") : NULL;
	unsigned long n;

	if (!at) {
		*detail = last_line(run->arena, output.text);
		return false;
	}
	n = strtoul(at + 8, NULL, 10);
	*detail = arena_printf(run->arena, "%s: %lu packets", lab_param(step, "counter"), n);
	return (!exactly || n == strtoul(exactly, NULL, 10)) &&
	       (!more || n > strtoul(more, NULL, 10));
}

static bool is_listed(const strings *list, const char *s, size_t len)
{
	for (uint32_t i = 0; list && i < list->len; i++)
		if (strlen(list->at[i]) == len && strncmp(list->at[i], s, len) == 0)
			return true;
	return false;
}

static bool take_sources(struct lab_run *run, const struct lab_step *step, const char **detail)
{
	struct lab_output output = nft_list(run, step, "set", lab_param(step, "set"));
	const strings *only = lab_params(step, "only");
	const char *at = output.status == 0 ? strstr(output.text, "elements = {") : NULL;
	unsigned seen = 0;
	bool held = true;

	*detail = "none";
	for (at = at ? at + 12 : ""; *at && *at != '}'; seen++) {
		size_t len;

		at += strspn(at, ", \t\n");
		len = strcspn(at, ", \t\n}");
		if (len == 0)
			break;
		held &= is_listed(only, at, len);
		*detail = arena_printf(run->arena, "%s%s%.*s", seen ? *detail : "",
				       seen ? ", " : "", (int)len, at);
		at += len;
	}
	return held && seen > 0;
}

/* ---- anything ---- */

static bool take_run(struct lab_run *run, const struct lab_step *step, const char **detail)
{
	const char *expect = lab_param(step, "expect"), *absent = lab_param(step, "absent");
	const strings *words = lab_params(step, "argv");
	struct lab_output output;
	strings argv = {0};

	VEC_FOREACH (word, words)
		vec_push(run->arena, &argv, lab_expand(run, *word));
	vec_push(run->arena, &argv, NULL);
	output = lab_do(run, lab_param(step, "node"), NULL, VERB_MS, argv.at);
	*detail = last_line(run->arena, output.text);
	return output.status >= 0 && (output.status != 0) == is_true(step, "fails") &&
	       (!expect || strstr(output.text, expect)) &&
	       (!absent || !strstr(output.text, absent));
}

static const struct lab_verb verbs[] = {
	{"heading", true, "", "", NULL},
	{"wait", true, "", "", NULL},
	{"fetch", false, " !from !url expect timeout fails ", " from ", take_fetch},
	{"dig", false,
	 " !from !server !name type answer ttl min-ttl flags no-flags status authority additional "
	 "show ",
	 " from ", lab_dig},
	{"ping", false, " !from !to source fails ", " from ", take_ping},
	{"cut", false, " !node hook ", " node ", take_cut},
	{"restore", false, " !node ", " node ", take_restore},
	{"link", false, " !node !device !state ", " node ", take_link},
	{"wait-track", false, " !track !state ", "", take_track},
	{"expect-route", false, " !to node from arriving device via none ", " node ", take_route},
	{"traffic", false, " !from !ping download ", " from ", lab_traffic_start},
	{"expect-traffic", false, " !since !blackout ", "", lab_traffic_expect},
	{"expect-counter", false, " !node !counter packets more-than ", " node ", take_counter},
	{"expect-sources", false, " !node !set !only ", " node ", take_sources},
	{"run", false, " !node !argv expect absent fails ", " node ", take_run},
	{"exec", false, " !command expect ", "", take_exec},
	{"reload", false, " ", "", take_reload},
};

const struct lab_verb *lab_verb_find(const char *name)
{
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	return NULL;
}

/* Does the blank-separated list WORDS hold KEY, marked or not? */
static bool holds(const char *words, const char *key)
{
	size_t len = strlen(key);

	for (const char *at = words; (at = strstr(at, key)) != NULL; at++)
		if (at > words && (at[-1] == ' ' || at[-1] == '!') && at[len] == ' ')
			return true;
	return false;
}

bool lab_verb_knows(const struct lab_verb *verb, const char *key)
{
	return holds(verb->keys, key);
}

bool lab_verb_is_node(const struct lab_verb *verb, const char *key)
{
	return holds(verb->nodes, key);
}

bool lab_verb_is_scalar(const struct lab_verb *verb)
{
	return verb->scalar;
}

const char *lab_verb_missing(struct arena *arena, const struct lab_step *step)
{
	const char *key;

	for (const char *at = step->verb->keys; (at = strchr(at, '!')) != NULL; at++) {
		key = arena_strndup(arena, at + 1, strcspn(at + 1, " "));
		if (!lab_param(step, key))
			return key;
	}
	return NULL;
}

/* ---- all of them ---- */

/* Try STEP until it holds or its time is over. */
static bool take(struct lab_run *run, const struct lab_step *step, const char **detail)
{
	double until, within = 0;
	bool held;

	if (step->within && !lab_time(run, step->within, &within)) {
		*detail = arena_printf(run->arena, "'%s' is no time", step->within);
		return false;
	}
	until = clock_ms() + within;
	do
		held = step->verb->take(run, step, detail);
	while (!held && clock_ms() < until && lab_pause(run, RETRY_MS));
	return held;
}

static void numbered(struct lab_run *run, const struct lab_step *step)
{
	struct lab_section *section;
	const char *detail = "";
	double begin = clock_ms();
	bool held;

	if (run->sections.len == 0)
		vec_add(run->arena, &run->sections)->heading = "steps";
	section = &run->sections.at[run->sections.len - 1];
	run->to_show = NULL;
	lab_say_begin(run, ++run->step, step->say);
	held = take(run, step, &detail);
	lab_say_end(run, held, detail, clock_ms() - begin);
	if (run->to_show)
		lab_say_lines(run, run->to_show, 0);
	lab_agent_log(run);
	section->steps++;
	section->failed += !held;
	section->ms += clock_ms() - begin;
}

bool lab_steps(struct lab_run *run)
{
	double ms;

	VEC_FOREACH (step, &run->lab->steps) {
		if (lab_ended(run))
			return false;
		if (strcmp(step->verb->name, "heading") == 0) {
			lab_say_heading(run, step->text);
			vec_add(run->arena, &run->sections)->heading = step->text;
		} else if (strcmp(step->verb->name, "wait") == 0) {
			if (lab_time(run, step->text, &ms))
				lab_pause(run, ms);
		} else {
			numbered(run, step);
		}
	}
	return !lab_ended(run);
}
