/*
 * The differences of two models: objects by their names, statements by what they say, and what is
 * left by what it is known by. See meaning.h.
 */
#include "meaning.h"

#include <string.h>

struct comparison {
	struct arena *arena;
	struct meaning_differences *all;
};

static const struct {
	const char *name;
} changes[] = {
#define X(symbol, name) {name},
	MEANING_CHANGES(X)
#undef X
};

const char *meaning_change_name(enum meaning_change change)
{
	return changes[change].name;
}

/* Two routes of which only the names differ. */
static bool same_but_for_name(const struct meaning_statement *old,
			      const struct meaning_statement *new)
{
	const char *a = old->text, *b = new->text;

	if (old->row_kind != OF_ROUTE || new->row_kind != OF_ROUTE)
		return false;
	for (;; a++, b++) {
		if (!strncmp(a, " name ", 6))
			a += 6 + strcspn(a + 6, " ");
		if (!strncmp(b, " name ", 6))
			b += 6 + strcspn(b + 6, " ");
		if (*a != *b)
			return false;
		if (!*a)
			return true;
	}
}

static void differ(struct comparison *cx, struct meaning_difference difference)
{
	const struct meaning_statement *old = difference.old, *new = difference.new;

	difference.words_only =
		(old || new) && (!old || old->words_only) && (!new || new->words_only);
	difference.words_only |= old && new &&same_but_for_name(old, new);
	difference.text = meaning_words(cx->arena, &difference);
	cx->all->words_only += difference.words_only;
	vec_push(cx->arena, &cx->all->list, difference);
}

/* ---- statements ---- */

static unsigned common_words(const char *a, const char *b)
{
	unsigned words = 0;

	for (; *a && *a == *b; a++, b++)
		words += *a == ' ';
	return words + ((!*a || *a == ' ') && (!*b || *b == ' ') ? 1 : 0);
}

/* What is known by the same words, and of these the one that says most of the same. */
struct known {
	UT_hash_handle hh;
	const char *key;
	VEC(uint32_t) statements; /* of NEW, without twins */
};

static struct known *index_keys(struct arena *arena, const struct meaning_object *new)
{
	struct known *table = NULL, *known;

	for (uint32_t j = 0; j < new->statements.len; j++) {
		const struct meaning_statement *statement = &new->statements.at[j];

		if (statement->twin || statement->words_only)
			continue;
		HASH_FIND_STR(table, statement->key, known);
		if (!known) {
			known = arena_new_object(arena, struct known);
			known->key = statement->key;
			HASH_ADD_KEYPTR(hh, table, known->key, strlen(known->key), known);
		}
		vec_push(arena, &known->statements, j);
	}
	return table;
}

static void pair_known(struct meaning_object *old, struct meaning_object *new)
{
	struct arena *arena = arena_new();
	struct known *table = index_keys(arena, new), *known;

	for (uint32_t i = 0; i < old->statements.len; i++) {
		struct meaning_statement *statement = &old->statements.at[i];
		unsigned most = 0;
		uint32_t best = 0;

		if (statement->twin || statement->words_only)
			continue;
		HASH_FIND_STR(table, statement->key, known);
		for (uint32_t k = 0; known && k < known->statements.len && k < 64; k++) {
			unsigned words = common_words(
				statement->text, new->statements.at[known->statements.at[k]].text);

			if (words > most) {
				most = words;
				best = k;
			}
		}
		if (!most)
			continue;
		statement->twin = known->statements.at[best] + 1;
		new->statements.at[known->statements.at[best]].twin = i + 1;
		vec_remove(&known->statements, best);
	}
	HASH_CLEAR(hh, table);
	arena_free(arena);
}

/* Between the same neighbours that are kept, one that is lost and one that is gained are the same
 * entry, changed. */
static void pair_neighbours(struct meaning_object *old, struct meaning_object *new)
{
	uint32_t i = 0, j = 0;

	while (i < old->statements.len && j < new->statements.len) {
		struct meaning_statement *a = &old->statements.at[i], *b = &new->statements.at[j];

		if (a->kept && b->kept) {
			i++;
			j++;
		} else if (!a->kept && !b->kept && !a->twin && !b->twin && !a->words_only &&
			   !b->words_only) {
			a->twin = j + 1;
			b->twin = i + 1;
			i++;
			j++;
		} else if (!a->kept && (a->twin || a->words_only || b->kept)) {
			i++;
		} else {
			j++;
		}
	}
}

/* A remark in another place says the same. */
static bool is_move(const struct meaning_object *object, const struct meaning_statement *old)
{
	return object->ordered && !old->kept && !old->words_only;
}

static void report_statements(struct comparison *cx, const struct meaning_object *old,
			      const struct meaning_object *new)
{
	struct meaning_difference difference = {.old_object = old, .new_object = new};

	VEC_FOREACH (statement, &old->statements) {
		const struct meaning_statement *twin =
			statement->twin ? &new->statements.at[statement->twin - 1] : NULL;

		difference.old = statement;
		difference.new = twin;
		if (!twin)
			difference.change = MEANING_LOST;
		else if (strcmp(statement->text, twin->text) != 0)
			difference.change = MEANING_CHANGED;
		else if (is_move(old, statement))
			difference.change = MEANING_MOVED;
		else
			continue;
		differ(cx, difference);
	}
	difference.old = NULL;
	difference.change = MEANING_GAINED;
	VEC_FOREACH (statement, &new->statements) {
		difference.new = statement;
		if (!statement->twin)
			differ(cx, difference);
	}
}

