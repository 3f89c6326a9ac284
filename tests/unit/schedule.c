/*
 * When operations begin and end, by a clock of the test's own. A life that covers the present has
 * begun already; one that is over waits for its next time.
 */
#include <criterion/criterion.h>

#include "runtime/agent_probe.h"

#define S INT64_C(1000000000)
#define HOURS(n) ((n)*3600)

/* 10:00:00 on the 15th of June. */
static const struct tm now = {.tm_hour = 10, .tm_mon = 5, .tm_mday = 15, .tm_year = 125};

static void expect(struct plan_probe plan, int64_t wait, int64_t life)
{
	struct schedule_times times = schedule_times(&plan, &now, 700);

	cr_expect_eq(times.wait, wait * S, "waits %lld s, not %lld", (long long)(times.wait / S),
		     (long long)wait);
	cr_expect_eq(times.life, life * S, "lives %lld s, not %lld", (long long)(times.life / S),
		     (long long)life);
}

Test(schedule, begins_now)
{
	expect((struct plan_probe){.start = PROBE_NOW}, 0, 0);
	expect((struct plan_probe){.start = PROBE_NOW, .life = 3600}, 0, 3600);
}

Test(schedule, begins_after_a_time)
{
	expect((struct plan_probe){.start = PROBE_AFTER, .time = 90}, 90, 0);
	expect((struct plan_probe){.start = PROBE_AFTER, .time = 90, .life = 60}, 90, 60);
}

Test(schedule, begins_within_a_random_time)
{
	struct plan_probe plan = {.start = PROBE_RANDOM, .time = 5000, .life = 60};
	struct schedule_times times = schedule_times(&plan, &now, 700);

	cr_expect_eq(times.wait, 700 * S / 1000);
	cr_expect_eq(times.life, 60 * S);
}

Test(schedule, begins_at_the_next_such_time_of_day)
{
	expect((struct plan_probe){.start = PROBE_AT, .time = HOURS(12)}, HOURS(2), 0);
	expect((struct plan_probe){.start = PROBE_AT, .time = HOURS(12), .life = 60}, HOURS(2), 60);
	expect((struct plan_probe){.start = PROBE_AT, .time = HOURS(9)}, HOURS(23), 0);
	expect((struct plan_probe){.start = PROBE_AT, .time = HOURS(9), .life = 60}, HOURS(23), 60);
}

Test(schedule, has_begun_while_its_life_covers_the_present)
{
	expect((struct plan_probe){.start = PROBE_AT, .time = HOURS(9), .life = HOURS(3)}, 0,
	       HOURS(2));
	expect((struct plan_probe){.start = PROBE_AT, .time = HOURS(22), .life = HOURS(13)}, 0,
	       HOURS(1));
	expect((struct plan_probe){.start = PROBE_AT, .time = HOURS(9), .life = HOURS(1)},
	       HOURS(23), HOURS(1));
}

Test(schedule, begins_on_a_day_of_the_year)
{
	struct plan_probe plan = {
		.start = PROBE_AT, .time = HOURS(9), .month = 6, .day = 16, .life = 60};

	expect(plan, HOURS(23), 60);
	plan.day = 14;
	expect(plan, (365 - 1) * HOURS(24) - HOURS(1), 60);
	plan.life = HOURS(48);
	expect(plan, 0, HOURS(23));
}

Test(schedule, that_began_on_a_day_and_has_no_end_runs)
{
	expect((struct plan_probe){.start = PROBE_AT, .time = HOURS(9), .month = 2, .day = 1}, 0,
	       0);
}

Test(schedule, recurs_every_day)
{
	struct plan_probe plan = {
		.start = PROBE_AT, .time = HOURS(9), .life = HOURS(2), .recurring = true};

	expect(plan, 0, HOURS(1));
	plan.life = 60;
	expect(plan, HOURS(23), 60);
	plan.month = 6;
	plan.day = 10;
	expect(plan, HOURS(23), 60);
}
