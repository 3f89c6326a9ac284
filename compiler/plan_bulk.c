/*
 * The patterns of the routers' table: see plan_bulk.h.
 */
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "grammar/hash.h"
#include "plan_bind.h"
#include "plan_bulk.h"

enum { CANDIDATES_MAX = 64 };

/* A pattern while they are gathered, by the words of its guards. */
struct gathered {
	UT_hash_handle hh;
	uint32_t pattern;
};

struct gathering {
	struct arena *arena;
	struct bulk *bulk;
	struct gathered *by_guards;
	VEC(uint32_t) words; /* of the object at hand */
	bool many; /* some choice has more candidates than fit */
};

/* The candidates of object I, an item being one. */
static uint32_t candidates_of(const struct plan *plan, uint32_t i)
{
	return i < plan->items.len ? 1 : plan->choices.at[i - plan->items.len].candidates.len;
}

static const struct object *candidate_of(const struct plan *plan, uint32_t i, uint32_t c)
{
	return i < plan->items.len ? &plan->items.at[i].object
				   : &plan->choices.at[i - plan->items.len].candidates.at[c].object;
}

static const guard *guard_of(const struct plan *plan, uint32_t i, uint32_t c)
{
	return i < plan->items.len ? &plan->items.at[i].guard
				   : &plan->choices.at[i - plan->items.len].candidates.at[c].guard;
}

const struct object *plan_candidate(const struct plan *plan, uint32_t i)
{
	return candidates_of(plan, i) ? candidate_of(plan, i, 0) : NULL;
}

static bool is_bulk(const struct plan *plan, uint32_t i)
{
	const struct object *object = plan_candidate(plan, i);

	return object && object->kind == OBJECT_ROUTE && object->route.table == TABLE_ROUTER;
}

static void note_symbol(void *context, const struct value *value)
{
	(void)value;
	*(bool *)context = true;
}

/* The guards of object I in words; what stands for its candidates' ranks is where they change. */
static void spell(struct gathering *g, uint32_t i)
{
	const struct plan *plan = g->bulk->plan;
	bool equal = i >= plan->items.len && plan->choices.at[i - plan->items.len].equal;
	bool symbolic = false;
	uint32_t rank = 0;

	g->words.len = 0;
	vec_push(g->arena, &g->words, equal);
	for (uint32_t c = 0; c < candidates_of(plan, i); c++) {
		const guard *its = guard_of(plan, i, c);
		uint32_t own =
			i < plan->items.len
				? 0
				: plan->choices.at[i - plan->items.len].candidates.at[c].rank;

		object_symbols(candidate_of(plan, i, c), note_symbol, &symbolic);
		vec_push(g->arena, &g->words, its->len << 1 | (c && own != rank));
		VEC_FOREACH (literal, its)
			vec_push(g->arena, &g->words,
				 (uint32_t)literal->condition << 1 | literal->truth);
		rank = own;
	}
	vec_push(g->arena, &g->words, symbolic);
}

static struct bulk_pattern *pattern_new(struct gathering *g, uint32_t i)
{
	const struct plan *plan = g->bulk->plan;
	struct bulk_pattern *pattern = vec_add(g->arena, &g->bulk->patterns);

	pattern->candidates = candidates_of(plan, i);
	g->many |= pattern->candidates > CANDIDATES_MAX;
	pattern->leads = arena_alloc(g->arena, pattern->candidates * sizeof *pattern->leads);
	for (uint32_t c = 0; c < pattern->candidates; c++) {
		pattern->leads[c] = arena_alloc(g->arena, plan->devices.len + 1);
		object_symbols(candidate_of(plan, i, c), note_symbol, &pattern->symbolic);
	}
	return pattern;
}

static struct bulk_pattern *pattern_of(struct gathering *g, uint32_t i)
{
	struct gathered *found;
	unsigned size;

