/*
 * Rules of lines: what no map can say of a long access list is a rule for each line, in each chain
 * that asks the list. These differ in little, so that they stand once for all chains, as numbers,
 * and become rules one at a time for who wants them so. plan_rows.c does the same for elements.
 */
#include "plan_rules.h"

/* Line I of what RULE stands for. */
static void make_rule(const struct nft_lines *lines, uint32_t i, struct nft_rule *rule)
{
	const struct line_rules *rules = lines->rules;
	const struct row_line *line = &rules->lines[rules->at[i].line];
	uint32_t from = i ? rules->at[i - 1].end : 0;

	*rule = lines->as[line->fate];
	rule->match.at = rules->match + from;
	rule->match.len = rule->match.cap = rules->at[i].end - from;
	rule->origin = line->origin;
	rule->line.seq = line->seq;
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
		if (walk->line < rule->lines->rules->n) {
			make_rule(rule->lines, walk->line++, &walk->made);
			return &walk->made;
		}
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
	while ((rule = rules_next(&walk)))
		vec_push(arena, &spread->rules, *rule);
	return spread;
}
