/*
 * The classifier against the list itself: for lists made to be nasty, whatever packet comes, the
 * steps say what the first line that takes it says.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/classify.h"
#include "tests/unit/classify_ask.h"

enum { LISTS = 400, LINES_MAX = 120, LONG = 600 };

/* ---- lists ---- */

static void set_masked(struct class_piece *piece, int f, uint32_t value, uint32_t mask)
{
	uint32_t max = class_field_max((enum class_field)f);

	piece->mask[f] = mask & max;
	piece->value[f] = value & mask & max;
}

/* Few addresses, so that much meets: 10.0.0.0 and its neighbours, of any length. */
static void some_address(struct class_piece *piece, int f, bool holes)
{
	static const uint32_t lengths[] = {0, 0, 8, 16, 22, 24, 28, 30, 31, 32, 32};
	uint32_t len = lengths[some(sizeof lengths / sizeof *lengths)];
	uint32_t value = (10u << 24) + some(3) * 65536 + some(2) * 256 + some(8);

	if (holes && some(6) == 0)
		set_masked(piece, f, value, some(2) ? 0xffff00ff : 0xff0000fe);
	else
		set_masked(piece, f, some(20) ? value : 0, len ? ~0u << (32 - len) : 0);
}

static void some_ports(struct class_piece *piece, int f)
{
	uint32_t first = some(4) ? some(24) : some(65536), last = first + some(3) * some(40);

	switch (some(6)) {
	case 0:
	case 1:
		return;
	case 2:
		set_masked(piece, f, some(4) ? first : 65535, 65535);
		return;
	case 3:
		last = 65535;
		break;
	case 4:
		last = first;
		first = 0;
		break;
	default:
		break;
	}
	class_set_ports(piece, (enum class_field)f, first, last > 65535 ? 65535 : last);
}

/* One of few kinds, as written by those who have a system. */
static struct class_piece regular_piece(uint32_t line, uint32_t kinds)
{
	struct class_piece piece = {.line = line, .verdict = some(2) ? CLASS_PERMIT : CLASS_DENY};
	uint32_t kind = some(kinds), value = (10u << 24) + some(40) * 256 + some(4);

	for (int f = 0; f < CLASS_FIELDS; f++)
		set_masked(&piece, f, 0, 0);
	set_masked(&piece, CLASS_SRC, value, kind == 2 ? 0xffff0000 : kind == 3 ? 0 : 0xffffff00);
	if (kind != 1)
		set_masked(&piece, CLASS_DST, (10u << 24) + some(60), UINT32_MAX);
	if (kind == 4)
		return piece;
	set_masked(&piece, CLASS_PROTO, some(4) ? 6 : 17, 255);
	value = some(20);
	class_set_ports(&piece, CLASS_DPORT, value, kind == 5 ? value | 3 : value);
	return piece;
}

static struct class_piece some_piece(uint32_t line, bool holes, bool rules)
{
	struct class_piece piece = {.line = line, .verdict = some(2) ? CLASS_PERMIT : CLASS_DENY};
	uint32_t proto = some(3);

	for (int f = 0; f < CLASS_FIELDS; f++)
		set_masked(&piece, f, 0, 0);
	some_address(&piece, CLASS_SRC, holes);
	some_address(&piece, CLASS_DST, holes);
	if (proto)
		set_masked(&piece, CLASS_PROTO, proto == 1 ? 6 : 17, 255);
	if (proto)
		some_ports(&piece, CLASS_DPORT);
	if (proto && some(4) == 0)
		some_ports(&piece, CLASS_SPORT);
	piece.rule = rules && some(8) == 0;
	if (piece.rule && some(2))
		piece.verdict = CLASS_APART;
	return piece;
}

/* A line of several ports. */
static void push_other_port(struct arena *arena, class_pieces *list, struct class_piece piece)
{
	if (piece.rule)
		return;
	set_masked(&piece, CLASS_PROTO, 6, 255);
	set_masked(&piece, CLASS_DPORT, some(30), 65535);
	piece.ranged &= (uint8_t) ~(1u << CLASS_DPORT);
	vec_push(arena, list, piece);
}

