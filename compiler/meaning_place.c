/*
 * Where the source says what a statement of the model says. Rows know their places; for the others
 * it is the line below their object's opener that has most words in common with the printed one,
 * as they may be abbreviated. See meaning.h.
 */
#include "meaning.h"

#include <ctype.h>
#include <string.h>

struct words {
	const char *at, *end; /* of a line */
};

static bool next_word(struct words *words, const char **word, size_t *len)
{
	while (words->at < words->end && isspace((unsigned char)*words->at))
		words->at++;
	*word = words->at;
	while (words->at < words->end && !isspace((unsigned char)*words->at))
		words->at++;
	*len = (size_t)(words->at - *word);
	return *len > 0;
}

/* How many words of the line at TEXT begin those of STATEMENT, from the first on. */
static unsigned agreement(const char *text, size_t len, const char *statement)
{
	struct words line = {text, text + len};
	struct words said = {statement, statement + strlen(statement)};
	const char *a, *b;
	size_t a_len, b_len;
	unsigned words = 0;

	while (next_word(&line, &a, &a_len) && next_word(&said, &b, &b_len)) {
		if (a_len > b_len || strncasecmp(a, b, a_len) != 0)
			break;
		words += a_len == b_len ? 2 : 1;
	}
	return words;
}

static uint32_t line_of(struct source *source, uint32_t off)
{
	return source_place(source, off).line - 1;
}

/* The best line from FIRST on; of objects those that stand in their mode. */
static uint32_t best_line(const struct meaning *meaning, uint32_t first, bool block,
			  const char *text, uint32_t *best)
{
	const struct router *router = meaning->router;
	struct source *source = router->source;
	unsigned most = 0;
	uint32_t found = first;

	for (uint32_t line = first; line < router->line_class.len && line < source->n_lines;
	     line++) {
		struct place place = source_place(source, source->lines[line]);
		unsigned words = agreement(place.text, place.len, text);

		if (block && router->line_class.at[line] != LINE_BLANK &&
		    router->line_mode.at[line] == 0)
			break;
		if (words > most) {
			most = words;
			found = line;
		}
	}
	*best = most;
	return found;
}

struct span meaning_place(const struct meaning *meaning, const struct meaning_object *object,
			  const struct meaning_statement *statement)
{
	struct source *source = meaning->router->source;
	const char *text;
	uint32_t line, most;
	struct place place;

	if (!statement)
		return object->at;
	if (statement->at.len)
		return statement->at;
	text = strstr(statement->text, ": ") ? strstr(statement->text, ": ") + 2 : statement->text;
	source_place(source, 0);
	if (object->at.len)
		line = best_line(meaning, line_of(source, object->at.off) + 1, true, text, &most);
	else
		line = best_line(meaning, 0, false, text, &most);
	if (most < 2 || line >= source->n_lines)
		return object->at;
	place = source_place(source, source->lines[line]);
	return (struct span){source->lines[line], (uint32_t)place.len};
}
