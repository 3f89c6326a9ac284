/*
 * Symbolic values: an object names "the address of Dialer0" and the state says what that is. What
 * cannot exist without an unknown value is absent; a list loses the unknown rows, and a view that
 * loses its last destination is absent too, since an empty list would mean any.
 */
#include "plan_bind.h"

#include <string.h>

#include "grammar/ir.h"

/* What is made of a delegated prefix, if that has room for a network of the length wanted. */
static bool prefix_bind(struct arena *arena, const struct state *state, struct value *value)
{
	const struct ip6_net *net = &state->device[value->device].prefix6;
	struct ip6 *addr;

	if (!net->len || (value->len && net->len > value->len))
		return false;
	addr = arena_new_object(arena, struct ip6);
	*addr = ip6_under(*net, *value->addr6);
	*value = (struct value){.kind = VALUE_CONST, .v6 = true, .addr6 = addr};
	return true;
}

/* The same of IPv6; the address is copied, as the state goes on. */
static bool value_bind6(struct arena *arena, const struct plan *plan, const struct state *state,
			struct value *value)
{
	const struct plan_device *device = &plan->devices.at[value->device];
	bool address = value->kind == VALUE_ADDRESS;
	bool known = address ? state->device[value->device].has_address6
			     : state->device[value->device].has_gateway6;
	struct ip6 *addr;

	if (!known && !(address ? device->has_address6 : device->has_gateway6))
		return false;
	addr = arena_new_object(arena, struct ip6);
	if (known)
		*addr = address ? state->device[value->device].address6
				: state->device[value->device].gateway6;
	else
		*addr = address ? device->address6 : device->gateway6;
	*value = (struct value){.kind = VALUE_CONST, .v6 = true, .addr6 = addr};
	return true;
}

static bool value_bind(struct arena *arena, const struct plan *plan, const struct state *state,
		       struct value *value)
{
	const struct plan_device *device;

	if (value->kind == VALUE_CONST)
		return true;
	if (value->kind == VALUE_PREFIX)
		return prefix_bind(arena, state, value);
	if (value->v6)
		return value_bind6(arena, plan, state, value);
	device = &plan->devices.at[value->device];
	if (value->kind == VALUE_ADDRESS) {
		bool known = state->device[value->device].has_address;

		if (!known && !device->has_address)
			return false;
		value->addr = known ? state->device[value->device].address : device->address;
	} else {
		bool known = state->device[value->device].has_gateway;

		if (!known && !device->has_gateway)
			return false;
		value->addr = known ? state->device[value->device].gateway : device->gateway;
	}
	value->kind = VALUE_CONST;
	value->device = 0;
	return true;
}

typedef void value_each(void *context, const struct value *value);

static void symbol(const struct value *value, value_each *each, void *context)
{
	if (value->kind != VALUE_CONST)
		each(context, value);
}

static void nft_symbols(const struct nft_value *at, int n, value_each *each, void *context)
{
	for (int i = 0; i < n; i++)
		if (at[i].type == TYPE_IPV4 || at[i].type == TYPE_IPV6)
			symbol(&at[i].addr, each, context);
}

static void row_symbols(const struct dns_record_row *row, value_each *each, void *context)
{
	if (row->type == DNS_A || row->type == DNS_AAAA)
		symbol(&row->addr, each, context);
}

static void servers_symbols(const dns_addresses *servers, value_each *each, void *context)
{
	VEC_FOREACH (server, servers)
		if (server->learnt)
			each(context,
			     &(struct value){.kind = VALUE_SERVERS, .device = server->device});
}

void object_symbols(const struct object *object, value_each *each, void *context)
{
	switch ((enum object_kind)object->kind) {
	case OBJECT_ELEMENT:
		nft_symbols(object->element.key, object->element.keys, each, context);
		nft_symbols(object->element.data, object->element.datas, each, context);
		break;
	case OBJECT_ADDRESS:
		symbol(&object->address.from, each, context);
		break;
	case OBJECT_ROUTE:
		symbol(&object->route.from, each, context);
		for (int i = 0; i < object->route.hops; i++)
			if (object->route.hop[i].has_via)
				symbol(&object->route.hop[i].via, each, context);
		break;
	case OBJECT_DNS_VIEW:
		VEC_FOREACH (value, &object->dns_view.destinations)
			symbol(value, each, context);
		servers_symbols(&object->dns_view.forwarders, each, context);
		VEC_FOREACH (forward, &object->dns_view.forwards)
			servers_symbols(&forward->to, each, context);
		break;
	case OBJECT_DNS_ZONE:
		VEC_FOREACH (row, &object->dns_zone.records)
			row_symbols(row, each, context);
		break;
	case OBJECT_PARENT_RECORD:
		row_symbols(&object->parent_record.row, each, context);
		break;
	default:
		break;
	}
}

static void count_symbol(void *context, const struct value *value)
{
	(void)value;
	++*(unsigned *)context;
}

static bool nft_bind(struct arena *arena, const struct plan *plan, const struct state *state,
		     struct nft_value *at, int n)
{
	for (int i = 0; i < n; i++) {
		if (at[i].type != TYPE_IPV4 && at[i].type != TYPE_IPV6)
			continue;
		if (at[i].addr.kind == VALUE_PREFIX && !at[i].addr.len)
			at[i].len = state->device[at[i].addr.device].prefix6.len;
		if (!value_bind(arena, plan, state, &at[i].addr))
			return false;
	}
	return true;
}

