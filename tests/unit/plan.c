/* Plans made by hand: objects compared, symbolic values bound, choices made, states assumed, JSON
 * there and back. */
#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/plan_line.h"
#include "grammar/ip.h"

static struct arena *arena;
static struct plan *plan;

static uint32_t ip(const char *s)
{
	uint32_t addr = 0;

	cr_assert(ip_parse(s, strlen(s), &addr));
	return addr;
}

static uint16_t add_device(const char *interface, const char *device, bool dynamic)
{
	vec_push(arena, &plan->devices,
		 ((struct plan_device){.interface = interface,
				       .device = device,
				       .managed = true,
				       .dynamic = dynamic,
				       .outside = true,
				       .mark = 1u << 24,
				       .table = 20201}));
	return (uint16_t)(plan->devices.len - 1);
}

static uint16_t add_condition(enum condition_kind kind, uint16_t device, uint32_t number,
			      const char *text)
{
	vec_push(arena, &plan->conditions,
		 ((struct condition){(uint8_t)kind, device, number, text}));
	return (uint16_t)(plan->conditions.len - 1);
}

static struct object route(const char *device, struct value via)
{
	struct object object = {.kind = OBJECT_ROUTE, .route = {.table = 20200, .hops = 1}};

	object.route.hop = arena_new_object(arena, struct next_hop);
	*object.route.hop = (struct next_hop){.device = device, .has_via = true, .via = via};
	return object;
}

static void add_candidate(struct choice *choice, uint32_t rank, uint16_t condition,
			  struct object object)
{
	struct candidate candidate = {.rank = rank, .object = object};

	vec_push(arena, &candidate.guard, ((struct literal){condition, true}));
	vec_push(arena, &choice->candidates, candidate);
}

/* Two static uplinks and a dynamic one, a tracked default over both and a floating one. */
static void setup(void)
{
	struct choice choice = {.equal = true};
	struct object object = {.kind = OBJECT_ADDRESS};
	uint16_t a, b, c;

	arena = arena_new();
	plan = arena_new_object(arena, struct plan);
	plan->arena = arena;
	plan->hostname = "gw";
	plan->mark_mask = 0xff000000;
	a = add_device("Serial0/1/0", "wan0", false);
	b = add_device("Serial0/2/0", "wan1", false);
	c = add_device("Dialer0", "ppp0", true);
	add_condition(CONDITION_LINK, a, 0, "interface Serial0/1/0");
	add_condition(CONDITION_LINK, b, 0, "interface Serial0/2/0");
	add_condition(CONDITION_TRACK, 0, 100, "track 100");
	add_condition(CONDITION_ADDRESS, c, 0, "interface Dialer0 address");
	add_condition(CONDITION_GATEWAY, c, 0, "interface Dialer0 gateway");
	vec_push(arena, &plan->tracks,
		 ((struct plan_track){.id = 100,
				      .kind = PLAN_TRACK_LINE_PROTOCOL,
				      .condition = 2,
				      .probe = UINT16_MAX,
				      .device = a,
				      .label = "interface Se0/1/0 line-protocol"}));
	add_candidate(&choice, 1, 2, route("wan0", (struct value){.addr = ip("192.0.2.1")}));
	add_candidate(&choice, 1, 1, route("wan1", (struct value){.addr = ip("198.51.100.1")}));
	add_candidate(&choice, 250, 4,
		      route("ppp0", (struct value){.kind = VALUE_GATEWAY, .device = c}));
	vec_push(arena, &plan->choices, choice);
	for (uint16_t i = 0; i < 3; i++) {
		object.address = (struct address_object){
			.device = "wan0", .addr = ip("192.0.2.9") - i, .len = 24, .order = i};
		vec_push(arena, &plan->items, ((struct item){.object = object}));
	}
	plan_index(plan);
}

static void teardown(void)
{
	arena_free(arena);
}

TestSuite(plan, .init = setup, .fini = teardown);

static struct state *assume(const char *a, const char *b, const char *c)
{
	struct state *state = state_default(arena, plan);
	const char *all[] = {a, b, c}, *why = "";

	for (int i = 0; i < 3; i++)
		if (all[i])
			cr_assert(state_assume(arena, plan, state, all[i], &why), "%s", why);
	return state;
}

static const struct route_object *default_route(const struct state *state)
{
	const struct target *target = plan_under(arena, plan, state);

	VEC_FOREACH (object, &target->objects)
		if (object->kind == OBJECT_ROUTE)
			return &object->route;
	return NULL;
}

Test(plan, candidates_of_one_rank_share_a_route)
{
	const struct route_object *r = default_route(state_default(arena, plan));

	cr_assert_eq(r->hops, 2);
	cr_assert_str_eq(r->hop[0].device, "wan0");
	cr_assert_str_eq(r->hop[1].device, "wan1");
}

