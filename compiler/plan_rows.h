/* Elements by the million, as numbers: struct rows_object. */
#ifndef COMPILER_PLAN_ROWS_H
#define COMPILER_PLAN_ROWS_H

#include "change_ranges.h"
#include "plan.h"

/* How many numbers of a row of ROWS stand before its key, how many before its data, and how many
 * it has. */
static inline uint32_t rows_lead(const struct rows_object *rows)
{
	return rows->ranges ? 2 : 1;
}

static inline uint32_t rows_data(const struct rows_object *rows)
{
	return rows->ranges ? 2 + 2u * rows->keys : 1u + rows->keys;
}

static inline uint32_t rows_width(const struct rows_object *rows)
{
	return rows_data(rows) + rows->datas;
}

static inline const uint32_t *rows_at(const struct rows_object *rows, uint32_t i)
{
	return rows->at + (size_t)i * rows_width(rows);
}

static inline const struct row_line *rows_line(const struct rows_object *rows, uint32_t i)
{
	return &rows->lines[*rows_at(rows, i)];
}

/* Of a map of verdicts. */
static inline const struct row_fate *rows_fate(const struct rows_object *rows, uint32_t i)
{
	return &rows->fates[rows_line(rows, i)->fate];
}

/* FIRST to LAST as one part of a key, of what is no name. */
struct nft_value nft_value_between(enum nft_type type, uint32_t first, uint32_t last);

/* Row I as the element that it is, with room for NFT_VALUES_MAX at VALUES, or in ARENA. */
void rows_element(const struct rows_object *rows, uint32_t i, struct object *element,
		  struct nft_value *values);
void rows_element_new(struct arena *arena, const struct rows_object *rows, uint32_t i,
		      struct object *element);
/* Put the rows at AT, which are those of ROWS, into order; of one key the earlier line stays. */
void rows_sort(struct rows_object *rows, uint32_t *at);
/* Is there the same element in both, whatever lines they come from? */
bool rows_same(const struct rows_object *a, const struct rows_object *b);
/* Do rows of A and of B have keys and data of one kind? Then: the order of two of them, and whether
 * both lead to the same. */
bool rows_alike(const struct rows_object *a, const struct rows_object *b);
int rows_compare(const struct rows_object *a, uint32_t i, const struct rows_object *b, uint32_t j);
bool row_leads_alike(const struct rows_object *a, uint32_t i, const struct rows_object *b,
		     uint32_t j);
/* TARGET with an element for each row. */
const struct target *target_spread(struct arena *arena, const struct target *target);
/* The same of those sets only that have elements in OTHER, unless it is NULL. */
const struct target *target_spread_as(struct arena *arena, const struct target *target,
				      const struct target *other);

/* change_rows.c: what becomes of the rows of OLD, or NULL, when they are to be those of NEW, or
 * NULL: steps of CHANGE, or what is to be settled with all RANGES. */
void rows_change(struct arena *arena, struct changed_ranges *ranges, struct change *change,
		 const struct object *old, const struct object *new);

/* The items of a plan, rows as an element each. */
struct items_walk {
	const struct plan *plan;
	uint32_t item, row;
	struct item spread;
	struct nft_value values[NFT_VALUES_MAX]; /* of SPREAD */
};

/* The next one, valid until the one after it; NULL at the end. */
const struct item *items_next(struct items_walk *walk);
/* How many that makes. */
uint32_t items_count(const struct plan *plan);

#endif
