/* What the checks share. Each check is one function over the resolved model; none changes it. */
#ifndef COMPILER_CHECK_H
#define COMPILER_CHECK_H

#include "compiler.h"
#include "eval.h"
#include "fib.h"
#include "ranges.h"

/* An outside interface that is in use. */
struct uplink {
	const struct interface *interface;
	const struct interface_address *address; /* NULL: dynamic, or none yet */
	bool has_gateway; /* from the site file, or a static route by this interface */
	uint32_t gateway;
};

struct checker {
	struct router *router; /* read, but for the scratch of walks through groups */
	const struct site *site;
	struct diags *diags;
	struct arena
		*arena; /* of the checks: nothing that they find outlives them but diagnostics */
	const struct fib *fib;
	const struct fib6 *fib6;
	struct world *world; /* check_world() */
	VEC(struct uplink) uplinks;
	uint32_t stranger; /* an address somewhere outside: not ours, not behind us */
	bool learns_routes; /* a routing protocol runs, of which we know nothing */
	bool safe; /* fidelity */
	bool thorough; /* long lists are analysed, too */
	uint32_t policy_seq; /* the last clause number proposed for the local policy */
	unsigned suggestions; /* made so far: comparing names is not free */
};

enum { CHECK_NOTES_MAX = 4, CHECK_SUGGESTIONS_MAX = 64 };

/* check.c */
/* The uplink that INTERFACE is, or NULL. */
const struct uplink *check_uplink(const struct checker *c, const struct interface *interface);
/* Is INTERFACE up, ours, and of a device? */
bool check_in_use(const struct checker *c, const struct interface *interface);
/* What the router does by itself (`exact`), with everything up. */
const struct world *check_world(struct checker *c);
/* Would PACKET, received on INTERFACE, pass its `ip access-group in`? */
bool check_admits(struct checker *c, const struct interface *interface,
		  const struct packet *packet);
/* Where the line that holds OFF starts, and where the next one does. */
uint32_t check_line_start(const struct checker *c, uint32_t off);
uint32_t check_line_end(const struct checker *c, uint32_t off);
const char *check_ip(const struct checker *c, uint32_t addr);
/* Of N strings at LIST the one that S may have been meant to be, or NULL. */
const char *check_nearest(struct checker *c, const char *s, const char *const *list, size_t n);
/* A name like STEM that no access list and no route-map has. */
const char *check_free_name(const struct checker *c, const char *stem);
/*
 * The lines of a local policy that sends what access list NAME with the entry ENTRY permits out of
 * UPLINK, to be appended to what is proposed already.
 */
const char *check_policy_lines(struct checker *c, const struct uplink *uplink, const char *name,
			       const char *entry);
const char *check_policy_applied(const struct checker *c); /* the line that puts it into force */

/* check_dns.c */
void check_view_answer(struct checker *c);
void check_open_resolver(struct checker *c);
void check_no_resolver(struct checker *c);

/* check_nat.c */
void check_no_translation(struct checker *c);
void check_port_taken(struct checker *c);

/* check_uplink.c */
void check_reply_uplink(struct checker *c);
void check_probe_path(struct checker *c);

/* check_policy.c */
void check_policy(struct checker *c);

/* check_fhrp.c */
void check_virtual_filtered(struct checker *c);

/* check_probe6.c */
void check_probe_path6(struct checker *c);

/* check_ipv6.c */
void check_ipv6(struct checker *c);

/* check_route.c */
void check_next_hop(struct checker *c);
void check_sla_times(struct checker *c);

/* check_track.c */
void check_tracks(struct checker *c);
void check_sla_life(struct checker *c);

/* check_address.c */
void check_wildcards(struct checker *c);
void check_overlaps(struct checker *c);

#endif
