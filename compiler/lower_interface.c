/*
 * What stands under an interface as items of the plan: its link, its addresses, and the settings of
 * the kernel that are its own.
 */
#include <string.h>

#include "fib.h"
#include "lower.h"

enum { LEN_HOST = 32 };

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

static void device_sysctl(struct lowering *lo, uint16_t index, const char *name, const char *value,
			  const char *origin)
{
	const char *device = lo->plan->devices.at[index].device;

	lower_sysctl(lo, arena_printf(lo->arena, "net/ipv4/conf/%s/%s", device, name), value, NULL);
	lo->plan->items.at[lo->plan->items.len - 1].object.origin = origin;
	guard_device(lo, index);
}

static bool speaks_ipv4(const struct lowering *lo, uint16_t index)
{
	const struct plan_device *device = &lo->plan->devices.at[index];

	return device->has_address || device->dynamic;
}

/* IOS answers ARP for whatever it has a route to, unless told; a gateway does only if told. */
static void answer_sysctls(struct lowering *lo, uint16_t index)
{
	const struct interface *interface = lo->device[index].interface;
	bool exact = !lo->safe && interface->proxy_arp == PROXY_ARP_DEFAULT;

	if (interface->proxy_arp || exact)
		device_sysctl(lo, index, "proxy_arp",
			      interface->proxy_arp == PROXY_ARP_OFF ? "0" : "1",
			      exact ? NULL : lower_origin(lo, interface->proxy_arp_at));
	if (lo->safe && interface->proxy_arp == PROXY_ARP_DEFAULT && speaks_ipv4(lo, index) &&
	    !interface_type_is_point_to_point(interface->type))
		lower_divergence(lo, DIAG_PROXY_ARP_OFF, interface->at,
				 "ARP is answered for the gateway's own addresses only");
	if (interface->no_redirects)
		device_sysctl(lo, index, "send_redirects", "0",
			      lower_origin(lo, interface->redirects_at));
}

static void device_sysctls(struct lowering *lo, uint16_t index, bool check_sources)
{
	const struct plan_device *device = &lo->plan->devices.at[index];

	lower_sysctl(lo,
		     arena_printf(lo->arena, "net/ipv4/conf/%s/ignore_routes_with_linkdown",
				  device->device),
		     "1", NULL);
	guard_device(lo, index);
	answer_sysctls(lo, index);
	if (!device->outside || !interface_is_outside(lo->device[index].interface))
		return;
	/* decision 9: what counts is the larger of `all` and the device's */
	lower_sysctl(lo, arena_printf(lo->arena, "net/ipv4/conf/%s/rp_filter", device->device),
		     check_sources ? "2" : "0", NULL);
	guard_device(lo, index);
	if (check_sources)
		lower_divergence(lo, DIAG_RP_FILTER, lo->device[index].interface->nat_at,
				 "packets from outside must have a source that some route leads "
				 "to; IOS does not look");
}

/* A device's packets are no longer than either statement allows. */
uint32_t lower_mtu(const struct interface *interface)
{
	uint32_t mtu = interface->mtu, ip = interface->ip_mtu;

	return ip && (!mtu || ip < mtu) ? ip : mtu;
}

/* Without a source address of its own it takes that of the route: one that is learnt may change. */
static void lower_tunnel(const struct tunnel *tunnel, struct link_object *link)
{
	static const uint8_t kinds[] = {
		[TUNNEL_GRE] = LINK_GRE, [TUNNEL_IPIP] = LINK_IPIP, [TUNNEL_IPV6IP] = LINK_SIT};
	const struct interface_address *source =
		tunnel->source.to ? interface_primary(tunnel->source.to) : NULL;

	link->kind = kinds[tunnel->mode];
	link->tunnel = (struct tunnel_object){
		.local = tunnel->has_source_addr ? tunnel->source_addr
			 : source		 ? source->addr
						 : 0,
		.remote = tunnel->destination,
		.has_tos = tunnel->has_tos,
		.tos = tunnel->tos,
		.ttl = tunnel->ttl ? tunnel->ttl : UINT8_MAX,
	};
	if (tunnel->mode != TUNNEL_GRE)
		return;
	link->tunnel.has_key = tunnel->has_key;
	link->tunnel.key = tunnel->key;
	link->tunnel.checksum = tunnel->checksum;
	link->tunnel.sequence = tunnel->sequence;
	link->tunnel.ignore_df = !tunnel->path_mtu;
}

static void lower_link(struct lowering *lo, uint16_t index)
{
	const struct plan_device *device = &lo->plan->devices.at[index];
	const struct interface *interface = lo->device[index].interface;
	const struct interface *parent = interface_parent(lo->router, interface);
	struct link_object *link;

	/* decision 13: to shut what was never named would be bold */
	if (device->loopback || interface->mode == ADDRESS_NEGOTIATED ||
	    (interface->shutdown && !lower_is_given(lo, interface)))
		return;
	link = &lower_item(lo, OBJECT_LINK,
			   arena_printf(lo->arena, "interface %s", interface->name))
			->link;
	link->device = device->device;
	link->up = !interface->shutdown;
	link->mtu = lower_mtu(interface);
	link->master = lower_vrf_device(lo, interface);
	if (interface->tag.id && !interface->tag.native && !interface->tag.inner && parent &&
	    device_name(lo->router, lo->site, parent)) {
		link->kind = LINK_VLAN;
		link->vlan = interface->tag.id;
		link->parent = device_name(lo->router, lo->site, parent);
	}
	if (interface->type != INTERFACE_TUNNEL || tunnel_lacks(interface->tunnel))
		return;
	lower_tunnel(interface->tunnel, link);
	lower_divergence(lo, DIAG_TUNNEL_UP, interface->at,
			 "a tunnel stays up when the link below it goes down, or no route leads to "
			 "its destination");
}

/* ip unnumbered: the lender's address alone, so that packets of our own have a source. */
static void lower_borrowed(struct lowering *lo, uint16_t index)
{
	const struct plan_device *device = &lo->plan->devices.at[index];
	const struct interface *interface = lo->device[index].interface;
	struct address_object *address;

	if (!interface->unnumbered.to || !device->has_address)
		return;
	address = &lower_item(lo, OBJECT_ADDRESS, lower_origin(lo, interface->unnumbered.name.at))
			   ->address;
	address->device = device->device;
	address->addr = device->address;
	address->len = LEN_HOST;
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
	lower_borrowed(lo, index);
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
	bool outside = false, loopback = false, silent = false;

	lower_sysctl(lo, "net/ipv4/ip_forward", lo->router->routing.off ? "0" : "1", NULL);
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
		silent |= lo->device[i].interface->no_redirects && !device->loopback;
	}
	if (loopback)
		raise_loopback(lo);
	if (outside)
		lower_sysctl(lo, "net/ipv4/conf/all/rp_filter", "0", NULL);
	/* redirects are sent when `all` or the device says so */
	if (silent)
		lower_sysctl(lo, "net/ipv4/conf/all/send_redirects", "0", NULL);
}
