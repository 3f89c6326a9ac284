/* Conditions as people write them, `track 100 down`: the words of one, for state.c and world.c. */
#ifndef COMPILER_COND_H
#define COMPILER_COND_H

#include <stdbool.h>

#include "grammar/arena.h"

enum { COND_WORDS = 4 };

struct cond_words {
	char *at[COND_WORDS + 1];
	int n; /* COND_WORDS + 1: too many */
};

struct cond_words cond_split(struct arena *arena, const char *text);
/* "up" or "down"; false when WORD is neither. */
bool cond_truth(const char *word, bool *truth);

#endif
