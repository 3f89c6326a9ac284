/*
 * Tracked objects as the agent's tracks. A track stands behind those that it depends on: the
 * objects of its list, and the tracks that hold the routes it looks for.
 */
#include <string.h>

#include "fib.h"
#include "lower.h"

enum { MS = 1000, PROBES_MAX = UINT16_MAX - 1 };

/* "Gi0/1": how IOS shortens an interface's name in its log. */
static const char *short_name(struct lowering *lo, const char *name)
{
	return arena_printf(lo->arena, "%.2s%s", name, name + strcspn(name, "0123456789"));
}

static const char *route_label(struct lowering *lo, const struct track *track, const char *what)
{
	char prefix[IP6_TEXT_SIZE];

	if (track->v6)
		return arena_printf(lo->arena, "ipv6 route %s %s",
				    ip6_prefix_text(prefix, track->prefix6, track->len), what);
	return arena_printf(lo->arena, "ip route %s %s",
			    ip_prefix_text(prefix, track->prefix, track->len), what);
}

static const char *label_of(struct lowering *lo, const struct track *track)
{
	const char *name = track->interface.name.s ? short_name(lo, track->interface.name.s) : "";

	switch ((enum track_kind)track->kind) {
	case TRACK_SLA_REACHABILITY:
		return arena_printf(lo->arena, "ip sla %u reachability", track->sla_id);
	case TRACK_SLA_STATE:
		return arena_printf(lo->arena, "ip sla %u state", track->sla_id);
	case TRACK_LINE_PROTOCOL:
		return arena_printf(lo->arena, "interface %s line-protocol", name);
	case TRACK_IP_ROUTING:
		return arena_printf(lo->arena, "interface %s ip routing", name);
	case TRACK_IPV6_ROUTING:
		return arena_printf(lo->arena, "interface %s ipv6 routing", name);
	case TRACK_ROUTE_REACHABILITY:
		return route_label(lo, track, "reachability");
	case TRACK_ROUTE_METRIC:
		return route_label(lo, track, "metric threshold");
	case TRACK_LIST_AND:
		return "list boolean and";
	case TRACK_LIST_OR:
		return "list boolean or";
	case TRACK_LIST_WEIGHT:
		return "list threshold weight";
	case TRACK_LIST_PERCENTAGE:
		return "list threshold percentage";
	case TRACK_STUB:
		return "stub-object";
	case TRACK_NONE:
	case TRACK_OTHER:
		break;
	}
	return "object";
}

