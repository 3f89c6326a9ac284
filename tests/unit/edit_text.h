/* Texts of the tests of edits: such by chance, what they are compiled to, and a text with a few
 * lines in the place of others. */
#ifndef TESTS_EDIT_TEXT_H
#define TESTS_EDIT_TEXT_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/compiler.h"
#include "tests/unit/chance.h"

struct text {
	char *at;
	size_t len;
};

static inline struct text text_of(char *at)
{
	return (struct text){at, strlen(at)};
}

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

/* HEAD and those of N lines, or what else PUT_LINE writes at a time, that bring no error, and
 * `end`. AT is NULL when these are none. */
static inline struct text text_tried(struct arena *arena, const char *head, uint32_t n,
				     void (*put_line)(FILE *to))
{
	struct text text = {0};
	struct compilation c;

	for (; n > 0; n--) {
		struct text tried, line = {0};
		FILE *to = open_memstream(&line.at, &line.len);

		put_line(to);
		fclose(to);
		tried = text_of(arena_printf(arena, "%s%send\n", head, line.at));
		if (compile_text(&c, &tried)) {
			head = arena_printf(arena, "%s%s", head, line.at);
			text = tried;
		}
		compilation_free(&c);
		free(line.at);
	}
	return text;
}

/* The seed of chance is that of EDIT_SEED, or 1. */
static inline void seed_given(void)
{
	const char *given = getenv("EDIT_SEED");

	seed = given ? strtoull(given, NULL, 10) : 1;
}

/* Is an edit found that makes NEW of what C was compiled from? Then it is tested as well. */
typedef bool edit_try(struct compilation *c, const struct text *new);

/* The number of those that are found, of EDITS of each of TEXTS. */
static inline uint32_t edits_found(uint32_t texts, uint32_t edits,
				   struct text (*some_text)(struct arena *arena),
				   struct text (*edited)(const struct text *text),
				   edit_try *edit_once)
{
	uint32_t found = 0;

	seed_given();
	for (; texts > 0; texts--) {
		struct arena *arena = arena_new();
		struct text text = some_text(arena);
		struct compilation c = {0};

		cr_assert(!text.at || compile_text(&c, &text));
		for (uint32_t e = 0; text.at && e < edits; e++) {
			struct text new = edited(&text);

			found += edit_once(&c, &new);
			free(new.at);
		}
		if (text.at)
			compilation_free(&c);
		arena_free(arena);
	}
	return found;
}

/* Is it found where WAS becomes IS? */
static inline bool edit_is_found(char *was, char *is, edit_try *edit_once)
{
	struct text old = text_of(was), new = text_of(is);
	struct compilation c;
	bool found;

	cr_assert(compile_text(&c, &old), "%s", was);
	found = edit_once(&c, &new);
	compilation_free(&c);
	return found;
}

#endif
