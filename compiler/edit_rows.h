/* What of a plan an edit exchanges, and rows of which some go and others come: for the files of
 * edits. */
#ifndef COMPILER_EDIT_ROWS_H
#define COMPILER_EDIT_ROWS_H

#include "edit.h"

typedef VEC(const uint32_t *) edit_row_list; /* whole rows, in any order */

/* Rows of the plan that change. */
struct edit_rows {
	uint32_t item; /* of the plan */
	const struct rows_object *was; /* there */
	edit_row_list gone, new;
};

/* The lines of all rows that change. New rows count their lines among NEW until they are put into
 * the plan, where WAS stand before these. */
struct row_lines {
	const struct row_line *was, *new;
	uint32_t n, news;
	const struct row_line *all; /* NULL until they are asked for */
};

/* An edit while it is put together. */
struct edit_making {
	struct arena *arena;
	const struct plan *plan;
	struct row_lines *lines; /* in ARENA */
	struct edit *edit;
	struct target old, new; /* what differs */
};

/* The row of ROWS that has the key of ROW; NULL: there is none. */
const uint32_t *edit_row_find(const struct rows_object *rows, const uint32_t *row);
void edit_make_rows(struct edit_making *making, const struct edit_rows *rows);
/* ITEM of the plan becomes OBJECT. */
void edit_make_object(struct edit_making *making, uint32_t item, const struct object *object);
struct edit *edit_made(struct edit_making *making);

#endif
