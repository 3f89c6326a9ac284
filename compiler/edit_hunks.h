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
/* Behind the newline that LINE ends with, or END. */
const char *hunk_line_end(const char *line, const char *end);
uint32_t hunk_count_lines(const char *text, const char *end);

#endif
