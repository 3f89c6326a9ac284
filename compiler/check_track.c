/*
 * Checks of operations and tracks: lists that no state of their objects can bring up, tracks that
 * depend on themselves, and operations that end, or never begin, while a track looks at them.
 */
#include "check.h"

enum { TRACKS_MAX = 1001 };

/* ---- circles ---- */

struct walk {
	struct checker *c;
	enum { UNSEEN, ON_THE_WAY, DONE } seen[TRACKS_MAX];
	const struct track *way[TRACKS_MAX];
	VEC(const struct static_route *) in_vrfs; /* tracked routes of VRFs */
	unsigned depth;
};

/* The way from TRACK back to itself. */
static void report_cycle(struct walk *w, const struct track *track)
{
	const char *text = "";
	struct diag *diag;
	unsigned i = w->depth;

	while (i > 0 && w->way[i - 1] != track)
		i--;
	for (unsigned k = i; k <= w->depth; k++)
		text = arena_printf(w->c->arena, "%s'%u' on ", text, w->way[k - 1]->id);
	diag = diag_at(w->c->diags, DIAG_TRACK_CYCLE, track->object_at,
		       "track '%u' depends on itself: %s'%u'", track->id, text, track->id);
	for (unsigned k = i + 1; k <= w->depth; k++)
		diag_note(w->c->diags, diag, w->way[k - 1]->object_at, "by way of track '%u'",
			  w->way[k - 1]->id);
}

static void walk(struct walk *w, const struct track *track);

static void walk_vrf_routes(struct walk *w, const struct track *track)
{
	const struct track *holds;

	VEC_FOREACH (route, &w->in_vrfs)
		if (track_looks_for(track, *route) &&
		    (holds = track_find(w->c->router, (*route)->track)))
			walk(w, holds);
}

/* Those that hold the routes which TRACK looks for. */
static void walk_routes(struct walk *w, const struct track *track)
{
	const struct track *holds;
	uint32_t n;
	const struct fib_row *rows =
		track->v6 ? fib6_rows_of(w->c->fib6, track->prefix6, track->len, &n)
			  : fib_rows_of(w->c->fib, track->prefix, track->len, &n);

	for (uint32_t i = 0; i < n; i++)
		if (rows[i].route && rows[i].route->track &&
		    (holds = track_find(w->c->router, rows[i].route->track)))
			walk(w, holds);
}

static void walk(struct walk *w, const struct track *track)
{
	if (w->seen[track->id] == ON_THE_WAY)
		report_cycle(w, track);
	if (w->seen[track->id] != UNSEEN)
		return;
	w->seen[track->id] = ON_THE_WAY;
	w->way[w->depth++] = track;
	VEC_FOREACH (member, &track->members)
		if (member->to)
			walk(w, member->to);
	if (track_is_route(track) && track->vrf)
		walk_vrf_routes(w, track);
	else if (track_is_route(track))
		walk_routes(w, track);
	w->depth--;
	w->seen[track->id] = DONE;
}

/* ---- lists ---- */

static unsigned most(const struct track *track)
{
	unsigned sum = 0;

	if (track->kind == TRACK_LIST_PERCENTAGE)
		return 100;
	VEC_FOREACH (member, &track->members)
		sum += member->weight;
	return sum;
}

static void check_list(struct checker *c, const struct track *track)
{
	bool weighs = track->kind == TRACK_LIST_WEIGHT || track->kind == TRACK_LIST_PERCENTAGE;
	struct track_thresholds t = track_thresholds(track);

	if (!track->members.len)
		diag_at(c->diags, DIAG_TRACK_LIST, track->object_at,
			"track '%u' is a list without objects: it is always down", track->id);
	else if (weighs && !track->has_up && !track->has_down)
		diag_error(c->diags, DIAG_TRACK_LIST, track->object_at,
			   "track '%u' has no threshold: it says neither what is up nor what is "
			   "down",
			   track->id);
	else if (weighs && t.up > most(track))
		diag_at(c->diags, DIAG_TRACK_LIST, track->object_at,
			"track '%u' is up from %u on, but its objects together come to %u: it is "
			"never up",
			track->id, t.up, most(track));
}

void check_tracks(struct checker *c)
{
	struct walk w = {.c = c};
	const struct track *track;

	VEC_FOREACH (route, &c->router->routes)
		if (route->vrf && route->track && !route->untranslated)
			vec_push(c->arena, &w.in_vrfs, route);
	STAILQ_FOREACH (track, &c->router->tracks.list, link) {
		walk(&w, track);
		if (track_is_list(track))
			check_list(c, track);
	}
}

/* ---- operations that end ---- */

static const struct track *tracked_by(const struct checker *c, const struct sla *sla)
{
	const struct track *track;

	STAILQ_FOREACH (track, &c->router->tracks.list, link)
		if (track->sla == sla)
			return track;
	return NULL;
}

/* Has it no start, or is it `pending`? Then it never runs, and IOS holds its tracks down. */
static void report_idle(struct checker *c, const struct sla *sla, const struct track *track)
{
	struct diag *diag =
		sla->scheduled_at.len
			? diag_at(c->diags, DIAG_SLA_IDLE, sla->scheduled_at,
				  "ip sla '%u' is never started, and track '%u' is down: say "
				  "'start-time now'",
				  sla->id, track->id)
			: diag_at(c->diags, DIAG_SLA_IDLE, sla->at,
				  "ip sla '%u' is never started, and track '%u' is down: 'ip sla "
				  "schedule %u life forever start-time now' starts it",
				  sla->id, track->id, sla->id);

	diag_note(c->diags, diag, track->at, "track '%u' is here", track->id);
}

void check_sla_life(struct checker *c)
{
	const struct sla *sla;

	STAILQ_FOREACH (sla, &c->router->slas.list, link) {
		const struct track *track = sla_runs(sla) ? tracked_by(c, sla) : NULL;
		struct diag *diag;

		/* behind an error the line that starts it may be the one that was refused */
		if (track && sla->schedule.start == START_NONE && !c->diags->errors)
			report_idle(c, sla, track);
		if (!track || sla->schedule.start == START_NONE || !sla->schedule.life ||
		    sla->schedule.recurring)
			continue;
		diag = diag_at(c->diags, DIAG_SLA_LIFE, sla->scheduled_at,
			       "ip sla '%u' ends %u seconds after its start, and track '%u' is "
			       "down from then on; 'life forever' goes on",
			       sla->id, sla->schedule.life, track->id);
		diag_note(c->diags, diag, track->at, "track '%u' is here", track->id);
	}
}
