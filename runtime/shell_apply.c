/*
 * Where a statement goes in the candidate's text. The reader says what the text means with the
 * statement typed at its end; whatever reads the same may stand instead: the line that it replaces,
 * the block that it belongs to. So the text stays in order, and never means anything else.
 */
#include <stdlib.h>
#include <string.h>

#include "canonical.h"
#include "shell.h"

enum { REPLACED_AMONG = 4 }; /* that many lines are tried, the likest first */

struct statement {
	const char *text;
	size_t len;
	const char *const *openers; /* from 1 on */
	int depth;
	bool no; /* `no` stands before TEXT */
	bool compiled;
	bool opens; /* a mode */
};

/* The candidate, read. */
struct draft {
	struct compilation c;
	struct diags unheard;
	struct canon canon;
	const char *text;
	uint32_t *rows; /* offset of each line's start, and of the end */
	uint32_t n_rows;
	bool *removed; /* rows */
};

static void draft_open(struct draft *draft, const char *text)
{
	size_t len = strlen(text);
	uint32_t n = 1;

	*draft = (struct draft){.text = text, .c.arena = arena_new()};
	draft->c.names = names_new(draft->c.arena);
	diags_init(&draft->unheard, draft->c.arena);
	source_from_text(&draft->c.source, "candidate", text, len, &draft->unheard);
	draft->c.router =
		router_new(draft->c.arena, draft->c.names, &draft->c.source, &draft->unheard);
	ios_canonical(draft->c.router, &draft->canon);
	for (const char *s = text; (s = strchr(s, '\n')); s++)
		n++;
	draft->rows = arena_alloc(draft->c.arena, (n + 1) * sizeof *draft->rows);
	draft->removed = arena_alloc(draft->c.arena, n + 1);
	for (uint32_t i = 0; i < len; i++)
		if (i == 0 || text[i - 1] == '\n')
			draft->rows[draft->n_rows++] = i;
	draft->rows[draft->n_rows] = (uint32_t)len;
}

static bool text_is(const struct canon_line *line, const char *s, size_t len)
{
	return line->kind == CANON_STATEMENT && line->len == len && !memcmp(line->text, s, len);
}

/* The same, or S and more words. */
static bool text_begins(const struct canon_line *line, const char *s, size_t len)
{
	return line->kind == CANON_STATEMENT && line->len >= len && !memcmp(line->text, s, len) &&
	       (line->len == len || line->text[len] == ' ');
}

static bool is_part(const struct canon_line *line, uint32_t indent)
{
	if (line->kind == CANON_BODY || line->kind == CANON_VERBATIM)
		return true;
	return (line->kind == CANON_STATEMENT || line->kind == CANON_UNKNOWN ||
		line->kind == CANON_COMMENT) &&
	       line->indent > indent;
}

/* The last line of the block that the line I begins; I itself when it has none. */
static uint32_t block_last(const struct canon *canon, uint32_t i)
{
	uint32_t last = i;

	for (uint32_t j = i + 1; j < canon->lines.len; j++) {
		const struct canon_line *line = &canon->lines.at[j];

		if (is_part(line, canon->lines.at[i].indent))
			last = j;
		else if (line->kind != CANON_GAP)
			break;
	}
	return last;
}

/* Does the line I stand in the block of the openers? */
static bool in_block(const struct canon *canon, uint32_t i, const struct statement *s)
{
	int depth = s->depth;

	if (canon->lines.at[i].indent != depth)
		return false;
	while (depth > 0 && i-- > 0) {
		const struct canon_line *line = &canon->lines.at[i];

		if (line->kind != CANON_STATEMENT || line->indent >= depth)
			continue;
		if (line->indent + 1 != depth ||
		    !text_is(line, s->openers[depth], strlen(s->openers[depth])))
			return false;
		depth--;
	}
	return depth == 0;
}

/* ---- texts ---- */

