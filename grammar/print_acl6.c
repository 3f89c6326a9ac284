/* IPv6 access lists as IOS text: every entry with its number. */
#include <inttypes.h>

#include "print_ios.h"

enum { TCP = 6, UDP = 17, ICMP6 = 58 };

static void print_wildcard6(const struct router *router, struct wildcard match, FILE *to)
{
	if (match.wild == IP6_BITS)
		fputs(" any", to);
	else if (match.wild == 0)
		print_address6(to, " host ", router_ip6(router, match.addr));
	else
		print_net6(to, " ", router_ip6(router, match.addr), IP6_BITS - match.wild);
}

static void print_protocol6(uint16_t proto, FILE *to)
{
	switch (proto) {
	case ACE_IP:
		fputs(" ipv6", to);
		break;
	case TCP:
		fputs(" tcp", to);
		break;
	case UDP:
		fputs(" udp", to);
		break;
	case ICMP6:
		fputs(" icmp", to);
		break;
	default:
		fprintf(to, " %u", proto);
	}
}

static void print_headers6(const struct ace_options *options, FILE *to)
{
	static const char *const keywords[] = {
#define X(symbol, keyword) keyword,
		ACE_HEADERS(X)
#undef X
	};

	for (int i = 0; i < HEADER_COUNT; i++) {
		if (options->headers & 1u << i)
			fprintf(to, " %s", keywords[i]);
		if (options->headers & 1u << i && i == HEADER_ROUTING_TYPE)
			fprintf(to, " %u", options->routing_type);
		if (options->headers & 1u << i && i == HEADER_MOBILITY_TYPE)
			fprintf(to, " %u", options->mobility_type);
	}
	if (options->given & ACE_UNDETERMINED)
		fputs(" undetermined-transport", to);
}

static void print_entry6(const struct router *router, const struct acl *acl, const struct ace *ace,
			 FILE *to)
{
	fputs(ace->action == ACE_PERMIT ? " permit" : " deny", to);
	print_protocol6(ace->proto, to);
	print_wildcard6(router, ace->src, to);
	print_ports(acl, &ace->sport, to);
	print_wildcard6(router, ace->dst, to);
	print_ports(acl, &ace->dport, to);
	if (ace->icmp_type != ICMP_ANY)
		fprintf(to, " %u", ace->icmp_type);
	if (ace->icmp_code != ICMP_ANY)
		fprintf(to, " %u", ace->icmp_code);
	if (ace->established)
		fputs(" established", to);
	print_ace_options(acl_options(acl, ace), to);
	if (acl_options(acl, ace)->given & ACE_FLOW_LABEL)
		fprintf(to, " flow-label %" PRIu32, acl_options(acl, ace)->flow_label);
	print_headers6(acl_options(acl, ace), to);
	print_ace_log(acl, ace, to);
}

void print_ace6(const struct router *router, const struct acl *acl, const struct ace *ace, FILE *to)
{
	if (ace->action == ACE_REMARK)
		fprintf(to, " remark %s\n", acl_words(acl, ace));
	else if (ace->untranslated)
		fprintf(to, " %s\n", acl_words(acl, ace));
	else if (acl_options(acl, ace)->given & ACE_EVALUATE)
		fprintf(to, " evaluate %s\n", acl_options(acl, ace)->reflect.s);
	else
		print_entry6(router, acl, ace, to);
}

void print_acl6(const struct router *router, const struct acl *acl, FILE *to)
{
	fprintf(to, "ipv6 access-list %s\n", acl->name);
	VEC_FOREACH (ace, &acl->entries) {
		fprintf(to, " sequence %" PRIu32, ace->seq);
		print_ace6(router, acl, ace, to);
	}
	fputs("!\n", to);
}
