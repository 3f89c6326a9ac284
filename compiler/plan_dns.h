/* Objects of the plan that are named's: the server, its views and zones. decisions.md 17 to 19. */
#ifndef COMPILER_PLAN_DNS_H
#define COMPILER_PLAN_DNS_H

#include <stdbool.h>
#include <stdint.h>

#include "grammar/vec.h"
#include "plan_value.h"

/* A prefix, or, with DENY, the exception of one. */
struct prefix {
	uint32_t addr;
	uint8_t len;
	bool deny;
	bool v6;
	struct ip6 addr6; /* with V6 */
};

/* Of a server that is asked; LEARNT: all those that are learnt on DEVICE. */
struct dns_address {
	bool learnt;
	uint16_t device; /* index into plan.devices */
	bool v6;
	uint32_t addr;
	struct ip6 addr6;
};

typedef VEC(struct dns_address) dns_addresses;

/* Names that others are asked for than for the rest. */
struct dns_forward {
	const char *zone; /* absolute, with the final dot */
	dns_addresses to;
};

struct dns_server_object {
	const char *vrf; /* K: the VRF's device that it is tied to, or NULL */
	const char *hostname;
	VEC(uint32_t) listen; /* constant addresses; empty: any */
	bool v6; /* on addresses of IPv6, too */
	bool log; /* each query */
};

struct dns_view_object {
	const char *vrf; /* K: of the server that has it */
	const char *name; /* K unique, fit for BIND and for a folder's name */
	const char *label; /* the IOS view and interface, for a comment */
	uint32_t order; /* position in views.conf */
	VEC(struct value) destinations; /* match-destinations; empty: any */
	VEC(struct prefix) clients; /* match-clients, first match; empty: any */
	VEC(struct prefix) recursion_from; /* who may recurse; empty: nobody */
	dns_addresses forwarders;
	VEC(struct dns_forward) forwards;
	uint32_t source; /* of what is forwarded; 0: as routed */
	bool outside; /* minimal-responses no, rate-limit */
};

struct dns_record_row {
	const char *owner; /* absolute, with the final dot */
	uint32_t ttl;
	uint8_t type; /* enum dns_record of grammar/ir_dns.h */
	struct value addr;
	uint32_t preference; /* MX, SRV */
	uint16_t weight, port; /* SRV */
	const char *target; /* absolute; the processor of HINFO */
	const char *system; /* HINFO */
	const char *origin;
};

struct dns_zone_object {
	const char *vrf; /* K */
	const char *view; /* K */
	const char *zone; /* K absolute, lower case, with the final dot */
	const char *mname, *rname;
	uint32_t serial, refresh, retry, expire, minimum, ttl;
	VEC(struct dns_record_row) records;
};

#endif
