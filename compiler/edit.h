/* A few lines of a long access list become others: what that changes in a plan, without a
 * compilation of everything. */
#ifndef COMPILER_EDIT_H
#define COMPILER_EDIT_H

#include "compiler.h"

/* What of a plan an edit changes. */
struct edit {
	struct change *change;
	VEC(struct edit_part {
		uint32_t item; /* of the plan */
		struct object object; /* what it becomes, or, when that is done, was */
	})
	parts;
};

/*
 * What becomes of the plan of OLD when TEXT, of LEN bytes, takes the place of what it was compiled
 * from. NULL when a whole compilation has to say that: see edit.c. A plan compiled from TEXT
 * decides the same of every packet, but may do so by other maps. The result, and what is put into
 * the plan, live in ARENA.
 */
struct edit *edit_find(struct arena *arena, const struct compilation *old, const char *text,
		       size_t len);
/* Put into PLAN, of which EDIT was found, what EDIT says; and when called again take it back. */
void edit_exchange(struct plan *plan, struct edit *edit);

#endif
