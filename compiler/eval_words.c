/* Sentences of words: see eval_words.h. */
#include "eval_words.h"

#include <string.h>

#define BLANKS " \t\r\n"

struct sentence sentence_of(struct arena *arena, const char *text, const char **why)
{
	struct sentence sentence = {.arena = arena, .why = why};

	sentence.word = strtok_r(arena_strndup(arena, text, strlen(text)), BLANKS, &sentence.rest);
	return sentence;
}

void sentence_next(struct sentence *sentence)
{
	sentence->word = strtok_r(NULL, BLANKS, &sentence->rest);
}

bool sentence_is(const struct sentence *sentence, const char *word)
{
	return sentence->word && !strcasecmp(sentence->word, word);
}

bool sentence_fail(struct sentence *sentence, const char *why)
{
	*sentence->why = why;
	return false;
}

bool sentence_unexpected(struct sentence *sentence, const char *wanted)
{
	struct arena *arena = sentence->arena;

	return sentence_fail(sentence,
			     sentence->word
				     ? arena_printf(arena, "'%s' is not %s", sentence->word, wanted)
				     : arena_printf(arena, "%s is missing", wanted));
}

bool sentence_interface(struct sentence *sentence, const struct router *router,
			const struct interface **interface)
{
	enum interface_type type;
	const char *name;

	if (!sentence->word)
		return sentence_unexpected(sentence, "an interface");
	name = interface_canonical(router->names, sentence->word, strlen(sentence->word), &type);
	*interface = name ? interface_find(router, name) : NULL;
	if (!*interface)
		return sentence_fail(sentence,
				     arena_printf(sentence->arena, "there is no interface '%s'",
						  sentence->word));
	sentence_next(sentence);
	return true;
}
