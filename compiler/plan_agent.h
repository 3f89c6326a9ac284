/* What the agent runs of a plan: probes, tracks, and what tracks and clocks set off. */
#ifndef COMPILER_PLAN_AGENT_H
#define COMPILER_PLAN_AGENT_H

#include <stdbool.h>
#include <stdint.h>

#include "grammar/cron.h"
#include "grammar/vec.h"
#include "plan_value.h"

/* ---- probes ---- */

/* X(symbol, "word") */
#define PROBE_KINDS(X)                      \
	X(PROBE_ICMP_ECHO, "icmp-echo")     \
	X(PROBE_TCP, "tcp-connect")         \
	X(PROBE_UDP_ECHO, "udp-echo")       \
	X(PROBE_UDP_JITTER, "udp-jitter")   \
	X(PROBE_ICMP_JITTER, "icmp-jitter") \
	X(PROBE_HTTP, "http")               \
	X(PROBE_DNS, "dns")

enum plan_probe_kind {
#define X(symbol, word) symbol,
	PROBE_KINDS(X)
#undef X
		PROBE_KIND_COUNT
};

/* X(symbol, "word"): when a probe's first round is. */
#define PROBE_STARTS(X)             \
	X(PROBE_PENDING, "pending") \
	X(PROBE_NOW, "now")         \
	X(PROBE_AFTER, "after")     \
	X(PROBE_AT, "at")           \
	X(PROBE_RANDOM, "random")

enum plan_probe_start {
#define X(symbol, word) symbol,
	PROBE_STARTS(X)
#undef X
};

struct plan_probe {
	uint32_t id; /* of the IP SLA */
	uint8_t kind; /* enum plan_probe_kind */
	bool v6; /* its target is one of IPv6 */
	uint32_t target; /* 0: NAME must be asked for first */
	struct ip6 target6; /* with V6; ::: the same */
	const char *name; /* a host, or what a DNS probe asks for; or NULL */
	uint32_t resolver; /* whom to ask for NAME; 0: nobody */
	struct ip6 resolver6; /* whom else; ::: nobody */
	uint16_t port, source_port; /* 0: none, any */
	uint16_t size; /* bytes of data */
	uint8_t tos;
	uint32_t packets, interval; /* of a jitter probe; INTERVAL in milliseconds */
	const char *request; /* of HTTP: what is sent */
	bool tls; /* and over TLS, to SERVER */
	const char *server;
	bool bound; /* to DEVICE, with its mark (safe fidelity) */
	uint16_t device; /* index of the source interface, or UINT16_MAX */
	const char *vrf; /* the device of the VRF that it is bound to instead, or NULL */
	bool has_source;
	struct value source;
	uint32_t mark;
	uint32_t frequency, timeout, threshold; /* milliseconds */
	uint8_t misses; /* rounds that fail before its tracks hear of it; 0: one, as on IOS */

	uint8_t start; /* enum plan_probe_start */
	uint8_t month, day; /* of PROBE_AT; 0: any day */
	bool recurring; /* every day */
	uint32_t time; /* seconds after, of the day, or milliseconds at most */
	uint32_t life; /* seconds; 0: for ever */
};

static inline bool plan_probe_has_target(const struct plan_probe *probe)
{
	return probe->v6 ? !ip6_is_zero(probe->target6) : probe->target;
}

/* ---- tracks ---- */

/* X(symbol, "word"); those from PLAN_TRACK_ALL on follow from other conditions. */
#define TRACK_WORDS(X)                               \
	X(PLAN_TRACK_REACHABILITY, "reachability")   \
	X(PLAN_TRACK_STATE, "state")                 \
	X(PLAN_TRACK_LINE_PROTOCOL, "line-protocol") \
	X(PLAN_TRACK_IP_ROUTING, "ip-routing")       \
	X(PLAN_TRACK_IPV6_ROUTING, "ipv6-routing")   \
	X(PLAN_TRACK_FIXED, "fixed")                 \
	X(PLAN_TRACK_STUB, "stub")                   \
	X(PLAN_TRACK_ALL, "all")                     \
	X(PLAN_TRACK_ANY, "any")                     \
	X(PLAN_TRACK_WEIGHT, "weight")               \
	X(PLAN_TRACK_PERCENTAGE, "percentage")       \
	X(PLAN_TRACK_ROUTE, "route")                 \
	X(PLAN_TRACK_METRIC, "route-metric")

enum plan_track_kind {
#define X(symbol, word) symbol,
	TRACK_WORDS(X)
#undef X
};

struct plan_member {
	uint16_t track; /* index into plan.tracks, below the list's own */
	uint8_t weight;
	bool negated;
};

