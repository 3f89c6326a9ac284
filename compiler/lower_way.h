/* How packets get to where a route or an address leads, and when: lower_way.c. */
#ifndef COMPILER_LOWER_WAY_H
#define COMPILER_LOWER_WAY_H

#include "lower.h"

/* One way that packets may go, and when. */
struct lower_way {
	guard guard;
	struct next_hop hop;
	bool blackhole;
	bool to_target; /* the next hop's own neighbour: it is asked for by its address */
	uint16_t device; /* of TO_TARGET */
};

typedef VEC(struct lower_way) lower_way_list;

/* What has been found out so far. */
struct lower_ways;

struct lower_ways *lower_ways_new(struct lowering *lo);
void lower_ways_free(struct lower_ways *ways);

/* The device by which packets can leave to INTERFACE, or NO_DEVICE. */
uint16_t lower_exit_device(const struct lowering *lo, const struct interface *interface);

/* The ways of ROUTE while nothing better is there. */
lower_way_list lower_ways_of_route(struct lower_ways *ways, const struct static_route *route);

/* The ways to ADDR by the table of routes. Those that hold at one time are of equal cost. */
lower_way_list lower_ways_to(struct lower_ways *ways, uint32_t addr);

#endif
