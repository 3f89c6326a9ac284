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

bool class_is_same_ranges(const struct class_plan *plan, const struct class_planned *planned,
			  uint32_t s)
{
	uint32_t group = plan->shapes.at[planned->shape].group;

	return plan->groups.at[group].kind == CLASS_RANGES && plan->shapes.at[s].group == group;
}

bool class_matters(const struct class_plan *plan, const struct class_planned *planned, uint32_t s)
{
	return s == planned->shape || class_is_same_ranges(plan, planned, s) ||
	       must_follow(plan, planned, s);
}

/* ---- what has been seen, by the bits that two shapes look at ---- */

typedef uint64_t shape_bits;
enum { BLOCK = 64, SLOTS_MIN = 32 };

/* What shapes of one block show of themselves under some bits that others look at, too. */
struct view {
	struct class_packed mask;
	uint32_t block; /* the first shape / BLOCK */
};

/* A view as a shape needs it. */
struct look {
	uint32_t view;
	shape_bits orders, levels; /* the shapes that are looked for; see struct class_plan */
	bool shown; /* its own pieces are seen there */
};

typedef VEC(struct look) looks;

struct seen {
	struct class_packed key; /* in the upper bits of SERVICES the view + 1 */
	shape_bits shapes[CLASS_VERDICTS];
};

struct order_search {
	struct class_plan *plan;
	VEC(struct view) views;
	uint32_t *view_at; /* + 1, by hash */
	uint32_t n_views; /* places there: a power of two */
	looks *looks; /* [shape] */
	struct seen *seen;
	uint32_t n_seen, used; /* a power of two */
};

static uint64_t hash_of(struct class_packed key)
{
	uint64_t hash = row_mix(row_mix(0, key.addresses), key.services);

	return hash ^ hash >> 32;
}

static uint32_t view_for(struct order_search *search, struct class_packed mask, uint32_t block)
{
	const struct class_packed key = {mask.addresses,
					 mask.services | (uint64_t)block << CLASS_PACKED_BITS};
	uint32_t last = search->n_views - 1, i;

	for (i = (uint32_t)hash_of(key) & last; search->view_at[i]; i = (i + 1) & last) {
		const struct view *view = &search->views.at[search->view_at[i] - 1];

		if (view->mask.addresses == mask.addresses &&
		    view->mask.services == mask.services && view->block == block)
			return search->view_at[i] - 1;
	}
	vec_push(search->plan->arena, &search->views, ((struct view){mask, block}));
	search->view_at[i] = search->views.len;
	return search->views.len - 1;
}

static struct look *look_for(struct order_search *search, uint32_t shape, uint32_t view)
{
	looks *known = &search->looks[shape];
	struct look *look;

	VEC_FOREACH (one, known)
		if (one->view == view)
			return one;
	look = vec_add(search->plan->arena, known);
	look->view = view;
	return look;
}

/* May what is of shape OWN be wanted behind what it meets of OTHER, which is of another group? */
static bool may_follow(const struct class_plan *plan, uint32_t own, uint32_t other)
{
	if (plan->shapes.at[own].group == plan->shapes.at[other].group ||
	    is_settled(plan, other, own))
		return false;
	for (uint8_t verdict = 0; verdict < CLASS_VERDICTS; verdict++)
		if (plan->shapes.at[own].verdicts[verdict] &&
		    may_meet(plan, &plan->shapes.at[other], verdict))
			return true;
	return false;
}

/* Are both in one map of ranges, where it matters that they meet? Of equal pieces in a hash only
 * the first is kept. */
static bool may_have_levels(const struct class_plan *plan, uint32_t own, uint32_t other)
{
	uint32_t group = plan->shapes.at[own].group;

	return plan->groups.at[group].kind == CLASS_RANGES && plan->shapes.at[other].group == group;
}

