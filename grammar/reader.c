/*
 * Reading a configuration: line after line, which mode takes it, what becomes of the modes, of the
 * block under it, and of its class (decisions 20 to 23).
 */
#include "reader.h"

#include <ctype.h>
#include <string.h>

#include "ios.h"

enum {
	SUGGESTIONS = 500
}; /* then errors are reported without: a hostile file must not cost hours */

void reader_open(struct ios_reader *cx, struct router *router)
{
	*cx = (struct ios_reader){
		.router = router, .scratch = arena_new(), .suggestions = SUGGESTIONS};
	words_open(&cx->words, cx->scratch);
	cx->keywords = keywords_new(cx->scratch);
	cx->paths = paths_new(cx->scratch);
	cx->known = known_words_new(cx->scratch);
	cx->parser = parser_new(cx->scratch);
	cx->frames[0] = (struct mode_frame){.mode = MODE_GLOBAL, .indent = -1};
}

/* Leave all modes deeper than DEPTH: now the lengths of their blocks are known. */
static void modes_close(struct ios_reader *cx, int depth)
{
	for (; cx->depth > depth; cx->depth--) {
		const struct mode_frame *frame = &cx->frames[cx->depth];
		uint32_t lines;

		if (!frame->row)
			continue;
		lines = cx->router->untranslated.at[frame->row - 1].lines;
		if (frame->diag && lines > 1)
			frame->diag->message =
				arena_printf(cx->router->arena, "%s, with its block of %u lines",
					     frame->diag->message, lines);
	}
}

void reader_close(struct ios_reader *cx)
{
	modes_close(cx, 0);
	cover_close(cx);
	words_close(&cx->words);
	arena_free(cx->scratch);
}

static void class_push(struct ios_reader *cx, enum line_class class)
{
	struct router *router = cx->router;

	vec_push(router->arena, &router->line_class, (uint8_t) class);
	vec_push(router->arena, &router->line_mode, (uint8_t)cx->mode);
}

/*
 * Take the lines that are indented deeper than the present one, which stays cx->line. They get
 * CLASS; those that count are counted.
 */
static uint32_t block_take(struct ios_reader *cx, enum line_class class)
{
	struct span opener = cx->line;
	uint32_t lines = 0, ahead = 0, after = cx->next;
	enum prompt prompt = cx->prompt;
	int indent = cx->indent;

	/* blank lines belong to the block only when more of it follows */
	while (line_next(cx)) {
		if (line_is_blank(cx)) {
			ahead++;
			continue;
		}
		if (cx->indent <= indent || !cx->prompt != !prompt)
			break;
		for (; ahead; ahead--)
			class_push(cx, LINE_BLANK);
		class_push(cx, class);
		lines++;
		after = cx->next;
	}
	cx->next = after;
	cx->line = opener;
	cx->prompt = prompt;
	cx->indent = indent;
	return lines;
}

/* Take the lines of a banner's text, or of a certificate up to `quit`. */
static uint32_t body_take(struct ios_reader *cx, enum line_class class)
{
	const char *text = cx->router->source->text;
	struct span opener = cx->line;
	uint32_t lines = 0;
	int quits = cx->quits;

	while ((cx->quits ? quits > 0 : cx->next < cx->body_end) && line_next(cx)) {
		quits -= cx->line.len == 4 && !strncasecmp(text + cx->line.off, "quit", 4);
		class_push(cx, cx->line.len ? class : LINE_BLANK);
		lines += cx->line.len != 0;
	}
	cx->line = opener;
	if (quits > 0)
		line_remark(cx, DIAG_UNKNOWN, opener,
			    "no 'quit' ends the certificate: it takes the whole rest");
	return lines;
}

static bool line_is_statement(const struct ios_reader *cx)
{
	const char *s = cx->router->source->text + cx->line.off;

	return cx->indent == 0 && typed_is_statement(s, s + cx->line.len);
}

