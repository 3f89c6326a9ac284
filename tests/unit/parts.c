/*
 * Parts of a plan that are made when they are written: for random lists and those who ask them, the
 * files are byte for byte those of the plan that has all its parts.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/backend.h"
#include "compiler/compiler.h"
#include "tests/unit/chance.h"

enum { TEXTS = 120, LISTS = 6, INTERFACES = 4 };

/* ---- texts ---- */

static void put_address(FILE *to)
{
	static const char *const wild[] = {"0.0.0.255", "0.0.0.3", "0.0.255.255", "0.255.0.255"};

	if (some(6) == 0)
		fputs(" any", to);
	else if (some(2))
		fprintf(to, " host 10.%u.%u.%u", some(2), some(4), some(256));
	else
		fprintf(to, " 10.%u.%u.%u %s", some(2), some(4), some(256), wild[some(4)]);
}

static void put_port(FILE *to)
{
	static const char *const words[] = {"eq", "gt", "lt", "neq"};

	if (some(3))
		fprintf(to, " %s %u", words[some(8) ? 0 : some(4)], some(3000));
	else if (some(4) == 0)
		fprintf(to, " range %u %u", some(3000), 3000 + some(3000));
}

static void put_entry(FILE *to)
{
	static const char *const ends[] = {" established", " log", " time-range T", " dscp ef"};
	static const char *const protocols[] = {"tcp", "udp", "ip", "icmp", "gre"};
	uint32_t protocol = some(8) ? 0 : some(5);

	fprintf(to, " %s %s", some(4) ? "permit" : "deny", protocols[protocol]);
	put_address(to);
	if (protocol < 2 && !some(5))
		put_port(to);
	put_address(to);
	if (protocol < 2)
		put_port(to);
	if (protocol == 3 && some(2))
		fputs(some(2) ? " echo" : " unreachable", to);
	if (some(20) == 0 && protocol == 0)
		fputs(ends[some(300) ? some(2) : some(4)], to);
	fputs("\n", to);
}

/* Lists just too short to stand apart, and longer ones. */
static void put_list(FILE *to, uint32_t list)
{
	uint32_t lines = some(4) ? 60 + some(8) : 1 + some(300);

	if (some(5) == 0) {
		fprintf(to, "ip access-list standard L%u\n", list);
		for (uint32_t i = 0; i < lines; i++)
			fprintf(to, " permit 10.%u.%u.0 0.0.0.255\n", some(2), some(256));
		return;
	}
	fprintf(to, "ip access-list extended L%u\n", list);
	if (some(2))
		fputs(" remark of some use\n", to);
	for (uint32_t i = 0; i < lines; i++)
		put_entry(to);
}

static void put_interface(FILE *to, uint32_t number)
{
	fprintf(to, "interface FastEthernet0/%u\n ip address 10.%u.0.1 255.255.0.0\n", number,
		number);
	if (some(3))
		fprintf(to, " ip access-group L%u in\n", some(LISTS));
	if (some(3) == 0)
		fprintf(to, " ip access-group L%u out\n", some(LISTS));
	if (some(3) == 0)
		fprintf(to, " ip policy route-map M%u\n", some(2));
	fputs(number ? " ip nat inside\n" : " ip nat outside\n", to);
}

static char *text_new(void)
{
	char *text;
	size_t len;
	FILE *to = open_memstream(&text, &len);

	fputs("hostname gw\ntime-range T\n periodic daily 8:00 to 17:00\n", to);
	for (uint32_t i = 0; i < LISTS; i++)
		put_list(to, i);
	for (uint32_t i = 0; i < INTERFACES; i++)
		put_interface(to, i);
	for (uint32_t i = 0; i < 2; i++)
		fprintf(to,
			"route-map M%u permit 10\n match ip address L%u L%u\n"
			" set ip next-hop 10.0.0.%u\n",
			i, some(LISTS), some(LISTS), 2 + some(3));
	fprintf(to, "route-map M0 deny 20\n match ip address L%u\n", some(LISTS));
	if (some(2))
		fprintf(to, "ip nat inside source list L%u interface FastEthernet0/0 overload\n",
			some(LISTS));
	fputs("ip route 0.0.0.0 0.0.0.0 10.0.0.2\n", to);
	fclose(to);
	return text;
}

