/*
 * Which pieces may meet a piece: two meet when they agree in the bits that both look at. So for
 * each two shapes there is a hash by their common bits, and a piece is noted in those of its shape.
 * Of a range the bits of the block around it count: more may be said to meet than do, never less.
 */
#include "classify.h"

#include "grammar/row_index.h"

enum { SLOTS_MIN = 32 };

struct class_keys {
	struct arena *arena;
	VEC(struct class_packed) list;
	uint32_t *at; /* by hash: number + 1, or 0 */
	uint32_t n; /* a power of two */
};

struct slot {
	struct class_packed
		key; /* the masked fields; in the upper bits of SERVICES the table + 1 */
	struct class_met met;
};

struct class_meets {
	struct arena *arena;
	uint32_t n_shapes;
	uint32_t *table_of; /* [own * n_shapes + other]: + 1, that pieces of OTHER are noted in
			       for OWN; 0: these never meet */
	VEC(struct class_packed) tables; /* their masks */
	VEC(uint32_t) * of; /* [shape]: its tables */
	struct slot *slots;
	uint32_t n_slots, used; /* a power of two */
};

/* ---- numbers of what is different ---- */

struct class_keys *class_keys_new(struct arena *arena)
{
	struct class_keys *keys = arena_new_object(arena, struct class_keys);

	*keys = (struct class_keys){.arena = arena, .n = SLOTS_MIN};
	keys->at = arena_alloc(arena, keys->n * sizeof *keys->at);
	return keys;
}

/* Where the number of KEY is, or would be. */
static uint32_t *place_of(const struct class_keys *keys, struct class_packed key)
{
	uint64_t hash = row_mix(row_mix(0, key.addresses), key.services);

	for (uint32_t i = (uint32_t)(hash >> 32) & (keys->n - 1);; i = (i + 1) & (keys->n - 1)) {
		const struct class_packed *known;

		if (!keys->at[i])
			return &keys->at[i];
		known = &keys->list.at[keys->at[i] - 1];
		if (known->addresses == key.addresses && known->services == key.services)
			return &keys->at[i];
	}
}

uint32_t class_keys_number(struct class_keys *keys, struct class_packed key)
{
	uint32_t *place = place_of(keys, key), number;

	if (*place)
		return *place - 1;
	vec_push(keys->arena, &keys->list, key);
	*place = number = keys->list.len;
	if (2 * number > keys->n) {
		arena_release(keys->arena, keys->at, keys->n * sizeof *keys->at);
		keys->n *= 2;
		keys->at = arena_alloc(keys->arena, keys->n * sizeof *keys->at);
		for (uint32_t i = 0; i < number; i++)
			*place_of(keys, keys->list.at[i]) = i + 1;
	}
	return number - 1;
}

/* ---- what meets ---- */

static struct class_packed key_of(const struct class_meets *meets, const struct class_piece *piece,
				  uint32_t table)
{
	const struct class_packed mask = meets->tables.at[table];
	struct class_packed key = class_pack(piece->value);

	key.addresses &= mask.addresses;
	key.services &= mask.services;
	key.services |= (uint64_t)(table + 1) << CLASS_PACKED_BITS;
	return key;
}

static struct slot *slot_of(const struct class_meets *meets, const struct class_packed *key)
{
	uint64_t hash = row_mix(row_mix(0, key->addresses), key->services);
	uint32_t mask = meets->n_slots - 1, i = (uint32_t)(hash >> 32) & mask;

	while (meets->slots[i].key.services && (meets->slots[i].key.services != key->services ||
						meets->slots[i].key.addresses != key->addresses))
		i = (i + 1) & mask;
	return &meets->slots[i];
}

static void grow(struct class_meets *meets, uint32_t n_slots)
{
	struct slot *old = meets->slots;
	uint32_t n = meets->n_slots;

	meets->n_slots = n_slots;
	meets->slots = arena_alloc_spread(meets->arena, meets->n_slots * sizeof *meets->slots);
	for (uint32_t i = 0; i < n; i++)
		if (old[i].key.services)
			*slot_of(meets, &old[i].key) = old[i];
	arena_release(meets->arena, old, n * sizeof *old);
}

