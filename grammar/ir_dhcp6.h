/* The DHCPv6 server: its pools, and which interface serves which. ios-semantics.md 1.13. */
#ifndef GRAMMAR_IR_DHCP6_H
#define GRAMMAR_IR_DHCP6_H

#include <stdbool.h>
#include <uthash.h>

#include "ip6.h"
#include "vec.h"

/* Seconds of an address, and of a prefix, without `lifetime`, and for ever. */
enum { DHCP6_VALID = 172800, DHCP6_PREFERRED = 86400 };
enum { DHCP6_VALID_PREFIX = 2592000, DHCP6_PREFERRED_PREFIX = 604800 };
#define DHCP6_EVER UINT32_MAX

/* Options with a name in a pool: X(symbol, "words", number, several of them can be told) */
#define DHCP6_ADDRESSES(X)                \
	X(SIP, "sip address", 22, true)   \
	X(DNS, "dns-server", 23, true)    \
	X(NIS, "nis address", 27, true)   \
	X(NISP, "nisp address", 28, true) \
	X(SNTP, "sntp address", 31, true)
#define DHCP6_NAMES(X)                              \
	X(SIP_NAME, "sip domain-name", 21, true)    \
	X(DOMAIN, "domain-name", 24, true)          \
	X(NIS_NAME, "nis domain-name", 29, false)   \
	X(NISP_NAME, "nisp domain-name", 30, false) \
	X(AFTR, "aftr", 64, false)

enum dhcp6_code {
#define X(symbol, words, number, several) DHCP6_##symbol = (number),
	DHCP6_ADDRESSES(X) DHCP6_NAMES(X)
#undef X
		DHCP6_BOOTFILE = 59, /* bootfile-url */
};

enum dhcp6_form { DHCP6_ADDRESS, DHCP6_NAME, DHCP6_ASCII, DHCP6_HEX };

/* One value of an option. */
struct dhcp6_value {
	struct span at;
	uint32_t code;
	uint8_t form; /* enum dhcp6_form */
	bool numbered; /* `option CODE …` */
	struct ip6 addr;
	const char *text; /* a name, text, or pairs of hexadecimal digits */
};

/* `… lifetime VALID PREFERRED`, seconds or DHCP6_EVER */
struct dhcp6_times {
	bool given;
	uint32_t valid, preferred;
	struct span at;
};

/* `ipv6 local pool NAME P/L LEN`: prefixes of LEN bits */
struct prefix_pool {
	const char *name;
	struct span at;
	struct ip6_net net;
	uint8_t len;
};

/* `prefix-delegation P/L DUID`: for one client */
struct dhcp6_delegated {
	struct span at;
	struct ip6_net net;
	const char *duid; /* digits in pairs, without dots, lower case */
	struct dhcp6_times times;
};

struct dhcp6_pool {
	STAILQ_ENTRY(dhcp6_pool) link;
	UT_hash_handle hh; /* by name */
	const char *name;
	struct span at;
	bool has_prefix;
	struct ip6_net net; /* whose addresses are lent */
	struct span net_at;
	uint32_t valid, preferred; /* seconds, or DHCP6_EVER */
	uint32_t refresh; /* `information refresh`, seconds or DHCP6_EVER; 0: not told */
	struct { /* `prefix-delegation pool NAME` */
		struct name pool;
		struct dhcp6_times times;
	} delegated;
	VEC(struct dhcp6_delegated) reserved;
	VEC(struct ip6_net) links; /* `link-address` */
	VEC(struct dhcp6_value) values; /* as configured */
};

/* `ipv6 dhcp server …` of an interface */
struct dhcp6_server {
	REF(dhcp6_pool) pool;
	bool automatic; /* any pool that has addresses of the link */
	bool rapid_commit, allow_hint;
	uint8_t preference;
	struct span at;
};

struct dhcp6 {
	STAILQ_HEAD(, dhcp6_pool) pools;
	struct dhcp6_pool *by_name;
	VEC(struct prefix_pool) prefix_pools;
};

struct router;

struct dhcp6_pool *dhcp6_pool_find(const struct router *router, const char *name);
struct dhcp6_pool *dhcp6_pool_open(struct router *router, struct name name);
void dhcp6_pool_remove(struct router *router, struct name name);
/* A value that is there is not added twice; one of an option of which there is one replaces. */
void dhcp6_value(struct router *router, bool no, struct dhcp6_pool *pool,
		 const struct dhcp6_value *value);
/* A prefix is for one client: a new one replaces. */
void dhcp6_delegate(struct router *router, bool no, struct dhcp6_pool *pool,
		    const struct dhcp6_delegated *delegated);
void prefix_pool(struct router *router, bool no, const struct prefix_pool *pool);
const struct prefix_pool *prefix_pool_find(const struct router *router, const char *name);
void dhcp6_link(struct router *router, bool no, struct dhcp6_pool *pool, struct ip6_net net);
/* The words of an option with a name, or NULL. */
const char *dhcp6_words(uint32_t code);

#endif
