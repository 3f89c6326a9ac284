/*
 * Static translations that come and go. Of those with no more than addresses, and ports of TCP or
 * UDP, each is a row of two maps: inward by its global address, outward by its local one, once for
 * each uplink that it may leave by (lower_nat_static.c). A row changes nothing about other rows, as
 * long as these are of other keys. So nothing is found
 *
 *   - where two entries want one key, or did; or one with a condition, of a VRF or of a network
 *     says something of the same addresses;
 *   - where the router begins or ends to answer ARP for an address: that is no matter of the table,
 *     and until it follows, what is sent there would be the router's own;
 *   - where a pool has the address, and is to spare it;
 *   - where a map begins or ends: that is rules;
 *   - where `no` takes entries back: what stands in the text is not all that counts then.
 */
#include <string.h>

#include "edit_kinds.h"
#include "edit_rows.h"
#include "grammar/ip.h"
#include "lower_nft.h"
#include "plan_rows.h"

enum { HOST_LEN = 32, CHANGED_MAX = 32, INWARD = 0, OUTWARD, SIDES };

static const char statement[] = "ip nat inside source static ";

/* Their maps: of whole addresses, and of ports. */
static const char *const map_names[][SIDES] = {{"static_in", "static_out"},
					       {"static_pat_in", "static_pat_out"}};

enum { MAPS = sizeof map_names / sizeof *map_names };

/* An entry that comes or goes. */
struct changed {
	const struct nat_static *entry;
	uint32_t line; /* that rows know it by; of one that comes, among these */
	const char *origin; /* of one that comes */
	uint32_t global;
	VEC(uint16_t) ways; /* the uplinks that it may leave by */
	bool answers; /* the router has its global address for its sake */
	bool shared; /* or for that of one that stays */
};

typedef VEC(struct changed) changes;

struct edit_statics {
	struct arena *arena;
	const struct router *router;
	const struct plan *plan;
	changes gone, new;
	struct edit_rows maps[MAPS][SIDES];
	const struct row_line *lines; /* of all rows there */
};

/* ---- an entry ---- */

static bool is_plain(const struct nat_static *entry)
{
	return entry->kind == NAT_INSIDE_SOURCE && entry->len == HOST_LEN && !entry->vrf &&
	       !entry->route_map.name.s && !entry->extra && !entry->untranslated &&
	       !(entry->options & ~NAT_OPTION(EXTENDABLE)) && entry->proto != NAT_PROTO_ESP;
}

static const struct plan_device *device_of_interface(const struct plan *plan,
						     const struct interface *interface)
{
	VEC_FOREACH (device, &plan->devices)
		if (interface && device->interface == interface->name)
			return device;
	return NULL;
}

static void add_way(const struct edit_statics *edit, struct changed *changed,
		    const struct plan_device *device)
{
	vec_push(edit->arena, &changed->ways, (uint16_t)(device - edit->plan->devices.at));
}

static void add_all_ways(const struct edit_statics *edit, struct changed *changed)
{
	VEC_FOREACH (device, &edit->plan->devices)
		if (device->outside)
			add_way(edit, changed, device);
}

static bool find_on_interface(const struct edit_statics *edit, struct changed *changed)
{
	const struct plan_device *device = device_of_interface(
		edit->plan, interface_find(edit->router, changed->entry->interface.name.s));

	if (!device || !device->outside || device->dynamic || !device->has_address)
		return false;
	changed->global = device->address;
	add_way(edit, changed, device);
	return true;
}

/* Has INTERFACE a network that ADDR is on? *OWN: it is its own address. */
static bool is_connected(const struct interface *interface, uint32_t addr, bool *own)
{
	bool found = false;

	VEC_FOREACH (address, &interface->addresses) {
		found |= address->len && ip_in_prefix(addr, address->addr, address->len);
		*own |= addr == address->addr;
	}
	return found;
}

