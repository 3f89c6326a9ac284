/*
 * The analysis of access lists against brute force: random lists over a few addresses and ports,
 * every packet of that little world given to the reference evaluator, and what follows from which
 * entries take which packets compared with what `check` says. ANALYSE_LISTS=N: so many lists.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/compiler.h"
#include "compiler/eval.h"
#include "tests/unit/chance.h"

enum { LISTS = 600, ENTRIES_MAX = 12, TEXT_MAX = 4096, SETS_MAX = 1 << ENTRIES_MAX };

/* ---- a list at random ---- */

static char text[TEXT_MAX];

static void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void say(const char *format, ...)
{
	size_t len = strlen(text);
	va_list args;

	va_start(args, format);
	vsnprintf(text + len, sizeof text - len, format, args);
	va_end(args);
}

/* Of four addresses: one, some by an odd wildcard, all, or any. */
static void say_address(void)
{
	switch (some(4)) {
	case 0:
		say(" any");
		break;
	case 1:
		say(" host 10.0.0.%u", some(4));
		break;
	case 2:
		say(" object-group %s", some(2) ? "LOW" : "ODD");
		break;
	default:
		say(" 10.0.0.%u 0.0.0.%u", some(4), some(4));
	}
}

static void say_ports(void)
{
	unsigned low = 1 + some(3);

	switch (some(7)) {
	case 0:
		say(" eq %u", low);
		break;
	case 1:
		say(" eq %u %u", low, low + 1);
		break;
	case 2:
		say(" neq %u", low);
		break;
	case 3:
		say(" gt %u", low);
		break;
	case 4:
		say(" lt %u", low + 1);
		break;
	case 5:
		say(" range %u %u", low, low + 1);
		break;
	default:
		break;
	}
}

/* In narrow lists several entries more often take another together. */
static bool narrow;

static void say_entry(bool standard)
{
	static const char *const protos[] = {"ip", "tcp", "tcp", "udp", "icmp"};
	static const char *const flags[] = {
		"", "", " established", " match-all +syn -ack", " match-any +syn -ack", " ack",
	};
	static const char *const messages[] = {"", " echo", " unreachable", " host-unreachable"};
	const char *proto = protos[some(5)];

	say(" %s", some(2) ? "permit" : "deny");
	if (standard) {
		say(some(3) ? " 10.0.0.%u 0.0.0.%u\n" : " any\n", some(4), some(4));
		return;
	}
	if (narrow) {
		say(" tcp any");
		say_address();
		say_ports();
		say("\n");
		return;
	}
	say(" %s", proto);
	say_address();
	if (!strcmp(proto, "tcp") || !strcmp(proto, "udp"))
		say_ports();
	say_address();
	if (!strcmp(proto, "tcp") || !strcmp(proto, "udp"))
		say_ports();
	if (!strcmp(proto, "tcp"))
		say("%s", flags[some(6)]);
	if (!strcmp(proto, "icmp"))
		say("%s", messages[some(4)]);
	say("\n");
}

static void say_list(void)
{
	bool standard = !some(8);
	unsigned n = 2 + some(ENTRIES_MAX - 1);

	narrow = some(2);
	strcpy(text, "object-group network LOW\n range 10.0.0.0 10.0.0.2\n"
		     "object-group network ODD\n host 10.0.0.1\n host 10.0.0.3\n");
	say("ip access-list %s L\n", standard ? "standard" : "extended");
	while (n--)
		say_entry(standard);
}

/* ---- what it takes: for every packet the set of entries that do ---- */

static bool seen[SETS_MAX];

static void see(struct acl *acl, const struct packet *packet)
{
	static const struct world world;
	struct acl one = *acl;
	unsigned set = 0;

	one.entries.len = 1;
	for (uint32_t i = 0; i < acl->entries.len; i++) {
		one.entries.at = acl->entries.at + i;
		if (acl_match(&world, &one, packet))
			set |= 1u << i;
	}
	seen[set] = true;
}

static void see_ports(struct acl *acl, struct packet *packet)
{
	static const uint16_t ports[] = {0, 1, 2, 3, 4, 5};
	static const uint8_t flags[] = {0,	 TCP_SYN,	    TCP_ACK,
					TCP_RST, TCP_SYN | TCP_ACK, TCP_SYN | TCP_RST};

	for (size_t i = 0; i < sizeof ports / sizeof *ports; i++)
		for (size_t k = 0; k < sizeof ports / sizeof *ports; k++)
			for (size_t f = 0; f < (packet->proto == PROTO_TCP ? sizeof flags : 1);
			     f++) {
				packet->sport = ports[i];
				packet->dport = ports[k];
				packet->flags = flags[f];
				see(acl, packet);
			}
}

static void see_packets(struct acl *acl, struct packet packet)
{
	static const uint8_t messages[][2] = {{8, 0}, {3, 0}, {3, 1}, {11, 0}};

	packet.proto = 50;
	see(acl, &packet);
	packet.proto = PROTO_ICMP;
	for (int i = 0; i < 4; i++) {
		packet.icmp_type = messages[i][0];
		packet.icmp_code = messages[i][1];
		see(acl, &packet);
	}
	packet.proto = PROTO_UDP;
	see_ports(acl, &packet);
	packet.proto = PROTO_TCP;
	see_ports(acl, &packet);
}

