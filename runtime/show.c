/*
 * Operational commands: a table of their words, taken in any unique abbreviation, as on the router.
 * A word that fits none is pointed at.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"

enum { WORDS = 6, NUMBER_MAX = 9, MANY = 2000 };
static const char number_word[] = "<number>", name_word[] = "<name>";

static void clear_translations(struct core *core, FILE *out, unsigned n)
{
	(void)n;
	(void)out;
	translations_clear(core);
	log_line("IPNAT-6-CLEAR", "all translations are cleared");
}

static void debug_track(struct core *core, FILE *out, unsigned n)
{
	(void)n;
	core->debug_track = true;
	fputs("track debugging is on\n", out);
}

static void undebug_track(struct core *core, FILE *out, unsigned n)
{
	(void)n;
	core->debug_track = false;
	fputs("track debugging is off\n", out);
}

static const struct command {
	const char *words[WORDS];
	/* NULL: of access lists, which the loader knows */
	void (*run)(struct core *core, FILE *out, unsigned n);
} commands[] = {
	{{"clear", "ip", "nat", "translation", "*"}, clear_translations},
	{{"clear", "ip", "nat", "translation", "*", "forced"}, clear_translations},
	{{"show", "access-lists"}, NULL},
	{{"show", "access-lists", name_word}, NULL},
	{{"show", "archive"}, show_archive},
	{{"debug", "track"}, debug_track},
	{{"show", "ip", "access-lists"}, NULL},
	{{"show", "ip", "access-lists", name_word}, NULL},
	{{"show", "ip", "route", "static"}, show_route_static},
	{{"show", "ip", "route", "track-table"}, show_track_table},
	{{"show", "ip", "sla", "statistics"}, show_sla_statistics},
	{{"show", "ip", "sla", "statistics", number_word}, show_sla_statistics},
	{{"show", "ip", "sla", "statistics", number_word, "details"}, show_sla_details},
	{{"show", "ip", "sla", "statistics", "details"}, show_sla_details},
	{{"show", "ip", "sla", "summary"}, show_sla_summary},
	{{"show", "ipv6", "access-list"}, NULL},
	{{"show", "ipv6", "access-list", name_word}, NULL},
	{{"show", "ipv6", "route", "static"}, show_route6_static},
	{{"show", "track"}, show_track},
	{{"show", "track", number_word}, show_track},
	{{"show", "track", "brief"}, show_track_brief},
	{{"undebug", "all"}, undebug_track},
	{{"undebug", "track"}, undebug_track},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

struct matching {
	bool alive[COMMANDS];
	unsigned n; /* the number that was given */
	const char *name; /* the name, and how long it is; NULL: none */
	size_t name_len;
};

static bool is_number(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!isdigit((unsigned char)s[i]))
			return false;
	return len > 0 && len <= NUMBER_MAX;
}

enum fit { FIT_NONE, FIT_PREFIX, FIT_WHOLE };

static enum fit fit(const char *word, const char *s, size_t len)
{
	if (!word)
		return FIT_NONE;
	if (word == number_word)
		return is_number(s, len) ? FIT_WHOLE : FIT_NONE;
	if (word == name_word)
		return FIT_WHOLE;
	if (strncasecmp(word, s, len) != 0)
		return FIT_NONE;
	return strlen(word) == len ? FIT_WHOLE : FIT_PREFIX;
}

/* Keep the commands whose word I is meant by S; how many different words that could be. */
static unsigned narrow(struct matching *m, unsigned i, const char *s, size_t len)
{
	enum fit best = FIT_NONE;
	const char *meant = NULL;
	unsigned words = 0;

	for (unsigned c = 0; c < COMMANDS; c++) {
		enum fit f = m->alive[c] ? fit(commands[c].words[i], s, len) : FIT_NONE;

		best = f > best ? f : best;
	}
	for (unsigned c = 0; c < COMMANDS; c++) {
		m->alive[c] = m->alive[c] && best != FIT_NONE &&
			      fit(commands[c].words[i], s, len) == best;
		if (!m->alive[c] || (meant && !strcmp(meant, commands[c].words[i])))
			continue;
		meant = commands[c].words[i];
		words++;
	}
	if (meant == number_word)
		m->n = (unsigned)strtoul(s, NULL, 10);
	if (meant == name_word) {
		m->name = s;
		m->name_len = len;
	}
	return words;
}

