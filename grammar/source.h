/* The text of one configuration, and places in it. */
#ifndef GRAMMAR_SOURCE_H
#define GRAMMAR_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

/* A piece of the source: an offset and a length; line and column are computed when printed. */
struct span {
	uint32_t off, len;
};

struct source {
	const char *name; /* as the user gave it; "<stdin>" for "-" */
	const char *text; /* without a byte-order mark and, in a file, without what steers a
			     terminal; CR LF stays; terminated with NUL for convenience */
	size_t len;
	void *map; /* what source_close() releases */
	size_t map_len;
	char line_end; /* '\n', or after source_cut() NUL */
	uint32_t *lines; /* offset of each line's start, as far as source_place() was asked */
	uint32_t n_lines, lines_cap;
};

struct place {
	unsigned line, column; /* from 1; a tab is one column */
	const char *text; /* the line, without its end */
	size_t len;
};

struct diags;

/*
 * Read the file NAME ("-": standard input) whole. False after reporting: it cannot be read, is a
 * directory, holds NUL bytes (binary), or is larger than 4 GiB - 1. An empty file is read; whether
 * that is an error is for the caller.
 */
bool source_open(struct source *source, const char *name, struct diags *diags);

/* The same for text in memory, which must outlive SOURCE and be followed by a NUL. */
bool source_from_text(struct source *source, const char *name, const char *text, size_t len,
		      struct diags *diags);
void source_close(struct source *source);

/* Make each line a string, if the text is SOURCE's own: who quotes a whole line needs no copy then.
 * Nobody reads the text as a configuration after that. */
void source_cut(struct source *source);

struct place source_place(struct source *source, uint32_t off);

#endif