/* Take what a command printed, up to the next prompt, or to a configuration that follows. */
static uint32_t output_take(struct ios_reader *cx, enum line_class class)
{
	struct span opener = cx->line;
	enum prompt prompt = cx->prompt;
	uint32_t lines = 0, next = cx->next;

	while (line_next(cx) && !cx->prompt && !line_is_statement(cx)) {
		class_push(cx, line_is_blank(cx) ? LINE_BLANK : class);
		lines += !line_is_blank(cx);
		next = cx->next;
	}
	cx->next = next;
	cx->line = opener;
	cx->prompt = prompt;
	if (lines)
		line_remark(cx, DIAG_UNKNOWN, opener,
			    "%u line%s that this command printed are not read", lines,
			    lines == 1 ? "" : "s");
	return lines;
}

/* Does a secret follow the word that ends at S? */
static bool announces_secret(const char *s, size_t len)
{
	static const char *const words[] = {"password",
					    "secret",
					    "key",
					    "key-string",
					    "community",
					    "md5",
					    "authentication-key",
					    "auth",
					    "sha",
					    "priv",
					    "passphrase",
					    "pre-shared-key",
					    "authentication",
					    "psk",
					    "passwd",
					    "wpa-psk",
					    "shared-secret"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == len && !strncasecmp(s, words[i], len))
			return true;
	return false;
}

/*
 * The words of the line with one blank between them. A secret and what follows it is left out,
 * since this text goes to manifests and dumps (decision 26).
 */
static const char *line_text(struct ios_reader *cx, struct span line)
{
	static const char blanks[] = " \t\r", removed[] = "<removed>";
	const char *s = cx->router->source->text + line.off, *end = s + line.len;
	char *text = arena_alloc(cx->router->arena, line.len + sizeof removed), *to = text;

	while (s < end) {
		const char *word = s;
		size_t len;

		while (s < end && !strchr(blanks, *s))
			s++;
		len = (size_t)(s - word);
		memcpy(to, word, len);
		to += len;
		while (s < end && strchr(blanks, *s))
			s++;
		if (s == end)
			break;
		*to++ = ' ';
		if (announces_secret(word, len)) {
			memcpy(to, removed, sizeof removed);
			break;
		}
	}
	return text;
}

static void untranslated_push(struct ios_reader *cx, int frame, enum line_class class,
			      uint32_t lines)
{
	struct router *router = cx->router;
	struct untranslated row = {cx->line, line_text(cx, cx->line), NULL, class, lines};

	if (frame > 0)
		row.block = line_text(cx, cx->frames[frame].opener);
	vec_push(router->arena, &router->untranslated, row);
}

/*
 * Report what there is to say of the line. When it opens a mode, the mode's frame gets the
 * diagnostic that goes on with the length of the block.
 */
static void remarks_report(struct ios_reader *cx, uint32_t lines)
{
	struct diags *diags = cx->router->diags;

	for (const struct line_remark *r = cx->remarks; r < cx->remarks + cx->n_remarks; r++) {
		if (r->fault)
			diag_at(diags, DIAG_NONE, r->at, "%s", r->message);
		else if (r->block && lines > 1)
			diag_at(diags, r->name, r->at, "%s, with its block of %u lines", r->message,
				lines);
		else if (r->block && cx->entered)
			cx->frames[cx->depth].diag =
				diag_at(diags, r->name, r->at, "%s", r->message);
		else
			diag_at(diags, r->name, r->at, "%s", r->message);
	}
}

/*
 * A line inside a block that only an outer mode knows: the router would leave the block. But what
 * does nothing here is rather a command of the block's mode that is not known.
 */
static bool line_stays(const struct ios_reader *cx, int frame)
{
	if (cx->staying)
		return true;
	return frame < cx->depth && !cx->entered && !cx->prompt && cx->class != LINE_COMPILED &&
	       cx->class != LINE_BLANK && cx->indent > cx->frames[cx->depth].indent;
}

/* Does indentation tell something here? In text put together of several hands, now it does, now
 * not. */
