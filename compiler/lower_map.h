/* Route-maps that packets are asked by, as chains: lower_map.c. */
#ifndef COMPILER_LOWER_MAP_H
#define COMPILER_LOWER_MAP_H

#include "lower_nft.h"

/* One of the things that a route-map does to packets, each with chains of its own. */
struct lower_map_use {
	const char *prefix; /* of the chains' names */
	bool v6; /* of packets of IPv6 */
	/* what a packet gets that CLAUSE takes; it decides, so this ends the map */
	struct nft_action (*action)(struct lowering *lo, const struct route_map_clause *clause,
				    const struct lower_map_use *use);
	const struct lower_vrf *vrf; /* of packets of this VRF; or NULL */
};

/* The chain of MAP for USE: the first clause that takes a packet decides. */
const char *lower_map_chain(struct lowering *lo, const struct route_map *map,
			    const struct lower_map_use *use);
void lower_maps_free(struct lowering *lo);
void lower_map(struct lowering *lo, const struct route_map *map, const struct lower_map_use *use);

/* ---- lower_marks.c: what route-maps write into packets, after they have decided the way ---- */
void lower_marks(struct lowering *lo);

#endif
