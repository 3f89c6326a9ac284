/* From configuration text to the target of a state: what routes, exits, marks and devices become.
 * Each test says a configuration and the routes, in short, that it must lead to. */
#include <criterion/criterion.h>
#include <string.h>

#include "compiler/compiler.h"

static struct compilation c;
static struct target *target;

/* The target of TEXT, with site file SITE, under up to three assumptions. */
static void lower_text(const char *text, const char *site, const char *const assume[3])
{
	struct compile_options options = {
		.config = "test.cfg",
		.text = text,
		.len = strlen(text),
		.site_text = site ? site : "{}",
		.site_len = strlen(site ? site : "{}"),
	};
	const char *why = "";
	struct state *state;

	cr_assert(compile(&c, &options, STAGE_LOWER));
	state = state_default(c.arena, c.plan);
	for (int i = 0; i < 3 && assume[i]; i++)
		cr_assert(state_assume(c.arena, c.plan, state, assume[i], &why), "%s", why);
	target = plan_under(c.arena, c.plan, state);
}

#define LOWER(text, site, ...) lower_text(text, site, (const char *const[3]){__VA_ARGS__})

static void done(void)
{
	compilation_free(&c);
}

TestSuite(lower, .fini = done);

static const char *hop_text(const struct next_hop *hop)
{
	char buf[IP_TEXT_SIZE];

	return arena_printf(c.arena, " %s%s%s%s", hop->device, hop->has_via ? "/" : "",
			    hop->has_via ? ip_text(buf, hop->via.addr) : "",
			    hop->onlink ? "!" : "");
}

/* "wan0/192.0.2.1 wan1": the route of PREFIX/LEN in TABLE; "drop", or "" when there is none. A '!'
 * is a neighbour on no network of the device. */
static const char *route_in(uint32_t table, const char *prefix, uint8_t len)
{
	const char *text = "";
	uint32_t addr;

	cr_assert(ip_parse(prefix, strlen(prefix), &addr));
	VEC_FOREACH (object, &target->objects) {
		const struct route_object *route = &object->route;

		if (object->kind != OBJECT_ROUTE || route->table != table ||
		    route->prefix != addr || route->len != len || *text)
			continue;
		if (route->type == ROUTE_BLACKHOLE)
			return "drop";
		for (int i = 0; i < route->hops; i++)
			text = arena_printf(c.arena, "%s%s", text,
					    hop_text(&route->hop[i]) + !*text);
	}
	return text;
}

static const char *route(const char *prefix, uint8_t len)
{
	return route_in(TABLE_ROUTER, prefix, len);
}

/* The default route of the exit list NAME. */
static const char *exit_route(const char *name)
{
	VEC_FOREACH (exit, &c.plan->exits)
		if (!strcmp(exit->name, name))
			return route_in(exit->table, "0.0.0.0", 0);
	return "no such list";
}

static bool reported(enum diag_name name)
{
	VEC_FOREACH (diag, &c.diags.list)
		if ((*diag)->name == name)
			return true;
	return false;
}

#define UPLINKS                                             \
	"interface GigabitEthernet0/0\n"                    \
	" ip address 10.0.0.1 255.255.255.0\n"              \
	" ip nat inside\n"                                  \
	" ip policy route-map PBR\n"                        \
	"interface GigabitEthernet0/1\n"                    \
	" ip address 192.0.2.2 255.255.255.0\n"             \
	" ip nat outside\n"                                 \
	"interface Serial0/0\n"                             \
	" ip address 198.51.100.1 255.255.255.252\n"        \
	" ip nat outside\n"                                 \
	"ip nat inside source list 1 interface Serial0/0\n" \
	"access-list 1 permit any\n"
#define BOTH "interface GigabitEthernet0/1 down", "interface Serial0/0 down"

Test(lower, the_best_distance_that_is_there)
{
	static const char text[] = UPLINKS "track 1 interface GigabitEthernet0/1 line-protocol\n"
					   "ip route 0.0.0.0 0.0.0.0 192.0.2.1 10 track 1\n"
					   "ip route 0.0.0.0 0.0.0.0 Serial0/0 20\n";

	LOWER(text, NULL, NULL);
	cr_expect_str_eq(route("0.0.0.0", 0), "gi0-1/192.0.2.1");
	done();
	LOWER(text, NULL, "track 1 down");
	cr_expect_str_eq(route("0.0.0.0", 0), "se0-0/198.51.100.2");
	done();
	LOWER(text, NULL, BOTH);
	cr_expect_str_eq(route("0.0.0.0", 0), "");
}

