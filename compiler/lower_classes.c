/*
 * Lists of lines as look-ups: what classify.c makes of a long one, as maps of our table and a chain
 * that asks them. Each element counts, and its comment is the line that it comes from.
 */
#include "lower_classes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/ip.h"
#include "plan_rows.h"

enum { ALL_BITS = 32, ASKED_MAX = 80 };

/* ---- maps ---- */

static const uint8_t field_type[CLASS_FIELDS] = {TYPE_IPV4, TYPE_IPV4, TYPE_SERVICE, TYPE_SERVICE,
						 TYPE_PROTO};

const uint8_t class_field_match[CLASS_FIELDS] = {FIELD_SADDR, FIELD_DADDR, FIELD_SPORT, FIELD_DPORT,
						 FIELD_L4PROTO};

const char *const class_field_word[CLASS_FIELDS] = {"src", "dst", "sport", "dport", "proto"};

/* What FIELD is called in names; a list's source may be compared with another address. */
static const char *word_of(const struct class_list *c, enum class_field field)
{
	if (field == CLASS_SRC && c->source != FIELD_SADDR)
		return c->source == FIELD_DADDR ? "dst" : "hop";
	return class_field_word[field];
}

const char *class_map_name(struct lowering *lo, const char *list, const char *asked,
			   const struct classified *classified, const struct class_step *step)
{
	uint32_t n = 1;

	for (const struct class_step *other = classified->steps.at; other < step; other++)
		n += other->kind == step->kind && other->fields == step->fields &&
		     !memcmp(other->mask, step->mask, sizeof step->mask);
	if (n > 1)
		return arena_printf(lo->arena, "%s/%s.%u", list, asked, n);
	return arena_printf(lo->arena, "%s/%s", list, asked);
}

/* `in/OUT/src24.dst.dport.proto`: the list, and what the map is asked for. */
static const char *map_name(const struct class_list *c, const struct classified *classified,
			    const struct class_step *step)
{
	static const char *const leads[] = {
		[CLASS_MASKED] = "", [CLASS_RANGES] = "ranges", [CLASS_BRANCHES] = "by"};
	char asked[ASKED_MAX], *end = stpcpy(asked, leads[step->kind]);

	for (int i = 0; i < CLASS_FIELDS; i++) {
		int f = class_step_field(step, i);
		uint32_t mask = step->mask[f];
		int len =
			f > CLASS_DST || step->kind == CLASS_RANGES ? ALL_BITS : ip_mask_len(mask);

		if (!class_asks(step, f))
			continue;
		if (end > asked)
			*end++ = '.';
		end = stpcpy(end, word_of(c, (enum class_field)f));
		if (len < 0)
			end += sprintf(end, "x%08x", mask);
		else if (len < ALL_BITS)
			end += sprintf(end, "%d", len);
	}
	return class_map_name(c->lo, c->name, asked, classified, step);
}

void class_list_share(struct class_list *list, const struct classified *classified)
{
	for (uint32_t i = 0; i < classified->shared; i++)
		vec_push(list->arena, &list->shared,
			 map_name(list, classified, &classified->steps.at[i]));
}

/* ---- rows ---- */

const struct row_line *class_list_note_lines(const struct class_list *list)
{
	struct row_line *known = arena_alloc(list->lo->arena, list->lines.len * sizeof *known);

	VEC_FOREACH (line, &list->lines)
		if (line->entry) /* another is no row */
			known[line - list->lines.at] = (struct row_line){
				.origin = lower_line_origin(list->lo, line->entry->at),
				.seq = line->entry->seq,
				.fate = line->fate};
	return known;
}

/* The keys of a row, from FIRST to LAST when the step has ranges. */
static uint32_t *put_keys(uint32_t *at, const struct class_step *step, const uint32_t *first,
			  const uint32_t *last)
{
	for (int i = 0; i < CLASS_FIELDS; i++) {
		enum class_field f = class_step_field(step, i);

		if (!class_asks(step, f))
			continue;
		*at++ = first[f];
		if (last)
			*at++ = last[f];
	}
	return at;
}

