/* causeway show: what each stage made of the configuration. */
#include <jansson.h>
#include <string.h>

#include "cli.h"
#include "yaml_out.h"

/* IOS text as a list of lines. */
static json_t *config_json(const struct router *router)
{
	char *text = NULL, *line, *rest;
	size_t len = 0;
	FILE *to = open_memstream(&text, &len);
	json_t *lines = json_array();

	if (!to)
		return lines;
	router_print(router, to);
	fclose(to);
	for (line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		json_array_append_new(lines, json_string(line));
	free(text);
	return lines;
}

static json_t *show_config(const struct cli *cli, const struct compilation *c)
{
	(void)cli;
	return config_json(c->router);
}

static json_t *show_ir(const struct cli *cli, const struct compilation *c)
{
	(void)cli;
	return router_json(c->router);
}

static json_t *show_plan(const struct cli *cli, const struct compilation *c)
{
	(void)cli;
	return plan_json(c->plan);
}

static json_t *show_target(const struct cli *cli, const struct compilation *c)
{
	struct state *state = cli_state(cli, c);

	return state ? target_json(plan_under(c->arena, c->plan, state)) : NULL;
}

static const struct stage {
	const char *name;
	enum compile_stage needs;
	json_t *(*json)(const struct cli *cli, const struct compilation *c);
} stages[] = {
	{"config", STAGE_READ, show_config},
	{"ir", STAGE_RESOLVE, show_ir},
	{"plan", STAGE_LOWER, show_plan},
	{"target", STAGE_LOWER, show_target},
	{NULL, STAGE_READ, NULL},
};

static const struct stage *stage_find(const char *name)
{
	for (const struct stage *s = stages; s->name; s++)
		if (!strcmp(s->name, name))
			return s;
	return NULL;
}

static int print_json(json_t *json, const char *format)
{
	bool ok;

	if (!json)
		return EXIT_TROUBLE;
	if (!strcmp(format, "yaml"))
		ok = yaml_print(json, stdout);
	else
		ok = !json_dumpf(json, stdout, JSON_INDENT(2)) && putchar('\n') != EOF;
	json_decref(json);
	return ok ? cli_finish(EXIT_DONE) : cli_trouble("standard output: write error");
}

static int show(const struct cli *cli, const struct stage *stage)
{
	struct compilation c;
	int status = cli_compile(cli, cli->args[1], stage->needs, CLI_WARN, &c);

	if (status == EXIT_DONE && stage->json == show_config &&
	    (!cli->format || !strcmp(cli->format, "text"))) {
		router_print(c.router, stdout);
		status = cli_finish(status);
	} else if (status == EXIT_DONE) {
		status = print_json(stage->json(cli, &c), cli->format ? cli->format : "json");
	}
	compilation_free(&c);
	return status;
}

/* Text is what `config` alone has. */
static bool format_is_known(const char *format, const struct stage *stage)
{
	return !format || !strcmp(format, "json") || !strcmp(format, "yaml") ||
	       (!strcmp(format, "text") && stage->json == show_config);
}

int cmd_show(int argc, char **argv)
{
	const struct stage *stage;
	struct cli cli;
	int status;

	if (cli_parse(&cli, argc, argv, 2, 2, &status)) {
		stage = stage_find(cli.args[0]);
		if (!stage)
			status = cli_trouble("show knows config, ir, plan and target, not '%s'",
					     cli.args[0]);
		else if (!format_is_known(cli.format, stage))
			status = cli_trouble("show %s has no format '%s'", stage->name, cli.format);
		else
			status = show(&cli, stage);
	}
	cli_free(&cli);
	return status;
}
