/* Network address translation. ios-semantics.md 1.2. */
#ifndef GRAMMAR_IR_NAT_H
#define GRAMMAR_IR_NAT_H

#include "ir_acl.h"
#include "ir_interface.h"
#include "ir_route_map.h"

enum { NAT_PROTO_ANY = 0 }; /* else 6 or 17 */

/* `ip nat inside source static …`: a packed row. */
struct nat_static {
	struct span at;
	uint32_t local, global; /* GLOBAL is unset when INTERFACE is given */
	struct span global_at; /* of the global address or interface */
	uint16_t local_port, global_port;
	uint8_t proto;
	bool extendable, no_alias;
	bool untranslated; /* an option that changes its meaning and that we cannot say: not emitted
			    */
	bool gone; /* removed while reading, and dropped by router_settle() */
	const char *vrf;
	interface_ref interface;
	REF(route_map) route_map;
};

struct nat_pool {
	STAILQ_ENTRY(nat_pool) link;
	UT_hash_handle hh; /* by name */
	const char *name;
	struct span at;
	uint32_t first, last;
	uint8_t len;
	bool rotary, used;
};

/* `ip nat inside source {list|route-map} X {interface|pool} Y [overload]` */
struct nat_dynamic {
	struct span at;
	acl_ref acl; /* one of the two is given */
	REF(route_map) route_map;
	interface_ref interface; /* one of the two is given */
	REF(nat_pool) pool;
	bool overload;
	bool untranslated;
	bool gone;
	const char *vrf;
};

struct nat {
	VEC(struct nat_static) statics;
	VEC(struct nat_dynamic) dynamics;
	STAILQ_HEAD(, nat_pool) pools;
	struct nat_pool *pool_by_name;
	struct row_index statics_index, dynamics_index; /* while reading */
};

/* An equal entry is not added twice; another entry for the same global address and port is an error
 * (decision 23). */
void nat_static(struct router *router, bool no, const struct nat_static *entry);
void nat_dynamic(struct router *router, bool no, const struct nat_dynamic *rule);
void nat_pool(struct router *router, bool no, const struct nat_pool *pool);
void nat_settle(struct nat *nat); /* of router_settle() */
struct nat_pool *nat_pool_find(const struct router *router, const char *name);

#endif