/* They are the same for each use of the list, and all that is left of what it was classified as. */
static void add_rows(const struct class_list *c, struct class_step *step,
		     const struct set_object *set)
{
	struct rows_object rows = {.set = set->name,
				   .keys = set->keys,
				   .ranges = set->ranges,
				   .n = step->rows ? step->n_rows
						   : step->pieces.len + step->ranges.len,
				   .lines = c->row_lines,
				   .fates = c->fates.at};
	uint32_t *all, *at;

	memcpy(rows.type, set->key, sizeof rows.type);
	rows.at = step->rows;
	if (rows.at) {
		lower_item(c->lo, OBJECT_ROWS, NULL)->rows = rows;
		return;
	}
	at = all = arena_alloc(c->lo->arena, (size_t)rows.n * rows_width(&rows) * sizeof *all);
	VEC_FOREACH (piece, &step->pieces) {
		*at++ = piece->line;
		at = put_keys(at, step, piece->value, NULL);
	}
	VEC_FOREACH (range, &step->ranges) {
		*at++ = range->line;
		*at++ = range->level;
		at = put_keys(at, step, range->first, range->last);
	}
	rows_sort(&rows, all);
	step->rows = rows.at;
	step->n_rows = rows.n;
	vec_free(c->pieces_in, &step->pieces);
	vec_free(c->pieces_in, &step->ranges);
	lower_item(c->lo, OBJECT_ROWS, NULL)->rows = rows;
}

static void lower_step(const struct class_list *c, struct class_step *step, const char *map)
{
	struct set_object set = {.name = map,
				 .data = {TYPE_VERDICT},
				 .datas = 1,
				 .counted = true,
				 .ranges = step->kind == CLASS_RANGES};

	for (int i = 0; i < CLASS_FIELDS; i++)
		if (class_asks(step, class_step_field(step, i)))
			set.key[set.keys++] = field_type[class_step_field(step, i)];
	lower_set(c->lo, set);
	add_rows(c, step, &set);
}

static void add_question(const struct class_list *c, struct chain_object *chain,
			 const struct class_step *step, const char *map)
{
	struct nft_key *key = arena_new_object(c->lo->arena, struct nft_key);
	struct nft_rule *rule = lower_rule(
		c->lo, chain, (struct nft_action){.verb = VERB_VMAP, .target = map}, NULL);

	for (int i = 0; i < CLASS_FIELDS; i++) {
		enum class_field f = class_step_field(step, i);

		if (!class_asks(step, f))
			continue;
		key->field[key->n] = f == CLASS_SRC ? (uint8_t)c->source : class_field_match[f];
		key->mask[key->n++] =
			step->kind != CLASS_RANGES && f <= CLASS_DST ? step->mask[f] : UINT32_MAX;
	}
	rule->key = key;
}

/* ---- branches ---- */

static const char *branch_name(const struct class_list *c, const struct class_step *step,
			       enum class_field field, uint32_t value)
{
	char text[IP_TEXT_SIZE];

	return arena_printf(c->lo->arena, "%s/%s-%s.%d", c->name, word_of(c, field),
			    ip_text(text, value), ip_mask_len(step->mask[field]));
}

void class_list_end(const struct class_list *c, struct chain_object *chain)
{
	if (c->end.verb != VERB_RETURN)
		lower_rule(c->lo, chain, c->end, "implicit deny")->counter = true;
	vec_trim(c->lo->arena, &chain->rules);
}

static int by_name(const void *a, const void *b, void *of)
{
	const char *const *names = of;

	return strcmp(names[*(const uint32_t *)a], names[*(const uint32_t *)b]);
}

/* The lists of the branches of STEP, in the order of their NAMES, which objects are sorted by. */
static void lower_lists(const struct class_list *c, const struct class_step *step,
			const char **names)
{
	uint32_t *order = arena_alloc(c->arena, step->branches.len * sizeof *order);

	for (uint32_t i = 0; i < step->branches.len; i++)
		order[i] = i;
	qsort_r(order, step->branches.len, sizeof *order, by_name, names);
	for (uint32_t i = 0; i < step->branches.len; i++)
		class_list_end(
			c, class_list_lower(c, step->branches.at[order[i]].list, names[order[i]]));
}

