/*
 * One line against the modes. A line is tried in the mode in force, then in those outside of it; an
 * attempt only recognises the words, so that nothing has happened yet when it is given up (decision
 * 20).
 */
#include <string.h>

#include "ios.h"

/* Columns of the blanks before the line; a tab goes to the next multiple of eight. */
static int indent_of(const char *s, const char *end, const char **first)
{
	int indent = 0;

	for (; s < end && (*s == ' ' || *s == '\t' || *s == '\r'); s++)
		indent = *s == '\t' ? (indent | 7) + 1 : indent + 1;
	*first = s;
	return indent;
}

bool line_next(struct ios_reader *cx)
{
	const struct source *source = cx->router->source;
	const char *start = source->text + cx->next, *end = source->text + source->len;
	const char *newline, *first;

	if (start >= end)
		return false;
	newline = memchr(start, '\n', (size_t)(end - start));
	cx->next = (uint32_t)((newline ? newline + 1 : end) - source->text);
	if (newline)
		end = newline;
	first = typed_plain(start, end, source->text + source->len);
	if (first) {
		cx->indent = (int)(first - start);
		cx->prompt = PROMPT_NONE;
	} else {
		start = typed_skip_pager(start, end);
		cx->indent = indent_of(start, end, &first);
		first = typed_skip_prompt(first, end, &cx->prompt, &cx->indent);
	}
	while (end > first && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
		end--;
	cx->line = (struct span){(uint32_t)(first - source->text), (uint32_t)(end - first)};
	return true;
}

bool line_is_blank(const struct ios_reader *cx)
{
	const char *s = cx->router->source->text + cx->line.off;

	return cx->line.len == 0 || *s == '!' || *s == '#';
}

static void attempt_start(struct ios_reader *cx, enum ios_mode mode)
{
	cx->class = LINE_COMPILED;
	cx->n_remarks = 0;
	cx->faulty = cx->incomplete = cx->ending = false;
	cx->entered = cx->staying = cx->skip = cx->output = false;
	cx->leaving = cx->quits = 0;
	cx->body_end = 0;
	parser_start(cx, mode);
}

/* Note that word I, which was read as a keyword, could be a name; asked before it is pushed. */
static void note_choice(struct ios_reader *cx, uint32_t i, int kind)
{
	if (cx->n_choices < MAX_REMARKS && token_is_keyword(kind) && parser_accepts(cx, WORD))
		cx->choices[cx->n_choices++] = i;
}

/* What if a keyword stood before the word I, which is then one, too? To find one forgotten. */
static bool push_missing(struct ios_reader *cx, uint32_t i)
{
	struct span word = cx->words.list.at[i].at;
	int keyword;

	keyword = keyword_find(cx->keywords, cx->router->source->text + word.off, word.len);
	if (!keyword || !parser_accepts(cx, cx->missing))
		return false;
	parser_push(cx, cx->missing, (struct span){word.off, 0});
	return parser_accepts(cx, keyword);
}

/* Note what the words are, for those who write the line anew. */
static void note_kind(struct ios_reader *cx, uint32_t i, const struct token *token)
{
	for (uint32_t j = 0; j < token->words; j++)
		cx->words.list.at[i + j].kind = j ? 0 : token->kind;
}

/* `no shutdown ! for now`: behind a whole command the router takes this for a comment. */
static bool comment_begins(struct ios_reader *cx, uint32_t i)
{
	uint32_t off = cx->words.list.at[i].at.off;
	const char *text = cx->router->source->text;

	if (i == 0 || text[off] != '!' || !parser_accepts(cx, END) || parser_accepts(cx, LINE))
		return false;
	cx->words.list.len = cx->refused = i;
	while (text[off - 1] == ' ' || text[off - 1] == '\t')
		off--;
	cx->line.len = off - cx->line.off;
	return true;
}

/* Are words read just as they stand, and none of them is to be told more of? */
static bool is_plainly_read(const struct ios_reader *cx)
{
	return !cx->as_name && !cx->missing && !cx->listing && !cx->abbreviate;
}

static bool attempt_once(struct ios_reader *cx, enum ios_mode mode)
{
	bool plainly = is_plainly_read(cx);
	struct token token;
	uint32_t i = 0;

	attempt_start(cx, mode);
	if (plainly && words_follow(cx, &i) && parser_complete(cx)) {
		cx->refused = cx->words.list.len;
		return true;
	}
	line_cut(cx);
	while (i < cx->words.list.len) {
		cx->refused = i;
		if (cx->missing && i == cx->missing_at && !push_missing(cx, i))
			return false;
		token = token_read(cx, i, &parser_room(cx, 1)->value);
		if ((!token.kind || token.kind == WORD || token.kind == STRING) &&
		    comment_begins(cx, i))
			return true;
		if (!token.kind)
			return false;
		if (cx->listing)
			note_choice(cx, i, token.kind);
		note_kind(cx, i, &token);
		if (cx->abbreviate && token_is_keyword(token.kind))
			cx->words.list.at[i].keep = keyword_shortest(cx, token.at, token.kind);
		word_push(cx, &token);
		i += token.words;
		if (plainly)
			words_follow(cx, &i);
	}
	cx->refused = cx->words.list.len;
	return parser_accepts(cx, END);
}

bool line_begin(struct ios_reader *cx, enum ios_mode mode)
{
	attempt_once(cx, mode);
	return cx->refused == cx->words.list.len;
}

/* The line failed with the keywords: try their words as names, the last first. */
static bool attempt_names(struct ios_reader *cx, enum ios_mode mode)
{
	uint32_t refused = cx->refused;
	bool taken = false;

	cx->n_choices = 0;
	cx->listing = true;
	attempt_once(cx, mode);
	cx->listing = false;
	while (!taken && cx->n_choices) {
		cx->as_name = cx->choices[--cx->n_choices] + 1;
		taken = attempt_once(cx, mode);
		if (cx->refused > refused)
			refused = cx->refused;
	}
	cx->as_name = 0;
	cx->refused = refused;
	return taken;
}

bool line_attempt(struct ios_reader *cx, enum ios_mode mode)
{
	return attempt_once(cx, mode) || (cx->refused > 0 && attempt_names(cx, mode));
}

/* `exit` means the mode in force, wherever it stands. */
static bool line_is_exit(const struct ios_reader *cx)
{
	return cx->line.len == 4 &&
	       !strncasecmp(cx->router->source->text + cx->line.off, "exit", 4);
}

/*
 * Where indentation says nothing, the innermost mode that knows the line gets it: at a prompt, and
 * in text without any indentation.
 */
bool mode_goes_first(const struct ios_reader *cx)
{
	if (cx->prompt)
		return true;
	return !cx->indented && !cx->closed && cx->frames[cx->depth].indent == cx->indent;
}

int line_frame(struct ios_reader *cx, enum ios_mode *best)
{
	uint32_t furthest = 0;
	bool best_outside = false;
	int taken = -1;

	if (cx->prompt == PROMPT_EXEC) {
		*best = MODE_EXEC;
		return line_attempt(cx, MODE_EXEC) ? 0 : -1;
	}
	for (int f = cx->depth; f >= 0; f--) {
		bool outside = cx->frames[f].indent < cx->indent || mode_goes_first(cx);

		if (line_attempt(cx, cx->frames[f].mode)) {
			if (outside || line_is_exit(cx))
				return f;
			if (taken < 0)
				taken = f;
		} else if (f == cx->depth || cx->refused > furthest ||
			   (cx->refused == furthest && outside && !best_outside)) {
			*best = cx->frames[f].mode;
			furthest = cx->refused;
			best_outside = outside;
		}
	}
	if (taken >= 0)
		line_attempt(cx, cx->frames[taken].mode);
	return taken;
}

bool line_withdraws_nothing(struct ios_reader *cx, enum ios_mode mode)
{
	line_attempt(cx, mode);
	return cx->refused == cx->words.list.len && parser_withdraws_nothing(cx);
}
