/* Access lists and prefix lists as IOS text: numbered lists by their own command where their
 * numbers allow it. */
#include "print_ios.h"

#include <inttypes.h>
#include <string.h>

enum { SEQ_STEP = 10, ICMP = 1, IGMP = 2, TCP = 6, UDP = 17, SCTP = 132 };

static void print_wildcard(struct wildcard match, bool standard, FILE *to)
{
	if (match.wild == UINT32_MAX) {
		fputs(" any", to);
	} else if (match.wild == 0) {
		print_address(to, standard ? " " : " host ", match.addr);
	} else {
		print_address(to, " ", match.addr);
		print_address(to, " ", match.wild);
	}
}

static const char *const port_op_text[] = {"", " eq", " neq", " gt", " lt", " range"};

void print_ports(const struct acl *acl, const struct ports *ports, FILE *to)
{
	fputs(port_op_text[ports->op], to);
	switch ((enum port_op)ports->op) {
	case PORT_ANY:
		break;
	case PORT_EQ:
	case PORT_NEQ:
		for (uint32_t i = 0; i < ports->count; i++)
			fprintf(to, " %u", acl_ports(acl, ports)[i]);
		break;
	case PORT_GT:
	case PORT_LT:
		fprintf(to, " %u", ports->lo);
		break;
	case PORT_RANGE:
		fprintf(to, " %u %u", ports->lo, ports->hi);
		break;
	}
}

static void print_protocol(uint16_t proto, FILE *to)
{
	switch (proto) {
	case ACE_IP:
		fputs(" ip", to);
		break;
	case TCP:
		fputs(" tcp", to);
		break;
	case UDP:
		fputs(" udp", to);
		break;
	case SCTP:
		fputs(" sctp", to);
		break;
	case ICMP:
		fputs(" icmp", to);
		break;
	case IGMP:
		fputs(" igmp", to);
		break;
	default:
		fprintf(to, " %u", proto);
	}
}

static void print_flags(const struct ace_options *options, FILE *to)
{
	static const char *const names[] = {"fin", "syn", "rst", "psh", "ack", "urg"};
	bool bare = options->given & ACE_FLAGS_BARE;

	if (options->given & ACE_FLAGS_ALL)
		fputs(" match-all", to);
	if (options->given & ACE_FLAGS_ANY)
		fputs(" match-any", to);
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
		if (options->flags_set & 1u << i)
			fprintf(to, bare ? " %s" : " +%s", names[i]);
		if (options->flags_clear & 1u << i)
			fprintf(to, " -%s", names[i]);
	}
}

/* Types of IGMP by number, but for the one that has none on IOS. */
static void print_igmp_type(uint8_t type, FILE *to)
{
	enum { V3_REPORT = 0x22 };

	if (type == V3_REPORT)
		fputs(" v3-report", to);
	else
		fprintf(to, " %u", type & 0xfu);
}

static void print_ttl(const struct ace_options *options, FILE *to)
{
	fprintf(to, " ttl%s %u", port_op_text[options->ttl_op], options->ttl_lo);
	if (options->ttl_op == PORT_RANGE)
		fprintf(to, " %u", options->ttl_hi);
}

static void print_header_options(const struct ace_options *options, FILE *to)
{
	if (options->given & ACE_DSCP)
		fprintf(to, " dscp %u", options->dscp);
	if (options->given & ACE_PRECEDENCE)
		fprintf(to, " precedence %u", options->precedence);
	if (options->given & ACE_TOS)
		fprintf(to, " tos %u", options->tos);
	if (options->given & ACE_TTL)
		print_ttl(options, to);
	if ((options->given & ACE_IP_OPTION) && options->ip_option == IP_OPTION_ANY)
		fputs(" option any-options", to);
	else if (options->given & ACE_IP_OPTION)
		fprintf(to, " option %u", options->ip_option);
	if (options->given & ACE_FRAGMENTS)
		fputs(" fragments", to);
}

void print_ace_options(const struct ace_options *options, FILE *to)
{
	if (options->given & ACE_IGMP_TYPE)
		print_igmp_type(options->igmp_type, to);
	if (options->given & ACE_FLAGS)
		print_flags(options, to);
	print_header_options(options, to);
	if (options->time_range.name.s)
		fprintf(to, " time-range %s", options->time_range.name.s);
	if (options->reflect.s)
		fprintf(to, " reflect %s", options->reflect.s);
	if (options->reflect_timeout)
		fprintf(to, " timeout %" PRIu32, options->reflect_timeout);
}

static void print_addresses_of(const char *group, struct wildcard match, FILE *to)
{
	if (group)
		fprintf(to, " object-group %s", group);
	else
		print_wildcard(match, false, to);
}

