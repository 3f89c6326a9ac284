/*
 * The table of routes as the router has it with everything up, for the checks and the lowering.
 */
#ifndef COMPILER_FIB_H
#define COMPILER_FIB_H

#include "compiler.h"

/* Where a packet goes. */
enum way_kind {
	WAY_NONE, /* there is none */
	WAY_INTERFACE,
	WAY_DROP, /* Null0 */
	WAY_UNKNOWN, /* something untranslated decides, or the routes are too many to follow */
};

struct way {
	enum way_kind kind;
	const struct interface *interface;
	struct span at; /* the route that says so */
	bool located;
};

/* A prefix of the table: connected, or of a static route. */
struct fib_row {
	uint32_t prefix;
	uint8_t len;
	bool down; /* connected to an interface that is shut */
	const struct interface *connected; /* or */
	const struct static_route *route;
};

struct fib;

/* Is ROUTE one to the default network TO? */
bool route_is_to_default(const struct static_route *route, const struct default_network *to);

/* The table of ROUTER's own routing domain: no VRF, nothing untranslated. */
struct fib *fib_new(struct arena *arena, const struct router *router, const struct site *site);
/* What it takes of ARENA may be taken by others: nobody asks FIB any more. */
void fib_free(struct arena *arena, struct fib *fib);

/* The interface, shut or not, on whose network ADDR is; NULL when on none. */
const struct interface *fib_connected(const struct fib *fib, uint32_t addr);

/* Is PREFIX/LEN a part of a connected network? */
bool fib_is_part(const struct fib *fib, uint32_t prefix, unsigned len);

/* Why ADDR can be no next hop, wherever it is: what it is instead. NULL: it can. IOS refuses such a
 * route, and so does the kernel some. */
const char *fib_no_next_hop(const struct fib *fib, uint32_t addr);

/* The rows of PREFIX/LEN itself, N in all; NULL when there is none. Best distance first. */
const struct fib_row *fib_rows_of(const struct fib *fib, uint32_t prefix, unsigned len,
				  uint32_t *n);

/*
 * The rows of the longest prefix that holds ADDR, is at most MAX_LEN long, and is not down. NULL
 * when there is none. Best distance first.
 */
const struct fib_row *fib_rows(const struct fib *fib, uint32_t addr, unsigned max_len, uint32_t *n);

/* The way of one route, which may be by other routes (never by a default route, as a typing error
 * in a next hop would otherwise always be found good). */
struct way fib_route_way(const struct fib *fib, const struct static_route *route);

/* The way of ADDR with all tracks up. */
struct way fib_way(const struct fib *fib, uint32_t addr);

/* ---- routes of IPv6: fib6.c; the same, of the other family; PREFIX of a row is unset ---- */

struct fib6;

struct fib6 *fib6_new(struct arena *arena, const struct router *router, const struct site *site);
const struct interface *fib6_connected(const struct fib6 *fib, struct ip6 addr);
bool fib6_is_part(const struct fib6 *fib, struct ip6 prefix, unsigned len);
const char *fib6_no_next_hop(const struct fib6 *fib, const struct router *router, struct ip6 addr);
const struct fib_row *fib6_rows(const struct fib6 *fib, struct ip6 addr, unsigned max_len,
				uint32_t *n);
const struct fib_row *fib6_rows_of(const struct fib6 *fib, struct ip6 prefix, unsigned len,
				   uint32_t *n);

#endif
