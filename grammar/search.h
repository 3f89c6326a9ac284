/* Binary search in what is sorted. */
#ifndef GRAMMAR_SEARCH_H
#define GRAMMAR_SEARCH_H

#include <stdbool.h>
#include <stdint.h>

/* The first of LOW to END, END left out, that IS holds of, as of all behind it; END when of none.
 */
static inline uint32_t search_first(uint32_t low, uint32_t end,
				    bool (*is)(const void *of, uint32_t i), const void *of)
{
	while (low < end) {
		uint32_t middle = low + (end - low) / 2;

		if (is(of, middle))
			end = middle;
		else
			low = middle + 1;
	}
	return low;
}

#endif