Test(lower, equal_distances_share)
{
	static const char text[] = UPLINKS "ip route 10.2.0.0 255.255.0.0 192.0.2.1\n"
					   "ip route 10.2.0.0 255.255.0.0 198.51.100.2\n";

	LOWER(text, NULL, NULL);
	cr_expect_str_eq(route("10.2.0.0", 16), "gi0-1/192.0.2.1 se0-0/198.51.100.2");
	done();
	LOWER(text, NULL, "interface se0/0 down");
	cr_expect_str_eq(route("10.2.0.0", 16), "gi0-1/192.0.2.1");
}

Test(lower, a_next_hop_behind_routes_follows_them)
{
	static const char text[] = UPLINKS "ip route 203.0.113.0 255.255.255.0 192.0.2.1\n"
					   "ip route 203.0.113.0 255.255.255.0 198.51.100.2 5\n"
					   "ip route 10.2.0.0 255.255.0.0 203.0.113.9\n";

	LOWER(text, NULL, NULL);
	cr_expect_str_eq(route("10.2.0.0", 16), "gi0-1/192.0.2.1");
	done();
	LOWER(text, NULL, "interface gi0/1 down");
	cr_expect_str_eq(route("10.2.0.0", 16), "se0-0/198.51.100.2");
	done();
	LOWER(text, NULL, BOTH);
	cr_expect_str_eq(route("10.2.0.0", 16), "");
}

Test(lower, routes_in_a_circle_lead_nowhere)
{
	LOWER(UPLINKS "ip route 10.2.0.0 255.255.0.0 10.3.0.1\n"
		      "ip route 10.3.0.0 255.255.0.0 10.2.0.1\n"
		      "ip route 10.4.0.0 255.255.0.0 10.4.0.1\n",
	      NULL, NULL);
	cr_expect_str_eq(route("10.2.0.0", 16), "");
	cr_expect_str_eq(route("10.3.0.0", 16), "");
	cr_expect_str_eq(route("10.4.0.0", 16), "");
}

Test(lower, null0_and_permanent_drop)
{
	static const char text[] =
		UPLINKS "ip route 10.2.0.0 255.255.0.0 192.0.2.1\n"
			"ip route 10.2.0.0 255.255.0.0 Null0 250\n"
			"ip route 10.3.0.0 255.255.0.0 GigabitEthernet0/1 192.0.2.1 permanent\n"
			"ip route 10.3.0.0 255.255.0.0 Serial0/0 5\n";

	LOWER(text, NULL, NULL);
	cr_expect_str_eq(route("10.2.0.0", 16), "gi0-1/192.0.2.1");
	cr_expect_str_eq(route("10.3.0.0", 16), "gi0-1/192.0.2.1");
	done();
	LOWER(text, NULL, "interface gi0/1 down");
	cr_expect_str_eq(route("10.2.0.0", 16), "drop");
	cr_expect_str_eq(route("10.3.0.0", 16), "drop");
}

Test(lower, an_interface_alone_needs_its_neighbour)
{
	static const char by[] = "interface Serial0/0\n"
				 " ip address 198.51.100.1 255.255.255.248\n"
				 "ip route 0.0.0.0 0.0.0.0 Serial0/0\n";
	static const char other[] = "interface Serial0/0\n"
				    " ip address 198.51.100.1 255.255.255.248\n"
				    "ip route 0.0.0.0 0.0.0.0 Serial0/0\n"
				    "ip route 10.0.0.0 255.0.0.0 Serial0/0 198.51.100.4\n";

	LOWER(by, NULL, NULL);
	cr_expect_str_eq(route("0.0.0.0", 0), "se0-0");
	cr_expect(reported(DIAG_NO_GATEWAY));
	done();
	LOWER(by, "interfaces: { Serial0/0: { gateway: 198.51.100.3 } }", NULL);
	cr_expect_str_eq(route("0.0.0.0", 0), "se0-0/198.51.100.3");
	cr_expect_not(reported(DIAG_NO_GATEWAY));
	done();
	LOWER(other, NULL, NULL);
	cr_expect_str_eq(route("0.0.0.0", 0), "se0-0/198.51.100.4");
}

Test(lower, a_neighbour_on_no_network_is_on_the_link)
{
	LOWER(UPLINKS "ip route 10.2.0.0 255.255.0.0 GigabitEthernet0/1 203.0.113.1\n", NULL, NULL);
	cr_expect_str_eq(route("10.2.0.0", 16), "gi0-1/203.0.113.1!");
}

