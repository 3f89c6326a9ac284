/* What an interface tells the hosts on its link by router advertisements. ios-semantics.md 1.13. */
#ifndef GRAMMAR_IR_ADVERT_H
#define GRAMMAR_IR_ADVERT_H

#include "ip6.h"
#include "source.h"
#include "vec.h"

/* Unless given: seconds. */
enum {
	ADVERT_LIFETIME = 1800,
	ADVERT_INTERVAL = 200,
	ADVERT_VALID = 2592000,
	ADVERT_PREFERRED = 604800,
	ADVERT_EVER = UINT32_MAX
};

/* X(symbol, "how IOS says it", or NULL) */
#define ADVERT_MODES(X)                                     \
	X(ALWAYS, NULL)                                     \
	X(ASKED, "ra suppress") /* who asks, is answered */ \
	X(NEVER, "ra suppress all")

enum advert_mode {
#define X(symbol, words) ADVERT_##symbol,
	ADVERT_MODES(X)
#undef X
};

/* X(symbol, "keyword") */
#define ADVERT_PREFERENCES(X) \
	X(MEDIUM, "medium")   \
	X(HIGH, "high")       \
	X(LOW, "low")

enum advert_preference {
#define X(symbol, keyword) PREFERENCE_##symbol,
	ADVERT_PREFERENCES(X)
#undef X
};

/* `ipv6 nd prefix P`: one of the interface's own, which is told in any case, or a further one. */
struct advert_prefix {
	struct span at;
	bool fallback; /* `default`: what holds for those of which nothing is said */
	struct ip6_net net;
	bool silent; /* no-advertise */
	bool off_link; /* or no-onlink */
	bool no_autoconfig, no_router_address;
	bool has_times;
	uint32_t valid, preferred; /* seconds, or ADVERT_EVER */
};

/* A server, or a domain (NAME), by which names are looked up. */
struct advert_dns {
	struct span at;
	const char *name;
	struct ip6 addr;
	bool has_lifetime;
	uint32_t lifetime; /* seconds, or ADVERT_EVER */
};

struct advert {
	uint8_t mode; /* enum advert_mode */
	uint8_t preference; /* enum advert_preference */
	bool managed, other; /* managed-config-flag, other-config-flag */
	bool tells_interval; /* advertisement-interval */
	bool no_mtu; /* ra mtu suppress */
	bool no_hop_limit; /* ra hop-limit unspecified */
	bool has_lifetime;
	uint32_t lifetime; /* seconds */
	uint32_t longest, shortest; /* from one to the next, milliseconds; 0: not given */
	VEC(struct advert_prefix) prefixes;
	VEC(struct advert_dns) dns;
};

struct router;
struct interface;

/* Each takes the place of the one for the same prefix, server or domain; `no` takes that away. */
void advert_prefix(struct router *router, struct interface *interface, bool no,
		   const struct advert_prefix *prefix);
void advert_dns(struct router *router, struct interface *interface, bool no,
		const struct advert_dns *dns);
/* What is said of NET on the interface, or of all prefixes; NULL: nothing. */
const struct advert_prefix *advert_prefix_find(const struct interface *interface,
					       struct ip6_net net);

#endif
