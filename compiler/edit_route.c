/*
 * Static routes that come, go, and lead elsewhere. One by a next hop becomes a route of the
 * routers' table that says how this is reached, and while what. That is not found out here: another
 * route stays that has the same exit, and whatever that has become, the new one becomes as well
 * (edit_route_plan.c). So it is as long as nothing but its prefix tells it from that other, and as
 * no other is told by it. So nothing is found
 *
 *   - where several routes are of one prefix, where one is a part of a changed one, or leads by it,
 *     or where a connected network has something to do with it: what is best is for a choice to
 *     say, and what is reached by what, for the whole table;
 *   - where not the same route lies around both: that may be another way to a next hop whose
 *     link is down (lower_way.c);
 *   - where a track looks for the prefix, or a route-map's next hop is looked for in it;
 *   - where a device may have its gateway from the route, which is the next hop of the first one
 *     by it;
 *   - where a default route changes: very much is found out from these;
 *   - where `no` takes routes back: what stands in the text is not all that counts then.
 */
#include <stddef.h>
#include <string.h>

#include "edit_kinds.h"
#include "grammar/ip.h"

enum { CHANGED_MAX = 32 };

static const char statement[] = "ip route ";

_Static_assert(offsetof(struct static_route, at) == 0, "a row begins with the span of its line");

/* A route that comes or goes. */
struct changed {
	const struct static_route *route;
	uint32_t at; /* before which row it stands, or as which it stood */
	uint8_t around; /* bits of the longest prefix that holds it */
	const struct static_route *like; /* another that stays */
};

typedef VEC(struct changed) changes;

struct edit_of_routes {
	struct arena *arena;
	const struct router *router;
	changes gone, new;
};

/* ---- a route ---- */

static bool is_plain(const struct static_route *route)
{
	return route->has_next_hop && route->len && !route->vrf && !route->untranslated &&
	       !route->null0 && !route->permanent && !route->global && !route->multicast &&
	       !route->dhcp && !route->track && route->distance != DISTANCE_NEVER &&
	       !ip_in_prefix(route->next_hop, route->prefix, route->len);
}

/* Is it in the table at all? */
static bool counts(const struct static_route *route)
{
	return !route->vrf && !route->untranslated && route->distance != DISTANCE_NEVER;
}

/* By the names, which come from two routers. */
static bool same_exit(const struct static_route *a, const struct static_route *b)
{
	const char *x = a->interface.name.s, *y = b->interface.name.s;

	return a->next_hop == b->next_hop && (x == y || (x && y && !strcmp(x, y)));
}

/* There are very many routes to be asked. */
static bool agree(uint32_t a, uint32_t b, unsigned bits)
{
	return a == b || (unsigned)__builtin_clz(a ^ b) >= bits;
}

static bool holds(const struct static_route *route, uint32_t addr)
{
	return agree(route->prefix, addr, route->len);
}

/* Is one a part of the other, or the same? */
static bool meet(const struct static_route *a, const struct static_route *b)
{
	return agree(a->prefix, b->prefix, a->len < b->len ? a->len : b->len);
}

/* ---- the lines that differ ---- */

static bool add_hunk(struct edit_of_routes *edit, const struct hunks *hunks,
		     const struct hunk *hunk, const struct static_route **new,
		     const struct static_route *end)
{
	const struct static_routes *routes = &edit->router->routes;
	const struct hunk_rows rows = {statement, routes->at, routes->len, sizeof *routes->at};
	uint32_t n = hunk_count_lines(hunk->new, hunk->new_end), first, last;

	if (!hunk_find_rows(hunks, hunk, &rows, &first, &last))
		return false;
	for (uint32_t at = first; at < last; at++)
		vec_push(edit->arena, &edit->gone,
			 ((struct changed){.route = &routes->at[at], .at = at}));
	for (; n > 0 && *new < end; n--)
		vec_push(edit->arena, &edit->new,
			 ((struct changed){.route = (*new)++, .at = last}));
	return n == 0;
}

