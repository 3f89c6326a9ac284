/*
 * Cutting a line into words. What a word's shape is, scan.l says. But most words of a large
 * configuration are plain numbers, addresses, or letters, which a loop over their bytes knows as
 * surely; only the others are asked of flex, one by one. tests/unit/words.c compares the two.
 */
#include "words.h"

static const bool is_blank[256] = {[' '] = true, ['\t'] = true, ['\r'] = true};

static const bool is_letter[256] = {['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['-'] = true};

/* Behind the word at S when it is a plain one, else NULL; at least one byte stands there. */
static inline const char *plain_word(const char *s, const char *end, struct word *word)
{
	uint32_t value;
	const char *at = word_value(s, &word->shape, &value);

	if (!at) {
		word->shape = SHAPE_WORD;
		for (at = s; at < end && is_letter[(unsigned char)*at];)
			at++;
	}
	return at > s && (at == end || (at < end && is_blank[(unsigned char)*at])) ? at : NULL;
}

static const char *any_word(struct words *words, const char *s, const char *end, struct word *word)
{
	const char *at = s;

	while (at < end && !is_blank[(unsigned char)*at])
		at++;
	word->shape = words_shape(words, s, (size_t)(at - s));
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
	words->cut = true;
}
