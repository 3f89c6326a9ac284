/* causeway check: everything that can be said about a configuration without compiling it. */
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
	uint32_t count[LINE_CLASS_COUNT] = {0}, lines = 0;

	for (uint32_t i = 0; i < router->line_class.len; i++)
		count[router->line_class.at[i]]++;
	for (int class = LINE_COMPILED; class < LINE_CLASS_COUNT; class ++)
		lines += count[class];
	printf("%u lines:", lines);
	for (int class = LINE_COMPILED; class < LINE_CLASS_COUNT; class ++)
		printf("%s %u %s", class == LINE_COMPILED ? "" : ",", count[class], names[class]);
	putchar('\n');
}

static int check_text(const struct cli *cli)
{
	struct compilation c;
	int status = cli_compile(cli, cli->args[0], STAGE_LOWER, true, &c);

	if (c.router)
		print_classes(c.router);
	compilation_free(&c);
	return status == EXIT_TROUBLE ? status : cli_finish(status);
}

int cmd_check(int argc, char **argv)
{
	struct cli cli;
	int status;

	if (cli_parse(&cli, argc, argv, "mfxW", 1, 1, &status))
		status = check_text(&cli);
	cli_free(&cli);
	return status;
}
