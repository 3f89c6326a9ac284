/*
 * Where fates can differ at all: the boxes of the statements that differ. What has no box of its
 * own, or decides about others' boxes, is about everything. See fates.h.
 */
#include "fates.h"

#include <string.h>

#include "grammar/ip.h"

enum { DNS_PORT = 53, REGIONS_COMPARED = 256 };

struct spot {
	UT_hash_handle hh;
	const void *of;
};

struct finding {
	const struct cells *cells;
	const struct router *old, *new;
	struct arena *arena;
	struct spot *rows; /* that differ */
	bool everything, dns;
};

/* ---- what a row decides about others ---- */

static bool leads_on(const struct router *router, const struct static_route *to)
{
	const struct route_map_clause *clause;
	const struct route_map *map;
	const struct track *track;

	VEC_FOREACH (route, &router->routes)
		if (route->has_next_hop && ip_in_prefix(route->next_hop, to->prefix, to->len))
			return true;
	STAILQ_FOREACH (map, &router->route_maps.list, link)
		STAILQ_FOREACH (clause, &map->clauses, link)
			for (int i = 0; i < CLAUSE_EXITS_COUNT; i++)
				VEC_FOREACH (exit, &clause->exits[i])
					if (!exit->v6 &&
					    ip_in_prefix(exit->next_hop, to->prefix, to->len))
						return true;
	STAILQ_FOREACH (track, &router->tracks.list, link)
		if (track_is_route(track) && ip_in_prefix(track->prefix, to->prefix, to->len))
			return true;
	return false;
}

/* Is it about next hops, and not about packets? */
static bool matches_hops(const struct router *router, const struct acl *acl)
{
	const struct route_map_clause *clause;
	const struct route_map *map;

	STAILQ_FOREACH (map, &router->route_maps.list, link)
		STAILQ_FOREACH (clause, &map->clauses, link)
			VEC_FOREACH (ref, &clause->match_hops)
				if (ref->to == acl)
					return true;
	return false;
}

static bool has_entries(const struct meaning_object *object)
{
	return object && object->places;
}

static bool decides_more(const struct finding *f, const struct meaning_difference *d,
			 const struct meaning_object *object,
			 const struct meaning_statement *statement, const struct router *router)
{
	const struct static_route *route = statement->row;

	switch ((enum meaning_row)statement->row_kind) {
	case OF_ACE:
		return !has_entries(d->old_object) || !has_entries(d->new_object) ||
		       matches_hops(router, object->acl);
	case OF_ROUTE:
		return !route->len || leads_on(f->old, route) || leads_on(f->new, route) ||
		       router->routing.networks.len;
	case OF_STATIC:
		return false;
	case OF_DYNAMIC:
	case OF_NONE:
		break;
	}
	return true;
}

/* ---- differences ---- */

static void add_row(struct finding *f, const void *of)
{
	struct spot *spot;

	HASH_FIND_PTR(f->rows, &of, spot);
	if (spot)
		return;
	spot = arena_new_object(f->arena, struct spot);
	spot->of = of;
	HASH_ADD_PTR(f->rows, of, spot);
}

static void add_statement(struct finding *f, const struct meaning_difference *d,
			  const struct meaning_object *object,
			  const struct meaning_statement *statement, const struct router *router)
{
	if (!statement || statement->words_only || statement->reach == REACH_NONE)
		return;
	if (object->acl && !object->acl->used)
		return;
	if (statement->reach == REACH_DNS)
		f->dns = true;
	else if (statement->reach == REACH_ALL || decides_more(f, d, object, statement, router))
		f->everything = true;
	else
		add_row(f, statement->row);
}

static void add_object(struct finding *f, const struct meaning_object *object)
{
	if (!object || (object->acl && !object->acl->used))
		return;
	f->everything |= object->reach == REACH_ALL;
	f->dns |= object->reach == REACH_DNS;
}

static void add_difference(struct finding *f, const struct meaning_difference *d)
{
	if (d->words_only)
		return;
	if (!d->old && !d->new) {
		add_object(f, d->old_object);
		add_object(f, d->new_object);
		return;
	}
	add_statement(f, d, d->old_object, d->old, f->old);
	add_statement(f, d, d->new_object, d->new, f->new);
}

static bool is_within(const struct cell_box *a, const struct cell_box *b)
{
	for (int i = 0; i < CELL_DIMENSION_COUNT; i++)
		if (!cell_set_within(a->in[i], b->in[i]))
			return false;
	return true;
}

/* Unless what is there holds it; and instead of what it holds. Of very many, all. */
static void add_region(struct finding *f, fate_regions *regions, const struct cell_box *box)
{
	bool few = regions->len <= REGIONS_COMPARED;

	for (uint32_t i = 0; few && i < regions->len; i++)
		if (is_within(box, &regions->at[i]))
			return;
	for (uint32_t i = 0; few && i < regions->len;) {
		if (is_within(&regions->at[i], box))
			vec_remove(regions, i);
		else
			i++;
	}
	vec_push(f->arena, regions, *box);
}

static void add_regions(struct finding *f, fate_regions *regions)
{
	struct cell_box dns = {0};
	struct spot *spot;

	if (f->everything) {
		vec_push(f->arena, regions, (struct cell_box){0});
		return;
	}
	dns.in[CELL_DPORT] = cell_set_of(f->arena, DNS_PORT, DNS_PORT);
	if (f->dns)
		vec_push(f->arena, regions, dns);
	VEC_FOREACH (box, &f->cells->boxes) {
		HASH_FIND_PTR(f->rows, &box->of, spot);
		if (box->of && spot)
			add_region(f, regions, box);
	}
}

void fates_where(const struct cells *cells, const struct meaning_differences *all,
		 fate_regions *regions)
{
	struct finding f = {.cells = cells,
			    .old = eval_router(cells->old->eval),
			    .new = eval_router(cells->new->eval),
			    .arena = cells->arena};

	VEC_FOREACH (difference, &all->list)
		add_difference(&f, difference);
	add_regions(&f, regions);
	HASH_CLEAR(hh, f.rows);
}
