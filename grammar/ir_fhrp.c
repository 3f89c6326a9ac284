/* Virtual routers. */
#include "ir.h"

#include <string.h>

struct fhrp_group *fhrp_group(struct router *router, struct interface *interface,
			      enum fhrp_kind kind, uint32_t number, struct span at)
{
	struct fhrp_group *group;

	VEC_FOREACH (each, &interface->fhrp)
		if (each->kind == kind && each->number == number)
			return each;
	group = vec_add(router->arena, &interface->fhrp);
	*group = (struct fhrp_group){
		.kind = kind, .number = number, .at = at, .priority = FHRP_PRIORITY};
	return group;
}

void fhrp_group_remove(struct interface *interface, enum fhrp_kind kind, uint32_t number)
{
	for (uint32_t i = 0; i < interface->fhrp.len; i++)
		if (interface->fhrp.at[i].kind == kind && interface->fhrp.at[i].number == number) {
			vec_remove(&interface->fhrp, i);
			return;
		}
}

bool fhrp_is_named(const struct router *router, const char *name)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &router->interfaces.list, link)
		VEC_FOREACH (group, &interface->fhrp)
			if (group->name && !strcmp(group->name, name) && !group->shutdown &&
			    !group->follows.s && group->addresses.len)
				return true;
	return false;
}

void fhrp_address(struct router *router, bool no, struct fhrp_group *group,
		  struct fhrp_address address)
{
	uint32_t i = 0;

	while (i < group->addresses.len &&
	       (address.addr ? group->addresses.at[i].addr != address.addr
			     : group->addresses.at[i].secondary))
		i++;
	if (i < group->addresses.len)
		vec_remove(&group->addresses, i);
	if (no)
		return;
	if (address.secondary || !group->addresses.len) {
		vec_push(router->arena, &group->addresses, address);
		return;
	}
	if (!group->addresses.at[0].secondary) {
		group->addresses.at[0] = address;
		return;
	}
	vec_push(router->arena, &group->addresses, group->addresses.at[0]);
	group->addresses.at[0] = address;
}

void fhrp_track(struct router *router, bool no, struct fhrp_group *group,
		const struct fhrp_track *track)
{
	uint32_t i = 0;

	VEC_FOREACH (each, &group->tracks) {
		if (each->id == track->id && each->interface.name.s == track->interface.name.s)
			break;
		i++;
	}
	if (i < group->tracks.len && no)
		vec_remove(&group->tracks, i);
	else if (i < group->tracks.len)
		group->tracks.at[i] = *track;
	else if (!no)
		vec_push(router->arena, &group->tracks, *track);
}