static bool complain(FILE *out, const char *command, const char *at)
{
	fprintf(out, "%s\n%*s^\n%% Invalid input detected at '^' marker.\n", command,
		(int)(at - command), "");
	return false;
}

/* The command that is meant, or NULL after complaining. */
static const struct command *find(const char *command, struct matching *m, FILE *out)
{
	unsigned i = 0, words = 1;

	for (const char *s = command; *(s += strspn(s, " \t"));) {
		size_t len = strcspn(s, " \t");

		words = i < WORDS ? narrow(m, i++, s, len) : 0;
		if (words == 0) {
			complain(out, command, s);
			return NULL;
		}
		if (words > 1) {
			fprintf(out, "%% Ambiguous command:  \"%s\"\n", command);
			return NULL;
		}
		s += len;
	}
	for (unsigned c = 0; c < COMMANDS; c++)
		if (m->alive[c] && i > 0 && (i == WORDS || !commands[c].words[i]))
			return &commands[c];
	fputs("% Incomplete command.\n", out);
	return NULL;
}

/* What a terminal could take for more than a letter is not echoed. */
static char *tidy(const char *command)
{
	char *copy = strdup(command);

	for (char *s = copy; s && *s; s++)
		if ((unsigned char)*s < ' ' || *s == 127)
			*s = ' ';
	return copy;
}

/* Root's are to be served whatever it takes; others do not hold up a probe by them. */
static const char *forbids(const struct core *core, const struct command *command)
{
	if (strcmp(command->words[0], "show") != 0)
		return "% Only root may do that.\n";
	if (command->words[2] && !strcmp(command->words[2], "route") && core->run &&
	    core->run->plan->items.len + core->run->plan->choices.len > MANY)
		return "% There are so many routes that only root may have them listed.\n";
	return NULL;
}

bool show_wants_lists(const char *command, struct lists_wanted *wanted)
{
	struct matching m = {0};
	char *said = NULL;
	size_t len;
	FILE *out = open_memstream(&said, &len); /* show_command() says it again */
	const struct command *found;

	if (!out)
		abort();
	memset(m.alive, true, sizeof m.alive);
	found = find(command, &m, out);
	fclose(out);
	free(said);
	if (!found || found->run || m.name_len >= sizeof wanted->name)
		return false;
	*wanted = (struct lists_wanted){
		.family = strcmp(found->words[1], "access-lists") ? found->words[1] : ""};
	memcpy(wanted->name, m.name ? m.name : "", m.name_len);
	return true;
}

bool show_command(struct core *core, const char *command, bool is_root, char **text)
{
	struct matching m = {.n = 0};
	size_t len;
	FILE *out = open_memstream(text, &len);
	char *copy = tidy(command);
	const struct command *found;
	const char *why;

	if (!out || !copy)
		abort();
	for (unsigned c = 0; c < COMMANDS; c++)
		m.alive[c] = true;
	found = find(copy, &m, out);
	if (found && !is_root && (why = forbids(core, found))) {
		fputs(why, out);
		found = NULL;
	}
	if (found && !found->run)
		found = NULL; /* no list has so long a name */
	if (found && core->run)
		found->run(core, out, m.n);
	fclose(out);
	free(copy);
	return found;
}

const char *show_age(char *buf, size_t size, int64_t nanoseconds)
{
	long s = (long)(nanoseconds / SECOND), day = 24 * 60 * 60;

	if (s < day)
		snprintf(buf, size, "%02ld:%02ld:%02ld", s / 3600, s / 60 % 60, s % 60);
	else if (s < 7 * day)
		snprintf(buf, size, "%ldd%02ldh", s / day, s % day / 3600);
	else if (s < 365 * day)
		snprintf(buf, size, "%ldw%ldd", s / (7 * day), s % (7 * day) / day);
	else
		snprintf(buf, size, "%ldy%ldw", s / (365 * day), s % (365 * day) / (7 * day));
	return buf;
}