static void see_all(struct acl *acl)
{
	memset(seen, 0, sizeof seen);
	for (uint32_t src = 0; src < 5; src++)
		for (uint32_t dst = 0; dst < 5; dst++)
			see_packets(acl, (struct packet){.src = 0x0a000000 + src,
							 .dst = 0x0a000000 + dst});
}

/* ---- what follows from it ---- */

/* Is every packet of entry I taken by one of BY, too? And is there any? */
static bool within(unsigned i, unsigned by)
{
	bool any = false;

	for (unsigned set = 0; set < SETS_MAX; set++) {
		if (!seen[set] || !(set & 1u << i))
			continue;
		any = true;
		if (!(set & by))
			return false;
	}
	return any;
}

/* `deny ip any any`, behind which nothing is asked any more. */
static bool denies_the_rest(const struct ace *ace)
{
	return ace->action == ACE_DENY && ace->proto == ACE_IP && !ace->options &&
	       ace->src.wild == UINT32_MAX && ace->dst.wild == UINT32_MAX;
}

static bool is_needless(const struct acl *acl, unsigned i, unsigned taken)
{
	unsigned gone = 0;

	for (unsigned k = i + 1; k < acl->entries.len; k++) {
		bool same = acl->entries.at[k].action == acl->entries.at[i].action;

		if (denies_the_rest(&acl->entries.at[k]))
			return false;
		for (unsigned set = 0; set < SETS_MAX && !same; set++)
			if (seen[set] && (set & 1u << i) && (set & 1u << k) && !(set & gone))
				return false;
		if (same && !(taken & 1u << k))
			gone |= 1u << k;
		if (within(i, gone))
			return true;
	}
	return false;
}

static enum diag_name expected(const struct acl *acl, unsigned i, unsigned *taken)
{
	unsigned same = 0, other = 0;

	for (unsigned k = 0; k < i; k++)
		if (!(*taken & 1u << k))
			*(acl->entries.at[k].action == acl->entries.at[i].action ? &same
										 : &other) |= 1u
											      << k;
	if (!within(i, same | other))
		return DIAG_NONE;
	*taken |= 1u << i;
	if (within(i, same))
		return DIAG_REDUNDANT_ENTRY;
	return within(i, other) ? DIAG_CONTRADICTORY_ENTRY : DIAG_SHADOWED_ENTRY;
}

/* ---- what is said of it ---- */

static struct compilation c;

static enum diag_name said[ENTRIES_MAX];
static bool abridged; /* a message does not name all */

static void note_said(const struct acl *acl, struct span at, enum diag_name name)
{
	for (uint32_t i = 0; i < acl->entries.len; i++)
		if (acl->entries.at[i].at.off == at.off)
			said[i] = name;
}

static void read_said(const struct acl *acl)
{
	memset(said, 0, sizeof said);
	abridged = false;
	VEC_FOREACH (at, &c.diags.list) {
		const struct diag *diag = *at;

		if (diag->name < DIAG_SHADOWED_ENTRY || diag->name > DIAG_NEEDLESS_ENTRY)
			continue;
		note_said(acl, diag->at, diag->name);
		abridged |= strstr(diag->message, "more of access list") != NULL;
		if (diag->name != DIAG_NEEDLESS_ENTRY || strncmp(diag->message, "entries", 7))
			continue;
		/* several for the sake of one, which comes last */
		for (const struct diag *note = diag->notes; note && note->next; note = note->next)
			note_said(acl, note->at, diag->name);
	}
}

static unsigned try_list(void)
{
	struct compile_options options = {
		.config = "test.cfg", .site_text = "{}", .site_len = 2, .text = text};
	unsigned taken = 0, found = 0;
	struct acl *acl;

	say_list();
	options.len = strlen(text);
	cr_assert(compile(&c, &options, STAGE_CHECK), "%s", text);
	acl = acl_find(c.router, "L");
	see_all(acl);
	read_said(acl);
	for (unsigned i = 0; i < acl->entries.len; i++) {
		enum diag_name name = expected(acl, i, &taken);

		if (name != DIAG_NONE)
			cr_assert_eq(said[i], name, "entry %u: %s, not %s\n%s", 10 * i + 10,
				     diag_text(said[i]), diag_text(name), text);
		found += name != DIAG_NONE;
	}
	for (unsigned i = 0; i < acl->entries.len && !abridged; i++) {
		bool needless = !(taken & 1u << i) && is_needless(acl, i, taken);

		if (!(taken & 1u << i))
			cr_assert_eq(said[i] == DIAG_NEEDLESS_ENTRY, needless, "entry %u: %s\n%s",
				     10 * i + 10, needless ? "needless" : diag_text(said[i]), text);
		found += needless;
	}
	compilation_free(&c);
	return found;
}

Test(analyse, says_what_brute_force_finds, .timeout = 600)
{
	const char *more = getenv("ANALYSE_LISTS");
	unsigned lists = more ? (unsigned)atoi(more) : LISTS, found = 0;

	for (unsigned i = 0; i < lists; i++) {
		seed = i + 1;
		found += try_list();
	}
	cr_assert_gt(found, lists / 2);
}
