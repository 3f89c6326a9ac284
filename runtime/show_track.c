/* `show track`, as IOS prints it; genieparser and people read it. */
#include <stdio.h>
#include <string.h>

#include "agent.h"
#include "grammar/ip.h"

struct kind_text {
	const char *heading, *parameter, *state, *type;
};

static const struct kind_text kinds[] = {
	[PLAN_TRACK_REACHABILITY] = {"IP SLA", "reachability", "Reachability", "ip sla"},
	[PLAN_TRACK_STATE] = {"IP SLA", "state", "State", "ip sla"},
	[PLAN_TRACK_LINE_PROTOCOL] = {"Interface", "line-protocol", "Line protocol", "interface"},
	[PLAN_TRACK_IP_ROUTING] = {"Interface", "ip routing", "IP routing", "interface"},
	[PLAN_TRACK_IPV6_ROUTING] = {"Interface", "ipv6 routing", "IPv6 routing", "interface"},
	[PLAN_TRACK_FIXED] = {"Object", "not translated", "State", "object"},
	[PLAN_TRACK_STUB] = {"Stub-object", "", "State", "stub-object"},
	[PLAN_TRACK_ALL] = {"List", "boolean and", "Boolean AND", "list"},
	[PLAN_TRACK_ANY] = {"List", "boolean or", "Boolean OR", "list"},
	[PLAN_TRACK_WEIGHT] = {"List", "threshold weight", "Threshold weight", "list"},
	[PLAN_TRACK_PERCENTAGE] = {"List", "threshold percentage", "Threshold percentage", "list"},
	[PLAN_TRACK_ROUTE] = {"IP route", "reachability", "Reachability", "ip route"},
	[PLAN_TRACK_METRIC] = {"IP route", "metric threshold", "Metric threshold", "ip route"},
};

const char *track_parameter(const struct plan_track *track)
{
	return kinds[track->kind].parameter;
}

static bool is_probe(const struct core *core, const struct plan_track *track)
{
	return (track->kind == PLAN_TRACK_REACHABILITY || track->kind == PLAN_TRACK_STATE) &&
	       track->probe < core->run->plan->probes.len;
}

static bool is_route(const struct plan_track *track)
{
	return track->kind == PLAN_TRACK_ROUTE || track->kind == PLAN_TRACK_METRIC;
}

static const char *heading_of(const struct plan_track *track)
{
	return is_route(track) && track->v6 ? "IPv6 route" : kinds[track->kind].heading;
}

/* What is tracked: the number of the probe, the interface, the route. */
static const char *instance(const struct core *core, const struct plan_track *track, char *buf,
			    size_t size)
{
	const struct plan *plan = core->run->plan;
	char addr[IP6_TEXT_SIZE], mask[IP_TEXT_SIZE];

	if (is_probe(core, track))
		snprintf(buf, size, "%u", plan->probes.at[track->probe].id);
	else if (is_route(track) && track->v6)
		snprintf(buf, size, "%s", ip6_prefix_text(addr, track->prefix6, track->len));
	else if (is_route(track))
		snprintf(buf, size, "%s %s", ip_text(addr, track->prefix),
			 ip_text(mask, ip_len_mask(track->len)));
	else if (track->kind != PLAN_TRACK_FIXED && track->device < plan->devices.len)
		snprintf(buf, size, "%s", plan->devices.at[track->device].interface);
	else
		snprintf(buf, size, "%s", track->kind == PLAN_TRACK_FIXED ? "-" : "");
	return buf;
}

static const char *up_text(bool up)
{
	return up ? "Up" : "Down";
}

static void show_state(FILE *out, const struct core_track *track, int64_t now)
{
	bool up = track_is_up(&track->machine);
	int64_t left = track->machine.due - now;
	long seconds = left > 0 ? (long)((left + SECOND - 1) / SECOND) : 0;

	fprintf(out, "  %s is %s", kinds[track->plan->kind].state, up_text(up));
	if (track->machine.due)
		fprintf(out, ", delayed %s (%ld sec%s remaining)", up_text(!up), seconds,
			seconds == 1 ? "" : "s");
	fputs("\n", out);
}

static void show_delay(FILE *out, const struct plan_track *track)
{
	unsigned up = track->delay_up / 1000, down = track->delay_down / 1000;

	if (!up && !down)
		return;
	fputs("  Delay", out);
	if (up)
		fprintf(out, " up %u sec%s%s", up, up == 1 ? "" : "s", down ? "," : "");
	if (down)
		fprintf(out, " down %u sec%s", down, down == 1 ? "" : "s");
	fputs("\n", out);
}

static void show_operation(FILE *out, const struct core *core, const struct plan_track *track)
{
	const struct probe *probe;

	if (!is_probe(core, track))
		return;
	probe = &core->run->probes[track->probe].probe;
	fprintf(out, "  Latest operation return code: %s\n", probe_code_text(probe->code));
	if (probe->code == PROBE_OK || probe->code == PROBE_OVER_THRESHOLD)
		fprintf(out, "  Latest RTT (millisecs) %u\n", probe_milliseconds(probe));
}

