/*
 * Edits of static routes without a compilation of all: for random routes and edits of these, and in
 * states in which links and tracks are down, the plan of the old text with the edit has what that
 * has which the new text is compiled to; and then no text is found that has errors. EDIT_SEED=N:
 * other routes.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/compiler.h"
#include "compiler/edit.h"
#include "compiler/plan_bind.h"
#include "tests/unit/chance.h"
#include "tests/unit/edit_text.h"

enum { TEXTS = 300, EDITS = 8, ROUTES = 24, CHANGED_MAX = 3, STATES = 4 };

/* ---- texts ---- */

/* An Ethernet with no default route has its gateway from the first route by it. */
static const char frame[] = "interface FastEthernet0/0\n"
			    " ip address 10.0.0.1 255.255.0.0\n"
			    " ip nat inside\n"
			    "interface Serial0/1/0\n"
			    " ip address 192.168.2.1 255.255.255.248\n"
			    " ip nat outside\n"
			    "interface Serial0/2/0\n"
			    " ip address 172.16.1.1 255.255.255.240\n"
			    " ip nat outside\n"
			    "interface Loopback0\n"
			    " ip address 20.9.0.1 255.255.255.0\n"
			    "interface FastEthernet0/1\n"
			    " ip address 10.7.0.1 255.255.255.0\n"
			    "ip nat inside source static tcp 10.3.0.7 80 interface Serial0/1/0 80\n"
			    "ip nat inside source static 10.3.0.8 20.3.1.1\n"
			    "ip nat inside source list 10 interface Serial0/1/0 overload\n"
			    "access-list 10 permit 10.0.0.0 0.255.255.255\n"
			    "track 1 interface Serial0/1/0 line-protocol\n";

static const char *const rules[] = {
	"",
	"track 2 ip route 20.1.1.0 255.255.255.0 reachability\n",
	"track 2 ip route 20.2.0.0 255.255.0.0 metric threshold\n",
	"ip default-network 24.0.0.0\n",
	"route-map Set permit 10\n"
	" set ip next-hop recursive 20.1.1.9\n"
	"interface FastEthernet0/0\n"
	" ip policy route-map Set\n",
	"route-map Set permit 10\n"
	" set ip default next-hop 172.16.1.2\n"
	"ip local policy route-map Set\n",
	"route-map Set permit 10\n"
	" set interface FastEthernet0/1\n"
	"interface FastEthernet0/0\n"
	" ip policy route-map Set\n",
	"interface FastEthernet0/0\n"
	" ip verify unicast source reachable-via rx\n",
};

enum { RULES = sizeof rules / sizeof *rules };

static const char *const defaults[] = {
	"ip route 0.0.0.0 0.0.0.0 192.168.2.2\n",
	"ip route 0.0.0.0 0.0.0.0 Serial0/1/0 192.168.2.2 track 1\n"
	"ip route 0.0.0.0 0.0.0.0 172.16.1.2 250\n",
	"",
};

enum { DEFAULTS = sizeof defaults / sizeof *defaults };

static void put_prefix(FILE *to)
{
	switch (some(24)) {
	case 0:
		fprintf(to, "20.%u.0.0 255.255.0.0", some(3));
		break;
	case 1:
		fprintf(to, "%u.0.0.0 255.0.0.0", some(2) ? 20 : 24);
		break;
	case 2:
		fprintf(to, "20.%u.%u.%u 255.255.255.255", some(3), some(2), some(5));
		break;
	case 3:
		fprintf(to, some(2) ? "10.7.0.0 255.255.255.%u" : "20.9.0.%u 255.255.255.255",
			some(2) ? 0 : 128);
		break;
	case 4:
		fprintf(to, "10.3.%u.0 255.255.255.0", some(3));
		break;
	default:
		fprintf(to, "20.%u.%u.0 255.255.255.0", some(4), some(30));
		break;
	}
}

static void put_exit(FILE *to)
{
	static const char *const exits[] = {
		"192.168.2.2", "172.16.1.2", "Serial0/1/0 192.168.2.2", "Serial0/2/0 172.16.1.2",
		"10.0.0.10", "FastEthernet0/1 10.7.0.9", "FastEthernet0/1 10.7.0.8", "192.168.2.3",
		/* seldom */
		"20.1.1.9", "20.2.0.1", "Null0", "Serial0/1/0", "20.9.0.7", "10.0.0.1", "Loopback0",
		"198.18.9.9"};

	fputs(exits[some(14) ? some(8) : 8 + some(8)], to);
}

