/*
 * What nftables tells of the transactions that anybody makes: of each, whether it touched our
 * table, and who made it. The kernel names objects first, and ends a transaction with its
 * generation and its author.
 */
#include <arpa/inet.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "agent_netlink.h"

enum {
	DATAGRAMS_AT_ONCE = 16, /* then others have their turn */
	ROOM_BYTES = 4 * 1024 * 1024,
	TABLE_NAME = 1, /* NFTA_TABLE_NAME; the same number in every other kind of object */
};

static const int group = NFNLGRP_NFTABLES;

int nft_listen(void)
{
	return netfilter_listen(&group, 1, ROOM_BYTES);
}

bool nft_listens(int fd, bool on)
{
	return setsockopt(fd, SOL_NETLINK, on ? NETLINK_ADD_MEMBERSHIP : NETLINK_DROP_MEMBERSHIP,
			  &group, sizeof group) == 0;
}

uint8_t nft_family(const struct plan *plan)
{
	return plan->ip4_alone ? NFPROTO_IPV4 : NFPROTO_INET;
}

/* 0: of either FAMILY. */
static bool is_our_table(const struct nlmsghdr *message, uint8_t family)
{
	const struct nfgenmsg *info = mnl_nlmsg_get_payload(message);
	const struct nlattr *at[TABLE_NAME + 1];

	if (family && info->nfgen_family != family)
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

struct hearing {
	uint8_t family;
	struct nft_news *news;
	void (*over)(void *context, const struct nft_news *news);
	void *context;
};

static void take(void *context, const struct nlmsghdr *message)
{
	const struct hearing *hearing = context;
	struct nft_news *news = hearing->news;
	unsigned type = message ? message->nlmsg_type & 0xff : 0;

	if (!message) { /* nobody knows what belonged to what */
		*news = (struct nft_news){0};
		return;
	}
	if (message->nlmsg_type >> 8 != NFNL_SUBSYS_NFTABLES ||
	    mnl_nlmsg_get_payload_len(message) < sizeof(struct nfgenmsg))
		return;
	if (type == NFT_MSG_NEWGEN) {
		end_transaction(news, message);
		if (news->touched)
			hearing->over(hearing->context, news);
		*news = (struct nft_news){0};
	} else if (is_our_table(message, hearing->family)) {
		news->touched++;
		/* one that is made anew within the same transaction stands again */
		if (type == NFT_MSG_DELTABLE || type == NFT_MSG_NEWTABLE)
			news->removed = type == NFT_MSG_DELTABLE;
	}
}

bool nft_hear(int fd, uint8_t family, struct nft_news *news,
	      void (*over)(void *context, const struct nft_news *news), void *context)
{
	struct hearing hearing = {family, news, over, context};

	if (netlink_receive(fd, DATAGRAMS_AT_ONCE, take, &hearing))
		return true;
	netlink_forget(fd);
	*news = (struct nft_news){0};
	return false;
}
