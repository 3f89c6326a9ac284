/* Applets of the event manager. ios-semantics.md 1.8. */
#ifndef GRAMMAR_IR_APPLET_H
#define GRAMMAR_IR_APPLET_H

#include <sys/queue.h>

#include "cron.h"

/* X(symbol, "words") */
#define APPLET_EVENTS(X)                \
	X(TRACK, "track")               \
	X(WATCHDOG, "timer watchdog")   \
	X(COUNTDOWN, "timer countdown") \
	X(ABSOLUTE, "timer absolute")   \
	X(CRON, "timer cron")           \
	X(SYSLOG, "syslog")             \
	X(MANUAL, "none")               \
	X(OTHER, "other") /* understood, never fires */

enum applet_event_kind {
#define X(symbol, words) EVENT_##symbol,
	APPLET_EVENTS(X)
#undef X
};

enum { APPLET_MAXRUN = 20000 }; /* milliseconds, unless given */

struct applet_event {
	uint8_t kind; /* enum applet_event_kind */
	bool up, down; /* of a track: which turn fires */
	bool has_maxrun, has_cron;
	bool levels; /* of syslog: for some severities only */
	uint8_t occurs; /* of syslog: how many messages fire, from 1 on */
	uint32_t period; /* milliseconds within which they come; 0: any */
	uint32_t track; /* its number */
	uint64_t time; /* of a timer, milliseconds */
	uint32_t maxrun, ratelimit; /* milliseconds; 0: for ever, and none */
	struct cron cron;
	const char *pattern; /* of syslog */
	const char *tag; /* one of several; or NULL */
	struct span at;
	const char *text; /* all words, as they are printed */
};

struct applet_line {
	struct span at;
	const char *text;
};

/* How several events fire together. */
struct applet_trigger {
	bool given;
	bool counts; /* so many of them, in such a time, after a delay */
	bool joins; /* by other words than `or` */
	VEC(const char *) tags; /* of those joined; none: all */
	struct span at;
	const char *text; /* as it is printed, and its lines */
	VEC(struct applet_line) lines;
};

enum applet_act {
	ACT_CLI,
	ACT_SYSLOG,
	ACT_WAIT,
	ACT_COMMENT,
	ACT_SET, /* name, value; the next three as well */
	ACT_APPEND,
	ACT_INCREMENT,
	ACT_DECREMENT,
	ACT_ADD, /* two numbers; the next three as well */
	ACT_SUBTRACT,
	ACT_MULTIPLY,
	ACT_DIVIDE,
	ACT_IF, /* two values, a label to go to */
	ACT_ELSEIF,
	ACT_ELSE,
	ACT_END,
	ACT_WHILE,
	ACT_FOREACH, /* name, list, what stands between its words */
	ACT_BREAK,
	ACT_CONTINUE,
	ACT_EXIT,
	ACT_REGEXP, /* pattern, text */
	ACT_TRACK_SET, /* number */
	ACT_OTHER
};

enum applet_compare { COMPARE_EQ, COMPARE_NE, COMPARE_LT, COMPARE_LE, COMPARE_GT, COMPARE_GE };

enum { APPLET_ARGS = 3 };

struct applet_action {
	const char *label;
	uint8_t act; /* enum applet_act */
	uint8_t priority; /* of syslog */
	uint8_t compare; /* enum applet_compare */
	bool up; /* of a track */
	uint8_t args;
	const char *arg[APPLET_ARGS]; /* without quotes, variables not yet replaced */
	const char *words; /* all behind the label, as they are printed */
	struct span at;
};

struct applet {
	STAILQ_ENTRY(applet) link;
	const char *name;
	struct span at;
	const char *description;
	VEC(struct applet_event) events; /* one, or some with tags */
	struct applet_trigger trigger;
	VEC(struct applet_action) actions; /* in the order of their labels */
	bool unrun; /* it holds what we do not do: set by resolve */
};

/* `event manager environment` */
struct applet_variable {
	const char *name, *value;
};

struct applets {
	STAILQ_HEAD(, applet) list;
	VEC(struct applet_variable) environment;
};

struct applet *applet_open(struct router *router, struct name name);
void applet_remove(struct router *router, const char *name);
/* One without a tag takes the place of all. */
void applet_set_event(struct router *router, struct applet *applet, bool no,
		      const struct applet_event *event);
void applet_set_action(struct router *router, struct applet *applet, bool no,
		       const struct applet_action *action);
/* VALUE NULL: it is no more. */
void applet_environment(struct router *router, const char *name, const char *value);

#endif
