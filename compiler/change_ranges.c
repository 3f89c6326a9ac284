/*
 * Sets of ranges change in the order that their elements have. The kernel asks the one that came
 * first, and refuses one whose corner another one has that it already holds; so what is added takes
 * with it all that stands behind it and meets it: that is taken out and added again.
 *
 * The order is a number only for want of a better name: it says which of two that meet comes first.
 * A line that goes lets those behind it move up, and nothing needs to be done for it.
 */
#include "change_ranges.h"

#include <stdlib.h>
#include <string.h>

enum { COMPARED_MAX = 1 << 26 };

struct moving {
	struct arena *arena;
	struct changed_ranges *ranges;
	struct change *change;
	VEC(const struct object *) added; /* what has to stand behind them moves */
	uint32_t compared; /* pairs; what is beyond COMPARED_MAX is taken to meet */
};

static bool meet(const struct element_object *a, const struct element_object *b)
{
	for (int i = 0; i < a->keys; i++)
		if (nft_value_last(&a->key[i]) < nft_value_first(&b->key[i]) ||
		    nft_value_last(&b->key[i]) < nft_value_first(&a->key[i]))
			return false;
	return true;
}

bool is_ordered(const struct object *object)
{
	return object->kind == OBJECT_ELEMENT && object->element.ordered;
}

/* ---- what stays, goes and comes ---- */

void ranges_note(struct arena *arena, struct changed_ranges *ranges, const struct object *old,
		 const struct object *new)
{
	if (old && new &&object_equal(old, new)) {
		vec_push(arena, &ranges->kept, ((struct kept_range){old, new, false}));
		return;
	}
	if (old)
		vec_push(arena, &ranges->gone, old);
	if (new)
		vec_push(arena, &ranges->come, new);
}

static int compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

/* By set and ranges, the order aside. */
static int compare_ranges(const struct element_object *a, const struct element_object *b)
{
	int order = strcmp(a->set, b->set);

	for (int i = 0; !order && i < a->keys; i++) {
		order = compare_numbers(nft_value_first(&a->key[i]), nft_value_first(&b->key[i]));
		if (!order)
			order = compare_numbers(nft_value_last(&a->key[i]),
						nft_value_last(&b->key[i]));
	}
	return order;
}

static int by_ranges(const void *a, const void *b)
{
	return compare_ranges(&(*(const struct object *const *)a)->element,
			      &(*(const struct object *const *)b)->element);
}

static bool is_equal_elsewhere(const struct object *old, const struct object *new)
{
	struct object moved = *old;

	moved.element.order = new->element.order;
	return object_equal(&moved, new);
}

static void take(struct moving *moving, const struct object *gone)
{
	vec_push(moving->arena, &moving->change->steps,
		 ((struct change_step){.verb = CHANGE_DELETE, .old = gone}));
}

static void put(struct moving *moving, const struct object *come)
{
	vec_push(moving->arena, &moving->change->steps,
		 ((struct change_step){.verb = CHANGE_ADD, .new = come}));
	vec_push(moving->arena, &moving->added, come);
}

typedef VEC(struct kept_range) range_list;

/* Of what goes and comes, what has but another order. */
static range_list find_shifted(struct moving *moving)
{
	struct changed_ranges *ranges = moving->ranges;
	range_list shifted = {0};
	uint32_t i = 0, j = 0;

	if (ranges->gone.len && ranges->come.len) {
		qsort(ranges->gone.at, ranges->gone.len, sizeof *ranges->gone.at, by_ranges);
		qsort(ranges->come.at, ranges->come.len, sizeof *ranges->come.at, by_ranges);
	}
	while (i < ranges->gone.len || j < ranges->come.len) {
		const struct object *a = i < ranges->gone.len ? ranges->gone.at[i] : NULL;
		const struct object *b = j < ranges->come.len ? ranges->come.at[j] : NULL;
		int order = !a ? 1 : !b ? -1 : compare_ranges(&a->element, &b->element);

		if (!order && is_equal_elsewhere(a, b)) {
			vec_push(moving->arena, &shifted, ((struct kept_range){a, b, false}));
		} else {
			if (order <= 0)
				take(moving, a);
			if (order >= 0)
				put(moving, b);
		}
		i += order <= 0;
		j += order >= 0;
	}
	return shifted;
}

static int by_key(const void *a, const void *b)
{
	const struct kept_range *x = a, *y = b;

	return object_compare(x->new, y->new);
}

/* What is SHIFTED stays, too. */
static void merge(struct moving *moving, range_list *shifted)
{
	struct changed_ranges *ranges = moving->ranges;
	uint32_t n = ranges->kept.len + shifted->len, i = 0, j = 0;
	struct kept_range *all = arena_alloc(moving->arena, n * sizeof *all);

	qsort(shifted->at, shifted->len, sizeof *shifted->at, by_key);
	for (uint32_t k = 0; k < n; k++) {
		bool kept = i < ranges->kept.len &&
			    (j == shifted->len || by_key(&ranges->kept.at[i], &shifted->at[j]) < 0);

		all[k] = kept ? ranges->kept.at[i++] : shifted->at[j++];
	}
	ranges->kept.at = all;
	ranges->kept.len = ranges->kept.cap = n;
}

/* ---- what has to move ---- */

/* The first of those that stay that may have to stand behind ELEMENT. */
static uint32_t first_behind(const struct changed_ranges *ranges,
			     const struct element_object *element)
{
	uint32_t low = 0, high = ranges->kept.len;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct element_object *at = &ranges->kept.at[middle].new->element;
		int order = strcmp(at->set, element->set);

		if (order < 0 || (order == 0 && at->order <= element->order))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* All that has to stand behind ELEMENT and meets it, and whose order was below BEFORE. */
static void move_behind(struct moving *moving, const struct element_object *element,
			uint32_t before)
{
	struct changed_ranges *ranges = moving->ranges;

	for (uint32_t i = first_behind(ranges, element); i < ranges->kept.len; i++) {
		struct kept_range *behind = &ranges->kept.at[i];

		if (strcmp(behind->new->element.set, element->set) != 0)
			return;
		if (behind->moved || behind->old->element.order >= before ||
		    (moving->compared++ < COMPARED_MAX && !meet(element, &behind->new->element)))
			continue;
		behind->moved = true;
		take(moving, behind->old);
		put(moving, behind->new);
	}
}

/* Of two that stay, the one that stood before the other and is to stand behind it. */
static void move_turned(struct moving *moving)
{
	const struct changed_ranges *ranges = moving->ranges;
	uint32_t lowest = UINT32_MAX; /* order that one of those behind had */

	for (uint32_t i = ranges->kept.len; i-- > 0;) {
		const struct element_object *old = &ranges->kept.at[i].old->element;

		if (i + 1 < ranges->kept.len &&
		    strcmp(old->set, ranges->kept.at[i + 1].old->element.set) != 0)
			lowest = UINT32_MAX;
		if (old->order > lowest)
			move_behind(moving, &ranges->kept.at[i].new->element, old->order);
		if (old->order < lowest)
			lowest = old->order;
	}
}

void ranges_change(struct arena *arena, struct changed_ranges *ranges, struct change *change)
{
	struct moving moving = {.arena = arena, .ranges = ranges, .change = change};
	range_list shifted = find_shifted(&moving);

	if (shifted.len) {
		merge(&moving, &shifted);
		move_turned(&moving);
	}
	for (uint32_t i = 0; i < moving.added.len && ranges->kept.len; i++)
		move_behind(&moving, &moving.added.at[i]->element, UINT32_MAX);
}
