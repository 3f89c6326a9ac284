/* Compiling for a sub-command: the passes, their diagnostics, and the state that was asked for. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

/* In one write: standard error has no buffer of its own, and diagnostics are made of many pieces.
 */
static void print_diagnostics(struct compilation *c, bool divergences)
{
	char *text = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&text, &len);

	if (!to)
		return;
	diags_print(&c->diags, &c->source, to, divergences, cli_colour(STDERR_FILENO));
	fclose(to);
	fwrite(text, 1, len, stderr);
	free(text);
}

int cli_compile(const struct cli *cli, const char *config, enum compile_stage stage,
		enum cli_report report, struct compilation *c)
{
	struct compile_options options = {
		.config = config,
		.site = cli->site,
		.exact = cli->exact,
		.later = cli->later,
		.thorough = report == CLI_CHECK || report == CLI_SILENT, /* the command check */
		.warnings = cli->warnings,
		.allow_empty = report != CLI_WARN || stage != STAGE_LOWER,
	};

	memset(c, 0, sizeof *c);
	if (strcmp(config, "-") && access(config, R_OK))
		return cli_trouble("%s: %s", config, strerror(errno));
	if (cli->site && access(cli->site, R_OK))
		return cli_trouble("%s: %s", cli->site, strerror(errno));
	compile(c, &options, stage);
	if (report == CLI_WARN || report == CLI_CHECK || !c->router ||
	    (report == CLI_ERRORS && compilation_failed(c)))
		print_diagnostics(c, report == CLI_CHECK);
	if (c->usage)
		return EXIT_TROUBLE;
	return compilation_failed(c) ? EXIT_FINDINGS : EXIT_DONE;
}

struct state *cli_state(const struct cli *cli, const struct compilation *c)
{
	struct state *state = state_default(c->arena, c->plan);
	const char *why;

	for (size_t i = 0; i < cli->n_assume; i++)
		if (!state_assume(c->arena, c->plan, state, cli->assume[i], &why)) {
			cli_trouble("--assume: %s", why);
			return NULL;
		}
	return state;
}
