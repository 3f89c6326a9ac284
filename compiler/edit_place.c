/*
 * The place of an edit in what its list was compiled to.
 *
 * A chain asks one map after the other, with rules of single lines between them, and may lead to a
 * chain for each value of a masked address, and go on behind that for the others. Each line that a
 * new one meets has places in the chain, and between these the new line must find its own: an
 * element of a map, or else a rule.
 */
#include "edit_place.h"

#include "classify_plan.h"
#include "edit_parts.h"
#include "lower_classes.h"
#include "plan_rows.h"

/* A new line in a chain, and the rules between which it may stand: FROM is behind it, and so is TO.
 */
struct standing {
	const struct edit_parts *parts;
	struct edit_chain *chain;
	const struct edit_line *line;
	uint32_t from, to;
};

bool class_pieces_meet(const struct class_piece *a, const struct class_piece *b)
{
	for (int f = 0; f < CLASS_FIELDS; f++) {
		if ((a->value[f] ^ b->value[f]) & a->mask[f] & b->mask[f])
			return false;
		if (((a->ranged | b->ranged) & (1u << f)) &&
		    (a->value[f] > class_last(b, (enum class_field)f) ||
		     b->value[f] > class_last(a, (enum class_field)f)))
			return false;
	}
	return true;
}

bool class_lists_meet(const class_pieces *pieces, const class_pieces *others)
{
	VEC_FOREACH (a, pieces)
		VEC_FOREACH (b, others)
			if (class_pieces_meet(a, b))
				return true;
	return false;
}

static bool is_same(const struct class_piece *a, const struct class_piece *b)
{
	return a->ranged == b->ranged && !memcmp(a->mask, b->mask, sizeof a->mask) &&
	       !memcmp(a->value, b->value, sizeof a->value) &&
	       class_last(a, CLASS_SPORT) == class_last(b, CLASS_SPORT) &&
	       class_last(a, CLASS_DPORT) == class_last(b, CLASS_DPORT);
}

/* Is there a line already that says the same of a part of LINE? */
static bool is_said(const struct edit_parts *parts, const struct edit_line *line)
{
	VEC_FOREACH (met, &parts->edit->met)
		VEC_FOREACH (other, &met->pieces)
			VEC_FOREACH (piece, &line->pieces)
				if (is_same(piece, other))
					return true;
	return false;
}

/* ---- bounds ---- */

/* Do the rows, or the rule, that RULE is have line MET? */
static bool has_met(const struct edit_parts *parts, const struct nft_rule *rule, uint32_t met)
{
	const struct edit_map *map = edit_map_of(parts, rule);

	if (!map)
		return edit_is_line(parts, &rule->line) &&
		       rule->line.seq == parts->edit->met.at[met].entry->seq;
	VEC_FOREACH (number, &map->met)
		if (*number == met)
			return true;
	return false;
}

/* Stand where line MET allows it; false when that is nowhere, or the line is not seen in the chain.
 */
static bool keep_order(struct standing *place, uint32_t met)
{
	const struct edit_line *other = &place->parts->edit->met.at[met];
	const struct chain_object *chain = &place->chain->now;
	bool found = false;

	for (uint32_t i = 0; i < chain->rules.len; i++) {
		if (!has_met(place->parts, &chain->rules.at[i], met))
			continue;
		found = true;
		if (other->at < place->line->at && i + 1 > place->from)
			place->from = i + 1;
		if (other->at >= place->line->at && i < place->to)
			place->to = i;
	}
	return found && place->from <= place->to;
}

static bool find_bounds(struct standing *place)
{
	const struct edit_list *edit = place->parts->edit;

	for (uint32_t m = 0; m < edit->met.len; m++)
		if (edit->met.at[m].verdict != place->line->verdict &&
		    class_lists_meet(&edit->met.at[m].pieces, &place->line->pieces) &&
		    !keep_order(place, m))
			return false;
	return true;
}

