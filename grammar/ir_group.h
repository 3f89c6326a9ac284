/* Object groups, which entries of access lists name in the place of a protocol or address.
 * ios-semantics.md 1.3. */
#ifndef GRAMMAR_IR_GROUP_H
#define GRAMMAR_IR_GROUP_H

#include <uthash.h>

#include "ir_acl.h"

enum group_kind { GROUP_NETWORK, GROUP_SERVICE };

enum member_kind {
	MEMBER_HOST,
	MEMBER_SUBNET,
	MEMBER_RANGE,
	MEMBER_ANY,
	MEMBER_SERVICE, /* PROTO, and ports or a message */
	MEMBER_GROUP,
};

enum { PROTO_TCP_UDP = 257 }; /* the protocol tcp-udp, beside ACE_IP */

/* A row: groups can be long. */
struct group_member {
	struct span at;
	uint8_t kind; /* enum member_kind */
	bool gone; /* removed while reading */
	uint8_t icmp_type, icmp_code;
	uint16_t proto;
	uint32_t first, last; /* of addresses */
	struct ports sport, dport; /* one port, a bound or a range: no lists */
	REF(object_group) group;
};

struct object_group {
	STAILQ_ENTRY(object_group) link;
	UT_hash_handle hh; /* by name */
	const char *name;
	struct span at; /* the name on its first opener */
	enum group_kind kind;
	const char *description; /* or NULL */
	bool used; /* set by resolve */
	unsigned height; /* set by resolve: levels of groups in it */
	/* scratch of group_any() */
	unsigned walks; /* that began here */
	struct object_group *seen_from; /* the last walk that came by, and its number there */
	unsigned seen_in;
	VEC(struct group_member) members; /* in configuration order, none twice */

	/* while reading */
	uint32_t gone;
	struct row_index by_member;
};

struct object_groups {
	STAILQ_HEAD(, object_group) list;
	struct object_group *by_name;
};

struct object_group *object_group_find(const struct router *router, const char *name);

/* The group NAME, made when there is none; another kind than it has is an error and yields NULL. */
struct object_group *object_group_open(struct router *router, struct name name,
				       enum group_kind kind);
void object_group_remove(struct router *router, struct name name);

/* Add MEMBER, unless it is there, or with NO take it out. */
void object_group_member(struct router *router, struct object_group *group,
			 const struct group_member *member, bool no);

/* What router_settle() does for one group. */
void object_group_settle(struct router *router, struct object_group *group);

#endif
