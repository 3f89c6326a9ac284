/*
 * An edit is put together: rows that come or go, and other parts of a plan that become others, make
 * a change of the little that differs. That is what somebody waits for; the rows of the plan may be
 * very many, and are put together when they are to be in it.
 */
#include "edit_rows.h"

#include <string.h>

#include "grammar/search.h"
#include "plan_bind.h"
#include "plan_rows.h"

/* Of the rows WAS some go, and some come that have other keys than those that stay. */
struct edit_merge {
	struct arena *arena;
	const struct rows_object *was;
	struct rows_object gone, come;
	struct row_lines *lines;
};

/* ---- rows ---- */

struct row_search {
	const struct rows_object *rows, *keys;
	uint32_t key;
};

static bool is_from(const void *of, uint32_t i)
{
	const struct row_search *search = of;

	return rows_compare(search->rows, i, search->keys, search->key) >= 0;
}

/* The first of ROWS, from FROM on, that does not stand before row KEY of KEYS. */
static uint32_t place_of(const struct rows_object *rows, uint32_t from,
			 const struct rows_object *keys, uint32_t key)
{
	return search_first(from, rows->n, is_from, &(struct row_search){rows, keys, key});
}

const uint32_t *edit_row_find(const struct rows_object *rows, const uint32_t *row)
{
	struct rows_object key = *rows;
	uint32_t place;

	key.at = row;
	key.n = 1;
	place = place_of(rows, 0, &key, 0);
	return place < rows->n && !rows_compare(rows, place, &key, 0) ? rows_at(rows, place) : NULL;
}

/* ROWS, which stand at ALL, go on with the N rows at AT. */
static void add_rows(struct rows_object *rows, uint32_t *all, const uint32_t *at, uint32_t n)
{
	uint32_t width = rows_width(rows);

	memcpy(all + (size_t)rows->n * width, at, (size_t)n * width * sizeof *all);
	rows->n += n;
}

static const struct row_line *all_lines(struct arena *arena, struct row_lines *lines)
{
	struct row_line *all;

	if (lines->all)
		return lines->all;
	lines->all = all = arena_alloc(arena, (lines->n + lines->news) * sizeof *all);
	memcpy(all, lines->was, lines->n * sizeof *all);
	memcpy(all + lines->n, lines->new, lines->news * sizeof *all);
	return all;
}

static struct rows_object merged(const struct edit_merge *merge)
{
	const struct rows_object *was = merge->was, *gone = &merge->gone, *come = &merge->come;
	struct rows_object rows = *was;
	uint32_t width = rows_width(was), from = 0, g = 0, c = 0;
	uint32_t *all = arena_alloc(merge->arena,
				    (size_t)(was->n - gone->n + come->n) * width * sizeof *all);

	rows.at = all;
	rows.n = 0;
	rows.lines = all_lines(merge->arena, merge->lines);
	while (g < gone->n || c < come->n) {
		bool comes = g == gone->n || (c < come->n && rows_compare(come, c, gone, g) < 0);
		uint32_t to = comes ? place_of(was, from, come, c) : place_of(was, from, gone, g);

		add_rows(&rows, all, rows_at(was, from), to - from);
		from = comes ? to : to + 1;
		if (comes) {
			add_rows(&rows, all, rows_at(come, c++), 1);
			all[(size_t)(rows.n - 1) * width] += merge->lines->n;
		} else {
			g++;
		}
	}
	add_rows(&rows, all, rows_at(was, from), was->n - from);
	return rows;
}

void edit_exchange(struct plan *plan, struct edit *edit)
{
	VEC_FOREACH (part, &edit->parts) {
		struct object *object = &plan->items.at[part->item].object, was = *object;

		if (part->merge)
			part->object.rows = merged(part->merge);
		part->merge = NULL;
		*object = part->object;
		part->object = was;
	}
}

/* ---- an edit ---- */

/* LIST, whose lines are LINES, of rows that are as WAS. */
static struct rows_object rows_of(struct arena *arena, const struct rows_object *was,
				  const edit_row_list *list, const struct row_line *lines)
{
	struct rows_object rows = *was;
	uint32_t width = rows_width(was);
	uint32_t *at = arena_alloc(arena, (size_t)list->len * width * sizeof *at);

	VEC_FOREACH (row, list)
		memcpy(at + (size_t)(row - list->at) * width, *row, width * sizeof *at);
	rows.n = list->len;
	rows.lines = lines;
	rows_sort(&rows, at);
	return rows;
}

static struct edit *edit_in(struct edit_making *making)
{
	if (!making->edit)
		making->edit = arena_new_object(making->arena, struct edit);
	return making->edit;
}

void edit_make_rows(struct edit_making *making, const struct edit_rows *rows)
{
	const struct object *was = &making->plan->items.at[rows->item].object;
	struct object *old, *new;
	struct edit_part *part;

	if (!rows->gone.len && !rows->new.len)
		return;
	old = vec_add(making->arena, &making->old.objects);
	new = vec_add(making->arena, &making->new.objects);
	*old = *new = *was;
	old->rows = rows_of(making->arena, rows->was, &rows->gone, making->lines->was);
	new->rows = rows_of(making->arena, rows->was, &rows->new, making->lines->new);
	part = vec_add(making->arena, &edit_in(making)->parts);
	part->item = rows->item;
	part->object = *was;
	part->merge = arena_new_object(making->arena, struct edit_merge);
	*part->merge =
		(struct edit_merge){making->arena, rows->was, old->rows, new->rows, making->lines};
}

void edit_make_object(struct edit_making *making, uint32_t item, const struct object *object)
{
	vec_push(making->arena, &making->old.objects, making->plan->items.at[item].object);
	vec_push(making->arena, &making->new.objects, *object);
	vec_push(making->arena, &edit_in(making)->parts, ((struct edit_part){item, *object, NULL}));
}

struct edit *edit_made(struct edit_making *making)
{
	struct edit *edit = edit_in(making);

	target_sort(making->arena, &making->old);
	target_sort(making->arena, &making->new);
	edit->change = change_between(making->arena, &making->old, &making->new);
	edit->change->plan = making->plan;
	return edit;
}