Test(lower, what_is_learnt_is_a_default_of_distance_254)
{
	static const char text[] = "interface GigabitEthernet0/1\n"
				   " ip address dhcp\n"
				   " ip nat outside\n"
				   "interface Dialer0\n"
				   " ip address negotiated\n"
				   " ip nat outside\n"
				   "ip route 0.0.0.0 0.0.0.0 Dialer0 253 track 1\n"
				   "track 1 interface Dialer0 line-protocol\n";

	LOWER(text, NULL, NULL);
	cr_expect_str_eq(route("0.0.0.0", 0), "");
	done();
	LOWER(text, NULL, "interface Dialer0 address 198.51.100.7/32");
	cr_expect_str_eq(route("0.0.0.0", 0), "di0");
	cr_expect_str_eq(exit_route("Dialer0 Null0"), "di0");
	done();
	LOWER(text, NULL, "interface Dialer0 address 198.51.100.7/32",
	      "interface GigabitEthernet0/1 gateway 192.0.2.1");
	cr_expect_str_eq(route("0.0.0.0", 0), "di0");
	done();
	LOWER(text, NULL, "interface GigabitEthernet0/1 gateway 192.0.2.1", "track 1 down");
	cr_expect_str_eq(route("0.0.0.0", 0), "gi0-1/192.0.2.1!");
	done();
	LOWER(UPLINKS "ip route 0.0.0.0 0.0.0.0 203.0.113.1 255\n", NULL, NULL);
	cr_expect_str_eq(route("0.0.0.0", 0), "", "distance 255 is never believed");
}

Test(lower, exits_in_order_and_null0_at_the_end)
{
	static const char text[] =
		UPLINKS "track 5 interface GigabitEthernet0/1 line-protocol\n"
			"route-map PBR permit 10\n"
			" set ip next-hop verify-availability 192.0.2.1 10 track 5\n"
			" set interface Serial0/0 Null0\n"
			"route-map PBR permit 20\n"
			" set interface Serial0/0\n";
	static const char list[] = "192.0.2.1 track 5 Serial0/0 Null0";

	LOWER(text, NULL, NULL);
	cr_expect_str_eq(exit_route(list), "gi0-1/192.0.2.1");
	done();
	LOWER(text, NULL, "track 5 down");
	cr_expect_str_eq(exit_route(list), "se0-0/198.51.100.2");
	done();
	LOWER(text, NULL, BOTH);
	cr_expect_str_eq(exit_route(list), "drop");
	cr_expect_str_eq(exit_route("Serial0/0"), "");
	cr_expect_str_eq(exit_route("Serial0/0 Null0"), "drop", "the uplink's own list");
}

/* What rules do for MARK, in order of preference. */
static const char *rules_of(uint32_t mark, uint32_t table)
{
	const char *text = "";

	VEC_FOREACH (object, &target->objects)
		if (object->kind == OBJECT_RULE && object->rule.mark == mark && object->rule.mask)
			text = arena_printf(c.arena, "%s%s%s ", text,
					    object->rule.table == table		 ? "list"
					    : object->rule.table == TABLE_ROUTER ? "routes"
					    : object->rule.table == 254		 ? "main"
										 : "other",
					    object->rule.suppress_default ? "!" : "");
	return text;
}

Test(lower, default_exits_yield_to_explicit_routes)
{
	LOWER(UPLINKS "route-map PBR permit 10\n"
		      " set default interface Serial0/0\n",
	      NULL, NULL);
	VEC_FOREACH (exit, &c.plan->exits) {
		const char *wanted = !strcmp(exit->name, "routes")	   ? ""
				     : !strncmp(exit->name, "default ", 8) ? "main! routes! list "
									   : "list ";

		cr_expect_str_eq(rules_of(exit->mark, exit->table), wanted, "%s", exit->name);
	}
}

Test(lower, marks_stay_when_lists_come)
{
	uint32_t before = 0;

	LOWER(UPLINKS, NULL, NULL);
	VEC_FOREACH (exit, &c.plan->exits)
		before += exit->mark;
	done();
	LOWER(UPLINKS "route-map PBR permit 10\n"
		      " set interface Serial0/0 GigabitEthernet0/1\n",
	      NULL, NULL);
	cr_expect_eq(c.plan->exits.len, 4);
	VEC_FOREACH (exit, &c.plan->exits)
		if (strcmp(exit->name, "Serial0/0 GigabitEthernet0/1"))
			before -= exit->mark;
	cr_expect_eq(before, 0);
}

Test(lower, what_is_shut_is_not_there)
{
	LOWER("interface GigabitEthernet0/1\n"
	      " ip address 192.0.2.2 255.255.255.0\n"
	      " shutdown\n"
	      "ip route 0.0.0.0 0.0.0.0 192.0.2.1\n",
	      "interfaces: { GigabitEthernet0/1: { device: wan0 } }", NULL);
	cr_expect_str_eq(route("0.0.0.0", 0), "");
	VEC_FOREACH (object, &target->objects) {
		cr_expect_neq(object->kind, OBJECT_ADDRESS);
		if (object->kind == OBJECT_LINK)
			cr_expect_not(object->link.up);
	}
}

static const char *sysctl(const char *path)
{
	VEC_FOREACH (object, &target->objects)
		if (object->kind == OBJECT_SYSCTL && !strcmp(object->sysctl.path, path))
			return object->sysctl.value;
	return "";
}

