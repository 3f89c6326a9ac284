/* Symbolic values of an object: what they need, and the object with them filled in. Only for the
 * files that turn plans to targets. */
#ifndef COMPILER_PLAN_BIND_H
#define COMPILER_PLAN_BIND_H

#include "plan.h"

/* Call EACH for every value of OBJECT that is not constant. */
void object_symbols(const struct object *object,
		    void (*each)(void *context, const struct value *value), void *context);

/* Has OBJECT none of them? Then it is the same under any state. */
bool object_is_constant(const struct object *object);

/*
 * OBJECT with nothing left open, in *BOUND; rows and next hops are shared with OBJECT unless they
 * held symbols. False when a value without which it cannot exist is unknown.
 */
bool object_bind(struct arena *arena, const struct plan *plan, const struct state *state,
		 const struct object *object, struct object *bound);

/*
 * What item or choice I of PLAN (a number as in plan.touches) is under STATE. False when it is
 * absent.
 */
bool plan_object(struct arena *arena, const struct plan *plan, const struct state *state,
		 uint32_t i, struct object *object);

/* The same, or NULL: mostly the plan's own object, which is no copy. */
const struct object *plan_object_shared(struct arena *arena, const struct plan *plan,
					const struct state *state, uint32_t i);

/* Sort by kind and key; of objects of one key the earlier stays. */
void target_sort(struct arena *arena, struct target *target);
/* The same, and all of them stay. */
void target_order(struct arena *arena, struct target *target);

/* ---- object_sort.c ---- */
/* Put the N objects at AT into the order of object_compare(); equals stay as they stand. */
void objects_sort(struct arena *arena, const struct object **at, uint32_t n);

#endif
