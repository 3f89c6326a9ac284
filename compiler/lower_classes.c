/*
 * Access lists as look-ups: what classify.c makes of a long one, as maps of our table and a chain
 * that asks them. Each element counts, and its comment is the line that it comes from.
 */
#include "lower_acl.h"

#include <string.h>

#include "grammar/ip.h"
#include "lower_class_pieces.h"

enum { LINES_MIN = 8, ESTABLISHED_MIN = 3, ALL_BITS = 32 };

struct classes {
	struct lowering *lo;
	struct arena *arena; /* until the list is lowered */
	const struct acl *acl;
	const char *name; /* of the chain */
	const char *established; /* the list of packets that have its flags, or NULL */
	struct nft_action action[CLASS_APART]; /* by enum class_verdict */
	struct nft_value verdict[CLASS_APART];
};

/* ---- maps ---- */

static const uint8_t field_type[CLASS_FIELDS] = {TYPE_IPV4, TYPE_IPV4, TYPE_PROTO, TYPE_SERVICE,
						 TYPE_SERVICE};

static const uint8_t field_match[CLASS_FIELDS] = {FIELD_SADDR, FIELD_DADDR, FIELD_L4PROTO,
						  FIELD_SPORT, FIELD_DPORT};

static bool asks(const struct class_step *step, int field)
{
	return step->fields & (1u << field);
}

/* `in/OUT/src24.dst.proto.dport`: the list, and what the map is asked for. */
static const char *map_name(const struct classes *c, const struct class_step *step)
{
	static const char *const words[CLASS_FIELDS] = {"src", "dst", "proto", "sport", "dport"};
	static const char *const leads[] = {
		[CLASS_MASKED] = "", [CLASS_RANGES] = "ranges", [CLASS_BRANCHES] = "by"};
	const char *lead = leads[step->kind], *between = *lead ? "." : "";
	const char *name = arena_printf(c->lo->arena, "%s/%s", c->name, lead);

	for (int f = 0; f < CLASS_FIELDS; f++) {
		uint32_t mask = step->mask[f];
		int len =
			f > CLASS_DST || step->kind == CLASS_RANGES ? ALL_BITS : ip_mask_len(mask);

		if (!asks(step, f))
			continue;
		name = arena_printf(c->lo->arena, "%s%s%s", name, between, words[f]);
		between = ".";
		if (len < 0)
			name = arena_printf(c->lo->arena, "%sx%08x", name, mask);
		else if (len < ALL_BITS)
			name = arena_printf(c->lo->arena, "%s%d", name, len);
	}
	return name;
}

/* The same list may ask the same of a packet more than once. */
static const char *numbered(const struct classes *c, const struct classified *classified,
			    const struct class_step *step)
{
	const char *name = map_name(c, step);
	uint32_t n = 1;

	for (const struct class_step *other = classified->steps.at; other < step; other++)
		n += other->kind == step->kind && other->kind != CLASS_RULES &&
		     other->fields == step->fields &&
		     !memcmp(other->mask, step->mask, sizeof step->mask);
	return n == 1 ? name : arena_printf(c->lo->arena, "%s.%u", name, n);
}

static struct nft_value value_of(enum class_field field, uint32_t first, uint32_t last)
{
	struct nft_value value = {
		.type = field_type[field], .last = last > first ? last : 0, .len = ALL_BITS};

	if (value.type != TYPE_IPV4) {
		value.number = first;
		return value;
	}
	value.addr = (struct value){.kind = VALUE_CONST, .addr = first};
	if (ip_mask_len(~(first ^ last)) >= 0 && !(first & (first ^ last)) &&
	    (first | (first ^ last)) == last) {
		value.len = (uint8_t)ip_mask_len(~(first ^ last));
		value.last = 0;
	}
	return value;
}

static struct element_object *add_element(const struct classes *c, const struct class_step *step,
					  const char *map, const uint32_t *first,
					  const uint32_t *last, uint32_t line)
{
	const struct ace *entry = &c->acl->entries.at[line];
	struct element_object *element =
		&lower_item(c->lo, OBJECT_ELEMENT, lower_origin(c->lo, entry->at))->element;

	element->set = map;
	for (int f = 0; f < CLASS_FIELDS; f++)
		if (asks(step, f))
			element->key[element->keys++] =
				value_of((enum class_field)f, first[f], last[f]);
	element->datas = 1;
	element->data[0] = c->verdict[entry->action == ACE_PERMIT ? CLASS_PERMIT : CLASS_DENY];
	return element;
}

