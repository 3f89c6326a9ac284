/*
 * What the maps of static NAT hold. An element is a row of numbers (struct rows_object), unless the
 * state has a say in it: a track, an address that is learnt, or a network, whose map has intervals.
 * One such, and all of its map are elements of their own, in the order of the entries, since two
 * may come to have one key, of which the earlier counts.
 */
#include <stdlib.h>
#include <string.h>

#include "lower_nat_static.h"
#include "plan_rows.h"

enum { HOST_LEN = 32 };

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

/* ---- what is taken ---- */

static uint32_t key_hash(const void *owner, const void *row)
{
	const struct nat_key *key = row;
	uint64_t hash = row_mix(0, (uint64_t)key->addr << 32 | key->group);

	(void)owner;
	hash = row_mix(hash, (uint64_t)key->device << 32 | (uint64_t)key->port << 16 |
				     (uint64_t)key->len << 8 | key->proto);
	return (uint32_t)(hash >> 16);
}

static bool key_equal(const void *owner, const void *a, const void *b)
{
	const struct nat_key *x = a, *y = b;

	(void)owner;
	return x->addr == y->addr && x->group == y->group && x->device == y->device &&
	       x->port == y->port && x->len == y->len && x->proto == y->proto;
}

static bool key_gone(const void *row)
{
	(void)row;
	return false;
}

static struct rows keys_of(const struct nat_lowering *nat, const struct nat_taken *taken)
{
	static const struct row_key keys = {sizeof(struct nat_key), key_hash, key_equal, key_gone};

	return (struct rows){nat->lo->arena, &keys, NULL, taken->keys.at, taken->keys.len};
}

bool nat_is_taken(struct nat_lowering *nat, struct nat_taken *taken, const struct nat_key *key)
{
	const struct rows rows = keys_of(nat, taken);

	return row_find(&taken->index, &rows, key) != ROW_NONE;
}

bool nat_take(struct nat_lowering *nat, struct nat_taken *taken, const struct nat_key *key)
{
	struct rows rows;

	if (nat_is_taken(nat, taken, key))
		return false;
	vec_push(nat->lo->arena, &taken->keys, *key);
	rows = keys_of(nat, taken);
	row_pushed(&taken->index, &rows);
	return true;
}

void nat_taken_free(struct nat_lowering *nat, struct nat_taken *taken)
{
	row_drop(&taken->index, nat->lo->arena);
	vec_free(nat->lo->arena, &taken->keys);
}

/* ---- maps ---- */

enum form nat_form(const struct nat_static *entry)
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

static struct nat_map *map_new(struct nat_lowering *nat, struct set_object set)
{
	struct nat_map *map = arena_new_object(nat->lo->arena, struct nat_map);

	map->set = lower_set(nat->lo, set);
	map->plain = !set.interval;
	vec_push(nat->lo->arena, &nat->maps, map);
	return map;
}

struct nat_map *nat_map_in(struct nat_lowering *nat, struct nat_group *group, enum form form)
{
	struct set_object set = shape(form, false);

	if (!group->in[form]) {
		set.name = arena_printf(nat->lo->arena, "%s%s_in", family_names[group->key.kind],
					form_names[form]);
		set.name = name_in_vrf(nat->lo, set.name, group->key.vrf);
		group->in[form] = map_new(nat, set);
	}
	return group->in[form];
}

struct nat_map *nat_map_out(struct nat_lowering *nat, struct nat_group *group, enum form form)
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
		group->out[form] = map_new(nat, set);
	}
	return group->out[form];
}

struct nat_map *nat_map_published(struct nat_lowering *nat, struct nat_group *group, enum form form)
{
	struct set_object set = shape(form, false);

	set.datas = 0;
	if (!group->published[form]) {
		set.name = arena_printf(nat->lo->arena, "%s_published", form_names[form]);
		set.name = name_in_vrf(nat->lo, set.name, group->key.vrf);
		group->published[form] = map_new(nat, set);
	}
	return group->published[form];
}

/* ---- elements ---- */

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Loopbacks may share one name. */
void nat_maps_begin(struct nat_lowering *nat)
{
	const struct plan *plan = nat->lo->plan;
	struct arena *arena = nat->lo->arena;
	uint32_t n = 0;

	if (!nat->lo->router->nat.statics.len)
		return;
	nat->lines = arena_alloc(arena, nat->lo->router->nat.statics.len * sizeof *nat->lines);
	nat->names = arena_alloc(arena, (plan->devices.len + 1) * sizeof *nat->names);
	nat->name_of = arena_alloc(arena, (plan->devices.len + 1) * sizeof *nat->name_of);
	VEC_FOREACH (device, &plan->devices)
		nat->names[n++] = device->device;
	qsort(nat->names, n, sizeof *nat->names, by_name);
	for (uint32_t i = 0; i < n; i++) {
		const char **found = bsearch(&plan->devices.at[i].device, nat->names, n,
					     sizeof *nat->names, by_name);

		while (found > nat->names && !by_name(found, found - 1))
			found--;
		nat->name_of[i] = (uint32_t)(found - nat->names);
	}
}

