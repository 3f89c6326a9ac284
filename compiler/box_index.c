/*
 * Which of many boxes hold a packet: a tree of three steps, the source, the destination, the
 * protocol with its destination port. Lists use few masks, so below a node there is one group for
 * each mask that is used there: the packet's address under that mask leads on, by a hash. A row
 * that wants more than one protocol or port, or one mask too many, waits at the node and is looked
 * at itself.
 */
#include "box.h"

#include <string.h>

#include "grammar/row_index.h"

enum { ROWS_LOOKED_AT = 512 }; /* at one node for one question */
enum { MASKS_MAX = 256, NO_NODE = UINT32_MAX };
enum { TOGETHER = 16 }; /* masks */
enum { LEVEL_SRC, LEVEL_DST, LEVEL_SERVICE };

/* Below node FROM by VALUE under the mask that leaves WILD open. */
struct node_key {
	box_bits value, wild;
	uint32_t from;
};

struct node {
	box_bits value, wild; /* its key */
	uint32_t from;
	uint32_t first, n; /* of its rows: ascending, in the index's one array of them */
	uint32_t least, most; /* row of its own and of what is below */
	uint32_t masks, last_mask; /* of what is below: numbers + 1 of the first and the last */
	uint32_t n_masks;
};

/* A node that has its place here. That it is another than the one looked for, its hash mostly tells
 * alone: the nodes themselves lie far apart. */
struct slot {
	uint32_t node; /* number + 1; 0: none */
	uint32_t hash;
};

/* Open bits of some of what is below a node. */
struct below_mask {
	box_bits wild;
	uint32_t next; /* number + 1, or 0 */
};

struct box_index {
	struct arena *arena;
	const struct box *rows;
	VEC(struct node) nodes; /* the root first */
	VEC(struct below_mask) masks;
	VEC(uint32_t) node_of; /* by row */
	VEC(uint32_t) numbers; /* of rows, those of one node together */
	VEC(struct slot) slots; /* by hash */
	uint32_t mask; /* of the slots: a power of two, at least twice the nodes */
	/* Two bits for each slot, those of the nodes' hashes set: most of what is asked for is not
	 * there, and these lie in a nearer cache than the slots. */
	VEC(uint64_t) hints;
};

static uint64_t fold(box_bits bits)
{
	uint64_t high = (uint64_t)(bits >> 64);

	return (uint64_t)bits ^ (high << 23 | high >> 41);
}

static uint32_t key_hash(uint32_t from, box_bits value, box_bits wild)
{
	uint64_t hash = row_mix(row_mix(from, fold(value)), fold(wild));

	return (uint32_t)(hash ^ hash >> 32);
}

/* The slot of KEY, whose hash is HASH, or the free one where it would be. */
static struct slot *slot_of(const struct box_index *index, const struct node_key *key,
			    uint32_t hash)
{
	for (uint32_t i = hash & index->mask;; i = (i + 1) & index->mask) {
		struct slot *slot = &index->slots.at[i];
		const struct node *node;

		if (!slot->node)
			return slot;
		if (slot->hash != hash)
			continue;
		node = &index->nodes.at[slot->node - 1];
		if (node->value == key->value && node->wild == key->wild && node->from == key->from)
			return slot;
	}
}

static bool may_be_there(const struct box_index *index, uint32_t hash)
{
	uint32_t bit = hash & (2 * index->mask + 1);

	return index->hints.at[bit / 64] >> bit % 64 & 1;
}

static void note_hint(struct box_index *index, uint32_t hash)
{
	uint32_t bit = hash & (2 * index->mask + 1);

	index->hints.at[bit / 64] |= (uint64_t)1 << bit % 64;
}

