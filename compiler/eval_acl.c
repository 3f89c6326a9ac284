/*
 * Access lists and prefix lists, by the reference evaluator (ios-semantics.md 1.3): the first entry
 * that takes the packet decides. Every part of an entry is a question of its own, all of which must
 * be answered by yes.
 *
 * What no packet here is ever taken by, as on the gateway:
 * - `fragments`: packets are whole by the time that a list sees them (fragments-reassembled);
 * - an entry that is not translated, and one that names a group or time range that is not there;
 * - `evaluate`, when nothing is known of earlier packets.
 */
#include "eval_path.h"

enum { DAY_MINUTES = 24 * 60, WEEK_MINUTES = 7 * DAY_MINUTES, MINUTE = 60 };
enum { THURSDAY = 4 }; /* the first of January of 1970 */
enum { PROTO_SCTP = 132 };

/* ---- addresses, numbers ---- */

static bool wildcard_takes(struct wildcard wildcard, uint32_t addr)
{
	return !((addr ^ wildcard.addr) & ~wildcard.wild);
}

/* LIST: the ports of eq and neq with more than one. */
static bool number_takes(const struct ports *ports, const uint16_t *list, uint32_t number)
{
	bool listed = false;

	switch ((enum port_op)ports->op) {
	case PORT_ANY:
		return true;
	case PORT_GT:
		return number > ports->lo;
	case PORT_LT:
		return number < ports->lo;
	case PORT_RANGE:
		return number >= ports->lo && number <= ports->hi;
	case PORT_EQ:
	case PORT_NEQ:
		break;
	}
	for (unsigned i = 0; ports->count > 1 && i < ports->count; i++)
		listed |= list[i] == number;
	if (ports->count <= 1)
		listed = ports->lo == number;
	return listed == (ports->op == PORT_EQ);
}

static bool ports_take(const struct acl *acl, const struct ports *ports, uint16_t port)
{
	return number_takes(ports, ports->count > 1 ? acl_ports(acl, ports) : NULL, port);
}

static bool has_ports(uint16_t proto)
{
	return proto == PROTO_TCP || proto == PROTO_UDP || proto == PROTO_SCTP;
}

/* ---- object groups ---- */

static bool service_takes(const struct group_member *member, const struct packet *packet)
{
	bool tcp_udp = packet->proto == PROTO_TCP || packet->proto == PROTO_UDP;

	if (member->proto == ACE_IP)
		return true;
	if (member->proto == PROTO_TCP_UDP ? !tcp_udp : member->proto != packet->proto)
		return false;
	if (packet->proto == PROTO_ICMP)
		return (member->icmp_type == ICMP_ANY || member->icmp_type == packet->icmp_type) &&
		       (member->icmp_code == ICMP_ANY || member->icmp_code == packet->icmp_code);
	return !has_ports(packet->proto) || (number_takes(&member->sport, NULL, packet->sport) &&
					     number_takes(&member->dport, NULL, packet->dport));
}

static bool address_takes(const struct group_member *member, uint32_t addr)
{
	return addr >= member->first && addr <= member->last;
}

/* Of a group of services: PACKET; of networks: ADDR. Groups in groups are no circle (resolve has
 * cut it), but one may be named often: each is asked once. */
static bool asked_takes(struct object_group *from, struct object_group *group,
			const struct packet *packet, uint32_t addr)
{
	if (group->seen_from == from && group->seen_in == from->walks)
		return false;
	group->seen_from = from;
	group->seen_in = from->walks;
	VEC_FOREACH (member, &group->members) {
		bool takes;

		if (member->kind == MEMBER_GROUP)
			takes = member->group.to &&
				asked_takes(from, member->group.to, packet, addr);
		else if (group->kind == GROUP_SERVICE)
			takes = service_takes(member, packet);
		else
			takes = address_takes(member, addr);
		if (takes)
			return true;
	}
	return false;
}

static bool group_takes(struct object_group *group, const struct packet *packet, uint32_t addr)
{
	group->walks++;
	return asked_takes(group, group, packet, addr);
}

/* ---- time ranges ---- */

/* MINUTE of the week, which begins on Sunday. The last minute of a period belongs to it. */
static bool period_holds(const struct time_period *period, unsigned minute)
{
	for (unsigned day = 0; day < DAY_NONE; day++) {
		unsigned from = day * DAY_MINUTES + period->from, to;

		if (!(period->days & 1u << day))
			continue;
		to = (period->to_day != DAY_NONE ? period->to_day : day) * DAY_MINUTES + period->to;
		if (to < from) /* past midnight, or the end of the week */
			to += period->to_day == DAY_NONE ? DAY_MINUTES : WEEK_MINUTES;
		if ((minute >= from && minute <= to) || minute + WEEK_MINUTES <= to)
			return true;
	}
	return false;
}

/* A range without any period is always in force, but for its absolute bounds. */
static bool time_holds(const struct time_range *range, int64_t now)
{
	unsigned minute = (unsigned)((now / MINUTE + THURSDAY * DAY_MINUTES) % WEEK_MINUTES);

	if (!now)
		return true;
	if ((range->has_start && now < range->start) ||
	    (range->has_end && now >= range->end + MINUTE))
		return false;
	VEC_FOREACH (period, &range->periods)
		if (period_holds(period, minute))
			return true;
	return !range->periods.len;
}

/* ---- entries ---- */

