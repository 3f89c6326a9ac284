/*
 * Rows that change: two sorted arrays are gone through together, and what differs becomes elements,
 * as few as these mostly are. A map that is new comes as its rows.
 */
#include "plan_rows.h"

struct changing {
	struct arena *arena;
	struct changed_ranges *ranges;
	struct change *change;
};

static const struct object *element(const struct changing *to, const struct rows_object *rows,
				    uint32_t i)
{
	struct object *object = arena_new_object(to->arena, struct object);

	rows_element_new(to->arena, rows, i, object);
	return object;
}

static void step(const struct changing *to, const struct object *old, const struct object *new)
{
	struct change_step step = {.old = old, .new = new};

	step.verb = !old ? CHANGE_ADD : !new ? CHANGE_DELETE : CHANGE_REPLACE;
	vec_push(to->arena, &to->change->steps, step);
}

/* Row I of OLD, or none, becomes row J of NEW, or none. */
static void change_row(const struct changing *to, const struct rows_object *old, uint32_t i,
		       const struct rows_object *new, uint32_t j)
{
	bool ranges = (old ? old : new)->ranges;

	if (!ranges && old && new &&row_leads_alike(old, i, new, j))
		return;
	const struct object *before = old ? element(to, old, i) : NULL;
	const struct object *after = new ? element(to, new, j) : NULL;

	if (ranges)
		ranges_note(to->arena, to->ranges, before, after);
	else
		step(to, before, after);
}

static void merge(const struct changing *to, const struct rows_object *old,
		  const struct rows_object *new)
{
	uint32_t i = 0, j = 0;

	while (i < old->n || j < new->n) {
		int order = i == old->n ? 1 : j == new->n ? -1 : rows_compare(old, i, new, j);

		change_row(to, order <= 0 ? old : NULL, i, order >= 0 ? new : NULL, j);
		i += order <= 0;
		j += order >= 0;
	}
}

void rows_change(struct arena *arena, struct changed_ranges *ranges, struct change *change,
		 const struct object *old, const struct object *new)
{
	static const struct rows_object none;
	const struct changing to = {arena, ranges, change};

	if (!old) {
		step(&to, NULL, new);
	} else if (!new || !rows_alike(&old->rows, &new->rows)) {
		merge(&to, &old->rows, &none);
		if (new)
			step(&to, NULL, new);
	} else if (!rows_same(&old->rows, &new->rows)) {
		merge(&to, &old->rows, &new->rows);
	}
}
