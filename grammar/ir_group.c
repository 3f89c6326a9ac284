/* Object groups: members in configuration order, found by hash. */
#include "ir.h"
#include "ir_hash.h"

static bool member_gone(const void *row)
{
	return ((const struct group_member *)row)->gone;
}

static uint64_t ports_hash(uint64_t hash, const struct ports *ports)
{
	return row_mix(hash, ports->op | (uint64_t)ports->lo << 8 | (uint64_t)ports->hi << 24);
}

static uint32_t member_hash(const void *owner, const void *row)
{
	const struct group_member *member = row;
	uint64_t hash = row_mix(member->kind, member->first | (uint64_t)member->last << 32);

	(void)owner;
	hash = row_mix(hash, member->proto | (uint64_t)member->icmp_type << 16 |
				     (uint64_t)member->icmp_code << 24);
	hash = ports_hash(ports_hash(hash, &member->sport), &member->dport);
	return (uint32_t)row_mix(hash, (uintptr_t)member->group.name.s);
}

static bool ports_equal(const struct ports *a, const struct ports *b)
{
	return a->op == b->op && a->lo == b->lo && a->hi == b->hi;
}

static bool member_equal(const void *owner, const void *row_a, const void *row_b)
{
	const struct group_member *a = row_a, *b = row_b;

	(void)owner;
	return a->kind == b->kind && a->first == b->first && a->last == b->last &&
	       a->proto == b->proto && a->icmp_type == b->icmp_type &&
	       a->icmp_code == b->icmp_code && ports_equal(&a->sport, &b->sport) &&
	       ports_equal(&a->dport, &b->dport) && a->group.name.s == b->group.name.s;
}

static const struct row_key member_key = {sizeof(struct group_member), member_hash, member_equal,
					  member_gone};

BY_NAME(object_group, object_group, groups.list, groups.by_name)
REMOVE_BY_NAME(object_group, object_group, groups.list, groups.by_name)

struct object_group *object_group_open(struct router *router, struct name name,
				       enum group_kind kind)
{
	static const char *const kinds[] = {"networks", "services"};
	struct object_group *group = object_group_find(router, name.s);
	struct diag *diag;

	if (group && group->kind != kind) {
		diag = diag_at(router->diags, DIAG_NONE, name.at,
			       "object group '%s' is of %s, not of %s", name.s, kinds[group->kind],
			       kinds[kind]);
		diag_note(router->diags, diag, group->at, "it begins here");
		return NULL;
	}
	if (group)
		return group;
	group = object_group_new(router, name);
	group->kind = kind;
	return group;
}

void object_group_member(struct router *router, struct object_group *group,
			 const struct group_member *member, bool no)
{
	struct rows rows = {router->arena, &member_key, NULL, group->members.at,
			    group->members.len};
	uint32_t i = row_find(&group->by_member, &rows, member);

	if (!no && i == ROW_NONE) {
		vec_push(router->arena, &group->members, *member);
	} else if (no && i != ROW_NONE) {
		row_forget(&group->by_member, &rows, i);
		group->members.at[i].gone = true;
		group->gone++;
	}
}

void object_group_settle(struct router *router, struct object_group *group)
{
	if (group->gone)
		group->members.len =
			row_compact(&member_key, group->members.at, group->members.len);
	group->gone = 0;
	row_drop(&group->by_member, router->arena);
	vec_trim(router->arena, &group->members);
}
