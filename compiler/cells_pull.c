/*
 * A statement sees packets as they are by then: behind a translation, or on their way back. Here
 * its box becomes those of the packets that come in, so that all cells are cut in one space. What
 * is cut too coarsely in one box is cut by that of the translation itself. See cells.h.
 */
#include "cells.h"

/* Where a packet comes from, or goes to. */
struct end {
	const struct cell_set *addr, *port;
};

static const struct cell_set *shifted(struct arena *arena, const struct cell_set *set,
				      uint32_t from, uint32_t to, uint32_t size)
{
	const struct cell_set *part =
		cell_set_both(arena, set, cell_set_of(arena, from, from + (size - 1)));
	struct cell_range *ranges = arena_alloc(arena, (part->len + 1) * sizeof *ranges);

	for (uint32_t i = 0; i < part->len; i++)
		ranges[i] = (struct cell_range){part->at[i].low - from + to,
						part->at[i].high - from + to};
	return cell_set_make(arena, ranges, part->len);
}

static void add_port(struct arena *arena, struct end *to, uint16_t port)
{
	to->port = cell_set_union(arena, to->port, cell_set_of(arena, port, port));
}

/* What END is on the other side of T, added to OTHER. */
static void translate(struct arena *arena, const struct cell_translation *t, const struct end *end,
		      struct end *other)
{
	const struct cell_set *parts[2];

	if (!t->size) {
		if (cell_set_meets(end->addr, t->pool))
			*other = (struct end){0};
		return;
	}
	parts[0] = shifted(arena, end->addr, t->global, t->local, t->size);
	parts[1] = shifted(arena, end->addr, t->local, t->global, t->size);
	for (int i = 0; i < 2; i++)
		if (parts[i]->len) {
			other->addr = cell_set_union(arena, other->addr, parts[i]);
			if (t->local_port)
				add_port(arena, other, i ? t->global_port : t->local_port);
		}
}

static bool touches(const struct cell_translation *t, const struct end *end)
{
	if (!end->addr || !t->size)
		return true;
	for (uint32_t i = 0; i < end->addr->len; i++) {
		const struct cell_range *r = &end->addr->at[i];

		if ((r->low <= t->local + (t->size - 1) && r->high >= t->local) ||
		    (r->low <= t->global + (t->size - 1) && r->high >= t->global))
			return true;
	}
	return false;
}

/* The ends of packets that come in whose end is END behind translation; false: no others. */
static bool other_end(struct cells *cells, const struct end *end, struct end *other)
{
	static const struct cell_set none;

	if (!end->addr && !end->port)
		return false;
	*other = (struct end){&none, end->port};
	VEC_FOREACH (t, &cells->translations)
		if (touches(t, end))
			translate(cells->arena, t, end, other);
	return !other->addr || other->addr->len;
}

static void add_box(struct cells *cells, const struct cell_box *box, const struct end *src,
		    const struct end *dst)
{
	struct cell_box one = *box;

	one.in[CELL_SRC] = src->addr;
	one.in[CELL_SPORT] = src->port;
	one.in[CELL_DST] = dst->addr;
	one.in[CELL_DPORT] = dst->port;
	vec_push(cells->arena, &cells->boxes, one);
}

static void add_ends(struct cells *cells, const struct cell_box *box)
{
	const struct end src = {box->in[CELL_SRC], box->in[CELL_SPORT]};
	const struct end dst = {box->in[CELL_DST], box->in[CELL_DPORT]};
	struct end other_src, other_dst;
	bool has_src = other_end(cells, &src, &other_src);
	bool has_dst = other_end(cells, &dst, &other_dst);

	add_box(cells, box, &src, &dst);
	if (has_src)
		add_box(cells, box, &other_src, &dst);
	if (has_dst)
		add_box(cells, box, &src, &other_dst);
	if (has_src && has_dst)
		add_box(cells, box, &other_src, &other_dst);
}

