/* `causeway states`: all states, on both sides, and what they come to. See states.h. */
#include "states.h"

#include <ctype.h>
#include <string.h>

#include "states_survey.h"

const char *states_ask_name(enum states_ask ask)
{
	static const char *const names[] = {
#define X(symbol, name) [ASK_##symbol] = name,
		STATES_ASK(X)
#undef X
	};

	return names[ask];
}

const char *states_worth_name(enum states_worth worth)
{
	static const char *const names[] = {
#define X(symbol, name) [WORTH_##symbol] = name,
		STATES_WORTH(X)
#undef X
	};

	return names[worth];
}

const char *states_short_name(struct arena *arena, const struct interface *interface)
{
	const char *digits = interface->name;

	while (*digits && !isdigit((unsigned char)*digits))
		digits++;
	return arena_printf(arena, "%.2s%s", interface->name, digits);
}

/* ---- the world as it is when nothing is down ---- */

/* What DHCP or PPP would give, where nobody has said: an address of its own for each. */
static void learn(struct world *world, const struct router *router)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &router->interfaces.list, link) {
		struct world_link *link = &world->links[interface->index];
		uint32_t net = 0xc6130000 + (interface->index & 0xff) * 256;

		if (interface->mode == ADDRESS_STATIC || link->addr)
			continue;
		link->addr = net + 2;
		link->len = 24;
		if (!link->gateway)
			link->gateway = net + 1;
	}
}

static struct world *base_world(struct survey *survey, const struct site *site,
				const struct states_options *options, bool exact, const char **why)
{
	struct world *world =
		world_new(survey->arena, eval_new(survey->arena, survey->router, exact));

	if (site)
		world_site(world, site);
	for (const char *const *cond = options->assume; cond && *cond; cond++)
		if (!world_assume(survey->arena, world, *cond, why))
			return NULL;
	learn(world, survey->router);
	world_settle(world);
	return world;
}

/* ---- all of it ---- */

static void answer_row(struct survey *survey, enum states_side side, uint32_t row)
{
	const struct states *states = survey->states;
	struct states_answer *answers;

	survey->scratch = arena_new();
	survey_enter(survey, side, row);
	survey_run_on(survey);
	answers = arena_alloc(survey->scratch, (states->questions.len + 1) * sizeof *answers);
	for (uint32_t i = 0; i < states->questions.len; i++) {
		answers[i] = survey_answer(survey, &states->questions.at[i]);
		if (!row)
			survey->worked[i] = answers[i].worth == WORTH_GOOD;
	}
	if (side == SIDE_GATEWAY)
		survey_group(survey, answers);
	arena_free(survey->scratch);
}

static void answer_all(struct survey *survey)
{
	for (uint32_t i = 0; i < survey->states->rows.len; i++)
		answer_row(survey, SIDE_GATEWAY, i);
	for (uint32_t i = 0; i < survey->states->rows.len && !survey->states->exact; i++)
		answer_row(survey, SIDE_ROUTER, i);
}

bool survey_open(struct survey *survey, struct arena *arena, const struct router *router,
		 const struct site *site, const struct states_options *options, const char **why)
{
	struct states *states = arena_new_object(arena, struct states);

	*survey = (struct survey){.states = states, .router = router, .arena = arena};
	states->arena = arena;
	states->router = router;
	states->source = router->source;
	states->exact = options->exact;
	survey->base[SIDE_GATEWAY] = base_world(survey, site, options, options->exact, why);
	survey->base[SIDE_ROUTER] = base_world(survey, site, options, true, why);
	if (!survey->base[SIDE_GATEWAY] || !survey->base[SIDE_ROUTER])
		return false;
	states->far = survey_far(survey->base[SIDE_GATEWAY]);
	survey_uplinks(survey);
	survey_conditions(survey);
	survey_rows(survey);
	return true;
}

struct states *states_of(struct arena *arena, const struct router *router, const struct site *site,
			 const struct states_options *options, const char **why)
{
	struct survey survey;

	if (!survey_open(&survey, arena, router, site, options, why))
		return NULL;
	survey_questions(&survey);
	survey.worked = arena_alloc(arena, survey.states->questions.len + 1);
	answer_all(&survey);
	survey.scratch = arena_new();
	survey_set_apart(&survey);
	survey_name_groups(&survey);
	survey_sort_findings(&survey);
	arena_free(survey.scratch);
	return survey.states;
}
