/* `show` in the shell: the candidate, its changes, its diagnostics; and what a `|` lets through. */
#include <regex.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "canonical.h"
#include "shell.h"
#include "unified.h"

/* ---- what is shown ---- */

static char *candidate_text(const struct shell *shell)
{
	struct compilation c = {.arena = arena_new()};
	char *text = NULL;
	size_t len = 0;

	c.names = names_new(c.arena);
	diags_init(&c.diags, c.arena);
	if (source_from_text(&c.source, "candidate", shell->text, strlen(shell->text), &c.diags)) {
		c.router = router_new(c.arena, c.names, &c.source, &c.diags);
		text = canonical_text(c.router, &len);
	}
	compilation_free(&c);
	return text ? text : strdup(shell->text);
}

/* The block that the line OPENER begins. */
static void print_block(const char *text, const char *opener, FILE *to)
{
	bool inside = false;

	for (const char *s = text, *end; *s; s = end) {
		size_t len = strcspn(s, "\n");

		end = s + len + (s[len] == '\n');
		if (*s != ' ')
			inside = len == strlen(opener) && !memcmp(s, opener, len);
		if (inside)
			fwrite(s, 1, (size_t)(end - s), to);
	}
}

/* WHAT: nothing, or the interface that is asked for. */
static bool show_candidate(const struct shell *shell, const char *what, FILE *to)
{
	char *text, *opener = NULL;

	if (*what) {
		opener = shell_word_is(what, "interface") ? shell_canonical(shell, what) : NULL;
		if (!opener)
			return false;
	}
	text = candidate_text(shell);
	if (opener)
		print_block(text, opener, to);
	else
		fputs(text, to);
	free(opener);
	free(text);
	return true;
}

static void show_changes(const struct shell *shell, FILE *to)
{
	const char *name = shell->config ? shell->config : "start";
	struct text from = {name, shell->start, strlen(shell->start)};
	struct text changed = {"candidate", shell->text, strlen(shell->text)};

	if (!unified_diff(from, changed, to, to == stdout && cli_colour(STDOUT_FILENO)))
		fputs("% No changes.\n", to);
}

bool shell_diagnostics(const struct shell *shell, bool all, FILE *to)
{
	struct compile_options options = {
		.config = shell->config ? shell->config : "candidate",
		.text = shell->text,
		.len = strlen(shell->text),
		.site = shell->cli->site,
		.exact = shell->cli->exact,
		.warnings = shell->cli->warnings,
		.allow_empty = all,
	};
	struct compilation c;
	char *site = shell->cli->site || !shell->config ? NULL : site_beside(shell->config);
	bool good;

	if (site)
		options.site = site;
	good = compile(&c, &options, STAGE_LOWER);
	diags_print(&c.diags, &c.source, to, all, to == stdout && cli_colour(STDOUT_FILENO));
	if (all && !c.diags.list.len)
		fputs("% Nothing to say.\n", to);
	compilation_free(&c);
	free(site);
	return good;
}

static const char *next_word(const char *s)
{
	s += strcspn(s, " \t");
	return s + strspn(s, " \t");
}

/* Show WHAT, the words behind `show`; where they are not understood, or NULL. */
static const char *show_to(const struct shell *shell, const char *what, FILE *to)
{
	const char *rest = next_word(what);

	if (!*what || shell_word_is(what, "candidate") || shell_word_is(what, "running-config"))
		return show_candidate(shell, rest, to) ? NULL : rest;
	if (*rest)
		return rest;
	if (shell_word_is(what, "changes"))
		show_changes(shell, to);
	else if (shell_word_is(what, "diagnostics"))
		shell_diagnostics(shell, true, to);
	else
		return what;
	return NULL;
}

/* ---- filters ---- */

enum filter { FILTER_BEGIN, FILTER_COUNT, FILTER_EXCLUDE, FILTER_INCLUDE, FILTER_SECTION, FILTERS };

const struct shell_word shell_filters[] = {
	[FILTER_BEGIN] = {"begin", "From the first line that matches"},
	[FILTER_COUNT] = {"count", "The number of lines that match"},
	[FILTER_EXCLUDE] = {"exclude", "The lines that do not match"},
	[FILTER_INCLUDE] = {"include", "The lines that match"},
	[FILTER_SECTION] = {"section", "The lines that match, and what stands below them"},
	[FILTERS] = {NULL, NULL},
};

