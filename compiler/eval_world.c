/*
 * States of the router, by the reference evaluator: links, addresses, and the tracks that follow
 * from them. ios-semantics.md 1.7.
 */
#include "eval_route.h"

#include <string.h>

static uint32_t count_interfaces(const struct router *router)
{
	const struct interface *interface;
	uint32_t n = 0;

	STAILQ_FOREACH (interface, &router->interfaces.list, link)
		n = interface->index >= n ? interface->index + 1 : n;
	return n;
}

struct eval *eval_new(struct arena *arena, const struct router *router, bool exact)
{
	struct eval *eval = arena_new_object(arena, struct eval);
	const struct track *track;

	eval->router = router;
	eval->exact = exact;
	eval->yields = route_maps_yield(router);
	eval->n_links = count_interfaces(router);
	STAILQ_FOREACH (track, &router->tracks.list, link) /* by number, ascending */
		eval->n_ids = track->id + 1;
	eval->place = arena_alloc(arena, eval->n_ids * sizeof *eval->place);
	STAILQ_FOREACH (track, &router->tracks.list, link)
		eval->place[track->id] = ++eval->n_tracks;
	eval_routes(arena, eval);
	eval->nat = eval_nat_new(arena, router);
	return eval;
}

const struct router *eval_router(const struct eval *eval)
{
	return eval->router;
}

static struct world *world_alloc(struct arena *arena, const struct eval *eval)
{
	struct world *world = arena_new_object(arena, struct world);

	world->eval = eval;
	world->links = arena_alloc(arena, (eval->n_links + 1) * sizeof *world->links);
	world->tracks = arena_alloc(arena, eval->n_tracks + 1);
	world->assumed = arena_alloc(arena, eval->n_tracks + 1);
	return world;
}

struct world *world_new(struct arena *arena, const struct eval *eval)
{
	struct world *world = world_alloc(arena, eval);

	for (uint32_t i = 0; i < eval->n_links; i++)
		world->links[i].up = true;
	world_settle(world);
	return world;
}

struct world *world_copy(struct arena *arena, const struct world *world)
{
	const struct eval *eval = world->eval;
	struct world *copy = world_alloc(arena, eval);

	memcpy(copy->links, world->links, eval->n_links * sizeof *copy->links);
	memcpy(copy->tracks, world->tracks, eval->n_tracks);
	memcpy(copy->assumed, world->assumed, eval->n_tracks);
	copy->now = world->now;
	return copy;
}

/* ---- interfaces ---- */

bool world_is_usable(const struct world *world, const struct interface *interface)
{
	const struct world_link *link = &world->links[interface->index];

	return link->up && !link->absent && !interface->shutdown;
}

bool world_address(const struct world *world, const struct interface *interface, uint32_t *addr,
		   uint8_t *len)
{
	const struct world_link *link = &world->links[interface->index];
	const struct interface_address *primary = interface_primary(interface);

	if (interface->unnumbered.to && interface->unnumbered.to != interface)
		primary = interface_primary(interface->unnumbered.to);
	if (primary) {
		*addr = primary->addr;
		*len = primary->len;
	} else {
		*addr = link->addr;
		*len = link->len;
	}
	return *addr != 0;
}

/* ---- tracks ---- */

/* Where it stands in router->tracks; -1: nowhere. */
static int place_of(const struct world *world, uint32_t id)
{
	return id < world->eval->n_ids ? (int)world->eval->place[id] - 1 : -1;
}

bool world_track(const struct world *world, uint32_t id)
{
	int i = place_of(world, id);

	return i >= 0 && world->tracks[i];
}

void world_set_track(struct world *world, uint32_t id, bool up)
{
	int i = place_of(world, id);

	if (i < 0)
		return;
	world->tracks[i] = up;
	world->assumed[i] = true;
}

/* A sum that has to reach a threshold; between the two it stays as it was. */
static bool reaches(const struct track *track, uint32_t sum, bool before)
{
	const struct track_thresholds thresholds = track_thresholds(track);

	if (sum >= thresholds.up)
		return true;
	return sum <= thresholds.down ? false : before;
}

static bool list_is_up(const struct world *world, const struct track *track, bool before)
{
	uint32_t up = 0, weight = 0, n = track->members.len;

	VEC_FOREACH (member, &track->members)
		if (member->to && world_track(world, member->id) != member->negated) {
			up++;
			weight += member->weight;
		}
	switch (track->kind) {
	case TRACK_LIST_AND:
		return up == n;
	case TRACK_LIST_OR:
		return up > 0;
	case TRACK_LIST_WEIGHT:
		return reaches(track, weight, before);
	default:
		return n && reaches(track, up * 100 / n, before);
	}
}

/* One that is measured is taken to be up, so long as it is measured at all. */
static bool sla_is_up(const struct track *track)
{
	if (track->sla && (track->sla->operation.kind == SLA_OTHER || track->sla->lost))
		return !track->default_down;
	return track->sla && track->sla->schedule.start != START_NONE;
}

static bool interface_is_up(const struct world *world, const struct track *track)
{
	const struct interface *interface = track->interface.to;
	uint32_t addr;
	uint8_t len;

	if (!interface || !world_is_usable(world, interface))
		return false;
	if (track->kind == TRACK_IP_ROUTING)
		return world_address(world, interface, &addr, &len);
	return true;
}

static bool track_is_up(const struct world *world, const struct track *track, bool before)
{
	switch ((enum track_kind)track->kind) {
	case TRACK_SLA_REACHABILITY:
	case TRACK_SLA_STATE:
		return sla_is_up(track);
	case TRACK_LINE_PROTOCOL:
	case TRACK_IP_ROUTING:
	case TRACK_IPV6_ROUTING:
		return interface_is_up(world, track);
	case TRACK_ROUTE_REACHABILITY:
	case TRACK_ROUTE_METRIC: /* that of a static route is 0 */
		return track->v6 || route_exists(world, track->vrf, track->prefix, track->len);
	case TRACK_LIST_AND:
	case TRACK_LIST_OR:
	case TRACK_LIST_WEIGHT:
	case TRACK_LIST_PERCENTAGE:
		return list_is_up(world, track, before);
	case TRACK_NONE:
	case TRACK_STUB:
	case TRACK_OTHER:
		break;
	}
	return !track->default_down;
}

/* Lists may stand before what they list, and routes hang on tracks that hang on routes: so it is
 * gone round until nothing moves any more. */
void world_settle(struct world *world)
{
	const struct track *track;
	bool moved = true;

	for (uint32_t round = 0; moved && round <= world->eval->n_tracks; round++) {
		uint32_t i = 0;

		moved = false;
		STAILQ_FOREACH (track, &world->eval->router->tracks.list, link) {
			bool up = world->assumed[i] ? world->tracks[i]
						    : track_is_up(world, track, world->tracks[i]);

			moved |= up != world->tracks[i];
			world->tracks[i++] = up;
		}
	}
}
