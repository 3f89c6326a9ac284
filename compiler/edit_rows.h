/* What of a plan an edit exchanges, and rows of which some go and others come: for the files of
 * edits. */
#ifndef COMPILER_EDIT_ROWS_H
#define COMPILER_EDIT_ROWS_H

#include "edit.h"

/* Rows of the plan that change. */
struct edit_rows {
	uint32_t item; /* of the plan */
	const struct rows_object *was; /* there */
	VEC(uint32_t) gone; /* by their numbers, ascending */
	VEC(uint32_t *) new; /* whole rows, in any order */
};

/* An edit while it is put together. */
struct edit_making {
	struct arena *arena;
	const struct plan *plan;
	struct edit *edit;
	struct target old, new; /* what differs */
};

/* LINES: those of the old rows and of the new ones. */
void edit_make_rows(struct edit_making *making, const struct edit_rows *rows,
		    const struct row_line *lines);
/* ITEM of the plan becomes OBJECT. */
void edit_make_object(struct edit_making *making, uint32_t item, const struct object *object);
struct edit *edit_made(struct edit_making *making);

#endif