/* ---- both ways ---- */

static unsigned parts_seen, made_later;

/* The files that TEXT is compiled to, as one; to be freed. */
static char *files_of(const char *text, bool later)
{
	struct compile_options options = {
		.config = "gw.cfg", .text = text, .len = strlen(text), .later = later};
	struct out_files files = {0};
	struct compilation c;
	char *all;
	size_t len;
	FILE *to;

	cr_assert(compile(&c, &options, STAGE_LOWER), "%s", text);
	VEC_FOREACH (part, &c.plan->parts) {
		parts_seen++;
		made_later += part->make != NULL;
	}
	emit_all(change_whole(c.arena, c.plan, state_default(c.arena, c.plan)),
		 &(struct emit_options){0}, &files);
	to = open_memstream(&all, &len);
	for (size_t i = 0; i < files.len; i++)
		fprintf(to, "==> %s\n%s", files.at[i].path, files.at[i].out.text);
	fclose(to);
	out_files_free(&files);
	compilation_free(&c);
	return all;
}

/* The other way to the same file: by a target. */
static char *files_of_target(const char *text)
{
	struct compile_options options = {.config = "gw.cfg", .text = text, .len = strlen(text)};
	struct out_files files = {0};
	struct compilation c;
	char *table;

	cr_assert(compile(&c, &options, STAGE_LOWER), "%s", text);
	emit_all(change_from_empty(c.arena, c.plan,
				   plan_under(c.arena, c.plan, state_default(c.arena, c.plan))),
		 &(struct emit_options){0}, &files);
	table = strdup(out_file_find(&files, "nftables.nft")->out.text);
	out_files_free(&files);
	compilation_free(&c);
	return table;
}

static const char *text_of_lists(const char *protocol, const char *rest)
{
	static char text[8192];
	int len = 0;

	for (int list = 0; list < 2; list++) {
		len += snprintf(text + len, sizeof text - (size_t)len,
				"interface FastEthernet0/%d\n ip address 10.%d.0.1 255.255.0.0\n"
				" ip access-group L%d in\nip access-list extended L%d\n",
				list, list, list, list);
		for (int i = 0; i < 64; i++)
			len += snprintf(text + len, sizeof text - (size_t)len,
					" permit %s host 10.1.1.%d %s\n", protocol, i, rest);
	}
	return text;
}

/* A fragment has no ports: who asks for them, be it in a part alone, sees whole packets. */
Test(parts, ask_for_whole_packets)
{
	static const struct {
		const char *protocol, *rest;
		bool whole;
	} tried[] = {{"ip", "any", false},	   {"tcp", "eq 25 any", true},
		     {"udp", "any gt 1023", true}, {"tcp", "any established", true},
		     {"icmp", "any echo", true},   {"icmp", "any", false}};

	for (size_t i = 0; i < sizeof tried / sizeof *tried; i++) {
		char *files = files_of(text_of_lists(tried[i].protocol, tried[i].rest), true);

		cr_assert_eq(strstr(files, "chain whole_packets") != NULL, tried[i].whole, "%s",
			     files);
		free(files);
	}
}

Test(parts, made_later_are_the_same)
{
	for (int i = 0; i < TEXTS; i++) {
		char *text = text_new(), *now = files_of(text, false),
		     *later = files_of(text, true);
		char *table = files_of_target(text);

		cr_assert(!strcmp(now, later), "text %d:\n%s", i, text);
		cr_assert(strstr(now, table), "text %d by its target:\n%s", i, text);
		free(text);
		free(now);
		free(later);
		free(table);
	}
	cr_assert(made_later > TEXTS && parts_seen == 2 * made_later);
}
