/* What the kinds of probes share; for runtime/probe*.c only. */
#ifndef RUNTIME_PROBE_ROUND_H
#define RUNTIME_PROBE_ROUND_H

#include <sys/socket.h>

#include "agent_probe.h"

/* Whoever floods us with packets must not keep the loop from its timers. */
enum { PROBE_PACKETS_AT_ONCE = 64 };

/* probe.c */
/* A socket of IPv4 or IPv6 as the probe's source and uplink want it, watched for EVENTS; false when
 * it cannot be. */
bool probe_open(struct probe *probe, bool v6, int type, int protocol, uint32_t events,
		watch_ready ready);
void probe_close(struct probe *probe);
/* The round ends with CODE, or with an answer that took RTT. */
void probe_over(struct probe *probe, enum probe_code code);
void probe_answered(struct probe *probe, int64_t rtt);
/* A packet has come: count it. The answer ends the round, and is true. */
bool probe_heard(struct probe *probe, enum probe_packet packet);
/* Connect the socket to PEER; true also while that takes time. */
bool probe_connect(const struct probe *probe, const struct probe_peer *peer, uint16_t port);
/* Its target, which is known. */
struct probe_peer probe_target(const struct probe *probe);
/* Begin what the probe is for; its target is known. */
void probe_ask(struct probe *probe);

/* probe_socket.c */
/* PEER and PORT as the kernel takes them; the length. INDEX: the link of a link-local address. */
socklen_t probe_sockaddr(struct sockaddr_storage *to, const struct probe_peer *peer, uint16_t port,
			 unsigned index);
/* Only replies with one of the numbers wake the agent, and errors about requests: every raw socket
 * is offered all messages there are. */
void probe_filter(int fd, bool v6, uint16_t from, uint16_t to);
void probe_forget_strays(int fd); /* that came before the filter stood */
/* Source, device, mark and service of a socket; false when it cannot have them. */
bool probe_bind(struct probe *probe, int fd, bool v6);
/* Have errors about datagrams come by the socket's queue, with what they quote. */
void probe_want_refusals(int fd, bool v6);
bool probe_send(const struct probe *probe, const struct probe_peer *peer, uint16_t port,
		const void *data, size_t len);
/* The same by the socket FD on the link of INDEX. */
bool probe_send_by(int fd, const struct probe_peer *peer, uint16_t port, unsigned index,
		   const void *data, size_t len);

struct probe_received {
	size_t len;
	struct probe_peer from;
	uint16_t port;
	struct ip6 to6; /* of IPv6: whom it came to */
	unsigned index; /* of the interface; 0: not told */
};

/* A packet that has come, into BUF; false when there is none. */
bool probe_receive(int fd, unsigned char *buf, size_t size, struct probe_received *got);

/* probe_packet.c */
/* probe_packet() or probe_packet6(). */
enum probe_packet probe_packet_of(const struct probe *probe, const unsigned char *packet,
				  const struct probe_received *got);
/* The number of the echo that PACKET is or, then true, quotes; 0: none. */
bool probe_packet_ident(bool v6, const unsigned char *packet, size_t len, uint16_t *ident);
/* Is what the error PACKET quotes for the target of PROBE? */
bool probe_is_quoted(const struct probe *probe, const unsigned char *packet, size_t len);

/* An error of ICMP about a datagram of ours. */
struct probe_refusal {
	struct probe_peer from;
	bool closed; /* nobody listens at the port */
	size_t len;
	unsigned char quoted[512]; /* of its data */
};

bool probe_refused(struct probe *probe, struct probe_refusal *refusal);

/* probe_echo.c */
void icmp_begin(struct probe *probe);
void icmp_leave(struct probe *probe); /* give its socket up */
size_t probe_request_size(const struct probe *probe);

/* probe_jitter.c: rounds of several packets, over ICMP or UDP */
void jitter_begin(struct probe *probe);
void jitter_end(struct probe *probe); /* its time is over */
/* The longest that a round may take, beyond the wait for its last packet. */
int64_t jitter_length(const struct plan_probe *plan);

/* probe_datagram.c: UDP echo and DNS, and the question for a target's address */
void echo_begin(struct probe *probe);
void dns_begin(struct probe *probe);
void resolve_begin(struct probe *probe);
size_t probe_datagram_size(const struct probe *probe);

/* probe_tls.c: over the connected socket of a probe */
enum tls_result { TLS_DONE, TLS_WAITS, TLS_FAILED };

bool tls_begin(struct probe *probe);
void tls_end(struct probe *probe); /* also where none was begun */
enum tls_result tls_shake(struct probe *probe);
enum tls_result tls_send(struct probe *probe, const char *data, size_t len, size_t *sent);
/* *LEN 0 when it is done: the other end has closed. */
enum tls_result tls_receive(struct probe *probe, char *at, size_t size, size_t *len);

/* probe_stream.c: TCP and HTTP */
void stream_begin(struct probe *probe);

#endif
