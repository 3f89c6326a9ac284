/* What a change of sets of ranges takes with it: for change.c. */
#ifndef COMPILER_CHANGE_RANGES_H
#define COMPILER_CHANGE_RANGES_H

#include "plan.h"

struct kept_range {
	const struct object *old, *new; /* equal */
	bool moved;
};

struct kept_ranges {
	VEC(struct kept_range) all; /* that stay, ascending */
	VEC(const struct object *) added;
};

/* Is OBJECT an element of a set of ranges? */
bool is_ordered(const struct object *object);
void kept_ranges_keep(struct arena *arena, struct kept_ranges *kept, const struct object *old,
		      const struct object *new);
void kept_ranges_add(struct arena *arena, struct kept_ranges *kept, const struct object *new);
/* Steps that delete and add what has to stand behind what is added. */
void kept_ranges_move(struct arena *arena, struct kept_ranges *kept, struct change *change);

#endif
