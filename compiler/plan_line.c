/*
 * The lines of plan_text(): routes and elements, of which there may be hundreds of thousands, are
 * written as JSON without a tree of it in between, byte for byte as object_json() would have it;
 * everything else is dumped from its tree.
 */
#include "plan_line.h"

#include <stdlib.h>
#include <string.h>

#include "grammar/digits.h"
#include "grammar/ip.h"

/* ---- text ---- */

static char *text_room(struct text *text, size_t more)
{
	if (text->cap - text->len < more) {
		text->cap = (text->len + more) * 2 + 4096;
		text->at = realloc(text->at, text->cap);
		if (!text->at)
			abort();
	}
	return text->at + text->len;
}

void text_bytes(struct text *text, const char *s, size_t n)
{
	memcpy(text_room(text, n), s, n);
	text->len += n;
}

static int dumped(const char *s, size_t n, void *text)
{
	text_bytes(text, s, n);
	return 0;
}

void text_json_line(struct text *text, json_t *json)
{
	if (json_dump_callback(json, dumped, text, JSON_COMPACT) != 0)
		abort();
	text_bytes(text, "\n", 1);
	json_decref(json);
}

enum { HOST_LEN = 32 };

#define PUT(text, literal) text_bytes(text, literal, sizeof literal - 1)

static void put_number(struct text *text, uint32_t n)
{
	char digits[DIGITS_MAX];

	text_bytes(text, digits, (size_t)(decimal_put(digits, n) - digits));
}

static void put_address(struct text *text, uint32_t addr)
{
	char at[IP_TEXT_SIZE];

	text_bytes(text, at, (size_t)(ip_put(at, addr) - at));
}

/* False of one that JSON says otherwise than it stands. */
static bool put_inner(struct text *text, const char *s)
{
	size_t n = 0;

	for (; s[n]; n++)
		if ((unsigned char)s[n] < ' ' || (unsigned char)s[n] > '~' || s[n] == '"' ||
		    s[n] == '\\')
			return false;
	text_bytes(text, s, n);
	return true;
}

static bool put_string(struct text *text, const char *s)
{
	bool plain;

	PUT(text, "\"");
	plain = put_inner(text, s);
	PUT(text, "\"");
	return plain;
}

/* ---- routes ---- */

static bool put_hop(struct text *text, const struct next_hop *hop)
{
	PUT(text, "{\"device\":");
	if (!hop->device || !put_string(text, hop->device) ||
	    (hop->has_via && (hop->via.kind != VALUE_CONST || hop->via.v6)))
		return false;
	if (hop->has_via) {
		PUT(text, ",\"via\":\"");
		put_address(text, hop->via.addr);
		PUT(text, "\"");
	}
	if (hop->onlink)
		PUT(text, ",\"onlink\":true");
	PUT(text, "}");
	return true;
}

static bool put_hops(struct text *text, const struct route_object *route)
{
	bool plain = true;

	PUT(text, ",\"hops\":[");
	for (uint8_t i = 0; i < route->hops && plain; i++) {
		if (i)
			PUT(text, ",");
		plain = put_hop(text, &route->hop[i]);
	}
	PUT(text, "]");
	return plain;
}

static bool put_origin(struct text *text, const char *origin)
{
	if (!origin)
		return true;
	PUT(text, ",\"origin\":");
	return put_string(text, origin);
}

static bool put_route(struct text *text, const struct object *object)
{
	const struct route_object *route = &object->route;
	const char *type = route_type_word(route->type);

	if (route->v6 || route->from.kind != VALUE_CONST)
		return false;
	PUT(text, "{\"kind\":\"route\",\"table\":");
	put_number(text, route->table);
	PUT(text, ",\"prefix\":\"");
	put_address(text, route->prefix);
	PUT(text, "/");
	put_number(text, route->len);
	PUT(text, "\",\"metric\":");
	put_number(text, route->metric);
	PUT(text, ",\"type\":\"");
	text_bytes(text, type, strlen(type));
	PUT(text, "\"");
	if (route->realm) {
		PUT(text, ",\"realm\":");
		put_number(text, route->realm);
	}
	if (!put_hops(text, route) || !put_origin(text, object->origin))
		return false;
	PUT(text, "}");
	return true;
}

