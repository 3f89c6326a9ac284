/*
 * Which packets are answers. Whoever can send to us can send what looks like one, or an ICMP error
 * about what we never sent: only who has seen a round's request knows its 64 random bits.
 */
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/ip6.h>
#include <netinet/ip_icmp.h>
#include <string.h>

#include "probe_round.h"

uint16_t icmp_checksum(const unsigned char *at, size_t len)
{
	uint32_t sum = 0;

	for (; len > 1; at += 2, len -= 2)
		sum += (uint32_t)at[0] << 8 | at[1];
	if (len)
		sum += (uint32_t)at[0] << 8;
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return htons((uint16_t)~sum);
}

enum probe_packet probe_round_of(const struct probe *probe, uint64_t cookie)
{
	if (cookie == probe->cookie && probe->flying)
		return PACKET_ANSWER;
	if (cookie == probe->cookie && probe->started)
		return probe->answered ? PACKET_DUPLICATE : PACKET_LATE;
	for (unsigned i = 0; i < probe->pasts; i++)
		if (probe->past[i].cookie == cookie)
			return probe->past[i].answered ? PACKET_DUPLICATE : PACKET_LATE;
	return PACKET_SPOOFED;
}

/* ---- ICMP ---- */

/* A message of either family. */
struct message {
	const unsigned char *at;
	size_t len;
	bool intact, right_way; /* its checksum; its addresses and its interface */
};

static enum probe_packet reply_packet(const struct probe *probe, const struct message *message)
{
	struct icmphdr icmp;
	enum probe_packet found;
	uint64_t cookie;

	memcpy(&icmp, message->at, sizeof icmp);
	if (ntohs(icmp.un.echo.id) != probe->ident)
		return PACKET_FOREIGN;
	if (message->len < probe_request_size(probe))
		return PACKET_TRUNCATED;
	if (!message->intact)
		return PACKET_DAMAGED;
	if (!message->right_way)
		return PACKET_SPOOFED;
	memcpy(&cookie, message->at + sizeof icmp, sizeof cookie);
	found = probe_round_of(probe, cookie);
	return found == PACKET_ANSWER && ntohs(icmp.un.echo.sequence) != probe->sequence
		       ? PACKET_SPOOFED
		       : found;
}

/* Is the ICMP message AT, of LEN bytes as far as it is quoted, a request of ours? Old routers quote
 * eight bytes of it, the cookie not among them. */
static enum probe_packet quoted_packet(const struct probe *probe, const unsigned char *at,
				       size_t len)
{
	struct icmphdr icmp;
	uint64_t cookie;

	if (len < sizeof icmp)
		return PACKET_TRUNCATED;
	memcpy(&icmp, at, sizeof icmp);
	if (icmp.type != (probe->v6 ? ICMP6_ECHO_REQUEST : ICMP_ECHO) ||
	    ntohs(icmp.un.echo.id) != probe->ident)
		return PACKET_FOREIGN_ERROR;
	if (len < sizeof icmp + sizeof cookie)
		return PACKET_ERROR;
	memcpy(&cookie, at + sizeof icmp, sizeof cookie);
	return probe_round_of(probe, cookie) == PACKET_SPOOFED ? PACKET_FOREIGN_ERROR
							       : PACKET_ERROR;
}

static enum probe_packet error_packet(const struct probe *probe, const unsigned char *at,
				      size_t len)
{
	struct iphdr ip;
	size_t head;

	at += sizeof(struct icmphdr);
	len -= sizeof(struct icmphdr);
	if (len < sizeof ip)
		return PACKET_TRUNCATED;
	memcpy(&ip, at, sizeof ip);
	head = (size_t)ip.ihl * 4;
	if (head < sizeof ip || head > len)
		return PACKET_TRUNCATED;
	if (ip.protocol != IPPROTO_ICMP || ntohl(ip.daddr) != probe->target ||
	    (probe->has_source && ntohl(ip.saddr) != probe->source))
		return PACKET_FOREIGN_ERROR;
	return quoted_packet(probe, at + head, len - head);
}

static enum probe_packet error_packet6(const struct probe *probe, const unsigned char *at,
				       size_t len)
{
	struct ip6_hdr ip;

	at += sizeof(struct icmp6_hdr);
	len -= sizeof(struct icmp6_hdr);
	if (len < sizeof ip)
		return PACKET_TRUNCATED;
	memcpy(&ip, at, sizeof ip);
	if (ip.ip6_nxt != IPPROTO_ICMPV6 ||
	    !ip6_equal(ip6_from_bytes(ip.ip6_dst.s6_addr), probe->target6) ||
	    (probe->has_source && !ip6_equal(ip6_from_bytes(ip.ip6_src.s6_addr), probe->source6)))
		return PACKET_FOREIGN_ERROR;
	return quoted_packet(probe, at + sizeof ip, len - sizeof ip);
}

static bool is_right_interface(const struct probe *probe, unsigned index)
{
	return !probe->device[0] || index == probe->device_index;
}

static bool is_error(uint8_t type)
{
	return type == ICMP_DEST_UNREACH || type == ICMP_SOURCE_QUENCH ||
	       type == ICMP_TIME_EXCEEDED || type == ICMP_PARAMETERPROB;
}

