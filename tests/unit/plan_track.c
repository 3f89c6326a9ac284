/*
 * Tracks that follow from others or from routes, under states of the test's own: truth tables of
 * lists, what holds between two thresholds, and which routes count.
 */
#include <criterion/criterion.h>

#include "compiler/plan_agent.h"
#include "tests/unit/sample.h"

enum { LIST = 3, TRACKS };

static struct sample *sample;
static struct state state;
static bool truth[8], assumed[8];

/* Three tracks that a test turns, and a list of KIND behind them, without members. */
static struct plan_track *list_of(enum plan_track_kind kind, uint8_t up, uint8_t down)
{
	sample = sample_new();
	for (uint16_t i = 0; i < TRACKS; i++) {
		struct plan_track *track = vec_add(sample->arena, &sample->plan.tracks);

		track->id = i + 1u;
		track->condition = i;
		track->kind = i == LIST ? (uint8_t)kind : PLAN_TRACK_STUB;
		track->up = up;
		track->down = down;
		truth[i] = assumed[i] = false;
	}
	state.truth = truth;
	state.assumed = assumed;
	return &sample->plan.tracks.at[LIST];
}

static void member(struct plan_track *list, uint16_t track, uint8_t weight, bool negated)
{
	struct plan_member row = {.track = track, .weight = weight, .negated = negated};

	vec_push(sample->arena, &list->members, row);
}

static enum track_verdict verdict(const struct plan_track *track, bool a, bool b, bool c)
{
	truth[0] = a;
	truth[1] = b;
	truth[2] = c;
	return track_verdict(&sample->plan, track, &state);
}

Test(plan_track, list_of_nothing_is_down)
{
	cr_expect_eq(verdict(list_of(PLAN_TRACK_ALL, 0, 0), true, true, true), VERDICT_DOWN);
	cr_expect_eq(verdict(list_of(PLAN_TRACK_ANY, 0, 0), true, true, true), VERDICT_DOWN);
	cr_expect_eq(verdict(list_of(PLAN_TRACK_WEIGHT, 0, 0), true, true, true), VERDICT_DOWN);
	cr_expect_eq(verdict(list_of(PLAN_TRACK_PERCENTAGE, 0, 0), true, true, true), VERDICT_DOWN);
}

Test(plan_track, boolean_lists)
{
	for (int both = 0; both < 2; both++) {
		struct plan_track *list = list_of(both ? PLAN_TRACK_ALL : PLAN_TRACK_ANY, 0, 0);

		member(list, 0, 1, false);
		member(list, 1, 1, true);
		for (int bits = 0; bits < 4; bits++) {
			bool a = bits & 1, b = !(bits & 2);
			bool wanted = both ? a && b : a || b;

			cr_expect_eq(verdict(list, bits & 1, bits & 2, true),
				     wanted ? VERDICT_UP : VERDICT_DOWN, "%d of %d", bits, both);
		}
	}
}

Test(plan_track, weights_between_thresholds_stay)
{
	struct plan_track *list = list_of(PLAN_TRACK_WEIGHT, 30, 10);

	member(list, 0, 10, false);
	member(list, 1, 20, false);
	member(list, 2, 255, false);
	cr_expect_eq(verdict(list, false, false, false), VERDICT_DOWN);
	cr_expect_eq(verdict(list, true, false, false), VERDICT_DOWN, "10 is down");
	cr_expect_eq(verdict(list, false, true, false), VERDICT_SAME, "20 is neither");
	cr_expect_eq(verdict(list, true, true, false), VERDICT_UP, "30 is up");
	cr_expect_eq(verdict(list, true, true, true), VERDICT_UP, "285 is no 29");
}

Test(plan_track, percentages_are_of_the_objects)
{
	struct plan_track *list = list_of(PLAN_TRACK_PERCENTAGE, 66, 33);

	for (uint16_t i = 0; i < 3; i++)
		member(list, i, 1, false);
	cr_expect_eq(verdict(list, false, false, false), VERDICT_DOWN);
	cr_expect_eq(verdict(list, false, true, false), VERDICT_DOWN, "33 of 100 is down");
	cr_expect_eq(verdict(list, true, true, false), VERDICT_UP, "66 of 100 is up");
	list->up = 67;
	cr_expect_eq(verdict(list, true, true, false), VERDICT_SAME);
	cr_expect_eq(verdict(list, true, true, true), VERDICT_UP);
}

Test(plan_track, metrics)
{
	struct plan_track track = {.kind = PLAN_TRACK_METRIC, .up = 10, .down = 20};

	cr_expect_eq(track_metric_verdict(&track, 0), VERDICT_UP);
	cr_expect_eq(track_metric_verdict(&track, 10), VERDICT_UP);
	cr_expect_eq(track_metric_verdict(&track, 11), VERDICT_SAME);
	cr_expect_eq(track_metric_verdict(&track, 19), VERDICT_SAME);
	cr_expect_eq(track_metric_verdict(&track, 20), VERDICT_DOWN);
	track.up = track.down = 255;
	cr_expect_eq(track_metric_verdict(&track, 254), VERDICT_UP);
	cr_expect_eq(track_metric_verdict(&track, 255), VERDICT_DOWN, "255 is no route at all");
}

Test(plan_track, deriving_settles_lists_of_lists_in_one_pass)
{
	struct plan_track *inner = list_of(PLAN_TRACK_ALL, 0, 0), *outer;

	member(inner, 0, 1, false);
	member(inner, 1, 1, false);
	outer = vec_add(sample->arena, &sample->plan.tracks);
	*outer = (struct plan_track){.id = 9, .condition = LIST + 1, .kind = PLAN_TRACK_ANY};
	member(outer, LIST, 1, true);
	truth[0] = truth[1] = true;
	truth[LIST] = false;
	truth[LIST + 1] = true;
	state_derive(&sample->plan, &state);
	cr_expect(truth[LIST]);
	cr_expect_not(truth[LIST + 1], "not what is up");
	truth[1] = false;
	state_derive(&sample->plan, &state);
	cr_expect_not(truth[LIST]);
	cr_expect(truth[LIST + 1]);
}

