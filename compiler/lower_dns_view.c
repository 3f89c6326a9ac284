/*
 * What a view of named says for a view of IOS: by which addresses it is asked, by whom, whom it
 * asks itself, and for whom. All of it belongs to one table: the global one or a VRF's.
 */
#include <string.h>

#include "fib.h"
#include "lower_dns.h"

struct value lower_device_address(const struct lowering *lo, uint16_t device)
{
	const struct plan_device *at = &lo->plan->devices.at[device];

	if (at->dynamic)
		return (struct value){.kind = VALUE_ADDRESS, .device = device};
	return (struct value){.kind = VALUE_CONST, .addr = at->address};
}

/* The addresses by which queries come in on DEVICE. Link-local ones do not tell one interface from
 * another. */
void dns_view_destinations(struct lowering *lo, uint16_t device, struct dns_view_object *view)
{
	const struct interface *interface = lo->device[device].interface;
	const struct plan_device *at = &lo->plan->devices.at[device];

	if (at->dynamic || at->has_address)
		vec_push(lo->arena, &view->destinations, lower_device_address(lo, device));
	VEC_FOREACH (address, &interface->six.addresses) {
		struct ip6 own;

		if (!interface_address6_is_global(address) ||
		    !interface_address6_whole(lo->router, address, &own))
			continue;
		vec_push(lo->arena, &view->destinations, lower_constant6(lo, own));
	}
	if (at->dynamic6)
		vec_push(lo->arena, &view->destinations,
			 ((struct value){.kind = VALUE_ADDRESS, .v6 = true, .device = device}));
}

/*
 * The clients of ENTRY, which named looks up in a tree of prefixes however long the list is: where
 * a wildcard has bits that are no suffix, each value of these is a prefix. False when they are too
 * many, or when ENTRY asks for more than a source.
 */
static bool add_clients(struct lowering *lo, const struct ace *entry, struct dns_view_object *view)
{
	enum { HOLES_MAX = 12, ALL_BITS = 32 };
	uint32_t wild = entry->src.wild, suffix = wild & ~(wild + 1), holes = wild & ~suffix;
	uint32_t value = 0;

	if (entry->proto != ACE_IP || entry->dst.wild != UINT32_MAX || entry->untranslated ||
	    entry->options || __builtin_popcount(holes) > HOLES_MAX)
		return false;
	do {
		vec_push(lo->arena, &view->clients,
			 ((struct prefix){
				 .addr = (entry->src.addr & ~wild) | value,
				 .len = (uint8_t)(ALL_BITS - __builtin_popcount(suffix)),
				 .deny = entry->action == ACE_DENY,
			 }));
		value = (value - holes) & holes; /* the next number of these bits */
	} while (value);
	return true;
}

bool dns_view_clients(struct lowering *lo, const struct acl *acl, struct dns_view_object *view)
{
	VEC_FOREACH (ace, &acl->entries) {
		if (ace->action == ACE_REMARK || add_clients(lo, ace, view))
			continue;
		diag_at(lo->diags, DIAG_NOT_TRANSLATED, ace->at,
			"a view's source list can match source prefixes only");
		if (ace->action == ACE_DENY)
			return false;
	}
	/* nothing permitted: match nobody, where an empty list would match all */
	if (!view->clients.len)
		vec_push(lo->arena, &view->clients, ((struct prefix){.deny = true}));
	return true;
}

/* Those of whom the provider at INTERFACE, which may be NULL, tells. */
static void add_learnt(struct lowering *lo, dns_addresses *to, const struct interface *interface,
		       const char *vrf)
{
	uint16_t index = lower_any_device(lo, interface);
	struct plan_device *device;

	if (index == NO_DEVICE || interface->vrf.s != vrf || interface->mode == ADDRESS_STATIC)
		return;
	device = &lo->plan->devices.at[index];
	if (!device->servers)
		lower_condition(lo,
				(struct condition){.kind = CONDITION_SERVERS,
						   .device = index,
						   .text = arena_printf(lo->arena,
									"interface %s name-server",
									interface->name)});
	device->servers = true;
	device->session = interface->mode == ADDRESS_NEGOTIATED;
	vec_push(lo->arena, to, ((struct dns_address){.learnt = true, .device = index}));
}

/* Those that the view's own table leads to, as resolve has said. */
static void copy_addresses(struct lowering *lo, dns_addresses *to, const struct servers *from,
			   const char *vrf)
{
	/* a link-local one is none without its link, which the grammar has said */
	VEC_FOREACH (server, from)
		if (server->learnt.name.s)
			add_learnt(lo, to, server->learnt.to, vrf);
		else if ((!server->v6 || !ip6_is_link_local(server->addr6)) &&
			 (!server->vrf || server->vrf == vrf))
			vec_push(lo->arena, to,
				 ((struct dns_address){.v6 = server->v6,
						       .addr = server->addr,
						       .addr6 = server->addr6}));
}

/*
 * IOS has the servers that it learns beside those that are said. Here they stand in for them: a
 * provider's often answer nobody who comes by another.
 */
static void copy_routers(struct lowering *lo, dns_addresses *to)
{
	const struct interface *interface;

	copy_addresses(lo, to, &lo->router->dns.name_servers, NULL);
	if (to->len)
		return;
	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link)
		if (interface_learns_servers(interface))
			add_learnt(lo, to, interface, NULL);
}

