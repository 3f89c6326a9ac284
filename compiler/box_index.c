/*
 * Which of many boxes hold a packet: a tree of three steps, the source, the destination, the
 * protocol with its destination port. Lists use few masks, so below a node there is one group for
 * each mask that is used there: the packet's address under that mask leads on, by a hash. A row
 * that wants more than one protocol or port, or one mask too many, waits at the node and is looked
 * at itself.
 */
#include "box.h"

#include "grammar/row_index.h"

enum { ROWS_LOOKED_AT = 512 }; /* at one node for one question */
enum { NODES_MIN = 64, MASKS_MAX = 256, NO_NODE = UINT32_MAX };
enum { LEVEL_SRC, LEVEL_DST, LEVEL_SERVICE };

/* Below node FROM by VALUE under the mask that leaves WILD open. */
struct node_key {
	box_bits value, wild;
	uint32_t from;
};

struct node {
	struct node_key key;
	VEC(box_bits) masks; /* of what is below: their open bits */
	VEC(uint32_t) rows; /* ascending */
};

struct box_index {
	struct arena *arena;
	const struct box *rows;
	VEC(struct node) nodes; /* the root first */
	uint32_t *slots; /* numbers of nodes + 1, by hash; 0: empty */
	uint32_t n_slots; /* a power of two, at least twice the nodes */
};

static uint64_t mix_bits(uint64_t hash, box_bits bits)
{
	return row_mix(row_mix(hash, (uint64_t)bits), (uint64_t)(bits >> 64));
}

static uint32_t key_hash(const struct node_key *key)
{
	uint64_t hash = mix_bits(mix_bits(key->from, key->value), key->wild);

	return (uint32_t)(hash ^ hash >> 32);
}

/* The slot of KEY, or the free one where it would be. */
static uint32_t *slot_of(const struct box_index *index, const struct node_key *key)
{
	uint32_t mask = index->n_slots - 1, i = key_hash(key) & mask;

	for (;; i = (i + 1) & mask) {
		const struct node *node;

		if (!index->slots[i])
			return &index->slots[i];
		node = &index->nodes.at[index->slots[i] - 1];
		if (node->key.value == key->value && node->key.wild == key->wild &&
		    node->key.from == key->from)
			return &index->slots[i];
	}
}

static void grow(struct box_index *index)
{
	index->n_slots *= 2;
	index->slots = arena_alloc(index->arena, index->n_slots * sizeof *index->slots);
	for (uint32_t i = 1; i < index->nodes.len; i++)
		*slot_of(index, &index->nodes.at[i].key) = i + 1;
}

/* False when the node has too many. */
static bool note_mask(struct box_index *index, uint32_t node, box_bits wild)
{
	VEC_FOREACH (mask, &index->nodes.at[node].masks)
		if (*mask == wild)
			return true;
	if (index->nodes.at[node].masks.len == MASKS_MAX)
		return false;
	vec_push(index->arena, &index->nodes.at[node].masks, wild);
	return true;
}

/* The node below FROM, made when there is none, or NO_NODE. */
static uint32_t node_below(struct box_index *index, uint32_t from, box_bits value, box_bits wild)
{
	const struct node_key key = {value, wild, from};
	uint32_t *slot = slot_of(index, &key);

	if (*slot)
		return *slot - 1;
	if (!note_mask(index, from, wild))
		return NO_NODE;
	*slot = index->nodes.len + 1;
	vec_push(index->arena, &index->nodes, ((struct node){.key = key}));
	if (index->nodes.len * 2 > index->n_slots)
		grow(index);
	return index->nodes.len - 1;
}

/* The protocol and port of BOX, when it wants one of each. */
static bool service_of(const struct box *box, box_bits *service)
{
	const struct box_range *proto = &box->number[BOX_PROTO], *port = &box->number[BOX_DPORT];

	*service = (box_bits)proto->first << 16 | port->first;
	return proto->first == proto->last && port->first == port->last;
}

static void add_row(struct box_index *index, uint32_t row)
{
	const struct box *box = &index->rows[row];
	const struct box_mask *src = &box->field[BOX_SRC], *dst = &box->field[BOX_DST];
	uint32_t node = 0, below = node_below(index, 0, src->value, src->wild);
	box_bits service;

	if (below != NO_NODE) {
		node = below;
		below = node_below(index, node, dst->value, dst->wild);
	}
	if (below != NO_NODE) {
		node = below;
		if (service_of(box, &service))
			node = node_below(index, node, service, 0);
	}
	vec_push(index->arena, &index->nodes.at[node].rows, row);
}

struct box_index *box_index_new(struct arena *arena, const struct box *rows, uint32_t n)
{
	struct box_index *index = arena_new_object(arena, struct box_index);

	index->arena = arena;
	index->rows = rows;
	index->n_slots = NODES_MIN / 2;
	grow(index);
	vec_push(arena, &index->nodes, ((struct node){0}));
	for (uint32_t i = 0; i < n; i++)
		add_row(index, i);
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

/* The first row at or behind FROM. */
static uint32_t row_from(const struct node *node, uint32_t from)
{
	uint32_t low = 0, high = node->rows.len;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (node->rows.at[middle] < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void ask_rows(struct question *q, const struct node *node)
{
	uint32_t looked = 0;

	for (uint32_t i = row_from(node, q->from);
	     i < node->rows.len && node->rows.at[i] < q->to && !q->enough; i++) {
		uint32_t row = node->rows.at[i];

		if (looked++ == ROWS_LOOKED_AT) {
			q->left_out = true;
			return;
		}
		if (box_has(&q->index->rows[row], q->point))
			q->enough = q->visit(q->of, row);
	}
}

static void ask_node(struct question *q, uint32_t number, int level)
{
	const struct node *node = &q->index->nodes.at[number];
	box_bits value;

	ask_rows(q, node);
	if (level == LEVEL_SERVICE)
		value = (box_bits)q->point->number[BOX_PROTO] << 16 | q->point->number[BOX_DPORT];
	else
		value = q->point->field[level == LEVEL_SRC ? BOX_SRC : BOX_DST];
	for (uint32_t i = 0; i < node->masks.len && !q->enough; i++) {
		box_bits wild = node->masks.at[i];
		const struct node_key key = {value & ~wild, wild, number};
		uint32_t below = *slot_of(q->index, &key);

		if (below)
			ask_node(q, below - 1, level + 1);
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
