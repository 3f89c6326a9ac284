/* The passes: text to router model to plan, in order, each going on after errors so that the user
 * sees them all. */
#ifndef COMPILER_COMPILER_H
#define COMPILER_COMPILER_H

#include "grammar/ir.h"
#include "plan.h"
#include "site.h"

/* device.c */
/*
 * The Linux device of INTERFACE: as the site file says, else derived from its name (design.md, "The
 * site file"); `lo` for loopbacks. NULL when the interface is left alone: `device: none`, a VRF, or
 * Null0.
 */
const char *device_of(struct arena *arena, const struct site *site,
		      const struct interface *interface);
/* The same for an interface in a VRF that is defined, too; and the device of a VRF itself. */
const char *device_name(const struct router *router, const struct site *site,
			const struct interface *interface);
const char *device_of_vrf(struct arena *arena, const char *vrf);
/* Would the kernel, and every file that we write, take NAME? */
bool device_name_is_valid(const char *name);
/*
 * Names that are too long or shared are errors, interfaces that are left alone a warning. resolve()
 * calls it, so that lower() may rely on device_of(). False after an error.
 */
bool devices_check(struct router *router, const struct site *site);

/* untranslated.c: the line of the statement AT, in BLOCK (its opener, or NULL), turns out to have
 * no translation: FEATURE is named in a warning, the line in the manifest, and it counts so. */
void line_leave_out(struct router *router, struct span at, const char *block, const char *feature);

/* resolve.c: point names at what they mean; undefined and unused ones are reported (decision 23).
 */
void resolve(struct router *router, const struct site *site);

/* hardware.c: make the addresses of IPv6 that are made of hardware addresses. LOOK, which asks the
 * machine for that of a device, may be NULL. */
typedef bool (*hardware_lookup)(const char *device, uint8_t mac[6]);
void find_hardware(struct router *router, const struct site *site, hardware_lookup look);

/* check.c: what the configuration says and its owner cannot have meant. Runs on a resolved model;
 * changes nothing. THOROUGH: takes time for what is only untidy in very long lists, too. */
void check(struct router *router, const struct site *site, bool thorough);

/* lower.c: the plan of a resolved model. Reports divergences and what has no translation. NULL when
 * errors forbid it. LATER: its parts are not made, and need ROUTER when they are.
 */
struct plan *lower(struct router *router, const struct site *site, bool later);

/* diag_json.c */
/* Lines by class: how many of each. */
void line_classes(const struct router *router, uint32_t counts[LINE_CLASS_COUNT]);
/*
 * The diagnostics, and with ROUTER (or NULL) the class of every line and what is not translated, as
 * JSON of our own and as a SARIF 2.1.0 log (new references). Both hold divergences.
 */
struct json_t;
struct json_t *diags_json(const struct diags *diags, struct source *source,
			  const struct router *router);
struct json_t *diags_sarif(const struct diags *diags, struct source *source,
			   const struct router *router);

/* explain.c */
/* What DIAGNOSTICS.md says of the diagnostic NAME, a piece of its text; len 0: nothing. */
struct explanation {
	const char *text;
	size_t len;
	size_t summary; /* the length of its first paragraph */
};
struct explanation diag_explanation(const char *name);
/* The next name after NAME (NULL: the first) that DIAGNOSTICS.md explains, to the end of its line;
 * NULL at the end. */
const char *diag_explained(const char *name);

/* ---- compiler.c ---- */

/* One whole compilation. */
struct compilation {
	struct arena *arena;
	struct names *names;
	struct diags diags;
	struct source source;
	struct site *site;
	struct router *router;
	struct plan *plan; /* NULL after errors */
	bool usage; /* compile() failed for an unknown -W switch: exit status 2 */
};

struct compile_options {
	const char *config; /* file name, or "-" */
	const char *text; /* instead of reading CONFIG, LEN bytes and a NUL */
	size_t len;
	const char *site; /* file name, or NULL */
	const char *site_text; /* instead of reading SITE */
	size_t site_len;
	bool exact; /* --exact */
	bool thorough; /* of check() */
	bool later; /* the plan's parts are not made: it is for whole files alone */
	hardware_lookup hardware; /* for what the site file does not say; or NULL */
	const char *const *warnings; /* -W switches, without the -W, NULL-terminated; or NULL */
	bool allow_empty; /* check and show: an empty file is no error */
};

enum compile_stage { STAGE_READ, STAGE_RESOLVE, STAGE_CHECK, STAGE_LOWER };

/*
 * Run the passes up to and including STAGE. False when compilation_failed(c): errors
 * were reported, they stand in c->diags and c->plan is NULL. Call compilation_free() in any case.
 */
bool compile(struct compilation *c, const struct compile_options *options,
	     enum compile_stage stage);
void compilation_free(struct compilation *c);

/* Were there errors, or, with -Werror, warnings? */
bool compilation_failed(const struct compilation *c);

#endif
