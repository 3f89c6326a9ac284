/*
 * Sets of ranges change in the order that their elements have. The kernel asks the one that came
 * first, and refuses one whose corner another one has that it already holds; so what is added takes
 * with it all that stands behind it and meets it: that is taken out and added again.
 */
#include "change_ranges.h"

#include <string.h>

enum { COMPARED_MAX = 1 << 26 };

static uint32_t first_of(const struct nft_value *value)
{
	return value->type == TYPE_IPV4 ? value->addr.addr : value->number;
}

static uint32_t last_of(const struct nft_value *value)
{
	if (value->last)
		return value->last;
	if (value->type == TYPE_IPV4 && value->len < 32)
		return value->addr.addr | UINT32_MAX >> value->len;
	return first_of(value);
}

static bool meet(const struct element_object *a, const struct element_object *b)
{
	for (int i = 0; i < a->keys; i++)
		if (last_of(&a->key[i]) < first_of(&b->key[i]) ||
		    last_of(&b->key[i]) < first_of(&a->key[i]))
			return false;
	return true;
}

bool is_ordered(const struct object *object)
{
	return object->kind == OBJECT_ELEMENT && object->element.ordered;
}

void kept_ranges_keep(struct arena *arena, struct kept_ranges *kept, const struct object *old,
		      const struct object *new)
{
	vec_push(arena, &kept->all, ((struct kept_range){old, new, false}));
}

void kept_ranges_add(struct arena *arena, struct kept_ranges *kept, const struct object *new)
{
	vec_push(arena, &kept->added, new);
}

/* Those of one set are in the order of their objects. */
static uint32_t first_behind(const struct kept_ranges *kept, const struct element_object *added)
{
	uint32_t low = 0, high = kept->all.len;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct element_object *at = &kept->all.at[middle].new->element;
		int order = strcmp(at->set, added->set);

		if (order < 0 || (order == 0 && at->order <= added->order))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void kept_ranges_move(struct arena *arena, struct kept_ranges *kept, struct change *change)
{
	uint32_t compared = 0;

	for (uint32_t i = 0; i < kept->added.len && kept->all.len; i++) {
		const struct element_object *added = &kept->added.at[i]->element;

		for (uint32_t j = first_behind(kept, added); j < kept->all.len; j++) {
			struct kept_range *behind = &kept->all.at[j];

			if (strcmp(behind->new->element.set, added->set) != 0)
				break;
			if (behind->moved ||
			    (compared++ < COMPARED_MAX && !meet(added, &behind->new->element)))
				continue;
			behind->moved = true;
			vec_push(arena, &change->steps,
				 ((struct change_step){.verb = CHANGE_DELETE, .old = behind->old}));
			vec_push(arena, &change->steps,
				 ((struct change_step){.verb = CHANGE_ADD, .new = behind->new}));
			kept_ranges_add(arena, kept, behind->new);
		}
	}
}
