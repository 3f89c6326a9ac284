/* Applets as IOS text. */
#include "print_ios.h"

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
