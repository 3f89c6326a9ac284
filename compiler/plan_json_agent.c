/* Probes and tracks of a plan as JSON. What an agent need not know is left out. */
#include "plan_json.h"

#include "grammar/ip.h"

static void put_number(json_t *object, const char *key, uint32_t number)
{
	if (number)
		json_put(object, key, json_integer(number));
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
		json_put(json, "target",
			 probe->v6 ? address6_json(probe->target6) : address_json(probe->target));
	else if (probe->v6)
		json_put(json, "ipv6", json_true());
	if (probe->name)
		json_put(json, "name", text_json(probe->name));
	if (probe->resolver)
		json_put(json, "resolver", address_json(probe->resolver));
	if (!ip6_is_zero(probe->resolver6))
		json_put(json, "resolver", address6_json(probe->resolver6));
	put_number(json, "port", probe->port);
	put_number(json, "source-port", probe->source_port);
	json_put(json, "size", json_integer(probe->size));
	put_number(json, "tos", probe->tos);
	put_number(json, "packets", probe->packets);
	put_number(json, "interval", probe->interval);
	if (probe->request)
		json_put(json, "request", text_json(probe->request));
	if (probe->tls)
		json_put(json, "tls", text_json(probe->server));
}

static void put_start(json_t *json, const struct plan_probe *probe)
{
	json_put(json, "start", json_string(starts[probe->start]));
	put_number(json, "time", probe->time);
	put_number(json, "month", probe->month);
	put_number(json, "day", probe->day);
	put_number(json, "life", probe->life);
	if (probe->recurring)
		json_put(json, "recurring", json_true());
}

json_t *probe_json(const struct plan *plan, const struct plan_probe *probe)
{
	json_t *json =
		json_pack("{s:I, s:s}", "id", (json_int_t)probe->id, "kind", kinds[probe->kind]);

	put_what(json, probe);
	json_put(json, "bound", json_boolean(probe->bound));
	json_put(json, "interface", interface_json(plan, probe->device));
	if (probe->vrf)
		json_put(json, "vrf", text_json(probe->vrf));
	if (probe->has_source)
		json_put(json, "source", value_json(plan, &probe->source));
	json_put(json, "mark", json_integer(probe->mark));
	json_put(json, "frequency", json_integer(probe->frequency));
	json_put(json, "timeout", json_integer(probe->timeout));
	json_put(json, "threshold", json_integer(probe->threshold));
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
			json_put(json, "not", json_true());
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
		json_put(json, "probe", json_integer(track->probe));
	json_put(json, "interface", interface_json(plan, track->device));
	if (track->members.len)
		json_put(json, "members", members_json(plan, track));
	if (track->kind == PLAN_TRACK_ROUTE || track->kind == PLAN_TRACK_METRIC) {
		json_put(json, "route",
			 json_string(track->v6
					     ? ip6_prefix_text(prefix, track->prefix6, track->len)
					     : ip_prefix_text(prefix, track->prefix, track->len)));
	}
	if (track->table)
		json_put(json, "table", json_integer(track->table));
	put_number(json, "up", track->up);
	put_number(json, "down", track->down);
	json_put(json, "delay-up", json_integer(track->delay_up));
	json_put(json, "delay-down", json_integer(track->delay_down));
	json_put(json, "default-down", json_boolean(track->default_down));
	json_put(json, "label", text_json(track->label));
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
		json_put(json, "track", json_integer(plan->tracks.at[reaction->track].id));
	json_put(json, "up", json_boolean(reaction->up));
	json_put(json, "down", json_boolean(reaction->down));
	put_number(json, "milliseconds", reaction->milliseconds);
	put_number(json, "ratelimit", reaction->ratelimit);
	put_number(json, "moment", reaction->moment);
	if (reaction->on == ON_CALENDAR)
		json_put(json, "calendar", cron_json(&reaction->cron));
	put_number(json, "occurs", reaction->occurs);
	put_number(json, "period", reaction->period);
	if (reaction->pattern)
		json_put(json, "pattern", text_json(reaction->pattern));
	VEC_FOREACH (act, &reaction->acts) {
		json_t *row = json_pack("{s:s}", "do", acts[act->kind]);

		if (act->text)
			json_put(row, "text", text_json(act->text));
		json_put(row, "priority", json_integer(act->priority));
		put_number(row, "seconds", act->seconds);
		if (act->kind == DO_TRACK) {
			json_put(row, "track", json_integer(plan->tracks.at[act->track].id));
			json_put(row, "up", json_boolean(act->up));
		}
		json_array_append_new(array, row);
	}
	json_put(json, "acts", array);
	return json;
}

json_t *resolution_json(const struct plan_resolution *resolution)
{
	json_t *json = json_object();

#define X(member, protocol) json_put(json, #member, json_integer(resolution->member));
	PLAN_RESOLUTIONS(X)
#undef X
	return json;
}