/* ---- the way back ---- */

/* Of messages: an answer belongs to a question. */
static const struct cell_set *asked(struct arena *arena, const struct cell_set *answers)
{
	const uint32_t echo = ICMP_ECHO * 256u, reply = ICMP_ECHO_REPLY * 256u;
	const struct cell_set *set;
	struct cell_range both[2] = {{echo, echo + 255}, {reply, reply + 255}};

	if (!answers)
		return NULL;
	set = cell_set_without(arena, answers, cell_set_make(arena, both, 2));
	set = cell_set_union(arena, set, shifted(arena, answers, echo, reply, 256));
	return cell_set_union(arena, set, shifted(arena, answers, reply, echo, 256));
}

/* Of flags: what answers a first packet has SYN and ACK, what answers another, ACK. */
static const struct cell_set *flags_asked(struct arena *arena, const struct cell_set *answers)
{
	const struct cell_set *set = cell_set_make(arena, NULL, 0);

	if (!answers)
		return NULL;
	for (uint32_t flags = 0; flags <= cell_most(CELL_FLAGS); flags++) {
		bool first = (flags & (TCP_SYN | TCP_ACK | TCP_RST)) == TCP_SYN;

		if (cell_set_has(answers, first ? TCP_SYN | TCP_ACK : TCP_ACK))
			set = cell_set_union(arena, set, cell_set_of(arena, flags, flags));
	}
	return set;
}

void cells_pull(struct cells *cells, const struct cell_box *box, const struct cell_set *from)
{
	struct cell_box there = *box, back = *box;

	there.in[CELL_IN] = from;
	add_ends(cells, &there);
	back.in[CELL_SRC] = box->in[CELL_DST];
	back.in[CELL_SPORT] = box->in[CELL_DPORT];
	back.in[CELL_DST] = box->in[CELL_SRC];
	back.in[CELL_DPORT] = box->in[CELL_SPORT];
	back.in[CELL_MESSAGE] = asked(cells->arena, box->in[CELL_MESSAGE]);
	back.in[CELL_FLAGS] = flags_asked(cells->arena, box->in[CELL_FLAGS]);
	add_ends(cells, &back);
}

/* ---- translations ---- */

static void learn_static(struct cells *cells, const struct world *world,
			 const struct nat_static *entry)
{
	struct cell_translation t = {.local = entry->local,
				     .global = entry->global,
				     .size = entry->len < 32 ? ~ip_len_mask(entry->len) + 1 : 1,
				     .local_port = entry->local_port,
				     .global_port = entry->global_port};
	uint8_t len;

	if (entry->interface.name.s &&
	    (!entry->interface.to || !world_address(world, entry->interface.to, &t.global, &len)))
		return;
	vec_push(cells->arena, &cells->translations, t);
}

static void learn_dynamic(struct cells *cells, const struct world *world,
			  const struct nat_dynamic *rule)
{
	struct cell_translation t = {0};
	VEC(struct cell_range) ranges = {0};
	uint32_t addr;
	uint8_t len;

	if (rule->interface.to && world_address(world, rule->interface.to, &addr, &len))
		vec_push(cells->arena, &ranges, ((struct cell_range){addr, addr}));
	if (rule->pool.to)
		VEC_FOREACH (range, &rule->pool.to->ranges)
			vec_push(cells->arena, &ranges,
				 ((struct cell_range){range->first, range->last}));
	t.pool = cell_set_make(cells->arena, ranges.at, ranges.len);
	vec_push(cells->arena, &cells->translations, t);
}

void cells_learn(struct cells *cells, const struct world *world)
{
	const struct nat *nat = &eval_router(world->eval)->nat;

	VEC_FOREACH (entry, &nat->statics)
		learn_static(cells, world, entry);
	VEC_FOREACH (rule, &nat->dynamics)
		learn_dynamic(cells, world, rule);
}
