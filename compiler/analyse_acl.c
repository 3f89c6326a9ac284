/*
 * Entries of access lists that could as well be missing. No packet comes to an entry when those
 * before it take all of its packets: with its own verdict (redundant-entry), with the other one
 * (contradictory-entry), or some with this and some with that (shadowed-entry). And one that
 * packets come to changes nothing when entries behind it would have given all of them the same
 * verdict (needless-entry), a denial of all that is left aside, be it the implicit one or written:
 * to say before what it does is no mistake.
 *
 * That several entries together take another is found by asking about one packet of it, taking away
 * what its taker takes, and going on with the rest. Mostly the first packet that is asked about has
 * no taker, which ends it; so long lists take no longer than their length.
 */
#include "analyse.h"

#include <stdlib.h>
#include <string.h>

enum {
	REPORTS_MAX = 32, /* of one list; the last says how many more there are */
	NAMED_MAX = 4, /* entries that a message names; as many places are shown */
	TAKERS_LOOKED_AT = 64, /* of one packet */
	SPARED_MAX = 8, /* takers, of which some may be spared */
	PIECES_MAX = 1024,
	TESTS_MAX = 8 << 20, /* of what stands behind, for all lists together */
	BUDGET_MIN = 1 << 16,
};

typedef VEC(uint32_t) numbers; /* of entries */

/* What tells most boxes apart: of both addresses the highest 32 bits. Many fit into a cache, of
 * boxes few do. */
struct sketch {
	uint32_t value[2], wild[2];
};

/* What changes nothing since entry BY stands behind it. */
struct needless {
	uint32_t by, entry;
};

struct analysis {
	struct checker *c;
	struct arena *arena; /* of one list */
	struct arena *room; /* of DOUBTER and LIST, for one after the other */
	struct doubter *doubter;
	struct analysed_list list;
	VEC(struct sketch) sketches; /* of its boxes */
	uint32_t budget, tests;
	numbers by; /* the entries that take another's packets */
	numbers only; /* these count alone, when there are any */
	VEC(struct needless) needless; /* told of together */
	uint32_t reports;
	struct diag *last;
};

/* ---- what stands before an entry ---- */

enum verdicts { ANY_VERDICT, SAME_VERDICT, OTHER_VERDICT };

struct taker_search {
	struct analysis *a;
	const struct analysed_entry *entry;
	enum verdicts verdicts;
	const struct box *piece;
	uint32_t looked, row; /* ROW: the best so far */
	unsigned size; /* of what it takes of PIECE */
	bool found;
};

static bool is_of(const numbers *entries, uint32_t entry)
{
	VEC_FOREACH (one, entries)
		if (*one == entry)
			return true;
	return false;
}

/* What is taken itself takes nothing that others do not take. */
static bool counts(const struct taker_search *search, const struct analysed_entry *other)
{
	const struct analysis *a = search->a;
	bool same = other->ace->action == search->entry->ace->action;

	if (a->only.len && !is_of(&a->only, (uint32_t)(other - a->list.entries.at)))
		return false;
	if (other->taken || !other->takes || (other->time && other->time != search->entry->time))
		return false;
	return search->verdicts == ANY_VERDICT || same == (search->verdicts == SAME_VERDICT);
}

/* The one that takes most, and of those the first. */
static bool look_at_taker(void *of, uint32_t row)
{
	struct taker_search *search = of;
	const struct analysed_list *list = &search->a->list;
	struct box both;
	unsigned size;

	if (!counts(search, &list->entries.at[list->entry_of.at[row]]))
		return false;
	box_meet(search->piece, &list->boxes.at[row], &both);
	size = box_size(&both);
	if (!search->found || size > search->size || (size == search->size && row < search->row)) {
		search->row = row;
		search->size = size;
	}
	search->found = true;
	return ++search->looked == TAKERS_LOOKED_AT;
}

static void note_taker(struct analysis *a, uint32_t entry)
{
	if (!is_of(&a->by, entry))
		vec_push(a->arena, &a->by, entry);
}

