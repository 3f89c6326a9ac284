/* A few lines of a large configuration become others: what that changes in a plan, without a
 * compilation of everything. */
#ifndef COMPILER_EDIT_H
#define COMPILER_EDIT_H

#include "compiler.h"

struct edit_prefix {
	uint32_t addr;
	uint8_t len;
};

/* A route of the routers' table, or a choice of such, that comes, or goes, or both: another takes
 * its place. */
struct edit_route {
	struct edit_prefix at;
	struct edit_prefix like; /* COMES: of one that is the same but for its prefix */
	bool goes, comes;
};

typedef VEC(struct edit_route) edit_route_list;

/* What of a plan an edit changes. */
struct edit {
	struct change *change;
	VEC(struct edit_part {
		uint32_t item; /* of the plan */
		struct object object; /* what it becomes, or, when that is done, was */
		struct edit_merge *merge; /* what its rows are yet to be made of; or NULL */
	})
	parts;
	edit_route_list routes; /* of these, neither CHANGE nor PARTS say anything */
};

/*
 * What becomes of the plan of OLD when TEXT, of LEN bytes, takes the place of what it was compiled
 * from. NULL when a whole compilation has to say that: see edit.c. A plan compiled from TEXT
 * decides the same of every packet, but may do so by other maps. The result, and what is put into
 * the plan, live in ARENA.
 */
struct edit *edit_find(struct arena *arena, const struct compilation *old, const char *text,
		       size_t len);

/* ---- edit_rows.c ---- */
/* Put into PLAN, of which EDIT was found, what EDIT says; and when called again take it back. */
void edit_exchange(struct plan *plan, struct edit *edit);

/* ---- edit_route_plan.c ---- */
/* What ROUTES come to where PLAN is in force under STATE; NULL when PLAN has other routes than they
 * say. */
struct change *edit_change_routes(struct arena *arena, const struct plan *plan,
				  const struct state *state, const edit_route_list *routes);

#endif
