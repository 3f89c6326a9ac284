/* The rules of a chain, those of lines among them: struct line_rules. */
#ifndef COMPILER_PLAN_RULES_H
#define COMPILER_PLAN_RULES_H

#include "plan.h"

struct rules_walk {
	const struct chain_object *chain;
	uint32_t rule, line;
	struct nft_rule made;
};

/* The next one, valid until the one after it; NULL at the end. */
const struct nft_rule *rules_next(struct rules_walk *walk);
/* CHAIN with a rule for each line: itself when it has no others. */
const struct chain_object *chain_spread(struct arena *arena, const struct chain_object *chain);

#endif
