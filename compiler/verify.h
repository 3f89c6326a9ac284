/*
 * What must be so, checked: `causeway verify`. A file of assertions says of packets, or of whole
 * classes of them, what becomes of them in which states; every cell of a class that the
 * configuration tells apart is tried (cells.h), so that a packet that breaks the assertion is found
 * whenever there is one.
 *
 *   let: { lan: 10.0.0.0/24 }
 *   assert:
 *     - say: the LAN goes out by ISP B when the Internet behind ISP A is gone
 *       packet: in GigabitEthernet0/0 tcp lan > any:443
 *       when: [track 100 down]
 *       leaves: GigabitEthernet0/2
 *       as: address of GigabitEthernet0/2
 */
#ifndef COMPILER_VERIFY_H
#define COMPILER_VERIFY_H

#include <stdio.h>

#include "cells.h"
#include "eval_read.h"
#include "grammar/ir.h"

struct site;
struct yaml_node;

enum {
	VERIFY_BUDGET = 20000, /* cells of an assertion that are tried in a state */
};

/* ---- which packets ---- */
struct verify_class {
	VEC(const struct interface *) in; /* NULL: the router itself */
	struct cell_box region; /* but for where it comes in */
	const char *text;
};

/* ---- in which states ---- */
/* X(symbol, "words"): of `when` */
#define VERIFY_WHEN(X)               \
	X(ALL_UP, "all up")          \
	X(EVERY, "every state")      \
	X(SINGLE, "single failures") \
	X(DOUBLE, "double failures") \
	X(SAID, "") /* the state that conditions make */

enum verify_when {
#define X(symbol, words) WHEN_##symbol,
	VERIFY_WHEN(X)
#undef X
};

/* A prefix, or whatever address an interface has. */
struct verify_address {
	const struct interface *of; /* or */
	uint32_t addr;
	uint8_t len;
	uint16_t port; /* 0: any */
};

struct verify_assertion {
	size_t line, column;
	const char *say;
	struct verify_class class;
	const char *query; /* a name that is asked for, or NULL */
	enum verify_when when;
	VEC(const char *) said; /* conditions of SAID */
	VEC(const char *) during; /* conditions that must hold: `while` */

	/* what is expected; each only if it is given */
	bool has_passes, passes;
	uint8_t verdicts; /* 1 << enum verdict; 0: not given */
	VEC(const struct interface *) leaves;
	bool has_as, has_reaches;
	struct verify_address as, reaches;
	bool has_replies, replies;
	const char *view; /* "nobody": none; NULL: not given */
	bool has_answers;
	VEC(uint32_t) answers;
};

/* ---- what came of it ---- */
struct verify_result {
	const struct verify_assertion *assertion;
	uint32_t states, failed_states;
	uint64_t cells, failed_cells; /* all states together */
	bool complete; /* every cell was tried */
	/* of the first failure */
	struct question counterexample;
	const struct world *world;
	const char *state, *why;
};

struct verification {
	struct arena *arena;
	struct source *source;
	const char *file;
	VEC(struct verify_assertion) assertions;
	VEC(struct verify_result) results; /* one each */
	uint32_t failed;
};

/* verify_read.c: the assertions of LEN bytes at TEXT. False after reporting to ROUTER's
 * diagnostics.
 */
bool verify_read(struct verification *v, const struct router *router, const char *text, size_t len);
/* verify_packet.c: false with *WHY. LET: names of addresses, a mapping, or NULL. */
bool verify_class_read(struct arena *arena, const struct router *router,
		       const struct yaml_node *let, const char *text, struct verify_class *class,
		       const char **why);
bool verify_prefix_read(const struct yaml_node *let, const char *text, uint32_t *addr,
			uint8_t *len);

/* verify.c: try them all. False with *WHY: a condition is none. */
bool verify_run(struct verification *v, const struct router *router, const struct site *site,
		bool exact, const char **why);

bool verify_holds(const struct verify_result *result);

/* verify_text.c, verify_json.c (a new reference) */
void verify_print(const struct verification *v, FILE *to, bool colour);
struct json_t;
struct json_t *verify_json(const struct verification *v);

#endif
