/*
 * What nftables tells of the transactions that anybody makes: of each, whether it touched our
 * table, and who made it. The kernel names objects first, and ends a transaction with its
 * generation and its author.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "agent_netlink.h"

enum {
	DATAGRAM_BYTES = 32 * 1024,
	DATAGRAMS_AT_ONCE = 16, /* then others have their turn */
	ROOM_BYTES = 4 * 1024 * 1024,
	TABLE_NAME = 1, /* NFTA_TABLE_NAME; the same number in every other kind of object */
};

int nft_listen(void)
{
	struct sockaddr_nl own = {.nl_family = AF_NETLINK};
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_NETFILTER);
	int room = ROOM_BYTES, group = NFNLGRP_NFTABLES;

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
	if (bind(fd, (struct sockaddr *)&own, sizeof own) == 0 &&
	    setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group) == 0)
		return fd;
	close(fd);
	return -1;
}

static bool is_our_table(const struct nlmsghdr *message)
{
	const struct nfgenmsg *info = mnl_nlmsg_get_payload(message);
	const struct nlattr *at[TABLE_NAME + 1];

	if (info->nfgen_family != NFPROTO_INET)
		return false;
	netlink_attributes(message, sizeof *info, at, TABLE_NAME + 1);
	return at[TABLE_NAME] && mnl_attr_validate(at[TABLE_NAME], MNL_TYPE_NUL_STRING) >= 0 &&
	       !strcmp(mnl_attr_get_str(at[TABLE_NAME]), "causeway");
}

static void end_transaction(struct nft_news *news, const struct nlmsghdr *message)
{
	const struct nlattr *at[NFTA_GEN_PROC_NAME + 1];

	netlink_attributes(message, sizeof(struct nfgenmsg), at, NFTA_GEN_PROC_NAME + 1);
	news->port = message->nlmsg_pid;
	if (at[NFTA_GEN_ID])
		news->generation = ntohl(mnl_attr_get_u32(at[NFTA_GEN_ID]));
	if (at[NFTA_GEN_PROC_PID])
		news->pid = ntohl(mnl_attr_get_u32(at[NFTA_GEN_PROC_PID]));
	if (at[NFTA_GEN_PROC_NAME] &&
	    mnl_attr_validate(at[NFTA_GEN_PROC_NAME], MNL_TYPE_NUL_STRING) >= 0)
		snprintf(news->name, sizeof news->name, "%s",
			 mnl_attr_get_str(at[NFTA_GEN_PROC_NAME]));
}

static void take(struct nft_news *news, const struct nlmsghdr *message,
		 void (*over)(void *context, const struct nft_news *news), void *context)
{
	unsigned type = message->nlmsg_type & 0xff;

	if (message->nlmsg_type >> 8 != NFNL_SUBSYS_NFTABLES ||
	    mnl_nlmsg_get_payload_len(message) < sizeof(struct nfgenmsg))
		return;
	if (type == NFT_MSG_NEWGEN) {
		end_transaction(news, message);
		if (news->touched)
			over(context, news);
		*news = (struct nft_news){0};
	} else if (is_our_table(message)) {
		news->touched++;
		/* one that is made anew within the same transaction stands again */
		if (type == NFT_MSG_DELTABLE || type == NFT_MSG_NEWTABLE)
			news->removed = type == NFT_MSG_DELTABLE;
	}
}

bool nft_hear(int fd, struct nft_news *news,
	      void (*over)(void *context, const struct nft_news *news), void *context)
{
	_Alignas(struct nlmsghdr) char buf[DATAGRAM_BYTES];
	bool whole = true;

	for (int i = 0; i < DATAGRAMS_AT_ONCE; i++) {
		ssize_t n = recv(fd, buf, sizeof buf, MSG_DONTWAIT | MSG_TRUNC);
		int left = (int)n;

		if (n < 0 && errno == EINTR)
			continue;
		if ((n < 0 && errno == ENOBUFS) || n > (ssize_t)sizeof buf) {
			whole = false;
			*news = (struct nft_news){0};
			continue;
		}
		if (n <= 0)
			break;
		for (struct nlmsghdr *m = (void *)buf; mnl_nlmsg_ok(m, left);
		     m = mnl_nlmsg_next(m, &left))
			take(news, m, over, context);
	}
	return whole;
}
