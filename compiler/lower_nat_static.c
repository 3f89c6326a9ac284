/*
 * Static NAT as maps both ways. Inward, an entry is found by its global address on any outside
 * interface, as on IOS. Outward, the uplink is part of the key: an address must not appear on
 * another uplink's wire. Entries with a route-map have outward maps of their own, which the
 * route-map's chain asks for what it permits.
 *
 * Entries of `outside source` are the same the other way round: from inside, the address by which
 * an outside host is known leads to its own.
 */
#include <string.h>

#include "fib.h"
#include "lower_nat_static.h"

struct nat_group *nat_group_in(struct nat_lowering *nat, enum nat_kind kind,
			       const struct route_map *map, const char *vrf)
{
	struct group_key key;
	struct nat_group *group = nat->group;

	/* mostly it is that of the entry before */
	if (group && group->key.kind == kind && group->key.map == map && group->key.vrf == vrf)
		return group;
	memset(&key, 0, sizeof key); /* it is compared as bytes */
	key.map = map;
	key.vrf = vrf;
	key.kind = kind;
	HASH_FIND(hh, nat->groups, &key, sizeof key, group);
	if (!group) {
		group = arena_new_object(nat->lo->arena, struct nat_group);
		memcpy(&group->key, &key, sizeof key);
		group->number = HASH_COUNT(nat->groups);
		HASH_ADD(hh, nat->groups, key, sizeof group->key, group);
	}
	nat->group = group;
	return group;
}

/* ---- elements ---------------------------------------------------------------------------------
 */

static struct value constant(uint32_t addr)
{
	return (struct value){.kind = VALUE_CONST, .addr = addr};
}

/* An interface and its address may both be named; what is literally the same the model refuses. */
static void report_taken(struct lowering *lo, const struct nat_static *entry, uint32_t global)
{
	char buf[IP_TEXT_SIZE];

	if (!entry->global_port)
		diag_at(lo->diags, DIAG_NONE, entry->global_at,
			"another static entry has the global address '%s'", ip_text(buf, global));
	else
		diag_at(lo->diags, DIAG_NONE, entry->global_at,
			"another static entry has port %u of the global address '%s'",
			entry->global_port, ip_text(buf, global));
}

/*
 * From outside: the global address, and port, lead to the local one. Of entries that differ by
 * their route-maps the first counts.
 */
static void add_inward(struct nat_lowering *nat, const struct nat_static *entry,
		       struct value global)
{
	struct lowering *lo = nat->lo;
	struct nat_group *group = nat_group_in(nat, entry->kind, NULL, entry->vrf);
	struct nat_key key = {
		.addr = global.addr,
		.len = entry->len,
		.port = entry->global_port,
		.proto = entry->proto,
		/* one address and port of the global table leads into one VRF */
		.group = nat_static_leaves(lo, entry)
				 ? nat_group_in(nat, entry->kind, NULL, NULL)->number
				 : group->number,
	};

	if (global.kind == VALUE_CONST && !nat_take(nat, &nat->inward, &key)) {
		if (!entry->route_map.to)
			report_taken(lo, entry, global.addr);
		return;
	}
	nat_map_add(nat, nat_map_in(nat, group, nat_form(entry)),
		    &(struct nat_turn){.entry = entry,
				       .device = NO_DEVICE,
				       .from = global,
				       .from_port = entry->global_port,
				       .to = constant(entry->local),
				       .to_port = entry->local_port});
}

static struct nat_key outward_key(struct nat_lowering *nat, const struct nat_static *entry,
				  uint16_t device)
{
	return (struct nat_key){
		.device = device,
		.addr = entry->local,
		.len = entry->len,
		.port = entry->local_port,
		.proto = entry->proto,
		.group = nat_group_in(nat, entry->kind, entry->route_map.to, entry->vrf)->number};
}

/* From inside by DEVICE: the reverse. Of several entries for one local address the first counts. */
static void add_outward(struct nat_lowering *nat, const struct nat_static *entry,
			struct value global, uint16_t device)
{
	struct nat_group *group = nat_group_in(nat, entry->kind, entry->route_map.to, entry->vrf);
	const struct nat_key key = outward_key(nat, entry, device);

	if (nat_take(nat, &nat->outward, &key))
		nat_map_add(nat, nat_map_out(nat, group, nat_form(entry)),
			    &(struct nat_turn){.entry = entry,
					       .device = device,
					       .from = constant(entry->local),
					       .from_port = entry->local_port,
					       .to = global,
					       .to_port = entry->global_port});
}

/* The uplink on whose network ADDR is, or NO_DEVICE. */
static uint16_t uplink_of(const struct lowering *lo, uint32_t addr)
{
	uint16_t device = nat_network_of(lo, addr);

	return device != NO_DEVICE && lo->plan->devices.at[device].outside ? device : NO_DEVICE;
}

/* ---- entries ----------------------------------------------------------------------------------
 */

