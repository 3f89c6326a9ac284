/* causeway help-at: what may stand at a place of a configuration, for people and for editors. */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "grammar/reader.h"

struct at {
	char *config; /* to be freed */
	unsigned line, column;
};

/* `:NUMBER` at the end of TEXT is cut off. */
static bool cut_number(char *text, unsigned *number)
{
	char *colon = strrchr(text, ':'), *end;
	unsigned long value;

	if (!colon || colon[1] < '0' || colon[1] > '9')
		return false;
	value = strtoul(colon + 1, &end, 10);
	if (*end || value == 0 || value > UINT32_MAX)
		return false;
	*number = (unsigned)value;
	*colon = '\0';
	return true;
}

/* The offset of the place in the source; a column behind the line is its end. */
static bool place_offset(const struct source *source, const struct at *at, uint32_t *off)
{
	const char *line = source->text, *end = source->text + source->len, *newline;

	for (unsigned i = 1; i < at->line; i++) {
		newline = memchr(line, '\n', (size_t)(end - line));
		if (!newline)
			return false;
		line = newline + 1;
	}
	newline = memchr(line, '\n', (size_t)(end - line));
	if (newline)
		end = newline;
	if (end > line && end[-1] == '\r')
		end--;
	*off = (uint32_t)(line - source->text) + at->column - 1;
	if (at->column - 1 > (size_t)(end - line))
		*off = (uint32_t)(end - source->text);
	return true;
}

static void print_text(const struct help *help)
{
	int width = 0;

	VEC_FOREACH (word, &help->words)
		if ((int)strlen(word->word) > width)
			width = (int)strlen(word->word);
	VEC_FOREACH (word, &help->words)
		printf("  %-*s%s%s\n", *word->text ? width : 0, word->word, *word->text ? "  " : "",
		       word->text);
}

static bool print_json(const struct help *help)
{
	json_t *list = json_array(), *json;
	bool ok;

	VEC_FOREACH (word, &help->words)
		json_array_append_new(list, json_pack("{s:s,s:s,s:b}", "word", word->word, "help",
						      word->text, "keyword", (int)word->keyword));
	json = json_pack("{s:s,s:s,s:o}", "mode", mode_text(help->mode), "prompt",
			 mode_prompt(help->mode), "words", list);
	ok = json && !json_dumpf(json, stdout, JSON_INDENT(2)) && putchar('\n') != EOF;
	json_decref(json);
	return ok;
}

static int print_help(const struct cli *cli, struct compilation *c, const struct help *help)
{
	if (help->refused.len) {
		diag_at(&c->diags, DIAG_UNKNOWN, help->refused, "'%.*s' is %s here",
			(int)help->refused.len, c->source.text + help->refused.off,
			help->ambiguous ? "ambiguous" : "not understood");
		diags_print(&c->diags, &c->source, stderr, false, cli_colour(STDERR_FILENO));
		return EXIT_FINDINGS;
	}
	if (!cli->format || !strcmp(cli->format, "text"))
		print_text(help);
	else if (strcmp(cli->format, "json") != 0)
		return cli_trouble("help-at knows the formats text and json, not '%s'",
				   cli->format);
	else if (!print_json(help))
		return cli_trouble("standard output: write error");
	return cli_finish(EXIT_DONE);
}

static int help_at(const struct cli *cli, const struct at *at)
{
	struct compilation c = {.arena = arena_new()};
	struct diags unheard;
	struct help help;
	uint32_t off;
	int status = EXIT_FINDINGS;

	c.names = names_new(c.arena);
	diags_init(&c.diags, c.arena);
	diags_init(&unheard, c.arena);
	if (!source_open(&c.source, at->config, &c.diags)) {
		diags_print(&c.diags, &c.source, stderr, false, cli_colour(STDERR_FILENO));
	} else if (!place_offset(&c.source, at, &off)) {
		status = cli_trouble("%s has no line %u", c.source.name, at->line);
	} else {
		c.router = router_new(c.arena, c.names, &c.source, &unheard);
		ios_help(c.router, off, &help);
		status = print_help(cli, &c, &help);
	}
	compilation_free(&c);
	return status;
}

int cmd_help_at(int argc, char **argv)
{
	struct at at = {0};
	struct cli cli;
	int status;

	if (cli_parse(&cli, argc, argv, 1, 1, &status)) {
		at.config = strdup(cli.args[0]);
		if (!at.config || !cut_number(at.config, &at.column) ||
		    !cut_number(at.config, &at.line))
			status = cli_trouble("'%s' is no place: it needs CONFIG:LINE:COL",
					     cli.args[0]);
		else if (strcmp(at.config, "-") && access(at.config, R_OK))
			status = cli_trouble("%s: %s", at.config, strerror(errno));
		else
			status = help_at(&cli, &at);
		free(at.config);
	}
	cli_free(&cli);
	return status;
}
