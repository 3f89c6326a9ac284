/*
 * A hash index kept beside a growing array of packed rows (vec.h): which row equals this one? It is
 * built on first use, and only for arrays that are too long to look through; it catches up with
 * rows pushed since by itself, so that a plain append costs nothing. One array may have several
 * indexes, each with its own idea of equality.
 *
 * A row that is removed while its array is indexed keeps its place, marked as gone, until
 * router_settle(): numbers of rows stay good meanwhile.
 */
#ifndef GRAMMAR_ROW_INDEX_H
#define GRAMMAR_ROW_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

enum { ROW_NONE = UINT32_MAX };

struct row_slot {
	uint32_t row; /* number + 1; 0: never used; ROW_NONE: forgotten */
	uint32_t hash;
};

struct row_index {
	struct row_slot *slots;
	uint32_t n_slots; /* a power of two */
	uint32_t used, live; /* slots that were ever used, and that hold a row */
	uint32_t indexed; /* rows before this one are in the slots */
	/* of the row that was looked for last, and not found: its hash, and the slot that it would
	 * have had; ROW_NONE when that is not known any more */
	uint32_t missed, place;
};

/* What a row is to an index. OWNER is what the rows need to be understood, or NULL. */
struct row_key {
	size_t size; /* of a row */
	uint32_t (*hash)(const void *owner, const void *row);
	bool (*equal)(const void *owner, const void *a, const void *b);
	bool (*gone)(const void *row);
};

struct rows {
	struct arena *arena;
	const struct row_key *key;
	const void *owner;
	const void *at;
	uint32_t len;
};

/* The number of the row that equals ROW, or ROW_NONE. */
uint32_t row_find(struct row_index *index, const struct rows *rows, const void *row);

/* The row that row_find() did not find is the last of ROWS now, of which only the length is looked
 * at. The index would find out by itself when it is asked again, but compute the hash once more. */
void row_pushed(struct row_index *index, const struct rows *rows);

/* Row I is about to be marked as gone, or to change what the index knows it by. */
void row_forget(struct row_index *index, const struct rows *rows, uint32_t i);

/* Row I has changed after row_forget(). */
void row_note(struct row_index *index, const struct rows *rows, uint32_t i);

/* INDEX starts afresh; what it held is given back. */
void row_drop(struct row_index *index, struct arena *arena);

/* The same, but SPARE keeps the slots, if it has none and they are not so many that clearing them
 * is felt, until row_take(). So one short array after the other does not grow its own. */
void row_lay_by(struct row_index *index, struct row_index *spare, struct arena *arena);

/* INDEX of LEN rows, which has no slots yet but will have some now, gets those of SPARE. */
void row_take(struct row_index *index, struct row_index *spare, uint32_t len);

/* Take out the rows that are gone, keeping the order; yields the new length. Their index is no good
 * any more. */
uint32_t row_compact(const struct row_key *key, void *at, uint32_t len);

/* Mix VALUE into HASH; begin with 0. */
static inline uint64_t row_mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
	return hash ^ hash >> 29;
}

#endif
