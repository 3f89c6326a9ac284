/* How sets of ranges change: for change.c. */
#ifndef COMPILER_CHANGE_RANGES_H
#define COMPILER_CHANGE_RANGES_H

#include "plan.h"

struct kept_range {
	const struct object *old, *new; /* equal, but for their order */
	bool moved;
};

struct changed_ranges {
	VEC(struct kept_range) kept; /* by the key of NEW, ascending */
	VEC(const struct object *) gone, come; /* their keys are not in the other target */
};

/* Is OBJECT an element of a set of ranges? */
bool is_ordered(const struct object *object);
/* OLD and NEW have the same key, or one of them is NULL; in the order of their keys. */
void ranges_note(struct arena *arena, struct changed_ranges *ranges, const struct object *old,
		 const struct object *new);
/* The steps for all that was noted. */
void ranges_change(struct arena *arena, struct changed_ranges *ranges, struct change *change);

#endif
