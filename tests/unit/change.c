/* The property that the agent rests on: the change for two states, which visits only what differs,
 * is the change between the two whole targets. Over random plans and states. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/plan.h"
#include "compiler/plan_rows.h"
#include "compiler/plan_rules.h"

enum { PLANS = 60, STATES = 12, DEVICES = 5, TRACKS = 7 };

static struct arena *arena;
static unsigned seed;

static uint32_t below(uint32_t n)
{
	return (uint32_t)rand_r(&seed) % n;
}

static const char *name(const char *prefix, uint32_t n)
{
	return arena_printf(arena, "%s%u", prefix, n);
}

static guard random_guard(const struct plan *plan)
{
	guard g = {0};

	for (uint32_t n = below(3); n; n--)
		vec_push(arena, &g,
			 ((struct literal){(uint16_t)below(plan->conditions.len), below(2)}));
	return g;
}

static struct value random_value(void)
{
	struct value value = {.kind = (uint8_t)below(3), .v6 = below(2)};
	struct ip6 *addr6 = arena_new_object(arena, struct ip6);

	*addr6 = (struct ip6){0x20010db800000000, below(100)};
	if (value.kind == VALUE_CONST && value.v6)
		value.addr6 = addr6;
	else if (value.kind == VALUE_CONST)
		value.addr = 0x0a000000 + below(100);
	else
		value.device = (uint16_t)below(DEVICES);
	return value;
}

/* BITS below what is delegated to some device, if that has room for it. */
static struct value below_prefix(struct ip6 bits)
{
	struct ip6 *copy = arena_new_object(arena, struct ip6);
	struct value value = {.kind = VALUE_PREFIX, .v6 = true, .device = (uint16_t)below(DEVICES)};

	*copy = bits;
	value.addr6 = copy;
	value.len = 56;
	return value;
}

static struct object random_route(uint32_t prefix)
{
	struct object object = {.kind = OBJECT_ROUTE};

	object.route =
		(struct route_object){.table = 20200, .prefix = prefix, .len = 32, .hops = 1};
	object.route.hop = arena_new_object(arena, struct next_hop);
	*object.route.hop = (struct next_hop){
		.device = name("wan", below(DEVICES)), .has_via = below(2), .via = random_value()};
	if (!below(8)) {
		object.route.type = ROUTE_BLACKHOLE;
		object.route.hops = 0;
	}
	return object;
}

/* Keys are unique by KEY, except that an element's may come to be equal at run time. */
static struct object random_object(uint32_t key)
{
	struct object object = {.kind = (uint8_t)below(4)};

	switch (object.kind) {
	case 0:
		object.kind = OBJECT_ADDRESS;
		object.address = (struct address_object){.device = name("wan", below(3)),
							 .v6 = below(2),
							 .addr = key,
							 .addr6 = {0, key},
							 .len = 24,
							 .order = (uint16_t)below(4)};
		if (object.address.v6 && below(2))
			object.address.from = below_prefix(object.address.addr6);
		break;
	case 1:
		object.kind = OBJECT_DNS_VIEW;
		object.dns_view.name = name("view", key);
		for (uint32_t n = below(3); n; n--)
			vec_push(arena, &object.dns_view.destinations, random_value());
		if (below(2))
			vec_push(arena, &object.dns_view.forwarders,
				 ((struct dns_address){.learnt = true,
						       .device = (uint16_t)below(DEVICES)}));
		break;
	case 2:
		object.kind = OBJECT_ELEMENT;
		object.element.set = "static_pat_in";
		element_room(arena, &object.element, 2, 1);
		object.element.key[0] = (struct nft_value){.type = TYPE_SERVICE, .number = key};
		object.element.key[1] =
			(struct nft_value){.type = TYPE_IPV4, .len = 32, .addr = random_value()};
		object.element.data[0] =
			(struct nft_value){.type = TYPE_IPV4, .len = 32, .addr = random_value()};
		break;
	default:
		object = random_route(key);
	}
	return object;
}

static void random_choice(struct plan *plan, uint32_t prefix)
{
	struct choice choice = {.equal = below(2)};
	uint32_t rank = 0;

	for (uint32_t n = 1 + below(4); n; n--)
		vec_push(arena, &choice.candidates,
			 ((struct candidate){random_guard(plan), rank += below(2),
					     random_route(prefix)}));
	vec_push(arena, &plan->choices, choice);
}

static struct plan *random_plan(void)
{
	struct plan *plan = arena_new_object(arena, struct plan);