static void put_route(FILE *to)
{
	static const char *const more[] = {" 5",	" 250",	       " tag 7",
					   " name Far", " permanent",  " track 1",
					   " 255",	" 5 name Far", " multicast"};

	if (some(60) == 0)
		fprintf(to, "no ");
	fprintf(to, "ip route ");
	if (some(90) == 0)
		fprintf(to, "vrf Blue ");
	put_prefix(to);
	fputc(' ', to);
	put_exit(to);
	fprintf(to, "%s\n", some(9) ? "" : more[some(9)]);
}

/* Two ways to one prefix, as others have them. */
static void put_pair(FILE *to)
{
	static const char *const pairs[][2] = {
		{"192.168.2.2", "172.16.1.2 250"},
		{"Serial0/1/0 192.168.2.2", "Serial0/2/0 172.16.1.2"},
		{"10.0.0.10", "192.168.2.2 5"},
		{"192.168.2.2", "172.16.1.2 5"},
		{"192.168.2.2", "172.16.1.2"},
	};
	const char *const *pair = pairs[some(5)];
	struct text prefix = {0};
	FILE *stream = open_memstream(&prefix.at, &prefix.len);
	bool swap = some(4) == 0;

	put_prefix(stream);
	fclose(stream);
	fprintf(to, "ip route %s %s\nip route %s %s\n", prefix.at, pair[swap], prefix.at,
		pair[!swap]);
	free(prefix.at);
}

static void put_line(FILE *to)
{
	static const char *const others[] = {"!\n", "interface Serial0/1/0\n", " shutdown\n",
					     "no ip routing\n"};

	if (some(80) == 0)
		fputs(others[some(4)], to);
	else if (some(5) == 0)
		put_pair(to);
	else
		put_route(to);
}

static struct text some_text(struct arena *arena)
{
	uint32_t rule = some(2) ? 0 : some(RULES), first = some(DEFAULTS);
	const char *head = arena_printf(arena, "%s%s%s", frame, rules[rule], defaults[first]);

	return text_tried(arena, head, 5 + some(ROUTES), put_line);
}

/* TEXT with other lines in the place of some behind the frame, or beside them. */
static struct text edited(const struct text *text)
{
	uint32_t gone = some(2) ? 1 : some(CHANGED_MAX), new = some(2) ? 1 : some(CHANGED_MAX);

	return lines_changed(text, text->at + sizeof frame - 1, some(ROUTES), gone, new, put_line);
}

/* ---- what an edit says ---- */

/* Of the kernel's, but not of nft's: named, and what inside servers are told, follow. */
static bool concerns(const struct object *object)
{
	return object->kind != OBJECT_DNS_VIEW && object->kind != OBJECT_SERVER;
}

/* STEPS, of what is there under the state, are taken. */
static struct target *taken(struct arena *arena, const struct target *target,
			    const struct change *change)
{
	struct target *to = arena_new_object(arena, struct target);

	VEC_FOREACH (object, &target->objects) {
		bool goes = false;

		VEC_FOREACH (step, &change->steps)
			goes |= step->old && !object_compare(step->old, object);
		if (!goes)
			vec_push(arena, &to->objects, *object);
	}
	VEC_FOREACH (step, &change->steps)
		if (step->new)
			vec_push(arena, &to->objects, *step->new);
	target_sort(arena, to);
	return to;
}

/* The number of what differs. Both plans have the same conditions in the same order. */
static uint32_t differences(struct arena *arena, const struct target *a, const struct target *b,
			    const char **first)
{
	const struct change *change = change_between(arena, a, b);
	uint32_t n = 0;

	VEC_FOREACH (step, &change->steps) {
		const struct object *object = step->new ? step->new : step->old;

		if (!concerns(object))
			continue;
		*first = n++ ? *first
			     : arena_printf(arena, "verb %u of kind %u, %s", step->verb,
					    object->kind, object->origin ? object->origin : "");
	}
	return n;
}

static void turn_some(struct state *state, const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->conditions.len; i++)
		state->truth[i] = some(3);
}

