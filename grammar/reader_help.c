/*
 * What may stand at a place: the parser's tables say, as they do when a line is read, and the
 * fragments' %help lines say what it means.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "help.h"
#include "ios.h"
#include "reader.h"

/*
 * The text of one %help line. PATH: tokens as they are shown, a blank between; the last is meant.
 * With a mode, or with "..." between two of them, a command begins with the first of them. MODE: ""
 * and "ALL" for all.
 */
static const struct help_row {
	const char *mode, *path, *text;
	int kind; /* of the last token of PATH */
} rows[] = {
#define X(mode, path, text, kind) {mode, path, text, kind},
	IOS_HELP(X)
#undef X
};
static const int n_rows = sizeof rows / sizeof *rows;

/* The rows of each kind of token: where the first is in ROWS, and the next one after each; -1:
 * none. */
struct help_index {
	int *first, *next;
};

static const struct {
	const char *symbol, *prompt;
} modes[] = {
#define X(symbol, prompt) {#symbol, prompt},
	IOS_PROMPTS(X)
#undef X
};

const char *mode_prompt(uint8_t mode)
{
	return modes[mode].prompt;
}

#define GAP "... "

/* How much of LINE the row fits; nothing when it does not. */
static size_t row_fit(const struct help_row *row, const char *mode, const char *line, size_t len)
{
	const char *gap = strstr(row->path, GAP), *tail = gap ? gap + strlen(GAP) : row->path;
	size_t head_len = gap ? (size_t)(gap - row->path) : 0, tail_len = strlen(tail);

	if (*row->mode && strcmp(row->mode, "ALL") != 0 && strcmp(row->mode, mode) != 0)
		return 0;
	if (*row->mode && !gap && tail_len != len)
		return 0;
	if (head_len + tail_len > len || memcmp(line, row->path, head_len) != 0 ||
	    memcmp(line + len - tail_len, tail, tail_len) != 0)
		return 0;
	if (tail_len < len && line[len - tail_len - 1] != ' ')
		return 0;
	return head_len ? head_len - 1 + tail_len : tail_len;
}

static struct help_index rows_by_kind(struct arena *arena)
{
	struct help_index index = {
		.first = arena_alloc(arena, (size_t)parser_tokens * sizeof *index.first),
		.next = arena_alloc(arena, (size_t)n_rows * sizeof *index.next),
	};

	for (int kind = 0; kind < parser_tokens; kind++)
		index.first[kind] = -1;
	for (int i = 0; i < n_rows; i++) {
		index.next[i] = index.first[rows[i].kind];
		index.first[rows[i].kind] = i;
	}
	return index;
}

/*
 * The text of KIND, the last word of LINE: of the row that fits most of it; one of the mode is
 * better. NULL for what is not listed: nobody types it, but a saved session may hold it.
 */
static const char *help_text(const struct help_index *index, int kind, const char *mode,
			     const char *line)
{
	const char *text = "";
	size_t len = strlen(line), fit, best = 0;

	for (int i = index->first[kind]; i >= 0; i = index->next[i]) {
		fit = row_fit(&rows[i], mode, line, len);
		fit = fit ? 2 * fit + (*rows[i].mode != '\0') : 0;
		if (fit > best) {
			text = rows[i].text;
			best = fit;
		}
	}
	return text;
}

/* The tokens of the line as they are shown, without a leading `no`. */
static const char *line_path(const struct ios_reader *cx)
{
	struct arena *arena = cx->router->arena;
	const char *path = "";
	uint32_t i = 0;

	if (cx->words.list.len && cx->no)
		i++;
	for (; i < cx->words.list.len; i++)
		if (cx->words.list.at[i].kind)
			path = arena_printf(arena, "%s%s ", path,
					    token_name(cx->words.list.at[i].kind));
	return path;
}

static bool all_of(const char *s, size_t len, const char *of)
{
	for (size_t i = 0; i < len; i++)
		if (!isdigit((unsigned char)s[i]) && !strchr(of, s[i]))
			return false;
	return true;
}

/* Can the LEN bytes at S be the beginning of such a word? */
static bool word_fits(int kind, const char *s, size_t len)
{
	const char *name = token_name(kind);

	if (len == 0)
		return true;
	if (token_is_keyword(kind))
		return strlen(name) >= len && !strncasecmp(s, name, len);
	switch (kind) {
	case END:
		return false;
	case NUMBER:
		return all_of(s, len, "");
	case IPV4:
		return all_of(s, len, ".");
	case PREFIX:
		return all_of(s, len, "./");
	case IFNAME:
		return isalpha((unsigned char)*s);
	default:
		return true;
	}
}

