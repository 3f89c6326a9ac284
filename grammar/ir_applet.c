/* Applets of the event manager: what their statements do to the model. */
#include <string.h>

#include "ir.h"

static struct applet *find(const struct router *router, const char *name)
{
	struct applet *applet;

	STAILQ_FOREACH (applet, &router->applets.list, link)
		if (!strcmp(applet->name, name))
			return applet;
	return NULL;
}

struct applet *applet_open(struct router *router, struct name name)
{
	struct applet *applet = find(router, name.s);

	if (applet)
		return applet;
	applet = arena_new_object(router->arena, struct applet);
	applet->name = name.s;
	applet->at = name.at;
	STAILQ_INSERT_TAIL(&router->applets.list, applet, link);
	return applet;
}

void applet_remove(struct router *router, const char *name)
{
	struct applet *applet = find(router, name);

	if (applet)
		STAILQ_REMOVE(&router->applets.list, applet, applet, link);
}

void applet_set_event(struct router *router, struct applet *applet, bool no,
		      const struct applet_event *event)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < applet->events.len; i++) {
		const struct applet_event *other = &applet->events.at[i];

		if (event->tag && other->tag && strcmp(event->tag, other->tag) != 0)
			applet->events.at[kept++] = *other;
	}
	applet->events.len = kept;
	if (!no)
		vec_push(router->arena, &applet->events, *event);
}

void applet_environment(struct router *router, const char *name, const char *value)
{
	struct applets *applets = &router->applets;
	uint32_t i = 0;

	while (i < applets->environment.len && strcmp(applets->environment.at[i].name, name) != 0)
		i++;
	if (i < applets->environment.len && !value)
		applets->environment.at[i] = applets->environment.at[--applets->environment.len];
	else if (i < applets->environment.len)
		applets->environment.at[i].value = value;
	else if (value)
		vec_push(router->arena, &applets->environment,
			 ((struct applet_variable){name, value}));
}

/* Labels are strings and run in their order: 10 comes before 9. */
void applet_set_action(struct router *router, struct applet *applet, bool no,
		       const struct applet_action *action)
{
	struct applet_action *at;
	uint32_t i = 0, end = applet->actions.len;

	while (i < end) {
		uint32_t middle = i + (end - i) / 2;

		if (strcmp(applet->actions.at[middle].label, action->label) < 0)
			i = middle + 1;
		else
			end = middle;
	}
	if (i < applet->actions.len && !strcmp(applet->actions.at[i].label, action->label)) {
		at = &applet->actions.at[i];
		if (!no) {
			*at = *action;
			return;
		}
		memmove(at, at + 1, (applet->actions.len - i - 1) * sizeof *at);
		applet->actions.len--;
		return;
	}
	if (no)
		return;
	vec_push(router->arena, &applet->actions, *action);
	at = &applet->actions.at[i];
	memmove(at + 1, at, (applet->actions.len - 1 - i) * sizeof *at);
	*at = *action;
}
