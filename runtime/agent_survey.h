/*
 * A survey of the routers' table when that is a large one: each of its routes beside what the plan
 * says of it. It goes on between other work, a slice at a time, so that no probe waits for it.
 */
#ifndef RUNTIME_AGENT_SURVEY_H
#define RUNTIME_AGENT_SURVEY_H

#include "agent_loop.h"
#include "agent_netlink.h"
#include "agent_twin.h"

enum survey_stage {
	SURVEY_NONE,
	SURVEY_INDEX, /* what the plan says is got ready to be found */
	SURVEY_COMPARE, /* what stands is compared with it */
	SURVEY_ADD, /* what was not seen is put */
};

struct survey {
	enum survey_stage stage;
	bool again; /* something was changed meanwhile */
	bool repeat; /* if anything differed */
	bool refused; /* some of it */
	unsigned writes, told;
	struct arena *arena; /* of what follows */
	const struct twin *active; /* the table that was in force at the beginning */
	uint64_t *taken; /* that it held, by pattern */
	uint32_t *slots, mask; /* numbers of routes, plus one, by their keys' hashes; 0: free */
	bool *seen; /* by number */
	uint32_t pattern, object; /* where to go on in the bulk */
	struct netlink dump;
	bool v6; /* of which family */
	struct timer work;
};

#endif