static void some_list(struct arena *arena, class_pieces *list)
{
	uint32_t n = 3 + some(some(12) ? LINES_MAX : LONG), kinds = some(8), regular = 1 + some(6);

	for (uint32_t line = 0; line < n; line++) {
		struct class_piece piece = kinds & 4 && some(40)
						   ? regular_piece(line, regular)
						   : some_piece(line, kinds & 1, kinds & 2);

		vec_push(arena, list, piece);
		if (some(5) == 0)
			push_other_port(arena, list, piece);
	}
}

/* Each has a destination, ports and a protocol of its own; all have one source, or any. */
Test(classify, asks_first_for_what_leaves_fewest)
{
	struct class_step step = {.kind = CLASS_RANGES};
	struct class_range ranges[100] = {0};

	for (uint32_t i = 0; i < 100; i++) {
		struct class_range *range = &ranges[i];

		range->last[CLASS_SRC] = i % 2 ? UINT32_MAX : 0;
		range->first[CLASS_DST] = range->last[CLASS_DST] = i;
		range->last[CLASS_SPORT] = 65535;
		range->first[CLASS_DPORT] = i;
		range->last[CLASS_DPORT] = i + 9;
		range->first[CLASS_PROTO] = range->last[CLASS_PROTO] = i;
	}
	step.ranges.at = ranges;
	step.ranges.len = 100;
	class_order_fields(&step);
	cr_assert_eq(class_step_field(&step, 0), CLASS_DST);
	cr_assert_eq(class_step_field(&step, 1), CLASS_DPORT);
	cr_assert_eq(class_step_field(&step, 2), CLASS_SRC);
	cr_assert_eq(class_step_field(&step, 3), CLASS_SPORT);
	cr_assert_eq(class_step_field(&step, 4), CLASS_PROTO);
}

Test(classify, says_what_the_list_says)
{
	unsigned kinds[4] = {0}, doubled = 0;

	for (int i = 0; i < LISTS; i++) {
		struct arena *arena = arena_new();
		class_pieces list = {0};
		const struct classified *classified;

		seed = (uint64_t)i;
		some_list(arena, &list);
		classified = classify(arena, &list, i % 5 == 0);
		look_at(classified, kinds);
		doubled += classified->steps.len > 3;
		compare(classified, &list, i);
		arena_free(arena);
	}
	for (int k = 0; k < 4; k++)
		cr_assert_gt(kinds[k], LISTS / 20, "steps of kind %d: %u %u %u %u", k, kinds[0],
			     kinds[1], kinds[2], kinds[3]);
	cr_assert_gt(doubled, 0);
}

/* ---- lists of two sides ---- */

/* Most lines are alike and for both sides; of the others few meet those. */
static void sides_list(struct arena *arena, class_pieces *list)
{
	uint32_t n = 30 + some(LONG / 2), kinds = 1 + some(2), near = some(4) ? 0 : 1 + some(20);

	for (uint32_t line = 0; line < n; line++) {
		bool both = some(4);
		struct class_piece piece =
			both ? regular_piece(line, kinds) : some_piece(line, false, some(4) == 0);

		if (!both && (!near || some(near)))
			set_masked(&piece, CLASS_SRC, 172u << 24 | some(8), 0xff000007);
		piece.sides = both ? CLASS_BOTH_SIDES : (uint8_t)(1 + some(CLASS_BOTH_SIDES));
		vec_push(arena, list, piece);
		if (some(5) == 0)
			push_other_port(arena, list, piece);
	}
}

static class_pieces side_of(struct arena *arena, const class_pieces *list, int side)
{
	class_pieces own = {0};

	VEC_FOREACH (piece, list)
		if (piece->sides >> side & 1)
			vec_push(arena, &own, *piece);
	return own;
}

/* Steps of both are hashes, the same ones and in the same order. */
static void look_at_shared(struct classified *const lists[CLASS_SIDES])
{
	cr_assert_eq(lists[0]->shared, lists[1]->shared);
	for (uint32_t i = 0; i < lists[0]->shared; i++) {
		const struct class_step *a = &lists[0]->steps.at[i], *b = &lists[1]->steps.at[i];

		cr_assert_eq(a->kind, CLASS_MASKED);
		cr_assert_arr_eq(a->mask, b->mask, sizeof a->mask);
		cr_assert_eq(a->pieces.len, b->pieces.len);
		cr_assert_arr_eq(a->pieces.at, b->pieces.at, a->pieces.len * sizeof *a->pieces.at);
	}
}

