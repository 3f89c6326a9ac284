/*
 * The sockets of probes, in both families: who may wake them, where they leave from, and what a
 * packet that came in says of its way.
 */
#include <arpa/inet.h>
#include <linux/errqueue.h>
#include <linux/filter.h>
#include <net/if.h>
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <string.h>

#include "probe_round.h"

#ifndef ICMP_FILTER
#define ICMP_FILTER 1
#endif

socklen_t probe_sockaddr(struct sockaddr_storage *to, const struct probe_peer *peer, uint16_t port,
			 unsigned index)
{
	struct sockaddr_in *v4 = (struct sockaddr_in *)to;
	struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)to;

	memset(to, 0, sizeof *to);
	if (!peer->v6) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons(port);
		v4->sin_addr.s_addr = htonl(peer->addr);
		return sizeof *v4;
	}
	v6->sin6_family = AF_INET6;
	v6->sin6_port = htons(port);
	ip6_bytes(peer->addr6, v6->sin6_addr.s6_addr);
	if (ip6_is_link_local(peer->addr6))
		v6->sin6_scope_id = index;
	return sizeof *v6;
}

/* ---- who wakes them ---- */

/*
 * A reply with one of the numbers, or an error that quotes ICMP. X holds where the message begins:
 * a socket of ICMPv6 is given messages, one of ICMP whole packets.
 */
static void attach(int fd, bool v6, uint16_t from, uint16_t to)
{
	uint32_t reply = v6 ? ICMP6_ECHO_REPLY : ICMP_ECHOREPLY;
	uint32_t quoted = v6 ? 8 + 6 : 8 + 9; /* where the protocol stands in what is quoted */
	struct sock_filter code[] = {
		BPF_STMT(BPF_LDX | BPF_B | BPF_MSH, 0),
		BPF_STMT(BPF_LD | BPF_B | BPF_IND, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, reply, 0, 3),
		BPF_STMT(BPF_LD | BPF_H | BPF_IND, 4),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, from, 0, 4),
		BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, to, 3, 2),
		BPF_STMT(BPF_LD | BPF_B | BPF_IND, quoted),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, v6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, 0xffff),
		BPF_STMT(BPF_RET | BPF_K, 0),
	};
	struct sock_fprog program = {sizeof code / sizeof *code, code};

	if (v6)
		code[0] = (struct sock_filter)BPF_STMT(BPF_LDX | BPF_IMM, 0);
	setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
}

void probe_filter(int fd, bool v6, uint16_t from, uint16_t to)
{
	uint32_t others =
		~(1U << ICMP_ECHOREPLY | 1U << ICMP_DEST_UNREACH | 1U << ICMP_SOURCE_QUENCH |
		  1U << ICMP_TIME_EXCEEDED | 1U << ICMP_PARAMETERPROB);
	struct icmp6_filter wanted;

	if (v6) {
		ICMP6_FILTER_SETBLOCKALL(&wanted);
		for (int type = ICMP6_DST_UNREACH; type <= ICMP6_PARAM_PROB; type++)
			ICMP6_FILTER_SETPASS(type, &wanted);
		ICMP6_FILTER_SETPASS(ICMP6_ECHO_REPLY, &wanted);
		setsockopt(fd, IPPROTO_ICMPV6, ICMP6_FILTER, &wanted, sizeof wanted);
	} else {
		setsockopt(fd, SOL_RAW, ICMP_FILTER, &others, sizeof others);
	}
	attach(fd, v6, from, to);
}

void probe_forget_strays(int fd)
{
	char byte;

	for (int i = 0; i < PROBE_PACKETS_AT_ONCE && recv(fd, &byte, 1, MSG_DONTWAIT) >= 0; i++)
		;
}

/* ---- where they leave from ---- */

static bool bind_device(struct probe *probe, int fd)
{
	if (!probe->device[0])
		return true;
	probe->device_index = if_nametoindex(probe->device);
	return probe->device_index &&
	       setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, probe->device,
			  (socklen_t)strlen(probe->device)) == 0 &&
	       setsockopt(fd, SOL_SOCKET, SO_MARK, &probe->mark, sizeof probe->mark) == 0;
}

/* A server that is asked for the target may be of the other family: from any address, then. */
bool probe_bind(struct probe *probe, int fd, bool v6)
{
	bool has_source = probe->has_source && probe->v6 == v6;
	struct probe_peer source = {.v6 = v6};
	int on = 1, tos = probe->plan->tos;
	struct sockaddr_storage from;
	socklen_t len;

	if (setsockopt(fd, v6 ? IPPROTO_IPV6 : IPPROTO_IP, v6 ? IPV6_RECVPKTINFO : IP_PKTINFO, &on,
		       sizeof on) < 0 ||
	    !bind_device(probe, fd))
		return false;
	if (tos)
		setsockopt(fd, v6 ? IPPROTO_IPV6 : IPPROTO_IP, v6 ? IPV6_TCLASS : IP_TOS, &tos,
			   sizeof tos);
	if (probe->plan->source_port)
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (has_source) {
		source.addr = probe->source;
		source.addr6 = probe->source6;
	}
	len = probe_sockaddr(&from, &source, probe->plan->source_port, probe->device_index);
	return (!has_source && !probe->plan->source_port) ||
	       bind(fd, (struct sockaddr *)&from, len) == 0;
}

