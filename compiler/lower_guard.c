/*
 * Guards that exclude others. A guard is a conjunction; "this one, and not that one" is a
 * disjunction, and becomes several guards of which at most one holds: for not (a and b) they are
 * not a; a and not b.
 */
#include "lower.h"

enum { GUARDS_MAX = 16 };

/* Does G say that CONDITION is TRUTH, or the contrary? */
static bool says(const guard *g, uint16_t condition, bool truth)
{
	VEC_FOREACH (literal, g)
		if (literal->condition == condition && literal->truth == truth)
			return true;
	return false;
}

guard lower_join(struct lowering *lo, const guard *a, const guard *b)
{
	guard both = {0};

	VEC_FOREACH (literal, a)
		vec_push(lo->arena, &both, *literal);
	for (uint32_t i = 0; b && i < b->len; i++)
		vec_push(lo->arena, &both, b->at[i]);
	return both;
}

static void add_literal(struct lowering *lo, guard *g, struct literal literal)
{
	if (!says(g, literal.condition, literal.truth))
		vec_push(lo->arena, g, literal);
}

/* BASE and not NOT, appended to RESULT. */
static void split(struct lowering *lo, const guard *base, const guard * not, guards *result)
{
	guard so_far = lower_join(lo, base, NULL);

	VEC_FOREACH (literal, not ) {
		if (says(&so_far, literal->condition, !literal->truth)) {
			vec_push(lo->arena, result, so_far);
			return;
		}
		if (!says(&so_far, literal->condition, literal->truth)) {
			guard other = lower_join(lo, &so_far, NULL);

			add_literal(lo, &other,
				    (struct literal){literal->condition, !literal->truth});
			vec_push(lo->arena, result, other);
		}
		add_literal(lo, &so_far, *literal);
	}
}

bool lower_unless(struct lowering *lo, const guard *base, const guards * not, guards *result)
{
	guards now = {0};

	vec_push(lo->arena, &now, lower_join(lo, base, NULL));
	VEC_FOREACH (other, not ) {
		guards next = {0};

		VEC_FOREACH (g, &now)
			split(lo, g, other, &next);
		vec_free(lo->arena, &now);
		if (next.len > GUARDS_MAX)
			return false;
		now = next;
	}
	VEC_FOREACH (g, &now)
		vec_push(lo->arena, result, *g);
	vec_free(lo->arena, &now);
	return true;
}
