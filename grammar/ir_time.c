/* Time ranges. */
#include "ir.h"
#include "ir_hash.h"

/* IOS's own lines hold far fewer; it keeps a hostile file from being looked through for ever. */
enum { PERIODS_MAX = 256 };

static struct time_range *range_find(const struct router *router, const char *name)
{
	struct time_range *range;

	HASH_FIND_STR(router->time_ranges.by_name, name, range);
	return range;
}

struct time_range *time_range_open(struct router *router, struct name name)
{
	struct time_range *range = range_find(router, name.s);

	if (range)
		return range;
	range = arena_new_object(router->arena, struct time_range);
	range->name = name.s;
	range->at = name.at;
	STAILQ_INSERT_TAIL(&router->time_ranges.list, range, link);
	names_add(router->time_ranges.by_name, range);
	return range;
}

void time_range_remove(struct router *router, struct name name)
{
	struct time_range *range = range_find(router, name.s);

	if (!range)
		return;
	STAILQ_REMOVE(&router->time_ranges.list, range, time_range, link);
	HASH_DEL(router->time_ranges.by_name, range);
}

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
