/*
 * Object groups as sets. A network group is one interval set, whatever it is made of, so that an
 * entry that names two of them is one rule. A service group is as many classes as it takes to say
 * it: protocols, messages of ICMP, and for each range of source ports one set of destination ports;
 * an entry that names it is one rule a class.
 */
#include <stdlib.h>
#include <string.h>

#include "group.h"
#include "lower_acl.h"

enum { PORT_MAX = 65535, PROTOCOLS = 256 };

static void add_range(struct lowering *lo, const char *set, uint8_t type, struct range range,
		      const char *origin)
{
	struct element_object *element = &lower_item(lo, OBJECT_ELEMENT, origin)->element;
	uint32_t span = range.first ^ range.last;
	struct nft_value *key;

	element->set = set;
	element_room(lo->arena, element, 1, 0);
	key = element->key;
	*key = (struct nft_value){.type = type, .len = 32};
	if (type == TYPE_SERVICE) {
		key->number = range.first;
		key->last = range.last == range.first ? 0 : range.last;
		return;
	}
	key->addr = (struct value){.kind = VALUE_CONST, .addr = range.first};
	/* a prefix is told by its length */
	if (!(span & (span + 1)) && !(range.first & span))
		key->len = (uint8_t)ip_mask_len(~span);
	else
		key->last = range.last;
}

static void lower_ranges(struct lowering *lo, const char *set, uint8_t type,
			 const struct ranges *ranges, const char *origin)
{
	lower_set(lo, (struct set_object){.name = set, .key = {type}, .keys = 1, .interval = true});
	VEC_FOREACH (range, &ranges->list)
		add_range(lo, set, type, *range, origin);
}

static void lower_network(struct lowering *lo, struct lower_group *lowered,
			  struct object_group *group)
{
	struct ranges ranges = {0};

	group_addresses(lo->router->arena, group, &ranges);
	ranges_settle(&ranges);
	lowered->none = !ranges.list.len;
	lowered->any = ranges.list.len == 1 && !ranges.list.at[0].first &&
		       ranges.list.at[0].last == UINT32_MAX;
	if (lowered->none || lowered->any)
		return;
	lowered->set = arena_printf(lo->arena, "group/%s", lower_identifier(lo, group->name));
	lower_ranges(lo, lowered->set, TYPE_IPV4, &ranges, lower_origin(lo, group->at));
}

/* ---- services ----------------------------------------------------------------------------------
 */

static bool range_is_full(struct range range)
{
	return !range.first && range.last == PORT_MAX;
}

/* Does it ask for the protocol alone? */
static bool service_is_plain(const struct group_service *service)
{
	return range_is_full(service->sport) && range_is_full(service->dport) &&
	       (service->proto != PROTO_ICMP || service->icmp_type == ICMP_ANY);
}

static void add_numbers(struct lowering *lo, struct lower_group *lowered, uint8_t kind,
			const bool *numbers)
{
	struct service_class class = {.kind = kind};
	uint16_t *list = arena_alloc(lo->arena, PROTOCOLS * sizeof *list);

	for (uint16_t i = 0; i < PROTOCOLS; i++)
		if (numbers[i])
			list[class.n++] = i;
	class.list = list;
	if (class.n)
		vec_push(lo->arena, &lowered->classes, class);
}

static int compare_services(const void *a, const void *b)
{
	const struct group_service *x = a, *y = b;

	if (x->sport.first != y->sport.first)
		return x->sport.first < y->sport.first ? -1 : 1;
	if (x->sport.last != y->sport.last)
		return x->sport.last < y->sport.last ? -1 : 1;
	return (x->proto > y->proto) - (x->proto < y->proto);
}

static bool same_ports(const struct service_class *a, const struct service_class *b)
{
	return a->sport.first == b->sport.first && a->sport.last == b->sport.last &&
	       a->ports.list.len == b->ports.list.len &&
	       !memcmp(a->ports.list.at, b->ports.list.at,
		       a->ports.list.len * sizeof *a->ports.list.at);
}

/* A class more; what holds for TCP and for UDP is one. */
static void add_class(struct lowering *lo, struct lower_group *lowered, struct service_class *class)
{
	struct service_class *before =
		lowered->classes.len ? &lowered->classes.at[lowered->classes.len - 1] : NULL;

	ranges_settle(&class->ports);
	if (before && before->kind == CLASS_PORTS && before->proto != class->proto &&
	    same_ports(before, class))
		before->proto = 0;
	else
		vec_push(lo->arena, &lowered->classes, *class);
}

static void add_ports(struct lowering *lo, struct lower_group *lowered, group_services *services)
{
	struct service_class class = {0};

	if (services->len)
		qsort(services->at, services->len, sizeof *services->at, compare_services);
	VEC_FOREACH (service, services) {
		if (class.kind == CLASS_PORTS &&
		    (class.proto != service->proto || class.sport.first != service->sport.first ||
		     class.sport.last != service->sport.last)) {
			add_class(lo, lowered, &class);
			class.kind = CLASS_PROTOCOLS;
		}
		if (class.kind != CLASS_PORTS)
			class = (struct service_class){.kind = CLASS_PORTS,
						       .proto = service->proto,
						       .sport = service->sport};
		ranges_add(lo->arena, &class.ports, service->dport.first, service->dport.last);
	}
	if (class.kind == CLASS_PORTS)
		add_class(lo, lowered, &class);
}

