/* The DHCP server: its pools, and the addresses that it keeps to itself. ios-semantics.md 1.10. */
#ifndef GRAMMAR_IR_DHCP_H
#define GRAMMAR_IR_DHCP_H

#include <uthash.h>

enum { DHCP_LEASE = 86400, DHCP_LEASE_INFINITE = UINT32_MAX }; /* seconds */

/* `ip dhcp excluded-address FIRST [LAST]` */
struct dhcp_excluded {
	struct span at;
	const char *vrf;
	uint32_t first, last;
};

typedef VEC(uint32_t) dhcp_addresses;

enum dhcp_form { DHCP_IP, DHCP_ASCII, DHCP_HEX };

/* `option CODE …`: addresses, text, or bytes as hexadecimal digits without dots. */
struct dhcp_option {
	struct span at;
	uint32_t code;
	enum dhcp_form form;
	dhcp_addresses addresses;
	const char *text;
};

/* `address A {client-id|hardware-address} X`: of a network's pool, for one client. */
struct dhcp_reserved {
	struct span at;
	uint32_t addr;
	bool hardware; /* ID is a hardware address */
	const char *id; /* digits in pairs, without dots, lower case */
};

struct dhcp_pool {
	STAILQ_ENTRY(dhcp_pool) link;
	UT_hash_handle hh; /* by name */
	const char *name;
	struct span at;
	const char *vrf;
	struct span vrf_at;
	bool has_network, has_host;
	uint32_t addr; /* of the network, or the host's own */
	uint8_t len;
	struct span network_at;
	/* of a host: how it is known; digits in pairs, without dots, lower case */
	const char *client_id, *hardware;
	const char *client_name;
	dhcp_addresses routers, dns_servers, netbios_servers;
	struct span routers_at;
	uint32_t next_server;
	const char *domain_name, *bootfile;
	uint32_t lease; /* seconds, or DHCP_LEASE_INFINITE */
	uint8_t netbios_node; /* 0: not given */
	bool import_all;
	struct span import_at;
	bool reserved_only; /* nobody else gets an address */
	VEC(struct dhcp_reserved) reserved; /* ascending by address */
	VEC(struct dhcp_option) options; /* ascending by code */
};

struct dhcp {
	bool off; /* no service dhcp */
	STAILQ_HEAD(, dhcp_pool) pools;
	struct dhcp_pool *by_name;
	VEC(struct dhcp_excluded) excluded;
};

struct dhcp_pool *dhcp_pool_find(const struct router *router, const char *name);
struct dhcp_pool *dhcp_pool_open(struct router *router, struct name name);
void dhcp_pool_remove(struct router *router, struct name name);

/* Rows equal but for their span are not added twice; `no` removes. */
void dhcp_exclude(struct router *router, bool no, const struct dhcp_excluded *excluded);

/* An address is for one client: a new one replaces, `no` removes. */
void dhcp_reserve(struct router *router, bool no, struct dhcp_pool *pool,
		  const struct dhcp_reserved *reserved);

/* The option's code tells which: a new one replaces, `no` removes. */
void dhcp_option(struct router *router, bool no, struct dhcp_pool *pool,
		 const struct dhcp_option *option);

#endif
