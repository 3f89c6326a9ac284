/* The rules of a chain, those of lines among them: struct line_rules. */
#ifndef COMPILER_PLAN_RULES_H
#define COMPILER_PLAN_RULES_H

#include "plan.h"

/* What a line that is one of struct line_rules may ask for, at most: both addresses and ports, the
 * protocol, flags, and the type and code of ICMP. */
enum { LINE_MATCHES_MAX = 8 };

typedef VEC(uint32_t) match_words;

/* MATCH of numbers, or of a list of them, in few words. */
void match_pack(struct arena *arena, match_words *to, const struct nft_match *match);

struct rules_walk {
	const struct chain_object *chain;
	uint32_t rule, line;
	struct nft_rule made;
	struct nft_match match[LINE_MATCHES_MAX]; /* of MADE */
};

/* The lines whose rules are the next ones, none of which has been walked; NULL when another rule is
 * next. Who takes them otherwise goes on with the next RULE. */
static inline const struct nft_lines *rules_lines(const struct rules_walk *walk)
{
	const struct nft_rule *rule = walk->chain->rules.at + walk->rule;

	return walk->rule < walk->chain->rules.len && !walk->line && rule->verb == VERB_LINES
		       ? rule->lines
		       : NULL;
}

/* The next one, valid until the one after it; NULL at the end. */
const struct nft_rule *rules_next(struct rules_walk *walk);
/* CHAIN with a rule for each line: itself when it has no others. */
const struct chain_object *chain_spread(struct arena *arena, const struct chain_object *chain);

#endif
