/*
 * What the lowering shares between its files. It is the only place where Cisco's words meet
 * Linux's: each file lowers one vocabulary of the router model into items and choices of the plan.
 */
#ifndef COMPILER_LOWER_H
#define COMPILER_LOWER_H

#include "compiler.h"

struct fib;
struct fib6;
struct lower_exit;

typedef VEC(guard) guards;
struct lower_track_condition;

/* A VRF as the kernel has it: a device, and the table that is its own. */
struct lower_vrf {
	const struct vrf *vrf;
	const char *device;
	uint32_t table;
	VEC(uint16_t) devices; /* indices, of its interfaces */
	const char *own; /* the set of its own addresses, when rules ask for it */
	bool leaks; /* a route of it leads into the global table */
	/* lower_nat_vrf.c's: an interface that could send packets, and is neither inside nor
	 * outside; is anything translated, and on its way out of the global table */
	const struct interface *sideless;
	bool translates, translates_away;
	bool publishes; /* addresses of the global table lead into it */
	VEC(const struct nat_dynamic *) dynamics; /* its rules that are translated */
};

struct lowering {
	struct arena *arena;
	struct router *router;
	const struct site *site;
	struct diags *diags;
	struct plan *plan;
	bool safe; /* fidelity */
	const struct fib *fib;
	const struct fib6 *fib6;

	/* lower_device.c's: by index of the interface, and by device */
	uint16_t *device_of;
	struct lower_device *device;
	bool *is_parent; /* by index of the interface: sub-interfaces stand on it */
	bool *is_uplink6; /* the same: it leads out over IPv6, whatever is translated */
	bool parts[2]; /* of IPv4, of IPv6: a static route leads to a part of a connected network */
	VEC(struct lower_vrf) vrfs; /* that have interfaces */
	struct lower_vrf **vrf_of; /* by the VRF's index; NULL: it has none */
	/* tables of lower.c and lower_exit.c, by number and by name */
	struct lower_track_condition *tracks;
	struct lower_exit *exits;
	uint32_t routed_mark; /* of packets that go by the routes alone; 0: none has it */
	bool tagged_inward; /* lower_nat.c's: flows that come in have their tag from translation */
	const struct plan_device *strays_to; /* the same: see lower_nat_strays_in(); or NULL */
	struct lower_own_ways *own_ways; /* lower_own.c's, once found */
	bool any_null; /* lower_own.c's: TABLE_NULL is asked */
	bool yields; /* route_maps_yield() of the router */
	/* what access lists refer to: lower_acl.h */
	struct lower_group *groups;
	struct lower_times *times;
	struct lower_reflexive *reflexives[2]; /* of IPv4, of IPv6 */
	struct lower_classified *classified; /* lists, once they are asked for */
	struct arena *classified_in; /* these; NULL: none was */
	struct lower_shared_list *shared_lists; /* lower_map.c's */
	struct lower_apart *apart; /* lower_apart.c's, by list */
	bool later; /* these are made by whoever asks for them */
	bool parts_want_whole; /* some line of them asks for what a fragment may not have */
	/* the line that lower_origin() was last asked for, and its text */
	struct span origin_line;
	const char *origin;
};

enum { NO_DEVICE = UINT16_MAX, NO_CONDITION = UINT16_MAX, TABLE_MAIN = 254 };

/* What the plan does not say of a device. */
struct lower_device {
	const struct interface *interface;
	uint16_t link, address, gateway; /* conditions, or NO_CONDITION */
	uint16_t address6, gateway6;
	uint8_t gateway_rank; /* how good the source of its gateway is */
	bool reported; /* that it has no gateway */
};

/* ---- lower.c ---- */
/* The condition `track NUMBER is up`. */
uint16_t lower_track_condition(struct lowering *lo, uint32_t number);
uint16_t lower_condition(struct lowering *lo, struct condition condition);
/* Add a literal to a guard. */
void lower_require(struct lowering *lo, guard *to, uint16_t condition, bool truth);
/* The text of a statement, blanks squeezed: what stands in comments. */
const char *lower_origin(struct lowering *lo, struct span at);
/* The same of LINE, all that the reader has of a line: it knows what stands before a statement. */
const char *lower_line_origin(struct lowering *lo, struct span line);
/* It is known for the line AT, which will be asked for next. */
void lower_origin_is(struct lowering *lo, struct span at, const char *origin);
/* A new item that always holds; fill in the object; valid until the next one. */
struct object *lower_item(struct lowering *lo, enum object_kind kind, const char *origin);
/* The setting of the kernel at PATH, below /proc/sys, is VALUE. */
void lower_sysctl(struct lowering *lo, const char *path, const char *value, const char *origin);
/* The guard of the newest item, to be added to. */
guard *lower_item_guard(struct lowering *lo);
/* CHOICE of routes joins the plan. A single candidate is none: an item is smaller, and there may be
 * many. */
