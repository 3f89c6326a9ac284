/* Between the pieces of `causeway states` (states.h): one state at a time, on one side. */
#ifndef COMPILER_STATES_SURVEY_H
#define COMPILER_STATES_SURVEY_H

#include <string.h>
#include <uthash.h>

#include "eval_route.h"
#include "states.h"

enum { CLIENT_PORT = 50000, SERVER_PORT = 443, QUERY_PORT = 53 };

struct finding_seen;
struct group_seen;

struct survey {
	struct states *states;
	const struct router *router;
	struct arena *arena; /* of what stays */
	struct arena *scratch; /* of one state, on one side */
	struct world *base[SIDE_COUNT]; /* nothing is down */
	struct finding_seen *seen;
	struct group_seen *groups;

	/* the state, and the side, that are looked at */
	enum states_side side;
	uint32_t row;
	struct world *world;
	bool *worked; /* by question: on this side, while nothing was down */
	bool *dead; /* by interface->index: up, and nothing that lies beyond it answers */
};

/* ---- states.c ---- */
/* Everything but questions and answers. False with *WHY: a condition is none. */
bool survey_open(struct survey *survey, struct arena *arena, const struct router *router,
		 const struct site *site, const struct states_options *options, const char **why);

/* ---- states_condition.c ---- */
void survey_uplinks(struct survey *survey);
void survey_conditions(struct survey *survey);
bool survey_is_uplink(const struct survey *survey, const struct interface *interface);
/* All states, the first with nothing down. */
void survey_rows(struct survey *survey);
/* Put the world into the state ROW on SIDE, and find out which uplinks are dead. */
void survey_enter(struct survey *survey, enum states_side side, uint32_t row);
/* Is it up, and does something live beyond it, as far as probes tell? */
bool survey_lives(const struct survey *survey, const struct interface *uplink);

/* ---- states_question.c ---- */
void survey_questions(struct survey *survey);
/* An address that only a default route leads to. */
uint32_t survey_far(const struct world *world);

/* ---- states_answer.c ---- */
struct states_answer survey_answer(struct survey *survey, const struct states_question *question);
/* Has UPLINK, or its network, ADDR? */
bool survey_has(const struct world *world, const struct interface *uplink, uint32_t addr);
/* A packet as hosts send it. */
struct packet survey_packet(uint8_t proto, uint32_t src, uint16_t sport, uint32_t dst,
			    uint16_t dport);
/* The uplink whose address, or network, SRC is and that is not EXIT; NULL: EXIT may send it. */
const struct interface *survey_stray(const struct survey *survey, const struct interface *exit,
				     uint32_t src);
struct states_answer survey_text(struct survey *survey, enum states_worth worth,
				 const struct fate *fate, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* What becomes of an answer that does not leave. */
const char *survey_loss(const struct fate *fate);
const char *survey_ip(struct survey *survey, uint32_t addr);
const char *survey_short(struct survey *survey, const struct interface *interface);

/* ---- states_service.c ---- */
struct states_answer survey_service(struct survey *survey, const struct states_question *question);
/* The address by which the other side knows ENTRY in this state; false: none. */
bool survey_public(const struct world *world, const struct nat_static *entry, uint32_t *addr);

/* ---- states_dns.c ---- */
struct states_answer survey_dns(struct survey *survey, const struct states_question *question);

/* ---- states_probe.c ---- */
/* A probe's packet in this state, and what becomes of it and of its answer. */
struct probe_fate {
	bool known; /* it is asked over IPv4, of an address that is known */
	bool answered;
	struct fate fate;
	const struct interface *owner; /* by whom the answer comes */
};
struct probe_fate survey_probe_fate(struct survey *survey, const struct track *track);
struct states_answer survey_probe(struct survey *survey, const struct states_question *question);
/* Mark as dead what lies beyond the exits that the probes of tracks that are down would use. */
void survey_bury(struct survey *survey);
/* Let the probes run on from the state as it is. Findings are those of a state that never ends. */
void survey_run_on(struct survey *survey);
bool survey_is_measured(const struct track *track);

/* ---- states_finding.c ---- */
/* That KIND holds in the state and on the side that are looked at. BECAUSE: a second place; len 0:
 * none. MENDS: the divergence that would keep the gateway from it, or NULL. */
void survey_find(struct survey *survey, enum finding_kind kind, struct span at, struct span because,
		 const char *mends, const char *format, ...) __attribute__((format(printf, 6, 7)));
/* In the order that people read them, with what only the router has told apart. */
void survey_sort_findings(struct survey *survey);

/* ---- states_group.c ---- */
/* The group of rows whose answers are these, made when there is none. */
void survey_group(struct survey *survey, const struct states_answer *answers);
/* N states, ascending: as few lines as can be. */
const char *survey_set_text(struct survey *survey, const uint32_t *rows, uint32_t n);
void survey_name_groups(struct survey *survey);
/* The conditions that are down, as bits: where every combination is a state. */
uint32_t survey_mask(const struct state_row *row);

/* ---- states_apart.c ---- */
bool survey_is_down(const struct state_row *row, uint32_t condition);
void survey_set_apart(struct survey *survey);

#endif
