/* Access lists. ios-semantics.md 1.3. */
#ifndef GRAMMAR_IR_ACL_H
#define GRAMMAR_IR_ACL_H

#include <uthash.h>

#include "row_index.h"

struct object_group;
struct time_range;

/* What an address of an entry matches: ADDR where the bits of WILD are 0; any is WILD = ~0. */
struct wildcard {
	uint32_t addr, wild;
};

/* eq and neq hold up to ten ports; of more than one LO and HI are the lower and the upper half of
 * an index into acl.ports, of the first of COUNT: ports_list(). */
enum port_op { PORT_ANY, PORT_EQ, PORT_NEQ, PORT_GT, PORT_LT, PORT_RANGE };

struct ports {
	uint8_t op; /* enum port_op */
	uint8_t count; /* of eq and neq */
	uint16_t lo, hi; /* lo: eq, neq, gt, lt; range: both ends, inclusive */
};

/* ACE_GONE: removed while reading, and dropped by router_settle(). */
enum ace_action { ACE_DENY, ACE_PERMIT, ACE_REMARK, ACE_GONE };

enum { ACE_IP = 256 }; /* the protocol `ip`: any; others are the protocol's number */
enum { ICMP_ANY = 255 }; /* of a type or code: not given */

/*
 * What few entries say. It stands beside the entries, so that these stay small: acl.options,
 * from 1. GIVEN tells what is there.
 */
enum ace_given {
	ACE_DSCP = 1 << 0,
	ACE_PRECEDENCE = 1 << 1,
	ACE_TOS = 1 << 2,
	ACE_TTL = 1 << 3,
	ACE_IP_OPTION = 1 << 4,
	ACE_FRAGMENTS = 1 << 5,
	ACE_IGMP_TYPE = 1 << 6,
	ACE_FLAGS_ALL = 1 << 7, /* match-all */
	ACE_FLAGS_ANY = 1 << 8, /* match-any */
	ACE_FLAGS_BARE = 1 << 9, /* `ack syn`: any of them is set */
	ACE_FLAGS = ACE_FLAGS_ALL | ACE_FLAGS_ANY | ACE_FLAGS_BARE,
	ACE_LOG_INPUT = 1 << 10,
	ACE_FLOW_LABEL = 1 << 12, /* of IPv6 */
	ACE_UNDETERMINED = 1 << 13, /* undetermined-transport, of IPv6 */
	ACE_EVALUATE = 1 << 11, /* no match of its own: what a reflexive list lets back in */
};

/* Extension headers of IPv6 that an entry wants, as bits: X(symbol, "keyword"). */
#define ACE_HEADERS(X)                                                \
	X(HBH, "hbh")                                                 \
	X(ROUTING, "routing")                                         \
	X(DEST, "dest-option")                                        \
	X(MOBILITY, "mobility")                                       \
	X(AUTH, "auth")                                               \
	X(ROUTING_TYPE, "routing-type") /* ROUTING_TYPE says which */ \
	X(MOBILITY_TYPE, "mobility-type") /* the same */

enum ace_header {
#define X(symbol, keyword) HEADER_##symbol,
	ACE_HEADERS(X)
#undef X
		HEADER_COUNT
};

enum { IP_OPTION_ANY = 256 }; /* any-options */

struct ace_options {
	uint16_t given; /* enum ace_given */
	uint8_t dscp, precedence, tos, igmp_type;
	uint8_t ttl_op, ttl_lo, ttl_hi; /* enum port_op: eq, neq, gt, lt, range */
	uint8_t flags_set, flags_clear; /* as in the header of TCP */
	uint16_t ip_option;
	uint8_t headers; /* 1 << enum ace_header, of IPv6 */
	uint8_t routing_type, mobility_type;
	uint32_t flow_label;
	uint32_t reflect_timeout; /* seconds; 0: the general one */
	const char *cookie; /* of log, or NULL */
	REF(time_range) time_range;
	REF(object_group) service, src_group, dst_group; /* in the place of protocol, addresses */
	struct name reflect; /* the reflexive list that it feeds, or asks: evaluate */
};

/* One entry: a packed row, of which there may be a million. */
struct ace {
	struct span at; /* the whole line, without indentation */
	uint32_t seq;
	uint32_t options; /* number in acl.options; 0: none */
	uint32_t words; /* number in acl.words; 0: none */
	struct wildcard src, dst;
	struct ports sport, dport;
	uint8_t icmp_type, icmp_code;
	uint16_t proto : 9;
	uint16_t action : 2; /* enum ace_action */
	bool established : 1;
	bool log : 1;
	bool doubled : 1; /* an equal entry stands further down, too, and counts for nothing */
	bool untranslated : 1; /* an option that the target cannot say: the entry is not emitted */
};

