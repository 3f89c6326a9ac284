/* An edit is put together: rows that change become other rows of the plan, with those that go left
 * out and those that come in their places, and the little that differs becomes a change. */
#include "edit_rows.h"

#include <string.h>

#include "grammar/search.h"
#include "plan_bind.h"
#include "plan_rows.h"

struct row_search {
	const struct rows_object *rows, *one;
};

static bool is_from(const void *of, uint32_t i)
{
	const struct row_search *search = of;

	return rows_compare(search->rows, i, search->one, 0) >= 0;
}

static void insert_row(struct rows_object *rows, uint32_t *all, const uint32_t *row)
{
	struct rows_object one = *rows;
	uint32_t width = rows_width(rows), place;

	one.at = row;
	one.n = 1;
	place = search_first(0, rows->n, is_from, &(struct row_search){rows, &one});
	memmove(all + (size_t)(place + 1) * width, all + (size_t)place * width,
		(size_t)(rows->n - place) * width * sizeof *all);
	memcpy(all + (size_t)place * width, row, width * sizeof *all);
	rows->n++;
}

static struct rows_object rows_of(struct arena *arena, const struct edit_rows *part,
				  const struct row_line *lines)
{
	struct rows_object rows = *part->was;
	uint32_t width = rows_width(&rows), from = 0;
	uint32_t *all = arena_alloc(arena, (size_t)(rows.n + part->new.len) * width * sizeof *all);

	rows.at = all;
	rows.lines = lines;
	rows.n = 0;
	for (uint32_t g = 0; g <= part->gone.len; g++) {
		uint32_t to = g < part->gone.len ? part->gone.at[g] : part->was->n;

		memcpy(all + (size_t)rows.n * width, rows_at(part->was, from),
		       (size_t)(to - from) * width * sizeof *all);
		rows.n += to - from;
		from = to + 1;
	}
	VEC_FOREACH (row, &part->new)
		insert_row(&rows, all, *row);
	return rows;
}

/* Only the rows of PART that come, or go: what a change is made of. */
static void push_some(const struct edit_making *making, const struct edit_rows *part, bool new,
		      const struct row_line *lines, struct target *target)
{
	uint32_t width = rows_width(part->was), n = new ? part->new.len : part->gone.len;
	struct object *object = vec_add(making->arena, &target->objects);
	uint32_t *at = arena_alloc(making->arena, (size_t)n * width * sizeof *at);

	for (uint32_t i = 0; i < n; i++)
		memcpy(at + (size_t)i * width,
		       new ? part->new.at[i] : rows_at(part->was, part->gone.at[i]),
		       width * sizeof *at);
	object->kind = OBJECT_ROWS;
	object->rows = *part->was;
	object->rows.lines = lines;
	object->rows.n = n;
	rows_sort(&object->rows, at);
}

static struct edit *edit_in(struct edit_making *making)
{
	if (!making->edit)
		making->edit = arena_new_object(making->arena, struct edit);
	return making->edit;
}

void edit_make_rows(struct edit_making *making, const struct edit_rows *rows,
		    const struct row_line *lines)
{
	struct object object = making->plan->items.at[rows->item].object;

	if (!rows->gone.len && !rows->new.len)
		return;
	push_some(making, rows, false, lines, &making->old);
	push_some(making, rows, true, lines, &making->new);
	object.rows = rows_of(making->arena, rows, lines);
	vec_push(making->arena, &edit_in(making)->parts, ((struct edit_part){rows->item, object}));
}

void edit_make_object(struct edit_making *making, uint32_t item, const struct object *object)
{
	vec_push(making->arena, &making->old.objects, making->plan->items.at[item].object);
	vec_push(making->arena, &making->new.objects, *object);
	vec_push(making->arena, &edit_in(making)->parts, ((struct edit_part){item, *object}));
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
