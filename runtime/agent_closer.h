/*
 * The process that closes sockets of clients. Whoever closes the last descriptor of a file may have
 * to wait for as long as pleases who made it, as with SO_LINGER for data that nobody takes; and a
 * client may leave such files in the socket that it has to the core. So the core never is the last
 * who has one in which something was left.
 */
#ifndef RUNTIME_AGENT_CLOSER_H
#define RUNTIME_AGENT_CLOSER_H

#include <stdbool.h>
#include <sys/types.h>

#include "agent_loop.h"

struct core;

/* That wait for their turn. With half of them the core accepts no client any more: the rest is for
 * those whom it has. */
enum { CLOSER_KEPT = 128 };

struct closer {
	int fd; /* -1: it is gone, and the core does the work itself */
	pid_t pid;
	int kept[CLOSER_KEPT];
	unsigned n; /* of these */
	bool owed; /* the process is still to be told that we hold no more what it got */
	struct timer again;
};

/* closer.c */
/* Before the core gives up its privileges. False with errno. */
bool closer_open(struct core *core);
/* What is still kept is left for the exit to close. */
void closer_close(struct core *core);
/* Close the stream socket FD to a client, with whatever it has sent. */
void closer_take(struct core *core, int fd);
bool closer_full(const struct core *core);

#endif
