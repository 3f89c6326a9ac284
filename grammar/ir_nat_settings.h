/* What governs all translations: timeouts, limits, helpers of protocols. ios-semantics.md 1.2. */
#ifndef GRAMMAR_IR_NAT_SETTINGS_H
#define GRAMMAR_IR_NAT_SETTINGS_H

#include "ir_acl.h"

/* X(symbol, "word", IOS's default in seconds) */
#define NAT_TIMEOUTS(X)                             \
	X(SIMPLE, "timeout", 86400)                 \
	X(TCP, "tcp-timeout", 86400)                \
	X(UDP, "udp-timeout", 300)                  \
	X(DNS, "dns-timeout", 60)                   \
	X(ICMP, "icmp-timeout", 60)                 \
	X(FINRST, "finrst-timeout", 60)             \
	X(SYN, "syn-timeout", 60)                   \
	X(PPTP, "pptp-timeout", 86400)              \
	X(ROUTEMAP, "routemap-entry-timeout", 3600) \
	X(ARP_PING, "arp-ping-timeout", 60)

enum nat_timeout {
#define X(symbol, word, seconds) NAT_TIMEOUT_##symbol,
	NAT_TIMEOUTS(X)
#undef X
		NAT_TIMEOUT_COUNT
};

enum { NAT_TIMEOUT_MAX = 536870 };
#define NAT_NEVER UINT32_MAX

/* `ip nat translation port-timeout {tcp|udp} PORT {S|never}` */
struct nat_port_timeout {
	struct span at;
	uint8_t proto;
	uint16_t port;
	uint32_t seconds;
};

/* Whom a limit of `ip nat translation max-entries` is for: X(symbol, "word") */
#define NAT_LIMITS(X)            \
	X(ALL, "")               \
	X(ALL_HOSTS, "all-host") \
	X(ALL_VRFS, "all-vrf")   \
	X(HOST, "host")          \
	X(LIST, "list")          \
	X(VRF, "vrf")

enum nat_limit_kind {
#define X(symbol, word) NAT_LIMIT_##symbol,
	NAT_LIMITS(X)
#undef X
};

struct nat_limit {
	struct span at;
	uint8_t kind; /* enum nat_limit_kind */
	uint32_t host;
	acl_ref acl;
	const char *vrf;
	uint32_t entries;
};

/*
 * Protocols with addresses inside their payload: X(symbol, "word"). The kernel has helpers for some
 * of them.
 */
#define NAT_SERVICES(X)                               \
	X(FTP, "ftp")                                 \
	X(SIP, "sip")                                 \
	X(H225, "h225")                               \
	X(RAS, "ras")                                 \
	X(H323, "h323")                               \
	X(PPTP, "pptp")                               \
	X(TFTP, "tftp")                               \
	X(DNS, "dns")                                 \
	X(DNS_RESET_TTL, "dns-reset-ttl")             \
	X(DNS_V6, "dns-v6")                           \
	X(RTSP, "rtsp")                               \
	X(SKINNY, "skinny")                           \
	X(MGCP, "mgcp")                               \
	X(NETBIOS_NS, "netbios-ns")                   \
	X(NETBIOS_SSN, "netbios-ssn")                 \
	X(NETBIOS_DGM, "netbios-dgm")                 \
	X(LDAP, "ldap")                               \
	X(APPEND_LDAP, "append-ldap-search-res")      \
	X(NETMEETING, "netmeeting")                   \
	X(VDOLIVE, "vdolive")                         \
	X(STREAMWORKS, "streamworks")                 \
	X(IPSEC_ESP, "ipsec-esp")                     \
	X(MULTI_WAN, "multi-wan-link")                \
	X(GATEKEEPER, "gatekeeper")                   \
	X(MSRPC, "msrpc")                             \
	X(SUNRPC, "sunrpc")                           \
	X(RCMD, "rcmd")                               \
	X(LOGIN, "login")                             \
	X(EVEN_H323, "allow-h323-even-rtp-ports")     \
	X(EVEN_SIP, "allow-sip-even-rtp-ports")       \
	X(EVEN_SKINNY, "allow-skinny-even-rtp-ports") \
	X(MULTIPART, "allow-multipart-processing")    \
	X(SYM_PORT, "enable-sym-port")                \
	X(MIB, "enable-mib")                          \
	X(PORT_RANDOM, "port-randomization")          \
	X(NBAR, "nbar")                               \
	X(FULLRANGE, "fullrange")                     \
	X(ESP_SPI, "esp spi-match")                   \
	X(IKE_PORT, "ike preserve-port")              \
	X(ALL_ALGS, "all-algs")

enum nat_service_name {
#define X(symbol, word) NAT_SERVICE_##symbol,
	NAT_SERVICES(X)
#undef X
		NAT_SERVICE_COUNT
};

struct nat_service {
	struct span at;
	uint8_t name; /* enum nat_service_name */
	uint8_t proto; /* 0: not said */
	uint16_t port; /* 0: not said */
	acl_ref acl; /* `list ACL …`: for these servers only */
	bool off;
};

struct nat_settings {
	uint32_t timeout[NAT_TIMEOUT_COUNT]; /* seconds, or NAT_NEVER; 0: not said */
	struct span timeout_at[NAT_TIMEOUT_COUNT];
	VEC(struct nat_port_timeout) port_timeouts;
	VEC(struct nat_limit) limits;
	VEC(struct nat_service) services;
	bool log; /* ip nat log translations syslog */
	struct span log_at;
};

struct router;

/* SECONDS 0: back to the default. */
void nat_timeout(struct router *router, enum nat_timeout which, uint32_t seconds, struct span at);
void nat_port_timeout(struct router *router, bool no, const struct nat_port_timeout *timeout);
/* Entries of 0: no limit. */
void nat_limit(struct router *router, bool no, const struct nat_limit *limit);
/* `no` is remembered, since many are on by default; `default` forgets. */
void nat_service(struct router *router, bool forget, const struct nat_service *service);
/* In seconds, what is in force. */
uint32_t nat_timeout_of(const struct nat_settings *settings, enum nat_timeout which);
const char *nat_timeout_word(enum nat_timeout which);
const char *nat_service_word(uint8_t name);
/* Has the kernel a helper for it? */
bool nat_service_has_helper(uint8_t name);

#endif