static struct value global_of(const struct lowering *lo, const struct nat_static *entry)
{
	uint16_t device = lower_device(lo, entry->interface.to);

	if (!entry->interface.name.s)
		return constant(entry->global);
	if (lo->plan->devices.at[device].dynamic)
		return (struct value){.kind = VALUE_ADDRESS, .device = device};
	return constant(lo->plan->devices.at[device].address);
}

/* `egress-interface` alone says where packets from inside leave; one that is not there lets none.
 */
static bool lower_by_egress(struct nat_lowering *nat, const struct nat_static *entry,
			    struct value global)
{
	uint16_t device;

	if (!entry->extra || !entry->extra->egress.name.s || entry->kind == NAT_OUTSIDE_SOURCE)
		return false;
	device = lower_any_device(nat->lo, entry->extra->egress.to);
	if (device != NO_DEVICE)
		add_outward(nat, entry, global, device);
	return true;
}

static void lower_on_interface(struct nat_lowering *nat, const struct nat_static *entry)
{
	uint16_t device = lower_device(nat->lo, entry->interface.to);
	struct value global;

	if (device == NO_DEVICE)
		return;
	global = global_of(nat->lo, entry);
	add_inward(nat, entry, global);
	if (lower_by_egress(nat, entry, global))
		return;
	/* a loopback's address is no uplink's */
	if (!nat->lo->plan->devices.at[device].outside) {
		if (entry->kind != NAT_OUTSIDE_SOURCE)
			vec_push(nat->lo->arena, &nat->anywhere, entry);
		return;
	}
	add_outward(nat, entry, global, entry->kind == NAT_OUTSIDE_SOURCE ? NO_DEVICE : device);
	if (entry->kind != NAT_OUTSIDE_SOURCE)
		vec_push(nat->lo->arena, &nat->own_exit, entry);
}

static void lower_on_address(struct nat_lowering *nat, const struct nat_static *entry)
{
	struct value global = constant(entry->global);
	uint16_t device = uplink_of(nat->lo, entry->global);

	add_inward(nat, entry, global);
	nat_add_aliases(nat, entry);
	if (lower_by_egress(nat, entry, global))
		return;
	if (entry->kind == NAT_OUTSIDE_SOURCE)
		add_outward(nat, entry, global, NO_DEVICE);
	else if (device != NO_DEVICE)
		add_outward(nat, entry, global, device);
	if (entry->kind != NAT_OUTSIDE_SOURCE && device != NO_DEVICE)
		vec_push(nat->lo->arena, &nat->own_exit, entry);
	else if (entry->kind != NAT_OUTSIDE_SOURCE && device == NO_DEVICE)
		vec_push(nat->lo->arena, &nat->anywhere, entry);
}

/* May what ENTRY translates leave by DEVICE? The NAT virtual interface has no sides. */
static bool may_leave(const struct lowering *lo, const struct nat_static *entry, uint16_t device)
{
	const struct interface *interface = lo->device[device].interface;

	if (entry->kind == NAT_NVI_SOURCE && interface->nat == NAT_ENABLED)
		return lower_device(lo, interface) != NO_DEVICE;
	return lo->plan->devices.at[device].outside;
}

/* Of many devices few are uplinks, and there may be as many entries as devices. */
static void find_ways(struct nat_lowering *nat)
{
	const struct plan *plan = nat->lo->plan;

	for (uint16_t device = 0; device < plan->devices.len; device++)
		if (plan->devices.at[device].outside ||
		    nat->lo->device[device].interface->nat == NAT_ENABLED)
			vec_push(nat->lo->arena, &nat->ways, device);
}

/* After those that belong to one uplink, which go before them there. */
static void lower_anywhere(struct nat_lowering *nat)
{
	VEC_FOREACH (entry, &nat->anywhere)
		VEC_FOREACH (device, &nat->ways)
			if (may_leave(nat->lo, *entry, *device))
				add_outward(nat, *entry, global_of(nat->lo, *entry), *device);
}

/* IOS takes the entry by whatever uplink a packet leaves, and the other provider drops it. True
 * once that is told. */
static bool lower_elsewhere(struct nat_lowering *nat, const struct nat_static *entry)
{
	VEC_FOREACH (device, &nat->ways) {
		struct nat_key key;

		if (!may_leave(nat->lo, entry, *device))
			continue;
		if (!nat->lo->safe)
			add_outward(nat, entry, global_of(nat->lo, entry), *device);
		key = outward_key(nat, entry, *device);
		if (nat_is_taken(nat, &nat->outward, &key))
			continue;
		lower_divergence(nat->lo, DIAG_STATIC_EXIT, entry->at,
				 "what leaves by another uplink than the entry's own is not "
				 "translated by it");
		return true;
	}
	return false;
}

