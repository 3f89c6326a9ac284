/* What object groups hold, groups in groups included: addresses, services. */
#ifndef COMPILER_GROUP_H
#define COMPILER_GROUP_H

#include "compiler.h"
#include "ranges.h"

/*
 * Does IS hold of a member of GROUP, or of a group in it? Asks until it does, each group once,
 * however often it is named. OF: given to IS.
 */
bool group_any(struct object_group *group, bool (*is)(const struct group_member *member, void *of),
	       void *of);

/* Add the addresses of the network group GROUP. */
void group_addresses(struct arena *arena, struct object_group *group, struct ranges *ranges);

/* One service: a protocol with ports, which are 0 to 65535 when not given, or a message of ICMP. */
struct group_service {
	uint16_t proto; /* or ACE_IP */
	uint8_t icmp_type, icmp_code;
	struct range sport, dport;
};

typedef VEC(struct group_service) group_services;

/* Add the services of the service group GROUP; tcp-udp becomes two, a port that cannot be, none. */
void group_services_of(struct arena *arena, struct object_group *group, group_services *services);

#endif
