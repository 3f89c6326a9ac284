/*
 * The steps of a change, told as they come, so that a test can kill the agent in front of each of
 * them: these functions do nothing, but causewayd-steps has others in their place (steps_kill.c).
 */
#ifndef RUNTIME_AGENT_STEPS_H
#define RUNTIME_AGENT_STEPS_H

/* Before the loader is started: both count together. */
void steps_share(void);
/* A change of KIND begins: "start", "apply", "rollback"; its steps are counted from 1. */
void steps_begin(const char *kind);
/* The next thing to happen is WHAT, which a crash would leave undone. */
void steps_next(const char *what);

#endif
