/* Sentences of words between blanks, as packets and classes of packets are written: what reads them
 * takes a word after the other, and says why when one is not what it should be. */
#ifndef COMPILER_EVAL_WORDS_H
#define COMPILER_EVAL_WORDS_H

#include "eval.h"

struct sentence {
	struct arena *arena;
	char *rest;
	char *word; /* the next one; NULL: the end */
	const char **why;
};

struct sentence sentence_of(struct arena *arena, const char *text, const char **why);
void sentence_next(struct sentence *sentence);
/* Is the next word WORD, whatever its case? */
bool sentence_is(const struct sentence *sentence, const char *word);
/* Both are false, so that they can be returned. */
bool sentence_fail(struct sentence *sentence, const char *why);
bool sentence_unexpected(struct sentence *sentence, const char *wanted); /* "an interface" */
/* An interface of ROUTER, which may be abbreviated. */
bool sentence_interface(struct sentence *sentence, const struct router *router,
			const struct interface **interface);

#endif
