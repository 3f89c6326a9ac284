/*
 * Entries of an access list that come and go. An entry that goes has its elements in maps where
 * nothing was left out or cut for its sake; one that comes finds a map of its masks, or of ranges,
 * or else a place for a rule, which is asked behind all lines before it, and before all lines
 * behind it, that it meets and that say otherwise: edit_place.c.
 *
 * The list has numbers at all lines or at none, and is asked by access groups alone: all that it
 * was made into are its chains, and the maps that these ask.
 */
#include <ctype.h>
#include <string.h>

#include "edit_hunks.h"
#include "edit_kinds.h"
#include "edit_place.h"
#include "grammar/search.h"
#include "lower_classes.h"

enum { MET_MAX = 64 };

/* ---- the list ---- */

static bool leads_in(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || isdigit((unsigned char)c);
}

/* Lines between two entries that are none themselves: such that say what an earlier one says. */
static bool are_doubles(const char *line, const char *end)
{
	bool doubles = true;

	while (doubles && line < end) {
		while (line < end && leads_in(*line)) /* mostly that is all */
			line++;
		doubles = line >= end || !strncmp(line, "permit ", 7) || !strncmp(line, "deny ", 5);
		line = hunk_line_end(line, end);
	}
	return doubles;
}

/* Does ENTRY stand in TEXT NUMBERED or not, and behind the one before it? */
static bool is_as_written(const char *text, bool numbered, const struct ace *entry,
			  const struct ace *before)
{
	const char *start = text + entry->at.off, *from;

	if (entry->action != ACE_REMARK && !isdigit((unsigned char)*start) == numbered)
		return false;
	if (before && before->at.off >= entry->at.off)
		return false;
	from = before ? text + before->at.off + before->at.len : start;
	return !before || are_doubles(hunk_line_end(from, start), start);
}

static bool is_numbered(const struct source *source, const struct acl *acl)
{
	VEC_FOREACH (entry, &acl->entries)
		if (entry->action != ACE_REMARK)
			return isdigit((unsigned char)source->text[entry->at.off]);
	return false;
}

static uint32_t access_groups(const struct router *router, const struct acl *acl)
{
	const struct interface *interface;
	uint32_t n = 0;

	STAILQ_FOREACH (interface, &router->interfaces.list, link)
		n += (interface->access_in.to == acl ? 1u : 0u) +
		     (interface->access_out.to == acl ? 1u : 0u);
	return n;
}

/* Which of them all has a line right before, or behind, FROM? */
static const struct acl *list_at(const struct compilation *old, uint32_t from)
{
	const char *text = old->source.text; /* the router may not know where that is any more */
	const char *line = memrchr(text, '\n', from - 1);
	uint32_t above = line ? (uint32_t)(line + 1 - text) : 0;
	const struct acl *acl;

	STAILQ_FOREACH (acl, &old->router->acls.list, link) {
		const struct ace *first = acl->entries.at;

		if (!acl->entries.len || acl->kind == ACL_IPV6)
			continue;
		if (acl->at.off >= above && acl->at.off < from)
			return acl;
		if (first->at.off < from && first[acl->entries.len - 1].at.off >= above)
			return acl;
	}
	return NULL;
}

struct entry_search {
	const struct acl *acl;
	uint32_t off;
};

static bool is_behind(const void *of, uint32_t i)
{
	const struct entry_search *search = of;

	return search->acl->entries.at[i].at.off >= search->off;
}

/* The number of the first entry of ACL behind OFF. */
static uint32_t entry_behind(const struct acl *acl, uint32_t off)
{
	return search_first(0, acl->entries.len, is_behind, &(struct entry_search){acl, off});
}

/* ---- the lines that differ ---- */

/* What stands before an entry so that it is one of ACL's: its opener, or nothing; NULL: neither. */
static const char *opener_of(struct arena *arena, const struct source *source,
			     const struct acl *acl)
{
	static const char named[] = "ip access-list", numbered[] = "access-list";
	const char *start = source->text + acl->at.off, *end;

	while (start > source->text && start[-1] != '\n')
		start--;
	end = hunk_line_end(start, source->text + source->len);
	if (!strncmp(start, named, sizeof named - 1))
		return arena_strndup(arena, start, (size_t)(end - start));
	return strncmp(start, numbered, sizeof numbered - 1) ? NULL : "";
}

