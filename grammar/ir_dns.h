/* The DNS server, its views and its host data. ios-semantics.md 1.9. */
#ifndef GRAMMAR_IR_DNS_H
#define GRAMMAR_IR_DNS_H

#include <uthash.h>

#include "ip6.h"
#include "ir_acl.h"

enum { SERVERS_MAX = 64 };

struct interface;

struct dns_server_name {
	const char *vrf; /* that leads to it; NULL: where the view is */
	struct span at;
	REF(interface) learnt; /* those that a provider tells of there, and no address */
	bool v6;
	uint32_t addr;
	struct ip6 addr6;
};

static inline bool server_same(const struct dns_server_name *a, const struct dns_server_name *b)
{
	return a->vrf == b->vrf && a->learnt.name.s == b->learnt.name.s && a->v6 == b->v6 &&
	       a->addr == b->addr && ip6_equal(a->addr6, b->addr6);
}

/* A VEC, none twice. */
struct servers {
	struct dns_server_name *at;
	uint32_t len, cap;
};

/* What a router's own look-ups heed, and what is not translated: kept as it was said. */
struct dns_setting {
	const char *key, *value; /* "domain retry", "3" or NULL */
};

struct dns_settings {
	struct dns_setting *at;
	uint32_t len, cap;
};

/* The key of a view in a VRF is "vrf VRF NAME". */
struct dns_view {
	STAILQ_ENTRY(dns_view) link;
	UT_hash_handle hh; /* by name */
	const char *name; /* "default" is the default view */
	const char *vrf; /* whose queries it answers; NULL: those of the global table */
	const char *own; /* its name within the VRF */
	struct span at;
	bool opened; /* by `ip dns view`; a VRF's default view is there without */
	bool has_hosts; /* host data; set by resolve */
	bool no_forwarding; /* no dns forwarding */
	bool no_lookup; /* no domain lookup */
	bool logging; /* of each query */
	struct span logging_at;
	bool used;
	const char *domain_name;
	struct servers forwarders; /* dns forwarder */
	struct servers name_servers; /* domain name-server */
	REF(interface) source; /* dns forwarding source-interface */
	struct dns_settings settings;
};

/* Is it the key of a view in a VRF? */
bool dns_view_in_vrf(const char *name);
/* Is it the key of a default view, which is there without being opened? */
bool dns_view_is_default(const char *name);
/* The name of a view within its VRF. */
const char *dns_view_own_name(const char *name);
/* Is it the key of a view of VRF (NULL: of the global table)? */
bool dns_view_is_of(const char *name, const char *vrf);

/* `ip dns name-list N {permit|deny} REGEX` */
struct dns_name_entry {
	struct span at; /* of the expression */
	bool permit;
	const char *regex;
};

struct dns_name_list {
	STAILQ_ENTRY(dns_name_list) link;
	UT_hash_handle hh; /* by id */
	uint32_t id;
	struct span at;
	bool used;
	VEC(struct dns_name_entry) entries;
};

/* `view V ORDER` of a view-list, with its restrictions. */
struct dns_member {
	REF(dns_view) view;
	uint32_t order;
	acl_ref source; /* restrict source access-group */
	uint32_t name_group; /* restrict name-group; 0: none */
	struct span name_group_at;
	const struct dns_name_list *names; /* set by resolve */
	bool authenticated; /* restrict authenticated */
};

/* Nobody comes to MEMBER as far as we can tell: not emitted. */
bool dns_member_untranslated(const struct dns_member *member);

struct dns_view_list {
	STAILQ_ENTRY(dns_view_list) link;
	UT_hash_handle hh; /* by name */
	const char *name;
	struct span at;
	bool used;
	VEC(struct dns_member) members; /* ascending by order */
};

#define DNS_RECORDS(X) \
	X(A)           \
	X(NS)          \
	X(MX)          \
	X(SRV)         \
	X(AAAA)        \
	X(HINFO)

enum dns_record {
#define X(symbol) DNS_##symbol,
	DNS_RECORDS(X)
#undef X
};

/* `ip host [view V] NAME …`: a row for each address, name server or exchanger. */
struct dns_host {
	struct span at; /* the line */
	struct span data_at; /* of the address or target */
	struct name view; /* s is NULL: the default view */
	struct dns_view *view_to; /* set by resolve */
	const char *name; /* as written */
	enum dns_record record;
	uint32_t addr; /* A */
	struct ip6 addr6; /* AAAA */
	uint32_t preference; /* MX, SRV */
	uint16_t weight, port; /* SRV */
	bool gone; /* removed while reading, and dropped by router_settle() */
	const char *target; /* NS, MX, SRV; the processor of HINFO */
	const char *system; /* HINFO */
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
	REF(interface) lookup_source; /* ip domain lookup source-interface */
	struct dns_settings settings;
	bool spoofing; /* ip dns spoofing */
	struct span spoofing_at;
	uint32_t spoofed; /* its address; 0: that of the interface asked */
	STAILQ_HEAD(, dns_name_list) name_lists; /* ascending by id, when reading is done */
	struct dns_name_list *name_list_by_id;
	struct row_index host_index, host_by_name; /* while reading */
};

struct dns_view *dns_view_open(struct router *router, struct name name);
/* Is anything said of VIEW that clients would notice? */
bool dns_view_serves(const struct dns_view *view);
void dns_view_remove(struct router *router, struct name name);
struct dns_view *dns_view_find(const struct router *router, const char *name);
/* The default view of VRF (NULL: of the global table), or NULL when nothing is said of it. */
struct dns_view *dns_view_default(const struct router *router, const char *vrf);
struct dns_view_list *dns_view_list_find(const struct router *router, const char *name);
struct dns_view_list *dns_view_list_open(struct router *router, struct name name);
void dns_view_list_remove(struct router *router, struct name name);

/* The member of LIST for VIEW at ORDER, made when missing; `no` removes. NULL when removed. */
struct dns_member *dns_member(struct router *router, bool no, struct dns_view_list *list,
			      struct name view, uint32_t order);

struct dns_name_list *dns_name_list_find(const struct router *router, uint32_t id);
void dns_name_list_entry(struct router *router, bool no, uint32_t id, struct span at, bool permit,
			 struct name regex);
void dns_name_list_remove(struct router *router, uint32_t id);

/* Note that KEY is VALUE (or just is, NULL), beside others when there may be MANY; `no` takes it
 * back, and without a value all of KEY. */
void dns_setting(struct router *router, struct dns_settings *to, bool no, const char *key,
		 bool many, const char *value);

/* Rows equal but for their span are not added twice; `no` removes them; `no ip host NAME` (record
 * A, addr 0) all of NAME. */
void dns_host(struct router *router, bool no, const struct dns_host *host);
void dns_settle(struct router *router); /* of router_settle() */
void dns_primary(struct router *router, bool no, const struct dns_primary *primary);

#endif
