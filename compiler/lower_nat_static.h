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

/* A map of ours, or a set, while it is filled. */
struct nat_map {
	const struct set_object *set;
	bool plain; /* its elements are rows */
	VEC(uint32_t) at; /* of these, as struct rows_object has them */
};

/* Entries of one kind, VRF and route-map. Only the group without a route-map has inward maps. */
struct nat_group {
	struct group_key {
		const struct route_map *map;
		const char *vrf; /* interned; NULL: the global table */
		uint64_t kind;
	} key;
	UT_hash_handle hh;
	uint32_t number;
	struct nat_map *in[FORM_COUNT], *out[FORM_COUNT];
	/* what leads into the VRF from the global table */
	struct nat_map *published[FORM_COUNT];
	const char *chain; /* of the route-map */
};

/* What an entry asks for, where another one may ask for the same. */
struct nat_key {
	uint32_t addr, group;
	uint16_t device, port;
	uint8_t len, proto;
};

/* What an entry makes of an address, and of its port. */
struct nat_turn {
	const struct nat_static *entry;
	uint16_t device; /* by which it leaves; NO_DEVICE: any */
	uint16_t from_port, to_port;
	struct value from, to;
};

/* ---- lower_nat_static.c ---- */
/* The group, made when it is missing. */
struct nat_group *nat_group_in(struct nat_lowering *nat, enum nat_kind kind,
			       const struct route_map *map, const char *vrf);

/* ---- lower_nat_static_maps.c ---- */
enum form nat_form(const struct nat_static *entry);
/* False when KEY is in TAKEN, which it is afterwards. */
bool nat_take(struct nat_lowering *nat, struct nat_taken *taken, const struct nat_key *key);
bool nat_is_taken(struct nat_lowering *nat, struct nat_taken *taken, const struct nat_key *key);
/* Nobody asks for more. */
void nat_taken_free(struct nat_lowering *nat, struct nat_taken *taken);
/* The maps of GROUP, made when they are missing: from the global address to the local one; from
 * that, with the uplink, to the global one; and the keys of the first as a set. */
struct nat_map *nat_map_in(struct nat_lowering *nat, struct nat_group *group, enum form form);
struct nat_map *nat_map_out(struct nat_lowering *nat, struct nat_group *group, enum form form);
struct nat_map *nat_map_published(struct nat_lowering *nat, struct nat_group *group,
				  enum form form);
/* Before elements are added, and when all are. */
void nat_maps_begin(struct nat_lowering *nat);
void nat_map_add(struct nat_lowering *nat, struct nat_map *map, const struct nat_turn *turn);
void nat_maps_end(struct nat_lowering *nat);

#endif
