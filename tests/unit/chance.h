/* Numbers by chance, the same in each run: what is found once is found again. */
#ifndef TESTS_CHANCE_H
#define TESTS_CHANCE_H

#include <stdint.h>

static uint64_t seed = 1;

/* From 0 to before BELOW. */
static inline uint32_t some(uint32_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % below;
}

#endif
