/* The words of a condition: see cond.h. */
#include "cond.h"

#include <string.h>

struct cond_words cond_split(struct arena *arena, const char *text)
{
	struct cond_words words = {.n = 0};
	char *save, *copy = arena_strndup(arena, text, strlen(text));

	for (char *word = strtok_r(copy, " \t", &save); word && words.n <= COND_WORDS;
	     word = strtok_r(NULL, " \t", &save))
		words.at[words.n++] = word;
	return words;
}

bool cond_truth(const char *word, bool *truth)
{
	*truth = !strcasecmp(word, "up");
	return *truth || !strcasecmp(word, "down");
}