/* ---- who asks for it ---- */

static bool names(const guard *g, uint16_t condition)
{
	VEC_FOREACH (literal, g)
		if (literal->condition == condition)
			return true;
	return false;
}

static void note_user(const struct object *object, bool *router, bool *map)
{
	if (object->kind != OBJECT_ROUTE)
		return;
	*router |= table_is_routers(object->route.table);
	*map |= !table_is_routers(object->route.table);
}

static void show_users(FILE *out, const struct plan *plan, const struct plan_track *track)
{
	bool router = false, map = false;

	VEC_FOREACH (item, &plan->items)
		if (names(&item->guard, track->condition))
			note_user(&item->object, &router, &map);
	VEC_FOREACH (choice, &plan->choices)
		VEC_FOREACH (candidate, &choice->candidates)
			if (names(&candidate->guard, track->condition))
				note_user(&candidate->object, &router, &map);
	if (!router && !map)
		return;
	fputs("  Tracked by:\n", out);
	if (map)
		fputs("    Route Map 0\n", out);
	if (router)
		fputs("    Static IP Routing 0\n", out);
}

/* ---- lists and routes ---- */

static void show_thresholds(FILE *out, const struct plan_track *track)
{
	if (track->kind == PLAN_TRACK_WEIGHT || track->kind == PLAN_TRACK_PERCENTAGE ||
	    track->kind == PLAN_TRACK_METRIC)
		fprintf(out, "  %s down %u up %u\n", kinds[track->kind].state, track->down,
			track->up);
}

static unsigned whole_weight(const struct plan_track *track)
{
	unsigned sum = 0;

	VEC_FOREACH (member, &track->members)
		sum += member->weight;
	return sum;
}

static void show_members(FILE *out, const struct core *core, const struct plan_track *track)
{
	unsigned whole = whole_weight(track);

	VEC_FOREACH (member, &track->members) {
		const struct core_track *object = &core->run->tracks[member->track];

		fprintf(out, "    object %u %s%s", object->plan->id, member->negated ? "not " : "",
			up_text(track_is_up(&object->machine)));
		if (track->kind == PLAN_TRACK_WEIGHT)
			fprintf(out, " (%u/%u)", member->weight, whole);
		else if (track->kind == PLAN_TRACK_PERCENTAGE)
			fprintf(out, " (%u%%)", 100 / track->members.len);
		fputs("\n", out);
	}
}

static void show_one(FILE *out, struct core *core, const struct core_track *track, int64_t now)
{
	char name[64], age[32];
	unsigned long long changes = track->machine.changes;

	fprintf(out, "Track %u\n", track->plan->id);
	instance(core, track->plan, name, sizeof name);
	fprintf(out, "  %s%s%s%s%s\n", heading_of(track->plan), *name ? " " : "", name,
		*kinds[track->plan->kind].parameter ? " " : "", kinds[track->plan->kind].parameter);
	show_state(out, track, now);
	fprintf(out, "    %llu change%s, last change %s\n", changes, changes == 1 ? "" : "s",
		show_age(age, sizeof age, now - track->machine.changed));
	show_thresholds(out, track->plan);
	show_delay(out, track->plan);
	show_members(out, core, track->plan);
	show_operation(out, core, track->plan);
	show_users(out, core->run->plan, track->plan);
}

/* By number; a plan has them in the order in which they depend on each other. */
static const struct core_track *next_track(const struct core *core, uint32_t after)
{
	const struct core_track *next = NULL;

	for (uint32_t i = 0; i < core->run->plan->tracks.len; i++) {
		const struct core_track *track = &core->run->tracks[i];

		if (track->plan->id > after && (!next || track->plan->id < next->plan->id))
			next = track;
	}
	return next;
}

void show_track(struct core *core, FILE *out, unsigned n)
{
	const struct core_track *track = next_track(core, 0);
	int64_t now = loop_now();
	bool any = false;

	for (; track; track = next_track(core, track->plan->id)) {
		if (n && track->plan->id != n)
			continue;
		if (any)
			fputs("\n", out);
		any = true;
		show_one(out, core, track, now);
	}
	if (n && !any)
		fprintf(out, "Track %u\n  not configured\n", n);
}

void show_track_brief(struct core *core, FILE *out, unsigned n)
{
	const struct core_track *track = next_track(core, 0);
	int64_t now = loop_now();
	char name[64], age[32];

	(void)n;
	fprintf(out, "%-6s%-12s%-27s%-17s%-6s%s\n", "Track", "Type", "Instance", "Parameter",
		"State", "Last Change");
	for (; track; track = next_track(core, track->plan->id))
		fprintf(out, "%-6u%-12s%-27s%-17s%-6s%s\n", track->plan->id,
			is_route(track->plan) && track->plan->v6 ? "ipv6 route"
								 : kinds[track->plan->kind].type,
			instance(core, track->plan, name, sizeof name),
			kinds[track->plan->kind].parameter, up_text(track_is_up(&track->machine)),
			show_age(age, sizeof age, now - track->machine.changed));
}
