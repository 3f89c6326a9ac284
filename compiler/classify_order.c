/*
 * Which pieces of a list must stand before which, and so which groups before which: the first pass
 * of classify.c.
 */
#include "classify_plan.h"

#include "grammar/row_index.h"

static bool may_meet(const struct class_plan *plan, const struct class_shape *shape,
		     uint8_t verdict)
{
	if (verdict == CLASS_APART || plan->exact || shape->verdicts[CLASS_APART])
		return true;
	return shape->verdicts[!verdict];
}

/* A line without ports that stands before one with ports is in the map with ports as well. */
static bool is_settled(const struct class_plan *plan, uint32_t other, uint32_t own)
{
	return plan->shapes.at[own].group == GROUP_PORTS &&
	       plan->shapes.at[other].group == GROUP_PLAIN;
}

/* Is there more than one group? */
static bool has_several(const struct class_plan *plan)
{
	uint32_t n = 0;

	VEC_FOREACH (group, &plan->groups)
		n += group->n != 0;
	return n > 1;
}

/* Must PLANNED follow what of shape S it meets? */
static bool must_follow(const struct class_plan *plan, const struct class_planned *planned,
			uint32_t s)
{
	return !is_settled(plan, s, planned->shape) &&
	       may_meet(plan, &plan->shapes.at[s], planned->piece->verdict);
}

/* Are both in one map of ranges, where it matters that they meet? Of equal pieces in a hash only
 * the first is kept. */
static bool is_same_ranges(const struct class_plan *plan, uint32_t own, uint32_t other)
{
	uint32_t group = plan->shapes.at[own].group;

	return plan->groups.at[group].kind == CLASS_RANGES && plan->shapes.at[other].group == group;
}

bool class_is_same_ranges(const struct class_plan *plan, const struct class_planned *planned,
			  uint32_t s)
{
	return is_same_ranges(plan, planned->shape, s);
}

bool class_matters(const struct class_plan *plan, const struct class_planned *planned, uint32_t s)
{
	return s == planned->shape || class_is_same_ranges(plan, planned, s) ||
	       must_follow(plan, planned, s);
}

/* ---- what has been seen, by the bits that two shapes look at ---- */

typedef uint32_t shape_bits;
enum { BLOCK = 32, SLOTS_MIN = 32 };
enum { LET_GO_AFTER = 256 }; /* pieces, and twice as many each time */

/* What a shape needs of a view: of what shapes of one block show of themselves under some bits that
 * others look at, too. */
struct look {
	uint32_t view;
	struct class_packed mask; /* and in the upper bits of SERVICES the block: shape / BLOCK */
	uint64_t salt; /* of its hashes */
	/* shapes that are looked for, since the order of groups is not known yet, or whether plan
	 * is intricate */
	shape_bits orders, levels;
	bool shown; /* its own pieces are seen there */
};

typedef VEC(struct look) looks;

/* Of what has the same bits in a view. Two of one hash are taken for the same: that they meet is
 * then said where they may not. */
struct seen {
	uint64_t hash; /* 0: free */
	shape_bits shapes[2]; /* with this verdict; one that stands apart has both */
};

struct order_search {
	struct class_plan *plan;
	struct class_keys *keys; /* of views */
	VEC(shape_bits) wanted; /* [view]: shapes that others look for */
	VEC(uint32_t) look_of; /* [view]: + 1, of the shape that looks around */
	looks *looks; /* [shape] */
	struct seen *seen;
	uint32_t n_seen, used; /* a power of two */
	bool learnt; /* what lets go of looks */
};

static uint32_t block_of(const struct look *look)
{
	return (uint32_t)(look->mask.services >> CLASS_PACKED_BITS);
}

/* What SHAPE sees of, or shows to, the ones of BLOCK under MASK. */
static struct look *look_for(struct order_search *search, uint32_t shape, struct class_packed mask,
			     uint32_t block)
{
	struct arena *arena = search->plan->arena;
	looks *known = &search->looks[shape];
	struct look *look;
	uint32_t view;

	mask.services |= (uint64_t)block << CLASS_PACKED_BITS;
	view = class_keys_number(search->keys, mask);
	if (view == search->wanted.len) {
		vec_push(arena, &search->wanted, 0);
		vec_push(arena, &search->look_of, 0);
	}
	if (search->look_of.at[view])
		return &known->at[search->look_of.at[view] - 1];
	look = vec_add(arena, known);
	*look = (struct look){.view = view, .mask = mask, .salt = row_mix(0, view + 1)};
	search->look_of.at[view] = known->len;
	return look;
}

