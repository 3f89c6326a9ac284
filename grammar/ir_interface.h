/* Interfaces. ios-semantics.md 1.1. */
#ifndef GRAMMAR_IR_INTERFACE_H
#define GRAMMAR_IR_INTERFACE_H

#include <uthash.h>

#include "ir_acl.h"
#include "ir_dns.h"
#include "ir_fhrp.h"
#include "ir_ipv6.h"
#include "ir_ppp.h"
#include "ir_route_map.h"
#include "ir_tunnel.h"

/*
 * X(symbol, IOS's full name, two-letter abbreviation of a derived device name, IP link is
 * point-to-point). Abbreviations that users type are any unambiguous prefix of the full name; what
 * stands behind Null is so rare that it never makes one ambiguous.
 */
#define INTERFACE_TYPES(X)                                                     \
	X(ETHERNET, "Ethernet", "et", false)                                   \
	X(FASTETHERNET, "FastEthernet", "fa", false)                           \
	X(GIGABITETHERNET, "GigabitEthernet", "gi", false)                     \
	X(TENGIGABITETHERNET, "TenGigabitEthernet", "te", false)               \
	X(SERIAL, "Serial", "se", true)                                        \
	X(LOOPBACK, "Loopback", "lo", false)                                   \
	X(DIALER, "Dialer", "di", true)                                        \
	X(TUNNEL, "Tunnel", "tu", true)                                        \
	X(VLAN, "Vlan", "vl", false)                                           \
	X(PORT_CHANNEL, "Port-channel", "po", false)                           \
	X(BVI, "BVI", "bv", false)                                             \
	X(BRI, "BRI", "br", true)                                              \
	X(ATM, "ATM", "at", true)                                              \
	X(CELLULAR, "Cellular", "ce", true)                                    \
	X(MULTILINK, "Multilink", "mu", true)                                  \
	X(VIRTUAL_TEMPLATE, "Virtual-Template", "vt", true)                    \
	X(ASYNC, "Async", "as", true)                                          \
	X(GROUP_ASYNC, "Group-Async", "ga", true)                              \
	X(TWENTYFIVEGIGE, "TwentyFiveGigE", "tw", false)                       \
	X(FORTYGIGABITETHERNET, "FortyGigabitEthernet", "fo", false)           \
	X(HUNDREDGIGE, "HundredGigE", "hu", false)                             \
	X(EMBEDDED_SERVICE_ENGINE, "Embedded-Service-Engine", "em", false)     \
	X(NVI, "NVI", "nv", false)                                             \
	X(NULL, "Null", "nu", false)                                           \
	X(VIRTUAL_ACCESS, "Virtual-Access", "va", true)                        \
	X(VIRTUAL_PPP, "Virtual-PPP", "vp", true)                              \
	X(TWOGIGABITETHERNET, "TwoGigabitEthernet", "tg", false)               \
	X(FIVEGIGABITETHERNET, "FiveGigabitEthernet", "fg", false)             \
	X(TENGIGE, "TenGigE", "te", false)                                     \
	X(FORTYGIGE, "FortyGigE", "fo", false)                                 \
	X(APPGIGABITETHERNET, "AppGigabitEthernet", "ap", false)               \
	X(TOKENRING, "TokenRing", "to", false)                                 \
	X(FDDI, "FDDI", "fd", false)                                           \
	X(POS, "POS", "ps", true)                                              \
	X(HSSI, "HSSI", "hs", true)                                            \
	X(CABLE, "Cable", "ca", false)                                         \
	X(MODULAR_CABLE, "Modular-Cable", "mc", false)                         \
	X(WIDEBAND_CABLE, "Wideband-Cable", "wc", false)                       \
	X(CRYPTO_ENGINE, "Crypto-Engine", "cr", false)                         \
	X(DOT11RADIO, "Dot11Radio", "do", false)                               \
	X(WLAN_AP, "Wlan-ap", "wa", false)                                     \
	X(WLAN_GIGABITETHERNET, "Wlan-GigabitEthernet", "wg", false)           \
	X(INTEGRATED_SERVICE_ENGINE, "Integrated-Service-Engine", "is", false) \
	X(SERVICE_ENGINE, "Service-Engine", "sv", false)                       \
	X(SM, "SM", "sm", false)                                               \
	X(UCSE, "ucse", "uc", false)                                           \
	X(BDI, "BDI", "bd", false)                                             \
	X(NVE, "nve", "ne", false)                                             \
	X(LISP, "LISP", "li", false)                                           \
	X(VASILEFT, "vasileft", "vl", true)                                    \
	X(VASIRIGHT, "vasiright", "vr", true)                                  \
	X(TUNNEL_IP, "tunnel-ip", "ti", true)                                  \
	X(CEM, "CEM", "cm", false)                                             \
	X(BUNDLE_ETHER, "Bundle-Ether", "be", false)                           \
	X(AUTO_TEMPLATE, "Auto-Template", "au", true)                          \
	X(VIRTUALPORTGROUP, "VirtualPortGroup", "vg", false)                   \
	X(MFR, "MFR", "mf", true)                                              \
	X(VIF, "Vif", "vi", false)                                             \
	X(CONTENT_ENGINE, "Content-Engine", "ct", false)                       \
	X(ANALYSIS_MODULE, "Analysis-Module", "am", false)                     \
	X(ISM, "ISM", "ii", false)

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

/* encapsulation dot1Q ID [native] [second-dot1q INNER]. */
struct interface_tag {
	uint16_t id; /* 0: no such statement */
	uint16_t inner; /* 0: one tag only */
	bool native, inner_any;
	struct span at;
};

