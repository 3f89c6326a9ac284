/*
 * causeway diff --output NAME-delta: the commands of one backend that lead from what one
 * configuration makes to what another one does. Loaded where the first stands, they change what
 * differs and touch nothing else.
 */
#include <string.h>

#include "backends/backend.h"
#include "cli.h"

struct side {
	struct compilation c;
	const struct target *target; /* NULL: it does not compile */
};

static void side_open(struct side *side, const struct cli *cli, const char *config)
{
	struct state *state = NULL;

	side->target = NULL;
	if (cli_compile(cli, config, STAGE_LOWER, CLI_WARN, &side->c) == EXIT_DONE)
		state = cli_state(cli, &side->c);
	if (state)
		side->target = plan_under(side->c.arena, side->c.plan, state);
}

static struct change *change_of(const struct backend *backend, const struct side *old,
				const struct side *new)
{
	struct change *change;

	if (backend == backend_find("nft"))
		return change_of_table(new->c.arena, old->c.plan, old->target, new->c.plan,
				       new->target);
	change = change_between(new->c.arena, old->target, new->target);
	change->plan = new->c.plan;
	return change;
}

/* Nothing is printed where nothing is to be done. */
static int print_delta(const struct backend *backend, const struct side *old,
		       const struct side *new)
{
	struct change *change = change_of(backend, old, new);
	struct out_files files = {0};
	int status = EXIT_DONE;

	backend->emit(change, &(struct emit_options){0}, &files);
	for (size_t i = 0; i < files.len; i++) {
		const struct out *out = &files.at[i].out;

		if (!out_says_something(out))
			continue;
		fwrite(out->text, 1, out->len, stdout);
		status = EXIT_FINDINGS;
	}
	out_files_free(&files);
	return cli_finish(status);
}

/* The backend that NAME-delta means, or NULL after reporting. */
static const struct backend *backend_of(const char *name)
{
	size_t len = strlen(name), tail = strlen(DELTA);

	for (const struct backend *b = backends; b->name; b++)
		if (b->changes && strlen(b->name) + tail == len &&
		    !strncmp(b->name, name, len - tail) && !strcmp(name + len - tail, DELTA))
			return b;
	fprintf(stderr, "causeway diff: there is no output '%s'; there are", name);
	for (const struct backend *b = backends; b->name; b++)
		if (b->changes)
			fprintf(stderr, " %s" DELTA, b->name);
	fputs("\n", stderr);
	return NULL;
}

static bool is_configuration(const char *name)
{
	if (strcmp(name, "live") != 0 && !is_folder(name))
		return true;
	cli_trouble("--output compares two configurations, and '%s' is none", name);
	return false;
}

int cmd_diff_delta(struct cli *cli)
{
	const struct backend *backend = backend_of(cli->output);
	struct side old, new;
	int status = EXIT_TROUBLE;

	if (!backend || !is_configuration(cli->args[0]) || !is_configuration(cli->args[1]))
		return EXIT_TROUBLE;
	side_open(&old, cli, cli->args[0]);
	side_open(&new, cli, cli->args[1]);
	if (old.target && new.target)
		status = print_delta(backend, &old, &new);
	compilation_free(&old.c);
	compilation_free(&new.c);
	return status;
}
