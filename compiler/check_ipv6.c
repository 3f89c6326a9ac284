/* Checks of IPv6: next hops that cannot be reached, and forwarding that was never asked for. */
#include "check.h"

/* Neighbours may be known that the configuration does not show. */
static bool networks6_are_known(const struct checker *c)
{
	const struct interface *interface;
	bool any = false;

	if (c->learns_routes)
		return false;
	STAILQ_FOREACH (interface, &c->router->interfaces.list, link) {
		if (interface->six.autoconfig)
			return false;
		any |= interface->type != INTERFACE_LOOPBACK && interface->six.addresses.len;
	}
	return any;
}

static void check_route6(struct checker *c, const struct static_route *route)
{
	char text[IP6_TEXT_SIZE];
	const struct fib_row *rows;
	const char *unfit;
	struct ip6 hop;
	uint32_t n;

	if (!route->has_next_hop || route->untranslated)
		return;
	hop = router_ip6(c->router, route->next_hop);
	unfit = fib6_no_next_hop(c->fib6, c->router, hop);
	if (!unfit && !route->interface.name.s && networks6_are_known(c)) {
		rows = fib6_rows(c->fib6, hop, IP6_BITS, &n);
		if (!fib6_connected(c->fib6, hop) && (!rows || !rows->len))
			unfit = "on no connected network";
	}
	if (unfit)
		diag_at(c->diags, DIAG_NEXT_HOP, route->next_hop_at, "next hop '%s' is %s",
			ip6_text(text, hop), unfit);
}

/* A router that has IPv6 on two sides and was not told to forward does not. */
static void check_forwarding6(struct checker *c)
{
	const struct interface *interface, *second = NULL;
	unsigned n = 0;

	if (c->router->ipv6.routing)
		return;
	STAILQ_FOREACH (interface, &c->router->interfaces.list, link)
		if (check_in_use(c, interface) && interface->type != INTERFACE_LOOPBACK &&
		    interface->six.addresses.len && ++n == 2)
			second = interface;
	if (second)
		diag_at(c->diags, DIAG_IPV6_ROUTING, second->six.addresses.at[0].at,
			"IPv6 on several interfaces, and no 'ipv6 unicast-routing': the router "
			"forwards none");
}

void check_ipv6(struct checker *c)
{
	VEC_FOREACH (route, &c->router->routes6)
		check_route6(c, route);
	check_forwarding6(c);
}
