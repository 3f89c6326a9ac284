/*
 * An entry of an access list as boxes: one, or several where it lists ports, names groups or asks
 * for any of some flags. What depends on more than the packet's header makes it an entry that may
 * take them; what has too many is not known at all.
 */
#include "analyse.h"

#include "group.h"
#include "port_spans.h"

enum { BOXES_MAX = 256 };
enum { IGMP = 2, TCP = 6, UDP = 17, ICMP6 = 58, SCTP = 132 };
enum {
	ACK = 16,
	RST = 4,
	FLAG_BITS = 6,
	DSCP_BITS = 0xfc,
	TOS_BITS = 0x1e,
	PRECEDENCE_BITS = 0xe0
};

struct entry_reader {
	struct arena *arena;
	struct router *router;
	struct analysed_list *list;
	const struct ace *ace;
	const struct ace_options *options;
	boxes done, next; /* what the parts so far make of it */
	boxes with; /* what the next part takes */
	bool broken; /* too many */
};

/* Every box so far meets every one of WITH, which is then empty. */
static void meet_with(struct entry_reader *r)
{
	boxes swap = r->done;

	r->next.len = 0;
	VEC_FOREACH (box, &r->done)
		VEC_FOREACH (other, &r->with) {
			struct box both;

			if (r->next.len > BOXES_MAX)
				break;
			if (box_meet(box, other, &both))
				vec_push(r->arena, &r->next, both);
		}
	r->broken |= r->next.len > BOXES_MAX || r->with.len > BOXES_MAX;
	r->done = r->next;
	r->next = swap;
	r->with.len = 0;
}

/* Every box so far wants the bits of FIELD as MASK says, too. */
static void meet_field(struct entry_reader *r, enum box_field field, struct box_mask mask)
{
	uint32_t kept = 0;

	VEC_FOREACH (at, &r->done) {
		struct box_mask *mine = &at->field[field];

		if ((mine->value ^ mask.value) & ~mine->wild & ~mask.wild)
			continue;
		mine->value |= mask.value;
		mine->wild &= mask.wild;
		if (at != &r->done.at[kept])
			r->done.at[kept] = *at;
		kept++;
	}
	r->done.len = kept;
}

/* The same of a number from FIRST to LAST; none is there when FIRST is the higher one. */
static void meet_number(struct entry_reader *r, enum box_number number, uint32_t first,
			uint32_t last)
{
	uint32_t kept = 0;

	if (first > last)
		r->done.len = 0;
	VEC_FOREACH (at, &r->done) {
		struct box_range *mine = &at->number[number];

		mine->first = mine->first > first ? mine->first : (uint16_t)first;
		mine->last = mine->last < last ? mine->last : (uint16_t)last;
		if (mine->first > mine->last)
			continue;
		if (at != &r->done.at[kept])
			r->done.at[kept] = *at;
		kept++;
	}
	r->done.len = kept;
}

/* ---- addresses ---- */

static box_bits address_bits(const struct entry_reader *r, uint32_t addr)
{
	struct ip6 six;

	if (r->list->bits == 32)
		return addr;
	six = router_ip6(r->router, addr);
	return (box_bits)six.hi << 64 | six.lo;
}

static void meet_address(struct entry_reader *r, enum box_field field, struct wildcard address)
{
	box_bits wild = address.wild, all = ~(box_bits)0 >> (128 - r->list->bits);

	if (r->list->bits != 32)
		wild = address.wild ? ~(box_bits)0 >> (r->list->bits - address.wild) : 0;
	if (wild != all)
		meet_field(r, field,
			   (struct box_mask){address_bits(r, address.addr) & ~wild, wild});
}

/* FIRST to LAST as prefixes. */
static void add_prefixes(struct entry_reader *r, enum box_field field, struct range range)
{
	uint64_t first = range.first, end = (uint64_t)range.last + 1;

	while (first < end && r->with.len <= BOXES_MAX) {
		uint64_t size = first ? first & -first : end;
		struct box *box = vec_add(r->arena, &r->with);

		while (size & (size - 1))
			size &= size - 1;
		while (first + size > end)
			size /= 2;
		*box = box_all(r->list->bits);
		box->field[field] = (struct box_mask){first, size - 1};
		first += size;
	}
}

static void meet_group(struct entry_reader *r, enum box_field field, struct object_group *group)
{
	struct ranges ranges = {0};

	if (group)
		group_addresses(r->arena, group, &ranges);
	ranges_settle(&ranges);
	VEC_FOREACH (range, &ranges.list)
		add_prefixes(r, field, *range);
	meet_with(r);
}

/* ---- services ---- */

static void add_number(struct entry_reader *r, enum box_number number, uint32_t first,
		       uint32_t last)
{
	struct box *box;

	if (first > last)
		return;
	box = vec_add(r->arena, &r->with);
	*box = box_all(r->list->bits);
	box->number[number] = (struct box_range){(uint16_t)first, (uint16_t)last};
}

