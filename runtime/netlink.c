/*
 * Talking to rtnetlink: one socket for requests, answered at once, and one for what the kernel
 * tells of itself. Requests are gathered and sent in one piece, so that a change of many routes is
 * one system call and is over when that returns.
 */
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "agent_netlink.h"

enum {
	MESSAGE_ROOM = 8192, /* more than our largest message needs */
	PIECE_BYTES = 256 * 1024,
	PIECE_MESSAGES = 4096, /* their answers fit the receive buffer, were all of them refused */
	RECEIVE_BYTES = 32 * 1024,
	SOCKET_BUFFER = 8 * 1024 * 1024,
	EVENTS_AT_ONCE = 64, /* then probes have their turn */
	WAITING_MAX = 1 << 16, /* more than a socket has room for */
};

static int socket_open(int flags)
{
	struct sockaddr_nl own = {.nl_family = AF_NETLINK};
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | flags, NETLINK_ROUTE);
	int size = SOCKET_BUFFER, on = 1;

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size);
	setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof size);
	setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof on);
	setsockopt(fd, SOL_NETLINK, NETLINK_CAP_ACK, &on, sizeof on);
	setsockopt(fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, &on, sizeof on);
	if (bind(fd, (struct sockaddr *)&own, sizeof own) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static bool subscribe(int fd)
{
	static const int groups[] = {RTNLGRP_LINK,	RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV4_ROUTE,
				     RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_IFADDR, RTNLGRP_IPV6_ROUTE,
				     RTNLGRP_IPV6_RULE, RTNLGRP_IPV4_NETCONF};

	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		if (setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &groups[i],
			       sizeof groups[i]) < 0)
			return false;
	return true;
}

