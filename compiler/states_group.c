/*
 * States in which the gateway does the same are one column of the table. Which they are is said as
 * shortly as can be: what must be down, what must be up, and of the rest that it does not matter.
 */
#include <string.h>

#include "states_survey.h"

struct group_seen {
	UT_hash_handle hh;
	const char *key;
	uint32_t number;
};

/* ---- the same answers ---- */

static const char *key_of(struct survey *survey, const struct states_answer *answers)
{
	size_t len = 1;
	char *key, *at;

	for (uint32_t i = 0; i < survey->states->questions.len; i++)
		len += strlen(answers[i].text) + 2;
	key = at = arena_alloc(survey->scratch, len + 1);
	for (uint32_t i = 0; i < survey->states->questions.len; i++) {
		*at++ = (char)('0' + answers[i].worth);
		at = stpcpy(at, answers[i].text);
		*at++ = '\n';
	}
	*at = survey->states->rows.at[survey->row].oscillates ? 'o' : '-';
	return key;
}

static const struct states_answer *keep(struct survey *survey, const struct states_answer *answers)
{
	uint32_t n = survey->states->questions.len;
	struct states_answer *kept = arena_alloc(survey->arena, (n + 1) * sizeof *kept);

	for (uint32_t i = 0; i < n; i++) {
		kept[i] = answers[i];
		kept[i].text = arena_printf(survey->arena, "%s", answers[i].text);
	}
	return kept;
}

void survey_group(struct survey *survey, const struct states_answer *answers)
{
	const char *key = key_of(survey, answers);
	struct state_row *row = &survey->states->rows.at[survey->row];
	struct states_group *group;
	struct group_seen *seen;

	HASH_FIND_STR(survey->groups, key, seen);
	if (!seen) {
		seen = arena_new_object(survey->arena, struct group_seen);
		seen->key = arena_printf(survey->arena, "%s", key);
		seen->number = survey->states->groups.len;
		HASH_ADD_KEYPTR(hh, survey->groups, seen->key, strlen(seen->key), seen);
		group = vec_add(survey->arena, &survey->states->groups);
		group->answers = keep(survey, answers);
		group->passing = true;
	}
	group = &survey->states->groups.at[seen->number];
	row->group = seen->number;
	group->n++;
	group->passing &= row->passing;
	group->oscillates |= row->oscillates;
}

/* ---- what to call them ---- */

/* A set of states: which conditions are said to be, and which of them are down. */
struct cube {
	uint32_t said, down;
};

uint32_t survey_mask(const struct state_row *row)
{
	uint32_t mask = 0;

	for (unsigned i = 0; i < row->n_down; i++)
		mask |= 1u << row->down[i];
	return mask;
}

/* Are all states of CUBE in the set? */
static bool lies_in(const struct cube *cube, uint32_t all, const bool *set)
{
	uint32_t open = all & ~cube->said, part = open;

	do {
		if (!set[cube->down | part])
			return false;
		part = (part - 1) & open;
	} while (part != open);
	return true;
}

/* The largest that is found around a state by leaving out one condition after the other: first
 * those that are up, and from the last, the least important. */
static struct cube grow(uint32_t state, uint32_t all, uint32_t n, const bool *set)
{
	struct cube cube = {all, state};

	for (int down = 0; down < 2; down++)
		for (uint32_t i = n; i-- > 0;) {
			struct cube larger = {cube.said & ~(1u << i), cube.down & ~(1u << i)};

			if ((state >> i & 1) == (uint32_t)down && cube.said >> i & 1 &&
			    lies_in(&larger, all, set))
				cube = larger;
		}
	return cube;
}

static const char *join(struct survey *survey, const char *text, const char *between,
			const char *more)
{
	return arena_printf(survey->arena, "%s%s%s", text, *text ? between : "", more);
}

static const char *names(struct survey *survey, uint32_t mask)
{
	const char *text = "";

	for (uint32_t i = 0; i < survey->states->conditions.len; i++)
		if (mask >> i & 1)
			text = join(survey, text, ", ", survey->states->conditions.at[i].name);
	return text;
}

static const char *cube_text(struct survey *survey, const struct cube *cube, uint32_t all)
{
	const char *down = names(survey, cube->down), *open = names(survey, all & ~cube->said);
	const char *text = *down ? arena_printf(survey->arena, "%s down", down) : "all is up";

	if (!*down && cube->said != all) {
		const char *up = names(survey, cube->said);

		text = *up ? arena_printf(survey->arena, "%s up", up) : "always";
		return text;
	}
	return *open ? arena_printf(survey->arena, "%s; whatever %s", text, open) : text;
}

