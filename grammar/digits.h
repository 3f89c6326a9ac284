/* Numbers, and what stands between them, written to where there is room: large files are made of
 * these. */
#ifndef GRAMMAR_DIGITS_H
#define GRAMMAR_DIGITS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { DIGITS_MAX = sizeof "4294967295" - 1 };

/* LEN bytes of TEXT at AT; returns their end. */
static inline char *text_put(char *at, const char *text, size_t len)
{
	memcpy(at, text, len);
	return at + len;
}

/* N in decimal at AT; returns its end. */
static inline char *decimal_put(char *at, uint32_t n)
{
	char *end = at + 1;

	for (uint64_t next = 10; n >= next; next *= 10)
		end++;
	for (char *to = end; to > at; n /= 10)
		*--to = (char)('0' + n % 10);
	return end;
}

/* The same in hexadecimal digits, at least WIDTH of them. */
static inline char *hex_put(char *at, uint32_t n, unsigned width)
{
	char *end = at + 1;

	for (uint32_t left = n >> 4; left || end < at + width; left >>= 4)
		end++;
	for (char *to = end; to > at; n >>= 4)
		*--to = "0123456789abcdef"[n & 15];
	return end;
}

#endif
