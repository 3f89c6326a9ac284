/*
 * Access lists as look-ups: what classify.c makes of a long one, as maps of our table and a chain
 * that asks them. Each element counts, and its comment is the line that it comes from.
 */
#include "lower_acl.h"

#include <string.h>

#include "classify.h"
#include "grammar/ip.h"

enum { LINES_MIN = 8, ALL_BITS = 32 };

struct classes {
	struct lowering *lo;
	struct arena *arena; /* until the list is lowered */
	const struct acl *acl;
	const char *name; /* of the chain */
	struct nft_action action[CLASS_APART]; /* by enum class_verdict */
	struct nft_value verdict[CLASS_APART];
	class_pieces pieces;
};

/* ---- pieces ---- */

static void set_mask(struct class_piece *piece, enum class_field field, uint32_t value,
		     uint32_t mask)
{
	piece->value[field] = value & mask;
	piece->mask[field] = mask;
	piece->last[field] = piece->value[field] | (~mask & class_field_max(field));
}

static void set_range(struct class_piece *piece, enum class_field field, uint32_t first,
		      uint32_t last)
{
	uint32_t wild = 0;

	while ((first | wild) < last || (first & ~wild) > first)
		wild = wild << 1 | 1;
	while ((first & ~wild) + wild < last)
		wild = wild << 1 | 1;
	piece->mask[field] = class_field_max(field) & ~wild;
	piece->value[field] = first;
	piece->last[field] = last;
	if ((first & wild) || (first | wild) != last)
		piece->ranged |= (uint8_t)(1u << field);
}

static class_pieces *also(struct classes *c, class_pieces *to, const struct class_piece *piece)
{
	vec_push(c->arena, to, *piece);
	return to;
}

/* What lies before, between and behind the ports of a list; they are at most ten. */
static void push_others(struct classes *c, class_pieces *to, struct class_piece piece,
			enum class_field field, const uint16_t *list, uint32_t n)
{
	uint32_t first = 0, max = class_field_max(field);

	while (first <= max) {
		uint32_t next = max + 1;

		for (uint32_t i = 0; i < n; i++)
			if (list[i] >= first && list[i] < next)
				next = list[i];
		if (next > first) {
			piece.ranged &= (uint8_t) ~(1u << field);
			set_range(&piece, field, first, next - 1);
			also(c, to, &piece);
		}
		first = next + 1;
	}
}

/* PIECE, once for each range of ports that PORTS names. */
static void push_ports(struct classes *c, class_pieces *to, struct class_piece piece,
		       enum class_field field, const struct ports *ports)
{
	const uint16_t *list = ports->count > 1 ? acl_ports(c->acl, ports) : &ports->lo;
	uint32_t n = ports->count > 1 ? ports->count : 1, max = class_field_max(field);

	switch ((enum port_op)ports->op) {
	case PORT_ANY:
		also(c, to, &piece);
		break;
	case PORT_EQ:
		for (uint32_t i = 0; i < n; i++) {
			set_mask(&piece, field, list[i], max);
			also(c, to, &piece);
		}
		break;
	case PORT_NEQ:
		push_others(c, to, piece, field, list, n);
		break;
	case PORT_GT:
		if (ports->lo < max) {
			set_range(&piece, field, ports->lo + 1u, max);
			also(c, to, &piece);
		}
		break;
	case PORT_LT:
		if (ports->lo) {
			set_range(&piece, field, 0, ports->lo - 1u);
			also(c, to, &piece);
		}
		break;
	case PORT_RANGE:
		set_range(&piece, field, ports->lo, ports->hi);
		also(c, to, &piece);
		break;
	}
}

static bool is_message(const struct ace *entry)
{
	return entry->proto == PROTO_ICMP && entry->icmp_type != ICMP_ANY;
}

/* Does a set know all that ENTRY asks for? */
static bool is_plain(const struct ace *entry)
{
	return !entry->options && !entry->established && !entry->log &&
	       (is_message(entry) || entry->proto != PROTO_ICMP || entry->icmp_code == ICMP_ANY);
}

/* ICMP has its type and code where others have the source port. */
static void set_message(struct class_piece *piece, const struct ace *entry)
{
	uint32_t type = (uint32_t)entry->icmp_type << 8;

	if (entry->icmp_code == ICMP_ANY)
		set_range(piece, CLASS_SPORT, type, type | 255);
	else
		set_range(piece, CLASS_SPORT, type | entry->icmp_code, type | entry->icmp_code);
	piece->ranged |= 1u << CLASS_SPORT;
}

/* More happens than that the verdict falls. */
static bool is_apart(const struct classes *c, const struct ace *entry)
{
	const struct ace_options *options = acl_options(c->acl, entry);

	return entry->log || options->reflect.s || options->given & ACE_EVALUATE;
}

