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

enum { HOST_LEN = 32 };

struct nat_taken {
	struct taken_key {
		uint32_t device, addr, addr_len;
		uint16_t port, proto;
		const void *group;
	} key;
	UT_hash_handle hh;
};

static const char *const form_names[] = {
#define X(symbol, name) name,
	FORMS(X)
#undef X
};

static const char *const family_names[] = {
	[NAT_INSIDE_SOURCE] = "",
	[NAT_OUTSIDE_SOURCE] = "outside_",
	[NAT_NVI_SOURCE] = "nvi_",
};

static bool take(struct lowering *lo, struct nat_taken **table, const struct taken_key *key)
{
	struct nat_taken *taken;

	HASH_FIND(hh, *table, key, sizeof *key, taken);
	if (taken)
		return false;
	taken = arena_new_object(lo->arena, struct nat_taken);
	memcpy(&taken->key, key, sizeof *key);
	HASH_ADD(hh, *table, key, sizeof taken->key, taken);
	return true;
}

static bool is_taken(struct nat_taken *table, const struct taken_key *key)
{
	struct nat_taken *taken;

	HASH_FIND(hh, table, key, sizeof *key, taken);
	return taken;
}

/* Keys are compared as bytes. */
static struct taken_key *key_new(struct lowering *lo)
{
	return arena_new_object(lo->arena, struct taken_key);
}

struct nat_group *nat_group_in(struct nat_lowering *nat, enum nat_kind kind,
			       const struct route_map *map, const char *vrf)
{
	struct group_key key;
	struct nat_group *group;

	memset(&key, 0, sizeof key); /* it is compared as bytes */
	key.map = map;
	key.vrf = vrf;
	key.kind = kind;
	HASH_FIND(hh, nat->groups, &key, sizeof key, group);
	if (group)
		return group;
	group = arena_new_object(nat->lo->arena, struct nat_group);
	memcpy(&group->key, &key, sizeof key);
	HASH_ADD(hh, nat->groups, key, sizeof group->key, group);
	return group;
}

/* ---- maps -------------------------------------------------------------------------------------
 */

static enum form form_of(const struct nat_static *entry)
{
	if (entry->len < HOST_LEN)
		return FORM_NETWORK;
	if (entry->proto == NAT_PROTO_ANY)
		return FORM_ADDRESS;
	return entry->global_port ? FORM_PORT : FORM_PROTO;
}

/* Key and data of a form; outward maps of inside addresses begin with the uplink. */
static struct set_object shape(enum form form, bool by_device)
{
	struct set_object set = {.interval = form == FORM_NETWORK};

	if (by_device)
		set.key[set.keys++] = TYPE_IFNAME;
	set.key[set.keys++] = TYPE_IPV4;
	set.data[set.datas++] = TYPE_IPV4;
	if (form == FORM_PORT || form == FORM_PROTO)
		set.key[set.keys++] = TYPE_PROTO;
	if (form == FORM_PORT) {
		set.key[set.keys++] = TYPE_SERVICE;
		set.data[set.datas++] = TYPE_SERVICE;
	}
	return set;
}

static const char *name_in_vrf(struct lowering *lo, const char *name, const char *vrf)
{
	return vrf ? arena_printf(lo->arena, "%s/vrf/%s", name, lower_identifier(lo, vrf)) : name;
}

static const struct set_object *map_in(struct nat_lowering *nat, struct nat_group *group,
				       enum form form)
{
	struct set_object set = shape(form, false);

	if (!group->in[form]) {
		set.name = arena_printf(nat->lo->arena, "%s%s_in", family_names[group->key.kind],
					form_names[form]);
		set.name = name_in_vrf(nat->lo, set.name, group->key.vrf);
		group->in[form] = lower_set(nat->lo, set);
	}
	return group->in[form];
}

static const struct set_object *map_out(struct nat_lowering *nat, struct nat_group *group,
					enum form form)
{
	struct set_object set = shape(form, group->key.kind != NAT_OUTSIDE_SOURCE);
	struct lowering *lo = nat->lo;

	if (!group->out[form]) {
		set.name = arena_printf(lo->arena, "%s%s_out", family_names[group->key.kind],
					form_names[form]);
		if (group->key.map)
			set.name = arena_printf(lo->arena, "%s/%s", set.name,
						lower_identifier(lo, group->key.map->name));
		set.name = name_in_vrf(lo, set.name, group->key.vrf);
		group->out[form] = lower_set(lo, set);
	}
	return group->out[form];
}

/* The keys of map_in() as a set. */
static const struct set_object *published_set(struct nat_lowering *nat, struct nat_group *group,
					      enum form form)
{
	struct set_object set = shape(form, false);

	set.datas = 0;
	if (!group->published[form]) {
		set.name = arena_printf(nat->lo->arena, "%s_published", form_names[form]);
		set.name = name_in_vrf(nat->lo, set.name, group->key.vrf);
		group->published[form] = lower_set(nat->lo, set);
	}
	return group->published[form];
}