	plan->arena = arena;
	for (uint16_t i = 0; i < DEVICES; i++) {
		vec_push(arena, &plan->devices,
			 ((struct plan_device){.interface = name("Dialer", i),
					       .device = name("wan", i),
					       .dynamic = true,
					       .has_gateway = below(2),
					       .gateway = 0x0a000001}));
		for (uint8_t kind = CONDITION_LINK; kind <= CONDITION_SERVERS; kind++)
			if (kind != CONDITION_TRACK)
				vec_push(arena, &plan->conditions,
					 ((struct condition){kind, i, 0, "interface"}));
	}
	for (uint32_t i = 0; i < TRACKS; i++)
		vec_push(arena, &plan->conditions,
			 ((struct condition){CONDITION_TRACK, 0, i, "track"}));
	for (uint32_t key = 0, n = below(40); key < n; key++)
		vec_push(arena, &plan->items,
			 ((struct item){random_guard(plan), random_object(key)}));
	for (uint32_t key = 0, n = below(20); key < n; key++)
		random_choice(plan, 1000 + key);
	plan_index(plan);
	return plan;
}

static struct state *random_state(const struct plan *plan, const struct state *near)
{
	struct state *state = state_copy(arena, plan, near);

	for (uint32_t n = 1 + below(4); n; n--) {
		uint32_t c = below(plan->conditions.len);
		uint16_t device = plan->conditions.at[c].device;
		bool truth = below(2);

		state->truth[c] = truth;
		if (plan->conditions.at[c].kind == CONDITION_ADDRESS) {
			state->device[device].has_address = truth;
			state->device[device].address = truth ? 0x0a000000 + below(100) : 0;
		} else if (plan->conditions.at[c].kind == CONDITION_GATEWAY) {
			state->device[device].has_gateway = truth;
			state->device[device].gateway = truth ? 0x0a000000 + below(100) : 0;
		} else if (plan->conditions.at[c].kind == CONDITION_ADDRESS6) {
			state->device[device].has_address6 = truth;
			state->device[device].address6.lo = truth ? below(100) : 0;
		} else if (plan->conditions.at[c].kind == CONDITION_GATEWAY6) {
			state->device[device].has_gateway6 = truth;
			state->device[device].gateway6.lo = truth ? below(100) : 0;
		} else if (plan->conditions.at[c].kind == CONDITION_SERVERS) {
			state->device[device].server[0] = truth ? below(100) + 1 : 0;
		} else if (plan->conditions.at[c].kind == CONDITION_PREFIX6) {
			state->device[device].prefix6.len = truth ? 48 + below(16) : 0;
			state->device[device].prefix6.addr.hi = truth ? below(100) << 16 : 0;
		}
	}
	return state;
}

static bool same_object(const struct object *a, const struct object *b)
{
	return (!a && !b) || (a && b && object_equal(a, b));
}

static void expect_same(const struct change *a, const struct change *b)
{
	cr_assert_eq(a->steps.len, b->steps.len, "seed %u: %u steps, %u", seed, a->steps.len,
		     b->steps.len);
	for (uint32_t i = 0; i < a->steps.len; i++) {
		const struct change_step *x = &a->steps.at[i], *y = &b->steps.at[i];

		cr_assert(x->verb == y->verb && same_object(x->old, y->old) &&
				  same_object(x->new, y->new),
			  "seed %u: step %u", seed, i);
	}
}

/* Apply the steps to OLD: what comes out must be NEW, whatever the change says of itself. */
static void expect_leads(const struct change *change, const struct target *old,
			 const struct target *new)
{
	uint32_t n = old->objects.len;

	VEC_FOREACH (step, &change->steps)
		n = n + (step->verb == CHANGE_ADD) - (step->verb == CHANGE_DELETE);
	cr_assert_eq(n, new->objects.len);
}

Test(change, for_two_states_is_between_two_targets)
{
	for (unsigned p = 0; p < PLANS; p++) {
		seed = p;
		arena = arena_new();
		const struct plan *plan = random_plan();
		struct state *old = state_default(arena, plan);

		for (int s = 0; s < STATES; s++) {
			struct state *new = random_state(plan, old);
			struct target *a = plan_under(arena, plan, old);
			struct target *b = plan_under(arena, plan, new);
			struct change *whole = change_between(arena, a, b);

			expect_same(whole, change_for(arena, plan, old, new));
			expect_leads(whole, a, b);
			expect_same(change_from_empty(arena, plan, b),
				    change_whole(arena, plan, new));
			old = new;
		}
		arena_free(arena);
	}
}

