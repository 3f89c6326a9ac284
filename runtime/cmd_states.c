/* causeway states: what a router does in each state that it may be in, and what is wrong there. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli.h"
#include "compiler/states.h"

enum { WIDTH = 110, WIDTH_LEAST = 60 };

/* Of the terminal, or what is asked for; else what a page holds. */
static unsigned width(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	unsigned long n = 0;

	if (!ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
		n = size.ws_col;
	else if (columns)
		n = strtoul(columns, NULL, 10);
	if (!n || n > 10000)
		return WIDTH;
	return n < WIDTH_LEAST ? WIDTH_LEAST : (unsigned)n;
}

static bool print_text(const struct states *states)
{
	states_print(states, stdout, width(), cli_colour(STDOUT_FILENO));
	return true;
}

static bool print_json(const struct states *states)
{
	json_t *json = states_json(states);
	bool ok = json && !json_dumpf(json, stdout, JSON_INDENT(2)) && putchar('\n') != EOF;

	json_decref(json);
	return ok;
}

static bool print_html(const struct states *states)
{
	states_print_html(states, stdout);
	return true;
}

static const struct format {
	const char *name;
	bool (*print)(const struct states *states);
} formats[] = {
	{"text", print_text},
	{"json", print_json},
	{"html", print_html},
	{NULL, NULL},
};

static const struct format *format_find(const char *name)
{
	for (const struct format *format = formats; format->name; format++)
		if (!strcmp(format->name, name))
			return format;
	return NULL;
}

static int states_as(const struct cli *cli, const struct format *format)
{
	struct states_options options = {.assume = cli->assume};
	const struct states *states;
	struct compilation c;
	const char *why = "";
	int status = cli_compile(cli, cli->args[0], STAGE_RESOLVE, CLI_ERRORS, &c);

	if (status == EXIT_DONE) {
		options.exact = c.site->fidelity == FIDELITY_EXACT;
		states = states_of(c.arena, c.router, c.site, &options, &why);
		if (!states)
			status = cli_trouble("--assume: %s", why);
		else if (!format->print(states))
			status = cli_trouble("standard output: write error");
		else
			status = cli_finish(states->findings.len ? EXIT_FINDINGS : EXIT_DONE);
	} else {
		status = EXIT_TROUBLE;
	}
	compilation_free(&c);
	return status;
}

int cmd_states(int argc, char **argv)
{
	const struct format *format;
	struct cli cli;
	int status;

	if (cli_parse(&cli, argc, argv, 1, 1, &status)) {
		format = format_find(cli.format ? cli.format : "text");
		status = format ? states_as(&cli, format)
				: cli_trouble(
					  "states knows the formats text, json and html, not '%s'",
					  cli.format);
	}
	cli_free(&cli);
	return status;
}