bool class_are_apart(const struct class_common *a, const struct class_common *b)
{
	const struct class_packed *x = &a->value, *y = &b->value;

	return (a->mask.addresses & b->mask.addresses & (x->addresses ^ y->addresses)) |
	       (a->mask.services & b->mask.services & (x->services ^ y->services));
}

/* The tables of each shape: one for all others that look at it by the same bits. */
static void make_tables(struct class_meets *meets, const struct class_shape *shapes, uint32_t n)
{
	struct class_keys *keys = class_keys_new(meets->arena);
	VEC(uint32_t) table_of = {0}; /* [mask]: + 1, if it is of this shape */

	for (uint32_t noted = 0; noted < n; noted++) {
		const uint32_t from = meets->tables.len;

		for (uint32_t other = 0; other < n; other++) {
			struct class_packed mask = class_pack(shapes[noted].mask);
			const struct class_packed also = class_pack(shapes[other].mask);
			uint32_t number;

			if (class_are_apart(&shapes[noted].common, &shapes[other].common))
				continue;
			mask.addresses &= also.addresses;
			mask.services &= also.services;
			number = class_keys_number(keys, mask);
			if (number == table_of.len)
				vec_push(meets->arena, &table_of, 0);
			if (table_of.at[number] <= from) {
				vec_push(meets->arena, &meets->of[noted], meets->tables.len);
				vec_push(meets->arena, &meets->tables, mask);
				table_of.at[number] = meets->tables.len;
			}
			meets->table_of[other * n + noted] = table_of.at[number];
		}
	}
}

struct class_meets *class_meets_new(struct arena *arena, const struct class_shape *shapes,
				    uint32_t n, uint32_t pieces)
{
	struct class_meets *meets = arena_new_object(arena, struct class_meets);
	uint32_t n_slots = SLOTS_MIN;
	uint64_t noted;

	*meets = (struct class_meets){.arena = arena, .n_shapes = n};
	meets->table_of = arena_alloc(arena, (size_t)n * n * sizeof *meets->table_of);
	meets->of = arena_alloc(arena, n * sizeof *meets->of);
	make_tables(meets, shapes, n);
	/* a piece is noted in each table of its shape, unless another is there already */
	noted = n ? (uint64_t)pieces * meets->tables.len / n : 0;
	noted = noted < 2 * (uint64_t)pieces ? noted : 2 * (uint64_t)pieces;
	while (n_slots < 2 * noted)
		n_slots *= 2;
	grow(meets, n_slots);
	return meets;
}

const struct class_met *class_meets_ask(const struct class_meets *meets,
					const struct class_piece *piece, uint32_t own,
					uint32_t other)
{
	uint32_t table = meets->table_of[own * meets->n_shapes + other];
	const struct slot *slot;
	struct class_packed key;

	if (!table)
		return NULL;
	key = key_of(meets, piece, table - 1);
	slot = slot_of(meets, &key);
	return slot->key.services ? &slot->met : NULL;
}

/* *HIGHEST is at least VALUE + 1. */
static void raise(uint16_t *highest, uint16_t value)
{
	if (*highest <= value)
		*highest = (uint16_t)(value + 1);
}

void class_meets_note(struct class_meets *meets, const struct class_piece *piece, uint32_t own,
		      struct class_spot spot)
{
	VEC_FOREACH (table, &meets->of[own]) {
		struct class_packed key = key_of(meets, piece, *table);
		struct slot *slot = slot_of(meets, &key);

		if (!slot->key.services) {
			slot->key = key;
			meets->used++;
		}
		raise(&slot->met.place[piece->verdict], spot.place);
		raise(&slot->met.turn[piece->verdict], spot.turn);
		if (slot->met.level <= spot.level)
			slot->met.level = spot.level + 1;
		if (2 * meets->used > meets->n_slots)
			grow(meets, 2 * meets->n_slots);
	}
}
