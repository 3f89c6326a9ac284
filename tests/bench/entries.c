/*
 * Connections for the kernel to remember: half of a busy site's, with the marks of its uplinks.
 *
 * usage: entries COUNT MARK COUNT MARK: so many with the one mark, then so many with the other
 */
#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { TIMEOUT = 3000, PORTS = 60000, BYTES = 8192, ESTABLISHED = 3 };

static void put_tuple(struct nlmsghdr *message, uint16_t type, uint32_t from, uint32_t to,
		      uint16_t from_port, uint16_t to_port)
{
	struct nlattr *tuple = mnl_attr_nest_start(message, type), *part;

	part = mnl_attr_nest_start(message, CTA_TUPLE_IP);
	mnl_attr_put_u32(message, CTA_IP_V4_SRC, htonl(from));
	mnl_attr_put_u32(message, CTA_IP_V4_DST, htonl(to));
	mnl_attr_nest_end(message, part);
	part = mnl_attr_nest_start(message, CTA_TUPLE_PROTO);
	mnl_attr_put_u8(message, CTA_PROTO_NUM, IPPROTO_TCP);
	mnl_attr_put_u16(message, CTA_PROTO_SRC_PORT, htons(from_port));
	mnl_attr_put_u16(message, CTA_PROTO_DST_PORT, htons(to_port));
	mnl_attr_nest_end(message, part);
	mnl_attr_nest_end(message, tuple);
}

static void put_entry(struct nlmsghdr *message, uint32_t i, uint32_t mark)
{
	uint32_t host = (10u << 24) + (1u << 23) + i / PORTS,
		 server = (198u << 24) + (18u << 16) + 9;
	uint16_t port = (uint16_t)(1024 + i % PORTS);
	struct nlattr *info, *tcp;

	put_tuple(message, CTA_TUPLE_ORIG, host, server, port, 443);
	put_tuple(message, CTA_TUPLE_REPLY, server, host, 443, port);
	mnl_attr_put_u32(message, CTA_TIMEOUT, htonl(TIMEOUT));
	mnl_attr_put_u32(message, CTA_MARK, htonl(mark));
	info = mnl_attr_nest_start(message, CTA_PROTOINFO);
	tcp = mnl_attr_nest_start(message, CTA_PROTOINFO_TCP);
	mnl_attr_put_u8(message, CTA_PROTOINFO_TCP_STATE, ESTABLISHED);
	mnl_attr_nest_end(message, tcp);
	mnl_attr_nest_end(message, info);
}

static bool create(struct mnl_socket *socket, uint32_t i, uint32_t mark)
{
	_Alignas(struct nlmsghdr) char buf[BYTES];
	struct nlmsghdr *message = mnl_nlmsg_put_header(buf);
	struct nfgenmsg *info;
	ssize_t n;

	message->nlmsg_type = NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_NEW;
	message->nlmsg_flags = NLM_F_REQUEST | NLM_F_CREATE | NLM_F_EXCL | NLM_F_ACK;
	info = mnl_nlmsg_put_extra_header(message, sizeof *info);
	info->nfgen_family = AF_INET;
	put_entry(message, i, mark);
	if (mnl_socket_sendto(socket, message, message->nlmsg_len) < 0)
		return false;
	n = mnl_socket_recvfrom(socket, buf, sizeof buf);
	return n > 0 && (mnl_cb_run(buf, (size_t)n, 0, 0, NULL, NULL) >= 0 || errno == EEXIST);
}

int main(int argc, char **argv)
{
	struct mnl_socket *socket = mnl_socket_open(NETLINK_NETFILTER);
	uint32_t made = 0;

	if (argc < 3 || !socket || mnl_socket_bind(socket, 0, MNL_SOCKET_AUTOPID) < 0) {
		fputs("usage: entries COUNT MARK [COUNT MARK]...\n", stderr);
		return 2;
	}
	for (int at = 1; at + 1 < argc; at += 2)
		for (long n = atol(argv[at]); n > 0; n--)
			if (!create(socket, made++, (uint32_t)strtoul(argv[at + 1], NULL, 0))) {
				perror("entries");
				return 1;
			}
	mnl_socket_close(socket);
	return 0;
}
