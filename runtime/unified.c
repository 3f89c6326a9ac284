/*
 * Line differences. Lines become numbers (equal lines, equal numbers), the divide-and-conquer form
 * of Myers' algorithm marks those that have no partner, and the printer gathers marks into hunks.
 */
#include "unified.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/arena.h"
#include "grammar/hash.h"

enum {
	CONTEXT = 3,
	COST_MIN = 256, /* edit scripts up to this length are the shortest */
};

struct line {
	const char *at;
	size_t len; /* without the line's end */
	bool cut; /* the last line, and it has no end */
	bool changed;
};

struct side {
	struct text text;
	struct line *lines;
	int *ids;
	int n;
};

struct comparison {
	const int *a, *b;
	struct line *a_lines, *b_lines;
	int *forward, *backward; /* furthest x on each diagonal x - y */
	int cost_limit;
};

/* A rectangle of the edit graph: lines a0..a1 of one text against b0..b1 of the other. */
struct box {
	int a0, a1, b0, b1;
};

static int count_lines(struct text text)
{
	int n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += text.at[i] == '\n';
	return n + (text.len && text.at[text.len - 1] != '\n');
}

static void split_lines(struct arena *arena, struct side *side)
{
	const char *p = side->text.at, *end = p + side->text.len;

	side->n = count_lines(side->text);
	side->lines = arena_alloc(arena, ((size_t)side->n + 1) * sizeof *side->lines);
	side->ids = arena_alloc(arena, ((size_t)side->n + 1) * sizeof *side->ids);
	for (int i = 0; i < side->n; i++) {
		const char *eol = memchr(p, '\n', (size_t)(end - p));

		side->lines[i].at = p;
		side->lines[i].cut = !eol;
		side->lines[i].len = (size_t)((eol ? eol : end) - p);
		p = eol ? eol + 1 : end;
	}
}

static uint64_t hash_line(const struct line *line)
{
	return hash_bytes(HASH_START + line->cut, line->at, line->len);
}

static bool same_line(const struct line *a, const struct line *b)
{
	return a->len == b->len && a->cut == b->cut && !memcmp(a->at, b->at, a->len);
}

/* Number the lines of both sides by content, in an open-addressed table of representatives. */
static void number_lines(struct arena *arena, struct side *a, struct side *b)
{
	size_t size = 16;
	const struct line **table;
	int *number, next = 0;

	while (size < 2 * ((size_t)a->n + (size_t)b->n))
		size *= 2;
	table = arena_alloc(arena, size * sizeof(void *));
	number = arena_alloc(arena, size * sizeof *number);
	for (int s = 0; s < 2; s++) {
		struct side *side = s ? b : a;

		for (int i = 0; i < side->n; i++) {
			size_t slot = hash_line(&side->lines[i]) & (size - 1);

			while (table[slot] && !same_line(table[slot], &side->lines[i]))
				slot = (slot + 1) & (size - 1);
			if (!table[slot]) {
				table[slot] = &side->lines[i];
				number[slot] = next++;
			}
			side->ids[i] = number[slot];
		}
	}
}

static int slide_down(const struct comparison *c, const struct box *box, int x, int y)
{
	while (x < box->a1 && y < box->b1 && c->a[x] == c->b[y])
		x++, y++;
	return x;
}

static int slide_up(const struct comparison *c, const struct box *box, int x, int y)
{
	while (x > box->a0 && y > box->b0 && c->a[x - 1] == c->b[y - 1])
		x--, y--;
	return x;
}

/* The range of diagonals that a search has reached. */
struct reach {
	int min, max;
};

static void widen(struct reach *reach, const struct box *box, int *v, int beyond)
{
	if (reach->min > box->a0 - box->b1)
		v[--reach->min - 1] = beyond;
	else
		reach->min++;
	if (reach->max < box->a1 - box->b0)
		v[++reach->max + 1] = beyond;
	else
		reach->max--;
}