static bool are_plain(const changes *list)
{
	VEC_FOREACH (changed, list)
		if (!is_plain(changed->route))
			return false;
	return true;
}

static bool find_lines(struct edit_of_routes *edit, struct compilation *c,
		       const struct hunks *hunks)
{
	const struct static_routes *routes;
	const struct static_route *new;
	uint32_t lines;

	if (!hunks_read(edit->arena, hunks, "", c, &lines))
		return false;
	routes = &c->router->routes;
	if (routes->len != lines || routes->taken_back)
		return false;
	new = routes->at;
	for (uint32_t i = 0; i < hunks->n; i++)
		if (!add_hunk(edit, hunks, &hunks->at[i], &new, routes->at + routes->len))
			return false;
	return edit->gone.len + edit->new.len <= CHANGED_MAX &&are_plain(&edit->gone) &&
	       are_plain(&edit->new);
}

/* Is none of LIST a part of another, or the same? */
static bool are_apart(const changes *list)
{
	for (uint32_t i = 0; i < list->len; i++)
		for (uint32_t j = i + 1; j < list->len; j++)
			if (meet(list->at[i].route, list->at[j].route))
				return false;
	return true;
}

/* ---- what others say ---- */

static bool meets_network(const struct router *router, const struct static_route *route)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &router->interfaces.list, link)
		VEC_FOREACH (address, &interface->addresses)
			if (holds(route, address->addr) ||
			    (address->len &&
			     ip_in_prefix(route->prefix, address->addr, address->len)))
				return true;
	return false;
}

static bool is_tracked(const struct router *router, const struct static_route *route)
{
	const struct track *track;

	STAILQ_FOREACH (track, &router->tracks.list, link)
		if (track_is_route(track) && !track->v6 && holds(route, track->prefix) &&
		    track->len == route->len)
			return true;
	return false;
}

static bool is_looked_in(const struct router *router, const struct static_route *route)
{
	const struct route_map *map;
	const struct route_map_clause *clause;

	STAILQ_FOREACH (map, &router->route_maps.list, link)
		STAILQ_FOREACH (clause, &map->clauses, link)
			VEC_FOREACH (exit, &clause->exits[EXITS_RECURSIVE])
				if (holds(route, exit->next_hop))
					return true;
	return false;
}

static bool is_asked_for(const struct router *router, const changes *list)
{
	VEC_FOREACH (changed, list)
		if (meets_network(router, changed->route) || is_tracked(router, changed->route) ||
		    is_looked_in(router, changed->route))
			return true;
	return false;
}

/* Does OTHER, which stays, forbid CHANGED? */
static bool forbids(const struct static_route *other, struct changed *changed)
{
	const struct static_route *route = changed->route;

	if (holds(route, other->next_hop) && other->has_next_hop)
		return true;
	if (!meet(other, route) || !counts(other))
		return false;
	if (other->len > changed->around)
		changed->around = other->len;
	return other->len >= route->len;
}

static bool any_forbids(struct edit_of_routes *edit)
{
	const struct static_routes *routes = &edit->router->routes;
	const struct changed *gone = edit->gone.at, *end = gone + edit->gone.len;

	for (uint32_t at = 0; at < routes->len; at++) {
		if (gone < end && at == gone->at) {
			gone++;
			continue;
		}
		VEC_FOREACH (changed, &edit->gone)
			if (forbids(&routes->at[at], changed))
				return true;
		VEC_FOREACH (changed, &edit->new)
			if (forbids(&routes->at[at], changed))
				return true;
	}
	return false;
}

static bool is_gone(const struct edit_of_routes *edit, const struct static_route *route)
{
	VEC_FOREACH (gone, &edit->gone)
		if (gone->route == route)
			return true;
	return false;
}

/* ---- another one ---- */

static bool is_like(const struct edit_of_routes *edit, const struct static_route *route,
		    const struct static_route *other)
{
	return other->next_hop == route->next_hop && is_plain(other) && same_exit(other, route) &&
	       !is_gone(edit, other);
}

