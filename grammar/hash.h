/* Hashes that are the same on every machine and in every run: of short keys FNV-1a, of texts, which
 * may be long, XXH3; both of 64 bits. */
#ifndef GRAMMAR_HASH_H
#define GRAMMAR_HASH_H

#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define HASH_START UINT64_C(14695981039346656037)
#define HASH_PRIME UINT64_C(1099511628211)

/* Go on with HASH over LEN bytes, by FNV-1a. */
static inline uint64_t hash_bytes(uint64_t hash, const void *at, size_t len)
{
	const unsigned char *byte = at;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ byte[i]) * HASH_PRIME;
	return hash;
}

uint64_t text_hash(const char *text, size_t len);
/* The same of a text that comes behind what has HASH. */
uint64_t text_hash_on(uint64_t hash, const char *text, size_t len);

enum { HASH_TEXT_SIZE = 17 };

/* As sixteen digits: JSON's integers have a sign. Returns TEXT. */
static inline const char *hash_text(char text[HASH_TEXT_SIZE], uint64_t hash)
{
	snprintf(text, HASH_TEXT_SIZE, "%016" PRIx64, hash);
	return text;
}

#endif
