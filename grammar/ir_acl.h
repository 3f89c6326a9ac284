/* Access lists. ios-semantics.md 1.3. */
#ifndef GRAMMAR_IR_ACL_H
#define GRAMMAR_IR_ACL_H

#include <uthash.h>

#include "row_index.h"

/* What an address of an entry matches: ADDR where the bits of WILD are 0; any is WILD = ~0. */
struct wildcard {
	uint32_t addr, wild;
};

/* eq and neq hold up to ten ports; LIST is an index into acl.ports when COUNT > 1. */
enum port_op { PORT_ANY, PORT_EQ, PORT_NEQ, PORT_GT, PORT_LT, PORT_RANGE };

struct ports {
	uint8_t op; /* enum port_op */
	uint8_t count; /* of eq and neq */
	uint16_t lo, hi; /* lo: eq, neq, gt, lt; range: both ends, inclusive */
	uint32_t list; /* index of the first of COUNT ports in acl.ports, when COUNT > 1 */
};

/* ACE_GONE: removed while reading, and dropped by router_settle(). */
enum ace_action { ACE_DENY, ACE_PERMIT, ACE_REMARK, ACE_GONE };

enum { ACE_IP = 256 }; /* the protocol `ip`: any; others are the protocol's number */
enum { ICMP_ANY = 255 }; /* of a type or code: not given */

/* One entry: a packed row. */
struct ace {
	struct span at; /* the whole line, without indentation */
	uint32_t seq;
	uint16_t proto;
	uint8_t action; /* enum ace_action */
	uint8_t icmp_type, icmp_code;
	bool established, log;
	bool untranslated; /* an option that the target cannot say: the entry is not emitted */
	struct wildcard src, dst;
	struct ports sport, dport;
	const char *
		remark; /* of ACE_REMARK; of an untranslated entry: its words, from the action on */
};

enum acl_kind { ACL_STANDARD, ACL_EXTENDED };

struct acl {
	STAILQ_ENTRY(acl) link;
	UT_hash_handle hh; /* by name */
	const char *name; /* the number in decimal for numbered lists */
	struct span at; /* the opener, or the first `access-list N` line; its name */
	enum acl_kind kind;
	bool used; /* set by resolve */
	bool filters; /* set by resolve: some statement lets pass what it permits */
	VEC(struct ace) entries; /* ascending by seq; a remark comes before its entry */
	VEC(uint16_t) ports;

	/* while reading */
	uint32_t last_seq; /* the highest of an entry that is no remark */
	uint32_t gone; /* entries that router_settle() will drop */
	bool unsorted; /* it will sort them as well */
	struct row_index by_entry, by_seq;
};

struct acls {
	STAILQ_HEAD(, acl) list;
	struct acl *by_name;
};

typedef REF(acl) acl_ref;

/*
 * The list NAME, made when there is none (then KIND is its kind; another kind than it has is an
 * error and yields NULL). `no ip access-list …` is acl_remove().
 */
struct acl *acl_open(struct router *router, struct name name, enum acl_kind kind);
void acl_remove(struct router *router, struct name name);
struct acl *acl_find(const struct router *router, const char *name);

/*
 * Add ENTRY: with seq 0 at the end with the next free number by tens, else at its place; an entry
 * that stands there is replaced. An equal entry (but for its number) is not added twice, as on IOS.
 * A remark takes the number of the entry that follows it, and no number from it.
 */
void acl_add(struct router *router, struct acl *acl, const struct ace *entry);

/* `no 20`, `no permit …`: remove by number, or else the entry equal but for its number. */
void acl_delete(struct router *router, struct acl *acl, const struct ace *entry);

/* `ip access-list resequence NAME FIRST STEP`; false when the numbers do not suffice. */
bool acl_resequence(struct acl *acl, uint32_t first, uint32_t step);

/* The ports of an operator with a COUNT: one or a list. */
const uint16_t *acl_ports(const struct acl *acl, const struct ports *ports);

/* What router_settle() does for one list. */
void acl_settle(struct acl *acl);

/* `no access-list N` with the last entry of N takes the list away; one opened by name stays. */
void acl_remove_if_empty(struct router *router, struct acl *acl);

/* Standard or extended by the number; false when N numbers no IP access list. */
bool acl_kind_of_number(uint32_t n, enum acl_kind *kind);

#endif