/* ---- elements ---- */

static bool put_prefix(struct text *text, uint32_t addr, uint32_t len)
{
	PUT(text, "\"");
	put_address(text, addr);
	if (len < HOST_LEN) {
		PUT(text, "/");
		put_number(text, len);
	}
	PUT(text, "\"");
	return true;
}

static bool put_range(struct text *text, const struct nft_value *value)
{
	if (!value->last) {
		put_number(text, value->number);
		return true;
	}
	PUT(text, "\"");
	put_number(text, value->number);
	PUT(text, "-");
	put_number(text, value->last);
	PUT(text, "\"");
	return true;
}

static bool put_nft_value(struct text *text, const struct nft_value *value)
{
	switch ((enum nft_type)value->type) {
	case TYPE_IPV4:
		return value->addr.kind == VALUE_CONST && !value->addr.v6 && !value->last &&
		       put_prefix(text, value->addr.addr, value->len);
	case TYPE_PROTO:
	case TYPE_SERVICE:
	case TYPE_MARK:
		return put_range(text, value);
	case TYPE_IFNAME:
		return value->name && put_string(text, value->name);
	case TYPE_VERDICT:
		return put_string(text, value->name ? value->name : nft_verb_word(value->verb));
	case TYPE_IPV6:
		break;
	}
	return false;
}

static bool put_nft_values(struct text *text, const struct nft_value *values, uint8_t n)
{
	for (uint8_t i = 0; i < n; i++) {
		if (i)
			PUT(text, ",");
		if (!put_nft_value(text, &values[i]))
			return false;
	}
	PUT(text, "]");
	return true;
}

static bool put_element(struct text *text, const struct object *object)
{
	const struct element_object *element = &object->element;

	PUT(text, "{\"kind\":\"element\",\"set\":");
	if (!put_string(text, element->set))
		return false;
	if (element->order) {
		PUT(text, ",\"order\":");
		put_number(text, element->order);
	}
	PUT(text, ",\"key\":[");
	if (!put_nft_values(text, element->key, element->keys))
		return false;
	if (element->datas) {
		PUT(text, ",\"data\":[");
		if (!put_nft_values(text, element->data, element->datas))
			return false;
	}
	if (!put_origin(text, object->origin))
		return false;
	PUT(text, "}");
	return true;
}

/* ---- items and choices ---- */

static bool put_guard(struct text *text, const struct plan *plan, const guard *g)
{
	if (!g->len)
		return true;
	PUT(text, ",\"if\":[");
	VEC_FOREACH (literal, g) {
		const char *condition = plan->conditions.at[literal->condition].text;

		if (literal != g->at)
			PUT(text, ",");
		PUT(text, "\"");
		if (!literal->truth)
			PUT(text, "not ");
		if (!condition || !put_inner(text, condition))
			return false;
		PUT(text, "\"");
	}
	PUT(text, "]");
	return true;
}

static bool put_guarded(struct text *text, const struct plan *plan, const guard *g,
			const struct object *object)
{
	bool plain = false;

	PUT(text, "{\"object\":");
	if (object->kind == OBJECT_ROUTE)
		plain = put_route(text, object);
	else if (object->kind == OBJECT_ELEMENT)
		plain = put_element(text, object);
	return plain && put_guard(text, plan, g);
}

bool text_item_line(struct text *text, const struct plan *plan, const struct item *item)
{
	size_t before = text->len;

	if (!put_guarded(text, plan, &item->guard, &item->object)) {
		text->len = before;
		return false;
	}
	PUT(text, "}\n");
	return true;
}

bool text_choice_line(struct text *text, const struct plan *plan, const struct choice *choice)
{
	size_t before = text->len;

	if (choice->equal)
		PUT(text, "{\"equal\":true,\"candidates\":[");
	else
		PUT(text, "{\"equal\":false,\"candidates\":[");
	VEC_FOREACH (candidate, &choice->candidates) {
		if (candidate != choice->candidates.at)
			PUT(text, ",");
		if (!put_guarded(text, plan, &candidate->guard, &candidate->object)) {
			text->len = before;
			return false;
		}
		PUT(text, ",\"rank\":");
		put_number(text, candidate->rank);
		PUT(text, "}");
	}
	PUT(text, "]}\n");
	return true;
}
