/*
 * Clauses of route-maps that no packet comes to: those before take all that theirs could, one or
 * several together (shadowed-clause). A clause stops what it takes, whether it permits or denies.
 * What it takes are the packets that one of its lists permits, which for each entry are those of
 * the entry without those that the list denies before.
 */
#include "analyse.h"

#include <uthash.h>

enum {
	NAMED_MAX = 4,
	WALKED_MAX = 8, /* clauses that are walked for each question; more are indexed */
	ROWS_MAX = 1024, /* of a list that are looked through for what it denies before */
	BUDGET = 1 << 16, /* pieces, of all maps */
};

/* A list that was asked for, analysed once. */
struct known_list {
	UT_hash_handle hh; /* by KEY */
	const void *key; /* of the model */
	struct analysed_list list;
	VEC(const struct route_map_clause *) askers; /* of the map that is indexed, in order */
};

/* Which clauses of a long map may take a packet, without walking all of them. */
struct clause_index {
	VEC(struct known_list *) lists; /* what any clause asks for */
	boxes permits; /* of these lists */
	VEC(struct known_list *) list_of; /* by number of the box */
	struct box_index *boxes; /* NULL: there is no index */
	VEC(const struct route_map_clause *) open; /* clauses that ask for no list */
};

struct map_analysis {
	struct checker *c;
	struct arena *arena;
	struct known_list *known;
	uint32_t budget;
	VEC(const struct route_map_clause *) by; /* the clauses that take another's packets */
	const struct route_map_clause *clause; /* that other */
	bool six; /* packets of IPv6 */
	const struct analysed_list *own; /* its list that is looked at; NULL: it takes all */
	struct clause_index index[2]; /* by SIX */
};

/* ---- lists ---- */

static struct known_list *known_list(struct map_analysis *m, const void *key)
{
	struct known_list *known;

	HASH_FIND_PTR(m->known, &key, known);
	return known;
}

static struct known_list *new_list(struct map_analysis *m, const void *key)
{
	struct known_list *known = arena_new_object(m->arena, struct known_list);

	known->key = key;
	HASH_ADD_PTR(m->known, key, known);
	return known;
}

static struct known_list *list_of(struct map_analysis *m, const struct acl *acl)
{
	struct known_list *known = known_list(m, acl);

	if (!known) {
		known = new_list(m, acl);
		analyse_list(m->arena, m->c->router, acl, &known->list);
	}
	return known;
}

static struct known_list *list_of_prefixes(struct map_analysis *m,
					   const struct prefix_list *prefixes)
{
	struct known_list *known = known_list(m, prefixes);

	if (!known) {
		known = new_list(m, prefixes);
		analyse_prefix_list(m->arena, prefixes, &known->list);
	}
	return known;
}

typedef VEC(struct known_list *) known_lists;

/* Those of CLAUSE for the family; false when one is not there, or says nothing. */
static bool lists_of(struct map_analysis *m, const struct route_map_clause *clause,
		     known_lists *lists)
{
	const acl_ref *acls = m->six ? clause->match_acls6.at : clause->match_acls.at;
	uint32_t n = m->six ? clause->match_acls6.len : clause->match_acls.len;
	bool all = true;

	for (uint32_t i = 0; i < n; i++)
		if (acls[i].to && acls[i].to->entries.len)
			vec_push(m->arena, lists, list_of(m, acls[i].to));
		else
			all = false;
	if (m->six)
		return all;
	VEC_FOREACH (prefixes, &clause->match_prefix_lists)
		if (prefixes->to && prefixes->to->entries.len)
			vec_push(m->arena, lists, list_of_prefixes(m, prefixes->to));
		else
			all = false;
	return all;
}

static bool has_lists(const struct route_map_clause *clause)
{
	return clause->match_acls.len || clause->match_prefix_lists.len || clause->match_acls6.len;
}

/* The entry of LIST that decides on POINT, or NULL: none, or it is not known. */
static const struct analysed_entry *decides(const struct analysed_list *list,
					    const struct box_point *point, uint32_t *row)
{
	const struct analysed_entry *found;

	if (!box_index_first(list->index, point, 0, list->boxes.len, row) ||
	    *row == list->boxes.len)
		return NULL;
	found = &list->entries.at[list->entry_of.at[*row]];
	if (found - list->entries.at > list->unknown) /* what that takes nobody knows */
		return NULL;
	return found->takes && !found->time ? found : NULL;
}

