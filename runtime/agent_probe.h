/* Probes: the operations of IP SLA. ios-semantics.md 1.6. */
#ifndef RUNTIME_AGENT_PROBE_H
#define RUNTIME_AGENT_PROBE_H

#include <net/if.h>
#include <stddef.h>
#include <time.h>

#include "agent_loop.h"
#include "compiler/plan_agent.h"

/* X(symbol, as `show ip sla` names it) */
#define PROBE_CODES(X)                           \
	X(PROBE_UNKNOWN, "Unknown")              \
	X(PROBE_OK, "OK")                        \
	X(PROBE_OVER_THRESHOLD, "OverThreshold") \
	X(PROBE_TIMEOUT, "Timeout")              \
	X(PROBE_NOT_CONNECTED, "NoConnection")   \
	X(PROBE_DNS_ERROR, "DnsQueryError")      \
	X(PROBE_HTTP_ERROR, "HttpError")

enum probe_code {
#define X(symbol, text) symbol,
	PROBE_CODES(X)
#undef X
};

/* Whom a packet goes to, or comes from. */
struct probe_peer {
	bool v6;
	uint32_t addr;
	struct ip6 addr6;
};

struct probe {
	/* what to do; set by the owner */
	uint32_t id; /* of the IP SLA */
	const struct plan_probe *plan; /* what more there is to it */
	bool v6; /* TARGET6 and SOURCE6 instead of TARGET and SOURCE */
	uint32_t target, source, mark;
	struct ip6 target6, source6;
	bool has_source;
	char device[IFNAMSIZ]; /* bound to it, with the mark; empty: not bound */
	int64_t frequency, timeout, threshold; /* nanoseconds */
	void (*verdict)(void *context, struct probe *probe); /* after every round */
	void *context;

	/* how it goes */
	enum probe_code code;
	int64_t rtt; /* of the latest answer, nanoseconds */
	int64_t started; /* of the latest round; 0: none yet */
	struct timespec started_wall;
	uint64_t successes, failures;

	/* the round in flight */
	struct loop *loop;
	struct watch *watch;
	struct timer next, limit;
	int fd;
	unsigned device_index; /* to which fd is bound */
	bool flying;
	uint16_t ident, sequence;
	uint64_t cookie;
	struct timer packet; /* of a jitter probe: the next one */
	size_t said; /* packets sent, or bytes of a request */
	uint32_t heard, next_heard; /* packets that came back, and the next number to come */
	int64_t sum; /* of their times */
	bool connected;
	char head[64]; /* of a response */
	size_t head_len;
};

/* Begin rounds at FIRST, then every `frequency`. */
void probe_start(struct probe *probe, struct loop *loop, int64_t first);
void probe_stop(struct probe *probe);
/* The source address is another one from the next round on. */
void probe_set_source(struct probe *probe, bool has_source, uint32_t source, struct ip6 source6);

/*
 * Is the LEN bytes at PACKET, from the IP header on, the answer to the round in flight, received on
 * interface INDEX? Everything is compared: a probe must not be fooled by another's answers.
 */
bool probe_is_answer(const struct probe *probe, const unsigned char *packet, size_t len,
		     unsigned index);
/* The same of ICMPv6, whose sockets give neither the header nor what is damaged: LEN bytes that
 * came from FROM to TO. */
bool probe_is_answer6(const struct probe *probe, const unsigned char *message, size_t len,
		      struct ip6 from, struct ip6 to, unsigned index);
/* RFC 1071, in network byte order. */
uint16_t icmp_checksum(const unsigned char *at, size_t len);
/* The data of a UDP echo in flight; its length, 0 when BUF is too small. */
size_t probe_datagram(const struct probe *probe, unsigned char *buf, size_t size);
/* The status of an HTTP response; 0 while it is not all there, -1 when it is none. */
int http_status(const char *head, size_t len);
/* Write the request of the round in flight to BUF; returns its length. */
size_t probe_request(const struct probe *probe, unsigned char *buf, size_t size);

/* schedule.c: when an operation begins and ends. Nanoseconds from now; LIFE 0: for ever. */
struct schedule_times {
	int64_t wait, life;
};
struct schedule_times schedule_times(const struct plan_probe *plan, const struct tm *now,
				     uint32_t random);

#endif