/* False when that is not for an edit to say. */
static bool find_on_address(const struct edit_statics *edit, struct changed *changed)
{
	const struct interface *interface, *connected = NULL;
	const struct plan_device *device;
	bool own = false;

	changed->global = changed->entry->global;
	STAILQ_FOREACH (interface, &edit->router->interfaces.list, link) {
		if (!is_connected(interface, changed->global, &own))
			continue;
		if (connected || interface->shutdown || interface->vrf.s)
			return false;
		connected = interface;
	}
	if (!connected) {
		add_all_ways(edit, changed);
		return changed->ways.len;
	}
	device = device_of_interface(edit->plan, connected);
	if (!device || !device->outside)
		return false;
	changed->answers = !own;
	add_way(edit, changed, device);
	return true;
}

static bool is_in_pool(const struct router *router, uint32_t addr)
{
	const struct nat_pool *pool;

	STAILQ_FOREACH (pool, &router->nat.pools, link)
		VEC_FOREACH (range, &pool->ranges)
			if (range->first <= addr && addr <= range->last)
				return true;
	return false;
}

/* Which address and uplinks has CHANGED? */
static bool find_ways(const struct edit_statics *edit, struct changed *changed)
{
	return (changed->entry->interface.name.s ? find_on_interface(edit, changed)
						 : find_on_address(edit, changed)) &&
	       !is_in_pool(edit->router, changed->global);
}

/* ---- the lines that differ ---- */

static bool add_gone(struct edit_statics *edit, const struct hunks *hunks, const struct hunk *hunk)
{
	const struct nat *nat = &edit->router->nat;
	const struct hunk_rows rows = {statement, nat->statics.at, nat->statics.len,
				       sizeof *nat->statics.at};
	uint32_t first, last;

	if (!hunk_find_rows(hunks, hunk, &rows, &first, &last))
		return false;
	for (; first < last; first++) {
		const struct nat_static *entry = &edit->router->nat.statics.at[first];
		struct changed changed = {.entry = entry, .line = first};

		if (entry->doubled || !is_plain(entry) || !find_ways(edit, &changed))
			return false;
		vec_push(edit->arena, &edit->gone, changed);
	}
	return true;
}

static bool add_new(struct edit_statics *edit, struct compilation *c, const struct hunks *hunks)
{
	struct lowering lo = {.arena = edit->arena};
	uint32_t lines;

	if (!hunks_read(edit->arena, hunks, "", c, &lines) || c->router->nat.statics.len != lines)
		return false;
	lo.router = c->router;
	VEC_FOREACH (entry, &c->router->nat.statics) {
		struct changed changed = {.entry = entry, .line = edit->new.len};

		if (!is_plain(entry) || !find_ways(edit, &changed))
			return false;
		changed.origin = lower_origin(&lo, entry->at);
		vec_push(edit->arena, &edit->new, changed);
	}
	return edit->gone.len + edit->new.len <= CHANGED_MAX;
}

/* ---- what others say ---- */

static bool ways_meet(const struct changed *a, const struct changed *b)
{
	VEC_FOREACH (way, &a->ways)
		VEC_FOREACH (other, &b->ways)
			if (*way == *other)
				return true;
	return false;
}

static bool wants_same_inward(const struct changed *a, const struct changed *b)
{
	return a->entry->proto == b->entry->proto && a->global == b->global &&
	       a->entry->global_port == b->entry->global_port;
}

/* By the same uplink, that is. */
static bool may_want_same_outward(const struct nat_static *a, const struct nat_static *b)
{
	return a->proto == b->proto && a->local == b->local && a->local_port == b->local_port;
}

static bool wants_same(const struct changed *a, const struct changed *b)
{
	return wants_same_inward(a, b) ||
	       (may_want_same_outward(a->entry, b->entry) && ways_meet(a, b));
}

/* The address that stands for it outside; 0: not known. */
static uint32_t global_of(const struct nat_static *entry)
{
	const struct interface *interface = entry->interface.to;
	const struct interface_address *address;

	if (!entry->interface.name.s)
		return entry->global;
	address = interface ? interface_primary(interface) : NULL;
	if (!address && interface && interface->unnumbered.to)
		address = interface_primary(interface->unnumbered.to);
	return address ? address->addr : 0;
}

