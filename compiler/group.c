/* Walking through object groups. Each group is visited once a walk, however often it is named. */
#include "group.h"

enum { PORT_MAX = 65535, TCP = 6, UDP = 17 };

typedef void (*member_fn)(struct router *router, const struct group_member *member, void *into);

static void walk(struct router *router, struct object_group *group, unsigned visit, member_fn each,
		 void *into)
{
	if (group->visit == visit)
		return;
	group->visit = visit;
	VEC_FOREACH (member, &group->members) {
		if (member->kind != MEMBER_GROUP)
			each(router, member, into);
		else if (member->group.to)
			walk(router, member->group.to, visit, each, into);
	}
}

static void add_addresses(struct router *router, const struct group_member *member, void *into)
{
	ranges_add(router->arena, into, member->first, member->last);
}

void group_addresses(struct router *router, struct object_group *group, struct ranges *ranges)
{
	walk(router, group, ++router->groups.visits, add_addresses, ranges);
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

static void add_service(struct router *router, const struct group_member *member, void *into)
{
	struct group_service service = {.proto = member->proto,
					.icmp_type = member->icmp_type,
					.icmp_code = member->icmp_code};
	group_services *services = into;

	if (!ports_range(&member->sport, &service.sport) ||
	    !ports_range(&member->dport, &service.dport))
		return;
	if (member->proto == PROTO_TCP_UDP) {
		service.proto = TCP;
		vec_push(router->arena, services, service);
		service.proto = UDP;
	}
	vec_push(router->arena, services, service);
}

void group_services_of(struct router *router, struct object_group *group, group_services *services)
{
	walk(router, group, ++router->groups.visits, add_service, services);
}