const char *shell_bar(const char *line)
{
	for (const char *s = line; *s; s++)
		if (*s == '|' && (s == line || s[-1] == ' ' || s[-1] == '\t'))
			return s;
	return NULL;
}

/* A router's expression as one of POSIX, to be freed: `_` is a delimiter, or an end of the line. */
static char *posix_expression(const char *s)
{
	char *text = NULL;
	size_t len;
	FILE *to = open_memstream(&text, &len);

	if (!to)
		abort();
	for (; *s; s++)
		if (*s == '_')
			fputs("(^|$|[][ ,{}()])", to);
		else
			putc(*s, to);
	fclose(to);
	return text;
}

/* Print the lines of TEXT that FILTER lets through; TEXT is written to. */
static void print_filtered(char *text, enum filter filter, const regex_t *regex)
{
	size_t section = SIZE_MAX;
	unsigned n = 0;
	bool begun = false;

	for (char *line = text, *next; *line; line = next) {
		size_t len = strcspn(line, "\n"), blanks = strspn(line, " ");
		bool matches, shown;

		next = line + len + (line[len] == '\n');
		line[len] = '\0';
		matches = regexec(regex, line, 0, NULL, 0) == 0;
		n += matches;
		begun |= matches;
		if (blanks <= section)
			section = matches ? blanks : SIZE_MAX;
		shown = filter == FILTER_BEGIN	   ? begun
			: filter == FILTER_EXCLUDE ? !matches
			: filter == FILTER_INCLUDE ? matches
			: filter == FILTER_SECTION ? section != SIZE_MAX
						   : false;
		if (shown)
			puts(line);
	}
	if (filter == FILTER_COUNT)
		printf("Number of lines which match regexp = %u\n", n);
}

/* The filter that the words behind a bar ask for. False, and said why, when there is none. */
static bool filter_of(const struct shell *shell, const char *words, enum filter *filter,
		      regex_t *regex)
{
	const char *pattern = next_word(words);
	char *expression;
	int status;

	for (*filter = 0; *filter < FILTERS; ++*filter)
		if (shell_word_is(words, shell_filters[*filter].name))
			break;
	if (*words && *filter == FILTERS) {
		shell_say_invalid(shell, words);
		return false;
	}
	if (!*pattern) {
		puts("% Incomplete command.\n");
		return false;
	}
	expression = posix_expression(pattern);
	status = regcomp(regex, expression, REG_EXTENDED | REG_NOSUB);
	free(expression);
	if (status)
		puts("% Failed to compile regular expression.\n");
	return status == 0;
}

/* ---- both ---- */

/* Let the candidate, or the agent, show WHAT; AT: where that stands in the line that was typed. */
static void show_or_ask(struct shell *shell, const char *what, const char *at, bool agent, FILE *to)
{
	const char *wrong = NULL;

	if (agent)
		agent_exec(shell->cli, what, to);
	else
		wrong = show_to(shell, what, to);
	if (wrong && *wrong)
		shell_say_invalid(shell, at + (wrong - what));
	else if (wrong)
		puts("% Incomplete command.\n");
}

void shell_show(struct shell *shell, const char *line, bool agent)
{
	const char *bar = shell_bar(line);
	enum filter filter;
	regex_t regex;
	char *what, *text = NULL;
	size_t len;
	FILE *to;

	if (!bar) {
		show_or_ask(shell, line, line, agent, stdout);
		return;
	}
	if (!filter_of(shell, bar + 1 + strspn(bar + 1, " \t"), &filter, &regex))
		return;
	/* blanks before the bar are no word */
	for (len = (size_t)(bar - line); len && (line[len - 1] == ' ' || line[len - 1] == '\t');)
		len--;
	what = strndup(line, len);
	to = open_memstream(&text, &len);
	if (!to || !what)
		abort();
	show_or_ask(shell, what, line, agent, to);
	fclose(to);
	print_filtered(text, filter, &regex);
	regfree(&regex);
	free(text);
	free(what);
}
