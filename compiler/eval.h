/*
 * The reference evaluator: what IOS does with a packet, asked of the router model and of nothing
 * else. It is the yardstick for what the compiler emits, so it shares no code with the lowering:
 * its objects (eval*.c) link with those of grammar/ alone. It is written for clarity, after
 * ios-semantics.md; where the gateway does otherwise than IOS on purpose, a divergence, the code
 * says which, and `exact` turns off those that `--exact` does.
 *
 * A `struct eval` is a router, made ready once. A `struct world` is a state that it may be in:
 * which links and tracks are up, which addresses have been learnt. `struct flows` are the
 * translations and connections that earlier packets made. A packet has a fate, in all three.
 */
#ifndef COMPILER_EVAL_H
#define COMPILER_EVAL_H

#include "grammar/ir.h"

struct site;
struct eval;
struct flows;

enum { PROTO_ICMP = 1, PROTO_TCP = 6, PROTO_UDP = 17 };
enum { ICMP_ECHO_REPLY = 0, ICMP_UNREACHABLE = 3, ICMP_ECHO = 8, ICMP_TIME_EXCEEDED = 11 };
enum { PACKET_TTL = 64 /* that hosts begin with */ };
enum { TCP_FIN = 1, TCP_SYN = 2, TCP_RST = 4, TCP_PSH = 8, TCP_ACK = 16, TCP_URG = 32 };

/* A packet of IPv4. Of an ICMP message that asks or answers, SPORT and DPORT both are its
 * identifier, which NAT translates as it does ports. */
struct packet {
	uint32_t src, dst;
	uint16_t sport, dport;
	uint8_t proto;
	uint8_t icmp_type, icmp_code;
	uint8_t flags; /* of TCP */
	uint8_t tos; /* the whole byte */
	uint8_t ttl;
	uint16_t length; /* of the whole packet, bytes */
};

/* Is it a message of ICMP that has an identifier? */
bool packet_has_query(const struct packet *packet);
/* Does it begin a connection, as far as a packet says? Of TCP: SYN without ACK. */
bool packet_begins(const struct packet *packet);
/* What answers it, with the flags, type and time to live that answers have. */
struct packet packet_reply(const struct packet *packet);
/* "tcp 198.51.100.9:5555 > 192.0.2.1:80", "icmp 198.51.100.9 > 192.0.2.1 echo", in ARENA. */
const char *packet_text(struct arena *arena, const struct packet *packet);

/* ---- states ---- */

/* Of an interface: what is so at the moment. */
struct world_link {
	bool up; /* line protocol; shutdown is the configuration's */
	bool absent; /* the gateway leaves the interface alone: nothing comes or goes by it */
	uint8_t len; /* of ADDR */
	uint32_t addr; /* learnt by DHCP or PPP; 0: none */
	uint32_t gateway; /* learnt, or from the site file; 0: none */
};

struct world {
	const struct eval *eval;
	struct world_link *links; /* by interface->index */
	bool *tracks; /* by their place in router->tracks, after world_settle() */
	bool *assumed; /* by the same: it is so, whatever follows from the others */
	int64_t now; /* seconds since 1970 by the router's clock, for time ranges; 0: always in
		      * range
		      */
};

/* A resolved ROUTER, borrowed. EXACT: as the gateway does with `--exact`, which leaves only those
 * divergences that the kernel is the reason of. */
struct eval *eval_new(struct arena *arena, const struct router *router, bool exact);
const struct router *eval_router(const struct eval *eval);

/* All up that is not shut down, nothing learnt, tracks as at a start. Settled. */
struct world *world_new(struct arena *arena, const struct eval *eval);
struct world *world_copy(struct arena *arena, const struct world *world);
void world_set_track(struct world *world, uint32_t id, bool up); /* and assumed */
/* Derive the tracks that follow from links, addresses, routes and other tracks. After any change.
 */
void world_settle(struct world *world);
bool world_track(const struct world *world, uint32_t id); /* one that is not there is down */
/* Is INTERFACE up and with an address, so that routes by it hold? */
bool world_is_usable(const struct world *world, const struct interface *interface);
/* The primary address of INTERFACE in this state; false when it has none. */
bool world_address(const struct world *world, const struct interface *interface, uint32_t *addr,
		   uint8_t *len);

/* world.c, which is no part of the evaluator: COND as --assume takes it; false with *WHY. It does
 * not settle. */
bool world_assume(struct arena *arena, struct world *world, const char *cond, const char **why);
/* What the site file says of gateways and of interfaces that are left alone. */
void world_site(struct world *world, const struct site *site);
/* As flows_follow(), by what the site file says of connections. */
void world_flows(struct flows *flows, const struct world *before, const struct world *behind,
		 const struct site *site);
/* ROUTER with everything up, and what the site file says. Not settled since. */
struct world *world_of(struct arena *arena, const struct router *router, const struct site *site,
		       bool exact);

/* ---- what happens to a packet ---- */