/* Probes stand in the order of their numbers, as slas do. */
static bool find_probe(const struct plan *plan, uint32_t id, uint16_t *probe)
{
	uint32_t low = 0, high = plan->probes.len;

	while (low < high) {
		uint32_t middle = (low + high) / 2;

		if (plan->probes.at[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	*probe = (uint16_t)low;
	return low < plan->probes.len && plan->probes.at[low].id == id;
}

/* A track of a probe that IOS never runs is down; one that we cannot run keeps what it was given.
 */
static void lower_sla_track(const struct lowering *lo, const struct track *track,
			    struct plan_track *to)
{
	if (track->sla && (track->sla->operation.kind == SLA_OTHER || track->sla->lost))
		return;
	if (!track->sla || track->sla->schedule.start == START_NONE ||
	    !find_probe(lo->plan, track->sla_id, &to->probe)) {
		to->default_down = true;
		return;
	}
	to->kind = track->kind == TRACK_SLA_STATE ? PLAN_TRACK_STATE : PLAN_TRACK_REACHABILITY;
}

static void lower_interface_track(const struct lowering *lo, const struct track *track,
				  struct plan_track *to)
{
	to->device = lower_any_device(lo, track->interface.to);
	if (to->device == NO_DEVICE)
		to->default_down = !track->interface.to || track->interface.to->shutdown;
	else if (track->kind == TRACK_LINE_PROTOCOL)
		to->kind = PLAN_TRACK_LINE_PROTOCOL;
	else
		to->kind = track->kind == TRACK_IP_ROUTING ? PLAN_TRACK_IP_ROUTING
							   : PLAN_TRACK_IPV6_ROUTING;
}

/* One that cannot be found keeps what the track was given. */
static bool find_table(struct lowering *lo, const struct track *track, struct plan_track *to)
{
	const struct lower_vrf *vrf = lower_vrf_named(lo, track->vrf);

	if (!track->vrf)
		return true;
	if (track->v6)
		return false; /* its line has said so */
	if (vrf)
		to->table = vrf->table;
	else
		line_leave_out(lo->router, track->vrf_at,
			       arena_printf(lo->arena, "track %u", track->id),
			       "tracking of routes of a VRF that has no interface");
	return vrf;
}

static void lower_route_track(struct lowering *lo, const struct track *track, struct plan_track *to)
{
	struct track_thresholds thresholds = track_thresholds(track);

	if (!find_table(lo, track, to))
		return;
	to->kind = track->kind == TRACK_ROUTE_METRIC ? PLAN_TRACK_METRIC : PLAN_TRACK_ROUTE;
	to->v6 = track->v6;
	to->prefix = track->prefix;
	to->prefix6 = track->prefix6;
	to->len = track->len;
	if (to->kind == PLAN_TRACK_METRIC) {
		to->up = thresholds.up;
		to->down = thresholds.down;
	}
}

/* ---- their order ---- */

/* By id: the index in plan.tracks, NOT_YET, or ON_THE_WAY. */
enum { IDS = 1001, NOT_YET = -1, ON_THE_WAY = -2 };

struct ordering {
	struct lowering *lo;
	VEC(const struct static_route *) in_vrfs; /* tracked routes of VRFs */
	int index[IDS];
};

static void lower_track(struct ordering *o, const struct track *track);

static void lower_list(struct ordering *o, const struct track *track, struct plan_track *to)
{
	static const uint8_t kinds[] = {PLAN_TRACK_ALL, PLAN_TRACK_ANY, PLAN_TRACK_WEIGHT,
					PLAN_TRACK_PERCENTAGE};
	struct track_thresholds thresholds = track_thresholds(track);

	to->kind = kinds[track->kind - TRACK_LIST_AND];
	if (to->kind == PLAN_TRACK_WEIGHT || to->kind == PLAN_TRACK_PERCENTAGE) {
		to->up = thresholds.up;
		to->down = thresholds.down;
	}
	VEC_FOREACH (member, &track->members) {
		struct plan_member row = {.weight = member->weight, .negated = member->negated};

		if (!member->to || o->index[member->id] < 0)
			continue;
		row.track = (uint16_t)o->index[member->id];
		vec_push(o->lo->arena, &to->members, row);
	}
}

/* Those it depends on come first. */
static void lower_others(struct ordering *o, const struct track *track)
{
	const struct fib_row *rows;
	const struct track *other;
	uint32_t n;

	VEC_FOREACH (member, &track->members)
		if (member->to)
			lower_track(o, member->to);
	if (!track_is_route(track))
		return;
	if (track->vrf) {
		VEC_FOREACH (route, &o->in_vrfs)
			if (track_looks_for(track, *route) &&
			    (other = track_find(o->lo->router, (*route)->track)))
				lower_track(o, other);
		return;
	}
	rows = track->v6 ? fib6_rows_of(o->lo->fib6, track->prefix6, track->len, &n)
			 : fib_rows_of(o->lo->fib, track->prefix, track->len, &n);
	for (uint32_t i = 0; i < n; i++) {
		if (!rows[i].route || !rows[i].route->track)
			continue;
		other = track_find(o->lo->router, rows[i].route->track);
		if (other)
			lower_track(o, other);
	}
}

/* No circle is left when we come here: check_track.c has seen to that. */
static void lower_track(struct ordering *o, const struct track *track)
{
	struct lowering *lo = o->lo;
	struct plan_track to = {
		.id = track->id,
		.kind = track->kind == TRACK_STUB ? PLAN_TRACK_STUB : PLAN_TRACK_FIXED,
		.device = NO_DEVICE,
		.delay_up = track->delay_up * MS,
		.delay_down = track->delay_down * MS,
		.default_down = track->default_down,
		.label = label_of(lo, track),
	};

	if (o->index[track->id] != NOT_YET)
		return;
	o->index[track->id] = ON_THE_WAY;
	lower_others(o, track);
	to.condition = lower_track_condition(lo, track->id);
	if (track->kind == TRACK_SLA_REACHABILITY || track->kind == TRACK_SLA_STATE)
		lower_sla_track(lo, track, &to);
	else if (track->interface.name.s)
		lower_interface_track(lo, track, &to);
	else if (track_is_route(track))
		lower_route_track(lo, track, &to);
	else if (track_is_list(track))
		lower_list(o, track, &to);
	o->index[track->id] = (int)lo->plan->tracks.len;
	vec_push(lo->arena, &lo->plan->tracks, to);
}

static struct plan_resolution resolution_of(const uint32_t *given)
{
	static const uint32_t defaults[] = {
#define X(symbol, name, value) value,
		TRACK_RESOLUTIONS(X)
#undef X
	};
	uint32_t value[RESOLUTION_COUNT];

	for (int i = 0; i < RESOLUTION_COUNT; i++)
		value[i] = given[i] ? given[i] : defaults[i];
	return (struct plan_resolution){
		.bgp = value[RESOLUTION_BGP],
		.eigrp = value[RESOLUTION_EIGRP],
		.isis = value[RESOLUTION_ISIS],
		.ospf = value[RESOLUTION_OSPF],
		.rtstatic = value[RESOLUTION_STATIC],
	};
}

void lower_tracks(struct lowering *lo)
{
	struct ordering *o = arena_new_object(lo->arena, struct ordering);
	const struct sla *sla;
	const struct track *track;

	STAILQ_FOREACH (sla, &lo->router->slas.list, link)
		if (sla_runs(sla))
			lower_probe(lo, sla);
	/* a track knows its probe by a number of 16 bits */
	if (lo->plan->probes.len > PROBES_MAX) {
		diag_global(lo->diags, DIAG_NONE, "more than %d probes", PROBES_MAX);
		return;
	}
	o->lo = lo;
	VEC_FOREACH (route, &lo->router->routes)
		if (route->vrf && route->track && !route->untranslated)
			vec_push(lo->arena, &o->in_vrfs, route);
	memset(o->index, 0xff, sizeof o->index);
	STAILQ_FOREACH (track, &lo->router->tracks.list, link)
		lower_track(o, track);
	for (int v6 = 0; v6 < 2; v6++)
		lo->plan->resolution[v6] = resolution_of(lo->router->tracks.resolution[v6]);
}
