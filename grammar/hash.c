/* XXH3 from the library's header, so that nothing is needed of it where Causeway runs. */
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "hash.h"

uint64_t text_hash(const char *text, size_t len)
{
	return XXH3_64bits(text, len);
}

uint64_t text_hash_on(uint64_t hash, const char *text, size_t len)
{
	return XXH3_64bits_withSeed(text, len, hash);
}
