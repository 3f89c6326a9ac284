/* Sets of numbers, as ranges. See cells.h. */
#include "cells.h"

#include <stdlib.h>
#include <string.h>

uint32_t cell_most(enum cell_dimension dimension)
{
	static const uint32_t most[] = {
#define X(symbol, name, most) most,
		CELL_DIMENSIONS(X)
#undef X
	};

	return most[dimension];
}

static struct cell_set *new_set(struct arena *arena, size_t cap)
{
	return arena_alloc(arena, sizeof(struct cell_set) + cap * sizeof(struct cell_range));
}

const struct cell_set *cell_set_of(struct arena *arena, uint32_t low, uint32_t high)
{
	struct cell_set *set = new_set(arena, 1);

	set->len = 1;
	set->at[0] = (struct cell_range){low, high};
	return set;
}

static int by_low(const void *a, const void *b)
{
	const struct cell_range *x = a, *y = b;

	return x->low < y->low ? -1 : x->low > y->low;
}

const struct cell_set *cell_set_make(struct arena *arena, const struct cell_range *ranges,
				     size_t len)
{
	struct cell_set *set = new_set(arena, len);
	uint32_t n = 0;

	if (len)
		memcpy(set->at, ranges, len * sizeof *ranges);
	if (len > 1)
		qsort(set->at, len, sizeof *set->at, by_low);
	for (size_t i = 0; i < len; i++) {
		if (n && (set->at[n - 1].high == UINT32_MAX ||
			  set->at[i].low <= set->at[n - 1].high + 1)) {
			if (set->at[i].high > set->at[n - 1].high)
				set->at[n - 1].high = set->at[i].high;
		} else {
			set->at[n++] = set->at[i];
		}
	}
	set->len = n;
	return set;
}

const struct cell_set *cell_set_union(struct arena *arena, const struct cell_set *a,
				      const struct cell_set *b)
{
	struct cell_set *all;

	if (!a || !b)
		return NULL;
	all = new_set(arena, a->len + b->len);
	memcpy(all->at, a->at, a->len * sizeof *a->at);
	memcpy(all->at + a->len, b->at, b->len * sizeof *b->at);
	return cell_set_make(arena, all->at, a->len + b->len);
}

const struct cell_set *cell_set_both(struct arena *arena, const struct cell_set *a,
				     const struct cell_set *b)
{
	struct cell_set *both;

	if (!a || !b)
		return a ? a : b;
	both = new_set(arena, a->len + b->len);
	for (uint32_t i = 0, j = 0; i < a->len && j < b->len;) {
		uint32_t low = a->at[i].low > b->at[j].low ? a->at[i].low : b->at[j].low;
		uint32_t high = a->at[i].high < b->at[j].high ? a->at[i].high : b->at[j].high;

		if (low <= high)
			both->at[both->len++] = (struct cell_range){low, high};
		if (a->at[i].high < b->at[j].high)
			i++;
		else
			j++;
	}
	return both;
}

const struct cell_set *cell_set_without(struct arena *arena, const struct cell_set *a,
					const struct cell_set *b)
{
	struct cell_set *rest = new_set(arena, (size_t)b->len + 1);
	uint32_t low = 0;

	for (uint32_t i = 0; i < b->len; i++) {
		if (b->at[i].low > low)
			rest->at[rest->len++] = (struct cell_range){low, b->at[i].low - 1};
		low = b->at[i].high + 1;
		if (!low)
			return cell_set_both(arena, a, rest);
	}
	rest->at[rest->len++] = (struct cell_range){low, UINT32_MAX};
	return cell_set_both(arena, a, rest);
}

/* The first range that ends at VALUE or behind it; SET's length when there is none. */
static uint32_t range_at(const struct cell_set *set, uint32_t value)
{
	uint32_t low = 0, high = set->len;

	while (low < high) {
		uint32_t middle = (low + high) / 2;

		if (set->at[middle].high < value)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool cell_set_has(const struct cell_set *set, uint32_t value)
{
	uint32_t i;

	if (!set)
		return true;
	i = range_at(set, value);
	return i < set->len && set->at[i].low <= value;
}

bool cell_set_meets(const struct cell_set *a, const struct cell_set *b)
{
	if (!a || !b)
		return (!a || a->len) && (!b || b->len);
	for (uint32_t i = 0; i < a->len; i++) {
		uint32_t j = range_at(b, a->at[i].low);

		if (j < b->len && b->at[j].low <= a->at[i].high)
			return true;
	}
	return false;
}

bool cell_set_within(const struct cell_set *a, const struct cell_set *b)
{
	if (!b)
		return true;
	if (!a)
		return b->len == 1 && !b->at[0].low && b->at[0].high == UINT32_MAX;
	for (uint32_t i = 0; i < a->len; i++) {
		uint32_t j = range_at(b, a->at[i].low);

		if (j == b->len || b->at[j].low > a->at[i].low || b->at[j].high < a->at[i].high)
			return false;
	}
	return true;
}
