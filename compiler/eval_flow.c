/*
 * Flows by the reference evaluator: what an earlier packet began. On IOS those are its
 * translations; on the gateway all that connection tracking knows, which translates a flow as it
 * did its first packet or not at all.
 */
#include <string.h>

#include "eval_flow.h"

struct flows *flows_new(struct arena *arena)
{
	struct flows *flows = arena_new_object(arena, struct flows);

	flows->arena = arena;
	return flows;
}

/* ---- which packets begin one ---- */

enum { ICMP_TIMESTAMP = 13, ICMP_INFORMATION = 15, ICMP_MASK = 17 };

/* nf_conntrack_proto_tcp.c: in the middle of a connection, too, unless it ends there. */
static bool segment_may_begin(uint8_t flags)
{
	switch (flags & (TCP_SYN | TCP_ACK | TCP_RST | TCP_FIN)) {
	case TCP_SYN:
	case TCP_ACK:
		return true;
	default:
		return false;
	}
}

bool flow_may_begin(const struct packet *packet)
{
	if (packet->proto == PROTO_TCP)
		return segment_may_begin(packet->flags);
	if (packet->proto != PROTO_ICMP)
		return true;
	return packet->icmp_type == ICMP_ECHO || packet->icmp_type == ICMP_TIMESTAMP ||
	       packet->icmp_type == ICMP_INFORMATION || packet->icmp_type == ICMP_MASK;
}

/* ---- finding ---- */

static struct tuple tuple_of(const struct packet *packet, const char *vrf)
{
	struct tuple tuple;

	memset(&tuple, 0, sizeof tuple);
	tuple.vrf = vrf;
	tuple.src = packet->src;
	tuple.dst = packet->dst;
	tuple.sport = packet->sport;
	tuple.dport = packet->dport;
	tuple.proto = packet->proto;
	if (packet->proto == PROTO_ICMP) {
		tuple.icmp_type = packet->icmp_type;
		tuple.icmp_code = packet->icmp_code;
	}
	return tuple;
}

/* Once answered, the kernel takes no connection for opened from its other end. */
static bool opens_again(const struct path *path, const struct flow *flow)
{
	return path->reply && flow->answered && path->packet.proto == PROTO_TCP &&
	       packet_begins(&path->packet);
}

void flow_find(struct path *path)
{
	struct flows *flows = path->flows;
	struct tuple key = tuple_of(&path->packet, path->in ? path->in->vrf.s : NULL);
	struct kept *kept = NULL;

	path->stray = !flow_may_begin(&path->packet);
	if (!flows)
		return;
	HASH_FIND(hh_first, flows->by_first, &key, sizeof key, kept);
	if (!kept) {
		/* answers may come by another table than the one of who asked */
		key.vrf = NULL;
		HASH_FIND(hh_back, flows->by_back, &key, sizeof key, kept);
		path->reply = kept;
	}
	if (!kept)
		return;
	path->stray = opens_again(path, &kept->flow);
	path->reply &= !path->stray;
	kept->flow.answered |= path->reply;
	if (!path->stray)
		path->flow = &kept->flow;
}

bool flows_answers(const struct flows *flows, const struct packet *packet)
{
	const struct packet answer = packet_reply(packet);
	const struct tuple key = tuple_of(&answer, NULL);
	struct kept *kept = NULL;

	if (flows)
		HASH_FIND(hh_first, flows->by_first, &key, sizeof key, kept);
	if (flows && !kept)
		HASH_FIND(hh_back, flows->by_back, &key, sizeof key, kept);
	return kept;
}

/* ---- translating ---- */

static bool is_outside(const struct interface *interface)
{
	return interface && interface_is_outside(interface);
}

static void change_dst(struct path *path)
{
	const struct flow *flow = path->flow;
	const struct packet *to = path->reply ? &flow->home : &flow->there;
	const char *what =
		path->in && path->in->nat == NAT_INSIDE ? "outside local" : "inside global";
	uint16_t port = to->dport;

	/* the identifier of a query goes with its source, and that of the answer comes back */
	if (packet_has_query(&path->packet) && !path->reply)
		port = path->packet.dport;
	if (path->packet.dst != to->dst || path->packet.dport != port)
		nat_change_dst(path, to->dst, port, path->reply ? flow->out_at : flow->in_at, what);
}

static void change_src(struct path *path)
{
	const struct flow *flow = path->flow;
	const struct packet *to = path->reply ? &flow->home : &flow->there;
	const char *what = is_outside(path->in) ? "outside global" : "inside local";
	uint16_t port = to->sport;

	if (packet_has_query(&path->packet) && path->reply)
		port = path->packet.sport;
	if (path->packet.src != to->src || path->packet.sport != port)
		nat_change_src(path, to->src, port, path->reply ? flow->in_at : flow->out_at, what);
	if (!path->reply) {
		path->fate.pool = flow->pool;
		path->fate.free_port = flow->free_port;
	}
}

void flow_translate_dst(struct path *path)
{
	const struct flow *flow = path->flow;

	if (!path->reply && flow->vrf)
		path->vrf = flow->vrf;
	if (path->reply && flow->in && flow->in->vrf.s)
		path->vrf = flow->in->vrf.s;
	change_dst(path);
}

void flow_translate_src(struct path *path)
{
	change_src(path);
}

/* ---- keeping ---- */

static const struct interface *uplink_of(const struct path *path)
{
	if (path->in && nat_is_uplink(path->in) && !path->in->vrf.s)
		return path->in;
	return path->out && nat_is_uplink(path->out) && !path->out->vrf.s ? path->out : NULL;
}

void flow_keep(struct path *path)
{
	struct flows *flows = path->flows;
	struct kept *kept;

	if (!flows || path->flow || path->stray)
		return;
	kept = arena_new_object(flows->arena, struct kept);
	kept->flow = (struct flow){
		.first = path->came,
		.there = path->packet,
		.back = packet_reply(&path->packet),
		.home = packet_reply(&path->came),
		.in = path->in,
		.out = path->out,
		.uplink = uplink_of(path),
		.vrf = path->vrf,
		.in_at = path->nat_in_at,
		.out_at = path->nat_out_at,
		.at = path->nat_out_at.len ? path->nat_out_at : path->nat_in_at,
		.pool = path->fate.pool,
		.free_port = path->fate.free_port,
	};
	kept->first = tuple_of(&kept->flow.first, path->in ? path->in->vrf.s : NULL);
	kept->back = tuple_of(&kept->flow.back, NULL);
	HASH_ADD(hh_first, flows->by_first, first, sizeof kept->first, kept);
	HASH_ADD(hh_back, flows->by_back, back, sizeof kept->back, kept);
}
