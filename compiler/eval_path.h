/*
 * Between the pieces of the reference evaluator (eval.h): a packet on its way, where routes lead,
 * and the flows that it may belong to.
 */
#ifndef COMPILER_EVAL_PATH_H
#define COMPILER_EVAL_PATH_H

#include "eval.h"

/*
 * What an earlier packet began: its addresses on either side. A packet equal to FIRST belongs to it
 * and is made THERE; one equal to BACK is a reply and is made what answers FIRST. Addresses, ports
 * and protocol of the packets count, nothing else.
 */
struct flow {
	struct packet first, there; /* as it came, as it left */
	struct packet back, home; /* a reply as it comes, as it leaves: packet_reply() of the two */
	const struct interface *in, *out; /* NULL: the router itself */
	const struct interface *uplink; /* the outside interface of the two that it keeps to, or
					   NULL */
	struct span at; /* of the statement that translated it; len 0: none */
	struct span in_at, out_at; /* of what translated its first packet before routing, and behind
				      it */
	const char *vrf; /* whose routes its first packet went by, once translated */
	const struct nat_pool *pool; /* of fate */
	bool free_port;
	bool answered;
};

struct path {
	struct arena *arena;
	const struct world *world;
	const struct router *router;
	struct flows *flows; /* or NULL */
	bool exact, stepping;
	const struct interface *in, *out; /* NULL: the router itself */
	const char *name; /* that it asks for, of a query; or NULL */
	struct packet came, packet; /* at first, and as it is by now */
	struct flow *flow; /* that it belongs to, or NULL */
	bool reply; /* against its first packet */
	bool stray; /* it belongs to no flow, and can begin none */
	const char
		*vrf; /* whose routes it goes by; NULL: the global ones. Translation may change it
		       */
	struct span nat_in_at, nat_out_at; /* of what translated it before routing, and behind it;
					      len 0: nothing did */
	struct fate fate;
	struct path_binding {
		const struct nat_pool *pool; /* NULL: there is none */
		uint32_t host, addr;
		uint8_t kind; /* enum nat_kind */
	} binding; /* of the address of a pool to a host, which the packet begins */
	bool port_given; /* a translation gave its source a port, which must be that one */
	bool over; /* FATE says what became of it */
};

/* ---- eval_path.c ---- */
/* eval_told.c. The message that tells the sender of PACKET of its VERDICT, denied or unrouted;
 * without a source where no route leads to him. */
struct packet message_about(const struct world *world, const struct packet *packet,
			    enum verdict verdict);
/* Note a step, when they are asked for; with AT of len 0 no statement decided. */
void path_note(struct path *path, enum step_kind kind, struct span at, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* End here; the last step says why. */
void path_end(struct path *path, enum verdict verdict, enum step_kind kind, struct span at,
	      const char *format, ...) __attribute__((format(printf, 5, 6)));

/* ---- eval_route.c ---- */
struct way {
	bool found; /* false: no route */
	bool null0;
	bool fallback; /* the route has length 0 */
	bool connected; /* no route: the network is the router's */
	const struct interface *exit;
	uint32_t next_hop; /* 0: the destination itself, or the other end of the line */
	struct span at; /* the route, or the address of a connected network */
};

/* Where the routes of VRF (NULL: global) lead DST. EXPLICIT: default routes do not count. Of equal
 * routes the first. */
struct way route_for(const struct world *world, const char *vrf, uint32_t dst, bool explicit);
/* The interface of this router that has ADDR, or NULL. */
const struct interface *owner_of(const struct world *world, const char *vrf, uint32_t addr);
/* The interface on whose network ADDR is, up, or NULL: an adjacent next hop. */
const struct interface *network_of(const struct world *world, const char *vrf, uint32_t addr);
/* A broadcast, multicast or otherwise unroutable destination. */
bool is_nobodys(const struct world *world, uint32_t addr);

/* ---- eval_policy.c ---- */
/* What the route-map says: true when a clause decides the way (WAY), false for normal routing. */
bool policy_for(struct path *path, const struct route_map *map, struct way *way);
/* The marks alone that it sets, on a packet whose way is decided otherwise. */
void policy_mark(struct path *path, const struct route_map *map);
/* Does the clause take the packet, as far as its access lists, prefix lists and length say? */
bool clause_takes(const struct world *world, const struct route_map_clause *clause,
		  const struct packet *packet);

/* ---- eval_reflect.c ---- */
/* What answers PACKET is let in by the reflexive LIST from now on. */
void reflection_keep(struct flows *flows, const char *list, const struct packet *packet);
bool reflection_takes(const struct flows *flows, const char *list, const struct packet *packet);

/* ---- eval_nat_alias.c ---- */
/* The interface on whose network the router answers for ADDR, which it translates to; or NULL. */
const struct interface *nat_alias_of(const struct world *world, const char *vrf, uint32_t addr);

/* ---- eval_nat_owner.c ---- */
/* The only uplink by which packets from ADDR leave, as statements of translation have it: of one on
 * no uplink's network; or NULL. */
const struct interface *nat_owner_of(const struct world *world, uint32_t addr);

/* ---- eval_nat.c ---- */
/* Find the flow that the packet belongs to, before anything else looks at it. */
void flow_find(struct path *path);
/* The destination (and of `outside source` the source) of what comes in by an outside interface,
 * behind the input access list. What comes from elsewhere is left as it is. */
void nat_inward(struct path *path);
/* The source (and the destination) of what leaves by an outside interface: PATH's out is known. */
void nat_outward(struct path *path);
/* What begins a flow that is not translated, or to a given address, must not have the answers of
 * another: see there. */
void nat_keep_apart(struct path *path);
/* The address of a pool that its source was given is the host's from now on. */
void nat_bind(struct path *path);
/* Remember what the packet began, at the end of its way. */
void flow_keep(struct path *path);

#endif
