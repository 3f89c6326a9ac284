/*
 * Resolving, checking and the driver: that mistakes are found and what is right is left alone, that
 * what a fix-it says mends what it is about, and the packets that the checks follow.
 */
#include <criterion/criterion.h>
#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/compiler.h"
#include "compiler/eval.h"
#include "compiler/fib.h"
#include "compiler/ranges.h"

static struct compilation c;

static void tear_down(void)
{
	if (c.arena)
		compilation_free(&c);
}

TestSuite(check, .fini = tear_down);

/* Compile TEXT up to the checks, with what the -W switches say. */
static bool check_with(const char *text, const char *const *warnings)
{
	struct compile_options options = {
		.config = "gw.cfg",
		.text = text,
		.len = strlen(text),
		.warnings = warnings,
		.allow_empty = true,
	};

	tear_down();
	return compile(&c, &options, STAGE_CHECK);
}

static bool check_text(const char *text)
{
	return check_with(text, NULL);
}

static bool is_said(const struct diag *diag, enum severity severity)
{
	return diag->severity == severity;
}

/* How often NAME was reported. */
static unsigned count(enum diag_name name)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < c.diags.list.len; i++)
		n += c.diags.list.at[i]->name == name;
	return n;
}

static const struct diag *found(enum diag_name name)
{
	for (uint32_t i = 0; i < c.diags.list.len; i++)
		if (c.diags.list.at[i]->name == name)
			return c.diags.list.at[i];
	return NULL;
}

/* ---- the whole: cases that must stay silent, and fix-its that mend ---- */

static char *read_text(const char *path)
{
	FILE *f = fopen(path, "r");
	char *text = calloc(1, 1 << 17);

	cr_assert_not_null(f, "cannot open %s", path);
	fread(text, 1, (1 << 17) - 1, f);
	fclose(f);
	return text;
}

/* Whatever the reader says of statements outside the language is not about the checks. */
static bool is_of_checks(const struct diag *diag)
{
	return diag->severity >= SEVERITY_WARNING && diag->name != DIAG_NOT_TRANSLATED;
}

Test(check, near_misses_are_silent)
{
	glob_t paths;

	cr_assert_eq(glob("tests/cases/check-near-*/gw.cfg", 0, NULL, &paths), 0);
	cr_assert_geq(paths.gl_pathc, 10u);
	for (size_t i = 0; i < paths.gl_pathc; i++) {
		char *text = read_text(paths.gl_pathv[i]);

		check_text(text);
		for (uint32_t k = 0; k < c.diags.list.len; k++)
			cr_assert_not(is_of_checks(c.diags.list.at[k]), "%s: %s", paths.gl_pathv[i],
				      c.diags.list.at[k]->message);
		free(text);
	}
	globfree(&paths);
}

/* A change to the text: LEN bytes at OFF become TEXT. */
struct edit {
	uint32_t off, len;
	const char *text;
	bool whole_lines;
};

static int last_first(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;

	return (x->off < y->off) - (x->off > y->off);
}

/* What TEXT becomes when all fix-its of its diagnostics are taken. */
static char *mend(const char *text)
{
	size_t size = strlen(text) + (1 << 17);
	char *out = calloc(1, size), *rest = calloc(1, size);
	struct edit edits[64];
	size_t n = 0;

	for (uint32_t i = 0; i < c.diags.list.len && n < 62; i++) {
		const struct diag *diag = c.diags.list.at[i];

		if (diag->fixit)
			edits[n++] = (struct edit){diag->at.off, diag->at.len, diag->fixit, false};
		if (diag->insert)
			edits[n++] = (struct edit){diag->insert_off, 0, diag->insert, true};
	}
	qsort(edits, n, sizeof *edits, last_first);
	strcpy(out, text);
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(edits[i].text);
		bool ends = !edits[i].whole_lines || (len && edits[i].text[len - 1] == '\n');

		strcpy(rest, out + edits[i].off + edits[i].len);
		sprintf(out + edits[i].off, "%s%s%s", edits[i].text, ends ? "" : "\n", rest);
	}
	free(rest);
	return out;
}

