/*
 * What stands in the kernel, as a target, so that putting a plan in force, going on after a restart
 * and mending what others broke are all the same: the change from what is to what should be.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"
#include "compiler/plan_bind.h"

struct view {
	struct core *core;
	struct arena *arena;
	const struct target *wanted;
	struct target *target;
};

static int by_key(const void *a, const void *b)
{
	return object_compare(a, b);
}

static const struct object *find_wanted(const struct view *view, const struct object *object)
{
	if (!view->wanted->objects.len)
		return NULL;
	return bsearch(object, view->wanted->objects.at, view->wanted->objects.len, sizeof *object,
		       by_key);
}

/* OBJECT as it stands: wanted ones keep what the kernel does not know, such as their order. */
static void see(struct view *view, const struct object *object)
{
	vec_push(view->arena, &view->target->objects, *object);
}

static void see_address(void *context, const struct address_news *news)
{
	struct view *view = context;
	const struct link *link = link_by_index(&view->core->links, news->index);
	struct object object = {.kind = OBJECT_ADDRESS};
	const struct object *wanted;

	if (!link)
		return;
	object.address = address_of_news(link->name, news);
	if (news->ours)
		owned_add_address(&view->core->owned, &object.address);
	wanted = find_wanted(view, &object);
	if (wanted)
		see(view, wanted);
	else if (owned_has_address(&view->core->owned, &object.address)) {
		object.address.device = arena_strndup(view->arena, link->name, strlen(link->name));
		see(view, &object);
	}
}

/* How one that we made was made. */
static void see_making(struct view *view, const struct link *link, struct link_object *object)
{
	const struct owned_link *owned = owned_find_link(&view->core->owned, object->device);
	const struct link *parent = link_by_index(&view->core->links, link->made.parent);

	if (!owned || !owned->made)
		return;
	object->kind = link->made.kind;
	object->vlan = link->made.vlan;
	object->table = link->made.table;
	object->tunnel = link->made.tunnel;
	object->parent = link->made.parent && parent
				 ? arena_strndup(view->arena, parent->name, strlen(parent->name))
				 : NULL;
}

/* The link as it stands: of what WANTED does not ask for, nothing is said. */
static void see_link(struct view *view, const struct link_object *wanted)
{
	const struct link *link = link_find(&view->core->links, wanted->device);
	struct object object = {.kind = OBJECT_LINK, .link = *wanted};
	const struct link *master;

	if (!link)
		return;
	object.link.up = link->up;
	if (wanted->kind != LINK_GIVEN)
		see_making(view, link, &object.link);
	if (wanted->mtu)
		object.link.mtu = link->mtu;
	if (wanted->master) {
		master = link->master ? link_by_index(&view->core->links, link->master) : NULL;
		object.link.master =
			master ? arena_strndup(view->arena, master->name, strlen(master->name))
			       : NULL;
	}
	see(view, &object);
}

static void see_sysctl(struct view *view, const char *path)
{
	struct object object = {.kind = OBJECT_SYSCTL, .sysctl = {.path = path}};
	char value[128];

	if (!sysctl_read(path, value, sizeof value))
		return;
	object.sysctl.value = arena_strndup(view->arena, value, strlen(value));
	see(view, &object);
}

static void see_owned(struct view *view)
{
	const struct owned *owned = &view->core->owned;

	for (size_t i = 0; i < owned->n_links; i++) {
		const char *device = arena_strndup(view->arena, owned->links[i].device,
						   strlen(owned->links[i].device));
		struct object object = {.kind = OBJECT_LINK, .link = {.device = device}};

		if (!find_wanted(view, &object))
			see_link(view, &object.link);
	}
	for (size_t i = 0; i < owned->n_sysctls; i++) {
		const char *path = arena_strndup(view->arena, owned->sysctls[i].path,
						 strlen(owned->sysctls[i].path));
		struct object object = {.kind = OBJECT_SYSCTL, .sysctl = {.path = path}};

		if (!find_wanted(view, &object))
			see_sysctl(view, path);
	}
}

/* Twins of the routers' table are not seen. */
static bool is_aside(const void *core, uint32_t table)
{
	return twins_from_kernel(core, table) == 0;
}

/* The routers' table has the number that it has in the plan. */
static void see_tables(struct core *core, struct target *target)
{
	VEC_FOREACH (object, &target->objects) {
		if (object->kind == OBJECT_ROUTE)
			object->route.table = twins_from_kernel(core, object->route.table);
		if (object->kind == OBJECT_RULE && twins_from_kernel(core, object->rule.table))
			object->rule.table = twins_from_kernel(core, object->rule.table);
	}
}

/* Of the tables in which others than the bulk has routes, when there is a bulk. */
static bool see_routes(struct view *view, const struct bulk *bulk)
{
	struct core *core = view->core;

	if (!bulk)
		return routes_dump_but(&core->netlink, view->arena, &core->links, PROTOCOL_OURS,
				       is_aside, core, view->target);
	VEC_FOREACH (table, &bulk->tables)
		if (!routes_dump(&core->netlink, view->arena, &core->links, PROTOCOL_OURS, *table,
				 view->target))
			return false;
	return true;
}

struct target *core_observe_beside(struct core *core, struct arena *arena,
				   const struct target *wanted, const struct bulk *bulk)
{
	struct target *target = arena_new_object(arena, struct target);
	struct view view = {core, arena, wanted, target};

	VEC_FOREACH (object, &wanted->objects) {
		if (object->kind == OBJECT_LINK)
			see_link(&view, &object->link);
		else if (object->kind == OBJECT_SYSCTL)
			see_sysctl(&view, object->sysctl.path);
	}
	see_owned(&view);
	if (!addresses_dump(&core->netlink, see_address, &view) || !see_routes(&view, bulk) ||
	    !rules_dump(&core->netlink, arena, PROTOCOL_OURS, target)) {
		log_line("SYS-3-NETLINK", "cannot read what stands in the kernel: %s",
			 strerror(errno));
		return NULL;
	}
	see_tables(core, target);
	target_order(arena, target);
	return target;
}

struct target *core_observe(struct core *core, struct arena *arena, const struct target *wanted)
{
	return core_observe_beside(core, arena, wanted, NULL);
}

const struct object *core_sysctl_that_differs(struct core *core, struct arena *arena)
{
	struct target *wanted = plan_under(arena, core->run->plan, core->run->state);
	char value[128];

	VEC_FOREACH (object, &wanted->objects)
		if (object->kind == OBJECT_SYSCTL &&
		    sysctl_read(object->sysctl.path, value, sizeof value) &&
		    strcmp(value, object->sysctl.value) != 0)
			return object;
	return NULL;
}
