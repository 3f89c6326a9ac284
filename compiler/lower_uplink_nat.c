/*
 * Addresses of pools, static entries and loopbacks that are on no network of an uplink, and yet are
 * one provider's: the statement that translates to them lets its packets leave by one uplink only,
 * by `match interface` in its route-map or by its egress interface. What another statement gives
 * without asking, or by another uplink, may leave by either.
 */
#include <stdlib.h>

#include "compiler.h"
#include "grammar/ip.h"
#include "lower_uplink.h"

/* Where a range of addresses begins or, DOWN, is over. */
struct edge {
	uint64_t at, end; /* END: behind the range */
	uint16_t owner; /* device, or NO_DEVICE: it may leave by any */
	bool down;
	struct span origin;
};

typedef VEC(struct edge) edges;

static void add_range(struct lowering *lo, edges *all, uint32_t first, uint32_t last,
		      uint16_t owner, struct span origin)
{
	struct edge edge = {first, (uint64_t)last + 1, owner, false, origin};

	vec_push(lo->arena, all, edge);
	edge.at = edge.end;
	edge.down = true;
	vec_push(lo->arena, all, edge);
}

static uint16_t uplink(const struct lowering *lo, const struct interface *interface)
{
	uint16_t device = lower_device(lo, interface);

	return device != NO_DEVICE && lo->plan->devices.at[device].outside ? device : NO_DEVICE;
}

/* The only uplink by which what MAP permits leaves. */
static uint16_t map_uplink(const struct lowering *lo, const struct route_map *map)
{
	const struct route_map_clause *clause;
	uint16_t only = NO_DEVICE;

	STAILQ_FOREACH (clause, &map->clauses, link) {
		if (!clause->permit || clause->untranslated)
			continue;
		if (!clause->match_interfaces.len)
			return NO_DEVICE;
		VEC_FOREACH (match, &clause->match_interfaces) {
			uint16_t device = uplink(lo, match->ref.to);

			if (device == NO_DEVICE || (only != NO_DEVICE && only != device))
				return NO_DEVICE;
			only = device;
		}
	}
	return only;
}

static bool from_inside(uint8_t kind)
{
	return kind == NAT_INSIDE_SOURCE || kind == NAT_NVI_SOURCE;
}

static void add_static(struct lowering *lo, edges *all, const struct nat_static *entry)
{
	const struct interface *egress = entry->extra ? entry->extra->egress.to : NULL;
	uint32_t first = entry->global, host = ~ip_len_mask(entry->len);
	uint16_t owner = NO_DEVICE;

	if (entry->untranslated || !from_inside(entry->kind))
		return;
	if (entry->interface.name.s) {
		const struct interface *interface = entry->interface.to;
		const struct interface_address *address =
			interface ? interface_primary(interface) : NULL;

		if (!address || uplink(lo, interface) != NO_DEVICE)
			return;
		first = address->addr;
		host = 0;
	}
	if (egress && !entry->vrf)
		owner = uplink(lo, egress);
	else if (entry->route_map.to && !entry->vrf)
		owner = map_uplink(lo, entry->route_map.to);
	add_range(lo, all, first & ~host, first | host, owner, entry->at);
}

static void add_dynamic(struct lowering *lo, edges *all, const struct nat_dynamic *rule)
{
	const struct interface *interface = rule->interface.to;
	const struct interface_address *address = interface ? interface_primary(interface) : NULL;
	uint16_t owner = NO_DEVICE;

	if (rule->untranslated || !from_inside(rule->kind))
		return;
	if (rule->extra && rule->extra->egress.to && !rule->vrf)
		owner = uplink(lo, rule->extra->egress.to);
	else if (rule->route_map.to && !rule->vrf)
		owner = map_uplink(lo, rule->route_map.to);
	if (rule->pool.to)
		VEC_FOREACH (range, &rule->pool.to->ranges)
			add_range(lo, all, range->first, range->last, owner, rule->at);
	else if (address && uplink(lo, interface) == NO_DEVICE) /* else it is the exit's own */
		add_range(lo, all, address->addr, address->addr, owner, rule->at);
}