static void mends(const char *path, enum diag_name name)
{
	char *text = read_text(path), *mended;

	check_text(text);
	cr_assert_gt(count(name), 0u, "%s: not found", path);
	mended = mend(text);
	check_text(mended);
	cr_assert_eq(count(name), 0u, "%s: not mended:\n%s", path, mended);
	free(mended);
	free(text);
}

Test(check, fixits_mend)
{
	mends("examples/seed/gw.cfg", DIAG_VIEW_ANSWER);
	mends("examples/seed/gw.cfg", DIAG_REPLY_UPLINK);
	mends("examples/seed/gw.cfg", DIAG_NO_TRANSLATION);
	mends("examples/seed/gw.cfg", DIAG_OPEN_RESOLVER);
	mends("tests/cases/check-probe-path/gw.cfg", DIAG_PROBE_PATH);
	mends("tests/cases/check-no-translation/gw.cfg", DIAG_NO_TRANSLATION);
	mends("tests/cases/check-no-translation-uplink/gw.cfg", DIAG_NO_TRANSLATION);
	mends("tests/cases/check-view-answer/gw.cfg", DIAG_VIEW_ANSWER);
	mends("tests/cases/check-sla-times/gw.cfg", DIAG_SLA_TIMES);
}

/* Once mended, the article's site has nothing else wrong, and mending made nothing wrong. */
Test(check, the_seed_as_a_whole)
{
	char *text = read_text("examples/seed/gw.cfg"), *mended;

	check_text(text);
	cr_assert_eq(count(DIAG_VIEW_ANSWER), 1u);
	cr_assert_eq(count(DIAG_REPLY_UPLINK), 1u);
	cr_assert_eq(count(DIAG_NO_TRANSLATION), 1u);
	cr_assert_eq(count(DIAG_OPEN_RESOLVER), 2u);
	cr_assert_eq(c.diags.warnings, 5u);
	mended = mend(text);
	cr_assert(check_text(mended));
	cr_assert_eq(c.diags.warnings, 0u, "%s", c.diags.list.at[0]->message);
	free(mended);
	free(text);
}

/* ---- nothing is known of the article's site but what its configuration says ---- */

/* Addresses, interfaces and domain names; masks are everybody's. */
static bool is_telling(const char *word)
{
	return (strchr(word, '.') || strchr(word, '/') || strstr(word, "Policy")) &&
	       strncmp(word, "255.", 4) != 0;
}

static void assert_absent(const char *word)
{
	glob_t paths;

	cr_assert_eq(glob("{grammar,compiler,backends,runtime}/*.[chly]", GLOB_BRACE, NULL, &paths),
		     0);
	for (size_t i = 0; i < paths.gl_pathc; i++) {
		char *text = read_text(paths.gl_pathv[i]);

		cr_assert_null(strstr(text, word), "'%s' stands in %s", word, paths.gl_pathv[i]);
		free(text);
	}
	globfree(&paths);
}

Test(check, sources_know_nothing_of_the_seed)
{
	char *text = read_text("examples/seed/gw.cfg"), *rest = text, *line;

	while ((line = strsep(&rest, "\n"))) {
		char *word;

		if (strstr(line, "description"))
			continue;
		while ((word = strsep(&line, " ")))
			if (is_telling(word))
				assert_absent(word);
	}
	free(text);
}

/* ---- references ---- */

Test(check, order_does_not_matter)
{
	const char *const definition = "ip access-list extended X\n permit ip any any\n";
	const char *const use = "interface GigabitEthernet0/0\n ip access-group X in\n";
	char text[256];

	snprintf(text, sizeof text, "%s%s", definition, use);
	cr_assert(check_text(text));
	cr_assert_eq(c.diags.warnings, 0u);
	snprintf(text, sizeof text, "%s%s", use, definition);
	cr_assert(check_text(text));
	cr_assert_eq(c.diags.warnings, 0u);
	cr_assert_not_null(STAILQ_FIRST(&c.router->interfaces.list)->access_in.to);
}