Test(plan_track, deriving_leaves_what_is_assumed_and_what_is_between)
{
	struct plan_track *list = list_of(PLAN_TRACK_WEIGHT, 30, 10);

	member(list, 0, 20, false);
	truth[0] = true;
	for (int was = 0; was < 2; was++) {
		truth[LIST] = was;
		state_derive(&sample->plan, &state);
		cr_expect_eq(truth[LIST], was, "between its thresholds it stays what it was");
	}
	truth[0] = false;
	assumed[LIST] = true;
	state_derive(&sample->plan, &state);
	cr_expect(truth[LIST], "an assumption stands");
}

/* ---- routes ---- */

static struct item *add_route(uint32_t prefix, uint8_t len, uint32_t table, enum route_type type)
{
	struct item *item = vec_add(sample->arena, &sample->plan.items);

	item->object = (struct object){.kind = OBJECT_ROUTE};
	item->object.route.prefix = prefix;
	item->object.route.len = len;
	item->object.route.table = table;
	item->object.route.type = (uint8_t)type;
	return item;
}

Test(plan_track, looks_for_the_very_route_in_the_routers_table)
{
	struct plan_track *track = list_of(PLAN_TRACK_ROUTE, 0, 0);

	track->prefix = 0x0a050000;
	track->len = 16;
	add_route(0x0a000000, 8, TABLE_ROUTER, ROUTE_UNICAST);
	add_route(0x0a050000, 24, TABLE_ROUTER, ROUTE_UNICAST);
	add_route(0x0a050000, 16, TABLE_ROUTER + 1, ROUTE_UNICAST);
	add_route(0x0a050000, 16, TABLE_ROUTER, ROUTE_BLACKHOLE)->object.route.metric = METRIC_LAST;
	plan_index_tracks(&sample->plan);
	cr_expect_not(track_has_route(&sample->plan, track, &state));
	cr_expect_eq(verdict(track, true, true, true), VERDICT_DOWN);

	add_route(0x0a050000, 16, TABLE_ROUTER, ROUTE_UNICAST);
	plan_index_tracks(&sample->plan);
	cr_expect(track_has_route(&sample->plan, track, &state));
	cr_expect_eq(verdict(track, true, true, true), VERDICT_UP);
}

/* An entry of the table that is not inaccessible, says IOS. */
Test(plan_track, a_route_to_null0_is_one)
{
	struct plan_track *track = list_of(PLAN_TRACK_ROUTE, 0, 0);

	track->prefix = 0x0a050000;
	track->len = 16;
	add_route(0x0a050000, 16, TABLE_ROUTER, ROUTE_BLACKHOLE);
	plan_index_tracks(&sample->plan);
	cr_expect_eq(verdict(track, true, true, true), VERDICT_UP);
}

Test(plan_track, a_route_of_one_family_is_none_of_the_other)
{
	struct plan_track *track = list_of(PLAN_TRACK_ROUTE, 0, 0);
	struct item *item = add_route(0, 0, TABLE_ROUTER, ROUTE_UNICAST);

	item->object.route.v6 = true;
	plan_index_tracks(&sample->plan);
	cr_expect_not(track_has_route(&sample->plan, track, &state), "the default of IPv6");
	track->v6 = true;
	plan_index_tracks(&sample->plan);
	cr_expect(track_has_route(&sample->plan, track, &state));
	item->object.route.prefix6 = (struct ip6){0x20010db800000000, 0};
	item->object.route.len = track->len = 32;
	plan_index_tracks(&sample->plan);
	cr_expect_not(track_has_route(&sample->plan, track, &state), "another prefix");
	track->prefix6 = item->object.route.prefix6;
	plan_index_tracks(&sample->plan);
	cr_expect(track_has_route(&sample->plan, track, &state));
}

Test(plan_track, counts_a_route_while_its_conditions_hold)
{
	struct plan_track *track = list_of(PLAN_TRACK_METRIC, 10, 20);
	struct item *item;
	struct literal first = {.condition = 0, .truth = true}, other = {.condition = 1};

	track->prefix = 0x0a050000;
	track->len = 16;
	item = add_route(0x0a050000, 16, TABLE_ROUTER, ROUTE_UNICAST);
	vec_push(sample->arena, &item->guard, first);
	vec_push(sample->arena, &item->guard, other);
	plan_index_tracks(&sample->plan);
	cr_expect_eq(verdict(track, true, false, false), VERDICT_UP);
	cr_expect_eq(verdict(track, true, true, false), VERDICT_DOWN);
	cr_expect_eq(verdict(track, false, false, false), VERDICT_DOWN);
}

Test(plan_track, resolves_metrics_of_protocols)
{
	struct plan_track track = {.kind = PLAN_TRACK_METRIC}, track6 = {.v6 = true};

	sample = sample_new();
	sample->plan.resolution[0].ospf = 5;
	sample->plan.resolution[1].ospf = 2;
	cr_expect_eq(track_metric(&sample->plan, &track, 188, 50), 10);
	cr_expect_eq(track_metric(&sample->plan, &track6, 188, 50), 25, "of IPv6 apart");
	cr_expect_eq(track_metric(&sample->plan, &track, 188, 100000), 254,
		     "reachable for all that");
	cr_expect_eq(track_metric(&sample->plan, &track, 250, 7), 7,
		     "of a protocol that we do not know");
}
