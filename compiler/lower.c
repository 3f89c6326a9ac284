/*
 * The router model to the plan: the order of the passes, and what all of them use. Each pass lowers
 * one vocabulary; devices come first, exit lists second, because all others name their marks.
 */
#include "lower.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "applet.h"
#include "fib.h"
#include "grammar/bytes.h"
#include "grammar/reader.h"
#include "lower_map.h"
#include "lower_nft.h"

enum { ORIGIN_MAX = 200, CONDITIONS_MAX = UINT16_MAX - 1 };

struct lower_track_condition {
	UT_hash_handle hh; /* by number */
	uint32_t number;
	uint16_t condition;
};

uint16_t lower_condition(struct lowering *lo, struct condition condition)
{
	vec_push(lo->arena, &lo->plan->conditions, condition);
	return (uint16_t)(lo->plan->conditions.len - 1);
}

uint16_t lower_track_condition(struct lowering *lo, uint32_t number)
{
	struct lower_track_condition *track;

	HASH_FIND(hh, lo->tracks, &number, sizeof number, track);
	if (track)
		return track->condition;
	track = arena_new_object(lo->arena, struct lower_track_condition);
	track->number = number;
	track->condition = lower_condition(
		lo, (struct condition){.kind = CONDITION_TRACK,
				       .number = number,
				       .text = arena_printf(lo->arena, "track %u", number)});
	HASH_ADD(hh, lo->tracks, number, sizeof track->number, track);
	return track->condition;
}

void lower_require(struct lowering *lo, guard *to, uint16_t condition, bool truth)
{
	vec_push(lo->arena, to, ((struct literal){condition, truth}));
}

/* The line that holds AT: a statement stands on one line, whatever part of it was remembered. */
static struct span whole_line(const struct source *source, struct span at)
{
	size_t off = at.off < source->len ? at.off : source->len;
	const char *here = source->text + off, *end = source->text + source->len;
	const char *before = memrchr(source->text, source->line_end, off);
	const char *start = before ? before + 1 : source->text;
	const char *newline = memchr(here, source->line_end, (size_t)(end - here));

	return (struct span){(uint32_t)(start - source->text),
			     (uint32_t)((newline ? newline : end) - start)};
}

/* Is none of these sixteen bytes a blank that has another behind it, or is no space? */
static bool are_squeezed(const char *s)
{
	bytes c = bytes_at(s), next = bytes_at(s + 1);

	return !bytes_any((bytes)(c < ' ') | ((bytes)(c == ' ') & (bytes)(next == ' ')));
}

/* Are all blanks from FROM to END single spaces, and between words? */
static bool is_squeezed(const char *from, const char *end)
{
	bool blank = true;

	if (end - from > BYTES) {
		const char *last = end - BYTES - 1;

		for (const char *at = from; at < last; at += BYTES)
			if (!are_squeezed(at))
				return false;
		return are_squeezed(last) && *from != ' ' && (unsigned char)end[-1] > ' ';
	}
	for (; from < end; from++) {
		unsigned char c = (unsigned char)*from;

		if (c <= ' ' && (c != ' ' || blank))
			return false;
		blank = c == ' ';
	}
	return !blank;
}

/* Is AT in the line that was asked for last? One long line may give rise to many objects; and of an
 * edit there is no text, but what lower_origin_is() has told. */
static bool is_known(const struct lowering *lo, struct span at)
{
	return lo->origin && at.off >= lo->origin_line.off &&
	       at.off < lo->origin_line.off + lo->origin_line.len;
}

/* What stands from FROM to END, where the line ends, if that is an origin as it is; else NULL. */
static const char *origin_there(struct lowering *lo, const char *from, const char *end)
{
	if (end - from > ORIGIN_MAX || !is_squeezed(from, end))
		return NULL;
	return lo->router->source->line_end ? arena_strndup(lo->arena, from, (size_t)(end - from))
					    : from;
}

const char *lower_origin(struct lowering *lo, struct span at)
{
	const struct source *source;
	const char *from, *end;
	char text[ORIGIN_MAX];
	size_t len = 0;

	if (is_known(lo, at))
		return lo->origin;
	source = lo->router->source;
	lo->origin_line = whole_line(source, at);
	end = source->text + lo->origin_line.off + lo->origin_line.len;
	from = ios_statement_in(source->text + lo->origin_line.off, end);
	lo->origin = origin_there(lo, from, end);
	if (lo->origin)
		return lo->origin;
	for (; from < end && len < sizeof text; from++) {
		if ((unsigned char)*from > ' ' || !isspace((unsigned char)*from))
			text[len++] = *from;
		else if (len && text[len - 1] != ' ')
			text[len++] = ' ';
	}
	while (len && text[len - 1] == ' ')
		len--;
	lo->origin = arena_strndup(lo->arena, text, len);
	return lo->origin;
}

/* Does AT end where its line does? What the reader has left out may stand behind it. */
static bool ends_its_line(const struct source *source, struct span at)
{
	size_t end = (size_t)at.off + at.len;

	return end < source->len && source->text[end] == source->line_end;
}

