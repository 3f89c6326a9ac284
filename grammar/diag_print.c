/*
 * Printing diagnostics as gcc prints them. What comes from the configuration is hostile here: it
 * must not reach the terminal as a control sequence, in a message no more than in the line shown.
 */
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "diag.h"

enum {
	WIDTH = 160, /* of a line shown; longer ones are cut around the caret */
	SAME_MANY = 8, /* of one thing that is not translated, more than these are many: */
	SAME_SHOWN = 5, /* the first of many stand for all */
};

/* What is not translated, and where it was met. */
struct same {
	UT_hash_handle hh; /* by the message, without the length of a block */
	unsigned total, shown;
	uint32_t last; /* offset */
};

struct printer {
	struct source *source;
	FILE *to;
	bool colour;
	struct same *same;
};

static const struct {
	const char *text, *colour;
} severities[] = {
	[SEVERITY_DIVERGENCE] = {"divergence", "\33[01;34m"},
	[SEVERITY_NOTE] = {"note", "\33[01;36m"},
	[SEVERITY_WARNING] = {"warning", "\33[01;35m"},
	[SEVERITY_ERROR] = {"error", "\33[01;31m"},
};

/* Length of the UTF-8 sequence at S that is fit to be shown, or 0. */
static size_t shown_sequence(const char *s, size_t len)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t n = *u < 0x80   ? 1
		   : *u < 0xC2 ? 0
		   : *u < 0xE0 ? 2
		   : *u < 0xF0 ? 3
		   : *u < 0xF5 ? 4
			       : 0;

	if (n > len || *u < 0x20 || *u == 0x7F || (*u == 0xC2 && len > 1 && u[1] < 0xA0))
		return 0;
	for (size_t i = 1; i < n; i++)
		if ((u[i] & 0xC0) != 0x80)
			return 0;
	return n;
}

/* Print LEN bytes at S, unfit ones as '?', a tab as a blank; yield the columns used. */
static unsigned put_shown(FILE *to, const char *s, size_t len)
{
	unsigned columns = 0;

	for (size_t n; len; s += n, len -= n, columns++) {
		n = shown_sequence(s, len);
		if (n) {
			if (to)
				fwrite(s, 1, n, to);
			continue;
		}
		n = 1;
		if (to)
			putc(*s == '\t' ? ' ' : '?', to);
	}
	return columns;
}

static void put_colour(const struct printer *p, const char *sequence)
{
	if (p->colour)
		fputs(sequence, p->to);
}

static void put_end(const struct printer *p)
{
	put_colour(p, "\33[m");
}

/* The part of PLACE's line that is shown. */
static void cut_around(struct place place, size_t *from, size_t *to)
{
	size_t caret = place.column - 1;

	*from = 0;
	*to = place.len;
	if (place.len <= WIDTH)
		return;
	if (caret > WIDTH / 2)
		*from = caret - WIDTH / 2;
	if (*from + WIDTH < place.len)
		*to = *from + WIDTH;
	else
		*from = place.len - WIDTH;
	while (*from > 0 && (place.text[*from] & 0xC0) == 0x80)
		--*from;
}

static void put_line(const struct printer *p, const struct diag *diag, struct place place)
{
	size_t from, to, caret = place.column - 1, end = caret + diag->at.len;
	unsigned before, under;

	cut_around(place, &from, &to);
	if (caret > to)
		caret = to;
	if (end > to)
		end = to;
	fprintf(p->to, "%5u | ", place.line);
	put_shown(p->to, place.text + from, to - from);
	before = put_shown(NULL, place.text + from, caret - from);
	under = end > caret ? put_shown(NULL, place.text + caret, end - caret) : 1;
	fprintf(p->to, "\n      | %*s", (int)before, "");
	put_colour(p, severities[diag_severity(diag)].colour);
	putc('^', p->to);
	while (under-- > 1)
		putc('~', p->to);
	put_end(p);
	putc('\n', p->to);
	if (diag->fixit) {
		fprintf(p->to, "      | %*s", (int)before, "");
		put_colour(p, "\33[32m");
		put_shown(p->to, diag->fixit, strlen(diag->fixit));
		put_end(p);
		putc('\n', p->to);
	}
}

/* Lines to insert, as gcc shows them. */
static void put_insert(const struct printer *p, const char *lines)
{
	for (size_t len; *lines; lines += len + (lines[len] == '\n')) {
		len = strcspn(lines, "\n");
		fputs("  +++ |", p->to);
		put_colour(p, "\33[32m");
		putc('+', p->to);
		put_shown(p->to, lines, len);
		put_end(p);
		putc('\n', p->to);
	}
}