/* Several ranges of ports are a set by the name of the group, the protocol and the source ports. */
static void lower_port_sets(struct lowering *lo, struct lower_group *lowered,
			    const struct object_group *group)
{
	VEC_FOREACH (class, &lowered->classes) {
		const char *proto = !class->proto		? "tcp-udp"
				    : class->proto == PROTO_TCP ? "tcp"
								: "udp";
		const char *name = lower_identifier(lo, group->name);

		if (class->kind != CLASS_PORTS || class->ports.list.len < 2)
			continue;
		class->set = arena_printf(lo->arena, "group/%s/%s", name, proto);
		if (!range_is_full(class->sport))
			class->set = arena_printf(lo->arena, "%s/%u-%u", class->set,
						  class->sport.first, class->sport.last);
		lower_ranges(lo, class->set, TYPE_SERVICE, &class->ports,
			     lower_origin(lo, group->at));
	}
}

static void lower_service(struct lowering *lo, struct lower_group *lowered,
			  struct object_group *group)
{
	bool protocols[PROTOCOLS] = {false}, types[PROTOCOLS] = {false};
	group_services services = {0}, ports = {0};

	group_services_of(lo->router->arena, group, &services);
	VEC_FOREACH (service, &services) {
		lowered->any |= service->proto == ACE_IP;
		if (service->proto != ACE_IP && service_is_plain(service))
			protocols[service->proto] = true;
	}
	lowered->none = !services.len;
	if (lowered->any || lowered->none)
		return;
	add_numbers(lo, lowered, CLASS_PROTOCOLS, protocols);
	VEC_FOREACH (service, &services) {
		if (protocols[service->proto])
			continue;
		if (service->proto != PROTO_ICMP)
			vec_push(lo->arena, &ports, *service);
		else if (service->icmp_code == ICMP_ANY)
			types[service->icmp_type] = true;
		else
			vec_push(lo->arena, &lowered->classes,
				 ((struct service_class){.kind = CLASS_MESSAGE,
							 .icmp_type = service->icmp_type,
							 .icmp_code = service->icmp_code}));
	}
	add_numbers(lo, lowered, CLASS_MESSAGES, types);
	add_ports(lo, lowered, &ports);
	lower_port_sets(lo, lowered, group);
}

const struct lower_group *lower_group(struct lowering *lo, struct object_group *group)
{
	struct lower_group *lowered;

	HASH_FIND_PTR(lo->groups, &group, lowered);
	if (lowered)
		return lowered;
	lowered = arena_new_object(lo->arena, struct lower_group);
	lowered->group = group;
	HASH_ADD_PTR(lo->groups, group, lowered);
	if (group->kind == GROUP_NETWORK)
		lower_network(lo, lowered, group);
	else
		lower_service(lo, lowered, group);
	return lowered;
}

/* ---- matches -----------------------------------------------------------------------------------
 */

static void match_list(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
		       const uint16_t *list, uint32_t n)
{
	if (n == 1)
		lower_match_number(lo, rule, field, list[0]);
	else
		lower_match(lo, rule,
			    (struct nft_match){
				    .field = (uint8_t)field, .op = OP_IN, .list = list, .hi = n});
}

static void match_range(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
			struct range range)
{
	if (range.first == range.last)
		lower_match_number(lo, rule, field, range.first);
	else if (!range_is_full(range))
		lower_match(lo, rule,
			    (struct nft_match){.field = (uint8_t)field,
					       .op = OP_RANGE,
					       .mask = UINT32_MAX,
					       .lo = range.first,
					       .hi = range.last});
}

void lower_match_class(struct lowering *lo, struct nft_rule *rule,
		       const struct service_class *class)
{
	static const uint16_t tcp_udp[] = {PROTO_TCP, PROTO_UDP};

	switch ((enum service_class_kind) class->kind) {
	case CLASS_PROTOCOLS:
		match_list(lo, rule, FIELD_L4PROTO, class->list, class->n);
		break;
	case CLASS_MESSAGES:
		lower_match_number(lo, rule, FIELD_L4PROTO, PROTO_ICMP);
		match_list(lo, rule, FIELD_ICMP_TYPE, class->list, class->n);
		break;
	case CLASS_MESSAGE:
		lower_match_number(lo, rule, FIELD_L4PROTO, PROTO_ICMP);
		lower_match_number(lo, rule, FIELD_ICMP_TYPE, class->icmp_type);
		lower_match_number(lo, rule, FIELD_ICMP_CODE, class->icmp_code);
		break;
	case CLASS_PORTS:
		if (class->proto)
			lower_match_number(lo, rule, FIELD_L4PROTO, class->proto);
		else
			match_list(lo, rule, FIELD_L4PROTO, tcp_udp, 2);
		match_range(lo, rule, FIELD_SPORT, class->sport);
		if (class->set)
			lower_match_set(lo, rule, FIELD_DPORT, OP_EQ, class->set);
		else
			match_range(lo, rule, FIELD_DPORT, class->ports.list.at[0]);
		break;
	}
}

bool lower_match_group(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
		       struct object_group *group)
{
	const struct lower_group *lowered = group ? lower_group(lo, group) : NULL;

	if (!lowered || lowered->none)
		return false;
	if (!lowered->any)
		lower_match_set(lo, rule, field, OP_EQ, lowered->set);
	return true;
}