/* BOUND is still the element of the plan. */
static bool element_bind(struct arena *arena, const struct plan *plan, const struct state *state,
			 struct element_object *bound)
{
	const struct element_object is = *bound;

	element_room(arena, bound, is.keys, is.datas);
	memcpy(bound->key, is.key, is.keys * sizeof *is.key);
	memcpy(bound->data, is.data, is.datas * sizeof *is.data);
	return nft_bind(arena, plan, state, bound->key, bound->keys) &&
	       nft_bind(arena, plan, state, bound->data, bound->datas);
}

static bool address_bind(struct arena *arena, const struct plan *plan, const struct state *state,
			 struct address_object *address)
{
	if (!value_bind(arena, plan, state, &address->from))
		return false;
	address->addr6 = *address->from.addr6;
	address->from = (struct value){0};
	return true;
}

static bool route_bind(struct arena *arena, const struct plan *plan, const struct state *state,
		       struct route_object *route)
{
	struct next_hop *hop = arena_alloc(arena, route->hops * sizeof *hop);

	if (route->from.kind == VALUE_PREFIX) {
		if (!route->from.len)
			route->len = state->device[route->from.device].prefix6.len;
		if (!value_bind(arena, plan, state, &route->from))
			return false;
		route->prefix6 = *route->from.addr6;
		route->from = (struct value){0};
	}
	if (route->hops)
		memcpy(hop, route->hop, route->hops * sizeof *hop);
	for (int i = 0; i < route->hops; i++)
		if (hop[i].has_via && !value_bind(arena, plan, state, &hop[i].via))
			return false;
	route->hop = hop;
	return true;
}

/* FROM with those that are known in the place of those that are learnt. */
static dns_addresses servers_bind(struct arena *arena, const struct state *state,
				  const dns_addresses *from)
{
	dns_addresses to = {0};

	VEC_FOREACH (server, from) {
		const uint32_t *learnt = state->device[server->device].server;

		if (!server->learnt)
			vec_push(arena, &to, *server);
		for (int i = 0; server->learnt && i < STATE_SERVERS && learnt[i]; i++)
			vec_push(arena, &to, ((struct dns_address){.addr = learnt[i]}));
	}
	return to;
}

/* Names that nobody is known to ask for have no servers of their own. */
static void forwards_bind(struct arena *arena, const struct state *state,
			  const struct dns_view_object *view, struct dns_view_object *bound)
{
	bound->forwarders = servers_bind(arena, state, &view->forwarders);
	memset(&bound->forwards, 0, sizeof bound->forwards);
	VEC_FOREACH (forward, &view->forwards) {
		struct dns_forward row = {forward->zone, servers_bind(arena, state, &forward->to)};

		if (row.to.len)
			vec_push(arena, &bound->forwards, row);
	}
}

static bool view_bind(struct arena *arena, const struct plan *plan, const struct state *state,
		      const struct dns_view_object *view, struct dns_view_object *bound)
{
	memset(&bound->destinations, 0, sizeof bound->destinations);
	VEC_FOREACH (destination, &view->destinations) {
		struct value value = *destination;

		if (value_bind(arena, plan, state, &value))
			vec_push(arena, &bound->destinations, value);
	}
	forwards_bind(arena, state, view, bound);
	return bound->destinations.len > 0 || !view->destinations.len;
}

static bool zone_bind(struct arena *arena, const struct plan *plan, const struct state *state,
		      const struct dns_zone_object *zone, struct dns_zone_object *bound)
{
	memset(&bound->records, 0, sizeof bound->records);
	VEC_FOREACH (record, &zone->records) {
		struct dns_record_row row = *record;

		if ((row.type != DNS_A && row.type != DNS_AAAA) ||
		    value_bind(arena, plan, state, &row.addr))
			vec_push(arena, &bound->records, row);
	}
	return true;
}

bool object_is_constant(const struct object *object)
{
	unsigned symbols = 0;

	object_symbols(object, count_symbol, &symbols);
	return symbols == 0;
}

bool object_bind(struct arena *arena, const struct plan *plan, const struct state *state,
		 const struct object *object, struct object *bound)
{
	*bound = *object;
	if (object_is_constant(object))
		return true;
	switch ((enum object_kind)object->kind) {
	case OBJECT_ELEMENT:
		return element_bind(arena, plan, state, &bound->element);
	case OBJECT_ADDRESS:
		return address_bind(arena, plan, state, &bound->address);
	case OBJECT_ROUTE:
		return route_bind(arena, plan, state, &bound->route);
	case OBJECT_DNS_VIEW:
		return view_bind(arena, plan, state, &object->dns_view, &bound->dns_view);
	case OBJECT_DNS_ZONE:
		return zone_bind(arena, plan, state, &object->dns_zone, &bound->dns_zone);
	case OBJECT_PARENT_RECORD:
		return value_bind(arena, plan, state, &bound->parent_record.row.addr);
	default:
		return true;
	}
}
