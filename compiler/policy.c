/* One packet against access lists and route-maps. ios-semantics.md 1.3, 1.4. */
#include "policy.h"

#include <string.h>

#include "group.h"

static bool wildcard_matches(struct wildcard wildcard, uint32_t addr)
{
	return ((addr ^ wildcard.addr) & ~wildcard.wild) == 0;
}

static bool in_list(const struct acl *acl, const struct ports *ports, uint16_t port)
{
	if (ports->count <= 1)
		return port == ports->lo;
	for (uint32_t i = 0; i < ports->count; i++)
		if (acl->ports.at[ports->list + i] == port)
			return true;
	return false;
}

static bool port_matches(const struct acl *acl, const struct ports *ports, uint16_t port)
{
	switch ((enum port_op)ports->op) {
	case PORT_EQ:
		return in_list(acl, ports, port);
	case PORT_NEQ:
		return !in_list(acl, ports, port);
	case PORT_GT:
		return port > ports->lo;
	case PORT_LT:
		return port < ports->lo;
	case PORT_RANGE:
		return port >= ports->lo && port <= ports->hi;
	case PORT_ANY:
		break;
	}
	return true;
}

static bool protocol_matches(const struct acl *acl, const struct ace *ace,
			     const struct packet *packet)
{
	if (ace->proto == ACE_IP)
		return true;
	if (ace->proto != packet->proto)
		return false;
	if (packet->proto == PACKET_ICMP)
		return ace->icmp_type == ICMP_ANY || ace->icmp_type == packet->icmp_type;
	if (ace->established && !packet->established)
		return false;
	return port_matches(acl, &ace->sport, packet->sport) &&
	       port_matches(acl, &ace->dport, packet->dport);
}

static bool address_is_in(const struct group_member *member, void *of)
{
	const uint32_t *addr = of;

	return *addr >= member->first && *addr <= member->last;
}

static bool group_has(struct object_group *group, uint32_t addr)
{
	return group && group_any(group, address_is_in, &addr);
}

static bool service_has(const struct group_member *member, void *of)
{
	const struct packet *packet = of;

	if (member->proto == ACE_IP)
		return true;
	if (member->proto == PROTO_TCP_UDP
		    ? packet->proto != PACKET_TCP && packet->proto != PACKET_UDP
		    : packet->proto != member->proto)
		return false;
	if (packet->proto == PACKET_ICMP)
		return (member->icmp_type == ICMP_ANY || member->icmp_type == packet->icmp_type) &&
		       (member->icmp_code == ICMP_ANY || member->icmp_code == 0);
	/* one port, a bound or a range: there are no lists that an access list would hold */
	return port_matches(NULL, &member->sport, packet->sport) &&
	       port_matches(NULL, &member->dport, packet->dport);
}

static bool services_have(struct object_group *group, struct packet packet)
{
	return group && group_any(group, service_has, &packet);
}

/* A packet of the checks has no options, and DSCP 0; the rest of what an entry may ask of it is not
 * known. */
static bool options_match(const struct ace_options *options, const struct packet *packet)
{
	const uint16_t unknown =
		ACE_TTL | ACE_IP_OPTION | ACE_FRAGMENTS | ACE_IGMP_TYPE | ACE_FLAGS | ACE_EVALUATE;

	if ((options->src_group.name.s && !group_has(options->src_group.to, packet->src)) ||
	    (options->dst_group.name.s && !group_has(options->dst_group.to, packet->dst)) ||
	    (options->service.name.s && !services_have(options->service.to, *packet)))
		return false;
	return !(options->given & unknown) && !options->dscp && !options->precedence &&
	       !options->tos;
}

static bool ace_matches(const struct acl *acl, const struct ace *ace, const struct packet *packet)
{
	if (ace->action == ACE_REMARK || ace->untranslated)
		return false;
	if (!wildcard_matches(ace->src, packet->src) ||
	    (ace->options && !options_match(acl_options(acl, ace), packet)))
		return false;
	return acl->kind == ACL_STANDARD ||
	       (wildcard_matches(ace->dst, packet->dst) && protocol_matches(acl, ace, packet));
}

