/*
 * What the lowering shares between its files. It is the only place where Cisco's words meet
 * Linux's: each file lowers one vocabulary of the router model into items and choices of the plan.
 */
#ifndef COMPILER_LOWER_H
#define COMPILER_LOWER_H

#include "compiler.h"

struct lowering {
	struct arena *arena;
	struct router *router;
	const struct site *site;
	struct diags *diags;
	struct plan *plan;
	bool safe; /* fidelity */
};

enum { NO_DEVICE = UINT16_MAX };

/* ---- lower.c ---- */
/* Index in plan.devices of INTERFACE (NULL is allowed), or NO_DEVICE when it is left alone. */
uint16_t lower_device(const struct lowering *lo, const struct interface *interface);
/* The condition `link of DEVICE is up`, and `track NUMBER is up`. */
uint16_t lower_link_condition(struct lowering *lo, uint16_t device);
uint16_t lower_track_condition(struct lowering *lo, uint32_t number);
/* Add a literal to a guard. */
void lower_require(struct lowering *lo, guard *guard, uint16_t condition, bool truth);
/* The text of a statement, blanks squeezed: what stands in comments. */
const char *lower_origin(struct lowering *lo, struct span at);
/* A new item that always holds; fill in the object; valid until the next one. */
struct object *lower_item(struct lowering *lo, enum object_kind kind, const char *origin);
/* Report a divergence, and list it in the plan. */
void lower_divergence(struct lowering *lo, enum diag_name name, struct span at, const char *what);

/* ---- one vocabulary each ---- */
void lower_dns(struct lowering *lo); /* lower_dns.c: server, views; lower_zone.c: zones */
void lower_servers(
	struct lowering *lo); /* lower_server.c: inside servers, records for the parent */
void lower_tracks(struct lowering *lo); /* lower_track.c: probes and tracks */

#endif
