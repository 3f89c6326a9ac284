/*
 * The sockets of probes, in both families: who may wake them, where they leave from, and what a
 * packet that came in says of its way.
 */
#include <arpa/inet.h>
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

/* A socket of ICMPv6 is given messages, one of ICMP whole packets. */
void probe_filter(int fd, bool v6, uint16_t ident)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LDX | BPF_B | BPF_MSH, 0),
		BPF_STMT(BPF_LD | BPF_H | BPF_IND, 4),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ident, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, 0xffff),
		BPF_STMT(BPF_RET | BPF_K, 0),
	};
	struct sock_fprog program = {sizeof code / sizeof *code, code};
	uint32_t all_but_replies = ~(1U << ICMP_ECHOREPLY);
	struct icmp6_filter replies;

	if (v6) {
		code[0] = (struct sock_filter)BPF_STMT(BPF_LDX | BPF_IMM, 0);
		ICMP6_FILTER_SETBLOCKALL(&replies);
		ICMP6_FILTER_SETPASS(ICMP6_ECHO_REPLY, &replies);
		setsockopt(fd, IPPROTO_ICMPV6, ICMP6_FILTER, &replies, sizeof replies);
	} else {
		setsockopt(fd, SOL_RAW, ICMP_FILTER, &all_but_replies, sizeof all_but_replies);
	}
	setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
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

/* ---- what came in ---- */

unsigned probe_packet_info(struct msghdr *message, struct ip6 *to)
{
	struct in_pktinfo info;
	struct in6_pktinfo info6;

	for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
		if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO) {
			memcpy(&info, CMSG_DATA(c), sizeof info);
			return (unsigned)info.ipi_ifindex;
		}
		if (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_PKTINFO) {
			memcpy(&info6, CMSG_DATA(c), sizeof info6);
			*to = ip6_from_bytes(info6.ipi6_addr.s6_addr);
			return info6.ipi6_ifindex;
		}
	}
	return 0;
}