/* ---- in maps ---- */

static enum class_field field_of(uint8_t field)
{
	int f = 0;

	while (f < CLASS_FIELDS && class_field_match[f] != field)
		f++;
	return (enum class_field)f;
}

/* Can an element of what KEY asks say PIECE, and nothing else? */
static bool can_say(const struct nft_key *key, bool ranges, const struct class_piece *piece)
{
	uint8_t own = class_fields_of(piece->mask, piece->ranged), fields = 0;
	bool same = !piece->ranged;

	for (int i = 0; i < key->n; i++) {
		enum class_field f = field_of(key->field[i]);

		fields |= (uint8_t)(1u << f);
		same &= piece->mask[f] == (key->mask[i] & class_field_max(f));
	}
	if (!ranges)
		return same && own == fields;
	return !(own & ~fields) && class_asks_ports(own) == class_asks_ports(fields) &&
	       !class_has_holes(piece->mask);
}

/* Does a line that PIECE meets have a row of MAP? */
static bool meets_in(const struct edit_parts *parts, const struct edit_map *map,
		     const struct class_piece *piece)
{
	VEC_FOREACH (number, &map->met)
		VEC_FOREACH (other, &parts->edit->met.at[*number].pieces)
			if (class_pieces_meet(other, piece))
				return true;
	return false;
}

/* The first rule that asks a map, of RANGES or not, which has room for PIECE; NULL: none. */
static const struct nft_rule *find_map(const struct standing *place, bool ranges,
				       const struct class_piece *piece)
{
	for (uint32_t i = place->from; i < place->to; i++) {
		const struct nft_rule *rule = &place->chain->now.rules.at[i];
		const struct edit_map *map = edit_map_of(place->parts, rule);

		if (map && map->part.was->ranges == ranges && can_say(rule->key, ranges, piece) &&
		    !meets_in(place->parts, map, piece))
			return rule;
	}
	return NULL;
}

static void add_row(const struct edit_parts *parts, const struct nft_rule *rule,
		    const struct class_piece *piece)
{
	struct edit_map *map = edit_map_of(parts, rule);
	uint32_t *row = arena_alloc(parts->arena, rows_width(map->part.was) * sizeof *row),
		 *at = row;

	*at++ = piece->line;
	if (map->part.was->ranges)
		*at++ = 0; /* it meets no other */
	for (int i = 0; i < rule->key->n; i++) {
		enum class_field f = field_of(rule->key->field[i]);

		*at++ = piece->value[f];
		if (map->part.was->ranges)
			*at++ = class_last(piece, f);
	}
	vec_push(parts->arena, &map->part.new, row);
}

/* All pieces, or none. */
static bool place_in_maps(const struct standing *place)
{
	VEC(const struct nft_rule *) rules = {0};

	VEC_FOREACH (piece, &place->line->pieces) {
		const struct nft_rule *rule = find_map(place, false, piece);

		if (!rule)
			rule = find_map(place, true, piece);
		if (!rule)
			return false;
		vec_push(place->parts->arena, &rules, rule);
	}
	VEC_FOREACH (piece, &place->line->pieces)
		add_row(place->parts, rules.at[piece - place->line->pieces.at], piece);
	return true;
}

/* ---- as a rule ---- */

/* Where lines stand as they are written. */
static uint32_t written_place(const struct standing *place)
{
	const struct chain_object *chain = &place->chain->now;
	uint32_t behind = place->line->seq, i = 0;

	while (i + 1 < chain->rules.len && !(edit_is_line(place->parts, &chain->rules.at[i].line) &&
					     chain->rules.at[i].line.seq > behind))
		i++;
	return i < place->from ? place->from : i > place->to ? place->to : i;
}

