/* The expressions of name lists (`ip dns name-list`), by the reference evaluator. */
#ifndef COMPILER_EVAL_NAME_H
#define COMPILER_EVAL_NAME_H

#include "eval.h"

struct expression;

enum expression_kind {
	EXPRESSION_PATTERN, /* as IOS has it: found anywhere in the name */
	EXPRESSION_DOMAIN, /* as the gateway has it: a domain, and all in it */
};

/* TEXT, in ARENA; NULL when it is none of that KIND. */
const struct expression *expression_read(struct arena *arena, const char *text,
					 enum expression_kind kind);
/* Does it take NAME? Of a domain: is that NAME? In time that grows with the product of the two
 * lengths, whatever the expression. */
bool expression_takes(const struct expression *expression, const char *name);

#endif
