/*
 * Ranges for one set of concatenated intervals. The kernel looks through them in the order in which
 * they came, so first match holds within the set; but it takes no range whose first or last packet,
 * the lowest or highest of every field, is in one that it has already. What lines before take is
 * never asked of a later one, so that such a corner can be cut off: the range is split behind it in
 * a field where it reaches farther, until no part has a corner that is taken.
 *
 * The kernel takes one field after the other, and has work with every range that is left, so the
 * field that leaves fewest comes first: a list that was cut by the source asks for the destination.
 *
 * First match does not hold in large sets. With AVX2, Linux 6.18 takes 256 of what the last field
 * is made of at a time, and of several such parts that match, the last (nft_set_pipapo_avx2.c; a
 * test with 255 ranges and two more shows it). The protocol is the last field, since it is one for
 * each range, whatever the range; and of more than 256 ranges no two meet: those of each level have
 * a set of their own.
 */
#include "box.h"
#include "classify.h"

enum { PARTS_MAX = 64, FEW = 256, WIDTH = 32 };
/* Ranges whose middles are looked for; and how many times as many a field must leave for it to
 * wait, so that an edit seldom changes the order, and with it the set. */
enum { SAMPLES = 64, CLEARLY = 3 };

struct part {
	uint32_t first[CLASS_FIELDS], last[CLASS_FIELDS];
};

struct cutting {
	struct arena *arena;
	const class_placed_list *placed;
	struct box_index *index; /* NULL: there are few, and they are looked through */
	struct class_step *step;
	VEC(struct part) parts; /* of one piece, still to be looked at */
	uint32_t made, left; /* parts of this piece; what all together may still make */
};

static struct box box_of(const struct class_piece *piece)
{
	struct box box = box_all(WIDTH);
	static const enum box_number number[CLASS_FIELDS] = {
		[CLASS_PROTO] = BOX_PROTO, [CLASS_SPORT] = BOX_SPORT, [CLASS_DPORT] = BOX_DPORT};

	box.field[BOX_SRC] =
		(struct box_mask){piece->value[CLASS_SRC], (uint32_t)~piece->mask[CLASS_SRC]};
	box.field[BOX_DST] =
		(struct box_mask){piece->value[CLASS_DST], (uint32_t)~piece->mask[CLASS_DST]};
	for (int f = CLASS_SPORT; f <= CLASS_PROTO; f++)
		box.number[number[f]] =
			(struct box_range){(uint16_t)piece->value[f],
					   (uint16_t)class_last(piece, (enum class_field)f)};
	return box;
}

static struct box_point point_of(const uint32_t *corner)
{
	struct box_point point = {0};

	point.field[BOX_SRC] = corner[CLASS_SRC];
	point.field[BOX_DST] = corner[CLASS_DST];
	point.number[BOX_PROTO] = (uint16_t)corner[CLASS_PROTO];
	point.number[BOX_SPORT] = (uint16_t)corner[CLASS_SPORT];
	point.number[BOX_DPORT] = (uint16_t)corner[CLASS_DPORT];
	return point;
}

/* The field in which PART reaches beyond TAKER at its END; CLASS_FIELDS: in none. */
static int field_beyond(const struct part *part, const struct class_piece *taker, bool end,
			int from)
{
	for (int f = from; f < CLASS_FIELDS; f++)
		if (end ? part->first[f] < taker->value[f]
			: part->last[f] > class_last(taker, (enum class_field)f))
			return f;
	return CLASS_FIELDS;
}

/* PART without what TAKER has of it at one of its corners. */
static void split(struct cutting *cut, struct part part, const struct class_piece *taker, bool end)
{
	for (int f = 0; (f = field_beyond(&part, taker, end, f)) < CLASS_FIELDS; f++) {
		struct part beyond = part;

		if (end) {
			beyond.last[f] = taker->value[f] - 1;
			part.first[f] = taker->value[f];
		} else {
			part.last[f] = class_last(taker, (enum class_field)f);
			beyond.first[f] = part.last[f] + 1;
		}
		vec_push(cut->arena, &cut->parts, beyond);
	}
}

/* The blocks around its fields tell most pieces apart from a corner. */
static bool has_corner(const struct class_piece *piece, const uint32_t *corner)
{
	for (int f = 0; f < CLASS_FIELDS; f++)
		if ((corner[f] ^ piece->value[f]) & piece->mask[f])
			return false;
	for (int f = CLASS_SPORT; piece->ranged >> f; f++)
		if (corner[f] < piece->value[f] ||
		    corner[f] > class_last(piece, (enum class_field)f))
			return false;
	return true;
}

