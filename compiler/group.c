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

/* The ranges of ports that fit, at most two; how many: none fits `gt 65535`. */
static int port_ranges(const struct ports *ports, struct range *ranges)
{
	struct range below = {0, ports->lo - 1u}, above = {ports->lo + 1u, PORT_MAX};
	int n = 0;

	switch ((enum port_op)ports->op) {
	case PORT_ANY:
		ranges[n++] = (struct range){0, PORT_MAX};
		break;
	case PORT_EQ:
		ranges[n++] = (struct range){ports->lo, ports->lo};
		break;
	case PORT_RANGE:
		ranges[n++] = (struct range){ports->lo, ports->hi};
		break;
	case PORT_GT:
	case PORT_LT:
	case PORT_NEQ:
		if (ports->op != PORT_GT && ports->lo)
			ranges[n++] = below;
		if (ports->op != PORT_LT && ports->lo < PORT_MAX)
			ranges[n++] = above;
		break;
	}
	return n;
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
	bool both = member->proto == PROTO_TCP_UDP;
	struct range from[2], to[2];
	int n_from = port_ranges(&member->sport, from), n_to = port_ranges(&member->dport, to);

	for (int i = 0; i < n_from; i++)
		for (int j = 0; j < n_to; j++) {
			service.sport = from[i];
			service.dport = to[j];
			service.proto = both ? TCP : member->proto;
			vec_push(sum->arena, sum->services, service);
			service.proto = UDP;
			if (both)
				vec_push(sum->arena, sum->services, service);
		}
	return false;
}

void group_services_of(struct arena *arena, struct object_group *group, group_services *services)
{
	struct service_sum sum = {arena, services};

	group_any(group, add_service, &sum);
}
