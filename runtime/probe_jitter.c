/*
 * Rounds of several packets, over ICMP echo or UDP. Each packet carries the round's cookie, its
 * number and when it was sent; the round's time is the mean of those that came back. It fails when
 * none did. The far end only sends them back, so that loss and jitter are those of both ways
 * together.
 */
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/ip_icmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "probe_round.h"

enum { PACKET_MAX = 17000 };

struct stamp {
	uint64_t cookie;
	int64_t sent;
	uint32_t number, pad;
};

int64_t jitter_length(const struct plan_probe *plan)
{
	return (int64_t)plan->packets * plan->interval * MILLISECOND;
}

static size_t packet_size(const struct probe *probe)
{
	return probe->plan->size < sizeof(struct stamp) ? sizeof(struct stamp) : probe->plan->size;
}

static size_t bits_size(const struct probe *probe)
{
	return (probe->plan->packets + 7) / 8;
}

void jitter_end(struct probe *probe)
{
	struct probe_jitter *round = &probe->going;

	round->sent = (uint32_t)probe->said;
	if (probe->came)
		jitter_losses(round, probe->came, round->sent);
	probe->jitter = *round;
	if (round->rtt.n)
		probe_answered(probe, round->rtt.sum / (int64_t)round->rtt.n);
	else
		probe_over(probe, PROBE_TIMEOUT);
}

/* All were sent, and nothing is left to wait for? */
static void settle(struct probe *probe)
{
	if (probe->flying && probe->going.rtt.n == probe->plan->packets)
		jitter_end(probe);
}

/* The packet of NUMBER came back after RTT. */
static void note(struct probe *probe, uint32_t number, int64_t rtt)
{
	struct probe_jitter *round = &probe->going;
	int64_t change = rtt - probe->last_rtt;

	if (round->rtt.n && number == probe->last_number + 1)
		probe_range_add(&round->jitter, change < 0 ? -change : change);
	if (round->rtt.n && number < probe->last_number)
		round->disordered++;
	else
		probe->last_number = number;
	probe->last_rtt = rtt;
	round->over += rtt > probe->threshold;
	probe_range_add(&round->rtt, rtt);
}

static enum probe_packet judge(struct probe *probe, const unsigned char *data, size_t len)
{
	enum probe_packet found;
	struct stamp stamp;
	unsigned bit;

	if (len < sizeof stamp || len < packet_size(probe))
		return PACKET_TRUNCATED;
	memcpy(&stamp, data, sizeof stamp);
	found = probe_round_of(probe, stamp.cookie);
	if (found != PACKET_SPOOFED && stamp.cookie != probe->cookie)
		return PACKET_LATE;
	if (found == PACKET_SPOOFED)
		return found;
	if (stamp.number >= probe->said || stamp.sent < probe->started || !probe->came)
		return PACKET_DAMAGED;
	bit = 1u << stamp.number % 8;
	if (probe->came[stamp.number / 8] & bit)
		return PACKET_DUPLICATE;
	probe->came[stamp.number / 8] |= (unsigned char)bit;
	if (!probe->flying)
		return PACKET_LATE;
	note(probe, stamp.number, loop_now() - stamp.sent);
	return PACKET_ANSWER;
}

/* ---- over ICMP ---- */

/* The bytes before the data of an echo reply that is ours, in *HEAD; what else it is, if not. */
static enum probe_packet reply_head(const struct probe *probe, const unsigned char *packet,
				    const struct probe_received *got, size_t *head)
{
	struct icmphdr icmp;
	struct iphdr ip;

	*head = sizeof icmp;
	if (!probe->v6 && got->len >= sizeof ip) {
		memcpy(&ip, packet, sizeof ip);
		*head += (size_t)ip.ihl * 4;
	}
	if (got->len < *head)
		return PACKET_TRUNCATED;
	memcpy(&icmp, packet + *head - sizeof icmp, sizeof icmp);
	if (icmp.type != (probe->v6 ? ICMP6_ECHO_REPLY : ICMP_ECHOREPLY))
		return probe_packet_of(probe, packet, got);
	return ntohs(icmp.un.echo.id) == probe->ident ? PACKET_ANSWER : PACKET_FOREIGN;
}

/* ---- over either ---- */

