/*
 * Forgetting the connections of an uplink that failed, or all of them, and who has which address of
 * a pool. The kernel compares the marks itself (CTA_MARK and CTA_MARK_MASK), and empties a map as a
 * whole: one message, whatever the number of connections.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "agent_netlink.h"

bool conntrack_open(struct conntrack *conntrack)
{
	struct sockaddr_nl own = {.nl_family = AF_NETLINK};
	struct timeval patience = {.tv_sec = 5};
	socklen_t len = sizeof own;

	conntrack->fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER);
	if (conntrack->fd < 0)
		return false;
	setsockopt(conntrack->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	if (bind(conntrack->fd, (struct sockaddr *)&own, sizeof own) < 0 ||
	    getsockname(conntrack->fd, (struct sockaddr *)&own, &len) < 0)
		return false;
	conntrack->port = own.nl_pid;
	return true;
}

void conntrack_close(struct conntrack *conntrack)
{
	if (conntrack->fd >= 0)
		close(conntrack->fd);
	conntrack->fd = -1;
}

/* True when the kernel has acknowledged request LAST, and refused none from FIRST on. */
static bool acknowledged(int fd, uint32_t first, uint32_t last)
{
	_Alignas(struct nlmsghdr) char buf[4096];

	for (;;) {
		ssize_t n = recv(fd, buf, sizeof buf, 0);
		int left = (int)n;

		if (n < 0 && errno != EINTR)
			return false;
		for (struct nlmsghdr *m = (void *)buf; n > 0 && mnl_nlmsg_ok(m, left);
		     m = mnl_nlmsg_next(m, &left)) {
			const struct nlmsgerr *error = mnl_nlmsg_get_payload(m);

			if (m->nlmsg_type != NLMSG_ERROR || m->nlmsg_seq - first > last - first ||
			    (!error->error && m->nlmsg_seq != last))
				continue;
			errno = -error->error;
			return error->error == 0;
		}
	}
}

struct nlmsghdr *netfilter_message(void *at, uint16_t type, uint16_t flags, uint32_t seq,
				   uint8_t family, uint16_t resource)
{
	struct nlmsghdr *message = mnl_nlmsg_put_header(at);
	struct nfgenmsg *info;

	message->nlmsg_type = type;
	message->nlmsg_flags = NLM_F_REQUEST | flags;
	message->nlmsg_seq = seq;
	info = mnl_nlmsg_put_extra_header(message, sizeof *info);
	info->nfgen_family = family;
	info->version = NFNETLINK_V0;
	info->res_id = htons(resource);
	return message;
}

bool netfilter_request(const struct conntrack *conntrack, const void *buf, size_t len,
		       uint32_t first, uint32_t last)
{
	struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};

	return sendto(conntrack->fd, buf, len, 0, (struct sockaddr *)&kernel, sizeof kernel) >= 0 &&
	       acknowledged(conntrack->fd, first, last);
}

bool conntrack_flush(struct conntrack *conntrack, uint32_t mark, uint32_t mask)
{
	_Alignas(struct nlmsghdr) char buf[256];
	struct nlmsghdr *message =
		netfilter_message(buf, NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_DELETE, NLM_F_ACK,
				  ++conntrack->seq, AF_UNSPEC, 0);

	if (mask) {
		mnl_attr_put_u32(message, CTA_MARK, htonl(mark));
		mnl_attr_put_u32(message, CTA_MARK_MASK, htonl(mask));
	}
	return netfilter_request(conntrack, buf, message->nlmsg_len, conntrack->seq,
				 conntrack->seq);
}

/* The elements of a map are deleted when none is named. nf_tables takes messages in batches only.
 */
bool conntrack_empty_map(struct conntrack *conntrack, uint8_t family, const char *map)
{
	_Alignas(struct nlmsghdr) char buf[1024];
	struct nlmsghdr *message;
	uint32_t seq = conntrack->seq + 2;
	size_t len;

	if (strlen(map) >= NFT_SET_MAXNAMELEN) {
		errno = ENAMETOOLONG;
		return false;
	}
	len = netfilter_message(buf, NFNL_MSG_BATCH_BEGIN, 0, seq - 1, AF_UNSPEC,
				NFNL_SUBSYS_NFTABLES)
		      ->nlmsg_len;
	message = netfilter_message(buf + len, NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_DELSETELEM,
				    NLM_F_ACK, seq, family, 0);
	mnl_attr_put_strz(message, NFTA_SET_ELEM_LIST_TABLE, "causeway");
	mnl_attr_put_strz(message, NFTA_SET_ELEM_LIST_SET, map);
	len += message->nlmsg_len;
	len += netfilter_message(buf + len, NFNL_MSG_BATCH_END, 0, seq + 1, AF_UNSPEC,
				 NFNL_SUBSYS_NFTABLES)
		       ->nlmsg_len;
	conntrack->seq = seq + 1;
	return netfilter_request(conntrack, buf, len, seq, seq);
}
