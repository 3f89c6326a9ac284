/* Applets as IOS text and as JSON. */
#include "print_ios.h"
#include "print_json.h"

void print_applets(const struct applets *applets, FILE *to)
{
	const struct applet *applet;

	STAILQ_FOREACH (applet, &applets->list, link) {
		fprintf(to, "event manager applet %s\n", applet->name);
		if (applet->description)
			fprintf(to, " description %s\n", applet->description);
		if (applet->event.text)
			fprintf(to, " %s\n", applet->event.text);
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

		put_text(row, "name", applet->name);
		put_text(row, "description", applet->description);
		put_text(row, "event", applet->event.text);
		VEC_FOREACH (action, &applet->actions) {
			json_t *json = json_row(router, actions, action->at);

			put_text(json, "label", action->label);
			put_text(json, "action", action->words);
		}
		json_object_set_new(row, "actions", actions);
	}
	return array;
}