/* When the search costs too much: the point furthest from the corner where it began. */
static void furthest(const struct comparison *c, const struct box *box, struct reach f,
		     struct reach b, int *x, int *y)
{
	int best = -1, best_back = INT_MAX, fx = box->a0, bx = box->a1, fd = box->a0 - box->b0,
	    bd = box->a1 - box->b1;

	for (int d = f.max; d >= f.min; d -= 2) {
		int at = c->forward[d] < box->a1 ? c->forward[d] : box->a1;

		at = at - d < box->b1 ? at : box->b1 + d;
		if (2 * at - d > best)
			best = 2 * at - d, fx = at, fd = d;
	}
	for (int d = b.max; d >= b.min; d -= 2) {
		int at = c->backward[d] > box->a0 ? c->backward[d] : box->a0;

		at = at - d > box->b0 ? at : box->b0 + d;
		if (2 * at - d < best_back)
			best_back = 2 * at - d, bx = at, bd = d;
	}
	if (best - (box->a0 + box->b0) >= (box->a1 + box->b1) - best_back)
		*x = fx, *y = fx - fd;
	else
		*x = bx, *y = bx - bd;
}

/* A point of BOX on a shortest path from corner to corner, searched from both ends at once. */
static void find_middle(struct comparison *c, const struct box *box, int *x, int *y)
{
	int f_start = box->a0 - box->b0, b_start = box->a1 - box->b1;
	struct reach f = {f_start, f_start}, b = {b_start, b_start};
	bool odd = (f_start - b_start) & 1;

	c->forward[f_start] = box->a0;
	c->backward[b_start] = box->a1;
	for (int cost = 1;; cost++) {
		widen(&f, box, c->forward, -1);
		for (int d = f.max; d >= f.min; d -= 2) {
			int low = c->forward[d - 1], high = c->forward[d + 1];

			*x = low < high ? high : low + 1;
			c->forward[d] = *x = slide_down(c, box, *x, *x - d);
			*y = *x - d;
			if (odd && b.min <= d && d <= b.max && c->backward[d] <= *x)
				return;
		}
		widen(&b, box, c->backward, INT_MAX);
		for (int d = b.max; d >= b.min; d -= 2) {
			int low = c->backward[d - 1], high = c->backward[d + 1];

			*x = low < high ? low : high - 1;
			c->backward[d] = *x = slide_up(c, box, *x, *x - d);
			*y = *x - d;
			if (!odd && f.min <= d && d <= f.max && *x <= c->forward[d])
				return;
		}
		if (cost >= c->cost_limit) {
			furthest(c, box, f, b, x, y);
			return;
		}
	}
}

static void compare(struct comparison *c, struct box box)
{
	int x, y;

	while (box.a0 < box.a1 && box.b0 < box.b1 && c->a[box.a0] == c->b[box.b0])
		box.a0++, box.b0++;
	while (box.a0 < box.a1 && box.b0 < box.b1 && c->a[box.a1 - 1] == c->b[box.b1 - 1])
		box.a1--, box.b1--;
	if (box.a0 == box.a1) {
		while (box.b0 < box.b1)
			c->b_lines[box.b0++].changed = true;
	} else if (box.b0 == box.b1) {
		while (box.a0 < box.a1)
			c->a_lines[box.a0++].changed = true;
	} else {
		find_middle(c, &box, &x, &y);
		compare(c, (struct box){box.a0, x, box.b0, y});
		compare(c, (struct box){x, box.a1, y, box.b1});
	}
}

static void mark_changes(struct arena *arena, struct side *a, struct side *b)
{
	size_t diagonals = (size_t)a->n + (size_t)b->n + 3;
	struct comparison c = {a->ids, b->ids, a->lines, b->lines, NULL, NULL, COST_MIN};

	while ((size_t)c.cost_limit * (size_t)c.cost_limit < diagonals)
		c.cost_limit *= 2;
	c.forward = (int *)arena_alloc(arena, diagonals * sizeof(int)) + b->n + 1;
	c.backward = (int *)arena_alloc(arena, diagonals * sizeof(int)) + b->n + 1;
	compare(&c, (struct box){0, a->n, 0, b->n});
}

