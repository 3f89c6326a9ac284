/*
 * causeway completion: how bash and zsh complete this command line, from the table of commands and
 * that of options.
 */
#include <stdio.h>
#include <string.h>

#include "backends/backend.h"
#include "cli.h"

struct option_row {
	char letter;
	const char *name, *argument, *meaning; /* NAME: NULL when there is only the letter */
};

static const struct option_row option_rows[] = {
#define X(member, letter, name, argument, meaning) {letter, name, argument, meaning},
	CLI_OPTIONS(X)
#undef X
		{0},
};

static const struct option_row *option_find(char letter)
{
	const struct option_row *row = option_rows;

	while (row->letter != letter)
		row++;
	return row;
}

/* What an argument may be, if that is known. */
static void put_words(const char *words)
{
	const char *name = NULL;

	if (!words || strcmp(words, COMMAND_NAMES) != 0) {
		fputs(words ? words : "", stdout);
		return;
	}
	while ((name = diag_explained(name)))
		printf("%.*s ", (int)strcspn(name, "\n"), name);
}

static void put_backends(void)
{
	for (const struct backend *backend = backends; backend->name; backend++)
		printf("%s ", backend->name);
	fputs("manifest", stdout);
}

/* What --output of diff may be. */
static void put_deltas(void)
{
	for (const struct backend *backend = backends; backend->name; backend++)
		if (backend->changes)
			printf("%s" DELTA " ", backend->name);
}

static void put_warnings(const char *before)
{
	const char *name = NULL;

	printf("%serror ", before);
	while ((name = diag_explained(name)))
		printf("%s%.*s %sno-%.*s ", before, (int)strcspn(name, "\n"), name, before,
		       (int)strcspn(name, "\n"), name);
}

/* ---- bash ---- */

static void bash_options(const struct command *command)
{
	for (const char *letter = command->letters; *letter; letter++)
		if (option_find(*letter)->name)
			printf("--%s ", option_find(*letter)->name);
	fputs("--help", stdout);
}

static void bash_command(const struct command *command)
{
	printf("\t%s)\n\t\toptions=\"", command->name);
	bash_options(command);
	printf("\"\n\t\tformats=\"%s\"\n", command->formats ? command->formats : "");
	fputs("\t\tfirst=\"", stdout);
	put_words(command->words);
	fputs("\"\n\t\t;;\n", stdout);
}

static int bash(void)
{
	fputs("# Written by `causeway completion bash`.\n"
	      "_causeway()\n{\n"
	      "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
	      "\tlocal options formats first commands=\"",
	      stdout);
	for (const struct command *command = commands; command->name; command++)
		printf("%s ", command->name);
	fputs("--help --version\"\n\n"
	      "\tCOMPREPLY=()\n"
	      "\tif ((COMP_CWORD == 1)); then\n"
	      "\t\tCOMPREPLY=($(compgen -W \"$commands\" -- \"$word\"))\n\t\treturn\n\tfi\n"
	      "\tcase ${COMP_WORDS[1]} in\n",
	      stdout);
	for (const struct command *command = commands; command->name; command++)
		bash_command(command);
	fputs("\tesac\n"
	      "\tcase $before in\n"
	      "\t-f|--format)\n\t\tCOMPREPLY=($(compgen -W \"$formats\" -- \"$word\"))\n"
	      "\t\treturn\n\t\t;;\n"
	      "\t-b|--backend)\n\t\tCOMPREPLY=($(compgen -W \"",
	      stdout);
	put_backends();
	fputs("\" -- \"$word\"))\n\t\treturn\n\t\t;;\n"
	      "\t-o|--output)\n\t\tif [[ ${COMP_WORDS[1]} == diff ]]; then\n"
	      "\t\t\tCOMPREPLY=($(compgen -W \"",
	      stdout);
	put_deltas();
	fputs("\" -- \"$word\"))\n\t\t\treturn\n\t\tfi\n"
	      "\t\tcompopt -o filenames 2>/dev/null\n"
	      "\t\tCOMPREPLY=($(compgen -d -- \"$word\"))\n\t\treturn\n\t\t;;\n"
	      "\t-d|--named-dir)\n\t\tcompopt -o filenames 2>/dev/null\n"
	      "\t\tCOMPREPLY=($(compgen -d -- \"$word\"))\n\t\treturn\n\t\t;;\n"
	      "\tesac\n"
	      "\tcase $word in\n\t-W*)\n\t\tCOMPREPLY=($(compgen -W \"",
	      stdout);
	put_warnings("-W");
	fputs("\" -- \"$word\"))\n\t\treturn\n\t\t;;\n"
	      "\t-*)\n\t\tCOMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n\t\treturn\n\t\t;;\n"
	      "\tesac\n"
	      "\tif [[ $first && $COMP_CWORD == 2 ]]; then\n"
	      "\t\tCOMPREPLY=($(compgen -W \"$first\" -- \"$word\"))\n\t\treturn\n\tfi\n"
	      "\tcompopt -o filenames 2>/dev/null\n"
	      "\tCOMPREPLY=($(compgen -f -- \"$word\"))\n"
	      "}\ncomplete -F _causeway causeway\n",
	      stdout);
	return cli_finish(EXIT_DONE);
}

