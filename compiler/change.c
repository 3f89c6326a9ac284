/*
 * Change is the primitive (decision 2): a file is the change from nothing, a failover the change
 * between two states. Both kinds are made here by merging two sorted lists of objects; they differ
 * only in how much they look at.
 */
#include <stdlib.h>
#include <string.h>

#include "change_ranges.h"
#include "plan.h"
#include "plan_bind.h"
#include "plan_rows.h"

static void step(struct arena *arena, struct change *change, enum change_verb verb,
		 const struct object *old, const struct object *new)
{
	struct change_step *added = vec_add(arena, &change->steps);

	added->verb = (uint8_t)verb;
	added->old = old;
	added->new = new;
}

/* The primary address of a device must be there before the others: the kernel takes the first one
 * of a subnet for the primary. */
static int order_of_addresses(const struct object *a, const struct object *b)
{
	int order = strcmp(a->address.device, b->address.device);

	if (!order)
		order = (a->address.order > b->address.order) -
			(a->address.order < b->address.order);
	return order ? order : object_compare(a, b);
}

/* A VRF is there before its links, and a link before what is made of it. */
static int order_of_links(const struct object *a, const struct object *b)
{
	static const int turn[] = {[LINK_VRF] = 0, [LINK_GIVEN] = 1, [LINK_VLAN] = 2,
				   [LINK_GRE] = 2, [LINK_IPIP] = 2,  [LINK_SIT] = 2};
	int order = turn[a->link.kind] - turn[b->link.kind];

	return order ? order : object_compare(a, b);
}

static int order_of_execution(const struct object *a, const struct object *b)
{
	if (a->kind == OBJECT_LINK && b->kind == OBJECT_LINK)
		return order_of_links(a, b);
	if (a->kind == OBJECT_ADDRESS && b->kind == OBJECT_ADDRESS)
		return order_of_addresses(a, b);
	return object_compare(a, b);
}

static int order_of_steps(const void *a, const void *b)
{
	const struct change_step *x = a, *y = b;
	bool last_x = x->verb == CHANGE_DELETE, last_y = y->verb == CHANGE_DELETE;

	if (last_x != last_y)
		return last_x ? 1 : -1;
	if (last_x)
		return order_of_execution(y->old, x->old);
	return order_of_execution(x->new, y->new);
}

/* What comes from one target alone is mostly in order as it is. */
static bool steps_are_sorted(const struct change *change)
{
	for (uint32_t i = 1; i < change->steps.len; i++)
		if (order_of_steps(&change->steps.at[i - 1], &change->steps.at[i]) > 0)
			return false;
	return true;
}

static void steps_sort(struct change *change)
{
	if (!steps_are_sorted(change))
		qsort(change->steps.at, change->steps.len, sizeof *change->steps.at,
		      order_of_steps);
}

/* The same of additions that are in order of their keys: these kinds alone have another. */
static void steps_sort_kind(struct change *change, enum object_kind kind)
{
	struct change_step *first = change->steps.at, *end = first + change->steps.len, *next;

	while (first < end && first->new->kind < kind)
		first++;
	for (next = first; next < end && next->new->kind == kind;)
		next++;
	if (next > first)
		qsort(first, (size_t)(next - first), sizeof *first, order_of_steps);
}

/* Devices whose links are made anew. */
struct remade {
	VEC(const char *) devices;
};

static uint32_t first_link(const struct target *target)
{
	uint32_t i = 0;

	while (i < target->objects.len && target->objects.at[i].kind != OBJECT_LINK)
		i++;
	return i;
}

static void find_remade(struct arena *arena, const struct target *old, const struct target *new,
			struct remade *remade)
{
	uint32_t i = first_link(old), j = first_link(new);

	while (i < old->objects.len && j < new->objects.len) {
		const struct object *a = &old->objects.at[i], *b = &new->objects.at[j];
		int order = object_compare(a, b);

		if (a->kind != OBJECT_LINK || b->kind != OBJECT_LINK)
			return;
		if (order == 0 && link_is_remade(&a->link, &b->link))
			vec_push(arena, &remade->devices, b->link.device);
		i += order <= 0;
		j += order >= 0;
	}
}