/* Is the edit found, and certain for who has only the plan? */
static bool edit_once(struct compilation *c, const struct text *new)
{
	struct arena *arena = arena_new();
	struct edit *edit = edit_find(arena, c, new->at, new->len);
	struct state *state = state_default(arena, c->plan);
	struct compilation whole;
	const struct change *change = NULL;
	const char *first = "";

	if (edit && edit->routes.len)
		change = edit_change_routes(arena, c->plan, state, &edit->routes);
	if (change) {
		cr_expect_eq(edit->change->steps.len + edit->parts.len, 0);
		cr_assert(compile_text(&whole, new), "of\n%s\n%s", c->source.text, new->at);
		cr_assert_eq(whole.plan->conditions.len, c->plan->conditions.len);
		for (uint32_t i = 0; i < STATES; i++) {
			struct target *is, *wanted = plan_under(arena, whole.plan, state);

			change = edit_change_routes(arena, c->plan, state, &edit->routes);
			is = taken(arena, plan_under(arena, c->plan, state), change);
			cr_expect_eq(differences(arena, is, wanted, &first), 0,
				     "state %u: %s of\n%s\n%s", i, first, c->source.text, new->at);
			turn_some(state, c->plan);
		}
		compilation_free(&whole);
	}
	arena_free(arena);
	return change;
}

Test(edit_route, becomes_what_the_new_text_is_compiled_to, .timeout = 120)
{
	uint32_t found = edits_found(TEXTS, EDITS, some_text, edited, edit_once);

	cr_expect_gt(found, TEXTS * EDITS / 20, "%u", found);
}

/* ---- what is found, and what is not ---- */

/* Is an edit found where OLD behind some routes, and before OTHERS, becomes NEW? */
static bool finds(const char *others, const char *old, const char *new)
{
	static const char text[] =
		"%s%sip route 20.0.1.0 255.255.255.0 192.168.2.2\n"
		"ip route 20.0.2.0 255.255.255.0 172.16.1.2\n"
		"ip route 20.0.3.0 255.255.255.0 Serial0/1/0 192.168.2.2\n"
		"ip route 20.0.4.0 255.255.255.0 FastEthernet0/1 10.7.0.9\n"
		"%s"
		"ip route 20.0.5.0 255.255.255.0 FastEthernet0/1 10.7.0.8\n%send\n";
	struct arena *arena = arena_new();
	bool found =
		edit_is_found(arena_printf(arena, text, frame, *defaults, old, others),
			      arena_printf(arena, text, frame, *defaults, new, others), edit_once);

	arena_free(arena);
	return found;
}

#define ROUTE "ip route 20.3.7.0 255.255.255.0 "

static const char plain[] = ROUTE "192.168.2.2\n";

Test(edit_route, comes_goes_and_changes)
{
	static const char *const found[] = {
		"ip route 20.3.8.0 255.255.255.0 192.168.2.2\n",
		"ip route 21.0.0.0 255.0.0.0 192.168.2.2\n",
		ROUTE "172.16.1.2\n",
		ROUTE "Serial0/1/0 192.168.2.2\n",
		ROUTE "FastEthernet0/1 10.7.0.9\n",
		ROUTE "172.16.1.2 250 name Far\n",
		ROUTE "172.16.1.2 tag 9\n",
		ROUTE "172.16.1.2\nip route 20.3.8.0 255.255.255.0 192.168.2.2\n",
		"ip route 10.3.0.0 255.255.255.0 192.168.2.2\n", /* an inside server is there */
	};

	for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
		cr_expect(finds("", "", found[i]), "%s", found[i]);
		cr_expect(finds("", found[i], ""), "%s", found[i]);
		cr_expect(finds("", plain, found[i]), "%s", found[i]);
	}
}

/* What else a text may say is for a whole compilation. */
Test(edit_route, knows_its_limits)
{
	static const char *const refused[] = {
		ROUTE "192.168.2.3\n", /* nothing else leads by that */
		ROUTE "Serial0/2/0 172.16.1.2\n",
		ROUTE "FastEthernet0/1 10.7.0.8\n", /* it would be the first */
		ROUTE "Null0\n",
		ROUTE "Serial0/1/0\n",
		ROUTE "192.168.2.2 permanent\n",
		ROUTE "192.168.2.2 track 1\n",
		ROUTE "192.168.2.2 255\n",
		ROUTE "192.168.2.2 multicast\n",
		ROUTE "192.168.2.2\n" ROUTE "172.16.1.2 250\n",
		"ip route vrf Blue 20.3.7.0 255.255.255.0 192.168.2.2\n",
		"ip route 0.0.0.0 0.0.0.0 172.16.1.2 250\n",
		"ip route 20.0.2.0 255.255.255.0 192.168.2.2\n", /* there is one */
		"ip route 20.0.2.64 255.255.255.192 192.168.2.2\n",
		"ip route 20.0.0.0 255.255.0.0 192.168.2.2\n",
		"ip route 192.168.0.0 255.255.0.0 172.16.1.2\n",
		"ip route 192.168.2.2 255.255.255.255 172.16.1.2\n",
		"ip route 10.7.0.0 255.255.255.128 192.168.2.2\n",
		"ip route 20.9.0.1 255.255.255.255 192.168.2.2\n",
		"no ip route 20.0.1.0 255.255.255.0\n",
		"no ip routing\n",
		"interface Serial0/1/0\n" ROUTE "172.16.1.2\n",
		ROUTE "192.168.2.2\n" ROUTE "192.168.2.2\n",
	};

	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		cr_expect_not(finds("", i < 21 ? plain : "", refused[i]), "%s", refused[i]);
}

