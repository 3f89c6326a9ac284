/* Ranges of addresses are collected in any order, and put in order when first asked. */
#include "ranges.h"

#include "grammar/search.h"

#include <stdlib.h>

#include "grammar/ip.h"

void ranges_add(struct arena *arena, struct ranges *ranges, uint32_t first, uint32_t last)
{
	vec_push(arena, &ranges->list, ((struct range){first, last}));
	ranges->settled = false;
}

void ranges_add_prefix(struct arena *arena, struct ranges *ranges, uint32_t prefix, unsigned len)
{
	uint32_t mask = ip_len_mask(len);

	ranges_add(arena, ranges, prefix & mask, prefix | ~mask);
}

static int by_first(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

void ranges_settle(struct ranges *ranges)
{
	struct range *at = ranges->list.at;
	uint32_t kept = 0;

	if (ranges->list.len)
		qsort(at, ranges->list.len, sizeof *at, by_first);
	for (uint32_t i = 0; i < ranges->list.len; i++) {
		if (kept && at[i].first <= at[kept - 1].last) {
			if (at[i].last > at[kept - 1].last)
				at[kept - 1].last = at[i].last;
		} else {
			at[kept++] = at[i];
		}
	}
	ranges->list.len = kept;
	ranges->settled = true;
}

struct range_search {
	const struct ranges *ranges;
	uint32_t first;
};

static bool ends_behind(const void *of, uint32_t i)
{
	const struct range_search *search = of;

	return search->ranges->list.at[i].last >= search->first;
}

bool ranges_touch(struct ranges *ranges, uint32_t first, uint32_t last)
{
	const struct range_search search = {ranges, first};
	uint32_t i;

	if (!ranges->settled)
		ranges_settle(ranges);
	i = search_first(0, ranges->list.len, ends_behind, &search);
	return i < ranges->list.len && ranges->list.at[i].first <= last;
}

bool ranges_touch_prefix(struct ranges *ranges, uint32_t prefix, unsigned len)
{
	uint32_t mask = ip_len_mask(len);

	return ranges_touch(ranges, prefix & mask, prefix | ~mask);
}
