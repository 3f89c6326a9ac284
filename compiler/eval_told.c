/*
 * What the sender of a packet is told that was denied, or has no route, by the reference evaluator:
 * a message of ICMP, which is the router's own packet like any other. It has the address of the
 * link by which the routes lead to him, and may be lost where local policy sends it elsewhere.
 */
#include "eval_path.h"

/* Linux quotes as much of the packet as leaves the message below 577 bytes. */
enum { ICMP_HOST_UNREACHABLE = 1, ICMP_PROHIBITED = 13, HEADERS = 28, QUOTED_MAX = 548 };

/* Nobody is told of what a message of ICMP becomes that tells of another packet. */
static bool tells(const struct packet *packet)
{
	return packet->proto == PROTO_ICMP &&
	       (packet->icmp_type == ICMP_UNREACHABLE || packet->icmp_type == ICMP_TIME_EXCEEDED);
}

struct packet message_about(const struct world *world, const struct packet *packet,
			    enum verdict verdict)
{
	uint16_t quoted = packet->length < QUOTED_MAX ? packet->length : QUOTED_MAX;
	struct packet message = {.dst = packet->src,
				 .proto = PROTO_ICMP,
				 .icmp_type = ICMP_UNREACHABLE,
				 .icmp_code = verdict == VERDICT_DENIED ? ICMP_PROHIBITED
									: ICMP_HOST_UNREACHABLE,
				 .ttl = PACKET_TTL,
				 .length = (uint16_t)(HEADERS + quoted)};

	own_source(world, packet->src, &message.src);
	return message;
}

bool fate_told(struct arena *arena, const struct world *world, const struct interface *in,
	       const struct packet *packet, const struct fate *fate, struct fate *told)
{
	struct packet message;

	if (fate->verdict != VERDICT_DENIED && fate->verdict != VERDICT_UNROUTED)
		return false;
	if (!in || in->vrf.s || tells(packet) || is_nobodys(world, packet->src))
		return false;
	message = message_about(world, packet, fate->verdict);
	if (!message.src)
		return false;
	*told = packet_fate(arena, world, NULL, NULL, &message, false);
	return told->verdict == VERDICT_FORWARDED;
}