static void lower_step(const struct classes *c, const struct class_step *step, const char *map)
{
	struct set_object set = {.name = map,
				 .data = {TYPE_VERDICT},
				 .datas = 1,
				 .counted = true,
				 .ranges = step->kind == CLASS_RANGES};

	for (int f = 0; f < CLASS_FIELDS; f++)
		if (asks(step, f))
			set.key[set.keys++] = field_type[f];
	lower_set(c->lo, set);
	VEC_FOREACH (piece, &step->pieces)
		add_element(c, step, map, piece->value, piece->value, piece->line);
	VEC_FOREACH (range, &step->ranges) {
		struct element_object *element =
			add_element(c, step, map, range->first, range->last, range->line);

		element->ordered = true;
		element->order = range->level;
	}
}

static void add_question(const struct classes *c, struct chain_object *chain,
			 const struct class_step *step, const char *map)
{
	struct nft_key *key = arena_new_object(c->lo->arena, struct nft_key);
	struct nft_rule *rule = lower_rule(
		c->lo, chain, (struct nft_action){.verb = VERB_VMAP, .target = map}, NULL);

	for (int f = 0; f < CLASS_FIELDS; f++) {
		if (!asks(step, f))
			continue;
		key->field[key->n] = field_match[f];
		key->mask[key->n++] =
			step->kind != CLASS_RANGES && f <= CLASS_DST ? step->mask[f] : UINT32_MAX;
	}
	rule->key = key;
}

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
	case VERB_MASQUERADE:
	case VERB_SNAT:
	case VERB_SNAT_NET:
		return true;
	default:
		return false;
	}
}

/* What a map has no word for is done by a chain of its own. */
static struct nft_value verdict_of(const struct classes *c, struct nft_action action,
				   const char *what)
{
	struct nft_value verdict = {.type = TYPE_VERDICT, .verb = (uint8_t)action.verb};

	if (action.verb == VERB_ACCEPT || action.verb == VERB_DROP || action.verb == VERB_RETURN)
		return verdict;
	verdict.verb = VERB_GOTO;
	verdict.name = action.target;
	if (action.verb == VERB_GOTO)
		return verdict;
	verdict.name = arena_printf(c->lo->arena, "%s/%s", c->name, what);
	lower_rule(c->lo, lower_chain(c->lo, verdict.name, NULL), action, NULL);
	return verdict;
}

/* ---- a list ---- */

static bool is_asked(const struct ace *entry)
{
	return entry->action != ACE_REMARK && !entry->untranslated;
}

/* May ENTRY take a packet that has the flags that `established` asks for, or one that has not? */
static bool is_for(const struct ace *entry, bool established)
{
	if (!established)
		return !entry->established;
	return entry->proto == ACE_IP || entry->proto == PROTO_TCP || entry->options;
}

static const struct classified *classify_part(struct classes *c, bool split, bool established)
{
	const struct class_source source = {c->arena, c->acl, established};
	class_pieces pieces = {0};

	VEC_FOREACH (entry, &c->acl->entries)
		if (is_asked(entry) && (!split || is_for(entry, established)))
			lower_class_pieces(&source, entry, (uint32_t)(entry - c->acl->entries.at),
					   &pieces);
	return classify(c->arena, &pieces);
}

static bool has_maps(const struct classified *classified)
{
	VEC_FOREACH (step, &classified->steps)
		if (step->kind != CLASS_RULES)
			return true;
	return false;
}

/* ---- branches ---- */

static const char *branch_name(const struct classes *c, const struct class_step *step, int field,
			       uint32_t value)
{
	char text[IP_TEXT_SIZE];

	return arena_printf(c->lo->arena, "%s/%s-%s.%d", c->name,
			    field == CLASS_SRC ? "src" : "dst", ip_text(text, value),
			    ip_mask_len(step->mask[field]));
}

static struct chain_object *lower_list(const struct classes *c, const struct classified *classified,
				       const char *name);

/* The end of a list that is no part of another for its packets. */
static void lower_end(const struct classes *c, struct chain_object *chain)
{
	if (c->action[CLASS_DENY].verb != VERB_RETURN)
		lower_rule(c->lo, chain, c->action[CLASS_DENY], "implicit deny")->counter = true;
}

