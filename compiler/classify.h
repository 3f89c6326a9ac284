/*
 * Ordered lists of matches with a verdict, turned into a few look-ups: see classify.c. What is
 * classified are pieces: a line of a list is one, or several when it names several ports.
 */
#ifndef COMPILER_CLASSIFY_H
#define COMPILER_CLASSIFY_H

#include <stdbool.h>
#include <stdint.h>

#include "grammar/arena.h"
#include "grammar/vec.h"

enum class_field { CLASS_SRC, CLASS_DST, CLASS_SPORT, CLASS_DPORT, CLASS_PROTO, CLASS_FIELDS };
enum { CLASS_RANGED = 2 }; /* fields that may be ranges: ports */

/* What a line does with a packet. Lines of one verdict may change places, unless there is more to
 * the line than its verdict: it then stands apart, and keeps its place among all it meets. */
enum class_verdict { CLASS_DENY, CLASS_PERMIT, CLASS_APART, CLASS_VERDICTS };

/* Packets of two kinds may be asked by lists of their own: see classify_sides(). */
enum { CLASS_SIDES = 2, CLASS_BOTH_SIDES = (1 << CLASS_SIDES) - 1 };

struct class_piece {
	/* Of each field the bits of MASK, equal to VALUE. Of a field in RANGED it is VALUE to
	 * LAST_PORT, and MASK is that of the smallest aligned block around: see
	 * class_set_ports(). */
	uint32_t value[CLASS_FIELDS], mask[CLASS_FIELDS];
	uint32_t line; /* ascending */
	uint8_t verdict; /* enum class_verdict */
	uint8_t ranged; /* bits by enum class_field; ports only */
	bool rule; /* no set can say it */
	uint8_t sides; /* bits of those whose packets may be its; 0: there are none */
	uint16_t last_port[CLASS_RANGED]; /* from CLASS_SPORT on */
};

/* What a hash of masked fields knows of a piece: the values under the masks that all have. */
struct class_hashed {
	uint32_t value[CLASS_FIELDS];
	uint32_t line;
};

/* A part of a line, without what lines before it take at its corners. */
struct class_range {
	uint32_t first[CLASS_FIELDS], last[CLASS_FIELDS];
	uint32_t line;
	uint32_t level; /* higher than of all before it that it meets */
	uint32_t turn; /* the same of those whose order matters */
};

enum class_kind {
	CLASS_RULES, /* one rule a line, in their order */
	CLASS_MASKED, /* a hash of masked fields: all pieces have the same masks */
	CLASS_RANGES, /* ranges of fields, protocols last: see classify_cut.c */
	CLASS_BRANCHES, /* by one masked address: lists of their own, which are the end */
};

struct classified;
struct line_rules;

struct class_branch {
	uint32_t value;
	struct classified *list; /* whatever is not in it is in none */
};

struct class_step {
	uint8_t kind; /* enum class_kind */
	uint8_t fields; /* bits by enum class_field: those that are looked at */
	uint32_t mask[CLASS_FIELDS]; /* of CLASS_MASKED and CLASS_BRANCHES */
	uint8_t order[CLASS_FIELDS]; /* of CLASS_RANGES: enum class_field, the first to be asked */
	VEC(uint32_t) lines; /* of CLASS_RULES, ascending */
	uint32_t rules_cost; /* what the rules of these cost */
	VEC(struct class_hashed) pieces; /* of CLASS_MASKED, ascending by their values */
	VEC(struct class_range) ranges; /* of CLASS_RANGES, ascending by level and first packet */
	VEC(struct class_branch) branches; /* of CLASS_BRANCHES, ascending by value */
	/* of who lowers it: what its pieces or ranges, or its lines, have become */
	const uint32_t *rows;
	uint32_t n_rows;
	const struct line_rules *rules;
};

/* The I-th field of STEP, asked for or not. */
static inline enum class_field class_step_field(const struct class_step *step, int i)
{
	return (enum class_field)(step->kind == CLASS_RANGES ? step->order[i] : i);
}

struct classified {
	/* To be asked one after the other: the first that knows a packet decides. */
	VEC(struct class_step) steps;
	bool moved; /* lines that meet and have one verdict may have changed places */
	uint32_t shared; /* so many of its first steps are those of the other side, too */
	uint32_t cost; /* nanoseconds of a packet that none takes, as rules would take RULE_COST
			  each */
};

typedef VEC(struct class_piece) class_pieces;

/* The largest value of a field. */
static inline uint32_t class_field_max(enum class_field field)
{
	return field <= CLASS_DST ? UINT32_MAX : field == CLASS_PROTO ? 255 : 65535;
}

/* The last value of PIECE in FIELD, unless its mask has holes. */
static inline uint32_t class_last(const struct class_piece *piece, enum class_field field)
{
	if (piece->ranged >> field & 1)
		return piece->last_port[field - CLASS_SPORT];
	return piece->value[field] | (~piece->mask[field] & class_field_max(field));
}

/* PIECE has the ports FIRST to LAST in FIELD. One, or any, is masked; all else is a range, aligned
 * blocks too: hashes ask for whole ports. */
