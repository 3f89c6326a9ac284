/*
 * The plan: the router as Linux objects. What holds only sometimes is an item with a guard, or a
 * choice among candidates; what is known only at run time is a symbolic value. A plan under a state
 * is a target; two targets differ by a change. Speaks Linux only: nothing here points into the
 * router model. decisions.md 1 to 6.
 */
#ifndef COMPILER_PLAN_H
#define COMPILER_PLAN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "grammar/arena.h"
#include "grammar/vec.h"
#include "plan_agent.h"
#include "plan_dns.h"
#include "plan_nft.h"
#include "plan_service.h"
#include "plan_value.h"
#include "site.h"

enum {
	PROTOCOL_OURS = 202, /* of our routes and rules */
	TABLE_ROUTER =
		20200, /* the router's own routes; exit list of slot S has table TABLE_ROUTER + S */
	TABLE_PARTS = TABLE_ROUTER - 1, /* those of them that lead to a part of a connected network:
					   the network itself stands in main */
	TABLE_NULL =
		TABLE_ROUTER - 2, /* what routes to Null0 drop; TABLE_ROUTER has a `throw` there */
	TABLE_FIRST = TABLE_ROUTER - 3, /* any way at all, for packets that get another */
	TABLE_CAUGHT = TABLE_ROUTER - 4, /* the same, to what TABLE_NULL drops */
	PREF_PARTS = 19970, /* lookup TABLE_PARTS, when there are any */
	PREF_CONNECTED = 19980, /* lookup main suppress_prefixlength 0 */
	PREF_HELD = 19985, /* while our nft table is gone: those of PREF_OWN; in no plan */
	PREF_ROUTER = 19990, /* lookup TABLE_ROUTER */
	PREF_EXITS_VRF = 100, /* + slot: before the kernel's own rule of VRFs, which is 1000 */
	PREF_EXITS = 10000, /* + 16 * slot + k */
	PREF_OWN = 20000, /* + 16 * slot + k: an uplink's k-th address, where no route leads */
	PREF_SELF = 30000, /* + by the address: another of the router's, where no route leads */
	PREF_CAUGHT = 31998, /* lookup TABLE_CAUGHT */
	PREF_NULL = 31999, /* lookup TABLE_NULL */
	PREF_FIRST = 32800, /* lookup TABLE_FIRST, after the host's own routes */
	REALM_CAUGHT = 202, /* of ways that are none: local_out takes them back */
	METRIC_LAST = 4294967295, /* of the blackhole that closes a table */
};

/* Does TABLE have the router's own routes, and not an exit list's or a VRF's? */
static inline bool table_is_routers(uint32_t table)
{
	return table == TABLE_ROUTER || table == TABLE_PARTS;
}

/* ---- objects
 * --------------------------------------------------------------------------------------------------
 */

/* X(symbol, member of struct object, "name"). In the order in which they are made; they are unmade
 * in reverse. */
#define OBJECT_KINDS(X)                                                       \
	X(SYSCTL, sysctl, "sysctl")                                           \
	X(LINK, link, "link")                                                 \
	X(ADDRESS, address, "address")                                        \
	X(CT, ct, "ct") /* a timeout policy or helper of nft */               \
	X(SET, set, "set") /* an nft set or map, without its elements */      \
	X(CHAIN, chain, "chain") /* an nft chain with its rules */            \
	X(ELEMENT, element, "element") /* of a set or map */                  \
	X(ROUTE, route, "route")                                              \
	X(RULE, rule, "rule")                                                 \
	X(DNS_SERVER, dns_server, "dns-server") /* named.conf; at most one */ \
	X(DNS_VIEW, dns_view, "dns-view")                                     \
	X(DNS_ZONE, dns_zone, "dns-zone")                                     \
	X(DHCP_SUBNET, dhcp_subnet, "dhcp-subnet")                            \
	X(DHCP6_SUBNET, dhcp6_subnet, "dhcp6-subnet")                         \
	X(DHCP_CLIENT, dhcp_client, "dhcp-client")                            \
	X(ADVERTISER, advertiser, "advertiser")                               \
	X(VRRP, vrrp, "vrrp")                                                 \
	X(PPP, ppp, "ppp") /* a session of pppd */                            \
	X(SERVER, server, "server") /* set-up of one inside server */         \
	X(PARENT_RECORD, parent_record, "parent-record") /* a line of parent-zone.db */

enum object_kind {
#define X(symbol, member, name) OBJECT_##symbol,
	OBJECT_KINDS(X)
#undef X
		OBJECT_ROWS, /* elements, many of them: as JSON each is one */
	OBJECT_KIND_COUNT
};

/* Key fields are marked K; together with the kind they tell one object from another. */
struct sysctl_object {
	const char *path; /* K slash form under /proc/sys: "net/ipv4/ip_forward" */
	const char *value;
};