/* The first piece before ROW that has CORNER, or ROW; false when that takes too long to find. */
static bool find_taker(const struct cutting *cut, const uint32_t *corner, uint32_t row,
		       uint32_t *taker)
{
	struct box_point point;

	if (cut->index) {
		point = point_of(corner);
		return box_index_first(cut->index, &point, 0, row, taker);
	}
	for (*taker = 0; *taker < row; ++*taker)
		if (has_corner(cut->placed->at[*taker].piece, corner))
			break;
	return true;
}

/* True when the corner of PART is taken by a piece before ROW: what is left of PART is pushed. */
static bool cut_corner(struct cutting *cut, const struct part *part, uint32_t row, bool end,
		       bool *known)
{
	uint32_t taker;

	*known = find_taker(cut, end ? part->last : part->first, row, &taker);
	if (!*known || taker == row)
		return false;
	split(cut, *part, cut->placed->at[taker].piece, end);
	return true;
}

static bool cut_piece(struct cutting *cut, uint32_t row)
{
	const struct class_placed *placed = &cut->placed->at[row];
	struct part whole;
	bool known = true;

	for (int f = 0; f < CLASS_FIELDS; f++) {
		whole.first[f] = placed->piece->value[f];
		whole.last[f] = class_last(placed->piece, (enum class_field)f);
	}
	cut->parts.len = 0;
	vec_push(cut->arena, &cut->parts, whole);
	for (cut->made = 0; cut->parts.len && cut->made < PARTS_MAX && cut->left; cut->left--) {
		struct part part = cut->parts.at[--cut->parts.len];
		struct class_range *range;

		cut->made++;
		if ((cut_corner(cut, &part, row, false, &known) && known) ||
		    (known && cut_corner(cut, &part, row, true, &known)))
			continue;
		if (!known)
			return false;
		range = vec_add(cut->arena, &cut->step->ranges);
		range->line = placed->piece->line;
		range->level = placed->spot.level;
		range->turn = placed->spot.turn;
		for (int f = 0; f < CLASS_FIELDS; f++) {
			range->first[f] = part.first[f];
			range->last[f] = part.last[f];
		}
	}
	return !cut->parts.len;
}

static struct box_index *index_of(struct arena *arena, const class_placed_list *placed)
{
	struct box *rows = arena_alloc(arena, placed->len * sizeof *rows);

	for (uint32_t i = 0; i < placed->len; i++)
		rows[i] = box_of(placed->at[i].piece);
	return box_index_new(arena, rows, placed->len);
}

bool class_cut(struct arena *arena, const class_placed_list *placed, struct class_step *step)
{
	struct cutting cut = {.arena = arena,
			      .placed = placed,
			      .step = step,
			      .left = 4 * placed->len + PARTS_MAX};

	if (placed->len > FEW)
		cut.index = index_of(arena, placed);
	for (uint32_t i = 0; i < placed->len; i++)
		if (!cut_piece(&cut, i))
			return false;
	return true;
}

/* ---- the order of fields ---- */

/* How many of the ranges some packets leave, if FIELD alone is looked at. */
static uint64_t left_by(const struct class_step *step, int field)
{
	uint32_t stride = step->ranges.len / SAMPLES + 1;
	uint64_t left = 0;

	for (uint32_t i = 0; i < step->ranges.len; i += stride) {
		const struct class_range *sample = &step->ranges.at[i];
		uint32_t middle =
			sample->first[field] + (sample->last[field] - sample->first[field]) / 2;

		VEC_FOREACH (range, &step->ranges)
			left += range->first[field] <= middle && middle <= range->last[field];
	}
	return left;
}

void class_order_fields(struct class_step *step)
{
	uint64_t left[CLASS_FIELDS];

	for (int f = 0; f < CLASS_FIELDS; f++) {
		int to = f;

		left[f] = f == CLASS_PROTO ? UINT64_MAX : left_by(step, f);
		for (; to > 0 && left[f] < left[step->order[to - 1]] / CLEARLY; to--)
			step->order[to] = step->order[to - 1];
		step->order[to] = (uint8_t)f;
	}
}
