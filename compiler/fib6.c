/*
 * The table of IPv6 routes as the router has it with everything up: the same as fib.c's, with
 * prefixes of 128 bits, which stand beside its rows. Sites have few of them, and a look-up may cost
 * a search for each length that occurs.
 */
#include <stdlib.h>
#include <string.h>

#include "fib.h"

enum { LENGTHS = IP6_BITS + 1 };

struct fib6_row {
	struct ip6 prefix;
	struct fib_row row;
};

struct fib6 {
	VEC(struct fib6_row) sorted; /* by length (longest first), prefix, distance */
	struct fib_row *rows; /* the same without their prefixes */
	uint32_t start[LENGTHS + 1]; /* of the rows of length 128 - i */
};

static void add_connected(struct arena *arena, struct fib6 *fib, const struct router *router,
			  const struct site *site, const struct interface *interface)
{
	if (interface->vrf.s || !device_of(arena, site, interface))
		return;
	VEC_FOREACH (address, &interface->six.addresses) {
		struct fib_row row = {
			.len = address->len,
			.down = interface->shutdown,
			.connected = interface,
		};
		struct ip6 whole;

		if (address->kind != ADDRESS6_LINK_LOCAL && address->len &&
		    interface_address6_whole(router, address, &whole))
			vec_push(arena, &fib->sorted,
				 ((struct fib6_row){ip6_subnet(whole, address->len), row}));
	}
}

static void add_route(struct arena *arena, struct fib6 *fib, const struct router *router,
		      const struct static_route *route)
{
	struct fib_row row = {.len = route->len, .route = route};

	if (route->vrf || route->untranslated || route->distance == DISTANCE_NEVER)
		return;
	vec_push(arena, &fib->sorted, ((struct fib6_row){router_ip6(router, route->prefix), row}));
}

static unsigned distance(const struct fib_row *row)
{
	return row->connected ? 0 : 1u + row->route->distance;
}

static int by_length(const void *a, const void *b)
{
	const struct fib6_row *x = a, *y = b;
	int order;

	if (x->row.len != y->row.len)
		return y->row.len - x->row.len;
	order = ip6_compare(x->prefix, y->prefix);
	if (!order)
		order = (int)distance(&x->row) - (int)distance(&y->row);
	return order ? order : (x->row.route > y->row.route) - (x->row.route < y->row.route);
}

struct fib6 *fib6_new(struct arena *arena, const struct router *router, const struct site *site)
{
	struct fib6 *fib = arena_new_object(arena, struct fib6);
	const struct interface *interface;
	uint32_t row = 0;

	STAILQ_FOREACH (interface, &router->interfaces.list, link)
		add_connected(arena, fib, router, site, interface);
	VEC_FOREACH (route, &router->routes6)
		add_route(arena, fib, router, route);
	if (fib->sorted.len)
		qsort(fib->sorted.at, fib->sorted.len, sizeof *fib->sorted.at, by_length);
	fib->rows = arena_alloc(arena, fib->sorted.len * sizeof *fib->rows);
	for (uint32_t i = 0; i < fib->sorted.len; i++)
		fib->rows[i] = fib->sorted.at[i].row;
	for (unsigned i = 0; i <= LENGTHS; i++) {
		while (row < fib->sorted.len && fib->rows[row].len > IP6_BITS - (int)i)
			row++;
		fib->start[i] = row;
	}
	return fib;
}

/* The first of the rows LOW to END, of one length, whose prefix is at least PREFIX, or behind it.
 */
static uint32_t first_from(const struct fib6 *fib, uint32_t low, uint32_t end, struct ip6 prefix,
			   bool behind)
{
	while (low < end) {
		uint32_t middle = low + (end - low) / 2;
		int order = ip6_compare(fib->sorted.at[middle].prefix, prefix);

		if (order < 0 || (behind && order == 0))
			low = middle + 1;
		else
			end = middle;
	}
	return low;
}

const struct fib_row *fib6_rows_of(const struct fib6 *fib, struct ip6 prefix, unsigned len,
				   uint32_t *n)
{
	uint32_t start = fib->start[IP6_BITS - len], end = fib->start[IP6_BITS + 1 - len];
	uint32_t first = first_from(fib, start, end, prefix, false);

	*n = first_from(fib, first, end, prefix, true) - first;
	return *n ? &fib->rows[first] : NULL;
}

const struct fib_row *fib6_rows(const struct fib6 *fib, struct ip6 addr, unsigned max_len,
				uint32_t *n)
{
	for (unsigned len = max_len + 1; len-- > 0;) {
		const struct fib_row *rows = fib6_rows_of(fib, ip6_subnet(addr, len), len, n);

		for (; rows && *n && rows->down; rows++)
			--*n;
		if (rows && *n)
			return rows;
	}
	return NULL;
}

const struct interface *fib6_connected(const struct fib6 *fib, struct ip6 addr)
{
	for (unsigned len = LENGTHS; len-- > 0;) {
		uint32_t n;
		const struct fib_row *rows = fib6_rows_of(fib, ip6_subnet(addr, len), len, &n);

		if (rows && rows->connected)
			return rows->connected;
	}
	return NULL;
}

bool fib6_is_part(const struct fib6 *fib, struct ip6 prefix, unsigned len)
{
	while (len-- > 1) {
		uint32_t n;
		const struct fib_row *rows = fib6_rows_of(fib, ip6_subnet(prefix, len), len, &n);

		if (rows && rows->connected)
			return true;
	}
	return false;
}

const char *fib6_no_next_hop(const struct fib6 *fib, const struct router *router, struct ip6 addr)
{
	const struct interface *interface = fib6_connected(fib, addr);

	if (interface)
		VEC_FOREACH (at, &interface->six.addresses) {
			struct ip6 own;

			if (interface_address6_whole(router, at, &own) && ip6_equal(own, addr))
				return "an address of this router itself";
		}
	if (ip6_is_multicast(addr) || (!addr.hi && addr.lo <= 1))
		return "no address of a host";
	return NULL;
}
