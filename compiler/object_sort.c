/*
 * Objects in the order of their keys. A plan is made set by set and table by table, so that most of
 * it stands in long runs that are in order: the runs are sorted, and only those that reach into
 * each other are looked into.
 */
#include <stdlib.h>
#include <string.h>

#include "plan.h"
#include "plan_bind.h"

/* Neighbours of one kind, in order. There are as many as sets, where these are in none; TEXT, which
 * says most of the order, is the first one's without a look at its object. */
struct run {
	const char *text;
	uint32_t from, n;
	uint8_t kind;
};

struct sorting {
	struct arena *arena;
	const struct object **at;
	VEC(struct run) runs;
};

static int by_key(const void *a, const void *b, void *of)
{
	const uint32_t *x = a, *y = b;
	const struct sorting *s = of;
	int order = object_compare(s->at[*x], s->at[*y]);

	arena_pause(s->arena);
	return order ? order : (*x > *y) - (*x < *y);
}

/* What the key of OBJECT begins with, or NULL. */
static const char *text_of(const struct object *object)
{
	switch ((enum object_kind)object->kind) {
	case OBJECT_SET:
		return object->set.name;
	case OBJECT_CHAIN:
		return object->chain.name;
	case OBJECT_ELEMENT:
		return object->element.set;
	case OBJECT_ROWS:
		return object->rows.set;
	default:
		return NULL;
	}
}

static int by_first(const void *a, const void *b, void *of)
{
	const struct run *x = a, *y = b;
	int order = (x->kind > y->kind) - (x->kind < y->kind);

	if (!order && x->text && y->text)
		order = strcmp(x->text, y->text);
	return order ? order : by_key(&x->from, &y->from, of);
}

static void find_runs(struct sorting *s, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		arena_pause(s->arena);
		if (!i || s->at[i - 1]->kind != s->at[i]->kind ||
		    object_compare(s->at[i - 1], s->at[i]) > 0)
			vec_push(s->arena, &s->runs,
				 ((struct run){text_of(s->at[i]), i, 0, s->at[i]->kind}));
		s->runs.at[s->runs.len - 1].n++;
	}
}

static uint32_t last_of(const struct run *run)
{
	return run->from + run->n - 1;
}

/* How many of RUNS, of which there are N, reach into one another from the first on. */
static uint32_t entangled(struct sorting *s, const struct run *runs, uint32_t n)
{
	uint32_t highest = last_of(runs), i = 1;

	for (; i < n && by_key(&highest, &runs[i].from, s) > 0; i++) {
		uint32_t last = last_of(&runs[i]);

		if (by_key(&highest, &last, s) < 0)
			highest = last;
	}
	return i;
}

static uint32_t count(const struct run *runs, uint32_t n)
{
	uint32_t all = 0;

	for (uint32_t i = 0; i < n; i++)
		all += runs[i].n;
	return all;
}

/* The numbers of all in RUNS, of which there are N, in order, to TO; ROOM is as much. */
static void merge_numbers(struct sorting *s, const struct run *runs, uint32_t n, uint32_t *to,
			  uint32_t *room)
{
	uint32_t half = count(runs, n / 2), all = count(runs, n), i = 0, j = half;

	if (n == 1) {
		for (; i < all; i++)
			to[i] = runs->from + i;
		return;
	}
	merge_numbers(s, runs, n / 2, room, to);
	merge_numbers(s, runs + n / 2, n - n / 2, room + half, to + half);
	while (i < half || j < all) {
		bool first = j == all || (i < half && by_key(&room[i], &room[j], s) < 0);

		*to++ = first ? room[i++] : room[j++];
	}
}

/* All of RUNS, of which there are N, in order, to TO. */
static void merge(struct sorting *s, const struct run *runs, uint32_t n, const struct object **to)
{
	uint32_t all = count(runs, n);
	uint32_t *numbers = arena_alloc(s->arena, 2 * (size_t)all * sizeof *numbers);

	merge_numbers(s, runs, n, numbers, numbers + all);
	for (uint32_t i = 0; i < all; i++)
		to[i] = s->at[numbers[i]];
	arena_release(s->arena, numbers, 2 * (size_t)all * sizeof *numbers);
}

/* The N objects at AT by kind, else as they stand: a set, what it holds, the next set become runs
 * of sets and of their contents. */
static void sort_kinds(struct arena *arena, const struct object **at, uint32_t n)
{
	const struct object **sorted = arena_alloc(arena, n * sizeof *sorted);
	uint32_t next[OBJECT_KIND_COUNT + 1] = {0};

	for (uint32_t i = 0; i < n; i++)
		next[at[i]->kind + 1]++;
	for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++)
		next[kind + 1] += next[kind];
	for (uint32_t i = 0; i < n; i++)
		sorted[next[at[i]->kind]++] = at[i];
	memcpy(at, sorted, n * sizeof *at);
	arena_release(arena, sorted, n * sizeof *sorted);
}

void objects_sort(struct arena *arena, const struct object **at, uint32_t n)
{
	struct sorting s = {.arena = arena, .at = at};
	const struct object **sorted, **to;

	if (!n)
		return;
	sort_kinds(arena, at, n);
	find_runs(&s, n);
	if (s.runs.len > 1) {
		qsort_r(s.runs.at, s.runs.len, sizeof *s.runs.at, by_first, &s);
		to = sorted = arena_alloc(arena, n * sizeof *sorted);
		for (uint32_t i = 0, reach; i < s.runs.len; i += reach) {
			reach = entangled(&s, &s.runs.at[i], s.runs.len - i);
			if (reach > 1)
				merge(&s, &s.runs.at[i], reach, to);
			else
				memcpy(to, at + s.runs.at[i].from, s.runs.at[i].n * sizeof *to);
			to += count(&s.runs.at[i], reach);
		}
		memcpy(at, sorted, n * sizeof *at);
		arena_release(arena, sorted, n * sizeof *sorted);
	}
	arena_release(arena, s.runs.at, s.runs.cap * sizeof *s.runs.at);
}
