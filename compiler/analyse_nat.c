/*
 * Static translations that overlap (static-overlap): in a global address, in a local one, or with a
 * pool from which hosts are given addresses. What says `extendable`, asks a route-map or has some
 * other condition is meant to: it is for several entries beside each other.
 */
#include "analyse.h"

#include <stdlib.h>

enum { REPORTS_MAX = 32 };

/* An entry in the order of one of its addresses. */
struct placed {
	uint32_t first, last;
	const struct nat_static *entry;
};

struct overlap_check {
	struct checker *c;
	VEC(struct placed) by_global, by_local;
	bool *told; /* by the number of the entry */
	uint32_t reports;
};

static bool is_plain(const struct nat_static *entry)
{
	return !(entry->options & NAT_OPTION(EXTENDABLE)) && !entry->route_map.name.s &&
	       !entry->extra && !entry->untranslated;
}

/* Those whose addresses are ours to give away, and are known. */
static bool concerns(const struct nat_static *entry)
{
	return (entry->kind == NAT_INSIDE_SOURCE || entry->kind == NAT_NVI_SOURCE) &&
	       !entry->interface.name.s && !entry->untranslated;
}

static bool is_whole(const struct nat_static *entry)
{
	return entry->proto == NAT_PROTO_ANY;
}

static struct placed place(const struct nat_static *entry, uint32_t addr)
{
	uint32_t wild = ~ip_len_mask(entry->len);

	return (struct placed){addr & ~wild, addr | wild, entry};
}

/* By domain and address; of what begins together the widest first, and entries before ports. */
static int compare_placed(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	if (x->entry->kind != y->entry->kind)
		return x->entry->kind - y->entry->kind;
	if (x->entry->vrf != y->entry->vrf)
		return (uintptr_t)x->entry->vrf < (uintptr_t)y->entry->vrf ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->last != y->last)
		return x->last > y->last ? -1 : 1;
	if (is_whole(x->entry) != is_whole(y->entry))
		return is_whole(x->entry) ? -1 : 1;
	return (x->entry > y->entry) - (x->entry < y->entry);
}

/* ---- messages ---- */

static struct diag *report(struct overlap_check *check, const struct nat_static *entry,
			   const char *text)
{
	bool *told = &check->told[entry - check->c->router->nat.statics.at];

	if (*told || check->reports++ >= REPORTS_MAX)
		return NULL;
	*told = true;
	return diag_at(check->c->diags, DIAG_STATIC_OVERLAP, entry->global_at, "%s", text);
}

static void report_pair(struct overlap_check *check, const struct nat_static *entry,
			const struct nat_static *other, const char *text)
{
	diag_note(check->c->diags, report(check, entry, text), other->at, "the other entry");
}

/* Does OTHER translate what ENTRY does in the same way? */
static bool is_part(const struct nat_static *entry, const struct nat_static *other)
{
	return !other->route_map.name.s && !other->extra &&
	       entry->local - other->local == entry->global - other->global &&
	       entry->local_port == entry->global_port;
}

static void report_global(struct overlap_check *check, const struct nat_static *entry,
			  const struct nat_static *other)
{
	struct checker *c = check->c;
	const char *global = check_ip(c, entry->global), *text;

	if (is_part(entry, other))
		text = arena_printf(c->arena, "another entry translates all of '%s' in this way",
				    global);
	else if (!is_plain(entry) || !is_plain(other))
		return;
	else if (!is_whole(entry) && other->len == 32)
		text = arena_printf(c->arena,
				    "this port of '%s' leads to '%s', and all of that "
				    "address to '%s'",
				    global, check_ip(c, entry->local), check_ip(c, other->local));
	else
		text = arena_printf(c->arena, "another entry translates a network that '%s' is in",
				    global);
	report_pair(check, entry, other, text);
}

static void report_local(struct overlap_check *check, const struct nat_static *entry,
			 const struct nat_static *other)
{
	struct checker *c = check->c;
	const char *local = check_ip(c, entry->local);

	if (!is_plain(entry) || !is_plain(other))
		return;
	report_pair(check, entry, other,
		    other->len == 32 && entry->len == 32
			    ? arena_printf(c->arena,
					   "'%s' has another global address already: "
					   "both want 'extendable', or a route-map",
					   local)
			    : arena_printf(c->arena,
					   "another entry gives global addresses to a "
					   "network that '%s' is in",
					   local));
}

/* ---- overlaps ---- */

