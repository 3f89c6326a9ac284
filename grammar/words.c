/*
 * Cutting a line into words. What a word's shape is, scan.l says. But most words of a large
 * configuration are plain numbers, addresses, or letters, which a loop over their bytes knows as
 * surely; only the others are asked of flex, one by one. tests/unit/words.c compares the two.
 */
#include "words.h"

enum { NUMBER_DIGITS = 9, OCTET_DIGITS = 3 }; /* of values that surely fit */

static const bool is_blank[256] = {[' '] = true, ['\t'] = true, ['\r'] = true};

static const bool is_letter[256] = {['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['-'] = true};

/* The digits at S, at most MOST of them. */
static inline const char *digits(const char *s, const char *end, long most, uint32_t *value)
{
	const char *last = end - s > most ? s + most : end;
	uint32_t digit;

	*value = 0;
	for (; s < last && (digit = (uint32_t)(unsigned char)*s - '0') <= 9; s++)
		*value = *value * 10 + digit;
	return s;
}

/* The rest of an address, whose first part ends at S. NULL when it is none. */
static const char *plain_address(const char *s, const char *end, uint32_t *value)
{
	uint32_t addr = *value, part, parts = 1;

	while (s < end && *s == '.' && parts < 4) {
		const char *from = s + 1;

		s = digits(from, end, OCTET_DIGITS, &part);
		if (s == from || part > UINT8_MAX)
			return NULL;
		addr = addr << 8 | part;
		parts++;
	}
	*value = addr;
	return parts == 4 ? s : NULL;
}

/* Behind the word at S when it is a plain one, else NULL; at least one byte stands there. */
static inline const char *plain_word(const char *s, const char *end, struct word *word)
{
	const char *at = digits(s, end, NUMBER_DIGITS, &word->value);

	if (at == s) {
		word->shape = SHAPE_WORD;
		while (at < end && is_letter[(unsigned char)*at])
			at++;
	} else if (at < end && *at == '.') {
		word->shape = SHAPE_IPV4;
		if (at - s > OCTET_DIGITS || word->value > UINT8_MAX)
			return NULL;
		at = plain_address(at, end, &word->value);
	} else {
		word->shape = SHAPE_NUMBER;
	}
	word->valued = word->shape != SHAPE_WORD;
	return at && (at == end || is_blank[(unsigned char)*at]) ? at : NULL;
}

static const char *any_word(struct words *words, const char *s, const char *end, struct word *word)
{
	const char *at = s;

	while (at < end && !is_blank[(unsigned char)*at])
		at++;
	word->shape = words_shape(words, s, (size_t)(at - s));
	word->valued = false;
	return at;
}

void words_cut(struct words *words, const char *text, struct span line)
{
	const char *s = text + line.off, *end = s + line.len, *at;
	struct word word = {0};

	words->list.len = 0;
	for (; s < end; s = at) {
		if (is_blank[(unsigned char)*s]) {
			at = s + 1;
			continue;
		}
		at = plain_word(s, end, &word);
		if (!at)
			at = any_word(words, s, end, &word);
		word.at = (struct span){(uint32_t)(s - text), (uint32_t)(at - s)};
		word.keep = word.at.len;
		vec_push(words->arena, &words->list, word);
	}
}
