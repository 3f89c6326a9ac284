/* The maps and chains that a list was compiled to, found in the plan: the rows and the rules of a
 * list say whose they are. */
#include "edit_parts.h"

#include "plan_rows.h"
#include "plan_rules.h"

struct edit_map *edit_map_of(const struct edit_parts *parts, const struct nft_rule *rule)
{
	struct edit_map *map = NULL;

	if (rule->verb == VERB_VMAP)
		HASH_FIND_STR(parts->maps, rule->target, map);
	return map;
}

struct edit_chain *edit_chain_named(const struct edit_parts *parts, const char *name)
{
	struct edit_chain *chain;

	HASH_FIND_STR(parts->chains, name, chain);
	return chain;
}

bool edit_leads_to_branches(const struct edit_parts *parts, const struct nft_rule *rule)
{
	struct edit_branches *branches = NULL;

	if (rule->verb == VERB_VMAP)
		HASH_FIND_STR(parts->branches, rule->target, branches);
	return branches;
}

bool edit_is_line(const struct edit_parts *parts, const struct counted_line *line)
{
	return line->list && !line->v6 && !strcmp(line->list, parts->edit->list->name);
}

/* ---- maps ---- */

/* NUMBER: of each line of the list, + 1, where it is met, behind them where it goes, or 0. */
static void note_rows(const struct edit_parts *parts, struct edit_map *map, const uint32_t *number)
{
	uint32_t met = parts->edit->met.len;

	for (uint32_t i = 0; i < map->part.was->n; i++) {
		uint32_t line = *rows_at(map->part.was, i);
		uint32_t n = line < parts->edit->lines ? number[line] : 0;

		if (n > met)
			vec_push(parts->arena, &map->part.gone, rows_at(map->part.was, i));
		else if (n)
			vec_push(parts->arena, &map->met, n - 1);
	}
}

static const uint32_t *number_lines(const struct edit_parts *parts)
{
	uint32_t *number = arena_alloc(parts->arena, parts->edit->lines * sizeof *number);

	VEC_FOREACH (met, &parts->edit->met)
		number[met->line] = (uint32_t)(met - parts->edit->met.at) + 1;
	VEC_FOREACH (gone, &parts->edit->gone)
		number[gone->line] = parts->edit->met.len + 1;
	return number;
}

/* What there is beside elements that lead nowhere: a plan may have very many of these. */
static void find_items(struct edit_parts *parts)
{
	for (uint32_t i = 0; i < parts->plan->items.len; i++) {
		const struct object *object = &parts->plan->items.at[i].object;
		const struct nft_value *data = object->element.data;

		if (object->kind == OBJECT_CHAIN || object->kind == OBJECT_ROWS ||
		    (object->kind == OBJECT_ELEMENT && object->element.datas == 1 &&
		     data->type == TYPE_VERDICT && data->verb == VERB_GOTO))
			vec_push(parts->arena, &parts->items, i);
	}
}

static const struct object *object_of(const struct edit_parts *parts, uint32_t item)
{
	return &parts->plan->items.at[item].object;
}

/* False when their rows are not of the same lines. */
static bool find_maps(struct edit_parts *parts)
{
	const uint32_t *number = number_lines(parts);

	VEC_FOREACH (item, &parts->items) {
		const struct object *object = object_of(parts, *item);
		const struct rows_object *rows = &object->rows;
		struct edit_map *map;

		if (object->kind != OBJECT_ROWS || !rows->n || !rows->fates ||
		    !edit_is_line(parts, &(struct counted_line){.list = rows->fates[0].list,
								.v6 = rows->fates[0].v6}))
			continue;
		if (parts->lines && parts->lines != rows->lines)
			return false;
		parts->lines = rows->lines;
		map = arena_new_object(parts->arena, struct edit_map);
		map->part.item = *item;
		map->part.was = rows;
		note_rows(parts, map, number);
		HASH_ADD_KEYPTR(hh, parts->maps, rows->set, strlen(rows->set), map);
	}
	return true;
}

