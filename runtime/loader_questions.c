/*
 * What named is asked, and by which way. A view is asked as its clients ask it: to an address by
 * which it is reached, from one that it takes and that no view before it takes, both of this host,
 * so that nothing leaves it. A view whose clients are all elsewhere cannot be asked so.
 */
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "agent_questions.h"
#include "backends/emit.h"
#include "grammar/ip.h"
#include "grammar/ir.h"

enum {
	ROWS_TRIED = 16, /* records of a zone, for one that can be asked for */
	PLACES_TRIED = 256, /* of each end of a way */
};

static bool same_server(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

/* ---- ways ---- */

static bool prefix_has(const struct prefix *prefix, const struct value *address)
{
	if (!prefix->v6 && prefix->len == 0) /* "any" */
		return true;
	if (prefix->v6 != address->v6)
		return false;
	return address->v6 ? ip6_in_prefix(*address->addr6, prefix->addr6, prefix->len)
			   : ip_in_prefix(address->addr, prefix->addr, prefix->len);
}

static bool has_destination(const struct dns_view_object *view, const struct value *to)
{
	VEC_FOREACH (destination, &view->destinations)
		if (value_equal(destination, to))
			return true;
	return !view->destinations.len;
}

/* As named decides: the first prefix that matches. */
static bool has_client(const struct dns_view_object *view, const struct value *from)
{
	VEC_FOREACH (prefix, &view->clients)
		if (prefix_has(prefix, from))
			return !prefix->deny;
	return !view->clients.len;
}

/* Which view of the server does a question from FROM to TO reach? */
static const struct dns_view_object *view_reached(const struct target *target, const char *vrf,
						  const struct value *from, const struct value *to)
{
	const struct dns_view_object *first = NULL;

	VEC_FOREACH (object, &target->objects) {
		const struct dns_view_object *view = &object->dns_view;

		if (object->kind == OBJECT_DNS_VIEW && same_server(view->vrf, vrf) &&
		    (!first || view->order < first->order) && has_destination(view, to) &&
		    has_client(view, from))
			first = view;
	}
	return first;
}

typedef VEC(struct value) places;

/* Addresses of this host by which any view of the server is reached. */
static void collect_places(struct arena *arena, const struct target *target, const char *vrf,
			   places *all)
{
	VEC_FOREACH (object, &target->objects)
		if (object->kind == OBJECT_DNS_VIEW && same_server(object->dns_view.vrf, vrf))
			VEC_FOREACH (value, &object->dns_view.destinations)
				if (all->len < PLACES_TRIED)
					vec_push(arena, all, *value);
}

static bool find_from(const struct target *target, struct dns_way *way, const struct value *to,
		      const places *all)
{
	const struct dns_view_object *view = way->view;

	way->to = way->from = *to;
	if (view_reached(target, view->vrf, to, to) == view)
		return true;
	VEC_FOREACH (from, all)
		if (from->v6 == to->v6 && view_reached(target, view->vrf, from, to) == view) {
			way->from = *from;
			return true;
		}
	return false;
}

/* IPv4 first: an address of IPv6 may still be on its way. */
static void find_way(const struct target *target, struct dns_way *way, const places *all)
{
	const struct dns_view_object *view = way->view;
	unsigned tried = 0;

	for (int v6 = 0; v6 < 2 && !way->known; v6++)
		VEC_FOREACH (to, &view->destinations)
			if (!way->known && to->v6 == v6 && tried++ < PLACES_TRIED)
				way->known = find_from(target, way, to, all);
	/* one that answers on whatever address there is */
	for (uint32_t i = 0; !view->destinations.len && !way->known && i < all->len; i++)
		way->known = find_from(target, way, &all->at[i], all);
}

static uint32_t way_to(struct dns_questions *questions, const struct dns_view_object *view)
{
	struct dns_way *way = vec_add(questions->arena, &questions->ways);
	places all = {0};

	*way = (struct dns_way){.view = view, .fd = -1};
	collect_places(questions->arena, questions->target, view->vrf, &all);
	find_way(questions->target, way, &all);
	return questions->ways.len - 1;
}

/* ---- records ---- */

/* The first line of FILE behind the zone's head; "" when there is none. */
static const char *first_record(const struct out_file *file)
{
	const char *line = file && file->out.text ? file->out.text : "";

	while (*line == ';' || *line == '$') {
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
	line += strcspn(line, "\n"); /* SOA */
	return *line ? line + 1 : line;
}

/* The number of the first line of NEW's records that is not OLD's. */
static uint32_t first_changed(const struct out_file *old, const struct out_file *new)
{
	const char *a = first_record(old), *b = first_record(new);
	uint32_t n = 0;

	for (; *a && *b; n++) {
		size_t len = strcspn(b, "\n");

		if (strncmp(a, b, len + (b[len] == '\n')) != 0)
			return n;
		a += len + (a[len] == '\n');
		b += len + (b[len] == '\n');
	}
	return *b ? n : 0;
}

static bool is_below(const char *name, const char *above)
{
	size_t len = strlen(name), tail = strlen(above);

	return len >= tail && !strcasecmp(name + len - tail, above) &&
	       (len == tail || name[len - tail - 1] == '.');
}

/* Of a name that the zone gives away there is no answer but who has it. */
static bool is_given_away(const struct dns_zone_object *zone, const char *owner)
{
	VEC_FOREACH (row, &zone->records)
		if (row->type == DNS_NS && strcasecmp(row->owner, zone->zone) != 0 &&
		    is_below(owner, row->owner))
			return true;
	return false;
}

static bool can_be_asked(const struct dns_question *question)
{
	unsigned char buf[QUERY_SIZE];

	return query_make(question, 0, buf) > 0;
}

static bool push(struct dns_questions *questions, struct dns_question question)
{
	bool ok = can_be_asked(&question);

	if (ok)
		vec_push(questions->arena, &questions->all, question);
	return ok;
}

static bool push_one(struct dns_questions *questions, const struct dns_zone_object *zone,
		     uint32_t way, uint32_t first, bool name_server)
{
	uint32_t n = zone->records.len;

	for (uint32_t i = 0; i < n && i < ROWS_TRIED; i++) {
		const struct dns_record_row *row = &zone->records.at[(first + i) % n];

		if ((row->type == DNS_NS) == name_server && !is_given_away(zone, row->owner) &&
		    push(questions, (struct dns_question){.zone = zone, .row = row, .way = way}))
			return true;
	}
	return false;
}

/* One of the zone's records, best the FIRST one that changed; what every zone has comes last. */
static void push_row(struct dns_questions *questions, const struct dns_zone_object *zone,
		     uint32_t way, uint32_t first)
{
	if (!push_one(questions, zone, way, first, false))
		push_one(questions, zone, way, first, true);
}

/* ---- zones ---- */

struct choosing {
	struct dns_questions *questions;
	const struct out_files *old, *new;
};

/* Ask for ZONE when it has changed. */
static void ask_changed(const struct choosing *choosing, const struct dns_zone_object *zone,
			uint32_t way)
{
	struct dns_questions *questions = choosing->questions;
	struct out path = {0};
	const struct out_file *old, *new;

	zone_path(&path, zone);
	new = out_file_find(choosing->new, path.text);
	old = choosing->old ? out_file_find(choosing->old, path.text) : NULL;
	out_free(&path);
	if (!new || (old && old->out.len == new->out.len &&
		     !memcmp(old->out.text, new->out.text, new->out.len)))
		return;
	if (push(questions, (struct dns_question){.zone = zone, .way = way}))
		push_row(questions, zone, way, first_changed(old, new));
}

static int order_of(const struct object *object, const struct dns_view_object *view)
{
	const struct dns_zone_object *zone = &object->dns_zone;
	int order;

	if (object->kind != OBJECT_DNS_ZONE)
		return object->kind < OBJECT_DNS_ZONE ? -1 : 1;
	order = strcmp(zone->vrf ? zone->vrf : "", view->vrf ? view->vrf : "");
	return order ? order : strcmp(zone->view, view->name);
}

/* The zones of VIEW stand together, at FROM or behind it; the end of them. */
static uint32_t ask_view(const struct choosing *choosing, const struct dns_view_object *view,
			 uint32_t from)
{
	struct dns_questions *questions = choosing->questions;
	const struct object *objects = questions->target->objects.at;
	uint32_t n = questions->target->objects.len, asked = questions->all.len, first = from, i;
	uint32_t way;

	while (first < n && order_of(&objects[first], view) < 0)
		first++;
	if (first == n || order_of(&objects[first], view) != 0) /* it has none */
		return first;
	way = way_to(questions, view);
	for (i = first; i < n && order_of(&objects[i], view) == 0; i++)
		ask_changed(choosing, &objects[i].dns_zone, way);
	if (questions->all.len == asked)
		push(questions,
		     (struct dns_question){.zone = &objects[first].dns_zone, .way = way});
	return i;
}

void questions_choose(struct dns_questions *questions, const struct out_files *old,
		      const struct out_files *new)
{
	struct choosing choosing = {questions, old, new};
	uint32_t zones = 0;

	/* both are sorted by server and view */
	VEC_FOREACH (object, &questions->target->objects)
		if (object->kind == OBJECT_DNS_VIEW)
			zones = ask_view(&choosing, &object->dns_view, zones);
}

void questions_free(struct dns_questions *questions)
{
	VEC_FOREACH (way, &questions->ways)
		if (way->fd >= 0)
			close(way->fd);
	if (questions->arena)
		arena_free(questions->arena);
	*questions = (struct dns_questions){0};
}
