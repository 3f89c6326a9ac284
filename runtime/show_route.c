/* `show ip route track-table` and `show ip route static`, as IOS prints them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"
#include "grammar/ip.h"

/* IOS lists those of IPv6 by commands of their own. */
static bool is_static_route(const struct object *object)
{
	return object->kind == OBJECT_ROUTE && object->route.table == TABLE_ROUTER &&
	       !object->route.v6;
}

/* ---- routes that a track guards ---- */

static void show_tracked(FILE *out, const struct run *run, const guard *when,
			 const struct object *object)
{
	if (!is_static_route(object) || !object->origin)
		return;
	VEC_FOREACH (literal, when)
		if (run->plan->conditions.at[literal->condition].kind == CONDITION_TRACK) {
			fprintf(out, " %s state is [%s]\n", object->origin,
				run->state->truth[literal->condition] ? "up" : "down");
			return;
		}
}

void show_track_table(struct core *core, FILE *out, unsigned n)
{
	const struct run *run = core->run;

	(void)n;
	VEC_FOREACH (item, &run->plan->items)
		show_tracked(out, run, &item->guard, &item->object);
	VEC_FOREACH (choice, &run->plan->choices)
		VEC_FOREACH (candidate, &choice->candidates)
			show_tracked(out, run, &candidate->guard, &candidate->object);
}

/* ---- the static routes in force ---- */

struct row {
	const struct route_object *route;
	uint32_t distance;
};

struct rows {
	struct row *at;
	size_t len;
};

static void rows_add(struct rows *rows, const struct object *object, uint32_t distance)
{
	if (!is_static_route(object) || object->route.metric)
		return;
	rows->at = reallocarray(rows->at, rows->len + 1, sizeof *rows->at);
	if (!rows->at)
		abort();
	rows->at[rows->len++] = (struct row){&object->route, distance};
}

static void rows_choose(struct rows *rows, const struct choice *choice, const struct state *state)
{
	const struct candidate *first = NULL;

	VEC_FOREACH (candidate, &choice->candidates) {
		if (!guard_holds_in(&candidate->guard, state))
			continue;
		if (first && (!choice->equal || candidate->rank != first->rank))
			return;
		first = first ? first : candidate;
		rows_add(rows, &candidate->object, candidate->rank);
	}
}

static int by_prefix(const void *a, const void *b)
{
	const struct route_object *x = ((const struct row *)a)->route;
	const struct route_object *y = ((const struct row *)b)->route;

	if (x->prefix != y->prefix)
		return x->prefix < y->prefix ? -1 : 1;
	return (int)x->len - (int)y->len;
}

static const char *interface_of(const struct plan *plan, const char *device)
{
	VEC_FOREACH (row, &plan->devices)
		if (!strcmp(row->device, device))
			return row->interface;
	return device;
}

static void show_hop(FILE *out, const struct run *run, const struct row *row,
		     const struct next_hop *hop)
{
	char text[IP_TEXT_SIZE];
	uint32_t via = hop->via.kind == VALUE_CONST ? hop->via.addr
						    : run->state->device[hop->via.device].gateway;

	fprintf(out, "S%c    %s", row->route->len ? ' ' : '*',
		ip_prefix_text(text, row->route->prefix, row->route->len));
	if (!hop->has_via)
		fprintf(out, " is directly connected, %s\n", interface_of(run->plan, hop->device));
	else
		fprintf(out, " [%u/0] via %s, %s\n", row->distance, ip_text(text, via),
			interface_of(run->plan, hop->device));
}

static void show_row(FILE *out, const struct run *run, const struct row *row)
{
	char text[IP_TEXT_SIZE];

	if (row->route->type == ROUTE_BLACKHOLE)
		fprintf(out, "S%c    %s is directly connected, Null0\n",
			row->route->len ? ' ' : '*',
			ip_prefix_text(text, row->route->prefix, row->route->len));
	for (uint8_t i = 0; row->route->type == ROUTE_UNICAST && i < row->route->hops; i++)
		show_hop(out, run, row, &row->route->hop[i]);
}

static void show_last_resort(FILE *out, const struct run *run, const struct rows *rows)
{
	char text[IP_TEXT_SIZE];

	for (size_t i = 0; i < rows->len; i++) {
		const struct route_object *route = rows->at[i].route;

		if (route->len || route->type != ROUTE_UNICAST || !route->hops)
			continue;
		if (route->hop->has_via)
			fprintf(out, "Gateway of last resort is %s to network 0.0.0.0\n\n",
				ip_text(text, route->hop->via.kind == VALUE_CONST
						      ? route->hop->via.addr
						      : run->state->device[route->hop->via.device]
								.gateway));
		else
			fputs("Gateway of last resort is 0.0.0.0 to network 0.0.0.0\n\n", out);
		return;
	}
	fputs("Gateway of last resort is not set\n\n", out);
}

void show_route_static(struct core *core, FILE *out, unsigned n)
{
	const struct run *run = core->run;
	struct rows rows = {0};

	(void)n;
	VEC_FOREACH (item, &run->plan->items)
		if (guard_holds_in(&item->guard, run->state))
			rows_add(&rows, &item->object, 1);
	VEC_FOREACH (choice, &run->plan->choices)
		rows_choose(&rows, choice, run->state);
	if (rows.len)
		qsort(rows.at, rows.len, sizeof *rows.at, by_prefix);
	fputs("Codes: S - static, * - candidate default\n\n", out);
	show_last_resort(out, run, &rows);
	for (size_t i = 0; i < rows.len; i++)
		show_row(out, run, &rows.at[i]);
	free(rows.at);
}