static bool take(struct box_cover *cover, const struct box *piece, const struct box_point *point)
{
	struct taker_search *search = cover->of;
	struct analysis *a = search->a;

	search->piece = piece;
	search->found = false;
	search->looked = 0;
	box_index_visit(a->list.index, point, 0, search->entry->first, look_at_taker, search);
	if (!search->found)
		return false;
	note_taker(a, a->list.entry_of.at[search->row]);
	box_without(a->arena, piece, &a->list.boxes.at[search->row], &cover->rest);
	return true;
}

/* Do the entries before ENTRY take all of it? They are noted. */
static bool takes_all(struct analysis *a, const struct analysed_entry *entry,
		      enum verdicts verdicts)
{
	struct taker_search search = {.a = a, .entry = entry, .verdicts = verdicts};
	struct box_cover cover = {.arena = a->arena,
				  .take = take,
				  .of = &search,
				  .seed = entry->first + 1,
				  .budget = &a->budget};

	a->by.len = 0;
	for (uint32_t i = 0; i < entry->n; i++)
		vec_push(a->arena, &cover.rest, a->list.boxes.at[entry->first + i]);
	return entry->n && box_covered(&cover);
}

/* The same, and none of those noted can be spared, if they are few. */
static bool needs_all(struct analysis *a, const struct analysed_entry *entry,
		      enum verdicts verdicts)
{
	numbers found;

	a->only.len = 0;
	if (!takes_all(a, entry, verdicts))
		return false;
	found = a->by;
	a->by = (numbers){0};
	for (uint32_t i = 0; found.len <= SPARED_MAX && found.len > 1 && i < found.len;) {
		uint32_t spared = found.at[i];

		vec_remove(&found, i);
		a->only = found;
		if (takes_all(a, entry, verdicts))
			continue;
		vec_push(a->arena, &found, spared);
		memmove(found.at + i + 1, found.at + i, (found.len - 1 - i) * sizeof *found.at);
		found.at[i++] = spared;
	}
	a->only = (numbers){0};
	a->by = found;
	return true;
}

/* ---- what stands behind it ---- */

static bool leaves_traces(const struct analysis *a, const struct analysed_entry *entry)
{
	return entry->ace->log || acl_options(a->list.acl, entry->ace)->reflect.s;
}

static void draw_sketches(struct analysis *a)
{
	unsigned behind = a->list.bits - 32;

	a->sketches.len = 0;
	VEC_FOREACH (box, &a->list.boxes) {
		const struct box_mask *src = &box->field[BOX_SRC], *dst = &box->field[BOX_DST];
		struct sketch sketch = {
			{(uint32_t)(src->value >> behind), (uint32_t)(dst->value >> behind)},
			{(uint32_t)(src->wild >> behind), (uint32_t)(dst->wild >> behind)}};

		vec_push(a->room, &a->sketches, sketch);
	}
}

/* May the boxes of these meet? */
static bool may_meet(const struct sketch *a, const struct sketch *b)
{
	return !(((a->value[0] ^ b->value[0]) & ~a->wild[0] & ~b->wild[0]) |
		 ((a->value[1] ^ b->value[1]) & ~a->wild[1] & ~b->wild[1]));
}

/* Does ENTRY take any of PIECES, all of which are of one with the boxes OF? */
static bool touches(struct analysis *a, const boxes *pieces, const struct analysed_entry *of,
		    const struct analysed_entry *entry)
{
	const struct sketch *sketches = a->sketches.at;

	for (uint32_t i = 0; i < entry->n; i++) {
		a->tests -= a->tests < pieces->len ? a->tests : pieces->len;
		if (of->n == 1 && !may_meet(&sketches[of->first], &sketches[entry->first + i]))
			continue;
		VEC_FOREACH (piece, pieces)
			if (box_meet(piece, &a->list.boxes.at[entry->first + i], NULL))
				return true;
	}
	return !entry->known && entry->ace->untranslated;
}