/* The number of ENTRY's line. */
static uint32_t line_of(struct nat_lowering *nat, const struct nat_static *entry)
{
	uint32_t i = (uint32_t)(entry - nat->lo->router->nat.statics.at);

	if (!nat->lines[i].origin)
		nat->lines[i].origin = lower_line_origin(nat->lo, entry->at);
	return i;
}

static uint32_t track_of(const struct nat_static *entry)
{
	return entry->extra ? entry->extra->track : 0;
}

static void put_row(struct nat_lowering *nat, struct nat_map *map, const struct nat_turn *turn)
{
	struct arena *arena = nat->lo->arena;
	enum form form = nat_form(turn->entry);

	vec_push(arena, &map->at, line_of(nat, turn->entry));
	if (turn->device != NO_DEVICE)
		vec_push(arena, &map->at, nat->name_of[turn->device]);
	vec_push(arena, &map->at, turn->from.addr);
	if (form == FORM_PORT || form == FORM_PROTO)
		vec_push(arena, &map->at, turn->entry->proto);
	if (form == FORM_PORT)
		vec_push(arena, &map->at, turn->from_port);
	if (map->set->datas)
		vec_push(arena, &map->at, turn->to.addr);
	if (map->set->datas && form == FORM_PORT)
		vec_push(arena, &map->at, turn->to_port);
}

static struct rows_object rows_of(const struct nat_lowering *nat, const struct nat_map *map)
{
	struct rows_object rows = {.set = map->set->name,
				   .keys = map->set->keys,
				   .datas = map->set->datas,
				   .lines_in_file = true,
				   .at = map->at.at,
				   .lines = nat->lines,
				   .names = nat->names};

	memcpy(rows.type, map->set->key, sizeof rows.type);
	memcpy(rows.data, map->set->data, sizeof rows.data);
	rows.n = map->at.len / rows_width(&rows);
	return rows;
}

/* What were to be rows become elements. */
static void spread(struct nat_lowering *nat, struct nat_map *map)
{
	const struct rows_object rows = rows_of(nat, map);

	for (uint32_t i = 0; i < rows.n; i++)
		rows_element_new(nat->lo->arena, &rows, i,
				 lower_item(nat->lo, OBJECT_ELEMENT, NULL));
	arena_release(nat->lo->arena, map->at.at, map->at.cap * sizeof *map->at.at);
	memset(&map->at, 0, sizeof map->at);
	map->plain = false;
}

static void add_key(struct element_object *element, struct nft_value value)
{
	element->key[element->keys++] = value;
}

static void add_data(struct element_object *element, struct nft_value value)
{
	element->data[element->datas++] = value;
}

static struct nft_value value_address(struct value addr, uint8_t len)
{
	return (struct nft_value){.type = TYPE_IPV4, .len = len, .addr = addr};
}

static struct nft_value value_number(enum nft_type type, uint32_t number)
{
	return (struct nft_value){.type = (uint8_t)type, .number = number};
}

/* It is there while the entry's track is up. */
static void add_element(struct nat_lowering *nat, const struct nat_map *map,
			const struct nat_turn *turn)
{
	struct lowering *lo = nat->lo;
	const struct nat_static *entry = turn->entry;
	const char *origin = nat->lines[line_of(nat, entry)].origin;
	struct element_object *element = &lower_item(lo, OBJECT_ELEMENT, origin)->element;
	enum form form = nat_form(entry);

	element->set = map->set->name;
	element->line_in_file = true;
	element_room(lo->arena, element, NFT_KEY_MAX, NFT_DATA_MAX);
	element->keys = element->datas = 0;
	if (turn->device != NO_DEVICE)
		add_key(element,
			(struct nft_value){.type = TYPE_IFNAME,
					   .name = lo->plan->devices.at[turn->device].device});
	add_key(element, value_address(turn->from, entry->len));
	add_data(element, value_address(turn->to, entry->len));
	if (form == FORM_PORT || form == FORM_PROTO)
		add_key(element, value_number(TYPE_PROTO, entry->proto));
	if (form == FORM_PORT) {
		add_key(element, value_number(TYPE_SERVICE, turn->from_port));
		add_data(element, value_number(TYPE_SERVICE, turn->to_port));
	}
	element->datas = map->set->datas;
	if (track_of(entry))
		lower_require(lo, lower_item_guard(lo), lower_track_condition(lo, track_of(entry)),
			      true);
}

void nat_map_add(struct nat_lowering *nat, struct nat_map *map, const struct nat_turn *turn)
{
	bool constant = turn->from.kind == VALUE_CONST && turn->to.kind == VALUE_CONST;

	if (map->plain && constant && !track_of(turn->entry)) {
		put_row(nat, map, turn);
		return;
	}
	if (map->plain)
		spread(nat, map);
	add_element(nat, map, turn);
}

void nat_maps_end(struct nat_lowering *nat)
{
	VEC_FOREACH (map, &nat->maps) {
		struct rows_object rows = rows_of(nat, *map);

		if (!rows.n)
			continue;
		rows_sort(&rows, (*map)->at.at);
		lower_item(nat->lo, OBJECT_ROWS, NULL)->rows = rows;
	}
}
