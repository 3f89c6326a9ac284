/*
 * Packets, what a list of pieces says of them, and what its steps say in the kernel: for the tests
 * of the classifier. What the kernel refuses of a set of ranges is refused here as well.
 */
#ifndef TESTS_CLASSIFY_ASK_H
#define TESTS_CLASSIFY_ASK_H

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/classify.h"
#include "tests/unit/chance.h"

enum { PACKETS = 400, NO_LINE = -1, PART = 256 };

/* ---- packets ---- */

struct packet {
	uint32_t field[CLASS_FIELDS];
	bool ports; /* else they cannot be read: nothing that asks for them holds */
};

static struct packet some_packet(const class_pieces *list)
{
	const struct class_piece *near = &list->at[some(list->len)];
	struct packet packet = {.ports = some(10) != 0};

	for (int f = 0; f < CLASS_FIELDS; f++) {
		uint32_t wild = ~near->mask[f] & class_field_max((enum class_field)f);

		packet.field[f] = some(3) ? near->value[f] : near->value[f] | (some(256) & wild);
		if (some(8) == 0)
			packet.field[f] = class_last(near, (enum class_field)f);
	}
	if (some(3) == 0)
		packet.field[some(2)] = (10u << 24) + some(3) * 65536 + some(2) * 256 + some(8);
	if (some(3) == 0)
		packet.field[CLASS_DPORT] = some(64);
	if (!near->mask[CLASS_PROTO])
		packet.field[CLASS_PROTO] = some(2) ? 6 : 1;
	packet.ports &= packet.field[CLASS_PROTO] == 6 || packet.field[CLASS_PROTO] == 17;
	return packet;
}

static bool asks_for_ports(const struct class_piece *piece)
{
	uint8_t ports = 1u << CLASS_SPORT | 1u << CLASS_DPORT;

	return piece->ranged & ports || piece->mask[CLASS_SPORT] || piece->mask[CLASS_DPORT];
}

static bool takes(const struct class_piece *piece, const struct packet *packet)
{
	if (!packet->ports && asks_for_ports(piece))
		return false;
	for (int f = 0; f < CLASS_FIELDS; f++) {
		uint32_t value = packet->field[f];

		if (piece->ranged & (1u << f)
			    ? value < piece->value[f] ||
				      value > class_last(piece, (enum class_field)f)
			    : (value & piece->mask[f]) != piece->value[f])
			return false;
	}
	return true;
}

static const struct class_piece *first_taker(const class_pieces *list, const struct packet *packet)
{
	VEC_FOREACH (piece, list)
		if (takes(piece, packet))
			return piece;
	return NULL;
}

/* ---- what the kernel would do ---- */

static bool reads(const struct class_step *step, const struct packet *packet)
{
	return packet->ports || !(step->fields & (1u << CLASS_SPORT | 1u << CLASS_DPORT));
}

static bool range_has(const struct class_range *range, const uint32_t *field)
{
	for (int f = 0; f < CLASS_FIELDS; f++)
		if (field[f] < range->first[f] || field[f] > range->last[f])
			return false;
	return true;
}

static int by_level(const void *a, const void *b)
{
	const struct class_range *x = a, *y = b;
	int order = (x->level > y->level) - (x->level < y->level);

	return order ? order : memcmp(x->first, y->first, sizeof x->first);
}

/* It takes ranges in the order of their levels, and none whose corner is taken. */
static void load(const struct class_step *step)
{
	if (step->ranges.len)
		qsort(step->ranges.at, step->ranges.len, sizeof *step->ranges.at, by_level);
	for (uint32_t i = 0; i < step->ranges.len; i++)
		for (uint32_t j = 0; j < i; j++) {
			cr_assert_not(range_has(&step->ranges.at[j], step->ranges.at[i].first));
			cr_assert_not(range_has(&step->ranges.at[j], step->ranges.at[i].last));
		}
}

/* As Linux 6.18 does with AVX2: the first one of the last part that has any. */
static int line_of_ranges(const struct class_step *step, const struct packet *packet)
{
	int line = NO_LINE, part = -1;

	for (uint32_t i = 0; i < step->ranges.len; i++) {
		const struct class_range *range = &step->ranges.at[i];

		if ((int)(i / PART) == part || !range_has(range, packet->field))
			continue;
		line = (int)range->line;
		part = (int)(i / PART);
	}
	return line;
}

