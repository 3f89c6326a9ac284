/* The boxes of an entry of an access list: which packets it can be about. See cells.h. */
#include "cells.h"

#include <string.h>

enum { WILDCARD_RANGES = 256, PORT_MOST = 65535, FLAG_SETS = 64, TOS_MOST = 255 };

typedef VEC(struct cell_range) ranges;

static const struct cell_set *set_of(struct cells *cells, const ranges *all)
{
	return cell_set_make(cells->arena, all->at, all->len);
}

/* ---- addresses ---- */

/* The wild bits below the lowest one that counts make a range; the others are counted through. */
static const struct cell_set *wildcard_set(struct cells *cells, struct wildcard wildcard)
{
	uint32_t tail = 0, free, addr = wildcard.addr & ~wildcard.wild, bits = 0;
	ranges all = {0};

	if (wildcard.wild == UINT32_MAX)
		return NULL;
	while (wildcard.wild & (tail + 1))
		tail = tail << 1 | 1;
	free = wildcard.wild & ~tail;
	if (__builtin_popcount(free) > 8) {
		cells->rough = true;
		return cell_set_of(cells->arena, addr, addr | wildcard.wild);
	}
	do {
		vec_push(cells->arena, &all,
			 ((struct cell_range){addr | bits, addr | bits | tail}));
		bits = (bits - free) & free; /* the next subset of FREE */
	} while (bits);
	return set_of(cells, &all);
}

static void add_members(struct cells *cells, const struct object_group *group, ranges *all)
{
	VEC_FOREACH (member, &group->members) {
		if (member->kind == MEMBER_GROUP && member->group.to)
			add_members(cells, member->group.to, all);
		else if (member->kind != MEMBER_GROUP)
			vec_push(cells->arena, all,
				 ((struct cell_range){member->first, member->last}));
	}
}

static const struct cell_set *group_set(struct cells *cells, const struct object_group *group)
{
	ranges all = {0};

	if (group)
		add_members(cells, group, &all);
	return set_of(cells, &all);
}

/* ---- ports ---- */

static const struct cell_set *not_ports(struct cells *cells, const struct cell_set *set)
{
	return cell_set_without(cells->arena, cell_set_of(cells->arena, 0, PORT_MOST), set);
}

static const struct cell_set *ports_set(struct cells *cells, const struct ports *ports,
					const uint16_t *list)
{
	ranges all = {0};

	switch ((enum port_op)ports->op) {
	case PORT_ANY:
		return NULL;
	case PORT_GT:
		if (ports->lo == PORT_MOST)
			return set_of(cells, &all);
		return cell_set_of(cells->arena, ports->lo + 1u, PORT_MOST);
	case PORT_LT:
		if (!ports->lo)
			return set_of(cells, &all);
		return cell_set_of(cells->arena, 0, ports->lo - 1u);
	case PORT_RANGE:
		if (ports->lo > ports->hi)
			return set_of(cells, &all);
		return cell_set_of(cells->arena, ports->lo, ports->hi);
	case PORT_EQ:
	case PORT_NEQ:
		break;
	}
	if (ports->count <= 1)
		vec_push(cells->arena, &all, ((struct cell_range){ports->lo, ports->lo}));
	for (unsigned i = 0; ports->count > 1 && i < ports->count; i++)
		vec_push(cells->arena, &all, ((struct cell_range){list[i], list[i]}));
	return ports->op == PORT_EQ ? set_of(cells, &all) : not_ports(cells, set_of(cells, &all));
}

static const struct cell_set *entry_ports(struct cells *cells, const struct acl *acl,
					  const struct ports *ports)
{
	return ports_set(cells, ports, ports->count > 1 ? acl_ports(acl, ports) : NULL);
}

/* ---- other fields ---- */

static const struct cell_set *message_set(struct cells *cells, uint8_t type, uint8_t code)
{
	if (type == ICMP_ANY)
		return NULL;
	if (code == ICMP_ANY)
		return cell_set_of(cells->arena, type * 256u, type * 256u + 255);
	return cell_set_of(cells->arena, type * 256u + code, type * 256u + code);
}

static bool flags_take(const struct ace *ace, const struct ace_options *options, unsigned flags)
{
	unsigned mask = options->flags_set | options->flags_clear;
	unsigned wanted = (flags & options->flags_set) | (~flags & options->flags_clear);

	if (ace->established && !(flags & (TCP_ACK | TCP_RST)))
		return false;
	if (options->given & ACE_FLAGS_ALL)
		return wanted == mask;
	return !(options->given & ACE_FLAGS) || wanted;
}