/* ---- clauses before another ---- */

static bool has_interface(const struct route_map_clause *clause, const struct interface *interface)
{
	VEC_FOREACH (match, &clause->match_interfaces)
		if (match->ref.to == interface)
			return true;
	return false;
}

/* Where translation asks for the interface: is each that OTHER wants one of CLAUSE's? */
static bool holds_interfaces(const struct route_map_clause *clause,
			     const struct route_map_clause *other)
{
	if (!clause->match_interfaces.len)
		return true;
	if (clause->map->for_policy || !other->match_interfaces.len)
		return false;
	VEC_FOREACH (match, &other->match_interfaces)
		if (!match->ref.to || !has_interface(clause, match->ref.to))
			return false;
	return true;
}

/* Does it ask for lists alone, so that what they permit comes no further? */
static bool stops(const struct route_map_clause *clause)
{
	VEC_FOREACH (other, &clause->others)
		if (other->kind == OTHER_ROUTE_MATCH || other->kind == OTHER_CONTINUE ||
		    other->kind == OTHER_DECIDES)
			return false;
	return !clause->untranslated && !clause->match_length && !clause_asks_hop(clause);
}

static void note_taker(struct map_analysis *m, const struct route_map_clause *clause)
{
	VEC_FOREACH (by, &m->by)
		if (*by == clause)
			return;
	vec_push(m->arena, &m->by, clause);
}

/* LIST permits POINT by some entry: leave of PIECE what that does not take, and what the list
 * denies before. */
static bool list_takes(struct map_analysis *m, struct box_cover *cover,
		       const struct analysed_list *list, const struct box *piece,
		       const struct box_point *point)
{
	const struct analysed_entry *entry;
	struct box inner, denied;
	uint32_t row;

	entry = decides(list, point, &row);
	if (!entry || !entry->permit || row > ROWS_MAX)
		return false;
	box_meet(piece, &list->boxes.at[row], &inner);
	for (uint32_t i = 0; i < row; i++)
		if (!list->entries.at[list->entry_of.at[i]].permit &&
		    box_meet(&inner, &list->boxes.at[i], &denied))
			vec_push(m->arena, &cover->rest, denied);
	box_without(m->arena, piece, &list->boxes.at[row], &cover->rest);
	return true;
}

static bool clause_takes_some(struct map_analysis *m, struct box_cover *cover,
			      const struct route_map_clause *clause, const struct box *piece,
			      const struct box_point *point)
{
	known_lists lists = {0};
	bool takes = !has_lists(clause);

	if (!stops(clause) || !holds_interfaces(clause, m->clause))
		return false;
	lists_of(m, clause, &lists);
	for (uint32_t i = 0; i < lists.len && !takes; i++)
		takes = list_takes(m, cover, &lists.at[i]->list, piece, point);
	if (takes)
		note_taker(m, clause);
	return takes;
}

/* ---- long maps ---- */

static void index_list(struct map_analysis *m, struct clause_index *index, struct known_list *known)
{
	vec_push(m->arena, &index->lists, known);
	for (uint32_t row = 0; row < known->list.boxes.len; row++)
		if (known->list.entries.at[known->list.entry_of.at[row]].permit) {
			vec_push(m->arena, &index->permits, known->list.boxes.at[row]);
			vec_push(m->arena, &index->list_of, known);
		}
}

static void index_clauses(struct map_analysis *m, const struct route_map *map)
{
	struct clause_index *index = &m->index[m->six];
	const struct route_map_clause *clause;

	*index = (struct clause_index){0};
	STAILQ_FOREACH (clause, &map->clauses, link) {
		known_lists lists = {0};

		if (!stops(clause))
			continue;
		if (!has_lists(clause))
			vec_push(m->arena, &index->open, clause);
		lists_of(m, clause, &lists);
		VEC_FOREACH (list, &lists) {
			if (!(*list)->askers.len)
				index_list(m, index, *list);
			vec_push(m->arena, &(*list)->askers, clause);
		}
	}
	index->boxes = box_index_new(m->arena, index->permits.at, index->permits.len);
}

