/* What the kinds of probes share; for runtime/probe*.c only. */
#ifndef RUNTIME_PROBE_ROUND_H
#define RUNTIME_PROBE_ROUND_H

#include <sys/socket.h>

#include "agent_probe.h"

/* probe.c */
/* A socket of IPv4 or IPv6 as the probe's source and uplink want it, watched for EVENTS; false when
 * it cannot be. */
bool probe_open(struct probe *probe, bool v6, int type, int protocol, uint32_t events,
		watch_ready ready);
void probe_close(struct probe *probe);
/* The round ends with CODE, or with an answer that took RTT. */
void probe_over(struct probe *probe, enum probe_code code);
void probe_answered(struct probe *probe, int64_t rtt);
/* Connect the socket to PEER; true also while that takes time. */
bool probe_connect(const struct probe *probe, const struct probe_peer *peer, uint16_t port);
/* Its target, which is known. */
struct probe_peer probe_target(const struct probe *probe);

/* probe_socket.c */
/* PEER and PORT as the kernel takes them; the length. INDEX: the link of a link-local address. */
socklen_t probe_sockaddr(struct sockaddr_storage *to, const struct probe_peer *peer, uint16_t port,
			 unsigned index);
/* Only echo replies with IDENT wake the agent: every raw socket is offered all of them. */
void probe_filter(int fd, bool v6, uint16_t ident);
/* Source, device, mark and service of a socket; false when it cannot have them. */
bool probe_bind(struct probe *probe, int fd, bool v6);
/* The index of the interface on which MESSAGE came, 0: not told; the address it came to, in TO. */
unsigned probe_packet_info(struct msghdr *message, struct ip6 *to);

/* probe_jitter.c: rounds of several packets, over ICMP or UDP */
void jitter_begin(struct probe *probe);
void jitter_end(struct probe *probe); /* its time is over */
/* The longest that a round may take, beyond the wait for its last packet. */
int64_t jitter_length(const struct plan_probe *plan);

/* probe_datagram.c: UDP echo and DNS, and the question for a target's address */
void echo_begin(struct probe *probe);
void dns_begin(struct probe *probe);
void resolve_begin(struct probe *probe);

/* probe_stream.c: TCP and HTTP */
void stream_begin(struct probe *probe);

/* probe.c: begin what the probe is for; its target is known. */
void probe_ask(struct probe *probe);

#endif
