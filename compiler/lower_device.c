/*
 * Interfaces as devices: which are ours, and what is known of their addresses and gateways.
 *
 * A gateway is needed where IOS could do without: a serial line there is an Ethernet here, and "by
 * this interface" has to become "by that neighbour". It is looked for in the site file, in static
 * routes, and on a /30 or /31 it is the other end.
 */
#include <string.h>

#include "fib.h"
#include "lower.h"

enum { DEVICES_MAX = 16000, LEN_HOST = 32 };

/* Where a gateway is known from, best first. */
enum gateway_rank {
	GATEWAY_SITE = 1,
	GATEWAY_DEFAULT_BY_INTERFACE,
	GATEWAY_DEFAULT,
	GATEWAY_ROUTE,
	GATEWAY_OTHER_END,
	GATEWAY_NONE,
};

uint16_t lower_device(const struct lowering *lo, const struct interface *interface)
{
	return interface && !interface->vrf.s ? lower_any_device(lo, interface) : NO_DEVICE;
}

uint16_t lower_any_device(const struct lowering *lo, const struct interface *interface)
{
	return interface && !interface->shutdown ? lo->device_of[interface->index] : NO_DEVICE;
}

void lower_require_link(struct lowering *lo, guard *needs, uint16_t device)
{
	lower_require(lo, needs, lo->device[device].link, true);
	if (lo->device[device].interface->mode == ADDRESS_NEGOTIATED)
		lower_require(lo, needs, lo->device[device].address, true);
}

/* ---- the devices ---- */

bool lower_is_given(const struct lowering *lo, const struct interface *interface)
{
	const struct site_interface *entry = site_interface(lo->site, interface->name);

	return entry && entry->device;
}

static void find_parents(struct lowering *lo)
{
	const struct interface *sub, *parent;

	STAILQ_FOREACH (sub, &lo->router->interfaces.list, link)
		if (sub->tag.id && (parent = interface_parent(lo->router, sub)))
			lo->is_parent[parent->index] = true;
}

bool lower_is_parent(const struct lowering *lo, const struct interface *interface)
{
	return lo->is_parent[interface->index];
}

static void describe(const struct lowering *lo, const struct interface *interface,
		     struct plan_device *device)
{
	const struct site_interface *entry = site_interface(lo->site, interface->name);
	const struct interface_address *primary = interface_primary(interface);

	/* the address that it borrows is as good as its own, only its network is another's */
	if (!primary && interface->unnumbered.to)
		primary = interface_primary(interface->unnumbered.to);
	device->interface = interface->name;
	device->loopback = !strcmp(device->device, "lo");
	device->dynamic = interface->mode != ADDRESS_STATIC;
	device->managed = device->dynamic || primary || lower_is_given(lo, interface) ||
			  interface->pppoe.pool || interface->tag.id ||
			  lower_is_parent(lo, interface) || interface_has_ipv6(interface) ||
			  interface_is_outside(interface);
	device->outside = (interface_is_outside(interface) || lo->is_uplink6[interface->index]) &&
			  !device->loopback && !interface->shutdown && !interface->vrf.s &&
			  (primary || device->dynamic || interface_has_ipv6(interface));
	if (primary) {
		device->has_address = true;
		device->address = primary->addr;
		device->len = interface->unnumbered.to ? LEN_HOST : primary->len;
	}
	lower_describe6(lo, interface, device);
	if (entry && entry->has_gateway) {
		device->has_gateway = true;
		device->gateway = entry->gateway;
	}
}

static uint16_t device_condition(struct lowering *lo, enum condition_kind kind, uint16_t device,
				 const char *what)
{
	const char *name = lo->plan->devices.at[device].interface;

	return lower_condition(
		lo,
		(struct condition){.kind = (uint8_t)kind,
				   .device = device,
				   .text = arena_printf(lo->arena, "interface %s%s", name, what)});
}