/* All flags as wanted, or with match-any, or named bare, one of them. */
static bool flags_take(const struct ace_options *options, uint8_t flags)
{
	uint8_t mask = options->flags_set | options->flags_clear;
	uint8_t as_wanted =
		(uint8_t)((flags & options->flags_set) | (~flags & options->flags_clear));

	if (options->given & ACE_FLAGS_ALL)
		return as_wanted == mask;
	return !(options->given & ACE_FLAGS) || as_wanted;
}

static bool header_takes(const struct ace_options *options, const struct packet *packet)
{
	const struct ports ttl = {
		.op = options->ttl_op, .count = 1, .lo = options->ttl_lo, .hi = options->ttl_hi};

	if ((options->given & ACE_DSCP) && options->dscp != packet->tos >> 2)
		return false;
	if ((options->given & ACE_PRECEDENCE) && options->precedence != packet->tos >> 5)
		return false;
	if ((options->given & ACE_TOS) && options->tos != (packet->tos >> 1 & 0xf))
		return false;
	if ((options->given & ACE_TTL) && !number_takes(&ttl, NULL, packet->ttl))
		return false;
	/* our packets have no options; the type of IGMP stands where that of ICMP does */
	if ((options->given & ACE_IGMP_TYPE) && options->igmp_type != packet->icmp_type)
		return false;
	return !(options->given & (ACE_IP_OPTION | ACE_FRAGMENTS));
}

/* What stands beside the row: groups, times, fields of the header. */
static bool options_take(const struct world *world, const struct ace_options *options,
			 const struct packet *packet)
{
	if (options->service.name.s &&
	    (!options->service.to || !group_takes(options->service.to, packet, 0)))
		return false;
	if (options->src_group.name.s &&
	    (!options->src_group.to || !group_takes(options->src_group.to, packet, packet->src)))
		return false;
	if (options->dst_group.name.s &&
	    (!options->dst_group.to || !group_takes(options->dst_group.to, packet, packet->dst)))
		return false;
	if (options->time_range.name.s &&
	    (!options->time_range.to || !time_holds(options->time_range.to, world->now)))
		return false;
	return flags_take(options, packet->flags) && header_takes(options, packet);
}

static bool message_takes(const struct ace *ace, const struct packet *packet)
{
	return (ace->icmp_type == ICMP_ANY || ace->icmp_type == packet->icmp_type) &&
	       (ace->icmp_code == ICMP_ANY || ace->icmp_code == packet->icmp_code);
}

static bool ace_takes(const struct world *world, const struct flows *flows, const struct acl *acl,
		      const struct ace *ace, const struct packet *packet)
{
	const struct ace_options *options = ace->options ? acl_options(acl, ace) : NULL;
	/* the flags, and not whether there is a connection */
	const bool answers = packet->flags & (TCP_ACK | TCP_RST);

	if (ace->action == ACE_REMARK || ace->action == ACE_GONE || ace->untranslated)
		return false;
	if (options && (options->given & ACE_EVALUATE))
		return reflection_takes(flows, options->reflect.s, packet);
	if (!wildcard_takes(ace->src, packet->src))
		return false;
	if (acl->kind == ACL_STANDARD)
		return true;
	if (!wildcard_takes(ace->dst, packet->dst) ||
	    (ace->proto != ACE_IP && ace->proto != packet->proto))
		return false;
	if (ace->proto == PROTO_ICMP && !message_takes(ace, packet))
		return false;
	if (has_ports(ace->proto) && (!ports_take(acl, &ace->sport, packet->sport) ||
				      !ports_take(acl, &ace->dport, packet->dport)))
		return false;
	if (ace->established && !answers)
		return false;
	return !options || options_take(world, options, packet);
}

/* ---- lists ---- */

static const struct ace *find(const struct world *world, const struct flows *flows,
			      const struct acl *acl, const struct packet *packet)
{
	VEC_FOREACH (ace, &acl->entries)
		if (ace_takes(world, flows, acl, ace, packet))
			return ace;
	return NULL;
}

const struct ace *acl_match(const struct world *world, const struct acl *acl,
			    const struct packet *packet)
{
	return find(world, NULL, acl, packet);
}

/* Remarks are no entries; one that is not translated is, though nothing matches it. */
static bool is_empty(const struct acl *acl)
{
	VEC_FOREACH (ace, &acl->entries)
		if (ace->action != ACE_REMARK && ace->action != ACE_GONE)
			return false;
	return true;
}

bool acl_ref_passes(const struct world *world, struct flows *flows, const acl_ref *ref,
		    const struct packet *packet, struct span *at)
{
	const struct ace_options *options;
	const struct ace *ace;

	*at = (struct span){0};
	if (!ref->to || is_empty(ref->to))
		return true;
	ace = find(world, flows, ref->to, packet);
	if (!ace)
		return false;
	*at = ace->at;
	options = acl_options(ref->to, ace);
	if (ace->action != ACE_PERMIT)
		return false;
	if (options->reflect.s && !(options->given & ACE_EVALUATE))
		reflection_keep(flows, options->reflect.s, packet);
	return true;
}

bool acl_ref_permits(const struct world *world, const acl_ref *ref, const struct packet *packet,
		     struct span *at)
{
	return acl_ref_passes(world, NULL, ref, packet, at);
}

bool prefix_list_permits(const struct prefix_list *list, uint32_t addr, uint8_t len)
{
	VEC_FOREACH (entry, &list->entries) {
		unsigned low, high;

		prefix_entry_lengths(entry, &low, &high);
		if (len >= low && len <= high && len >= entry->len &&
		    !((addr ^ entry->prefix) & ip_len_mask(entry->len)))
			return entry->permit;
	}
	return false;
}
