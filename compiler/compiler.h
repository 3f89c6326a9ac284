/* The passes: text to router model to plan, in order, each going on after errors so that the user
 * sees them all. */
#ifndef COMPILER_COMPILER_H
#define COMPILER_COMPILER_H

#include "grammar/ir.h"
#include "plan.h"
#include "site.h"

/* resolve.c: point names at what they mean; undefined and unused ones are reported (decision 23).
 */
void resolve(struct router *router, const struct site *site);

/* check.c: what the configuration says and its owner cannot have meant. Runs on a resolved model;
 * changes nothing. */
void check(const struct router *router, const struct site *site);

/* lower.c: the plan of a resolved model. Reports divergences and what has no translation. NULL when
 * errors forbid it.
 */
struct plan *lower(struct router *router, const struct site *site);

/* One whole compilation. */
struct compilation {
	struct arena *arena;
	struct names *names;
	struct diags diags;
	struct source source;
	struct site *site;
	struct router *router;
	struct plan *plan; /* NULL after errors */
};

struct compile_options {
	const char *config; /* file name, or "-" */
	const char *text; /* instead of reading CONFIG, LEN bytes and a NUL */
	size_t len;
	const char *site; /* file name, or NULL */
	const char *site_text; /* instead of reading SITE */
	size_t site_len;
	bool exact; /* --exact */
	const char *const *warnings; /* -W switches, without the -W, NULL-terminated; or NULL */
	bool allow_empty; /* check and show: an empty file is no error */
};

enum compile_stage { STAGE_READ, STAGE_RESOLVE, STAGE_CHECK, STAGE_LOWER };

/*
 * Run the passes up to and including STAGE. False when errors were reported (they stand in
 * c->diags; c->plan is NULL) or a -W switch is unknown. Call compilation_free() in any case.
 */
bool compile(struct compilation *c, const struct compile_options *options,
	     enum compile_stage stage);
void compilation_free(struct compilation *c);

#endif
