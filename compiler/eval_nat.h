/*
 * Between the files of translation in the reference evaluator: what eval_new() makes of the
 * statements of NAT, and what earlier packets left behind.
 */
#ifndef COMPILER_EVAL_NAT_H
#define COMPILER_EVAL_NAT_H

#include "eval_route.h"

/* Rows of an array by hash: HEADS and NEXT are their numbers + 1. */
struct nat_index {
	uint32_t *heads, *next;
	uint32_t mask;
};

/* pool-arp: as many addresses of a pool, or a network, the router answers ARP for. */
enum { NAT_ALIASES = 256 };

struct eval_nat {
	bool any; /* some statement translates */
	/* static entries by the global address (or interface) and port, by the local ones, and by
	 * the global address alone */
	struct nat_index by_global, by_local, by_address;
	uint32_t lengths; /* 1 << length - 1, of networks */
	VEC(const struct interface *) lenders; /* of their address to static entries */
	VEC(const struct route_map *) maps; /* of static entries, by the first of each */
	VEC(const struct nat_dynamic *) rules[NAT_KIND_COUNT]; /* in the order of IOS */
};

/* What a packet crosses. */
bool nat_from_inside(const struct path *path); /* or from the router itself */
bool nat_to_outside(const struct path *path);
/* Does a statement of KIND translate the source of what goes from PATH's in to its out? */
bool nat_crosses(const struct path *path, enum nat_kind kind);
/* Is a statement of VRF (NULL: of the global table) about what comes from inside by IN (NULL: the
 * router itself); and what leaves by OUT, or comes in from outside by it? */
bool nat_inside_of(const char *vrf, const struct interface *in);
bool nat_outside_of(const char *vrf, uint32_t options, const struct interface *out);
/* Do packets leave by INTERFACE for a provider? */
bool nat_is_uplink(const struct interface *interface);
/* Does MAP permit PACKET that leaves by OUT for HOP? */
bool nat_map_permits(const struct world *world, const struct route_map *map,
		     const struct packet *packet, const struct interface *out, uint32_t hop);
/* Make DST (SRC) and its port another, by the statement AT; WHAT: "inside global". */
void nat_change_dst(struct path *path, uint32_t addr, uint16_t port, struct span at,
		    const char *what);
void nat_change_src(struct path *path, uint32_t addr, uint16_t port, struct span at,
		    const char *what);

/* ---- eval_nat_static.c ---- */
void nat_index_statics(struct arena *arena, const struct router *router, struct eval_nat *nat);
/* True when an entry of KIND translates the packet. */
bool nat_static_inward(struct path *path, enum nat_kind kind);
bool nat_static_outward(struct path *path, enum nat_kind kind);
/* Entries by whose global address, or network, ADDR is; and those that LENDER lends its own. */
typedef void (*nat_visit)(void *of, const struct nat_static *entry);
void nat_statics_of(const struct eval *eval, uint32_t addr, nat_visit visit, void *of);
void nat_statics_lent(const struct eval *eval, const struct interface *lender, nat_visit visit,
		      void *of);
/* Is ADDR the global address, or one of the network, of an entry of KIND? */
bool nat_static_has_address(const struct eval *eval, enum nat_kind kind, uint32_t addr);

/* Is ADDR one that the router answers ARP for, because of an entry? */
bool nat_static_has_alias(const struct eval *eval, uint32_t addr);

/* ---- eval_nat_dynamic.c ---- */
void nat_sort_rules(struct arena *arena, const struct router *router, struct eval_nat *nat);
bool nat_dynamic_outward(struct path *path, enum nat_kind kind);
/* Of `ip nat inside destination`. */
bool nat_rotary_inward(struct path *path);

/* ---- eval_nat_pool.c ---- */
enum nat_outcome { NAT_OTHER_RULE, NAT_DONE, NAT_NOTHING_LEFT };

/* What RULE makes of the source. */
enum nat_outcome nat_choose(struct path *path, const struct nat_dynamic *rule, uint32_t *addr,
			    uint16_t *port);
/* The address that comes next in turn. */
uint32_t nat_next_of_pool(struct path *path, const struct nat_dynamic *rule);
/* A host that has been given an address of a pool is found by it. */
bool nat_bound_inward(struct path *path, enum nat_kind kind);

/* ---- eval_flow.c: what earlier packets left behind; with no flows, nothing ---- */
/* Can it begin a connection, in the eyes of the kernel? */
bool flow_may_begin(const struct packet *packet);
/* Is what answers PACKET known as part of a flow? */
bool flows_answers(const struct flows *flows, const struct packet *packet);
/* Translate the destination, or the source, as the flow of the packet says. */
void flow_translate_dst(struct path *path);
void flow_translate_src(struct path *path);

/* ---- eval_flow_nat.c ---- */
/* Of what is given to one host each. OWNER is a pool. */
bool flows_bound_addr(const struct flows *flows, const struct nat_pool *owner, enum nat_kind kind,
		      uint32_t host, uint32_t *addr);
bool flows_bound_host(const struct flows *flows, const struct nat_pool *owner, enum nat_kind kind,
		      uint32_t addr, uint32_t *host);
void flows_bind(struct flows *flows, const struct nat_pool *owner, enum nat_kind kind,
		uint32_t host, uint32_t addr);
bool flows_has_ports(const struct packet *packet); /* or an identifier */
/* The port that the source gets when ADDR, which it shares, becomes its address: its own, or the
 * next by which an answer finds back to it alone. False when there is none. */
bool flows_port(const struct path *path, uint32_t addr, uint16_t *port);
/* How often RULE was asked before. */
uint32_t flows_turn(struct flows *flows, const struct nat_dynamic *rule);

#endif