/* May what is of shape OWN be wanted behind what it meets of OTHER, which is of another group? */
static bool may_follow(const struct class_plan *plan, uint32_t own, uint32_t other)
{
	const struct class_shape *mine = &plan->shapes.at[own], *its = &plan->shapes.at[other];

	if (mine->group == its->group || is_settled(plan, other, own))
		return false;
	/* what both sides ask stands before all that is left, or is left, too */
	if (plan->kind == PLAN_SIDES && mine->group == GROUP_RULES)
		return false;
	return plan->exact || mine->verdicts[CLASS_APART] || its->verdicts[CLASS_APART] ||
	       (mine->verdicts[CLASS_PERMIT] && its->verdicts[CLASS_DENY]) ||
	       (mine->verdicts[CLASS_DENY] && its->verdicts[CLASS_PERMIT]);
}

/* What shape OWN and OTHER look for of one another. */
static void look_out(struct order_search *search, uint32_t own, uint32_t other)
{
	const struct class_plan *plan = search->plan;
	const shape_bits bit = (shape_bits)1 << other % BLOCK;
	struct class_packed mask = class_pack(plan->shapes.at[own].mask);
	const struct class_packed also = class_pack(plan->shapes.at[other].mask);
	bool orders = may_follow(plan, own, other), levels = is_same_ranges(plan, own, other);

	mask.addresses &= also.addresses;
	mask.services &= also.services;
	if (orders || levels) {
		struct look *look = look_for(search, own, mask, other / BLOCK);

		look->orders |= orders ? bit : 0;
		look->levels |= levels ? bit : 0;
	}
	if (levels || may_follow(plan, other, own))
		look_for(search, own, mask, own / BLOCK)->shown = true;
}

static void look_around(struct order_search *search)
{
	const struct class_plan *plan = search->plan;

	search->keys = class_keys_new(plan->arena);
	search->looks = arena_alloc(plan->arena, plan->shapes.len * sizeof *search->looks);
	for (uint32_t own = 0; own < plan->shapes.len; own++) {
		for (uint32_t other = 0; other < plan->shapes.len; other++)
			if (!class_are_apart(&plan->shapes.at[own].common,
					     &plan->shapes.at[other].common))
				look_out(search, own, other);
		VEC_FOREACH (look, &search->looks[own])
			search->look_of.at[look->view] = 0;
	}
}

/* What was seen under HASH, or the free place for it. */
static struct seen *seen_under(const struct order_search *search, uint64_t hash)
{
	uint32_t last = search->n_seen - 1, i = (uint32_t)(hash >> 32) & last;

	while (search->seen[i].hash && search->seen[i].hash != hash)
		i = (i + 1) & last;
	return &search->seen[i];
}

static void have_room(struct order_search *search, uint32_t n)
{
	struct arena *arena = search->plan->arena;
	struct seen *old = search->seen;
	uint32_t n_old = search->n_seen;

	search->n_seen = n;
	search->seen = arena_alloc_spread(arena, n * sizeof *search->seen);
	for (uint32_t i = 0; i < n_old; i++)
		if (old[i].hash)
			*seen_under(search, old[i].hash) = old[i];
	arena_release(arena, old, n_old * sizeof *old);
}

/* Whether group OWN must stand behind that of the first shape of BITS in BLOCK. */
static bool *behind_of(const struct class_plan *plan, uint32_t own, uint32_t block, shape_bits bits)
{
	uint32_t shape = block * BLOCK + (uint32_t)__builtin_ctz(bits);

	return &plan->before[plan->shapes.at[shape].group * plan->groups.len + own];
}

/* What is known need not be looked for, nor need be shown what nobody looks for. Returns how many
 * looks are left. */
static uint32_t let_go(struct order_search *search)
{
	const struct class_plan *plan = search->plan;
	uint32_t left = 0;

	VEC_FOREACH (wanted, &search->wanted)
		*wanted = 0;
	for (uint32_t s = 0; s < plan->shapes.len; s++)
		VEC_FOREACH (look, &search->looks[s]) {
			uint32_t block = block_of(look);

			for (shape_bits bits = look->orders; bits; bits &= bits - 1)
				if (*behind_of(plan, plan->shapes.at[s].group, block, bits))
					look->orders &= ~(bits & -bits);
			look->levels = plan->intricate ? 0 : look->levels;
			search->wanted.at[look->view] |= look->orders | look->levels;
		}
	for (uint32_t s = 0; s < plan->shapes.len; s++) {
		looks *all = &search->looks[s];
		uint32_t kept = 0;

		VEC_FOREACH (look, all) {
			look->shown = block_of(look) == s / BLOCK &&
				      search->wanted.at[look->view] >> s % BLOCK & 1;
			if (look->orders | look->levels || look->shown)
				all->at[kept++] = *look;
		}
		all->len = kept;
		left += kept;
	}
	search->learnt = false;
	return left;
}

