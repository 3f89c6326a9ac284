/*
 * Which elements of nft sets the core moves itself: those that a guard brings and takes, with links
 * and tracks. It gets them as the kernel has them, key and data in bytes, so that it need know no
 * types; what stands always is none of its business, however much it is. All that is not so plain
 * (intervals, verdicts, addresses that a provider gives) is turned by the loader, as are all the
 * elements of a set that holds any such: a key that is learnt may meet one that is not.
 */
#include <arpa/inet.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "agent_server.h"
#include "compiler/plan_json.h"

enum {
	BYTES_MAX = sizeof((struct nft_bytes *)0)->at,
	IFNAME_BYTES = 16,
	PART_BYTES = 4,
	ADDRESS_BITS = 32
};

/* A key of a set, to find another one of the same. */
struct known_key {
	UT_hash_handle hh;
	size_t len;
	uint8_t at[BYTES_MAX];
};

struct moved_set {
	const char *name;
	bool declared, spoilt;
	struct known_key *keys;
	UT_hash_handle hh;
};

struct moved {
	struct moved_set *sets;
};

/* ---- as the kernel has them ---- */

static bool put(struct nft_bytes *bytes, const void *at, size_t len, size_t room)
{
	if (bytes->len + room > sizeof bytes->at)
		return false;
	memset(bytes->at + bytes->len, 0, room);
	memcpy(bytes->at + bytes->len, at, len);
	bytes->len += room;
	return true;
}

/* Parts of a concatenation begin at multiples of four bytes. */
static size_t room_of(size_t len, bool alone)
{
	return alone ? len : (len + PART_BYTES - 1) / PART_BYTES * PART_BYTES;
}

static bool put_value(struct nft_bytes *bytes, const struct nft_value *value, bool alone)
{
	uint32_t addr;
	uint16_t port;
	uint8_t proto;

	switch ((enum nft_type)value->type) {
	case TYPE_IPV4:
		addr = htonl(value->addr.addr);
		return value->addr.kind == VALUE_CONST && value->len == 32 && !value->last &&
		       put(bytes, &addr, sizeof addr, sizeof addr);
	case TYPE_PROTO:
		proto = (uint8_t)value->number;
		return put(bytes, &proto, sizeof proto, room_of(sizeof proto, alone));
	case TYPE_SERVICE:
		port = htons((uint16_t)value->number);
		return !value->last && put(bytes, &port, sizeof port, room_of(sizeof port, alone));
	case TYPE_IFNAME:
		return strlen(value->name) < IFNAME_BYTES &&
		       put(bytes, value->name, strlen(value->name), IFNAME_BYTES);
	case TYPE_MARK: /* in the order of this machine */
		return put(bytes, &value->number, sizeof value->number, sizeof value->number);
	case TYPE_VERDICT:
	case TYPE_IPV6:
		break;
	}
	return false;
}

bool nft_bytes_of(struct nft_bytes *bytes, const struct nft_value *values, uint8_t n)
{
	bytes->len = 0;
	for (uint8_t i = 0; i < n; i++)
		if (!put_value(bytes, &values[i], n == 1))
			return false;
	return true;
}

void nft_bytes_of_numbers(struct nft_bytes *bytes, const struct rows_object *rows,
			  const uint8_t *types, const uint32_t *numbers, uint8_t n)
{
	bytes->len = 0;
	for (uint8_t i = 0; i < n; i++) {
		struct nft_value value = {.type = types[i], .len = ADDRESS_BITS};

		if (types[i] == TYPE_IFNAME)
			value.name = rows->names[numbers[i]];
		else if (types[i] == TYPE_IPV4)
			value.addr = (struct value){.kind = VALUE_CONST, .addr = numbers[i]};
		else
			value.number = numbers[i];
		put_value(bytes, &value, n == 1);
	}
}

/* ---- choosing ---- */

static struct moved_set *set_find(const struct moved *moved, const char *name)
{
	struct moved_set *set;

	HASH_FIND_STR(moved->sets, name, set);
	return set;
}

static void set_want(struct arena *arena, struct moved *moved, const char *name)
{
	struct moved_set *set = set_find(moved, name);

	if (set)
		return;
	set = arena_new_object(arena, struct moved_set);
	set->name = name;
	HASH_ADD_KEYPTR(hh, moved->sets, name, strlen(name), set);
}

/* Of two with the same key which of them stands is not for its guard alone to say. */
static bool key_is_new(struct arena *arena, struct moved_set *set, const struct nft_bytes *key)
{
	struct known_key *known;

	HASH_FIND(hh, set->keys, key->at, key->len, known);
	if (known)
		return false;
	known = arena_new_object(arena, struct known_key);
	known->len = key->len;
	memcpy(known->at, key->at, key->len);
	HASH_ADD_KEYPTR(hh, set->keys, known->at, known->len, known);
	return true;
}

static void look_at_element(struct arena *arena, const struct moved *moved,
			    const struct element_object *element)
{
	struct moved_set *set = set_find(moved, element->set);
	struct nft_bytes key, data;

	if (set && !set->spoilt)
		set->spoilt = !nft_bytes_of(&key, element->key, element->keys) ||
			      !nft_bytes_of(&data, element->data, element->datas) ||
			      !key_is_new(arena, set, &key);
}