Test(check, filters_must_exist)
{
	cr_assert_not(check_text("interface GigabitEthernet0/0\n ip access-group X in\n"));
	cr_assert(is_said(found(DIAG_UNDEFINED_ACL), SEVERITY_ERROR));
	cr_assert(check_text("ip nat inside source list X interface GigabitEthernet0/0\n"
			     "interface GigabitEthernet0/0\n"));
	cr_assert(is_said(found(DIAG_UNDEFINED_ACL), SEVERITY_WARNING));
	/* an error is not lost behind a warning of the same name */
	cr_assert_not(check_text("interface GigabitEthernet0/0\n"
				 " ip policy route-map M\n"
				 " ip access-group X in\n"
				 "route-map M permit 10\n"
				 " match ip address X\n"));
}

Test(check, missing_names_are_reported_once)
{
	check_text("interface GigabitEthernet0/0\n"
		   " ip address 10.0.0.1 255.255.255.0\n"
		   "ip route 10.1.0.0 255.255.0.0 10.0.0.2 track 5\n"
		   "ip route 10.2.0.0 255.255.0.0 10.0.0.2 track 5\n"
		   "ip route 10.3.0.0 255.255.0.0 10.0.0.2 track 6\n");
	cr_assert_eq(count(DIAG_UNDEFINED_TRACK), 2u);
}

Test(check, suggestions)
{
	check_text("ip access-list extended Webservers\n permit ip any any\n"
		   "route-map M permit 10\n match ip address Webserver\n"
		   "ip local policy route-map M\n");
	cr_assert_str_eq(found(DIAG_UNDEFINED_ACL)->fixit, "Webservers");
	cr_assert_not_null(found(DIAG_UNDEFINED_ACL)->notes);
}

Test(check, unused_unless_mentioned)
{
	check_text("access-list 10 permit any\naccess-list 11 permit any\n"
		   "line vty 0 4\n access-class 10 in\n");
	cr_assert_eq(count(DIAG_UNUSED_ACL), 1u);
	check_text("access-list 10 remark 10\naccess-list 10 permit any\n"
		   "interface GigabitEthernet0/0\n description see 10\n");
	cr_assert_eq(count(DIAG_UNUSED_ACL), 1u);
}

Test(check, devices)
{
	cr_assert_not(check_text("interface GigabitEthernet100/200/300.4000\n"));
	cr_assert_not(check_text("interface Serial0/1:1\ninterface Serial0/1/1\n"));
	cr_assert(check_text("interface Loopback0\ninterface Loopback1\n"));
}

/* ---- the driver ---- */

Test(check, switches)
{
	const char *const off[] = {"no-unused-acl", NULL};
	const char *const as_errors[] = {"error", NULL};
	const char *const unknown[] = {"no-such", NULL};
	const char *text = "access-list 10 permit any\n";

	cr_assert(check_text(text));
	cr_assert_eq(c.diags.warnings, 1u);
	cr_assert(check_with(text, off));
	cr_assert_eq(c.diags.warnings, 0u);
	cr_assert_not(check_with(text, as_errors));
	cr_assert_not(check_with(text, unknown));
	cr_assert(c.usage);
}

Test(check, empty_configurations)
{
	struct compile_options options = {.config = "gw.cfg", .text = "!\n\n! no\n", .len = 8};

	cr_assert(check_text(""));
	tear_down();
	cr_assert_not(compile(&c, &options, STAGE_CHECK));
	options.allow_empty = true;
	tear_down();
	cr_assert(compile(&c, &options, STAGE_CHECK));
}

Test(check, site_errors_stop_before_the_checks)
{
	struct compile_options options = {.config = "gw.cfg",
					  .text = "hostname x\n",
					  .len = 11,
					  .site = "s.yaml",
					  .site_text = "a: b\n",
					  .site_len = 5};

	cr_assert_not(compile(&c, &options, STAGE_CHECK));
	cr_assert_null(c.site);
	cr_assert_str_eq(
		c.diags.list.at[0]->message,
		"s.yaml:1:1: unknown key 'a'; the keys here are interfaces, fidelity, "
		"mark-mask, on-failover, on-recovery, drain-time, reassembly, dns, named-dir, "
		"probe-interval, probe-timeout, probe-misses or probes");
}

/* ---- diagnostics for programs ---- */

