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
	uint32_t order; /* in the configuration */
};

struct eval {
	const struct router *router;
	bool exact;
	const struct interface **interfaces; /* by index */
	uint32_t n_tracks;
	VEC(struct eval_row) rows; /* by length (longest first), prefix, distance, order */
	uint32_t start[33 + 1]; /* of the rows of length 32 - i */
};

#endif
