/*
 * How many messages about routes go to the kernel in one slice of long work: as many as it takes in
 * two milliseconds, so that no probe waits for longer, nor does news of a link. What one costs
 * differs by ten: with the size of the table, its shape, and the machine.
 */
#include "agent.h"

enum {
	LEAST = 10,
	MOST = 200,
	FIRST = 50,
	LOOKED_AT = 32, /* routes, between looks at the clock */
};
#define GOAL (2 * (int64_t)MILLISECOND)
#define LOOKING MILLISECOND

unsigned slice_size(const struct core *core)
{
	return core->slice ? core->slice : FIRST;
}

/* A slice that was cut short by nothing says what the next one may be; half of the way at a time,
 * since now and then the kernel makes a table's tree anew. */
void slice_took(struct core *core, unsigned messages, int64_t took)
{
	int64_t fit = took > 0 ? messages * GOAL / took : MOST;

	if (messages < LEAST)
		return;
	fit = (slice_size(core) + (fit < MOST ? fit : MOST)) / 2;
	core->slice = fit < LEAST ? LEAST : (unsigned)fit;
}

/* Each route may be far from the last in memory, so that some take much longer than others. */
bool slice_over(int64_t begin, unsigned looked_at)
{
	return looked_at % LOOKED_AT == 0 && loop_now() - begin >= LOOKING;
}