/* All conditions, or those that do not stand apart. */
static uint32_t all_of(const struct survey *survey, bool hidden)
{
	uint32_t all = 0;

	for (uint32_t i = 0; i < survey->states->conditions.len; i++)
		if (hidden || !survey->states->conditions.at[i].apart)
			all |= 1u << i;
	return all;
}

/* The set covered by cubes, one a line. */
static const char *cover(struct survey *survey, const uint32_t *rows, uint32_t n_rows, bool hidden)
{
	uint32_t n = survey->states->conditions.len, all = all_of(survey, hidden);
	bool *set = arena_alloc(survey->scratch, (size_t)1 << n);
	bool *covered = arena_alloc(survey->scratch, (size_t)1 << n);
	const char *text = "";

	for (uint32_t i = 0; i < n_rows; i++)
		set[survey_mask(&survey->states->rows.at[rows[i]])] = true;
	for (uint32_t i = 0; i < n_rows; i++) {
		uint32_t state = survey_mask(&survey->states->rows.at[rows[i]]), open, part;
		struct cube cube;

		if (covered[state])
			continue;
		cube = grow(state, all, n, set);
		text = join(survey, text, "\n", cube_text(survey, &cube, all));
		open = part = all & ~cube.said;
		do {
			covered[cube.down | part] = true;
			part = (part - 1) & open;
		} while (part != open);
	}
	return text;
}

const char *states_row_text(const struct states *states, const struct state_row *row)
{
	const char *text = "";

	for (unsigned i = 0; i < row->n_down; i++)
		text = arena_printf(states->arena, "%s%s%s", text, i ? ", " : "",
				    states->conditions.at[row->down[i]].name);
	return row->n_down ? arena_printf(states->arena, "%s down", text) : "all is up";
}

enum { LISTED = 8 };

/* Of single and double failures: some of them by name. */
static const char *list(struct survey *survey, const uint32_t *rows, uint32_t n)
{
	const char *text = "";

	for (uint32_t i = 0; i < n && i < LISTED; i++)
		text = join(survey, text, "\n",
			    states_row_text(survey->states, &survey->states->rows.at[rows[i]]));
	return n > LISTED ? arena_printf(survey->arena, "%s\nand %u more", text, n - LISTED) : text;
}

const char *survey_set_text(struct survey *survey, const uint32_t *rows, uint32_t n)
{
	uint32_t *shown = arena_alloc(survey->scratch, (n + 1) * sizeof *shown), n_shown = 0,
		 all = 0;

	VEC_FOREACH (row, &survey->states->rows)
		all += !row->hidden;
	for (uint32_t i = 0; i < n; i++)
		if (!survey->states->rows.at[rows[i]].hidden)
			shown[n_shown++] = rows[i];
	if (n_shown && n_shown == all)
		return "always";
	if (n_shown)
		rows = shown;
	n = n_shown ? n_shown : n;
	return survey->states->whole ? cover(survey, rows, n, !n_shown) : list(survey, rows, n);
}

void survey_name_groups(struct survey *survey)
{
	uint32_t n_rows = survey->states->rows.len, n_groups = survey->states->groups.len;
	uint32_t *rows = arena_alloc(survey->scratch, (n_rows + 1) * sizeof *rows);
	uint32_t *start = arena_alloc(survey->scratch, (n_groups + 1) * sizeof *start);

	/* the rows, sorted by group */
	for (uint32_t i = 0; i + 1 < n_groups; i++)
		start[i + 1] = start[i] + survey->states->groups.at[i].n;
	for (uint32_t i = 0; i < n_rows; i++)
		rows[start[survey->states->rows.at[i].group]++] = i;
	for (uint32_t i = 0; i < n_groups; i++) {
		struct states_group *group = &survey->states->groups.at[i];

		group->text = survey_set_text(survey, rows + start[i] - group->n, group->n);
	}
	HASH_CLEAR(hh, survey->groups);
}

const char *states_group_name(struct arena *arena, uint32_t i)
{
	char letter = (char)('A' + i % 26);

	return i < 26 ? arena_printf(arena, "%c", letter)
		      : arena_printf(arena, "%s%c", states_group_name(arena, i / 26 - 1), letter);
}
