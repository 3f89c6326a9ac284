/* `show track`, as IOS prints it; genieparser and people read it. */
#include <stdio.h>
#include <string.h>

#include "agent.h"

struct kind_text {
	const char *heading, *parameter, *state;
};

static const struct kind_text kinds[] = {
	[PLAN_TRACK_REACHABILITY] = {"IP SLA", "reachability", "Reachability"},
	[PLAN_TRACK_STATE] = {"IP SLA", "state", "State"},
	[PLAN_TRACK_LINE_PROTOCOL] = {"Interface", "line-protocol", "Line protocol"},
	[PLAN_TRACK_IP_ROUTING] = {"Interface", "ip routing", "IP routing"},
	[PLAN_TRACK_FIXED] = {"Object", "not translated", "State"},
};

static bool is_probe(const struct core *core, const struct plan_track *track)
{
	return (track->kind == PLAN_TRACK_REACHABILITY || track->kind == PLAN_TRACK_STATE) &&
	       track->probe < core->run->plan->probes.len;
}

/* What is tracked: the number of the probe, or the interface. */
static const char *instance(const struct core *core, const struct plan_track *track, char *buf,
			    size_t size)
{
	const struct plan *plan = core->run->plan;

	if (is_probe(core, track))
		snprintf(buf, size, "%u", plan->probes.at[track->probe].id);
	else if (track->kind != PLAN_TRACK_FIXED && track->device < plan->devices.len)
		snprintf(buf, size, "%s", plan->devices.at[track->device].interface);
	else
		snprintf(buf, size, "-");
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
	*router |= object->route.table == TABLE_ROUTER;
	*map |= object->route.table != TABLE_ROUTER;
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

static const char *type_text(const struct core *core, const struct plan_track *track)
{
	if (is_probe(core, track))
		return "ip sla";
	return track->kind == PLAN_TRACK_FIXED ? "object" : "interface";
}

static void show_one(FILE *out, struct core *core, const struct core_track *track, int64_t now)
{
	char name[64], age[32];
	unsigned long long changes = track->machine.changes;

	fprintf(out, "Track %u\n", track->plan->id);
	fprintf(out, "  %s %s %s\n", kinds[track->plan->kind].heading,
		instance(core, track->plan, name, sizeof name), kinds[track->plan->kind].parameter);
	show_state(out, track, now);
	fprintf(out, "    %llu change%s, last change %s\n", changes, changes == 1 ? "" : "s",
		show_age(age, sizeof age, now - track->machine.changed));
	show_delay(out, track->plan);
	show_operation(out, core, track->plan);
	show_users(out, core->run->plan, track->plan);
}

void show_track(struct core *core, FILE *out, unsigned n)
{
	int64_t now = loop_now();
	bool any = false;

	for (uint32_t i = 0; i < core->run->plan->tracks.len; i++) {
		if (n && core->run->tracks[i].plan->id != n)
			continue;
		if (any)
			fputs("\n", out);
		any = true;
		show_one(out, core, &core->run->tracks[i], now);
	}
	if (n && !any)
		fprintf(out, "Track %u\n  not configured\n", n);
}

void show_track_brief(struct core *core, FILE *out, unsigned n)
{
	int64_t now = loop_now();
	char name[64], age[32];

	(void)n;
	fprintf(out, "%-6s%-12s%-27s%-17s%-6s%s\n", "Track", "Type", "Instance", "Parameter",
		"State", "Last Change");
	for (uint32_t i = 0; i < core->run->plan->tracks.len; i++) {
		const struct core_track *track = &core->run->tracks[i];

		fprintf(out, "%-6u%-12s%-27s%-17s%-6s%s\n", track->plan->id,
			type_text(core, track->plan),
			instance(core, track->plan, name, sizeof name),
			kinds[track->plan->kind].parameter, up_text(track_is_up(&track->machine)),
			show_age(age, sizeof age, now - track->machine.changed));
	}
}
