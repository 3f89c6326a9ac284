/*
 * The keywords of the grammar, by spelling: the exact one, those that a word begins, the shortest
 * beginning that will do. The parser has them, in the order of their spelling (join.awk); they are
 * hashed once for each reading.
 */
#include <ctype.h>
#include <string.h>

#include "help.h"
#include "ios.h"

/* What %rare says: a word that nobody means who abbreviates, in a mode or in all. */
static const struct rare {
	enum ios_mode mode; /* MODE_COUNT: all */
	const char *word;
} rares[] = {
#define X(mode, word) {mode, word},
	IOS_RARE(X)
#undef X
};
enum { RARES = sizeof rares / sizeof *rares };

struct keyword {
	const char *s;
	uint32_t len;
	int kind;
	uint64_t head; /* word_head() it */
};

/* In order for the search by prefix, hashed for the exact one. */
struct keywords {
	struct keyword *sorted;
	uint32_t n, mask;
	uint16_t *slots; /* index + 1 into SORTED; 0: free */
	int rare[RARES]; /* their tokens */
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Compare LEN bytes at S with the keyword, case aside; zero also when S only begins it. */
static int compare(const char *s, size_t len, const struct keyword *keyword)
{
	size_t i;

	for (i = 0; i < len && i < keyword->len; i++)
		if (lower(s[i]) != keyword->s[i])
			return (unsigned char)lower(s[i]) < (unsigned char)keyword->s[i] ? -1 : 1;
	return i < len ? 1 : 0;
}

/* Case aside. */
static uint32_t hash_of(uint64_t head, size_t len)
{
	const uint64_t folded = head | 0x2020202020202020u;

	return (uint32_t)((folded ^ len) * 0x9e3779b97f4a7c15u >> 40);
}

static struct keyword keyword_of(const char *s, int kind)
{
	size_t len = strlen(s);

	return (struct keyword){s, (uint32_t)len, kind, word_head(s, len)};
}

struct keywords *keywords_new(struct arena *arena)
{
	struct keywords *keywords = arena_new_object(arena, struct keywords);
	uint32_t slot;

	keywords->sorted = arena_alloc(arena, (size_t)parser_tokens * sizeof *keywords->sorted);
	for (int kind = 0; kind < parser_tokens; kind++)
		if (token_is_keyword(kind))
			keywords->sorted[keywords->n++] = keyword_of(token_name(kind), kind);
	for (keywords->mask = 255; keywords->mask < 3 * keywords->n;)
		keywords->mask = 2 * keywords->mask + 1;
	keywords->slots = arena_alloc(arena, (keywords->mask + 1) * sizeof *keywords->slots);
	for (uint32_t i = 0; i < keywords->n; i++) {
		slot = hash_of(keywords->sorted[i].head, keywords->sorted[i].len) & keywords->mask;
		while (keywords->slots[slot])
			slot = (slot + 1) & keywords->mask;
		keywords->slots[slot] = (uint16_t)(i + 1);
	}
	for (unsigned i = 0; i < RARES; i++)
		keywords->rare[i] = keyword_find(keywords, rares[i].word, strlen(rares[i].word));
	return keywords;
}

int keyword_find(const struct keywords *keywords, const char *s, size_t len)
{
	uint64_t head = word_head(s, len);
	uint32_t slot = hash_of(head, len) & keywords->mask;
	const struct keyword *keyword;

	for (; keywords->slots[slot]; slot = (slot + 1) & keywords->mask) {
		keyword = &keywords->sorted[keywords->slots[slot] - 1];
		if (keyword->len == len &&
		    ((len <= WORD_HEAD && keyword->head == head) || compare(s, len, keyword) == 0))
			return keyword->kind;
	}
	return 0;
}

/* The first keyword, in their order, that is not before the LEN bytes at S. */
static uint32_t keyword_lower_bound(const struct keywords *keywords, const char *s, size_t len)
{
	uint32_t low = 0, high = keywords->n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (compare(s, len, &keywords->sorted[middle]) > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool keywords_have_number(struct ios_reader *cx)
{
	const struct keywords *keywords = cx->keywords;

	for (uint32_t i = keyword_lower_bound(keywords, "0", 1);
	     i < keywords->n && isdigit((unsigned char)*keywords->sorted[i].s); i++)
		if (strspn(keywords->sorted[i].s, "0123456789") == keywords->sorted[i].len &&
		    parser_accepts(cx, keywords->sorted[i].kind))
			return true;
	return false;
}

static bool keyword_is_rare(const struct ios_reader *cx, int kind)
{
	for (unsigned i = 0; i < RARES; i++)
		if (cx->keywords->rare[i] == kind &&
		    (rares[i].mode == cx->reading || rares[i].mode == MODE_COUNT))
			return true;
	return false;
}

unsigned keywords_begun(struct ios_reader *cx, const char *s, size_t len, int *kinds, unsigned max)
{
	const struct keywords *keywords = cx->keywords;
	unsigned n = 0, n_rare = 0;
	int kind, rare[BEGUN_MAX];

	for (uint32_t i = keyword_lower_bound(keywords, s, len);
	     n < max && i < keywords->n && compare(s, len, &keywords->sorted[i]) == 0; i++) {
		kind = keywords->sorted[i].kind;
		if (!parser_accepts(cx, kind))
			continue;
		if (!keyword_is_rare(cx, kind))
			kinds[n++] = kind;
		else if (n_rare < max)
			rare[n_rare++] = kind;
	}
	if (n)
		return n;
	memcpy(kinds, rare, n_rare * sizeof *rare);
	return n_rare;
}

uint32_t keyword_shortest(struct ios_reader *cx, struct span at, int kind)
{
	const char *s = cx->router->source->text + at.off;
	int kinds[2], exact;

	if (parser_accepts(cx, WORD) || parser_accepts(cx, IFNAME))
		return at.len;
	for (uint32_t len = 1; len < at.len; len++) {
		exact = keyword_find(cx->keywords, s, len);
		if (exact && parser_accepts(cx, exact))
			continue;
		if (keywords_begun(cx, s, len, kinds, 2) == 1 && kinds[0] == kind)
			return len;
	}
	return at.len;
}