/* The new lines of all HUNKS as those of the same list; NULL when they say anything else. */
static const struct acl *read_lines(const struct edit_list *edit, struct compilation *c,
				    const struct source *source, const struct hunks *hunks)
{
	const char *opener = opener_of(edit->arena, source, edit->list);
	const struct acl *acl;
	uint32_t lines;

	if (!opener || !hunks_read(edit->arena, hunks, opener, c, &lines))
		return NULL;
	acl = STAILQ_FIRST(&c->router->acls.list);
	if (!acl || STAILQ_NEXT(acl, link) || strcmp(acl->name, edit->list->name) ||
	    acl->kind != edit->list->kind || acl->entries.len != lines)
		return NULL;
	VEC_FOREACH (entry, &acl->entries)
		if (!is_as_written(c->source.text, edit->numbered, entry,
				   entry == acl->entries.at ? NULL : entry - 1))
			return NULL;
	return acl;
}

/* ENTRY of ACL is one of LINES; false when it is more than a map can say. */
static bool add_line(const struct edit_list *edit, edit_lines *lines, const struct acl *acl,
		     const struct ace *entry, struct edit_line line)
{
	const struct class_source source = {edit->arena, acl, false};

	if (entry->untranslated || entry->options || entry->doubled)
		return false;
	if (entry->action == ACE_REMARK)
		return true;
	line.acl = acl;
	line.entry = entry;
	lower_class_pieces(&source, entry, line.line, &line.pieces);
	VEC_FOREACH (piece, &line.pieces) {
		line.verdict = piece->verdict;
		if (piece->rule || piece->verdict == CLASS_APART)
			return false;
	}
	vec_push(edit->arena, lines, line);
	return true;
}

static bool add_gone(struct edit_list *edit, const struct source *source, const struct hunk *hunk)
{
	uint32_t first = entry_behind(edit->list, (uint32_t)(hunk->old - source->text));
	uint32_t last = entry_behind(edit->list, (uint32_t)(hunk->old_end - source->text));

	if (hunk_count_lines(hunk->old, hunk->old_end) != last - first)
		return false;
	for (uint32_t at = first; at < last; at++)
		if (!add_line(edit, &edit->gone, edit->list, &edit->list->entries.at[at],
			      (struct edit_line){.at = at}))
			return false;
	return true;
}

/* The new lines of HUNK, from *ENTRY of ACL on. */
static bool add_new_of(struct edit_list *edit, const struct source *old, const struct hunk *hunk,
		       struct lowering *lo, const struct acl *acl, const struct ace **entry)
{
	const struct ace *entries = edit->list->entries.at;
	uint32_t at = entry_behind(edit->list, (uint32_t)(hunk->old - old->text));
	uint32_t behind = entry_behind(edit->list, (uint32_t)(hunk->old_end - old->text));
	uint32_t seq = at ? entries[at - 1].seq : 0;
	uint32_t most = behind < edit->list->entries.len ? entries[behind].seq : UINT32_MAX;

	for (uint32_t n = hunk_count_lines(hunk->new, hunk->new_end); n > 0; n--, (*entry)++) {
		struct edit_line line = {.line = edit->new.len, .at = at, .seq = seq + 1};

		if (edit->numbered && (*entry)->action != ACE_REMARK) {
			line.seq = (*entry)->seq;
			if (line.seq <= seq || line.seq >= most)
				return false; /* it belongs elsewhere */
		}
		seq = line.seq;
		line.origin = lower_origin(lo, (*entry)->at);
		if (!add_line(edit, &edit->new, acl, *entry, line))
			return false;
	}
	return true;
}

static bool add_new(struct edit_list *edit, const struct source *old, const struct hunks *hunks,
		    const struct compilation *c, const struct acl *acl)
{
	struct lowering lo = {.arena = edit->arena, .router = c->router};
	const struct ace *entry = acl->entries.at;

	for (uint32_t i = 0; i < hunks->n; i++)
		if (!add_new_of(edit, old, &hunks->at[i], &lo, acl, &entry))
			return false;
	return true;
}

/* ---- what they meet ---- */