Test(change, of_a_state_to_itself_is_empty)
{
	arena = arena_new();
	seed = 7;
	const struct plan *plan = random_plan();
	struct state *state = state_default(arena, plan);

	cr_assert_eq(change_for(arena, plan, state, state)->steps.len, 0);
	arena_free(arena);
}

Test(change, deletes_after_it_adds_and_in_reverse)
{
	arena = arena_new();
	struct target old = {0}, new = {0};

	for (uint32_t i = 0; i < 4; i++) {
		struct object object = {.kind = OBJECT_RULE, .rule = {.pref = i, .table = i}};

		vec_push(arena, i < 2 ? &old.objects : &new.objects, object);
	}
	struct change *change = change_between(arena, &old, &new);

	cr_assert_eq(change->steps.len, 4);
	cr_assert_eq(change->steps.at[0].new->rule.pref, 2);
	cr_assert_eq(change->steps.at[1].new->rule.pref, 3);
	cr_assert_eq(change->steps.at[2].old->rule.pref, 1);
	cr_assert_eq(change->steps.at[3].old->rule.pref, 0);
	arena_free(arena);
}

/* ---- rows ---- */

enum { ROWS_MAX = 24, ROW_WIDTH = 6, LINES = 8 };

static const struct row_line lines_of_rows[LINES] = {{"a", 0, 0}, {"b", 1, 1}, {"c", 2, 0},
						     {"d", 3, 1}, {"e", 4, 0}, {"f", 5, 1},
						     {"g", 6, 0}, {"h", 7, 1}};

/* In no order, and some keys more than once. */
static struct target *random_rows(bool ranges, const struct row_fate *fates)
{
	struct object object = {
		.kind = OBJECT_ROWS,
		.rows = {.set = "map",
			 .type = {TYPE_IPV4, TYPE_SERVICE},
			 .keys = 2,
			 .ranges = ranges,
			 .n = 1 + below(ROWS_MAX),
			 .lines = lines_of_rows,
			 .fates = fates},
	};
	uint32_t *rows = arena_alloc(arena, ROWS_MAX * ROW_WIDTH * sizeof *rows), *at = rows;
	struct target *target = arena_new_object(arena, struct target);

	for (uint32_t i = 0; i < object.rows.n; i++) {
		*at++ = below(LINES);
		if (ranges)
			*at++ = below(3);
		for (int k = 0; k < 2; k++) {
			uint32_t first = below(4) * 8;

			*at++ = first;
			if (ranges)
				*at++ = first + (below(2) ? below(12) : 7);
		}
	}
	rows_sort(&object.rows, rows);
	vec_push(arena, &target->objects, object);
	return target;
}

/* That of their elements, each once. */
static void expect_in_order(const struct rows_object *rows)
{
	for (uint32_t i = 1; i < rows->n; i++) {
		struct object before, after;

		rows_element_new(arena, rows, i - 1, &before);
		rows_element_new(arena, rows, i, &after);
		cr_assert_lt(object_compare(&before, &after), 0, "seed %u: row %u", seed, i);
	}
}

Test(change, of_rows_is_that_of_their_elements)
{
	static const struct row_fate fates[] = {
		{.verdict = {.type = TYPE_VERDICT, .verb = VERB_DROP}},
		{.verdict = {.type = TYPE_VERDICT, .verb = VERB_GOTO, .name = "chain"}}};

	for (unsigned p = 0; p < PLANS; p++) {
		seed = p;
		arena = arena_new();
		const struct target *old = random_rows(p % 2, fates);
		const struct target *new = random_rows(p % 2, fates);
		const struct target *a = target_spread(arena, old), *b = target_spread(arena, new);

		expect_in_order(&old->objects.at->rows);
		cr_assert_eq(a->objects.len, old->objects.at->rows.n);
		expect_same(change_between(arena, old, new), change_between(arena, a, b));
		cr_assert_eq(change_between(arena, old, old)->steps.len, 0);
		expect_same(change_between(arena, old, b), change_between(arena, a, b));
		expect_same(change_between(arena, a, new), change_between(arena, a, b));
		arena_free(arena);
	}
}

