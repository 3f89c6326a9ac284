/* A whole compilation in memory, for the fuzz targets and the mutation test. */
#ifndef TESTS_FUZZ_WHOLE_H
#define TESTS_FUZZ_WHOLE_H

#include <stdlib.h>

#include "backends/backend.h"
#include "compiler/compiler.h"

/* LEN bytes with a NUL behind them, which the compiler's readers want; free() it. */
static inline char *whole_text(const void *data, size_t len)
{
	char *text = malloc(len + 1);

	if (!text)
		abort();
	if (len)
		memcpy(text, data, len);
	text[len] = '\0';
	return text;
}

static inline uint64_t whole_hash(uint64_t hash, const void *data, size_t len)
{
	const unsigned char *at = data;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ at[i]) * 1099511628211u;
	return hash;
}

static inline uint64_t whole_emitted(const struct compilation *c, uint64_t hash)
{
	struct state *state = state_default(c->arena, c->plan);
	struct target *target = plan_under(c->arena, c->plan, state);
	struct change *change = change_from_empty(c->arena, c->plan, target);
	struct out_files files = {0};

	emit_all(change, &(struct emit_options){0}, &files);
	emit_manifest(c->router, change, &files);
	for (size_t i = 0; i < files.len; i++) {
		hash = whole_hash(hash, files.at[i].path, strlen(files.at[i].path));
		hash = whole_hash(hash, files.at[i].out.text, files.at[i].out.len);
	}
	out_files_free(&files);
	return hash;
}

/* Compile TEXT, which has a NUL at LEN, to every file; the hash of all diagnostics and files. */
static inline uint64_t whole_compile(const char *text, size_t len)
{
	struct compile_options options = {
		.config = "fuzz",
		.text = text,
		.len = len,
		.site_text = "",
	};
	uint64_t hash = 14695981039346656037u;
	struct compilation c;
	char *told = NULL;
	size_t told_len = 0;
	FILE *to = open_memstream(&told, &told_len);

	if (!to)
		abort();
	if (compile(&c, &options, STAGE_LOWER))
		hash = whole_emitted(&c, hash);
	diags_print(&c.diags, &c.source, to, true, false);
	fclose(to);
	hash = whole_hash(hash, told, told_len);
	free(told);
	compilation_free(&c);
	return hash;
}

#endif