Test(classify, says_what_each_side_says)
{
	unsigned kinds[4] = {0}, shared = 0, alone = 0;

	for (int i = 0; i < LISTS; i++) {
		struct arena *arena = arena_new();
		struct classified *lists[CLASS_SIDES];
		class_pieces list = {0};

		seed = (uint64_t)i;
		sides_list(arena, &list);
		classify_sides(arena, &list, lists);
		look_at_shared(lists);
		for (int side = 0; side < CLASS_SIDES; side++) {
			class_pieces own = side_of(arena, &list, side);

			look_at(lists[side], kinds);
			compare(lists[side], &own, i);
		}
		shared += lists[0]->shared > 0;
		alone += !lists[0]->shared && list.len > LINES_MAX;
		arena_free(arena);
	}
	cr_assert_gt(shared, LISTS / 3, "%u of %d share", shared, LISTS);
	cr_assert_gt(alone, LISTS / 20, "%u large ones share nothing", alone);
}

/* Blocks of eight lines to 10.N.0.0/16 each, so many kinds of lines that maps of them are dear;
 * and one from anywhere to anywhere. */
static void blocks_list(struct arena *arena, class_pieces *list, uint32_t blocks)
{
	for (uint32_t i = 0; i < 8 * blocks; i++) {
		uint32_t block = (10u << 24) + i / 8 * 65536;
		struct class_piece piece = {.line = i,
					    .verdict = i % 3 ? CLASS_PERMIT : CLASS_DENY};

		for (int f = 0; f < CLASS_FIELDS; f++)
			set_masked(&piece, f, 0, 0);
		set_masked(&piece, CLASS_SRC, block + i * 16, ~0u << (8 + i % 20));
		set_masked(&piece, CLASS_DST, block + i, i % 4 ? ~0u : 0xffff0000);
		if (i % 2)
			class_set_ports(&piece, CLASS_DPORT, i, 100 + i);
		set_masked(&piece, CLASS_PROTO, 6, i % 2 ? 255 : 0);
		if (i == 12)
			set_masked(&piece, CLASS_DST, 0, 0);
		vec_push(arena, list, piece);
	}
}

Test(classify, cuts_short_lists_of_blocks)
{
	for (uint32_t blocks = 1; blocks <= 7; blocks++) {
		struct arena *arena = arena_new();
		class_pieces list = {0};
		const struct classified *classified;

		seed = blocks;
		blocks_list(arena, &list, blocks);
		classified = classify(arena, &list, true);
		cr_assert_eq(classified->steps.at[0].kind,
			     blocks > 1 ? CLASS_BRANCHES : CLASS_RULES, "%u blocks", blocks);
		cr_assert_eq(classified->steps.at[0].branches.len, blocks > 1 ? blocks : 0);
		compare(classified, &list, (int)blocks);
		arena_free(arena);
	}
}

/* ---- long lists in which nearly everything meets ---- */

static void address_of(struct class_piece *piece, int f, const uint32_t *lengths, uint32_t n)
{
	uint32_t len = lengths[some(n)];

	set_masked(piece, f, (10u << 24) + some(200) * 65536 + some(4) * 256 + some(256),
		   len ? ~0u << (32 - len) : 0);
}

/* One address narrow, the other mostly wide: no cut by an address makes short lists of them. */
static void crossing_addresses(struct class_piece *piece, bool any)
{
	static const uint32_t wide[] = {0, 8, 8, 16}, narrow[] = {24, 28, 32, 32};
	int turned = some(2) ? CLASS_SRC : CLASS_DST;

	address_of(piece, turned, wide + !any, 4 - !any);
	address_of(piece, turned == CLASS_SRC ? CLASS_DST : CLASS_SRC, any ? wide : narrow, 4);
}