bool acl_permits(const struct acl *acl, const struct packet *packet)
{
	for (uint32_t i = 0; i < acl->entries.len; i++)
		if (ace_matches(acl, &acl->entries.at[i], packet))
			return acl->entries.at[i].action == ACE_PERMIT;
	return false;
}

/* An address is a prefix of length 32. */
static bool prefix_list_permits(const struct prefix_list *list, uint32_t addr)
{
	VEC_FOREACH (entry, &list->entries) {
		unsigned low, high;

		prefix_entry_lengths(entry, &low, &high);
		if (high == 32 && ip_in_prefix(addr, entry->prefix, entry->len))
			return entry->permit;
	}
	return false;
}

static bool clause_matches(const struct route_map_clause *clause, const struct packet *packet,
			   bool *unknown)
{
	for (uint32_t i = 0; i < clause->match_acls.len; i++) {
		const struct acl *acl = clause->match_acls.at[i].to;

		if (!acl)
			*unknown = true;
		else if (acl_permits(acl, packet))
			return true;
	}
	for (uint32_t i = 0; i < clause->match_prefix_lists.len; i++) {
		const struct prefix_list *list = clause->match_prefix_lists.at[i].to;

		if (!list)
			*unknown = true;
		else if (prefix_list_permits(list, packet->dst))
			return true;
	}
	/* what asks lists of IPv6 only takes no packet of IPv4 */
	return clause->match_acls.len == 0 && clause->match_prefix_lists.len == 0 &&
	       clause->match_acls6.len == 0;
}

const struct route_map_clause *policy_clause(const struct route_map *map,
					     const struct packet *packet, bool *unknown)
{
	const struct route_map_clause *clause;

	*unknown = false;
	STAILQ_FOREACH (clause, &map->clauses, link) {
		bool matches = clause_matches(clause, packet, unknown);

		if (matches &&
		    (clause->untranslated || clause->match_length || clause_asks_hop(clause)))
			*unknown = true;
		if (matches || *unknown)
			return clause;
	}
	return NULL;
}

static struct way exit_way(const struct fib *fib, const struct route_map_exit *exit)
{
	struct way way = {
		.kind = WAY_INTERFACE, .at = exit->at, .located = true, .by_policy = true};

	if (exit->domain == DOMAIN_VRF) {
		way.kind = WAY_UNKNOWN;
		return way;
	}
	switch ((enum exit_kind)exit->kind) {
	case EXIT_NULL0:
		way.kind = WAY_DROP;
		break;
	case EXIT_INTERFACE:
		way.interface = exit->interface.to;
		break;
	case EXIT_NEXT_HOP:
		way.interface = fib_connected(fib, exit->next_hop);
		break;
	case EXIT_RECURSIVE:
		way = fib_way(fib, exit->next_hop);
		way.by_policy = true;
		break;
	case EXIT_DHCP:
		way.kind = WAY_UNKNOWN;
		break;
	}
	if (way.kind == WAY_INTERFACE && (!way.interface || way.interface->shutdown))
		way.kind = WAY_NONE;
	return way;
}

struct way policy_exit(const struct fib *fib, const struct route_map_clause *clause)
{
	struct way way = {.kind = clause->set_vrf.s ? WAY_UNKNOWN : WAY_NONE};

	for (int i = 0; i < CLAUSE_EXITS_COUNT; i++)
		for (uint32_t k = 0; clause_exits_serve((enum clause_exits)i, false) &&
				     k < clause->exits[i].len && way.kind == WAY_NONE;
		     k++)
			way = exit_way(fib, &clause->exits[i].at[k]);
	return way;
}

struct way policy_local_way(const struct fib *fib, const struct router *router,
			    const struct packet *packet)
{
	const struct route_map_clause *clause = NULL;
	struct way way = {.kind = WAY_NONE};
	bool unknown = router->local_policy.name.s && !router->local_policy.to;

	if (router->local_policy.to)
		clause = policy_clause(router->local_policy.to, packet, &unknown);
	if (unknown)
		return (struct way){.kind = WAY_UNKNOWN};
	if (clause && clause->permit)
		way = policy_exit(fib, clause);
	return way.kind == WAY_NONE ? fib_way(fib, packet->dst) : way;
}
