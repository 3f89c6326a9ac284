/* IP SLA operations and the objects that track them, by number. */
#include "ir.h"
#include "ir_hash.h"

struct sla *sla_find(const struct router *router, uint32_t id)
{
	struct sla *sla;

	HASH_FIND(hh, router->slas.by_id, &id, sizeof id, sla);
	return sla;
}

static void sla_insert(struct router *router, struct sla *sla)
{
	struct sla *before = list_last(&router->slas.list, sla), *at;

	if (before && before->id > sla->id) {
		before = NULL;
		STAILQ_FOREACH (at, &router->slas.list, link) {
			if (at->id > sla->id)
				break;
			before = at;
		}
	}
	if (before)
		STAILQ_INSERT_AFTER(&router->slas.list, before, sla, link);
	else
		STAILQ_INSERT_HEAD(&router->slas.list, sla, link);
	HASH_ADD(hh, router->slas.by_id, id, sizeof sla->id, sla);
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
	sla_insert(router, sla);
	return sla;
}

void sla_remove(struct router *router, uint32_t id)
{
	struct sla *sla = sla_find(router, id);

	if (!sla)
		return;
	STAILQ_REMOVE(&router->slas.list, sla, sla, link);
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

static void track_insert(struct router *router, struct track *track)
{
	struct track *before = list_last(&router->tracks.list, track), *at;

	if (before && before->id > track->id) {
		before = NULL;
		STAILQ_FOREACH (at, &router->tracks.list, link) {
			if (at->id > track->id)
				break;
			before = at;
		}
	}
	if (before)
		STAILQ_INSERT_AFTER(&router->tracks.list, before, track, link);
	else
		STAILQ_INSERT_HEAD(&router->tracks.list, track, link);
	HASH_ADD(hh, router->tracks.by_id, id, sizeof track->id, track);
}

struct track *track_open(struct router *router, uint32_t id, struct span at)
{
	struct track *track = track_find(router, id);

	if (track)
		return track;
	track = arena_new_object(router->arena, struct track);
	track->id = id;
	track->at = at;
	track_insert(router, track);
	return track;
}

void track_remove(struct router *router, uint32_t id)
{
	struct track *track = track_find(router, id);

	if (!track)
		return;
	STAILQ_REMOVE(&router->tracks.list, track, track, link);
	HASH_DEL(router->tracks.by_id, track);
}
