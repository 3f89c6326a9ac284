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

static void print_addresses(FILE *to, const char *before, const uint32_t *addrs, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		print_address(to, before, addrs[i]);
		putc('\n', to);
	}
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

/* The DNS server. */

static void print_view(const struct dns_view *view, FILE *to)
{
	fprintf(to, "ip dns view %s\n", view->name);
	if (view->no_lookup)
		fputs(" no domain lookup\n", to);
	print_text(to, " domain name ", view->domain_name);
	print_addresses(to, " domain name-server ", view->name_servers.at, view->name_servers.len);
	if (view->no_forwarding)
		fputs(" no dns forwarding\n", to);
	print_addresses(to, " dns forwarder ", view->forwarders.at, view->forwarders.len);
}

static void print_view_list(const struct dns_view_list *list, FILE *to)
{
	fprintf(to, "ip dns view-list %s\n", list->name);
	VEC_FOREACH (member, &list->members) {
		fprintf(to, " view %s %" PRIu32 "\n", member->view.name.s, member->order);
		print_text(to, "  restrict source access-group ", member->source.name.s);
		print_text(to, "  ", member->restriction);
	}
}

static void print_host(const struct dns_host *host, FILE *to)
{
	fputs("ip host ", to);
	if (host->view.s)
		fprintf(to, "view %s ", host->view.s);
	if (host->record == DNS_NS)
		fprintf(to, "%s ns %s\n", host->name, host->target);
	else if (host->record == DNS_MX)
		fprintf(to, "%s mx %" PRIu32 " %s\n", host->name, host->preference, host->target);
	else {
		fputs(host->name, to);
		print_address(to, " ", host->addr);
		putc('\n', to);
	}
}

static void print_primary(const struct dns_primary *primary, FILE *to)
{
	fprintf(to, "ip dns primary %s soa %s %s", primary->zone, primary->mname, primary->rname);
	fprintf(to, " %" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu32 "\n", primary->refresh,
		primary->retry, primary->expire, primary->minimum);
}

static void print_dns(const struct router *router, FILE *to)
{
	const struct dns *dns = &router->dns;
	const struct dns_view_list *list;
	const struct dns_view *view;

	STAILQ_FOREACH (view, &dns->views, link)
		print_view(view, to);
	STAILQ_FOREACH (list, &dns->lists, link)
		print_view_list(list, to);
	if (dns->no_lookup)
		fputs("no ip domain lookup\n", to);
	print_text(to, "ip domain name ", router->domain_name);
	VEC_FOREACH (host, &dns->hosts)
		print_host(host, to);
	print_addresses(to, "ip name-server ", dns->name_servers.at, dns->name_servers.len);
	VEC_FOREACH (primary, &dns->primaries)
		print_primary(primary, to);
	if (dns->server)
		fputs("ip dns server\n", to);
	print_text(to, "ip dns server view-group ", dns->server_view_group.name.s);
}

void router_print(const struct router *router, FILE *to)
{
	const struct acl *acl;

	print_text(to, "hostname ", router->hostname.s);
	fputs("!\n", to);
	print_dns(router, to);
	fputs("!\n", to);
	print_dhcp(&router->dhcp, to);
	print_ipv6(router, to);
	print_tracks(&router->tracks, to);
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
	print_prefix_lists(&router->prefix_lists, to);
	print_slas(&router->slas, to);
	print_route_maps(router, to);
	fputs("end\n", to);
}