static void meet_ports(struct entry_reader *r, enum box_number number, const struct ports *ports,
		       const uint16_t *list, uint32_t max)
{
	struct range spans[PORT_SPANS_MAX];
	unsigned n = port_spans(ports, list, max, spans);

	if (n == 1) {
		meet_number(r, number, spans[0].first, spans[0].last);
		return;
	}
	for (unsigned i = 0; i < n; i++)
		add_number(r, number, spans[i].first, spans[i].last);
	meet_with(r);
}

/* A type or code; ICMP_ANY is any. */
static void set_message(struct box *box, enum box_number number, uint8_t message)
{
	if (message != ICMP_ANY)
		box->number[number] = (struct box_range){message, message};
}

/* The same of all boxes so far. */
static void meet_message(struct entry_reader *r, enum box_number number, uint8_t message)
{
	if (message != ICMP_ANY)
		meet_number(r, number, message, message);
}

static void meet_protocol(struct entry_reader *r)
{
	const struct ace *ace = r->ace;

	if (ace->proto == ACE_IP)
		return;
	meet_number(r, BOX_PROTO, ace->proto, ace->proto);
	if (ace->proto == (r->list->bits == 32 ? PROTO_ICMP : ICMP6)) {
		meet_message(r, BOX_SPORT, ace->icmp_type);
		meet_message(r, BOX_DPORT, ace->icmp_code);
	}
	if (r->options->given & ACE_IGMP_TYPE)
		meet_message(r, BOX_SPORT, r->options->igmp_type);
	if (ace->proto != TCP && ace->proto != UDP && ace->proto != SCTP)
		return;
	meet_ports(r, BOX_SPORT, &ace->sport, acl_ports(r->list->acl, &ace->sport), BOX_PORT_MAX);
	meet_ports(r, BOX_DPORT, &ace->dport, acl_ports(r->list->acl, &ace->dport), BOX_PORT_MAX);
}

static void meet_services(struct entry_reader *r, struct object_group *group)
{
	group_services services = {0};

	if (group)
		group_services_of(r->arena, group, &services);
	VEC_FOREACH (service, &services) {
		struct box box = box_all(r->list->bits);

		if (r->with.len > BOXES_MAX)
			break;
		if (service->proto != ACE_IP)
			box.number[BOX_PROTO] = (struct box_range){service->proto, service->proto};
		if (service->proto == PROTO_ICMP) {
			set_message(&box, BOX_SPORT, service->icmp_type);
			set_message(&box, BOX_DPORT, service->icmp_code);
		} else {
			box.number[BOX_SPORT] = (struct box_range){(uint16_t)service->sport.first,
								   (uint16_t)service->sport.last};
			box.number[BOX_DPORT] = (struct box_range){(uint16_t)service->dport.first,
								   (uint16_t)service->dport.last};
		}
		vec_push(r->arena, &r->with, box);
	}
	meet_with(r);
}

/* ---- flags, the byte of DSCP and TOS, TTL ---- */

static void meet_bits(struct entry_reader *r, enum box_field field, uint8_t mask, unsigned value)
{
	meet_field(r, field, (struct box_mask){value & mask, ~(box_bits)mask});
}

/* The first of the flags of MASK that is as wanted, which VALUE says: one box for each. */
static void meet_any_flag(struct entry_reader *r, uint8_t mask, uint8_t value)
{
	uint8_t before = 0;

	for (unsigned i = 0; i < FLAG_BITS; i++) {
		uint8_t bit = (uint8_t)(1u << i);
		struct box *box;

		if (!(mask & bit))
			continue;
		box = vec_add(r->arena, &r->with);
		*box = box_all(r->list->bits);
		before |= bit;
		box->field[BOX_FLAGS].wild &= (uint8_t)~before;
		box->field[BOX_FLAGS].value = ((unsigned)~value & before & ~bit) | (value & bit);
	}
	meet_with(r);
}

static void meet_header(struct entry_reader *r)
{
	const struct ace_options *options = r->options;
	uint8_t mask = options->flags_set | options->flags_clear;
	const struct ports ttl = {
		.op = options->ttl_op, .count = 1, .lo = options->ttl_lo, .hi = options->ttl_hi};
	const uint16_t hops = options->ttl_lo;

	if (r->ace->established)
		meet_any_flag(r, ACK | RST, ACK | RST);
	if (options->given & ACE_FLAGS_ALL)
		meet_bits(r, BOX_FLAGS, mask, options->flags_set);
	else if (options->given & ACE_FLAGS)
		meet_any_flag(r, mask, options->flags_set);
	if (options->given & ACE_DSCP)
		meet_bits(r, BOX_TOS, DSCP_BITS, (unsigned)options->dscp << 2);
	if (options->given & ACE_PRECEDENCE)
		meet_bits(r, BOX_TOS, PRECEDENCE_BITS, (unsigned)options->precedence << 5);
	if (options->given & ACE_TOS)
		meet_bits(r, BOX_TOS, TOS_BITS, (unsigned)options->tos << 1);
	if (options->given & ACE_TTL)
		meet_ports(r, BOX_TTL, &ttl, &hops, BOX_TTL_MAX);
}

