/* Options of the command line, and how sub-commands end. */
#include "cli.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HELP = 'h', LETTER_MAX = 64 };

static const struct option long_options[] = {
#define X(member, letter, name, argument, meaning) \
	{name ? (name) : "warning", argument ? required_argument : no_argument, NULL, letter},
	CLI_OPTIONS(X)
#undef X
		{"help", no_argument, NULL, HELP},
	{NULL, 0, NULL, 0},
};

/* In the form of getopt(); the leading '-' words of negative sense are left to it. */
static void short_options(char *to)
{
	*to++ = ':';
	for (const struct option *o = long_options; o->name; o++) {
		*to++ = (char)o->val;
		if (o->has_arg)
			*to++ = ':';
	}
	*to = '\0';
}

static void print_option(char letter)
{
	char left[48];

#define X(member, l, name, argument, meaning)                                       \
	if (letter == (l)) {                                                        \
		snprintf(left, sizeof left, "-%c%s%s%s%s%s", l, name ? ", --" : "", \
			 name ? (name) : "", argument && (name) ? " " : "",         \
			 argument ? (argument) : "", "");                           \
		printf("  %-26s %s\n", left, meaning);                              \
	}
	CLI_OPTIONS(X)
#undef X
}

static int print_help(const char *command)
{
	printf("usage: causeway %s\n\n", command_find(command)->usage);
	for (const char *letters = command_find(command)->letters; *letters; letters++)
		print_option(*letters);
	return cli_finish(EXIT_DONE);
}

static int usage_error(const char *command, const char *format, ...)
{
	va_list ap;

	fprintf(stderr, "causeway %s: ", command);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fprintf(stderr, "\nusage: causeway %s\n", command_find(command)->usage);
	return EXIT_TROUBLE;
}

static void set_option(struct cli *cli, int letter)
{
	switch (letter) {
	case 'a':
		cli->assume[cli->n_assume++] = optarg;
		break;
	case 'W':
		cli->warnings[cli->n_warnings++] = optarg;
		break;
	case 'M':
		cli->meaning = true;
		break;
	case 'S':
		cli->state[cli->n_state++] = optarg;
		break;
	case 'w':
		cli->write = true;
		break;
	case 'r':
		cli->reply = true;
		break;
	case 'x':
		cli->exact = true;
		break;
	case 'm':
		cli->site = optarg;
		break;
	case 'o':
		cli->output = optarg;
		break;
	case 'b':
		cli->backend = optarg;
		break;
	case 'd':
		cli->named_dir = optarg;
		break;
	case 'f':
		cli->format = optarg;
		break;
	case 'c':
		cli->confirm = optarg;
		break;
	case 's':
		cli->socket = optarg;
		break;
	}
}

bool cli_parse(struct cli *cli, int argc, char **argv, int min, int max, int *status)
{
	const char *letters = command_find(argv[0])->letters;
	char shorts[LETTER_MAX];
	int letter;

	*cli = (struct cli){0};
	cli->assume = calloc((size_t)argc + 1, sizeof *cli->assume);
	cli->state = calloc((size_t)argc + 1, sizeof *cli->state);
	cli->warnings = calloc((size_t)argc + 1, sizeof *cli->warnings);
	if (!cli->assume || !cli->state || !cli->warnings)
		abort();
	short_options(shorts);
	*status = EXIT_TROUBLE;
	optind = 1;
	opterr = 0;
	while ((letter = getopt_long(argc, argv, shorts, long_options, NULL)) != -1) {
		if (letter == HELP) {
			*status = print_help(argv[0]);
			return false;
		}
		if (letter == ':') {
			usage_error(argv[0], "option '%s' needs an argument", argv[optind - 1]);
			return false;
		}
		if (letter == '?' || !strchr(letters, letter)) {
			usage_error(argv[0], "there is no option '%s' here", argv[optind - 1]);
			return false;
		}
		set_option(cli, letter);
	}
	cli->args = argv + optind;
	cli->n_args = argc - optind;
	if (cli->n_args < min || cli->n_args > max) {
		usage_error(argv[0], cli->n_args < min ? "an argument is missing"
						       : "there are too many arguments");
		return false;
	}
	return true;
}

void cli_free(struct cli *cli)
{
	free(cli->assume);
	free(cli->state);
	free(cli->warnings);
}

bool cli_colour(int fd)
{
	const char *no_color = getenv("NO_COLOR");

	return isatty(fd) && !(no_color && *no_color);
}

int cli_trouble(const char *format, ...)
{
	va_list ap;

	fputs("causeway: ", stderr);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputc('\n', stderr);
	return EXIT_TROUBLE;
}

int cli_finish(int status)
{
	if (fflush(stdout) || ferror(stdout))
		return cli_trouble("standard output: %s", strerror(errno));
	return status;
}
