/*
 * Why a line was refused: at which word, what could have stood there, what was probably meant. All
 * of it comes from the parser's tables, and is computed only here, after the line has failed.
 */
#include <stdlib.h>
#include <string.h>

#include "ios.h"

enum {
	SHOWN = 6, /* that many expectations are listed, else none */
	MISSING_AMONG = 250, /* that many are tried as the missing word, in a line of as many */
	NEAR_AMONG = 100 /* that many interfaces are compared with a misspelt one */
};

static const char *const mode_texts[] = {
#define X(symbol, text) text,
	IOS_MODES(X)
#undef X
};

const char *mode_text(uint8_t mode)
{
	return mode_texts[mode];
}

/* What the parser accepts now. */
struct expected {
	int *kinds;
	unsigned n;
};

/* What the parser accepts now, from the token FIRST on (END, or what comes after it): classes, then
 * keywords by spelling, as join.awk numbers them. */
static struct expected expected_now(struct ios_reader *cx, int first)
{
	struct expected expected = {calloc((size_t)parser_tokens, sizeof(int)), 0};

	if (!expected.kinds)
		return expected;
	for (int kind = first; kind < parser_tokens; kind++)
		if (parser_accepts(cx, kind))
			expected.kinds[expected.n++] = kind;
	return expected;
}

static const char *class_text(int kind)
{
	switch (kind) {
	case END:
		return "the end of the line";
	case NUMBER:
		return "a number";
	case IPV4:
		return "an address";
	case PREFIX:
		return "a prefix";
	case IPV6:
		return "an IPv6 address";
	case PREFIX6:
		return "an IPv6 prefix";
	case IFNAME:
		return "an interface";
	case WORD:
		return "a name";
	case LINE:
		return "text";
	default:
		return "delimited text";
	}
}

/* "; expected 'in' or 'out'"; empty when there is too much to list. */
static const char *expected_text(struct ios_reader *cx, const struct expected *expected)
{
	struct arena *arena = cx->router->arena;
	const char *text = "", *before = "; expected ";

	if (expected->n == 0 || expected->n > SHOWN)
		return "";
	for (unsigned i = 0; i < expected->n; i++) {
		int kind = expected->kinds[i];

		if (i)
			before = i + 1 < expected->n ? ", " : " or ";
		text = token_is_keyword(kind)
			       ? arena_printf(arena, "%s%s'%s'", text, before, token_name(kind))
			       : arena_printf(arena, "%s%s%s", text, before, class_text(kind));
	}
	return text;
}

/* The acceptable keyword that is spelt most like WORD, or NULL. */
static const char *nearest_keyword(const struct expected *expected, const char *word)
{
	const char **list, *nearest;
	size_t n = 0;

	list = calloc(expected->n + 1, sizeof *list);
	if (!list)
		return NULL;
	for (unsigned i = 0; i < expected->n; i++)
		if (token_is_keyword(expected->kinds[i]))
			list[n++] = token_name(expected->kinds[i]);
	nearest = name_nearest(word, list, n);
	free(list);
	return nearest;
}

/* The only keyword that makes the whole line right when it stands before the refused word. */
static const char *missing_keyword(struct ios_reader *cx, enum ios_mode mode,
				   const struct expected *expected)
{
	const char *found = NULL;
	unsigned n = 0;

	if (expected->n > MISSING_AMONG || cx->words.list.len > MISSING_AMONG)
		return NULL;
	cx->missing_at = cx->refused;
	for (unsigned i = 0; i < expected->n && n < 2; i++) {
		cx->missing = expected->kinds[i];
		if (token_is_keyword(cx->missing) && line_attempt(cx, mode)) {
			found = token_name(cx->missing);
			n++;
		}
	}
	cx->missing = 0;
	return n == 1 ? found : NULL;
}

/* Does MODE take any text at all? Then it says nothing about a line that it takes. */
static bool mode_takes_all(struct ios_reader *cx, enum ios_mode mode)
{
	parser_start(cx, mode);
	return parser_accepts(cx, LINE);
}

/* The I-th mode to be tried: that of interfaces, where most lines belong, before the others. */
static enum ios_mode mode_tried(int i)
{
	if (i == 0)
		return MODE_INTERFACE;
	return (enum ios_mode)(i <= (int)MODE_INTERFACE ? i - 1 : i);
}

/*
 * Say in which other mode the line is understood, or at least gets further when it begins with a
 * word that MODE does not know. With a hostile file in mind, only so many lines are looked at.
 */
static enum refusal note_other_mode(struct ios_reader *cx, enum ios_mode mode, uint32_t refused,
				    const char *word, struct diag *diag)
{
	uint32_t furthest = refused, words = cx->words.list.len;
	struct diags *diags = cx->router->diags;
	const char *found = NULL;

	if (!cx->suggestions)
		return refused ? REFUSED_IN_IT : REFUSED_PROSE;
	cx->suggestions--;
	for (int i = 0; i < MODE_COUNT; i++) {
		enum ios_mode other = mode_tried(i);

		if (other == mode || mode_takes_all(cx, other))
			continue;
		line_attempt(cx, other);
		if (cx->refused <= furthest)
			continue;
		furthest = cx->refused;
		found = mode_texts[other];
	}
	if (furthest == words)
		diag_note(diags, diag, cx->line, "this is understood in %s configuration", found);
	else if (found && refused == 0)
		diag_note(diags, diag, diag ? diag->at : cx->line,
			  "'%s' is a command of %s configuration", word, found);
	return furthest == words       ? REFUSED_ELSEWHERE
	       : found || refused != 0 ? REFUSED_IN_IT
				       : REFUSED_PROSE;
}

