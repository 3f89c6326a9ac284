/*
 * A routers' table of the kernel, which may be a large one, is led to what a state of the plan
 * says: each of its routes is looked at beside what the plan says of it, and only what differs is
 * written. It goes on between other work, a slice at a time, so that no probe waits for it.
 */
#ifndef RUNTIME_AGENT_COMPARE_H
#define RUNTIME_AGENT_COMPARE_H

#include "agent_netlink.h"

struct core;

enum comparison_stage {
	COMPARISON_NONE,
	COMPARISON_INDEX, /* what the plan says is got ready to be found */
	COMPARISON_STANDS, /* what stands is compared with it */
	COMPARISON_ADD, /* what was not seen is put */
};

/* What is on its way to the kernel. */
struct comparison_part {
	struct arena *arena; /* of the objects; NULL: there are none */
	struct batch batch;
	VEC(struct object) objects; /* by message */
	VEC(const struct object *) stood; /* that the message replaces, or NULL */
	unsigned sent; /* of them */
	struct batch surplus; /* deletes what the right one stands beside */
};

struct comparison {
	struct core *core;
	uint32_t table; /* as the kernel calls it */
	const struct state *state; /* of the plan of the run in force; NULL: nothing is to stand */
	bool in_force; /* the table is: what the kernel refuses is logged, what is missing waits
			  for no second look, and tables that nothing of the plan is in are
			  looked at, too */
	enum comparison_stage stage;
	bool whole; /* it came to its end */
	bool refused; /* some of it */
	bool waits; /* some of it, for a device */
	unsigned writes, told;
	unsigned passes; /* over what stands */
	bool stubborn; /* the kernel: they were too many */
	bool altered; /* something, in this one */
	uint32_t *slots, mask; /* numbers of routes, plus one, by their keys' hashes; 0: free */
	bool *seen; /* by number */
	size_t n_seen;
	uint32_t pattern, object; /* where to go on in the bulk */
	struct netlink dump;
	bool v6, asked; /* of which family; is it being told? */
	int more; /* of it is to come, as netlink_dump_more() says */
	struct comparison_part part;
};

/* core_compare.c */
/* All but the first of its fields zero, down to IN_FORCE. */
void comparison_begin(struct comparison *c);
/* Go on for a slice. False when it has ended: what it came to is in it still. */
bool comparison_on(struct comparison *c);
/* Leave it, if it has not. */
void comparison_end(struct comparison *c);
/* Before the first slice: put OBJECT, which is not to wait for its turn. */
void comparison_put(struct comparison *c, const struct object *object);
/* Send a slice of what was put; true when there is more. */
bool comparison_write(struct comparison *c);

#endif
