/*
 * Plans and targets as JSON: whole, as `show` prints it, and as text line by line, which is how the
 * loader hands a plan to the agent's core (plan_read.c takes it back) and to the store: the JSON of
 * a hundred thousand routes takes no more memory than that of one.
 */
#include "grammar/ip.h"
#include "plan_line.h"
#include "plan_rows.h"

#define WORD(name, LIST)                       \
	static const char *name(uint8_t value) \
	{                                      \
		switch (value) {               \
			LIST(WORD_CASE)        \
		}                              \
		return "?";                    \
	}
#define WORD_CASE(symbol, word) \
	case symbol:            \
		return word;

WORD(condition_word, CONDITION_WORDS)
WORD(fidelity_word, FIDELITY_WORDS)
WORD(failover_word, FAILOVER_WORDS)

json_t *interface_json(const struct plan *plan, uint16_t device)
{
	return text_json(device < plan->devices.len ? plan->devices.at[device].interface : NULL);
}

static json_t *condition_json(const struct plan *plan, const struct condition *condition)
{
	json_t *json = json_pack("{s:o, s:s}", "text", text_json(condition->text), "kind",
				 condition_word(condition->kind));

	if (condition->kind == CONDITION_TRACK)
		json_put(json, "number", json_integer(condition->number));
	else
		json_put(json, "interface", interface_json(plan, condition->device));
	return json;
}

static json_t *guard_json(const struct plan *plan, const guard *g)
{
	json_t *array = json_array();

	VEC_FOREACH (literal, g) {
		json_t *text = text_json(plan->conditions.at[literal->condition].text);

		if (literal->truth) {
			json_array_append_new(array, text);
			continue;
		}
		json_array_append_new(array, json_sprintf("not %s", json_string_value(text)));
		json_decref(text);
	}
	return array;
}

static json_t *device_json(const struct plan_device *device)
{
	json_t *json = json_pack("{s:o, s:o}", "interface", text_json(device->interface), "device",
				 text_json(device->device));
	char buf[IP6_TEXT_SIZE];

	if (device->vrf_table)
		json_put(json, "vrf-table", json_integer(device->vrf_table));
	json_put(json, "managed", json_boolean(device->managed));
	json_put(json, "loopback", json_boolean(device->loopback));
	json_put(json, "dynamic", json_boolean(device->dynamic));
	json_put(json, "outside", json_boolean(device->outside));
	if (device->has_address)
		json_put(json, "address",
			 json_string(ip_prefix_text(buf, device->address, device->len)));
	if (device->has_gateway)
		json_put(json, "gateway", address_json(device->gateway));
	if (device->dynamic6)
		json_put(json, "dynamic6", json_true());
	if (device->servers)
		json_put(json, "servers", json_true());
	if (device->servers && device->session)
		json_put(json, "session", json_true());
	if (device->delegated6)
		json_put(json, "delegated6", json_true());
	if (device->has_address6)
		json_put(json, "address6",
			 json_string(ip6_prefix_text(buf, device->address6, device->len6)));
	if (device->has_gateway6)
		json_put(json, "gateway6", json_string(ip6_text(buf, device->gateway6)));
	if (device->outside) {
		json_put(json, "mark", json_integer(device->mark));
		json_put(json, "table", json_integer(device->table));
	}
	return json;
}

static json_t *exit_json(const struct plan_exit *exit)
{
	return json_pack("{s:o, s:I, s:I, s:I}", "name", text_json(exit->name), "slot",
			 (json_int_t)exit->slot, "mark", (json_int_t)exit->mark, "table",
			 (json_int_t)exit->table);
}

static json_t *guarded_json(const struct plan *plan, const guard *g, const struct object *object)
{
	json_t *json = json_pack("{s:o}", "object", object_json(plan, object));

	if (g->len)
		json_put(json, "if", guard_json(plan, g));
	return json;
}

static json_t *choice_json(const struct plan *plan, const struct choice *choice)
{
	json_t *array = json_array();

	VEC_FOREACH (candidate, &choice->candidates) {
		json_t *json = guarded_json(plan, &candidate->guard, &candidate->object);

		json_put(json, "rank", json_integer(candidate->rank));
		json_array_append_new(array, json);
	}
	return json_pack("{s:b, s:o}", "equal", choice->equal, "candidates", array);
}