struct plan_track {
	uint32_t id;
	uint8_t kind; /* enum plan_track_kind */
	uint16_t condition;
	uint16_t probe; /* index into plan.probes */
	uint16_t device;
	uint32_t delay_up, delay_down; /* milliseconds */
	bool default_down;
	const char *label; /* as IOS logs it: "ip sla 100 reachability", "interface Gi0/1
			      line-protocol" */
	VEC(struct plan_member) members; /* of a list */
	uint8_t up, down; /* thresholds */
	bool v6; /* a route of IPv6 */
	uint32_t table; /* of a route in a VRF; 0: the router's own */
	uint32_t prefix; /* of a route */
	struct ip6 prefix6; /* the same of IPv6 */
	uint8_t len;

	/* plan_track.c: items, and choices behind them, that can be the route */
	VEC(uint32_t) routes;
};

/* ---- reactions ---- */

/* X(symbol, "word") */
#define REACTION_EVENTS(X)           \
	X(ON_NOTHING, "nothing")     \
	X(ON_TRACK, "track")         \
	X(ON_WATCHDOG, "watchdog")   \
	X(ON_COUNTDOWN, "countdown") \
	X(ON_MOMENT, "moment")       \
	X(ON_CALENDAR, "calendar")   \
	X(ON_MESSAGE, "message")
#define REACTION_ACTS(X)                                  \
	X(DO_CLEAR, "clear") /* forget all connections */ \
	X(DO_LOG, "log")                                  \
	X(DO_WAIT, "wait")                                \
	X(DO_TRACK, "track") /* set a stub object */

enum reaction_event {
#define X(symbol, word) symbol,
	REACTION_EVENTS(X)
#undef X
};

enum reaction_act {
#define X(symbol, word) symbol,
	REACTION_ACTS(X)
#undef X
};

enum { REACTION_OCCURS_MAX = 32 };

struct plan_act {
	uint8_t kind; /* enum reaction_act */
	uint8_t priority; /* of a message, from 0 (emergency) to 7 */
	bool up; /* of a track */
	uint16_t track; /* index */
	uint32_t seconds; /* to wait */
	const char *text;
};

struct plan_reaction {
	const char *name;
	uint8_t on; /* enum reaction_event */
	uint16_t track; /* index */
	bool up, down; /* which turns of it */
	uint32_t milliseconds; /* of a clock */
	uint32_t ratelimit; /* milliseconds */
	uint32_t moment; /* seconds since 1970 */
	struct cron cron; /* of a calendar */
	uint8_t occurs; /* messages that it takes; 0: one */
	uint32_t period; /* milliseconds within which they come; 0: any */
	const char *pattern; /* of a message: extended regular expression */
	VEC(struct plan_act) acts;
};

/* Protocols whose metrics a metric's track scales: X(member, number of the kernel's). */
#define PLAN_RESOLUTIONS(X) \
	X(bgp, 186)         \
	X(eigrp, 192)       \
	X(isis, 187)        \
	X(ospf, 188)        \
	X(rtstatic, 4)

struct plan_resolution {
#define X(member, protocol) uint32_t member;
	PLAN_RESOLUTIONS(X)
#undef X
};

/* What follows from the conditions that are known. */
enum track_verdict { VERDICT_DOWN, VERDICT_UP, VERDICT_SAME };

struct plan;
struct state;

/* plan_track.c */
/* Does the track follow from other conditions? */
bool track_is_derived(const struct plan_track *track);
/* Note which items and choices each route's track depends on; of plan_index(). */
void plan_index_tracks(struct plan *plan);
/* What a derived TRACK is under STATE; SAME between its thresholds. */
enum track_verdict track_verdict(const struct plan *plan, const struct plan_track *track,
				 const struct state *state);
/* Does one of our own routes to the prefix of TRACK hold under STATE? */
bool track_has_route(const struct plan *plan, const struct plan_track *track,
		     const struct state *state);
/* What METRIC, scaled, is to a track of a route's metric. */
enum track_verdict track_metric_verdict(const struct plan_track *track, uint32_t metric);
/* The metric that TRACK sees of a route of the kernel's PROTOCOL. */
uint32_t track_metric(const struct plan *plan, const struct plan_track *track, uint8_t protocol,
		      uint32_t metric);
struct route_object;
/* Is ROUTE one to the prefix of TRACK? */
bool track_looks_at(const struct plan_track *track, const struct route_object *route);
/* Put what follows from the others into STATE, but for what was assumed. */
void state_derive(const struct plan *plan, struct state *state);

#endif
