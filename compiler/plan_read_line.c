/*
 * Lines of routes as text_item_line() and text_choice_line() write them, read without a tree of
 * JSON in between: a hundred thousand are a matter of milliseconds then. Only what stands exactly
 * as those write it is taken here; any other line is left to the reader of JSON, which knows what
 * to think of it.
 */
#include <string.h>

#include "grammar/ip.h"
#include "plan_read.h"

enum { CANDIDATES = 8 }; /* of a choice that is read here */

struct cursor {
	struct reading *in;
	const char *at, *end;
};

static bool skip_bytes(struct cursor *c, const char *s, size_t n)
{
	if ((size_t)(c->end - c->at) < n || memcmp(c->at, s, n) != 0)
		return false;
	c->at += n;
	return true;
}

#define SKIP(c, literal) skip_bytes(c, literal, sizeof literal - 1)

static bool take_number(struct cursor *c, uint32_t limit, uint32_t *number)
{
	const char *first = c->at;
	uint64_t n = 0;

	while (c->at < c->end && *c->at >= '0' && *c->at <= '9' && n <= UINT32_MAX)
		n = 10 * n + (uint64_t)(*c->at++ - '0');
	*number = (uint32_t)n;
	return c->at > first && n <= limit && (*first != '0' || c->at == first + 1);
}

/* The rest of a string of plain characters, to its quote. */
static bool take_string(struct cursor *c, const char **s, size_t *len)
{
	*s = c->at;
	while (c->at < c->end && *c->at >= ' ' && *c->at <= '~' && *c->at != '"' && *c->at != '\\')
		c->at++;
	*len = (size_t)(c->at - *s);
	return SKIP(c, "\"");
}

static bool take_prefix(struct cursor *c, struct route_object *route)
{
	const char *first = c->at, *slash = memchr(first, '/', (size_t)(c->end - first));
	uint32_t len;

	if (!slash || !ip_parse(first, (size_t)(slash - first), &route->prefix))
		return false;
	c->at = slash + 1;
	if (!take_number(c, 32, &len) || !SKIP(c, "\""))
		return false;
	route->len = (uint8_t)len;
	return true;
}

/* ---- arrays, of which many rows have the same ---- */

/* The one among the N at SEEN that stands at C, which goes on behind it. */
static const struct array_read *take_seen(struct cursor *c, const struct array_read *seen, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (seen[i].text && skip_bytes(c, seen[i].text, seen[i].len))
			return &seen[i];
	return NULL;
}

/* An array that stands at C, which goes on behind it. */
static json_t *take_array(struct cursor *c, struct array_read *read)
{
	json_error_t error;
	json_t *json = json_loadb(c->at, (size_t)(c->end - c->at), JSON_DISABLE_EOF_CHECK, &error);

	if (!json_is_array(json)) {
		json_decref(json);
		return NULL;
	}
	*read = (struct array_read){.text = c->at, .len = (size_t)error.position};
	c->at += error.position;
	return json;
}

static bool take_hops(struct cursor *c, struct route_object *route)
{
	struct reading *in = c->in;
	const struct array_read *seen = take_seen(c, in->hops_seen, ARRAYS_SEEN);
	struct array_read read;
	json_t *json;

	if (!seen) {
		json = take_array(c, &read);
		read.n = (uint32_t)json_array_size(json);
		read.hops = json && read.n <= UINT8_MAX ? read_hops(in, json, read.n) : NULL;
		json_decref(json);
		if (!read.hops || in->bad)
			return false;
		in->hops_seen[in->next_hops_seen++ % ARRAYS_SEEN] = read;
		seen = &read;
	}
	route->hops = (uint8_t)seen->n;
	route->hop = seen->hops;
	return seen->n || route->type != ROUTE_UNICAST;
}

