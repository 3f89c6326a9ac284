/* Ranges of addresses are collected in any order, and put in order when first asked. */
#include "ranges.h"

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

bool ranges_touch(struct ranges *ranges, uint32_t first, uint32_t last)
{
	uint32_t low = 0, high;

	if (!ranges->settled)
		ranges_settle(ranges);
	high = ranges->list.len;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (ranges->list.at[middle].last < first)
			low = middle + 1;
		else
			high = middle;
	}
	return low < ranges->list.len && ranges->list.at[low].first <= last;
}

bool ranges_touch_prefix(struct ranges *ranges, uint32_t prefix, unsigned len)
{
	uint32_t mask = ip_len_mask(len);

	return ranges_touch(ranges, prefix & mask, prefix | ~mask);
}
