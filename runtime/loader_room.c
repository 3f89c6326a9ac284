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

#include "agent_loader.h"

/* Of the places that the kernel makes, a power of two, three quarters are to be elements. */
uint32_t room_for(uint32_t elements)
{
	uint32_t room = 3;

	while (room / 3 < elements / 2 + 1)
		room *= 2;
	return room;
}

static uint32_t elements_of(const struct target *target, const char *set)
{
	uint32_t n = 0;

	VEC_FOREACH (object, &target->objects)
		if (object->kind == OBJECT_ELEMENT)
			n += !strcmp(object->element.set, set);
		else if (object->kind == OBJECT_ROWS && !strcmp(object->rows.set, set))
			n += object->rows.n;
	return n;
}

/* Sets of OLD that are larger in NEW, declared once more. */
static void put_grown(struct arena *arena, const struct target *old, const struct target *new,
		      struct change *grown)
{
	VEC_FOREACH (object, &new->objects) {
		struct object *copy;
		uint32_t n, was;

		if (object->kind != OBJECT_SET)
			continue;
		n = elements_of(new, object->set.name);
		was = elements_of(old, object->set.name);
		if (n < BULK || n <= was || !was)
			continue;
		copy = arena_new_object(arena, struct object);
		*copy = *object;
		copy->set.room = room_for(n);
		vec_push(arena, &grown->steps,
			 ((struct change_step){.verb = CHANGE_ADD, .new = copy}));
	}
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
