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

/* Labels are strings and run in their order: 10 comes before 9. */
void applet_set_action(struct router *router, struct applet *applet, bool no,
		       const struct applet_action *action)
{
	struct applet_action *at;
	uint32_t i = 0;

	while (i < applet->actions.len && strcmp(applet->actions.at[i].label, action->label) < 0)
		i++;
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
