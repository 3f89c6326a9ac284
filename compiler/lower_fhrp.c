/*
 * Virtual routers: HSRP and VRRP groups become instances of VRRP, which keepalived speaks. HSRP's
 * number of a group has more room than VRRP's; both routers of a pair must come to the same one, so
 * it depends on nothing but the number, unless the interface has another group there already.
 */
#include <string.h>

#include "fib.h"
#include "lower_nat.h"

enum {
	VRID_MAX = 255,
	PRIORITY_MIN = 1,
	PRIORITY_MAX = 254, /* 255 would own the address */
	WEIGHT_MAX = 253,
	WEIGHT_FAULT = 254, /* keepalived: the instance gives up */
	HSRP_HELLO = 3000, /* milliseconds */
	VRRP_ADVERTISE = 1000
};

static bool vrid_is_taken(const struct interface *interface, const uint32_t *vrids, uint32_t n,
			  uint32_t vrid)
{
	for (uint32_t i = 0; i < n; i++)
		if (vrids[i] == vrid)
			return true;
	/* a group of VRRP keeps its own number */
	VEC_FOREACH (group, &interface->fhrp)
		if (group->kind == FHRP_VRRP && group->number == vrid)
			return true;
	return false;
}

/* 0 when there is none left. */
static uint32_t vrid_of(const struct interface *interface, uint32_t i, const uint32_t *vrids)
{
	const struct fhrp_group *group = &interface->fhrp.at[i];
	uint32_t vrid = group->number ? (group->number - 1) % VRID_MAX + 1 : VRID_MAX;

	if (group->kind == FHRP_VRRP)
		return group->number;
	for (uint32_t tries = 0; tries < VRID_MAX; tries++) {
		if (!vrid_is_taken(interface, vrids, i, vrid))
			return vrid;
		vrid = vrid % VRID_MAX + 1;
	}
	return 0;
}

static void lower_tracked(struct lowering *lo, const struct fhrp_group *group,
			  struct vrrp_object *vrrp)
{
	VEC_FOREACH (track, &group->tracks) {
		uint32_t decrement = track->decrement > WEIGHT_MAX ? WEIGHT_MAX : track->decrement;
		struct vrrp_track_row row = {
			.track = track->id,
			.weight = -(int)(track->shutdown ? WEIGHT_FAULT : decrement),
		};

		if (!track->id) {
			uint16_t device = lower_any_device(lo, track->interface.to);

			if (device == NO_DEVICE)
				continue;
			row.device = lo->plan->devices.at[device].device;
		}
		vec_push(lo->arena, &vrrp->tracks, row);
	}
}

static bool is_on(const struct interface *interface, uint32_t addr)
{
	VEC_FOREACH (address, &interface->addresses)
		if (ip_in_prefix(addr, address->addr, address->len))
			return true;
	return false;
}

/* ---- groups that do as another does ---- */

/* Those that follow the group NAME. */
struct leader {
	UT_hash_handle hh; /* by NAME */
	const char *name;
	bool found; /* there is such a group */
	VEC(struct vrrp_follower) followers;
};

static bool follows(const struct fhrp_group *group)
{
	return group->follows.s != NULL;
}

static struct leader *leader_of(struct lowering *lo, struct leader **leaders, const char *name)
{
	struct leader *leader;

	HASH_FIND_STR(*leaders, name, leader);
	if (!leader) {
		leader = arena_new_object(lo->arena, struct leader);
		leader->name = name;
		HASH_ADD_KEYPTR(hh, *leaders, leader->name, strlen(leader->name), leader);
	}
	return leader;
}

static void add_follower(struct lowering *lo, struct leader **leaders,
			 const struct interface *interface, const char *device,
			 const struct fhrp_group *group)
{
	struct leader *leader = leader_of(lo, leaders, group->follows.s);

	VEC_FOREACH (address, &group->addresses) {
		if (fib_connected(lo->fib, address->addr) != interface)
			diag_at(lo->diags, DIAG_VIRTUAL_ADDRESS, address->at,
				"this virtual address is on no network of %s", interface->name);
		vec_push(lo->arena, &leader->followers,
			 ((struct vrrp_follower){device, address->addr}));
	}
}

static bool has_follower(const struct leader *leader, uint32_t addr)
{
	VEC_FOREACH (follower, &leader->followers)
		if (follower->addr == addr)
			return true;
	return false;
}

/* The global addresses of static NAT for which the active router of a group answers. */
static void add_translated(struct lowering *lo, struct leader **leaders,
			   const struct nat_static *entry)
{
	uint64_t last = entry->global | ~ip_len_mask(entry->len);
	struct leader *leader;

	if (!static_group(entry) || entry->untranslated || entry->interface.name.s ||
	    entry->options & NAT_OPTION(NO_ALIAS))
		return;
	leader = leader_of(lo, leaders, static_group(entry));
	for (uint64_t addr = entry->global; addr <= last && addr - entry->global < NAT_POOL_ALIASES;
	     addr++) {
		uint16_t device = lower_device(lo, fib_connected(lo->fib, (uint32_t)addr));

		if (device != NO_DEVICE && !has_follower(leader, (uint32_t)addr))
			vec_push(lo->arena, &leader->followers,
				 ((struct vrrp_follower){lo->plan->devices.at[device].device,
							 (uint32_t)addr}));
	}
}

static struct leader *find_followers(struct lowering *lo)
{
	const struct interface *interface;
	struct leader *leaders = NULL;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		uint16_t device = lower_device(lo, interface);

