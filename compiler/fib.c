/*
 * The table of routes as the router has it with everything up. Rows are sorted by length and
 * prefix, and those of one prefix are found by its hash, once for each length that occurs.
 */
#include <stdlib.h>
#include <string.h>

#include "fib.h"
#include "grammar/row_index.h"

/* Rows of one prefix may each lead to many of the next: so the steps of a walk are counted, too. */
enum { LENGTHS = 33, RECURSION_MAX = 8, STEPS_MAX = 1000 };

/* The rows of one prefix; none: a free place. */
struct group {
	uint32_t first, n;
};

struct fib {
	VEC(struct fib_row) rows; /* by length (longest first), prefix, distance */
	struct group *groups; /* by hash; a power of two, at most two thirds of them used */
	uint32_t n_groups;
	uint64_t lengths; /* a bit for each that has rows: most have none */
};

static void add_connected(struct arena *arena, struct fib *fib, const struct site *site,
			  const struct interface *interface)
{
	bool alone = !device_of(arena, site, interface);

	for (uint32_t i = 0; i < interface->addresses.len && !alone; i++) {
		const struct interface_address *address = &interface->addresses.at[i];

		if (address->len == 0) /* a mask that is none: no network */
			continue;
		vec_push(arena, &fib->rows,
			 ((struct fib_row){
				 .prefix = address->addr & ip_len_mask(address->len),
				 .len = address->len,
				 .down = interface->shutdown,
				 .connected = interface,
			 }));
	}
}

bool route_is_to_default(const struct static_route *route, const struct default_network *to)
{
	return !route->vrf && !route->untranslated && route->distance != DISTANCE_NEVER &&
	       route->prefix == to->network && route->len == classful_len(to->network);
}

static void add_route(struct arena *arena, struct fib *fib, const struct router *router,
		      const struct static_route *route)
{
	if (route->vrf || route->untranslated || route->distance == DISTANCE_NEVER)
		return;
	VEC_FOREACH (network, &router->routing.networks)
		if (route_is_to_default(route, network))
			vec_push(arena, &fib->rows, ((struct fib_row){.route = route}));
	vec_push(arena, &fib->rows,
		 ((struct fib_row){
			 .prefix = route->prefix & ip_len_mask(route->len),
			 .len = route->len,
			 .route = route,
		 }));
}

static unsigned distance(const struct fib_row *row)
{
	return row->connected ? 0 : 1u + row->route->distance;
}

static int by_length(const void *a, const void *b)
{
	const struct fib_row *x = a, *y = b;

	if (x->len != y->len)
		return y->len - x->len;
	if (x->prefix != y->prefix)
		return x->prefix < y->prefix ? -1 : 1;
	if (distance(x) != distance(y))
		return (int)distance(x) - (int)distance(y);
	return (x->route > y->route) - (x->route < y->route); /* rows of one array */
}

/* The group of PREFIX/LEN, or the free place where it would be. */
static struct group *group_of(const struct fib *fib, uint32_t prefix, unsigned len)
{
	uint32_t last = fib->n_groups - 1, i = (uint32_t)(row_mix(len, prefix) >> 32) & last;

	for (; fib->groups[i].n; i = (i + 1) & last) {
		const struct fib_row *row = &fib->rows.at[fib->groups[i].first];

		if (row->prefix == prefix && row->len == len)
			break;
	}
	return &fib->groups[i];
}

static void find_groups(struct arena *arena, struct fib *fib)
{
	for (fib->n_groups = 2; fib->n_groups / 3 * 2 < fib->rows.len;)
		fib->n_groups *= 2;
	fib->groups = arena_alloc(arena, fib->n_groups * sizeof *fib->groups);
	for (uint32_t i = 0; i < fib->rows.len; i++) {
		const struct fib_row *row = &fib->rows.at[i];
		struct group *group = group_of(fib, row->prefix, row->len);

		if (!group->n++)
			group->first = i;
	}
}

struct fib *fib_new(struct arena *arena, const struct router *router, const struct site *site)
{
	struct fib *fib = arena_new_object(arena, struct fib);
	const struct interface *interface;

	STAILQ_FOREACH (interface, &router->interfaces.list, link)
		add_connected(arena, fib, site, interface);
	for (uint32_t i = 0; i < router->routes.len; i++)
		add_route(arena, fib, router, &router->routes.at[i]);
	if (fib->rows.len)
		qsort(fib->rows.at, fib->rows.len, sizeof *fib->rows.at, by_length);
	VEC_FOREACH (one, &fib->rows)
		fib->lengths |= (uint64_t)1 << one->len;
	find_groups(arena, fib);
	return fib;
}

void fib_free(struct arena *arena, struct fib *fib)
{
	vec_free(arena, &fib->rows);
	arena_release(arena, fib->groups, fib->n_groups * sizeof *fib->groups);
}

