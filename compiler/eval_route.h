/* What eval_new() makes of a router: its table of routes. See eval.h. */
#ifndef COMPILER_EVAL_ROUTE_H
#define COMPILER_EVAL_ROUTE_H

#include "eval_path.h"

struct eval_row {
	uint32_t prefix;
	uint8_t len;
	uint32_t distance; /* administrative; 0: connected */
	const char *vrf;
	const struct interface *connected; /* or */
	const struct interface *learnt; /* the default route of its DHCP client, or */
	const struct static_route *route;
	struct span at;
};

struct eval {
	const struct router *router;
	bool exact;
	bool yields; /* route_maps_yield() of the router */
	uint32_t n_links, n_tracks;
	uint32_t n_ids, *place; /* of a track in router->tracks, from 1, by its number */
	VEC(struct eval_row) rows; /* by length (longest first), prefix, distance, place */
	uint32_t start[33 + 1]; /* of the rows of length 32 - i */
	struct eval_nat *nat; /* eval_nat.h */
};

/* eval_nat.c */
struct eval_nat *eval_nat_new(struct arena *arena, const struct router *router);

/* eval_route.c */
void eval_routes(struct arena *arena, struct eval *eval);
/* The way out by INTERFACE, to whoever is at its other end; not found while it is down. */
struct way way_by(const struct world *world, const struct interface *interface, struct span at);
/* The way to ADDR, which must be a neighbour. */
struct way way_to_neighbour(const struct world *world, const char *vrf, uint32_t addr,
			    struct span at);
/* By the gateway that the first of the DHCP clients has learnt. */
struct way way_by_client(const struct world *world, struct span at);
/* As route_for(), by routes whose tracks are up alone: what is looked up for its way, a recursive
 * next hop, goes by no route that is kept only for want of another. */
struct way route_in_force(const struct world *world, const char *vrf, uint32_t dst);
/* The way of ROW alone; LAST: whatever its track says. */
struct way way_by_row(const struct world *world, const struct eval_row *row, bool last);
/* eval_policy.c: the way of EXIT alone, for packets of the global table. */
struct way way_by_exit(const struct world *world, const struct route_map_exit *exit);
/* Is there a route to exactly that prefix? */
bool route_exists(const struct world *world, const char *vrf, uint32_t prefix, unsigned len);

#endif
