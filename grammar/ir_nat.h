/* Network address translation. ios-semantics.md 1.2. */
#ifndef GRAMMAR_IR_NAT_H
#define GRAMMAR_IR_NAT_H

#include "ir_acl.h"
#include "ir_interface.h"
#include "ir_nat_settings.h"
#include "ir_route_map.h"

enum { NAT_PROTO_ANY = 0 }; /* else 6, 17, or 50 without ports */
enum { NAT_PROTO_ESP = 50 };

/* Whose address is translated: X(symbol, "words") after `ip nat`. */
#define NAT_KINDS(X)                                                        \
	X(INSIDE_SOURCE, "inside source")                                   \
	X(OUTSIDE_SOURCE, "outside source")                                 \
	X(NVI_SOURCE, "source") /* of any interface with `ip nat enable` */ \
	X(INSIDE_DESTINATION, "inside destination") /* dynamic only: rotary */

enum nat_kind {
#define X(symbol, words) NAT_##symbol,
	NAT_KINDS(X)
#undef X
		NAT_KIND_COUNT
};

/* Options that are just there or not: X(symbol, "word"). */
#define NAT_OPTIONS(X)                                                               \
	X(REVERSIBLE, "reversible") /* of a route-map: sessions from outside, too */ \
	X(MATCH_IN_VRF, "match-in-vrf")                                              \
	X(EXTENDABLE, "extendable")                                                  \
	X(NO_ALIAS, "no-alias")                                                      \
	X(NO_PAYLOAD, "no-payload")                                                  \
	X(STATELESS, "stateless")                                                    \
	X(FORCED, "forced")                                                          \
	X(ADD_ROUTE, "add-route")                                                    \
	X(OVERLOAD, "overload")                                                      \
	X(EXTENDED, "extended")                                                      \
	X(OER, "oer")

enum nat_option_bit {
#define X(symbol, word) NAT_OPTION_##symbol,
	NAT_OPTIONS(X)
#undef X
		NAT_OPTION_COUNT
};

#define NAT_OPTION(symbol) (1u << NAT_OPTION_##symbol)

/* Options with an argument, which few entries have. */
struct nat_extra {
	const char *redundancy; /* group */
	uint32_t mapping_id; /* in it; 0: none */
	uint32_t track; /* the entry holds while it is up; 0: none */
	struct span track_at;
	interface_ref egress; /* the only interface that its packets leave by */
	const char *portmap;
};

/*
 * `ip nat … source static …`: a packed row. LOCAL is the address that the host has, GLOBAL the one
 * by which the other side knows it; so of an outside entry IOS calls LOCAL outside global, and
 * GLOBAL outside local.
 */
struct nat_static {
	struct span at;
	uint32_t local, global; /* GLOBAL is unset when INTERFACE is given */
	struct span global_at; /* of the global address or interface */
	uint16_t local_port, global_port;
	uint8_t proto;
	uint8_t kind; /* enum nat_kind */
	uint8_t len; /* 32, or that of the networks `network` */
	bool untranslated; /* an option that changes its meaning and that we cannot say: not emitted
			    */
	bool gone; /* removed while reading, and dropped by router_settle() */
	bool doubled; /* another line says the same */
	uint32_t options; /* of NAT_OPTION() */
	const char *vrf;
	interface_ref interface;
	REF(route_map) route_map;
	struct nat_extra *extra; /* or NULL */
};

/* The group of HSRP whose active router answers for the entry's global address, or NULL. */
static inline const char *static_group(const struct nat_static *entry)
{
	return entry->extra && !entry->extra->mapping_id && !entry->vrf ? entry->extra->redundancy
									: NULL;
}

struct nat_range {
	uint32_t first, last;
};

enum pool_type { POOL_PLAIN, POOL_ROTARY, POOL_MATCH_HOST };

struct nat_pool {
	STAILQ_ENTRY(nat_pool) link;
	UT_hash_handle hh; /* by name */
	const char *name;
	struct span at;
	VEC(struct nat_range) ranges; /* in configuration order */
	bool listed; /* its ranges stand in lines of their own */
	uint8_t len;
	uint8_t type; /* enum pool_type */
	bool add_route, arp_ping;
	const char *accounting;
	bool used;
	bool overloaded; /* by a rule that uses it, or some of its addresses */
};

/* `ip nat … {source|destination} {list|route-map} X {interface|pool} Y …` */
struct nat_dynamic {
	struct span at;
	acl_ref acl; /* one of the two is given */
	REF(route_map) route_map;
	interface_ref interface; /* one of the two is given */
	REF(nat_pool) pool;
	uint8_t kind; /* enum nat_kind */
	bool untranslated;
	bool gone;
	uint32_t options; /* of NAT_OPTION() */
	const char *vrf;
	struct nat_extra *extra; /* or NULL */
};

struct nat {
	VEC(struct nat_static) statics;
	bool taken_back; /* some line says `no` of a static entry */
	VEC(struct nat_dynamic) dynamics;
	STAILQ_HEAD(, nat_pool) pools;
	struct nat_pool *pool_by_name;
	struct row_index statics_index, dynamics_index; /* while reading */
	struct nat_settings settings;
};

/* ---- ir_nat.c ---- */
/* An equal entry is not added twice; another entry for the same global address and port is an error
 * (decision 23). */
void nat_static(struct router *router, bool no, const struct nat_static *entry);
void nat_dynamic(struct router *router, bool no, const struct nat_dynamic *rule);
void nat_settle(struct router *router); /* of router_settle() */
const char *nat_kind_words(uint8_t kind);

/* ---- ir_nat_pool.c ---- */
/* The pool of that name, made or changed to what POOL says, without ranges; NULL with NO. */
struct nat_pool *nat_pool(struct router *router, bool no, const struct nat_pool *pool);
void nat_pool_range(struct router *router, bool no, struct nat_pool *pool, struct nat_range range);
struct nat_pool *nat_pool_find(const struct router *router, const char *name);
/* How many addresses it has. */
uint64_t nat_pool_size(const struct nat_pool *pool);

#endif
