/*
 * Interfaces as devices: which are ours, what is known of their addresses and gateways, and the
 * items that raise, address and tune them.
 *
 * A gateway is needed where IOS could do without: a serial line there is an Ethernet here, and "by
 * this interface" has to become "by that neighbour". It is looked for in the site file, in static
 * routes, and on a /30 or /31 it is the other end.
 */
#include <string.h>

#include "lower.h"
#include "policy.h"

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
	return interface && !interface->shutdown ? lo->device_of[interface->index] : NO_DEVICE;
}

void lower_require_link(struct lowering *lo, guard *needs, uint16_t device)
{
	lower_require(lo, needs, lo->device[device].link, true);
	if (lo->device[device].interface->mode == ADDRESS_NEGOTIATED)
		lower_require(lo, needs, lo->device[device].address, true);
}

/* ---- the devices ---- */

static bool is_given(const struct lowering *lo, const struct interface *interface)
{
	const struct site_interface *entry = site_interface(lo->site, interface->name);

	return entry && entry->device;
}

static void describe(const struct lowering *lo, const struct interface *interface,
		     struct plan_device *device)
{
	const struct site_interface *entry = site_interface(lo->site, interface->name);
	const struct interface_address *primary = interface_primary(interface);

	device->interface = interface->name;
	device->loopback = !strcmp(device->device, "lo");
	device->dynamic = interface->mode != ADDRESS_STATIC;
	device->managed = device->dynamic || primary || is_given(lo, interface) ||
			  interface_has_ipv6(interface);
	device->outside = (interface->nat == NAT_OUTSIDE || interface->six.nat66_outside) &&
			  !device->loopback && !interface->shutdown &&
			  (primary || device->dynamic || interface_has_ipv6(interface));
	if (primary) {
		device->has_address = true;
		device->address = primary->addr;
		device->len = primary->len;
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
	const char *name = device_of(lo->arena, lo->site, interface);
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

/* Links that really have but one other end on Linux, too: no address is needed to reach it. */
static bool is_tunnel(const struct interface *interface)
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
	    is_tunnel(interface))
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

	if (lo->device[device].reported || is_tunnel(lo->device[device].interface))
		return;
	lo->device[device].reported = true;
	diag_at(lo->diags, DIAG_NO_GATEWAY, at,
		"by '%s' to what neighbour? an Ethernet needs a gateway: name it with 'interfaces: "
		"{ %s: { %s } }' in the site file",
		name, name, key);
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

/* ---- items ---- */

static void add_sysctl(struct lowering *lo, const char *path, const char *value)
{
	struct sysctl_object *sysctl = &lower_item(lo, OBJECT_SYSCTL, NULL)->sysctl;

	sysctl->path = path;
	sysctl->value = value;
}

/* What a negotiated link has is there only when it has an address. */
static void guard_device(struct lowering *lo, uint16_t index)
{
	if (lo->device[index].interface->mode == ADDRESS_NEGOTIATED)
		lower_require(lo, lower_item_guard(lo), lo->device[index].address, true);
}

/* The uplink that a default route leaves by, or NO_DEVICE. */
static uint16_t default_uplink(const struct lowering *lo, const struct static_route *route)
{
	if (route->len || route->null0 || route->untranslated || route->vrf)
		return NO_DEVICE;
	if (route->interface.name.s)
		return lower_device(lo, route->interface.to);
	return lower_device(lo, fib_connected(lo->fib, route->next_hop));
}

/*
 * The kernel's loose check wants a route to every stranger who asks for a published service. It is
 * there when each uplink has a default route of its own, so that one is left whichever is down, and
 * one of these no track takes away. Otherwise the check must be off.
 */
static bool leads_to_strangers(const struct lowering *lo)
{
	bool *has_default = arena_alloc(lo->arena, lo->plan->devices.len + 1);
	bool steady = false;

	VEC_FOREACH (route, &lo->router->routes) {
		uint16_t device = default_uplink(lo, route);

		if (device == NO_DEVICE)
			continue;
		has_default[device] = true;
		steady |= !route->track && !route->dhcp;
	}
	for (uint16_t i = 0; i < lo->plan->devices.len; i++)
		if (lo->plan->devices.at[i].outside && !has_default[i])
			return false;
	return steady;
}

static void device_sysctls(struct lowering *lo, uint16_t index, bool check_sources)
{
	const struct plan_device *device = &lo->plan->devices.at[index];

	add_sysctl(lo,
		   arena_printf(lo->arena, "net/ipv4/conf/%s/ignore_routes_with_linkdown",
				device->device),
		   "1");
	guard_device(lo, index);
	if (!device->outside)
		return;
	/* decision 9: what counts is the larger of `all` and the device's */
	add_sysctl(lo, arena_printf(lo->arena, "net/ipv4/conf/%s/rp_filter", device->device),
		   check_sources ? "2" : "0");
	guard_device(lo, index);
	if (check_sources)
		lower_divergence(lo, DIAG_RP_FILTER, lo->device[index].interface->nat_at,
				 "packets from outside must have a source that some route leads "
				 "to; IOS does not look");
}

static void lower_link(struct lowering *lo, uint16_t index)
{
	const struct plan_device *device = &lo->plan->devices.at[index];
	const struct interface *interface = lo->device[index].interface;
	struct link_object *link;

	/* decision 13: to shut what was never named would be bold */
	if (device->loopback || interface->mode == ADDRESS_NEGOTIATED ||
	    (interface->shutdown && !is_given(lo, interface)))
		return;
	link = &lower_item(lo, OBJECT_LINK,
			   arena_printf(lo->arena, "interface %s", interface->name))
			->link;
	link->device = device->device;
	link->up = !interface->shutdown;
}

static void lower_addresses(struct lowering *lo, uint16_t index)
{
	const struct plan_device *device = &lo->plan->devices.at[index];
	uint16_t order = 0;

	VEC_FOREACH (configured, &lo->device[index].interface->addresses) {
		struct address_object *address =
			&lower_item(lo, OBJECT_ADDRESS, lower_origin(lo, configured->at))->address;

		address->device = device->device;
		address->addr = configured->addr;
		address->len = device->loopback ? LEN_HOST : configured->len;
		address->order = order++;
	}
}

/* Its addresses answer only while it is up; many loopbacks share it. */
static void raise_loopback(struct lowering *lo)
{
	struct link_object *link = &lower_item(lo, OBJECT_LINK, NULL)->link;

	link->device = "lo";
	link->up = true;
}

void lower_interfaces(struct lowering *lo)
{
	bool check_sources = lo->safe && leads_to_strangers(lo);
	bool outside = false, loopback = false;

	add_sysctl(lo, "net/ipv4/ip_forward", lo->router->routing.off ? "0" : "1");
	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		const struct plan_device *device = &lo->plan->devices.at[i];

		if (!device->managed)
			continue;
		lower_link(lo, i);
		if (lo->device[i].interface->shutdown)
			continue;
		lower_addresses(lo, i);
		if (!device->loopback)
			device_sysctls(lo, i, check_sources);
		outside |= device->outside;
		loopback |= device->loopback;
	}
	if (loopback)
		raise_loopback(lo);
	if (outside)
		add_sysctl(lo, "net/ipv4/conf/all/rp_filter", "0");
}
