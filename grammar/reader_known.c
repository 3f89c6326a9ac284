/*
 * The words that are read as they were before. The lines of a large configuration are alike, and
 * what a word is depends on itself and on those before it: so how it was read is remembered with
 * their node (reader_paths.c), and the second line of its kind goes from its text to the parser's
 * symbols in one loop. It is cut into words only where one of them is new. The memory is bounded:
 * what comes to the same place takes it.
 */
#include <endian.h>
#include <string.h>

#include "ios.h"

enum {
	KNOWN_BITS = 12,
	WAYS = 4, /* places that a word may have, one after the other */
	KEY_BYTES = 16,
	RUN = 64 /* words that are followed at a time */
};

/* What a word is known by: that of up to fifteen bytes by these, and behind them zeros, which no
 * text holds; all numbers, or all addresses, by their shape. */
struct word_key {
	uint64_t head, tail;
	uint32_t value; /* of a number or an address */
	uint32_t len; /* of the word; 0: it has no key */
};

/* How a word was read behind NODE. */
struct known {
	uint64_t head, tail;
	uint32_t node, to; /* PATH_UNKNOWN: free */
	int kind;
	const char *name; /* what it says when that is a name */
};

struct known_words {
	struct known at[(1 << KNOWN_BITS) + WAYS - 1];
	struct word_key missed; /* of the word that was looked for last, in vain */
	uint32_t missed_at; /* its place */
};

struct known_words *known_words_new(struct arena *arena)
{
	return arena_new_object(arena, struct known_words);
}

/* The first of the places of a word. */
static inline uint32_t known_place(uint32_t node, struct word_key key)
{
	return (uint32_t)((key.head ^ key.tail ^ (uint64_t)node << 40) * 0x9E3779B97F4A7C15u >>
			  (64 - KNOWN_BITS));
}

static bool known_is(const struct known *known, uint32_t node, struct word_key key)
{
	return known->head == key.head && known->tail == key.tail && known->node == node;
}

/* NULL when it is not known. */
static inline const struct known *known_word(const struct known_words *words, uint32_t node,
					     struct word_key key)
{
	const struct known *known = &words->at[known_place(node, key)];

	for (int way = 0; way < WAYS; way++, known++)
		if (known_is(known, node, key))
			return known;
	return NULL;
}

/* Its place, a free one, or that of another word. */
static void known_note(struct known_words *words, struct word_key key, const struct known *note)
{
	struct known *first = &words->at[known_place(note->node, key)], *known = first;

	while (known < first + WAYS && known->node && !known_is(known, note->node, key))
		known++;
	*(known < first + WAYS ? known : first) = *note;
}

/* What stands behind a word. */
static const bool ends_word[256] = {
	[' '] = true, ['\t'] = true, ['\r'] = true, ['\n'] = true, ['\0'] = true};

/* The lowest bit that is set marks the first byte of EIGHT, from the lowest on, that is a blank or
 * less; no bit: there is none. */
static inline uint64_t ends_in(uint64_t eight)
{
	const uint64_t ones = 0x0101010101010101u;

	return (eight - 0x21 * ones) & ~eight & 0x80 * ones;
}

/* Those of EIGHT bytes that come before the one that ENDS marks. */
static inline uint64_t before_end(uint64_t eight, uint64_t ends)
{
	return eight & (ends ^ (ends - 1)) >> 8;
}

static inline uint64_t eight_at(const char *s)
{
	uint64_t eight;

	memcpy(&eight, s, sizeof eight);
	return le64toh(eight);
}

/* Of the word at S, of which KEY_BYTES may be read. */
static inline struct word_key key_of_text(const char *s)
{
	uint64_t head = eight_at(s), tail, ends = ends_in(head);

	if (ends)
		return (struct word_key){.head = before_end(head, ends),
					 .len = (uint32_t)__builtin_ctzll(ends) / 8};
	tail = eight_at(s + sizeof head);
	ends = ends_in(tail);
	if (!ends)
		return (struct word_key){0};
	return (struct word_key){.head = head,
				 .tail = before_end(tail, ends),
				 .len = sizeof head + (uint32_t)__builtin_ctzll(ends) / 8};
}

