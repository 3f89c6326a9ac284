/* causeway compile: a configuration becomes files, or one backend's files on standard output. */
#include <string.h>

#include "backends/backend.h"
#include "cli.h"

static void print_file(const struct out_file *file)
{
	fwrite(file->out.text, 1, file->out.len, stdout);
}

/* A backend that writes a folder has a line of heading before each of its files. */
static void print_files(const struct out_files *files)
{
	for (size_t i = 0; i < files->len; i++) {
		printf("%s==> %s <==\n", i ? "\n" : "", files->at[i].path);
		print_file(&files->at[i]);
	}
}

static void emit_files(const struct cli *cli, const struct compilation *c,
		       const struct change *change, struct out_files *files)
{
	struct emit_options options = {.named_dir = cli->named_dir};

	emit_all(change, &options, files);
	emit_manifest(c->router, change, files);
}

/* The manifest lists all files, so all of them are made for it. */
static void emit_one(const struct cli *cli, const struct compilation *c,
		     const struct change *change, struct out_files *files)
{
	struct emit_options options = {.named_dir = cli->named_dir};
	const struct backend *backend = backend_find(cli->backend);

	if (!backend) {
		emit_files(cli, c, change, files);
		print_file(out_file_find(files, "manifest.json"));
		return;
	}
	backend->emit(change, &options, files);
	if (strchr(backend->file, '/') || files->len > 1)
		print_files(files);
	else if (files->len > 0)
		print_file(&files->at[0]);
}

/* Every backend, or the one asked for. */
static int emit(const struct cli *cli, const struct compilation *c, const struct change *change)
{
	struct out_files files = {0};
	int status = EXIT_DONE;

	if (cli->backend) {
		emit_one(cli, c, change, &files);
		status = cli_finish(status);
	} else {
		folder_expect(cli->output, &files);
		emit_files(cli, c, change, &files);
		if (!folder_write(cli->output, &files))
			status = EXIT_TROUBLE;
	}
	out_files_free(&files);
	return status;
}

static int unknown_backend(const char *name)
{
	fprintf(stderr, "causeway compile: there is no backend '%s'; there are", name);
	for (const struct backend *b = backends; b->name; b++)
		fprintf(stderr, " %s", b->name);
	fputs(" manifest\n", stderr);
	return EXIT_TROUBLE;
}

static int compile_and_emit(const struct cli *cli)
{
	struct compilation c;
	int status = cli_compile(cli, cli->args[0], STAGE_LOWER, CLI_WARN, &c);

	if (status == EXIT_DONE) {
		struct state *state = cli_state(cli, &c);

		if (state)
			status = emit(cli, &c, change_whole(c.arena, c.plan, state));
		else
			status = EXIT_TROUBLE;
	}
	compilation_free(&c);
	return status;
}

int cmd_compile(int argc, char **argv)
{
	struct cli cli;
	int status;

	if (!cli_parse(&cli, argc, argv, 1, 1, &status))
		;
	else if (!cli.output == !cli.backend)
		status = cli_trouble("compile needs either -o DIR or --backend NAME");
	else if (cli.backend && strcmp(cli.backend, "manifest") && !backend_find(cli.backend))
		status = unknown_backend(cli.backend);
	else if (cli.named_dir && cli.named_dir[0] != '/')
		status = cli_trouble("--named-dir needs an absolute path");
	else {
		cli.later = true;
		status = compile_and_emit(&cli);
	}
	cli_free(&cli);
	return status;
}