/* ---- chains ---- */

static bool is_of_list(const struct edit_parts *parts, const struct chain_object *chain)
{
	VEC_FOREACH (rule, &chain->rules)
		if (edit_is_line(parts, &rule->line) || edit_map_of(parts, rule))
			return true;
	return false;
}

static bool asks_branches(const struct edit_parts *parts, const struct chain_object *chain)
{
	VEC_FOREACH (rule, &chain->rules)
		if (edit_leads_to_branches(parts, rule))
			return true;
	return false;
}

/* The chains that are of the list as IS says, and are not known yet; false: there are none. */
static bool find_chains_by(struct edit_parts *parts, bool (*is)(const struct edit_parts *parts,
								const struct chain_object *chain))
{
	bool any = false;

	VEC_FOREACH (item, &parts->items) {
		const struct object *object = object_of(parts, *item);
		struct edit_chain *chain;

		if (object->kind != OBJECT_CHAIN || !is(parts, &object->chain) ||
		    edit_chain_named(parts, object->chain.name))
			continue;
		chain = arena_new_object(parts->arena, struct edit_chain);
		chain->item = *item;
		chain->was = chain_spread(parts->arena, &object->chain);
		chain->now = *chain->was;
		HASH_ADD_KEYPTR(hh, parts->chains, chain->was->name, strlen(chain->was->name),
				chain);
		any = true;
	}
	return any;
}

/* Which of the chains are branches, and of which maps. */
static void find_branches(struct edit_parts *parts)
{
	VEC_FOREACH (item, &parts->items) {
		const struct element_object *element = &object_of(parts, *item)->element;
		struct edit_branches *branches;
		struct edit_chain *chain;

		if (object_of(parts, *item)->kind != OBJECT_ELEMENT)
			continue;
		chain = edit_chain_named(parts, element->data[0].name);
		if (!chain)
			continue;
		chain->from = element->set;
		HASH_FIND_STR(parts->branches, element->set, branches);
		if (branches)
			continue;
		branches = arena_new_object(parts->arena, struct edit_branches);
		HASH_ADD_KEYPTR(hh, parts->branches, element->set, strlen(element->set), branches);
	}
}

static void find_chains(struct edit_parts *parts)
{
	bool more = find_chains_by(parts, is_of_list);

	while (more) {
		find_branches(parts);
		more = find_chains_by(parts, asks_branches);
	}
}

void edit_chain_change(const struct edit_parts *parts, struct edit_chain *chain)
{
	if (chain->changed)
		return;
	chain->changed = true;
	memset(&chain->now.rules, 0, sizeof chain->now.rules);
	vec_append(parts->arena, &chain->now.rules, &chain->was->rules);
}

static bool goes(const struct edit_parts *parts, const struct nft_rule *rule)
{
	if (!edit_is_line(parts, &rule->line))
		return false;
	VEC_FOREACH (gone, &parts->edit->gone)
		if (rule->line.seq == gone->entry->seq)
			return true;
	return false;
}

static void take_out_rules(const struct edit_parts *parts)
{
	for (struct edit_chain *chain = parts->chains; chain; chain = chain->hh.next)
		for (uint32_t i = chain->was->rules.len; i-- > 0;)
			if (goes(parts, &chain->was->rules.at[i])) {
				edit_chain_change(parts, chain);
				vec_remove(&chain->now.rules, i);
			}
}

/* ---- all of them ---- */

bool edit_parts_find(struct edit_parts *parts, const struct edit_list *edit,
		     const struct plan *plan)
{
	*parts = (struct edit_parts){.edit = edit, .arena = edit->arena, .plan = plan};
	find_items(parts);
	if (!find_maps(parts))
		return false;
	find_chains(parts);
	take_out_rules(parts);
	return parts->chains;
}

void edit_parts_free(struct edit_parts *parts)
{
	HASH_CLEAR(hh, parts->maps);
	HASH_CLEAR(hh, parts->chains);
	HASH_CLEAR(hh, parts->branches);
}