/* False when the node has too many. */
static bool note_mask(struct box_index *index, uint32_t number, box_bits wild)
{
	struct node *node = &index->nodes.at[number];

	for (uint32_t i = node->masks; i; i = index->masks.at[i - 1].next)
		if (index->masks.at[i - 1].wild == wild)
			return true;
	if (node->n_masks == MASKS_MAX)
		return false;
	vec_push(index->arena, &index->masks, ((struct below_mask){.wild = wild}));
	if (node->last_mask)
		index->masks.at[node->last_mask - 1].next = index->masks.len;
	else
		node->masks = index->masks.len;
	node->last_mask = index->masks.len;
	node->n_masks++;
	return true;
}

/* The node below FROM on the way of ROW, made when there is none, or NO_NODE. */
static uint32_t node_below(struct box_index *index, uint32_t from, box_bits value, box_bits wild,
			   uint32_t row)
{
	const struct node_key key = {value, wild, from};
	uint32_t hash = key_hash(from, value, wild);
	struct slot *slot = slot_of(index, &key, hash);

	if (slot->node) {
		index->nodes.at[slot->node - 1].most = row;
		return slot->node - 1;
	}
	if (!note_mask(index, from, wild))
		return NO_NODE;
	*slot = (struct slot){index->nodes.len + 1, hash};
	note_hint(index, hash);
	vec_push(index->arena, &index->nodes,
		 ((struct node){
			 .value = value, .wild = wild, .from = from, .least = row, .most = row}));
	return index->nodes.len - 1;
}

/* The protocol and port of BOX, when it wants one of each. */
static bool service_of(const struct box *box, box_bits *service)
{
	const struct box_range *proto = &box->number[BOX_PROTO], *port = &box->number[BOX_DPORT];

	*service = (box_bits)proto->first << 16 | port->first;
	return proto->first == proto->last && port->first == port->last;
}

/* Where ROW waits. */
static uint32_t node_for(struct box_index *index, uint32_t row)
{
	const struct box *box = &index->rows[row];
	const struct box_mask *src = &box->field[BOX_SRC], *dst = &box->field[BOX_DST];
	uint32_t node = 0, below = node_below(index, 0, src->value, src->wild, row);
	box_bits service;

	if (below != NO_NODE) {
		node = below;
		below = node_below(index, node, dst->value, dst->wild, row);
	}
	if (below != NO_NODE) {
		node = below;
		if (service_of(box, &service))
			node = node_below(index, node, service, 0, row);
	}
	return node;
}

/* Rows and their number are known: each node's come together. */
static void place_rows(struct box_index *index)
{
	uint32_t first = 0;

	VEC_FOREACH (node, &index->nodes) {
		node->first = first;
		first += node->n;
		node->n = 0;
	}
	for (uint32_t row = 0; row < index->node_of.len; row++) {
		struct node *node = &index->nodes.at[index->node_of.at[row]];

		index->numbers.at[node->first + node->n++] = row;
	}
}

/* Room for N, the first of them zero. */
#define room_for(index, vec, n)                                                      \
	do {                                                                         \
		while ((vec)->cap < (n))                                             \
			(vec)->at = vec_grow((index)->arena, (vec)->at, &(vec)->cap, \
					     sizeof *(vec)->at);                     \
		(vec)->len = (n);                                                    \
		if (n)                                                               \
			memset((vec)->at, 0, (n) * sizeof *(vec)->at);               \
	} while (0)

void box_index_fill(struct box_index *index, const struct box *rows, uint32_t n)
{
	uint32_t slots = 64;

	while (slots < 2 * (3 * n + 1))
		slots *= 2;
	index->rows = rows;
	index->mask = slots - 1;
	index->nodes.len = index->masks.len = index->node_of.len = 0;
	room_for(index, &index->slots, slots);
	room_for(index, &index->hints, slots / 32);
	room_for(index, &index->numbers, n);
	vec_push(index->arena, &index->nodes, ((struct node){.most = n}));
	for (uint32_t i = 0; i < n; i++) {
		uint32_t node = node_for(index, i);

		vec_push(index->arena, &index->node_of, node);
		index->nodes.at[node].n++;
	}
	place_rows(index);
}