const char *lower_line_origin(struct lowering *lo, struct span line)
{
	const struct source *source;
	const char *from;

	if (is_known(lo, line))
		return lo->origin;
	source = lo->router->source;
	if (!ends_its_line(source, line))
		return lower_origin(lo, line);
	from = source->text + line.off;
	lo->origin_line = line;
	lo->origin = origin_there(lo, from, from + line.len);
	return lo->origin ? lo->origin : lower_origin(lo, line);
}

void lower_origin_is(struct lowering *lo, struct span at, const char *origin)
{
	lo->origin_line = at;
	lo->origin = origin;
}

struct object *lower_item(struct lowering *lo, enum object_kind kind, const char *origin)
{
	struct item *item = vec_add(lo->arena, &lo->plan->items);

	item->object.kind = (uint8_t)kind;
	item->object.origin = origin;
	return &item->object;
}

void lower_sysctl(struct lowering *lo, const char *path, const char *value, const char *origin)
{
	struct sysctl_object *sysctl = &lower_item(lo, OBJECT_SYSCTL, origin)->sysctl;

	sysctl->path = path;
	sysctl->value = value;
}

guard *lower_item_guard(struct lowering *lo)
{
	return &lo->plan->items.at[lo->plan->items.len - 1].guard;
}

void lower_choice(struct lowering *lo, const struct choice *choice)
{
	if (choice->candidates.len > 1) {
		vec_push(lo->arena, &lo->plan->choices, *choice);
	} else if (choice->candidates.len) {
		*lower_item(lo, OBJECT_ROUTE, NULL) = choice->candidates.at->object;
		*lower_item_guard(lo) = choice->candidates.at->guard;
	}
}

void lower_divergence(struct lowering *lo, enum diag_name name, struct span at, const char *what)
{
	const char *text = diag_text(name);

	VEC_FOREACH (listed, &lo->plan->divergences)
		if (!strcmp(*listed, text))
			return;
	vec_push(lo->arena, &lo->plan->divergences, text);
	diag_at(lo->diags, name, at, "%s", what);
}

/* Fragments are put together before any of our chains sees them: lower_whole_packets(). */
static void report_reassembly(struct lowering *lo)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		const acl_ref *group =
			interface->access_in.to ? &interface->access_in : &interface->access_out;

		if (group->to && lower_any_device(lo, interface) != NO_DEVICE)
			lower_divergence(lo, DIAG_REASSEMBLY, group->name.at,
					 "access lists see whole packets, never fragments");
	}
}

static struct plan *plan_new(const struct router *router, const struct site *site)
{
	struct plan *plan = arena_new_object(router->arena, struct plan);

	plan->arena = router->arena;
	plan->source = router->source->name;
	plan->hostname = router->hostname.s;
	plan->fidelity = site->fidelity;
	plan->on_failover = site->on_failover;
	plan->on_recovery = site->on_recovery;
	plan->drain_time = site->drain_time;
	plan->mark_mask = site->mark_mask;
	return plan;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void lower_all(struct lowering *lo)
{
	if (!lower_devices(lo))
		return;
	lower_find_vrfs(lo);
	lower_find_parts(lo);
	if (!lower_exits(lo))
		return;
	lower_vrfs(lo);
	lower_interfaces(lo);
	lower_interfaces6(lo);
	lower_routes(lo);
	lower_routes6(lo);
	lower_verify(lo);
	lower_packets(lo);
	lower_packets6(lo);
	lower_nat66(lo);
	lower_nat(lo);
	lower_policy(lo);
	lower_dns(lo);
	lower_fhrp(lo);
	lower_dhcp(lo);
	lower_dhcp6(lo);
	lower_dhcp_clients(lo);
	lower_advertisers(lo);
	lower_sessions(lo);
	lower_servers(lo);
	lower_tracks(lo);
	lower_applets(lo);
	lower_lone_devices(lo);
	lower_whole_packets(lo);
	lower_family(lo);
	report_reassembly(lo);
}

struct plan *lower(struct router *router, const struct site *site, bool later)
{
	struct fib *fib = fib_new(router->arena, router, site);
	struct lowering lo = {
		.arena = router->arena,
		.router = router,
		.site = site,
		.diags = router->diags,
		.plan = plan_new(router, site),
		.safe = site->fidelity == FIDELITY_SAFE,
		.later = later,
		.yields = route_maps_yield(router),
		.fib = fib,
		.fib6 = fib6_new(router->arena, router, site),
	};
	unsigned errors = router->diags->errors;

	lower_all(&lo);
	HASH_CLEAR(hh, lo.tracks);
	lower_acl_free(&lo);
	lower_maps_free(&lo);
	lower_exits_free(&lo);
	fib_free(router->arena, fib);
	if (router->diags->errors > errors)
		return NULL;
	if (lo.plan->conditions.len > CONDITIONS_MAX) {
		diag_global(lo.diags, DIAG_NONE, "more than %d interfaces and tracks",
			    CONDITIONS_MAX);
		return NULL;
	}
	if (lo.plan->divergences.len)
		qsort(lo.plan->divergences.at, lo.plan->divergences.len,
		      sizeof *lo.plan->divergences.at, compare_names);
	plan_index(lo.plan);
	return lo.plan;
}
