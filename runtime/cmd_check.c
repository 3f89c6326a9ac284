/* causeway check: everything that can be said about a configuration without running it. */
#include <jansson.h>
#include <string.h>

#include "cli.h"

/* "203 lines: 171 compiled, 29 without effect here, 3 not translated, 0 not understood" */
static void print_classes(const struct router *router)
{
	static const char *const names[] = {
#define X(symbol, text) text,
		LINE_CLASSES(X)
#undef X
	};
	uint32_t counts[LINE_CLASS_COUNT], lines = 0;

	line_classes(router, counts);
	for (int class = LINE_COMPILED; class < LINE_CLASS_COUNT; class ++)
		lines += counts[class];
	printf("%u lines:", lines);
	for (int class = LINE_COMPILED; class < LINE_CLASS_COUNT; class ++)
		printf("%s %u %s", class == LINE_COMPILED ? "" : ",", counts[class], names[class]);
	putchar('\n');
}

static bool print_text(struct compilation *c)
{
	print_classes(c->router);
	return true;
}

static bool dump(json_t *json)
{
	bool ok = json && !json_dumpf(json, stdout, JSON_INDENT(2)) && putchar('\n') != EOF;

	json_decref(json);
	return ok;
}

static bool print_json(struct compilation *c)
{
	return dump(diags_json(&c->diags, &c->source, c->router));
}

static bool print_sarif(struct compilation *c)
{
	return dump(diags_sarif(&c->diags, &c->source, c->router));
}

static const struct format {
	const char *name;
	enum cli_report report;
	bool (*print)(struct compilation *c);
} formats[] = {
	{"text", CLI_CHECK, print_text},
	{"json", CLI_SILENT, print_json},
	{"sarif", CLI_SILENT, print_sarif},
	{NULL, CLI_SILENT, NULL},
};

static const struct format *format_find(const char *name)
{
	for (const struct format *format = formats; format->name; format++)
		if (!strcmp(format->name, name))
			return format;
	return NULL;
}

static int check_as(const struct cli *cli, const struct format *format)
{
	struct compilation c;
	int status = cli_compile(cli, cli->args[0], STAGE_LOWER, format->report, &c);

	if (c.router && !format->print(&c))
		status = cli_trouble("standard output: write error");
	if (c.arena)
		compilation_free(&c);
	return status == EXIT_TROUBLE ? status : cli_finish(status);
}

int cmd_check(int argc, char **argv)
{
	const struct format *format;
	struct cli cli;
	int status;

	if (cli_parse(&cli, argc, argv, 1, 1, &status)) {
		cli.later = true;
		format = format_find(cli.format ? cli.format : "text");
		status = format ? check_as(&cli, format)
				: cli_trouble(
					  "check knows the formats text, json and sarif, not '%s'",
					  cli.format);
	}
	cli_free(&cli);
	return status;
}
