/* Applets as IOS text and as JSON. */
#include "print_ios.h"
#include "print_json.h"

void print_applets(const struct applets *applets, FILE *to)
{
	const struct applet *applet;

	VEC_FOREACH (variable, &applets->environment)
		fprintf(to, "event manager environment %s %s\n", variable->name, variable->value);
	STAILQ_FOREACH (applet, &applets->list, link) {
		fprintf(to, "event manager applet %s\n", applet->name);
		if (applet->description)
			fprintf(to, " description %s\n", applet->description);
		VEC_FOREACH (event, &applet->events)
			fprintf(to, " %s\n", event->text);
		if (applet->trigger.given)
			fprintf(to, " %s\n", applet->trigger.text);
		VEC_FOREACH (line, &applet->trigger.lines)
			fprintf(to, "  %s\n", line->text);
		VEC_FOREACH (action, &applet->actions)
			fprintf(to, " action %s %s\n", action->label, action->words);
		fputs("!\n", to);
	}
}

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
			json_array_append_new(trigger, json_string(applet->trigger.text));
			VEC_FOREACH (line, &applet->trigger.lines)
				json_array_append_new(trigger, json_string(line->text));
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
		json_object_set_new(json, variable->name, json_string(variable->value));
	return json;
}