	spell(g, i);
	size = g->words.len * (unsigned)sizeof *g->words.at;
	HASH_FIND(hh, g->by_guards, g->words.at, size, found);
	if (found)
		return &g->bulk->patterns.at[found->pattern];
	found = arena_new_object(g->arena, struct gathered);
	found->pattern = g->bulk->patterns.len;
	HASH_ADD_KEYPTR(hh, g->by_guards, memcpy(arena_alloc(g->arena, size), g->words.at, size),
			size, found);
	return pattern_new(g, i);
}

void object_leads(const struct plan *plan, const struct object *object, const bool *but,
		  bool *leads)
{
	for (uint8_t h = 0; object->kind == OBJECT_ROUTE && h < object->route.hops; h++)
		for (uint32_t d = 0; d < plan->devices.len; d++)
			if (plan->devices.at[d].outside && !(but && but[d]) &&
			    !strcmp(plan->devices.at[d].device, object->route.hop[h].device))
				leads[d] = true;
}

static void gather(struct gathering *g, uint32_t i)
{
	const struct plan *plan = g->bulk->plan;
	struct bulk_pattern *pattern = pattern_of(g, i);

	vec_push(g->arena, &pattern->objects, i);
	for (uint32_t c = 0; c < pattern->candidates; c++)
		object_leads(plan, candidate_of(plan, i, c), NULL, pattern->leads[c]);
	if (candidate_of(plan, i, 0)->route.len == 0)
		vec_push(g->arena, &g->bulk->defaults, i);
}

static void note_table(struct gathering *g, uint32_t table)
{
	VEC_FOREACH (other, &g->bulk->tables)
		if (*other == table)
			return;
	vec_push(g->arena, &g->bulk->tables, table);
}

static void note_other(struct gathering *g, uint32_t i)
{
	const struct object *object = plan_candidate(g->bulk->plan, i);

	vec_push(g->arena, &g->bulk->others, i);
	if (object && object->kind == OBJECT_ROUTE)
		note_table(g, object->route.table);
}

static void weigh(struct gathering *g)
{
	const struct plan *plan = g->bulk->plan;

	for (uint32_t c = 0; c < plan->touches.len; c++) {
		touched_list *rest = vec_add(g->arena, &g->bulk->rest);
		uint32_t weight = 0;

		VEC_FOREACH (i, &plan->touches.at[c]) {
			arena_pause(g->arena);
			if (is_bulk(plan, *i))
				weight++;
			else
				vec_push(g->arena, rest, *i);
		}
		if (weight > BULK_MIN)
			vec_push(g->arena, &g->bulk->heavy, (uint16_t)c);
	}
}

static void find_rules(struct gathering *g)
{
	const struct plan *plan = g->bulk->plan;

	for (uint32_t i = 0; i < plan->items.len; i++)
		if (plan->items.at[i].object.kind == OBJECT_RULE &&
		    plan->items.at[i].object.rule.table == TABLE_ROUTER)
			vec_push(g->arena, &g->bulk->rules, i);
}

struct bulk *bulk_new(struct arena *arena, const struct plan *plan)
{
	struct gathering g = {.arena = arena, .bulk = arena_new_object(arena, struct bulk)};

	g.bulk->plan = plan;
	weigh(&g);
	if (!g.bulk->heavy.len)
		return NULL;
	for (uint32_t i = 0; i < plan->items.len + plan->choices.len; i++) {
		arena_pause(arena);
		if (is_bulk(plan, i))
			gather(&g, i);
		else
			note_other(&g, i);
	}
	HASH_CLEAR(hh, g.by_guards);
	find_rules(&g);
	return g.many ? NULL : g.bulk;
}

void bulk_find(const struct bulk *bulk, const struct object *keys, unsigned n, uint32_t *numbers)
{
	for (unsigned k = 0; k < n; k++)
		numbers[k] = UINT32_MAX;
	VEC_FOREACH (pattern, &bulk->patterns)
		VEC_FOREACH (i, &pattern->objects) {
			const struct object *object = candidate_of(bulk->plan, *i, 0);

			for (unsigned k = 0; k < n; k++)
				if (object->route.prefix == keys[k].route.prefix &&
				    !object_compare(object, &keys[k]))
					numbers[k] = *i;
		}
}

