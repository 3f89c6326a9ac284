/* A line that was understood, and turns out to have no translation where it stands. */
#include <string.h>

#include "compiler.h"

static const char *line_words(struct router *router, struct span at)
{
	const char *text = router->source->text + at.off, *end = text + at.len;
	char *words = arena_alloc(router->arena, at.len + 1), *to = words;

	for (; text < end; text++) {
		bool blank = *text == ' ' || *text == '\t';

		if (!blank)
			*to++ = *text;
		else if (to > words && to[-1] != ' ')
			*to++ = ' ';
	}
	return words;
}

void line_leave_out(struct router *router, struct span at, const char *feature)
{
	unsigned line = source_place(router->source, at.off).line;

	diag_at(router->diags, DIAG_NOT_TRANSLATED, at, "%s is not translated", feature);
	vec_push(router->arena, &router->untranslated,
		 ((struct untranslated){.at = at,
					.text = line_words(router, at),
					.class = LINE_NOT_TRANSLATED,
					.lines = 1}));
	if (line && line <= router->line_class.len &&
	    router->line_class.at[line - 1] != LINE_UNKNOWN)
		router->line_class.at[line - 1] = LINE_NOT_TRANSLATED;
}
