/*
 * Derived conditions (decisions.md 1): tracks that follow from others, or from the routes that are
 * in force. A plan's tracks stand behind those they depend on, so that one pass over them settles
 * all. Delays, and what a track was before when it is between its thresholds, belong to the track
 * machine of the agent.
 */
#include <stdlib.h>
#include <string.h>

#include "grammar/ip.h"
#include "plan.h"

enum { UNREACHABLE = 255, PERCENT = 100 };

bool track_is_derived(const struct plan_track *track)
{
	return track->kind >= PLAN_TRACK_ALL;
}

/* ---- routes ---- */

static int compare_routes(const void *a, const void *b)
{
	const struct plan_track *x = *(const struct plan_track *const *)a;
	const struct plan_track *y = *(const struct plan_track *const *)b;

	if (x->v6 != y->v6)
		return x->v6 ? 1 : -1;
	if (x->table != y->table)
		return x->table < y->table ? -1 : 1;
	if (x->v6 && !ip6_equal(x->prefix6, y->prefix6))
		return ip6_compare(x->prefix6, y->prefix6);
	if (!x->v6 && x->prefix != y->prefix)
		return x->prefix < y->prefix ? -1 : 1;
	return (x->len > y->len) - (x->len < y->len);
}

/* What a track of ROUTE, which is the router's own or in the table of a VRF, would look for. */
static struct plan_track track_for(const struct route_object *route, uint32_t table)
{
	return (struct plan_track){.v6 = route->v6,
				   .table = table,
				   .prefix = route->prefix,
				   .prefix6 = route->prefix6,
				   .len = route->len};
}

bool track_looks_at(const struct plan_track *track, const struct route_object *route)
{
	struct plan_track other = track_for(route, 0);
	const struct plan_track *like = &other;

	return !compare_routes(&track, &like);
}

typedef VEC(struct plan_track *) track_list;

/* One to Null0 is one, too, but not what closes the table of a VRF. */
static bool is_route(const struct object *object)
{
	return object->kind == OBJECT_ROUTE && object->route.metric != METRIC_LAST;
}

static void note_route(struct plan *plan, const track_list *tracks, uint32_t i,
		       const struct object *object)
{
	struct plan_track key;
	const struct plan_track *like = &key;
	struct plan_track **found;

	if (!is_route(object))
		return;
	key = track_for(&object->route,
			table_is_routers(object->route.table) ? 0 : object->route.table);
	found = bsearch(&like, tracks->at, tracks->len, sizeof *tracks->at, compare_routes);
	if (!found)
		return;
	while (found > tracks->at && !compare_routes(found - 1, found))
		found--;
	for (; found < tracks->at + tracks->len && !compare_routes(found, &like); found++) {
		uint32_t n = (*found)->routes.len;

		if (!n || (*found)->routes.at[n - 1] != i)
			vec_push(plan->arena, &(*found)->routes, i);
	}
}

void plan_index_tracks(struct plan *plan)
{
	track_list tracks = {0};
	uint32_t i = 0;

	VEC_FOREACH (track, &plan->tracks) {
		track->routes.len = 0;
		if (track->kind == PLAN_TRACK_ROUTE || track->kind == PLAN_TRACK_METRIC)
			vec_push(plan->arena, &tracks, track);
	}
	if (!tracks.len)
		return;
	qsort(tracks.at, tracks.len, sizeof *tracks.at, compare_routes);
	VEC_FOREACH (item, &plan->items)
		note_route(plan, &tracks, i++, &item->object);
	VEC_FOREACH (choice, &plan->choices) {
		VEC_FOREACH (candidate, &choice->candidates)
			note_route(plan, &tracks, i, &candidate->object);
		i++;
	}
}

static bool object_is_way(const guard *g, const struct object *object, const struct state *state)
{
	return is_route(object) && guard_holds(g, state);
}

static bool route_holds(const struct plan *plan, uint32_t i, const struct state *state)
{
	if (i < plan->items.len)
		return object_is_way(&plan->items.at[i].guard, &plan->items.at[i].object, state);
	VEC_FOREACH (candidate, &plan->choices.at[i - plan->items.len].candidates)
		if (object_is_way(&candidate->guard, &candidate->object, state))
			return true;
	return false;
}

