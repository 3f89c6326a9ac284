/* The reference evaluator: packets, and the names of what happens to them. See eval.h. */
#include "eval.h"

#include <stdio.h>

#include "grammar/ip.h"

const char *step_name(enum step_kind kind)
{
	static const char *const names[] = {
#define X(symbol, name) [STEP_##symbol] = name,
		STEP_KINDS(X)
#undef X
	};

	return names[kind];
}

const char *verdict_name(enum verdict verdict)
{
	static const char *const names[] = {
#define X(symbol, name, words) [VERDICT_##symbol] = name,
		VERDICTS(X)
#undef X
	};

	return names[verdict];
}

const char *verdict_words(enum verdict verdict)
{
	static const char *const all[] = {
#define X(symbol, name, words) [VERDICT_##symbol] = words,
		VERDICTS(X)
#undef X
	};

	return all[verdict];
}

/* ---- packets ---- */

bool packet_has_query(const struct packet *packet)
{
	return packet->proto == PROTO_ICMP &&
	       (packet->icmp_type == ICMP_ECHO || packet->icmp_type == ICMP_ECHO_REPLY);
}

bool packet_begins(const struct packet *packet)
{
	if (packet->proto == PROTO_TCP)
		return (packet->flags & (TCP_SYN | TCP_ACK | TCP_RST)) == TCP_SYN;
	if (packet->proto == PROTO_ICMP)
		return packet->icmp_type == ICMP_ECHO;
	return true;
}

struct packet packet_reply(const struct packet *packet)
{
	struct packet reply = *packet;

	reply.src = packet->dst;
	reply.dst = packet->src;
	reply.sport = packet->dport;
	reply.dport = packet->sport;
	reply.ttl = PACKET_TTL;
	if (packet->proto == PROTO_TCP)
		reply.flags = packet_begins(packet) ? TCP_SYN | TCP_ACK : TCP_ACK;
	if (packet_has_query(packet))
		reply.icmp_type = packet->icmp_type == ICMP_ECHO ? ICMP_ECHO_REPLY : ICMP_ECHO;
	return reply;
}

static const char *proto_text(struct arena *arena, uint8_t proto)
{
	switch (proto) {
	case PROTO_ICMP:
		return "icmp";
	case PROTO_TCP:
		return "tcp";
	case PROTO_UDP:
		return "udp";
	case 47:
		return "gre";
	case 50:
		return "esp";
	default:
		return arena_printf(arena, "%u", proto);
	}
}

static const char *message_text(struct arena *arena, const struct packet *packet)
{
	switch (packet->icmp_type) {
	case ICMP_ECHO:
		return " echo";
	case ICMP_ECHO_REPLY:
		return " echo-reply";
	case ICMP_UNREACHABLE:
		return " unreachable";
	case ICMP_TIME_EXCEEDED:
		return " time-exceeded";
	default:
		return arena_printf(arena, " %u/%u", packet->icmp_type, packet->icmp_code);
	}
}

/* As question_read() takes them. Those of a first packet of TCP are its default. */
static const char *flags_text(struct arena *arena, uint8_t flags)
{
	static const char *const names[] = {"fin", "syn", "rst", "psh", "ack", "urg"};
	const char *text = "";

	if (flags == TCP_SYN)
		return "";
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		if (flags & 1u << i)
			text = arena_printf(arena, "%s %s", text, names[i]);
	return text;
}

const char *packet_text(struct arena *arena, const struct packet *packet)
{
	bool ports = packet->proto == PROTO_TCP || packet->proto == PROTO_UDP;
	char src[IP_TEXT_SIZE], dst[IP_TEXT_SIZE], sport[8] = "", dport[8] = "";
	const char *rest = "";

	ip_text(src, packet->src);
	ip_text(dst, packet->dst);
	if (ports) {
		snprintf(sport, sizeof sport, ":%u", packet->sport);
		snprintf(dport, sizeof dport, ":%u", packet->dport);
	}
	if (packet->proto == PROTO_ICMP)
		rest = message_text(arena, packet);
	if (packet_has_query(packet) && packet->sport)
		rest = arena_printf(arena, "%s id %u", rest, packet->sport);
	if (packet->proto == PROTO_TCP)
		rest = flags_text(arena, packet->flags);
	return arena_printf(arena, "%s %s%s > %s%s%s", proto_text(arena, packet->proto), src, sport,
			    dst, dport, rest);
}