/* ---- elements ---------------------------------------------------------------------------------
 */

static struct nft_value value_address(struct value addr, uint8_t len)
{
	return (struct nft_value){.type = TYPE_IPV4, .len = len, .addr = addr};
}

static struct value constant(uint32_t addr)
{
	return (struct value){.kind = VALUE_CONST, .addr = addr};
}

static struct nft_value value_number(enum nft_type type, uint32_t number)
{
	return (struct nft_value){.type = (uint8_t)type, .number = number};
}

static struct nft_value value_device(const char *device)
{
	return (struct nft_value){.type = TYPE_IFNAME, .name = device};
}

static void add_key(struct element_object *element, struct nft_value value)
{
	element->key[element->keys++] = value;
}

static void add_data(struct element_object *element, struct nft_value value)
{
	element->data[element->datas++] = value;
}

/* An element that is there while the entry's track is up. */
static struct element_object *add_element(struct lowering *lo, const struct nat_static *entry,
					  const char *set)
{
	struct element_object *element =
		&lower_item(lo, OBJECT_ELEMENT, lower_origin(lo, entry->at))->element;

	element->set = set;
	return element;
}

static void require_track(struct lowering *lo, const struct nat_static *entry)
{
	if (entry->extra && entry->extra->track)
		lower_require(lo, lower_item_guard(lo),
			      lower_track_condition(lo, entry->extra->track), true);
}

/* FROM, with its port, becomes TO. */
static void fill(struct element_object *element, const struct nat_static *entry, struct value from,
		 uint16_t from_port, struct value to, uint16_t to_port)
{
	enum form form = form_of(entry);

	add_key(element, value_address(from, entry->len));
	add_data(element, value_address(to, entry->len));
	if (form == FORM_PORT || form == FORM_PROTO)
		add_key(element, value_number(TYPE_PROTO, entry->proto));
	if (form == FORM_PORT) {
		add_key(element, value_number(TYPE_SERVICE, from_port));
		add_data(element, value_number(TYPE_SERVICE, to_port));
	}
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
	const struct set_object *map = map_in(nat, group, form_of(entry));
	struct taken_key *key = key_new(lo);
	struct element_object *element;

	key->addr = global.addr;
	key->addr_len = entry->len;
	key->port = entry->global_port;
	key->proto = entry->proto;
	/* one address and port of the global table leads into one VRF */
	key->group =
		nat_static_leaves(lo, entry) ? nat_group_in(nat, entry->kind, NULL, NULL) : group;
	if (global.kind == VALUE_CONST && !take(lo, &nat->inward, key)) {
		if (!entry->route_map.to)
			report_taken(lo, entry, global.addr);
		return;
	}
	element = add_element(lo, entry, map->name);
	fill(element, entry, global, entry->global_port, constant(entry->local), entry->local_port);
	require_track(lo, entry);
}

static struct taken_key *outward_key(struct nat_lowering *nat, const struct nat_static *entry,
				     uint16_t device)
{
	struct taken_key *key = key_new(nat->lo);

	key->device = device;
	key->addr = entry->local;
	key->addr_len = entry->len;
	key->port = entry->local_port;
	key->proto = entry->proto;
	key->group = nat_group_in(nat, entry->kind, entry->route_map.to, entry->vrf);
	return key;
}

/* From inside by DEVICE: the reverse. Of several entries for one local address the first counts. */
static void add_outward(struct nat_lowering *nat, const struct nat_static *entry,
			struct value global, uint16_t device)
{
	struct lowering *lo = nat->lo;
	struct nat_group *group = nat_group_in(nat, entry->kind, entry->route_map.to, entry->vrf);
	struct element_object *element;

	if (!take(lo, &nat->outward, outward_key(nat, entry, device)))
		return;
	element = add_element(lo, entry, map_out(nat, group, form_of(entry))->name);
	if (device != NO_DEVICE)
		add_key(element, value_device(lo->plan->devices.at[device].device));
	fill(element, entry, constant(entry->local), entry->local_port, global, entry->global_port);
	require_track(lo, entry);
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
	add_outward(nat, entry, global, device);
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
		if (!may_leave(nat->lo, entry, *device))
			continue;
		if (!nat->lo->safe)
			add_outward(nat, entry, global_of(nat->lo, entry), *device);
		if (is_taken(nat->outward, outward_key(nat, entry, *device)))
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
	enum form form = form_of(entry);
	struct element_object *element =
		add_element(nat->lo, entry, published_set(nat, group, form)->name);

	fill(element, entry, global, entry->global_port, constant(0), 0);
	element->datas = 0;
	require_track(nat->lo, entry);
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
}

void lower_nat_statics_free(struct nat_lowering *nat)
{
	HASH_CLEAR(hh, nat->inward);
	HASH_CLEAR(hh, nat->outward);
	nat_aliases_free(nat);
	HASH_CLEAR(hh, nat->groups);
}