static const uint16_t listed[] = {22, 80, 443};
static const struct nft_match possible[] = {
	{.field = FIELD_DPORT, .mask = UINT32_MAX, .lo = 22},
	{.field = FIELD_SADDR, .op = OP_NE, .mask = 0xffffff00, .lo = 0x0a000000},
	{.field = FIELD_SPORT, .op = OP_RANGE, .mask = UINT32_MAX, .lo = 0, .hi = 65535},
	{.field = FIELD_DPORT, .op = OP_IN, .mask = UINT32_MAX, .lo = 22, .hi = 3, .list = listed},
	{.field = FIELD_TCP_FLAGS, .op = OP_NE, .mask = 0x14},
};

/* A rule of its own, lines, and another rule; often the same as before. */
static struct target *random_lines(void)
{
	static const struct nft_rule as[] = {
		{.verb = VERB_DROP, .counter = true, .line = {.list = "list"}},
		{.verb = VERB_GOTO, .target = "chain", .counter = true, .line = {.list = "list"}}};
	struct line_rule *at = arena_alloc(arena, LINES * sizeof *at);
	struct line_rules *rules = arena_new_object(arena, struct line_rules);
	struct nft_lines *lines = arena_new_object(arena, struct nft_lines);
	match_words words = {0};
	struct target *target = arena_new_object(arena, struct target);
	struct object *object = vec_add(arena, &target->objects);

	object->kind = OBJECT_CHAIN;
	object->chain.name = "chain";
	vec_add(arena, &object->chain.rules)->verb = VERB_ACCEPT;
	for (uint32_t n = 1 + below(2); n-- > 0;) {
		for (uint32_t m = below(2); m-- > 0;)
			match_pack(arena, &words,
				   &possible[below(sizeof possible / sizeof *possible)]);
		at[rules->n++] = (struct line_rule){below(2), words.len};
	}
	*rules = (struct line_rules){at, rules->n, words.at, lines_of_rows};
	*lines = (struct nft_lines){rules, as};
	for (int i = 0; i < 2; i++) { /* the same lines once more */
		struct nft_rule *rule = vec_add(arena, &object->chain.rules);

		rule->verb = VERB_LINES;
		rule->lines = lines;
	}
	vec_add(arena, &object->chain.rules)->verb = below(2) ? VERB_DROP : VERB_RETURN;
	return target;
}

static struct target *spread_lines(const struct target *target)
{
	struct target *spread = arena_new_object(arena, struct target);
	struct object *object = vec_add(arena, &spread->objects);

	*object = *target->objects.at;
	object->chain = *chain_spread(arena, &object->chain);
	return spread;
}

/* RULE is what line LINE of those of CHAIN says. */
static void expect_rule(const struct chain_object *chain, const struct nft_rule *rule,
			uint32_t line)
{
	const struct nft_lines *lines = chain->rules.at[1].lines;
	uint32_t i = line % lines->rules->n;
	const struct row_line *of = &lines_of_rows[lines->rules->at[i].line];

	cr_assert_eq(rule->verb, of->fate ? VERB_GOTO : VERB_DROP, "seed %u: line %u", seed, line);
	cr_assert_str_eq(rule->origin, of->origin);
	cr_assert_eq(rule->line.seq, of->seq);
	cr_assert_str_eq(rule->line.list, "list");
}

/* Their matches are those that were packed, whatever stands before and behind. */
Test(change, lines_have_the_matches_that_they_had)
{
	enum { N = sizeof possible / sizeof *possible };
	static const struct nft_rule as[] = {{.verb = VERB_DROP}};
	struct line_rule at[N];
	struct line_rules rules = {.at = at, .n = N, .lines = lines_of_rows};
	const struct nft_lines lines = {&rules, as};
	struct object object = {.kind = OBJECT_CHAIN, .chain = {.name = "chain"}}, wanted = object;
	struct nft_rule *rule;
	match_words words = {0};

	arena = arena_new();
	for (uint32_t i = 0; i < N; i++) { /* one, two, ... of them */
		rule = vec_add(arena, &wanted.chain.rules);
		rule->verb = VERB_DROP;
		for (uint32_t m = 0; m <= i; m++) {
			match_pack(arena, &words, &possible[m]);
			vec_push(arena, &rule->match, possible[m]);
		}
		at[i] = (struct line_rule){0, words.len};
	}
	rules.words = words.at;
	rule = vec_add(arena, &object.chain.rules);
	rule->verb = VERB_LINES;
	rule->lines = &lines;
	cr_assert(object_equal(&object, &wanted));
	wanted.chain.rules.at[N - 1].match.at[N - 1].lo++;
	cr_assert_not(object_equal(&object, &wanted));
	arena_free(arena);
}