#define LIST_JSON(vec, each_json)                                 \
	__extension__({                                           \
		json_t *array_ = json_array();                    \
		VEC_FOREACH (row_, vec)                           \
			json_array_append_new(array_, each_json); \
		array_;                                           \
	})

static bool tracks_metrics(const struct plan *plan)
{
	VEC_FOREACH (track, &plan->tracks)
		if (track->kind == PLAN_TRACK_METRIC)
			return true;
	return false;
}

/* All but the items and choices, of which there may be a great many. */
static json_t *frame_json(const struct plan *plan)
{
	json_t *json = json_object();

	json_put(json, "source", text_json(plan->source));
	json_put(json, "hostname", text_json(plan->hostname));
	json_put(json, "fidelity", json_string(fidelity_word(plan->fidelity)));
	json_put(json, "on-failover", json_string(failover_word(plan->on_failover)));
	json_put(json, "on-recovery", json_string(failover_word(plan->on_recovery)));
	json_put(json, "drain-time", json_integer(plan->drain_time));
	json_put(json, "mark-mask", json_integer(plan->mark_mask));
	if (plan->ip4_alone)
		json_put(json, "ip4-alone", json_true());
	json_put(json, "devices", LIST_JSON(&plan->devices, device_json(row_)));
	json_put(json, "conditions", LIST_JSON(&plan->conditions, condition_json(plan, row_)));
	json_put(json, "probes", LIST_JSON(&plan->probes, probe_json(plan, row_)));
	json_put(json, "tracks", LIST_JSON(&plan->tracks, track_json(plan, row_)));
	if (plan->reactions.len)
		json_put(json, "reactions", LIST_JSON(&plan->reactions, reaction_json(plan, row_)));
	if (tracks_metrics(plan)) {
		json_put(json, "resolution", resolution_json(&plan->resolution[0]));
		json_put(json, "resolution6", resolution_json(&plan->resolution[1]));
	}
	json_put(json, "exits", LIST_JSON(&plan->exits, exit_json(row_)));
	if (plan->bindings.len)
		json_put(json, "bindings", LIST_JSON(&plan->bindings, text_json(*row_)));
	if (plan->log_translations)
		json_put(json, "log-translations", json_true());
	json_put(json, "divergences", LIST_JSON(&plan->divergences, text_json(*row_)));
	return json;
}

static json_t *item_json(const struct plan *plan, const struct item *item)
{
	return guarded_json(plan, &item->guard, &item->object);
}

json_t *plan_json(const struct plan *plan)
{
	json_t *json = frame_json(plan), *items = json_array();
	struct items_walk walk = {.plan = plan};

	for (const struct item *item; (item = items_next(&walk));)
		json_array_append_new(items, item_json(plan, item));

	json_put(json, "items", items);
	json_put(json, "choices", LIST_JSON(&plan->choices, choice_json(plan, row_)));
	return json;
}

char *plan_text(const struct plan *plan, struct json_t *more, size_t *len)
{
	json_t *frame = frame_json(plan);
	struct text text = {0};
	struct items_walk walk = {.plan = plan};

	json_put(frame, "rows", json_integer((json_int_t)items_count(plan) + plan->choices.len));
	json_object_update(frame, more);
	json_decref(more);
	text_json_line(&text, frame);
	for (const struct item *item; (item = items_next(&walk));)
		if (!text_item_line(&text, plan, item))
			text_json_line(&text, item_json(plan, item));
	VEC_FOREACH (choice, &plan->choices)
		if (!text_choice_line(&text, plan, choice))
			text_json_line(&text, choice_json(plan, choice));
	text_bytes(&text, "", 1);
	*len = text.len - 1;
	return text.at;
}

json_t *target_json(const struct target *target)
{
	struct arena *arena = arena_new();
	const struct target *spread = target_spread(arena, target);
	json_t *objects = LIST_JSON(&spread->objects, object_json(NULL, row_));

	arena_free(arena);
	return json_pack("{s:o}", "objects", objects);
}
