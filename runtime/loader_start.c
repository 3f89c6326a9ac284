/*
 * The process that starts loaders. The core cannot do so itself any more once it has given up its
 * privileges, of which a loader needs some. This one does nothing else: told so by the core, it
 * ends the loader that there is and starts another; when the core is gone, it ends with the loader.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "agent.h"
#include "agent_loader.h"
#include "privileges.h"

/* What the core sends: this, and with it the loader's end of a socket, and the socket by which the
 * core hears of nft. */
struct order {
	uint32_t last; /* the number behind which the loader numbers generations */
};

enum { RIGHT_LINK, RIGHT_NFT, RIGHTS_MAX };

union rights {
	char room[CMSG_SPACE(RIGHTS_MAX * sizeof(int))];
	struct cmsghdr align;
};

static struct msghdr message_with(struct iovec *iov, union rights *rights)
{
	return (struct msghdr){.msg_iov = iov,
			       .msg_iovlen = 1,
			       .msg_control = rights->room,
			       .msg_controllen = sizeof rights->room};
}

/* ---- the starter ---- */

struct child {
	pid_t pid; /* 0: none */
	int pidfd; /* readable when it has ended; -1 */
};

/* All but what is standard, FD, and KEPT unless it is -1. */
static void close_others(int fd, int kept)
{
	int low = kept >= 0 && kept < fd ? kept : fd, high = kept > fd ? kept : fd;

	if (low > STDERR_FILENO + 1)
		close_range(STDERR_FILENO + 1, (unsigned)low - 1, 0);
	if (high > low + 1)
		close_range((unsigned)low + 1, (unsigned)high - 1, 0);
	close_range((unsigned)high + 1, ~0U, 0);
}

static void child_become(const char *name, int fd, int kept)
{
	sigset_t none;

	prctl(PR_SET_NAME, name, 0, 0, 0);
	close_others(fd, kept);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGINT, SIG_IGN); /* a terminal signals all */
	signal(SIGHUP, SIG_IGN);
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

pid_t child_fork(const char *name, int type, int *fd)
{
	int ends[2], error;
	pid_t pid;

	if (socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends) < 0)
		return -1;
	pid = fork();
	error = errno;
	if (pid == 0)
		child_become(name, ends[1], -1);
	else
		close(ends[1]);
	if (pid < 0)
		close(ends[0]);
	*fd = pid == 0 ? ends[1] : pid > 0 ? ends[0] : -1;
	errno = error;
	return pid;
}

void child_end(pid_t *pid, int *fd)
{
	if (*fd >= 0)
		close(*fd);
	if (*pid > 0)
		kill(*pid, SIGKILL);
	while (*pid > 0 && waitpid(*pid, NULL, 0) < 0 && errno == EINTR)
		;
	*pid = 0;
	*fd = -1;
}

static void reap(struct child *child)
{
	while (child->pid && waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
		;
	if (child->pidfd >= 0)
		close(child->pidfd);
	*child = (struct child){.pidfd = -1};
}

static void end(struct child *child)
{
	if (child->pid)
		kill(child->pid, SIGKILL);
	reap(child);
}

/* Nobody could start a loader any more if this process ended for want of memory. */
static void breathe(void)
{
	if (errno != EINTR)
		nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
}

/* The next order, and the sockets that came with it, or -1; false when there will be none. */
static bool receive(int from, struct order *order, int fds[RIGHTS_MAX])
{
	struct iovec iov = {.iov_base = order, .iov_len = sizeof *order};
	union rights rights;
	struct msghdr message = message_with(&iov, &rights);
	const struct cmsghdr *head;
	ssize_t n;

	fds[RIGHT_LINK] = fds[RIGHT_NFT] = -1;
	n = recvmsg(from, &message, MSG_CMSG_CLOEXEC);
	if (n < 0) {
		breathe();
		return true;
	}
	head = n > 0 ? CMSG_FIRSTHDR(&message) : NULL;
	if (head && head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS)
		memcpy(fds, CMSG_DATA(head), head->cmsg_len - CMSG_LEN(0));
	return n == sizeof *order;
}

/* Without a loader its socket is closed, by which the core knows. */
static void start(struct child *child, const struct order *order, const int fds[RIGHTS_MAX],
		  const char *state_dir)
{
	pid_t pid = fork();

	if (pid == 0) {
		child_become("causewayd-load", fds[RIGHT_LINK], fds[RIGHT_NFT]);
		nft_heard_by(fds[RIGHT_NFT]);
		_exit(loader_main(fds[RIGHT_LINK], state_dir, order->last));
	}
	if (pid > 0)
		*child = (struct child){.pid = pid, .pidfd = pidfd_open(pid, 0)};
	else
		log_line("SYS-3-LOADER", "cannot start a loader: %s", strerror(errno));
}

_Noreturn static void serve(int from, const char *state_dir)
{
	struct child child = {.pidfd = -1};
	struct order order;
	bool more = true;

	while (more) {
		struct pollfd fds[] = {{.fd = from, .events = POLLIN},
				       {.fd = child.pidfd, .events = POLLIN}};
		int sockets[RIGHTS_MAX];

		if (poll(fds, 2, -1) < 0) {
			breathe();
			continue;
		}
		if (fds[1].revents)
			reap(&child);
		if (!fds[0].revents)
			continue;
		more = receive(from, &order, sockets);
		if (sockets[RIGHT_LINK] < 0)
			continue;
		end(&child);
		start(&child, &order, sockets, state_dir);
		close(sockets[RIGHT_LINK]);
		if (sockets[RIGHT_NFT] >= 0)
			close(sockets[RIGHT_NFT]);
	}
	end(&child);
	_exit(0);
}

/* ---- the core's end ---- */

bool starter_open(struct starter *starter, const char *state_dir)
{
	starter->pid = child_fork("causewayd-start", SOCK_SEQPACKET, &starter->fd);
	if (starter->pid == 0) {
		if (privileges_drop(PRIVILEGES_LOADER))
			serve(starter->fd, state_dir);
		log_line("SYS-2-INITFAIL", "privileges of the loader: %s", strerror(errno));
		_exit(2);
	}
	return starter->pid > 0;
}

int starter_start(const struct starter *starter, uint32_t last, int nft)
{
	struct order order = {.last = last};
	struct iovec iov = {.iov_base = &order, .iov_len = sizeof order};
	union rights rights = {0};
	struct msghdr message = message_with(&iov, &rights);
	struct cmsghdr *head = CMSG_FIRSTHDR(&message);
	int ends[2], error = 0, n = nft < 0 ? 1 : RIGHTS_MAX;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
		return -1;
	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN((size_t)n * sizeof *ends);
	message.msg_controllen = CMSG_SPACE((size_t)n * sizeof *ends);
	memcpy(CMSG_DATA(head), ((int[RIGHTS_MAX]){ends[1], nft}), (size_t)n * sizeof *ends);
	if (sendmsg(starter->fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
		error = errno;
	close(ends[1]);
	if (error == 0)
		return ends[0];
	close(ends[0]);
	errno = error;
	return -1;
}

void starter_close(struct starter *starter)
{
	if (starter->fd < 0)
		return;
	close(starter->fd);
	while (waitpid(starter->pid, NULL, 0) < 0 && errno == EINTR)
		;
	starter->fd = -1;
}
