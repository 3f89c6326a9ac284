/* causeway verify: is what must be so, so? */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "compiler/verify.h"

enum { ASSERTIONS_MAX = 1 << 20 };

static bool print_text(const struct verification *v)
{
	verify_print(v, stdout, cli_colour(STDOUT_FILENO));
	return true;
}

static bool print_json(const struct verification *v)
{
	json_t *json = verify_json(v);
	bool ok = json && !json_dumpf(json, stdout, JSON_INDENT(2)) && putchar('\n') != EOF;

	json_decref(json);
	return ok;
}

/* The whole file, to be freed; NULL after reporting. */
static char *read_file(const char *name, size_t *len)
{
	FILE *from = strcmp(name, "-") ? fopen(name, "r") : stdin;
	char *text = malloc(ASSERTIONS_MAX + 1);

	if (!from || !text) {
		cli_trouble("%s: %s", name, strerror(errno));
		free(text);
		return NULL;
	}
	*len = fread(text, 1, ASSERTIONS_MAX + 1, from);
	if (ferror(from) || *len > ASSERTIONS_MAX) {
		cli_trouble("%s: %s", name, ferror(from) ? strerror(errno) : "larger than 1 MiB");
		free(text);
		text = NULL;
	}
	if (from != stdin)
		fclose(from);
	return text;
}

static int verify(struct compilation *c, const char *file, const char *text, size_t len,
		  bool (*print)(const struct verification *v))
{
	struct verification v = {.arena = c->arena, .source = &c->source, .file = file};
	const char *why = "";

	if (!verify_read(&v, c->router, text, len)) {
		diags_print(&c->diags, &c->source, stderr, false, cli_colour(STDERR_FILENO));
		return EXIT_TROUBLE;
	}
	if (!verify_run(&v, c->router, c->site, c->site->fidelity == FIDELITY_EXACT, &why))
		return cli_trouble("%s", why);
	if (!print(&v))
		return cli_trouble("standard output: write error");
	return cli_finish(v.failed ? EXIT_FINDINGS : EXIT_DONE);
}

static int verify_files(const struct cli *cli, bool (*print)(const struct verification *v))
{
	struct compilation c;
	size_t len;
	char *text = read_file(cli->args[1], &len);
	int status = EXIT_TROUBLE;

	if (!text)
		return EXIT_TROUBLE;
	if (cli_compile(cli, cli->args[0], STAGE_RESOLVE, CLI_ERRORS, &c) == EXIT_DONE) {
		/* what was said of the configuration is for `check` */
		diags_init(&c.diags, c.arena);
		status = verify(&c, cli->args[1], text, len, print);
	}
	compilation_free(&c);
	free(text);
	return status;
}

int cmd_verify(int argc, char **argv)
{
	struct cli cli;
	int status;

	if (!cli_parse(&cli, argc, argv, 2, 2, &status))
		;
	else if (!strcmp(cli.args[0], "-") && !strcmp(cli.args[1], "-"))
		status = cli_trouble("only one of the two can be standard input");
	else if (!cli.format || !strcmp(cli.format, "text"))
		status = verify_files(&cli, print_text);
	else if (!strcmp(cli.format, "json"))
		status = verify_files(&cli, print_json);
	else
		status =
			cli_trouble("verify knows the formats text and json, not '%s'", cli.format);
	cli_free(&cli);
	return status;
}