/* The longest length below LEN that has rows, or -1. */
static int length_below(const struct fib *fib, int len)
{
	uint64_t lengths = fib->lengths & (((uint64_t)1 << len) - 1);

	return lengths ? 63 - __builtin_clzll(lengths) : -1;
}

const struct fib_row *fib_rows_of(const struct fib *fib, uint32_t prefix, unsigned len, uint32_t *n)
{
	const struct group *group = group_of(fib, prefix, len);

	*n = group->n;
	return *n ? &fib->rows.at[group->first] : NULL;
}

const struct interface *fib_connected(const struct fib *fib, uint32_t addr)
{
	for (int len = LENGTHS; (len = length_below(fib, len)) >= 0;) {
		uint32_t n;
		const struct fib_row *rows =
			fib_rows_of(fib, addr & ip_len_mask((unsigned)len), (unsigned)len, &n);

		if (rows && rows->connected)
			return rows->connected;
	}
	return NULL;
}

bool fib_is_part(const struct fib *fib, uint32_t prefix, unsigned len)
{
	for (int of = (int)len; (of = length_below(fib, of)) > 0;) {
		uint32_t n;
		const struct fib_row *rows =
			fib_rows_of(fib, prefix & ip_len_mask((unsigned)of), (unsigned)of, &n);

		if (rows && rows->connected)
			return true;
	}
	return false;
}

const char *fib_no_next_hop(const struct fib *fib, uint32_t addr)
{
	const struct interface *interface = fib_connected(fib, addr);

	for (uint32_t i = 0; interface && i < interface->addresses.len; i++) {
		const struct interface_address *at = &interface->addresses.at[i];

		if (at->addr == addr)
			return "an address of this router itself";
		if (at->len < 31 && (at->addr | ~ip_len_mask(at->len)) == addr)
			return "the broadcast address of its network";
	}
	if (addr >> 24 == 0 || addr >> 24 == 127 || addr >> 24 >= 224)
		return "no address of a host";
	return NULL;
}

const struct fib_row *fib_rows(const struct fib *fib, uint32_t addr, unsigned max_len, uint32_t *n)
{
	for (int len = (int)max_len + 1; (len = length_below(fib, len)) >= 0;) {
		const struct fib_row *rows =
			fib_rows_of(fib, addr & ip_len_mask((unsigned)len), (unsigned)len, n);

		for (; rows && *n && rows->down; rows++)
			--*n;
		if (rows && *n)
			return rows;
	}
	return NULL;
}

static struct way way_of_route(const struct fib *fib, const struct static_route *route,
			       unsigned depth, unsigned *steps);

static struct way way_of_rows(const struct fib *fib, const struct fib_row *rows, uint32_t n,
			      unsigned depth, unsigned *steps)
{
	struct way way = {.kind = WAY_NONE};

	if (n && rows->connected)
		return (struct way){.kind = WAY_INTERFACE, .interface = rows->connected};
	for (uint32_t i = 0; i < n && way.kind == WAY_NONE; i++) {
		if ((*steps)++ == STEPS_MAX)
			return (struct way){.kind = WAY_UNKNOWN};
		way = way_of_route(fib, rows[i].route, depth, steps);
	}
	return way;
}

static struct way way_of_route(const struct fib *fib, const struct static_route *route,
			       unsigned depth, unsigned *steps)
{
	struct way way = {.at = route->at, .located = true};
	const struct fib_row *rows;
	uint32_t n;

	if (route->dhcp && !route->interface.name.s) {
		way.kind = WAY_UNKNOWN;
	} else if (route->null0) {
		way.kind = WAY_DROP;
	} else if (route->interface.name.s) {
		way.interface = route->interface.to;
		way.kind = !way.interface	     ? WAY_UNKNOWN
			   : way.interface->shutdown ? WAY_NONE
						     : WAY_INTERFACE;
	} else if (route->has_next_hop && depth < RECURSION_MAX) {
		rows = fib_rows(fib, route->next_hop, 32, &n);
		if (rows && rows->len > 0) {
			struct way next = way_of_rows(fib, rows, n, depth + 1, steps);

			way.kind = next.kind;
			way.interface = next.interface;
		}
	}
	return way;
}

struct way fib_route_way(const struct fib *fib, const struct static_route *route)
{
	unsigned steps = 0;

	return way_of_route(fib, route, 0, &steps);
}

struct way fib_way(const struct fib *fib, uint32_t addr)
{
	struct way way = {.kind = WAY_NONE};
	unsigned steps = 0;
	uint32_t n;

	for (unsigned len = 33; len-- > 0 && way.kind == WAY_NONE;) {
		const struct fib_row *rows = fib_rows(fib, addr, len, &n);

		if (!rows)
			break;
		way = way_of_rows(fib, rows, n, 0, &steps);
		len = rows->len;
	}
	return way;
}
