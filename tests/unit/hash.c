/* What is written down by one version is read by the next, so the hashes must stay what they are.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "grammar/hash.h"

Test(hash, of_texts_is_the_published_xxh3)
{
	char text[4096];

	memset(text, 'x', sizeof text);
	cr_expect_eq(text_hash("", 0), 0x2d06800538d394c2);
	cr_expect_eq(text_hash(NULL, 0), 0x2d06800538d394c2);
	cr_expect_eq(text_hash("causeway", 8), 0x12b03bc2113c64e7);
	cr_expect_eq(text_hash(text, sizeof text), 0x854c667088efe093);
	cr_expect_eq(text_hash_on(1, "causeway", 8), 0x34c8d26c3344bb1e);
	cr_expect_neq(text_hash_on(1, text, sizeof text), text_hash_on(2, text, sizeof text));
}

Test(hash, of_keys_is_fnv)
{
	cr_expect_eq(hash_bytes(HASH_START, "causeway", 8), 0xbcb1a913083db93f);
}