/* What lives no longer than the new lines is copied. */
static void keep_lists(struct arena *arena, struct nft_rule *rule)
{
	VEC_FOREACH (match, &rule->match)
		if (match->op == OP_IN || match->op == OP_NOT_IN) {
			uint16_t *copy = arena_alloc(arena, match->hi * sizeof *copy);

			memcpy(copy, match->list, match->hi * sizeof *copy);
			match->list = copy;
		}
}

/* A chain of an access group ends with what it refuses by. */
static bool place_as_rule(const struct standing *place)
{
	const struct edit_parts *parts = place->parts;
	const struct edit_line *line = place->line;
	struct edit_chain *chain = place->chain;
	const struct nft_rule *end = &chain->was->rules.at[chain->was->rules.len - 1];
	struct lowering lo = {.arena = parts->arena};
	struct nft_action action = {.verb = line->verdict == CLASS_PERMIT ? VERB_ACCEPT
									  : end->verb};
	struct chain_object made = {0};
	uint32_t at = written_place(place);

	if (edit_is_line(parts, &end->line) || at >= chain->now.rules.len)
		return false;
	lo.origin = line->origin;
	lo.origin_line = line->entry->at;
	lower_entry(&lo, &made, line->acl, line->entry, FIELD_SADDR, action);
	if (made.rules.len > 1)
		return false;
	if (!made.rules.len)
		return true;
	if (parts->edit->lines >= CLASS_LINES_MIN)
		lower_order_matches(&made);
	made.rules.at->line.list = parts->edit->list->name;
	made.rules.at->line.seq = line->seq;
	keep_lists(parts->arena, made.rules.at);
	edit_chain_change(parts, chain);
	(void)vec_add(parts->arena, &chain->now.rules);
	memmove(&chain->now.rules.at[at + 1], &chain->now.rules.at[at],
		(chain->now.rules.len - 1 - at) * sizeof *made.rules.at);
	chain->now.rules.at[at] = *made.rules.at;
	return true;
}

/* ---- in branches ---- */

/* The chain to which the map NAME leads for VALUE; NULL: none. */
static struct edit_chain *branch_of(const struct edit_parts *parts, const char *name,
				    uint32_t value)
{
	VEC_FOREACH (item, &parts->items) {
		const struct object *object = &parts->plan->items.at[*item].object;
		const struct element_object *element = &object->element;

		if (object->kind == OBJECT_ELEMENT && !strcmp(element->set, name) &&
		    element->key[0].addr.addr == value)
			return edit_chain_named(parts, element->data[0].name);
	}
	return NULL;
}

/* All packets of the line go into one branch, or none: that decides where it stands. */
static bool enter_branch(struct standing *place)
{
	const struct class_piece *piece = place->line->pieces.at;
	const struct chain_object *chain = &place->chain->now;

	for (uint32_t i = 0; i < chain->rules.len; i++) {
		const struct nft_rule *rule = &chain->rules.at[i];
		struct edit_chain *branch;
		enum class_field f;

		if (!edit_leads_to_branches(place->parts, rule))
			continue;
		f = field_of(rule->key->field[0]);
		if (rule->key->n != 1 || f > CLASS_DST || (rule->key->mask[0] & ~piece->mask[f]))
			return false;
		branch =
			branch_of(place->parts, rule->target, piece->value[f] & rule->key->mask[0]);
		if (branch) {
			place->chain = branch;
			return enter_branch(place);
		}
		place->from = i + 1;
	}
	return true;
}

static bool place_line(const struct edit_parts *parts, struct edit_chain *chain,
		       const struct edit_line *line)
{
	struct standing place = {.parts = parts, .chain = chain, .line = line};

	if (!line->pieces.len) /* nothing can be it */
		return true;
	if (is_said(parts, line) || !enter_branch(&place))
		return false;
	place.to = place.chain->now.rules.len; /* and before the end of the list */
	return place.from < place.to-- && find_bounds(&place) &&
	       (place_in_maps(&place) || place_as_rule(&place));
}