/* Of the word at S; what is no value has one where KEY_BYTES may be READ. */
static inline struct word_key key_of(const char *s, bool read)
{
	struct word_key key = {0};
	enum shape shape;
	uint32_t value;
	const char *at = word_value(s, &shape, &value);

	if (at && ends_word[(unsigned char)*at])
		return (struct word_key){.head = shape, .value = value, .len = (uint32_t)(at - s)};
	if (read)
		key = key_of_text(s);
	if (!ends_word[(unsigned char)s[key.len]])
		key.len = 0;
	return key;
}

/* The line from its word I on. */
static struct span line_rest(const struct ios_reader *cx, uint32_t i)
{
	const struct words *words = &cx->words;
	struct span rest = cx->line;
	const struct word *last;

	if (!words->cut)
		return rest;
	if (i == words->list.len)
		return (struct span){rest.off + rest.len, 0};
	last = &words->list.at[words->list.len - 1];
	rest.off = words->list.at[i].at.off;
	rest.len = last->at.off + last->at.len - rest.off;
	return rest;
}

/* The words from I on were read as the symbols from FIRST to before END. */
static void words_note(struct words *words, uint32_t i, const struct symbol *first,
		       const struct symbol *end)
{
	for (; first < end; first++)
		words->list.at[i++].kind = first->kind;
}

void line_cut(struct ios_reader *cx)
{
	const struct symbol *end = parser_room(cx, 0), *first = parser_symbols(cx);

	if (cx->words.cut)
		return;
	words_cut(&cx->words, cx->router->source->text, cx->line);
	words_note(&cx->words, 0, first, end);
}

/* The symbol of the word at OFF that is KNOWN by its KEY. */
static inline void symbol_make(struct symbol *symbol, const struct known *known, uint32_t off,
			       struct word_key key)
{
	symbol->at = (struct span){off, key.len};
	symbol->kind = known->kind;
	symbol->node = known->to;
	if (known->name)
		symbol->value.IFNAME = (struct name){known->name, symbol->at};
	else
		symbol->value.NUMBER = key.value; /* which IPV4 is as well */
}

bool words_follow(struct ios_reader *cx, uint32_t *i)
{
	const struct source *source = cx->router->source;
	const struct span rest = line_rest(cx, *i);
	const char *s = source->text + rest.off, *end = s + rest.len, *at;
	bool read = source->text + source->len - end >= KEY_BYTES; /* not in the last lines */
	struct symbol *first = parser_room(cx, RUN), *symbol = first;
	uint32_t node = parser_node(cx);
	const struct known *known;
	struct word_key key;

	if (!ends_word[(unsigned char)*end]) /* it is cut within a word, where help is asked for */
		return false;
	for (; s < end && symbol < first + RUN; s = at) {
		key = key_of(s, read);
		known = key.len ? known_word(cx->known, node, key) : NULL;
		if (!known) {
			cx->known->missed = key;
			cx->known->missed_at = (uint32_t)(s - source->text);
			break;
		}
		node = known->to;
		symbol_make(symbol++, known, (uint32_t)(s - source->text), key);
		at = s + key.len;
		do
			at++;
		while (at < end && ends_word[(unsigned char)*at]);
	}
	parser_grown(cx, symbol);
	if (cx->words.cut)
		words_note(&cx->words, *i, first, symbol);
	*i += (uint32_t)(symbol - first);
	return s >= end;
}

/* Is every word of KEY read as TOKEN was, behind the same words? An exact keyword comes first, but
 * a number is none where no such keyword may stand. */
static bool is_always(struct ios_reader *cx, const struct token *token, struct word_key key)
{
	const char *s = cx->router->source->text + token->at.off;

	if (token->kind == IFNAME)
		return token->words == 1;
	if (key.head == SHAPE_NUMBER)
		return token->kind == NUMBER && !keywords_have_number(cx);
	if (key.head == SHAPE_IPV4)
		return token->kind == IPV4;
	return keyword_find(cx->keywords, s, token->at.len) == token->kind;
}

void word_push(struct ios_reader *cx, const struct token *token)
{
	struct known_words *words = cx->known;
	const struct word_key key = words->missed;
	bool always = token->at.off == words->missed_at && token->at.len == words->missed.len &&
		      is_always(cx, token, key);
	const char *name = token->kind == IFNAME ? parser_room(cx, 1)->value.IFNAME.s : NULL;
	uint32_t node = parser_node(cx), to;

	parser_push(cx, token->kind, token->at);
	to = parser_node(cx);
	if (always && node != PATH_UNKNOWN && to != PATH_UNKNOWN)
		known_note(words, key,
			   &(struct known){key.head, key.tail, node, to, token->kind, name});
}
