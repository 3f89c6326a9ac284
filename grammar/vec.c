/* The growing of vec.h's arrays in an arena: by half, from a few elements; by less where they are
 * large and move without being copied. */
#include "vec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LARGE_ELEMENT = 48, /* of these many arrays hold but one or two */
	LARGE_ARRAY = 4 << 20 /* what it has too much is felt */
};

void *vec_grow(struct arena *arena, void *at, uint32_t *cap, size_t size)
{
	size_t bytes = *cap * size;
	uint32_t old = *cap, step = old >> (bytes < ARENA_LARGE ? 1 : bytes < LARGE_ARRAY ? 2 : 4);
	uint32_t least = size < LARGE_ELEMENT ? 4 : 1, more = step > least ? step : least;

	if (more > UINT32_MAX - old) {
		fputs("causeway: error: out of memory\n", stderr);
		exit(2);
	}
	*cap = old + more;
	return arena_grow(arena, at, old * size, *cap * size);
}

void vec_close_gap(void *at, uint32_t *len, uint32_t i, size_t size)
{
	char *gap = (char *)at + i * size;

	memmove(gap, gap + size, (*len - i - 1) * size);
	--*len;
}
