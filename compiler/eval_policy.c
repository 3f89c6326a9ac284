/*
 * Policy routing by the reference evaluator. ios-semantics.md 1.4. The first clause that takes a
 * packet decides: `deny`, and a `permit` none of whose exits can be used, mean normal routing.
 */
#include "eval_route.h"

/* ---- what a clause takes ---- */

/* A list that chooses packets and has no entry, or is not there, chooses none: on IOS all. */
static bool acls_take(const struct world *world, const struct route_map_clause *clause,
		      const struct packet *packet)
{
	VEC_FOREACH (ref, &clause->match_acls) {
		const struct ace *ace = ref->to ? acl_match(world, ref->to, packet) : NULL;

		if (ace && ace->action == ACE_PERMIT)
			return true;
	}
	VEC_FOREACH (ref, &clause->match_prefix_lists)
		if (ref->to && prefix_list_permits(ref->to, packet->dst, 32))
			return true;
	return false;
}

bool clause_takes(const struct world *world, const struct route_map_clause *clause,
		  const struct packet *packet)
{
	if (clause->untranslated)
		return false;
	/* what is said of IPv6 alone takes no packet of IPv4 */
	if (clause->match_acls6.len && !clause->match_acls.len && !clause->match_prefix_lists.len)
		return false;
	if ((clause->match_acls.len || clause->match_prefix_lists.len) &&
	    !acls_take(world, clause, packet))
		return false;
	return !clause->match_length ||
	       (packet->length >= clause->length_min && packet->length <= clause->length_max);
}

/* ---- where it leads ---- */

static const char *home_of(const struct path *path)
{
	return path->vrf;
}

static const char *domain_of(const struct path *path, const struct route_map_exit *exit)
{
	if (exit->domain == DOMAIN_VRF)
		return exit->vrf;
	return exit->domain == DOMAIN_GLOBAL ? NULL : home_of(path);
}

static struct way way_of_exit(const struct path *path, const struct route_map_exit *exit)
{
	const struct world *world = path->world;
	struct way way = {0};

	if (exit->v6 || (exit->track && !world_track(world, exit->track)))
		return way;
	switch ((enum exit_kind)exit->kind) {
	case EXIT_NULL0:
		way = (struct way){.found = true, .null0 = true};
		break;
	case EXIT_INTERFACE:
		if (exit->interface.to && exit->interface.to->type != INTERFACE_LOOPBACK)
			way = way_by(world, exit->interface.to, exit->at);
		/* its own networks are reached directly */
		if (way.found &&
		    network_of(world, exit->interface.to->vrf.s, path->packet.dst) == way.exit)
			way.next_hop = 0;
		break;
	case EXIT_NEXT_HOP:
		way = way_to_neighbour(world, domain_of(path, exit), exit->next_hop, exit->at);
		break;
	case EXIT_RECURSIVE:
		if (!is_nobodys(world, exit->next_hop))
			way = route_in_force(world, domain_of(path, exit), exit->next_hop);
		if (way.found && !way.null0 && !way.next_hop)
			way.next_hop = exit->next_hop;
		break;
	case EXIT_DHCP:
		way = way_by_client(world, exit->at);
		break;
	}
	way.at = exit->at;
	return way;
}

struct way way_by_exit(const struct world *world, const struct route_map_exit *exit)
{
	const struct path path = {.world = world, .router = world->eval->router};

	return way_of_exit(&path, exit);
}

/* The first exit of LIST that can be used. */
static struct way first_usable(const struct path *path, const exit_list *list)
{
	struct way way = {0};

	VEC_FOREACH (exit, list) {
		way = way_of_exit(path, exit);
		if (way.found)
			break;
	}
	return way;
}

/* `default` forms yield to a route that is no default route. */
static bool has_explicit_route(const struct path *path)
{
	return route_for(path->world, home_of(path), path->packet.dst, true).found;
}

static struct way way_of_clause(const struct path *path, const struct route_map_clause *clause)
{
	struct way way = {0};

	for (int i = 0; i < CLAUSE_EXITS_COUNT && !way.found; i++) {
		if (!clause_exits_serve((enum clause_exits)i, false) || !clause->exits[i].len)
			continue;
		if (clause_exits_yield((enum clause_exits)i) && has_explicit_route(path))
			break;
		way = first_usable(path, &clause->exits[i]);
	}
	if (!way.found && (clause->set_vrf.s || clause->set_global))
		way = route_for(path->world, clause->set_vrf.s, path->packet.dst, false);
	return way;
}

static void mark(struct path *path, const struct route_map_marks *marks)
{
	uint8_t *tos = &path->packet.tos;

	if (marks->has_precedence)
		*tos = (uint8_t)((*tos & 0x1f) | marks->precedence << 5);
	if (marks->has_tos)
		*tos = (uint8_t)((*tos & 0xe1) | marks->tos << 1);
	if (marks->has_dscp)
		*tos = (uint8_t)((*tos & 0x03) | marks->dscp << 2);
}

static const struct route_map_clause *clause_for(const struct path *path,
						 const struct route_map *map)
{
	const struct route_map_clause *clause;

	STAILQ_FOREACH (clause, &map->clauses, link)
		if (clause_takes(path->world, clause, &path->packet))
			return clause;
	return NULL;
}

void policy_mark(struct path *path, const struct route_map *map)
{
	const struct route_map_clause *clause = clause_for(path, map);

	if (clause && clause->permit)
		mark(path, &clause->marks);
}

bool policy_for(struct path *path, const struct route_map *map, struct way *way)
{
	const struct route_map_clause *clause = clause_for(path, map);

	*way = (struct way){0};
	if (!clause) {
		path_note(path, STEP_POLICY, map->at, "no clause of route-map %s takes it",
			  map->name);
		return false;
	}
	if (!clause->permit) {
		path_note(path, STEP_POLICY, clause->at,
			  "route-map %s deny %u takes it: normal routing", map->name, clause->seq);
		return false;
	}
	mark(path, &clause->marks);
	*way = way_of_clause(path, clause);
	if (!way->found) {
		path_note(path, STEP_POLICY, clause->at,
			  "route-map %s permit %u takes it, and has no exit for it: normal routing",
			  map->name, clause->seq);
		return false;
	}
	path_note(path, STEP_POLICY, way->null0 ? clause->at : way->at,
		  "route-map %s permit %u: by %s", map->name, clause->seq,
		  way->null0 ? "Null0" : way->exit->name);
	if (path->fate.steps.len)
		path->fate.steps.at[path->fate.steps.len - 1].decides = true;
	return true;
}
