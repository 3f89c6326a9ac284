/*
 * The `dig` verb: one query, and what it printed taken apart into the sections of a DNS message, as
 * the article's last listing shows them.
 */
#include "lab.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIG_MS = 12000 };

enum section { SECTION_NONE, SECTION_ANSWER, SECTION_AUTHORITY, SECTION_ADDITIONAL };

static enum section section_of(const char *line)
{
	static const char *const titles[] = {
		[SECTION_ANSWER] = ";; ANSWER SECTION:",
		[SECTION_AUTHORITY] = ";; AUTHORITY SECTION:",
		[SECTION_ADDITIONAL] = ";; ADDITIONAL SECTION:",
	};

	for (enum section i = SECTION_ANSWER; i <= SECTION_ADDITIONAL; i++)
		if (strncmp(line, titles[i], strlen(titles[i])) == 0)
			return i;
	return SECTION_NONE;
}

/* The words of LINE, at most MAX; the last one is the rest of the line. */
static unsigned words(struct arena *arena, const char *line, const char **word, unsigned max)
{
	unsigned n = 0;

	while (*(line += strspn(line, " \t")) && n < max) {
		size_t len = n + 1 == max ? strlen(line) : strcspn(line, " \t");

		word[n++] = arena_strndup(arena, line, len);
		line += len;
	}
	return n;
}

static void answer_line(struct arena *arena, const char *line, const char *type,
			struct lab_dig *dig)
{
	const char *word[5];

	if (words(arena, line, word, 5) < 5 || strcmp(word[3], type) != 0)
		return;
	if (dig->answer.len == 0)
		dig->ttl = (unsigned)strtoul(word[1], NULL, 10);
	vec_push(arena, &dig->answer, word[4]);
}

/* What stands in LINE between BEFORE and one of the characters of AFTER, or "". */
static const char *between(struct arena *arena, const char *line, const char *before,
			   const char *after)
{
	const char *at = strstr(line, before);

	if (!at)
		return "";
	at += strlen(before);
	return arena_strndup(arena, at, strcspn(at, after));
}

static void comment_line(struct arena *arena, const char *line, struct lab_dig *dig)
{
	if (strstr(line, "->>HEADER<<-"))
		dig->status = between(arena, line, "status: ", ",");
	else if (strncmp(line, ";; flags:", 9) == 0)
		dig->flags = arena_printf(arena, "%s ", between(arena, line, "flags:", ";"));
}

void lab_dig_parse(struct arena *arena, const char *text, const char *type, struct lab_dig *dig)
{
	enum section section = SECTION_NONE;

	*dig = (struct lab_dig){.status = "", .flags = ""};
	while (*text) {
		size_t len = strcspn(text, "\n");
		const char *line = arena_strndup(arena, text, len);

		text += len + (text[len] == '\n');
		if (line[0] == ';') {
			section = section_of(line);
			comment_line(arena, line, dig);
		} else if (!line[0]) {
			section = SECTION_NONE;
		} else if (section == SECTION_ANSWER) {
			answer_line(arena, line, type, dig);
		} else if (section == SECTION_AUTHORITY) {
			dig->authority++;
		} else if (section == SECTION_ADDITIONAL) {
			dig->additional++;
		}
	}
}

/* ---- the step ---- */

/* The message itself, without what dig says before and after it. */
static const char *message(struct arena *arena, const char *text)
{
	const char *begin = strstr(text, ";; ->>HEADER"), *end = strstr(text, "\n\n;; Query time");

	if (!begin || !end || end < begin)
		return text;
	return arena_strndup(arena, begin, (size_t)(end - begin));
}

static bool one_of(const strings *list, const char *s)
{
	VEC_FOREACH (item, list)
		if (strcmp(*item, s) == 0)
			return true;
	return false;
}

static const char *joined(struct arena *arena, const strings *list)
{
	const char *text = "";

	VEC_FOREACH (item, list)
		text = arena_printf(arena, "%s%s%s", text, *text ? ", " : "", *item);
	return text;
}

/* The first thing that is not as STEP says, or NULL. */
static const char *flaw(struct arena *arena, const struct lab_step *step, const struct lab_dig *dig)
{
	const strings *answers = lab_params(step, "answer");
	const strings *flags = lab_params(step, "flags"), *no_flags = lab_params(step, "no-flags");
	const char *status = lab_param(step, "status"), *ttl = lab_param(step, "ttl");
	const char *min_ttl = lab_param(step, "min-ttl");
	const char *authority = lab_param(step, "authority");
	const char *additional = lab_param(step, "additional");

	if (strcmp(dig->status, status ? status : "NOERROR") != 0)
		return dig->status[0] ? arena_printf(arena, "status %s", dig->status) : "no answer";
	if (answers && dig->answer.len == 0)
		return "no record";
	VEC_FOREACH (answer, &dig->answer)
		if (answers && !one_of(answers, *answer))
			return arena_printf(arena, "answers %s", joined(arena, &dig->answer));
	if ((ttl && dig->ttl > strtoul(ttl, NULL, 10)) ||
	    (min_ttl && dig->ttl < strtoul(min_ttl, NULL, 10)))
		return arena_printf(arena, "TTL %u", dig->ttl);
	for (uint32_t i = 0; flags && i < flags->len; i++)
		if (!strstr(dig->flags, arena_printf(arena, " %s ", flags->at[i])))
			return arena_printf(arena, "no flag %s", flags->at[i]);
	for (uint32_t i = 0; no_flags && i < no_flags->len; i++)
		if (strstr(dig->flags, arena_printf(arena, " %s ", no_flags->at[i])))
			return arena_printf(arena, "flag %s", no_flags->at[i]);
	if (authority && dig->authority != strtoul(authority, NULL, 10))
		return arena_printf(arena, "%u authority records", dig->authority);
	if (additional && dig->additional != strtoul(additional, NULL, 10))
		return arena_printf(arena, "%u additional records", dig->additional);
	return NULL;
}

bool lab_dig(struct lab_run *run, const struct lab_step *step, const char **detail)
{
	const char *type = lab_param(step, "type") ? lab_param(step, "type") : "A";
	const char *server = arena_printf(run->arena, "@%s", lab_param(step, "server"));
	struct lab_output output =
		lab_do(run, lab_param(step, "from"), NULL, DIG_MS,
		       lab_argv("dig", "+noedns", "+nocookie", "+tries=1", "+time=10", "-t", type,
				server, lab_param(step, "name")));
	struct lab_dig dig;
	const char *wrong;

	lab_dig_parse(run->arena, output.text, type, &dig);
	wrong = flaw(run->arena, step, &dig);
	if (wrong)
		*detail = wrong;
	else if (dig.answer.len > 0)
		*detail = arena_printf(run->arena, "%s, TTL %u", joined(run->arena, &dig.answer),
				       dig.ttl);
	else
		*detail = dig.status;
	if (lab_param(step, "show") && !wrong)
		run->to_show = message(run->arena, output.text);
	return !wrong;
}