/* What others say of a prefix, wherever they stand. */
Test(edit_route, knows_who_asks_for_it)
{
	static const char *const others[] = {
		"track 7 ip route 20.3.7.0 255.255.255.0 reachability\n",
		"route-map Set permit 10\n set ip next-hop recursive 20.3.7.9\n",
		"ip route 20.4.0.0 255.255.255.0 20.3.7.9\n",
		"ip default-network 24.0.0.0\nip route 24.0.0.0 255.0.0.0 172.16.1.2\n",
		"no ip route 20.8.0.0 255.255.0.0\n",
		ROUTE "192.168.2.2 9\n", /* which says the same once more */
		ROUTE "192.168.2.2 255\n",
		"interface FastEthernet0/3\n ip address 20.3.7.1 255.255.255.0\n",
	};

	cr_expect(finds("track 7 ip route 20.3.8.0 255.255.255.0 reachability\n", "", plain));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		cr_expect_not(finds(others[i], "", plain), "%s", others[i]);
		cr_expect_not(finds(others[i], plain, ""), "%s", others[i]);
	}
	/* it has parts itself */
	cr_expect_not(finds("", "ip route 20.0.0.0 255.255.0.0 172.16.1.2\n", ""));
	/* what leads by the same is a part of another */
	cr_expect_not(finds("ip route 20.0.0.0 255.255.0.0 172.16.1.2\n"
			    "ip route 21.0.0.0 255.255.0.0 172.16.1.2\n"
			    "ip route 21.0.7.0 255.255.255.0 192.168.2.3\n",
			    "", "ip route 20.0.7.0 255.255.255.0 192.168.2.3\n"));
	/* nothing else is a part of it; and two are */
	cr_expect_not(finds("ip route 20.3.0.0 255.255.0.0 172.16.1.2\n", "", plain));
	cr_expect(finds("ip route 20.0.0.0 255.255.0.0 172.16.1.2\n", "",
			"ip route 20.0.7.0 255.255.255.0 192.168.2.2\n"));
}

/* Several of a prefix are as several of another are. */
Test(edit_route, looks_at_all_of_a_prefix)
{
	static const char others[] = "ip route 22.0.1.0 255.255.255.0 192.168.2.2\n"
				     "ip route 22.0.1.0 255.255.255.0 172.16.1.2 250\n"
				     "ip route 22.0.2.0 255.255.255.0 192.168.2.2\n"
				     "ip route 22.0.2.0 255.255.255.0 172.16.1.2\n";
	static const char second[] = ROUTE "172.16.1.2 250\n";

	cr_expect(finds(others, "", ROUTE "192.168.2.2\n" ROUTE "172.16.1.2 250\n"));
	cr_expect(finds(others, "", ROUTE "172.16.1.2 250\n" ROUTE "192.168.2.2\n"));
	cr_expect(finds(others, "", ROUTE "192.168.2.2\n" ROUTE "172.16.1.2\n"));
	cr_expect(finds(others, ROUTE "192.168.2.2\n" ROUTE "172.16.1.2\n", second));
	cr_expect(finds(others, ROUTE "192.168.2.2\n" ROUTE "172.16.1.2 250\n", ""));
	cr_expect_not(finds(others, "", ROUTE "172.16.1.2\n" ROUTE "192.168.2.2\n"));
	cr_expect_not(finds(others, "", ROUTE "192.168.2.2\n" ROUTE "172.16.1.2 9\n"));
	cr_expect_not(finds(others, "", ROUTE "192.168.2.2\n" ROUTE "10.7.0.9 250\n"));
	cr_expect_not(finds(others, "", ROUTE "192.168.2.2\n" ROUTE "192.168.2.2 250\n"));
	/* the other one stays */
	cr_expect(finds("ip route 22.0.1.0 255.255.255.0 192.168.2.2\n"
			"ip route 22.0.1.0 255.255.255.0 172.16.1.2 250\n" ROUTE "172.16.1.2 250\n",
			"", plain));
	cr_expect_not(finds(second, "", plain));
	cr_expect(finds(second, plain, ""));
	cr_expect_not(finds(ROUTE "Null0 250\n", "", plain));
	cr_expect_not(finds(ROUTE "Null0 250\n", plain, ""));
}

