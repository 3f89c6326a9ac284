/* Tracked objects. ios-semantics.md 1.7. */
#ifndef GRAMMAR_IR_TRACK_H
#define GRAMMAR_IR_TRACK_H

#include "ir_sla.h"

enum track_kind {
	TRACK_NONE,
	TRACK_SLA_REACHABILITY,
	TRACK_SLA_STATE,
	TRACK_LINE_PROTOCOL,
	TRACK_IP_ROUTING,
	TRACK_IPV6_ROUTING,
	TRACK_ROUTE_REACHABILITY,
	TRACK_ROUTE_METRIC,
	TRACK_LIST_AND,
	TRACK_LIST_OR,
	TRACK_LIST_WEIGHT,
	TRACK_LIST_PERCENTAGE,
	TRACK_STUB,
	TRACK_OTHER /* understood, not translated: stays as its default says */
};

/* Unless given: of `threshold metric`, and the weight of an object. */
enum { TRACK_METRIC_UP = 254, TRACK_METRIC_DOWN = 255, TRACK_WEIGHT = 10 };

/* An object of a list. */
struct track_member {
	uint32_t id;
	struct span at;
	struct track *to; /* set by resolve */
	uint8_t weight;
	bool negated;
};

struct static_route;

struct track {
	STAILQ_ENTRY(track) link;
	UT_hash_handle hh; /* by id */
	uint32_t id;
	struct span at; /* the number on the opener */
	uint8_t kind; /* enum track_kind */
	const char *other; /* of TRACK_OTHER: its words */
	uint32_t sla_id;
	struct span
		object_at; /* the number of the SLA, the interface, the route or the list's kind */
	struct sla *sla; /* set by resolve */
	interface_ref interface;
	bool v6; /* a route of IPv6 */
	uint32_t prefix; /* of a route */
	struct ip6 prefix6;
	uint8_t len;
	const char *vrf; /* ip vrf NAME, ipv6 vrf NAME, of a route */
	struct span vrf_at;
	VEC(struct track_member) members; /* of a list, in the order of their numbers */
	bool has_up, has_down; /* thresholds */
	uint8_t up, down; /* of a metric, a weight or a percentage */
	uint32_t delay_up, delay_down; /* seconds */
	bool default_down; /* default-state down */
	bool used;
};

/* The routing protocols whose metrics `track resolution` scales, and how unless told. */
#define TRACK_RESOLUTIONS(X)    \
	X(BGP, "bgp", 2560)     \
	X(EIGRP, "eigrp", 2560) \
	X(ISIS, "isis", 10)     \
	X(OSPF, "ospf", 1)      \
	X(STATIC, "static", 10)

enum track_resolution {
#define X(symbol, name, value) RESOLUTION_##symbol,
	TRACK_RESOLUTIONS(X)
#undef X
		RESOLUTION_COUNT
};

struct tracks {
	STAILQ_HEAD(, track) list;
	struct track *by_id;
	uint32_t resolution[2][RESOLUTION_COUNT]; /* of IPv4, of IPv6; 0: not given */
};

struct track *track_open(struct router *router, uint32_t id, struct span at);
struct track *track_find(const struct router *router, uint32_t id);
void track_remove(struct router *router, uint32_t id);
/* Put MEMBER into its list, in the place of the one of its number, or take that one out. */
void track_set_member(struct router *router, struct track *track, bool no,
		      const struct track_member *member);
bool track_is_list(const struct track *track);
bool track_is_route(const struct track *track);
/* Is ROUTE, of a VRF, what TRACK looks for there? */
bool track_looks_for(const struct track *track, const struct static_route *route);

/* What the thresholds come to: one that is not given follows from the other. */
struct track_thresholds {
	uint8_t up, down;
};
struct track_thresholds track_thresholds(const struct track *track);

/* Fill the list of tracks; of router_settle(). */
void track_settle(struct router *router);

#endif
