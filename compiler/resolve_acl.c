/*
 * What the entries of access lists refer to: object groups, which may hold each other but never
 * themselves, time ranges, and reflexive lists, which are there when some entry feeds them.
 */
#include "resolve_acl.h"

#include <string.h>

enum { HEIGHT_MAX = 64, BEING_VISITED = UINT32_MAX };

/* ---- object groups -----------------------------------------------------------------------------
 */

static struct object_group *refer_group(struct resolver *r, const struct name *name,
					enum group_kind kind, bool filters)
{
	static const char *const kinds[] = {"addresses", "services"};
	struct object_group *group = symbol_refer(r, REFERENT_OBJECT_GROUP, name, filters);
	struct diag *diag;

	if (!group || group->kind == kind)
		return group;
	diag = diag_at(r->router->diags, DIAG_NONE, name->at,
		       "object group '%s' is of %s, and %s are wanted here", name->s,
		       kinds[group->kind], kinds[kind]);
	diag_note(r->router->diags, diag, group->at, "it is defined here");
	return NULL;
}

/* The height of GROUP; a member that leads back to it, or too far down, is cut off. */
static unsigned climb(struct resolver *r, struct object_group *group, unsigned depth)
{
	unsigned height = 1;

	if (group->height)
		return group->height;
	group->height = BEING_VISITED;
	VEC_FOREACH (member, &group->members) {
		unsigned below;

		if (member->kind != MEMBER_GROUP)
			continue;
		member->group.to = refer_group(r, &member->group.name, group->kind, false);
		if (!member->group.to)
			continue;
		below = depth < HEIGHT_MAX ? climb(r, member->group.to, depth + 1) : HEIGHT_MAX;
		if (below == BEING_VISITED || below >= HEIGHT_MAX) {
			diag_at(r->router->diags, DIAG_NONE, member->group.name.at,
				below == BEING_VISITED
					? "object group '%s' holds itself by way of '%s'"
					: "object group '%s' holds '%s' and more than 64 below it",
				group->name, member->group.name.s);
			member->group.to = NULL;
		} else if (below >= height) {
			height = below + 1;
		}
	}
	group->height = height;
	return height;
}

/* Said of the group, once. */
static void report_empty(struct resolver *r, const struct object_group *group)
{
	if (!group->members.len)
		diag_at(r->router->diags, DIAG_EMPTY_GROUP, group->at,
			"object group '%s' has no member: entries that name it match nothing",
			group->name);
}

/* ---- entries -----------------------------------------------------------------------------------
 * Those of a list without options are not looked at: there may be a million of them.
 */

static void resolve_options(struct resolver *r, const struct acl *acl, struct ace_options *options)
{
	options->service.to = refer_group(r, &options->service.name, GROUP_SERVICE, acl->filters);
	options->src_group.to =
		refer_group(r, &options->src_group.name, GROUP_NETWORK, acl->filters);
	options->dst_group.to =
		refer_group(r, &options->dst_group.name, GROUP_NETWORK, acl->filters);
	options->time_range.to =
		symbol_refer(r, REFERENT_TIME_RANGE, &options->time_range.name, acl->filters);
}

/* ---- reflexive lists ---------------------------------------------------------------------------
 */

struct fed {
	UT_hash_handle hh; /* by name */
	const char *name;
};

static void collect_fed(struct resolver *r, struct fed **fed, const struct acl *acl)
{
	VEC_FOREACH (entry, &acl->entries) {
		const struct ace_options *options = acl_options(acl, entry);
		struct fed *item;

		if (!options->reflect.s || (options->given & ACE_EVALUATE))
			continue;
		HASH_FIND_PTR(*fed, &options->reflect.s, item);
		if (item)
			continue;
		item = arena_new_object(r->router->arena, struct fed);
		item->name = options->reflect.s;
		HASH_ADD_PTR(*fed, name, item);
	}
}

static void check_evaluated(struct resolver *r, struct fed *fed, const struct acl *acl)
{
	VEC_FOREACH (entry, &acl->entries) {
		const struct ace_options *options = acl_options(acl, entry);
		struct fed *item;

		if (!(options->given & ACE_EVALUATE))
			continue;
		HASH_FIND_PTR(fed, &options->reflect.s, item);
		if (!item)
			diag_at(r->router->diags, DIAG_UNDEFINED_REFLEXIVE, options->reflect.at,
				"no entry feeds the reflexive list '%s': nothing is let in by it",
				options->reflect.s);
	}
}

static void resolve_reflexives(struct resolver *r, const struct acls *acls)
{
	struct fed *fed = NULL;
	const struct acl *acl;

	STAILQ_FOREACH (acl, &acls->list, link)
		if (acl->options.len)
			collect_fed(r, &fed, acl);
	STAILQ_FOREACH (acl, &acls->list, link)
		if (acl->options.len)
			check_evaluated(r, fed, acl);
	HASH_CLEAR(hh, fed);
}

static void resolve_entries(struct resolver *r, struct acls *acls)
{
	struct acl *acl;

	STAILQ_FOREACH (acl, &acls->list, link) {
		if (!acl->options.len)
			continue;
		VEC_FOREACH (entry, &acl->entries)
			if (entry->options)
				resolve_options(r, acl, &acl->options.at[entry->options - 1]);
	}
}

void resolve_acls(struct resolver *r)
{
	struct object_group *group;

	STAILQ_FOREACH (group, &r->router->groups.list, link) {
		climb(r, group, 0);
		report_empty(r, group);
	}
	resolve_entries(r, &r->router->acls);
	resolve_entries(r, &r->router->acls6);
	resolve_reflexives(r, &r->router->acls);
	resolve_reflexives(r, &r->router->acls6);
}
