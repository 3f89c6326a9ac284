/* The steps of a change: nothing, here. steps_kill.c counts them. */
#include "agent_steps.h"

void steps_share(void)
{
}

void steps_begin(const char *kind)
{
	(void)kind;
}

void steps_next(const char *what)
{
	(void)what;
}
