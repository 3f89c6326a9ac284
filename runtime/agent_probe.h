/* Probes: ICMP echo operations of IP SLA. ios-semantics.md 1.6. */
#ifndef RUNTIME_AGENT_PROBE_H
#define RUNTIME_AGENT_PROBE_H

#include <net/if.h>
#include <stddef.h>
#include <time.h>

#include "agent_loop.h"
#include "compiler/plan_agent.h"

enum probe_code { PROBE_UNKNOWN, PROBE_OK, PROBE_OVER_THRESHOLD, PROBE_TIMEOUT };

struct probe {
	/* what to do; set by the owner */
	uint32_t id; /* of the IP SLA */
	const struct plan_probe *plan; /* what more there is to it */
	uint32_t target, source, mark;
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
};

/* Begin rounds at FIRST, then every `frequency`. */
void probe_start(struct probe *probe, struct loop *loop, int64_t first);
void probe_stop(struct probe *probe);
/* The source address is another one from the next round on. */
void probe_set_source(struct probe *probe, bool has_source, uint32_t source);

/*
 * Is the LEN bytes at PACKET, from the IP header on, the answer to the round in flight, received on
 * interface INDEX? Everything is compared: a probe must not be fooled by another's answers.
 */
bool probe_is_answer(const struct probe *probe, const unsigned char *packet, size_t len,
		     unsigned index);
/* Write the request of the round in flight to BUF; returns its length. */
size_t probe_request(const struct probe *probe, unsigned char *buf, size_t size);

/* schedule.c: when an operation begins and ends. Nanoseconds from now; LIFE 0: for ever. */
struct schedule_times {
	int64_t wait, life;
};
struct schedule_times schedule_times(const struct plan_probe *plan, const struct tm *now,
				     uint32_t random);

#endif
