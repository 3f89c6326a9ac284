/* Where the lines of an edit stand among the maps of their list: for edit.c. */
#ifndef COMPILER_EDIT_PLACE_H
#define COMPILER_EDIT_PLACE_H

#include "edit.h"
#include "lower_class_pieces.h"

/* An entry of a list that comes or goes, or stays and meets one that does. */
struct edit_line {
	const struct acl *acl; /* of one that comes */
	const struct ace *entry;
	uint32_t line; /* that rows know it by */
	uint32_t at; /* its number in the old list, or that of the entry that a new one is before */
	const char *origin; /* these two as well */
	uint32_t seq; /* its own, or one until all of the list is numbered anew */
	uint8_t verdict; /* enum class_verdict */
	class_pieces pieces;
};

typedef VEC(struct edit_line) edit_lines;

/* GONE give way to NEW, whose lines are counted by themselves. No remarks. */
struct edit_list {
	struct arena *arena;
	const struct acl *list;
	uint32_t lines; /* in LIST */
	bool numbered; /* they have numbers in the text */
	edit_lines gone, new, met;
};

/* Do two pieces take a packet in common? */
bool class_pieces_meet(const struct class_piece *a, const struct class_piece *b);
/* Does any of PIECES meet any of OTHERS? */
bool class_lists_meet(const class_pieces *pieces, const class_pieces *others);
/* What that changes in PLAN; NULL: no map of it has the place. */
struct edit *edit_place(const struct edit_list *edit, const struct plan *plan);

#endif
