/* IP SLA operations, by number: what their statements do to the model. */
#include <stdlib.h>
#include <string.h>

#include "ir.h"
#include "ir_hash.h"

static const uint32_t timeouts[] = {
#define X(symbol, name, timeout) timeout,
	SLA_KINDS(X)
#undef X
};

const char *sla_kind_text(enum sla_kind kind)
{
	static const char *const names[] = {
#define X(symbol, name, timeout) name,
		SLA_KINDS(X)
#undef X
	};

	return names[kind];
}

BY_NUMBER(sla, slas)

struct sla *sla_open(struct router *router, uint32_t id, struct span at)
{
	struct sla *sla = sla_find(router, id);

	if (sla)
		return sla;
	sla = sla_new(router, id, at);
	sla->frequency = SLA_FREQUENCY;
	sla->threshold = SLA_THRESHOLD;
	sla->timeout = timeouts[SLA_NONE];
	sla->request_size = sla->response_size = UINT32_MAX;
	return sla;
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static bool same_operation(const struct sla_operation *a, const struct sla_operation *b)
{
	return a->kind == b->kind && a->method == b->method && a->port == b->port &&
	       a->source_port == b->source_port && a->target == b->target &&
	       a->source == b->source && ip6_equal(a->target6, b->target6) &&
	       ip6_equal(a->source6, b->source6) && ip6_equal(a->name_server6, b->name_server6) &&
	       same_text(a->name.s, b->name.s) &&
	       same_text(a->source_interface.s, b->source_interface.s) &&
	       a->name_server == b->name_server && a->packets == b->packets &&
	       a->interval == b->interval && same_text(a->url, b->url) &&
	       same_text(a->version, b->version) && same_text(a->proxy, b->proxy) &&
	       same_text(a->codec, b->codec) && a->no_control == b->no_control &&
	       a->no_cache == b->no_cache && same_text(a->other, b->other);
}

bool sla_set_operation(struct router *router, struct sla *sla, bool no,
		       const struct sla_operation *operation, struct span at)
{
	if (!no && sla->operation.kind != SLA_NONE && !same_operation(&sla->operation, operation)) {
		diag_at(router->diags, DIAG_SLA_SECOND, at,
			"ip sla '%u' has another operation already, and keeps it, as on IOS; 'no "
			"ip "
			"sla %u' comes before a new one",
			sla->id, sla->id);
		return false;
	}
	sla->operation = no ? (struct sla_operation){.kind = SLA_NONE} : *operation;
	sla->source_interface.name = sla->operation.source_interface;
	if (!sla->timeout_given)
		sla->timeout = timeouts[sla->operation.kind];
	return true;
}

void sla_set_schedule(struct router *router, bool no, uint32_t id, struct sla_schedule schedule,
		      struct span at)
{
	struct sla *sla = sla_find(router, id);

	if (!sla) {
		if (!no)
			diag_at(router->diags, DIAG_UNDEFINED_SLA, at,
				"there is no operation '%u' to schedule yet", id);
		return;
	}
	sla->schedule = no ? (struct sla_schedule){.start = START_NONE} : schedule;
	sla->scheduled_at = no ? (struct span){0, 0} : at;
}

static void schedule_one(struct sla *sla, bool no, uint32_t frequency, struct sla_schedule schedule)
{
	sla->schedule = no ? (struct sla_schedule){.start = START_NONE} : schedule;
	sla->scheduled_at = no ? (struct span){0, 0} : sla->at;
	if (frequency && !no)
		sla->frequency = frequency;
}

/* A range may be wide and hold few: what there is is asked, not what there could be. */
static void schedule_range(struct router *router, bool no, unsigned long first, unsigned long last,
			   uint32_t frequency, struct sla_schedule schedule)
{
	for (struct sla *sla = router->slas.by_id; sla; sla = sla->hh.next)
		if (sla->id >= first && sla->id <= last)
			schedule_one(sla, no, frequency, schedule);
}

void sla_schedule_group(struct router *router, bool no, const char *list, uint32_t frequency,
			struct sla_schedule schedule)
{
	for (const char *s = list; *s;) {
		char *end;
		unsigned long first = strtoul(s, &end, 10), last = first;

		if (*end == '-')
			last = strtoul(end + 1, &end, 10);
		schedule_range(router, no, first, last, frequency, schedule);
		s = *end ? end + 1 : end;
	}
}

void sla_react(struct router *router, bool no, const struct sla_reaction *reaction)
{
	struct slas *slas = &router->slas;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < slas->reactions.len; i++) {
		const struct sla_reaction *other = &slas->reactions.at[i];

		if (other->sla != reaction->sla ||
		    (*reaction->what && strcmp(other->what, reaction->what) != 0))
			slas->reactions.at[kept++] = *other;
	}
	slas->reactions.len = kept;
	if (!no)
		vec_push(router->arena, &slas->reactions, *reaction);
}

bool sla_is_ipv6(const struct sla *sla)
{
	const struct sla_operation *operation = &sla->operation;

	return !ip6_is_zero(operation->target6) || !ip6_is_zero(operation->source6) ||
	       (operation->kind == SLA_DNS && !ip6_is_zero(operation->name_server6));
}

bool sla_runs(const struct sla *sla)
{
	return sla->operation.kind != SLA_NONE && sla->operation.kind != SLA_OTHER && !sla->lost;
}

bool url_is_secure(const char *url)
{
	return !strncasecmp(url, "https:", 6);
}

bool sla_is_secure(const struct sla_operation *operation)
{
	return operation->method >= HTTP_SECURE_GET || url_is_secure(operation->url);
}
