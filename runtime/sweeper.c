/*
 * The process that forgets connections: see agent_sweeper.h. It takes one order after the other and
 * tells how each went; when the core is gone, it ends.
 */
#include "agent_sweeper.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "agent.h"
#include "privileges.h"

enum { MAP_NAME = 256 };

struct order {
	uint32_t mark, mask;
	char map[MAP_NAME]; /* "": connections */
};

struct outcome {
	int error;
};

static int carry_out(struct conntrack *conntrack, const struct order *order)
{
	bool ok = *order->map ? conntrack_empty_map(conntrack, order->map)
			      : conntrack_flush(conntrack, order->mark, order->mask);

	return ok ? 0 : errno;
}

static void complain(int error)
{
	if (error)
		log_line("IPNAT-4-FLUSH", "cannot delete connections: %s", strerror(error));
}

_Noreturn static void serve(int fd)
{
	struct conntrack conntrack;
	struct order order;

	if (!conntrack_open(&conntrack) || !privileges_drop(PRIVILEGES_CORE))
		_exit(2);
	for (;;) {
		ssize_t n = recv(fd, &order, sizeof order, 0);
		struct outcome outcome;

		if (n < 0 && errno == EINTR)
			continue;
		if (n != sizeof order)
			_exit(0);
		order.map[MAP_NAME - 1] = '\0';
		outcome.error = carry_out(&conntrack, &order);
		send(fd, &outcome, sizeof outcome, MSG_DONTWAIT | MSG_NOSIGNAL);
	}
}

/* ---- the core's end ---- */

static void hang_up(struct core *core)
{
	struct sweeper *sweeper = &core->sweeper;

	if (sweeper->fd < 0)
		return;
	loop_unwatch(core->loop, sweeper->watch);
	close(sweeper->fd);
	sweeper->fd = -1;
}

static void ready(void *context, uint32_t events)
{
	struct core *core = context;
	struct outcome outcome;
	ssize_t n;

	(void)events;
	while ((n = recv(core->sweeper.fd, &outcome, sizeof outcome, MSG_DONTWAIT)) ==
	       sizeof outcome)
		complain(outcome.error);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	log_line("SYS-3-SWEEPER", "the process that deletes connections is gone; the core deletes "
				  "them itself");
	hang_up(core);
}

bool sweeper_open(struct core *core)
{
	struct sweeper *sweeper = &core->sweeper;

	sweeper->pid = child_fork("causewayd-sweep", SOCK_SEQPACKET, &sweeper->fd);
	if (sweeper->pid < 0)
		return false;
	if (sweeper->pid == 0)
		serve(sweeper->fd);
	sweeper->watch = loop_watch(core->loop, sweeper->fd, EPOLLIN, ready, core);
	if (sweeper->watch)
		return true;
	close(sweeper->fd);
	sweeper->fd = -1;
	return false;
}

void sweeper_close(struct core *core)
{
	hang_up(core);
	if (core->sweeper.pid > 0)
		while (waitpid(core->sweeper.pid, NULL, 0) < 0 && errno == EINTR)
			;
}

static void give(struct core *core, const struct order *order)
{
	if (core->sweeper.fd < 0 ||
	    send(core->sweeper.fd, order, sizeof *order, MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
		complain(carry_out(&core->conntrack, order));
}

void sweep_mark(struct core *core, uint32_t mark, uint32_t mask)
{
	give(core, &(struct order){.mark = mark, .mask = mask});
}

void sweep_map(struct core *core, const char *map)
{
	struct order order = {.mark = 0};

	if ((size_t)snprintf(order.map, sizeof order.map, "%s", map) < sizeof order.map)
		give(core, &order);
}
