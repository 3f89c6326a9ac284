/*
 * Edits of static translations without a compilation of all: for random entries and edits of these,
 * the plan with the edit in it has in nft, and of addresses, what that has which the new text is
 * compiled to; and then no text is found that has errors. EDIT_SEED=N: other entries.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/compiler.h"
#include "compiler/edit.h"
#include "tests/unit/chance.h"
#include "tests/unit/edit_text.h"

enum { TEXTS = 200, EDITS = 6, ENTRIES = 30, CHANGED_MAX = 3 };

/* ---- texts ---- */

static const char frame[] = "interface FastEthernet0/0\n"
			    " ip address 10.0.0.1 255.255.0.0\n"
			    " ip nat inside\n"
			    "interface Serial0/1/0\n"
			    " ip address 192.168.2.1 255.255.255.240\n"
			    " ip nat outside\n"
			    "interface Serial0/2/0\n"
			    " ip address 172.16.1.1 255.255.255.240\n"
			    " ip nat outside\n"
			    "interface Loopback0\n"
			    " ip address 198.51.100.1 255.255.255.255\n"
			    "ip route 0.0.0.0 0.0.0.0 192.168.2.2\n"
			    "ip route 0.0.0.0 0.0.0.0 172.16.1.2 250\n"
			    "access-list 10 permit 10.0.0.0 0.0.255.255\n"
			    "route-map Far permit 10\n"
			    " match ip address 10\n"
			    " match interface Serial0/2/0\n"
			    "track 1 interface Serial0/1/0 line-protocol\n";

/* What a pool has, and what a route-map lets out, changes with the entries of their addresses. */
static const char *const rules[] = {
	"",
	"ip nat inside source list 10 interface Serial0/1/0 overload\n",
	"ip nat pool P 192.168.2.4 192.168.2.9 netmask 255.255.255.240\n"
	"ip nat inside source list 10 pool P\n",
	"ip nat pool P 203.0.113.4 203.0.113.9 netmask 255.255.255.0\n"
	"ip nat inside source route-map Far pool P overload\n",
};

static void put_global(FILE *to, bool port)
{
	static const char *const globals[] = {"interface Serial0/1/0", "interface Serial0/2/0",
					      "192.168.2.1", "198.51.100.1", "interface Loopback0"};
	static const char *const networks[] = {"192.168.2", "172.16.1", "203.0.113", "203.0.113"};

	if (some(port ? 2 : 12) == 0)
		fputs(globals[some(3) ? some(2) : some(5)], to);
	else
		fprintf(to, "%s.%u", networks[some(4)], 3 + some(12));
}

static void put_entry(FILE *to)
{
	static const char *const options[] = {" extendable", " no-alias", " route-map Far",
					      " no-payload", " extendable"};
	bool port = some(3) > 0;

	if (some(60) == 0) {
		fprintf(to, "ip nat inside source static network 10.0.%u.0 203.0.113.%u /30\n",
			some(4), 4 * some(4));
		return;
	}
	if (some(80) == 0)
		fprintf(to, "no ");
	fprintf(to, "ip nat %s static ", some(60) ? "inside source" : "outside source");
	if (port)
		fprintf(to, "%s 10.0.%u.%u %u ", some(4) ? "tcp" : "udp", some(2), 2 + some(14),
			80 + some(3));
	else
		fprintf(to, "10.0.%u.%u ", some(2), 2 + some(14));
	put_global(to, port);
	if (port)
		fprintf(to, " %u", 80 + some(9));
	fprintf(to, "%s\n", some(16) ? "" : options[some(5)]);
}

static void put_line(FILE *to)
{
	static const char *const others[] = {"!\n", "interface Serial0/1/0\n", " shutdown\n",
					     "ip nat inside source static esp 10.0.0.9 "
					     "192.168.2.1\n"};

	if (some(90) == 0)
		fputs(others[some(4)], to);
	else
		put_entry(to);
}

static struct text some_text(struct arena *arena)
{
	const char *head = arena_printf(arena, "%s%s", frame, rules[some(4)]);

	return text_tried(arena, head, 5 + some(ENTRIES), put_line);
}

/* TEXT with other lines in the place of some behind the frame, or beside them. */
static struct text edited(const struct text *text)
{
	uint32_t gone = some(CHANGED_MAX), new = some(CHANGED_MAX);

	return lines_changed(text, text->at + sizeof frame - 1, some(ENTRIES), gone, new, put_line);
}

