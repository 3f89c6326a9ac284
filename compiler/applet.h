/* Applets: what runs of them, and what that is. */
#ifndef COMPILER_APPLET_H
#define COMPILER_APPLET_H

#include "lower.h"

enum applet_cli { CLI_UNKNOWN, CLI_NOTHING, CLI_CLEAR };

/* One thing that is done when an applet runs. */
struct applet_step {
	uint8_t act; /* ACT_CLI (to clear translations), ACT_SYSLOG, ACT_WAIT or ACT_TRACK_SET */
	uint8_t priority; /* of a message */
	bool up; /* of a track */
	uint32_t number; /* seconds, or a track's */
	const char *text; /* of a message */
};

/* What an applet comes to when one event fires it. */
struct applet_run {
	VEC(struct applet_step) steps;
	const struct applet_action
		*cut; /* the wait that outlasts maxrun, and all behind it; or NULL */
	const struct applet_action *stuck; /* what we cannot do; NULL: nothing */
	const char *why;
};

/* applet.c */
/* What the command of a `cli command` does here. */
enum applet_cli applet_cli(const char *command);
/* Can the agent look for PATTERN in every line that it logs? */
bool applet_pattern_runs(const char *pattern);
/* Is EVENT one of those that fire APPLET? */
bool applet_fires(const struct applet *applet, const struct applet_event *event);
/* Mark and report those that are not run. */
void applets_judge(struct router *router);

/* applet_run.c */
/* UP: of an event of a track, which turn it takes. */
void applet_run(const struct router *router, const struct applet *applet,
		const struct applet_event *event, bool up, struct applet_run *run);

/* lower_applet.c; tracks are lowered already. */
void lower_applets(struct lowering *lo);

#endif
