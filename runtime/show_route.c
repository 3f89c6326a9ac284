/* `show ip route track-table`, `show ip route static` and `show ipv6 route static`, as IOS prints
 * them. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agent.h"
#include "grammar/ip.h"

/* IOS lists those of IPv6 by commands of their own. */
static bool is_static_route(const struct object *object, bool v6)
{
	return object->kind == OBJECT_ROUTE && table_is_routers(object->route.table) &&
	       object->route.v6 == v6;
}

/* ---- routes that a track guards ---- */

static void show_tracked(FILE *out, const struct run *run, const guard *when,
			 const struct object *object)
{
	if (!is_static_route(object, false) || !object->origin)
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
	bool v6;
	struct row *at;
	size_t len;
};

static void rows_add(struct rows *rows, const struct object *object, uint32_t distance)
{
	if (!is_static_route(object, rows->v6) || object->route.metric)
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
		if (!guard_holds(&candidate->guard, state))
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

	if (x->v6 && !ip6_equal(x->prefix6, y->prefix6))
		return ip6_compare(x->prefix6, y->prefix6);
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

	if (row->route->type != ROUTE_UNICAST)
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

/* Those in force, by prefix. */
static struct rows rows_of(const struct run *run, bool v6)
{
	struct rows rows = {.v6 = v6};

	VEC_FOREACH (item, &run->plan->items)
		if (guard_holds(&item->guard, run->state))
			rows_add(&rows, &item->object, 1);
	VEC_FOREACH (choice, &run->plan->choices)
		rows_choose(&rows, choice, run->state);
	if (rows.len)
		qsort(rows.at, rows.len, sizeof *rows.at, by_prefix);
	return rows;
}

void show_route_static(struct core *core, FILE *out, unsigned n)
{
	const struct run *run = core->run;
	struct rows rows = rows_of(run, false);

	(void)n;
	fputs("Codes: S - static, * - candidate default\n\n", out);
	show_last_resort(out, run, &rows);
	for (size_t i = 0; i < rows.len; i++)
		show_row(out, run, &rows.at[i]);
	free(rows.at);
}

/* ---- IPv6 ---- */

/* IOS writes its addresses in capitals. */
static const char *capitals(char *text)
{
	for (char *c = text; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	return text;
}

static void show_hop6(FILE *out, const struct run *run, const struct next_hop *hop)
{
	const char *interface = interface_of(run->plan, hop->device);
	char text[IP6_TEXT_SIZE];
	struct ip6 via;

	if (!hop->has_via) {
		fprintf(out, "     via %s, directly connected\n", interface);
		return;
	}
	via = hop->via.kind == VALUE_CONST ? *hop->via.addr6
					   : run->state->device[hop->via.device].gateway6;
	ip6_text(text, via);
	fprintf(out, "     via %s, %s\n", capitals(text), interface);
}

static void show_row6(FILE *out, const struct run *run, const struct row *row)
{
	const struct route_object *route = row->route;
	char text[IP6_TEXT_SIZE];

	ip6_prefix_text(text, route->prefix6, route->len);
	fprintf(out, "S   %s [%u/0]\n", capitals(text), row->distance);
	if (route->type != ROUTE_UNICAST)
		fputs("     via Null0, directly connected\n", out);
	for (uint8_t i = 0; route->type == ROUTE_UNICAST && i < route->hops; i++)
		show_hop6(out, run, &route->hop[i]);
}

void show_route6_static(struct core *core, FILE *out, unsigned n)
{
	const struct run *run = core->run;
	struct rows rows = rows_of(run, true);

	(void)n;
	fprintf(out, "IPv6 Routing Table - default - %zu entries\nCodes: S - Static\n", rows.len);
	for (size_t i = 0; i < rows.len; i++)
		show_row6(out, run, &rows.at[i]);
	free(rows.at);
}
