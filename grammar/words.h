/* Raw words of a line: a place and a shape, no meaning. */
#ifndef GRAMMAR_WORDS_H
#define GRAMMAR_WORDS_H

#include <stdbool.h>

#include "source.h"
#include "vec.h"

enum shape {
	SHAPE_END, /* of the line; never in an array of words */
	SHAPE_WORD,
	SHAPE_NUMBER, /* digits only */
	SHAPE_IPV4, /* four numbers and three dots; they may be too large */
	SHAPE_DOTTED, /* other numbers and dots: an address with a mistake, or a version */
	SHAPE_PREFIX, /* SHAPE_IPV4, a slash, a number */
	SHAPE_IPV6, /* hexadecimal digits, dots, and at least two colons */
	SHAPE_PREFIX6, /* SHAPE_IPV6, a slash, a number */
	SHAPE_INTERFACE /* letters, then numbers with slashes, a dot, a colon */
};

struct word {
	struct span at;
	enum shape shape;
	int kind; /* the token that it begins; 0: none, or it is in the one before */
	uint32_t keep; /* how much of it an abbreviation keeps; set by the reader when asked */
};

struct words {
	struct arena *arena;
	VEC(struct word) list;
	bool cut; /* the list is that of the present line */
	char *line; /* a copy of the word: flex writes into what it scans */
	size_t room;
	void *scanner, *buffer; /* flex's own */
};

void words_open(struct words *words, struct arena *arena);
void words_close(struct words *words);

/* The shape of the word of LEN bytes at S, by flex alone. It holds neither blanks nor newlines. */
enum shape words_shape(struct words *words, const char *s, size_t len);

/* words.c: cut LINE of TEXT, which holds no newline and is followed by a NUL somewhere, into
 * words->list. */
void words_cut(struct words *words, const char *text, struct span line);

/* Another line is read. */
static inline void words_drop(struct words *words)
{
	words->list.len = 0;
	words->cut = false;
}

static inline uint32_t word_digit(const char *s)
{
	return (uint32_t)(unsigned char)*s - '0';
}

/* Behind the first digits at S, three at most; S: there is none. */
static inline const char *word_three(const char *s, uint32_t *value)
{
	uint32_t a = word_digit(s), b, c;

	*value = a;
	if (a > 9)
		return s;
	b = word_digit(s + 1);
	if (b > 9)
		return s + 1;
	*value = 10 * a + b;
	c = word_digit(s + 2);
	if (c > 9)
		return s + 2;
	*value = 10 * (10 * a + b) + c;
	return s + 3;
}

enum { NUMBER_DIGITS = 9 }; /* of values that surely fit */

/* Behind the number, or the address, that the word at S begins with, if it is one without doubt;
 * else NULL. Some other byte than a digit must come. */
static inline const char *word_value(const char *s, enum shape *shape, uint32_t *value)
{
	const char *at = word_three(s, value), *from;
	uint32_t octet, digit;

	if (at == s)
		return NULL;
	if (*at != '.') {
		*shape = SHAPE_NUMBER;
		for (; (digit = word_digit(at)) <= 9; at++)
			*value = 10 * *value + digit;
		return at - s <= NUMBER_DIGITS ? at : NULL;
	}
	*shape = SHAPE_IPV4;
	octet = *value;
	for (int more = 3; octet <= UINT8_MAX; more--) {
		if (!more)
			return at;
		from = at + 1;
		if (*at != '.' || (at = word_three(from, &octet)) == from)
			return NULL;
		*value = *value << 8 | octet;
	}
	return NULL;
}

#endif
