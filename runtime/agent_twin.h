/*
 * Twins of the routers' table. Where a condition turns many of its routes, the whole of what the
 * table shall be afterwards stands ready in another table, and when the condition turns, one rule
 * is replaced: the cost is that of a rule, whatever the number of routes. Plain routes, and no
 * nexthop objects: those the kernel deletes with all their routes when a carrier is lost.
 */
#ifndef RUNTIME_AGENT_TWIN_H
#define RUNTIME_AGENT_TWIN_H

#include "agent_compare.h"
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
	bool lost; /* the kernel did not let it become so */
	bool refused; /* the kernel did not take all that was put into it last */
	struct arena *arena; /* of what follows */
	struct state *state;
	uint64_t *taken; /* by pattern */
	int64_t used;
	uint64_t held; /* hash of the state that it was led to last, whatever plan that was of: once
			  nothing is known of it, it is likely to hold most of what that asks for */
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
	struct twin_move filling; /* of another, of which all is known */
	struct twin_move comparing; /* of another, of which nothing is, by */
	struct comparison comparison;
	unsigned sent; /* messages, in this turn */
	struct timer work;
};

/* core_twin.c */
/* Find which table is in force. False with errno. */
bool twins_open(struct core *core);
void twins_close(struct core *core);
/* RUN has come into force: what other tables hold is not its, unless it says the same as the last.
 */
void twins_start(struct core *core, struct run *run);
/* Others, or the kernel by itself, may have changed routes: compare all but the table in force. */
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

#endif
