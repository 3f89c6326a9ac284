/*
 * Access lists as boxes (box.h), for what is said of them as a whole: entries and clauses that no
 * packet comes to.
 */
#ifndef COMPILER_ANALYSE_H
#define COMPILER_ANALYSE_H

#include "box.h"
#include "check.h"

/* Entries of a list that is analysed whenever it is compiled; longer ones are by `check` alone. */
enum { ANALYSED_AT_ONCE = 2000 };

struct analysed_entry {
	const struct ace *ace; /* NULL: of a prefix list */
	bool permit;
	uint32_t first, n; /* of its boxes */
	bool known; /* the boxes are all that it may take */
	bool takes; /* and it takes all of them, when TIME holds */
	bool taken; /* by those before it: no packet comes to it */
	uint8_t doubts; /* bits of enum doubt: what is to be asked of it */
	const struct time_range *time; /* NULL: always */
};

/* One list; remarks are no entries. */
struct analysed_list {
	const struct acl *acl; /* or NULL */
	unsigned bits; /* of addresses */
	uint32_t unknown; /* the first entry that is not known, or how many there are */
	VEC(struct analysed_entry) entries;
	boxes boxes;
	VEC(uint32_t) entry_of; /* by box */
	struct box_index *index;
};

/* ---- analyse_entry.c ---- */
/* LIST is all zero, or one that was analysed before, with ARENA, and whose room is used again. */
void analyse_list(struct arena *arena, struct router *router, const struct acl *acl,
		  struct analysed_list *list);

/* A prefix list, as it takes packets by their destination. */
void analyse_prefix_list(struct arena *arena, const struct prefix_list *prefixes,
			 struct analysed_list *list);

/* ---- analyse_doubt.c: what one packet of each entry shows ---- */

/* An entry without the one is not taken, without the other not needless. */
enum doubt { DOUBT_TAKEN = 1, DOUBT_NEEDLESS = 2 };

struct doubter;

/* For one list of IPv4 after the other. */
struct doubter *doubter_new(struct arena *arena);
/* Doubts by entry, until it is asked again; NULL: there are none. */
const uint8_t *doubter_ask(struct doubter *d, const struct acl *acl);

/* ---- analyse_acl.c: shadowed-entry, contradictory-entry, redundant-entry, needless-entry ---- */
void check_acl_entries(struct checker *c);

/* ---- analyse_map.c: shadowed-clause ---- */
void check_map_clauses(struct checker *c);

/* ---- analyse_nat.c: static-overlap ---- */
void check_static_overlaps(struct checker *c);
#endif
