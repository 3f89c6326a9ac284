/*
 * A survey of the routers' table in force when that is a large one: it is compared with the plan
 * (agent_compare.h), and the default routes come first.
 */
#ifndef RUNTIME_AGENT_SURVEY_H
#define RUNTIME_AGENT_SURVEY_H

#include "agent_compare.h"
#include "agent_loop.h"
#include "agent_twin.h"

struct survey {
	struct comparison comparison;
	bool again; /* something was changed meanwhile */
	bool repeat; /* if anything differed */
	struct arena *arena; /* of what follows; NULL: there is no survey */
	const struct twin *active; /* the table that was in force at the beginning */
	uint64_t *taken; /* that it held, by pattern */
	struct timer work;
};

#endif
