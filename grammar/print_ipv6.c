/* IPv6 of interfaces and of the router as IOS text. */
#include <inttypes.h>

#include "print_ios.h"

void print_address6(FILE *to, const char *before, struct ip6 addr)
{
	char text[IP6_TEXT_SIZE];

	fprintf(to, "%s%s", before, ip6_text(text, addr));
}

void print_net6(FILE *to, const char *before, struct ip6 addr, unsigned len)
{
	print_address6(to, before, addr);
	fprintf(to, "/%u", len);
}

static void print_interface_address(const struct interface_address6 *address, FILE *to)
{
	static const char *const kinds[] = {
		[ADDRESS6_GLOBAL] = "",
		[ADDRESS6_EUI64] = " eui-64",
		[ADDRESS6_ANYCAST] = " anycast",
		[ADDRESS6_LINK_LOCAL] = " link-local",
	};

	fputs(" ipv6 address", to);
	if (address->prefix.s)
		fprintf(to, " %s", address->prefix.s);
	if (address->kind == ADDRESS6_LINK_LOCAL)
		print_address6(to, " ", address->addr);
	else
		print_net6(to, " ", address->addr, address->len);
	fprintf(to, "%s\n", kinds[address->kind]);
}

void print_interface6(const struct interface6 *six, FILE *to)
{
	VEC_FOREACH (address, &six->addresses)
		print_interface_address(address, to);
	if (six->autoconfig)
		fprintf(to, " ipv6 address autoconfig%s\n",
			six->autoconfig_default ? " default" : "");
	if (six->nd_default)
		fputs(" ipv6 nd autoconfig default-route\n", to);
	if (six->nd_prefix)
		fputs(" ipv6 nd autoconfig prefix\n", to);
	if (six->dhcp)
		fprintf(to, " ipv6 address dhcp%s\n", six->dhcp_rapid ? " rapid-commit" : "");
	if (six->delegated.name.s)
		fprintf(to, " ipv6 dhcp client pd %s%s\n", six->delegated.name.s,
			six->delegated.rapid ? " rapid-commit" : "");
	if (six->delegated.hint.len) {
		print_net6(to, " ipv6 dhcp client pd hint ", six->delegated.hint.addr,
			   six->delegated.hint.len);
		putc('\n', to);
	}
	if (six->unnumbered.name.s)
		fprintf(to, " ipv6 unnumbered %s\n", six->unnumbered.name.s);
	if (six->enable)
		fputs(" ipv6 enable\n", to);
	if (six->no_redirects)
		fputs(" no ipv6 redirects\n", to);
	if (six->no_unreachables)
		fputs(" no ipv6 unreachables\n", to);
	print_advert(&six->advert, to);
	print_dhcp6_server(&six->dhcp6, to);
	if (six->no_dad || six->dad_attempts)
		fprintf(to, " ipv6 nd dad attempts %u\n", six->dad_attempts);
#define X(member, words, low, high) \
	if (six->member)            \
		fprintf(to, " " words " %" PRIu32 "\n", six->member);
	INTERFACE6_NUMBERS(X)
#undef X
	print_verify("ipv6", &six->verify, to);
	if (six->access_in.name.s)
		fprintf(to, " ipv6 traffic-filter %s in\n", six->access_in.name.s);
	if (six->access_out.name.s)
		fprintf(to, " ipv6 traffic-filter %s out\n", six->access_out.name.s);
	if (six->nat66_inside)
		fputs(" nat66 inside\n", to);
	if (six->nat66_outside)
		fputs(" nat66 outside\n", to);
	if (six->policy.name.s)
		fprintf(to, " ipv6 policy route-map %s\n", six->policy.name.s);
}

static void print_nat66(const struct nat66 *entry, FILE *to)
{
	if (entry->delegated) {
		print_net6(to, "nat66 inside ", entry->inside.addr, entry->inside.len);
		fprintf(to, " interface %s\n", entry->egress.name.s);
		return;
	}
	print_net6(to, "nat66 prefix inside ", entry->inside.addr, entry->inside.len);
	print_net6(to, " outside ", entry->outside.addr, entry->outside.len);
	if (entry->vrf)
		fprintf(to, " vrf %s", entry->vrf);
	if (entry->egress.name.s)
		fprintf(to, " egress-interface %s", entry->egress.name.s);
	putc('\n', to);
}

void print_ipv6(const struct router *router, FILE *to)
{
	const struct ipv6 *ipv6 = &router->ipv6;

	if (ipv6->routing)
		fputs("ipv6 unicast-routing\n", to);
	if (ipv6->hop_limit)
		fprintf(to, "ipv6 hop-limit %" PRIu32 "\n", ipv6->hop_limit);
	if (ipv6->error_interval)
		fprintf(to, "ipv6 icmp error-interval %" PRIu32 "\n", ipv6->error_interval - 1);
	VEC_FOREACH (prefix, &ipv6->prefixes) {
		fprintf(to, "ipv6 general-prefix %s", prefix->name);
		print_net6(to, " ", prefix->net.addr, prefix->net.len);
		putc('\n', to);
	}
	VEC_FOREACH (entry, &ipv6->nat66)
		print_nat66(entry, to);
	if (ipv6->local_policy.name.s)
		fprintf(to, "ipv6 local policy route-map %s\n", ipv6->local_policy.name.s);
}