static bool take_guard(struct cursor *c, guard *g)
{
	struct reading *in = c->in;
	const struct array_read *seen;
	struct array_read read;
	json_t *json;

	if (!SKIP(c, ",\"if\":"))
		return true;
	seen = take_seen(c, in->guards_seen, ARRAYS_SEEN);
	if (seen) {
		*g = seen->guard;
		return true;
	}
	json = take_array(c, &read);
	if (!json)
		return false;
	read_guard(in, json, &read.guard);
	json_decref(json);
	in->guards_seen[in->next_guards_seen++ % ARRAYS_SEEN] = read;
	*g = read.guard;
	return !in->bad;
}

/* ---- routes ---- */

static bool take_type(struct cursor *c, struct route_object *route)
{
	static const char *const words[] = {ROUTE_WORDS(WORD_ROW)};
	const char *word;
	size_t len;

	if (!SKIP(c, ",\"type\":\"") || !take_string(c, &word, &len))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == len && !memcmp(words[i], word, len)) {
			route->type = (uint8_t)i;
			return true;
		}
	return false;
}

static bool take_realm(struct cursor *c, struct route_object *route)
{
	uint32_t realm;

	if (!SKIP(c, ",\"realm\":"))
		return true;
	if (!take_number(c, UINT8_MAX, &realm))
		return false;
	route->realm = (uint8_t)realm;
	return true;
}

static bool take_origin(struct cursor *c, struct object *object)
{
	const char *s;
	size_t len;

	if (!SKIP(c, ",\"origin\":\""))
		return true;
	if (!take_string(c, &s, &len))
		return false;
	object->origin = arena_strndup(c->in->arena, s, len);
	return true;
}

static bool take_route(struct cursor *c, struct object *object)
{
	struct route_object *route = &object->route;

	*object = (struct object){.kind = OBJECT_ROUTE};
	return SKIP(c, "{\"object\":{\"kind\":\"route\",\"table\":") &&
	       take_number(c, UINT32_MAX, &route->table) && SKIP(c, ",\"prefix\":\"") &&
	       take_prefix(c, route) && SKIP(c, ",\"metric\":") &&
	       take_number(c, UINT32_MAX, &route->metric) && take_type(c, route) &&
	       take_realm(c, route) && SKIP(c, ",\"hops\":") && take_hops(c, route) &&
	       take_origin(c, object) && SKIP(c, "}");
}

/* ---- items and choices ---- */

bool read_item_line(struct reading *in, const char *line, const char *end)
{
	struct cursor c = {in, line, end};
	struct item item = {0};

	if (!take_route(&c, &item.object) || !take_guard(&c, &item.guard) || !SKIP(&c, "}") ||
	    c.at != end)
		return false;
	vec_push(in->arena, &in->plan->items, item);
	return true;
}

static bool take_candidate(struct cursor *c, struct candidate *candidate)
{
	*candidate = (struct candidate){0};
	return take_route(c, &candidate->object) && take_guard(c, &candidate->guard) &&
	       SKIP(c, ",\"rank\":") && take_number(c, UINT32_MAX, &candidate->rank) &&
	       SKIP(c, "}");
}

bool read_choice_line(struct reading *in, const char *line, const char *end)
{
	struct cursor c = {in, line, end};
	struct candidate rows[CANDIDATES];
	struct choice choice = {.equal = SKIP(&c, "{\"equal\":true,\"candidates\":[")};
	uint32_t n = 0;

	if (!choice.equal && !SKIP(&c, "{\"equal\":false,\"candidates\":["))
		return false;
	do
		if (n == CANDIDATES || !take_candidate(&c, &rows[n++]))
			return false;
	while (SKIP(&c, ","));
	if (!SKIP(&c, "]}") || c.at != end)
		return false;
	choice.candidates.at = arena_alloc(in->arena, n * sizeof *rows);
	memcpy(choice.candidates.at, rows, n * sizeof *rows);
	choice.candidates.len = choice.candidates.cap = n;
	vec_push(in->arena, &in->plan->choices, choice);
	return true;
}
