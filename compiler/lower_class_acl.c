/*
 * Access lists as look-ups, when they are long enough.
 */
#include "lower_classes.h"

/* ---- verdicts ---- */

/* Can ACTION be what a map leads to: is it the end of the list for a packet? */
static bool ends(struct nft_action action)
{
	switch (action.verb) {
	case VERB_ACCEPT:
	case VERB_DROP:
	case VERB_RETURN:
	case VERB_GOTO:
	case VERB_REJECT:
	case VERB_REJECT6:
	case VERB_MASQUERADE:
	case VERB_SNAT:
	case VERB_SNAT_NET:
	case VERB_CT_HELPER: /* the same once more does nothing */
		return true;
	default:
		return false;
	}
}

/* What a map has no word for is done by a chain of its own. */
struct nft_value lower_class_verdict(struct lowering *lo, const char *list,
				     struct nft_action action, const char *what)
{
	struct nft_value verdict = {.type = TYPE_VERDICT, .verb = (uint8_t)action.verb};

	if (action.verb == VERB_ACCEPT || action.verb == VERB_DROP || action.verb == VERB_RETURN)
		return verdict;
	verdict.verb = VERB_GOTO;
	verdict.name = action.target;
	if (action.verb == VERB_GOTO)
		return verdict;
	verdict.name = arena_printf(lo->arena, "%s/%s", list, what);
	lower_rule(lo, lower_chain(lo, verdict.name, NULL), action, NULL);
	return verdict;
}

/* ---- a list ---- */

static bool is_asked(const struct ace *entry)
{
	return entry->action != ACE_REMARK && !entry->untranslated;
}

/* Packets that have the flags that `established` asks for, and those that have not. */
enum { SIDE_WITH, SIDE_WITHOUT };

/* The sides of which ENTRY may take a packet. */
static uint8_t sides_of(const struct ace *entry)
{
	bool answers = entry->proto == ACE_IP || entry->proto == PROTO_TCP || entry->options;

	return (uint8_t)(answers << SIDE_WITH | !entry->established << SIDE_WITHOUT);
}

/* What a list becomes, whatever its verdicts do. */
struct lower_classified {
	UT_hash_handle hh; /* by acl */
	const struct acl *acl;
	bool split; /* each side gets a list of its own; otherwise there is but one */
	struct classified *sides[CLASS_SIDES];
	class_lines lines;
	const struct row_line *row_lines; /* of these; NULL: nobody has asked for them */
};

static void classify_list(struct lowering *lo, struct lower_classified *list)
{
	struct arena *arena = arena_new(); /* of the pieces */
	const struct class_source source = {arena, list->acl, list->split};
	class_pieces pieces = {0};

	vec_reserve(arena, &pieces, list->acl->entries.len);
	vec_reserve(lo->classified_in, &list->lines, list->acl->entries.len);
	VEC_FOREACH (entry, &list->acl->entries) {
		uint32_t from = pieces.len;

		if (!is_asked(entry))
			continue;
		lower_class_pieces(&source, entry, list->lines.len, &pieces);
		vec_push(lo->classified_in, &list->lines,
			 ((struct class_line){.acl = list->acl,
					      .entry = entry,
					      .fate = entry->action == ACE_PERMIT}));
		for (; list->split && from < pieces.len; from++)
			pieces.at[from].sides = sides_of(entry);
	}
	if (list->split)
		classify_sides(lo->classified_in, &pieces, list->sides);
	else
		list->sides[SIDE_WITHOUT] = classify(lo->classified_in, &pieces, false);
	arena_free(arena);
}

bool lower_asks_flags(const struct ace *entry)
{
	return entry->established && !entry->options && !entry->log;
}

/* No map knows the flags of TCP beside other fields. */
static bool asks_for_flags(const struct acl *acl)
{
	uint32_t n = 0;

	VEC_FOREACH (entry, &acl->entries)
		n += is_asked(entry) && lower_asks_flags(entry);
	return n >= ESTABLISHED_MIN;
}

/* The same list is asked by interfaces, translations and clauses. */
static struct lower_classified *classified_list(struct lowering *lo, const struct acl *acl)
{
	struct lower_classified *list;

	HASH_FIND_PTR(lo->classified, &acl, list);
	if (list)
		return list;
	list = arena_new_object(lo->arena, struct lower_classified);
	list->acl = acl;
	if (!lo->classified_in)
		lo->classified_in = arena_new();
	list->split = asks_for_flags(acl);
	classify_list(lo, list);
	HASH_ADD_PTR(lo->classified, acl, list);
	return list;
}

void lower_classes_free(struct lowering *lo)
{
	HASH_CLEAR(hh, lo->classified);
	arena_free(lo->classified_in);
}

static struct chain_object *lower_split(struct class_list *c, struct classified *with,
					struct classified *without)
{
	const char *list = arena_printf(c->lo->arena, "%s/established", c->name);

	class_list_share(c, without);
	class_list_end(c, class_list_lower(c, with, list));
	c->shared.len = 0;
	c->established = list;
	return class_list_lower(c, without, c->name);
}

/* Does anything of LIST say yes to ASKED? */
static bool either(const struct lower_classified *list,
		   bool (*asked)(const struct classified *classified))
{
	return asked(list->sides[SIDE_WITHOUT]) || (list->split && asked(list->sides[SIDE_WITH]));
}

/* What is done with the packets of a line, by its fate; VERDICTS: in maps, too. */
static void find_fates(struct class_list *c, const struct acl *acl, const struct nft_action *action,
		       bool verdicts)
{
	static const char *const what[] = {"deny", "permit"};

	for (int i = 0; i < 2; i++) {
		struct row_fate fate = {.list = acl->name};

		if (verdicts)
			fate.verdict = lower_class_verdict(c->lo, c->name, action[i], what[i]);
		vec_push(c->lo->arena, &c->fates, fate);
		vec_push(c->arena, &c->actions, action[i]);
	}
}

struct chain_object *lower_classes(struct lowering *lo, const struct acl *acl, const char *name,
				   enum nft_field source, struct nft_action permit,
				   struct nft_action deny)
{
	const struct nft_action action[] = {deny, permit};
	struct class_list c = {.lo = lo, .name = name, .source = source, .end = deny};
	struct chain_object *chain = NULL;
	struct lower_classified *list;

	if (acl->entries.len < CLASS_LINES_MIN || !ends(permit) || !ends(deny))
		return NULL;
	if (acl->kind == ACL_IPV6)
		return lower_classes6(lo, acl, name, action);
	c.arena = arena_new();
	c.origin = lower_origin(lo, acl->at);
	list = classified_list(lo, acl);
	c.lines = list->lines;
	c.pieces_in = lo->classified_in;
	if (c.lines.len >= CLASS_LINES_MIN && either(list, classified_has_maps)) {
		find_fates(&c, acl, action, either(list, classified_has_verdicts));
		if (!list->row_lines)
			list->row_lines = class_list_note_lines(&c);
		c.row_lines = list->row_lines;
		c.as = class_list_note_actions(&c);
		chain = list->split
				? lower_split(&c, list->sides[SIDE_WITH], list->sides[SIDE_WITHOUT])
				: class_list_lower(&c, list->sides[SIDE_WITHOUT], name);
	}
	arena_free(c.arena);
	return chain;
}