static const char *block_text(struct ios_reader *cx, uint32_t lines)
{
	if (lines == 1)
		return "";
	return arena_printf(cx->router->arena, ", with its block of %u lines", lines);
}

/* Which keywords an abbreviation could mean: "'inside' or 'interface'"; NULL when it is none. */
static const char *ambiguity_text(struct ios_reader *cx, struct span at)
{
	int kinds[3];
	unsigned n = keywords_begun(cx, cx->router->source->text + at.off, at.len, kinds, 3);

	if (n < 2)
		return NULL;
	return arena_printf(cx->router->arena, "'%s'%s'%s'%s", token_name(kinds[0]),
			    n == 2 ? " or " : ", ", token_name(kinds[1]), n == 2 ? "" : ", …");
}

/* The interface of this configuration that is spelt most like WORD, where one is expected. */
static const char *nearest_interface(struct ios_reader *cx, const struct expected *expected,
				     const char *word)
{
	const struct interfaces *all = &cx->router->interfaces;
	const struct interface *interface;
	const char *list[NEAR_AMONG];
	size_t n = 0;
	bool wanted = false;

	for (unsigned i = 0; i < expected->n; i++)
		wanted |= expected->kinds[i] == IFNAME;
	if (!wanted)
		return NULL;
	STAILQ_FOREACH (interface, &all->list, link)
		if (n < NEAR_AMONG)
			list[n++] = interface->name;
	return name_nearest(word, list, n);
}

/* The same among what begins a line outside all blocks. */
static const char *nearest_global(struct ios_reader *cx, const char *word)
{
	struct expected expected;
	const char *near;

	line_attempt(cx, MODE_GLOBAL);
	expected = expected_now(cx, END);
	near = cx->refused == 0 ? nearest_keyword(&expected, word) : NULL;
	free(expected.kinds);
	return near;
}

/* What could stand in the place of WORD, or NULL. FIRST: it begins the line. */
static const char *suggestion(struct ios_reader *cx, enum ios_mode mode,
			      const struct expected *expected, const char *word, bool first)
{
	const char *near, *missing;

	if (!cx->suggestions)
		return NULL;
	cx->suggestions--;
	near = nearest_keyword(expected, word);
	if (!near && first && cx->indent == 0 && mode != MODE_GLOBAL)
		near = nearest_global(cx, word);
	if (!near)
		near = nearest_interface(cx, expected, word);
	if (near || first)
		return near;
	missing = missing_keyword(cx, mode, expected);
	return missing ? arena_printf(cx->router->arena, "%s %s", missing, word) : NULL;
}

static enum refusal report_word(struct ios_reader *cx, enum ios_mode mode, struct span at,
				bool first, const char *block)
{
	struct diags *diags = cx->router->diags;
	const char *word =
		arena_strndup(cx->router->arena, cx->router->source->text + at.off, at.len);
	const char *ambiguity = ambiguity_text(cx, at), *near;
	struct expected expected = expected_now(cx, END);
	uint32_t refused = cx->refused;
	struct diag *diag;

	if (ambiguity)
		diag = diag_at(diags, DIAG_UNKNOWN, at, "'%s' is ambiguous: %s%s", word, ambiguity,
			       block);
	else if (first)
		diag = diag_at(diags, DIAG_UNKNOWN, at, "unknown command '%s'%s", word, block);
	else
		diag = diag_at(diags, DIAG_UNKNOWN, at, "'%s' is not understood here%s%s", word,
			       block, expected_text(cx, &expected));
	near = ambiguity ? NULL : suggestion(cx, mode, &expected, word, first);
	if (near)
		diag_fixit(diags, diag, "%s", near);
	free(expected.kinds);
	if (near || ambiguity)
		return near && first ? REFUSED_MISSPELT : REFUSED_IN_IT;
	return note_other_mode(cx, mode, refused, word, diag);
}

static bool taken_elsewhere(struct ios_reader *cx, enum ios_mode mode)
{
	for (int i = 0; i < MODE_COUNT; i++) {
		enum ios_mode other = mode_tried(i);

		if (other != mode && !mode_takes_all(cx, other) && line_attempt(cx, other))
			return true;
	}
	return false;
}

enum refusal line_report_refused(struct ios_reader *cx, enum ios_mode mode, uint32_t lines)
{
	const char *block = block_text(cx, lines);
	struct expected expected;
	struct span at;

	line_attempt(cx, mode);
	if (cx->refused < cx->words.list.len) {
		at = cx->words.list.at[cx->refused].at;
		return report_word(cx, mode, at, cx->refused == 0, block);
	}
	at = (struct span){cx->line.off + cx->line.len, 1};
	expected = expected_now(cx, END + 1);
	diag_at(cx->router->diags, DIAG_UNKNOWN, at, "incomplete command%s%s", block,
		expected_text(cx, &expected));
	free(expected.kinds);
	return cx->prose && taken_elsewhere(cx, mode) ? REFUSED_ELSEWHERE : REFUSED_IN_IT;
}