static const struct cell_set *flags_set(struct cells *cells, const struct ace *ace,
					const struct ace_options *options)
{
	ranges all = {0};

	if (!ace->established && !(options->given & ACE_FLAGS))
		return NULL;
	cells->flags |= options->given & ACE_FLAGS;
	for (uint32_t flags = 0; flags < FLAG_SETS; flags++)
		if (flags_take(ace, options, flags))
			vec_push(cells->arena, &all, ((struct cell_range){flags, flags}));
	return set_of(cells, &all);
}

static const struct cell_set *tos_set(struct cells *cells, const struct ace_options *options)
{
	ranges all = {0};

	if (!(options->given & (ACE_DSCP | ACE_PRECEDENCE | ACE_TOS)))
		return NULL;
	for (uint32_t tos = 0; tos <= TOS_MOST; tos++)
		if ((!(options->given & ACE_DSCP) || options->dscp == tos >> 2) &&
		    (!(options->given & ACE_PRECEDENCE) || options->precedence == tos >> 5) &&
		    (!(options->given & ACE_TOS) || options->tos == (tos >> 1 & 0xf)))
			vec_push(cells->arena, &all, ((struct cell_range){tos, tos}));
	return set_of(cells, &all);
}

static const struct cell_set *ttl_set(struct cells *cells, const struct ace_options *options)
{
	const struct ports ttl = {
		.op = options->ttl_op, .count = 1, .lo = options->ttl_lo, .hi = options->ttl_hi};

	return options->given & ACE_TTL ? ports_set(cells, &ttl, NULL) : NULL;
}

static bool has_ports(uint32_t proto)
{
	return proto == PROTO_TCP || proto == PROTO_UDP || proto == 132;
}

/* ---- entries ---- */

/* A box for each member of a group of services. */
static void add_services(struct cells *cells, const struct object_group *group,
			 const struct cell_box *box, cell_boxes *boxes)
{
	VEC_FOREACH (member, &group->members) {
		struct cell_box one = *box;

		if (member->kind == MEMBER_GROUP) {
			if (member->group.to)
				add_services(cells, member->group.to, box, boxes);
			continue;
		}
		if (member->proto == PROTO_TCP_UDP)
			one.in[CELL_PROTO] =
				cell_set_make(cells->arena,
					      (struct cell_range[]){{PROTO_TCP, PROTO_TCP},
								    {PROTO_UDP, PROTO_UDP}},
					      2);
		else if (member->proto != ACE_IP)
			one.in[CELL_PROTO] =
				cell_set_of(cells->arena, member->proto, member->proto);
		if (member->proto == PROTO_ICMP)
			one.in[CELL_MESSAGE] =
				message_set(cells, member->icmp_type, member->icmp_code);
		if (has_ports(member->proto) || member->proto == PROTO_TCP_UDP) {
			one.in[CELL_SPORT] = ports_set(cells, &member->sport, NULL);
			one.in[CELL_DPORT] = ports_set(cells, &member->dport, NULL);
		}
		vec_push(cells->arena, boxes, one);
	}
}

static void add_extended(struct cells *cells, const struct acl *acl, const struct ace *ace,
			 struct cell_box box, cell_boxes *boxes)
{
	const struct ace_options *options = acl_options(acl, ace);

	box.in[CELL_DST] = wildcard_set(cells, ace->dst);
	if (options->src_group.name.s)
		box.in[CELL_SRC] = group_set(cells, options->src_group.to);
	if (options->dst_group.name.s)
		box.in[CELL_DST] = group_set(cells, options->dst_group.to);
	box.in[CELL_TOS] = tos_set(cells, options);
	box.in[CELL_TTL] = ttl_set(cells, options);
	box.in[CELL_FLAGS] = flags_set(cells, ace, options);
	if (options->service.name.s) {
		if (options->service.to)
			add_services(cells, options->service.to, &box, boxes);
		return;
	}
	if (ace->proto != ACE_IP)
		box.in[CELL_PROTO] = cell_set_of(cells->arena, ace->proto, ace->proto);
	if (ace->proto == PROTO_ICMP)
		box.in[CELL_MESSAGE] = message_set(cells, ace->icmp_type, ace->icmp_code);
	if (has_ports(ace->proto)) {
		box.in[CELL_SPORT] = entry_ports(cells, acl, &ace->sport);
		box.in[CELL_DPORT] = entry_ports(cells, acl, &ace->dport);
	}
	vec_push(cells->arena, boxes, box);
}

void cells_ace(struct cells *cells, const struct acl *acl, const struct ace *ace, cell_boxes *boxes)
{
	struct cell_box box = {.of = ace};

	if (ace->action == ACE_REMARK || ace->action == ACE_GONE || ace->untranslated ||
	    acl->kind == ACL_IPV6)
		return;
	box.in[CELL_SRC] = wildcard_set(cells, ace->src);
	if (acl->kind == ACL_STANDARD)
		vec_push(cells->arena, boxes, box);
	else
		add_extended(cells, acl, ace, box, boxes);
}