/* lower_uplink.c says whose they are. */
static void add_networks(struct lowering *lo, edges *all)
{
	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		const struct interface *interface = lo->device[i].interface;

		if (lo->plan->devices.at[i].outside)
			VEC_FOREACH (address, &interface->addresses)
				add_range(lo, all, address->addr & ip_len_mask(address->len),
					  address->addr | ~ip_len_mask(address->len), NO_DEVICE,
					  (struct span){0});
	}
}

static bool any_owned(const struct nat *nat)
{
	VEC_FOREACH (entry, &nat->statics)
		if (entry->route_map.to || (entry->extra && entry->extra->egress.to))
			return true;
	VEC_FOREACH (rule, &nat->dynamics)
		if ((rule->route_map.to || (rule->extra && rule->extra->egress.to)) &&
		    (rule->pool.to || rule->interface.to))
			return true;
	return false;
}

static int by_place(const void *a, const void *b)
{
	const struct edge *left = a, *right = b;

	if (left->at != right->at)
		return left->at < right->at ? -1 : 1;
	if (left->down != right->down)
		return left->down ? -1 : 1;
	if (left->end != right->end)
		return left->end > right->end ? -1 : 1;
	return (left->origin.off > right->origin.off) - (left->origin.off < right->origin.off);
}

/* The ranges of one owner that we are in, and the edge of the one that reaches farthest. */
struct open_ranges {
	uint32_t n;
	const struct edge *farthest;
};

struct sweep {
	struct lowering *lo;
	uplink_guards *all;
	const char **set; /* by device */
	struct open_ranges *open; /* by device, and behind them of nobody */
	unsigned owners; /* of those */
	const struct edge *piece; /* whose one it is that we are in; NULL: nobody's */
	uint64_t from; /* where it began */
};

static void pass(struct sweep *s, const struct edge *edge)
{
	uint32_t nobody = s->lo->plan->devices.len;
	struct open_ranges *open = &s->open[edge->owner == NO_DEVICE ? nobody : edge->owner];

	if (edge->down) {
		s->owners -= --open->n == 0;
		return;
	}
	s->owners += ++open->n == 1;
	if (open->n == 1 || edge->end > open->farthest->end)
		open->farthest = edge;
}

static const struct edge *owned(const struct sweep *s)
{
	const struct open_ranges *open = s->open;

	if (s->owners != 1 || s->open[s->lo->plan->devices.len].n)
		return NULL;
	while (!open->n)
		open++;
	return open->farthest;
}

/* Behind AT it is another's. */
static void end_piece(struct sweep *s, uint64_t at)
{
	struct lowering *lo = s->lo;
	const struct edge *piece = s->piece;
	struct nft_value range = {.type = TYPE_IPV4,
				  .len = 32,
				  .addr = {.addr = (uint32_t)s->from},
				  .last = at - s->from > 1 ? (uint32_t)(at - 1) : 0};

	if (!piece)
		return;
	if (!s->set[piece->owner])
		s->set[piece->owner] =
			lower_guard_set(lo, s->all, "uplink_nat", piece->owner, FIELD_SADDR, true);
	lower_element(lo, s->set[piece->owner], range, lower_origin(lo, piece->origin));
}

static void sweep(struct sweep *s, const edges *list)
{
	for (uint32_t i = 0; i < list->len;) {
		uint64_t at = list->at[i].at;
		const struct edge *piece;

		for (; i < list->len && list->at[i].at == at; i++)
			pass(s, &list->at[i]);
		piece = owned(s);
		if (piece == s->piece)
			continue;
		end_piece(s, at);
		s->piece = piece;
		s->from = at;
	}
}

void lower_guard_translated(struct lowering *lo, uplink_guards *all)
{
	const struct nat *nat = &lo->router->nat;
	uint32_t devices = lo->plan->devices.len;
	struct sweep s = {.lo = lo, .all = all};
	edges list = {0};

	if (!any_owned(nat))
		return;
	VEC_FOREACH (entry, &nat->statics)
		add_static(lo, &list, entry);
	VEC_FOREACH (rule, &nat->dynamics)
		add_dynamic(lo, &list, rule);
	add_networks(lo, &list);
	if (list.len)
		qsort(list.at, list.len, sizeof *list.at, by_place);
	s.set = arena_alloc(lo->arena, (devices + 1) * sizeof *s.set);
	s.open = arena_alloc(lo->arena, (devices + 1) * sizeof *s.open);
	sweep(&s, &list);
}
