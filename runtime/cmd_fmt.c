/*
 * causeway fmt: a configuration as canonical text. What is printed is read again, and its model
 * compared with that of the source, before anybody gets to see it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "canonical.h"
#include "cli.h"
#include "grammar/canon.h"
#include "grammar/reader.h"

static char *print_canon(const struct canon *canon, bool ordered, size_t *len)
{
	char *text = NULL;
	FILE *to = open_memstream(&text, len);

	if (!to)
		abort();
	canon_print(canon, ordered, to);
	fclose(to);
	return text;
}

/* TEXT, which is taken, as canonical text: the model keeps some statements as they were written. */
static char *settle_spelling(char *text, size_t len)
{
	struct arena *arena = arena_new();
	struct names *names = names_new(arena);
	struct source source = {0};
	struct canon canon;
	struct diags diags;
	char *settled = text;

	diags_init(&diags, arena);
	if (source_from_text(&source, "<model>", text, len, &diags)) {
		ios_canonical(router_new(arena, names, &source, &diags), &canon);
		settled = print_canon(&canon, false, &len);
		free(text);
	}
	source_close(&source);
	names_free(names);
	arena_free(arena);
	return settled;
}

/* The model as text, to be freed. */
static char *model_text(const struct router *router)
{
	char *text = NULL;
	size_t len;
	FILE *to = open_memstream(&text, &len);

	if (!to)
		abort();
	router_print(router, to);
	fclose(to);
	return settle_spelling(text, len);
}

char *model_of(const char *text, size_t len)
{
	struct arena *arena = arena_new();
	struct names *names = names_new(arena);
	struct source source = {0};
	struct router *router;
	struct diags diags;
	char *model = NULL;

	diags_init(&diags, arena);
	if (source_from_text(&source, "<canonical>", text, len, &diags)) {
		router = router_new(arena, names, &source, &diags);
		ios_read(router);
		model = model_text(router);
	}
	source_close(&source);
	names_free(names);
	arena_free(arena);
	return model;
}

char *canonical_text(struct router *router, size_t *len)
{
	struct canon canon;
	char *text = NULL, *model, *again;
	bool same = false;

	ios_canonical(router, &canon);
	model = model_text(router);
	/* where the order would say something after all, it stays */
	for (int ordered = 1; ordered >= 0 && !same; ordered--) {
		free(text);
		text = print_canon(&canon, ordered, len);
		again = model_of(text, *len);
		same = again && !strcmp(model, again);
		free(again);
	}
	free(model);
	if (same)
		return text;
	free(text);
	return NULL;
}

int file_replace(const char *name, const char *text, size_t len)
{
	char *beside, *real = realpath(name, NULL);
	struct stat st = {.st_mode = 0666};
	int fd, status = EXIT_DONE;
	bool there = real && !stat(real, &st);
	FILE *to;

	if (asprintf(&beside, "%s.XXXXXX", real ? real : name) < 0)
		abort();
	fd = mkstemp(beside);
	to = fd < 0 ? NULL : fdopen(fd, "w");
	if (!to || (there && fchmod(fd, st.st_mode & 07777)) ||
	    (there && geteuid() == 0 && fchown(fd, st.st_uid, st.st_gid)) ||
	    fwrite(text, 1, len, to) != len || fflush(to) || fsync(fd) ||
	    rename(beside, real ? real : name)) {
		status = cli_trouble("%s: %s", name, strerror(errno));
		if (fd >= 0)
			unlink(beside);
	}
	if (to)
		fclose(to);
	free(beside);
	free(real);
	return status;
}

static int fmt(const struct cli *cli, const char *config)
{
	struct compilation c = {.arena = arena_new()};
	int status = EXIT_FINDINGS;
	struct diags unheard;
	char *text;
	size_t len;

	c.names = names_new(c.arena);
	diags_init(&c.diags, c.arena);
	diags_init(&unheard, c.arena);
	if (!source_open(&c.source, config, &c.diags)) {
		diags_print(&c.diags, &c.source, stderr, false, cli_colour(STDERR_FILENO));
		compilation_free(&c);
		return status;
	}
	c.router = router_new(c.arena, c.names, &c.source, &unheard);
	text = canonical_text(c.router, &len);
	if (!text) {
		status = cli_trouble("%s: its canonical text would mean something else", config);
	} else if (cli->write) {
		bool same = len == c.source.len && !memcmp(text, c.source.text, len);

		status = same ? EXIT_DONE : file_replace(config, text, len);
	} else {
		fwrite(text, 1, len, stdout);
		status = cli_finish(EXIT_DONE);
	}
	free(text);
	compilation_free(&c);
	return status;
}

int cmd_fmt(int argc, char **argv)
{
	struct cli cli;
	const char *config;
	int status;

	if (cli_parse(&cli, argc, argv, 1, 1, &status)) {
		config = cli.args[0];
		if (strcmp(config, "-") && access(config, R_OK))
			status = cli_trouble("%s: %s", config, strerror(errno));
		else if (cli.write && !strcmp(config, "-"))
			status = cli_trouble("standard input cannot be written back");
		else
			status = fmt(&cli, config);
	}
	cli_free(&cli);
	return status;
}
