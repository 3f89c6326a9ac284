/*
 * Time ranges as windows: for each day the stretches of minutes in which some period holds, days of
 * equal stretches together. Periods that overlap are one, and one that passes midnight is two.
 *
 * The router looks at its own clock. nft turns hours into UTC when it reads a rule, by the time
 * zone of the gateway at that moment; the kernel tells weekdays by UTC. So a gateway whose zone is
 * UTC does as the router does, another one shifts days by its offset, and hours stay when summer
 * time begins, until the rules are loaded again: the divergence time-range-zone.
 */
#include <string.h>

#include "lower_acl.h"

enum { DAY_MINUTES = 24 * 60, WEEK_MINUTES = 7 * DAY_MINUTES };

/* The minute TO belongs to the period: `0:00 to 23:59` is the whole day. */
static void mark_minutes(bool *week, unsigned from, unsigned minutes)
{
	for (unsigned i = 0; i <= minutes && i < WEEK_MINUTES; i++)
		week[(from + i) % WEEK_MINUTES] = true;
}

static void mark_period(bool *week, const struct time_period *period)
{
	for (unsigned day = 0; day < DAY_NONE; day++) {
		unsigned last = day, from = day * DAY_MINUTES + period->from, to;

		if (!(period->days & 1u << day))
			continue;
		if (period->to_day != DAY_NONE)
			last = period->to_day;
		to = last * DAY_MINUTES + period->to;
		if (to < from)
			to += period->to_day == DAY_NONE ? DAY_MINUTES : WEEK_MINUTES;
		mark_minutes(week, from, to - from);
	}
}

static void add_day(struct lowering *lo, struct lower_times *times, uint16_t day, uint16_t from,
		    uint16_t to)
{
	struct time_window *window = NULL;

	VEC_FOREACH (w, &times->windows)
		if (w->from == from && w->to == to)
			window = w;
	if (!window) {
		window = vec_add(lo->arena, &times->windows);
		*window = (struct time_window){.from = from, .to = to};
	}
	window->days[window->n_days++] = day;
}

static void find_windows(struct lowering *lo, struct lower_times *times, const bool *week)
{
	for (uint16_t day = 0; day < DAY_NONE; day++) {
		const bool *minutes = week + day * DAY_MINUTES;

		for (uint16_t from = 0, to; from < DAY_MINUTES; from = to) {
			for (to = from; to < DAY_MINUTES && minutes[to] == minutes[from]; to++)
				;
			if (minutes[from])
				add_day(lo, times, day, from, (uint16_t)(to - 1));
		}
	}
}

const struct lower_times *lower_times(struct lowering *lo, const struct time_range *range)
{
	struct lower_times *times;
	bool *week;

	HASH_FIND_PTR(lo->times, &range, times);
	if (times)
		return times;
	times = arena_new_object(lo->arena, struct lower_times);
	times->range = range;
	HASH_ADD_PTR(lo->times, range, times);
	week = arena_alloc(lo->arena, WEEK_MINUTES * sizeof *week);
	memset(week, 0, WEEK_MINUTES * sizeof *week);
	VEC_FOREACH (period, &range->periods)
		mark_period(week, period);
	find_windows(lo, times, week);
	lower_divergence(lo, DIAG_TIME_ZONE, range->at,
			 "hours are those of the gateway's time zone when the rules are loaded, "
			 "weekdays those of UTC");
	return times;
}

static void match_absolute(struct lowering *lo, struct nft_rule *rule,
			   const struct time_range *range)
{
	enum { MINUTE = 59 };

	if (range->has_start || range->has_end)
		lower_match(lo, rule,
			    (struct nft_match){.field = FIELD_TIME,
					       .op = OP_RANGE,
					       .mask = UINT32_MAX,
					       .lo = range->has_start ? (uint32_t)range->start : 0,
					       .hi = range->has_end ? (uint32_t)range->end + MINUTE
								    : UINT32_MAX});
}

void lower_match_time(struct lowering *lo, struct nft_rule *rule, const struct time_range *range,
		      const struct time_window *window)
{
	match_absolute(lo, rule, range);
	if (!window)
		return;
	if (window->n_days == 1)
		lower_match_number(lo, rule, FIELD_DAY, window->days[0]);
	else if (window->n_days < DAY_NONE)
		lower_match(lo, rule,
			    (struct nft_match){.field = FIELD_DAY,
					       .op = OP_IN,
					       .list = window->days,
					       .hi = window->n_days});
	if (window->from || window->to != DAY_MINUTES - 1)
		lower_match(lo, rule,
			    (struct nft_match){.field = FIELD_HOUR,
					       .op = OP_RANGE,
					       .mask = UINT32_MAX,
					       .lo = window->from * 60u,
					       .hi = window->to * 60u + 59});
}
