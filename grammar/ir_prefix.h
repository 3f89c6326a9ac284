/* Prefix lists. ios-semantics.md 1.3. */
#ifndef GRAMMAR_IR_PREFIX_H
#define GRAMMAR_IR_PREFIX_H

#include <uthash.h>

#include "row_index.h"

/*
 * One entry: a packed row. It takes the prefixes that lie within PREFIX/LEN and whose length is
 * from GE to LE, of which 0 means: not given. An address is a prefix of length 32. In a list of
 * IPv6, PREFIX is a number in router->ip6, and an address has length 128.
 */
struct prefix_entry {
	struct span at;
	uint32_t seq;
	uint32_t prefix;
	uint8_t len, ge, le;
	bool permit;
	bool gone; /* removed while reading, and dropped by router_settle() */
};

struct prefix_list {
	STAILQ_ENTRY(prefix_list) link;
	UT_hash_handle hh; /* by name */
	const char *name;
	struct span at; /* the name on its first line */
	const char *description; /* or NULL */
	bool v6; /* it stands in router->prefix_lists6 */
	bool used; /* set by resolve */
	VEC(struct prefix_entry) entries; /* ascending by seq */

	/* while reading */
	uint32_t last_seq; /* the highest */
	uint32_t gone;
	bool unsorted;
	struct row_index by_entry, by_seq;
};

struct prefix_lists {
	STAILQ_HEAD(, prefix_list) list;
	struct prefix_list *by_name;
	bool no_numbers; /* `no ip prefix-list sequence-number`: shown without them */
};

typedef REF(prefix_list) prefix_list_ref;

/* The lengths that ENTRY, of an IPv4 list, takes: its own when neither ge nor le is given. */
void prefix_entry_lengths(const struct prefix_entry *entry, unsigned *low, unsigned *high);

/* The lists of the family. */
#define router_prefix_lists(router, v6) ((v6) ? &(router)->prefix_lists6 : &(router)->prefix_lists)

/* The list NAME of that family, made when there is none. */
struct prefix_list *prefix_list_open(struct router *router, bool v6, struct name name);
struct prefix_list *prefix_list_find(const struct router *router, bool v6, const char *name);
void prefix_list_remove(struct router *router, bool v6, struct name name);

/*
 * Add ENTRY: with seq 0 at the end, five after the last. One that stands there already, but for its
 * number, is not added twice; another entry of the same number is an error, as on IOS.
 */
void prefix_list_add(struct router *router, struct prefix_list *list,
		     const struct prefix_entry *entry);

/* Remove by number, or with seq 0 the entry that equals ENTRY but for it. A list that has neither
 * an entry nor a description any more is removed as well. */
void prefix_list_delete(struct router *router, struct prefix_list *list,
			const struct prefix_entry *entry);

/* What router_settle() does for one list. */
void prefix_list_settle(struct router *router, struct prefix_list *list);

#endif