/* The text without what is removed, and with INSERTED before the row AT. */
static char *text_with(const struct draft *draft, uint32_t at, const char *inserted)
{
	char *text = NULL;
	size_t len;
	FILE *to = open_memstream(&text, &len);

	if (!to)
		abort();
	for (uint32_t i = 0; i <= draft->n_rows; i++) {
		if (i == at && *inserted) {
			/* the last line may lack its end */
			if (i && draft->text[draft->rows[i] - 1] != '\n')
				putc('\n', to);
			fprintf(to, "%s\n", inserted);
		}
		if (i < draft->n_rows && !draft->removed[i])
			fwrite(draft->text + draft->rows[i], 1, draft->rows[i + 1] - draft->rows[i],
			       to);
	}
	fclose(to);
	return text;
}

/* The row of `end`, or behind the last. */
static uint32_t end_row(const struct draft *draft)
{
	VEC_FOREACH (line, &draft->canon.lines)
		if (line->kind == CANON_END)
			return line->row;
	return draft->n_rows;
}

/* The statement with its openers, as it would be typed at the end. */
static char *appended(const struct draft *draft, const struct statement *s)
{
	char *typed = NULL, *text;
	size_t len;
	FILE *to = open_memstream(&typed, &len);

	if (!to)
		abort();
	fputs("!\n", to);
	for (int i = 1; i <= s->depth; i++)
		fprintf(to, "%*s%s\n", i - 1, "", s->openers[i]);
	fprintf(to, "%*s%s%.*s\n!", s->depth, "", s->no ? "no " : "", (int)s->len, s->text);
	fclose(to);
	text = text_with(draft, end_row(draft), typed);
	free(typed);
	return text;
}

static bool means(const char *text, const char *model)
{
	char *own = model_of(text, strlen(text));
	bool same = own && !strcmp(own, model);

	free(own);
	return same;
}

/* How far the row of a line is indented, as it stands. */
static int row_blanks(const struct draft *draft, const struct canon_line *line)
{
	return (int)strspn(draft->text + draft->rows[line->row], " \t");
}

/* ---- places ---- */

/* Where a statement is inserted: before the row AT, behind so many of the blanks of another. */
struct spot {
	uint32_t row;
	const char *blanks;
	int n_blanks;
	bool found;
};

static size_t common_words(const struct canon_line *line, const struct statement *s)
{
	size_t n = 0;

	for (size_t i = 0; i <= line->len && i <= s->len; i++) {
		bool end_a = i == line->len || line->text[i] == ' ';
		bool end_b = i == s->len || s->text[i] == ' ';

		if (end_a && end_b)
			n++;
		if (i == line->len || i == s->len || line->text[i] != s->text[i])
			break;
	}
	return n;
}

/* The row behind that of the line I, and behind the `!` that ends its block. */
static uint32_t row_behind(const struct draft *draft, uint32_t i)
{
	uint32_t row = draft->canon.lines.at[i].row + 1;

	if (row < draft->n_rows && !strncmp(draft->text + draft->rows[row], "!\n", 2))
		row++;
	return row;
}

/* Behind the likest line of global configuration, else before the end. */
static struct spot spot_global(const struct draft *draft, const struct statement *s)
{
	struct spot spot = {end_row(draft), "", 0, true};
	size_t best = 0;

	for (uint32_t i = 0; i < draft->canon.lines.len; i++) {
		const struct canon_line *line = &draft->canon.lines.at[i];
		uint32_t last;
		size_t n;

		if (line->kind != CANON_STATEMENT || line->indent || draft->removed[line->row])
			continue;
		n = common_words(line, s);
		if (n == 0 || n < best)
			continue;
		last = block_last(&draft->canon, i);
		best = n;
		spot.row = last > i ? row_behind(draft, last) : draft->canon.lines.at[i].row + 1;
	}
	return spot;
}

