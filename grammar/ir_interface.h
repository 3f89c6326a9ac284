/* Interfaces. ios-semantics.md 1.1. */
#ifndef GRAMMAR_IR_INTERFACE_H
#define GRAMMAR_IR_INTERFACE_H

#include <uthash.h>

#include "ir_acl.h"
#include "ir_dns.h"
#include "ir_ipv6.h"
#include "ir_route_map.h"

/*
 * X(symbol, IOS's full name, two-letter abbreviation of a derived device name, IP link is
 * point-to-point). Abbreviations that users type are any unambiguous prefix of the full name.
 */
#define INTERFACE_TYPES(X)                                                 \
	X(ETHERNET, "Ethernet", "et", false)                               \
	X(FASTETHERNET, "FastEthernet", "fa", false)                       \
	X(GIGABITETHERNET, "GigabitEthernet", "gi", false)                 \
	X(TENGIGABITETHERNET, "TenGigabitEthernet", "te", false)           \
	X(SERIAL, "Serial", "se", true)                                    \
	X(LOOPBACK, "Loopback", "lo", false)                               \
	X(DIALER, "Dialer", "di", true)                                    \
	X(TUNNEL, "Tunnel", "tu", true)                                    \
	X(VLAN, "Vlan", "vl", false)                                       \
	X(PORT_CHANNEL, "Port-channel", "po", false)                       \
	X(BVI, "BVI", "bv", false)                                         \
	X(BRI, "BRI", "br", true)                                          \
	X(ATM, "ATM", "at", true)                                          \
	X(CELLULAR, "Cellular", "ce", true)                                \
	X(MULTILINK, "Multilink", "mu", true)                              \
	X(VIRTUAL_TEMPLATE, "Virtual-Template", "vt", true)                \
	X(ASYNC, "Async", "as", true)                                      \
	X(GROUP_ASYNC, "Group-Async", "ga", true)                          \
	X(TWENTYFIVEGIGE, "TwentyFiveGigE", "tw", false)                   \
	X(FORTYGIGABITETHERNET, "FortyGigabitEthernet", "fo", false)       \
	X(HUNDREDGIGE, "HundredGigE", "hu", false)                         \
	X(EMBEDDED_SERVICE_ENGINE, "Embedded-Service-Engine", "em", false) \
	X(NVI, "NVI", "nv", false)                                         \
	X(NULL, "Null", "nu", false)

enum interface_type {
#define X(symbol, name, two, ptp) INTERFACE_##symbol,
	INTERFACE_TYPES(X)
#undef X
		INTERFACE_TYPE_COUNT
};

/* NAT_ENABLED: of the NAT virtual interface, which knows no sides. */
enum nat_side { NAT_NONE, NAT_INSIDE, NAT_OUTSIDE, NAT_ENABLED };

struct interface_address {
	uint32_t addr;
	uint8_t len;
	bool secondary;
	struct span at; /* of the address */
};

enum address_mode { ADDRESS_STATIC, ADDRESS_DHCP, ADDRESS_NEGOTIATED };

struct interface {
	STAILQ_ENTRY(interface) link;
	UT_hash_handle hh; /* by name */
	const char *name; /* canonical: "Serial1/0", "GigabitEthernet0/0.100" */
	enum interface_type type;
	uint32_t index; /* position in configuration order, from 0 */
	struct span at; /* the name on the opener */
	const char *description;
	bool shutdown;
	enum address_mode mode;
	struct span mode_at;
	VEC(struct interface_address) addresses; /* the primary, if any, first */
	const char *vrf; /* vrf forwarding: left alone, with one warning */
	enum nat_side nat;
	struct span nat_at;
	REF(route_map) policy; /* ip policy route-map */
	acl_ref access_in, access_out; /* ip access-group */
	REF(dns_view_list) view_group; /* ip dns view-group */
	struct interface6 six;
};

struct interfaces {
	STAILQ_HEAD(, interface) list;
	struct interface *by_name;
	uint32_t count;
};

typedef REF(interface) interface_ref;

struct interface *interface_open(struct router *router, struct name name);
void interface_remove(struct router *router, struct name name); /* `no interface X` */
struct interface *interface_find(const struct router *router, const char *name);

/*
 * The canonical spelling of an interface name of LEN characters, which may be abbreviated
 * ("fa0/0"): interned, with its type in *TYPE. NULL when it is none or ambiguous. `Null0` is
 * canonical "Null0".
 */
const char *interface_canonical(struct names *names, const char *s, size_t len,
				enum interface_type *type);
bool interface_type_is_point_to_point(enum interface_type type);

/* The first static address, or NULL. */
const struct interface_address *interface_primary(const struct interface *interface);

/* `ip address A M [secondary]` and its `no`; ADDR 0 with NO: all of them, as bare `no ip address`.
 */
void interface_address(struct router *router, struct interface *interface, bool no,
		       struct interface_address address);

#endif
