/*
 * The bulk of a plan beside the whole of it: over all states of a site with many routes of each
 * kind, two states take the same of the bulk exactly when the router's table is the same under
 * both, and the uplinks that routes leave are those that the routes themselves say.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/compiler.h"
#include "compiler/plan_bulk.h"

enum { OF_EACH = 30, STATES_MAX = 256 };

static const char head[] = "hostname gw\n"
			   "track 1 ip sla 1 reachability\n"
			   "track 2 ip sla 2 reachability\n"
			   "interface FastEthernet0/0\n"
			   " ip address 10.0.0.1 255.255.255.0\n"
			   " ip nat inside\n"
			   "interface Serial0/1/0\n"
			   " ip address 192.168.2.1 255.255.255.248\n"
			   " ip nat outside\n"
			   "interface Serial0/2/0\n"
			   " ip address 172.16.1.1 255.255.255.252\n"
			   " ip nat outside\n"
			   "ip sla 1\n"
			   " icmp-echo 192.168.2.2\n"
			   "ip sla schedule 1 life forever start-time now\n"
			   "ip sla 2\n"
			   " icmp-echo 172.16.1.2\n"
			   "ip sla schedule 2 life forever start-time now\n";

/* The two ways of a prefix: tracked with a floating one behind it, equal cost, equal cost of which
 * one is tracked, by one link alone and else discarded, both tracked. */
static const char *const kinds[][2] = {
	{"Serial0/1/0 192.168.2.2 track 1", "Serial0/2/0 172.16.1.2 250"},
	{"Serial0/1/0 192.168.2.2", "Serial0/2/0 172.16.1.2"},
	{"Serial0/1/0 192.168.2.3 track 2", "Serial0/2/0 172.16.1.2"},
	{"Serial0/1/0 192.168.2.4", "Null0 250"},
	{"Serial0/2/0 172.16.1.2 track 2", "Serial0/1/0 192.168.2.2 20 track 1"},
};

static struct compilation c;
static struct bulk *bulk;

static void put_routes(FILE *stream, const char *prefix, const char *const ways[2])
{
	for (int i = 0; i < 2; i++)
		fprintf(stream, "ip route %s %s\n", prefix, ways[i]);
}

static void setup(void)
{
	struct compile_options options = {.config = "test.cfg", .site_text = "{}", .site_len = 2};
	char *text = NULL, prefix[64];
	size_t len = 0;
	FILE *stream = open_memstream(&text, &len);

	fputs(head, stream);
	for (int i = 0; i < OF_EACH; i++)
		for (int k = 0; k < (int)(sizeof kinds / sizeof *kinds); k++) {
			snprintf(prefix, sizeof prefix, "20.%d.%d.0 255.255.255.0", k, i);
			put_routes(stream, prefix, kinds[k]);
		}
	put_routes(stream, "0.0.0.0 0.0.0.0", kinds[0]);
	fclose(stream);
	options.text = text;
	options.len = len;
	cr_assert(compile(&c, &options, STAGE_LOWER));
	bulk = bulk_new(c.arena, c.plan);
	cr_assert_not_null(bulk);
	free(text);
}

static void teardown(void)
{
	compilation_free(&c);
}

TestSuite(bulk, .init = setup, .fini = teardown);

/* State N: its bits are the truths of the conditions. */
static struct state *state_number(unsigned n)
{
	struct state *state = state_default(c.arena, c.plan);

	for (uint32_t i = 0; i < c.plan->conditions.len; i++)
		state->truth[i] = n >> i & 1;
	return state;
}

static unsigned states(void)
{
	unsigned n = 1u << c.plan->conditions.len;

	cr_assert(n >= 8 && n <= STATES_MAX, "%u states", n);
	return n;
}

/* What of TARGET is the routers' table. */
static struct target *table_of(const struct target *target)
{
	struct target *table = arena_new_object(c.arena, struct target);

	VEC_FOREACH (object, &target->objects)
		if (object->kind == OBJECT_ROUTE && object->route.table == TABLE_ROUTER)
			vec_push(c.arena, &table->objects, *object);
	return table;
}

Test(bulk, is_the_same_when_the_table_is)
{
	struct target *table[STATES_MAX];
	uint64_t *taken[STATES_MAX];
	unsigned n = states(), same = 0;

	for (unsigned i = 0; i < n; i++) {
		table[i] = table_of(plan_under(c.arena, c.plan, state_number(i)));
		taken[i] = bulk_taken(c.arena, bulk, state_number(i));
	}
	for (unsigned i = 0; i < n; i++)
		for (unsigned j = 0; j < i; j++) {
			bool equal = !change_between(c.arena, table[i], table[j])->steps.len;

			cr_assert_eq(bulk_same(bulk, taken[i], taken[j]), equal, "states %u and %u",
				     i, j);
			same += equal;
		}
	cr_assert(same > 0 && same < n * (n - 1) / 2, "all are the same, or none");
}

