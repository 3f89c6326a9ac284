/*
 * What a router does in each state that it may be in: `causeway states`. A state is which of the
 * conditions are down: tracks that something hangs on and that follow from nothing else, and links.
 * In each of them the same questions are asked of the reference evaluator (eval.h), twice: as the
 * gateway does it, and as the router would. What is wrong in an answer is a finding. Nothing here
 * knows of particular configurations: packets are sent in, and looked at where they come out.
 */
#ifndef COMPILER_STATES_H
#define COMPILER_STATES_H

#include <stdio.h>

#include "eval.h"

struct site;

enum {
	STATES_ALL = 12, /* of so many conditions at most, every combination is a state */
	STATES_SERVICES = 24, /* of more published services, samples are asked */
	STATES_HOSTS = 16, /* the same of inside networks and servers, */
	STATES_NAMES = 12, /* and of the names that a view answers */
};

/* ---- what may fail ---- */
struct states_condition {
	const struct track *track; /* one of the two */
	const struct interface *link;
	const char *name; /* "track 100", "GigabitEthernet0/1" */
	struct span at;
	bool apart; /* an inside link: with it, what is behind it is lost, and all else is as
		     * without
		     */
};

/* ---- what is asked ---- */

/* X(symbol, "name"): what a row of the table is about */
#define STATES_ASK(X)                                                             \
	X(EXIT, "exit") /* the way to a far address */                            \
	X(HOSTS, "hosts") /* by which link, and as whom, an inside host leaves */ \
	X(SERVICE, "service") /* can a far host reach it, and hear of it? */      \
	X(DNS, "dns") /* who answers what */                                      \
	X(PROBE, "probe") /* where does it leave, and is it answered? */

enum states_ask {
#define X(symbol, name) ASK_##symbol,
	STATES_ASK(X)
#undef X
};

struct states_question {
	enum states_ask ask;
	const char *title;
	struct span at; /* of what it is about; len 0: nothing */
	const struct interface *
		interface; /* hosts: behind it; service, dns: by which it comes in */
	uint32_t host; /* hosts: a sample */
	const struct nat_static *entry; /* service; hosts: that publishes it, or NULL */
	const struct track *track; /* probe */
};

/* X(symbol, "name"): what an answer is worth */
#define STATES_WORTH(X)                                                    \
	X(NONE, "none") /* cannot be asked: what it comes in by is down */ \
	X(GOOD, "good")                                                    \
	X(LOST, "lost") /* fails, as it must with what has failed */       \
	X(WRONG, "wrong") /* a finding */

enum states_worth {
#define X(symbol, name) WORTH_##symbol,
	STATES_WORTH(X)
#undef X
};

struct states_answer {
	enum states_worth worth;
	const char *text; /* for a cell of a table */
	const struct interface *exit; /* or NULL */
	uint32_t source; /* the packet's, as it leaves; 0: none leaves */
	struct span at; /* the statement that decided; len 0: none */
};

/* ---- what is wrong ---- */

/* X(symbol, "name", what it means) */
#define STATES_FINDINGS(X)                                                                        \
	X(NO_EXIT, "no-exit", "An uplink lives, and no route leads to it.")                       \
	X(LEAK, "leak",                                                                           \
	  "A packet leaves by an uplink with a source address that this provider does not know: " \
	  "another provider's, or one of the inside.")                                            \
	X(SERVICE_REPLY, "service-reply",                                                         \
	  "A published service is reached, and its reply does not come back by the same uplink "  \
	  "from the same address.")                                                               \
	X(DNS_REPLY, "dns-reply", "A DNS query is taken, and its answer has no way back.")        \
	X(DNS_ANSWER, "dns-answer",                                                               \
	  "A DNS view answers with an address at which the client finds nothing in that state.")  \
	X(OPEN_RESOLVER, "open-resolver", "Strangers can have any name looked up.")               \
	X(OSCILLATION, "oscillation",                                                             \
	  "A probe depends on what it controls: what it switches off comes back because it "      \
	  "succeeds without, and so on without end.")                                             \
	X(PROBE_DEAD, "probe-dead",                                                               \
	  "A probe is never answered, though nothing has failed: what hangs on it is never used.")

enum finding_kind {
#define X(symbol, name, meaning) FINDING_##symbol,
	STATES_FINDINGS(X)
#undef X
		FINDING_KIND_COUNT
};

const char *finding_name(enum finding_kind kind);
const char *finding_meaning(enum finding_kind kind);
const char *states_ask_name(enum states_ask ask);
const char *states_worth_name(enum states_worth worth);

/* Who does so. */
enum states_side { SIDE_GATEWAY, SIDE_ROUTER, SIDE_COUNT };

struct states_finding {
	enum finding_kind kind;
	const char *text;
	struct span at, because; /* because: a second place; len 0: none */
	const char *where; /* in which states, a line each: those of the gateway, if it has it */
	const char *also; /* in which the router has it as well; NULL: in no others */
	const char *mends; /* the divergence that keeps the gateway from it there; NULL: none */
	VEC(uint32_t) in[SIDE_COUNT]; /* the states, ascending */
};

/* ---- states ---- */

struct state_row {
	uint16_t down[STATES_ALL]; /* conditions, ascending */
	uint8_t n_down;
	uint32_t group;
	bool hidden; /* something is down that stands apart: no table needs the state */
	bool passing; /* probes soon find otherwise: the state does not last */
	bool oscillates; /* it never ends */
	uint32_t next; /* the state that probes bring it to; its own number when it lasts */
};

/* States in which the gateway does the same. */
struct states_group {
	const struct states_answer *answers; /* of the gateway, one a question */
	uint32_t n; /* of states */
	const char *text; /* which they are: "track 100 down", a line each */
	bool hidden; /* all of them are */
	bool oscillates;
	bool passing; /* all of them are; */
	uint32_t next; /* the group that the first of them comes to */
};

struct states {
	struct arena *arena;
	const struct router *router;
	struct source *source;
	bool exact; /* the gateway does as the router */
	bool whole; /* every combination; else single and double failures */
	uint32_t far; /* an address that stands for the Internet */
	uint32_t left_out; /* services, hosts and names that no sample stands for */
	VEC(struct states_condition) conditions;
	VEC(const struct interface *) uplinks;
	VEC(struct states_question) questions;
	VEC(struct state_row) rows; /* the first: nothing is down */
	VEC(struct states_group) groups;
	VEC(struct states_finding) findings; /* by kind, in the order of the source */
};

struct states_options {
	bool exact;
	const char *const *assume; /* as --assume, ends with NULL; or NULL */
};

/* Everything, of a resolved ROUTER, allocated in ARENA. NULL with *WHY: a condition is none. */
struct states *states_of(struct arena *arena, const struct router *router, const struct site *site,
			 const struct states_options *options, const char **why);

/* "GigabitEthernet0/1" as "Gi0/1", as tables of routers have it. */
const char *states_short_name(struct arena *arena, const struct interface *interface);
/* What is down in ROW: "track 100, GigabitEthernet0/1", "nothing". */
const char *states_row_text(const struct states *states, const struct state_row *row);

/* The letters of group I in a table: A to Z, then AA. */
const char *states_group_name(struct arena *arena, uint32_t i);
/* Is it only the router that has it? */
bool states_is_mended(const struct states_finding *finding);

/* states_json.c: all of it (a new reference). */
struct json_t;
struct json_t *states_json(const struct states *states);
/* states_text.c, states_html.c */
void states_print(const struct states *states, FILE *to, unsigned width, bool colour);
void states_print_html(const struct states *states, FILE *to);

#endif