Test(plan, a_candidate_whose_guard_fails_is_none)
{
	const struct route_object *r = default_route(assume("track 100 down", NULL, NULL));

	cr_assert_eq(r->hops, 1);
	cr_assert_str_eq(r->hop[0].device, "wan1");
}

Test(plan, a_candidate_with_an_unknown_gateway_is_none)
{
	const char *both = "track 100 down", *b = "interface se0/2/0 down";

	cr_assert_null(default_route(assume(both, b, NULL)));
	cr_assert_eq(default_route(assume(both, b, "interface Dialer0 gateway 203.0.113.1"))
			     ->hop->via.addr,
		     ip("203.0.113.1"));
}

Test(plan, the_primary_address_comes_first)
{
	const struct change *change =
		change_from_empty(arena, plan, plan_under(arena, plan, state_default(arena, plan)));

	for (uint16_t i = 0; i < 3; i++) {
		cr_assert_eq(change->steps.at[i].new->kind, OBJECT_ADDRESS);
		cr_assert_eq(change->steps.at[i].new->address.order, i);
	}
}

Test(plan, tracks_of_interfaces_follow_the_interface)
{
	struct state *state = assume("interface Serial0/1/0 down", NULL, NULL);

	cr_assert_not(state->truth[0]);
	cr_assert_not(state->truth[2]);
}

Test(plan, what_is_no_condition_is_refused_with_a_reason)
{
	static const char *const bad[] = {"",
					  "track",
					  "track x down",
					  "track 100 sideways",
					  "track 99 down",
					  "interface Serial9/9 down",
					  "interface Serial0/1/0 address 1.2.3.4/24",
					  "interface Dialer0 address 1.2.3",
					  "interface Dialer0 address 1.2.3.4/33",
					  "link wan0 down",
					  "track 100 down now"};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const char *why = NULL;

		cr_expect_not(state_assume(arena, plan, state_default(arena, plan), bad[i], &why),
			      "%s", bad[i]);
		cr_expect(why && *why, "%s", bad[i]);
	}
}

Test(plan, origins_do_not_make_objects_differ)
{
	struct object a = {.kind = OBJECT_LINK, .origin = "x", .link = {"wan0", true}};
	struct object b = {.kind = OBJECT_LINK,
			   .origin = "y",
			   .link = {arena_strndup(arena, "wan0", 4), true}};

	cr_assert(object_equal(&a, &b));
	b.link.up = false;
	cr_assert_not(object_equal(&a, &b));
	cr_assert_eq(object_compare(&a, &b), 0);
	b.link.device = "wan1";
	cr_assert_lt(object_compare(&a, &b), 0);
}

static bool same_steps(const struct change *a, const struct change *b)
{
	return a->steps.len == b->steps.len;
}

/* The plan that TEXT, which is freed, is; or NULL. */
static struct plan *read_plan(struct arena *to, char *text, size_t len)
{
	json_t *first;
	struct plan *read = plan_from_text(to, text, len, &first);

	json_decref(first);
	free(text);
	return read;
}

Test(plan, text_gives_back_what_core_needs)
{
	size_t len;
	char *text = plan_text(plan, NULL, &len);
	json_t *json = plan_json(plan);
	struct arena *other = arena_new();
	struct plan *copy = read_plan(other, text, len);
	struct target *a, *b;

	cr_assert_not_null(copy);
	cr_assert_eq(copy->devices.len, plan->devices.len);
	cr_assert_eq(copy->conditions.len, plan->conditions.len);
	a = plan_under(arena, plan, state_default(arena, plan));
	b = plan_under(other, copy, state_default(other, copy));
	cr_assert_eq(change_between(arena, a, b)->steps.len, 0);
	cr_assert(same_steps(change_from_empty(arena, plan, a), change_from_empty(other, copy, b)));
	json_t *again = plan_json(copy);
	cr_assert(json_equal(json, again));
	json_decref(again);
	json_decref(json);
	arena_free(other);
}

Test(plan, text_has_a_line_for_each_item)
{
	size_t len, lines = 0;
	char *text = plan_text(plan, json_pack("{s:i}", "own", 7), &len);
	json_t *first;

	cr_assert_not_null(plan_from_text(arena, text, len, &first));
	cr_assert_eq(json_integer_value(json_object_get(first, "own")), 7);
	for (size_t i = 0; i < len; i++)
		lines += text[i] == '\n';
	cr_assert_eq(lines, 1 + plan->items.len + plan->choices.len);
	json_decref(first);
	free(text);
}

