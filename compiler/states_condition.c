/*
 * What may fail, and in which combinations. Only what is independent: a track that follows from
 * links, routes or other tracks follows them here, too, and a sub-interface follows its interface.
 */
#include <string.h>

#include "states_survey.h"

static bool can_have_address(const struct interface *interface)
{
	return interface->addresses.len || interface->mode != ADDRESS_STATIC ||
	       interface->unnumbered.to;
}

static bool is_link(const struct survey *survey, const struct interface *interface)
{
	return !interface->shutdown && !interface->vrf.s && interface->type != INTERFACE_NULL &&
	       interface->type != INTERFACE_LOOPBACK && interface->type != INTERFACE_NVI &&
	       !survey->base[SIDE_GATEWAY]->links[interface->index].absent &&
	       can_have_address(interface);
}

/* ---- uplinks ---- */

bool survey_is_uplink(const struct survey *survey, const struct interface *interface)
{
	VEC_FOREACH (uplink, &survey->states->uplinks)
		if (*uplink == interface)
			return true;
	return false;
}

/* Where a default route leads, when everything is up. */
static const struct interface *exit_of(const struct survey *survey,
				       const struct static_route *route)
{
	if (route->len || route->vrf || route->null0)
		return NULL;
	if (route->interface.to)
		return route->interface.to;
	return route->has_next_hop ? network_of(survey->base[SIDE_GATEWAY], NULL, route->next_hop)
				   : NULL;
}

void survey_uplinks(struct survey *survey)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &survey->router->interfaces.list, link)
		if (interface_is_outside(interface) && is_link(survey, interface))
			vec_push(survey->arena, &survey->states->uplinks, interface);
	if (survey->states->uplinks.len)
		return;
	VEC_FOREACH (route, &survey->router->routes) {
		interface = exit_of(survey, route);
		if (interface && is_link(survey, interface) && !survey_is_uplink(survey, interface))
			vec_push(survey->arena, &survey->states->uplinks, interface);
	}
}

bool survey_lives(const struct survey *survey, const struct interface *uplink)
{
	return world_is_usable(survey->world, uplink) && !survey->dead[uplink->index];
}

/* ---- conditions ---- */

/* Is it a part of an interface that can fail as a whole? */
static bool follows_another(const struct survey *survey, const struct interface *interface)
{
	const struct interface *parent = interface_parent(survey->router, interface);

	return parent && parent != interface;
}

static void add_link(struct survey *survey, const struct interface *interface)
{
	const struct interface *parent = interface_parent(survey->router, interface);

	if (follows_another(survey, interface))
		interface = parent;
	VEC_FOREACH (condition, &survey->states->conditions)
		if (condition->link == interface)
			return;
	vec_push(survey->arena, &survey->states->conditions,
		 ((struct states_condition){
			 .link = interface, .name = interface->name, .at = interface->at}));
}

static bool is_independent(const struct track *track)
{
	switch ((enum track_kind)track->kind) {
	case TRACK_SLA_REACHABILITY:
	case TRACK_SLA_STATE:
	case TRACK_STUB:
	case TRACK_OTHER:
	case TRACK_IPV6_ROUTING:
		return true;
	default:
		return false;
	}
}

/* Up when nothing is down: what is never measured is never up, and can not fail. */
static void add_tracks(struct survey *survey)
{
	const struct track *track;

	STAILQ_FOREACH (track, &survey->router->tracks.list, link)
		if (track->used && is_independent(track) &&
		    world_track(survey->base[SIDE_GATEWAY], track->id))
			vec_push(survey->arena, &survey->states->conditions,
				 ((struct states_condition){
					 .track = track,
					 .name = arena_printf(survey->arena, "track %u", track->id),
					 .at = track->at}));
}

void survey_conditions(struct survey *survey)
{
	const struct interface *interface;

	add_tracks(survey);
	VEC_FOREACH (uplink, &survey->states->uplinks)
		add_link(survey, *uplink);
	STAILQ_FOREACH (interface, &survey->router->interfaces.list, link)
		if (is_link(survey, interface))
			add_link(survey, interface);
}

/* ---- states ---- */

static void add_row(struct survey *survey, const uint16_t *down, unsigned n)
{
	struct state_row *row = vec_add(survey->arena, &survey->states->rows);

	memcpy(row->down, down, n * sizeof *down);
	row->n_down = (uint8_t)n;
}

/* All sets of N of the conditions from FROM on, behind those in DOWN. */
static void add_sets(struct survey *survey, uint16_t *down, unsigned have, unsigned n,
		     uint32_t from)
{
	if (have == n) {
		add_row(survey, down, n);
		return;
	}
	for (uint32_t i = from; i < survey->states->conditions.len; i++) {
		down[have] = (uint16_t)i;
		add_sets(survey, down, have + 1, n, i + 1);
	}
}

void survey_rows(struct survey *survey)
{
	uint32_t n = survey->states->conditions.len;
	uint16_t down[STATES_ALL];
	unsigned most;

	survey->states->whole = n <= STATES_ALL;
	most = survey->states->whole ? n : 2;
	for (unsigned failures = 0; failures <= most; failures++)
		add_sets(survey, down, 0, failures, 0);
}

static void cut(struct survey *survey, const struct interface *link)
{
	const struct interface *interface;

	survey->world->links[link->index].up = false;
	if (!strchr(link->name, '.'))
		STAILQ_FOREACH (interface, &survey->router->interfaces.list, link)
			if (strchr(interface->name, '.') &&
			    interface_parent(survey->router, interface) == link)
				survey->world->links[interface->index].up = false;
}

void survey_enter(struct survey *survey, enum states_side side, uint32_t row)
{
	const struct state_row *state = &survey->states->rows.at[row];
	const struct world *base = survey->base[side];

	survey->side = side;
	survey->row = row;
	survey->world = world_copy(survey->scratch, base);
	for (unsigned i = 0; i < state->n_down; i++) {
		const struct states_condition *condition =
			&survey->states->conditions.at[state->down[i]];

		if (condition->track)
			world_set_track(survey->world, condition->track->id, false);
		else
			cut(survey, condition->link);
	}
	world_settle(survey->world);
	survey_bury(survey);
}