static bool same_domain(const struct nat_static *a, const struct nat_static *b)
{
	return a->kind == b->kind && a->vrf == b->vrf;
}

/* Of N entries in order: each against the one before it that reaches furthest. */
static void sweep(struct overlap_check *check, const struct placed *at, uint32_t n,
		  void (*overlaps)(struct overlap_check *check, const struct nat_static *entry,
				   const struct nat_static *other))
{
	const struct placed *open = NULL;

	for (const struct placed *next = at; next < at + n; next++) {
		if (open && (!same_domain(open->entry, next->entry) || open->last < next->first))
			open = NULL;
		if (open)
			overlaps(check, next->entry, open->entry);
		if (is_whole(next->entry) && (!open || next->last > open->last))
			open = next;
	}
}

/* ---- pools ---- */

struct pool_range {
	uint32_t first, last, reach; /* REACH: the furthest end so far */
	const struct nat_pool *pool;
};

typedef VEC(struct pool_range) pool_ranges;

static int compare_ranges(const void *a, const void *b)
{
	const struct pool_range *x = a, *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

static void add_pool(struct checker *c, pool_ranges *ranges, const struct nat_dynamic *rule)
{
	if ((rule->kind != NAT_INSIDE_SOURCE && rule->kind != NAT_NVI_SOURCE) || !rule->pool.to ||
	    !(rule->options & NAT_OPTION(OVERLOAD)) || rule->vrf || rule->untranslated)
		return;
	VEC_FOREACH (range, &rule->pool.to->ranges)
		vec_push(c->arena, ranges,
			 ((struct pool_range){range->first, range->last, 0, rule->pool.to}));
}

static const struct nat_pool *pool_of(const pool_ranges *ranges, uint32_t addr)
{
	uint32_t low = 0, high = ranges->len;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (ranges->at[middle].first <= addr)
			low = middle + 1;
		else
			high = middle;
	}
	while (low-- && ranges->at[low].reach >= addr)
		if (ranges->at[low].last >= addr)
			return ranges->at[low].pool;
	return NULL;
}

/* A pool without overload leaves out what static entries have, and one with it shares an address
 * with a port of it; but not with a host that has all of its ports. */
static void check_pools(struct overlap_check *check)
{
	struct checker *c = check->c;
	pool_ranges ranges = {0};

	VEC_FOREACH (rule, &c->router->nat.dynamics)
		add_pool(c, &ranges, rule);
	if (!ranges.len)
		return;
	qsort(ranges.at, ranges.len, sizeof *ranges.at, compare_ranges);
	for (uint32_t i = 0; i < ranges.len; i++) {
		uint32_t before = i ? ranges.at[i - 1].reach : 0;

		ranges.at[i].reach = before > ranges.at[i].last ? before : ranges.at[i].last;
	}
	VEC_FOREACH (entry, &c->router->nat.statics) {
		const struct nat_pool *pool;

		if (!concerns(entry) || !is_whole(entry) || entry->vrf || entry->len < 32)
			continue;
		pool = pool_of(&ranges, entry->global);
		if (!pool)
			continue;
		diag_note(c->diags,
			  report(check, entry,
				 arena_printf(c->arena,
					      "'%s' is in pool '%s', too: other hosts "
					      "leave by it",
					      check_ip(c, entry->global), pool->name)),
			  pool->at, "the pool is here");
	}
}

/* Large configurations are written by programs: mostly it is sorted already. */
static void sort_placed(struct placed *at, uint32_t n)
{
	for (uint32_t i = 1; i < n; i++)
		if (compare_placed(&at[i - 1], &at[i]) > 0) {
			qsort(at, n, sizeof *at, compare_placed);
			return;
		}
}

void check_static_overlaps(struct checker *c)
{
	struct overlap_check check = {.c = c};
	const struct nat *nat = &c->router->nat;

	check.told = arena_alloc(c->arena, (nat->statics.len + 1) * sizeof *check.told);
	VEC_FOREACH (entry, &nat->statics) {
		if (!concerns(entry))
			continue;
		vec_push(c->arena, &check.by_global, place(entry, entry->global));
		if (is_whole(entry))
			vec_push(c->arena, &check.by_local, place(entry, entry->local));
	}
	sort_placed(check.by_global.at, check.by_global.len);
	sort_placed(check.by_local.at, check.by_local.len);
	sweep(&check, check.by_global.at, check.by_global.len, report_global);
	sweep(&check, check.by_local.at, check.by_local.len, report_local);
	check_pools(&check);
}
