/* What the files of static NAT share: entries that are alike stand in maps together. */
#ifndef COMPILER_LOWER_NAT_STATIC_H
#define COMPILER_LOWER_NAT_STATIC_H

#include "lower_nat.h"

/* What an entry translates, each of which has its own map. X(symbol, part of the map's name) */
#define FORMS(X)                 \
	X(PORT, "static_pat")    \
	X(PROTO, "static_proto") \
	X(ADDRESS, "static")     \
	X(NETWORK, "static_net")

enum form {
#define X(symbol, name) FORM_##symbol,
	FORMS(X)
#undef X
		FORM_COUNT
};

enum { FAMILIES = NAT_NVI_SOURCE + 1 };

/* Entries of one kind, VRF and route-map. Only the group without a route-map has inward maps. */
struct nat_group {
	struct group_key {
		const struct route_map *map;
		const char *vrf; /* interned; NULL: the global table */
		uint64_t kind;
	} key;
	UT_hash_handle hh;
	const struct set_object *in[FORM_COUNT], *out[FORM_COUNT];
	/* what leads into the VRF from the global table */
	const struct set_object *published[FORM_COUNT];
	const char *chain; /* of the route-map */
};

/* The group, made when it is missing. */
struct nat_group *nat_group_in(struct nat_lowering *nat, enum nat_kind kind,
			       const struct route_map *map, const char *vrf);

#endif