/* What is asked for it goes on in the VRF. */
static void publish(struct nat_lowering *nat, const struct nat_static *entry, struct value global)
{
	struct nat_group *group = nat_group_in(nat, entry->kind, NULL, entry->vrf);

	nat_map_add(nat, nat_map_published(nat, group, nat_form(entry)),
		    &(struct nat_turn){.entry = entry,
				       .device = NO_DEVICE,
				       .from = global,
				       .from_port = entry->global_port});
}

/* An entry of a VRF whose global address is the global table's. */
static void lower_out_of_vrf(struct nat_lowering *nat, const struct nat_static *entry)
{
	const struct plan *plan = nat->lo->plan;
	struct value global = global_of(nat->lo, entry);
	uint16_t own = entry->interface.name.s ? lower_device(nat->lo, entry->interface.to)
					       : uplink_of(nat->lo, entry->global);

	add_inward(nat, entry, global);
	publish(nat, entry, global);
	VEC_FOREACH (device, &nat->ways)
		if (plan->devices.at[*device].outside && (own == NO_DEVICE || own == *device))
			add_outward(nat, entry, global, *device);
	if (!entry->interface.name.s)
		nat_add_aliases(nat, entry);
}

static void lower_in_vrf(struct nat_lowering *nat, const struct nat_static *entry)
{
	uint16_t device = nat_vrf_device(nat->lo, entry);
	const struct plan_device *at;
	struct value global = {.kind = VALUE_ADDRESS, .device = device};

	if (device == NO_DEVICE)
		return;
	at = &nat->lo->plan->devices.at[device];
	if (!entry->interface.name.s)
		global = constant(entry->global);
	else if (!at->dynamic)
		global = constant(at->address);
	add_inward(nat, entry, global);
	add_outward(nat, entry, global, device);
	nat_add_alias_in_vrf(nat, entry, device);
}

static void lower_entry(struct nat_lowering *nat, const struct nat_static *entry)
{
	/* route-maps are asked in the order of their first entries, wherever these may leave */
	nat_group_in(nat, entry->kind, entry->route_map.to, entry->vrf);
	if (entry->vrf && nat_static_leaves(nat->lo, entry))
		lower_out_of_vrf(nat, entry);
	else if (entry->vrf)
		lower_in_vrf(nat, entry);
	else if (entry->interface.name.s)
		lower_on_interface(nat, entry);
	else
		lower_on_address(nat, entry);
}

static void report_divergences(struct lowering *lo, const struct nat_static *entry)
{
	if (entry->route_map.to)
		lower_divergence(lo, DIAG_STATIC_MAP_INWARD, entry->at,
				 "from outside the entry is found by its global address alone: its "
				 "route-map is asked outward only");
	if (entry->kind == NAT_OUTSIDE_SOURCE)
		lower_divergence(lo, DIAG_OUTSIDE_ROUTE, entry->at,
				 "packets to an outside host are routed by its own address, not by "
				 "the one that stands for it inside");
}

/* An entry whose route-map is not there translates nothing outward, and is as good as none. */
static bool is_ours(const struct lowering *lo, const struct nat_static *entry)
{
	if (entry->vrf)
		return nat_static_in_vrf(lo, entry);
	return !entry->untranslated && (!entry->route_map.name.s || entry->route_map.to);
}

/* An interface that has no address, and learns none, gives an entry nothing to translate to. */
static bool has_global(struct lowering *lo, const struct nat_static *entry)
{
	uint16_t device = lower_any_device(lo, entry->interface.to);
	const struct plan_device *at;

	if (!entry->interface.name.s || device == NO_DEVICE)
		return true;
	at = &lo->plan->devices.at[device];
	if (at->dynamic || at->has_address)
		return true;
	diag_at(lo->diags, DIAG_NO_TRANSLATION, entry->global_at,
		"'%s' has no address: this entry translates nothing", entry->interface.to->name);
	return false;
}

void lower_nat_statics(struct nat_lowering *nat)
{
	const struct nat *model = &nat->lo->router->nat;

	nat_take_own_addresses(nat);
	nat_maps_begin(nat);
	find_ways(nat);
	for (int with_map = 0; with_map < 2; with_map++)
		VEC_FOREACH (entry, &model->statics)
			if (!entry->route_map.to == !with_map && is_ours(nat->lo, entry) &&
			    has_global(nat->lo, entry)) {
				lower_entry(nat, entry);
				report_divergences(nat->lo, entry);
			}
	lower_anywhere(nat);
	VEC_FOREACH (entry, &nat->own_exit)
		if (!nat->lo->safe || !nat_map_names_exit((*entry)->route_map.to))
			if (lower_elsewhere(nat, *entry))
				break;
	nat_taken_free(nat, &nat->inward);
	nat_taken_free(nat, &nat->outward);
	nat_maps_end(nat);
}

void lower_nat_statics_free(struct nat_lowering *nat)
{
	nat_aliases_free(nat);
	HASH_CLEAR(hh, nat->groups);
}
