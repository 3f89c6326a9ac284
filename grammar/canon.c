/*
 * Canonical text of a configuration, line by line from what the reader made of it: not from the
 * model, which knows nothing of comments and of statements without effect.
 */
#include "canon.h"

#include <ctype.h>
#include <string.h>

#include "ios.h"

_Static_assert((int)CANON_DEPTH == (int)MODE_DEPTH, "canon.h knows how deep modes go");

struct canon_reader {
	struct ios_reader cx;
	struct canon *canon;
	const char *text; /* of the source */
	uint32_t row; /* the line of the source */
	VEC(char) buffer; /* of the statement that is put together */
};

static void line_push(struct canon_reader *r, enum canon_kind kind, const char *text, size_t len,
		      int indent)
{
	struct canon_line line = {.text = text,
				  .len = (uint32_t)len,
				  .indent = (uint16_t)(indent < UINT16_MAX ? indent : UINT16_MAX),
				  .kind = (uint8_t)kind,
				  .class = (uint8_t)r->cx.class,
				  .row = r->row};

	vec_push(r->cx.router->arena, &r->canon->lines, line);
}

/* The mode that a line of this indentation stands in when nothing else tells. */
static int depth_of(const struct ios_reader *cx, int indent)
{
	int f = cx->depth;

	while (f > 0 && cx->frames[f].indent >= indent)
		f--;
	return f;
}

/* ---- a statement ---- */

/* `connectionLoss`: some keywords have capitals inside, and whoever writes them in full knows. */
static bool is_camel(int kind, const char *s, size_t len)
{
	if (!token_is_keyword(kind) || strlen(token_name(kind)) != len ||
	    !islower((unsigned char)*s))
		return false;
	for (size_t i = 1; i < len; i++)
		if (isupper((unsigned char)s[i]) && islower((unsigned char)s[i - 1]))
			return true;
	return false;
}

/* The text of one token, whose words are those from I to before END. */
static const char *token_text(struct ios_reader *cx, uint32_t i, uint32_t end, size_t *len)
{
	const struct word *word = &cx->words.list.at[i], *last = &cx->words.list.at[end - 1];
	const char *s = cx->router->source->text + word->at.off, *name;
	enum interface_type type;

	*len = last->at.off + last->at.len - word->at.off;
	if (is_camel(word->kind, s, *len))
		return s;
	if (token_is_keyword(word->kind)) {
		*len = strlen(token_name(word->kind));
		return token_name(word->kind);
	}
	if (word->kind == LINE || word->kind == BANNER)
		*len = cx->line.off + cx->line.len - word->at.off;
	if (word->kind != IFNAME)
		return s;
	name = interface_canonical(cx->router->names, s, *len, &type);
	*len = name ? strlen(name) : *len;
	return name ? name : s;
}

/* The words of the line, which has been taken, in full and with one blank between. */
static void statement_push(struct canon_reader *r, int indent)
{
	struct ios_reader *cx = &r->cx;
	struct arena *arena = cx->router->arena;
	uint32_t end, n;

	line_cut(cx);
	n = cx->words.list.len;
	r->buffer.len = 0;
	for (uint32_t i = 0; i < n; i = end) {
		const char *s;
		size_t len;

		for (end = i + 1; end < n && !cx->words.list.at[end].kind;)
			end++;
		s = token_text(cx, i, end, &len);
		if (i)
			vec_push(arena, &r->buffer, ' ');
		while (len--)
			vec_push(arena, &r->buffer, *s++);
	}
	line_push(r, CANON_STATEMENT, arena_strndup(arena, r->buffer.at, r->buffer.len),
		  r->buffer.len, indent);
}

/* ---- what follows it and is not read ---- */

static int columns_of(const char *s, size_t len, size_t *bytes)
{
	int columns = 0;

	for (*bytes = 0; *bytes < len && (s[*bytes] == ' ' || s[*bytes] == '\t'); ++*bytes)
		columns = s[*bytes] == '\t' ? (columns | 7) + 1 : columns + 1;
	return columns;
}

/* A line that the router, or its user, said at a prompt: it stays as a comment. */
static void said_push(struct canon_reader *r, const char *s, size_t len)
{
	const char *text = arena_printf(r->cx.router->arena, "! %.*s", (int)len, s);

	if (len)
		line_push(r, CANON_COMMENT, text, strlen(text), 0);
}

/* A line of a block, from its first word on; one that was typed at a prompt is one without. */
static void block_line(struct canon_reader *r, const char *s, size_t len, int shift)
{
	const char *end = s + len, *first;
	enum prompt prompt;
	size_t blanks;
	int unused, columns = columns_of(s, len, &blanks);

	first = typed_skip_prompt(s + blanks, end, &prompt, &unused);
	if (prompt)
		columns = 0;
	if (first < end)
		line_push(r, CANON_BODY, first, (size_t)(end - first),
			  columns + shift > 0 ? columns + shift : 1);
}

/* One line of the body of the line pushed last; SHIFT: of blocks, how far it moves. */
static void body_line(struct canon_reader *r, enum canon_kind kind, const char *s, size_t len,
		      int shift)
{
	while (len && (s[len - 1] == '\r' || (kind != CANON_VERBATIM && s[len - 1] == ' ')))
		len--;
	if (kind == CANON_COMMENT)
		said_push(r, s, len);
	else if (kind == CANON_VERBATIM)
		line_push(r, kind, s, len, 0);
	else
		block_line(r, s, len, shift);
}