/* X(kind, "word"): LINK_GIVEN is there before us; the others are made, and removed by teardown. */
#define LINK_WORDS(X)          \
	X(LINK_GIVEN, "given") \
	X(LINK_VLAN, "vlan")   \
	X(LINK_VRF, "vrf")     \
	X(LINK_GRE, "gre")     \
	X(LINK_IPIP, "ipip")   \
	X(LINK_SIT, "sit")

enum link_kind {
#define X(symbol, word) symbol,
	LINK_WORDS(X)
#undef X
		LINK_KIND_COUNT
};

/* What the plan's JSON calls it, and the kernel, too, if we make it. */
const char *link_kind_word(enum link_kind kind);

/* LINK_GRE, LINK_IPIP and LINK_SIT, as the kernel takes it. Numbers are in host order. */
struct tunnel_object {
	uint32_t local; /* 0: the address that the route to REMOTE gives it */
	uint32_t remote;
	bool has_key, checksum, sequence; /* of GRE */
	bool ignore_df; /* of GRE: a packet may be cut, whatever it says itself */
	bool has_tos; /* else that of the packet inside */
	uint8_t ttl, tos;
	uint32_t key;
};

struct link_object {
	const char *device; /* K */
	bool up;
	uint8_t kind; /* enum link_kind */
	const char *parent; /* LINK_VLAN: the device whose frames are tagged */
	uint16_t vlan;
	uint32_t table; /* LINK_VRF */
	struct tunnel_object tunnel;
	const char *master; /* the VRF that it belongs to, or NULL */
	uint32_t mtu; /* 0: as it is */
};

struct address_object {
	const char *device; /* K */
	bool v6; /* K */
	bool no_dad; /* of IPv6: nobody is asked whether it is free */
	uint8_t len; /* K */
	uint16_t order; /* 0 the primary, then secondaries as configured; those of IPv6 have none */
	uint32_t addr; /* K */
	struct ip6 addr6; /* K with V6 */
	struct value from; /* what ADDR6 is made of, unless constant */
};

enum route_type { ROUTE_UNICAST, ROUTE_BLACKHOLE, ROUTE_THROW /* to the next table */ };

struct next_hop {
	const char *device;
	bool has_via, onlink;
	struct value via;
};

struct route_object {
	uint32_t table; /* K */
	bool v6; /* K */
	uint8_t len; /* K */
	uint32_t prefix; /* K */
	struct ip6 prefix6; /* K with V6 */
	struct value from; /* what PREFIX6 and LEN are made of, unless constant */
	uint32_t metric; /* K; the kernel's IPv6 takes 0 for 1024 */
	uint8_t type; /* enum route_type */
	uint8_t realm; /* 0 or REALM_CAUGHT */
	uint8_t hops; /* of HOP; more than one: equal cost */
	struct next_hop *hop;
};

struct rule_object {
	uint32_t pref; /* K */
	bool v6; /* K */
	bool suppress_default; /* suppress_prefixlength 0 */
	uint32_t mark, mask; /* mask 0: matches all packets */
	uint32_t table;
	uint32_t onward; /* no table: go on with the rule of this preference; 0: look up */
	bool unspecified; /* packets that have no source yet */
	uint32_t from; /* packets with this source only; 0: any */
	struct ip6 from6; /* the same with V6 */
};

/* A session over PPPoE, which makes the device. */
struct ppp_object {
	const char *device; /* K */
	const char *nic; /* the Ethernet beneath */
	const char *service; /* NULL: any */
	const char *user, *password; /* NULL: none; the password is for the peer's file only */
	uint32_t mtu;
	uint32_t echo_interval, echo_failures; /* 0: no echoes */
	bool negotiated, dns; /* address, name servers from the other end */
};

/* What an inside server needs (static NAT and routes say so). */
struct server_object {
	uint32_t addr; /* K its address on the LAN */
	uint8_t len; /* of the LAN */
	uint32_t gateway; /* the router's address there */
	VEC(uint32_t) extra; /* further addresses of its own */
};

struct parent_record_object {
	struct dns_record_row row; /* K whole */
};

struct object {
	uint8_t kind; /* enum object_kind */
	uint32_t part; /* of what stands apart in the file of our table: the same for all that
			  belongs together; 0: nothing of it. No part of what the object is */
	const char *origin; /* text of the statement it comes from; NULL for the house's own */
	union {
#define X(symbol, member, name) struct member##_object member;
		OBJECT_KINDS(X)
#undef X
		struct rows_object rows;
	};
};

/* Room for so many KEYS and DATAS of ELEMENT, which has them then. */
void element_room(struct arena *arena, struct element_object *element, uint8_t keys, uint8_t datas);

