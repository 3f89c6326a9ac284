/* Texts of the tests of edits: what they are compiled to, and a text with a few lines in the place
 * of others. */
#ifndef TESTS_EDIT_TEXT_H
#define TESTS_EDIT_TEXT_H

#include <stdio.h>
#include <string.h>

#include "compiler/compiler.h"

struct text {
	char *at;
	size_t len;
};

static inline bool compile_text(struct compilation *c, const struct text *text)
{
	struct compile_options options = {.config = "test.cfg",
					  .text = text->at,
					  .len = text->len,
					  .site_text = "{}",
					  .site_len = 2};

	return compile(c, &options, STAGE_LOWER);
}

/* TEXT, whose lines from AT on end with `end`, without GONE of them behind the first SKIP, and with
 * NEW that PUT_LINE writes in their place. The result is to be freed. */
static inline struct text lines_changed(const struct text *text, const char *at, uint32_t skip,
					uint32_t gone, uint32_t new, void (*put_line)(FILE *to))
{
	struct text result;
	FILE *to = open_memstream(&result.at, &result.len);
	const char *rest;

	for (; skip > 0 && strncmp(at, "end", 3) != 0; skip--)
		at = strchr(at, '\n') + 1;
	for (rest = at; gone > 0 && strncmp(rest, "end", 3) != 0; gone--)
		rest = strchr(rest, '\n') + 1;
	fwrite(text->at, 1, (size_t)(at - text->at), to);
	for (; new > 0; new --)
		put_line(to);
	fputs(rest, to);
	fclose(to);
	return result;
}

#endif
