/*
 * The tables of names by which references are resolved: what is defined, what was looked for in
 * vain, and what nobody uses.
 */
#ifndef COMPILER_SYMBOLS_H
#define COMPILER_SYMBOLS_H

#include <uthash.h>

#include "compiler.h"

/* X(symbol, noun, name of the diagnostic when it is not defined, and when it is not used) */
#define REFERENTS(X)                                                                             \
	X(ACL, "access list", DIAG_UNDEFINED_ACL, DIAG_UNUSED_ACL)                               \
	X(ACL6, "IPv6 access list", DIAG_UNDEFINED_ACL, DIAG_UNUSED_ACL)                         \
	X(PREFIX_LIST, "prefix list", DIAG_UNDEFINED_PREFIX_LIST, DIAG_UNUSED_PREFIX_LIST)       \
	X(PREFIX_LIST6, "IPv6 prefix list", DIAG_UNDEFINED_PREFIX_LIST, DIAG_UNUSED_PREFIX_LIST) \
	X(OBJECT_GROUP, "object group", DIAG_UNDEFINED_OBJECT_GROUP, DIAG_UNUSED_OBJECT_GROUP)   \
	X(TIME_RANGE, "time range", DIAG_UNDEFINED_TIME_RANGE, DIAG_UNUSED_TIME_RANGE)           \
	X(ROUTE_MAP, "route-map", DIAG_UNDEFINED_ROUTE_MAP, DIAG_UNUSED_ROUTE_MAP)               \
	X(POOL, "NAT pool", DIAG_UNDEFINED_POOL, DIAG_UNUSED_POOL)                               \
	X(DHCP6_POOL, "DHCPv6 pool", DIAG_UNDEFINED_DHCP_POOL, DIAG_UNUSED_DHCP_POOL)            \
	X(VIEW, "DNS view", DIAG_UNDEFINED_VIEW, DIAG_UNUSED_VIEW)                               \
	X(VIEW_LIST, "DNS view-list", DIAG_UNDEFINED_VIEW_LIST, DIAG_UNUSED_VIEW_LIST)           \
	X(TRACK, "track", DIAG_UNDEFINED_TRACK, DIAG_UNUSED_TRACK)                               \
	X(SLA, "ip sla", DIAG_UNDEFINED_SLA, DIAG_UNUSED_SLA)                                    \
	X(INTERFACE, "interface", DIAG_UNDEFINED_INTERFACE, DIAG_NONE /* never unused */)

enum referent {
#define X(symbol, noun, undefined, unused) REFERENT_##symbol,
	REFERENTS(X)
#undef X
		REFERENT_COUNT
};

/* Something with a name: defined, or missed. */
struct symbol {
	UT_hash_handle hh;
	const char *name;
	void *object; /* NULL: missed */
	struct span at;
	bool used;
	uint32_t uses; /* references */
	bool missed_filter; /* reported as an error already */
};

struct resolver {
	struct router *router;
	struct arena *arena; /* of the tables */
	struct symbol *defined[REFERENT_COUNT]; /* in order of definition */
	struct symbol *missed[REFERENT_COUNT];
	struct symbol *last[REFERENT_COUNT]; /* answers a run of equal names */
	const char **candidates[REFERENT_COUNT]; /* names, for suggestions */
	size_t n_candidates[REFERENT_COUNT];
	unsigned suggestions;
};

struct symbol *symbol_define(struct resolver *r, enum referent kind, const char *name, void *object,
			     struct span at);
const char *symbol_number(struct resolver *r, uint32_t number); /* as a name */

/*
 * What NAME means, now used; NULL when there is no name, or after reporting that nothing has it: as
 * an error when it FILTERS, once a name in any case.
 */
void *symbol_refer(struct resolver *r, enum referent kind, const struct name *name, bool filters);

/* Report what is defined and not used; what a statement mentions that is not translated, is. */
void symbols_report_unused(struct resolver *r);
void symbols_free(struct resolver *r);

#endif