Test(check, json_and_sarif)
{
	char *text = read_text("examples/seed/gw.cfg");
	json_t *json, *run;

	check_text(text);
	json = diags_json(&c.diags, &c.source, c.router);
	cr_assert_eq(json_array_size(json_object_get(json, "diagnostics")), c.diags.list.len);
	cr_assert_eq(json_array_size(json_object_get(json, "lines")), c.router->line_class.len);
	json_decref(json);
	json = diags_sarif(&c.diags, &c.source, c.router);
	cr_assert_str_eq(json_string_value(json_object_get(json, "version")), "2.1.0");
	run = json_array_get(json_object_get(json, "runs"), 0);
	cr_assert_eq(json_array_size(json_object_get(run, "results")), c.diags.list.len);
	json_decref(json);
	free(text);
}

Test(check, json_of_bytes_that_are_no_text)
{
	json_t *json;
	char *dump;

	check_text("hostname x\nfoo \xff\xfe bar\n");
	json = diags_json(&c.diags, &c.source, c.router);
	dump = json_dumps(json, 0);
	cr_assert_not_null(dump);
	free(dump);
	json_decref(json);
}

/* ---- what the checks stand on ---- */

Test(check, ranges)
{
	struct arena *arena = arena_new();
	struct ranges ranges = {0};

	cr_assert_not(ranges_touch(&ranges, 0, UINT32_MAX));
	ranges_add_prefix(arena, &ranges, 0x0a000100, 24);
	ranges_add(arena, &ranges, 0x0a000180, 0x0a000280);
	ranges_add_prefix(arena, &ranges, 0xc0000201, 32);
	cr_assert(ranges_touch(&ranges, 0x0a000280, 0x0a000280));
	cr_assert_not(ranges_touch(&ranges, 0x0a000281, 0xc0000200));
	cr_assert(ranges_touch_prefix(&ranges, 0x0a000000, 8));
	cr_assert_not(ranges_touch_prefix(&ranges, 0x0a000000, 24));
	cr_assert(ranges_touch_prefix(&ranges, 0, 0));
	ranges_add(arena, &ranges, UINT32_MAX, UINT32_MAX);
	cr_assert(ranges_touch(&ranges, UINT32_MAX, UINT32_MAX));
	arena_free(arena);
}

static bool list_permits(const char *name, const struct packet *packet)
{
	const struct world *world = world_new(c.arena, eval_new(c.arena, c.router, true));
	const struct ace *ace = acl_match(world, acl_find(c.router, name), packet);

	return ace && ace->action == ACE_PERMIT;
}

/* Does the one list of TEXT permit a packet? */
static bool permits(const char *entries, struct packet packet)
{
	char text[512];

	snprintf(text, sizeof text, "ip access-list extended X\n%s", entries);
	check_text(text);
	return list_permits("X", &packet);
}

Test(check, packets_and_lists)
{
	struct packet web = {.src = 0x0a000005,
			     .dst = 0xc0000201,
			     .sport = 40000,
			     .dport = 80,
			     .proto = PROTO_TCP};
	struct packet echo = {
		.src = 0x0a000005, .dst = 0xc0000201, .proto = PROTO_ICMP, .icmp_type = ICMP_ECHO};

	cr_assert(permits(" permit tcp any any eq 80\n", web));
	cr_assert_not(permits(" permit udp any any eq 80\n", web));
	cr_assert_not(permits(" permit tcp any eq 80 any\n", web));
	cr_assert(permits(" permit tcp any any range 79 81\n", web));
	cr_assert(permits(" permit tcp any gt 1023 any lt 1024\n", web));
	cr_assert(permits(" permit tcp any any neq 25\n", web));
	cr_assert(permits(" permit tcp any any eq 25 80 443\n", web));
	cr_assert_not(permits(" permit tcp any any established\n", web));
	cr_assert_not(permits(" deny ip host 10.0.0.5 any\n permit ip any any\n", web));
	cr_assert(permits(" permit ip 10.0.0.1 0.0.255.254 any\n", web));
	cr_assert_not(permits(" permit ip 10.0.0.0 0.0.255.254 any\n", web));
	cr_assert(permits(" permit icmp any any echo\n", echo));
	cr_assert_not(permits(" permit icmp any any echo-reply\n", echo));
	cr_assert_not(permits(" remark permit ip any any\n", echo));
}

