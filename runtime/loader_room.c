/*
 * How many elements a large set has room for. The kernel makes a table of that many places at once
 * where it is told a bound; where it is not, it makes a larger one, and moves all there, each time
 * that the last one fills: of the time that the elements take to come, that is a third. A set that
 * grows out of its bound is given another one, and keeps its elements and what they counted. A
 * kernel before 6.5 does not do that; the table is replaced as a whole then.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "agent_loader.h"

/* Of the places that the kernel makes, a power of two, three quarters are to be elements. */
uint32_t room_for(uint32_t elements)
{
	uint32_t room = 3;

	while (room / 3 < elements / 2 + 1)
		room *= 2;
	return room;
}

/* How many elements a set has, and had. */
struct grown_set {
	const char *name;
	uint32_t now, before;
	UT_hash_handle hh;
};

static struct grown_set *find_set(struct grown_set *sets, const struct object *object, uint32_t *n)
{
	const char *name = object->kind == OBJECT_ROWS ? object->rows.set : object->element.set;
	struct grown_set *set;

	*n = object->kind == OBJECT_ROWS ? object->rows.n : object->kind == OBJECT_ELEMENT;
	if (!*n)
		return NULL;
	HASH_FIND_STR(sets, name, set);
	return set;
}

/* The sets of NEW, with what they hold in OLD and there. */
static struct grown_set *count_elements(struct arena *arena, const struct target *old,
					const struct target *new)
{
	struct grown_set *sets = NULL, *set;
	uint32_t n;

	VEC_FOREACH (object, &new->objects)
		if (object->kind == OBJECT_SET) {
			set = arena_new_object(arena, struct grown_set);
			set->name = object->set.name;
			HASH_ADD_KEYPTR(hh, sets, set->name, strlen(set->name), set);
		}
	VEC_FOREACH (object, &new->objects)
		if ((set = find_set(sets, object, &n)))
			set->now += n;
	VEC_FOREACH (object, &old->objects)
		if ((set = find_set(sets, object, &n)))
			set->before += n;
	return sets;
}

/* Sets of OLD that are larger in NEW, declared once more. */
static void put_grown(struct arena *arena, const struct target *old, const struct target *new,
		      struct change *grown)
{
	struct grown_set *sets = count_elements(arena, old, new);

	VEC_FOREACH (object, &new->objects) {
		const struct grown_set *set;
		struct object *copy;

		if (object->kind != OBJECT_SET)
			continue;
		HASH_FIND_STR(sets, object->set.name, set);
		if (set->now < BULK || set->now <= set->before || !set->before)
			continue;
		copy = arena_new_object(arena, struct object);
		*copy = *object;
		copy->set.room = room_for(set->now);
		vec_push(arena, &grown->steps,
			 ((struct change_step){.verb = CHANGE_ADD, .new = copy}));
	}
	HASH_CLEAR(hh, sets);
}

bool room_make(struct arena *arena, const struct target *old, const struct target *new,
	       const struct change *change, const char *refused)
{
	struct change grown = {.plan = change->plan};
	struct out out = {0};
	char *why = NULL;
	bool ok = false;

	if (!strstr(refused, strerror(ENFILE)))
		return false;
	put_grown(arena, old, new, &grown);
	if (grown.steps.len) {
		nft_render(&grown, &out);
		nft_begin(false);
		ok = nft_run(out.text, &why);
		if (ok)
			nft_done();
	}
	free(why);
	out_free(&out);
	return ok;
}