/* Does ENTRY, which stays, forbid CHANGED? There are very many of these. */
static bool forbids(const struct edit_statics *edit, const struct nat_static *entry,
		    uint32_t global, struct changed *changed)
{
	uint32_t mask = ip_len_mask(entry->len);
	struct changed stays = {.entry = entry, .global = global};

	if (((entry->local ^ changed->entry->local) & mask) && ((global ^ changed->global) & mask))
		return false;
	if (!is_plain(entry))
		return true;
	changed->shared |= !entry->interface.name.s && global == changed->global;
	if (may_want_same_outward(entry, changed->entry) && !find_ways(edit, &stays))
		return true;
	return wants_same(&stays, changed);
}

static bool any_forbids(const struct edit_statics *edit)
{
	const struct changed *gone = edit->gone.at, *end = gone + edit->gone.len;

	VEC_FOREACH (entry, &edit->router->nat.statics) {
		uint32_t global = global_of(entry);

		if (gone < end && entry == gone->entry) {
			gone++;
			continue;
		}
		VEC_FOREACH (changed, &edit->gone)
			if (forbids(edit, entry, global, changed))
				return true;
		VEC_FOREACH (changed, &edit->new)
			if (forbids(edit, entry, global, changed))
				return true;
	}
	return false;
}

/* Is the router to answer for all of LIST whether these are there, or OTHERS? */
static bool answers_alike(const changes *list, const changes *others)
{
	VEC_FOREACH (changed, list) {
		bool found = !changed->answers || changed->shared;

		VEC_FOREACH (other, others)
			found |= other->answers && other->global == changed->global;
		if (!found)
			return false;
	}
	return true;
}

static bool new_ones_differ(const changes *new)
{
	for (uint32_t i = 0; i < new->len; i++)
		for (uint32_t j = i + 1; j < new->len; j++)
			if (wants_same(&new->at[i], &new->at[j]))
				return false;
	return true;
}

/* ---- rows ---- */

static bool find_map(struct edit_statics *edit, uint32_t item)
{
	const struct rows_object *rows = &edit->plan->items.at[item].object.rows;

	for (int map = 0; map < MAPS; map++)
		for (int side = 0; side < SIDES; side++)
			if (!strcmp(rows->set, map_names[map][side])) {
				edit->maps[map][side].item = item;
				edit->maps[map][side].was = rows;
				if (edit->lines && edit->lines != rows->lines)
					return false;
				edit->lines = rows->lines;
			}
	return true;
}

static bool find_maps(struct edit_statics *edit)
{
	for (uint32_t item = 0; item < edit->plan->items.len; item++)
		if (edit->plan->items.at[item].object.kind == OBJECT_ROWS && !find_map(edit, item))
			return false;
	return edit->lines;
}

static uint32_t name_number(const struct edit_statics *edit, const char *const *names, uint16_t way)
{
	const char *name = edit->plan->devices.at[way].device;
	uint32_t i = 0;

	while (strcmp(names[i], name) != 0)
		i++;
	return i;
}

/* WAY: NULL inward. */
static const uint32_t *row_of(const struct edit_statics *edit, const struct rows_object *rows,
			      const struct changed *changed, const uint16_t *way)
{
	const struct nat_static *entry = changed->entry;
	uint32_t *row = arena_alloc(edit->arena, rows_width(rows) * sizeof *row), *at = row;

	*at++ = changed->line;
	if (way)
		*at++ = name_number(edit, rows->names, *way);
	*at++ = way ? entry->local : changed->global;
	if (entry->proto != NAT_PROTO_ANY) {
		*at++ = entry->proto;
		*at++ = way ? entry->local_port : entry->global_port;
	}
	*at++ = way ? changed->global : entry->local;
	if (entry->proto != NAT_PROTO_ANY)
		*at++ = way ? entry->global_port : entry->local_port;
	return row;
}

