/*
 * IP SLA operations and the objects that track them, by number. They come in any order and are put
 * into their lists once, at the end.
 */
#include "ir.h"
#include "ir_hash.h"

struct sla *sla_find(const struct router *router, uint32_t id)
{
	struct sla *sla;

	HASH_FIND(hh, router->slas.by_id, &id, sizeof id, sla);
	return sla;
}

struct sla *sla_open(struct router *router, uint32_t id, struct span at)
{
	struct sla *sla = sla_find(router, id);

	if (sla)
		return sla;
	sla = arena_new_object(router->arena, struct sla);
	sla->id = id;
	sla->at = at;
	sla->frequency = SLA_FREQUENCY;
	sla->timeout = sla->threshold = SLA_TIMEOUT;
	HASH_ADD(hh, router->slas.by_id, id, sizeof sla->id, sla);
	return sla;
}

void sla_remove(struct router *router, uint32_t id)
{
	struct sla *sla = sla_find(router, id);

	if (sla)
		HASH_DEL(router->slas.by_id, sla);
}

void sla_schedule(struct router *router, bool no, uint32_t id, uint32_t life, bool started,
		  struct span at)
{
	struct sla *sla = sla_find(router, id);

	if (!sla) {
		if (!no)
			diag_at(router->diags, DIAG_UNDEFINED_SLA, at,
				"there is no operation '%u' to schedule yet", id);
		return;
	}
	sla->scheduled = !no && started;
	sla->life = no ? 0 : life;
}

struct track *track_find(const struct router *router, uint32_t id)
{
	struct track *track;

	HASH_FIND(hh, router->tracks.by_id, &id, sizeof id, track);
	return track;
}

struct track *track_open(struct router *router, uint32_t id, struct span at)
{
	struct track *track = track_find(router, id);

	if (track)
		return track;
	track = arena_new_object(router->arena, struct track);
	track->id = id;
	track->at = at;
	HASH_ADD(hh, router->tracks.by_id, id, sizeof track->id, track);
	return track;
}

void track_remove(struct router *router, uint32_t id)
{
	struct track *track = track_find(router, id);

	if (track)
		HASH_DEL(router->tracks.by_id, track);
}

static int sla_compare(const struct sla *a, const struct sla *b)
{
	return (a->id > b->id) - (a->id < b->id);
}

static int track_compare(const struct track *a, const struct track *b)
{
	return (a->id > b->id) - (a->id < b->id);
}

void tracks_settle(struct router *router)
{
	HASH_SORT(router->slas.by_id, sla_compare);
	for (struct sla *sla = router->slas.by_id; sla; sla = sla->hh.next)
		STAILQ_INSERT_TAIL(&router->slas.list, sla, link);
	HASH_SORT(router->tracks.by_id, track_compare);
	for (struct track *track = router->tracks.by_id; track; track = track->hh.next)
		STAILQ_INSERT_TAIL(&router->tracks.list, track, link);
}