void lower_choice(struct lowering *lo, const struct choice *choice);
/* Report a divergence, and list it in the plan. */
void lower_divergence(struct lowering *lo, enum diag_name name, struct span at, const char *what);

/* ---- lower_device.c ---- */
/* Index in plan.devices of INTERFACE (NULL is allowed), or NO_DEVICE when it is left alone or shut.
 */
uint16_t lower_device(const struct lowering *lo, const struct interface *interface);
/* The same for interfaces in VRFs, too, which lower_device() leaves alone: they have links,
 * addresses and filters, and none of what belongs to the global table. */
uint16_t lower_any_device(const struct lowering *lo, const struct interface *interface);
/* DEVICE, no loopback, is up; where its link is negotiated, it has an address, too. */
void lower_require_link(struct lowering *lo, guard *needs, uint16_t device);
/* Fill plan.devices; false after reporting that there are too many. */
bool lower_devices(struct lowering *lo);
/* Does the site file name its device? */
bool lower_is_given(const struct lowering *lo, const struct interface *interface);
/* Does a sub-interface that we make stand on it? */
bool lower_is_parent(const struct lowering *lo, const struct interface *interface);
/* Links that really have but one other end on Linux, too: no address is needed to reach it. */
bool lower_is_tunnel(const struct interface *interface);

/*
 * The hop by DEVICE to where its link leads, and what that needs: its gateway, or nothing on a link
 * that has only one other end. The statement AT is told when a gateway is missing.
 */
struct next_hop lower_hop(struct lowering *lo, uint16_t device, struct span at, guard *needs);
/* The hop of a ROUTE by DEVICE alone: the same, but for its own network, which another table may
 * lead to, and whose hosts are neighbours. */
struct next_hop lower_hop_to(struct lowering *lo, uint16_t device, const struct static_route *route,
			     guard *needs);
/* The hop to ADDR, a neighbour on DEVICE. */
struct next_hop lower_hop_via(const struct lowering *lo, uint16_t device, uint32_t addr);

/* By DEVICE to what neighbour? Say, once, that the site file can name it with KEY. */
void lower_no_gateway(struct lowering *lo, uint16_t device, struct span at, const char *key);

/* ---- lower_advert.c ---- */
void lower_advertisers(struct lowering *lo);

/* ---- lower_ipv6.c ---- */
void lower_describe6(const struct lowering *lo, const struct interface *interface,
		     struct plan_device *device);
void lower_find_uplinks6(struct lowering *lo);
void lower_gateways6(struct lowering *lo);
void lower_interfaces6(struct lowering *lo);
struct value lower_constant6(const struct lowering *lo, struct ip6 addr);
struct next_hop lower_hop6(struct lowering *lo, uint16_t device, struct span at, guard *needs);
struct next_hop lower_hop_via6(const struct lowering *lo, uint16_t device, struct ip6 addr);

/* ---- lower_delegated.c ---- */
/* What BITS become below the prefix that INTERFACE is delegated, for a network of LEN bits; of 0:
 * of as many as the prefix has. False when it is left alone or asks for none. */
bool lower_delegated(const struct lowering *lo, const struct interface *interface, struct ip6 bits,
		     uint32_t len, struct value *value);
void lower_delegated_ends(struct lowering *lo);

/* ---- lower_interface.c: with the devices' marks known: sysctls, links and addresses ---- */
void lower_interfaces(struct lowering *lo);
/* The MTU that an interface's statements come to; 0: as the device has it. */
uint32_t lower_mtu(const struct interface *interface);

/* ---- lower_dhcp_client.c ---- */
void lower_dhcp_clients(struct lowering *lo);

/* ---- lower_ppp.c: sessions of pppd ---- */
void lower_sessions(struct lowering *lo);

