/*
 * Diagnostics: every message to the user about the configuration. They are collected, not printed,
 * while passes run; the command line prints them all at the end in source order.
 */
#ifndef GRAMMAR_DIAG_H
#define GRAMMAR_DIAG_H

#include <stdbool.h>
#include <stdio.h>

#include "arena.h"
#include "source.h"
#include "vec.h"

/*
 * Every diagnostic that has a name: X(symbol, "name", severity, enabled by default). Named errors
 * cannot be disabled. A divergence is a place where Linux does otherwise than IOS on purpose:
 * printed by `check` only, listed in the manifest.
 */
/* Not aligned: a longer name must not move all the others. */
/* clang-format off */
#define DIAG_NAMES(X) \
	/* reading */ \
	X(NONE, "", ERROR, true) \
	X(UNKNOWN, "unknown-command", WARNING, true) \
	X(NOT_TRANSLATED, "not-translated", WARNING, true) \
	X(ABBREVIATION, "abbreviation", WARNING, true) \
	X(REDEFINED, "redefined", WARNING, true) \
	/* references */ \
	X(UNDEFINED_ACL, "undefined-acl", WARNING, true) \
	X(UNDEFINED_PREFIX_LIST, "undefined-prefix-list", WARNING, true) \
	X(UNDEFINED_OBJECT_GROUP, "undefined-object-group", WARNING, true) \
	X(UNDEFINED_TIME_RANGE, "undefined-time-range", WARNING, true) \
	X(UNDEFINED_REFLEXIVE, "undefined-reflexive", WARNING, true) \
	X(UNDEFINED_ROUTE_MAP, "undefined-route-map", WARNING, true) \
	X(UNDEFINED_DHCP_POOL, "undefined-dhcp-pool", WARNING, true) \
	X(UNDEFINED_POOL, "undefined-pool", WARNING, true) \
	X(UNDEFINED_VIEW, "undefined-view", WARNING, true) \
	X(UNDEFINED_VIEW_LIST, "undefined-view-list", WARNING, true) \
	X(UNDEFINED_TRACK, "undefined-track", WARNING, true) \
	X(UNDEFINED_SLA, "undefined-sla", WARNING, true) \
	X(UNDEFINED_PREFIX, "undefined-general-prefix", WARNING, true) \
	X(UNDEFINED_INTERFACE, "undefined-interface", WARNING, true) \
	X(UNDEFINED_NAME_LIST, "undefined-name-list", WARNING, true) \
	X(UNUSED_ACL, "unused-acl", WARNING, true) \
	X(UNUSED_PREFIX_LIST, "unused-prefix-list", WARNING, true) \
	X(UNUSED_OBJECT_GROUP, "unused-object-group", WARNING, true) \
	X(UNUSED_TIME_RANGE, "unused-time-range", WARNING, true) \
	X(UNUSED_ROUTE_MAP, "unused-route-map", WARNING, true) \
	X(UNUSED_DHCP_POOL, "unused-dhcp-pool", WARNING, true) \
	X(UNUSED_POOL, "unused-pool", WARNING, true) \
	X(UNUSED_VIEW, "unused-view", WARNING, true) \
	X(UNUSED_VIEW_LIST, "unused-view-list", WARNING, true) \
	X(UNUSED_TRACK, "unused-track", WARNING, true) \
	X(UNUSED_SLA, "unused-sla", WARNING, true) \
	/* meaning */ \
	X(VIEW_ANSWER, "view-answer", WARNING, true) \
	X(HOST_ZONE, "host-zone", WARNING, true) \
	X(WILDCARD_MASK, "wildcard-mask", WARNING, true) \
	X(ADDRESS_OVERLAP, "address-overlap", WARNING, true) \
	X(REPLY_UPLINK, "reply-uplink", WARNING, true) \
	X(NO_TRANSLATION, "no-translation", WARNING, true) \
	X(OPEN_RESOLVER, "open-resolver", WARNING, true) \
	X(PROBE_PATH, "probe-path", WARNING, true) \
	X(PORT_TAKEN, "port-taken", WARNING, true) \
	X(POOL_ARP, "pool-arp", WARNING, true) \
	X(NEXT_HOP, "next-hop", WARNING, true) \
	X(NO_GATEWAY, "no-gateway", WARNING, true) \
	X(IPV6_ROUTING, "ipv6-routing", WARNING, true) \
	X(NEIGHBOURS_DENIED, "neighbours-denied", WARNING, true) \
	X(UNDEFINED_VRF, "undefined-vrf", WARNING, true) \
	X(NO_CARRIER, "no-carrier", WARNING, true) \
	X(DEVICE, "device", WARNING, true) \
	X(SLA_TIMES, "sla-times", WARNING, true) \
	X(SLA_LIFE, "sla-life", WARNING, true) \
	X(SLA_IDLE, "sla-idle", WARNING, true) \
	X(APPLET_MAXRUN, "applet-maxrun", WARNING, true) \
	X(SLA_SECOND, "sla-second", WARNING, true) \
	X(PROBE_HOST, "probe-host", WARNING, true) \
	X(TRACK_CYCLE, "track-cycle", ERROR, true) \
	X(TRACK_LIST, "track-list", WARNING, true) \
	X(NO_RESOLVER, "no-resolver", WARNING, true) \
	X(LOST_SERVICE, "lost-service", WARNING, true) \
	X(DHCP_POOL, "dhcp-pool", WARNING, true) \
	X(VIRTUAL_ADDRESS, "virtual-address", WARNING, true) \
	X(VIRTUAL_FILTERED, "virtual-filtered", WARNING, true) \
	X(FILTER_OPEN, "filter-open", WARNING, true) \
	X(PREFIX_LENGTH, "prefix-length", WARNING, true) \
	X(CONTINUE, "policy-continue", ERROR, true) \
	X(POLICY_MATCH, "policy-match", ERROR, true) \
	X(DENY_SET, "deny-set", WARNING, true) \
	X(SHADOWED, "shadowed-clause", WARNING, true) \
	X(SHADOWED_ENTRY, "shadowed-entry", WARNING, true) \
	X(CONTRADICTORY_ENTRY, "contradictory-entry", WARNING, true) \
	X(REDUNDANT_ENTRY, "redundant-entry", WARNING, true) \
	X(NEEDLESS_ENTRY, "needless-entry", WARNING, true) \
	X(STATIC_OVERLAP, "static-overlap", WARNING, true) \
	X(ROUTING_OFF, "routing-off", WARNING, true) \
	X(DEAD_EXIT, "dead-exit", WARNING, true) \
	X(FRAGMENTS, "fragments", WARNING, true) \
	X(EMPTY_GROUP, "empty-object-group", WARNING, true) \
	/* divergences (decision 29) */ \
	X(PROBE_ROUTE, "probe-route", DIVERGENCE, true) \
	X(NAME_SUFFIX, "name-list-suffix", DIVERGENCE, true) \
	X(SPOOFING, "spoofing-static", DIVERGENCE, true) \
	X(TOS_COST, "tos-cost", DIVERGENCE, true) \
	X(REPLY_PINNED, "reply-pinned", DIVERGENCE, true) \
	X(RP_FILTER, "rp-filter-off-strict", DIVERGENCE, true) \
	X(TIME_ZONE, "time-range-zone", DIVERGENCE, true) \
	X(REFLEXIVE_TIMEOUT, "reflexive-timeout", DIVERGENCE, true) \
	X(REFUSED, "dns-refused", DIVERGENCE, true) \
	X(ADVERTISED_INSIDE, "advertised-inside", DIVERGENCE, true) \
	X(NAT66, "nat66-stateful", DIVERGENCE, true) \
	X(ACL_OUT_SILENT, "acl-out-silent", DIVERGENCE, true) \
	X(NO_PAYLOAD, "no-dns-payload-rewrite", DIVERGENCE, true) \
	X(REASSEMBLY, "fragments-reassembled", DIVERGENCE, true) \
	X(NO_HAIRPIN, "no-hairpin", DIVERGENCE, true) \
	X(LAST_EXIT, "last-exit", DIVERGENCE, true) \
	X(PROBE_PINNED, "probe-pinned", DIVERGENCE, true) \
	X(PROBE_ECHOED, "probe-echoed", DIVERGENCE, true) \
	X(PROBE_CERTIFICATE, "probe-certificate", DIVERGENCE, true) \
	X(PROBE_PACE, "probe-pace", DIVERGENCE, true) \
	X(PROBE_UNCONTROLLED, "probe-uncontrolled", DIVERGENCE, true) \
	X(OVERLOAD_ADDRESS, "overload-exit-address", DIVERGENCE, true) \
	X(STATIC_EXIT, "static-own-exit", DIVERGENCE, true) \
	X(SHARED_ADDRESS, "overload-shared-address", DIVERGENCE, true) \
	X(VERIFY_DEFAULT, "verify-default", DIVERGENCE, true) \
	X(VERIFY_CARRIER, "verify-carrier", DIVERGENCE, true) \
	X(UNREACHABLES_EXIT, "unreachables-exit", DIVERGENCE, true) \
	X(TTL_OUT, "ttl-out", DIVERGENCE, true) \
	X(PROXY_ARP_OFF, "proxy-arp-off", DIVERGENCE, true) \
	X(TOO_LONG_TOLD, "too-long-told", DIVERGENCE, true) \
	X(RECURSION_INSIDE, "recursion-inside", DIVERGENCE, true) \
	X(STATIC_MAP_INWARD, "static-map-inward", DIVERGENCE, true) \
	X(HSRP_AS_VRRP, "hsrp-as-vrrp", DIVERGENCE, true) \
	X(VIRTUAL_MAC, "virtual-mac", DIVERGENCE, true) \
	X(DHCP_NO_PING, "dhcp-no-ping", DIVERGENCE, true) \
	X(TUNNEL_UP, "tunnel-up", DIVERGENCE, true) \
	X(VIEW_LOGGING, "view-logging", DIVERGENCE, true) \
	X(DHCP_IMPORT, "dhcp-import", DIVERGENCE, true) \
	X(OUTSIDE_ROUTE, "outside-source-route", DIVERGENCE, true) \
	X(NAT_STRAYS, "nat-strays-dropped", DIVERGENCE, true) \
	X(NO_HELPERS, "nat-helpers-off", DIVERGENCE, true)
