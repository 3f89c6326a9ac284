/* IP SLA operations and tracked objects. ios-semantics.md 1.6, 1.7. */
#ifndef GRAMMAR_IR_TRACK_H
#define GRAMMAR_IR_TRACK_H

#include <uthash.h>

#include "ir_interface.h"

enum sla_kind {
	SLA_NONE,
	SLA_ICMP_ECHO,
	SLA_OTHER /* understood, not translated: never runs */
};

/* Unless given: seconds, and milliseconds for the timeout and the threshold. */
enum { SLA_FREQUENCY = 60, SLA_TIMEOUT = 5000 };

struct sla {
	STAILQ_ENTRY(sla) link;
	UT_hash_handle hh; /* by id */
	uint32_t id;
	struct span at; /* the number on the opener */
	enum sla_kind kind;
	const char *other; /* of SLA_OTHER: its words */
	const char *vrf; /* makes an ICMP echo SLA_OTHER */
	struct span target_at;
	uint32_t target;
	bool has_source;
	uint32_t source;
	interface_ref source_interface;
	uint32_t frequency; /* seconds */
	uint32_t timeout, threshold; /* milliseconds */
	bool scheduled; /* started now or later, for ever or for LIFE seconds */
	uint32_t life; /* seconds; 0: for ever */
	bool used;
};

struct slas {
	STAILQ_HEAD(, sla) list;
	struct sla *by_id;
};

enum track_kind {
	TRACK_NONE,
	TRACK_SLA_REACHABILITY,
	TRACK_SLA_STATE,
	TRACK_LINE_PROTOCOL,
	TRACK_IP_ROUTING,
	TRACK_OTHER
};

struct track {
	STAILQ_ENTRY(track) link;
	UT_hash_handle hh; /* by id */
	uint32_t id;
	struct span at; /* the number on the opener */
	enum track_kind kind;
	const char *other; /* of TRACK_OTHER: its words */
	uint32_t sla_id;
	struct span object_at; /* the number of the SLA, or the interface */
	struct sla *sla; /* set by resolve */
	interface_ref interface;
	uint32_t delay_up, delay_down; /* seconds */
	bool default_down; /* default-state down */
	bool used;
};

struct tracks {
	STAILQ_HEAD(, track) list;
	struct track *by_id;
};

struct sla *sla_open(struct router *router, uint32_t id, struct span at);
struct sla *sla_find(const struct router *router, uint32_t id);
void sla_remove(struct router *router, uint32_t id);
void sla_schedule(struct router *router, bool no, uint32_t id, uint32_t life, bool started,
		  struct span at);

struct track *track_open(struct router *router, uint32_t id, struct span at);
struct track *track_find(const struct router *router, uint32_t id);
void track_remove(struct router *router, uint32_t id);

/* Fill both lists; of router_settle(). */
void tracks_settle(struct router *router);

#endif
