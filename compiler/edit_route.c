/*
 * Static routes that come, go, and lead elsewhere. Those of one prefix become a route of the
 * routers' table, or a choice of such, that says how their next hops are reached, and while what.
 * That is not found out here: another prefix stays that has routes by the same exits, and whatever
 * these have become, the new ones become as well (edit_route_plan.c). So it is as long as nothing
 * but the prefix tells one from the other, and as no other is told by it. So nothing is found
 *
 *   - where another route is a part of a changed one, or leads by it, or where a connected network
 *     has something to do with it: what is reached by what is for the whole table to say;
 *   - where a single route is not part of the same as the other: that may be another way to a next
 *     hop whose link is down (lower_way.c);
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

enum { CHANGED_MAX = 32, OF_PREFIX_MAX = 8, TRIES = 3 };

static const char statement[] = "ip route ";

_Static_assert(offsetof(struct static_route, at) == 0, "a row begins with the span of its line");

/* A route that comes or goes. */
struct changed {
	const struct static_route *route;
	uint32_t at; /* before which row it stands, or as which it stood */
};

typedef VEC(struct changed) changes;

/* In the order of lower_route.c: by distance, then as they stand. */
typedef VEC(const struct static_route *) row_list;

/* All routes of one prefix, of which some are changed. */
struct of_prefix {
	struct edit_prefix prefix;
	uint32_t at; /* of one that is changed */
	bool had; /* there were some */
	uint8_t around; /* bits of the longest other prefix that holds it */
	row_list rows; /* those that there are then */
	const struct static_route *like; /* one of another prefix, whose rows are like these */
};

