/* Route-maps, as policy routing and NAT use them. ios-semantics.md 1.4. */
#ifndef GRAMMAR_IR_ROUTE_MAP_H
#define GRAMMAR_IR_ROUTE_MAP_H

#include <uthash.h>

#include "ir_acl.h"
#include "ir_prefix.h"

struct interface;
struct track;

enum exit_kind {
	EXIT_NEXT_HOP,
	EXIT_RECURSIVE, /* an address that routes lead to */
	EXIT_DHCP, /* the gateway that a DHCP client has learnt */
	EXIT_INTERFACE,
	EXIT_NULL0
};

/* In which table an address of a `set ip` is to be looked for. */
enum exit_domain { DOMAIN_OWN, DOMAIN_GLOBAL, DOMAIN_VRF };

/* One element of a `set` list of exits. */
struct route_map_exit {
	uint8_t kind; /* enum exit_kind */
	uint8_t domain; /* enum exit_domain */
	bool v6; /* NEXT_HOP is a number in router->ip6 */
	uint16_t track; /* of verify-availability; 0: none */
	uint32_t next_hop;
	uint32_t order; /* of verify-availability */
	const char *vrf; /* of DOMAIN_VRF */
	REF(interface) interface;
	struct span at;
};

typedef VEC(struct route_map_exit) exit_list;

/*
 * The lists of a clause, in the order in which they are tried; makers differ, so the order is a
 * table: X(symbol, yields to explicit routes, "command", with a blank where the domain goes, "what
 * follows it", "name in JSON").
 */
#define CLAUSE_EXITS(X)                                                                            \
	X(VERIFIED, false, "set ip", "next-hop verify-availability", "verified-next-hops")         \
	X(NEXT_HOPS, false, "set ip", "next-hop", "next-hops")                                     \
	X(DYNAMIC, false, "set ip", "next-hop dynamic dhcp", "dynamic-next-hops")                  \
	X(RECURSIVE, false, "set ip next-hop recursive", "", "recursive-next-hops")                \
	X(VERIFIED6, false, "set ipv6", "next-hop verify-availability", "verified-ipv6-next-hops") \
	X(NEXT_HOPS6, false, "set ipv6", "next-hop", "ipv6-next-hops")                             \
	X(INTERFACES, false, "set", "interface", "interfaces")                                     \
	X(DEFAULT_VERIFIED, true, "set ip default", "next-hop verify-availability",                \
	  "verified-default-next-hops")                                                            \
	X(DEFAULT_NEXT_HOPS, true, "set ip default", "next-hop", "default-next-hops")              \
	X(DEFAULT_NEXT_HOPS6, true, "set ipv6 default", "next-hop", "ipv6-default-next-hops")      \
	X(DEFAULT_INTERFACES, true, "set default", "interface", "default-interfaces")

enum clause_exits {
#define X(symbol, yields, command, rest, json) EXITS_##symbol,
	CLAUSE_EXITS(X)
#undef X
		CLAUSE_EXITS_COUNT
};

/* Does a list of this kind yield to explicit routes? */
bool clause_exits_yield(enum clause_exits which);
/* Is it for packets of that family? */
bool clause_exits_serve(enum clause_exits which, bool v6);

/*
 * Matches and sets that stay words: those of routing protocols say nothing about packets, and the
 * others are not translated.
 */
enum other_kind {
	OTHER_ROUTE_MATCH, /* which routes; a clause for packets has no use for it */
	OTHER_ROUTE_SET, /* an attribute of a route */
	OTHER_CONTINUE, /* goes on at another clause; only for routes, too */
	OTHER_DECIDES, /* which packets are taken, or where they go */
	OTHER_PACKET_SET, /* something about a packet that has no effect on its way */
};

struct route_map_other {
	uint8_t kind; /* enum other_kind */
	const char *key; /* "set metric": what `no` knows it by */
	const char *words;
	struct span at;
};

/* What `set ip precedence` and its kin write into each packet that the clause takes. */
struct route_map_marks {
	bool has_precedence, has_tos, has_dscp, has_df;
	bool has_precedence6; /* set ipv6 precedence */
	uint8_t precedence, precedence6; /* 0 to 7 */
	uint8_t tos; /* 0 to 15 */
	uint8_t dscp; /* 0 to 63 */
	bool df;
	struct span at; /* of the last of them */
	struct span tos_at;
};

struct route_map_clause {
	STAILQ_ENTRY(route_map_clause) link;
	UT_hash_handle hh; /* by seq, of its map */
	uint32_t seq;
	bool permit;
	bool gone; /* removed while reading, and dropped by router_settle() */
	struct span at; /* the opener */
	struct route_map *map;
	const char *description;

	VEC(acl_ref) match_acls; /* any of them */
	VEC(acl_ref) match_acls6; /* any of them; match ipv6 address */
	VEC(prefix_list_ref) match_prefix_lists; /* any of them */
	VEC(acl_ref) match_hops; /* any of them, or of the next; match ip next-hop */
	VEC(prefix_list_ref) match_hop_prefix_lists;
	VEC(struct { REF(interface) ref; }) match_interfaces; /* any of them */
	bool match_length;
	uint32_t length_min, length_max;
	bool untranslated; /* a match or set that we cannot say: the clause is not emitted */
	VEC(struct route_map_other) others;

	exit_list exits[CLAUSE_EXITS_COUNT];
	bool discovery, default_discovery; /* verify-availability without a track */
	bool set_global; /* by the routes of the global table */
	struct name set_vrf; /* by those of a VRF */
	struct route_map_marks marks;
};

struct route_map {
	STAILQ_ENTRY(route_map) link;
	UT_hash_handle hh; /* by name */
	const char *name;
	struct span at; /* the name on its first opener */
	bool used;
	bool for_policy; /* set by resolve: of policy routing */
	bool of_global; /* the same, of packets that are in no VRF */
	bool for_nat; /* set by resolve: of translation */
	bool routing; /* it has spoken of routes: they were told of */
	STAILQ_HEAD(, route_map_clause) clauses; /* ascending by seq, when reading is done */

	/* while reading */
	struct route_map_clause *by_seq;
	bool unsorted, gone; /* put in order, and dropped, by router_settle() */
};

struct route_maps {
	STAILQ_HEAD(, route_map) list;
	struct route_map *by_name;
};

/* The clause SEQ of the route-map NAME, made when missing; an existing one takes the new action. */
struct route_map_clause *route_map_open(struct router *router, struct name name, bool permit,
					uint32_t seq, struct span at);
/* `no route-map NAME [action] [SEQ]`; SEQ 0: all of it. */
void route_map_remove(struct router *router, struct name name, uint32_t seq);
struct route_map *route_map_find(const struct router *router, const char *name);

/* Add the exits of LIST to TO, or take them out; an empty LIST with NO takes out all. */
void route_map_exits(struct router *router, bool no, exit_list *to, const exit_list *list);

/* Does CLAUSE write anything into packets? */
bool clause_marks(const struct route_map_clause *clause);
/* The same of packets of one family. */
bool clause_marks_family(const struct route_map_clause *clause, bool v6);
/* Does it ask for the next hop? Translation knows it; policy routing is what chooses it. */
bool clause_asks_hop(const struct route_map_clause *clause);
/* Has any clause an exit that yields to explicit routes? */
bool route_maps_yield(const struct router *router);
void route_maps_settle(struct router *router); /* of router_settle() */

#endif
