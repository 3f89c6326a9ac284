/*
 * Inside links double the number of states each, and mostly change nothing but what is behind them.
 * Where that is so in every state, the table leaves out the states in which such a link is down,
 * and says so once.
 */
#include "states_survey.h"

/* The row without condition I, which is down in ROW. */
static uint32_t row_without(const uint32_t *by_mask, const struct state_row *row, uint32_t i)
{
	if (by_mask)
		return by_mask[survey_mask(row) & ~(1u << i)];
	if (row->n_down == 1)
		return 0;
	return 1u + row->down[row->down[0] == i ? 1 : 0]; /* single failures come first */
}

/* May WITH stand for what is without, but for what is lost? */
static bool only_loses(const struct survey *survey, const struct states_group *with,
		       const struct states_group *without)
{
	if (with->oscillates != without->oscillates)
		return false;
	for (uint32_t i = 0; i < survey->states->questions.len; i++) {
		enum states_worth worth = with->answers[i].worth;

		if (worth == WORTH_NONE || worth == WORTH_LOST)
			continue;
		if (worth != without->answers[i].worth ||
		    strcmp(with->answers[i].text, without->answers[i].text) != 0)
			return false;
	}
	return true;
}

static bool stands_apart(const struct survey *survey, const uint32_t *by_mask, uint32_t i)
{
	const struct states *states = survey->states;

	if (!states->conditions.at[i].link ||
	    survey_is_uplink(survey, states->conditions.at[i].link))
		return false;
	VEC_FOREACH (row, &states->rows) {
		uint32_t without;

		if (!survey_is_down(row, i))
			continue;
		without = row_without(by_mask, row, i);
		if (!only_loses(survey, &states->groups.at[row->group],
				&states->groups.at[states->rows.at[without].group]))
			return false;
	}
	return true;
}

bool survey_is_down(const struct state_row *row, uint32_t condition)
{
	for (unsigned i = 0; i < row->n_down; i++)
		if (row->down[i] == condition)
			return true;
	return false;
}

/* Those groups that a table shows come first, so that their letters follow each other. */
static void show_first(struct survey *survey)
{
	struct states *states = survey->states;
	uint32_t n = 0, *to = arena_alloc(survey->scratch, (states->groups.len + 1) * sizeof *to);
	struct states_group *old =
		arena_alloc(survey->scratch, (states->groups.len + 1) * sizeof *old);

	for (int hidden = 0; hidden < 2; hidden++)
		for (uint32_t i = 0; i < states->groups.len; i++)
			if (states->groups.at[i].hidden == (bool)hidden) {
				old[n] = states->groups.at[i];
				to[i] = n++;
			}
	if (n)
		memcpy(states->groups.at, old, n * sizeof *old);
	VEC_FOREACH (row, &states->rows)
		row->group = to[row->group];
	for (uint32_t i = states->rows.len; i-- > 0;)
		states->groups.at[states->rows.at[i].group].next =
			states->rows.at[states->rows.at[i].next].group;
}

/* An uplink that carries an inside link, too, is none. */
void survey_set_apart(struct survey *survey)
{
	struct states *states = survey->states;
	uint32_t *by_mask = NULL;

	if (states->whole) {
		by_mask = arena_alloc(survey->scratch, sizeof *by_mask << states->conditions.len);
		for (uint32_t i = 0; i < states->rows.len; i++)
			by_mask[survey_mask(&states->rows.at[i])] = i;
		VEC_FOREACH (row, &states->rows)
			row->next = by_mask[row->passing ? row->next : survey_mask(row)];
	}
	for (uint32_t i = 0; i < states->conditions.len; i++)
		states->conditions.at[i].apart = stands_apart(survey, by_mask, i);
	VEC_FOREACH (group, &states->groups)
		group->hidden = true;
	VEC_FOREACH (row, &states->rows) {
		for (unsigned i = 0; i < row->n_down; i++)
			row->hidden |= states->conditions.at[row->down[i]].apart;
		states->groups.at[row->group].hidden &= row->hidden;
	}
	show_first(survey);
}