/* Take from PIECES what ENTRY takes. */
static void take_away(struct analysis *a, boxes *pieces, const struct analysed_entry *entry)
{
	for (uint32_t i = 0; i < entry->n; i++) {
		const struct box *box = &a->list.boxes.at[entry->first + i];
		boxes left = {0};

		VEC_FOREACH (piece, pieces) {
			if (box_meet(piece, box, NULL))
				box_without(a->arena, piece, box, &left);
			else
				vec_push(a->arena, &left, *piece);
		}
		*pieces = left;
	}
}

/* The entry that a packet of ENTRY would come to without it gives the same verdict. */
static bool seems_needless(struct analysis *a, const struct analysed_entry *entry)
{
	uint64_t seed = entry->first + 1;
	const struct box_point point = box_some(&a->list.boxes.at[entry->first], &seed);
	uint32_t row;

	return box_index_first(a->list.index, &point, entry->first + entry->n, a->list.boxes.len,
			       &row) &&
	       row < a->list.boxes.len &&
	       a->list.entries.at[a->list.entry_of.at[row]].ace->action == entry->ace->action;
}

static bool denies_the_rest(const struct analysis *a, const struct analysed_entry *entry)
{
	const struct box all = box_all(a->list.bits);

	return entry->ace->action == ACE_DENY && entry->n && entry->takes &&
	       box_holds(&a->list.boxes.at[entry->first], &all);
}

/* Does ENTRY give all packets that come to it the verdict of OTHER, and do nothing else? */
static bool decides_as(const struct analysis *a, const struct analysed_entry *entry,
		       const struct analysed_entry *other)
{
	return entry->ace->action == other->ace->action && !leaves_traces(a, entry) &&
	       !(acl_options(a->list.acl, entry->ace)->given & ACE_EVALUATE);
}

static bool is_needless(struct analysis *a, const struct analysed_entry *entry)
{
	boxes pieces = {0};

	a->by.len = 0;
	if (!entry->n || leaves_traces(a, entry) || !seems_needless(a, entry))
		return false;
	for (uint32_t i = 0; i < entry->n; i++)
		vec_push(a->arena, &pieces, a->list.boxes.at[entry->first + i]);
	for (const struct analysed_entry *next = entry + 1;
	     next < a->list.entries.at + a->list.entries.len; next++) {
		if (!a->tests || pieces.len > PIECES_MAX)
			return false;
		if (!next->known && !decides_as(a, next, entry))
			return false;
		if (!touches(a, &pieces, entry, next))
			continue;
		if (!decides_as(a, next, entry) || denies_the_rest(a, next))
			return false;
		/* not both of two: the one is needless for the other's sake */
		if (next->taken || !next->takes || (next->time && next->time != entry->time))
			continue;
		note_taker(a, (uint32_t)(next - a->list.entries.at));
		take_away(a, &pieces, next);
		if (!pieces.len)
			return true;
	}
	return false;
}

/* ---- messages ---- */

/* "entry 10", "entries 10 and 20", "entries 10, 20, 30 and 5 more". */
static const char *names_of(struct analysis *a, const numbers *entries)
{
	struct arena *arena = a->c->arena;
	const char *text = entries->len == 1 ? "entry" : "entries";
	uint32_t shown = entries->len > NAMED_MAX ? NAMED_MAX - 1 : entries->len;

	for (uint32_t i = 0; i < shown; i++) {
		bool last = i + 1 == entries->len;

		text = arena_printf(arena, "%s%s %u", text,
				    !i	   ? ""
				    : last ? " and"
					   : ",",
				    a->list.entries.at[entries->at[i]].ace->seq);
	}
	if (shown < entries->len)
		text = arena_printf(arena, "%s and %u more", text, entries->len - shown);
	return text;
}

