/* What lower_dns.c tells lower_zone.c: the views of named, and where each is served. */
#ifndef COMPILER_LOWER_DNS_H
#define COMPILER_LOWER_DNS_H

#include "lower.h"

/* Names that another IOS view than the view's own answers, since a list of names says so. */
struct bind_claim {
	const char *zone; /* absolute: it and all in it */
	const char *view; /* the IOS view; NULL: the view's own after all */
	bool forwards; /* it asks others for what it does not know */
	struct span at;
};

typedef VEC(struct bind_claim) bind_claims;

/* The claim that NAME falls under, or NULL. */
const struct bind_claim *bind_claim_of(const bind_claims *claims, const char *name);

struct bind_view {
	const char *name; /* in named's files */
	const char *view; /* the key of the IOS view whose data it serves */
	const struct lower_vrf *vrf; /* whose server it belongs to; NULL: the global table's */
	bool outside;
	bool spoofs; /* it answers every name with SPOOFED, or its own addresses */
	bind_claims claims;
	VEC(uint16_t) devices; /* that it is served on */
};

typedef VEC(struct bind_view) bind_views;

/* The device of the VRF whose server has the view, or NULL. */
static inline const char *bind_server(const struct bind_view *view)
{
	return view->vrf ? view->vrf->device : NULL;
}

/* ---- lower_dns_view.c ---- */
/* The address of a device, as far as it is known. */
struct value lower_device_address(const struct lowering *lo, uint16_t device);
/* match-destinations: how queries come in on DEVICE. */
void dns_view_destinations(struct lowering *lo, uint16_t device, struct dns_view_object *view);
/* match-clients of an access list; false when the list says more than named can. */
bool dns_view_clients(struct lowering *lo, const struct acl *acl, struct dns_view_object *view);
/* Whom the IOS view NAME asks (IOS is NULL when it was never opened): its forwarders, else its name
 * servers; the default view's are the router's. */
dns_addresses dns_view_forwarders(struct lowering *lo, const struct dns_view *ios,
				  const char *name);
/* The address that its questions come from; 0: as routed. */
uint32_t dns_view_source(const struct lowering *lo, const struct dns_view *ios, const char *name);
/* For whom names are looked up: the networks on the view's own interfaces and behind them; outside
 * only as IOS has it (exact). */
void dns_view_recursion(struct lowering *lo, const struct bind_view *bind,
			struct dns_view_object *view);

enum { TTL_HOST = 10 }; /* of host data, as IOS answers */

/* lower_spoof.c: the zone of all names in VIEW. */
void lower_spoofing(struct lowering *lo, const struct bind_view *view);

/* ---- lower_names.c ---- */
/* One entry of a list of names, as a domain and all in it ("." is all names). */
struct name_suffix {
	const char *zone;
	bool permit;
	struct span at;
};

typedef VEC(struct name_suffix) name_suffixes;

/* Is NAME the domain ZONE, or in it? Both absolute. */
bool name_is_in(const char *name, const char *zone);

/* LIST as domains, in order; false after reporting an expression that is none. */
bool lower_name_list(struct lowering *lo, const struct dns_name_list *list,
		     name_suffixes *suffixes);

/* lower_zone.c: zones of every view, and the delegations that the parent zone needs. */
void lower_zones(struct lowering *lo, const bind_views *views);

/*
 * lower_dns_name.c: NAME as an absolute domain name in lower case, qualified with the domain name
 * when it is a single label; NULL after reporting at AT when no name server would take it.
 */
const char *lower_domain_name(struct lowering *lo, const char *name, struct span at);
/* The same with DOMAIN, which may be NULL. */
const char *lower_name_in(struct lowering *lo, const char *name, const char *domain,
			  struct span at);
/* NAME as a domain that hosts are told to search, without a final dot and not qualified: letters,
 * digits, hyphens and dots. NULL after reporting what is none. */
const char *lower_search_domain(struct lowering *lo, const char *name, struct span at);

#endif
