/*
 * The walk over the cells of a region. Each level splits one dimension: the boxes that are still in
 * reach cut it into atoms, and atoms that lie in the same boxes are one class, whose values nothing
 * tells apart. A level hands its budget on to its classes in equal shares, and what one leaves over
 * to the next, so that a walk that must end early has been everywhere. See cells.h.
 */
#include "cells.h"

#include <stdlib.h>
#include <string.h>

#define ARENA_LEVEL CELL_DPORT /* below it, one arena serves all */

struct class
{
	uint64_t mark; /* of the boxes that it lies in */
	VEC(struct cell_range) ranges;
};

struct edge {
	uint32_t at;
	uint64_t mark;
};

/* The boxes that the values chosen so far are in reach of. */
struct level {
	struct arena *arena;
	enum cell_dimension dimension;
	const struct cell_box **boxes;
	uint32_t n;
};

static uint64_t mix(uint64_t x)
{
	x += UINT64_C(0x9e3779b97f4a7c15);
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

static int by_place(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	return x->at < y->at ? -1 : x->at > y->at;
}

/* ---- classes ---- */

typedef VEC(struct edge) edges;

static void add_edges(const struct level *level, const struct cell_set *domain, edges *all)
{
	for (uint32_t i = 0; i < level->n; i++) {
		const struct cell_set *set = level->boxes[i]->in[level->dimension];
		uint64_t mark = mix(i);

		if (!set || cell_set_within(domain, set))
			continue;
		for (uint32_t k = 0; k < set->len; k++) {
			vec_push(level->arena, all, ((struct edge){set->at[k].low, mark}));
			if (set->at[k].high != UINT32_MAX)
				vec_push(level->arena, all,
					 ((struct edge){set->at[k].high + 1, mark}));
		}
	}
	if (all->len > 1)
		qsort(all->at, all->len, sizeof *all->at, by_place);
}

/* Pieces of the domain, each with the mark of the boxes that it lies in. */
struct atom {
	uint64_t mark;
	struct cell_range range;
};

static int by_mark(const void *a, const void *b)
{
	const struct atom *x = a, *y = b;

	if (x->mark != y->mark)
		return x->mark < y->mark ? -1 : 1;
	return x->range.low < y->range.low ? -1 : x->range.low > y->range.low;
}

static int by_first(const void *a, const void *b)
{
	const struct class *x = a, *y = b;

	return x->ranges.at[0].low < y->ranges.at[0].low ? -1 : 1;
}

typedef VEC(struct atom) atoms;
typedef VEC(struct class) classes;

static void cut(const struct level *level, const struct cell_set *domain, atoms *all)
{
	edges edge = {0};
	uint64_t mark = 0;
	uint32_t e = 0;

	add_edges(level, domain, &edge);
	for (uint32_t i = 0; i < domain->len; i++) {
		uint32_t low = domain->at[i].low;

		for (;;) {
			uint32_t high = domain->at[i].high;

			while (e < edge.len && edge.at[e].at <= low)
				mark ^= edge.at[e++].mark;
			if (e < edge.len && edge.at[e].at <= high)
				high = edge.at[e].at - 1;
			vec_push(level->arena, all, ((struct atom){mark, {low, high}}));
			if (high == domain->at[i].high)
				break;
			low = high + 1;
		}
	}
}

static void classify(const struct level *level, const struct cell_set *domain, classes *found)
{
	atoms all = {0};

	cut(level, domain, &all);
	if (all.len > 1)
		qsort(all.at, all.len, sizeof *all.at, by_mark);
	VEC_FOREACH (atom, &all) {
		struct class *class = found->len ? &found->at[found->len - 1] : NULL;

		if (!class || class->mark != atom->mark) {
			class = vec_add(level->arena, found);
			class->mark = atom->mark;
		}
		vec_push(level->arena, &class->ranges, atom->range);
	}
	if (found->len > 1)
		qsort(found->at, found->len, sizeof *found->at, by_first);
}

/* ---- one of a class ---- */

/* Values that a reader takes for what they are. */
static const uint32_t nice[CELL_DIMENSION_COUNT][8] = {
	[CELL_PROTO] = {PROTO_TCP, PROTO_UDP, PROTO_ICMP, 47},
	[CELL_DST] = {0xcb007109, 0xc6336409, 0xc0000209, 0x08080808},
	[CELL_SRC] = {0xcb007105, 0xc6336405, 0xc0000205, 0x08080404},
	[CELL_DPORT] = {80, 443, 22, 25, 33434},
	[CELL_SPORT] = {50000, 40000, 1024, 53, 80},
	[CELL_MESSAGE] = {ICMP_ECHO * 256, ICMP_UNREACHABLE * 256 + 1},
	[CELL_FLAGS] = {TCP_SYN, TCP_ACK, TCP_SYN | TCP_ACK, TCP_RST, TCP_FIN, TCP_PSH, TCP_URG},
	[CELL_TOS] = {0},
	[CELL_TTL] = {64, 255, 128, 32},
	[CELL_LENGTH] = {60, 100, 576, 1400},
};

/* Of addresses: a host's within some network, since the first of a network is its own. */
static uint32_t some_host(const struct cell_set *set)
{
	for (uint32_t i = 0; i < set->len; i++)
		if (set->at[i].high - set->at[i].low > 2)
			return set->at[i].low + !(set->at[i].low & 3);
	return set->at[0].low;
}

static uint32_t one_of(enum cell_dimension dimension, const struct cell_set *set)
{
	for (unsigned i = 0; i < sizeof nice[0] / sizeof *nice[0]; i++)
		if ((nice[dimension][i] || dimension == CELL_TOS) &&
		    cell_set_has(set, nice[dimension][i]))
			return nice[dimension][i];
	if (dimension == CELL_DST || dimension == CELL_SRC)
		return some_host(set);
	return set->at[0].low;
}

struct packet cell_packet(const struct cell *cell)
{
	struct packet packet = {
		.src = cell->at[CELL_SRC],
		.dst = cell->at[CELL_DST],
		.sport = (uint16_t)cell->at[CELL_SPORT],
		.dport = (uint16_t)cell->at[CELL_DPORT],
		.proto = (uint8_t)cell->at[CELL_PROTO],
		.icmp_type = (uint8_t)(cell->at[CELL_MESSAGE] >> 8),
		.icmp_code = (uint8_t)cell->at[CELL_MESSAGE],
		.flags = (uint8_t)cell->at[CELL_FLAGS],
		.tos = (uint8_t)cell->at[CELL_TOS],
		.ttl = (uint8_t)cell->at[CELL_TTL],
		.length = (uint16_t)cell->at[CELL_LENGTH],
	};

	if (packet_has_query(&packet))
		packet.sport = packet.dport = 1;
	return packet;
}

/* ---- the walk ---- */

/* Those that real packets have, unless somebody asks for others. */
static const struct cell_set *flags_domain(struct arena *arena, const struct cells *cells)
{
	VEC(struct cell_range) all = {0};

	for (uint32_t flags = 1; flags <= cell_most(CELL_FLAGS); flags++) {
		bool opens = (flags & TCP_SYN) && !(flags & (TCP_FIN | TCP_RST));
		bool goes_on = !(flags & TCP_SYN) && (flags & (TCP_ACK | TCP_RST));

		if (cells->flags || opens || goes_on)
			vec_push(arena, &all, ((struct cell_range){flags, flags}));
	}
	return cell_set_make(arena, all.at, all.len);
}

/* What values there are at all, given those of the dimensions before. */
static const struct cell_set *domain_of(struct arena *arena, const struct cells *cells,
					const struct cell *cell, enum cell_dimension dimension)
{
	const uint32_t proto = cell->at[CELL_PROTO];
	uint32_t low = 0, high = cell_most(dimension);

	switch (dimension) {
	case CELL_IN:
		high = cells->names.len - 1;
		break;
	case CELL_SRC:
		if (!cell->at[CELL_IN])
			return cells->own;
		return cell_set_without(arena, cell_set_of(arena, low, high), cells->strange);
	case CELL_DPORT:
	case CELL_SPORT:
		if (proto != PROTO_TCP && proto != PROTO_UDP)
			high = 0;
		break;
	case CELL_MESSAGE:
		if (proto != PROTO_ICMP)
			high = 0;
		break;
	case CELL_FLAGS:
		if (proto == PROTO_TCP)
			return flags_domain(arena, cells);
		high = 0;
		break;
	case CELL_TTL:
		low = 2; /* what arrives with less goes no further */
		break;
	case CELL_LENGTH:
		low = 40;
		break;
	default:
		break;
	}
	return cell_set_of(arena, low, high);
}

struct descent {
	struct cell_walk *walk;
	const struct cell_box *region;
	struct cell cell;
};

static double descend(struct descent *d, const struct level *level, uint64_t budget);

static double choose(struct descent *d, const struct level *level, const struct class *class,
		     uint64_t budget)
{
	enum cell_dimension dimension = level->dimension;
	struct level next = {
		.arena = level->arena, .dimension = dimension + 1, .boxes = level->boxes};
	double all;

	if (dimension < ARENA_LEVEL)
		next.arena = arena_new();
	d->cell.in[dimension] = cell_set_make(level->arena, class->ranges.at, class->ranges.len);
	d->cell.at[dimension] = one_of(dimension, d->cell.in[dimension]);
	/* those in reach to the front: who called has looked at them all, and needs no order */
	for (uint32_t i = 0; i < level->n; i++)
		if (cell_set_has(level->boxes[i]->in[dimension], class->ranges.at[0].low)) {
			const struct cell_box *box = level->boxes[i];

			level->boxes[i] = level->boxes[next.n];
			level->boxes[next.n++] = box;
		}
	all = descend(d, &next, budget);
	if (next.arena != level->arena)
		arena_free(next.arena);
	return all;
}

/* Does any of the boxes in reach cut DOMAIN? */
static bool is_cut(const struct level *level, const struct cell_set *domain)
{
	for (uint32_t i = 0; i < level->n; i++)
		if (level->boxes[i]->in[level->dimension] &&
		    !cell_set_within(domain, level->boxes[i]->in[level->dimension]))
			return true;
	return false;
}

/* A dimension that nothing cuts has one class. */
static double pass(struct descent *d, const struct level *level, const struct cell_set *domain,
		   uint64_t budget)
{
	struct level next = *level;

	if (!domain->len)
		return 0;
	d->cell.in[level->dimension] = domain;
	d->cell.at[level->dimension] = one_of(level->dimension, domain);
	next.dimension++;
	return descend(d, &next, budget);
}

static double descend(struct descent *d, const struct level *level, uint64_t budget)
{
	struct cell_walk *walk = d->walk;
	uint64_t start = walk->looked, seen, step;
	const struct cell_set *domain;
	classes found = {0};
	double all = 0;

	if (level->dimension == CELL_DIMENSION_COUNT) {
		walk->looked++;
		if (walk->visit)
			walk->visit(walk->context, level->arena, &d->cell);
		return 1;
	}
	domain = cell_set_both(level->arena,
			       domain_of(level->arena, walk->cells, &d->cell, level->dimension),
			       d->region->in[level->dimension]);
	if (!is_cut(level, domain))
		return pass(d, level, domain, budget);
	classify(level, domain, &found);
	seen = found.len > budget ? budget : found.len;
	step = seen ? 1 : 0;
	for (uint64_t i = 0; step && i < seen; i++) {
		uint64_t which = i * found.len / seen, used = walk->looked - start;
		uint64_t left = budget > used ? budget - used : 0;

		left = left / (seen - i);
		all += choose(d, level, &found.at[which], left ? left : 1);
	}
	return seen ? all * found.len / (double)seen : 0;
}

/* What a box and the region have in common. */
static bool meets(const struct cell_box *box, const struct cell_box *region)
{
	for (int i = 0; i < CELL_DIMENSION_COUNT; i++)
		if (!cell_set_meets(box->in[i], region->in[i]))
			return false;
	return true;
}

void cells_walk(struct cell_walk *walk, const struct cell_box *region, uint64_t budget)
{
	struct cells *cells = walk->cells;
	struct descent descent = {.walk = walk, .region = region};
	struct level level = {.arena = arena_new()};

	level.boxes = arena_alloc(level.arena, (cells->boxes.len + 1) * sizeof *level.boxes);
	VEC_FOREACH (box, &cells->boxes)
		if (meets(box, region))
			level.boxes[level.n++] = box;
	walk->all += descend(&descent, &level, budget ? budget : 1);
	arena_free(level.arena);
}