/* At a glance, of the addresses alone. */
static bool may_meet(const edit_lines *lines, const struct ace *entry)
{
	VEC_FOREACH (line, lines)
		VEC_FOREACH (piece, &line->pieces)
			if (!((entry->src.addr ^ piece->value[CLASS_SRC]) & ~entry->src.wild &
			      piece->mask[CLASS_SRC]) &&
			    !((entry->dst.addr ^ piece->value[CLASS_DST]) & ~entry->dst.wild &
			      piece->mask[CLASS_DST]))
				return true;
	return false;
}

static bool meets_any(const edit_lines *lines, const class_pieces *pieces)
{
	VEC_FOREACH (line, lines)
		if (class_lists_meet(&line->pieces, pieces))
			return true;
	return false;
}

/* ENTRY goes: it has LINE. */
static bool is_gone(struct edit_list *edit, const struct ace *entry, uint32_t line)
{
	VEC_FOREACH (gone, &edit->gone)
		if (gone->entry == entry) {
			gone->line = line;
			return true;
		}
	return false;
}

static void look_at(struct edit_list *edit, struct edit_line line)
{
	const struct class_source source = {edit->arena, edit->list, false};

	if (is_gone(edit, line.entry, line.line) ||
	    (!line.entry->options && !may_meet(&edit->gone, line.entry) &&
	     !may_meet(&edit->new, line.entry)))
		return;
	lower_class_pieces(&source, line.entry, line.line, &line.pieces);
	if (!line.pieces.len ||
	    (!meets_any(&edit->gone, &line.pieces) && !meets_any(&edit->new, &line.pieces)))
		return;
	line.verdict = line.pieces.at->verdict;
	vec_push(edit->arena, &edit->met, line);
}

/* Go through the list, once, as it is a large one. False when that forbids an edit. */
static bool look_at_list(struct edit_list *edit, const char *text)
{
	const struct ace *before = NULL;
	uint32_t established = 0;

	VEC_FOREACH (entry, &edit->list->entries) {
		if (!is_as_written(text, edit->numbered, entry, before))
			return false;
		before = entry;
		if (entry->action == ACE_REMARK || entry->untranslated)
			continue;
		established += lower_asks_flags(entry);
		look_at(edit, (struct edit_line){.entry = entry,
						 .line = edit->lines++,
						 .at = (uint32_t)(entry - edit->list->entries.at)});
		if (edit->met.len > MET_MAX || established == ESTABLISHED_MIN)
			return false;
	}
	return true;
}

/* Two new lines do not meet, so that they need no order. */
static bool new_ones_differ(const struct edit_list *edit)
{
	for (uint32_t i = 0; i < edit->new.len; i++)
		for (uint32_t j = i + 1; j < edit->new.len; j++)
			if (class_lists_meet(&edit->new.at[i].pieces, &edit->new.at[j].pieces))
				return false;
	return true;
}

/* ---- all of it ---- */

static struct edit *find_in(struct edit_list *edit, struct compilation *c,
			    const struct compilation *old, const struct hunks *hunks)
{
	const struct acl *new;

	for (uint32_t i = 0; i < hunks->n; i++)
		if (list_at(old, (uint32_t)(hunks->at[i].old - old->source.text)) != edit->list ||
		    !add_gone(edit, &old->source, &hunks->at[i]))
			return NULL;
	new = read_lines(edit, c, &old->source, hunks);
	if (!new || !add_new(edit, &old->source, hunks, c, new) || !new_ones_differ(edit) ||
	    !look_at_list(edit, old->source.text))
		return NULL;
	return edit_place(edit, old->plan);
}

struct edit *edit_entries(struct arena *arena, const struct compilation *old,
			  const struct hunks *hunks)
{
	struct edit_list edit = {.arena = arena};
	struct compilation c = {0};
	struct edit *found = NULL;

	edit.list = list_at(old, (uint32_t)(hunks->at[0].old - old->source.text));
	edit.numbered = edit.list && is_numbered(&old->source, edit.list);
	if (!edit.list || edit.list->uses != access_groups(old->router, edit.list))
		return NULL;
	found = find_in(&edit, &c, old, hunks);
	if (c.arena)
		compilation_free(&c);
	return found;
}
