/* Text looked at sixteen bytes at a time, where all of a large configuration goes by. */
#ifndef GRAMMAR_BYTES_H
#define GRAMMAR_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { BYTES = 16 };

/* A comparison of these has 0xff where it holds, and 0 elsewhere. */
typedef uint8_t bytes __attribute__((vector_size(16)));

static inline bytes bytes_at(const char *s)
{
	bytes at;

	memcpy(&at, s, sizeof at);
	return at;
}

static inline void bytes_put(char *at, bytes of)
{
	memcpy(at, &of, sizeof of);
}

/* Those of C that are FIRST to LAST. Signed bytes are compared in one step, and others in three:
 * LAST is made the highest of these, and what is above it becomes the lowest. */
static inline bytes bytes_within(bytes c, uint8_t first, uint8_t last)
{
	typedef int8_t signed_bytes __attribute__((vector_size(16)));
	const uint8_t up = INT8_MAX - last;

	return (bytes)((signed_bytes)(c + up) >= (int8_t)(first + up));
}

/* Is any byte of OF not 0? */
static inline bool bytes_any(bytes of)
{
	uint64_t half[2];

	memcpy(half, &of, sizeof half);
	return half[0] | half[1];
}

/* Has any byte of OF its highest bit? */
static inline bool bytes_any_high(bytes of)
{
	uint64_t half[2];

	memcpy(half, &of, sizeof half);
	return (half[0] | half[1]) & 0x8080808080808080u;
}

#endif
