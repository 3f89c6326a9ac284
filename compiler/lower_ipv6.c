/*
 * IPv6 of the devices: their addresses, the kernel's settings, and the hops to IPv6 neighbours. On
 * the kernel's side an interface has IPv6 or not by itself; what is written down here is what the
 * configuration says of it.
 */
#include <inttypes.h>
#include <string.h>

#include "fib.h"
#include "lower.h"

enum { LEN_HOST = 128 };

/* One by which a host is known, and no other. */
static bool is_own(const struct interface_address6 *address)
{
	return address->kind != ADDRESS6_ANYCAST && interface_address6_is_global(address);
}

static void know_address(const struct lowering *lo, const struct interface *interface,
			 struct plan_device *device)
{
	const struct interface *lender = interface->six.unnumbered.to;

	VEC_FOREACH (address, &interface->six.addresses) {
		if (device->has_address6 || !is_own(address))
			continue;
		device->has_address6 =
			interface_address6_whole(lo->router, address, &device->address6);
		device->len6 = address->len;
	}
	if (device->has_address6 || !lender || lender->six.unnumbered.name.s)
		return;
	know_address(lo, lender, device);
	device->len6 = LEN_HOST;
}

void lower_describe6(const struct lowering *lo, const struct interface *interface,
		     struct plan_device *device)
{
	const struct site_interface *entry = site_interface(lo->site, interface->name);

	know_address(lo, interface, device);
	device->dynamic6 = !device->loopback &&
			   (interface6_takes_prefixes(&interface->six) || interface->six.dhcp ||
			    (interface->six.nd_default && !device->has_address6));
	device->delegated6 = !device->loopback && interface->six.delegated.name.s;
	if (entry && entry->has_gateway6) {
		device->has_gateway6 = true;
		device->gateway6 = entry->gateway6;
	}
}

static bool is_inside(const struct interface *interface)
{
	return interface->six.nat66_inside || interface->nat == NAT_INSIDE;
}

/*
 * Most sites translate nothing over IPv6, so that no line calls an interface outside. One that is
 * told to believe an advertised default route leads out, or to ask for a prefix, and so does one
 * whose default route hangs by a track: an operation measures it. A default route that only floats
 * may lead to a neighbour inside.
 */
void lower_find_uplinks6(struct lowering *lo)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link)
		lo->is_uplink6[interface->index] = interface->six.nat66_outside ||
						   ((interface6_takes_default(&interface->six) ||
						     interface->six.delegated.name.s) &&
						    !is_inside(interface));
	VEC_FOREACH (route, &lo->router->routes6) {
		if (route->len || !route->track || route->vrf || route->untranslated)
			continue;
		interface = route->interface.to;
		if (!route->interface.name.s && route->has_next_hop)
			interface =
				fib6_connected(lo->fib6, router_ip6(lo->router, route->next_hop));
		if (interface && !is_inside(interface))
			lo->is_uplink6[interface->index] = true;
	}
}

/* A default route by an interface and neighbour says who its gateway is. */
void lower_gateways6(struct lowering *lo)
{
	VEC_FOREACH (route, &lo->router->routes6) {
		const struct interface *interface = route->interface.to;
		struct plan_device *device;
		struct ip6 hop;
		uint16_t index;

		if (route->len || !route->has_next_hop || route->vrf || route->untranslated)
			continue;
		hop = router_ip6(lo->router, route->next_hop);
		if (fib6_no_next_hop(lo->fib6, lo->router, hop))
			continue;
		if (!route->interface.name.s)
			interface = fib6_connected(lo->fib6, hop);
		index = lower_device(lo, interface);
		if (index == NO_DEVICE)
			continue;
		device = &lo->plan->devices.at[index];
		if (!device->has_gateway6) {
			device->has_gateway6 = true;
			device->gateway6 = hop;
		}
	}
}

/* ---- hops ---- */

struct value lower_constant6(const struct lowering *lo, struct ip6 addr)
{
	struct ip6 *copy = arena_new_object(lo->arena, struct ip6);

	*copy = addr;
	return (struct value){.kind = VALUE_CONST, .v6 = true, .addr6 = copy};
}

struct next_hop lower_hop_via6(const struct lowering *lo, uint16_t device, struct ip6 addr)
{
	const struct interface *interface = lo->device[device].interface;
	struct next_hop hop = {.device = lo->plan->devices.at[device].device,
			       .has_via = true,
			       .onlink = !ip6_is_link_local(addr),
			       .via = lower_constant6(lo, addr)};

	VEC_FOREACH (address, &interface->six.addresses) {
		struct ip6 own;

		if (interface_address6_whole(lo->router, address, &own) &&
		    ip6_in_prefix(addr, own, address->len))
			hop.onlink = false;
	}
	return hop;
}

struct next_hop lower_hop6(struct lowering *lo, uint16_t device, struct span at, guard *needs)
{
	const struct plan_device *to = &lo->plan->devices.at[device];
	const struct interface *interface = lo->device[device].interface;
	struct next_hop hop = {.device = to->device};

	lower_require_link(lo, needs, device);
	if (to->has_gateway6)
		return lower_hop_via6(lo, device, to->gateway6);
	if (to->dynamic6) {
		hop.has_via = true;
		hop.via = (struct value){.kind = VALUE_GATEWAY, .v6 = true, .device = device};
		lower_require(lo, needs, lo->device[device].gateway6, true);
	} else if (!interface_type_is_point_to_point(interface->type)) {
		lower_no_gateway(lo, device, at, "gateway6: X:X::X");
	}
	return hop;
}