/* ---- lower_vrf.c: the devices that VRFs are, and the routes in them ---- */
void lower_vrfs(struct lowering *lo);
/* VRF of ROUTE is not defined, or ROUTE leads nowhere that we could say: say so. */
void lower_vrf_report_stray(struct lowering *lo, const struct static_route *route);
void lower_vrf_report_lost(struct lowering *lo, const struct static_route *route);
/* What ROUTE of either family becomes in the table of VRF, but for its hop. */
struct candidate lower_vrf_candidate(struct lowering *lo, const struct lower_vrf *vrf,
				     const struct static_route *route);
/* What no route of VRF takes ends in its table. */
void lower_vrf_end(struct lowering *lo, const struct lower_vrf *vrf, bool v6);
/* lower_vrf6.c: the routes of IPv6 */
void lower_vrfs6(struct lowering *lo);
/* Fill lo->vrfs: after the devices, before all else. */
void lower_find_vrfs(struct lowering *lo);
/* The VRF NAME, which may be NULL; NULL when it is not defined or has no interface. */
const struct lower_vrf *lower_vrf_named(const struct lowering *lo, const char *name);
/* The device of VRF by which ADDR is a neighbour, or NO_DEVICE. */
uint16_t lower_vrf_neighbour(const struct lowering *lo, const struct lower_vrf *vrf, uint32_t addr);
/* The device by which ROUTE leads, in VRF or, where it leaves that, in the global table; or
 * NO_DEVICE. */
uint16_t lower_vrf_way(const struct lowering *lo, const struct lower_vrf *vrf,
		       const struct static_route *route);
/* lower_route.c: rows of router->routes6 by prefix, length, distance and place, for qsort_r() with
 * the router; and whether two rows are of one prefix, whose equals have equal numbers. */
int lower_compare_routes6(const void *a, const void *b, void *router);
bool lower_same_prefix6(const struct static_route *a, const struct static_route *b);
/* lower_route.c: the distance of the default route that INTERFACE's address brings along;
 * DISTANCE_NEVER: none. */
uint8_t lower_learnt_distance(const struct interface *interface);
/* The device of the VRF of INTERFACE; NULL when it is in none that is defined. */
const char *lower_vrf_device(const struct lowering *lo, const struct interface *interface);

/* ---- lower_guard.c ---- */
/* A new guard: A and B (which may be NULL). */
guard lower_join(struct lowering *lo, const guard *a, const guard *b);
/*
 * GUARD, and none of the N guards at NOT: as guards of which at most one holds, appended to RESULT;
 * false when there would be too many.
 */
bool lower_unless(struct lowering *lo, const guard *base, const guards * not, guards *result);

/* ---- lower_route.c ---- */
void lower_routes(struct lowering *lo);
/* Is there a static route to a part of a connected network? Before exits are lowered. */
void lower_find_parts(struct lowering *lo);
void lower_routes6(struct lowering *lo);

/* ---- lower_exit.c: exit lists, their marks, chains, tables and rules ---- */
/* False after reporting that the mask has not enough marks. */
bool lower_exits(struct lowering *lo);
void lower_exits_free(struct lowering *lo);

/* ---- lower_own.c ---- */
/* Does ROUTE to Null0 stand in a table of its own, and TABLE_ROUTER only lead there? */
bool lower_null_apart(const struct lowering *lo, const struct route_object *route);
/* The other tables of those of ROUTES that are to Null0 and stand apart. */
void lower_null(struct lowering *lo, const struct choice *routes);

/* ---- one vocabulary each ---- */
void lower_dns(struct lowering *lo); /* lower_dns.c: server, views; lower_zone.c: zones */
void lower_fhrp(struct lowering *lo); /* lower_fhrp.c: virtual routers */
void lower_dhcp(struct lowering *lo); /* lower_dhcp.c: subnets of the DHCP server */
void lower_dhcp6(struct lowering *lo); /* lower_dhcp6.c: those of the DHCPv6 server */
void lower_servers(
	struct lowering *lo); /* lower_server.c: inside servers, records for the parent */
void lower_tracks(struct lowering *lo); /* lower_track.c: probes and tracks */
void lower_probe(struct lowering *lo, const struct sla *sla); /* lower_probe.c */
/* lower_probe_pace.c: its times; how many packets it sends is known. */
void lower_probe_pace(struct lowering *lo, const struct sla *sla, struct plan_probe *probe);

#endif