static inline void class_set_ports(struct class_piece *piece, enum class_field field,
				   uint32_t first, uint32_t last)
{
	/* the bits from the first one on in which they differ */
	uint32_t wild = first == last ? 0 : UINT32_MAX >> __builtin_clz(first ^ last);

	piece->mask[field] = class_field_max(field) & ~wild;
	piece->value[field] = first;
	piece->last_port[field - CLASS_SPORT] = (uint16_t)last;
	piece->ranged &= (uint8_t) ~(1u << field);
	if (wild && (first || last != class_field_max(field)))
		piece->ranged |= (uint8_t)(1u << field);
}

/* A value, or mask, of each field, as one. */
struct class_packed {
	uint64_t addresses, services; /* of which the upper bits are 0, see CLASS_PACKED_BITS */
};
enum { CLASS_PACKED_BITS = 40 };

static inline struct class_packed class_pack(const uint32_t *of)
{
	return (struct class_packed){(uint64_t)of[CLASS_SRC] << 32 | of[CLASS_DST],
				     (uint64_t)of[CLASS_PROTO] << 32 | of[CLASS_SPORT] << 16 |
					     of[CLASS_DPORT]};
}

/*
 * The cheapest way to ask PIECES, which are in the order of their lines. What it returns, and the
 * pieces in it, live in ARENA. EXACT: lines that meet never change places. Time grows with the
 * pieces times the different masks among them.
 */
struct classified *classify(struct arena *arena, const class_pieces *pieces, bool exact);

/* The same by hashes and rules only; NULL when that is no cheaper than rules. */
struct classified *classify_masked(struct arena *arena, const class_pieces *pieces);

/*
 * PIECES for packets of each side: LISTS. What both have in common is asked first, and by the same
 * steps, where order allows that and it costs packets nothing: see classify_sides.c.
 */
void classify_sides(struct arena *arena, const class_pieces *pieces,
		    struct classified *lists[CLASS_SIDES]);

/* Is anything of it no rule? */
bool classified_has_maps(const struct classified *classified);
/* Are there maps of verdicts? Branches lead to chains. */
bool classified_has_verdicts(const struct classified *classified);

/* The same for a list within DEPTH others. */
struct classified *classify_within(struct arena *arena, const class_pieces *pieces, bool exact,
				   unsigned depth);

/* ---- classify_branch.c: a list cut into many ---- */

typedef VEC(uint32_t) class_values;

/* An address by which a list is cut. */
struct class_branching {
	uint32_t cost; /* of a packet, at a guess; UINT32_MAX: not worth it */
	enum class_field field;
	uint32_t mask;
	class_values values; /* under the mask, ascending: a branch for each */
};

/* The best one, whose values live in ARENA. */
struct class_branching class_find_branching(struct arena *arena, const class_pieces *pieces);
struct classified *class_branch(struct arena *arena, const class_pieces *pieces, bool exact,
				const struct class_branching *branching, unsigned depth);

/* ---- classify_meet.c: what meets a piece ---- */

/* The bits in which some pieces agree, at least. */
struct class_common {
	bool any; /* pieces */
	struct class_packed mask, value;
};

/* Pieces that have the same masks. */
struct class_shape {
	uint32_t mask[CLASS_FIELDS];
	struct class_common common;
	uint32_t group; /* of the plan */
	bool verdicts[CLASS_VERDICTS]; /* that there are */
};

/* Where a piece stands: its step, and there its turn and level, see struct class_range. */
struct class_spot {
	uint16_t place, turn;
	uint32_t level;
};

/* What is known of the pieces of one shape that agree in some bits: the highest of each + 1, by
 * verdict; 0: there is none. */
struct class_met {
	uint16_t place[CLASS_VERDICTS], turn[CLASS_VERDICTS];
	uint32_t level;
};

/* Do two have no packet in common, whatever else they are? */
bool class_are_apart(const struct class_common *a, const struct class_common *b);

/* Numbers of keys, from 0 on in the order in which they came. */
struct class_keys;

struct class_keys *class_keys_new(struct arena *arena);
uint32_t class_keys_number(struct class_keys *keys, struct class_packed key);

struct class_meets;

/* For N SHAPES, known by their numbers, that have so many PIECES. */
struct class_meets *class_meets_new(struct arena *arena, const struct class_shape *shapes,
				    uint32_t n, uint32_t pieces);
/* What was noted of pieces of shape OTHER that PIECE, of shape OWN, may meet; NULL: nothing. */
const struct class_met *class_meets_ask(const struct class_meets *meets,
					const struct class_piece *piece, uint32_t own,
					uint32_t other);
/* PIECE of shape OWN stands at SPOT. */
void class_meets_note(struct class_meets *meets, const struct class_piece *piece, uint32_t own,
		      struct class_spot spot);

/* ---- classify_cut.c: pieces as ranges that the kernel takes ---- */

/* A piece of a step, as it stands there. */
struct class_placed {
	const struct class_piece *piece;
	struct class_spot spot;
};

typedef VEC(struct class_placed) class_placed_list;

/*
 * The kernel refuses a range whose first or last packet an earlier one has: these corners are cut
 * off. False when that makes too many parts.
 */
bool class_cut(struct arena *arena, const class_placed_list *placed, struct class_step *step);
/* The order in which the fields of STEP, one of ranges, are asked for. */
void class_order_fields(struct class_step *step);

#endif
