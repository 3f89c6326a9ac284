/*
 * Twins of the routers' table. Where a condition turns many of its routes, the whole of what the
 * table shall be afterwards stands ready in another table, and when the condition turns, one rule
 * is replaced: the cost is that of a rule, whatever the number of routes. Plain routes, and no
 * nexthop objects: those the kernel deletes with all their routes when a carrier is lost.
 */
#ifndef RUNTIME_AGENT_TWIN_H
#define RUNTIME_AGENT_TWIN_H

#include "agent_loop.h"
#include "agent_netlink.h"
#include "compiler/plan_bulk.h"

struct core;
struct run;

enum {
	TWINS_MAX = 6, /* the table in force included, which is any of them */
	TABLE_TWINS = TABLE_ROUTER - 100, /* number of the first twin; the first of all is
					     TABLE_ROUTER itself */
};

struct twin {
	uint32_t table;
	bool clean; /* it holds what STATE says, or nothing when that is NULL */
	bool lost; /* it could not be emptied */
	bool refused; /* the kernel did not take all that was put into it last */
	struct arena *arena; /* of what follows */
	struct state *state;
	uint64_t *taken; /* by pattern */
	int64_t used;
};

/* On the way from what a table holds to something else. */
struct twin_move {
	struct twin *twin; /* NULL: nothing is on its way */
	struct arena *arena;
	struct state *state;
	uint64_t *taken;
	uint32_t pattern, object; /* where to go on */
};

struct twins {
	bool open;
	struct twin at[TWINS_MAX];
	struct twin *active;
	uint64_t plan; /* hash of that whose states they hold */
	struct twin_move turning; /* of the active one, when no twin was ready */
	struct twin_move filling; /* of another */
	struct netlink dump; /* to see what stands in a table, a part at a time */
	struct twin *emptied; /* whose routes are just being asked for, or NULL */
	bool v6, found; /* of which family; and were there any? */
	int more; /* of them are to be told, as netlink_dump_more() says */
	struct batch deletes; /* of those that were */
	unsigned sent; /* messages, in this turn */
	unsigned passes; /* over it so far */
	struct timer work;
};

/* core_twin.c */
/* Find which table is in force. False with errno. */
bool twins_open(struct core *core);
void twins_close(struct core *core);
/* RUN has come into force: what other tables hold is not its, unless it says the same as the last.
 */
void twins_start(struct core *core, struct run *run);
/* The kernel may have deleted routes by itself: fill all but the table in force anew. */
void twins_doubt(struct core *core);
/* Lead the bulk of RUN from its state to what it wants; the number of writes so far. What puts
 * another table in force is left in RULES, an empty batch, for its sender to go first; the answers
 * to that are for twins_answer(). */
unsigned twins_turn(struct core *core, struct run *run, struct batch *rules);
void twins_answer(struct core *core, int error);
/* Is the table in force still on its way? */
bool twins_busy(const struct core *core);
/* Then finish it at once. */
void twins_finish(struct core *core);
/* What the kernel calls TABLE, and what it means by TABLE: TABLE_ROUTER is whichever is in force,
 * and 0 one that is not. */
uint32_t twins_to_kernel(const struct core *core, uint32_t table);
uint32_t twins_from_kernel(const struct core *core, uint32_t table);

/* core_twin_empty.c */
/* Begin to empty TWIN, of which nothing is known; go on with a slice of that, and stop. */
void twins_empty(struct core *core, struct twin *twin);
void twins_empty_on(struct core *core);
void twins_empty_end(struct twins *twins);

#endif
