/*
 * The header space of IPv4, cut into cells: sets of packets that no statement of a configuration
 * tells apart. A statement is a box, a set of values in each dimension; the cells come from
 * splitting dimension after dimension at the boundaries of those boxes that are still in reach, and
 * from merging the values that lie in the same boxes.
 */
#ifndef COMPILER_CELLS_H
#define COMPILER_CELLS_H

#include "eval.h"

/* In the order in which they are split: X(symbol, "name", greatest value). IN is 0 for the router
 * itself, else the number of an interface in struct cells. */
#define CELL_DIMENSIONS(X)                                       \
	X(IN, "in", UINT32_MAX)                                  \
	X(PROTO, "proto", 255)                                   \
	X(DST, "dst", UINT32_MAX)                                \
	X(SRC, "src", UINT32_MAX)                                \
	X(DPORT, "dport", 65535)                                 \
	X(SPORT, "sport", 65535)                                 \
	X(MESSAGE, "message", 65535) /* type and code of ICMP */ \
	X(FLAGS, "flags", 63) /* of TCP */                       \
	X(TOS, "tos", 255)                                       \
	X(TTL, "ttl", 255)                                       \
	X(LENGTH, "length", 65535)

enum cell_dimension {
#define X(symbol, name, most) CELL_##symbol,
	CELL_DIMENSIONS(X)
#undef X
		CELL_DIMENSION_COUNT
};

struct cell_range {
	uint32_t low, high;
};

/* Ranges, ascending and apart. NULL stands for all values. */
struct cell_set {
	uint32_t len;
	struct cell_range at[];
};

struct cell_box {
	const struct cell_set *in[CELL_DIMENSION_COUNT];
	const void *of; /* the row of the model that it is the box of, or NULL */
};

/* Addresses that are translated, either way. */
struct cell_translation {
	uint32_t local, global, size; /* SIZE addresses from each on; 0: any to those of POOL */
	uint16_t local_port, global_port; /* 0: all stay as they are */
	const struct cell_set *pool;
};

/* The boxes of two routers' statements, and what they call their interfaces. */
struct cells {
	struct arena *arena;
	const struct world *old, *new;
	VEC(struct cell_box) boxes;
	VEC(struct cell_translation) translations;
	VEC(const char *) names; /* of interfaces that both have; the first is NULL, the router */
	const struct cell_set *own; /* addresses that are the router's on both sides */
	const struct cell_set *nobody; /* addresses that no host has */
	const struct cell_set *strange; /* sources that nobody can have */
	bool flags; /* some entry names flags of TCP */
	bool rough; /* a wildcard was too scattered for exact boxes */
};

/* ---- cells_set.c ---- */
uint32_t cell_most(enum cell_dimension dimension);
const struct cell_set *cell_set_of(struct arena *arena, uint32_t low, uint32_t high);
/* LEN ranges in any order. */
const struct cell_set *cell_set_make(struct arena *arena, const struct cell_range *ranges,
				     size_t len);
const struct cell_set *cell_set_union(struct arena *arena, const struct cell_set *a,
				      const struct cell_set *b);
/* NULL for all; an empty set for nothing. */
const struct cell_set *cell_set_both(struct arena *arena, const struct cell_set *a,
				     const struct cell_set *b);
const struct cell_set *cell_set_without(struct arena *arena, const struct cell_set *a,
					const struct cell_set *b);
bool cell_set_has(const struct cell_set *set, uint32_t value);
bool cell_set_meets(const struct cell_set *a, const struct cell_set *b);
bool cell_set_within(const struct cell_set *a, const struct cell_set *b);

/* ---- cells_read.c ---- */
/* The boxes of what both worlds' routers say. */
struct cells *cells_of(struct arena *arena, const struct world *old, const struct world *new);

/* ---- cells_acl.c: the boxes of one entry, as it sees packets ---- */
typedef VEC(struct cell_box) cell_boxes;
void cells_ace(struct cells *cells, const struct acl *acl, const struct ace *ace,
	       cell_boxes *boxes);

/* ---- cells_pull.c ---- */
/* BOX is about packets somewhere on their way: add the boxes of those that come in and may get
 * there, and with it those whose answers may, but for what is known of where they come in: FROM is
 * where the packets themselves do (NULL: anywhere). */
void cells_pull(struct cells *cells, const struct cell_box *box, const struct cell_set *from);
/* Learn how WORLD's router translates. Before any cells_pull(). */
void cells_learn(struct cells *cells, const struct world *world);

/* ---- cells.c ---- */
struct cell {
	const struct cell_set *in[CELL_DIMENSION_COUNT]; /* never NULL */
	uint32_t at[CELL_DIMENSION_COUNT]; /* one of it */
};

struct cell_walk {
	struct cells *cells;
	/* or NULL: they are only counted */
	void (*visit)(void *context, struct arena *arena, const struct cell *cell);
	void *context;
	uint64_t looked; /* cells that were visited */
	double all; /* how many there are, estimated when not all were visited */
};

/* Visit the cells of REGION, at most BUDGET of them, spread over it. */
void cells_walk(struct cell_walk *walk, const struct cell_box *region, uint64_t budget);
struct packet cell_packet(const struct cell *cell);

#endif