/* ---- what a state takes ---- */

/* As target.c takes them. */
static uint64_t taken_of(const struct plan *plan, const struct bulk_pattern *pattern,
			 const struct state *state)
{
	uint32_t i = *pattern->objects.at;
	const struct choice *choice =
		i < plan->items.len ? NULL : &plan->choices.at[i - plan->items.len];
	const struct candidate *first = NULL;
	uint64_t taken = 0;

	for (uint32_t c = 0; c < pattern->candidates; c++) {
		if (first && (!choice->equal || choice->candidates.at[c].rank != first->rank))
			continue;
		if (!guard_holds(guard_of(plan, i, c), state))
			continue;
		taken |= (uint64_t)1 << c;
		if (!choice)
			break;
		first = first ? first : &choice->candidates.at[c];
	}
	return taken;
}

uint64_t *bulk_taken(struct arena *arena, const struct bulk *bulk, const struct state *state)
{
	uint64_t *taken = arena_alloc(arena, (bulk->patterns.len + 1) * sizeof *taken);
	uint64_t devices = hash_bytes(HASH_START, state->device,
				      bulk->plan->devices.len * sizeof *state->device);

	for (uint32_t p = 0; p < bulk->patterns.len; p++) {
		taken[p] = taken_of(bulk->plan, &bulk->patterns.at[p], state);
		if (bulk->patterns.at[p].symbolic)
			taken[p] ^= devices;
	}
	return taken;
}

bool bulk_same(const struct bulk *bulk, const uint64_t *a, const uint64_t *b)
{
	return !memcmp(a, b, bulk->patterns.len * sizeof *a);
}

/* Does a route that stands by IS lead by device D? */
static bool still_leads(const struct bulk_pattern *pattern, uint64_t is, uint32_t d)
{
	for (uint32_t c = 0; c < pattern->candidates; c++)
		if (is >> c & 1 && pattern->leads[c][d])
			return true;
	return false;
}

static void note_left(const struct bulk *bulk, const struct bulk_pattern *pattern, uint64_t was,
		      uint64_t is, const struct state *new, bool *failed, bool *left)
{
	for (uint32_t c = 0; c < pattern->candidates; c++) {
		bool *note = guard_holds(guard_of(bulk->plan, *pattern->objects.at, c), new)
				     ? left
				     : failed;

		for (uint32_t d = 0; was >> c & 1 && d < bulk->plan->devices.len; d++)
			note[d] |= pattern->leads[c][d] && !still_leads(pattern, is, d);
	}
}

void bulk_leaves(const struct bulk *bulk, const struct state *old, const struct state *new,
		 bool *failed, bool *left)
{
	VEC_FOREACH (pattern, &bulk->patterns) {
		uint64_t was = taken_of(bulk->plan, pattern, old);
		uint64_t is = taken_of(bulk->plan, pattern, new);

		if (was & ~is)
			note_left(bulk, pattern, was & ~is, is, new, failed, left);
	}
}

/* ---- what may come ---- */

struct state *state_turned(struct arena *arena, const struct plan *plan, const struct state *state,
			   uint16_t condition)
{
	struct state *turned = state_copy(arena, plan, state);
	const struct condition *c = &plan->conditions.at[condition];
	bool truth = turned->truth[condition] = !state->truth[condition];

	VEC_FOREACH (track, &plan->tracks) {
		bool of_link = c->kind == CONDITION_LINK && track->device == c->device &&
			       (track->kind == PLAN_TRACK_LINE_PROTOCOL ||
				track->kind == PLAN_TRACK_IP_ROUTING ||
				track->kind == PLAN_TRACK_IPV6_ROUTING);

		if (of_link && !(truth ? track->delay_up : track->delay_down))
			turned->truth[track->condition] = truth;
	}
	turned->assumed[condition] = true;
	state_derive(plan, turned);
	turned->assumed[condition] = state->assumed[condition];
	return turned;
}