struct edit_of_routes {
	struct arena *arena;
	const struct router *router;
	changes gone, new;
	VEC(struct of_prefix) prefixes; /* of these */
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
static bool meet(uint32_t a, unsigned a_len, uint32_t b, unsigned b_len)
{
	return agree(a, b, a_len < b_len ? a_len : b_len);
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
	return are_plain(&edit->gone) && are_plain(&edit->new) &&
	       edit->gone.len + edit->new.len <= CHANGED_MAX;
}

/* ---- prefixes ---- */

static struct edit_prefix prefix_of(const struct static_route *route)
{
	return (struct edit_prefix){route->prefix & ip_len_mask(route->len), route->len};
}

static bool is_of(const struct of_prefix *prefix, const struct static_route *route)
{
	return route->len == prefix->prefix.len && holds(route, prefix->prefix.addr);
}

static struct of_prefix *prefix_among(const struct edit_of_routes *edit,
				      const struct static_route *route)
{
	VEC_FOREACH (prefix, &edit->prefixes)
		if (is_of(prefix, route))
			return prefix;
	return NULL;
}

static void note_prefixes(struct edit_of_routes *edit, const changes *list)
{
	VEC_FOREACH (changed, list)
		if (!prefix_among(edit, changed->route))
			vec_push(edit->arena, &edit->prefixes,
				 ((struct of_prefix){.prefix = prefix_of(changed->route),
						     .at = changed->at}));
}

/* Is none a part of another? */
static bool are_apart(const struct edit_of_routes *edit)
{
	for (uint32_t i = 0; i < edit->prefixes.len; i++)
		for (uint32_t j = i + 1; j < edit->prefixes.len; j++) {
			struct edit_prefix a = edit->prefixes.at[i].prefix;
			struct edit_prefix b = edit->prefixes.at[j].prefix;

			if (meet(a.addr, a.len, b.addr, b.len))
				return false;
		}
	return true;
}

/* False when there are too many, or two by the same exit: one of them does not count. */
static bool add_row(struct arena *arena, row_list *rows, const struct static_route *route)
{
	uint32_t place = rows->len;

	VEC_FOREACH (other, rows)
		if (same_exit(*other, route))
			return false;
	vec_push(arena, rows, route);
	for (; place > 0 && rows->at[place - 1]->distance > route->distance; place--)
		rows->at[place] = rows->at[place - 1];
	rows->at[place] = route;
	return rows->len <= OF_PREFIX_MAX;
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

/* Does OTHER, which stays, forbid anything of PREFIX? If it is of the same, it is one of its rows:
 * also one that does not count, since it may say again what another one says. */
static bool forbids(const struct edit_of_routes *edit, const struct static_route *other,
		    struct of_prefix *prefix)
{
	struct edit_prefix own = prefix->prefix;

	if (agree(own.addr, other->next_hop, own.len) && other->has_next_hop)
		return true;
	if (!meet(own.addr, own.len, other->prefix, other->len) || other->vrf)
		return false;
	if (other->len == own.len) {
		prefix->had = true;
		return !is_plain(other) || !add_row(edit->arena, &prefix->rows, other);
	}
	if (!counts(other))
		return false;
	if (other->len < own.len && other->len > prefix->around)
		prefix->around = other->len;
	return other->len > own.len;
}

/* The new ones that stand before row AT. */
static bool add_new_before(struct edit_of_routes *edit, const struct changed **new, uint32_t at)
{
	const struct changed *end = edit->new.at + edit->new.len;

	for (; *new < end && (*new)->at <= at; (*new)++) {
		struct of_prefix *prefix = prefix_among(edit, (*new)->route);

		if (!add_row(edit->arena, &prefix->rows, (*new)->route))
			return false;
	}
	return true;
}

/* Ask all others, in the order of the text. */
static bool find_rows(struct edit_of_routes *edit)
{
	const struct static_routes *routes = &edit->router->routes;
	const struct changed *gone = edit->gone.at, *end = gone + edit->gone.len;
	const struct changed *new = edit->new.at;

	VEC_FOREACH (changed, &edit->gone)
		prefix_among(edit, changed->route)->had = true;
	for (uint32_t at = 0; at < routes->len; at++) {
		if (!add_new_before(edit, &new, at))
			return false;
		if (gone < end && at == gone->at) {
			gone++;
			continue;
		}
		VEC_FOREACH (prefix, &edit->prefixes)
			if (forbids(edit, &routes->at[at], prefix))
				return false;
	}
	return add_new_before(edit, &new, routes->len);
}

/* ---- another one ---- */

static bool is_gone(const struct edit_of_routes *edit, const struct static_route *route)
{
	VEC_FOREACH (gone, &edit->gone)
		if (gone->route == route)
			return true;
	return false;
}

/* Has OTHER, which stays, the exit of ROUTE? */
static bool is_like(const struct edit_of_routes *edit, const struct static_route *route,
		    const struct static_route *other)
{
	return other->next_hop == route->next_hop && is_plain(other) && same_exit(other, route) &&
	       !is_gone(edit, other);
}

/* No device has its gateway from them. */
static bool are_not_first(const struct edit_of_routes *edit, const changes *list)
{
	VEC_FOREACH (changed, list) {
		bool found = !changed->route->interface.name.s;

		for (uint32_t at = changed->at; at-- > 0 && !found;)
			found = is_like(edit, changed->route, &edit->router->routes.at[at]);
		if (!found)
			return false;
	}
	return true;
}

/* What there is of the prefix of ROUTE, which is not changed, and the bits of the longest one
 * around it. False when a row is not plain. */
static bool rows_like(const struct edit_of_routes *edit, const struct static_route *route,
		      row_list *rows, uint8_t *around)
{
	VEC_FOREACH (other, &edit->router->routes) {
		if (!meet(other->prefix, other->len, route->prefix, route->len) || !counts(other) ||
		    is_gone(edit, other))
			continue;
		if (other->len == route->len &&
		    (!is_plain(other) || !add_row(edit->arena, rows, other)))
			return false;
		if (other->len < route->len && other->len > *around)
			*around = other->len;
	}
	return true;
}

/* Is the prefix alone what tells its rows from those of the prefix of LIKE? */
static bool is_told_by_prefix(const struct edit_of_routes *edit, const struct of_prefix *prefix,
			      const struct static_route *like)
{
	row_list rows = {0};
	uint8_t around = 0;

	if (prefix_among(edit, like) || meets_network(edit->router, like) ||
	    !rows_like(edit, like, &rows, &around) || rows.len != prefix->rows.len)
		return false;
	for (uint32_t i = 0; i < rows.len; i++)
		if (!same_exit(rows.at[i], prefix->rows.at[i]) ||
		    (rows.len > 1 && rows.at[i]->distance != prefix->rows.at[i]->distance))
			return false;
	if (rows.len > 1)
		return true;
	if (around != prefix->around)
		return false;
	return agree(prefix->prefix.addr, like->prefix, around);
}

/* What stands beside it is likely to be like it: so a few of the nearest are tried. */
static void find_like(const struct edit_of_routes *edit, struct of_prefix *prefix)
{
	const struct static_routes *routes = &edit->router->routes;
	const struct static_route *first = prefix->rows.at[0];
	unsigned tries = 0;

	for (uint32_t at = prefix->at; at-- > 0 && tries < TRIES && !prefix->like;)
		if (is_like(edit, first, &routes->at[at])) {
			tries++;
			if (is_told_by_prefix(edit, prefix, &routes->at[at]))
				prefix->like = &routes->at[at];
		}
	tries = 0;
	for (uint32_t at = prefix->at; at < routes->len && tries < TRIES && !prefix->like; at++)
		if (is_like(edit, first, &routes->at[at])) {
			tries++;
			if (is_told_by_prefix(edit, prefix, &routes->at[at]))
				prefix->like = &routes->at[at];
		}
}

static bool find_likes(struct edit_of_routes *edit)
{
	VEC_FOREACH (prefix, &edit->prefixes) {
		if (!prefix->rows.len)
			continue;
		find_like(edit, prefix);
		if (!prefix->like)
			return false;
	}
	return true;
}

static bool are_certain(struct edit_of_routes *edit)
{
	note_prefixes(edit, &edit->gone);
	note_prefixes(edit, &edit->new);
	return are_apart(edit) && !is_asked_for(edit->router, &edit->gone) &&
	       !is_asked_for(edit->router, &edit->new) && find_rows(edit) &&
	       are_not_first(edit, &edit->gone) && are_not_first(edit, &edit->new) &&
	       find_likes(edit);
}

/* ---- all of it ---- */

static struct edit *make(const struct edit_of_routes *edit)
{
	struct edit *made = arena_new_object(edit->arena, struct edit);

	made->change = arena_new_object(edit->arena, struct change);
	VEC_FOREACH (prefix, &edit->prefixes) {
		struct edit_route *route = vec_add(edit->arena, &made->routes);

		route->at = prefix->prefix;
		route->goes = prefix->had;
		route->comes = prefix->rows.len;
		if (prefix->like)
			route->like = prefix_of(prefix->like);
	}
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