static void note_places(struct analysis *a, struct diag *diag, const numbers *entries)
{
	for (uint32_t i = 0; i < entries->len && i < NAMED_MAX; i++) {
		const struct ace *ace = a->list.entries.at[entries->at[i]].ace;

		diag_note(a->c->diags, diag, ace->at, "entry %u is here", ace->seq);
	}
}

static int compare_numbers(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static const char *verb_of(uint8_t action, bool many)
{
	if (action == ACE_PERMIT)
		return many ? "permit" : "permits";
	return many ? "deny" : "denies";
}

/* What becomes of the packets of an entry with the action OWN. */
static const char *taken_text(struct analysis *a, enum diag_name name, uint8_t own)
{
	struct arena *arena = a->c->arena;
	const char *by = names_of(a, &a->by);
	bool many = a->by.len > 1;

	if (name == DIAG_SHADOWED_ENTRY)
		return arena_printf(arena,
				    "no packet comes here: %s permit some and deny the others", by);
	if (name == DIAG_REDUNDANT_ENTRY)
		return arena_printf(arena, "no packet comes here: %s %s them already", by,
				    verb_of(own, many));
	return arena_printf(arena, "this %s nothing: %s %s all of it before", verb_of(own, false),
			    by, verb_of(own == ACE_PERMIT ? ACE_DENY : ACE_PERMIT, many));
}

static void report_taken(struct analysis *a, const struct analysed_entry *entry,
			 enum diag_name name)
{
	if (++a->reports > REPORTS_MAX)
		return;
	qsort(a->by.at, a->by.len, sizeof *a->by.at, compare_numbers);
	a->last = diag_at(a->c->diags, name, entry->ace->at, "entry %u of access list '%s': %s",
			  entry->ace->seq, a->list.acl->name,
			  taken_text(a, name, entry->ace->action));
	note_places(a, a->last, &a->by);
}

/* Of ENTRIES, which the entries BY make needless; the first of the places is the message's own. */
static void report_needless(struct analysis *a, const numbers *entries)
{
	const struct ace *first = a->list.entries.at[entries->at[0]].ace;
	const numbers others = {entries->at + 1, entries->len - 1, 0};

	if (++a->reports > REPORTS_MAX)
		return;
	a->last = diag_at(
		a->c->diags, DIAG_NEEDLESS_ENTRY, first->at,
		"%s of access list '%s' %s nothing: %s, further down, %s the same packets",
		names_of(a, entries), a->list.acl->name, entries->len > 1 ? "change" : "changes",
		names_of(a, &a->by), verb_of(first->action, a->by.len > 1));
	note_places(a, a->last, &others);
	note_places(a, a->last, &a->by);
}

static int compare_needless(const void *a, const void *b)
{
	const struct needless *x = a, *y = b;

	if (x->by != y->by)
		return x->by < y->by ? -1 : 1;
	return (x->entry > y->entry) - (x->entry < y->entry);
}

/* One entry often makes many needless: `permit ip any any` behind what else is permitted. */
static void report_needless_together(struct analysis *a)
{
	numbers together = {0};

	if (a->needless.len)
		qsort(a->needless.at, a->needless.len, sizeof *a->needless.at, compare_needless);
	for (uint32_t i = 0; i < a->needless.len; i++) {
		vec_push(a->arena, &together, a->needless.at[i].entry);
		if (i + 1 < a->needless.len && a->needless.at[i + 1].by == a->needless.at[i].by)
			continue;
		a->by.len = 0;
		vec_push(a->arena, &a->by, a->needless.at[i].by);
		report_needless(a, &together);
		together.len = 0;
	}
}

static void note_needless(struct analysis *a, uint32_t entry)
{
	numbers one = {0};

	if (a->by.len == 1) {
		vec_push(a->arena, &a->needless, ((struct needless){a->by.at[0], entry}));
		return;
	}
	vec_push(a->arena, &one, entry);
	report_needless(a, &one);
}

struct other_search {
	const struct analysed_entry *entry;
	bool found;
};

static bool look_at_other(void *of, uint32_t row)
{
	struct other_search *search = of;

	search->found = row - search->entry->first >= search->entry->n;
	return search->found;
}

/*
 * What doubter_ask() finds of lists of IPv4, by the packet that takes_all() and seems_needless()
 * ask about first, of all others at once: of most entries that is all there is to ask.
 */
static bool stands_alone(const struct analysis *a, const struct analysed_entry *entry)
{
	struct other_search search = {.entry = entry};
	uint64_t seed = entry->first + 1;
	struct box_point point;

	if (!entry->n)
		return true;
	point = box_some(&a->list.boxes.at[entry->first], &seed);
	return box_index_visit(a->list.index, &point, 0, a->list.boxes.len, look_at_other,
			       &search) &&
	       !search.found;
}

static void note_doubts(struct analysis *a, const uint8_t *known)
{
	VEC_FOREACH (entry, &a->list.entries) {
		if (known)
			entry->doubts = known[entry - a->list.entries.at];
		else if (!stands_alone(a, entry))
			entry->doubts = DOUBT_TAKEN | DOUBT_NEEDLESS;
	}
}

static void analyse_before(struct analysis *a, struct analysed_entry *entry)
{
	/* what takes nothing by itself is told of elsewhere */
	if (acl_options(a->list.acl, entry->ace)->given & ACE_FRAGMENTS)
		return;
	if (!(entry->doubts & DOUBT_TAKEN)) {
		a->budget -= entry->n && a->budget;
		return;
	}
	if (!takes_all(a, entry, ANY_VERDICT))
		return;
	entry->taken = true;
	if (a->reports >= REPORTS_MAX) /* by whom, nobody is told any more */
		a->reports++;
	else if (needs_all(a, entry, SAME_VERDICT))
		report_taken(a, entry, DIAG_REDUNDANT_ENTRY);
	else if (needs_all(a, entry, OTHER_VERDICT))
		report_taken(a, entry, DIAG_CONTRADICTORY_ENTRY);
	else if (needs_all(a, entry, ANY_VERDICT))
		report_taken(a, entry, DIAG_SHADOWED_ENTRY);
}

static void analyse_acl(struct analysis *a, const struct acl *acl)
{
	const uint8_t *doubts = acl->kind == ACL_IPV6 ? NULL : doubter_ask(a->doubter, acl);

	if (acl->kind != ACL_IPV6 && !doubts)
		return;
	a->arena = arena_new();
	a->by = a->only = (numbers){0};
	a->needless.at = NULL;
	a->needless.len = a->needless.cap = 0;
	a->reports = 0;
	a->last = NULL;
	analyse_list(a->room, a->c->router, acl, &a->list);
	draw_sketches(a);
	note_doubts(a, doubts);
	a->budget = BUDGET_MIN + 16 * a->list.entries.len;
	VEC_FOREACH (entry, &a->list.entries)
		analyse_before(a, entry);
	VEC_FOREACH (entry, &a->list.entries)
		if (!entry->taken && entry->doubts & DOUBT_NEEDLESS && is_needless(a, entry))
			note_needless(a, (uint32_t)(entry - a->list.entries.at));
	report_needless_together(a);
	if (a->reports > REPORTS_MAX)
		diag_note(a->c->diags, a->last, a->last ? a->last->at : (struct span){0},
			  "%u more places of this list are like these", a->reports - REPORTS_MAX);
	arena_free(a->arena);
}

void check_acl_entries(struct checker *c)
{
	struct analysis a = {.c = c, .room = arena_new(), .tests = TESTS_MAX};
	const struct acl *acl;

	a.doubter = doubter_new(a.room);
	STAILQ_FOREACH (acl, &c->router->acls.list, link)
		if (c->thorough || acl->entries.len <= ANALYSED_AT_ONCE)
			analyse_acl(&a, acl);
	STAILQ_FOREACH (acl, &c->router->acls6.list, link)
		if (c->thorough || acl->entries.len <= ANALYSED_AT_ONCE)
			analyse_acl(&a, acl);
	arena_free(a.room);
}
