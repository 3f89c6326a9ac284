/* Applets of the event manager. ios-semantics.md 1.8. */
#ifndef GRAMMAR_IR_APPLET_H
#define GRAMMAR_IR_APPLET_H

#include <sys/queue.h>

/* X(symbol, "words") */
#define APPLET_EVENTS(X)                \
	X(NONE, "")                     \
	X(TRACK, "track")               \
	X(WATCHDOG, "timer watchdog")   \
	X(COUNTDOWN, "timer countdown") \
	X(SYSLOG, "syslog")             \
	X(MANUAL, "none")               \
	X(OTHER, "other") /* understood, never fires */

enum applet_event_kind {
#define X(symbol, words) EVENT_##symbol,
	APPLET_EVENTS(X)
#undef X
};

struct applet_event {
	uint8_t kind; /* enum applet_event_kind */
	bool up, down; /* of a track: which turn fires */
	uint32_t track; /* its number */
	uint32_t milliseconds; /* of a timer */
	uint32_t ratelimit; /* seconds; 0: none */
	const char *pattern; /* of syslog */
	struct span at;
	const char *text; /* all words, as they are printed */
};

enum applet_act { ACT_CLI, ACT_SYSLOG, ACT_WAIT, ACT_COMMENT, ACT_OTHER };

struct applet_action {
	const char *label;
	uint8_t act; /* enum applet_act */
	uint8_t priority; /* of syslog */
	uint32_t seconds; /* of wait */
	const char *text; /* of cli and syslog, without quotes */
	const char *words; /* all behind the label, as they are printed */
	struct span at;
};

struct applet {
	STAILQ_ENTRY(applet) link;
	const char *name;
	struct span at;
	const char *description;
	struct applet_event event;
	VEC(struct applet_action) actions; /* in the order of their labels */
	bool unrun; /* it holds what we do not do: set by resolve */
};

struct applets {
	STAILQ_HEAD(, applet) list;
};

struct applet *applet_open(struct router *router, struct name name);
void applet_remove(struct router *router, const char *name);
void applet_set_action(struct router *router, struct applet *applet, bool no,
		       const struct applet_action *action);

#endif
