/*
 * The index from a condition to what it touches: the items and choices whose guards name it, and
 * those that hold a value which the condition says is known. It is what makes a change cost what
 * it changes and not what the configuration is long.
 */
#include <stdlib.h>
#include <string.h>

#include "plan.h"
#include "plan_bind.h"

struct indexing {
	struct plan *plan;
	uint32_t object; /* item, or choice + items.len */
	/* condition by device, of either family; UINT16_MAX: none */
	const uint16_t *address[2], *gateway[2], *prefix, *servers;
};

static void touch(struct indexing *in, uint16_t condition)
{
	__typeof__(in->plan->touches.at) list;

	if (condition >= in->plan->touches.len)
		return;
	list = &in->plan->touches.at[condition];
	if (!list->len || list->at[list->len - 1] != in->object)
		vec_push(in->plan->arena, list, in->object);
}

static void touch_value(void *context, const struct value *value)
{
	struct indexing *in = context;

	if (value->kind == VALUE_PREFIX)
		touch(in, in->prefix[value->device]);
	else if (value->kind == VALUE_SERVERS)
		touch(in, in->servers[value->device]);
	else
		touch(in, (value->kind == VALUE_ADDRESS ? in->address
							: in->gateway)[value->v6][value->device]);
}

static void touch_guard(struct indexing *in, const guard *g)
{
	VEC_FOREACH (literal, g)
		touch(in, literal->condition);
}

static uint16_t *conditions_by_device(struct plan *plan, enum condition_kind kind)
{
	uint16_t *by_device = arena_alloc(plan->arena, plan->devices.len * sizeof *by_device);

	memset(by_device, 0xff, plan->devices.len * sizeof *by_device);
	for (uint32_t i = 0; i < plan->conditions.len; i++)
		if (plan->conditions.at[i].kind == kind)
			by_device[plan->conditions.at[i].device] = (uint16_t)i;
	return by_device;
}

/* ---- elements whose keys may meet ---- */

/*
 * Two elements may come to have one key at run time, when two dynamic addresses are equal: two
 * modems that both give 192.168.8.1. Then the earlier one counts, and what touches one of them
 * touches all that could meet it: those alike but for their addresses.
 */
static void forget_address(struct nft_value *value)
{
	static const struct ip6 none;

	if (value->type == TYPE_IPV4)
		value->addr = (struct value){.kind = VALUE_CONST};
	else if (value->type == TYPE_IPV6)
		value->addr = (struct value){.kind = VALUE_CONST, .v6 = true, .addr6 = &none};
}

static int compare_alike(const void *a, const void *b)
{
	const struct element_object *x = &(*(const struct item *const *)a)->object.element;
	const struct element_object *y = &(*(const struct item *const *)b)->object.element;
	struct object p = {.kind = OBJECT_ELEMENT, .element = *x}, q = p;
	struct nft_value of_p[NFT_KEY_MAX], of_q[NFT_KEY_MAX];

	q.element = *y;
	p.element.key = memcpy(of_p, x->key, x->keys * sizeof *of_p);
	q.element.key = memcpy(of_q, y->key, y->keys * sizeof *of_q);
	for (int i = 0; i < x->keys; i++)
		forget_address(&of_p[i]);
	for (int i = 0; i < y->keys; i++)
		forget_address(&of_q[i]);
	return object_compare(&p, &q);
}

static bool has_symbolic_key(const struct item *item)
{
	const struct element_object *element = &item->object.element;

	for (int i = 0; i < element->keys; i++)
		if ((element->key[i].type == TYPE_IPV4 || element->key[i].type == TYPE_IPV6) &&
		    element->key[i].addr.kind != VALUE_CONST)
			return true;
	return false;
}

typedef VEC(const struct item *) item_list;

/* Make what touches one of the N items at ITEMS touch all of them. */
static void touch_together(struct indexing *in, const struct item **items, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		if (!has_symbolic_key(items[i]) && !items[i]->guard.len)
			continue;
		for (uint32_t j = 0; j < n; j++) {
			in->object = (uint32_t)(items[j] - in->plan->items.at);
			touch_guard(in, &items[i]->guard);
			object_symbols(&items[i]->object, touch_value, in);
		}
	}
}

static void touch_alike(struct indexing *in)
{
	item_list elements = {0};
	bool symbolic = false;

	VEC_FOREACH (item, &in->plan->items)
		if (item->object.kind == OBJECT_ELEMENT) {
			symbolic |= has_symbolic_key(item);
			vec_push(in->plan->arena, &elements, item);
		}
	if (!symbolic)
		return;
	qsort(elements.at, elements.len, sizeof *elements.at, compare_alike);
	for (uint32_t i = 0, n; i < elements.len; i += n) {
		for (n = 1;
		     i + n < elements.len && !compare_alike(&elements.at[i], &elements.at[i + n]);)
			n++;
		if (n > 1)
			touch_together(in, &elements.at[i], n);
	}
}

void plan_index(struct plan *plan)
{
	struct indexing in = {
		.plan = plan,
		.address = {conditions_by_device(plan, CONDITION_ADDRESS),
			    conditions_by_device(plan, CONDITION_ADDRESS6)},
		.gateway = {conditions_by_device(plan, CONDITION_GATEWAY),
			    conditions_by_device(plan, CONDITION_GATEWAY6)},
		.servers = conditions_by_device(plan, CONDITION_SERVERS),
		.prefix = conditions_by_device(plan, CONDITION_PREFIX6),
	};

	memset(&plan->touches, 0, sizeof plan->touches);
	for (uint32_t i = 0; i < plan->conditions.len; i++)
		(void)vec_add(plan->arena, &plan->touches);
	VEC_FOREACH (item, &plan->items) {
		touch_guard(&in, &item->guard);
		object_symbols(&item->object, touch_value, &in);
		in.object++;
		arena_pause(plan->arena);
	}
	VEC_FOREACH (choice, &plan->choices) {
		VEC_FOREACH (candidate, &choice->candidates) {
			touch_guard(&in, &candidate->guard);
			object_symbols(&candidate->object, touch_value, &in);
		}
		in.object++;
		arena_pause(plan->arena);
	}
	touch_alike(&in);
	plan_index_tracks(plan);
}