static void unindex_clauses(struct clause_index *index)
{
	VEC_FOREACH (list, &index->lists)
		(*list)->askers.len = 0;
	index->boxes = NULL;
}

/* The first of CLAUSES, N of a map in order, that stands before the clause and stops its packets.
 */
static const struct route_map_clause *
first_of(const struct map_analysis *m, const struct route_map_clause *const *clauses, uint32_t n)
{
	for (uint32_t i = 0; i < n && clauses[i]->seq < m->clause->seq; i++)
		if (holds_interfaces(clauses[i], m->clause))
			return clauses[i];
	return NULL;
}

struct clause_search {
	const struct map_analysis *m;
	const struct box_point *point;
	const struct route_map_clause *first;
};

static void keep_first(struct clause_search *search, const struct route_map_clause *clause)
{
	if (clause && (!search->first || clause->seq < search->first->seq))
		search->first = clause;
}

static bool look_at_list(void *of, uint32_t number)
{
	struct clause_search *search = of;
	const struct known_list *known = search->m->index[search->m->six].list_of.at[number];
	const struct route_map_clause *first =
		first_of(search->m, known->askers.at, known->askers.len);
	const struct analysed_entry *entry;
	uint32_t row;

	if (!first || (search->first && first->seq >= search->first->seq))
		return false;
	entry = decides(&known->list, search->point, &row);
	if (entry && entry->permit && row <= ROWS_MAX)
		keep_first(search, first);
	return false;
}

/* The clause that takes POINT. False when there are too many to say. */
static bool indexed_taker(const struct map_analysis *m, const struct box_point *point,
			  const struct route_map_clause **taker)
{
	const struct clause_index *index = &m->index[m->six];
	struct clause_search search = {.m = m, .point = point};
	bool all;

	keep_first(&search, first_of(m, index->open.at, index->open.len));
	all = box_index_visit(index->boxes, point, 0, index->permits.len, look_at_list, &search);
	*taker = search.first;
	return all;
}

static bool take(struct box_cover *cover, const struct box *piece, const struct box_point *point)
{
	struct map_analysis *m = cover->of;
	const struct route_map_clause *clause;
	const struct analysed_entry *entry;
	uint32_t row;

	/* what its own list denies does not concern it */
	entry = m->own ? decides(m->own, point, &row) : NULL;
	if (entry && !entry->permit) {
		box_without(m->arena, piece, &m->own->boxes.at[row], &cover->rest);
		return true;
	}
	if (m->index[m->six].boxes && indexed_taker(m, point, &clause))
		return clause && clause_takes_some(m, cover, clause, piece, point);
	STAILQ_FOREACH (clause, &m->clause->map->clauses, link) {
		if (clause == m->clause)
			return false;
		if (clause_takes_some(m, cover, clause, piece, point))
			return true;
	}
	return false;
}

/* ---- is all of a clause taken? ---- */

static bool is_covered(struct map_analysis *m, const boxes *what, const struct analysed_list *own)
{
	struct box_cover cover = {
		.arena = m->arena, .take = take, .of = m, .seed = 1, .budget = &m->budget};

	m->own = own;
	VEC_FOREACH (box, what)
		vec_push(m->arena, &cover.rest, *box);
	return box_covered(&cover);
}

/* Does an earlier clause ask just LIST, too? That needs no proof. */
static bool list_is_asked(struct map_analysis *m, const struct known_list *list)
{
	const struct route_map_clause *clause;

	if (m->index[m->six].boxes) {
		clause = first_of(m, list->askers.at, list->askers.len);
		if (clause)
			note_taker(m, clause);
		return clause;
	}
	STAILQ_FOREACH (clause, &m->clause->map->clauses, link) {
		known_lists lists = {0};

		if (clause == m->clause)
			return false;
		if (!stops(clause) || !holds_interfaces(clause, m->clause))
			continue;
		lists_of(m, clause, &lists);
		VEC_FOREACH (other, &lists)
			if (*other == list) {
				note_taker(m, clause);
				return true;
			}
	}
	return false;
}

static bool list_is_covered(struct map_analysis *m, const struct known_list *known)
{
	const struct analysed_list *list = &known->list;
	boxes what = {0};

	if (list_is_asked(m, known))
		return true;
	VEC_FOREACH (entry, &list->entries) {
		if (!entry->permit)
			continue;
		if (!entry->known)
			return false;
		for (uint32_t i = 0; i < entry->n; i++)
			vec_push(m->arena, &what, list->boxes.at[entry->first + i]);
	}
	return is_covered(m, &what, list);
}

