/* The words of a configuration, cut and not looked at: below this no reader of ours comes. As a
 * whole process it is the peer of the compiler. usage: words FILE */
#include <stdio.h>
#include <string.h>

#include "grammar/diag.h"
#include "grammar/words.h"

static unsigned long count(const struct source *source, struct arena *arena)
{
	const char *at = source->text, *end = at + source->len, *newline;
	unsigned long n = 0;
	struct words words;

	words_open(&words, arena);
	for (; (newline = memchr(at, '\n', (size_t)(end - at))); at = newline + 1) {
		words_cut(&words, source->text,
			  (struct span){(uint32_t)(at - source->text), (uint32_t)(newline - at)});
		n += words.list.len;
	}
	words_close(&words);
	return n;
}

int main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct source source;
	struct diags diags;

	diags_init(&diags, arena);
	if (argc != 2 || !source_open(&source, argv[1], &diags))
		return 2;
	printf("%lu words\n", count(&source, arena));
	source_close(&source);
	arena_free(arena);
	return 0;
}