static bool is_network_of(const struct plan_track *track, const struct plan_device *device)
{
	if (track->table != device->vrf_table)
		return false;
	if (track->v6)
		return device->has_address6 && device->len6 == track->len &&
		       ip6_equal(ip6_subnet(device->address6, track->len), track->prefix6);
	return device->has_address && device->len == track->len &&
	       (device->address & ip_len_mask(track->len)) == track->prefix;
}

/* The network of a device stands in the table while its link is up. */
static bool is_connected(const struct plan *plan, const struct plan_track *track,
			 const struct state *state)
{
	bool found = false;

	for (uint32_t d = 0; d < plan->devices.len; d++) {
		bool up = true;

		if (!is_network_of(track, &plan->devices.at[d]))
			continue;
		for (uint32_t c = 0; c < plan->conditions.len; c++)
			if (plan->conditions.at[c].kind == CONDITION_LINK &&
			    plan->conditions.at[c].device == d)
				up = state->truth[c];
		found |= up;
	}
	return found;
}

bool track_has_route(const struct plan *plan, const struct plan_track *track,
		     const struct state *state)
{
	VEC_FOREACH (i, &track->routes)
		if (route_holds(plan, *i, state))
			return true;
	return is_connected(plan, track, state);
}

enum track_verdict track_metric_verdict(const struct plan_track *track, uint32_t metric)
{
	if (metric >= UNREACHABLE || metric >= track->down)
		return VERDICT_DOWN;
	return metric <= track->up ? VERDICT_UP : VERDICT_SAME;
}

uint32_t track_metric(const struct plan *plan, const struct plan_track *track, uint8_t protocol,
		      uint32_t metric)
{
	const struct plan_resolution *resolution = &plan->resolution[track->v6];
	uint32_t by = 1;

	switch (protocol) {
#define X(member, number)                \
	case number:                     \
		by = resolution->member; \
		break;
		PLAN_RESOLUTIONS(X)
#undef X
	default:
		break;
	}
	metric /= by ? by : 1;
	return metric < UNREACHABLE ? metric : UNREACHABLE - 1u;
}

/* ---- lists ---- */

static bool member_is_up(const struct plan *plan, const struct plan_member *member,
			 const struct state *state)
{
	return state->truth[plan->tracks.at[member->track].condition] != member->negated;
}

static enum track_verdict threshold(const struct plan_track *track, unsigned value)
{
	if (value >= track->up)
		return VERDICT_UP;
	return value <= track->down ? VERDICT_DOWN : VERDICT_SAME;
}

/* A list of nothing is down. */
static enum track_verdict list_verdict(const struct plan *plan, const struct plan_track *track,
				       const struct state *state)
{
	unsigned up = 0, weight = 0;

	VEC_FOREACH (member, &track->members) {
		if (!member_is_up(plan, member, state))
			continue;
		up++;
		weight += member->weight;
	}
	if (!track->members.len)
		return VERDICT_DOWN;
	switch (track->kind) {
	case PLAN_TRACK_ALL:
		return up == track->members.len ? VERDICT_UP : VERDICT_DOWN;
	case PLAN_TRACK_ANY:
		return up ? VERDICT_UP : VERDICT_DOWN;
	case PLAN_TRACK_WEIGHT:
		return threshold(track, weight);
	default:
		return threshold(track, up * PERCENT / track->members.len);
	}
}

enum track_verdict track_verdict(const struct plan *plan, const struct plan_track *track,
				 const struct state *state)
{
	if (track->kind == PLAN_TRACK_ROUTE)
		return track_has_route(plan, track, state) ? VERDICT_UP : VERDICT_DOWN;
	if (track->kind == PLAN_TRACK_METRIC)
		return track_metric_verdict(track,
					    track_has_route(plan, track, state) ? 0 : UNREACHABLE);
	return list_verdict(plan, track, state);
}

void state_derive(const struct plan *plan, struct state *state)
{
	VEC_FOREACH (track, &plan->tracks) {
		enum track_verdict verdict;

		if (!track_is_derived(track) || state->assumed[track->condition])
			continue;
		verdict = track_verdict(plan, track, state);
		if (verdict != VERDICT_SAME)
			state->truth[track->condition] = verdict == VERDICT_UP;
	}
}
