/* Words: most are cut without flex, which says all the same what a word is. */
#include <criterion/criterion.h>
#include <string.h>

#include "grammar/ip.h"
#include "grammar/words.h"
#include "tests/unit/chance.h"

static size_t line_make(char *line, size_t most)
{
	static const char *const pieces[] = {
		"0",	      "7",	    "25", "255", "256",	     "4294967296", "999999999",
		"1000000000", ".",	    ".",  ".",	 "/",	     ":",	   "::",
		"-",	      "a",	    "F",  "gi",	 "dot11Rad", "host",	   " ",
		"  ",	      "\t",	    "\r", "\"",	 "!",	     "\x80",	   "Z",
		"@",	      "`",	    "{",  "[",	 "10.",	     "0.",	   "255.",
		"g0/0",	      "10.0.0.255",
	};
	size_t len = 0;

	for (unsigned n = some(24); n; n--) {
		const char *piece = pieces[some(sizeof pieces / sizeof *pieces)];

		if (len + strlen(piece) > most)
			break;
		memcpy(line + len, piece, strlen(piece));
		len += strlen(piece);
	}
	return len;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Does WORD, at S, say its value by itself? Then it is as flex, and as others, read it. */
static bool is_valued(const struct word *word, const char *s)
{
	unsigned long number = 0;
	uint32_t addr = 0, value;
	enum shape shape;

	if (word_value(s, &shape, &value) != s + word->at.len)
		return false;
	cr_assert_eq(shape, word->shape, "%.*s", (int)word->at.len, s);
	for (uint32_t i = 0; i < word->at.len; i++)
		number = number * 10 + (unsigned long)(s[i] - '0');
	if (shape == SHAPE_NUMBER)
		cr_assert_eq(value, number, "%.*s", (int)word->at.len, s);
	else
		cr_assert(shape == SHAPE_IPV4 && ip_parse(s, word->at.len, &addr) && value == addr,
			  "%.*s", (int)word->at.len, s);
	return true;
}

/* The words of the line behind OFF, byte by byte and by flex. */
static void line_compare(struct words *words, struct words *flex, const char *text, uint32_t off,
			 size_t len)
{
	uint32_t at = off, end = off + (uint32_t)len, i = 0;

	words_cut(words, text, (struct span){off, (uint32_t)len});
	for (; at < end; i++) {
		uint32_t from;

		while (at < end && is_blank(text[at]))
			at++;
		for (from = at; at < end && !is_blank(text[at]);)
			at++;
		if (from == at)
			break;
		cr_assert_lt(i, words->list.len, "too few words in '%.*s'", (int)len, text + off);
		cr_assert_eq(words->list.at[i].at.off, from);
		cr_assert_eq(words->list.at[i].at.len, at - from);
		cr_assert_eq(words->list.at[i].shape, words_shape(flex, text + from, at - from),
			     "'%.*s'", (int)(at - from), text + from);
	}
	cr_assert_eq(i, words->list.len, "too many words in '%.*s'", (int)len, text + off);
}

Test(words, are_cut_as_flex_reads_them)
{
	enum { OFF = 3, ROOM = 200, LINES = 200000 };
	struct arena *arena = arena_new();
	struct words words, flex;
	char text[OFF + ROOM + 1] = "9.9";
	unsigned numbers = 0, addresses = 0;

	words_open(&words, arena);
	words_open(&flex, arena);
	for (unsigned i = 0; i < LINES; i++) {
		size_t len = line_make(text + OFF, ROOM);

		memcpy(text + OFF + len, "7", 2); /* what stands behind the line is not of it */
		line_compare(&words, &flex, text, OFF, len);
		VEC_FOREACH (word, &words.list) {
			bool valued = is_valued(word, text + word->at.off);

			numbers += valued && word->shape == SHAPE_NUMBER;
			addresses += valued && word->shape == SHAPE_IPV4;
		}
	}
	cr_assert_gt(numbers, LINES / 100);
	cr_assert_gt(addresses, LINES / 1000);
	words_close(&words);
	words_close(&flex);
	arena_free(arena);
}
