/* What the files of NAT share. */
#ifndef COMPILER_LOWER_NAT_H
#define COMPILER_LOWER_NAT_H

#include <uthash.h>

#include "lower_nft.h"

/* The addresses of a pool that the router answers ARP for, and that a rotary pool may have. */
enum { NAT_POOL_ALIASES = 256, NAT_ROTARY_MAX = 1024 };
/* The addresses of a pool without `overload` that are given to one host each. */
enum { NAT_BOUND_MAX = 1024 };

/* Sets of devices. */
#define NAT_INSIDE_SET "nat_inside"
#define NAT_OUTSIDE_SET "nat_outside"
#define NAT_ENABLED_SET "nat_enabled"

struct nat_key;
struct nat_map;
struct nat_own;
struct nat_group;

/* What entries ask for. */
struct nat_taken {
	VEC(struct nat_key) keys;
	struct row_index index;
};

/* A VRF of which something is translated. */
struct nat_vrf {
	const struct lower_vrf *vrf;
	const char *prefix; /* of its chains' names */
	const char *dynamic; /* the chain of its rules, or NULL */
	bool leaks; /* some of it leaves by the global table */
};

/* A pool whose addresses belong to one host each. */
struct nat_bound {
	const struct nat_pool *pool;
	uint8_t kind; /* enum nat_kind */
	bool asked; /* others may begin, too */
	VEC(struct nat_range) free; /* its addresses without those of static entries */
	const char *bound, *taken; /* maps: a host's address, an address's host */
	const char *chain;
};

/* Protocols whose connections may be given a time. */
enum { NAT_TIMED = 2 };

struct nat_timeouts {
	uint8_t proto;
	const char *chain; /* NULL: they are given none */
	const char *kernels; /* what has the times of the kernel; NULL: not needed */
};

struct nat_lowering {
	struct lowering *lo;
	/* what is there already, where two entries may ask for the same */
	struct nat_taken inward, outward;
	const struct plan_device *lone; /* the one uplink, and all that is outside; or NULL */
	bool early; /* with it: nothing has to be done behind translation */
	struct nat_own *own; /* addresses of the router */
	VEC(struct nat_vrf) vrfs;
	VEC(uint16_t) ways; /* devices by which anything may leave that a static entry translates */
	const char *
		primary; /* chain that gives the uplinks' primary addresses, if there must be one */
	struct nat_group *groups; /* static entries with the same maps */
	struct nat_group *group; /* of them, the one that was asked for last */
	/* lower_nat_static_maps.c's: those maps, as they were made; the lines of entries, by these;
	 * and the names of devices, ascending, with the number of each device's */
	VEC(struct nat_map *) maps;
	struct row_line *lines;
	const char **names;
	uint32_t *name_of;
	VEC(const char *) pools; /* chains of pools */
	VEC(struct nat_bound *) bound;
	VEC(const struct nat_static *)
	own_exit; /* they have an uplink of their own */
	VEC(const struct nat_static *)
	anywhere; /* their global address is on no uplink's network */
	VEC(const char *) ct_objects; /* helpers and times that are there already */
	struct nat_timeouts timeouts[NAT_TIMED];
};

/* ---- lower_nat.c ---- */
/* A rule of CHAIN for what comes from IIF and goes to OIF, sets of devices; either may be NULL. */
struct nft_rule *nat_rule_between(struct lowering *lo, struct chain_object *chain,
				  struct nft_action action, const char *iif, const char *oif);
/* The same of a RULE that has other things to ask first, since devices in sets are dear. */
void nat_match_between(struct lowering *lo, struct nft_rule *rule, const char *iif,
		       const char *oif);

/* With an uplink in LO->strays_to, what is on its way there and cannot be translated is dropped by
 * CHAIN, before it is routed. */
void lower_nat_strays_in(struct lowering *lo, struct chain_object *chain);

/* ---- lower_nat_static.c ---- */
/* The elements of all static entries; then the rules that ask them, inward and outward. */
void lower_nat_statics(struct nat_lowering *nat);
bool nat_statics_any(const struct nat_lowering *nat);
void lower_nat_statics_in(struct nat_lowering *nat, struct chain_object *chain);
/* Of KIND. Chains of route-maps are made by _maps(), before the chain is. */
void lower_nat_statics_maps(struct nat_lowering *nat);
void lower_nat_statics_out(struct nat_lowering *nat, struct chain_object *chain,
			   enum nat_kind kind);
void lower_nat_statics_free(struct nat_lowering *nat);
/* Those of a VRF: from its outside DEVICE (NULL: from those of the global table), and out of it. */
void lower_nat_statics_in_vrf(struct nat_lowering *nat, struct chain_object *chain,
			      const struct nat_vrf *own, const char *device);
void lower_nat_statics_out_vrf(struct nat_lowering *nat, struct chain_object *chain,
			       const struct nat_vrf *own);

/* What is asked for in the global table that is published there for the VRF goes to EXIT. */
void lower_nat_statics_published(struct nat_lowering *nat, struct chain_object *chain,
				 const struct nat_vrf *own, const char *exit);

/* ---- lower_nat_alias.c: the router answers ARP for global addresses, so they must be its own ----
 */