static void lower_branches(const struct classes *c, const struct class_step *step, const char *map)
{
	int field = asks(step, CLASS_SRC) ? CLASS_SRC : CLASS_DST;
	const char **names = arena_alloc(c->arena, step->branches.len * sizeof *names);

	for (uint32_t i = 0; i < step->branches.len; i++)
		lower_end(c, lower_list(c, step->branches.at[i].list,
					names[i] = branch_name(c, step, field,
							       step->branches.at[i].value)));
	lower_set(c->lo, (struct set_object){.name = map,
					     .key = {TYPE_IPV4},
					     .keys = 1,
					     .data = {TYPE_VERDICT},
					     .datas = 1});
	for (uint32_t i = 0; i < step->branches.len; i++) {
		struct element_object *element = &lower_item(c->lo, OBJECT_ELEMENT, NULL)->element;

		element->set = map;
		element->keys = element->datas = 1;
		element->key[0] = value_of((enum class_field)field, step->branches.at[i].value,
					   step->branches.at[i].value);
		element->data[0] = (struct nft_value){
			.type = TYPE_VERDICT, .verb = VERB_GOTO, .name = names[i]};
	}
}

/* ---- a chain ---- */

static void add_lines(const struct classes *c, struct chain_object *chain,
		      const struct class_step *step)
{
	VEC_FOREACH (line, &step->lines) {
		const struct ace *entry = &c->acl->entries.at[*line];

		lower_entry(c->lo, chain, c->acl, entry,
			    c->action[entry->action == ACE_PERMIT ? CLASS_PERMIT : CLASS_DENY]);
	}
}

static void add_established(const struct classes *c, struct chain_object *chain)
{
	struct nft_rule *rule =
		lower_rule(c->lo, chain,
			   (struct nft_action){.verb = VERB_GOTO, .target = c->established}, NULL);

	lower_match_number(c->lo, rule, FIELD_L4PROTO, PROTO_TCP);
	lower_match(
		c->lo, rule,
		(struct nft_match){.field = FIELD_TCP_FLAGS, .op = OP_NE, .mask = TCP_ACK_OR_RST});
}

/* Maps first: objects are made one at a time. */
static struct chain_object *lower_list(const struct classes *whole,
				       const struct classified *classified, const char *name)
{
	struct classes own = *whole;
	const struct classes *c = &own;
	const char **maps = arena_alloc(c->arena, classified->steps.len * sizeof *maps);
	struct chain_object *chain;
	uint32_t i = 0;

	own.name = name;
	own.established = NULL;
	VEC_FOREACH (step, &classified->steps) {
		if (step->kind != CLASS_RULES)
			maps[i] = numbered(c, classified, step);
		if (step->kind == CLASS_BRANCHES)
			lower_branches(c, step, maps[i]);
		else if (step->kind != CLASS_RULES)
			lower_step(c, step, maps[i]);
		i++;
	}
	chain = lower_chain(c->lo, name, lower_origin(c->lo, c->acl->at));
	if (whole->established)
		add_established(whole, chain);
	i = 0;
	VEC_FOREACH (step, &classified->steps) {
		if (step->kind != CLASS_RULES)
			add_question(c, chain, step, maps[i]);
		i++;
		add_lines(c, chain, step);
	}
	return chain;
}

/*
 * No map knows the flags of TCP beside other fields. Where several lines ask for them, they are
 * asked for once, and packets that have them get a list of their own.
 */
static bool asks_for_flags(const struct acl *acl)
{
	uint32_t n = 0;

	VEC_FOREACH (entry, &acl->entries)
		n += is_asked(entry) && entry->established && !entry->options && !entry->log;
	return n >= ESTABLISHED_MIN;
}

static struct chain_object *lower_split(struct classes *c)
{
	const struct classified *with = classify_part(c, true, true);
	const char *list = arena_printf(c->lo->arena, "%s/established", c->name);

	lower_end(c, lower_list(c, with, list));
	c->established = list;
	return lower_list(c, classify_part(c, true, false), c->name);
}

struct chain_object *lower_classes(struct lowering *lo, const struct acl *acl, const char *name,
				   struct nft_action permit, struct nft_action deny)
{
	struct classes c = {.lo = lo, .acl = acl, .name = name};
	struct chain_object *chain = NULL;
	const struct classified *classified;
	uint32_t lines = 0;

	VEC_FOREACH (entry, &acl->entries)
		lines += is_asked(entry);
	if (acl->kind == ACL_IPV6 || lines < LINES_MIN || !ends(permit) || !ends(deny))
		return NULL;
	c.arena = arena_new();
	c.action[CLASS_PERMIT] = permit;
	c.action[CLASS_DENY] = deny;
	classified = classify_part(&c, false, false);
	if (has_maps(classified)) {
		c.verdict[CLASS_PERMIT] = verdict_of(&c, permit, "permit");
		c.verdict[CLASS_DENY] = verdict_of(&c, deny, "deny");
		chain = asks_for_flags(acl) ? lower_split(&c) : lower_list(&c, classified, name);
	}
	arena_free(c.arena);
	return chain;
}