/* A device may have its gateway from the first route by it. */
Test(edit_route, spares_the_first_by_a_device)
{
	static const char text[] =
		"%s%sip route 20.0.1.0 255.255.255.0 192.168.2.2\n%s%s"
		"ip route 20.0.4.0 255.255.255.0 FastEthernet0/1 10.7.0.9\n"
		"ip route 20.0.5.0 255.255.255.0 FastEthernet0/1 10.7.0.9\n%send\n";
	static const char own[] = ROUTE "FastEthernet0/1 10.7.0.9\n";
	struct arena *arena = arena_new();
	char *without = arena_printf(arena, text, frame, *defaults, "", "", "");
	char *with = arena_printf(arena, text, frame, *defaults, own, "", "");
	const char *last = arena_printf(arena, text, frame, *defaults, "", "", own);
	struct text old = text_of(without);
	struct compilation c;

	cr_assert(compile_text(&c, &old));
	cr_expect_not(edit_find(arena, &c, with, strlen(with)));
	cr_expect(edit_find(arena, &c, last, strlen(last)));
	compilation_free(&c);
	old = text_of(with);
	cr_assert(compile_text(&c, &old));
	cr_expect_not(edit_find(arena, &c, without, strlen(without)));
	compilation_free(&c);
	arena_free(arena);
}

/* What stands between a block and its lines ends the block. */
Test(edit_route, stands_beside_others)
{
	static const char text[] = "%s%s%sinterface Serial0/3/0\n%s ip nat outside\nend\n";
	struct arena *arena = arena_new();
	const char *first = "ip route 20.0.1.0 255.255.255.0 192.168.2.2\n";
	struct text old = text_of(arena_printf(arena, text, frame, first, "", ""));
	struct compilation c;
	const char *new;

	cr_assert(compile_text(&c, &old));
	new = arena_printf(arena, text, frame, first, "", plain);
	cr_expect_not(edit_find(arena, &c, new, strlen(new)));
	new = arena_printf(arena, text, frame, first, plain, "");
	cr_expect(edit_find(arena, &c, new, strlen(new)));
	compilation_free(&c);
	arena_free(arena);
}

/* ---- who has only the plan ---- */

/* Where that is another than was thought of, nothing is certain. */
Test(edit_route, is_not_of_another_plan)
{
	static const struct edit_prefix one = {20u << 24 | 1 << 8, 24},
					none = {20u << 24 | 2 << 8, 24},
					choice = {20u << 24 | 3 << 8, 24},
					null = {20u << 24 | 4 << 8, 24},
					part = {10u << 24 | 128, 25};
	struct edit_route wrong[] = {
		{.at = none, .goes = true},
		{.at = null, .goes = true},
		{.at = part, .goes = true},
		{.at = one, .like = one, .comes = true},
		{.at = none, .like = none, .comes = true},
		{.at = none, .like = null, .comes = true},
		{.at = none, .like = part, .comes = true},
	};
	static const char routes[] = "ip route 20.0.1.0 255.255.255.0 192.168.2.2\n"
				     "ip route 20.0.3.0 255.255.255.0 192.168.2.2\n"
				     "ip route 20.0.3.0 255.255.255.0 172.16.1.2 250\n"
				     "ip route 20.0.4.0 255.255.255.0 Null0\n"
				     "ip route 10.0.0.128 255.255.255.128 192.168.2.2\n";
	struct edit_route right[] = {{.at = one, .goes = true},
				     {.at = none, .like = one, .comes = true},
				     {.at = choice, .goes = true},
				     {.at = none, .like = choice, .comes = true}};
	struct arena *arena = arena_new();
	struct text text = text_of(arena_printf(arena, "%s%send\n", frame, routes));
	struct compilation c;
	struct state *state;

	cr_assert(compile_text(&c, &text));
	state = state_default(arena, c.plan);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		edit_route_list list = {.at = wrong + i, .len = 1};

		cr_expect_not(edit_change_routes(arena, c.plan, state, &list), "%zu", i);
	}
	for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
		edit_route_list list = {.at = right + i, .len = 1};
		const struct change *change = edit_change_routes(arena, c.plan, state, &list);

		cr_assert(change);
		cr_assert_eq(change->steps.len, 1);
		cr_expect_eq(change->steps.at->verb, i % 2 ? CHANGE_ADD : CHANGE_DELETE);
	}
	compilation_free(&c);
	arena_free(arena);
}
