/* Static routes. ios-semantics.md 1.5. */
#ifndef GRAMMAR_IR_ROUTE_H
#define GRAMMAR_IR_ROUTE_H

#include "ir_interface.h"

/* A route of distance 255 is never believed: it stays in the configuration and does nothing. */
enum { DISTANCE_STATIC = 1, DISTANCE_ADVERTISED = 2, DISTANCE_DHCP = 254, DISTANCE_NEVER = 255 };

/* `ip route P M {NH | IF | IF NH | Null0} [AD] …` and `ipv6 route P/L …`: a packed row. With V6,
 * which stands in router->routes6, PREFIX and NEXT_HOP are numbers in router->ip6. */
struct static_route {
	struct span at; /* the line */
	struct span prefix_at, next_hop_at;
	uint32_t prefix, next_hop, tag;
	uint8_t len;
	uint8_t distance; /* DISTANCE_STATIC unless given */
	bool has_next_hop, null0, permanent, untranslated;
	bool global; /* the next hop of a route in a VRF is looked for outside of it */
	bool multicast; /* only where multicast comes from */
	bool v6;
	bool dhcp; /* the gateway that INTERFACE has learnt; without one, that any has */
	bool gone; /* removed while reading, and dropped by router_settle() */
	uint32_t next; /* while reading: number + 1 of another row of its prefix; 0: none */
	uint16_t track; /* 0: none */
	struct span track_at;
	const char *label; /* name N */
	const char *vrf;
	interface_ref interface;
};

/*
 * `ip default-network N`: the routes to N are candidates for the default route.
 */
struct default_network {
	struct span at;
	uint32_t network;
};

/* What a router does that is told not to be one. */
struct routing {
	bool off; /* no ip routing */
	struct span off_at;
	uint32_t default_gateway; /* ip default-gateway, for when it is off; 0: none */
	struct span gateway_at;
	VEC(struct default_network) networks; /* ip default-network */
};

/* A VEC, with what finds its rows while reading. */
struct static_routes {
	struct static_route *at;
	uint32_t len, cap;
	bool taken_back; /* some line says `no` of a route, or speaks of one that stood there */
	struct row_index by_exit;
	struct route_prefix *by_prefix; /* rows before PREFIXED hang there, by their NEXT */
	uint32_t prefixed;
};

/* Appends to the family's; the same prefix and exit again replaces that row in place. `no` removes
 * rows by prefix and what else is given. */
void static_route(struct router *router, bool no, const struct static_route *route);
/* `ip default-network NETWORK`, or its `no`; NETWORK 0 with NO: all of them. */
void default_network(struct router *router, bool no, uint32_t network, struct span at);

/* The length that the class of ADDR gives it, as of old. */
uint8_t classful_len(uint32_t addr);

void static_routes_settle(struct router *router,
			  struct static_routes *routes); /* of router_settle() */

#endif
