/* Time ranges. */
#include "ir.h"
#include "ir_hash.h"

/* IOS's own lines hold far fewer; it keeps a hostile file from being looked through for ever. */
enum { PERIODS_MAX = 256 };

BY_NAME(time_range, time_range, time_ranges.list, time_ranges.by_name)
OPEN_BY_NAME(time_range, time_range)
REMOVE_BY_NAME(time_range, time_range, time_ranges.list, time_ranges.by_name)

void time_range_period(struct router *router, struct time_range *range,
		       const struct time_period *period, bool no)
{
	uint32_t i = 0;

	while (i < range->periods.len &&
	       (range->periods.at[i].days != period->days ||
		range->periods.at[i].to_day != period->to_day ||
		range->periods.at[i].from != period->from || range->periods.at[i].to != period->to))
		i++;
	if (no && i < range->periods.len)
		vec_remove(&range->periods, i);
	else if (!no && i == PERIODS_MAX)
		diag_at(router->diags, DIAG_NONE, period->at, "more than %d periods", PERIODS_MAX);
	else if (!no && i == range->periods.len)
		vec_push(router->arena, &range->periods, *period);
}