/* Each object is of the bulk or one of the others, and those have no routes in its table. */
Test(bulk, and_the_others_are_all)
{
	uint32_t n = c.plan->items.len + c.plan->choices.len;
	unsigned *times = arena_alloc(c.arena, n * sizeof *times);

	VEC_FOREACH (pattern, &bulk->patterns)
		VEC_FOREACH (i, &pattern->objects)
			times[*i]++;
	VEC_FOREACH (i, &bulk->others)
		times[*i]++;
	for (uint32_t i = 0; i < n; i++)
		cr_assert_eq(times[i], 1, "object %u: %u times", i, times[i]);
	VEC_FOREACH (table, &bulk->tables)
		cr_assert_neq(*table, TABLE_ROUTER);
	cr_assert(bulk->tables.len > 0);
}

/* What stands for OBJECT's prefix in TABLE, or NULL. */
static const struct route_object *route_of(const struct target *table, const struct object *object)
{
	VEC_FOREACH (other, &table->objects)
		if (!object_compare(other, object))
			return &other->route;
	return NULL;
}

/* Does ROUTE lead by the device of HOP, and with SAME to the same neighbour? */
static bool leads_by(const struct route_object *route, const struct next_hop *hop, bool same)
{
	for (uint8_t h = 0; route && h < route->hops; h++)
		if (!strcmp(route->hop[h].device, hop->device) &&
		    (!same || value_equal(&route->hop[h].via, &hop->via)))
			return true;
	return false;
}

/* Has the route of CHOICE by HOP come from CANDIDATE, and not from one before it? */
static bool is_its(const struct choice *choice, const struct candidate *candidate,
		   const struct next_hop *hop, const struct state *state)
{
	VEC_FOREACH (before, &choice->candidates) {
		if (before == candidate)
			break;
		if (guard_holds(&before->guard, state) &&
		    leads_by(&before->object.route, hop, true))
			return false;
	}
	return guard_holds(&candidate->guard, state);
}

/* The same from the tables: by which devices routes lead in the one, and not in the other. */
static void leaves(const struct target *old, const struct target *new, const struct state *from,
		   const struct state *to, bool *failed, bool *left)
{
	VEC_FOREACH (choice, &c.plan->choices)
		VEC_FOREACH (candidate, &choice->candidates) {
			const struct object *object = &candidate->object;
			const struct next_hop *hop = object->route.hop;

			if (object->kind == OBJECT_ROUTE && object->route.hops &&
			    object->route.table == TABLE_ROUTER &&
			    is_its(choice, candidate, hop, from) &&
			    leads_by(route_of(old, object), hop, true) &&
			    !leads_by(route_of(new, object), hop, false))
				object_leads(c.plan, object, NULL,
					     guard_holds(&candidate->guard, to) ? left : failed);
		}
}

Test(bulk, is_left_as_its_routes_are)
{
	unsigned n = states(), failures = 0, recoveries = 0;
	uint32_t devices = c.plan->devices.len;

	for (unsigned i = 0; i < n; i++)
		for (unsigned step = 0; step < c.plan->conditions.len; step++) {
			struct state *from = state_number(i), *to = state_number(i ^ 1u << step);
			bool *failed = arena_alloc(c.arena, devices + 1),
			     *left = arena_alloc(c.arena, devices + 1);
			bool *failed_too = arena_alloc(c.arena, devices + 1),
			     *left_too = arena_alloc(c.arena, devices + 1);

			bulk_leaves(bulk, from, to, failed, left);
			leaves(table_of(plan_under(c.arena, c.plan, from)),
			       table_of(plan_under(c.arena, c.plan, to)), from, to, failed_too,
			       left_too);
			cr_assert(!memcmp(failed, failed_too, devices), "%u, condition %u", i,
				  step);
			cr_assert(!memcmp(left, left_too, devices), "%u, condition %u", i, step);
			for (uint32_t d = 0; d < devices; d++) {
				failures += failed[d];
				recoveries += left[d];
			}
		}
	cr_assert(failures && recoveries);
}

Test(bulk, is_heavy_where_many_routes_turn)
{
	bool link = false, track = false;

	VEC_FOREACH (condition, &bulk->heavy) {
		link |= c.plan->conditions.at[*condition].kind == CONDITION_LINK;
		track |= c.plan->conditions.at[*condition].kind == CONDITION_TRACK;
	}
	cr_assert(link && !track, "30 routes with a track are few, 60 and more by a link many");
	cr_assert_eq(bulk->defaults.len, 1);
	cr_assert_lt(bulk->patterns.len, 12, "%u patterns", bulk->patterns.len);
}

Test(bulk, of_few_routes_is_none)
{
	struct compilation few;
	struct compile_options options = {.config = "few.cfg",
					  .text = head,
					  .len = sizeof head - 1,
					  .site_text = "{}",
					  .site_len = 2};

	cr_assert(compile(&few, &options, STAGE_LOWER));
	cr_assert_null(bulk_new(few.arena, few.plan));
	compilation_free(&few);
}