/* X(symbol, "name"): the stages of the way, in the order of ios-semantics.md 1.2 */
#define STEP_KINDS(X)                                                             \
	X(RECEIVE, "receive")                                                     \
	X(ACCESS_IN, "access-group in")                                           \
	X(VERIFY, "verify unicast")                                               \
	X(NAT_IN, "nat outside to inside")                                        \
	X(LOCAL, "for the router itself")                                         \
	X(VIEW, "dns view")                                                       \
	X(POLICY, "policy")                                                       \
	X(REPLY, "reply") /* to the uplink that its flow came by: reply-pinned */ \
	X(ROUTE, "route")                                                         \
	X(NAT_OUT, "nat inside to outside")                                       \
	X(ACCESS_OUT, "access-group out")                                         \
	X(GUARD, "uplink guard") /* another uplink's source */                    \
	X(SEND, "send")

enum step_kind {
#define X(symbol, name) STEP_##symbol,
	STEP_KINDS(X)
#undef X
};

struct step {
	enum step_kind kind;
	struct span at; /* the statement that decided; len 0: none */
	const char *text; /* what happened, in a few words */
	struct packet after; /* the packet behind it */
	bool decides; /* of a policy: a clause says where to go */
};

/* X(symbol, "name", "words") */
#define VERDICTS(X)                                           \
	X(FORWARDED, "forwarded", "leaves")                   \
	X(RECEIVED, "received", "reaches the router itself")  \
	X(DENIED, "denied", "is denied, and the sender told") \
	X(DROPPED, "dropped", "is dropped in silence")        \
	X(UNROUTED, "unrouted", "has no route, and the sender is told")

enum verdict {
#define X(symbol, name, words) VERDICT_##symbol,
	VERDICTS(X)
#undef X
};

struct fate {
	enum verdict verdict;
	const struct interface *exit; /* of FORWARDED */
	uint32_t next_hop; /* 0: the destination itself, or whoever is at the other end */
	struct packet packet; /* as it leaves, or arrives at the router */
	const struct nat_pool *pool; /* its source is one address of these, which are all as good;
					or NULL */
	bool free_port; /* its source port, or identifier, may be another that nobody has */
	const struct dns_view *view; /* that answers: of a query that the router receives */
	struct span at; /* the statement that decided the verdict; len 0: none */
	enum step_kind decided; /* the stage that did */
	VEC(struct step) steps; /* when they were asked for */
};

const char *step_name(enum step_kind kind);
const char *verdict_name(enum verdict verdict);
const char *verdict_words(enum verdict verdict);

/* Translations and connections, empty. */
struct flows *flows_new(struct arena *arena);

/* What becomes of the flows of an uplink that routes leave: they stay, those of the uplink go, all
 * go, or those of the uplink have time to end. */
enum flows_left { FLOWS_STAY, FLOWS_GO, FLOWS_ALL_GO, FLOWS_DRAIN };

/* The router passes from the state BEFORE to BEHIND, of one router: uplinks fail, or are left for
 * better ones. */
void flows_follow(struct flows *flows, const struct world *before, const struct world *behind,
		  enum flows_left failed, enum flows_left left);

/*
 * The fate of PACKET that comes in by IN, or that the router itself sends (IN is NULL). What it
 * begins is remembered in FLOWS (NULL: nothing is known, and nothing kept). STEPS: record them.
 * Everything is allocated in ARENA.
 */
struct fate packet_fate(struct arena *arena, const struct world *world, struct flows *flows,
			const struct interface *in, const struct packet *packet, bool steps);

/* The same of a query for NAME (NULL: not said). */
struct fate query_fate(struct arena *arena, const struct world *world, struct flows *flows,
		       const struct interface *in, const struct packet *packet, const char *name,
		       bool steps);

/* eval_told.c. What the sender of PACKET, which came in by IN and ended with FATE, is told, and
 * what becomes of that; false when he is told nothing: the end was a silent one, or no way leads to
 * him.
 */
bool fate_told(struct arena *arena, const struct world *world, const struct interface *in,
	       const struct packet *packet, const struct fate *fate, struct fate *told);

/* Where the router's own packet to DST leaves, before its source is known: the address that it
 * takes. False when there is no way. */
bool own_source(const struct world *world, uint32_t dst, uint32_t *src);

/* ---- pieces that are asked alone ---- */

/* eval_acl.c. The entry of ACL that takes PACKET, or NULL: the implicit deny. A standard list looks
 * at the source. */
const struct ace *acl_match(const struct world *world, const struct acl *acl,
			    const struct packet *packet);
/* Does it permit it? What is filtered by a list that is undefined or empty passes (ios-semantics.md
 * 1.3), of which *AT is empty. */
bool acl_ref_permits(const struct world *world, const acl_ref *ref, const struct packet *packet,
		     struct span *at);
/* The same of what passes an interface: an entry with `reflect` leaves in FLOWS what will answer
 * PACKET, and `evaluate` finds it there. */
bool acl_ref_passes(const struct world *world, struct flows *flows, const acl_ref *ref,
		    const struct packet *packet, struct span *at);
bool prefix_list_permits(const struct prefix_list *list, uint32_t addr, uint8_t len);

/* eval_dns.c. Which view answers a query for NAME (NULL: of any name) that SRC sends and that comes
 * in by IN (NULL: the router's own); *AT is the line that chose it. NULL: nobody answers. */
const struct dns_view *dns_view_for(const struct world *world, const struct interface *in,
				    uint32_t src, const char *name, struct span *at);
/* The address records of NAME in VIEW, with their lines; how many. */
size_t dns_answers(struct arena *arena, const struct world *world, const struct dns_view *view,
		   const char *name, const struct dns_host ***rows);

#endif