/* ---- what an edit says ---- */

static const struct target *target_of(struct arena *arena, const struct compilation *c)
{
	return plan_under(arena, c->plan, state_default(arena, c->plan));
}

static bool concerns(uint8_t kind)
{
	return kind == OBJECT_CT || kind == OBJECT_SET || kind == OBJECT_CHAIN ||
	       kind == OBJECT_ELEMENT || kind == OBJECT_ROWS || kind == OBJECT_ADDRESS;
}

/* How many steps lead from OLD to NEW that nft, or addresses, have to take. */
static uint32_t steps_between(struct arena *arena, const struct target *old,
			      const struct target *new)
{
	const struct change *change = change_between(arena, old, new);
	uint32_t n = 0;

	VEC_FOREACH (step, &change->steps)
		n += concerns((step->new ? step->new : step->old)->kind);
	return n;
}

static bool edit_once(struct compilation *c, const struct text *new)
{
	struct arena *arena = arena_new();
	struct edit *edit = edit_find(arena, c, new->at, new->len);
	const struct target *before, *behind;
	struct compilation whole;

	if (edit) {
		before = target_of(arena, c);
		edit_exchange(c->plan, edit);
		behind = target_of(arena, c);
		cr_assert(compile_text(&whole, new), "of\n%s\n%s", c->source.text, new->at);
		cr_expect_eq(steps_between(arena, behind, target_of(arena, &whole)), 0,
			     "of\n%s\n%s", c->source.text, new->at);
		compilation_free(&whole);
		cr_expect_eq(steps_between(arena, before, behind), edit->change->steps.len);
		edit_exchange(c->plan, edit);
		cr_expect_eq(steps_between(arena, before, target_of(arena, c)), 0);
	}
	arena_free(arena);
	return edit;
}

Test(edit_static, becomes_what_the_new_text_is_compiled_to, .timeout = 120)
{
	uint32_t found = edits_found(TEXTS, EDITS, some_text, edited, edit_once);

	cr_expect_gt(found, TEXTS * EDITS / 8, "%u", found);
}

/* ---- what is found, and what is not ---- */

/* Is an edit found where OLD behind some entries, and before others, becomes NEW? */
static bool finds(const char *entries, const char *old, const char *new)
{
	static const char text[] = "%s%s%s%send\n";
	static const char others[] = "ip nat inside source static tcp 10.0.0.2 80 interface "
				     "Serial0/1/0 80\n"
				     "ip nat inside source static tcp 10.0.0.2 80 interface "
				     "Serial0/2/0 80\n"
				     "ip nat inside source static 10.0.0.3 203.0.113.3\n"
				     "ip nat inside source static 10.0.0.4 192.168.2.4\n";
	struct arena *arena = arena_new();
	bool found =
		edit_is_found(arena_printf(arena, text, frame, others, old, entries),
			      arena_printf(arena, text, frame, others, new, entries), edit_once);

	arena_free(arena);
	return found;
}

#define STATIC "ip nat inside source static "

static const char plain[] = STATIC "tcp 10.0.0.7 25 interface Serial0/1/0 25\n";

Test(edit_static, comes_goes_and_changes)
{
	static const char *const found[] = {
		STATIC "tcp 10.0.0.8 26 interface Serial0/1/0 25\n",
		STATIC "tcp 10.0.0.7 25 interface Serial0/1/0 26\n",
		STATIC "udp 10.0.0.7 25 interface Serial0/2/0 25\n",
		STATIC "10.0.0.7 203.0.113.7\n" STATIC "tcp 10.0.0.2 81 203.0.113.5 80\n",
		STATIC "tcp 10.0.0.7 25 192.168.2.1 25 extendable\n", /* the interface's own */
		STATIC "tcp 10.0.0.7 25 192.168.2.4 25\n", /* which another entry has brought */
	};

	for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
		cr_expect(finds("", "", found[i]), "%s", found[i]);
		cr_expect(finds("", found[i], ""), "%s", found[i]);
		cr_expect(finds("", plain, found[i]), "%s", found[i]);
	}
	cr_expect(finds("", STATIC "10.0.0.8 192.168.2.8\n", STATIC "10.0.0.9 192.168.2.8\n"));
}

