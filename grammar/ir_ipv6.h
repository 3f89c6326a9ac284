/*
 * IPv6: what an interface and the router as a whole are told about it. ios-semantics.md 1.13.
 *
 * Rows that both families share (static routes, access lists, host data) keep IPv4 addresses in
 * place, as numbers of 32 bits; a row of IPv6 (its flag V6 is set) holds in the same places the
 * addresses' numbers in router->ip6. Equal addresses have equal numbers. Long arrays of rows hold
 * one family only, so that nobody who walks them for IPv4 has to ask.
 */
#ifndef GRAMMAR_IR_IPV6_H
#define GRAMMAR_IR_IPV6_H

#include <stdbool.h>

#include "ip6.h"
#include "ir_acl.h"
#include "ir_advert.h"
#include "ir_dhcp6.h"
#include "ir_route_map.h"

enum address6_kind {
	ADDRESS6_GLOBAL,
	ADDRESS6_EUI64, /* the second half is made of the hardware address */
	ADDRESS6_ANYCAST,
	ADDRESS6_LINK_LOCAL
};

struct interface_address6 {
	struct ip6 addr;
	uint8_t len;
	uint8_t kind; /* enum address6_kind */
	bool made; /* of ADDRESS6_EUI64: ADDR is whole, find_hardware() knew how */
	struct name prefix; /* ipv6 general-prefix: its bits come before those of ADDR */
	struct span at;
};

/* Settings of an interface that are numbers; 0: not given. X(member, "words", lowest, highest) */
#define INTERFACE6_NUMBERS(X)                                \
	X(mtu, "ipv6 mtu", 1280, 65535)                      \
	X(adjust_mss, "ipv6 tcp adjust-mss", 40, 1940)       \
	X(ns_interval, "ipv6 nd ns-interval", 1000, 3600000) \
	X(reachable_time, "ipv6 nd reachable-time", 1, 3600000)

/* `ipv6 dhcp client pd NAME [rapid-commit]`: the prefix that a provider delegates has this name */
struct delegated6 {
	struct name name;
	bool rapid;
	struct ip6_net hint; /* `ipv6 dhcp client pd hint P/L`; of length 0: none */
};

struct interface6 {
	VEC(struct interface_address6) addresses; /* as configured */
	bool enable; /* ipv6 enable */
	REF(interface) unnumbered; /* ipv6 unnumbered: whose address it uses */
	bool autoconfig, autoconfig_default; /* ipv6 address autoconfig [default] */
	struct span autoconfig_at;
	bool nd_default, nd_prefix; /* ipv6 nd autoconfig default-route, … prefix */
	bool dhcp, dhcp_rapid; /* ipv6 address dhcp [rapid-commit] */
	struct delegated6 delegated;
	bool no_redirects, no_unreachables; /* no ipv6 redirects, no ipv6 unreachables */
	bool no_dad; /* ipv6 nd dad attempts 0 */
	bool nat66_inside, nat66_outside;
	uint16_t dad_attempts; /* else; 0: not given */
#define X(member, words, low, high) uint32_t member;
	INTERFACE6_NUMBERS(X)
#undef X
	struct advert advert; /* ipv6 nd */
	struct dhcp6_server dhcp6; /* ipv6 dhcp server */
	acl_ref access_in, access_out; /* ipv6 traffic-filter */
	struct interface_verify verify;
	REF(route_map) policy; /* ipv6 policy route-map */
};

/* `ipv6 general-prefix NAME P/L`; prefixes of tunnels are not translated. */
struct general_prefix {
	const char *name;
	struct span at;
	struct ip6_net net;
};

struct interface;

/* `nat66 prefix inside P outside P [vrf V] [egress-interface IF]`, of one length; or `nat66 inside
 * P interface IF` */
struct nat66 {
	struct span at;
	bool delegated; /* outside is what EGRESS was delegated */
	struct ip6_net inside, outside;
	const char *vrf;
	REF(interface) egress;
};

struct ipv6 {
	bool routing; /* ipv6 unicast-routing */
	struct span routing_at;
	uint32_t hop_limit; /* 0: not given */
	uint32_t error_interval; /* ipv6 icmp error-interval, milliseconds + 1; 0: not given */
	VEC(struct general_prefix) prefixes;
	VEC(struct nat66) nat66;
	REF(route_map) local_policy; /* ipv6 local policy route-map */
};

struct router;

/* `ipv6 address …` and its `no`: an address that stands is replaced; a new link-local takes the
 * place of the old one. */
void interface_address6(struct router *router, struct interface *interface, bool no,
			const struct interface_address6 *address);
/* `no ipv6 address`: all of them, and autoconfiguration. */
void interface_no_addresses6(struct interface *interface);
/* Does it take a default route, does it make addresses of prefixes, that others advertise? */
bool interface6_takes_default(const struct interface6 *six);
bool interface6_takes_prefixes(const struct interface6 *six);
/* Does any statement give the interface IPv6? */
bool interface_has_ipv6(const struct interface *interface);

void nat66_prefix(struct router *router, bool no, const struct nat66 *entry);
void general_prefix(struct router *router, bool no, const struct general_prefix *prefix);
const struct general_prefix *general_prefix_find(const struct router *router, const char *name);
/* Is it an address that other hosts can use, and known as far as its general prefix is? */
bool interface_address6_is_global(const struct interface_address6 *address);
/* The interface that is delegated the prefix of ADDRESS; NULL when that is no delegated one, or is
 * written, too. */
const struct interface *interface_address6_delegated(const struct router *router,
						     const struct interface_address6 *address);
/* The address with the bits of its general prefix; false when there is no such prefix, or a
 * provider delegates it. */
bool interface_address6_whole(const struct router *router, const struct interface_address6 *address,
			      struct ip6 *whole);

/* Is ADDR on the network of ADDRESS, as far as that is known? */
bool interface_address6_holds(const struct router *router, const struct interface_address6 *address,
			      struct ip6 addr);

/* The address of a row of the second family. */
#define router_ip6(router, number) ((router)->ip6.at[(number)])
uint32_t router_add_ip6(struct router *router, struct ip6 addr);

#endif
