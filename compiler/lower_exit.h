/* What the files that lower exit lists share. */
#ifndef COMPILER_LOWER_EXIT_H
#define COMPILER_LOWER_EXIT_H

#include <uthash.h>

#include "lower_nft.h"

enum { RULES_PER_SLOT = 16 };

struct lower_exit {
	UT_hash_handle hh; /* by name */
	const char *name;
	const char *chain;
	exit_list exits;
	const struct lower_vrf *vrf; /* the table of this VRF is the list; or NULL */
	bool global; /* the rules of the global table are */
	bool yields; /* to explicit routes: set default interface, set ip default next-hop */
	bool v4, v6; /* who uses it: packets of IPv4, a policy of IPv6 */
	bool in_vrf; /* packets of a VRF do, which the kernel's own rule must not route before */
	bool uplink; /* one interface, or nothing */
	struct lower_exit *then; /* tried when no exit is usable; it yields */
	uint32_t slot, mark, table;
};

/* ---- lower_exit.c: what the routes and rules of LIST say that they come from ---- */
const char *lower_exit_origin(struct lowering *lo, const struct lower_exit *list);
/* The rules that lead to its table. */
void lower_exit_lookups(struct lowering *lo, const struct lower_exit *list, bool v6);

/* ---- lower_own.c ---- */
/* Do the router's own packets find a way where there is none, because they may get another? */
bool lower_catches_own(const struct lowering *lo);
/* The rules by which they do. */
void lower_own(struct lowering *lo);

/* ---- lower_exit_table.c: the table of LIST for IPv4 ---- */
void lower_exit_table(struct lowering *lo, const struct lower_exit *list);
/* A route of the table by HOP; by NULL the table ends, and drops. */
struct object lower_exit_route(struct lowering *lo, const struct lower_exit *list,
			       const struct next_hop *hop, bool v6);
void lower_exit_add(struct lowering *lo, const guard *g, const struct object *object);

/* ---- lower_exit6.c: the table and the rules of LIST for IPv6; nothing where that has no part ----
 */
void lower_exit6(struct lowering *lo, const struct lower_exit *list);
/* What the router says from an uplink's own IPv6 address leaves by that uplink. */
void lower_own_lookups6(struct lowering *lo, uint16_t device);

#endif
