/*
 * Route-maps as look-ups: the lines of all lists that their clauses ask, in one list, where each
 * line leads to what its clause does. That is the route-map as long as no list denies, since a
 * denied packet goes on to the next list; a clause that asks such a list, or for more than a list,
 * stays in its place as rules.
 */
#include "lower_class_map.h"

#include "lower_classes.h"

/* A list that more ask is there once, for all of them: see lower_map.c. */
enum { CLAUSES_MAX = 2 };

static bool leads(struct nft_action action)
{
	return action.verb == VERB_ACCEPT || action.verb == VERB_GOTO;
}

static bool denies(const struct acl *acl)
{
	VEC_FOREACH (entry, &acl->entries)
		if (entry->action == ACE_DENY)
			return true;
	return false;
}

/* Is CLAUSE no more than the lines of its lists? */
static bool is_flat(const struct route_map_clause *clause, struct nft_action action)
{
	if (!clause->match_acls.len || clause->match_prefix_lists.len || clause->match_length ||
	    !leads(action))
		return false;
	VEC_FOREACH (match, &clause->match_acls)
		if (match->to && (match->to->clauses > CLAUSES_MAX || denies(match->to)))
			return false;
	return true;
}

static void add_clause(struct class_list *list, class_pieces *pieces,
		       const struct route_map_clause *clause, struct nft_action action)
{
	const struct class_piece all = {
		.line = list->lines.len, .verdict = CLASS_APART, .rule = true};
	struct class_line line = {.clause = clause};

	if (!is_flat(clause, action)) {
		vec_push(list->arena, pieces, all);
		vec_push(list->arena, &list->lines, line);
		return;
	}
	VEC_FOREACH (match, &clause->match_acls) {
		const struct class_source source = {list->arena, match->to, false};

		if (!match->to)
			continue;
		line.fate = list->fates.len;
		vec_push(list->lo->arena, &list->fates,
			 ((struct row_fate){
				 .verdict = {.type = TYPE_VERDICT,
					     .verb = (uint8_t)action.verb,
					     .name = action.target},
				 .list = match->to->name,
				 .v6 = match->to->kind == ACL_IPV6,
			 }));
		vec_push(list->arena, &list->actions, action);
		VEC_FOREACH (entry, &match->to->entries) {
			if (entry->action == ACE_REMARK || entry->untranslated)
				continue;
			line.acl = match->to;
			line.entry = entry;
			lower_class_pieces(&source, entry, list->lines.len, pieces);
			vec_push(list->arena, &list->lines, line);
		}
	}
}

static void add_clause_rules(const struct class_list *list, struct chain_object *chain,
			     const struct class_line *line)
{
	lower_map_clause(list->lo, chain, line->clause, list->of);
}

bool lower_map_classes(struct lowering *lo, const struct route_map *map,
		       const struct lower_map_use *use)
{
	struct class_list list = {.lo = lo,
				  .arena = arena_new(),
				  .name = lower_map_chain(lo, map, use),
				  .source = FIELD_SADDR,
				  .end = {.verb = VERB_RETURN},
				  .add_rules = add_clause_rules,
				  .of = use};
	const struct route_map_clause *clause;
	struct classified *classified = NULL;
	class_pieces pieces = {0};
	bool made;

	STAILQ_FOREACH (clause, &map->clauses, link)
		if (lower_map_asks(clause, use))
			add_clause(&list, &pieces, clause, use->action(lo, clause, use));
	if (!use->v6 && list.lines.len >= CLASS_LINES_MIN)
		classified = classify(list.arena, &pieces, true);
	made = classified && classified_has_maps(classified);
	if (made) {
		list.pieces_in = list.arena;
		list.row_lines = class_list_note_lines(&list);
		list.as = class_list_note_actions(&list);
		VEC_FOREACH (line, &list.lines)
			if (!line->entry)
				lower_map_lists(lo, line->clause, use);
		class_list_lower(&list, classified, list.name);
	}
	arena_free(list.arena);
	return made;
}