bool netlink_open(struct netlink *netlink)
{
	struct sockaddr_nl own = {0};
	struct timeval patience = {.tv_sec = 5};
	socklen_t len = sizeof own;

	*netlink =
		(struct netlink){.requests = socket_open(0), .events = socket_open(SOCK_NONBLOCK)};
	if (netlink->requests < 0 || netlink->events < 0 || !subscribe(netlink->events) ||
	    getsockname(netlink->requests, (struct sockaddr *)&own, &len) < 0) {
		int error = errno;

		netlink_close(netlink);
		errno = error;
		return false;
	}
	setsockopt(netlink->requests, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	netlink->portid = own.nl_pid;
	return true;
}

bool netlink_open_silent(struct netlink *netlink)
{
	struct timeval patience = {.tv_sec = 5};

	*netlink = (struct netlink){.requests = socket_open(0), .events = -1};
	if (netlink->requests >= 0)
		setsockopt(netlink->requests, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	return netlink->requests >= 0;
}

void netlink_close(struct netlink *netlink)
{
	if (netlink->requests >= 0)
		close(netlink->requests);
	if (netlink->events >= 0)
		close(netlink->events);
	netlink->requests = netlink->events = -1;
}

/* ---- batches ---- */

static size_t batch_end(struct batch *batch)
{
	if (batch->messages) {
		struct nlmsghdr *last = (void *)(batch->at + batch->len);

		batch->len += NLMSG_ALIGN(last->nlmsg_len);
	}
	return batch->len;
}

/* `len` is where the last message begins: its attributes are still being put. */
struct nlmsghdr *batch_message(struct batch *batch, uint16_t type, uint16_t flags, size_t extra)
{
	struct nlmsghdr *message;

	batch_end(batch);
	if (batch->len + 2 * MESSAGE_ROOM > batch->cap) {
		batch->cap = 2 * batch->cap + 4 * MESSAGE_ROOM;
		batch->at = realloc(batch->at, batch->cap);
		if (!batch->at)
			abort();
	}
	batch->messages++;
	message = mnl_nlmsg_put_header(batch->at + batch->len);
	message->nlmsg_type = type;
	message->nlmsg_flags = (uint16_t)(NLM_F_REQUEST | flags);
	mnl_nlmsg_put_extra_header(message, extra);
	return message;
}

void batch_free(struct batch *batch)
{
	free(batch->at);
	*batch = (struct batch){0};
}

struct shelf {
	const struct nlattr **at;
	uint16_t count;
};

static int shelve(const struct nlattr *attr, void *context)
{
	struct shelf *shelf = context;

	if (mnl_attr_get_type(attr) < shelf->count)
		shelf->at[mnl_attr_get_type(attr)] = attr;
	return MNL_CB_OK;
}

void netlink_attributes(const struct nlmsghdr *message, size_t skip, const struct nlattr **at,
			uint16_t count)
{
	struct shelf shelf = {at, count};

	memset((void *)at, 0, count * sizeof *at);
	if (mnl_nlmsg_get_payload_len(message) >= skip)
		mnl_attr_parse(message, (unsigned)skip, shelve, &shelf);
}

void netlink_nested(const struct nlattr *nest, const struct nlattr **at, uint16_t count)
{
	struct shelf shelf = {at, count};

	memset((void *)at, 0, count * sizeof *at);
	if (nest)
		mnl_attr_parse_nested(nest, shelve, &shelf);
}

static const char *error_text(const struct nlmsghdr *message)
{
	const struct nlmsgerr *error = mnl_nlmsg_get_payload(message);
	const struct nlattr *at[NLMSGERR_ATTR_MSG + 1];
	size_t skip = sizeof *error;

	if (!(message->nlmsg_flags & NLM_F_ACK_TLVS))
		return "";
	if (!(message->nlmsg_flags & NLM_F_CAPPED))
		skip += mnl_nlmsg_get_payload_len(&error->msg);
	netlink_attributes(message, skip, at, NLMSGERR_ATTR_MSG + 1);
	if (!at[NLMSGERR_ATTR_MSG] ||
	    mnl_attr_validate(at[NLMSGERR_ATTR_MSG], MNL_TYPE_NUL_STRING) < 0)
		return "";
	return mnl_attr_get_str(at[NLMSGERR_ATTR_MSG]);
}

/* The kernel answers what it refuses, and the last message of a piece in any case: it is done with
 * all others by then, whose silence is consent. */
struct answers {
	uint32_t first;
	unsigned expected, base;
	unsigned answered; /* of those expected */
	int failed;
	batch_answer answer;
	void *context;
};

static void tell_answer(struct answers *answers, int error, const char *text)
{
	unsigned i = answers->base + answers->answered++;

	if (answers->answer)
		answers->answer(answers->context, i, error, text);
}

static void take_answer(struct answers *answers, const struct nlmsghdr *message)
{
	const struct nlmsgerr *error = mnl_nlmsg_get_payload(message);
	uint32_t i = message->nlmsg_seq - answers->first;

	if (message->nlmsg_type != NLMSG_ERROR || i >= answers->expected || i < answers->answered)
		return;
	while (answers->answered < i)
		tell_answer(answers, 0, "");
	if (error->error)
		answers->failed++;
	tell_answer(answers, -error->error, error_text(message));
}

static bool gather(struct netlink *netlink, struct answers *answers)
{
	_Alignas(struct nlmsghdr) char buf[RECEIVE_BYTES];

	answers->answered = 0;
	while (answers->answered < answers->expected) {
		ssize_t n = recv(netlink->requests, buf, sizeof buf, 0);
		int left = (int)n;

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		for (struct nlmsghdr *m = (void *)buf; mnl_nlmsg_ok(m, left);
		     m = mnl_nlmsg_next(m, &left))
			take_answer(answers, m);
	}
	return true;
}

static bool send_bytes(struct netlink *netlink, const char *at, size_t len)
{
	struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
	struct iovec piece = {(void *)(uintptr_t)at, len};
	struct msghdr header = {.msg_name = &kernel,
				.msg_namelen = sizeof kernel,
				.msg_iov = &piece,
				.msg_iovlen = 1};
	ssize_t n;

	do
		n = sendmsg(netlink->requests, &header, 0);
	while (n < 0 && errno == EINTR);
	return n == (ssize_t)len;
}

/* Number the messages from OFF on that go out in one piece; *END is where the next piece begins. */
static unsigned number_piece(struct netlink *netlink, struct batch *batch, size_t off, size_t *end)
{
	struct nlmsghdr *message = NULL;
	unsigned count = 0;

	for (*end = off; *end < batch->len && count < PIECE_MESSAGES && *end - off < PIECE_BYTES;
	     count++) {
		message = (void *)(batch->at + *end);
		message->nlmsg_seq = ++netlink->seq;
		*end += NLMSG_ALIGN(message->nlmsg_len);
	}
	if (message)
		message->nlmsg_flags |= NLM_F_ACK;
	return count;
}

int netlink_commit(struct netlink *netlink, struct batch *batch, batch_answer answer, void *context)
{
	struct answers answers = {.answer = answer, .context = context};
	bool reached = true;

	batch_end(batch);
	for (size_t off = 0, end; off < batch->len && reached; off = end) {
		answers.base += answers.expected;
		answers.first = netlink->seq + 1;
		answers.expected = number_piece(netlink, batch, off, &end);
		reached = send_bytes(netlink, batch->at + off, end - off) &&
			  gather(netlink, &answers);
	}
	batch->len = 0;
	batch->messages = 0;
	return reached ? answers.failed : -1;
}

/* Where message I of BATCH begins. */
static size_t message_begin(const struct batch *batch, unsigned i)
{
	size_t at = 0;

	for (; i; i--)
		at += NLMSG_ALIGN(
			((const struct nlmsghdr *)(const void *)(batch->at + at))->nlmsg_len);
	return at;
}

int netlink_commit_some(struct netlink *netlink, struct batch *batch, unsigned most,
			batch_answer answer, void *context)
{
	struct batch first = *batch;
	size_t end;
	int failed;

	if (most == 0 || batch->messages <= most)
		return netlink_commit(netlink, batch, answer, context);
	first.messages = most;
	first.len = message_begin(batch, most - 1);
	end = message_begin(batch, most);
	failed = netlink_commit(netlink, &first, answer, context);
	memmove(batch->at, batch->at + end, message_begin(batch, batch->messages) - end);
	batch->len -= end;
	batch->messages -= most;
	return failed;
}

/* ---- dumps and events ---- */

/* 1: more is to come, 0: done, -1: failed, with errno. */
static int dump_part(struct netlink *netlink, char *buf, ssize_t n, netlink_message message,
		     void *context)
{
	int left = (int)n;

	for (struct nlmsghdr *m = (void *)buf; mnl_nlmsg_ok(m, left);
	     m = mnl_nlmsg_next(m, &left)) {
		if (m->nlmsg_seq != netlink->seq)
			continue;
		if (m->nlmsg_type == NLMSG_DONE)
			return 0;
		if (m->nlmsg_type == NLMSG_ERROR) {
			const struct nlmsgerr *error = mnl_nlmsg_get_payload(m);

			errno = -error->error;
			/* a table that nobody has filled yet has no routes */
			return error->error && error->error != -ENOENT ? -1 : 0;
		}
		message(context, m);
		if (!(m->nlmsg_flags & NLM_F_MULTI))
			return 0;
	}
	return 1;
}

bool netlink_dump_begin(struct netlink *netlink, struct batch *batch)
{
	struct nlmsghdr *request = (void *)batch->at;
	bool sent;

	batch_end(batch);
	request->nlmsg_seq = ++netlink->seq;
	sent = send_bytes(netlink, batch->at, batch->len);
	batch_free(batch);
	return sent;
}

int netlink_dump_more(struct netlink *netlink, netlink_message message, void *context)
{
	_Alignas(struct nlmsghdr) char buf[RECEIVE_BYTES];
	ssize_t n;

	do
		n = recv(netlink->requests, buf, sizeof buf, 0);
	while (n < 0 && errno == EINTR);
	return n < 0 ? -1 : dump_part(netlink, buf, n, message, context);
}

bool netlink_dump(struct netlink *netlink, struct batch *batch, netlink_message message,
		  void *context)
{
	bool sent = netlink_dump_begin(netlink, batch);
	int more = 1;

	while (sent && more > 0)
		more = netlink_dump_more(netlink, message, context);
	return sent && more == 0;
}

bool netlink_receive(int fd, int most, netlink_message message, void *context)
{
	_Alignas(struct nlmsghdr) char buf[RECEIVE_BYTES];
	bool whole = true;

	for (int i = 0; i < most; i++) {
		ssize_t n = recv(fd, buf, sizeof buf, MSG_DONTWAIT | MSG_TRUNC);
		int left = (int)n;

		if (n < 0 && errno == EINTR)
			continue;
		if ((n < 0 && errno == ENOBUFS) || n > (ssize_t)sizeof buf) {
			whole = false;
			message(context, NULL);
			continue;
		}
		if (n <= 0)
			break;
		for (struct nlmsghdr *m = (void *)buf; mnl_nlmsg_ok(m, left);
		     m = mnl_nlmsg_next(m, &left))
			message(context, m);
	}
	return whole;
}

void netlink_forget(int fd)
{
	char buf;

	for (int i = 0; i < WAITING_MAX; i++)
		if (recv(fd, &buf, sizeof buf, MSG_DONTWAIT) < 0 && errno != EINTR &&
		    errno != ENOBUFS)
			return;
}

bool netlink_hear(struct netlink *netlink, netlink_message message, void *context)
{
	bool whole = netlink_receive(netlink->events, EVENTS_AT_ONCE, message, context);

	if (!whole)
		netlink_forget(netlink->events);
	return whole;
}

int netfilter_listen(const int *groups, size_t n, int room)
{
	struct sockaddr_nl own = {.nl_family = AF_NETLINK};
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_NETFILTER);
	bool good;

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
	good = bind(fd, (struct sockaddr *)&own, sizeof own) == 0;
	for (size_t i = 0; i < n && good; i++)
		good = setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &groups[i],
				  sizeof groups[i]) == 0;
	if (good)
		return fd;
	close(fd);
	return -1;
}