/* DENIES: one line in so many. */
static void entangled_list(struct arena *arena, class_pieces *list, uint32_t denies)
{
	bool any = denies < 10;
	uint32_t n = (any ? 300 : 1500) + some(600);

	for (uint32_t line = 0; line < n; line++) {
		struct class_piece piece = {.line = line,
					    .verdict = some(denies) ? CLASS_PERMIT : CLASS_DENY};
		uint32_t proto = some(4);

		for (int f = 0; f < CLASS_FIELDS; f++)
			set_masked(&piece, f, 0, 0);
		crossing_addresses(&piece, any);
		if (proto)
			set_masked(&piece, CLASS_PROTO, proto == 1 ? 17 : 6, 255);
		if (proto > 1)
			some_ports(&piece, CLASS_DPORT);
		piece.rule = any && some(200) == 0;
		vec_push(arena, list, piece);
		if (some(4) == 0)
			push_other_port(arena, list, piece);
	}
}

static bool any_meet(const struct class_step *step)
{
	for (uint32_t i = 0; i < step->ranges.len; i++)
		for (uint32_t j = 0; j < i; j++) {
			const struct class_range *a = &step->ranges.at[i], *b = &step->ranges.at[j];
			bool meet = true;

			for (int f = 0; f < CLASS_FIELDS; f++)
				meet &= a->first[f] <= b->last[f] && b->first[f] <= a->last[f];
			if (meet)
				return true;
		}
	return false;
}

/* Such lists become maps all the same: large ones whose ranges meet only where that does not
 * matter, or small ones in the list's order. */
Test(classify, knows_a_way_through_what_is_entangled)
{
	unsigned large = 0, listed = 0;

	for (int i = 0; i < LISTS / 4; i++) {
		struct arena *arena = arena_new();
		class_pieces list = {0};
		const struct classified *classified;
		unsigned maps = 0, kinds[4] = {0};

		seed = (uint64_t)i + LISTS;
		entangled_list(arena, &list, 2 + some(400));
		classified = classify(arena, &list, i % 5 == 0);
		look_at(classified, kinds);
		VEC_FOREACH (step, &classified->steps) {
			maps += step->kind == CLASS_RANGES;
			large += step->ranges.len > PART && any_meet(step);
		}
		cr_assert(classified_has_maps(classified), "list %d: rules only", i);
		listed += maps > 2 && !classified->moved;
		compare(classified, &list, i);
		arena_free(arena);
	}
	cr_assert_gt(large, LISTS / 80, "%u %u", large, listed);
	cr_assert_gt(listed, LISTS / 80);
}

/* So entangled that it stays in its order. */
static void long_list(struct arena *arena, class_pieces *list, uint32_t first, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		struct class_piece piece = {.line = first + i,
					    .verdict = some(2) ? CLASS_PERMIT : CLASS_DENY};

		for (int f = 0; f < CLASS_FIELDS; f++)
			set_masked(&piece, f, 0, 0);
		crossing_addresses(&piece, false);
		set_masked(&piece, CLASS_PROTO, some(2) ? 6 : 17, 255);
		vec_push(arena, list, piece);
	}
}

/* Is STEP one of OTHERS, with all lines LATER by so many? */
static bool is_among(const struct class_step *step, const struct classified *others, uint32_t later)
{
	VEC_FOREACH (other, &others->steps) {
		bool same = other->ranges.len == step->ranges.len;

		for (uint32_t i = 0; same && i < step->ranges.len; i++)
			same = other->ranges.at[i].line == step->ranges.at[i].line + later;
		if (same)
			return true;
	}
	return false;
}

Test(classify, keeps_its_maps_when_a_line_comes_first)
{
	enum { LINES = 4000, MORE = 1, EDITED = 8 };
	struct arena *arena = arena_new();
	unsigned moved = 0;

	for (uint32_t edit = 1; edit <= EDITED; edit++) {
		class_pieces old = {0}, new = {0};
		const struct classified *before, *after;

		seed = edit;
		long_list(arena, &new, 0, MORE);
		seed = LISTS + edit;
		long_list(arena, &old, 0, LINES);
		seed = LISTS + edit;
		long_list(arena, &new, MORE, LINES);
		before = classify(arena, &old, true);
		after = classify(arena, &new, true);
		cr_assert_gt(before->steps.len, LINES / PART);
		cr_assert_lt(before->steps.len, LINES / PART + 3);
		VEC_FOREACH (step, &before->steps)
			moved += !is_among(step, after, MORE);
	}
	cr_assert_geq(moved, EDITED, "the first has one line more");
	cr_assert_lt(moved, 3 * EDITED, "%u maps have other lines", moved);
	arena_free(arena);
}
