/* Objects of the plan that other daemons serve: subnets and clients of DHCP, virtual routers. */
#ifndef COMPILER_PLAN_SERVICE_H
#define COMPILER_PLAN_SERVICE_H

#include <stdbool.h>
#include <stdint.h>

#include "grammar/ip6.h"
#include "grammar/vec.h"
#include "ranges.h"

enum dhcp_data { DHCP_DATA_ADDRESSES, DHCP_DATA_TEXT, DHCP_DATA_BYTES, DHCP_DATA_PLAIN };

/* An option of the answer, by its number. */
struct dhcp_option_row {
	uint32_t code;
	uint8_t form; /* enum dhcp_data */
	const char *data; /* addresses with ", " between them, text, hexadecimal digits, or what a
			     server takes as it is */
};

typedef VEC(struct dhcp_option_row) dhcp_option_rows;

/* A client with an address of its own. */
struct dhcp_host_row {
	uint32_t addr;
	bool hardware; /* ID is a hardware address, else a client identifier */
	const char *id; /* hexadecimal digits in pairs */
	const char *hostname; /* or NULL */
	dhcp_option_rows options;
	const char *origin;
};

struct dhcp_subnet_object {
	const char *vrf; /* K: the VRF's device, which has a server of its own; or NULL */
	uint32_t prefix; /* K */
	uint8_t len; /* K */
	const char *device; /* that the subnet is on; NULL: clients come by a relay */
	VEC(struct range) ranges; /* that are leased */
	uint32_t lease; /* seconds; UINT32_MAX: for ever */
	uint32_t next_server; /* 0: none */
	const char *bootfile; /* or NULL */
	dhcp_option_rows options;
	VEC(struct dhcp_host_row) hosts;
};

struct ip6_range {
	struct ip6 first, last;
};

/* Prefixes of LEN bits, out of NET. */
struct dhcp6_prefixes {
	struct ip6_net net;
	uint8_t len;
};

/* A prefix of one client. */
struct dhcp6_prefix_row {
	struct ip6_net net;
	const char *duid; /* hexadecimal digits in pairs */
	const char *origin;
};

struct dhcp6_subnet_object {
	struct ip6_net net; /* K */
	const char *device;
	VEC(struct ip6_range) ranges; /* that are lent; none: clients are only told things */
	struct dhcp6_prefixes delegated; /* of length 0: none */
	VEC(struct dhcp6_prefix_row) reserved;
	uint32_t valid, preferred; /* seconds; UINT32_MAX: for ever */
	bool rapid_commit;
	dhcp_option_rows options;
};

/* What the client on an interface says to its server. */
struct dhcp_client_object {
	const char *device; /* K */
	const char *hostname; /* or NULL */
	bool hardware_id; /* it calls itself by its hardware address */
	const char *client_id, *class_id; /* pairs of hexadecimal digits, or NULL */
	uint32_t lease; /* seconds; 0: whatever is offered */
	bool broadcast; /* answers are wanted by broadcast */
	uint16_t refused; /* not asked for: bits 1 << enum dhcp_request */
	bool address6, prefix6; /* the client of DHCPv6 asks for an address, for a prefix */
	uint8_t hint6; /* of so many bits; 0: of any length */
	bool rapid6; /* it takes what is offered without asking twice */
};

/* What router advertisements say on a link. */
struct advertised_prefix {
	struct ip6_net net;
	bool on_link, autonomous;
	uint32_t valid, preferred; /* seconds; UINT32_MAX: for ever */
};

/* A server, or a domain (NAME) to search. */
struct advertised_dns {
	const char *name;
	struct ip6 addr;
	bool has_lifetime;
	uint32_t lifetime; /* seconds; UINT32_MAX: for ever */
};

struct advertiser_object {
	const char *device; /* K */
	bool asked_only; /* nothing is sent to nobody in particular */
	bool managed, other, tells_interval;
	uint8_t preference; /* enum advert_preference */
	uint32_t longest, shortest; /* milliseconds from one to the next */
	uint32_t lifetime; /* seconds; 0: no default router */
	uint32_t hop_limit, mtu; /* 0: not said; these four */
	uint32_t reachable_time, retransmit_time; /* milliseconds */
	VEC(struct advertised_prefix) prefixes;
	VEC(struct advertised_dns) dns;
};

/* What takes from the priority while it is down: a device, or a track. */
struct vrrp_track_row {
	const char *device; /* NULL: TRACK */
	uint32_t track;
	int weight; /* negative; -254: the router gives up */
};

/* An address that goes where the instance's own go, untold. */
struct vrrp_follower {
	const char *device;
	uint32_t addr;
};

struct vrrp_object {
	const char *device; /* K */
	uint32_t vrid; /* K */
	const char *name; /* of the instance: letters, digits, '-' */
	uint32_t priority; /* 1 to 254 */
	bool preempt;
	uint32_t delay; /* before it preempts, seconds */
	uint32_t advertise; /* milliseconds */
	uint8_t version; /* 2 or 3 */
	const char *password; /* letters, digits, '-', '.', '_'; or NULL */
	VEC(uint32_t) addresses;
	VEC(struct vrrp_follower) followers;
	VEC(struct vrrp_track_row) tracks;
};

/* plan_service.c, for plan_object.c */
int advertiser_order(const struct advertiser_object *a, const struct advertiser_object *b);
bool advertiser_same(const struct advertiser_object *a, const struct advertiser_object *b);
int vrrp_order(const struct vrrp_object *a, const struct vrrp_object *b);
bool vrrp_same(const struct vrrp_object *a, const struct vrrp_object *b);
int dhcp_subnet_order(const struct dhcp_subnet_object *a, const struct dhcp_subnet_object *b);
bool dhcp_subnet_same(const struct dhcp_subnet_object *a, const struct dhcp_subnet_object *b);
int dhcp6_subnet_order(const struct dhcp6_subnet_object *a, const struct dhcp6_subnet_object *b);
bool dhcp6_subnet_same(const struct dhcp6_subnet_object *a, const struct dhcp6_subnet_object *b);
int dhcp_client_order(const struct dhcp_client_object *a, const struct dhcp_client_object *b);
/* Is there anything that it says of IPv4? */
bool dhcp_client_says4(const struct dhcp_client_object *client);
/* The same of IPv6. */
bool dhcp_client_says6(const struct dhcp_client_object *client);
bool dhcp_client_same(const struct dhcp_client_object *a, const struct dhcp_client_object *b);

#endif