static int line_of(const struct classified *classified, const class_pieces *list,
		   const struct packet *packet);

/* The list of the branch that PACKET takes; NULL: none. */
static const struct classified *branch_of(const struct class_step *step,
					  const struct packet *packet)
{
	int f = step->fields == 1u << CLASS_SRC ? CLASS_SRC : CLASS_DST;

	VEC_FOREACH (branch, &step->branches)
		if (branch->value == (packet->field[f] & step->mask[f]))
			return branch->list;
	return NULL;
}

static bool has_values(const struct class_step *step, const struct class_hashed *hashed,
		       const struct packet *packet)
{
	for (int f = 0; f < CLASS_FIELDS; f++)
		if ((packet->field[f] & step->mask[f]) != hashed->value[f])
			return false;
	return true;
}

static int line_of_step(const struct class_step *step, const class_pieces *list,
			const struct packet *packet)
{
	if (step->kind == CLASS_RULES) {
		VEC_FOREACH (line, &step->lines)
			VEC_FOREACH (piece, list)
				if (piece->line == *line && takes(piece, packet))
					return (int)*line;
		return NO_LINE;
	}
	if (!reads(step, packet))
		return NO_LINE;
	VEC_FOREACH (hashed, &step->pieces)
		if (has_values(step, hashed, packet))
			return (int)hashed->line;
	return line_of_ranges(step, packet);
}

static int line_of(const struct classified *classified, const class_pieces *list,
		   const struct packet *packet)
{
	VEC_FOREACH (step, &classified->steps) {
		const struct classified *branch = branch_of(step, packet);
		int line =
			branch ? line_of(branch, list, packet) : line_of_step(step, list, packet);

		if (branch || line != NO_LINE)
			return line;
	}
	return NO_LINE;
}

static uint8_t verdict_of(const class_pieces *list, int line)
{
	VEC_FOREACH (piece, list)
		if ((int)piece->line == line)
			return piece->verdict;
	return UINT8_MAX;
}

static void compare(const struct classified *classified, const class_pieces *list, int number)
{
	for (int i = 0; i < PACKETS; i++) {
		struct packet packet = some_packet(list);
		const struct class_piece *wanted = first_taker(list, &packet);
		int line = line_of(classified, list, &packet);

		cr_assert_eq(line == NO_LINE, !wanted, "list %d: line %d", number, line);
		if (!wanted)
			continue;
		if (classified->moved && wanted->verdict != CLASS_APART)
			cr_assert_eq(verdict_of(list, line), wanted->verdict,
				     "list %d: line %d, not %u", number, line, wanted->line);
		else
			cr_assert_eq(line, (int)wanted->line, "list %d: line %d, not %u", number,
				     line, wanted->line);
	}
}

/* Hashes ask for all bits of a port, or do not ask. */
static void look_at_masks(const struct class_step *step)
{
	for (int f = CLASS_SPORT; f < CLASS_FIELDS; f++)
		cr_assert(!step->mask[f] || step->mask[f] == class_field_max((enum class_field)f),
			  "mask %x of field %d", step->mask[f], f);
}

/* The kernel's order among ranges hangs on the protocol being the last field. */
static void look_at_order(const struct class_step *step)
{
	unsigned seen = 0;

	for (int f = 0; f < CLASS_FIELDS; f++)
		seen |= 1u << class_step_field(step, f);
	cr_assert_eq(seen, (1u << CLASS_FIELDS) - 1);
	cr_assert_eq(class_step_field(step, CLASS_FIELDS - 1), CLASS_PROTO);
}

static void look_at(const struct classified *classified, unsigned *kinds)
{
	VEC_FOREACH (step, &classified->steps) {
		kinds[step->kind]++;
		load(step);
		look_at_order(step);
		look_at_masks(step);
		VEC_FOREACH (branch, &step->branches)
			look_at(branch->list, kinds);
	}
}

#endif
