/*
 * Objects in the order of their keys. A plan is made set by set and table by table, so that most of
 * it stands in long runs that are in order: the runs are sorted, and only those that reach into
 * each other are looked into.
 */
#include <stdlib.h>
#include <string.h>

#include "plan.h"
#include "plan_bind.h"

struct placed {
	const struct object *object;
	uint32_t at;
};

/* Neighbours of one kind, in order; the last one is the highest of them. */
struct run {
	const struct placed *from;
	uint32_t n;
};

typedef VEC(struct run) runs;

static int by_key(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	int order = object_compare(x->object, y->object);

	return order ? order : (x->at > y->at) - (x->at < y->at);
}

static int by_first(const void *a, const void *b)
{
	const struct run *x = a, *y = b;

	return by_key(x->from, y->from);
}

static runs find_runs(struct arena *arena, const struct placed *placed, uint32_t n)
{
	runs found = {0};

	for (uint32_t i = 0; i < n; i++) {
		/* a set, its elements, the next set: these belong to different places */
		if (!i || placed[i - 1].object->kind != placed[i].object->kind ||
		    by_key(&placed[i - 1], &placed[i]) > 0)
			vec_push(arena, &found, ((struct run){placed + i, 0}));
		found.at[found.len - 1].n++;
	}
	return found;
}

/* Put SORTED runs behind each other; what reaches into what comes behind it is sorted with it. */
static void join(const runs *sorted, struct placed *to)
{
	struct placed *group = to; /* what may have to be sorted */
	const struct placed *highest = NULL; /* of the group */
	bool mixed = false;

	VEC_FOREACH (run, sorted) {
		bool into = highest && by_key(highest, run->from) > 0;

		if (!into) {
			if (mixed)
				qsort(group, (size_t)(to - group), sizeof *group, by_key);
			group = to;
			highest = NULL;
		}
		mixed = into;
		memcpy(to, run->from, run->n * sizeof *to);
		to += run->n;
		if (!highest || by_key(highest, &run->from[run->n - 1]) < 0)
			highest = &run->from[run->n - 1];
	}
	if (mixed)
		qsort(group, (size_t)(to - group), sizeof *group, by_key);
}

void objects_sort(struct arena *arena, const struct object **at, uint32_t n)
{
	struct placed *placed = arena_alloc(arena, 2 * (size_t)n * sizeof *placed);
	runs found;

	for (uint32_t i = 0; i < n; i++)
		placed[i] = (struct placed){at[i], i};
	found = find_runs(arena, placed, n);
	if (found.len > 1) {
		qsort(found.at, found.len, sizeof *found.at, by_first);
		join(&found, placed + n);
		for (uint32_t i = 0; i < n; i++)
			at[i] = placed[n + i].object;
	}
	arena_release(arena, found.at, found.cap * sizeof *found.at);
	arena_release(arena, placed, 2 * (size_t)n * sizeof *placed);
}