static bool is_setting_of(const struct sysctl_object *sysctl, const char *device)
{
	const char *at = strstr(sysctl->path, "/conf/");
	size_t len = strlen(device);

	return at && !strncmp(at + 6, device, len) && at[6 + len] == '/';
}

static bool stands_on(const struct object *object, const char *device)
{
	switch ((enum object_kind)object->kind) {
	case OBJECT_SYSCTL:
		return is_setting_of(&object->sysctl, device);
	case OBJECT_ADDRESS:
		return !strcmp(object->address.device, device);
	case OBJECT_LINK:
		return object->link.master && !strcmp(object->link.master, device);
	case OBJECT_ROUTE:
		for (int i = 0; i < object->route.hops; i++)
			if (!strcmp(object->route.hop[i].device, device))
				return true;
		return false;
	default:
		return false;
	}
}

/* It went with the link that it stood on. */
static bool is_lost(const struct object *object, const struct remade *remade)
{
	VEC_FOREACH (device, &remade->devices)
		if (stands_on(object, *device))
			return true;
	return false;
}

/* What is rows in one target is rows in the other, if there is any of it. */
static struct change *change_alike(struct arena *arena, const struct target *old,
				   const struct target *new)
{
	struct change *change = arena_new_object(arena, struct change);
	struct remade remade = {0};
	struct changed_ranges ranges = {0};
	uint32_t i = 0, j = 0;

	find_remade(arena, old, new, &remade);
	while (i < old->objects.len || j < new->objects.len) {
		const struct object *a = i < old->objects.len ? &old->objects.at[i] : NULL;
		const struct object *b = j < new->objects.len ? &new->objects.at[j] : NULL;
		int order = !a ? 1 : !b ? -1 : object_compare(a, b);

		arena_pause(arena);
		if ((order > 0 ? b : a)->kind == OBJECT_ROWS)
			rows_change(arena, &ranges, change, order <= 0 ? a : NULL,
				    order >= 0 ? b : NULL);
		else if (is_ordered(order > 0 ? b : a))
			ranges_note(arena, &ranges, order <= 0 ? a : NULL, order >= 0 ? b : NULL);
		else if (order < 0)
			step(arena, change, CHANGE_DELETE, a, NULL);
		else if (order > 0)
			step(arena, change, CHANGE_ADD, NULL, b);
		else if (!object_equal(a, b))
			step(arena, change, CHANGE_REPLACE, a, b);
		else if (is_lost(b, &remade))
			step(arena, change, CHANGE_ADD, NULL, b);
		i += order <= 0;
		j += order >= 0;
	}
	ranges_change(arena, &ranges, change);
	steps_sort(change);
	return change;
}

struct change *change_between(struct arena *arena, const struct target *old,
			      const struct target *new)
{
	return change_alike(arena, target_spread_as(arena, old, new),
			    target_spread_as(arena, new, old));
}

struct change *change_from_empty(struct arena *arena, const struct plan *plan,
				 const struct target *target)
{
	static const struct target nothing;
	struct change *change = change_between(arena, &nothing, target);

	change->plan = plan;
	change->from_empty = true;
	return change;
}

struct change *change_of_table(struct arena *arena, const struct plan *before,
			       const struct target *old, const struct plan *plan,
			       const struct target *new)
{
	struct change *change;

	if (before->ip4_alone != plan->ip4_alone)
		return change_from_empty(arena, plan, new);
	change = change_between(arena, old, new);
	change->plan = plan;
	return change;
}

struct change *change_whole(struct arena *arena, const struct plan *plan, const struct state *state)
{
	struct change *change = arena_new_object(arena, struct change);
	uint32_t all = plan->items.len + plan->choices.len, n = 0;
	const struct object **sorted = arena_alloc(arena, all * sizeof *sorted);

	change->plan = plan;
	change->from_empty = true;
	for (uint32_t i = 0; i < all; i++) {
		const struct object *object = plan_object_shared(arena, plan, state, i);

		if (object)
			sorted[n++] = object;
	}
	objects_sort(arena, sorted, n);
	vec_reserve(arena, &change->steps, n);
	for (uint32_t i = 0; i < n; i++) /* of objects of one key the earlier stays */
		if (!i || object_compare(sorted[i - 1], sorted[i]))
			step(arena, change, CHANGE_ADD, NULL, sorted[i]);
	arena_release(arena, sorted, all * sizeof *sorted);
	steps_sort_kind(change, OBJECT_LINK);
	steps_sort_kind(change, OBJECT_ADDRESS);
	return change;
}

