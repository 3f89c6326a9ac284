/*
 * Routes that come and go, as a change of what a plan has in force: for who has the routes, and
 * only a plan. One that comes is what another one has become, with another prefix. Where this is no
 * plain item, but a choice, or not there as was said, nothing is certain.
 */
#include "edit.h"
#include "plan_bind.h"

/* A prefix that is looked for, and what the plan has of it. */
struct sought {
	const struct edit_prefix *prefix;
	uint32_t found; /* how many of it */
	uint32_t item; /* or choice, as plan_object() counts them */
};

struct search {
	struct arena *arena;
	const struct plan *plan;
	const struct state *state;
	VEC(struct sought) all; /* two a route: it, and the one that it is like */
	struct target old, new;
};

static void find(struct search *search, const struct object *object, uint32_t item)
{
	const struct route_object *route = &object->route;

	if (object->kind != OBJECT_ROUTE || route->v6 || !table_is_routers(route->table))
		return;
	VEC_FOREACH (sought, &search->all)
		if (sought->prefix->addr == route->prefix && sought->prefix->len == route->len) {
			sought->found++;
			sought->item = item;
		}
}

static void find_all(struct search *search)
{
	const struct plan *plan = search->plan;
	uint32_t i = 0;

	VEC_FOREACH (item, &plan->items) {
		arena_pause(search->arena);
		find(search, &item->object, i++);
	}
	VEC_FOREACH (choice, &plan->choices) {
		arena_pause(search->arena);
		if (choice->candidates.len)
			find(search, &choice->candidates.at[0].object, i);
		i++;
	}
}

static bool is_way(const struct object *object)
{
	const struct route_object *route = &object->route;

	return object->kind == OBJECT_ROUTE && route->table == TABLE_ROUTER &&
	       route->type == ROUTE_UNICAST && route->hops == 1;
}

static bool is_plain(const struct search *search, const struct sought *sought)
{
	const struct plan *plan = search->plan;

	if (sought->found != 1)
		return false;
	if (sought->item < plan->items.len)
		return is_way(&plan->items.at[sought->item].object);
	VEC_FOREACH (candidate, &plan->choices.at[sought->item - plan->items.len].candidates)
		if (!is_way(&candidate->object))
			return false;
	return true;
}

static const struct object *under_state(const struct search *search, const struct sought *sought)
{
	return plan_object_shared(search->arena, search->plan, search->state, sought->item);
}

static bool add(struct search *search, const struct edit_route *route, const struct sought *at,
		const struct sought *like)
{
	const struct object *object;

	if (route->goes ? !is_plain(search, at) : at->found)
		return false;
	if (route->comes && !is_plain(search, like))
		return false;
	if (route->goes && (object = under_state(search, at)))
		vec_push(search->arena, &search->old.objects, *object);
	if (route->comes && (object = under_state(search, like))) {
		struct object *new = vec_add(search->arena, &search->new.objects);

		*new = *object;
		new->route.prefix = route->at.addr;
		new->route.len = route->at.len;
	}
	return true;
}

struct change *edit_change_routes(struct arena *arena, const struct plan *plan,
				  const struct state *state, const edit_route_list *routes)
{
	struct search search = {.arena = arena, .plan = plan, .state = state};
	struct change *change;

	VEC_FOREACH (route, routes) {
		vec_push(arena, &search.all, ((struct sought){.prefix = &route->at}));
		vec_push(arena, &search.all, ((struct sought){.prefix = &route->like}));
	}
	find_all(&search);
	for (uint32_t i = 0; i < routes->len; i++)
		if (!add(&search, &routes->at[i], &search.all.at[2 * i], &search.all.at[2 * i + 1]))
			return NULL;
	target_sort(arena, &search.old);
	target_sort(arena, &search.new);
	change = change_between(arena, &search.old, &search.new);
	change->plan = plan;
	return change;
}