static void add_route(const char *origin, struct route_object route, const char *condition)
{
	struct item item = {.object = {.kind = OBJECT_ROUTE, .origin = origin, .route = route}};

	if (condition)
		vec_push(arena, &item.guard, ((struct literal){0, true}));
	if (condition)
		vec_push(
			arena, &item.guard,
			((struct literal){add_condition(CONDITION_TRACK, 0, 7, condition), false}));
	vec_push(arena, &plan->items, item);
}

/* Routes that the writer of lines takes, and such as it leaves to that of JSON. */
static void add_routes(void)
{
	static struct next_hop hops[] = {{.device = "wan0", .has_via = true, .onlink = true},
					 {.device = "wan1", .has_via = true}};
	static struct next_hop link = {.device = "wan0"}, odd = {.device = "w\"\\\n"};
	static struct next_hop own = {
		.device = "wan0", .has_via = true, .via = {.kind = VALUE_GATEWAY, .device = 2}};
	static struct next_hop six = {.device = "wan0", .has_via = true, .via = {.v6 = true}};

	hops[0].via.addr = ip("192.0.2.1");
	six.via.addr6 = arena_new_object(arena, struct ip6);
	add_route("ip route a", (struct route_object){.table = 1, .hops = 2, .hop = hops}, NULL);
	add_route(NULL, (struct route_object){.len = 32, .prefix = 1, .hops = 1, .hop = &link},
		  "x");
	add_route("b", (struct route_object){.table = UINT32_MAX, .type = ROUTE_BLACKHOLE}, "y");
	add_route("c", (struct route_object){.metric = 9, .type = ROUTE_THROW, .realm = 3}, NULL);
	add_route("d", (struct route_object){.len = 8, .hops = 1, .hop = &own}, NULL);
	add_route("e", (struct route_object){.v6 = true, .hops = 1, .hop = &six}, NULL);
	add_route("\"\\\t\x7f", (struct route_object){.type = ROUTE_THROW, .len = 2}, "q\"");
	add_route("\xc3\xa4", (struct route_object){.type = ROUTE_THROW, .len = 3}, "\xc3\xa4");
	add_route("f", (struct route_object){.hops = 1, .hop = &odd}, NULL);
	plan_index(plan);
}

/* The lines of TEXT, which is spoilt, behind the first are JSON's items and then its choices. */
static void expect_lines(char *text, json_t *json)
{
	char *line = strchr(text, '\n') + 1, *next;
	json_t *row;
	size_t i;

	json_array_extend(json_object_get(json, "items"), json_object_get(json, "choices"));
	json_array_foreach (json_object_get(json, "items"), i, row) {
		char *wanted = json_dumps(row, JSON_COMPACT);

		next = strchr(line, '\n');
		*next = '\0';
		cr_expect_str_eq(line, wanted);
		free(wanted);
		line = next + 1;
	}
	cr_assert_eq(*line, '\0');
}

static bool add_element(struct nft_value key, struct nft_value data)
{
	struct item item = {.object = {.kind = OBJECT_ELEMENT, .origin = "line"}};
	struct text text = {0};
	bool plain;

	item.object.element = (struct element_object){.set = "set/1", .order = plan->items.len};
	element_room(arena, &item.object.element, 2, data.type != TYPE_IFNAME);
	item.object.element.key[0] = item.object.element.key[1] = key;
	if (item.object.element.datas)
		item.object.element.data[0] = data;
	vec_push(arena, &plan->items, item);
	plain = text_item_line(&text, plan, &item);
	free(text.at);
	return plain;
}

/* The same of elements, which core does not read. */
Test(plan, lines_of_elements_are_their_json)
{
	struct ip6 *six = arena_new_object(arena, struct ip6);
	struct nft_value name = {.type = TYPE_IFNAME, .name = "wan0"},
			 addr = {.type = TYPE_IPV4, .len = 32}, net = addr, learnt = addr,
			 port = {.type = TYPE_SERVICE, .number = 80}, ports = port,
			 to = {.type = TYPE_VERDICT, .verb = VERB_GOTO, .name = "chain/2"},
			 drop = {.type = TYPE_VERDICT, .verb = VERB_DROP}, range = addr,
			 v6 = {.type = TYPE_IPV6, .len = 64};
	size_t len;
	char *text;
	json_t *json;

	addr.addr.addr = ip("192.0.2.255");
	net.len = 8;
	learnt.addr = (struct value){.kind = VALUE_ADDRESS, .device = 2};
	range.last = ip("192.0.2.9");
	ports.last = 90;
	v6.addr = (struct value){.v6 = true, .addr6 = six};
	cr_expect(add_element(addr, to));
	cr_expect(add_element(name, drop));
	cr_expect(add_element(net, name));
	cr_expect(add_element(port, ports));
	cr_expect_not(add_element(range, port));
	cr_expect_not(add_element(learnt, port));
	cr_expect_not(add_element(v6, drop));
	text = plan_text(plan, NULL, &len);
	json = plan_json(plan);
	expect_lines(text, json);
	json_decref(json);
	free(text);
}

