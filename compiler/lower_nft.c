/* Building chains: names, rules and matches. */
#include "lower_nft.h"

#include <ctype.h>
#include <string.h>

#include "grammar/hash.h"

enum {
	PART_MAX = 72, /* of a chain's name, which has three parts and 255 characters at most */
	HASH_DIGITS = 16,
};

/* Would the underscore at P read as an escape? */
static bool reads_as_escape(const char *p)
{
	return p[0] == '_' && p[1] == 'x' && isxdigit((unsigned char)p[2]) &&
	       isxdigit((unsigned char)p[3]);
}

const char *lower_identifier(const struct lowering *lo, const char *name)
{
	size_t room = 4 * strlen(name) + 1;
	char *mangled = arena_alloc(lo->arena, room), *to = mangled;

	for (const char *p = name; *p; p++) {
		unsigned char c = (unsigned char)*p;

		if (c < 0x80 && (isalnum(c) || (strchr("._-", c) && !reads_as_escape(p))))
			*to++ = *p;
		else
			to += sprintf(to, "_x%02x", c);
	}
	if (to - mangled <= PART_MAX)
		return arena_shrink(lo->arena, mangled, room, (size_t)(to - mangled) + 1);
	return arena_printf(lo->arena, "%.*s_h%016llx", PART_MAX - HASH_DIGITS - 2, mangled,
			    (unsigned long long)hash_bytes(HASH_START, name, strlen(name)));
}

struct chain_object *lower_chain(struct lowering *lo, const char *name, const char *origin)
{
	struct chain_object *chain = &lower_item(lo, OBJECT_CHAIN, origin)->chain;

	chain->name = name;
	return chain;
}

struct chain_object *lower_base_chain(struct lowering *lo, const char *name, enum nft_hook hook,
				      enum nft_chain_type type, int16_t priority)
{
	struct chain_object *chain = lower_chain(lo, name, NULL);

	chain->hook = (uint8_t)hook;
	chain->type = (uint8_t)type;
	chain->priority = priority;
	return chain;
}

struct nft_rule lower_rule_of(struct nft_action action, const char *origin)
{
	return (struct nft_rule){.verb = (uint8_t)action.verb,
				 .target = action.target,
				 .addr = action.addr,
				 .last = action.last,
				 .len = action.len,
				 .mark = action.number,
				 .origin = origin};
}

struct nft_rule *lower_rule(struct lowering *lo, struct chain_object *chain,
			    struct nft_action action, const char *origin)
{
	struct nft_rule *rule = vec_add(lo->arena, &chain->rules);

	/* the place may be that of a rule that was taken back */
	*rule = lower_rule_of(action, origin);
	return rule;
}

struct nft_rule *lower_mark(struct lowering *lo, struct chain_object *chain, uint32_t mark,
			    const char *origin)
{
	struct nft_rule *rule =
		lower_rule(lo, chain, (struct nft_action){.verb = VERB_SET_MARK}, origin);

	rule->mark = mark;
	rule->mask = lo->plan->mark_mask;
	return rule;
}

void lower_new_flows(struct lowering *lo, struct chain_object *chain, const char *target)
{
	lower_match_flag(lo,
			 lower_rule(lo, chain,
				    (struct nft_action){.verb = VERB_JUMP, .target = target}, NULL),
			 FIELD_CT_NEW);
}

void lower_match(struct lowering *lo, struct nft_rule *rule, struct nft_match match)
{
	vec_push(lo->arena, &rule->match, match);
}

void lower_match_number(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
			uint32_t value)
{
	lower_match(lo, rule,
		    (struct nft_match){
			    .field = (uint8_t)field, .op = OP_EQ, .mask = UINT32_MAX, .lo = value});
}

void lower_match_device(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
			const char *device)
{
	lower_match(lo, rule,
		    (struct nft_match){.field = (uint8_t)field, .op = OP_EQ, .name = device});
}

void lower_match_set(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
		     enum nft_op op, const char *set)
{
	lower_match(lo, rule,
		    (struct nft_match){
			    .field = (uint8_t)field, .op = (uint8_t)op, .set = true, .name = set});
}

void lower_match_flag(struct lowering *lo, struct nft_rule *rule, enum nft_field field)
{
	lower_match(lo, rule, (struct nft_match){.field = (uint8_t)field});
}

/* What an IPv6 packet says of its length leaves its header out. */
enum { HEADER6 = 40 };

static uint32_t beyond_header(uint32_t length, bool v6)
{
	return !v6 ? length : length > HEADER6 ? length - HEADER6 : 0;
}

void lower_match_length(struct lowering *lo, struct nft_rule *rule,
			const struct route_map_clause *clause, bool v6)
{
	if (clause->match_length)
		lower_match(lo, rule,
			    (struct nft_match){.field = v6 ? FIELD_LENGTH6 : FIELD_LENGTH,
					       .op = OP_RANGE,
					       .mask = UINT32_MAX,
					       .lo = beyond_header(clause->length_min, v6),
					       .hi = beyond_header(clause->length_max, v6)});
}

const struct set_object *lower_set(struct lowering *lo, struct set_object set)
{
	struct set_object *copy = arena_new_object(lo->arena, struct set_object);

	*copy = set;
	lower_item(lo, OBJECT_SET, NULL)->set = set;
	return copy;
}

void lower_element(struct lowering *lo, const char *set, struct nft_value key, const char *origin)
{
	struct element_object *element = &lower_item(lo, OBJECT_ELEMENT, origin)->element;

	element->set = set;
	element_room(lo->arena, element, 1, 0);
	element->key[0] = key;
}

void lower_device_element(struct lowering *lo, const char *set, const char *device,
			  const char *origin)
{
	lower_element(lo, set, (struct nft_value){.type = TYPE_IFNAME, .name = device}, origin);
}

bool lower_first_use(struct lowering *lo, struct lower_used **table, const void *key)
{
	struct lower_used *used;

	HASH_FIND_PTR(*table, &key, used);
	if (used)
		return false;
	used = arena_new_object(lo->arena, struct lower_used);
	used->key = key;
	HASH_ADD_PTR(*table, key, used);
	return true;
}
