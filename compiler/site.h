/* The site file: which Linux device is which interface, gateways, policies. design.md, "The site
 * file". */
#ifndef COMPILER_SITE_H
#define COMPILER_SITE_H

#include <stdbool.h>
#include <stdint.h>
#include <uthash.h>

#include "grammar/arena.h"
#include "grammar/diag.h"
#include "grammar/ip6.h"
#include "grammar/vec.h"

struct site_interface {
	UT_hash_handle hh; /* by name */
	const char *name; /* canonical IOS name */
	const char *device; /* NULL: derived; "none" is `none` */
	bool none; /* device: none — leave the interface alone */
	bool has_gateway;
	uint32_t gateway;
	bool has_gateway6;
	struct ip6 gateway6;
	bool has_hardware;
	uint8_t hardware[6]; /* the address of its link */
};

/* How often probes ask, where the router's whole seconds are not enough. 0: as it says. */
struct site_pace {
	uint32_t interval, timeout; /* milliseconds */
	uint8_t misses; /* rounds that fail, one after the other, before a track hears of it */
};

struct site_probe {
	uint32_t id; /* of the IP SLA */
	struct site_pace pace;
};

enum fidelity { FIDELITY_SAFE, FIDELITY_EXACT };
/* What becomes of the connections by an uplink that the routes leave. */
enum on_failover {
	ON_FAILOVER_FLUSH_UPLINK, /* they are forgotten at once */
	ON_FAILOVER_KEEP, /* they keep to it */
	ON_FAILOVER_FLUSH_ALL, /* and so are those by all others */
	ON_FAILOVER_DRAIN, /* they keep to it for a while, if it still carries them */
};
enum dns_service {
	DNS_START,
	DNS_USE,
	DNS_NONE
}; /* causewayd starts named; writes files and runs rndc; neither */

/* By what the kernel is made to put fragments together, where no rule asks for connections. */
enum reassembly { REASSEMBLY_TPROXY, REASSEMBLY_CONNTRACK };

struct site {
	const char *file; /* NULL: no site file, everything is the default */
	struct site_interface *interfaces;
	enum fidelity fidelity;
	uint32_t mark_mask; /* 0xff000000 unless given; contiguous, at least 4 bits */
	enum on_failover on_failover, on_recovery; /* it failed; a better one is back */
	uint32_t drain_time; /* milliseconds */
	enum reassembly reassembly;
	enum dns_service dns;
	const char *named_dir; /* where the agent keeps named's files; NULL: under the state
				  directory */
	struct site_pace pace; /* of all probes */
	VEC(struct site_probe) probes; /* those that have one of their own */
};

/*
 * Read FILE, or with NULL the file NAME.site.yaml beside CONFIG (NAME.cfg) if it stands there, else
 * give the defaults. The site file is checked as strictly as the configuration: unknown keys,
 * anchors, duplicate keys and wrong types are errors, reported with file:line:column. NULL after
 * reporting.
 */
/* The name NAME.site.yaml for CONFIG, which is NAME.cfg; NULL for standard input, "-" or NULL. */
const char *site_file_beside(struct arena *arena, const char *config);

struct site *site_read(struct arena *arena, const char *file, const char *config,
		       struct diags *diags);

/* The same from text in memory (the agent gets it over its socket). */
struct site *site_parse(struct arena *arena, const char *file, const char *text, size_t len,
			struct diags *diags);

/* What of a site is not in its arena. Takes NULL. */
void site_free(struct site *site);

const struct site_interface *site_interface(const struct site *site, const char *name);

/* The pace of the IP SLA of number ID: its own, and where that says nothing, that of all. */
struct site_pace site_pace(const struct site *site, uint32_t id);

#endif