/* At the end of the last block of the openers. */
static struct spot spot_block(const struct draft *draft, const struct statement *s)
{
	struct statement opener = {.openers = s->openers, .depth = s->depth - 1};
	const char *text = s->openers[s->depth];
	struct spot spot = {0};

	for (uint32_t i = 0; i < draft->canon.lines.len; i++) {
		const struct canon_line *line = &draft->canon.lines.at[i], *next = line + 1;
		uint32_t last;

		if (!text_is(line, text, strlen(text)) || !in_block(&draft->canon, i, &opener))
			continue;
		last = block_last(&draft->canon, i);
		spot.found = true;
		spot.row = draft->canon.lines.at[last].row + 1;
		if (last > i && next->kind == CANON_STATEMENT)
			line = next;
		spot.blanks = draft->text + draft->rows[line->row];
		spot.n_blanks = row_blanks(draft, line);
	}
	return spot;
}

static char *inserted(const struct draft *draft, const struct statement *s)
{
	struct spot spot = s->depth ? spot_block(draft, s) : spot_global(draft, s);
	const char *deeper = s->depth && spot.n_blanks < s->depth ? " " : "";
	char *line, *text;

	if (!spot.found)
		return NULL;
	if (asprintf(&line, "%.*s%s%s%.*s%s", spot.n_blanks, spot.blanks, deeper,
		     s->no ? "no " : "", (int)s->len, s->text,
		     s->opens && !s->depth ? "\n!" : "") < 0)
		abort();
	text = text_with(draft, spot.row, line);
	free(line);
	return text;
}

/* ---- what it replaces ---- */

/* Remove the line I and its block. */
static void remove_line(struct draft *draft, uint32_t i)
{
	uint32_t last = block_last(&draft->canon, i);

	for (uint32_t row = draft->canon.lines.at[i].row; row <= draft->canon.lines.at[last].row;
	     row++)
		draft->removed[row] = true;
}

/* Mark what the `no` takes away, or the `no` that the statement lifts. */
static uint32_t remove_opposite(struct draft *draft, const struct statement *s)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < draft->canon.lines.len; i++) {
		const struct canon_line *line = &draft->canon.lines.at[i];
		bool lifts = !s->no && line->len > 3 && !memcmp(line->text, "no ", 3) &&
			     line->kind == CANON_STATEMENT && line->len - 3 == s->len &&
			     !memcmp(line->text + 3, s->text, s->len);

		if ((lifts || (s->no && text_begins(line, s->text, s->len))) &&
		    in_block(&draft->canon, i, s)) {
			remove_line(draft, i);
			n++;
		}
	}
	return n;
}

static bool stands_there(const struct draft *draft, const struct statement *s)
{
	for (uint32_t i = 0; i < draft->canon.lines.len; i++)
		if (text_is(&draft->canon.lines.at[i], s->text, s->len) &&
		    in_block(&draft->canon, i, s))
			return true;
	return false;
}

/* In the place of a line like it that has no meaning any more. */
static char *replaced(struct draft *draft, const struct statement *s, const char *model)
{
	uint32_t tried = 0, n = draft->canon.lines.len;

	for (size_t words = 16; words > 0 && tried < REPLACED_AMONG; words--)
		for (uint32_t i = 0; i < n && tried < REPLACED_AMONG; i++) {
			const struct canon_line *line = &draft->canon.lines.at[i];
			char *typed, *text;

			if (line->kind != CANON_STATEMENT || line->class != LINE_COMPILED ||
			    draft->removed[line->row] || common_words(line, s) != words ||
			    !in_block(&draft->canon, i, s) || block_last(&draft->canon, i) != i)
				continue;
			tried++;
			if (asprintf(&typed, "%.*s%.*s", row_blanks(draft, line),
				     draft->text + draft->rows[line->row], (int)s->len,
				     s->text) < 0)
				abort();
			draft->removed[line->row] = true;
			text = text_with(draft, line->row, typed);
			free(typed);
			if (means(text, model))
				return text;
			free(text);
			draft->removed[line->row] = false;
		}
	return NULL;
}

