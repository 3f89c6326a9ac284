/*
 * A large text goes from one process to another as a file in memory, of which only the descriptor
 * travels: it is written once and read where it is. It is sealed, since what somebody else can
 * still cut short would end who reads it (SIGBUS), and what he can still change would not be what
 * was looked at.
 */
#include "sealed.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { SEALS = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE };

int sealed_begin(void)
{
	return memfd_create("text", MFD_CLOEXEC | MFD_ALLOW_SEALING);
}

bool sealed_end(int fd)
{
	int error;

	if (fcntl(fd, F_ADD_SEALS, SEALS) == 0)
		return true;
	error = errno;
	close(fd);
	errno = error;
	return false;
}

/*
 * Its seals are asked for first: other files might have us wait for whoever serves them. A hole
 * would be filled when it is read, for which there may be no memory (SIGBUS, too); and of huge
 * pages the kernel does not tell holes.
 */
bool sealed_size(int fd, size_t *len)
{
	struct stat stat;
	struct statfs its;
	int seals = fcntl(fd, F_GET_SEALS);

	if (seals < 0)
		return false;
	if ((seals & SEALS) == SEALS && fstat(fd, &stat) == 0 && fstatfs(fd, &its) == 0 &&
	    its.f_type == TMPFS_MAGIC &&
	    (!stat.st_size || lseek(fd, 0, SEEK_HOLE) == stat.st_size)) {
		*len = (size_t)stat.st_size;
		return true;
	}
	errno = EINVAL;
	return false;
}

static size_t page(void)
{
	return (size_t)sysconf(_SC_PAGESIZE);
}

/*
 * The text's whole pages are the file's own, and the rest of it is copied behind them, where a NUL
 * follows: behind the end of a file, in its last page, somebody may have left anything.
 */
char *sealed_map(int fd, size_t *len)
{
	size_t rest, whole;
	char *text;

	if (!sealed_size(fd, len))
		return NULL;
	rest = *len % page();
	whole = *len - rest;
	text = mmap(NULL, whole + page(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
		    0);
	if (text == MAP_FAILED)
		return NULL;
	if ((!whole || mmap(text, whole, PROT_READ, MAP_PRIVATE | MAP_FIXED | MAP_POPULATE, fd,
			    0) != MAP_FAILED) &&
	    pread(fd, text + whole, rest, (off_t)whole) == (ssize_t)rest)
		return text;
	sealed_unmap(text, *len);
	return NULL;
}

void sealed_unmap(char *text, size_t len)
{
	munmap(text, len - len % page() + page());
}

/* ---- files by a socket ---- */

/* Aligned for the head of a control message. */
union control {
	struct cmsghdr head;
	char room[CMSG_SPACE(PASSED_MOST * sizeof(int))];
};

static void take(struct passed *passed, size_t most, const struct cmsghdr *head)
{
	size_t n = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
	int fd;

	for (size_t i = 0; i < n; i++) {
		memcpy(&fd, CMSG_DATA(head) + i * sizeof fd, sizeof fd);
		if (passed->n < most) {
			passed->fd[passed->n++] = fd;
		} else {
			close(fd);
			passed->lost = true;
		}
	}
}

ssize_t passed_recv(int from, void *at, size_t len, struct passed *passed, size_t most)
{
	struct iovec part = {at, len};
	union control control;
	bool room = passed->n < most; /* without, the kernel lets nothing in */
	struct msghdr message = {.msg_iov = &part,
				 .msg_iovlen = 1,
				 .msg_control = room ? &control : NULL,
				 .msg_controllen = room ? sizeof control : 0};
	ssize_t n = recvmsg(from, &message, MSG_CMSG_CLOEXEC);

	if (n < 0)
		return n;
	for (struct cmsghdr *head = CMSG_FIRSTHDR(&message); head;
	     head = CMSG_NXTHDR(&message, head))
		if (head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS)
			take(passed, most, head);
	passed->lost |= (message.msg_flags & MSG_CTRUNC) != 0;
	return n;
}

/* To read without room for files would close them. Whoever peeks is told of them and closes none.
 */
ssize_t passed_none(int from, void *at, size_t len, bool *came)
{
	struct iovec part = {at, len};
	struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
	ssize_t n = recvmsg(from, &message, MSG_PEEK);

	*came = n > 0 && (message.msg_flags & MSG_CTRUNC);
	return n <= 0 || *came ? n : recv(from, at, (size_t)n, 0);
}

ssize_t passed_send(int to, const void *at, size_t len, const struct passed *passed)
{
	struct iovec part = {(void *)(uintptr_t)at, len};
	union control control = {{0}};
	size_t size = passed->n * sizeof *passed->fd;
	struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};

	if (passed->n) {
		control.head = (struct cmsghdr){.cmsg_level = SOL_SOCKET,
						.cmsg_type = SCM_RIGHTS,
						.cmsg_len = CMSG_LEN(size)};
		memcpy(CMSG_DATA(&control.head), passed->fd, size);
		message.msg_control = &control;
		message.msg_controllen = CMSG_SPACE(size);
	}
	return sendmsg(to, &message, MSG_NOSIGNAL);
}

void passed_close(struct passed *passed)
{
	for (size_t i = 0; i < passed->n; i++)
		close(passed->fd[i]);
	*passed = (struct passed){0};
}