static void indentation_note(struct ios_reader *cx, int frame)
{
	int opener = cx->frames[frame].indent;

	if (frame == 0 || cx->prompt)
		return;
	if (cx->indent > opener)
		cx->indented = true;
	else if (cx->indent == opener && frame == cx->depth && !cx->leaving)
		cx->indented = false;
}

/* The line has been taken in FRAME: leave the modes inside it, enter the one that it opens. */
static void modes_turn(struct ios_reader *cx, int frame)
{
	cx->staying = line_stays(cx, frame);
	if (cx->staying)
		return;
	indentation_note(cx, frame);
	modes_close(cx, frame > cx->leaving ? frame - cx->leaving : 0);
	cx->closed = false;
	cx->entered &= cx->depth + 1 < MODE_DEPTH;
	if (!cx->entered)
		return;
	cx->frames[++cx->depth] =
		(struct mode_frame){.mode = cx->entering, .indent = cx->indent, .opener = cx->line};
}

/* The blocks that are not translated as a whole count the line. */
static bool blocks_count(struct ios_reader *cx, int frame, uint32_t lines)
{
	bool counted = false;

	for (; frame > 0; frame--)
		if (cx->frames[frame].row) {
			cx->router->untranslated.at[cx->frames[frame].row - 1].lines += lines;
			counted = true;
		}
	return counted;
}

static void line_taken(struct ios_reader *cx, int frame)
{
	enum line_class class = cx->class;
	uint32_t lines = 1;
	int outer;

	cx->frame = frame;
	cx->mode = cx->frames[frame].mode;
	cx->prose = NULL;
	if (class == LINE_COMPILED)
		parser_note_compiled(cx);
	modes_turn(cx, frame);
	outer = cx->depth - cx->entered;
	class_push(cx, class);
	if (class == LINE_BLANK)
		return;
	cx->router->understood++;
	if (cx->skip)
		lines += block_take(cx, class);
	if (cx->body_end || cx->quits)
		lines += body_take(cx, class);
	if (cx->output && cx->prompt)
		lines += output_take(cx, class);
	if (cx->n_remarks)
		remarks_report(cx, lines);
	if (blocks_count(cx, outer, lines) && !cx->n_remarks)
		return;
	if (class < LINE_NOT_TRANSLATED)
		return;
	if (!cx->n_remarks) {
		struct diag *diag = cover_report(cx);

		if (cx->entered)
			cx->frames[cx->depth].diag = diag;
	}
	untranslated_push(cx, frame, class, lines);
	if (cx->entered)
		cx->frames[cx->depth].row = cx->router->untranslated.len;
}

/* Does the line, refused so, say nothing new after the one that begins the prose? */
static bool refused_follows(const struct ios_reader *cx, enum refusal refusal)
{
	return cx->prose && (refusal == REFUSED_PROSE || refusal == REFUSED_ELSEWHERE);
}

/*
 * Report a line that nothing took. Of prose, of output among commands, and of what follows the
 * misspelt beginning of a block, the first line is reported with the number of those that follow.
 */
static void refused_report(struct ios_reader *cx, enum ios_mode mode, uint32_t lines)
{
	struct diags *diags = cx->router->diags;
	uint32_t before = diags->list.len;
	enum refusal refusal = line_report_refused(cx, mode, lines);

	if (diags->list.len != before + 1) {
		cx->prose = NULL;
	} else if (refused_follows(cx, refusal)) {
		diags->list.len--;
		diags->warnings--;
		cx->prose_lines += lines;
		cx->prose->message = arena_printf(
			cx->router->arena, "%s, and nothing known on the %u line%s after it",
			cx->prose_message, cx->prose_lines, cx->prose_lines == 1 ? "" : "s");
	} else if (refusal == REFUSED_PROSE || refusal == REFUSED_MISSPELT) {
		cx->prose = diags->list.at[before];
		cx->prose_message = cx->prose->message;
		cx->prose_lines = 0;
	} else {
		cx->prose = NULL;
	}
}