/* The nearest before CHANGED: what stands beside it is likely to have the same around. */
static const struct static_route *like_before(const struct edit_of_routes *edit,
					      const struct changed *changed)
{
	for (uint32_t at = changed->at; at-- > 0;)
		if (is_like(edit, changed->route, &edit->router->routes.at[at]))
			return &edit->router->routes.at[at];
	return NULL;
}

static const struct static_route *like_behind(const struct edit_of_routes *edit,
					      const struct changed *changed)
{
	for (uint32_t at = changed->at; at < edit->router->routes.len; at++)
		if (is_like(edit, changed->route, &edit->router->routes.at[at]))
			return &edit->router->routes.at[at];
	return NULL;
}

/* No device has its gateway from them. */
static bool are_not_first(const struct edit_of_routes *edit, const changes *list)
{
	VEC_FOREACH (changed, list)
		if (changed->route->interface.name.s && !like_before(edit, changed))
			return false;
	return true;
}

/* Is the prefix alone what tells NEW from LIKE? */
static bool is_told_by_prefix(const struct edit_of_routes *edit, const struct changed *new,
			      const struct static_route *like)
{
	uint8_t around = 0;

	if (!like || meets_network(edit->router, like))
		return false;
	VEC_FOREACH (other, &edit->router->routes) {
		if (!meet(other, like) || other == like || !counts(other) || is_gone(edit, other))
			continue;
		if (other->len == like->len)
			return false;
		if (other->len < like->len && other->len > around)
			around = other->len;
	}
	if (around != new->around)
		return false;
	return agree(new->route->prefix, like->prefix, around);
}

static bool find_likes(struct edit_of_routes *edit)
{
	VEC_FOREACH (new, &edit->new) {
		new->like = like_before(edit, new);
		if (is_told_by_prefix(edit, new, new->like))
			continue;
		new->like = like_behind(edit, new);
		if (!is_told_by_prefix(edit, new, new->like))
			return false;
	}
	return true;
}

static bool are_certain(struct edit_of_routes *edit)
{
	return are_apart(&edit->gone) && are_apart(&edit->new) &&
	       !is_asked_for(edit->router, &edit->gone) &&
	       !is_asked_for(edit->router, &edit->new) && !any_forbids(edit) &&
	       are_not_first(edit, &edit->gone) && are_not_first(edit, &edit->new) &&
	       find_likes(edit);
}

/* ---- all of it ---- */

static struct edit_prefix prefix_of(const struct static_route *route)
{
	return (struct edit_prefix){route->prefix & ip_len_mask(route->len), route->len};
}

static bool any_of_prefix(const changes *list, const struct static_route *route)
{
	VEC_FOREACH (changed, list)
		if (changed->route->len == route->len && meet(changed->route, route))
			return true;
	return false;
}

static struct edit *make(const struct edit_of_routes *edit)
{
	struct edit *made = arena_new_object(edit->arena, struct edit);

	made->change = arena_new_object(edit->arena, struct change);
	VEC_FOREACH (gone, &edit->gone)
		if (!any_of_prefix(&edit->new, gone->route))
			vec_push(edit->arena, &made->routes,
				 ((struct edit_route){.at = prefix_of(gone->route), .goes = true}));
	VEC_FOREACH (new, &edit->new)
		vec_push(edit->arena, &made->routes,
			 ((struct edit_route){.at = prefix_of(new->route),
					      .like = prefix_of(new->like),
					      .goes = any_of_prefix(&edit->gone, new->route),
					      .comes = true}));
	return made;
}

struct edit *edit_routes(struct arena *arena, const struct compilation *old,
			 const struct hunks *hunks)
{
	const struct router *router = old->router;
	struct edit_of_routes edit = {.arena = arena, .router = router};
	struct compilation c = {0};
	struct edit *found = NULL;

	if (router->routes.taken_back || router->routing.off || router->routing.networks.len)
		return NULL;
	if (find_lines(&edit, &c, hunks) && are_certain(&edit))
		found = make(&edit);
	if (c.arena)
		compilation_free(&c);
	return found;
}