/* Each chain that is no branch is a use of the list. */
static bool place_all(const struct edit_parts *parts)
{
	for (struct edit_chain *chain = parts->chains; chain; chain = chain->hh.next)
		VEC_FOREACH (new, &parts->edit->new)
			if (!chain->from && !place_line(parts, chain, new))
				return false;
	return true;
}

/* ---- lines that go ---- */

/* Does CHAIN ask a map of ranges of which lines go? What stands behind those is cut there, or left
 * out. */
static bool loses_ranges(const struct edit_parts *parts, const struct chain_object *chain)
{
	VEC_FOREACH (rule, &chain->rules) {
		const struct edit_map *map = edit_map_of(parts, rule);

		if (map && map->part.was->ranges && map->part.gone.len)
			return true;
	}
	return false;
}

/* Has CHAIN line MET in rules or hashes, which have it whole? */
static bool has_whole(const struct edit_parts *parts, const struct chain_object *chain,
		      uint32_t met)
{
	bool found = false;

	VEC_FOREACH (rule, &chain->rules) {
		const struct edit_map *map = edit_map_of(parts, rule);

		if (!has_met(parts, rule, met))
			continue;
		if (map && map->part.was->ranges)
			return false;
		found = true;
	}
	return found;
}

/* Was nothing of line MET, which stands behind, left out because of the piece GONE? */
static bool is_whole_without(const struct edit_parts *parts, uint32_t met,
			     const struct class_piece *gone)
{
	bool meets = false;

	VEC_FOREACH (piece, &parts->edit->met.at[met].pieces) {
		if (is_same(piece, gone))
			return false;
		meets |= class_pieces_meet(piece, gone);
	}
	for (const struct edit_chain *chain = parts->chains; meets && chain; chain = chain->hh.next)
		if (loses_ranges(parts, chain->was) && !has_whole(parts, chain->was, met))
			return false;
	return true;
}

static bool may_go(const struct edit_parts *parts)
{
	const struct edit_list *edit = parts->edit;

	VEC_FOREACH (gone, &edit->gone)
		VEC_FOREACH (piece, &gone->pieces)
			for (uint32_t m = 0; m < edit->met.len; m++)
				if (edit->met.at[m].at > gone->at &&
				    !is_whole_without(parts, m, piece))
					return false;
	/* without any line a list lets everything pass */
	return edit->lines > edit->gone.len;
}

/* ---- what that makes of the plan ---- */

static struct row_lines *lines_of(const struct edit_parts *parts)
{
	const edit_lines *new = &parts->edit->new;
	struct row_lines *lines = arena_new_object(parts->arena, struct row_lines);
	struct row_line *at = arena_alloc(parts->arena, new->len * sizeof *at);

	VEC_FOREACH (line, new)
		at[line - new->at] = (struct row_line){.origin = line->origin,
						       .seq = line->seq,
						       .fate = line->verdict == CLASS_PERMIT};
	*lines = (struct row_lines){
		.was = parts->lines, .n = parts->edit->lines, .new = at, .news = new->len};
	return lines;
}

static struct edit *edit_of(const struct edit_parts *parts)
{
	struct edit_making making = {
		.arena = parts->arena, .plan = parts->plan, .lines = lines_of(parts)};

	for (const struct edit_map *map = parts->maps; map; map = map->hh.next)
		edit_make_rows(&making, &map->part);
	for (const struct edit_chain *chain = parts->chains; chain; chain = chain->hh.next) {
		struct object object = parts->plan->items.at[chain->item].object;

		if (!chain->changed)
			continue;
		object.chain = chain->now;
		edit_make_object(&making, chain->item, &object);
	}
	return edit_made(&making);
}

struct edit *edit_place(const struct edit_list *list, const struct plan *plan)
{
	struct edit_parts parts;
	struct edit *edit = NULL;

	if (edit_parts_find(&parts, list, plan) && may_go(&parts) && place_all(&parts))
		edit = edit_of(&parts);
	edit_parts_free(&parts);
	return edit;
}
