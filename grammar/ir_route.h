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
	bool v6;
	bool dhcp; /* IF dhcp: the gateway that INTERFACE has learnt */
	bool gone; /* removed while reading, and dropped by router_settle() */
	uint16_t track; /* 0: none */
	struct span track_at;
	const char *label; /* name N */
	const char *vrf;
	interface_ref interface;
};

/* A VEC, with what finds its rows while reading. */
struct static_routes {
	struct static_route *at;
	uint32_t len, cap;
	struct row_index by_exit, by_prefix;
};

/* Appends to the family's; the same prefix and exit again replaces that row in place. `no` removes
 * rows by prefix and what else is given. */
void static_route(struct router *router, bool no, const struct static_route *route);
void static_routes_settle(struct static_routes *routes); /* of router_settle() */

#endif
