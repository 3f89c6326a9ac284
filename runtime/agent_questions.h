/*
 * Questions by which named shows that it serves what was written: each zone that has changed is
 * asked for in its view, and of every other view one zone. Views are told apart by the addresses of
 * a question, so each view is asked by a way that leads to it and to no view before it.
 */
#ifndef RUNTIME_AGENT_QUESTIONS_H
#define RUNTIME_AGENT_QUESTIONS_H

#include "backends/backend.h"
#include "compiler/plan.h"

/* From an address of this host to one of this host. */
struct dns_way {
	const struct dns_view_object *view;
	bool known; /* there is one */
	struct value from, to;
	int fd; /* -1: not there */
};

enum dns_verdict {
	VERDICT_SILENT,
	VERDICT_CODE, /* a refusal of some kind */
	VERDICT_OLD, /* another serial */
	VERDICT_OTHER, /* not the record */
	VERDICT_SERVED
};

struct dns_question {
	const struct dns_zone_object *zone;
	const struct dns_record_row *row; /* is to be in the answer; NULL: the zone's serial */
	uint32_t way; /* index */
	uint8_t verdict; /* enum dns_verdict */
	uint8_t code;
	bool sent;
	unsigned answers; /* that were not the right one */
	uint32_t serial; /* of VERDICT_OLD */
	double due; /* by clock_ms(), to be sent again */
};

struct dns_questions {
	struct arena *arena; /* of all of this; NULL: nothing */
	const struct target *target; /* what is to be served */
	VEC(struct dns_way) ways;
	VEC(struct dns_question) all;
};

/* ---- loader_questions.c ---- */
/*
 * Ask about the target: what differs between the files OLD and NEW, or (OLD is NULL) all of it.
 */
void questions_choose(struct dns_questions *questions, const struct out_files *old,
		      const struct out_files *new);
void questions_free(struct dns_questions *questions);

/* ---- loader_query.c ---- */
enum { QUERY_SIZE = 512 };
/* QUESTION as a message with the number ID; its length, 0 when its name is none that can be asked
 * for. */
size_t query_make(const struct dns_question *question, uint16_t id, unsigned char buf[QUERY_SIZE]);
/* Is MESSAGE an answer to it? Then the question's verdict is set. */
bool query_judge(struct dns_question *question, uint16_t id, const unsigned char *message,
		 size_t len);

/* ---- loader_await.c ---- */
struct dns_patience {
	int idle; /* milliseconds without a right answer */
	int most; /* in all */
};

/*
 * Wait until every question has its right answer. False with what is wrong in *WHY, to be freed; it
 * can be called again to wait on. What no address of this host leads to is not asked.
 */
bool questions_await(struct dns_questions *questions, struct dns_patience patience, char **why);

#endif