static bool add_new_row(const struct edit_statics *edit, struct edit_rows *map,
			const struct changed *changed, const uint16_t *way)
{
	if (!map->was) /* its form has none yet */
		return false;
	vec_push(edit->arena, &map->new, row_of(edit, map->was, changed, way));
	return true;
}

/* False when it has not the row that it ought to have. */
static bool add_gone_row(const struct edit_statics *edit, struct edit_rows *map,
			 const struct changed *changed, const uint16_t *way)
{
	const uint32_t *row;

	if (!map->was)
		return false;
	row = edit_row_find(map->was, row_of(edit, map->was, changed, way));
	if (!row || *row != changed->line)
		return false;
	vec_push(edit->arena, &map->gone, row);
	return true;
}

typedef bool add_row(const struct edit_statics *edit, struct edit_rows *map,
		     const struct changed *changed, const uint16_t *way);

/* One by one, the rows of all of LIST. */
static bool add_rows(struct edit_statics *edit, const changes *list, add_row *add)
{
	VEC_FOREACH (changed, list) {
		struct edit_rows *maps = edit->maps[changed->entry->proto != NAT_PROTO_ANY];

		if (!add(edit, &maps[INWARD], changed, NULL))
			return false;
		VEC_FOREACH (way, &changed->ways)
			if (!add(edit, &maps[OUTWARD], changed, way))
				return false;
	}
	return true;
}

static bool any_ends(const struct edit_statics *edit)
{
	for (int map = 0; map < MAPS; map++)
		for (int side = 0; side < SIDES; side++) {
			const struct edit_rows *rows = &edit->maps[map][side];

			if (rows->was && rows->was->n == rows->gone.len && !rows->new.len)
				return true;
		}
	return false;
}

static struct row_lines *lines_of(const struct edit_statics *edit)
{
	struct row_lines *lines = arena_new_object(edit->arena, struct row_lines);
	struct row_line *new = arena_alloc(edit->arena, edit->new.len * sizeof *new);

	VEC_FOREACH (changed, &edit->new)
		new[changed->line].origin = changed->origin;
	*lines = (struct row_lines){.was = edit->lines,
				    .n = edit->router->nat.statics.len,
				    .new = new,
				    .news = edit->new.len};
	return lines;
}

/* ---- all of it ---- */

static struct edit *make(struct edit_statics *edit)
{
	struct edit_making making = {.arena = edit->arena, .plan = edit->plan};

	if (!find_maps(edit) || !add_rows(edit, &edit->new, add_new_row) ||
	    !add_rows(edit, &edit->gone, add_gone_row) || any_ends(edit))
		return NULL;
	making.lines = lines_of(edit);
	for (int map = 0; map < MAPS; map++)
		for (int side = 0; side < SIDES; side++)
			if (edit->maps[map][side].was)
				edit_make_rows(&making, &edit->maps[map][side]);
	return edit_made(&making);
}

static bool find_changes(struct edit_statics *edit, struct compilation *c,
			 const struct hunks *hunks)
{
	for (uint32_t i = 0; i < hunks->n; i++)
		if (!add_gone(edit, hunks, &hunks->at[i]))
			return false;
	return add_new(edit, c, hunks) && new_ones_differ(&edit->new) && !any_forbids(edit) &&
	       answers_alike(&edit->gone, &edit->new) && answers_alike(&edit->new, &edit->gone);
}

struct edit *edit_statics(struct arena *arena, const struct compilation *old,
			  const struct hunks *hunks)
{
	struct edit_statics edit = {.arena = arena, .router = old->router, .plan = old->plan};
	struct compilation c = {0};
	struct edit *found = NULL;

	if (old->plan->fidelity != FIDELITY_SAFE || old->router->nat.taken_back)
		return NULL;
	if (find_changes(&edit, &c, hunks))
		found = make(&edit);
	if (c.arena)
		compilation_free(&c);
	return found;
}
