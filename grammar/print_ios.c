/*
 * The router model as IOS text. What is read back is the same model: `show config` shows what was
 * understood, and a round trip proves that nothing was lost on the way.
 */
#include "print_ios.h"

#include <inttypes.h>

void print_address(FILE *to, const char *before, uint32_t addr)
{
	char text[IP_TEXT_SIZE];

	fprintf(to, "%s%s", before, ip_text(text, addr));
}

void print_net(FILE *to, const char *before, uint32_t addr, unsigned len)
{
	print_address(to, before, addr);
	print_address(to, " ", ip_len_mask(len));
}

void print_text(FILE *to, const char *before, const char *text)
{
	if (text)
		fprintf(to, "%s%s\n", before, text);
}

/* Routes. */

static void print_routing(const struct routing *routing, FILE *to)
{
	if (routing->off)
		fputs("no ip routing\n", to);
	if (routing->default_gateway) {
		print_address(to, "ip default-gateway ", routing->default_gateway);
		putc('\n', to);
	}
	VEC_FOREACH (network, &routing->networks) {
		print_address(to, "ip default-network ", network->network);
		putc('\n', to);
	}
}

static void print_route(const struct router *router, const struct static_route *route, FILE *to)
{
	fputs(route->v6 ? "ipv6 route " : "ip route ", to);
	if (route->vrf)
		fprintf(to, "vrf %s ", route->vrf);
	if (route->v6)
		print_net6(to, "", router_ip6(router, route->prefix), route->len);
	else
		print_net(to, "", route->prefix, route->len);
	if (route->null0)
		fputs(" Null0", to);
	if (route->interface.name.s)
		fprintf(to, " %s", route->interface.name.s);
	if (route->has_next_hop && route->v6)
		print_address6(to, " ", router_ip6(router, route->next_hop));
	else if (route->has_next_hop)
		print_address(to, " ", route->next_hop);
	if (route->dhcp)
		fputs(" dhcp", to);
	if (route->global)
		fputs(" global", to);
	if (route->distance != (route->dhcp ? DISTANCE_DHCP : DISTANCE_STATIC))
		fprintf(to, " %u", route->distance);
	if (route->multicast)
		fputs(" multicast", to);
	if (route->tag)
		fprintf(to, " tag %" PRIu32, route->tag);
	if (route->label)
		fprintf(to, " name %s", route->label);
	if (route->permanent)
		fputs(" permanent", to);
	if (route->track)
		fprintf(to, " track %u", route->track);
	putc('\n', to);
}

void router_print(const struct router *router, FILE *to)
{
	const struct acl *acl;

	print_text(to, "hostname ", router->hostname.s);
	fputs("!\n", to);
	print_dns(router, to);
	fputs("!\n", to);
	print_dhcp(&router->dhcp, to);
	print_dhcp6(&router->dhcp6, to);
	print_ipv6(router, to);
	print_tracks(&router->tracks, to);
	print_applets(&router->applets, to);
	print_vrfs(&router->vrfs, to);
	print_interfaces(router, to);
	print_text(to, "ip local policy route-map ", router->local_policy.name.s);
	print_nat(&router->nat, to);
	print_routing(&router->routing, to);
	VEC_FOREACH (route, &router->routes)
		print_route(router, route, to);
	VEC_FOREACH (route, &router->routes6)
		print_route(router, route, to);
	fputs("!\n", to);
	print_object_groups(&router->groups, to);
	print_time_ranges(&router->time_ranges, to);
	if (router->acls.reflexive_timeout)
		fprintf(to, "ip reflexive-list timeout %u\n", router->acls.reflexive_timeout);
	STAILQ_FOREACH (acl, &router->acls6.list, link)
		print_acl6(router, acl, to);
	STAILQ_FOREACH (acl, &router->acls.list, link)
		print_acl(acl, to);
	print_prefix_lists(router, false, to);
	print_prefix_lists(router, true, to);
	print_slas(&router->slas, to);
	print_route_maps(router, to);
	fputs("end\n", to);
}