static int by_word(const void *a, const void *b)
{
	const struct help_word *x = a, *y = b;

	if (x->keyword != y->keyword)
		return x->keyword ? 1 : -1;
	return strcmp(x->word, y->word);
}

static void list_words(struct ios_reader *cx, struct help *help)
{
	const char *path = line_path(cx), *begun = cx->router->source->text + help->begun.off;
	const char *mode = modes[help->mode].symbol, *name, *text;
	struct arena *arena = cx->router->arena;
	struct help_index index = rows_by_kind(arena);

	for (int kind = END + 1; kind < parser_tokens; kind++) {
		if (!word_fits(kind, begun, help->begun.len) || !parser_accepts(cx, kind))
			continue;
		name = token_name(kind);
		text = help_text(&index, kind, mode, arena_printf(arena, "%s%s", path, name));
		if (text)
			vec_push(arena, &help->words,
				 ((struct help_word){name, text, token_is_keyword(kind)}));
	}
	if (help->words.len)
		qsort(help->words.at, help->words.len, sizeof *help->words.at, by_word);
	if (cx->words.list.len && !help->begun.len && parser_accepts(cx, END) && parser_run(cx))
		vec_push(arena, &help->words, ((struct help_word){token_name(END), "", false}));
}

/* Cut the line up to OFF; the word that OFF is at the end of is not one of cx->words. */
static void cut_before(struct ios_reader *cx, uint32_t off, struct help *help)
{
	struct word *last;

	cx->line.len = off > cx->line.off ? off - cx->line.off : 0;
	words_cut(&cx->words, cx->router->source->text, cx->line);
	help->begun = (struct span){off, 0};
	if (!cx->words.list.len)
		return;
	last = &cx->words.list.at[cx->words.list.len - 1];
	if (last->at.off + last->at.len == off) {
		help->begun = last->at;
		cx->words.list.len--;
	}
}

/* Does MODE take the words, and something that begins as the last one does? */
static bool mode_takes(struct ios_reader *cx, enum ios_mode mode, const struct help *help)
{
	const char *begun = cx->router->source->text + help->begun.off;

	if (!line_begin(cx, mode))
		return false;
	for (int kind = END; kind < parser_tokens; kind++)
		if (word_fits(kind, begun, help->begun.len) && parser_accepts(cx, kind))
			return true;
	return false;
}

/*
 * The mode that the beginning of the line belongs to, as line_frame() would choose: the innermost
 * whose opener is indented less and which takes it, else the innermost that does, else the one that
 * takes most of it.
 */
static bool choose_mode(struct ios_reader *cx, struct help *help)
{
	int taken = -1, best = cx->depth;
	uint32_t furthest = 0;

	for (int f = cx->depth; f >= 0; f--) {
		bool outside = cx->frames[f].indent < cx->indent ||
			       (f == cx->depth && mode_goes_first(cx));

		if (!mode_takes(cx, cx->frames[f].mode, help)) {
			if (cx->refused > furthest) {
				furthest = cx->refused;
				best = f;
			}
			continue;
		}
		if (taken < 0 || outside)
			taken = f;
		if (outside)
			break;
	}
	help->mode = (uint8_t)cx->frames[taken >= 0 ? taken : best].mode;
	return line_begin(cx, (enum ios_mode)help->mode);
}

void ios_help(struct router *router, uint32_t off, struct help *help)
{
	const char *text = router->source->text;
	struct ios_reader cx;
	uint32_t start = off;
	int kinds[2];

	*help = (struct help){0};
	while (start && text[start - 1] != '\n')
		start--;
	reader_open(&cx, router);
	while (cx.next < start && line_next(&cx))
		line_read(&cx);
	/* a place inside of a body that is not read has nothing to say */
	if (cx.next <= start && (line_next(&cx) || start == off)) {
		if (start == router->source->len)
			cx.line = (struct span){start, 0};
		if (off < cx.line.off)
			cx.indent -= (int)(cx.line.off - off);
		cut_before(&cx, off, help);
		if (choose_mode(&cx, help)) {
			list_words(&cx, help);
		} else {
			help->refused = cx.words.list.at[cx.refused].at;
			help->ambiguous = keywords_begun(&cx, text + help->refused.off,
							 help->refused.len, kinds, 2) > 1;
		}
	}
	reader_close(&cx);
}