/* Of each height there are two groups, and each names both below: more ways than could be walked.
 */
Test(check, groups_of_groups)
{
	enum { HEIGHT = 60 };
	struct packet packet = {.src = 0x0a000005,
				.dst = 0xc0000201,
				.sport = 40000,
				.dport = 80,
				.proto = PROTO_TCP};
	char *text;
	size_t len;
	FILE *to = open_memstream(&text, &len);

	fputs("object-group network A0\n host 10.0.0.5\nobject-group network B0\n host 10.0.0.9\n",
	      to);
	for (int i = 1; i < HEIGHT; i++)
		for (int of = 'A'; of <= 'B'; of++)
			fprintf(to,
				"object-group network %c%d\n group-object B%d\n group-object A%d\n",
				of, i, i - 1, i - 1);
	fprintf(to, "ip access-list extended X\n permit ip object-group A%d any\n", HEIGHT - 1);
	fclose(to);
	check_text(text);
	cr_assert(list_permits("X", &packet));
	packet.src++;
	cr_assert_not(list_permits("X", &packet));
	free(text);
}

static const char *const routed =
	"interface GigabitEthernet0/0\n ip address 10.0.0.1 255.255.255.0\n"
	"interface GigabitEthernet0/1\n ip address 192.0.2.1 255.255.255.252\n"
	"interface GigabitEthernet0/2\n ip address 10.9.0.1 255.255.255.0\n shutdown\n"
	"ip route 0.0.0.0 0.0.0.0 192.0.2.2\n"
	"ip route 10.1.0.0 255.255.0.0 10.99.0.1\n"
	"ip route 10.99.0.1 255.255.255.255 10.0.0.2\n"
	"ip route 10.2.0.0 255.255.0.0 10.2.0.1\n"
	"ip route 10.3.0.0 255.255.0.0 Null0\n"
	"ip route 10.4.0.0 255.255.0.0 172.31.0.1\n";

static const char *way_text(uint32_t addr)
{
	struct way way = fib_way(fib_new(c.arena, c.router, c.site), addr);

	return way.kind == WAY_INTERFACE ? way.interface->name
	       : way.kind == WAY_DROP	 ? "drop"
					 : "none";
}

Test(check, routes)
{
	check_text(routed);
	cr_assert_str_eq(way_text(0x0a000009), "GigabitEthernet0/0"); /* connected */
	cr_assert_str_eq(way_text(0x0a010009), "GigabitEthernet0/0"); /* recursive */
	cr_assert_str_eq(way_text(0x0a030009), "drop");
	cr_assert_str_eq(way_text(0x08080808), "GigabitEthernet0/1"); /* default */
	cr_assert_str_eq(way_text(0x0a090009), "GigabitEthernet0/1"); /* shut: by default */
	cr_assert_str_eq(way_text(0x0a020009), "GigabitEthernet0/1"); /* by itself: unusable */
	cr_assert_str_eq(way_text(0x0a040009), "GigabitEthernet0/1"); /* never by default */
}

Test(check, local_policy)
{
	struct packet packet = {.src = 0xc0000201, .dst = 0x08080808, .proto = PROTO_UDP};
	char text[2048];
	struct world *world;
	struct fate fate;

	snprintf(text, sizeof text,
		 "%s"
		 "ip local policy route-map M\n"
		 "access-list 1 permit host 192.0.2.1\n"
		 "access-list 2 permit host 10.0.0.1\n"
		 "route-map M deny 5\n match ip address 2\n"
		 "route-map M permit 10\n match ip address 1\n"
		 " set ip next-hop 10.9.0.7 10.0.0.7\n",
		 routed);
	check_text(text);
	world = world_new(c.arena, eval_new(c.arena, c.router, true));
	fate = packet_fate(c.arena, world, NULL, NULL, &packet, false);
	cr_assert_str_eq(fate.exit->name, "GigabitEthernet0/0"); /* the first hop is shut */
	packet.src = 0x0a000001;
	fate = packet_fate(c.arena, world, NULL, NULL, &packet, false);
	cr_assert_str_eq(fate.exit->name, "GigabitEthernet0/1");
}
