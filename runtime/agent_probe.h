/* Probes: the operations of IP SLA. ios-semantics.md 1.6. */
#ifndef RUNTIME_AGENT_PROBE_H
#define RUNTIME_AGENT_PROBE_H

#include <net/if.h>
#include <stddef.h>
#include <time.h>
#include <uthash.h>

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
		PROBE_CODE_COUNT
};

/*
 * What a packet is to a probe: X(symbol, "as its count is shown"). All but the first one are not
 * believed.
 */
#define PROBE_PACKETS(X)                                                                    \
	X(PACKET_ANSWER, "Answers")                                                         \
	X(PACKET_LATE, "Late") /* its round is over, without an answer */                   \
	X(PACKET_DUPLICATE, "Duplicate") /* its round has its answer */                     \
	X(PACKET_TRUNCATED, "Truncated")                                                    \
	X(PACKET_DAMAGED, "Damaged") /* its checksum or what it brings back is not right */ \
	X(PACKET_SPOOFED, "Spoofed") /* from or to elsewhere, or without the cookie */      \
	X(PACKET_FOREIGN, "Foreign") /* the answer to somebody else */                      \
	X(PACKET_ERROR, "ICMP errors") /* about a packet of ours */                         \
	X(PACKET_FOREIGN_ERROR, "Foreign ICMP errors") /* about others' packets to the target */

enum probe_packet {
#define X(symbol, text) symbol,
	PROBE_PACKETS(X)
#undef X
		PROBE_PACKET_COUNT
};

/* Whom a packet goes to, or comes from. */
struct probe_peer {
	bool v6;
	uint32_t addr;
	struct ip6 addr6;
};

/* Numbers of nanoseconds: how many, their sum, the least and the most. */
struct probe_range {
	uint64_t n;
	int64_t sum, min, max;
};

/* Since the operation began. */
struct probe_counts {
	uint64_t successes, failures;
	uint64_t over; /* answers over the threshold */
	struct probe_range rtt;
	uint64_t codes[PROBE_CODE_COUNT];
	uint64_t packets[PROBE_PACKET_COUNT];
};

/* A round of several packets. Lost ones are gathered in periods, runs of numbers. */
struct probe_jitter {
	struct probe_range rtt, jitter; /* JITTER: between neighbours, of the way there and back */
	uint32_t sent, lost, disordered, late, over;
	uint32_t periods, period_min, period_max;
	uint32_t between_min, between_max; /* numbers between two periods */
};

/* A round that is over, for as long as something may still come of it. */
struct probe_past {
	uint64_t cookie;
	bool answered;
};

enum { PROBE_PASTS = 16 };

struct probe {
	/* what to do; set by the owner */
	uint32_t id; /* of the IP SLA */
	const struct plan_probe *plan; /* what more there is to it */
	uint16_t ident; /* of its packets of ICMP: no other probe's */
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
	int64_t due; /* when the latest round was to start; 0: none yet */
	int64_t started; /* when it did */
	struct timespec started_wall;
	struct probe_counts counts;
	struct probe_jitter jitter; /* of the latest round that is over */

	/* the round in flight */
	struct loop *loop;
	struct watch *watch;
	struct timer next, limit;
	int fd;
	struct echo_socket *echo; /* of ICMP echo, instead of FD */
	UT_hash_handle hh; /* there, by ident */
	unsigned device_index; /* to which fd is bound */
	bool flying, answered;
	uint16_t sequence;
	uint64_t cookie;
	struct probe_past past[PROBE_PASTS];
	uint8_t pasts, past_next; /* how many there are; where the next one goes */
	struct timer packet; /* of a jitter probe: the next one */
	size_t said; /* packets sent, or bytes of a request */
	struct probe_jitter going; /* of a jitter probe */
	unsigned char *came; /* a bit for each of its packets that came back */
	uint32_t last_number; /* of the latest one, and how long it took */
	int64_t last_rtt;
	bool connected;
	struct tls *tls; /* of HTTP over TLS */
	char head[64]; /* of a response */
	size_t head_len;
};

/* Begin rounds at FIRST, then every `frequency`. */
void probe_start(struct probe *probe, struct loop *loop, int64_t first);
void probe_stop(struct probe *probe);
/* The source address is another one from the next round on. */
void probe_set_source(struct probe *probe, bool has_source, uint32_t source, struct ip6 source6);

/* Its device is one of INDEX now, 0: none. A socket that is bound to another is given up. */
void probe_set_device(struct probe *probe, unsigned index);

/* probe_packet.c; pure, for the sake of its test */
/*
 * What the LEN bytes at PACKET, from the IP header on, received on interface INDEX, are to PROBE.
 * Everything is compared: a probe must not be fooled by another's answers.
 */
enum probe_packet probe_packet(const struct probe *probe, const unsigned char *packet, size_t len,
			       unsigned index);
/* The same of ICMPv6, whose sockets give neither the header nor what is damaged: LEN bytes that
 * came from FROM to TO. */
enum probe_packet probe_packet6(const struct probe *probe, const unsigned char *message, size_t len,
				struct ip6 from, struct ip6 to, unsigned index);
/* The same of the data of a datagram; RIGHT: its ports, addresses and interface are. */
enum probe_packet probe_datagram_packet(const struct probe *probe, const unsigned char *data,
					size_t len, bool right);
/* To which round COOKIE belongs: the one in flight, or one that is over; else it is spoofed. */
enum probe_packet probe_round_of(const struct probe *probe, uint64_t cookie);
void probe_range_add(struct probe_range *range, int64_t value);
/* Of the PACKETS that were sent and the bits of those that came: the losses, in JITTER. */
void jitter_losses(struct probe_jitter *jitter, const unsigned char *came, uint32_t packets);
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
