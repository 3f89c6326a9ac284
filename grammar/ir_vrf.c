/* VRFs: made and removed, and their targets. */
#include "ir.h"
#include "ir_hash.h"

BY_NAME(vrf, vrf, vrfs.list, vrfs.by_name)

struct vrf *vrf_open(struct router *router, struct name name)
{
	struct vrf *vrf = vrf_find(router, name.s);

	if (vrf)
		return vrf;
	vrf = vrf_new(router, name);
	vrf->index = router->vrfs.count++;
	return vrf;
}

void vrf_remove(struct router *router, struct name name)
{
	struct vrf *vrf = vrf_find(router, name.s);
	struct interface *interface;

	if (!vrf)
		return;
	STAILQ_REMOVE(&router->vrfs.list, vrf, vrf, link);
	HASH_DEL(router->vrfs.by_name, vrf);
	STAILQ_FOREACH (interface, &router->interfaces.list, link) {
		if (interface->vrf.s != vrf->name)
			continue;
		interface->vrf.s = NULL;
		interface->addresses.len = 0;
	}
}

void vrf_target(struct router *router, struct vrf *vrf, bool no, struct vrf_target target)
{
	uint32_t i = 0;

	for (; i < vrf->targets.len; i++)
		if (vrf->targets.at[i].community == target.community)
			break;
	if (i < vrf->targets.len && no) {
		vrf->targets.at[i].direction &= (uint8_t)~target.direction;
		if (!vrf->targets.at[i].direction)
			vec_remove(&vrf->targets, i);
	} else if (i < vrf->targets.len) {
		vrf->targets.at[i].direction |= target.direction;
	} else if (!no) {
		vec_push(router->arena, &vrf->targets, target);
	}
}
