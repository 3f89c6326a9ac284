/* causeway: the command line. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "grammar/names.h"

enum { COMMANDS_MAX = 16 };

static const char version[] = "causeway 0.1";

static void print_usage(FILE *to)
{
	fputs("usage: causeway COMMAND [OPTION]... ARGUMENT...\n\n", to);
	for (const struct command *command = commands; command->name; command++)
		fprintf(to, "  %-9s %s\n", command->name, command->summary);
	fputs("\n`causeway COMMAND --help` tells its options.\n", to);
}

static int unknown_command(const char *name)
{
	const char *names[COMMANDS_MAX], *nearest;
	size_t n = 0;

	for (; commands[n].name; n++)
		names[n] = commands[n].name;
	nearest = name_nearest(name, names, n);
	if (nearest)
		return cli_trouble("there is no command '%s'; did you mean '%s'?", name, nearest);
	cli_trouble("there is no command '%s'", name);
	print_usage(stderr);
	return EXIT_TROUBLE;
}

int main(int argc, char **argv)
{
	const struct command *command;

	signal(SIGPIPE, SIG_IGN); /* a reader that went away is trouble with standard output */
	if (argc < 2) {
		print_usage(stderr);
		return EXIT_TROUBLE;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
		print_usage(stdout);
		return cli_finish(EXIT_DONE);
	}
	if (!strcmp(argv[1], "--version")) {
		puts(version);
		return cli_finish(EXIT_DONE);
	}
	command = command_find(argv[1]);
	return command ? command->run(argc - 1, argv + 1) : unknown_command(argv[1]);
}