/* X(symbol, keyword): what `no ip dhcp client request …` can leave out. */
#define DHCP_REQUESTS(X)                                    \
	X(ROUTER, "router")                                 \
	X(DNS_NAMESERVER, "dns-nameserver")                 \
	X(DOMAIN_NAME, "domain-name")                       \
	X(NETBIOS_NAMESERVER, "netbios-nameserver")         \
	X(STATIC_ROUTE, "static-route")                     \
	X(CLASSLESS_STATIC_ROUTE, "classless-static-route") \
	X(TFTP_SERVER_ADDRESS, "tftp-server-address")       \
	X(SIP_SERVER_ADDRESS, "sip-server-address")         \
	X(VENDOR_SPECIFIC, "vendor-specific")               \
	X(VENDOR_IDENTIFYING_SPECIFIC, "vendor-identifying-specific")

enum dhcp_request {
#define X(symbol, text) DHCP_REQUEST_##symbol,
	DHCP_REQUESTS(X)
#undef X
		DHCP_REQUEST_COUNT
};

/* What a client of DHCP calls itself. */
enum dhcp_id_form {
	DHCP_ID_NONE,
	DHCP_ID_INTERFACE, /* the hardware address of interface TEXT */
	DHCP_ID_ASCII,
	DHCP_ID_HEX, /* TEXT is pairs of digits */
	DHCP_ID_HARDWARE, /* its own hardware address */
	DHCP_ID_DISABLED
};

struct dhcp_identity {
	uint8_t form; /* enum dhcp_id_form */
	const char *text;
	struct span at;
};

enum dhcp_flag { DHCP_FLAG_DEFAULT, DHCP_FLAG_SET, DHCP_FLAG_CLEAR };

/* ip address dhcp, and ip dhcp client …. */
struct dhcp_client {
	uint8_t distance; /* of the default route; 0: not given */
	uint16_t track; /* while it is up the default route stands; 0: always */
	struct span track_at;
	uint16_t refused; /* bits 1 << enum dhcp_request */
	struct dhcp_identity client_id, class_id, vendor_class;
	const char *hostname;
	uint32_t lease; /* that it asks for, seconds; 0: not given */
	uint8_t broadcast; /* enum dhcp_flag: how it wants its answers */
	/* of `ip address dhcp`; the statements of their own win */
	struct dhcp_identity address_client_id;
	const char *address_hostname;
};

/* Whether it answers ARP for others; IOS does unless told. */
enum proxy_arp { PROXY_ARP_DEFAULT, PROXY_ARP_ON, PROXY_ARP_OFF };

struct helper_address {
	uint32_t addr;
	bool global; /* in the global table, whatever the interface's VRF */
	const char *vrf;
	struct span at;
};

typedef REF(interface) interface_ref;

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
	interface_ref unnumbered; /* ip unnumbered: whose address it uses */
	struct dhcp_client dhcp;
	struct name vrf; /* vrf forwarding */
	struct interface_tag tag;
	uint32_t mtu, ip_mtu; /* 0: not given */
	struct span mtu_at, ip_mtu_at;
	uint32_t adjust_mss; /* ip tcp adjust-mss; 0: none */
	struct span adjust_mss_at;
	struct interface_verify verify;
	uint8_t proxy_arp; /* enum proxy_arp */
	bool no_redirects, no_unreachables;
	struct span proxy_arp_at, redirects_at, unreachables_at;
	VEC(struct helper_address) helpers; /* ip helper-address: kept, not translated */
	struct tunnel *tunnel; /* NULL: none of its statements */
	struct ppp ppp;
	struct pppoe_client pppoe;
	enum nat_side nat;
	bool nat_exit; /* of NAT_ENABLED: what rules translate to is here; set by resolve */
	struct span nat_at;
	REF(route_map) policy; /* ip policy route-map */
	acl_ref access_in, access_out; /* ip access-group */
	REF(dns_view_list) view_group; /* ip dns view-group */
	struct interface6 six;
	VEC(struct fhrp_group) fhrp; /* in the order of their first lines */
};

struct interfaces {
	STAILQ_HEAD(, interface) list;
	struct interface *by_name;
	uint32_t count;
};

/* Does it learn of name servers with its address, by DHCP or PPP? */
bool interface_learns_servers(const struct interface *interface);
struct interface *interface_open(struct router *router, struct name name);
void interface_remove(struct router *router, struct name name); /* `no interface X` */
/* The interface that a sub-interface is one of by its name, or NULL. */
struct interface *interface_parent(const struct router *router, const struct interface *sub);
struct interface *interface_find(const struct router *router, const char *name);

/*
 * The canonical spelling of an interface name of LEN characters, which may be abbreviated
 * ("fa0/0"): interned, with its type in *TYPE. NULL when it is none or ambiguous. `Null0` is
 * canonical "Null0".
 */
const char *interface_canonical(struct names *names, const char *s, size_t len,
				enum interface_type *type);
bool interface_type_is_point_to_point(enum interface_type type);

/* Do translated packets leave the site by it? */
bool interface_is_outside(const struct interface *interface);

/* The first static address, or NULL. */
const struct interface_address *interface_primary(const struct interface *interface);

/* `ip address A M [secondary]` and its `no`; ADDR 0 with NO: all of them, as bare `no ip address`.
 */
void interface_helper(struct router *router, struct interface *interface, bool no,
		      struct helper_address helper);
void interface_address(struct router *router, struct interface *interface, bool no,
		       struct interface_address address);

#endif
