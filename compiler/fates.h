/*
 * Which packets another configuration treats otherwise: the fates that the reference evaluator
 * knows, cell by cell, where the two differ at all. See cells.h and meaning.h.
 */
#ifndef COMPILER_FATES_H
#define COMPILER_FATES_H

#include "cells.h"
#include "meaning.h"
#include "trace.h"

/* Packets that have the same old fate and the same new one, by the same statements. */
struct fate_change {
	UT_hash_handle hh; /* by key */
	const char *key;
	const char *kind; /* the same, told less exactly */
	const char *state; /* "track 100 down", or NULL: as assumed */
	uint32_t n_state; /* its number */
	struct trace old, new; /* of one of them */
	const char *in; /* where that comes in; NULL: the router itself sends it */
	int likely; /* how well it does for an example */
	bool on_reply; /* only what answers it fares otherwise */
	uint64_t cells;
	const struct cell_set *region[CELL_DIMENSION_COUNT]; /* that they are from */
	VEC(const char *) from; /* by which interfaces; NULL: the router itself */
	const char *where; /* that region in words */
};

/* How much was looked at. */
struct fate_count {
	uint64_t looked; /* cells */
	double all; /* of so many */
	uint32_t states;
	bool partial; /* not all of them */
};

struct fate_changes {
	VEC(struct fate_change *) list;
	struct fate_count now, failed; /* as it stands; with something down */
	bool rough; /* a wildcard was too scattered to be exact */
};

/* OLD and NEW: states of both, settled, alike where they have the same links and tracks. */
struct fate_changes *fates_compare(struct arena *arena, const struct meaning_differences *all,
				   const struct world *old, const struct world *new);

/* fates_where.c. The boxes outside of which nothing is said differently. */
typedef VEC(struct cell_box) fate_regions;
void fates_where(const struct cells *cells, const struct meaning_differences *all,
		 fate_regions *regions);

/* fates_text.c. "tcp from 10.0.0.0/24 to any port 25 in by GigabitEthernet0/0" */
const char *fates_region(struct arena *arena, const struct cells *cells,
			 const struct fate_change *change);

#endif