/* The ends of what VALUE is: an address that is known, a protocol, a port, a mark. */
uint32_t nft_value_first(const struct nft_value *value);
uint32_t nft_value_last(const struct nft_value *value);

/* ---- conditions
 * -----------------------------------------------------------------------------------------------
 */

/* What may be true or false at run time. */
enum condition_kind {
	CONDITION_LINK, /* device DEVICE is up and has carrier */
	CONDITION_TRACK, /* track NUMBER is up, delays included */
	CONDITION_ADDRESS, /* the dynamic address of DEVICE is known */
	CONDITION_GATEWAY, /* the dynamic gateway of DEVICE is known */
	CONDITION_ADDRESS6, /* the same of IPv6 */
	CONDITION_GATEWAY6,
	CONDITION_PREFIX6, /* DEVICE was delegated a prefix */
	CONDITION_SERVERS, /* a provider told of name servers at DEVICE */
};

struct condition {
	uint8_t kind; /* enum condition_kind */
	uint16_t device;
	uint32_t number;
	const char *text; /* as --assume takes it, without the truth: "track 100", "interface
			     Serial1/0" */
};

struct literal {
	uint16_t condition;
	bool truth;
};

/* All of them hold; empty: always. */
typedef VEC(struct literal) guard;

struct item {
	guard guard;
	struct object object;
};

/*
 * Candidates in order of preference. Of those whose guard holds, the first is taken and, when EQUAL
 * is set, all others of its rank, merged into one route with several next hops. The others do not
 * exist.
 */
struct candidate {
	guard guard;
	uint32_t rank; /* administrative distance, or position */
	struct object object;
};

typedef VEC(struct candidate) candidates;

struct choice {
	bool equal;
	candidates candidates;
};

/* ---- what the agent runs
 * -------------------------------------------------------------------------------------- */

struct plan_device {
	const char *interface; /* IOS name */
	const char *device; /* Linux name */
	const char *vrf; /* the device of its VRF, or NULL */
	uint32_t vrf_table; /* or 0 */
	bool managed; /* decisions.md 13: raised, addressed */
	bool loopback; /* addresses on lo */
	bool dynamic; /* address by DHCP or PPP */
	bool outside; /* an uplink: has mark and table */
	bool has_address, has_gateway; /* known from configuration and site file */
	uint32_t address, gateway;
	uint8_t len;
	uint32_t mark, table; /* of an uplink */
	bool dynamic6; /* address and gateway of IPv6 by router advertisements */
	bool delegated6; /* a provider delegates a prefix */
	bool servers; /* name servers that a provider tells of are asked */
	bool session; /* of pppd */
	bool has_address6, has_gateway6;
	struct ip6 address6, gateway6;
	uint8_t len6;
};

/* By condition: which items, then choices (index + items.len), it touches. */
typedef VEC(uint32_t) touched_list;
typedef VEC(touched_list) touch_index;

/* An exit list, its mark and its table. */
struct plan_exit {
	const char *name;
	uint32_t slot; /* mark = slot << shift of the mask */
	uint32_t mark, table;
};

/* Objects of our table that always hold and need nothing else of the plan. There may be so many
 * that whoever needs them once only, and one part after the other, makes them then. */
struct plan_part {
	void (*make)(const void *of, struct plan *into); /* as items; NULL: they are in the plan */
	const void *of;
};

struct plan {
	struct arena *arena;
	const char *source; /* name of the configuration */
	const char *hostname;
	enum fidelity fidelity;
	enum on_failover on_failover, on_recovery;
	uint32_t drain_time; /* milliseconds */
	uint32_t mark_mask;
	bool ip4_alone; /* nothing in nft is about IPv6: see plan_table() */
	VEC(struct condition) conditions;
	VEC(struct plan_device) devices;
	VEC(struct item) items;
	VEC(struct choice) choices;
	VEC(struct plan_part) parts; /* by number, from 1: see struct object */
	VEC(struct plan_probe) probes;
	VEC(struct plan_track) tracks; /* each behind those it depends on */
	struct plan_resolution resolution[2]; /* for metrics of IPv4, of IPv6 */
	VEC(struct plan_reaction) reactions;
	VEC(struct plan_exit) exits; /* by name */
	VEC(const char *) bindings; /* maps of nft that packets fill: who has which address */
	bool log_translations; /* each that is made, and that ends */
	VEC(const char *) divergences; /* names, sorted, each once: for the manifest */

	touch_index touches;
};

/* Commands of nft that take our table away, of whichever family it is, if it is there at all. */
#define PLAN_NO_TABLE                                       \
	"table inet causeway\ndelete table inet causeway\n" \
	"table ip causeway\ndelete table ip causeway\n"

/* The table that is ours, as nft writes it. */
static inline const char *plan_table(const struct plan *plan)
{
	return plan->ip4_alone ? "ip causeway" : "inet causeway";
}

