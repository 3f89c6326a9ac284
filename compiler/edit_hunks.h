/* Where two texts differ, in whole lines, and what the new lines say: for the files of edits. */
#ifndef COMPILER_EDIT_HUNKS_H
#define COMPILER_EDIT_HUNKS_H

#include "compiler.h"

enum { HUNK_LINES_MAX = 64, HUNKS_MAX = 16 };

/* Whole lines. */
struct hunk {
	const char *old, *old_end, *new, *new_end;
};

struct hunks {
	const struct source *source; /* the old text */
	uint32_t n;
	struct hunk at[HUNKS_MAX];
};

/* False: the texts differ nowhere, or in too much. */
bool hunks_find(struct hunks *hunks, const struct source *source, const char *text, size_t len);
/* The new lines of all HUNKS behind OPENER, which is a line or none, as the whole of a small
 * configuration, and how many these are: read into C. False when they are too many, or when
 * somebody should be told something about them. Call compilation_free() if C has an arena. */
bool hunks_read(struct arena *arena, const struct hunks *hunks, const char *opener,
		struct compilation *c, uint32_t *lines);
/* Rows that a router has of lines that begin with STATEMENT, a row of each, in the order of the
 * text: of SIZE bytes, of which the first are the span of the line. */
struct hunk_rows {
	const char *statement;
	const void *at;
	uint32_t n;
	size_t size;
};

/* Which of ROWS are the old lines of HUNK, *FIRST up to the one before *LAST? False when it has
 * other lines, old or new, or when its new ones may be read as something else: they are not where
 * they take the place of such, or stand beside one. */
bool hunk_find_rows(const struct hunks *hunks, const struct hunk *hunk,
		    const struct hunk_rows *rows, uint32_t *first, uint32_t *last);
/* Behind the newline that LINE ends with, or END. */
const char *hunk_line_end(const char *line, const char *end);
uint32_t hunk_count_lines(const char *text, const char *end);

#endif
