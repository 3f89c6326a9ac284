/* What statements about IPv6 do to the interfaces and to the router. */
#include "ir.h"

uint32_t router_add_ip6(struct router *router, struct ip6 addr)
{
	return ip6_intern(router->arena, &router->ip6, addr);
}

static bool address6_same(const struct interface_address6 *a, const struct interface_address6 *b)
{
	return ip6_equal(a->addr, b->addr) && a->len == b->len && a->prefix.s == b->prefix.s;
}

void interface_address6(struct router *router, struct interface *interface, bool no,
			const struct interface_address6 *address)
{
	struct interface6 *six = &interface->six;

	for (uint32_t i = six->addresses.len; i--;) {
		const struct interface_address6 *at = &six->addresses.at[i];
		bool replaced = !no && address->kind == ADDRESS6_LINK_LOCAL &&
				at->kind == ADDRESS6_LINK_LOCAL;

		if (replaced || address6_same(at, address))
			vec_remove(&six->addresses, i);
	}
	if (!no)
		vec_push(router->arena, &six->addresses, *address);
}

void interface_no_addresses6(struct interface *interface)
{
	interface->six.addresses.len = 0;
	interface->six.autoconfig = interface->six.autoconfig_default = false;
	interface->six.dhcp = interface->six.dhcp_rapid = false;
}

bool interface6_takes_default(const struct interface6 *six)
{
	return six->autoconfig_default || six->nd_default;
}

bool interface6_takes_prefixes(const struct interface6 *six)
{
	return six->autoconfig || six->nd_prefix;
}

bool interface_has_ipv6(const struct interface *interface)
{
	const struct interface6 *six = &interface->six;

	return six->addresses.len || six->enable || six->autoconfig || six->dhcp ||
	       six->nd_prefix || six->delegated.name.s || six->unnumbered.name.s;
}

void general_prefix(struct router *router, bool no, const struct general_prefix *prefix)
{
	for (uint32_t i = router->ipv6.prefixes.len; i--;)
		if (router->ipv6.prefixes.at[i].name == prefix->name)
			vec_remove(&router->ipv6.prefixes, i);
	if (!no)
		vec_push(router->arena, &router->ipv6.prefixes, *prefix);
}

const struct general_prefix *general_prefix_find(const struct router *router, const char *name)
{
	VEC_FOREACH (prefix, &router->ipv6.prefixes)
		if (prefix->name == name)
			return prefix;
	return NULL;
}

bool interface_address6_is_global(const struct interface_address6 *address)
{
	return address->kind != ADDRESS6_LINK_LOCAL &&
	       (address->kind != ADDRESS6_EUI64 || address->made);
}

bool interface_address6_whole(const struct router *router, const struct interface_address6 *address,
			      struct ip6 *whole)
{
	const struct general_prefix *prefix;

	*whole = address->addr;
	if (!address->prefix.s)
		return true;
	prefix = general_prefix_find(router, address->prefix.s);
	if (!prefix)
		return false;
	*whole = ip6_under(prefix->net, address->addr);
	return true;
}

bool interface_address6_holds(const struct router *router, const struct interface_address6 *address,
			      struct ip6 addr)
{
	struct ip6 own;

	return address->len && interface_address6_is_global(address) &&
	       interface_address6_whole(router, address, &own) &&
	       ip6_in_prefix(addr, own, address->len);
}

const struct interface *interface_address6_delegated(const struct router *router,
						     const struct interface_address6 *address)
{
	const struct interface *interface;

	if (!address->prefix.s || general_prefix_find(router, address->prefix.s))
		return NULL;
	STAILQ_FOREACH (interface, &router->interfaces.list, link)
		if (interface->six.delegated.name.s == address->prefix.s)
			return interface;
	return NULL;
}

static bool nat66_same(const struct nat66 *a, const struct nat66 *b)
{
	return ip6_net_equal(a->inside, b->inside) && ip6_net_equal(a->outside, b->outside) &&
	       a->vrf == b->vrf && a->delegated == b->delegated &&
	       a->egress.name.s == b->egress.name.s;
}

void nat66_prefix(struct router *router, bool no, const struct nat66 *entry)
{
	for (uint32_t i = router->ipv6.nat66.len; i--;)
		if (nat66_same(&router->ipv6.nat66.at[i], entry))
			vec_remove(&router->ipv6.nat66, i);
	if (!no)
		vec_push(router->arena, &router->ipv6.nat66, *entry);
}
