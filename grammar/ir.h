/*
 * The router model: what a configuration says, in IOS's own terms, complete and in configuration
 * order. It knows nothing of Linux. References are names until compiler/resolve.c points them at
 * what they mean. Actions of the grammar build it through the ir_*() constructors, which hold what
 * IOS does to its running configuration: replace, append, remove by `no`.
 *
 * One header for each vocabulary, all gathered here.
 */
#ifndef GRAMMAR_IR_H
#define GRAMMAR_IR_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/queue.h>

#include "arena.h"
#include "diag.h"
#include "ip.h"
#include "ip6.h"
#include "names.h"
#include "source.h"
#include "vec.h"

struct router;

/* A name as it stands in a statement: interned, and where. NULL when absent. */
struct name {
	const char *s;
	struct span at;
};

/* Names that mean an object; TO is set by resolve, and stays NULL when there is none. */
#define REF(type)                 \
	struct {                  \
		struct name name; \
		struct type *to;  \
	}

#include "ir_acl.h"
#include "ir_applet.h"
#include "ir_dhcp.h"
#include "ir_dns.h"
#include "ir_group.h"
#include "ir_interface.h"
#include "ir_ipv6.h"
#include "ir_nat.h"
#include "ir_prefix.h"
#include "ir_route.h"
#include "ir_route_map.h"
#include "ir_sla.h"
#include "ir_time.h"
#include "ir_track.h"
#include "ir_vrf.h"

/* The four classes of a line (decision 22). A line has the worst of its parts; the order here is
 * from good to bad. */
#define LINE_CLASSES(X)                                                      \
	X(BLANK, "blank") /* not counted: empty, a comment, `exit`, `end` */ \
	X(COMPILED, "compiled")                                              \
	X(NO_EFFECT, "without effect here")                                  \
	X(NOT_TRANSLATED, "not translated")                                  \
	X(UNKNOWN, "not understood")

enum line_class {
#define X(symbol, text) LINE_##symbol,
	LINE_CLASSES(X)
#undef X
		LINE_CLASS_COUNT
};

/* A statement, or block, that the target does not hold. */
struct untranslated {
	struct span at; /* the statement, or the block's opener */
	const char *text; /* its words, one blank between them */
	const char *block; /* the opener of the block it stands in, or NULL */
	enum line_class class; /* LINE_NOT_TRANSLATED or LINE_UNKNOWN */
	uint32_t lines; /* counted lines of the block, the opener included */
};

struct router {
	struct arena *arena;
	struct names *names;
	struct source *source;
	struct diags *diags;

	struct name hostname;
	const char *domain_name; /* ip domain name */

	struct interfaces interfaces;
	struct vrfs vrfs;
	struct acls acls;
	struct acls acls6; /* those of IPv6 */
	struct object_groups groups;
	struct time_ranges time_ranges;
	struct prefix_lists prefix_lists;
	struct prefix_lists prefix_lists6; /* those of IPv6 */
	struct route_maps route_maps;
	struct static_routes routes; /* in configuration order */
	struct routing routing;
	struct static_routes routes6; /* those of IPv6 */
	struct nat nat;
	REF(route_map) local_policy;
	struct slas slas; /* by number, ascending */
	struct tracks tracks; /* by number, ascending */
	struct applets applets;
	struct dns dns;
	struct dhcp dhcp;
	struct dhcp6 dhcp6;
	struct ipv6 ipv6;
	struct ip6_pool ip6; /* the addresses of rows of that family */

	/* one enum line_class a line of the source, in order */
	VEC(uint8_t) line_class;
	VEC(uint8_t) line_mode; /* the mode that took it, or got furthest: mode_text() */
	VEC(struct untranslated) untranslated;
	uint32_t understood; /* lines that some rule took */
};

/* An empty model. ARENA, NAMES, SOURCE and DIAGS are borrowed and must outlive it. */
struct router *router_new(struct arena *arena, struct names *names, struct source *source,
			  struct diags *diags);

/*
 * What `no` and numbers out of order left behind in long arrays of rows is put in order: removed
 * rows are dropped, the others sorted. ios_read() calls it at its end, before anybody looks.
 */
void router_settle(struct router *router);

/* The words at AT with one blank between them. */
const char *router_words(const struct router *router, struct span at);

/* reader_error.c: what messages call a mode. */
const char *mode_text(uint8_t mode);

/* print_ios.c: the model as IOS text that reads back to the same model. */
void router_print(const struct router *router, FILE *to);

/* print_json.c: the model as JSON (a new reference). */
struct json_t;
struct json_t *router_json(const struct router *router);

#endif
