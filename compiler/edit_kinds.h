/* The kinds of lines that an edit may be of: for edit.c. */
#ifndef COMPILER_EDIT_KINDS_H
#define COMPILER_EDIT_KINDS_H

#include "edit.h"
#include "edit_hunks.h"

/* What becomes of the plan of OLD when its text becomes another one at HUNKS. NULL: that are no
 * such lines, or it is not certain. */
/* edit_list.c */
struct edit *edit_entries(struct arena *arena, const struct compilation *old,
			  const struct hunks *hunks);
/* edit_static.c */
struct edit *edit_statics(struct arena *arena, const struct compilation *old,
			  const struct hunks *hunks);
/* edit_route.c */
struct edit *edit_routes(struct arena *arena, const struct compilation *old,
			 const struct hunks *hunks);

#endif
