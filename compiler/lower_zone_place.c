/* Which zone each row of host data goes to: that of `ip dns primary` that it is in, or that of the
 * topmost name above it that has data in the same view, or its own. */
#include "lower_zone.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/search.h"

struct primary_key {
	const char *zone;
	const struct dns_primary *primary;
};
typedef VEC(struct primary_key) primary_keys;

static int compare_primary(const void *a, const void *b)
{
	const struct primary_key *x = a, *y = b;

	return strcmp(x->zone, y->zone);
}

static primary_keys sort_primaries(struct lowering *lo)
{
	primary_keys keys = {0};

	VEC_FOREACH (primary, &lo->router->dns.primaries) {
		const char *zone = lower_domain_name(lo, primary->zone, primary->at);

		if (zone)
			vec_push(lo->arena, &keys, ((struct primary_key){zone, primary}));
	}
	if (keys.len)
		qsort(keys.at, keys.len, sizeof *keys.at, compare_primary);
	return keys;
}

/* The primary zone that NAME is in or is: the longest of its suffixes that is one. */
static const struct primary_key *covering(const primary_keys *keys, const char *name)
{
	for (; keys->len && *name; name = domain_parent(name)) {
		struct primary_key key = {name, NULL}, *found;

		found = bsearch(&key, keys->at, keys->len, sizeof *keys->at, compare_primary);
		if (found)
			return found;
	}
	return NULL;
}

static int compare_placed(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	int order = strcmp(x->view, y->view);

	order = order ? order : strcmp(x->zone, y->zone);
	return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* What a name without a dot is qualified with: the router's domain, or that of the VRF. */
static const char *domain_of(const struct lowering *lo, const struct dns_host *host)
{
	const struct dns_view *view = host->view.s ? dns_view_find(lo->router, host->view.s) : NULL;

	if (!view || !view->vrf)
		return lo->router->domain_name;
	view = dns_view_default(lo->router, view->vrf);
	return view ? view->domain_name : NULL;
}

static void sort_placed(placed_rows *rows)
{
	if (rows->len)
		qsort(rows->at, rows->len, sizeof *rows->at, compare_placed);
}

static int compare_place(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	int order = strcmp(x->view, y->view);

	return order ? order : strcmp(x->zone, y->zone);
}

/* A zone answers for all names below its own, so they have to be in it. */
static void nest_zones(struct lowering *lo, placed_rows *rows)
{
	const char **zone = arena_alloc(lo->arena, (rows->len + 1) * sizeof *zone);

	for (uint32_t i = 0; i < rows->len; i++) {
		struct placed key = rows->at[i];

		zone[i] = key.zone;
		while (!key.primary && *(key.zone = domain_parent(key.zone))) {
			const struct placed *above =
				bsearch(&key, rows->at, rows->len, sizeof *rows->at, compare_place);

			if (above && !above->primary)
				zone[i] = key.zone;
		}
	}
	for (uint32_t i = 0; i < rows->len; i++)
		rows->at[i].zone = zone[i];
	sort_placed(rows);
}

void placed_apart(placed_rows *rows)
{
	VEC_FOREACH (row, rows)
		if (!row->primary)
			row->zone = row->owner;
	sort_placed(rows);
}

placed_rows place_hosts(struct lowering *lo)
{
	primary_keys primaries = sort_primaries(lo);
	placed_rows rows = {0};

	VEC_FOREACH (host, &lo->router->dns.hosts) {
		const char *owner = lower_name_in(lo, host->name, domain_of(lo, host), host->at);
		const struct primary_key *primary = owner ? covering(&primaries, owner) : NULL;

		if (owner)
			vec_push(lo->arena, &rows,
				 ((struct placed){host->view.s ? host->view.s : "default",
						  primary ? primary->zone : owner, owner,
						  primary ? primary->primary : NULL, host, host->at,
						  rows.len}));
	}
	/* a primary zone answers for all its names, also those without data */
	VEC_FOREACH (key, &primaries)
		vec_push(lo->arena, &rows,
			 ((struct placed){"default", key->zone, key->zone, key->primary, NULL,
					  key->primary->at, rows.len}));
	sort_placed(&rows);
	nest_zones(lo, &rows);
	return rows;
}

struct view_search {
	const placed_rows *rows;
	const char *view;
};

static bool view_is_from(const void *of, uint32_t i)
{
	const struct view_search *search = of;

	return strcmp(search->rows->at[i].view, search->view) >= 0;
}

uint32_t placed_of_view(const placed_rows *rows, const char *view, const struct placed **from)
{
	uint32_t low = search_first(0, rows->len, view_is_from, &(struct view_search){rows, view});
	uint32_t n = 0;

	*from = rows->at + low;
	while (low + n < rows->len && !strcmp(rows->at[low + n].view, view))
		n++;
	return n;
}