static void look_at_set(const struct moved *moved, const struct set_object *object)
{
	struct moved_set *set = set_find(moved, object->name);

	if (!set)
		return;
	set->declared = true;
	set->spoilt |= object->interval || object->dynamic || object->timeout;
}

struct moved *moved_choose(struct arena *arena, const struct plan *plan)
{
	struct moved *moved = arena_new_object(arena, struct moved);
	struct moved_set *set, *next;
	struct arena *keys;

	VEC_FOREACH (item, &plan->items)
		if (item->object.kind == OBJECT_ELEMENT && item->guard.len)
			set_want(arena, moved, item->object.element.set);
	if (!moved->sets)
		return moved;
	keys = arena_new();
	VEC_FOREACH (item, &plan->items) {
		if (item->object.kind == OBJECT_SET)
			look_at_set(moved, &item->object.set);
		else if (item->object.kind == OBJECT_ELEMENT)
			look_at_element(keys, moved, &item->object.element);
	}
	VEC_FOREACH (choice, &plan->choices)
		VEC_FOREACH (candidate, &choice->candidates)
			if (candidate->object.kind == OBJECT_ELEMENT &&
			    (set = set_find(moved, candidate->object.element.set)))
				set->spoilt = true;
	HASH_ITER (hh, moved->sets, set, next)
		HASH_CLEAR(hh, set->keys);
	arena_free(keys);
	return moved;
}

void moved_free(struct moved *moved)
{
	if (moved)
		HASH_CLEAR(hh, moved->sets);
}

/* Is OBJECT one that comes and goes with the core's hand, or of such a one's set? */
static bool moved_has(const struct moved *moved, const struct object *object)
{
	const struct moved_set *set =
		object->kind == OBJECT_ELEMENT ? set_find(moved, object->element.set) : NULL;

	return set && set->declared && !set->spoilt;
}

/* ---- telling the core ---- */

static json_t *hex_json(const struct nft_bytes *bytes)
{
	char text[2 * BYTES_MAX + 1] = "";

	for (size_t i = 0; i < bytes->len; i++)
		snprintf(text + 2 * i, 3, "%02x", bytes->at[i]);
	return json_string(text);
}

static json_t *guard_json(const guard *g)
{
	json_t *json = json_array();

	VEC_FOREACH (literal, g) {
		json_array_append_new(json, json_integer(literal->condition));
		json_array_append_new(json, json_boolean(literal->truth));
	}
	return json;
}

/* As the nft backend writes it, when the kernel is to have it. */
static json_t *comment_json(const struct object *element)
{
	struct out out = {0};
	json_t *json;

	if (!element->origin || element->element.line_in_file)
		return json_null();
	quote_nft(&out, element->origin);
	json = text_json(out.text ? out.text : "");
	out_free(&out);
	return json;
}

static json_t *element_json(const struct item *item)
{
	const struct element_object *element = &item->object.element;
	struct nft_bytes key, data;

	nft_bytes_of(&key, element->key, element->keys);
	nft_bytes_of(&data, element->data, element->datas);
	return json_pack("{s:o,s:o,s:o,s:o,s:o}", "set", text_json(element->set), "key",
			 hex_json(&key), "data", hex_json(&data), "comment",
			 comment_json(&item->object), "if", guard_json(&item->guard));
}

static const struct object *object_at(const struct plan *plan, uint32_t i)
{
	return i < plan->items.len ? &plan->items.at[i].object
				   : &plan->choices.at[i - plan->items.len].candidates.at->object;
}

/* Does the loader have to turn something in nft when CONDITION changes? */
static bool is_loaders(const struct plan *plan, const struct moved *moved, uint32_t condition)
{
	VEC_FOREACH (i, &plan->touches.at[condition]) {
		const struct object *object = object_at(plan, *i);

		if (object_is_nft(object) && !moved_has(moved, object))
			return true;
	}
	return false;
}

void moved_put(json_t *json, const struct plan *plan, const struct moved *moved)
{
	json_t *elements = json_array(), *loaders = json_array();

	VEC_FOREACH (item, &plan->items)
		if (item->guard.len && moved_has(moved, &item->object))
			json_array_append_new(elements, element_json(item));
	for (uint32_t c = 0; c < plan->conditions.len; c++)
		if (is_loaders(plan, moved, c))
			json_array_append_new(loaders, json_integer(c));
	json_object_set_new(json, "elements", elements);
	json_object_set_new(json, "loaders", loaders);
}

/* ---- what the core has done of a change ---- */

int moved_split(struct arena *arena, const struct moved *moved, bool done, struct change *change,
		struct change *before)
{
	struct change rest = {.plan = change->plan};
	int n = 0;

	VEC_FOREACH (step, &change->steps) {
		bool is_cores = moved_has(moved, step->new ? step->new : step->old);

		n += is_cores;
		if (is_cores && done)
			continue;
		if (is_cores && step->verb == CHANGE_DELETE)
			vec_push(arena, &before->steps,
				 ((struct change_step){.verb = CHANGE_ADD, .new = step->old}));
		vec_push(arena, &rest.steps, *step);
	}
	before->plan = change->plan;
	*change = rest;
	return n;
}