static void add_pieces(struct classes *c, const struct ace *entry, uint32_t line)
{
	struct class_piece piece = {.line = line,
				    .verdict =
					    entry->action == ACE_PERMIT ? CLASS_PERMIT : CLASS_DENY,
				    .rule = !is_plain(entry)};
	bool grouped = entry->options && (acl_options(c->acl, entry)->src_group.name.s ||
					  acl_options(c->acl, entry)->dst_group.name.s ||
					  acl_options(c->acl, entry)->service.name.s ||
					  acl_options(c->acl, entry)->given & ACE_EVALUATE);
	class_pieces sources = {0};

	for (int f = 0; f < CLASS_FIELDS; f++)
		set_mask(&piece, (enum class_field)f, 0, 0);
	if (is_apart(c, entry))
		piece.verdict = CLASS_APART;
	if (!grouped) {
		set_mask(&piece, CLASS_SRC, entry->src.addr, ~entry->src.wild);
		set_mask(&piece, CLASS_DST, entry->dst.addr, ~entry->dst.wild);
		if (entry->proto != ACE_IP)
			set_mask(&piece, CLASS_PROTO, entry->proto, class_field_max(CLASS_PROTO));
	}
	if (piece.rule) {
		also(c, &c->pieces, &piece);
		return;
	}
	if (is_message(entry)) {
		set_message(&piece, entry);
		also(c, &c->pieces, &piece);
		return;
	}
	push_ports(c, &sources, piece, CLASS_SPORT, &entry->sport);
	VEC_FOREACH (source, &sources)
		push_ports(c, &c->pieces, *source, CLASS_DPORT, &entry->dport);
}

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

static const struct classified *classify_list(struct classes *c)
{
	uint32_t lines = 0;

	VEC_FOREACH (entry, &c->acl->entries) {
		if (entry->action == ACE_REMARK || entry->untranslated)
			continue;
		add_pieces(c, entry, (uint32_t)(entry - c->acl->entries.at));
		lines++;
	}
	return lines < LINES_MIN ? NULL : classify(c->arena, &c->pieces);
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

static struct chain_object *lower_list(struct classes *c, const struct classified *classified);

/* The list of a branch is the end of the list for a packet. */
static const char *lower_branch(struct classes *c, const struct class_branch *branch,
				const char *name)
{
	struct classes own = *c;
	struct chain_object *chain;

	own.name = name;
	chain = lower_list(&own, branch->list);
	if (c->action[CLASS_DENY].verb != VERB_RETURN)
		lower_rule(c->lo, chain, c->action[CLASS_DENY], "implicit deny")->counter = true;
	return name;
}

static void lower_branches(struct classes *c, const struct class_step *step, const char *map)
{
	int field = asks(step, CLASS_SRC) ? CLASS_SRC : CLASS_DST;
	const char **names = arena_alloc(c->arena, step->branches.len * sizeof *names);

	for (uint32_t i = 0; i < step->branches.len; i++)
		names[i] = lower_branch(c, &step->branches.at[i],
					branch_name(c, step, field, step->branches.at[i].value));
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

/* Maps first: objects are made one at a time. */
static struct chain_object *lower_list(struct classes *c, const struct classified *classified)
{
	const char **maps = arena_alloc(c->arena, classified->steps.len * sizeof *maps);
	struct chain_object *chain;
	uint32_t i = 0;

	VEC_FOREACH (step, &classified->steps) {
		if (step->kind != CLASS_RULES)
			maps[i] = numbered(c, classified, step);
		if (step->kind == CLASS_BRANCHES)
			lower_branches(c, step, maps[i]);
		else if (step->kind != CLASS_RULES)
			lower_step(c, step, maps[i]);
		i++;
	}
	chain = lower_chain(c->lo, c->name, lower_origin(c->lo, c->acl->at));
	i = 0;
	VEC_FOREACH (step, &classified->steps) {
		if (step->kind != CLASS_RULES)
			add_question(c, chain, step, maps[i]);
		i++;
		add_lines(c, chain, step);
	}
	return chain;
}

struct chain_object *lower_classes(struct lowering *lo, const struct acl *acl, const char *name,
				   struct nft_action permit, struct nft_action deny)
{
	struct classes c = {.lo = lo, .acl = acl, .name = name};
	struct chain_object *chain = NULL;
	const struct classified *classified;

	if (acl->kind == ACL_IPV6 || acl->entries.len < LINES_MIN || !ends(permit) || !ends(deny))
		return NULL;
	c.arena = arena_new();
	c.action[CLASS_PERMIT] = permit;
	c.action[CLASS_DENY] = deny;
	classified = classify_list(&c);
	if (classified && has_maps(classified)) {
		c.verdict[CLASS_PERMIT] = verdict_of(&c, permit, "permit");
		c.verdict[CLASS_DENY] = verdict_of(&c, deny, "deny");
		chain = lower_list(&c, classified);
	}
	arena_free(c.arena);
	return chain;
}
