/*
 * Rules of lines: what no map can say of a long access list is a rule for each line, in each chain
 * that asks the list. These differ in little, so that they stand once for all chains, as numbers,
 * and become rules one at a time for who wants them so. plan_rows.c does the same for elements.
 */
#include "plan_rules.h"

/* Beside the field and the operator in the first word of a match: which of its members follow LO,
 * since most have the same in most matches. */
enum { HAS_MASK = 1 << 16, HAS_HI = 1 << 17, HAS_LIST = 1 << 18, LIST_WORDS = 2 };
enum { MATCH_WORDS = 4 + LIST_WORDS }; /* at most */

_Static_assert(sizeof(uint16_t *) <= LIST_WORDS * sizeof(uint32_t), "a pointer has grown");

void match_pack(struct arena *arena, match_words *to, const struct nft_match *match)
{
	bool list = match->op == OP_IN || match->op == OP_NOT_IN;
	uint32_t *at;

	while (to->cap - to->len < MATCH_WORDS)
		to->at = vec_grow(arena, to->at, &to->cap, sizeof *to->at);
	at = to->at + to->len;
	*at++ = (uint32_t)match->field | (uint32_t)match->op << 8 |
		(match->mask != UINT32_MAX ? HAS_MASK : 0) | (match->hi ? HAS_HI : 0) |
		(list ? HAS_LIST : 0);
	*at++ = match->lo;
	if (match->mask != UINT32_MAX)
		*at++ = match->mask;
	if (match->hi)
		*at++ = match->hi;
	if (list) {
		memset(at, 0, LIST_WORDS * sizeof *at);
		memcpy(at, &match->list, sizeof match->list);
		at += LIST_WORDS;
	}
	to->len = (uint32_t)(at - to->at);
}

/* The match at WORDS; yields where the next one is. */
static const uint32_t *match_unpack(const uint32_t *words, struct nft_match *match)
{
	uint32_t first = *words++;

	*match = (struct nft_match){.field = (uint8_t)first,
				    .op = (uint8_t)(first >> 8),
				    .mask = UINT32_MAX,
				    .lo = *words++};
	if (first & HAS_MASK)
		match->mask = *words++;
	if (first & HAS_HI)
		match->hi = *words++;
	if (!(first & HAS_LIST))
		return words;
	memcpy(&match->list, words, sizeof match->list);
	return words + LIST_WORDS;
}

/* Line I of LINES as the rule that WALK has made. */
static const struct nft_rule *make_rule(struct rules_walk *walk, const struct nft_lines *lines,
					uint32_t i)
{
	const struct line_rules *rules = lines->rules;
	const struct row_line *line = &rules->lines[rules->at[i].line];
	const uint32_t *words = rules->words + (i ? rules->at[i - 1].end : 0);
	struct nft_rule *rule = &walk->made;

	*rule = lines->as[line->fate];
	rule->origin = line->origin;
	rule->line.seq = line->seq;
	rule->match.at = walk->match;
	while (words < rules->words + rules->at[i].end)
		words = match_unpack(words, &walk->match[rule->match.len++]);
	return rule;
}

const struct nft_rule *rules_next(struct rules_walk *walk)
{
	const struct chain_object *chain = walk->chain;

	for (; walk->rule < chain->rules.len; walk->rule++, walk->line = 0) {
		const struct nft_rule *rule = &chain->rules.at[walk->rule];

		if (rule->verb != VERB_LINES) {
			walk->rule++;
			return rule;
		}
		if (walk->line < rule->lines->rules->n)
			return make_rule(walk, rule->lines, walk->line++);
	}
	return NULL;
}

const struct chain_object *chain_spread(struct arena *arena, const struct chain_object *chain)
{
	struct rules_walk walk = {.chain = chain};
	const struct nft_rule *rule;
	struct chain_object *spread;
	bool any = false;

	VEC_FOREACH (each, &chain->rules)
		any |= each->verb == VERB_LINES;
	if (!any)
		return chain;
	spread = arena_new_object(arena, struct chain_object);
	*spread = *chain;
	memset(&spread->rules, 0, sizeof spread->rules);
	while ((rule = rules_next(&walk))) {
		struct nft_rule *copy = vec_add(arena, &spread->rules);

		*copy = *rule;
		memset(&copy->match, 0, sizeof copy->match);
		vec_append(arena, &copy->match, &rule->match);
	}
	return spread;
}
