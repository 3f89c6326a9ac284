/*
 * Netlink messages that the kernel refuses, alone of those that go out with them: its type is
 * turned into one that there is not, so that the kernel itself does nothing of it, and the error in
 * its answer into the one that was asked for.
 *
 * These functions stand in the place of the C library's, also for libmnl and libnftables: an
 * executable's come first. They are what the linker takes for the __real_ ones of faults.c.
 */
#include "faults.h"

#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { NO_SUCH_TYPE = 0xff, REFUSED_MAX = 64 };

/* Refused, and their answers not yet here. */
static struct refused {
	int fd;
	uint32_t seq, error;
} refused[REFUSED_MAX];
static unsigned n_refused;

static int protocol_of(int fd)
{
	int domain = -1, protocol = -1;
	socklen_t len = sizeof domain;

	if (syscall(SYS_getsockopt, fd, SOL_SOCKET, SO_DOMAIN, &domain, &len) < 0 ||
	    domain != AF_NETLINK)
		return -1;
	syscall(SYS_getsockopt, fd, SOL_SOCKET, SO_PROTOCOL, &protocol, &len);
	return protocol;
}

/* FAULT_OTHERS: none that is counted, such as the begin and the end of a batch. */
static enum fault_kind kind_of(int protocol, const struct nlmsghdr *message)
{
	if (protocol == NETLINK_ROUTE) /* whose types are four by four: new, delete, get, set */
		return (message->nlmsg_type & 3) == 2 ? FAULT_rtnetlink_get : FAULT_rtnetlink;
	switch (NFNL_SUBSYS_ID(message->nlmsg_type)) {
	case NFNL_SUBSYS_NFTABLES:
		return FAULT_nftables;
	case NFNL_SUBSYS_CTNETLINK:
		return FAULT_ctnetlink;
	default:
		return FAULT_OTHERS;
	}
}

static void refuse(int fd, struct nlmsghdr *message, uint32_t error)
{
	message->nlmsg_type |= NO_SUCH_TYPE;
	refused[n_refused++ % REFUSED_MAX] = (struct refused){fd, message->nlmsg_seq, error};
}

/* Spoil those of the messages at AT that are due. */
static void look_through(int fd, int protocol, char *at, size_t len)
{
	struct nlmsghdr *message = (void *)at;
	uint32_t error;

	for (size_t left = len; NLMSG_OK(message, left); message = NLMSG_NEXT(message, left)) {
		enum fault_kind kind = kind_of(protocol, message);

		if (kind != FAULT_OTHERS && fault_is_due(kind, &error))
			refuse(fd, message, error);
	}
}

static ssize_t send_copy(int fd, int protocol, const struct msghdr *message, int flags)
{
	struct msghdr copy = *message;
	struct iovec all = {.iov_len = 0};
	size_t at = 0;
	ssize_t n;

	for (size_t i = 0; i < message->msg_iovlen; i++)
		all.iov_len += message->msg_iov[i].iov_len;
	all.iov_base = malloc(all.iov_len + 1);
	if (!all.iov_base)
		abort();
	for (size_t i = 0; i < message->msg_iovlen; at += message->msg_iov[i++].iov_len)
		memcpy((char *)all.iov_base + at, message->msg_iov[i].iov_base,
		       message->msg_iov[i].iov_len);
	look_through(fd, protocol, all.iov_base, all.iov_len);
	copy.msg_iov = &all;
	copy.msg_iovlen = 1;
	n = syscall(SYS_sendmsg, fd, &copy, flags);
	free(all.iov_base);
	return n;
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
	int protocol = protocol_of(fd);

	return protocol == NETLINK_ROUTE || protocol == NETLINK_NETFILTER
		       ? send_copy(fd, protocol, message, flags)
		       : syscall(SYS_sendmsg, fd, message, flags);
}

ssize_t sendto(int fd, const void *at, size_t len, int flags, const struct sockaddr *to,
	       socklen_t to_len)
{
	struct iovec piece = {(void *)(uintptr_t)at, len};
	struct msghdr message = {.msg_name = (void *)(uintptr_t)to,
				 .msg_namelen = to_len,
				 .msg_iov = &piece,
				 .msg_iovlen = 1};

	return sendmsg(fd, &message, flags);
}

ssize_t send(int fd, const void *at, size_t len, int flags)
{
	return sendto(fd, at, len, flags, NULL, 0);
}

/* ---- answers ---- */

static void answer(int fd, const struct nlmsghdr *message)
{
	struct nlmsgerr *error = NLMSG_DATA(message);

	for (unsigned i = 0; i < REFUSED_MAX; i++)
		if (error->error && refused[i].error && refused[i].fd == fd &&
		    refused[i].seq == message->nlmsg_seq) {
			error->error = -(int)refused[i].error;
			refused[i].error = 0;
			return;
		}
}

static void look_for_answers(int fd, void *at, size_t len)
{
	const struct nlmsghdr *message = at;

	for (size_t left = len; NLMSG_OK(message, left); message = NLMSG_NEXT(message, left))
		if (message->nlmsg_type == NLMSG_ERROR)
			answer(fd, message);
}

ssize_t recvmsg(int fd, struct msghdr *message, int flags)
{
	ssize_t n = syscall(SYS_recvmsg, fd, message, flags);
	const struct iovec *piece = message->msg_iov;

	if (n > 0 && n_refused && message->msg_iovlen == 1 && protocol_of(fd) >= 0)
		look_for_answers(fd, piece->iov_base,
				 (size_t)n < piece->iov_len ? (size_t)n : piece->iov_len);
	return n;
}

ssize_t recv(int fd, void *at, size_t len, int flags)
{
	struct iovec piece = {at, len};
	struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};

	return recvmsg(fd, &message, flags);
}