struct change *change_part(struct arena *arena, const struct plan *plan,
			   const struct plan_part *part)
{
	struct plan *made = arena_new_object(arena, struct plan);

	made->arena = arena;
	made->mark_mask = plan->mark_mask;
	made->ip4_alone = plan->ip4_alone;
	part->make(part->of, made);
	return change_whole(arena, made, NULL); /* no guard of them asks for a state */
}

bool condition_differs(const struct plan *plan, uint32_t condition, const struct state *old,
		       const struct state *new)
{
	const struct condition *c = &plan->conditions.at[condition];

	if (old->truth[condition] != new->truth[condition])
		return true;
	if (c->kind == CONDITION_ADDRESS)
		return old->device[c->device].has_address != new->device[c->device].has_address ||
		       old->device[c->device].address != new->device[c->device].address;
	if (c->kind == CONDITION_GATEWAY)
		return old->device[c->device].has_gateway != new->device[c->device].has_gateway ||
		       old->device[c->device].gateway != new->device[c->device].gateway;
	if (c->kind == CONDITION_ADDRESS6)
		return old->device[c->device].has_address6 != new->device[c->device].has_address6 ||
		       !ip6_equal(old->device[c->device].address6, new->device[c->device].address6);
	if (c->kind == CONDITION_SERVERS)
		return memcmp(old->device[c->device].server, new->device[c->device].server,
			      sizeof old->device->server);
	if (c->kind == CONDITION_PREFIX6)
		return !ip6_net_equal(old->device[c->device].prefix6,
				      new->device[c->device].prefix6);
	if (c->kind == CONDITION_GATEWAY6)
		return old->device[c->device].has_gateway6 != new->device[c->device].has_gateway6 ||
		       !ip6_equal(old->device[c->device].gateway6, new->device[c->device].gateway6);
	return false;
}

/* The items and choices that the difference of two states touches, each once, in TOUCHED; returns
 * how many. */
static uint32_t touched_objects(struct arena *arena, const struct plan *plan,
				const touch_index *touches, const struct state *old,
				const struct state *new, uint32_t **touched)
{
	uint32_t n = plan->items.len + plan->choices.len;
	uint8_t *seen = arena_alloc(arena, n / 8 + 1);
	touched_list list = {0};

	for (uint32_t c = 0; c < plan->conditions.len; c++) {
		if (!condition_differs(plan, c, old, new))
			continue;
		VEC_FOREACH (object, &touches->at[c]) {
			uint8_t bit = (uint8_t)(1u << (*object % 8));

			if (!(seen[*object / 8] & bit))
				vec_push(arena, &list, *object);
			seen[*object / 8] |= bit;
		}
	}
	*touched = list.at;
	return list.len;
}

static int order_of_numbers(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static struct target *part_under(struct arena *arena, const struct plan *plan,
				 const struct state *state, const uint32_t *touched, uint32_t n)
{
	struct target *part = arena_new_object(arena, struct target);
	struct object object;

	for (uint32_t i = 0; i < n; i++)
		if (plan_object(arena, plan, state, touched[i], &object))
			vec_push(arena, &part->objects, object);
	target_sort(arena, part);
	return part;
}

struct change *change_for_some(struct arena *arena, const struct plan *plan,
			       const touch_index *touches, const struct state *old,
			       const struct state *new)
{
	uint32_t *touched, n = touched_objects(arena, plan, touches, old, new, &touched);
	struct change *change;

	if (n > 1)
		qsort(touched, n, sizeof *touched, order_of_numbers);
	change = change_between(arena, part_under(arena, plan, old, touched, n),
				part_under(arena, plan, new, touched, n));
	change->plan = plan;
	return change;
}

struct change *change_for(struct arena *arena, const struct plan *plan, const struct state *old,
			  const struct state *new)
{
	return change_for_some(arena, plan, &plan->touches, old, new);
}
