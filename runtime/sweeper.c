/*
 * The process that forgets connections: see agent_sweeper.h. It takes one order after the other and
 * tells how each went; when the core is gone, it ends.
 */
#include "agent_sweeper.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "agent.h"
#include "privileges.h"
#include "spawn.h"

enum { MAP_NAME = 256, NICE = -10 };

struct order {
	uint32_t mark, mask;
	char map[MAP_NAME]; /* "": connections */
	uint8_t family; /* of the table of MAP */
};

struct outcome {
	int error;
};

static int carry_out(struct conntrack *conntrack, const struct order *order)
{
	bool ok = *order->map ? conntrack_empty_map(conntrack, order->family, order->map)
			      : conntrack_flush(conntrack, order->mark, order->mask);

	return ok ? 0 : errno;
}

static void complain(int error)
{
	if (error)
		log_line("IPNAT-4-FLUSH", "cannot delete connections: %s", strerror(error));
}

/* ---- its own process ---- */

/* What the kernel refused is tried again for some seconds; not for longer, since what was to be
 * forgotten then may have come into its own again. */
enum { REFUSED_MAX = 16, TRIES = 6, FIRST_WAIT_MS = 100 };

static struct refused {
	struct order order;
	int tries; /* that are left; 0: this place is free */
	int wait; /* milliseconds */
	double due; /* of clock_ms() */
} refused[REFUSED_MAX];

/* One that was refused already keeps its place, which is NULL when there is none. */
static struct refused *place_for(const struct order *order)
{
	struct refused *place = NULL;

	for (int i = 0; i < REFUSED_MAX; i++) {
		if (refused[i].tries && !memcmp(&refused[i].order, order, sizeof *order))
			return &refused[i];
		if (!refused[i].tries)
			place = &refused[i];
	}
	return place;
}

static void note(const struct order *order, int error)
{
	struct refused *place = place_for(order);

	if (!place)
		return;
	if (!error || error == ENOENT) {
		place->tries = 0;
		return;
	}
	*place = (struct refused){*order, place->tries ? place->tries - 1 : TRIES,
				  place->tries ? 2 * place->wait : FIRST_WAIT_MS, 0};
	place->due = clock_ms() + place->wait;
}

static void obey(int fd, struct conntrack *conntrack, const struct order *order)
{
	struct outcome outcome = {carry_out(conntrack, order)};

	note(order, outcome.error);
	send(fd, &outcome, sizeof outcome, MSG_DONTWAIT | MSG_NOSIGNAL);
}

/* Those whose time has come; milliseconds until the next one's, or -1. */
static int try_again(int fd, struct conntrack *conntrack)
{
	double now = clock_ms(), next = 0;

	for (int i = 0; i < REFUSED_MAX; i++) {
		struct order order = refused[i].order;

		if (refused[i].tries && refused[i].due <= now)
			obey(fd, conntrack, &order);
		if (refused[i].tries && (next == 0 || refused[i].due < next))
			next = refused[i].due;
	}
	return next == 0 ? -1 : next > now ? (int)(next - now) + 1 : 0;
}

/* What is not forgotten yet keeps its packets on a way that is gone: whatever else shares the
 * processors waits, except for the core and its probes. Where it is not allowed, so be it. */
static void be_quick(void)
{
	setpriority(PRIO_PROCESS, 0, NICE);
}

_Noreturn static void serve(int fd)
{
	struct conntrack conntrack;
	struct order order;

	be_quick();
	if (!conntrack_open(&conntrack) || !privileges_drop(PRIVILEGES_CORE))
		_exit(2);
	for (;;) {
		struct pollfd fds = {.fd = fd, .events = POLLIN};
		int ready = poll(&fds, 1, try_again(fd, &conntrack));
		ssize_t n = ready < 0 ? -1 : 0;

		if (ready > 0)
			n = recv(fd, &order, sizeof order, 0);
		if (ready == 0 || (n < 0 && errno == EINTR))
			continue;
		if (n != sizeof order)
			_exit(0);
		order.map[MAP_NAME - 1] = '\0';
		obey(fd, &conntrack, &order);
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
	sweeper->busy = 0;
}

static void ready(void *context, uint32_t events)
{
	struct core *core = context;
	struct outcome outcome;
	ssize_t n;

	(void)events;
	while ((n = recv(core->sweeper.fd, &outcome, sizeof outcome, MSG_DONTWAIT)) ==
	       sizeof outcome) {
		complain(outcome.error);
		core->sweeper.busy -=
			core->sweeper.busy > 0; /* what is tried again is told again */
	}
	if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
		loader_send_held(core);
		return;
	}
	log_line("SYS-3-SWEEPER", "the process that deletes connections is gone; the core deletes "
				  "them itself");
	hang_up(core);
	loader_send_held(core);
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
	else
		core->sweeper.busy++;
}

bool sweeper_busy(const struct core *core)
{
	return core->sweeper.busy > 0;
}

void sweep_mark(struct core *core, uint32_t mark, uint32_t mask)
{
	give(core, &(struct order){.mark = mark, .mask = mask});
}

void sweep_map(struct core *core, const char *map)
{
	struct order order = {.family = nft_family(core->run->plan)};

	if ((size_t)snprintf(order.map, sizeof order.map, "%s", map) < sizeof order.map)
		give(core, &order);
}