Test(lower, sources_are_checked_where_routes_lead_to_all)
{
	static const char path[] = "net/ipv4/conf/gi0-1/rp_filter";

	LOWER(UPLINKS "ip route 0.0.0.0 0.0.0.0 192.0.2.1\n", NULL, NULL);
	cr_expect_str_eq(sysctl(path), "0", "nothing leads to strangers when this uplink is down");
	done();
	LOWER(UPLINKS "ip route 0.0.0.0 0.0.0.0 192.0.2.1 10 track 1\n"
		      "ip route 0.0.0.0 0.0.0.0 Serial0/0 20\n"
		      "track 1 interface GigabitEthernet0/1 line-protocol\n",
	      NULL, NULL);
	cr_expect_str_eq(sysctl(path), "2");
}

static bool fails(const char *text)
{
	struct compile_options options = {.config = "test.cfg",
					  .text = text,
					  .len = strlen(text),
					  .site_text = "{}",
					  .site_len = 2};

	return !compile(&c, &options, STAGE_LOWER);
}

Test(lower, a_global_address_has_one_static_entry)
{
	cr_expect(fails(
		UPLINKS
		"ip nat inside source static tcp 10.0.0.6 80 interface GigabitEthernet0/1 80\n"
		"ip nat inside source static tcp 10.0.0.7 80 192.0.2.2 80\n"));
	done();
	cr_expect_not(fails(
		UPLINKS
		"ip nat inside source static tcp 10.0.0.6 80 interface GigabitEthernet0/1 80\n"
		"ip nat inside source static udp 10.0.0.7 80 192.0.2.2 80\n"
		"ip nat inside source static 10.0.0.8 192.0.2.2\n"));
}

/* ---- every state of a configuration: the change for two of them is the change between their
 * targets ---- */

static void flip(struct state *state, uint32_t condition)
{
	const struct condition *what = &c.plan->conditions.at[condition];

	state->truth[condition] = !state->truth[condition];
	if (what->kind == CONDITION_ADDRESS) {
		state->device[what->device].has_address = state->truth[condition];
		state->device[what->device].address = 0xc6336407;
	} else if (what->kind == CONDITION_GATEWAY) {
		state->device[what->device].has_gateway = state->truth[condition];
		state->device[what->device].gateway = 0xc6336401;
	}
}

Test(lower, changes_of_a_configuration)
{
	unsigned seed = 1;
	struct state *old;

	LOWER(UPLINKS
	      "interface Dialer0\n"
	      " ip address negotiated\n"
	      " ip nat outside\n"
	      "interface GigabitEthernet0/2\n"
	      " ip address dhcp\n"
	      " ip nat outside\n"
	      "ip dns server\n"
	      "ip host www.example.com 10.0.0.9\n"
	      "track 1 interface GigabitEthernet0/1 line-protocol\n"
	      "track 2 interface Dialer0 ip routing\n"
	      "ip nat inside source static tcp 10.0.0.9 80 interface Dialer0 80\n"
	      "ip nat inside source static tcp 10.0.0.9 80 interface GigabitEthernet0/2 80\n"
	      "ip route 0.0.0.0 0.0.0.0 192.0.2.1 10 track 1\n"
	      "ip route 0.0.0.0 0.0.0.0 Dialer0 10 track 2\n"
	      "ip route 0.0.0.0 0.0.0.0 Serial0/0 20\n"
	      "ip route 203.0.113.0 255.255.255.0 203.0.113.9\n"
	      "ip route 10.2.0.0 255.255.0.0 198.18.0.1\n"
	      "route-map PBR permit 10\n"
	      " set ip next-hop verify-availability 192.0.2.1 10 track 1\n"
	      " set interface Dialer0 Serial0/0\n",
	      NULL, NULL);
	old = state_default(c.arena, c.plan);
	for (int round = 0; round < 400; round++) {
		struct state *new = state_copy(c.arena, c.plan, old);
		struct change *whole, *part;

		for (int n = rand_r(&seed) % 3; n >= 0; n--)
			flip(new, (uint32_t)rand_r(&seed) % c.plan->conditions.len);
		whole = change_between(c.arena, plan_under(c.arena, c.plan, old),
				       plan_under(c.arena, c.plan, new));
		part = change_for(c.arena, c.plan, old, new);
		cr_assert_eq(whole->steps.len, part->steps.len);
		for (uint32_t i = 0; i < whole->steps.len; i++) {
			const struct change_step *a = &whole->steps.at[i], *b = &part->steps.at[i];

			cr_assert_eq(a->verb, b->verb);
			cr_assert(!a->new || object_equal(a->new, b->new));
			cr_assert(!a->old || object_equal(a->old, b->old));
		}
		old = new;
	}
}