static bool is_right_way(const struct probe *probe, const struct probe_received *got, uint16_t port)
{
	struct probe_peer peer = probe_target(probe);

	return (peer.v6 ? ip6_equal(got->from.addr6, peer.addr6) : got->from.addr == peer.addr) &&
	       got->port == port && (!probe->device[0] || got->index == probe->device_index);
}

static enum probe_packet packet_of(struct probe *probe, const unsigned char *buf,
				   const struct probe_received *got)
{
	bool icmp = probe->plan->kind == PROBE_ICMP_JITTER;
	size_t head = 0;
	enum probe_packet packet = icmp ? reply_head(probe, buf, got, &head) : PACKET_ANSWER;

	if (packet != PACKET_ANSWER)
		return packet;
	if (!is_right_way(probe, got, icmp ? 0 : probe->plan->port))
		return PACKET_SPOOFED;
	return judge(probe, buf + head, got->len - head);
}

/* Errors are counted, and end no round: a packet that is lost shows as lost. */
static void hear_errors(struct probe *probe)
{
	struct probe_refusal refusal;
	uint64_t cookie;

	while (probe_refused(probe, &refusal)) {
		memcpy(&cookie, refusal.quoted, sizeof cookie);
		probe->counts.packets[refusal.len < sizeof cookie ? PACKET_TRUNCATED
				      : probe_round_of(probe, cookie) == PACKET_SPOOFED
					      ? PACKET_FOREIGN_ERROR
					      : PACKET_ERROR]++;
	}
}

static void jitter_ready(void *context, uint32_t events)
{
	struct probe *probe = context;
	struct probe_received got;
	unsigned char buf[PACKET_MAX + 100];

	for (int i = 0;
	     i < PROBE_PACKETS_AT_ONCE && probe_receive(probe->fd, buf, sizeof buf, &got); i++) {
		enum probe_packet packet = packet_of(probe, buf, &got);

		probe->counts.packets[packet]++;
		(probe->flying ? &probe->going : &probe->jitter)->late += packet == PACKET_LATE;
	}
	if (events & EPOLLERR)
		hear_errors(probe);
	settle(probe);
}

static size_t build(struct probe *probe, unsigned char *buf)
{
	struct stamp stamp = {
		.cookie = probe->cookie, .sent = loop_now(), .number = (uint32_t)probe->said};
	struct icmphdr header = {
		.type = probe->v6 ? ICMP6_ECHO_REQUEST : ICMP_ECHO,
		.un.echo = {.id = htons(probe->ident), .sequence = htons((uint16_t)probe->said)}};
	size_t head = probe->plan->kind == PROBE_ICMP_JITTER ? sizeof header : 0;
	size_t len = head + packet_size(probe);

	memset(buf, 0, len);
	memcpy(buf + head, &stamp, sizeof stamp);
	if (head) {
		memcpy(buf, &header, sizeof header);
		header.checksum = icmp_checksum(buf, len);
		memcpy(buf, &header, sizeof header);
	}
	return len;
}

/* One that cannot be sent is lost. */
static void jitter_send(void *context, int64_t now)
{
	struct probe *probe = context;
	int64_t interval = (int64_t)probe->plan->interval * MILLISECOND;
	struct probe_peer peer = probe_target(probe);
	unsigned char buf[PACKET_MAX + sizeof(struct icmphdr)];
	size_t len = build(probe, buf);
	bool icmp = probe->plan->kind == PROBE_ICMP_JITTER;

	(void)now;
	probe->said++;
	if (probe->fd >= 0)
		probe_send(probe, &peer, icmp ? 0 : probe->plan->port, buf, len);
	if (probe->said < probe->plan->packets)
		timer_set(probe->loop, &probe->packet,
			  probe->started + (int64_t)probe->said * interval);
}

void jitter_begin(struct probe *probe)
{
	bool icmp = probe->plan->kind == PROBE_ICMP_JITTER;
	int protocol = probe->v6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP;

	probe->said = 0;
	probe->going = (struct probe_jitter){.sent = 0};
	if (!probe->came)
		probe->came = malloc(bits_size(probe));
	if (probe->came)
		memset(probe->came, 0, bits_size(probe));
	probe->packet = (struct timer){.fire = jitter_send, .context = probe, .urgent = true};
	if (probe->fd < 0)
		probe_open(probe, probe->v6, icmp ? SOCK_RAW : SOCK_DGRAM, icmp ? protocol : 0,
			   EPOLLIN, jitter_ready);
	jitter_send(probe, probe->started);
}