enum probe_packet probe_packet(const struct probe *probe, const unsigned char *packet, size_t len,
			       unsigned index)
{
	struct message message;
	struct iphdr ip;
	size_t head;

	if (len < sizeof ip)
		return PACKET_TRUNCATED;
	memcpy(&ip, packet, sizeof ip);
	head = (size_t)ip.ihl * 4;
	if (head < sizeof ip || ip.protocol != IPPROTO_ICMP)
		return PACKET_FOREIGN;
	if (len < head + sizeof(struct icmphdr))
		return PACKET_TRUNCATED;
	message = (struct message){
		.at = packet + head,
		.len = len - head,
		.intact = icmp_checksum(packet + head, len - head) == 0,
		.right_way = ntohl(ip.saddr) == probe->target &&
			     (!probe->has_source || ntohl(ip.daddr) == probe->source) &&
			     is_right_interface(probe, index),
	};
	if (is_error(*message.at))
		return message.intact ? error_packet(probe, message.at, message.len)
				      : PACKET_DAMAGED;
	if (message.at[0] != ICMP_ECHOREPLY || message.at[1] != 0)
		return PACKET_FOREIGN;
	return reply_packet(probe, &message);
}

enum probe_packet probe_packet6(const struct probe *probe, const unsigned char *at, size_t len,
				struct ip6 from, struct ip6 to, unsigned index)
{
	struct message message = {
		.at = at,
		.len = len,
		.intact = true,
		.right_way = ip6_equal(from, probe->target6) &&
			     (!probe->has_source || ip6_equal(to, probe->source6)) &&
			     is_right_interface(probe, index),
	};

	if (len < sizeof(struct icmphdr))
		return PACKET_TRUNCATED;
	if (at[0] < ICMP6_ECHO_REQUEST)
		return error_packet6(probe, at, len);
	if (at[0] != ICMP6_ECHO_REPLY || at[1] != 0)
		return PACKET_FOREIGN;
	return reply_packet(probe, &message);
}

enum probe_packet probe_packet_of(const struct probe *probe, const unsigned char *packet,
				  const struct probe_received *got)
{
	return probe->v6 ? probe_packet6(probe, packet, got->len, got->from.addr6, got->to6,
					 got->index)
			 : probe_packet(probe, packet, got->len, got->index);
}

/* Where the message begins, and what it is; LEN when it is cut off. */
static size_t message_at(bool v6, const unsigned char *packet, size_t len, bool *error)
{
	size_t at = v6 || !len ? 0 : (size_t)(packet[0] & 15) * 4;

	if (len < at + sizeof(struct icmphdr))
		return len;
	*error = v6 ? packet[at] < ICMP6_ECHO_REQUEST : is_error(packet[at]);
	return at;
}

/* Where the message begins that the error at AT quotes; LEN when it does not. */
static size_t quoted_at(bool v6, const unsigned char *packet, size_t len, size_t at)
{
	size_t ip = at + sizeof(struct icmphdr);
	size_t head = v6 ? sizeof(struct ip6_hdr) : sizeof(struct iphdr);

	if (len < ip + head)
		return len;
	head = v6 ? head : (size_t)(packet[ip] & 15) * 4;
	return len < ip + head + sizeof(struct icmphdr) ? len : ip + head;
}

bool probe_packet_ident(bool v6, const unsigned char *packet, size_t len, uint16_t *ident)
{
	bool error = false;
	size_t at = message_at(v6, packet, len, &error);

	*ident = 0;
	if (error)
		at = quoted_at(v6, packet, len, at);
	if (at < len)
		*ident = (uint16_t)(packet[at + 4] << 8 | packet[at + 5]);
	return error;
}

bool probe_is_quoted(const struct probe *probe, const unsigned char *packet, size_t len)
{
	size_t ip = sizeof(struct icmphdr) + (probe->v6 ? 0 : (size_t)(packet[0] & 15) * 4);
	struct ip6_hdr six;
	struct iphdr v4;

	if (probe->v6) {
		if (len < ip + sizeof six)
			return false;
		memcpy(&six, packet + ip, sizeof six);
		return ip6_equal(ip6_from_bytes(six.ip6_dst.s6_addr), probe->target6);
	}
	if (len < ip + sizeof v4)
		return false;
	memcpy(&v4, packet + ip, sizeof v4);
	return ntohl(v4.daddr) == probe->target;
}

/* ---- UDP echo ---- */

enum probe_packet probe_datagram_packet(const struct probe *probe, const unsigned char *data,
					size_t len, bool right)
{
	size_t sent = probe_datagram_size(probe);
	uint64_t cookie;

	if (!right)
		return PACKET_SPOOFED;
	if (len < sent)
		return PACKET_TRUNCATED;
	if (len > sent)
		return PACKET_DAMAGED;
	memcpy(&cookie, data, sizeof cookie);
	for (size_t i = sizeof cookie; i < len; i++)
		if (data[i])
			return PACKET_DAMAGED;
	return probe_round_of(probe, cookie);
}

/* ---- what many of them were ---- */

void probe_range_add(struct probe_range *range, int64_t value)
{
	range->min = !range->n || value < range->min ? value : range->min;
	range->max = !range->n || value > range->max ? value : range->max;
	range->sum += value;
	range->n++;
}

static void shorter(uint32_t *min, uint32_t *max, uint32_t length)
{
	*min = !*min || length < *min ? length : *min;
	*max = length > *max ? length : *max;
}

void jitter_losses(struct probe_jitter *jitter, const unsigned char *came, uint32_t packets)
{
	uint32_t begin = 0, end = 0; /* of the latest period */

	for (uint32_t i = 0; i < packets; i++) {
		if (came[i / 8] & 1u << i % 8)
			continue;
		jitter->lost++;
		if (!jitter->periods || i != end) {
			if (jitter->periods) {
				shorter(&jitter->period_min, &jitter->period_max, end - begin);
				shorter(&jitter->between_min, &jitter->between_max, i - end);
			}
			jitter->periods++;
			begin = i;
		}
		end = i + 1;
	}
	if (jitter->periods)
		shorter(&jitter->period_min, &jitter->period_max, end - begin);
}