static void body_push(struct canon_reader *r, enum canon_kind kind, uint32_t from, int shift)
{
	const char *s = r->text + from, *end = r->text + r->cx.next;

	while (s < end) {
		const char *newline = memchr(s, '\n', (size_t)(end - s));
		const char *stop = newline ? newline : end;

		r->row++;
		body_line(r, kind, s, (size_t)(stop - s), shift);
		s = newline ? newline + 1 : end;
	}
}

/* ---- the lines ---- */

static bool line_says(const struct ios_reader *cx, const char *word)
{
	return cx->line.len == strlen(word) &&
	       !strncasecmp(cx->router->source->text + cx->line.off, word, cx->line.len);
}

/* The reader has remarked that the banner, or the certificate, takes the whole rest. */
static bool has_no_end(const struct ios_reader *cx)
{
	for (unsigned i = 0; i < cx->n_remarks; i++)
		if (cx->remarks[i].name == DIAG_UNKNOWN)
			return true;
	return false;
}

/* What stood behind the statement, up to END: a comment of its own. */
static void tail_push(struct canon_reader *r, const char *end)
{
	const struct ios_reader *cx = &r->cx;
	const char *s = r->text + cx->line.off + cx->line.len;

	while (s < end && *s != '!')
		s++;
	if (end - s > 1)
		line_push(r, CANON_COMMENT, s, (size_t)(end - s), cx->frame);
}

static void read_line(struct canon_reader *r)
{
	struct ios_reader *cx = &r->cx;
	bool blank = line_is_blank(cx), at_exec = cx->prompt == PROMPT_EXEC, taken;
	int where = depth_of(cx, cx->indent), indent = cx->indent;
	const char *s = r->text + cx->line.off, *end = s + cx->line.len;
	enum canon_kind body;
	enum line_class class;
	uint32_t after = cx->next;

	r->row = cx->router->line_class.len;
	cx->class = LINE_BLANK;
	cx->staying = cx->entered = false;
	taken = line_read(cx);
	r->canon->staying = taken && cx->staying;
	r->canon->left = taken && !blank && cx->class == LINE_BLANK;
	class = cx->router->line_class.at[cx->router->line_class.len - 1];
	if (blank && cx->line.len <= 1) {
		line_push(r, CANON_GAP, s, 0, 0);
	} else if (blank) {
		line_push(r, CANON_COMMENT, s, cx->line.len, where);
	} else if (taken && cx->class == LINE_BLANK) {
		line_push(r, line_says(cx, "end") ? CANON_END : CANON_GAP, s, 0, 0);
	} else if (taken && cx->staying && class == LINE_NOT_TRANSLATED) {
		/* a command of the block's mode, perhaps: line_stays() */
		line_push(r, CANON_UNKNOWN, s, cx->line.len, where);
	} else if (at_exec || (taken && cx->staying) || (!taken && class != LINE_UNKNOWN)) {
		said_push(r, s, cx->line.len);
		body_push(r, CANON_COMMENT, after, 0);
	} else if (taken) {
		body = cx->skip ? CANON_BODY : CANON_VERBATIM;
		statement_push(r, cx->frame);
		if (cx->entered)
			r->canon->opener[cx->depth] = r->canon->lines.len - 1;
		body_push(r, cx->output ? CANON_COMMENT : body, after, cx->frame - indent);
		tail_push(r, end);
		r->canon->open |= (cx->body_end || cx->quits) && has_no_end(cx);
	} else {
		line_push(r, CANON_UNKNOWN, s, cx->line.len, where);
		body_push(r, CANON_BODY, after, where - indent);
	}
}

/*
 * What is not read, and a comment, must not stand outside of the lines that follow: those would be
 * its block. It goes in as far as they do.
 */
static void settle_indents(struct canon *canon)
{
	uint16_t below = 0;

	for (uint32_t i = canon->lines.len; i-- > 0;) {
		struct canon_line *line = &canon->lines.at[i];

		if (line->kind == CANON_STATEMENT) {
			below = line->indent;
		} else if (line->kind == CANON_UNKNOWN || line->kind == CANON_COMMENT) {
			uint16_t shift = below > line->indent ? below - line->indent : 0;

			for (uint32_t j = i + 1;
			     j < canon->lines.len && canon->lines.at[j].kind == CANON_BODY; j++)
				canon->lines.at[j].indent += shift;
			line->indent += shift;
			below = line->indent;
		}
	}
}

void ios_canonical(struct router *router, struct canon *canon)
{
	struct canon_reader r = {.canon = canon, .text = router->source->text};

	*canon = (struct canon){0};
	reader_open(&r.cx, router);
	while (line_next(&r.cx))
		read_line(&r);
	canon->depth = r.cx.depth;
	for (int i = 0; i <= canon->depth; i++)
		canon->mode[i] = (uint8_t)r.cx.frames[i].mode;
	reader_close(&r.cx);
	router_settle(router);
	settle_indents(canon);
}