static void compare_statements(struct comparison *cx, struct meaning_object *old,
			       struct meaning_object *new)
{
	meaning_match(old, new);
	if (old->ordered)
		pair_neighbours(old, new);
	else
		pair_known(old, new);
	report_statements(cx, old, new);
}

/* ---- route-maps ---- */

/* The clauses of a route-map as statements: what a clause says is its text, so that their numbers
 * do not count. */
static struct meaning_object *clauses_of(struct arena *arena, struct meaning_object *first)
{
	struct meaning_object *family = arena_new_object(arena, struct meaning_object);

	family->name = first->family;
	family->ordered = true;
	for (struct meaning_object *o = first; o; o = STAILQ_NEXT(o, link)) {
		struct meaning_statement *clause;
		const char *text = "";

		if (!o->family || strcmp(o->family, first->family) != 0)
			break;
		VEC_FOREACH (statement, &o->statements)
			if (!statement->words_only)
				text = arena_printf(arena, "%s\n%s", text, statement->text);
		clause = vec_add(arena, &family->statements);
		clause->text = text;
		clause->row = o;
	}
	return family;
}

static struct meaning_object *clause_object(const struct meaning_statement *clause)
{
	/* which clauses_of() put there */
	return (struct meaning_object *)(uintptr_t)clause->row;
}

/* Clauses that say the same are the same; of the others those of one number. */
static void compare_family(struct comparison *cx, struct meaning_object *old_first,
			   struct meaning_object *new_first)
{
	struct meaning_object *old = clauses_of(cx->arena, old_first);
	struct meaning_object *new = clauses_of(cx->arena, new_first);

	meaning_match(old, new);
	VEC_FOREACH (clause, &old->statements) {
		struct meaning_object *a = clause_object(clause), *b;

		if (!clause->twin)
			continue;
		b = clause_object(&new->statements.at[clause->twin - 1]);
		a->paired = b->paired = true;
		if (!clause->kept)
			differ(cx, (struct meaning_difference){.change = MEANING_MOVED,
							       .old_object = a,
							       .new_object = b});
		compare_statements(cx, a, b);
	}
}

static bool opens_family(const struct meaning_object *object, const struct meaning_object **last)
{
	bool opens = object->family &&
		     !(*last && (*last)->family && !strcmp((*last)->family, object->family));

	*last = object;
	return opens;
}

static void compare_families(struct comparison *cx, struct meaning *old, struct meaning *new)
{
	struct meaning_object *a, *b;
	const struct meaning_object *last = NULL, *other;

	STAILQ_FOREACH (a, &old->objects, link) {
		if (!opens_family(a, &last))
			continue;
		other = NULL;
		STAILQ_FOREACH (b, &new->objects, link)
			if (opens_family(b, &other) && !strcmp(a->family, b->family))
				break;
		if (b)
			compare_family(cx, a, b);
	}
}

/* ---- objects ---- */

static void compare_objects(struct comparison *cx, struct meaning *old, struct meaning *new)
{
	struct meaning_object *a, *b;

	STAILQ_FOREACH (a, &old->objects, link) {
		if (a->paired)
			continue;
		HASH_FIND_STR(new->by_key, a->key, b);
		if (b && !b->paired) {
			a->paired = b->paired = true;
			compare_statements(cx, a, b);
		} else if (!*a->name || !strcmp(a->name, "not translated")) {
			VEC_FOREACH (statement, &a->statements)
				differ(cx, (struct meaning_difference){.change = MEANING_LOST,
								       .old_object = a,
								       .old = statement});
		} else {
			differ(cx, (struct meaning_difference){.change = MEANING_LOST,
							       .old_object = a});
		}
	}
	STAILQ_FOREACH (b, &new->objects, link) {
		if (b->paired)
			continue;
		if (!*b->name || !strcmp(b->name, "not translated"))
			VEC_FOREACH (statement, &b->statements)
				differ(cx, (struct meaning_difference){.change = MEANING_GAINED,
								       .new_object = b,
								       .new = statement});
		else
			differ(cx, (struct meaning_difference){.change = MEANING_GAINED,
							       .new_object = b});
	}
}

struct meaning_differences *meaning_compare(struct arena *arena, const struct router *old,
					    const struct router *new)
{
	struct meaning_differences *all = arena_new_object(arena, struct meaning_differences);
	struct comparison cx = {.arena = arena, .all = all};
	struct meaning *a = meaning_of(arena, old), *b = meaning_of(arena, new);

	all->old = a;
	all->new = b;
	compare_families(&cx, a, b);
	compare_objects(&cx, a, b);
	HASH_CLEAR(hh, a->by_key);
	HASH_CLEAR(hh, b->by_key);
	return all;
}
