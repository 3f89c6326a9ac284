/* A line that was understood, and turns out to have no translation where it stands. */
#include <string.h>

#include "compiler.h"

/* All words of the line that AT stands in, one blank between them. */
static const char *line_words(struct router *router, struct span at)
{
	const char *all = router->source->text, *from = all + at.off, *end = from;
	char *words, *to;

	while (from > all && from[-1] != router->source->line_end)
		from--;
	while (end < all + router->source->len && *end != router->source->line_end)
		end++;
	words = to = arena_alloc(router->arena, (size_t)(end - from) + 1);
	for (; from < end; from++) {
		bool blank = *from == ' ' || *from == '\t' || *from == '\r';

		if (!blank)
			*to++ = *from;
		else if (to > words && to[-1] != ' ')
			*to++ = ' ';
	}
	if (to > words && to[-1] == ' ')
		to[-1] = '\0';
	return words;
}

void line_leave_out(struct router *router, struct span at, const char *block, const char *feature)
{
	unsigned line = source_place(router->source, at.off).line;

	VEC_FOREACH (other, &router->untranslated) /* a pool serves several interfaces */
		if (other->at.off == at.off && other->at.len == at.len)
			return;
	diag_at(router->diags, DIAG_NOT_TRANSLATED, at, "%s is not translated", feature);
	vec_push(router->arena, &router->untranslated,
		 ((struct untranslated){.at = at,
					.text = line_words(router, at),
					.block = block ? arena_printf(router->arena, "%s", block)
						       : NULL,
					.class = LINE_NOT_TRANSLATED,
					.lines = 1}));
	if (line && line <= router->line_class.len &&
	    router->line_class.at[line - 1] != LINE_UNKNOWN)
		router->line_class.at[line - 1] = LINE_NOT_TRANSLATED;
}
