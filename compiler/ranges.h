/* A set of addresses as sorted, merged ranges: what the checks ask "is any of this in that?". */
#ifndef COMPILER_RANGES_H
#define COMPILER_RANGES_H

#include <stdbool.h>
#include <stdint.h>

#include "grammar/arena.h"
#include "grammar/vec.h"

struct range {
	uint32_t first, last;
};

struct ranges {
	VEC(struct range) list;
	bool settled;
};

void ranges_add(struct arena *arena, struct ranges *ranges, uint32_t first, uint32_t last);
void ranges_add_prefix(struct arena *arena, struct ranges *ranges, uint32_t prefix, unsigned len);

/* Sort and merge them now: before somebody reads LIST. */
void ranges_settle(struct ranges *ranges);

/* Does any address of FIRST to LAST belong to it? Sorts on the first call after an addition. */
bool ranges_touch(struct ranges *ranges, uint32_t first, uint32_t last);
bool ranges_touch_prefix(struct ranges *ranges, uint32_t prefix, unsigned len);

#endif
