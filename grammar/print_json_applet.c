/* Applets as JSON. */
#include "json_text.h"
#include "print_json.h"

json_t *applets_json(const struct router *router)
{
	json_t *array = json_array();
	const struct applet *applet;

	STAILQ_FOREACH (applet, &router->applets.list, link) {
		json_t *row = json_row(router, array, applet->at), *actions = json_array();
		json_t *events = json_array(), *trigger;

		put_text(row, "name", applet->name);
		put_text(row, "description", applet->description);
		VEC_FOREACH (event, &applet->events)
			put_text(json_row(router, events, event->at), "event", event->text);
		json_object_set_new(row, "events", events);
		if (applet->trigger.given) {
			trigger = json_array();
			json_array_append_new(trigger, text_json(applet->trigger.text));
			VEC_FOREACH (line, &applet->trigger.lines)
				json_array_append_new(trigger, text_json(line->text));
			json_object_set_new(row, "trigger", trigger);
		}
		VEC_FOREACH (action, &applet->actions) {
			json_t *json = json_row(router, actions, action->at);

			put_text(json, "label", action->label);
			put_text(json, "action", action->words);
		}
		json_object_set_new(row, "actions", actions);
	}
	return array;
}

json_t *applet_variables_json(const struct router *router)
{
	json_t *json = json_object();

	VEC_FOREACH (variable, &router->applets.environment)
		json_object_set_new(json, variable->name, text_json(variable->value));
	return json;
}
