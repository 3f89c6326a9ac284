/*
 * The process that forgets connections. The kernel walks its whole table for each deletion, within
 * the call that asks for it: 50 ms of 100,000 connections, in which no probe would be sent and no
 * link be heard. So the core has it done.
 */
#ifndef RUNTIME_AGENT_SWEEPER_H
#define RUNTIME_AGENT_SWEEPER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct core;
struct watch;

struct sweeper {
	int fd; /* -1: it is gone, and the core does the work itself */
	pid_t pid;
	unsigned busy; /* orders without an answer */
	struct watch *watch;
};

/* sweeper.c */
/* Before the core gives up its privileges. False with errno. */
bool sweeper_open(struct core *core);
void sweeper_close(struct core *core);
/* Have the connections deleted whose mark under MASK is MARK; MASK 0: all. Nobody waits. */
void sweep_mark(struct core *core, uint32_t mark, uint32_t mask);
/* Have the map MAP of our table of nft emptied, behind what was asked for before. */
void sweep_map(struct core *core, const char *map);
/* Does it delete at this moment, as far as is known? */
bool sweeper_busy(const struct core *core);

#endif
