/*
 * Forgetting the connections of an uplink that failed. The kernel compares the marks itself
 * (CTA_MARK and CTA_MARK_MASK): one message, whatever the number of connections.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/netlink.h>
#include <sys/socket.h>
#include <unistd.h>

#include "agent_netlink.h"

bool conntrack_open(struct conntrack *conntrack)
{
	struct sockaddr_nl own = {.nl_family = AF_NETLINK};
	struct timeval patience = {.tv_sec = 5};

	conntrack->fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER);
	if (conntrack->fd < 0)
		return false;
	setsockopt(conntrack->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	return bind(conntrack->fd, (struct sockaddr *)&own, sizeof own) == 0;
}

void conntrack_close(struct conntrack *conntrack)
{
	if (conntrack->fd >= 0)
		close(conntrack->fd);
	conntrack->fd = -1;
}

/* True when the kernel has acknowledged request SEQ. */
static bool acknowledged(int fd, uint32_t seq)
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

			if (m->nlmsg_type != NLMSG_ERROR || m->nlmsg_seq != seq)
				continue;
			errno = -error->error;
			return error->error == 0;
		}
	}
}

bool conntrack_flush(struct conntrack *conntrack, uint32_t mark, uint32_t mask)
{
	_Alignas(struct nlmsghdr) char buf[256];
	struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
	struct nlmsghdr *message = mnl_nlmsg_put_header(buf);
	struct nfgenmsg *info;

	message->nlmsg_type = NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_DELETE;
	message->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
	message->nlmsg_seq = ++conntrack->seq;
	info = mnl_nlmsg_put_extra_header(message, sizeof *info);
	info->nfgen_family = AF_UNSPEC;
	info->version = NFNETLINK_V0;
	if (mask) {
		mnl_attr_put_u32(message, CTA_MARK, htonl(mark));
		mnl_attr_put_u32(message, CTA_MARK_MASK, htonl(mask));
	}
	if (sendto(conntrack->fd, buf, message->nlmsg_len, 0, (struct sockaddr *)&kernel,
		   sizeof kernel) < 0)
		return false;
	return acknowledged(conntrack->fd, conntrack->seq);
}