static void add_device(struct lowering *lo, const struct interface *interface)
{
	const char *name = device_name(lo->router, lo->site, interface);
	uint16_t index = (uint16_t)lo->plan->devices.len;
	struct plan_device *device;
	struct lower_device *own;

	lo->device_of[interface->index] = NO_DEVICE;
	if (!name)
		return;
	lo->device_of[interface->index] = index;
	device = vec_add(lo->arena, &lo->plan->devices);
	device->device = name;
	describe(lo, interface, device);
	own = &lo->device[index];
	own->interface = interface;
	own->gateway_rank = device->has_gateway ? GATEWAY_SITE : GATEWAY_NONE;
	own->link = own->address = own->gateway = own->address6 = own->gateway6 = NO_CONDITION;
	if (!device->loopback)
		own->link = device_condition(lo, CONDITION_LINK, index, "");
	if (device->dynamic) {
		own->address = device_condition(lo, CONDITION_ADDRESS, index, " address");
		own->gateway = device_condition(lo, CONDITION_GATEWAY, index, " gateway");
	}
	if (device->delegated6)
		device_condition(lo, CONDITION_PREFIX6, index, " prefix");
	if (device->dynamic6) {
		own->address6 = device_condition(lo, CONDITION_ADDRESS6, index, " ipv6 address");
		own->gateway6 = device_condition(lo, CONDITION_GATEWAY6, index, " ipv6 gateway");
	}
}

/* ---- gateways ---- */

static void know_gateway(struct lowering *lo, uint16_t device, uint32_t addr,
			 enum gateway_rank rank)
{
	if (device == NO_DEVICE || lo->device[device].gateway_rank <= rank)
		return;
	lo->device[device].gateway_rank = (uint8_t)rank;
	lo->plan->devices.at[device].has_gateway = true;
	lo->plan->devices.at[device].gateway = addr;
}

static void gateway_from_route(struct lowering *lo, const struct static_route *route)
{
	if (!route->has_next_hop || route->vrf || route->untranslated ||
	    fib_no_next_hop(lo->fib, route->next_hop))
		return;
	if (route->interface.name.s)
		know_gateway(lo, lower_device(lo, route->interface.to), route->next_hop,
			     route->len ? GATEWAY_ROUTE : GATEWAY_DEFAULT_BY_INTERFACE);
	else if (!route->len)
		know_gateway(lo, lower_device(lo, fib_connected(lo->fib, route->next_hop)),
			     route->next_hop, GATEWAY_DEFAULT);
}

bool lower_is_tunnel(const struct interface *interface)
{
	switch (interface->type) {
	case INTERFACE_DIALER:
	case INTERFACE_TUNNEL:
	case INTERFACE_VIRTUAL_TEMPLATE:
	case INTERFACE_ASYNC:
	case INTERFACE_GROUP_ASYNC:
	case INTERFACE_CELLULAR:
	case INTERFACE_BRI:
	case INTERFACE_MULTILINK:
		return true;
	default:
		return interface->mode == ADDRESS_NEGOTIATED;
	}
}

/* On a line that is point-to-point for IOS, the other host of a /30 or /31. */
static void gateway_from_mask(struct lowering *lo, uint16_t index)
{
	const struct plan_device *device = &lo->plan->devices.at[index];
	const struct interface *interface = lo->device[index].interface;
	uint32_t host = device->address & ~ip_len_mask(device->len);

	if (!device->has_address || !interface_type_is_point_to_point(interface->type) ||
	    lower_is_tunnel(interface))
		return;
	if (device->len == 31)
		know_gateway(lo, index, device->address ^ 1, GATEWAY_OTHER_END);
	else if (device->len == 30 && (host == 1 || host == 2))
		know_gateway(lo, index, device->address ^ 3, GATEWAY_OTHER_END);
}