/* ---- zsh ---- */

/* Within single quotes, and in a description of _arguments. */
static void zsh_text(const char *s)
{
	for (; *s; s++) {
		if (strchr("[]:", *s))
			putchar('\\');
		if (*s == '\'')
			fputs("'\\''", stdout);
		else
			putchar(*s);
	}
}

static void zsh_values(const struct command *command, const struct option_row *row)
{
	switch (row->letter) {
	case 'f':
		printf(":format:(%s)", command->formats ? command->formats : "");
		break;
	case 'b':
		fputs(":backend:(", stdout);
		put_backends();
		putchar(')');
		break;
	case 'W':
		fputs(":diagnostic:(", stdout);
		put_warnings("");
		putchar(')');
		break;
	case 'o':
		if (!strcmp(command->name, "diff")) {
			fputs(":output:(", stdout);
			put_deltas();
			putchar(')');
			break;
		}
		fputs(":folder:_files -/", stdout);
		break;
	case 'd':
		fputs(":folder:_files -/", stdout);
		break;
	case 'a':
		fputs(":condition: ", stdout);
		break;
	default:
		fputs(":file:_files", stdout);
	}
}

static void zsh_option(const struct command *command, const struct option_row *row)
{
	const char *often = row->letter == 'a' || row->letter == 'W' ? "*" : "";

	if (row->name)
		printf(" \\\n\t\t'%s--%s[", often, row->name);
	else
		printf(" \\\n\t\t'%s-%c-[", often, row->letter);
	zsh_text(row->meaning);
	putchar(']');
	if (row->argument)
		zsh_values(command, row);
	putchar('\'');
}

static void zsh_command(const struct command *command)
{
	printf("%s)\n\t_arguments '--help[tell the options]'", command->name);
	for (const char *letter = command->letters; *letter; letter++)
		zsh_option(command, option_find(*letter));
	if (command->words && *command->words) {
		fputs(" \\\n\t\t'1:what:(", stdout);
		put_words(command->words);
		fputs(")'", stdout);
	}
	fputs(" \\\n\t\t'*:configuration:_files'\n\t;;\n", stdout);
}

static int zsh(void)
{
	fputs("#compdef causeway\n# Written by `causeway completion zsh`.\n"
	      "local -a commands\ncommands=(\n",
	      stdout);
	for (const struct command *command = commands; command->name; command++) {
		printf("\t'%s:", command->name);
		zsh_text(command->summary);
		fputs("'\n", stdout);
	}
	fputs(")\nif ((CURRENT == 2)); then\n\t_describe command commands\n\treturn\nfi\n"
	      "shift words\n((CURRENT--))\ncase $words[1] in\n",
	      stdout);
	for (const struct command *command = commands; command->name; command++)
		zsh_command(command);
	fputs("esac\n", stdout);
	return cli_finish(EXIT_DONE);
}

int cmd_completion(int argc, char **argv)
{
	struct cli cli;
	int status;

	if (cli_parse(&cli, argc, argv, 1, 1, &status)) {
		if (!strcmp(cli.args[0], "bash"))
			status = bash();
		else if (!strcmp(cli.args[0], "zsh"))
			status = zsh();
		else
			status =
				cli_trouble("completion knows bash and zsh, not '%s'", cli.args[0]);
	}
	cli_free(&cli);
	return status;
}
