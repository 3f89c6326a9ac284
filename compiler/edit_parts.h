/* What a list was compiled to, as an edit sees it: for edit_parts.c and edit_place.c. */
#ifndef COMPILER_EDIT_PARTS_H
#define COMPILER_EDIT_PARTS_H

#include <uthash.h>

#include "edit_place.h"
#include "edit_rows.h"

/* A map of the list. */
struct edit_map {
	UT_hash_handle hh; /* by name */
	struct edit_rows part; /* those of lines that go, and that come */
	VEC(uint32_t) met; /* lines that are met and have rows, by number, each once or more */
};

/* A chain of the list: it has rules of its lines, asks its maps, or leads to chains that do. */
struct edit_chain {
	UT_hash_handle hh; /* by name */
	uint32_t item; /* of the plan */
	const struct chain_object *was; /* there, with a rule for each line */
	struct chain_object now;
	bool changed; /* NOW has rules of its own */
	const char *from; /* the map that leads to it, or NULL */
};

/* A map that leads to chains of the list. */
struct edit_branches {
	UT_hash_handle hh; /* by name */
};

struct edit_parts {
	const struct edit_list *edit;
	struct arena *arena;
	const struct plan *plan;
	VEC(uint32_t) items; /* of the plan: rows, chains, and elements that lead to chains */
	struct edit_map *maps;
	struct edit_chain *chains;
	struct edit_branches *branches;
	const struct row_line *lines; /* of the rows of all maps; NULL: there are none */
};

/* The parts of the list of EDIT in PLAN, with the rules of lines that go taken out of chains. False
 * when it is not understood. Call edit_parts_free() in any case. */
bool edit_parts_find(struct edit_parts *parts, const struct edit_list *edit,
		     const struct plan *plan);
void edit_parts_free(struct edit_parts *parts);
/* The map of the list that RULE asks; NULL: none. */
struct edit_map *edit_map_of(const struct edit_parts *parts, const struct nft_rule *rule);
struct edit_chain *edit_chain_named(const struct edit_parts *parts, const char *name);
bool edit_leads_to_branches(const struct edit_parts *parts, const struct nft_rule *rule);
/* The list whose line LINE is. */
bool edit_is_line(const struct edit_parts *parts, const struct counted_line *line);
/* Rules of CHAIN are about to change. */
void edit_chain_change(const struct edit_parts *parts, struct edit_chain *chain);

#endif