_Static_assert(sizeof(struct ace) == 52, "an entry has grown");

/* A list of IPv6 stands in router->acls6. The ADDR of its entries is a number in router->ip6, and
 * WILD how many of the last bits do not count. */
enum acl_kind { ACL_STANDARD, ACL_EXTENDED, ACL_IPV6 };

struct acl {
	STAILQ_ENTRY(acl) link;
	UT_hash_handle hh; /* by name */
	const char *name; /* the number in decimal for numbered lists */
	struct span at; /* the opener, or the first `access-list N` line; its name */
	enum acl_kind kind;
	bool used; /* set by resolve */
	uint32_t uses; /* the same: how many statements refer to it */
	bool chooses; /* set by resolve: some translation or policy takes what it permits */
	uint32_t clauses; /* set by resolve: how many of route-maps ask it */
	bool filters; /* set by resolve: some statement lets pass what it permits */
	VEC(struct ace) entries; /* ascending by seq; a remark comes before its entry */
	VEC(uint16_t) ports;
	VEC(struct ace_options) options;
	VEC(const char *) words; /* of remarks; of untranslated entries, from the action on */

	/* while reading */
	uint32_t last_seq; /* the highest of an entry that is no remark */
	uint32_t gone; /* entries that router_settle() will drop */
	uint32_t left; /* how many there were when its index was given up last */
	bool unsorted; /* it will sort them as well */
	struct row_index by_entry, by_seq;
};

struct acls {
	STAILQ_HEAD(, acl) list;
	struct acl *by_name;
	struct acl *reading; /* the list that entries were added to last */
	struct row_index spare; /* for the next list that is read */
	uint32_t reflexive_timeout; /* ip reflexive-list timeout, seconds; 0: not given */
};

typedef REF(acl) acl_ref;

/* {ip|ipv6} verify unicast …: is the source of what comes in one that routing knows? */
struct interface_verify {
	bool given;
	bool any; /* by whatever interface, else by the one that it came in on */
	bool allow_default, allow_self_ping, l2_src;
	struct span at;
	acl_ref acl; /* what it permits passes all the same */
};

/*
 * The list NAME, made when there is none (then KIND is its kind; another kind than it has is an
 * error and yields NULL). `no ip access-list …` is acl_remove().
 */
struct acl *acl_open(struct router *router, struct name name, enum acl_kind kind);
void acl_remove(struct router *router, struct name name);
struct acl *acl_find(const struct router *router, const char *name);

/*
 * Add ENTRY: with seq 0 at the end with the next free number by tens, else at its place; when that
 * is taken, it is an error, as on IOS. An equal entry (but for its number) is not added twice, as
 * on IOS. A remark takes the number of the entry that follows it, and no number from it.
 */
void acl_add(struct router *router, struct acl *acl, const struct ace *entry);

/* `no 20`, `no permit …`: remove by number, or else the entry equal but for its number. */
void acl_delete(struct router *router, struct acl *acl, const struct ace *entry);

/* `ip access-list resequence NAME FIRST STEP`; false when the numbers do not suffice. */
bool acl_resequence(struct router *router, struct acl *acl, uint32_t first, uint32_t step);

/* What few entries say: of an ENTRY without, all zero. */
extern const struct ace_options ace_without_options;
static inline const struct ace_options *acl_options(const struct acl *acl, const struct ace *entry)
{
	return entry->options ? &acl->options.at[entry->options - 1] : &ace_without_options;
}
/* The words of a remark or of an untranslated ENTRY; of others NULL. */
const char *acl_words(const struct acl *acl, const struct ace *entry);

/* ir_acl6.c: the same for IPv6 access lists. */
struct acl *acl6_open(struct router *router, struct name name);
void acl6_remove(struct router *router, struct name name);
struct acl *acl6_find(const struct router *router, const char *name);

static inline uint32_t ports_list(const struct ports *ports)
{
	return ports->lo | (uint32_t)ports->hi << 16;
}

static inline void ports_set_list(struct ports *ports, uint32_t list)
{
	ports->lo = (uint16_t)list;
	ports->hi = (uint16_t)(list >> 16);
}

/* The ports of an operator with a COUNT: one or a list. */
const uint16_t *acl_ports(const struct acl *acl, const struct ports *ports);

/* What router_settle() does for one list. */
void acl_settle(struct router *router, struct acl *acl);

/* `no access-list N` with the last entry of N takes the list away; one opened by name stays. */
void acl_remove_if_empty(struct router *router, struct acl *acl);

/* Standard or extended by the number; false when N numbers no IP access list. */
bool acl_kind_of_number(uint32_t n, enum acl_kind *kind);

#endif
