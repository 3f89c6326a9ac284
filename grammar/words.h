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
	bool valued; /* VALUE is the number, or the address, that the word says */
	uint32_t value;
	uint32_t keep; /* how much of it an abbreviation keeps; set by the reader when asked */
};

struct words {
	struct arena *arena;
	VEC(struct word) list;
	char *line; /* a copy of the word: flex writes into what it scans */
	size_t room;
	void *scanner, *buffer; /* flex's own */
};

void words_open(struct words *words, struct arena *arena);
void words_close(struct words *words);

/* The shape of the word of LEN bytes at S, by flex alone. It holds neither blanks nor newlines. */
enum shape words_shape(struct words *words, const char *s, size_t len);

/* words.c: cut the LEN bytes at offset OFF of TEXT, which hold no newline, into words->list. */
void words_cut(struct words *words, const char *text, struct span line);

#endif
