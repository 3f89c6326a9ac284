/*
 * The process that closes sockets of clients: see agent_closer.h. It has a child take some, which
 * then ends: an exit, unlike close(), does not linger over what a process has open. When the core
 * is gone, it ends.
 */
#include "agent_closer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "agent.h"
#include "privileges.h"
#include "sealed.h"

enum { AGAIN = 50 * MILLISECOND, END_MS = 1000 };

/* ---- its own process ---- */

enum { TAKEN, CORE_GONE, FAILED }; /* how a child ends */

/* Until it is told that the core holds them no more: who lets go last, closes. */
_Noreturn static void take_and_end(int from)
{
	struct passed passed;
	ssize_t n;
	char byte;

	do {
		passed = (struct passed){0};
		n = passed_recv(from, &byte, 1, &passed, 1);
	} while (n > 0 && (passed.n || passed.lost));
	_exit(n > 0 ? TAKEN : n == 0 ? CORE_GONE : FAILED);
}

static int have_some_taken(int from)
{
	int status = 0;
	pid_t pid = fork();

	if (pid < 0)
		return FAILED;
	if (pid == 0)
		take_and_end(from);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : FAILED;
}

_Noreturn static void serve(int from)
{
	struct pollfd fd = {.fd = from, .events = POLLIN};
	int how = TAKEN;

	if (!privileges_drop(PRIVILEGES_CLOSER))
		_exit(2);
	while (how != CORE_GONE) {
		how = poll(&fd, 1, -1) < 0 ? FAILED : have_some_taken(from);
		if (how == FAILED) /* for want of memory, maybe */
			nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
	}
	_exit(0);
}

/* ---- the core's end ---- */

static void let_go(struct closer *closer)
{
	log_line("SYS-3-CLOSER", "the process that closes sockets of clients is gone; the core "
				 "closes them itself");
	close(closer->fd);
	closer->fd = -1;
	closer->owed = false;
	while (closer->n)
		close(closer->kept[--closer->n]);
}

/* False when it takes nothing at present, or is gone. */
static bool give(struct closer *closer, const struct passed *passed)
{
	bool given = closer->fd >= 0 && passed_send(closer->fd, "", 1, passed) == 1;

	if (!given && closer->fd >= 0 && (errno == EPIPE || errno == ECONNRESET))
		let_go(closer);
	return given;
}

/* As many as it takes, and that they are its own now. */
static void give_kept(void *context, int64_t now)
{
	struct core *core = context;
	struct closer *closer = &core->closer;

	while (closer->n &&
	       give(closer, &(struct passed){.fd = {closer->kept[closer->n - 1]}, .n = 1})) {
		close(closer->kept[--closer->n]);
		closer->owed = true;
	}
	if (closer->owed && give(closer, &(struct passed){0}))
		closer->owed = false;
	if (closer->n || closer->owed)
		timer_set(core->loop, &closer->again, now + AGAIN);
}

bool closer_open(struct core *core)
{
	struct closer *closer = &core->closer;

	closer->again = (struct timer){.fire = give_kept, .context = core};
	closer->pid = child_fork("causewayd-close", SOCK_SEQPACKET, &closer->fd);
	if (closer->pid == 0)
		serve(closer->fd);
	return closer->pid > 0 && fcntl(closer->fd, F_SETFL, O_NONBLOCK) == 0;
}

void closer_close(struct core *core)
{
	struct closer *closer = &core->closer;
	struct pollfd end = {.events = POLLIN};

	if (closer->fd >= 0)
		close(closer->fd);
	closer->fd = -1;
	if (closer->pid <= 0)
		return;
	end.fd = pidfd_open(closer->pid, 0);
	if (poll(&end, 1, END_MS) > 0) /* else it ends when we have ended */
		waitpid(closer->pid, NULL, 0);
	if (end.fd >= 0)
		close(end.fd);
}

/* Behind its end nothing can come any more, so that it is safe to close one in which there is
 * nothing. */
void closer_take(struct core *core, int fd)
{
	struct closer *closer = &core->closer;
	int unread = 0;

	if (closer->fd < 0 ||
	    (shutdown(fd, SHUT_RDWR) == 0 && ioctl(fd, FIONREAD, &unread) == 0 && !unread)) {
		close(fd);
		return;
	}
	closer->kept[closer->n++] = fd;
	if (closer->again.place == 0)
		give_kept(core, loop_now());
}

bool closer_full(const struct core *core)
{
	return core->closer.n >= CLOSER_KEPT / 2;
}
