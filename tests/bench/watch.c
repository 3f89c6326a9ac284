/*
 * When the kernel tells of changes, as exactly as a process can: a line for each of routes, rules
 * and nft in this namespace, with the time of CLOCK_MONOTONIC in nanoseconds. A reader that is late
 * changes nothing of the times.
 *
 * usage: watch [TABLE...]: changes of routes in these tables are none
 */
#include <libmnl/libmnl.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <poll.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

enum { ROOM = 64 << 20, MESSAGES = 1 << 16 };

static uint32_t aside[16];
static unsigned n_aside;

static int64_t now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return at.tv_sec * INT64_C(1000000000) + at.tv_nsec;
}

static int hear(int protocol, uint32_t groups, int member)
{
	struct sockaddr_nl own = {.nl_family = AF_NETLINK, .nl_groups = groups};
	int fd = socket(AF_NETLINK, SOCK_RAW, protocol), room = ROOM;

	if (fd < 0 || bind(fd, (struct sockaddr *)&own, sizeof own) < 0 ||
	    (member &&
	     setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &member, sizeof member) < 0)) {
		perror("watch");
		exit(2);
	}
	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
	return fd;
}

static int find_table(const struct nlattr *at, void *table)
{
	if (mnl_attr_get_type(at) == RTA_TABLE)
		*(uint32_t *)table = mnl_attr_get_u32(at);
	return MNL_CB_OK;
}

/* The table of the route that MESSAGE tells of; 0 when it is of something else. */
static uint32_t table_of(const struct nlmsghdr *message)
{
	const struct rtmsg *route = mnl_nlmsg_get_payload(message);
	uint32_t table = route->rtm_table;

	if (message->nlmsg_type != RTM_NEWROUTE && message->nlmsg_type != RTM_DELROUTE)
		return 0;
	mnl_attr_parse(message, sizeof *route, find_table, &table);
	return table;
}

static bool is_aside(uint32_t table)
{
	for (unsigned i = 0; i < n_aside; i++)
		if (aside[i] == table)
			return true;
	return false;
}

static void tell(int fd, const char *what)
{
	static _Alignas(struct nlmsghdr) char at[MESSAGES];
	int left = (int)recv(fd, at, sizeof at, 0);
	int64_t when = now();

	for (const struct nlmsghdr *m = (const void *)at; mnl_nlmsg_ok(m, left);
	     m = mnl_nlmsg_next(m, &left)) {
		uint32_t table = what ? 0 : table_of(m);

		if (!is_aside(table))
			printf("%lld %s\n", (long long)when,
			       what    ? what
			       : table ? "route"
				       : "rule");
	}
}

int main(int argc, char **argv)
{
	struct sched_param first = {.sched_priority = 10};
	struct pollfd fds[] = {
		{.fd = hear(NETLINK_ROUTE, RTMGRP_IPV4_ROUTE | RTMGRP_IPV4_RULE, 0),
		 .events = POLLIN},
		{.fd = hear(NETLINK_NETFILTER, 0, NFNLGRP_NFTABLES), .events = POLLIN},
	};

	for (int i = 1; i < argc && n_aside < sizeof aside / sizeof *aside; i++)
		aside[n_aside++] = (uint32_t)strtoul(argv[i], NULL, 10);
	setvbuf(stdout, NULL, _IOLBF, 0);
	sched_setscheduler(0, SCHED_FIFO, &first);
	puts("ready");
	for (;;) {
		if (poll(fds, 2, -1) < 0)
			return 1;
		if (fds[0].revents)
			tell(fds[0].fd, NULL);
		if (fds[1].revents)
			tell(fds[1].fd, "nft");
	}
}
