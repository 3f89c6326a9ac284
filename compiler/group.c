/* Walking through object groups. */
#include "group.h"

enum { PORT_MAX = 65535, TCP = 6, UDP = 17 };

static bool walk(struct object_group *from, struct object_group *group,
		 bool (*is)(const struct group_member *member, void *of), void *of)
{
	if (group->seen_from == from && group->seen_in == from->walks)
		return false;
	group->seen_from = from;
	group->seen_in = from->walks;
	VEC_FOREACH (member, &group->members)
		if (member->kind != MEMBER_GROUP
			    ? is(member, of)
			    : member->group.to && walk(from, member->group.to, is, of))
			return true;
	return false;
}

bool group_any(struct object_group *group, bool (*is)(const struct group_member *member, void *of),
	       void *of)
{
	group->walks++;
	return walk(group, group, is, of);
}

struct address_sum {
	struct arena *arena;
	struct ranges *ranges;
};

static bool add_addresses(const struct group_member *member, void *of)
{
	struct address_sum *sum = of;

	ranges_add(sum->arena, sum->ranges, member->first, member->last);
	return false;
}

void group_addresses(struct arena *arena, struct object_group *group, struct ranges *ranges)
{
	struct address_sum sum = {arena, ranges};

	group_any(group, add_addresses, &sum);
}

/* False when no port fits: `gt 65535`. */
static bool ports_range(const struct ports *ports, struct range *range)
{
	*range = (struct range){0, PORT_MAX};
	switch ((enum port_op)ports->op) {
	case PORT_EQ:
		*range = (struct range){ports->lo, ports->lo};
		break;
	case PORT_GT:
		range->first = ports->lo + 1u;
		break;
	case PORT_LT:
		if (!ports->lo)
			return false;
		range->last = ports->lo - 1u;
		break;
	case PORT_RANGE:
		*range = (struct range){ports->lo, ports->hi};
		break;
	case PORT_ANY:
	case PORT_NEQ:
		break;
	}
	return range->first <= range->last;
}

struct service_sum {
	struct arena *arena;
	group_services *services;
};

static bool add_service(const struct group_member *member, void *of)
{
	struct service_sum *sum = of;
	struct group_service service = {.proto = member->proto,
					.icmp_type = member->icmp_type,
					.icmp_code = member->icmp_code};

	if (!ports_range(&member->sport, &service.sport) ||
	    !ports_range(&member->dport, &service.dport))
		return false;
	if (member->proto == PROTO_TCP_UDP) {
		service.proto = TCP;
		vec_push(sum->arena, sum->services, service);
		service.proto = UDP;
	}
	vec_push(sum->arena, sum->services, service);
	return false;
}

void group_services_of(struct arena *arena, struct object_group *group, group_services *services)
{
	struct service_sum sum = {arena, services};

	group_any(group, add_service, &sum);
}