/* ---- state, target, change
 * ------------------------------------------------------------------------------------ */

enum { STATE_SERVERS = 3 };

struct state {
	bool *truth; /* by condition */
	bool *assumed; /* by condition: it is so, whatever follows from the others */
	struct device_state {
		bool has_address, has_gateway;
		uint32_t address, gateway;
		bool has_address6, has_gateway6;
		struct ip6 address6, gateway6;
		struct ip6_net prefix6; /* that was delegated; of length 0: none */
		uint32_t server[STATE_SERVERS]; /* name servers that were told of, then zeros */
	} * device; /* by plan device: dynamic values */
};

/* Objects with nothing left open, sorted by kind and key. */
struct target {
	VEC(struct object) objects;
};

enum change_verb { CHANGE_ADD, CHANGE_REPLACE, CHANGE_DELETE };

struct change_step {
	uint8_t verb; /* enum change_verb */
	const struct object *old, *new; /* ADD has no old, DELETE no new */
};

/* Steps in the order of execution: additions and replacements by kind and key, then deletions in
 * reverse. */
struct change {
	const struct plan *plan; /* of the new target; for what a file's head says */
	bool from_empty; /* a whole file */
	VEC(struct change_step) steps;
};

/* state.c */
/* Everything up, nothing dynamic known (decision 25). */
struct state *state_default(struct arena *arena, const struct plan *plan);
struct state *state_copy(struct arena *arena, const struct plan *plan, const struct state *state);
/*
 * Apply one COND of the command line: 'track 100 down', 'interface Serial1/0 down', 'interface
 * Dialer0 address A/L'. False with a message in *WHY when it is malformed or the plan has no such
 * condition. Tracks of interfaces follow.
 */
bool state_assume(struct arena *arena, const struct plan *plan, struct state *state,
		  const char *text, const char **why);

/* plan_index.c: fill PLAN->touches from the guards and symbolic values of its items and choices.
 * The last step of making a plan. */
void plan_index(struct plan *plan);

/* target.c */
bool guard_holds(const guard *g, const struct state *state);
struct target *plan_under(struct arena *arena, const struct plan *plan, const struct state *state);
/* plan_object.c */
/* Order of kind and key; 0 for the same object. */
int object_compare(const struct object *a, const struct object *b);
bool value_equal(const struct value *a, const struct value *b);
/* Must the link OLD go for NEW to be made, and with it what stands on it? */
bool link_is_remade(const struct link_object *old, const struct link_object *new);
/* Nothing differs but the origin. */
bool object_equal(const struct object *a, const struct object *b);

/* change.c */
struct change *change_between(struct arena *arena, const struct target *old,
			      const struct target *new);
struct change *change_from_empty(struct arena *arena, const struct plan *plan,
				 const struct target *target);
/* What leads our table of nft from OLD, a target of BEFORE, to NEW, one of PLAN: all of NEW when
 * that stands in a table of another family. */
struct change *change_of_table(struct arena *arena, const struct plan *before,
			       const struct target *old, const struct plan *plan,
			       const struct target *new);
/* All of what PLAN is under STATE, without the target in between, which is large. */
struct change *change_whole(struct arena *arena, const struct plan *plan,
			    const struct state *state);
/* The same of PART of PLAN alone, which is not made yet, in ARENA. */
struct change *change_part(struct arena *arena, const struct plan *plan,
			   const struct plan_part *part);
/* Does CONDITION, or what it says is known, differ between two states? */
bool condition_differs(const struct plan *plan, uint32_t condition, const struct state *old,
		       const struct state *new);
/* The same as change_between() of the two whole targets, visiting only what the differing
 * conditions touch. */
struct change *change_for(struct arena *arena, const struct plan *plan, const struct state *old,
			  const struct state *new);
/* The same of those objects only that TOUCHES, a part of the plan's, names. */
struct change *change_for_some(struct arena *arena, const struct plan *plan,
			       const touch_index *touches, const struct state *old,
			       const struct state *new);

/* plan_json.c */
struct json_t;
struct json_t *plan_json(const struct plan *plan);
struct json_t *target_json(const struct target *target);
/*
 * A plan as lines of JSON: first all but its items and choices, with the members of MORE (taken, or
 * NULL), then each of those. The text, of LEN bytes, is to be freed.
 */
char *plan_text(const struct plan *plan, struct json_t *more, size_t *len);
/*
 * What the agent's core needs of a plan, back from that: devices, conditions, probes, tracks and
 * the items and choices of links, addresses, routes, rules and sysctls. NULL when the text is not
 * such a plan. FIRST, to be released, is the first line if that is JSON, else NULL.
 */
struct plan *plan_from_text(struct arena *arena, const char *text, size_t len,
			    struct json_t **first);

#endif