/* clang-format on */

enum diag_name {
#define X(symbol, name, severity, enabled) DIAG_##symbol,
	DIAG_NAMES(X)
#undef X
		DIAG_COUNT
};

enum severity { SEVERITY_DIVERGENCE, SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

struct diag {
	enum severity severity;
	enum diag_name name;
	bool located;
	struct span at;
	bool promoted; /* -Werror made it an error */
	const char *message;
	const char *fixit; /* replacement text for AT, or NULL; printed under the caret */
	const char *insert; /* lines, separated by '\n', that mend it; or NULL */
	uint32_t insert_off; /* they belong before what stands at this offset, a line's start */
	struct diag *notes; /* further places, in order; severity SEVERITY_NOTE */
	struct diag *next; /* of a note */
};

enum diag_level { LEVEL_DEFAULT, LEVEL_ERROR, LEVEL_WARNING };

struct diags {
	struct arena *arena;
	VEC(struct diag *) list;
	bool off[DIAG_COUNT]; /* -Wno-NAME; copied from the defaults by diags_init() */
	bool all_errors; /* -Werror */
	enum diag_level level[DIAG_COUNT]; /* -Werror=NAME, -Wno-error=NAME */
	unsigned errors, warnings; /* without those that were promoted */
	unsigned promoted; /* to errors by -Werror; they do not keep a pass from going on */
};

void diags_init(struct diags *diags, struct arena *arena);

/*
 * Report at AT. The formatted message starts in lower case, names what it found in 'quotes' and has
 * no full stop. A DIAG_NONE is a plain error. Returns the diagnostic so that a note or a fix-it can
 * be added, or NULL when its name is disabled (all functions here take NULL and do nothing then).
 */
struct diag *diag_at(struct diags *diags, enum diag_name name, struct span at, const char *format,
		     ...) __attribute__((format(printf, 4, 5)));

/* The same without a place: trouble with a file, the site file, or the whole configuration. */
struct diag *diag_global(struct diags *diags, enum diag_name name, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* A named diagnostic as an error although its name is a warning by default (decision 23: dangling
 * filter reference). */
struct diag *diag_error(struct diags *diags, enum diag_name name, struct span at,
			const char *format, ...) __attribute__((format(printf, 4, 5)));

void diag_note(struct diags *diags, struct diag *diag, struct span at, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void diag_fixit(struct diags *diags, struct diag *diag, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Lines to be inserted where the line at OFF starts; separated by '\n'. */
void diag_insert(struct diags *diags, struct diag *diag, uint32_t off, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* The switch NAME of -WNAME or -Wno-NAME; false when there is none of that name. */
bool diags_switch(struct diags *diags, const char *name, bool on);

/*
 * The switch of -WSWITCH: NAME, no-NAME, error, no-error, error=NAME, no-error=NAME. NULL, or the
 * name in it that no diagnostic has.
 */
const char *diags_option(struct diags *diags, const char *option);
const char *diag_text(enum diag_name name);
/* The name spelt most like NAME, or NULL. */
const char *diag_nearest(const char *name);
/* What it counts as: an error also when -Werror made it one. */
enum severity diag_severity(const struct diag *diag);

/*
 * Print as gcc does, sorted by place: file:line:col: severity: message [-Wname], the line, a caret
 * with tildes, the fix-it, notes. Control characters of the source are shown as '?'; a line of over
 * 160 characters is cut around the caret. Divergences are printed only when DIVERGENCES is set.
 * COLOUR: SGR sequences as gcc's.
 */
void diags_print(const struct diags *diags, struct source *source, FILE *to, bool divergences,
		 bool colour);

#endif