static void print_line(FILE *to, bool colour, char sign, const struct line *line)
{
	const char *on = sign == '-' ? "\33[31m" : sign == '+' ? "\33[32m" : NULL;

	if (colour && on)
		fputs(on, to);
	fputc(sign, to);
	fwrite(line->at, 1, line->len, to);
	if (colour && on)
		fputs("\33[m", to);
	fputc('\n', to);
	if (line->cut)
		fputs("\\ No newline at end of file\n", to);
}

static void print_range(FILE *to, char sign, int from, int n)
{
	fprintf(to, n == 1 ? "%c%d" : "%c%d,%d", sign, n ? from + 1 : from, n);
}

/* Lines I.. of A and J.. of B up to the end of a hunk: a run of unchanged lines that is too long to
 * bridge. */
static void hunk_end(const struct side *a, const struct side *b, int *i, int *j)
{
	int quiet = 0;

	while (*i < a->n || *j < b->n) {
		if (*i < a->n && a->lines[*i].changed)
			++*i, quiet = 0;
		else if (*j < b->n && b->lines[*j].changed)
			++*j, quiet = 0;
		else if (quiet == 2 * CONTEXT)
			break;
		else
			++*i, ++*j, quiet++;
	}
	if (quiet > CONTEXT) {
		*i -= quiet - CONTEXT;
		*j -= quiet - CONTEXT;
	}
}

static void print_hunk(const struct side *a, const struct side *b, const struct box *hunk, FILE *to,
		       bool colour)
{
	int i = hunk->a0, j = hunk->b0;

	fputs(colour ? "\33[36m@@ " : "@@ ", to);
	print_range(to, '-', hunk->a0, hunk->a1 - hunk->a0);
	fputc(' ', to);
	print_range(to, '+', hunk->b0, hunk->b1 - hunk->b0);
	fputs(colour ? " @@\33[m\n" : " @@\n", to);
	while (i < hunk->a1 || j < hunk->b1) {
		if (i < hunk->a1 && a->lines[i].changed)
			print_line(to, colour, '-', &a->lines[i++]);
		else if (j < hunk->b1 && b->lines[j].changed)
			print_line(to, colour, '+', &b->lines[j++]);
		else
			print_line(to, colour, ' ', &a->lines[i]), i++, j++;
	}
}

static void print_hunks(const struct side *a, const struct side *b, FILE *to, bool colour)
{
	int i = 0, j = 0, floor = 0;

	fprintf(to, colour ? "\33[1m--- %s\n+++ %s\33[m\n" : "--- %s\n+++ %s\n", a->text.name,
		b->text.name);
	for (;;) {
		struct box hunk;
		int back;

		while (i < a->n && j < b->n && !a->lines[i].changed && !b->lines[j].changed)
			i++, j++;
		if (i == a->n && j == b->n)
			return;
		back = i - floor < CONTEXT ? i - floor : CONTEXT;
		hunk = (struct box){i - back, i, j - back, j};
		hunk_end(a, b, &hunk.a1, &hunk.b1);
		print_hunk(a, b, &hunk, to, colour);
		floor = i = hunk.a1;
		j = hunk.b1;
	}
}

bool unified_diff(struct text a, struct text b, FILE *to, bool colour)
{
	struct side old = {.text = a}, new = {.text = b};
	struct arena *arena;

	if (a.len == b.len && !memcmp(a.at, b.at, a.len))
		return false;
	arena = arena_new();
	split_lines(arena, &old);
	split_lines(arena, &new);
	number_lines(arena, &old, &new);
	mark_changes(arena, &old, &new);
	print_hunks(&old, &new, to, colour);
	arena_free(arena);
	return true;
}
