/* Open addressing with linear probing; a slot remembers its row's hash, so that growing never
 * touches the rows and a probe rarely does. */
#include "row_index.h"

#include <string.h>

enum { SCAN_ROWS = 32, FIRST_SLOTS = 128, SPARE_SLOTS = 4096 };

static const void *row_at(const struct rows *rows, uint32_t i)
{
	return (const char *)rows->at + (size_t)i * rows->key->size;
}

static void slot_fill(struct row_index *index, uint32_t slot, uint32_t row, uint32_t hash)
{
	index->used += index->slots[slot].row == 0;
	index->live++;
	index->slots[slot] = (struct row_slot){row + 1, hash};
}

static void slot_put(struct row_index *index, uint32_t row, uint32_t hash)
{
	uint32_t i = hash & (index->n_slots - 1);

	while (index->slots[i].row && index->slots[i].row != ROW_NONE)
		i = (i + 1) & (index->n_slots - 1);
	slot_fill(index, i, row, hash);
}

static void index_grow(struct row_index *index, struct arena *arena)
{
	struct row_slot *old = index->slots;
	uint32_t n_old = index->n_slots;

	if (!n_old)
		index->n_slots = FIRST_SLOTS;
	else if (index->live > n_old / 2)
		index->n_slots = 2 * n_old;
	index->slots = arena_alloc_spread(arena, index->n_slots * sizeof *index->slots);
	index->used = index->live = 0;
	index->place = ROW_NONE;
	for (uint32_t i = 0; i < n_old; i++)
		if (old[i].row && old[i].row != ROW_NONE)
			slot_put(index, old[i].row - 1, old[i].hash);
	arena_release(arena, old, n_old * sizeof *old);
}

static bool is_full(const struct row_index *index)
{
	return index->used >= index->n_slots / 4 * 3;
}

static void index_add_hashed(struct row_index *index, struct arena *arena, uint32_t i,
			     uint32_t hash)
{
	if (is_full(index))
		index_grow(index, arena);
	slot_put(index, i, hash);
}

static void index_add(struct row_index *index, const struct rows *rows, uint32_t i)
{
	const void *row = row_at(rows, i);

	if (!rows->key->gone(row))
		index_add_hashed(index, rows->arena, i, rows->key->hash(rows->owner, row));
}

static uint32_t row_scan(const struct rows *rows, const void *row)
{
	for (uint32_t i = 0; i < rows->len; i++)
		if (!rows->key->gone(row_at(rows, i)) &&
		    rows->key->equal(rows->owner, row_at(rows, i), row))
			return i;
	return ROW_NONE;
}

uint32_t row_find(struct row_index *index, const struct rows *rows, const void *row)
{
	uint32_t hash, i;

	if (!index->slots && rows->len <= SCAN_ROWS)
		return row_scan(rows, row);
	for (; index->indexed < rows->len; index->indexed++)
		index_add(index, rows, index->indexed);
	if (!index->slots)
		return ROW_NONE;
	hash = rows->key->hash(rows->owner, row);
	i = hash & (index->n_slots - 1);
	for (; index->slots[i].row; i = (i + 1) & (index->n_slots - 1)) {
		struct row_slot slot = index->slots[i];

		if (slot.row != ROW_NONE && slot.hash == hash &&
		    rows->key->equal(rows->owner, row_at(rows, slot.row - 1), row))
			return slot.row - 1;
	}
	index->missed = hash;
	index->place = i;
	return ROW_NONE;
}

void row_pushed(struct row_index *index, const struct rows *rows)
{
	if (!index->slots || index->indexed != rows->len - 1)
		return;
	if (is_full(index) || index->place == ROW_NONE || index->slots[index->place].row)
		index_add_hashed(index, rows->arena, index->indexed, index->missed);
	else
		slot_fill(index, index->place, index->indexed, index->missed);
	index->indexed++;
}

void row_forget(struct row_index *index, const struct rows *rows, uint32_t i)
{
	uint32_t slot;

	if (i >= index->indexed)
		return;
	slot = rows->key->hash(rows->owner, row_at(rows, i)) & (index->n_slots - 1);
	while (index->slots[slot].row && index->slots[slot].row != i + 1)
		slot = (slot + 1) & (index->n_slots - 1);
	if (index->slots[slot].row) {
		index->slots[slot].row = ROW_NONE;
		index->live--;
	}
}

void row_note(struct row_index *index, const struct rows *rows, uint32_t i)
{
	if (i < index->indexed)
		index_add(index, rows, i);
}

void row_drop(struct row_index *index, struct arena *arena)
{
	arena_release(arena, index->slots, index->n_slots * sizeof *index->slots);
	*index = (struct row_index){0};
}

void row_lay_by(struct row_index *index, struct row_index *spare, struct arena *arena)
{
	if (spare->slots || index->n_slots > SPARE_SLOTS) {
		row_drop(index, arena);
		return;
	}
	*spare = *index;
	*index = (struct row_index){0};
}

void row_take(struct row_index *index, struct row_index *spare, uint32_t len)
{
	if (index->slots || !spare->slots || len <= SCAN_ROWS)
		return;
	*index = (struct row_index){.slots = spare->slots, .n_slots = spare->n_slots};
	*spare = (struct row_index){0};
	memset(index->slots, 0, index->n_slots * sizeof *index->slots);
}

uint32_t row_compact(const struct row_key *key, void *at, uint32_t len)
{
	char *rows = at;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < len; i++) {
		if (key->gone(rows + i * key->size))
			continue;
		if (kept != i)
			memcpy(rows + kept * key->size, rows + i * key->size, key->size);
		kept++;
	}
	return kept;
}
