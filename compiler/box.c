/* What boxes have in common, what one has and the other has not, and whether many hold one. */
#include "box.h"

#include <string.h>

enum { PIECES_MAX = 1024 }; /* of one question */

static const uint16_t number_max[BOX_NUMBERS] = {
	[BOX_PROTO] = BOX_PROTO_MAX,
	[BOX_SPORT] = BOX_PORT_MAX,
	[BOX_DPORT] = BOX_PORT_MAX,
	[BOX_TTL] = BOX_TTL_MAX,
};

struct box box_all(unsigned bits)
{
	struct box box = {0};

	box.field[BOX_SRC].wild = ~(box_bits)0 >> (128 - bits);
	box.field[BOX_DST].wild = box.field[BOX_SRC].wild;
	box.field[BOX_FLAGS].wild = 0x3f;
	box.field[BOX_TOS].wild = 0xff;
	for (int i = 0; i < BOX_NUMBERS; i++)
		box.number[i].last = number_max[i];
	return box;
}

bool box_meet(const struct box *a, const struct box *b, struct box *both)
{
	struct box meet;

	for (int i = 0; i < BOX_FIELDS; i++) {
		const struct box_mask *x = &a->field[i], *y = &b->field[i];

		if ((x->value ^ y->value) & ~x->wild & ~y->wild)
			return false;
		meet.field[i] = (struct box_mask){x->value | y->value, x->wild & y->wild};
	}
	for (int i = 0; i < BOX_NUMBERS; i++) {
		const struct box_range *x = &a->number[i], *y = &b->number[i];

		meet.number[i].first = x->first > y->first ? x->first : y->first;
		meet.number[i].last = x->last < y->last ? x->last : y->last;
		if (meet.number[i].first > meet.number[i].last)
			return false;
	}
	if (both)
		*both = meet;
	return true;
}

bool box_holds(const struct box *outer, const struct box *inner)
{
	for (int i = 0; i < BOX_FIELDS; i++) {
		const struct box_mask *x = &outer->field[i], *y = &inner->field[i];

		if ((y->wild & ~x->wild) || ((x->value ^ y->value) & ~x->wild))
			return false;
	}
	for (int i = 0; i < BOX_NUMBERS; i++)
		if (inner->number[i].first < outer->number[i].first ||
		    inner->number[i].last > outer->number[i].last)
			return false;
	return true;
}

bool box_has(const struct box *box, const struct box_point *point)
{
	for (int i = 0; i < BOX_FIELDS; i++)
		if ((box->field[i].value ^ point->field[i]) & ~box->field[i].wild)
			return false;
	for (int i = 0; i < BOX_NUMBERS; i++)
		if (point->number[i] < box->number[i].first ||
		    point->number[i] > box->number[i].last)
			return false;
	return true;
}

/* xorshift: any order will do, but it must be the same every time. */
static uint64_t next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

struct box_point box_some(const struct box *box, uint64_t *seed)
{
	struct box_point point;

	for (int i = 0; i < BOX_FIELDS; i++) {
		box_bits random = (box_bits)next_random(seed) << 64;

		random |= next_random(seed);
		point.field[i] = box->field[i].value | (random & box->field[i].wild);
	}
	for (int i = 0; i < BOX_NUMBERS; i++) {
		uint32_t width = 1u + box->number[i].last - box->number[i].first;

		point.number[i] =
			(uint16_t)(box->number[i].first + (next_random(seed) >> 32) % width);
	}
	return point;
}

static unsigned bits_set(box_bits bits)
{
	return (unsigned)(__builtin_popcountll((unsigned long long)bits) +
			  __builtin_popcountll((unsigned long long)(bits >> 64)));
}

unsigned box_size(const struct box *box)
{
	unsigned size = 0;

	for (int i = 0; i < BOX_FIELDS; i++)
		size += bits_set(box->field[i].wild);
	for (int i = 0; i < BOX_NUMBERS; i++)
		size += 32u -
			(unsigned)__builtin_clz(1u + box->number[i].last - box->number[i].first);
	return size;
}

/* The highest bit of BITS, which has one. */
static box_bits highest_bit(box_bits bits)
{
	uint64_t high = (uint64_t)(bits >> 64), low = (uint64_t)bits;

	if (high)
		return (box_bits)1 << (127 - __builtin_clzll(high));
	return (box_bits)1 << (63 - __builtin_clzll(low));
}

/* Cut off A, one bit after the other, what differs from B there; the rest of A agrees with it. */
static void cut_field(struct arena *arena, struct box *a, const struct box *b, int i, boxes *rest)
{
	struct box_mask *mine = &a->field[i];
	box_bits open;

	while ((open = mine->wild & ~b->field[i].wild)) {
		box_bits bit = highest_bit(open);
		struct box *off = vec_add(arena, rest);

		mine->wild &= ~bit;
		*off = *a;
		off->field[i].value |= ~b->field[i].value & bit;
		mine->value |= b->field[i].value & bit;
	}
}

static void cut_number(struct arena *arena, struct box *a, const struct box *b, int i, boxes *rest)
{
	struct box_range *mine = &a->number[i];
	const struct box_range *other = &b->number[i];

	if (mine->first < other->first) {
		struct box *off = vec_add(arena, rest);

		*off = *a;
		off->number[i].last = (uint16_t)(other->first - 1);
		mine->first = other->first;
	}
	if (mine->last > other->last) {
		struct box *off = vec_add(arena, rest);

		*off = *a;
		off->number[i].first = (uint16_t)(other->last + 1);
		mine->last = other->last;
	}
}

void box_without(struct arena *arena, const struct box *a, const struct box *b, boxes *rest)
{
	struct box left = *a; /* A may stand in REST, which moves */
	const struct box other = *b;

	for (int i = 0; i < BOX_NUMBERS; i++)
		cut_number(arena, &left, &other, i, rest);
	for (int i = 0; i < BOX_FIELDS; i++)
		cut_field(arena, &left, &other, i, rest);
}

bool box_covered(struct box_cover *cover)
{
	bool covered = true;

	for (uint32_t i = 0; i < cover->rest.len && covered; i++) {
		const struct box piece = cover->rest.at[i];
		const struct box_point point = box_some(&piece, &cover->seed);

		covered = i < PIECES_MAX && *cover->budget && cover->take(cover, &piece, &point);
		*cover->budget -= *cover->budget > 0;
	}
	cover->rest.len = 0;
	return covered;
}