/* ---- entries ---- */

/* What only some of these packets have, which no box says. */
static bool asks_more(const struct ace_options *options)
{
	return (options->given & (ACE_IP_OPTION | ACE_FRAGMENTS | ACE_FLOW_LABEL |
				  ACE_UNDETERMINED | ACE_EVALUATE)) ||
	       options->headers;
}

static void read_entry(struct entry_reader *r)
{
	const struct ace_options *options = r->options;

	vec_push(r->arena, &r->done, box_all(r->list->bits));
	meet_address(r, BOX_SRC, r->ace->src);
	if (options->src_group.name.s)
		meet_group(r, BOX_SRC, options->src_group.to);
	if (r->list->acl->kind == ACL_STANDARD)
		return;
	meet_address(r, BOX_DST, r->ace->dst);
	if (options->dst_group.name.s)
		meet_group(r, BOX_DST, options->dst_group.to);
	meet_protocol(r);
	if (options->service.name.s)
		meet_services(r, options->service.to);
	meet_header(r);
}

static void add_entry(struct entry_reader *r, const struct ace *ace)
{
	struct analysed_list *list = r->list;
	struct analysed_entry *entry = vec_add(r->arena, &list->entries);

	r->ace = ace;
	r->options = acl_options(list->acl, ace);
	r->done.len = 0;
	r->broken = false;
	*entry = (struct analysed_entry){.ace = ace,
					 .permit = ace->action == ACE_PERMIT,
					 .first = list->boxes.len,
					 .time = r->options->time_range.to};
	if (ace->untranslated)
		return;
	read_entry(r);
	entry->known = !r->broken && !(r->options->given & ACE_EVALUATE);
	entry->takes = entry->known && !asks_more(r->options) &&
		       (entry->time || !r->options->time_range.name.s);
	if (!entry->known)
		return;
	VEC_FOREACH (box, &r->done) {
		vec_push(r->arena, &list->boxes, *box);
		vec_push(r->arena, &list->entry_of, list->entries.len - 1);
	}
	entry->n = list->boxes.len - entry->first;
}

static void reader_release(struct entry_reader *r)
{
	arena_release(r->arena, r->done.at, r->done.cap * sizeof *r->done.at);
	arena_release(r->arena, r->next.at, r->next.cap * sizeof *r->next.at);
	arena_release(r->arena, r->with.at, r->with.cap * sizeof *r->with.at);
}

void analyse_list(struct arena *arena, struct router *router, const struct acl *acl,
		  struct analysed_list *list)
{
	struct entry_reader r = {.arena = arena, .router = router, .list = list};

	list->acl = acl;
	list->bits = acl->kind == ACL_IPV6 ? 128 : 32;
	list->unknown = list->entries.len = list->boxes.len = list->entry_of.len = 0;
	VEC_FOREACH (ace, &acl->entries)
		if (ace->action == ACE_PERMIT || ace->action == ACE_DENY)
			add_entry(&r, ace);
	reader_release(&r);
	while (list->unknown < list->entries.len && list->entries.at[list->unknown].known)
		list->unknown++;
	if (list->index)
		box_index_fill(list->index, list->boxes.at, list->boxes.len);
	else
		list->index = box_index_new(arena, list->boxes.at, list->boxes.len);
}

/* An address is a prefix of length 32, and only what takes that length takes any. */
void analyse_prefix_list(struct arena *arena, const struct prefix_list *prefixes,
			 struct analysed_list *list)
{
	enum { ADDRESS_BITS = 32 };

	*list = (struct analysed_list){.bits = ADDRESS_BITS};
	VEC_FOREACH (prefix, &prefixes->entries) {
		struct analysed_entry *entry = vec_add(arena, &list->entries);
		struct box box = box_all(ADDRESS_BITS);
		unsigned low, high;

		*entry = (struct analysed_entry){.permit = prefix->permit,
						 .first = list->boxes.len,
						 .known = true,
						 .takes = true};
		prefix_entry_lengths(prefix, &low, &high);
		if (high < ADDRESS_BITS)
			continue;
		box.field[BOX_DST].wild = (uint32_t)~ip_len_mask(prefix->len);
		box.field[BOX_DST].value = prefix->prefix;
		entry->n = 1;
		vec_push(arena, &list->boxes, box);
		vec_push(arena, &list->entry_of, list->entries.len - 1);
	}
	list->unknown = list->entries.len;
	list->index = box_index_new(arena, list->boxes.at, list->boxes.len);
}