/* ---- items ---- */

/* NAME of the device's settings of IPv6 under FOLDER, conf or neigh. */
static void add_setting(struct lowering *lo, const struct plan_device *device, const char *folder,
			const char *name, uint32_t value)
{
	lower_sysctl(lo, arena_printf(lo->arena, "net/ipv6/%s/%s/%s", folder, device->device, name),
		     arena_printf(lo->arena, "%" PRIu32, value), NULL);
}

/* CONFIGURED below the delegated prefix that it names. */
static bool find_delegated(struct lowering *lo, const struct interface_address6 *configured,
			   struct value *from)
{
	const struct interface *by = interface_address6_delegated(lo->router, configured);

	if (by && lower_delegated(lo, by, configured->addr, configured->len, from))
		return true;
	diag_at(lo->diags, DIAG_UNDEFINED_PREFIX, configured->prefix.at,
		by ? "'%s' is shut or left alone, and is delegated no '%s': the interface gets no "
		     "such address"
		   : "%sthere is no general prefix '%s': the interface gets no such address",
		by ? by->name : "", configured->prefix.s);
	return false;
}

static void lower_address(struct lowering *lo, const struct plan_device *device,
			  const struct interface_address6 *configured, struct span at,
			  bool borrowed)
{
	struct address_object *address;
	struct value from = {0};
	struct ip6 whole;

	if (configured->kind == ADDRESS6_EUI64 && !configured->made)
		return;
	if (!interface_address6_whole(lo->router, configured, &whole) &&
	    !find_delegated(lo, configured, &from))
		return;
	address = &lower_item(lo, OBJECT_ADDRESS, lower_origin(lo, at))->address;
	address->device = device->device;
	address->v6 = true;
	if (from.kind == VALUE_CONST)
		address->addr6 = whole;
	address->from = from;
	address->len = device->loopback || borrowed ? LEN_HOST : configured->len;
	/* several may have it: nobody is to be asked */
	address->no_dad = configured->kind == ADDRESS6_ANYCAST || device->loopback || borrowed;
}

/* ipv6 unnumbered: the lender's address alone, so that packets of our own have it for a source. */
static void lower_borrowed(struct lowering *lo, const struct plan_device *device,
			   const struct interface6 *six)
{
	if (!six->unnumbered.to)
		return;
	VEC_FOREACH (address, &six->unnumbered.to->six.addresses)
		if (is_own(address)) {
			lower_address(lo, device, address, six->unnumbered.name.at, true);
			return;
		}
}

static void lower_discovery(struct lowering *lo, const struct plan_device *device,
			    const struct interface6 *six)
{
	if (six->no_dad || six->dad_attempts)
		add_setting(lo, device, "conf", "dad_transmits", six->dad_attempts);
	if (six->ns_interval)
		add_setting(lo, device, "neigh", "retrans_time_ms", six->ns_interval);
	if (six->reachable_time)
		add_setting(lo, device, "neigh", "base_reachable_time_ms", six->reachable_time);
}

/*
 * A router listens to advertisements of others only where it is told to (trap T43). An address from
 * DHCPv6 is one without a network: what lies on the link, advertisements say.
 */
static void lower_autoconfig(struct lowering *lo, const struct plan_device *device,
			     const struct interface6 *six)
{
	add_setting(lo, device, "conf", "accept_ra", 2);
	add_setting(lo, device, "conf", "autoconf", interface6_takes_prefixes(six));
	add_setting(lo, device, "conf", "accept_ra_defrtr", interface6_takes_default(six));
}

static void lower_settings(struct lowering *lo, const struct plan_device *device,
			   const struct interface6 *six)
{
	add_setting(lo, device, "conf", "disable_ipv6", 0);
	add_setting(lo, device, "conf", "ignore_routes_with_linkdown", 1);
	if (interface6_takes_prefixes(six) || six->nd_default || six->dhcp)
		lower_autoconfig(lo, device, six);
	if (six->mtu)
		add_setting(lo, device, "conf", "mtu", six->mtu);
	if (lo->router->ipv6.hop_limit)
		add_setting(lo, device, "conf", "hop_limit", lo->router->ipv6.hop_limit);
	lower_discovery(lo, device, six);
}

void lower_interfaces6(struct lowering *lo)
{
	const struct ipv6 *ipv6 = &lo->router->ipv6;

	if (ipv6->routing)
		lower_sysctl(lo, "net/ipv6/conf/all/forwarding", "1",
			     lower_origin(lo, ipv6->routing_at));
	if (ipv6->error_interval)
		lower_sysctl(lo, "net/ipv6/icmp/ratelimit",
			     arena_printf(lo->arena, "%" PRIu32, ipv6->error_interval - 1), NULL);
	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		const struct plan_device *device = &lo->plan->devices.at[i];
		const struct interface *interface = lo->device[i].interface;

		if (!device->managed || interface->shutdown ||
		    (interface->vrf.s && !lower_vrf_named(lo, interface->vrf.s)) ||
		    !interface_has_ipv6(interface))
			continue;
		if (!device->loopback)
			lower_settings(lo, device, &interface->six);
		VEC_FOREACH (address, &interface->six.addresses)
			lower_address(lo, device, address, address->at, false);
		lower_borrowed(lo, device, &interface->six);
	}
}
