/* Findings: the same one in many states is one. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "states_survey.h"

struct finding_seen {
	UT_hash_handle hh;
	const char *key;
	uint32_t number; /* in states->findings */
};

const char *finding_name(enum finding_kind kind)
{
	static const char *const names[] = {
#define X(symbol, name, meaning) [FINDING_##symbol] = name,
		STATES_FINDINGS(X)
#undef X
	};

	return names[kind];
}

const char *finding_meaning(enum finding_kind kind)
{
	static const char *const meanings[] = {
#define X(symbol, name, meaning) [FINDING_##symbol] = meaning,
		STATES_FINDINGS(X)
#undef X
	};

	return meanings[kind];
}

static struct states_finding *finding_of(struct survey *survey, enum finding_kind kind,
					 struct span at, const char *text)
{
	const char *key = arena_printf(survey->scratch, "%d %u %s", (int)kind, at.off, text);
	struct states_finding *finding;
	struct finding_seen *seen;

	HASH_FIND_STR(survey->seen, key, seen);
	if (seen)
		return &survey->states->findings.at[seen->number];
	seen = arena_new_object(survey->arena, struct finding_seen);
	seen->key = arena_printf(survey->arena, "%s", key);
	seen->number = survey->states->findings.len;
	HASH_ADD_KEYPTR(hh, survey->seen, seen->key, strlen(seen->key), seen);
	finding = vec_add(survey->arena, &survey->states->findings);
	finding->kind = kind;
	finding->at = at;
	finding->text = arena_printf(survey->arena, "%s", text);
	return finding;
}

void survey_find(struct survey *survey, enum finding_kind kind, struct span at, struct span because,
		 const char *mends, const char *format, ...)
{
	struct states_finding *finding;
	const char *text;
	va_list args;

	va_start(args, format);
	text = arena_vprintf(survey->scratch, format, args);
	va_end(args);
	finding = finding_of(survey, kind, at, text);
	if (!finding->because.len)
		finding->because = because;
	if (!finding->mends)
		finding->mends = mends;
	if (!finding->in[survey->side].len ||
	    finding->in[survey->side].at[finding->in[survey->side].len - 1] != survey->row)
		vec_push(survey->arena, &finding->in[survey->side], survey->row);
}

bool states_is_mended(const struct states_finding *finding)
{
	return !finding->in[SIDE_GATEWAY].len;
}

static int compare(const void *a, const void *b)
{
	const struct states_finding *x = a, *y = b;
	bool x_router = states_is_mended(x), y_router = states_is_mended(y);

	if (x_router != y_router)
		return x_router ? 1 : -1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->at.off != y->at.off)
		return x->at.off < y->at.off ? -1 : 1;
	return strcmp(x->text, y->text);
}

/* The states that stand in A and not in B, which are ascending; how many. */
static uint32_t without(const uint32_t *a, uint32_t n_a, const uint32_t *b, uint32_t n_b,
			uint32_t *to)
{
	uint32_t n = 0;

	for (uint32_t i = 0, j = 0; i < n_a; i++) {
		while (j < n_b && b[j] < a[i])
			j++;
		if (j == n_b || b[j] != a[i])
			to[n++] = a[i];
	}
	return n;
}

static void say_where(struct survey *survey, struct states_finding *finding)
{
	uint32_t n_gateway = finding->in[SIDE_GATEWAY].len, n_router = finding->in[SIDE_ROUTER].len;
	uint32_t *more = arena_alloc(survey->scratch, (n_router + 1) * sizeof *more), n;

	if (!n_gateway) {
		finding->where = survey_set_text(survey, finding->in[SIDE_ROUTER].at, n_router);
		return;
	}
	finding->where = survey_set_text(survey, finding->in[SIDE_GATEWAY].at, n_gateway);
	n = without(finding->in[SIDE_ROUTER].at, n_router, finding->in[SIDE_GATEWAY].at, n_gateway,
		    more);
	if (n)
		finding->also = survey_set_text(survey, more, n);
	else
		finding->mends = NULL;
}

void survey_sort_findings(struct survey *survey)
{
	VEC_FOREACH (finding, &survey->states->findings)
		say_where(survey, finding);
	if (survey->states->findings.len > 1)
		qsort(survey->states->findings.at, survey->states->findings.len,
		      sizeof *survey->states->findings.at, compare);
	HASH_CLEAR(hh, survey->seen);
}