struct box_index *box_index_new(struct arena *arena, const struct box *rows, uint32_t n)
{
	struct box_index *index = arena_new_object(arena, struct box_index);

	index->arena = arena;
	box_index_fill(index, rows, n);
	return index;
}

/* ---- questions ---- */

struct question {
	const struct box_index *index;
	const struct box_point *point;
	uint32_t from, to;
	bool (*visit)(void *of, uint32_t row);
	void *of;
	bool enough, left_out;
};

/* The first of N rows at or behind FROM. */
static uint32_t row_from(const uint32_t *rows, uint32_t n, uint32_t from)
{
	uint32_t low = 0, high = n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (rows[middle] < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void ask_rows(struct question *q, const struct node *node)
{
	const uint32_t *rows = q->index->numbers.at + node->first;
	uint32_t looked = 0;

	for (uint32_t i = row_from(rows, node->n, q->from);
	     i < node->n && rows[i] < q->to && !q->enough; i++) {
		if (looked++ == ROWS_LOOKED_AT) {
			q->left_out = true;
			return;
		}
		if (box_has(&q->index->rows[rows[i]], q->point))
			q->enough = q->visit(q->of, rows[i]);
	}
}

/* Of the point, what leads on from a node of LEVEL. */
static box_bits value_at(const struct box_point *point, int level)
{
	if (level == LEVEL_SERVICE)
		return (box_bits)point->number[BOX_PROTO] << 16 | point->number[BOX_DPORT];
	return point->field[level == LEVEL_SRC ? BOX_SRC : BOX_DST];
}

/* Some that lead on from a node. */
struct leads {
	unsigned n;
	struct {
		box_bits wild;
		uint32_t hash;
	} at[TOGETHER];
};

/* What may be below node FROM by VALUE, from mask number *MASK - 1 on. The slots are asked for
 * together: each is a wait for memory. */
static void find_leads(const struct box_index *index, uint32_t from, box_bits value, uint32_t *mask,
		       struct leads *leads)
{
	leads->n = 0;
	while (*mask && leads->n < TOGETHER) {
		const struct below_mask *below = &index->masks.at[*mask - 1];
		uint32_t hash = key_hash(from, value & ~below->wild, below->wild);

		*mask = below->next;
		if (!may_be_there(index, hash))
			continue;
		__builtin_prefetch(&index->slots.at[hash & index->mask]);
		leads->at[leads->n].wild = below->wild;
		leads->at[leads->n++].hash = hash;
	}
}

static void ask_node(struct question *q, uint32_t number, int level)
{
	const struct box_index *index = q->index;
	const struct node *node = &index->nodes.at[number];
	box_bits value = value_at(q->point, level);
	uint32_t mask = node->masks;
	struct leads leads;

	if (node->least >= q->to || node->most < q->from)
		return;
	ask_rows(q, node);
	while (mask && !q->enough) {
		find_leads(index, number, value, &mask, &leads);
		for (unsigned i = 0; i < leads.n && !q->enough; i++) {
			box_bits wild = leads.at[i].wild;
			const struct node_key key = {value & ~wild, wild, number};
			uint32_t below = slot_of(index, &key, leads.at[i].hash)->node;

			if (below)
				ask_node(q, below - 1, level + 1);
		}
	}
}

bool box_index_visit(const struct box_index *index, const struct box_point *point, uint32_t from,
		     uint32_t to, bool (*visit)(void *of, uint32_t row), void *of)
{
	struct question q = {
		.index = index, .point = point, .from = from, .to = to, .visit = visit, .of = of};

	ask_node(&q, 0, LEVEL_SRC);
	return !q.left_out;
}

static bool keep_first(void *of, uint32_t row)
{
	uint32_t *first = of;

	*first = row < *first ? row : *first;
	return false;
}

bool box_index_first(const struct box_index *index, const struct box_point *point, uint32_t from,
		     uint32_t to, uint32_t *row)
{
	*row = to;
	return box_index_visit(index, point, from, to, keep_first, row);
}