bool probe_send(const struct probe *probe, const struct probe_peer *peer, uint16_t port,
		const void *data, size_t len)
{
	return probe_send_by(probe->fd, peer, port, probe->device_index, data, len);
}

bool probe_send_by(int fd, const struct probe_peer *peer, uint16_t port, unsigned index,
		   const void *data, size_t len)
{
	struct sockaddr_storage to;
	socklen_t size = probe_sockaddr(&to, peer, port, index);

	return sendto(fd, data, len, MSG_DONTWAIT, (struct sockaddr *)&to, size) >= 0;
}

/* ---- what came in ---- */

static void peer_of(const struct sockaddr_storage *from, struct probe_peer *peer, uint16_t *port)
{
	const struct sockaddr_in *v4 = (const struct sockaddr_in *)from;
	const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)from;

	*peer = (struct probe_peer){.v6 = from->ss_family == AF_INET6};
	if (peer->v6) {
		peer->addr6 = ip6_from_bytes(v6->sin6_addr.s6_addr);
		*port = ntohs(v6->sin6_port);
	} else {
		peer->addr = ntohl(v4->sin_addr.s_addr);
		*port = ntohs(v4->sin_port);
	}
}

static void way_of(struct msghdr *message, struct probe_received *got)
{
	struct in_pktinfo info;
	struct in6_pktinfo info6;

	for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
		if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO) {
			memcpy(&info, CMSG_DATA(c), sizeof info);
			got->index = (unsigned)info.ipi_ifindex;
		} else if (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_PKTINFO) {
			memcpy(&info6, CMSG_DATA(c), sizeof info6);
			got->to6 = ip6_from_bytes(info6.ipi6_addr.s6_addr);
			got->index = info6.ipi6_ifindex;
		}
	}
}

/* A datagram with all that comes with it. */
struct incoming {
	struct msghdr message;
	struct iovec piece;
	struct sockaddr_storage from;
	union {
		char bytes[512];
		struct cmsghdr aligned;
	} control;
};

/* Its length; -1: there is none. */
static ssize_t take(struct incoming *in, int fd, unsigned char *buf, size_t size, int flags)
{
	in->piece = (struct iovec){buf, size};
	in->from.ss_family = AF_UNSPEC;
	in->message = (struct msghdr){.msg_name = &in->from,
				      .msg_namelen = sizeof in->from,
				      .msg_iov = &in->piece,
				      .msg_iovlen = 1,
				      .msg_control = in->control.bytes,
				      .msg_controllen = sizeof in->control};
	return fd < 0 ? -1 : recvmsg(fd, &in->message, MSG_DONTWAIT | flags);
}

bool probe_receive(int fd, unsigned char *buf, size_t size, struct probe_received *got)
{
	struct incoming in;
	ssize_t n = take(&in, fd, buf, size, 0);

	if (n < 0)
		return false;
	*got = (struct probe_received){.len = (size_t)n};
	peer_of(&in.from, &got->from, &got->port);
	way_of(&in.message, got);
	return true;
}

/* ---- what was refused ---- */

void probe_want_refusals(int fd, bool v6)
{
	int on = 1;

	setsockopt(fd, v6 ? IPPROTO_IPV6 : IPPROTO_IP, v6 ? IPV6_RECVERR : IP_RECVERR, &on,
		   sizeof on);
}

static void read_error(const struct cmsghdr *c, struct probe_refusal *refusal)
{
	struct {
		struct sock_extended_err error;
		struct sockaddr_storage from;
	} got = {0};
	size_t len = c->cmsg_len - CMSG_LEN(0);
	uint16_t port;

	memcpy(&got.error, CMSG_DATA(c), len < sizeof got.error ? len : sizeof got.error);
	if (len > sizeof got.error)
		memcpy(&got.from, CMSG_DATA(c) + sizeof got.error,
		       len - sizeof got.error < sizeof got.from ? len - sizeof got.error
								: sizeof got.from);
	refusal->closed = (got.error.ee_origin == SO_EE_ORIGIN_ICMP &&
			   got.error.ee_type == ICMP_DEST_UNREACH &&
			   got.error.ee_code == ICMP_PORT_UNREACH) ||
			  (got.error.ee_origin == SO_EE_ORIGIN_ICMP6 &&
			   got.error.ee_type == ICMP6_DST_UNREACH &&
			   got.error.ee_code == ICMP6_DST_UNREACH_NOPORT);
	peer_of(&got.from, &refusal->from, &port);
}

bool probe_refused(struct probe *probe, struct probe_refusal *refusal)
{
	struct incoming in;
	ssize_t n = take(&in, probe->fd, refusal->quoted, sizeof refusal->quoted, MSG_ERRQUEUE);

	if (n < 0)
		return false;
	refusal->len = (size_t)n;
	refusal->closed = false;
	refusal->from = (struct probe_peer){.v6 = false};
	for (struct cmsghdr *c = CMSG_FIRSTHDR(&in.message); c; c = CMSG_NXTHDR(&in.message, c))
		if ((c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_RECVERR) ||
		    (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_RECVERR))
			read_error(c, refusal);
	return true;
}