/* What else a text may say is for a whole compilation. */
Test(edit_static, knows_its_limits)
{
	static const char *const refused[] = {
		STATIC "tcp 10.0.0.7 25 interface Serial0/1/0 80\n", /* it has an owner */
		STATIC "tcp 10.0.0.2 80 interface Serial0/1/0 81\n", /* an earlier one counts */
		STATIC "tcp 10.0.0.2 80 203.0.113.5 80\n",
		STATIC "10.0.0.7 192.168.2.8\n", /* for which the router is to answer */
		STATIC "10.0.0.7 10.0.0.8\n", /* on a network inside */
		STATIC "tcp 10.0.0.7 25 interface Loopback0 25\n",
		STATIC "tcp 10.0.0.7 25 interface Serial0/9/0 25\n",
		STATIC "tcp 10.0.0.7 25 203.0.113.5 25 route-map Far\n",
		STATIC "tcp 10.0.0.7 25 203.0.113.5 25 no-payload\n",
		STATIC "tcp 10.0.0.7 25 203.0.113.5 25 no-alias\n",
		STATIC "10.0.0.7 203.0.113.5 track 1\n",
		STATIC "esp 10.0.0.7 interface Serial0/1/0\n",
		STATIC "network 10.0.8.0 203.0.113.0 /30\n",
		STATIC "tcp 10.0.0.7 25 interface Serial0/1/0 70000\n",
		"ip nat outside source static 10.9.0.7 10.0.0.200\n",
		"no " STATIC "10.0.0.3 203.0.113.3\n",
		"interface Serial0/1/0\n" STATIC "tcp 10.0.0.7 25 interface Serial0/1/0 25\n",
	};

	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		cr_expect_not(finds("", plain, refused[i]), "%s", refused[i]);
	cr_expect(finds("ip nat pool P 203.0.113.7 203.0.113.9 netmask 255.255.255.0\n", plain,
			STATIC "10.0.0.7 203.0.113.6\n"));
	cr_expect_not(finds("ip nat pool P 203.0.113.6 203.0.113.9 netmask 255.255.255.0\n", plain,
			    STATIC "10.0.0.7 203.0.113.6\n"));
	/* it says so once more */
	cr_expect_not(finds(STATIC "10.0.0.5 203.0.113.5\n" STATIC "10.0.0.6 203.0.113.6\n" STATIC
				   "tcp 10.0.0.7 25 interface Serial0/1/0 25\n",
			    plain, ""));
	cr_expect_not(finds("no " STATIC "10.0.0.3 203.0.113.3\n", plain, ""));
	cr_expect_not(finds(STATIC "tcp 10.0.0.7 25 203.0.113.5 25 route-map Far\n", plain, ""));
	cr_expect_not(finds(STATIC "network 10.0.0.0 203.0.113.32 /29\n", plain, ""));
}

/* What stands between a block and its lines ends the block. */
Test(edit_static, stands_beside_others)
{
	static const char before[] = "interface Serial0/3/0\n", behind[] = " ip nat outside\n";
	static const char text[] = "%s%s%s%s%send\n";
	static const char own[] = STATIC "tcp 10.0.0.9 25 interface Serial0/1/0 9\n" STATIC
					 "tcp 10.0.0.9 26 interface Serial0/1/0 10\n";
	struct arena *arena = arena_new();
	struct text old = text_of(arena_printf(arena, text, frame, own, before, "", behind));
	struct compilation c;
	const char *new;

	cr_assert(compile_text(&c, &old));
	new = arena_printf(arena, text, frame, own, before, plain, behind);
	cr_expect_not(edit_find(arena, &c, new, strlen(new)));
	new = arena_printf(arena, "%s%s%s%s%send\n", frame, own, plain, before, behind);
	cr_expect(edit_find(arena, &c, new, strlen(new)));
	compilation_free(&c);
	arena_free(arena);
}

/* A map that is to have nothing is none, and one that has something has a rule. */
Test(edit_static, keeps_the_maps_that_there_are)
{
	static const char some[] = STATIC "10.0.0.5 203.0.113.5\n" STATIC "10.0.0.6 203.0.113.6\n";
	struct arena *arena = arena_new();
	struct text without = text_of(arena_printf(arena, "%s%send\n", frame, some));
	struct text old = text_of(arena_printf(arena, "%s%s%send\n", frame, some, plain));
	struct compilation c;

	cr_assert(compile_text(&c, &old));
	cr_expect_not(edit_find(arena, &c, without.at, without.len));
	compilation_free(&c);
	cr_assert(compile_text(&c, &without));
	cr_expect_not(edit_find(arena, &c, old.at, old.len));
	compilation_free(&c);
	arena_free(arena);
}