static void print_extended(const struct acl *acl, const struct ace *ace, FILE *to)
{
	const struct ace_options *options = acl_options(acl, ace);

	if (options->service.name.s)
		fprintf(to, " object-group %s", options->service.name.s);
	else
		print_protocol(ace->proto, to);
	print_addresses_of(options->src_group.name.s, ace->src, to);
	print_ports(acl, &ace->sport, to);
	print_addresses_of(options->dst_group.name.s, ace->dst, to);
	print_ports(acl, &ace->dport, to);
	if (ace->icmp_type != ICMP_ANY)
		fprintf(to, " %u", ace->icmp_type);
	if (ace->icmp_code != ICMP_ANY)
		fprintf(to, " %u", ace->icmp_code);
	if (ace->established)
		fputs(" established", to);
	print_ace_options(options, to);
}

void print_ace_log(const struct acl *acl, const struct ace *ace, FILE *to)
{
	const struct ace_options *options = acl_options(acl, ace);

	if (ace->log)
		fputs(options->given & ACE_LOG_INPUT ? " log-input" : " log", to);
	if (ace->log && options->cookie)
		fprintf(to, " %s", options->cookie);
	putc('\n', to);
}

void print_ace(const struct acl *acl, const struct ace *ace, FILE *to)
{
	if (ace->action == ACE_REMARK) {
		fprintf(to, "remark %s\n", acl_words(acl, ace));
		return;
	}
	if (ace->untranslated) {
		fprintf(to, "%s\n", acl_words(acl, ace));
		return;
	}
	if (acl_options(acl, ace)->given & ACE_EVALUATE) {
		fprintf(to, "evaluate %s\n", acl_options(acl, ace)->reflect.s);
		return;
	}
	fputs(ace->action == ACE_PERMIT ? "permit" : "deny", to);
	if (acl->kind == ACL_STANDARD)
		print_wildcard(ace->src, true, to);
	else
		print_extended(acl, ace, to);
	print_ace_log(acl, ace, to);
}

/* Are the numbers those that the entries take by themselves? */
static bool numbers_are_plain(const struct acl *acl)
{
	uint32_t next = SEQ_STEP;

	VEC_FOREACH (ace, &acl->entries) {
		if (ace->seq != next)
			return false;
		if (ace->action != ACE_REMARK)
			next += SEQ_STEP;
	}
	return acl->entries.len > 0;
}

void print_acl(const struct acl *acl, FILE *to)
{
	const char *kind = acl->kind == ACL_STANDARD ? "standard" : "extended";
	bool plain = numbers_are_plain(acl);
	bool numbered = !acl->name[strspn(acl->name, "0123456789")];

	if (plain && numbered) {
		VEC_FOREACH (ace, &acl->entries) {
			fprintf(to, "access-list %s ", acl->name);
			print_ace(acl, ace, to);
		}
		return;
	}
	fprintf(to, "ip access-list %s %s\n", kind, acl->name);
	VEC_FOREACH (ace, &acl->entries) {
		putc(' ', to);
		if (!plain)
			fprintf(to, "%" PRIu32 " ", ace->seq);
		print_ace(acl, ace, to);
	}
	fputs("!\n", to);
}

static void print_prefix_list(const struct router *router, const struct prefix_list *list, FILE *to)
{
	const char *family = list->v6 ? "ipv6" : "ip";
	char text[IP_TEXT_SIZE];

	if (list->description)
		fprintf(to, "%s prefix-list %s description %s\n", family, list->name,
			list->description);
	VEC_FOREACH (entry, &list->entries) {
		fprintf(to, "%s prefix-list %s seq %" PRIu32 " %s", family, list->name, entry->seq,
			entry->permit ? "permit" : "deny");
		if (list->v6)
			print_net6(to, " ", router_ip6(router, entry->prefix), entry->len);
		else
			fprintf(to, " %s", ip_prefix_text(text, entry->prefix, entry->len));
		if (entry->ge)
			fprintf(to, " ge %u", entry->ge);
		if (entry->le)
			fprintf(to, " le %u", entry->le);
		putc('\n', to);
	}
}

void print_prefix_lists(const struct router *router, bool v6, FILE *to)
{
	const struct prefix_lists *lists = router_prefix_lists(router, v6);
	const struct prefix_list *list;

	if (lists->no_numbers)
		fprintf(to, "no %s prefix-list sequence-number\n", v6 ? "ipv6" : "ip");
	STAILQ_FOREACH (list, &lists->list, link)
		print_prefix_list(router, list, to);
}