/* PLANNED is seen: at SEEN, under HASH. */
static void show(struct order_search *search, const struct class_planned *planned, uint64_t hash,
		 struct seen *seen)
{
	const shape_bits own = (shape_bits)1 << planned->shape % BLOCK;
	uint8_t verdict = planned->piece->verdict;

	seen->shapes[CLASS_DENY] |= verdict == CLASS_PERMIT ? 0 : own;
	seen->shapes[CLASS_PERMIT] |= verdict == CLASS_DENY ? 0 : own;
	if (seen->hash)
		return;
	seen->hash = hash;
	search->used++;
	if (2 * search->used > search->n_seen)
		have_room(search, 2 * search->n_seen);
}

/* Note before which groups the own one of PLANNED comes, for what it meets in LOOK; and whether
 * that are ranges of its own map, which then have levels. */
static void look_at(struct order_search *search, const struct class_planned *planned,
		    struct class_packed value, const struct look *look)
{
	struct class_plan *plan = search->plan;
	const uint64_t hash =
		1 | row_mix(row_mix(look->salt, value.addresses & look->mask.addresses),
			    value.services & look->mask.services);
	uint8_t verdict = planned->piece->verdict;
	shape_bits before, all;
	struct seen *seen;

	seen = seen_under(search, hash);
	all = seen->shapes[CLASS_DENY] | seen->shapes[CLASS_PERMIT];
	before = verdict == CLASS_APART || plan->exact ? all : seen->shapes[!verdict];
	for (before &= look->orders; before; before &= before - 1) {
		*behind_of(plan, plan->shapes.at[planned->shape].group, block_of(look), before) =
			true;
		search->learnt = true;
	}
	if (all & look->levels)
		plan->intricate = search->learnt = true;
	if (look->shown)
		show(search, planned, hash, seen);
}

/* How often pieces are shown, but no more than twice each: many are the same to a view. */
static uint32_t count_shown(const struct order_search *search)
{
	const struct class_plan *plan = search->plan;
	uint8_t *shown = arena_alloc(plan->arena, plan->shapes.len);
	uint32_t n = 0;

	for (uint32_t s = 0; s < plan->shapes.len; s++)
		VEC_FOREACH (look, &search->looks[s])
			if (look->shown && shown[s] < 2)
				shown[s]++;
	VEC_FOREACH (planned, &plan->planned)
		n += shown[planned->shape];
	return n;
}

void class_find_order(struct class_plan *plan)
{
	struct order_search search = {.plan = plan};
	uint32_t n = SLOTS_MIN, next = LET_GO_AFTER, shown;

	plan->before = arena_alloc(plan->arena, (size_t)plan->groups.len * plan->groups.len);
	if (!has_several(plan)) {
		plan->intricate =
			!plan->groups.at[GROUP_RULES].n &&
			(plan->groups.at[GROUP_PORTS].n || plan->groups.at[GROUP_PLAIN].n);
		return;
	}
	look_around(&search);
	shown = count_shown(&search);
	while (n < 2 * shown)
		n *= 2;
	have_room(&search, n);
	for (uint32_t i = 0; i < plan->planned.len; i++) {
		const struct class_planned *planned = &plan->planned.at[i];
		struct class_packed value;

		if (i == next) {
			next *= 2;
			if (search.learnt && !let_go(&search))
				break;
		}
		value = class_pack(planned->piece->value);
		VEC_FOREACH (look, &search.looks[planned->shape])
			look_at(&search, planned, value, look);
	}
}

bool class_order_is_broken(const struct class_plan *plan)
{
	VEC_FOREACH (first, &plan->groups)
		VEC_FOREACH (second, &plan->groups)
			if (plan->before[(first - plan->groups.at) * plan->groups.len +
					 (second - plan->groups.at)] &&
			    *first->steps.at > *second->steps.at)
				return true;
	return false;
}
