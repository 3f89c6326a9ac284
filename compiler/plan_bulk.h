/*
 * The bulk of a plan: the routes of the routers' table when some condition turns many of them. A
 * provider's 100,000 prefixes differ in where they lead and not in when, so that they are few
 * patterns of guards; whether two states ask for the same table, and what a state takes from it, is
 * a question to the patterns alone.
 */
#ifndef COMPILER_PLAN_BULK_H
#define COMPILER_PLAN_BULK_H

#include "plan.h"

/* Fewer routes are replaced as fast as anything else can be done. */
enum { BULK_MIN = 64 };

/* Objects whose guards are the same. */
struct bulk_pattern {
	touched_list objects; /* numbers as in plan.touches */
	bool symbolic; /* in them, something is known only at run time */
	uint32_t candidates; /* 64 at most */
	bool **leads; /* by candidate and plan device: does a route lead there? */
};

struct bulk {
	const struct plan *plan;
	VEC(struct bulk_pattern) patterns;
	touch_index rest; /* plan.touches, without the bulk */
	VEC(uint16_t) heavy; /* conditions that turn more than BULK_MIN routes */
	touched_list defaults; /* default routes */
	touched_list rules; /* items: those that look up the table */
	touched_list others; /* what is none of the bulk */
	VEC(uint32_t) tables; /* where routes of those are, each once */
};

/* NULL when no condition turns many routes, or the routes are not such that this helps. */
struct bulk *bulk_new(struct arena *arena, const struct plan *plan);

/* What STATE takes: by pattern, a bit for each candidate that is in force. */
uint64_t *bulk_taken(struct arena *arena, const struct bulk *bulk, const struct state *state);
/* Do both states make the same table? */
bool bulk_same(const struct bulk *bulk, const uint64_t *a, const uint64_t *b);

/* Note in LEADS, by plan device, the outside ones by which OBJECT leads if it is a route, except
 * those of BUT, unless that is NULL. */
void object_leads(const struct plan *plan, const struct object *object, const bool *but,
		  bool *leads);

/* Note the devices by which a route led under OLD and none to the same place does under NEW: in
 * FAILED when the guard of the route does not hold in NEW, in LEFT when it does and another is
 * taken. By plan device; only set, never cleared. */
void bulk_leaves(const struct bulk *bulk, const struct state *old, const struct state *new,
		 bool *failed, bool *left);

/* The numbers of the routes that have the keys of the N routes of IPv4 at KEYS: UINT32_MAX where
 * there is none. One pass, whatever N. */
void bulk_find(const struct bulk *bulk, const struct object *keys, unsigned n, uint32_t *numbers);

/* What I, a number as in plan.touches, yields at first: the others that it may yield have the same
 * key. NULL when it yields nothing. */
const struct object *plan_candidate(const struct plan *plan, uint32_t i);

/* What may come: STATE after CONDITION alone has turned, and all that follows from it at once. */
struct state *state_turned(struct arena *arena, const struct plan *plan, const struct state *state,
			   uint16_t condition);

#endif