/* What CLAUSE takes of one family; of none when it asks for the other alone. */
static bool family_is_taken(struct map_analysis *m, const struct route_map_clause *clause, bool six)
{
	known_lists lists = {0};
	boxes all = {0};

	m->six = six;
	if (!has_lists(clause)) {
		vec_push(m->arena, &all, box_all(six ? 128 : 32));
		return is_covered(m, &all, NULL);
	}
	if (!lists_of(m, clause, &lists))
		return false;
	VEC_FOREACH (list, &lists)
		if (!list_is_covered(m, *list))
			return false;
	return true;
}

static bool is_taken(struct map_analysis *m, const struct route_map_clause *clause)
{
	m->clause = clause;
	m->by.len = 0;
	return clause != STAILQ_FIRST(&clause->map->clauses) && !clause->untranslated &&
	       family_is_taken(m, clause, false) && family_is_taken(m, clause, true) && m->by.len;
}

/* ---- messages ---- */

static bool asks_same(const struct route_map_clause *clause, const struct route_map_clause *by)
{
	return clause->match_acls.len == 1 && by->match_acls.len == 1 &&
	       clause->match_acls.at[0].to == by->match_acls.at[0].to;
}

static const char *takers_text(struct map_analysis *m)
{
	struct arena *arena = m->c->arena;
	uint32_t n = m->by.len, shown = n > NAMED_MAX ? NAMED_MAX - 1 : n;
	const char *text = "clauses";

	if (n == 1)
		return arena_printf(arena, "clause %u %s", m->by.at[0]->seq,
				    asks_same(m->clause, m->by.at[0]) ? "asks the same list"
								      : "takes all of them");
	for (uint32_t i = 0; i < shown; i++)
		text = arena_printf(arena, "%s%s %u", text,
				    !i		 ? ""
				    : i + 1 == n ? " and"
						 : ",",
				    m->by.at[i]->seq);
	if (shown < n)
		text = arena_printf(arena, "%s and %u more", text, n - shown);
	return arena_printf(arena, "%s take all of them", text);
}

static void report(struct map_analysis *m)
{
	struct diag *diag = diag_at(m->c->diags, DIAG_SHADOWED, m->clause->at,
				    "no packet comes to clause %u of route-map '%s': %s",
				    m->clause->seq, m->clause->map->name, takers_text(m));

	for (uint32_t i = 0; i < m->by.len && i < NAMED_MAX; i++)
		diag_note(m->c->diags, diag, m->by.at[i]->at, "clause %u is here",
			  m->by.at[i]->seq);
}

static bool is_long(const struct route_map *map)
{
	const struct route_map_clause *clause;
	unsigned n = 0;

	STAILQ_FOREACH (clause, &map->clauses, link)
		if (++n > WALKED_MAX)
			return true;
	return false;
}

/* Behind a clause that takes everything only the first is told of. */
static void analyse_clauses(struct map_analysis *m, const struct route_map *map)
{
	const struct route_map_clause *clause;

	STAILQ_FOREACH (clause, &map->clauses, link) {
		if (!is_taken(m, clause))
			continue;
		report(m);
		if (m->by.len == 1 && !has_lists(m->by.at[0]) && !m->by.at[0]->match_interfaces.len)
			return;
	}
}

static void analyse_map(struct map_analysis *m, const struct route_map *map)
{
	bool indexed = is_long(map);

	for (int six = 0; six < 2 && indexed; six++) {
		m->six = six;
		index_clauses(m, map);
	}
	analyse_clauses(m, map);
	for (int six = 0; six < 2 && indexed; six++)
		unindex_clauses(&m->index[six]);
}

void check_map_clauses(struct checker *c)
{
	struct map_analysis m = {.c = c, .arena = arena_new(), .budget = BUDGET};
	const struct route_map *map;

	STAILQ_FOREACH (map, &c->router->route_maps.list, link)
		if (map->for_policy || map->for_nat)
			analyse_map(&m, map);
	HASH_CLEAR(hh, m.known);
	arena_free(m.arena);
}