void nat_take_own_addresses(struct nat_lowering *nat);
/* The device on whose network ADDR is, or NO_DEVICE. */
uint16_t nat_network_of(const struct lowering *lo, uint32_t addr);
/* Those of ENTRY, and of one in the VRF of DEVICE. */
void nat_add_aliases(struct nat_lowering *nat, const struct nat_static *entry);
void nat_add_alias_in_vrf(struct nat_lowering *nat, const struct nat_static *entry,
			  uint16_t device);
/* ADDR on DEVICE, which has a VRF, unless it is the interface's own. */
void nat_alias_on(struct nat_lowering *nat, uint16_t device, uint32_t addr, const char *origin);
void nat_aliases_free(struct nat_lowering *nat);
void nat_add_alias(struct nat_lowering *nat, uint32_t addr, const char *origin);
/* Of FIRST to LAST those stay without an answer: said AT, when a network of ours has any of them;
 * false: none has. */
bool nat_report_silent(struct nat_lowering *nat, uint32_t first, uint32_t last, struct span at);

/* ---- lower_nat_map.c ---- */
/* Does MAP (NULL: there is none) say of all that it permits by which link it leaves? */
bool nat_map_names_exit(const struct route_map *map);
/*
 * The chain that TRANSLATEs what MAP permits and returns with all others; NULL when the map has no
 * clause. Its name, and those of the chains behind it, begin with PREFIX.
 */
const char *lower_nat_map(struct lowering *lo, const char *prefix, const struct route_map *map,
			  struct nft_action translate);

/* ---- lower_nat_pool.c ---- */
/* What translates a source, or a destination, to POOL; false when it has no address. */
bool lower_nat_pool(struct nat_lowering *nat, const struct nat_pool *pool, enum nat_kind kind,
		    struct nft_action *action);
void lower_nat_pool_aliases(struct nat_lowering *nat, const struct nat_pool *pool);

/* ---- lower_nat_bind.c: pools without `overload` ---- */
/* What gives a host of RULE its own address; false when the pool has none, or too many for it. */
bool lower_nat_bound(struct nat_lowering *nat, const struct nat_dynamic *rule,
		     struct nft_action *action);
/* Is any asked for from the other side, and the rules for that. */
bool nat_bound_asked(const struct nat_lowering *nat);
void lower_nat_bound_in(struct nat_lowering *nat, struct chain_object *chain);
/* The chain that writes down what is bound. */
void lower_nat_bindings(struct nat_lowering *nat);

/* ---- lower_nat_dynamic.c ---- */
/* ACL, whose addresses are destinations; a standard list has them in the place of the source. */
const struct acl *nat_turned_list(struct lowering *lo, const struct acl *acl);
/* The chain that tries all rules of KIND; NULL when there are none. */
const char *lower_nat_dynamic(struct nat_lowering *nat, enum nat_kind kind);

/* The same for the rules of a VRF. */
const char *lower_nat_dynamic_vrf(struct nat_lowering *nat, const struct nat_vrf *own);

/* ---- lower_nat_vrf.c ---- */
/* Find the VRFs, report what is left out, and make the chains of their rules. */
void lower_nat_vrfs(struct nat_lowering *nat);
/* Is it translated? */
bool nat_dynamic_in_vrf(const struct lowering *lo, const struct nat_dynamic *rule);
bool nat_static_in_vrf(const struct lowering *lo, const struct nat_static *entry);
/* The global address of an entry of a VRF is the global table's. */
bool nat_static_leaves(const struct lowering *lo, const struct nat_static *entry);
/* The outside device of an entry of a VRF. */
uint16_t nat_vrf_device(const struct lowering *lo, const struct nat_static *entry);
/* The aliases of pools. */
void lower_nat_vrfs_pools(struct nat_lowering *nat);
/* Rules of the base chains. */
void lower_nat_vrfs_in(struct nat_lowering *nat, struct chain_object *chain);
void lower_nat_vrfs_out(struct nat_lowering *nat, struct chain_object *chain);
void lower_nat_vrfs_strays(struct nat_lowering *nat, struct chain_object *chain);
void lower_nat_vrfs_flow(struct nat_lowering *nat, struct chain_object *chain);
/* Zones, and the way of answers. */
void lower_nat_vrfs_paths(struct nat_lowering *nat);

/* ---- lower_nat_flow.c: limits and helpers of what is translated ---- */
/* NVI: the NAT virtual interface is in use. */
void lower_nat_flow(struct nat_lowering *nat, bool nvi);
/* The object NAME, to be filled in; NULL when it is there already. */
struct ct_object *nat_ct_object(struct nat_lowering *nat, const char *name, enum ct_kind kind,
				uint8_t proto);

/* ---- lower_nat_timeout.c: how long it is kept ---- */
void lower_nat_timeouts(struct nat_lowering *nat);
/* The rules of CHAIN that give them to new flows of which WHICH holds; NFPROTO_IPV4: to all. */
void lower_nat_timeouts_given(const struct nat_lowering *nat, struct chain_object *chain,
			      enum nft_field which);
/* Those that take them away again. */
void lower_nat_timeouts_taken(const struct nat_lowering *nat, struct chain_object *chain);

#endif
