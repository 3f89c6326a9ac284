/* IP SLA operations, when they run, and what they set off. ios-semantics.md 1.6. */
#ifndef GRAMMAR_IR_SLA_H
#define GRAMMAR_IR_SLA_H

#include <uthash.h>

#include "ip6.h"
#include "ir_interface.h"

/*
 * X(symbol, "keyword", milliseconds of its timeout unless given, 0: never run here). Those that
 * never run are kept by their words.
 */
#define SLA_KINDS(X)                         \
	X(NONE, "", 5000)                    \
	X(ICMP_ECHO, "icmp-echo", 5000)      \
	X(TCP_CONNECT, "tcp-connect", 60000) \
	X(UDP_ECHO, "udp-echo", 5000)        \
	X(UDP_JITTER, "udp-jitter", 5000)    \
	X(ICMP_JITTER, "icmp-jitter", 5000)  \
	X(HTTP, "http", 60000)               \
	X(DNS, "dns", 9000)                  \
	X(OTHER, "other", 5000) /* understood, not translated: never runs */

enum sla_kind {
#define X(symbol, name, timeout) SLA_##symbol,
	SLA_KINDS(X)
#undef X
		SLA_KIND_COUNT
};

/* Unless given: seconds, milliseconds, packets and milliseconds between them. */
enum {
	SLA_FREQUENCY = 60,
	SLA_THRESHOLD = 5000,
	SLA_LIFE = 3600,
	SLA_PACKETS = 10,
	SLA_INTERVAL = 20
};

enum sla_http { HTTP_GET, HTTP_RAW, HTTP_SECURE_GET, HTTP_SECURE_HEAD, HTTP_SECURE_RAW };

/* The line that gives an operation its kind. */
struct sla_operation {
	uint8_t kind; /* enum sla_kind */
	uint8_t method; /* enum sla_http */
	uint16_t port, source_port; /* 0: not given */
	struct span target_at;
	uint32_t target, source; /* 0: not given */
	struct ip6 target6, source6; /* the same over IPv6; ::: not given */
	struct name name; /* a host's instead of TARGET; what is asked for by dns */
	struct name source_interface;
	uint32_t name_server; /* 0: not given */
	struct ip6 name_server6; /* ::: not given */
	uint32_t packets, interval; /* 0: not given */
	const char *url, *version, *proxy; /* of http */
	const char *codec; /* of udp-jitter: from `codec` on, its words */
	bool no_control; /* control disable */
	bool no_cache; /* cache disable */
	const char *other; /* of SLA_OTHER: its words */
};

enum sla_start {
	START_NONE, /* pending, or not scheduled */
	START_NOW,
	START_AFTER, /* SECONDS */
	START_AT, /* a time of day, of a day of the year when MONTH is not 0 */
	START_RANDOM /* at most MILLISECONDS */
};

struct sla_schedule {
	uint8_t start; /* enum sla_start */
	uint8_t month, day; /* from 1 on */
	bool recurring; /* every day */
	uint32_t time; /* seconds, seconds of the day, or milliseconds */
	uint32_t life; /* seconds; 0: for ever */
	uint32_t ageout; /* seconds; 0: never */
};

/* What is said when something of an operation is not as it should be. */
struct sla_reaction {
	uint32_t sla;
	struct span at;
	const char *what; /* the word after `react` */
	const char *text; /* the words behind it */
	bool triggers; /* starts another operation */
};

struct sla {
	STAILQ_ENTRY(sla) link;
	UT_hash_handle hh; /* by id */
	uint32_t id;
	struct span at; /* the number on the opener */
	struct sla_operation operation;
	interface_ref source_interface; /* of the operation, or of the configured line */
	const char *vrf; /* by whose table it asks; NULL: the global one */
	struct span vrf_at;
	bool lost; /* there it cannot run: set by resolve */
	uint32_t frequency; /* seconds */
	uint32_t timeout, threshold; /* milliseconds */
	bool timeout_given;
	uint32_t request_size; /* bytes of data; UINT32_MAX: not given */
	uint32_t response_size; /* the same */
	uint8_t tos;
	bool verify; /* verify-data */
	const char *pattern, *tag, *owner; /* or NULL */
	VEC(const char *) raw; /* the lines of http-raw-request */
	struct sla_schedule schedule;
	struct span scheduled_at; /* of the schedule's number; of length 0: none */
	bool used;
};

struct slas {
	STAILQ_HEAD(, sla) list;
	struct sla *by_id;
	VEC(struct sla_reaction) reactions;
};

struct sla *sla_open(struct router *router, uint32_t id, struct span at);
struct sla *sla_find(const struct router *router, uint32_t id);
void sla_remove(struct router *router, uint32_t id);
/* Fill the list of operations; of router_settle(). */
void sla_settle(struct router *router);
/* False, and said AT, when it has another one already: IOS keeps the first. */
bool sla_set_operation(struct router *router, struct sla *sla, bool no,
		       const struct sla_operation *operation, struct span at);
void sla_set_schedule(struct router *router, bool no, uint32_t id, struct sla_schedule schedule,
		      struct span at);
/* `ip sla group schedule`: every operation of LIST ("1-5,9") that there is. FREQUENCY 0: its own.
 */
void sla_schedule_group(struct router *router, bool no, const char *list, uint32_t frequency,
			struct sla_schedule schedule);
void sla_react(struct router *router, bool no, const struct sla_reaction *reaction);

/* Does what it asks for begin with `https:`? */
bool url_is_secure(const char *url);
/* Does it ask over TLS? */
bool sla_is_secure(const struct sla_operation *operation);
/* Is one of its addresses, or one of its own, of IPv6? */
bool sla_is_ipv6(const struct sla *sla);
/* Does the agent run it: of a kind that is, with somebody to ask? */
bool sla_runs(const struct sla *sla);
const char *sla_kind_text(enum sla_kind kind);

#endif
