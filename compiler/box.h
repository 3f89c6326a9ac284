/*
 * Sets of packets as boxes, so that the analysis of access lists and route-maps can ask whether
 * some of them together hold another. A box fixes some bits of a few fields, and bounds a few
 * numbers; what two boxes have in common is a box, and what one has and the other has not is a few.
 */
#ifndef COMPILER_BOX_H
#define COMPILER_BOX_H

#include <stdbool.h>
#include <stdint.h>

#include "grammar/arena.h"
#include "grammar/vec.h"

__extension__ typedef unsigned __int128 box_bits; /* an address of either family */

/* What is told by bits: either end, the flags of TCP, the byte of DSCP and TOS. */
enum box_field { BOX_SRC, BOX_DST, BOX_FLAGS, BOX_TOS, BOX_FIELDS };
/* What is told by numbers. The type of a message of ICMP is its source port, its code the other. */
enum box_number { BOX_PROTO, BOX_SPORT, BOX_DPORT, BOX_TTL, BOX_NUMBERS };

enum { BOX_PROTO_MAX = 255, BOX_PORT_MAX = 65535, BOX_TTL_MAX = 255 };

/* The bits of WILD are open, the others as in VALUE, where open ones are 0. */
struct box_mask {
	box_bits value, wild;
};

struct box_range {
	uint16_t first, last;
};

struct box {
	struct box_mask field[BOX_FIELDS];
	struct box_range number[BOX_NUMBERS];
};

/* One packet. */
struct box_point {
	box_bits field[BOX_FIELDS];
	uint16_t number[BOX_NUMBERS];
};

typedef VEC(struct box) boxes;

/* All packets, with addresses of 32 or 128 bits. */
struct box box_all(unsigned bits);
/* False when they have nothing in common. BOTH may be NULL. */
bool box_meet(const struct box *a, const struct box *b, struct box *both);
/* Is all of INNER in OUTER? */
bool box_holds(const struct box *outer, const struct box *inner);
bool box_has(const struct box *box, const struct box_point *point);
/* Some packet of BOX; SEED, which goes on, says which. */
struct box_point box_some(const struct box *box, uint64_t *seed);
/* How large, in bits. */
unsigned box_size(const struct box *box);
/* Push what A has and B has not; they must have something in common. */
void box_without(struct arena *arena, const struct box *a, const struct box *b, boxes *rest);

/*
 * Is a set of boxes wholly taken? TAKE is asked about a packet of a piece: false when nobody takes
 * that packet, else it pushes what its taker leaves of the piece, without that packet, to REST.
 */
struct box_cover {
	struct arena *arena;
	bool (*take)(struct box_cover *cover, const struct box *piece,
		     const struct box_point *point);
	void *of;
	boxes rest; /* the pieces still to be looked at */
	uint64_t seed;
	uint32_t *budget; /* pieces that may still be looked at, of all questions together */
};

/* Of the pieces in REST, which are used up. False also when there are too many: it is never said
 * without a proof. */
bool box_covered(struct box_cover *cover);

/* ---- box_index.c: which of many boxes hold a packet ---- */

struct box_index;

/* ROWS are borrowed, and known by their numbers. */
struct box_index *box_index_new(struct arena *arena, const struct box *rows, uint32_t n);
/* The same index anew, of other rows, in the room that it has. */
void box_index_fill(struct box_index *index, const struct box *rows, uint32_t n);

/*
 * Visit the rows from FROM to before TO that have POINT, in no order, until VISIT says that it has
 * seen enough. False when some were left out, since there were too many to look at.
 */
bool box_index_visit(const struct box_index *index, const struct box_point *point, uint32_t from,
		     uint32_t to, bool (*visit)(void *of, uint32_t row), void *of);
/* The first of them, or TO. False when that is not known. */
bool box_index_first(const struct box_index *index, const struct box_point *point, uint32_t from,
		     uint32_t to, uint32_t *row);

#endif