Test(change, of_lines_is_that_of_their_rules)
{
	unsigned equal = 0;

	for (unsigned p = 0; p < PLANS; p++) {
		seed = p;
		arena = arena_new();
		const struct target *old = random_lines(), *new = random_lines();
		const struct target *a = spread_lines(old), *b = spread_lines(new);
		const struct chain_object *spread = &a->objects.at->chain;
		bool same = object_equal(a->objects.at, b->objects.at);

		cr_assert_eq(spread->rules.len,
			     2 + 2 * old->objects.at->chain.rules.at[1].lines->rules->n);
		for (uint32_t i = 1; i + 1 < spread->rules.len; i++)
			expect_rule(&old->objects.at->chain, &spread->rules.at[i], i - 1);
		cr_assert(object_equal(old->objects.at, a->objects.at));
		cr_assert_eq(object_equal(old->objects.at, new->objects.at), same, "seed %u", seed);
		cr_assert_eq(object_equal(a->objects.at, new->objects.at), same, "seed %u", seed);
		cr_assert_eq(chain_spread(arena, spread), spread);
		equal += same;
		arena_free(arena);
	}
	cr_assert_gt(equal, 0);
	cr_assert_lt(equal, PLANS);
}

/* Of a map by device and address, whose rows lead to an address and a port each. */
static struct target *random_data(const char *const *names)
{
	struct object object = {
		.kind = OBJECT_ROWS,
		.rows = {.set = "map",
			 .type = {TYPE_IFNAME, TYPE_IPV4},
			 .keys = 2,
			 .data = {TYPE_IPV4, TYPE_SERVICE},
			 .datas = 2,
			 .n = 1 + below(ROWS_MAX),
			 .lines = lines_of_rows,
			 .names = names},
	};
	uint32_t *rows = arena_alloc(arena, ROWS_MAX * ROW_WIDTH * sizeof *rows), *at = rows;
	struct target *target = arena_new_object(arena, struct target);

	for (uint32_t i = 0; i < object.rows.n; i++) {
		*at++ = below(LINES);
		*at++ = below(3);
		*at++ = below(4);
		*at++ = below(2);
		*at++ = below(2);
	}
	rows_sort(&object.rows, rows);
	vec_push(arena, &target->objects, object);
	return target;
}

enum { MANY_ROWS = 3000, NARROW = 3 };

/* As few are: in the order of their keys, and of one key with the earlier line. */
Test(change, of_many_rows_is_of_sorted_ones)
{
	struct rows_object rows = {.set = "set",
				   .type = {TYPE_IPV4, TYPE_SERVICE},
				   .keys = 2,
				   .n = MANY_ROWS,
				   .lines = lines_of_rows};
	uint32_t *all, *at;

	seed = 11;
	arena = arena_new();
	all = arena_alloc(arena, MANY_ROWS * NARROW * sizeof *all);
	at = arena_alloc(arena, MANY_ROWS * NARROW * sizeof *at);
	for (uint32_t i = 0; i < MANY_ROWS; i++) {
		all[NARROW * i] = below(LINES);
		all[NARROW * i + 1] = below(40) << (8 * below(4));
		all[NARROW * i + 2] = below(300);
	}
	memcpy(at, all, MANY_ROWS * NARROW * sizeof *at);
	rows_sort(&rows, at);
	expect_in_order(&rows);
	for (uint32_t i = 0; i < MANY_ROWS; i++) {
		bool found = false;

		for (uint32_t j = 0; j < rows.n && !found; j++)
			found = !memcmp(&at[NARROW * j + 1], &all[NARROW * i + 1],
					2 * sizeof *at) &&
				at[NARROW * j] <= all[NARROW * i];
		cr_assert(found, "row %u", i);
	}
	arena_free(arena);
}

Test(change, of_rows_with_data_is_that_of_their_elements)
{
	static const char *const names[] = {"ethernet", "serial", "tunnel"};
	static const char *const others[] = {"dialer", "ethernet", "serial"};

	for (unsigned p = 0; p < PLANS; p++) {
		seed = p;
		arena = arena_new();
		const struct target *old = random_data(names);
		const struct target *new = random_data(p % 2 ? others : names);
		const struct target *a = target_spread(arena, old), *b = target_spread(arena, new);

		expect_in_order(&old->objects.at->rows);
		expect_same(change_between(arena, old, new), change_between(arena, a, b));
		cr_assert_eq(change_between(arena, old, old)->steps.len, 0);
		expect_same(change_between(arena, old, b), change_between(arena, a, b));
		arena_free(arena);
	}
}
