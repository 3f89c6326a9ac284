/*
 * What a state of links and tracks changes in nft: elements of its maps, such as static entries
 * with a track. The core moves them itself, in one transaction behind its routes and before any
 * connection is forgotten, whatever the loader is about; then it tells the loader, which does the
 * rest. While the loader has another table in nft than the plan in force wants, all is left to it.
 */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"

struct guarded_element {
	struct nft_element element;
	guard guard;
};

struct elements {
	VEC(struct guarded_element) list;
	bool *moves; /* by condition: some of them */
	bool *loaders; /* by condition: the loader has to turn something */
};

/* ---- reading ---- */

static int digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : -1;
}

static bool read_bytes(struct arena *arena, const json_t *json, const uint8_t **at, uint8_t *len)
{
	const char *text = json_string_value(json);
	size_t n = text ? strlen(text) : 1;
	uint8_t *bytes;

	if (n % 2 || n / 2 > UINT8_MAX)
		return false;
	bytes = arena_alloc(arena, n / 2 + 1);
	for (size_t i = 0; i < n / 2; i++) {
		int high = digit(text[2 * i]), low = digit(text[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		bytes[i] = (uint8_t)(high << 4 | low);
	}
	*at = bytes;
	*len = (uint8_t)(n / 2);
	return true;
}

/* [condition, truth, …] */
static bool read_guard(struct arena *arena, const struct plan *plan, const json_t *json,
		       struct elements *elements, guard *g)
{
	for (size_t i = 0; i + 1 < json_array_size(json); i += 2) {
		json_int_t condition = json_integer_value(json_array_get(json, i));
		bool truth = json_is_true(json_array_get(json, i + 1));

		if (condition < 0 || condition >= plan->conditions.len)
			return false;
		elements->moves[condition] = true;
		vec_push(arena, g, ((struct literal){(uint16_t)condition, truth}));
	}
	return true;
}

static bool read_element(struct arena *arena, const struct plan *plan, const json_t *json,
			 struct elements *elements)
{
	struct guarded_element *added = vec_add(arena, &elements->list);
	struct nft_element *element = &added->element;
	const char *set = json_string_value(json_object_get(json, "set"));
	const char *comment = json_string_value(json_object_get(json, "comment"));

	if (!set || strlen(set) >= NFT_NAME_ROOM)
		return false;
	element->set = arena_strndup(arena, set, strlen(set));
	element->comment = comment ? arena_strndup(arena, comment, strlen(comment)) : NULL;
	return read_bytes(arena, json_object_get(json, "key"), &element->key, &element->key_len) &&
	       read_bytes(arena, json_object_get(json, "data"), &element->data,
			  &element->data_len) &&
	       read_guard(arena, plan, json_object_get(json, "if"), elements, &added->guard);
}

struct elements *elements_read(struct arena *arena, const struct plan *plan,
			       const struct json_t *json)
{
	const json_t *rows = json_object_get(json, "elements"), *row;
	struct elements *elements = arena_new_object(arena, struct elements);
	size_t i;

	elements->moves = arena_alloc(arena, plan->conditions.len + 1);
	elements->loaders = arena_alloc(arena, plan->conditions.len + 1);
	json_array_foreach (rows, i, row)
		if (!read_element(arena, plan, row, elements))
			return NULL;
	rows = json_object_get(json, "loaders");
	json_array_foreach (rows, i, row) {
		json_int_t condition = json_integer_value(row);

		if (condition < 0 || condition >= plan->conditions.len)
			return NULL;
		elements->loaders[condition] = true;
	}
	return elements;
}

/* ---- moving ---- */

static bool any_differs(const struct run *run, const bool *which)
{
	for (uint32_t c = 0; c < run->plan->conditions.len; c++)
		if (which[c] && condition_differs(run->plan, c, run->state, run->want))
			return true;
	return false;
}

static void gather(const struct run *run, struct nft_batch *batch, bool add)
{
	VEC_FOREACH (row, &run->elements->list) {
		bool before = guard_holds(&row->guard, run->state);
		bool after = guard_holds(&row->guard, run->want);

		if (before != after && after == add)
			nft_batch_put(batch, &row->element, add);
	}
}

enum elements_moved elements_turn(struct core *core, const struct run *run)
{
	struct nft_batch batch = {.family = nft_family(run->plan)};
	bool loaders = core->loader && any_differs(run, run->elements->loaders);
	unsigned moved;

	if (any_differs(run, run->elements->moves)) {
		if (apply_holds_nft(core))
			return ELEMENTS_LEFT;
		gather(run, &batch, false);
		gather(run, &batch, true);
	}
	moved = batch.elements;
	if (!nft_batch_commit(&core->conntrack, &batch)) {
		log_line("SYS-4-NFT", "%u elements are left to the loader: %s", moved,
			 strerror(errno));
		return ELEMENTS_LEFT;
	}
	/* it may be just about to bring back what stood before */
	if (core->drift.asked && moved)
		return ELEMENTS_LEFT;
	return loaders ? ELEMENTS_PARTLY : ELEMENTS_DONE;
}