bool lower_devices(struct lowering *lo)
{
	const struct interface *interface;
	uint32_t last = 0;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link)
		last = interface->index > last ? interface->index : last;
	if (lo->router->interfaces.count > DEVICES_MAX) {
		diag_global(lo->diags, DIAG_NONE, "more than %d interfaces", DEVICES_MAX);
		return false;
	}
	lo->device_of = arena_alloc(lo->arena, (last + 1u) * sizeof *lo->device_of);
	lo->device =
		arena_alloc(lo->arena, (lo->router->interfaces.count + 1u) * sizeof *lo->device);
	lo->is_parent = arena_alloc(lo->arena, (last + 1u) * sizeof *lo->is_parent);
	find_parents(lo);
	lo->is_uplink6 = arena_alloc(lo->arena, (last + 1u) * sizeof *lo->is_uplink6);
	lower_find_uplinks6(lo);
	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link)
		add_device(lo, interface);
	VEC_FOREACH (route, &lo->router->routes)
		gateway_from_route(lo, route);
	for (uint16_t i = 0; i < lo->plan->devices.len; i++)
		gateway_from_mask(lo, i);
	lower_gateways6(lo);
	return true;
}

/* ---- hops ---- */

struct next_hop lower_hop_via(const struct lowering *lo, uint16_t device, uint32_t addr)
{
	const struct interface *interface = lo->device[device].interface;
	struct next_hop hop = {.device = lo->plan->devices.at[device].device,
			       .has_via = true,
			       .onlink = true,
			       .via = {.kind = VALUE_CONST, .addr = addr}};

	VEC_FOREACH (address, &interface->addresses)
		if (ip_in_prefix(addr, address->addr, address->len))
			hop.onlink = false;
	return hop;
}

void lower_no_gateway(struct lowering *lo, uint16_t device, struct span at, const char *key)
{
	const char *name = lo->plan->devices.at[device].interface;

	if (lo->device[device].reported || lower_is_tunnel(lo->device[device].interface))
		return;
	lo->device[device].reported = true;
	diag_at(lo->diags, DIAG_NO_GATEWAY, at,
		"by '%s' to what neighbour? an Ethernet needs a gateway: name it with 'interfaces: "
		"{ %s: { %s } }' in the site file",
		name, name, key);
}

/* Does ROUTE lead to a network of INTERFACE, or to a part of it? */
static bool is_own_network(const struct lowering *lo, const struct interface *interface,
			   const struct static_route *route)
{
	if (!route->v6) {
		VEC_FOREACH (address, &interface->addresses)
			if (address->len && address->len <= route->len &&
			    ip_in_prefix(route->prefix, address->addr, address->len))
				return true;
		return false;
	}
	VEC_FOREACH (address, &interface->six.addresses)
		if (address->len <= route->len &&
		    interface_address6_holds(lo->router, address,
					     router_ip6(lo->router, route->prefix)))
			return true;
	return false;
}

struct next_hop lower_hop_to(struct lowering *lo, uint16_t device, const struct static_route *route,
			     guard *needs)
{
	if (is_own_network(lo, lo->device[device].interface, route)) {
		lower_require_link(lo, needs, device);
		return (struct next_hop){.device = lo->plan->devices.at[device].device};
	}
	return route->v6 ? lower_hop6(lo, device, route->at, needs)
			 : lower_hop(lo, device, route->at, needs);
}

struct next_hop lower_hop(struct lowering *lo, uint16_t device, struct span at, guard *needs)
{
	const struct plan_device *to = &lo->plan->devices.at[device];
	const struct interface *interface = lo->device[device].interface;
	struct next_hop hop = {.device = to->device};

	lower_require_link(lo, needs, device);
	if (interface->mode == ADDRESS_DHCP) {
		hop.has_via = hop.onlink = true;
		hop.via = (struct value){.kind = VALUE_GATEWAY, .device = device};
		if (!to->has_gateway)
			lower_require(lo, needs, lo->device[device].gateway, true);
		return hop;
	}
	if (to->has_gateway)
		return lower_hop_via(lo, device, to->gateway);
	lower_no_gateway(lo, device, at, "gateway: A.B.C.D");
	return hop;
}
