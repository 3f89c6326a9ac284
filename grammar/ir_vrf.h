/* VRFs: routing tables with names. ios-semantics.md 1.12. */
#ifndef GRAMMAR_IR_VRF_H
#define GRAMMAR_IR_VRF_H

#include <stdbool.h>
#include <stdint.h>
#include <uthash.h>

#include "source.h"
#include "vec.h"

/* What routing protocols do with a VRF's routes, which nobody asks here: `route-target import X`.
 */
enum vrf_import { VRF_IMPORT = 1, VRF_EXPORT = 2 };

struct vrf_target {
	uint8_t direction; /* bits of enum vrf_import */
	const char *community;
};

struct vrf {
	STAILQ_ENTRY(vrf) link;
	UT_hash_handle hh; /* by name */
	const char *name;
	uint32_t index; /* below vrfs.count; another VRF never has it */
	struct span at;
	const char *description, *rd;
	const char *import_map, *export_map;
	bool ipv4, ipv6; /* address-family */
	bool old; /* `ip vrf`: IPv4 only, without address-family */
	VEC(struct vrf_target) targets;
};

struct vrfs {
	STAILQ_HEAD(, vrf) list;
	struct vrf *by_name;
	uint32_t count; /* also of those that were removed again */
};

struct router;
struct name;
struct vrf *vrf_open(struct router *router, struct name name);
/* `no vrf definition V`: its interfaces lose it, and their addresses. */
void vrf_remove(struct router *router, struct name name);
struct vrf *vrf_find(const struct router *router, const char *name);
/* Add a target, or take it away. */
void vrf_target(struct router *router, struct vrf *vrf, bool no, struct vrf_target target);

#endif
