/* Route-maps, as policy routing and NAT use them. ios-semantics.md 1.4. */
#ifndef GRAMMAR_IR_ROUTE_MAP_H
#define GRAMMAR_IR_ROUTE_MAP_H

#include <uthash.h>

#include "ir_acl.h"

struct interface;
struct track;

enum exit_kind { EXIT_NEXT_HOP, EXIT_INTERFACE, EXIT_NULL0 };

/* One element of a `set` list of exits. */
struct route_map_exit {
	enum exit_kind kind;
	uint32_t next_hop;
	REF(interface) interface;
	uint16_t track; /* of verify-availability; 0: none */
	uint32_t order; /* of verify-availability */
	struct span at;
};

typedef VEC(struct route_map_exit) exit_list;

/* A match or set that is not translated. */
struct route_map_other {
	const char *words;
	bool decides; /* which packets are taken, or where they go */
};

struct route_map_clause {
	STAILQ_ENTRY(route_map_clause) link;
	uint32_t seq;
	bool permit;
	struct span at; /* the opener */
	struct route_map *map;

	VEC(acl_ref) match_acls; /* any of them */
	VEC(struct { REF(interface) ref; }) match_interfaces; /* any of them */
	bool match_length;
	uint32_t length_min, length_max;
	bool untranslated; /* a match or set that we cannot say: the clause is not emitted */
	VEC(struct route_map_other) others;

	exit_list verified_next_hops; /* set ip next-hop verify-availability, by ORDER */
	exit_list next_hops; /* set ip next-hop */
	exit_list interfaces; /* set interface */
	exit_list default_next_hops; /* set ip default next-hop */
	exit_list default_interfaces; /* set default interface */
};

struct route_map {
	STAILQ_ENTRY(route_map) link;
	UT_hash_handle hh; /* by name */
	const char *name;
	struct span at; /* the name on its first opener */
	bool used;
	STAILQ_HEAD(, route_map_clause) clauses; /* ascending by seq */
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

#endif
