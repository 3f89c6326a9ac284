/*
 * What the processes of the agent may still do once they have started. None can get more again:
 * not by a program that it runs, not by a bug.
 */
#ifndef RUNTIME_PRIVILEGES_H
#define RUNTIME_PRIVILEGES_H

#include <stdbool.h>
#include <stdint.h>

enum privileges { PRIVILEGES_CORE, PRIVILEGES_LOADER, PRIVILEGES_CLOSER };

/* Keep only those; false with errno set when the kernel refuses. */
bool privileges_drop(enum privileges which);

/* What the core's call of a kernel function that is not its own comes to: an action of libseccomp.
 */
extern uint32_t privileges_otherwise;

#endif
