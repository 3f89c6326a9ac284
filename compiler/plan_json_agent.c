/* Probes and tracks of a plan as JSON. What an agent need not know is left out. */
#include "plan_json.h"

#include "grammar/ip.h"

static void put(json_t *object, const char *key, json_t *value)
{
	json_object_set_new(object, key, value);
}

static void put_number(json_t *object, const char *key, uint32_t number)
{
	if (number)
		put(object, key, json_integer(number));
}

static const char *const kinds[] = {
#define X(symbol, word) word,
	PROBE_KINDS(X)
#undef X
};
static const char *const starts[] = {
#define X(symbol, word) word,
	PROBE_STARTS(X)
#undef X
};
static const char *const events[] = {
#define X(symbol, word) word,
	REACTION_EVENTS(X)
#undef X
};
static const char *const acts[] = {
#define X(symbol, word) word,
	REACTION_ACTS(X)
#undef X
};
static const char *const tracks[] = {
#define X(symbol, word) word,
	TRACK_WORDS(X)
#undef X
};

static void put_what(json_t *json, const struct plan_probe *probe)
{
	if (plan_probe_has_target(probe))
		put(json, "target",
		    probe->v6 ? address6_json(probe->target6) : address_json(probe->target));
	else if (probe->v6)
		put(json, "ipv6", json_true());
	if (probe->name)
		put(json, "name", text_json(probe->name));
	if (probe->resolver)
		put(json, "resolver", address_json(probe->resolver));
	if (!ip6_is_zero(probe->resolver6))
		put(json, "resolver", address6_json(probe->resolver6));
	put_number(json, "port", probe->port);
	put_number(json, "source-port", probe->source_port);
	put(json, "size", json_integer(probe->size));
	put_number(json, "tos", probe->tos);
	put_number(json, "packets", probe->packets);
	put_number(json, "interval", probe->interval);
	if (probe->request)
		put(json, "request", text_json(probe->request));
	if (probe->tls)
		put(json, "tls", text_json(probe->server));
}

static void put_start(json_t *json, const struct plan_probe *probe)
{
	put(json, "start", json_string(starts[probe->start]));
	put_number(json, "time", probe->time);
	put_number(json, "month", probe->month);
	put_number(json, "day", probe->day);
	put_number(json, "life", probe->life);
	if (probe->recurring)
		put(json, "recurring", json_true());
}

json_t *probe_json(const struct plan *plan, const struct plan_probe *probe)
{
	json_t *json =
		json_pack("{s:I, s:s}", "id", (json_int_t)probe->id, "kind", kinds[probe->kind]);

	put_what(json, probe);
	put(json, "bound", json_boolean(probe->bound));
	put(json, "interface", interface_json(plan, probe->device));
	if (probe->vrf)
		put(json, "vrf", text_json(probe->vrf));
	if (probe->has_source)
		put(json, "source", value_json(plan, &probe->source));
	put(json, "mark", json_integer(probe->mark));
	put(json, "frequency", json_integer(probe->frequency));
	put(json, "timeout", json_integer(probe->timeout));
	put(json, "threshold", json_integer(probe->threshold));
	put_number(json, "misses", probe->misses);
	put_start(json, probe);
	return json;
}

static json_t *members_json(const struct plan *plan, const struct plan_track *track)
{
	json_t *array = json_array();

	VEC_FOREACH (member, &track->members) {
		json_t *json =
			json_pack("{s:I}", "track", (json_int_t)plan->tracks.at[member->track].id);

		if (track->kind == PLAN_TRACK_WEIGHT)
			put_number(json, "weight", member->weight);
		if (member->negated)
			put(json, "not", json_true());
		json_array_append_new(array, json);
	}
	return array;
}

json_t *track_json(const struct plan *plan, const struct plan_track *track)
{
	json_t *json = json_pack("{s:I, s:s, s:o}", "id", (json_int_t)track->id, "kind",
				 tracks[track->kind], "condition",
				 text_json(plan->conditions.at[track->condition].text));
	char prefix[IP6_TEXT_SIZE];

	if (track->kind == PLAN_TRACK_REACHABILITY || track->kind == PLAN_TRACK_STATE)
		put(json, "probe", json_integer(track->probe));
	put(json, "interface", interface_json(plan, track->device));
	if (track->members.len)
		put(json, "members", members_json(plan, track));
	if (track->kind == PLAN_TRACK_ROUTE || track->kind == PLAN_TRACK_METRIC) {
		put(json, "route",
		    json_string(track->v6 ? ip6_prefix_text(prefix, track->prefix6, track->len)
					  : ip_prefix_text(prefix, track->prefix, track->len)));
	}
	if (track->table)
		put(json, "table", json_integer(track->table));
	put_number(json, "up", track->up);
	put_number(json, "down", track->down);
	put(json, "delay-up", json_integer(track->delay_up));
	put(json, "delay-down", json_integer(track->delay_down));
	put(json, "default-down", json_boolean(track->default_down));
	put(json, "label", text_json(track->label));
	return json;
}

static json_t *cron_json(const struct cron *cron)
{
	return json_pack("{s:I, s:i, s:I, s:i, s:i, s:b, s:b}", "minutes",
			 (json_int_t)cron->minutes, "hours", (int)cron->hours, "days",
			 (json_int_t)cron->days, "months", (int)cron->months, "weekdays",
			 (int)cron->weekdays, "any-day", (int)cron->any_day, "any-weekday",
			 (int)cron->any_weekday);
}

json_t *reaction_json(const struct plan *plan, const struct plan_reaction *reaction)
{
	json_t *json = json_pack("{s:o, s:s}", "name", text_json(reaction->name), "on",
				 events[reaction->on]);
	json_t *array = json_array();

	if (reaction->on == ON_TRACK)
		put(json, "track", json_integer(plan->tracks.at[reaction->track].id));
	put(json, "up", json_boolean(reaction->up));
	put(json, "down", json_boolean(reaction->down));
	put_number(json, "milliseconds", reaction->milliseconds);
	put_number(json, "ratelimit", reaction->ratelimit);
	put_number(json, "moment", reaction->moment);
	if (reaction->on == ON_CALENDAR)
		put(json, "calendar", cron_json(&reaction->cron));
	put_number(json, "occurs", reaction->occurs);
	put_number(json, "period", reaction->period);
	if (reaction->pattern)
		put(json, "pattern", text_json(reaction->pattern));
	VEC_FOREACH (act, &reaction->acts) {
		json_t *row = json_pack("{s:s}", "do", acts[act->kind]);

		if (act->text)
			put(row, "text", text_json(act->text));
		put(row, "priority", json_integer(act->priority));
		put_number(row, "seconds", act->seconds);
		if (act->kind == DO_TRACK) {
			put(row, "track", json_integer(plan->tracks.at[act->track].id));
			put(row, "up", json_boolean(act->up));
		}
		json_array_append_new(array, row);
	}
	put(json, "acts", array);
	return json;
}

json_t *resolution_json(const struct plan_resolution *resolution)
{
	json_t *json = json_object();

#define X(member, protocol) put(json, #member, json_integer(resolution->member));
	PLAN_RESOLUTIONS(X)
#undef X
	return json;
}
