/* causeway diff: what a change of the configuration changes in every file that is written. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backends/backend.h"
#include "cli.h"
#include "unified.h"

bool is_folder(const char *name)
{
	struct stat st;

	return !stat(name, &st) && S_ISDIR(st.st_mode);
}

/* The files of a configuration, as compile would write them. */
static bool compile_files(const struct cli *cli, const char *config, struct out_files *files)
{
	struct emit_options options = {.named_dir = cli->named_dir};
	struct compilation c;
	bool done = cli_compile(cli, config, STAGE_LOWER, CLI_WARN, &c) == EXIT_DONE;
	struct state *state = done ? cli_state(cli, &c) : NULL;

	if (state) {
		const struct target *target = plan_under(c.arena, c.plan, state);
		const struct change *change = change_from_empty(c.arena, c.plan, target);

		emit_all(change, &options, files);
	}
	compilation_free(&c);
	return state;
}

static bool read_side(const struct cli *cli, const char *name, struct out_files *files)
{
	if (is_folder(name)) {
		if (!folder_read(name, files)) {
			cli_trouble("%s: no folder that compile wrote, or not all of it is there",
				    name);
			return false;
		}
		return true;
	}
	return compile_files(cli, name, files);
}

/* Print the difference of one file; either may be NULL: it is not there. */
static bool diff_file(const struct out_file *a, const struct out_file *b)
{
	const char *path = a ? a->path : b->path;
	char old[512], new[512];
	struct text from = {.name = "/dev/null", .at = ""}, to = {.name = "/dev/null", .at = ""};

	if (a) {
		snprintf(old, sizeof old, "old/%s", path);
		from = (struct text){old, a->out.text ? a->out.text : "", a->out.len};
	}
	if (b) {
		snprintf(new, sizeof new, "new/%s", path);
		to = (struct text){new, b->out.text ? b->out.text : "", b->out.len};
	}
	return unified_diff(from, to, stdout, cli_colour(STDOUT_FILENO));
}

/*
 * Both lists are sorted by path. The manifest of a folder is not compared: it says where the other
 * files come from, and the same router may come from two configurations.
 */
static bool diff_files(const struct out_files *old, const struct out_files *new)
{
	bool differ = false;
	size_t i = 0, j = 0;

	while (i < old->len || j < new->len) {
		int order = i == old->len   ? 1
			    : j == new->len ? -1
					    : strcmp(old->at[i].path, new->at[j].path);
		const struct out_file *a = order <= 0 ? &old->at[i++] : NULL;
		const struct out_file *b = order >= 0 ? &new->at[j++] : NULL;

		if (strcmp(a ? a->path : b->path, "manifest.json") != 0)
			differ |= diff_file(a, b);
	}
	return differ;
}

int cmd_diff(int argc, char **argv)
{
	struct out_files old = {0}, new = {0};
	struct cli cli;
	int status;

	if (cli_parse(&cli, argc, argv, 1, 2, &status)) {
		status = EXIT_TROUBLE;
		if (cli.n_state && (cli.meaning || cli.output || cli.n_args == 2))
			cli_trouble("--state looks at one configuration, and prints its own");
		else if (cli.n_state)
			status = cmd_diff_state(&cli);
		else if (cli.n_args < 2)
			cli_trouble("diff compares two configurations, or one with --state");
		else if (!strcmp(cli.args[0], "-") && !strcmp(cli.args[1], "-"))
			cli_trouble("only one of the two can be standard input");
		else if (cli.output && (cli.meaning || cli.format))
			cli_trouble("--output is without --meaning and --format");
		else if (cli.output)
			status = cmd_diff_delta(&cli);
		else if (cli.meaning)
			status = cmd_diff_meaning(&cli);
		else if (cli.format)
			cli_trouble("--format is for --meaning and --state");
		else if (!strcmp(cli.args[0], "live"))
			status = cmd_diff_live(&cli);
		else if (read_side(&cli, cli.args[0], &old) && read_side(&cli, cli.args[1], &new))
			status = cli_finish(diff_files(&old, &new) ? EXIT_FINDINGS : EXIT_DONE);
		out_files_free(&old);
		out_files_free(&new);
	}
	cli_free(&cli);
	return status;
}