/* Nothing took it, or a value in it is wrong. The mode stays; a block under it is not read. */
static void line_refused(struct ios_reader *cx, int frame, enum ios_mode best)
{
	bool faulty = frame >= 0 && !cx->incomplete;
	uint32_t lines;

	cx->mode = frame >= 0 ? cx->frames[frame].mode : best;
	class_push(cx, LINE_UNKNOWN);
	lines = 1 + block_take(cx, LINE_UNKNOWN);
	if (faulty) {
		remarks_report(cx, lines);
	} else {
		refused_report(cx, cx->mode, lines);
		applet_refused(cx);
	}
	untranslated_push(cx, cx->depth, LINE_UNKNOWN, lines);
}

/* Does the router say something here? That has no effect. */
static bool line_is_message(struct ios_reader *cx)
{
	const char *s = cx->router->source->text + cx->line.off;

	if (cx->prompt || !typed_is_message(s, s + cx->line.len))
		return false;
	class_push(cx, LINE_NO_EFFECT);
	return true;
}

/* Neither what is blank nor what the router says begins with a small letter. */
static bool begins_small(const struct ios_reader *cx)
{
	return islower((unsigned char)cx->router->source->text[cx->line.off]);
}

bool line_read(struct ios_reader *cx)
{
	enum ios_mode best = MODE_GLOBAL;
	int frame;

	if (cx->prompt == PROMPT_EXEC || cx->prompt == PROMPT_CONFIG)
		modes_close(cx, 0);
	cx->mode = cx->frames[cx->depth].mode;
	if (!begins_small(cx)) {
		if (line_is_blank(cx)) {
			class_push(cx, LINE_BLANK);
			cx->closed |= cx->line.len == 1;
			return false;
		}
		if (line_is_message(cx))
			return false;
	}
	words_drop(&cx->words);
	frame = line_frame(cx, &best);
	if (frame >= 0 && parser_run(cx)) {
		range_repeat(cx, cx->frames[frame].mode);
		line_taken(cx, frame);
		return true;
	}
	if (frame < 0 && line_withdraws_nothing(cx, best)) {
		for (frame = cx->depth; cx->frames[frame].mode != best;)
			frame--;
		cx->class = LINE_NO_EFFECT;
		line_taken(cx, frame);
		return true;
	}
	line_refused(cx, frame, best);
	return false;
}

/* Something stands there, and none of it is IOS: that is said once, and not of every line. */
static void check_understood(struct router *router, const struct diags *before)
{
	if (router->understood)
		return;
	VEC_FOREACH (class, &router->line_class)
		if (*class != LINE_BLANK) {
			if (router->diags->errors == before->errors) {
				router->diags->list.len = before->list.len;
				router->diags->warnings = before->warnings;
				router->diags->promoted = before->promoted;
			}
			diag_global(router->diags, DIAG_NONE,
				    "'%s' holds no line that could be understood",
				    router->source->name);
			return;
		}
}

void ios_read(struct router *router)
{
	struct diags before = *router->diags;
	struct ios_reader cx;

	reader_open(&cx, router);
	while (line_next(&cx))
		line_read(&cx);
	reader_close(&cx);
	router_settle(router);
	check_understood(router, &before);
}

void ios_abbreviate(struct router *router, FILE *to)
{
	const char *text = router->source->text;
	struct ios_reader cx;
	uint32_t done = 0;
	bool printed = false; /* what a command prints comes next: its spelling ends that */

	reader_open(&cx, router);
	cx.abbreviate = true;
	while (line_next(&cx)) {
		bool spelt = printed && !cx.prompt, taken = line_read(&cx);

		printed = taken && cx.output && cx.prompt;
		if (taken && !spelt)
			VEC_FOREACH (word, &cx.words.list) {
				fwrite(text + done, 1, word->at.off + word->keep - done, to);
				done = word->at.off + word->at.len;
			}
		fwrite(text + done, 1, cx.next - done, to);
		done = cx.next;
	}
	reader_close(&cx);
}
