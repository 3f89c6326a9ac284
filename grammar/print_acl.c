/* Access lists and prefix lists as IOS text: numbered lists by their own command where their
 * numbers allow it. */
#include "print_ios.h"

#include <inttypes.h>
#include <string.h>

enum { SEQ_STEP = 10, TCP = 6, UDP = 17, ICMP = 1 };

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

static void print_ports(const struct acl *acl, const struct ports *ports, FILE *to)
{
	static const char *const ops[] = {"", " eq", " neq", " gt", " lt", " range"};

	fputs(ops[ports->op], to);
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
	case ICMP:
		fputs(" icmp", to);
		break;
	default:
		fprintf(to, " %u", proto);
	}
}

static void print_extended(const struct acl *acl, const struct ace *ace, FILE *to)
{
	print_protocol(ace->proto, to);
	print_wildcard(ace->src, false, to);
	print_ports(acl, &ace->sport, to);
	print_wildcard(ace->dst, false, to);
	print_ports(acl, &ace->dport, to);
	if (ace->icmp_type != ICMP_ANY)
		fprintf(to, " %u", ace->icmp_type);
	if (ace->icmp_code != ICMP_ANY)
		fprintf(to, " %u", ace->icmp_code);
	if (ace->established)
		fputs(" established", to);
}

static void print_ace(const struct acl *acl, const struct ace *ace, FILE *to)
{
	if (ace->action == ACE_REMARK) {
		fprintf(to, "remark %s\n", ace->remark);
		return;
	}
	if (ace->untranslated) {
		fprintf(to, "%s\n", ace->remark);
		return;
	}
	fputs(ace->action == ACE_PERMIT ? "permit" : "deny", to);
	if (acl->kind == ACL_STANDARD)
		print_wildcard(ace->src, true, to);
	else
		print_extended(acl, ace, to);
	fputs(ace->log ? " log\n" : "\n", to);
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

static void print_prefix_list(const struct prefix_list *list, FILE *to)
{
	char text[IP_TEXT_SIZE];

	if (list->description)
		fprintf(to, "ip prefix-list %s description %s\n", list->name, list->description);
	VEC_FOREACH (entry, &list->entries) {
		fprintf(to, "ip prefix-list %s seq %" PRIu32 " %s %s", list->name, entry->seq,
			entry->permit ? "permit" : "deny",
			ip_prefix_text(text, entry->prefix, entry->len));
		if (entry->ge)
			fprintf(to, " ge %u", entry->ge);
		if (entry->le)
			fprintf(to, " le %u", entry->le);
		putc('\n', to);
	}
}

void print_prefix_lists(const struct prefix_lists *lists, FILE *to)
{
	const struct prefix_list *list;

	if (lists->no_numbers)
		fputs("no ip prefix-list sequence-number\n", to);
	STAILQ_FOREACH (list, &lists->list, link)
		print_prefix_list(list, to);
}
