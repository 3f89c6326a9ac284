/*
 * When an operation begins and ends, by the clock on the wall. Pure: the time is an argument. A
 * time of day is the next one of its kind, unless the operation's life covers the present: then it
 * runs already. A day of the year that has passed means that it was started then.
 */
#include "agent_probe.h"

enum { DAY_SECONDS = 24 * 60 * 60, YEAR_DAYS = 365 };

static const uint16_t days_before[] = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

/* Seconds from NOW back to the latest time that the schedule names. */
static int64_t since(const struct plan_probe *plan, const struct tm *now)
{
	int64_t clock = (now->tm_hour * 60 + now->tm_min) * 60 + now->tm_sec;
	int64_t days = 0;

	if (plan->month) {
		days = days_before[now->tm_mon + 1] + now->tm_mday - days_before[plan->month] -
		       plan->day;
		if (days < 0 || (days == 0 && clock < plan->time))
			days += YEAR_DAYS;
	} else if (clock < plan->time) {
		days = 1;
	}
	return days * DAY_SECONDS + clock - plan->time;
}

static struct schedule_times at_clock(const struct plan_probe *plan, const struct tm *now)
{
	int64_t period = (int64_t)(plan->month && !plan->recurring ? YEAR_DAYS : 1) * DAY_SECONDS;
	int64_t gone = since(plan, now);

	if (plan->month && !plan->life)
		return (struct schedule_times){0, 0};
	if (plan->recurring)
		gone %= DAY_SECONDS;
	if (plan->life && gone < plan->life)
		return (struct schedule_times){0, (plan->life - gone) * SECOND};
	return (struct schedule_times){(period - gone) * SECOND, plan->life * SECOND};
}

struct schedule_times schedule_times(const struct plan_probe *plan, const struct tm *now,
				     uint32_t random)
{
	int64_t life = plan->life * SECOND;

	switch (plan->start) {
	case PROBE_AFTER:
		return (struct schedule_times){plan->time * SECOND, life};
	case PROBE_RANDOM:
		return (struct schedule_times){(int64_t)random * MILLISECOND, life};
	case PROBE_AT:
		return at_clock(plan, now);
	default:
		return (struct schedule_times){0, life};
	}
}