static void lower_branches(const struct class_list *c, const struct class_step *step,
			   const char *map)
{
	enum class_field field = class_asks(step, CLASS_SRC) ? CLASS_SRC : CLASS_DST;
	const char **names = arena_alloc(c->arena, step->branches.len * sizeof *names);

	for (uint32_t i = 0; i < step->branches.len; i++)
		names[i] = branch_name(c, step, field, step->branches.at[i].value);
	lower_lists(c, step, names);
	lower_set(c->lo, (struct set_object){.name = map,
					     .key = {TYPE_IPV4},
					     .keys = 1,
					     .data = {TYPE_VERDICT},
					     .datas = 1});
	for (uint32_t i = 0; i < step->branches.len; i++) {
		struct element_object *element = &lower_item(c->lo, OBJECT_ELEMENT, NULL)->element;

		element->set = map;
		element_room(c->lo->arena, element, 1, 1);
		element->key[0] = nft_value_between(TYPE_IPV4, step->branches.at[i].value,
						    step->branches.at[i].value);
		element->data[0] = (struct nft_value){
			.type = TYPE_VERDICT, .verb = VERB_GOTO, .name = names[i]};
	}
}

/* ---- a chain ---- */

const struct nft_rule *class_list_note_actions(const struct class_list *list)
{
	struct nft_rule *as = arena_alloc(list->lo->arena, list->fates.len * sizeof *as);

	for (uint32_t i = 0; i < list->fates.len; i++) {
		const struct row_fate *fate = &list->fates.at[i];

		as[i] = lower_rule_of(list->actions.at[i], NULL);
		as[i].counter = true;
		as[i].line = (struct counted_line){.list = fate->list, .v6 = fate->v6};
	}
	return as;
}

static void add_established(const struct class_list *c, struct chain_object *chain)
{
	struct nft_rule *rule =
		lower_rule(c->lo, chain,
			   (struct nft_action){.verb = VERB_GOTO, .target = c->established}, NULL);

	lower_match_number(c->lo, rule, FIELD_L4PROTO, PROTO_TCP);
	lower_match(
		c->lo, rule,
		(struct nft_match){.field = FIELD_TCP_FLAGS, .op = OP_NE, .mask = TCP_ACK_OR_RST});
}

/* The maps of the steps of CLASSIFIED; but for the SHARED ones they are made here. */
static const char **lower_maps(const struct class_list *c, struct classified *classified,
			       const struct class_list *shared)
{
	const char **maps = arena_alloc(c->arena, classified->steps.len * sizeof *maps);

	for (uint32_t i = 0; i < classified->steps.len; i++) {
		struct class_step *step = &classified->steps.at[i];

		if (i < shared->shared.len) {
			maps[i] = shared->shared.at[i];
			continue;
		}
		if (step->kind != CLASS_RULES)
			maps[i] = map_name(c, classified, step);
		if (step->kind == CLASS_BRANCHES)
			lower_branches(c, step, maps[i]);
		else if (step->kind != CLASS_RULES)
			lower_step(c, step, maps[i]);
	}
	return maps;
}

/* Maps first: objects are made one at a time. */
struct chain_object *class_list_lower(const struct class_list *whole, struct classified *classified,
				      const char *name)
{
	struct class_list own = *whole;
	const struct class_list *c = &own;
	struct chain_object *chain;
	const char **maps;
	uint32_t i = 0;

	own.name = name;
	own.established = NULL;
	own.shared.len = 0;
	maps = lower_maps(c, classified, whole);
	chain = lower_chain(c->lo, name, c->origin);
	/* as many as most need: one of each step, those of packets that are established, the end */
	vec_reserve(c->lo->arena, &chain->rules, classified->steps.len + 2);
	if (whole->established)
		add_established(whole, chain);
	i = 0;
	VEC_FOREACH (step, &classified->steps) {
		if (step->kind != CLASS_RULES)
			add_question(c, chain, step, maps[i]);
		i++;
		class_lines_add(c, chain, step);
	}
	lower_order_matches(chain);
	return chain;
}