/* What is written without a tree of JSON is what stands in the tree, and is read as that. */
Test(plan, lines_of_routes_are_their_json)
{
	size_t len;
	char *text;
	struct text own = {0};
	json_t *json, *again, *first;
	struct plan *copy;

	add_routes();
	text = plan_text(plan, NULL, &len);
	copy = plan_from_text(arena, text, len, &first);
	json = plan_json(plan);
	again = plan_json(copy);
	cr_assert(json_equal(json, again));
	expect_lines(text, json);
	cr_expect(text_item_line(&own, plan, &plan->items.at[plan->items.len - 9]));
	cr_expect_not(text_item_line(&own, plan, &plan->items.at[plan->items.len - 1]));
	free(own.at);
	json_decref(first);
	json_decref(json);
	json_decref(again);
	free(text);
}

/* Lines that are nearly as they are written: what JSON allows is taken all the same, what is out of
 * range is refused. */
Test(plan, lines_of_routes_are_not_believed)
{
	static const struct {
		const char *from, *to;
		bool good;
	} edits[] = {
		{"\"metric\":9,", "\"metric\": 9 ,", true},
		{"\"metric\":9,", "\"metric\":4294967295,", true},
		{"\"metric\":9,", "\"metric\":4294967296,", false},
		{"\"metric\":9,", "\"metric\":-1,", false},
		{"\"metric\":9,", "\"metric\":09,", false},
		{"\"metric\":9,", "", false},
		{"\"realm\":3,", "\"realm\":256,", false},
		{"\"throw\"", "\"thro\"", false},
		{"\"throw\"", "\"unicast\"", false},
		{"192.0.2.1\",\"onlink", "192.0.2.256\",\"onlink", false},
		{"0.0.0.1/32", "0.0.0.1/33", false},
		{"0.0.0.1/32", "0.0.1/32", false},
		{"[\"interface Serial0/1/0\",\"not x\"]", "[\"not z\"]", false},
		{"[\"interface Serial0/1/0\",\"not x\"]", "[\"interface Serial0/1/0\"", false},
		{"\"origin\":\"c\"}}", "\"origin\":\"c\"}}}", false},
		{"\"origin\":\"c\"}}", "\"origin\":\"\\u00e4\"}}", true},
		{"\"origin\":\"c\"}}", "\"origin\":\"\xe4\"}}", false},
	};
	size_t len;
	char *text;

	add_routes();
	text = plan_text(plan, NULL, &len);
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
		const char *at = strstr(text, edits[i].from);
		char *edited;
		int n;

		cr_assert_not_null(at, "%s", edits[i].from);
		n = asprintf(&edited, "%.*s%s%s", (int)(at - text), text, edits[i].to,
			     at + strlen(edits[i].from));
		cr_expect_eq(read_plan(arena, edited, (size_t)n) != NULL, edits[i].good, "%s",
			     edits[i].to);
	}
	free(text);
}

/* TEXT with VALUE for KEY in its first line, or without KEY; read, and forgotten again. */
static struct plan *read_with(const char *text, size_t len, const char *key, json_t *value)
{
	const char *rest = strchr(text, '\n');
	json_error_t error;
	json_t *first = json_loadb(text, (size_t)(rest - text), 0, &error);
	char *line, *whole;
	int n;

	json_object_del(first, key);
	if (value)
		json_object_set_new(first, key, value);
	line = json_dumps(first, JSON_COMPACT);
	n = asprintf(&whole, "%s%.*s", line, (int)(len - (size_t)(rest - text)), rest);
	free(line);
	json_decref(first);
	return read_plan(arena, whole, (size_t)n);
}

/* Whatever is cut out of a plan, the rest is taken or refused, never followed astray. */
Test(plan, text_that_is_no_plan_is_refused)
{
	json_t *json = plan_json(plan), *part;
	size_t len;
	char *text = plan_text(plan, NULL, &len);
	const char *key;
	void *next;

	json_object_foreach_safe (json, next, key, part) {
		(void)read_with(text, len, key, NULL);
		(void)read_with(text, len, key, json_string("x"));
	}
	cr_assert_null(read_with(text, len, "devices", json_array()));
	cr_assert_null(read_with(text, len, "rows", NULL));
	for (size_t cut = 0; cut < len; cut += len / 50 + 1)
		cr_assert_null(read_plan(arena, strndup(text, cut), cut));
	free(text);
	json_decref(json);
}