		VEC_FOREACH (group, &interface->fhrp)
			if (follows(group) && device != NO_DEVICE)
				add_follower(lo, &leaders, interface,
					     lo->plan->devices.at[device].device, group);
	}
	VEC_FOREACH (entry, &lo->router->nat.statics)
		add_translated(lo, &leaders, entry);
	return leaders;
}

static void report_lost(struct lowering *lo, struct leader *leaders)
{
	const struct interface *interface;
	struct leader *leader;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link)
		VEC_FOREACH (group, &interface->fhrp) {
			if (!follows(group))
				continue;
			HASH_FIND_STR(leaders, group->follows.s, leader);
			if (leader && !leader->found)
				diag_at(lo->diags, DIAG_VIRTUAL_ADDRESS, group->follows.at,
					"no group has the name '%s': nobody decides for the one "
					"that follows it",
					group->follows.s);
		}
}

/* ---- one group ---- */

static void lower_addresses(struct lowering *lo, const struct interface *interface,
			    const struct fhrp_group *group, struct vrrp_object *vrrp)
{
	VEC_FOREACH (address, &group->addresses) {
		if (!is_on(interface, address->addr))
			diag_at(lo->diags, DIAG_VIRTUAL_ADDRESS, address->at,
				"this virtual address is on no network of %s", interface->name);
		vec_push(lo->arena, &vrrp->addresses, address->addr);
	}
}

static void report_divergences(struct lowering *lo, const struct fhrp_group *group)
{
	if (group->kind == FHRP_HSRP)
		lower_divergence(lo, DIAG_HSRP_AS_VRRP, group->at,
				 "a group of HSRP speaks VRRP: the other router must, too");
	lower_divergence(lo, DIAG_VIRTUAL_MAC, group->at,
			 "a virtual address has the MAC address of the router that serves it; "
			 "neighbours are told when it moves");
}

/* The group's first line, unless that is the one with its password. */
static const char *origin_of(struct lowering *lo, const struct fhrp_group *group)
{
	uint32_t end = group->text_at.off + group->text_at.len;

	if (!group->text_at.len || group->at.off + group->at.len != end)
		return lower_origin(lo, group->at);
	return arena_printf(lo->arena, "%s %u", group->kind == FHRP_HSRP ? "standby" : "vrrp",
			    group->number);
}

static void lower_group(struct lowering *lo, const struct interface *interface, uint16_t device,
			const struct fhrp_group *group, uint32_t vrid, struct leader *leaders)
{
	struct leader *leader = NULL;
	bool hsrp = group->kind == FHRP_HSRP;
	uint32_t hello = group->hello ? group->hello : hsrp ? HSRP_HELLO : VRRP_ADVERTISE;
	struct vrrp_object vrrp = {
		.device = lo->plan->devices.at[device].device,
		.vrid = vrid,
		.name = arena_printf(lo->arena, "%s-%s-%u", lo->plan->devices.at[device].device,
				     hsrp ? "hsrp" : "vrrp", group->number),
		.priority = group->priority < PRIORITY_MIN   ? PRIORITY_MIN
			    : group->priority > PRIORITY_MAX ? PRIORITY_MAX
							     : group->priority,
		.preempt = hsrp ? group->preempt : !group->no_preempt,
		.delay = group->delay,
		.advertise = hello,
		.version = (group->v3 && !group->speaks_v2) || hello % 1000 ? 3 : 2,
		.password = group->text,
	};

	if (vrrp.password && vrrp.version == 3) {
		diag_at(lo->diags, DIAG_NOT_TRANSLATED, group->text_at,
			"authentication is not translated: version 3 of VRRP, which times of less "
			"than a second need, has none");
		vrrp.password = NULL;
	}

	if (group->name)
		HASH_FIND_STR(leaders, group->name, leader);
	if (leader) {
		leader->found = true;
		memcpy(&vrrp.followers, &leader->followers, sizeof vrrp.followers);
	}
	lower_addresses(lo, interface, group, &vrrp);
	lower_tracked(lo, group, &vrrp);
	report_divergences(lo, group);
	lower_item(lo, OBJECT_VRRP, origin_of(lo, group))->vrrp = vrrp;
}

static void lower_groups(struct lowering *lo, const struct interface *interface, uint16_t device,
			 struct leader *leaders)
{
	uint32_t *vrids = arena_alloc(lo->arena, interface->fhrp.len * sizeof *vrids);

	for (uint32_t i = 0; i < interface->fhrp.len; i++) {
		const struct fhrp_group *group = &interface->fhrp.at[i];

		vrids[i] = 0;
		if (group->shutdown || follows(group))
			continue;
		if (!group->addresses.len) {
			diag_at(lo->diags, DIAG_VIRTUAL_ADDRESS, group->at,
				"this group has no virtual address%s: it is left out",
				group->learns ? " of its own, and VRRP teaches none" : "");
			continue;
		}
		vrids[i] = vrid_of(interface, i, vrids);
		if (vrids[i])
			lower_group(lo, interface, device, group, vrids[i], leaders);
		else
			diag_at(lo->diags, DIAG_VIRTUAL_ADDRESS, group->at,
				"more than %d groups on one interface: this one is left out",
				VRID_MAX);
	}
}

void lower_fhrp(struct lowering *lo)
{
	struct leader *leaders = find_followers(lo);
	const struct interface *interface;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		uint16_t device = lower_any_device(lo, interface);

		if (interface->fhrp.len && device != NO_DEVICE)
			lower_groups(lo, interface, device, leaders);
	}
	report_lost(lo, leaders);
	HASH_CLEAR(hh, leaders);
}