static void put_diag(const struct printer *p, const struct diag *diag)
{
	struct place place = {0};

	put_colour(p, "\33[01m");
	if (diag->located) {
		place = source_place(p->source, diag->at.off);
		put_shown(p->to, p->source->name, strlen(p->source->name));
		fprintf(p->to, ":%u:%u:", place.line, place.column);
	} else {
		fputs("causeway:", p->to);
	}
	put_end(p);
	putc(' ', p->to);
	put_colour(p, severities[diag_severity(diag)].colour);
	fprintf(p->to, "%s:", severities[diag_severity(diag)].text);
	put_end(p);
	putc(' ', p->to);
	put_shown(p->to, diag->message, strlen(diag->message));
	if (diag->name != DIAG_NONE)
		fprintf(p->to, " [-W%s%s]", diag->promoted ? "error=" : "", diag_text(diag->name));
	putc('\n', p->to);
	if (diag->located)
		put_line(p, diag, place);
	if (diag->insert)
		put_insert(p, diag->insert);
}

struct ranked {
	const struct diag *diag;
	uint32_t rank; /* order of reporting */
};

/* By place, those without one last; as reported among equals. */
static int by_place(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->diag->located != y->diag->located)
		return x->diag->located ? -1 : 1;
	if (x->diag->located && x->diag->at.off != y->diag->at.off)
		return x->diag->at.off < y->diag->at.off ? -1 : 1;
	return x->rank < y->rank ? -1 : 1;
}

static struct same *same_of(const struct printer *p, const struct diag *diag)
{
	struct same *same;

	if (diag->name != DIAG_NOT_TRANSLATED || !diag->located)
		return NULL;
	HASH_FIND(hh, p->same, diag->message, strcspn(diag->message, ","), same);
	return same;
}

/* A large configuration has one feature in a hundred places: reading the first few is enough. */
static void count_same(struct printer *p, struct arena *arena, const struct diag *diag)
{
	struct same *same = same_of(p, diag);

	if (diag->name != DIAG_NOT_TRANSLATED || !diag->located)
		return;
	if (!same) {
		same = arena_new_object(arena, struct same);
		HASH_ADD_KEYPTR(hh, p->same, diag->message, strcspn(diag->message, ","), same);
	}
	same->total++;
	same->last = diag->at.off;
}

static void put_rest(const struct printer *p, const struct diag *diag, const struct same *same)
{
	struct place place = source_place(p->source, diag->at.off);

	put_colour(p, "\33[01m");
	put_shown(p->to, p->source->name, strlen(p->source->name));
	fprintf(p->to, ":%u:%u:", place.line, place.column);
	put_end(p);
	putc(' ', p->to);
	put_colour(p, severities[SEVERITY_NOTE].colour);
	fprintf(p->to, "%s:", severities[SEVERITY_NOTE].text);
	put_end(p);
	fprintf(p->to,
		" so it is in %u places more, the last in line %u; 'causeway check --format json' "
		"lists all\n",
		same->total - same->shown, source_place(p->source, same->last).line);
}

static void put_with_notes(const struct printer *p, const struct diag *diag)
{
	struct same *same = same_of(p, diag);

	if (same && same->total > SAME_MANY && same->shown == SAME_SHOWN)
		return;
	put_diag(p, diag);
	for (const struct diag *note = diag->notes; note; note = note->next)
		put_diag(p, note);
	if (same && ++same->shown == SAME_SHOWN && same->total > SAME_MANY)
		put_rest(p, diag, same);
}

void diags_print(const struct diags *diags, struct source *source, FILE *to, bool divergences,
		 bool colour)
{
	struct printer p = {.source = source, .to = to, .colour = colour};
	struct ranked *sorted = calloc(diags->list.len + 1, sizeof *sorted);

	if (!sorted)
		return;
	for (uint32_t i = 0; i < diags->list.len; i++)
		sorted[i] = (struct ranked){diags->list.at[i], i};
	qsort(sorted, diags->list.len, sizeof *sorted, by_place);
	for (uint32_t i = 0; i < diags->list.len; i++)
		count_same(&p, diags->arena, sorted[i].diag);
	for (uint32_t i = 0; i < diags->list.len; i++) {
		const struct diag *diag = sorted[i].diag;

		if (diag_severity(diag) == SEVERITY_DIVERGENCE && !divergences)
			continue;
		put_with_notes(&p, diag);
	}
	HASH_CLEAR(hh, p.same);
	free(sorted);
}