/* TEXT if it means MODEL, else NULL, and it is freed. */
static char *if_means(char *text, const char *model)
{
	if (text && means(text, model))
		return text;
	free(text);
	return NULL;
}

/* `no access-list 101 permit ...` is `no access-list 101`: nobody looks behind the number. */
static struct statement whole_list(const struct statement *s)
{
	static const char keyword[] = "access-list ";
	size_t len = sizeof keyword - 1;
	struct statement whole = *s;

	if (s->len < len || memcmp(s->text, keyword, len) != 0)
		return whole;
	while (len < s->len && s->text[len] != ' ')
		len++;
	if (s->len - len < strlen(" remark") || memcmp(s->text + len, " remark", 7) != 0)
		whole.len = len;
	return whole;
}

static char *without(struct draft *draft, const struct statement *s, const char *model)
{
	struct statement whole = whole_list(s);
	uint32_t n = remove_opposite(draft, &whole);
	char *text = NULL;

	if (n || s->compiled)
		text = if_means(text_with(draft, UINT32_MAX, ""), model);
	return text ? text : if_means(inserted(draft, s), model);
}

static char *with(struct draft *draft, const struct statement *s, const char *model)
{
	char *text = NULL;

	if (stands_there(draft, s))
		text = if_means(text_with(draft, UINT32_MAX, ""), model);
	if (text)
		return text;
	if (remove_opposite(draft, s)) {
		/* `shutdown` after `no shutdown`, and back */
		text = if_means(inserted(draft, s), model);
		if (text)
			return text;
		memset(draft->removed, 0, draft->n_rows);
	}
	if (s->compiled && !s->opens)
		text = replaced(draft, s, model);
	return text ? text : if_means(inserted(draft, s), model);
}

/* The line I and its body, a banner's lines, to be freed. */
static char *whole_text(const struct canon *canon, uint32_t i)
{
	char *text = NULL;
	size_t len;
	FILE *to = open_memstream(&text, &len);

	if (!to)
		abort();
	fwrite(canon->lines.at[i].text, 1, canon->lines.at[i].len, to);
	while (++i < canon->lines.len && canon->lines.at[i].kind == CANON_VERBATIM)
		fprintf(to, "\n%.*s", (int)canon->lines.at[i].len, canon->lines.at[i].text);
	fclose(to);
	return text;
}

char *candidate_with(const char *text, const struct canon *canon, uint32_t line)
{
	const struct canon_line *typed = &canon->lines.at[line];
	const char *openers[CANON_DEPTH] = {NULL};
	char *own = whole_text(canon, line);
	struct statement s = {own,	     strlen(own), openers,
			      typed->indent, false,	  typed->class == LINE_COMPILED,
			      false};
	struct draft draft;
	char *whole, *model, *better;
	uint32_t i = line;

	for (int depth = typed->indent; depth > 0 && i-- > 0;)
		if (canon->lines.at[i].kind == CANON_STATEMENT &&
		    canon->lines.at[i].indent + 1 == depth)
			openers[depth--] = canon->lines.at[i].text;
	s.opens = canon->depth > typed->indent && canon->opener[canon->depth] == line;
	s.no = s.len > 3 && !memcmp(s.text, "no ", 3);
	if (s.no) {
		s.text += 3;
		s.len -= 3;
	} else if (s.len > 8 && !memcmp(s.text, "default ", 8)) {
		s.no = true;
		s.text += 8;
		s.len -= 8;
	}
	draft_open(&draft, text);
	whole = appended(&draft, &s);
	model = model_of(whole, strlen(whole));
	better = !model ? NULL : s.no ? without(&draft, &s, model) : with(&draft, &s, model);
	if (better)
		free(whole);
	free(model);
	free(own);
	compilation_free(&draft.c);
	return better ? better : whole;
}