/* Shape OWN looks for OTHER, which therefore shows itself. */
static void look_out(struct order_search *search, uint32_t own, uint32_t other)
{
	const struct class_plan *plan = search->plan;
	const struct class_shape *shapes = plan->shapes.at;
	bool orders = may_follow(plan, own, other), levels = may_have_levels(plan, own, other);
	struct class_packed mask = class_pack(shapes[own].mask);
	const struct class_packed also = class_pack(shapes[other].mask);
	const shape_bits bit = (shape_bits)1 << other % BLOCK;
	struct look *look;
	uint32_t view;

	if ((!orders && !levels) || class_are_apart(&shapes[own].common, &shapes[other].common))
		return;
	mask.addresses &= also.addresses;
	mask.services &= also.services;
	view = view_for(search, mask, other / BLOCK);
	look_for(search, other, view)->shown = true;
	look = look_for(search, own, view);
	look->orders |= orders ? bit : 0;
	look->levels |= levels ? bit : 0;
}

static void look_around(struct order_search *search)
{
	struct arena *arena = search->plan->arena;
	uint32_t n = search->plan->shapes.len;

	search->looks = arena_alloc(arena, n * sizeof *search->looks);
	for (search->n_views = 2; search->n_views < 2 * n * n; search->n_views *= 2)
		;
	search->view_at = arena_alloc(arena, search->n_views * sizeof *search->view_at);
	for (uint32_t own = 0; own < n; own++)
		for (uint32_t other = 0; other < n; other++)
			look_out(search, own, other);
}

/* What was seen under KEY, or the free place for it. */
static struct seen *seen_under(const struct order_search *search, struct class_packed key)
{
	uint32_t last = search->n_seen - 1, i = (uint32_t)hash_of(key) & last;

	while (search->seen[i].key.services && (search->seen[i].key.services != key.services ||
						search->seen[i].key.addresses != key.addresses))
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
		if (old[i].key.services)
			*seen_under(search, old[i].key) = old[i];
	arena_release(arena, old, n_old * sizeof *old);
}

/* OTHERS must stand before what is of group OWN. */
static void note_order(struct class_plan *plan, uint32_t own, uint32_t block, shape_bits others)
{
	for (; others; others &= others - 1) {
		uint32_t shape = block * BLOCK + (uint32_t)__builtin_ctzll(others);

		plan->before[plan->shapes.at[shape].group * plan->groups.len + own] = true;
	}
}

/* Note before which groups the own one of PLANNED comes, for what it meets in LOOK; and whether
 * that are ranges of its own map, which then have levels. */
static void look_at(struct order_search *search, const struct class_planned *planned,
		    const struct look *look)
{
	struct class_plan *plan = search->plan;
	const struct view *view = &search->views.at[look->view];
	struct class_packed key = class_pack(planned->piece->value);
	uint8_t verdict = planned->piece->verdict;
	shape_bits before = 0, all = 0;
	struct seen *seen;

	key.addresses &= view->mask.addresses;
	key.services &= view->mask.services;
	key.services |= (uint64_t)(look->view + 1) << CLASS_PACKED_BITS;
	seen = seen_under(search, key);
	for (int v = 0; v < CLASS_VERDICTS; v++) {
		all |= seen->shapes[v];
		before |= v != verdict || v == CLASS_APART || plan->exact ? seen->shapes[v] : 0;
	}
	note_order(plan, plan->shapes.at[planned->shape].group, view->block, before & look->orders);
	plan->intricate |= (all & look->levels) != 0;
	if (!look->shown)
		return;
	if (!seen->key.services) {
		seen->key = key;
		search->used++;
	}
	seen->shapes[verdict] |= (shape_bits)1 << planned->shape % BLOCK;
	if (2 * search->used > search->n_seen)
		have_room(search, 2 * search->n_seen);
}

void class_find_order(struct class_plan *plan)
{
	struct order_search search = {.plan = plan};
	uint32_t n = SLOTS_MIN;

	plan->before = arena_alloc(plan->arena, (size_t)plan->groups.len * plan->groups.len);
	if (!has_several(plan)) {
		plan->intricate =
			!plan->groups.at[GROUP_RULES].n &&
			(plan->groups.at[GROUP_PORTS].n || plan->groups.at[GROUP_PLAIN].n);
		return;
	}
	look_around(&search);
	while (search.views.len && n < 2 * plan->planned.len)
		n *= 2;
	have_room(&search, n);
	VEC_FOREACH (planned, &plan->planned)
		VEC_FOREACH (look, &search.looks[planned->shape])
			look_at(&search, planned, look);
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
