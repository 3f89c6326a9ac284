/* causeway trace: what becomes of a packet, and which statement decides it. */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "compiler/trace.h"

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_SVG };

struct tracing {
	const struct cli *cli;
	struct compilation *c;
	struct world *world;
	struct flows *flows;
	enum format format;
	bool several; /* questions: an object of JSON a line */
};

static bool answer(const struct tracing *t, struct arena *arena, const char *text)
{
	struct question question;
	struct trace trace;
	const char *why;
	json_t *json;

	if (!question_read(arena, t->c->router, text, &question, &why)) {
		cli_trouble("%s: %s", text, why);
		return false;
	}
	trace = trace_packet(arena, t->world, t->flows, &question, t->cli->reply);
	if (t->format == FORMAT_JSON) {
		json = trace_json(arena, &t->c->source, &trace);
		json_dumpf(json, stdout, t->several ? JSON_COMPACT : JSON_INDENT(2));
		putchar('\n');
		json_decref(json);
	} else if (t->format == FORMAT_SVG) {
		trace_svg(arena, &t->c->source, &trace, stdout);
	} else {
		trace_print(arena, &t->c->source, &trace, stdout, cli_colour(STDOUT_FILENO));
		if (t->several)
			putchar('\n');
	}
	return true;
}

/* `assume COND`: it is so from here on, and the flows before it are dealt with as the agent does.
 */
static bool assume(struct tracing *t, const char *cond)
{
	struct world *behind = world_copy(t->c->arena, t->world);
	const char *why;

	if (!world_assume(t->c->arena, behind, cond, &why)) {
		cli_trouble("assume %s: %s", cond, why);
		return false;
	}
	world_settle(behind);
	world_flows(t->flows, t->world, behind, t->c->site);
	t->world = behind;
	return true;
}

/* A question a line; `reset` forgets what earlier packets began, `assume` changes the state. */
static int answer_lines(struct tracing *t)
{
	struct arena *kept = arena_new();
	int status = EXIT_DONE;
	char *line = NULL;
	size_t size = 0;

	t->several = true;
	t->flows = flows_new(kept);
	while (status == EXIT_DONE && getline(&line, &size, stdin) >= 0) {
		line[strcspn(line, "\r\n")] = '\0';
		if (!strcmp(line, "reset")) {
			arena_free(kept);
			kept = arena_new();
			t->flows = flows_new(kept);
		} else if (!strncmp(line, "assume ", 7)) {
			status = assume(t, line + 7) ? EXIT_DONE : EXIT_TROUBLE;
		} else if (*line && !answer(t, kept, line)) {
			status = EXIT_TROUBLE;
		}
	}
	free(line);
	arena_free(kept);
	return status;
}

/* What is not translated may be what decides. */
static void tell_untranslated(const struct tracing *t)
{
	uint32_t n = 0;

	VEC_FOREACH (row, &t->c->router->untranslated)
		n += row->class == LINE_NOT_TRANSLATED || row->class == LINE_UNKNOWN;
	if (n && t->format == FORMAT_TEXT)
		fprintf(stderr,
			"%s: %u statement%s not translated, and not in this answer: see "
			"'causeway check'\n",
			t->c->source.name, n, n == 1 ? " is" : "s are");
}

static int trace(struct tracing *t, const char *packet)
{
	const struct cli *cli = t->cli;
	struct compilation *c = t->c;
	const char *why;

	t->world = world_of(c->arena, c->router, c->site, c->site->fidelity == FIDELITY_EXACT);
	for (size_t i = 0; i < cli->n_assume; i++)
		if (!world_assume(c->arena, t->world, cli->assume[i], &why))
			return cli_trouble("--assume: %s", why);
	world_settle(t->world);
	tell_untranslated(t);
	if (!strcmp(packet, "-"))
		return answer_lines(t);
	t->flows = flows_new(c->arena);
	return answer(t, c->arena, packet) ? EXIT_DONE : EXIT_TROUBLE;
}

static bool read_format(const char *text, enum format *format)
{
	static const char *const names[] = {"text", "json", "svg"};

	*format = FORMAT_TEXT;
	for (unsigned i = 0; text && i < sizeof names / sizeof *names; i++)
		if (!strcmp(text, names[i])) {
			*format = (enum format)i;
			return true;
		}
	return !text;
}

int cmd_trace(int argc, char **argv)
{
	struct cli cli;
	struct compilation c;
	struct tracing t = {.cli = &cli, .c = &c};
	int status;

	if (!cli_parse(&cli, argc, argv, 2, 2, &status)) {
		cli_free(&cli);
		return status;
	}
	if (!read_format(cli.format, &t.format)) {
		status = cli_trouble("trace has no format '%s'", cli.format);
	} else if (!strcmp(cli.args[0], "-") && !strcmp(cli.args[1], "-")) {
		status = cli_trouble("only one of the two can be standard input");
	} else {
		status = cli_compile(&cli, cli.args[0], STAGE_RESOLVE, CLI_ERRORS, &c);
		if (status == EXIT_DONE)
			status = cli_finish(trace(&t, cli.args[1]));
		compilation_free(&c);
	}
	cli_free(&cli);
	return status;
}