dns_addresses dns_view_forwarders(struct lowering *lo, const struct dns_view *ios, const char *name)
{
	const struct dns *dns = &lo->router->dns;
	const char *vrf = ios ? ios->vrf : NULL;
	dns_addresses to = {0};

	if (ios && ios->no_forwarding)
		return to;
	if (ios && ios->forwarders.len)
		copy_addresses(lo, &to, &ios->forwarders, vrf);
	else if (ios && ios->no_lookup)
		return to;
	else if (ios && ios->name_servers.len)
		copy_addresses(lo, &to, &ios->name_servers, vrf);
	else if (!strcmp(name, "default") && !dns->no_lookup)
		copy_routers(lo, &to);
	return to;
}

/* A dynamic one is the route's choice anyway. */
uint32_t dns_view_source(const struct lowering *lo, const struct dns_view *ios, const char *name)
{
	const char *vrf = ios ? ios->vrf : NULL;
	const struct interface *interface = ios ? ios->source.to : NULL;
	const struct interface_address *address;

	if (!interface && !strcmp(name, "default"))
		interface = lo->router->dns.lookup_source.to;
	address = interface ? interface_primary(interface) : NULL;
	return address && interface->vrf.s == vrf && lower_any_device(lo, interface) != NO_DEVICE
		       ? address->addr
		       : 0;
}

static void add_recursion(struct lowering *lo, struct dns_view_object *view, uint32_t addr,
			  uint8_t len)
{
	struct prefix prefix = {.addr = addr & ip_len_mask(len), .len = len};
	uint32_t n = view->recursion_from.len;

	if (!n || view->recursion_from.at[n - 1].addr != prefix.addr ||
	    view->recursion_from.at[n - 1].len != len)
		vec_push(lo->arena, &view->recursion_from, prefix);
}

static const char *bind_vrf(const struct bind_view *bind)
{
	return bind->vrf ? bind->vrf->vrf->name : NULL;
}

static bool is_of_view(const struct bind_view *bind, uint16_t wanted)
{
	VEC_FOREACH (device, &bind->devices)
		if (*device == wanted)
			return true;
	return false;
}

static bool is_by_view(struct lowering *lo, const struct bind_view *bind,
		       const struct static_route *route)
{
	struct way way;

	if (!route->len || route->null0 || route->untranslated || route->vrf != bind_vrf(bind))
		return false;
	if (bind->vrf)
		return is_of_view(bind, lower_vrf_way(lo, bind->vrf, route));
	way = fib_route_way(lo->fib, route);
	if (way.kind != WAY_INTERFACE)
		return false;
	return is_of_view(bind, lower_device(lo, way.interface));
}

static void add_recursion6(struct lowering *lo, struct dns_view_object *view, struct ip6 addr,
			   uint8_t len)
{
	struct prefix prefix = {.v6 = true, .addr6 = ip6_subnet(addr, len), .len = len};
	uint32_t n = view->recursion_from.len;
	const struct prefix *last = n ? &view->recursion_from.at[n - 1] : NULL;

	if (!last || !last->v6 || last->len != len || !ip6_equal(last->addr6, prefix.addr6))
		vec_push(lo->arena, &view->recursion_from, prefix);
}

/* By which device of the view ROUTE leads: neither a default route, nor one elsewhere. */
static bool is_by_view6(const struct lowering *lo, const struct bind_view *bind,
			const struct static_route *route)
{
	const struct interface *interface = route->interface.to;

	if (!route->len || route->vrf || route->untranslated || route->null0)
		return false;
	if (!route->interface.name.s && route->has_next_hop)
		interface = fib6_connected(lo->fib6, router_ip6(lo->router, route->next_hop));
	VEC_FOREACH (device, &bind->devices)
		if (interface && lo->device[*device].interface == interface)
			return true;
	return false;
}

static void lower_recursion6(struct lowering *lo, const struct bind_view *bind,
			     struct dns_view_object *view)
{
	VEC_FOREACH (device, &bind->devices) {
		const struct interface *interface = lo->device[*device].interface;

		VEC_FOREACH (address, &interface->six.addresses) {
			struct ip6 own;

			if (address->kind != ADDRESS6_LINK_LOCAL &&
			    interface_address6_whole(lo->router, address, &own))
				add_recursion6(lo, view, own, address->len);
		}
	}
	VEC_FOREACH (route, &lo->router->routes6)
		if (is_by_view6(lo, bind, route))
			add_recursion6(lo, view, router_ip6(lo->router, route->prefix), route->len);
}

void dns_view_recursion(struct lowering *lo, const struct bind_view *bind,
			struct dns_view_object *view)
{
	if (!view->forwarders.len && !view->forwards.len)
		return;
	if (!lo->safe) {
		vec_push(lo->arena, &view->recursion_from, ((struct prefix){0}));
		return;
	}
	if (bind->outside) {
		view->forwarders.len = view->forwards.len = 0;
		return;
	}
	VEC_FOREACH (device, &bind->devices)
		if (!lo->plan->devices.at[*device].dynamic)
			VEC_FOREACH (at, &lo->device[*device].interface->addresses)
				add_recursion(lo, view, at->addr, at->len);
	VEC_FOREACH (route, &lo->router->routes)
		if (is_by_view(lo, bind, route))
			add_recursion(lo, view, route->prefix, route->len);
	lower_recursion6(lo, bind, view);
}
