/* The DNS server, its views and its host data. ios-semantics.md 1.9. */
#ifndef GRAMMAR_IR_DNS_H
#define GRAMMAR_IR_DNS_H

#include <uthash.h>

#include "ir_acl.h"

enum { SERVERS_MAX = 64 };

/* A VEC of addresses, none twice. */
struct servers {
	uint32_t *at;
	uint32_t len, cap;
};

struct dns_view {
	STAILQ_ENTRY(dns_view) link;
	UT_hash_handle hh; /* by name */
	const char *name; /* "default" is the default view */
	struct span at;
	bool no_forwarding; /* no dns forwarding */
	bool no_lookup; /* no domain lookup */
	bool used;
	const char *domain_name;
	struct servers forwarders; /* dns forwarder */
	struct servers name_servers; /* domain name-server */
};

/* `view V ORDER` of a view-list, with its restrictions. */
struct dns_member {
	REF(dns_view) view;
	uint32_t order;
	acl_ref source; /* restrict source access-group */
	bool untranslated; /* another restriction: not emitted */
	const char *restriction; /* its words */
};

struct dns_view_list {
	STAILQ_ENTRY(dns_view_list) link;
	UT_hash_handle hh; /* by name */
	const char *name;
	struct span at;
	bool used;
	VEC(struct dns_member) members; /* ascending by order */
};

enum dns_record { DNS_A, DNS_NS, DNS_MX };

/* `ip host [view V] NAME …`: a row for each address, name server or exchanger. */
struct dns_host {
	struct span at; /* the line */
	struct span data_at; /* of the address or target */
	struct name view; /* s is NULL: the default view */
	struct dns_view *view_to; /* set by resolve */
	const char *name; /* as written */
	enum dns_record record;
	uint32_t addr; /* A */
	uint32_t preference; /* MX */
	bool gone; /* removed while reading, and dropped by router_settle() */
	const char *target; /* NS, MX */
};

/* `ip dns primary ZONE soa MNAME RNAME [REFRESH [RETRY [EXPIRE [MIN]]]]` */
struct dns_primary {
	struct span at;
	const char *zone, *mname, *rname;
	uint32_t refresh, retry, expire,
		minimum; /* seconds; 21600 900 7776000 86400 unless given */
};

struct dns {
	bool server; /* ip dns server */
	struct span server_at;
	bool no_lookup; /* no ip domain lookup */
	REF(dns_view_list) server_view_group; /* ip dns server view-group */
	STAILQ_HEAD(, dns_view) views;
	struct dns_view *view_by_name;
	STAILQ_HEAD(, dns_view_list) lists;
	struct dns_view_list *list_by_name;
	VEC(struct dns_host) hosts;
	VEC(struct dns_primary) primaries;
	struct servers name_servers; /* ip name-server */
	struct row_index host_index, host_by_name; /* while reading */
};

struct dns_view *dns_view_open(struct router *router, struct name name);
void dns_view_remove(struct router *router, struct name name);
struct dns_view *dns_view_find(const struct router *router, const char *name);
struct dns_view_list *dns_view_list_open(struct router *router, struct name name);
void dns_view_list_remove(struct router *router, struct name name);

/* The member of LIST for VIEW at ORDER, made when missing; `no` removes. NULL when removed. */
struct dns_member *dns_member(struct router *router, bool no, struct dns_view_list *list,
			      struct name view, uint32_t order);

/* Rows equal but for their span are not added twice; `no` removes them; `no ip host NAME` (record
 * A, addr 0) all of NAME. */
void dns_host(struct router *router, bool no, const struct dns_host *host);
void dns_settle(struct dns *dns); /* of router_settle() */
void dns_primary(struct router *router, bool no, const struct dns_primary *primary);

#endif
