/*
 * Rounds of several packets, over ICMP echo or UDP. Each packet carries the round's cookie, its
 * number and when it was sent; the round's time is the mean of those that came back. It fails when
 * none did.
 */
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/ip_icmp.h>
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

/* All were sent, and nothing is left to wait for? */
static void settle(struct probe *probe)
{
	if (probe->heard == probe->plan->packets)
		probe_answered(probe, probe->sum / probe->heard);
}

void jitter_end(struct probe *probe)
{
	if (probe->heard)
		probe_answered(probe, probe->sum / probe->heard);
	else
		probe_over(probe, PROBE_TIMEOUT);
}

/* Does DATA of LEN bytes belong to the round? Its number rises: what comes twice counts once. */
static void take(struct probe *probe, const unsigned char *data, size_t len)
{
	struct stamp stamp;

	if (len < sizeof stamp)
		return;
	memcpy(&stamp, data, sizeof stamp);
	if (stamp.cookie != probe->cookie || stamp.number >= probe->said ||
	    stamp.number < probe->next_heard || stamp.sent < probe->started)
		return;
	probe->next_heard = stamp.number + 1;
	probe->heard++;
	probe->sum += loop_now() - stamp.sent;
}

/* The bytes before the data of an echo reply that is ours; 0: it is none. The socket is connected,
 * and of ICMPv6 it gives the message alone. */
static size_t reply_head(const struct probe *probe, const unsigned char *packet, size_t len)
{
	struct icmphdr icmp;
	struct iphdr ip;
	size_t head = sizeof icmp;

	if (!probe->v6 && len >= sizeof ip) {
		memcpy(&ip, packet, sizeof ip);
		head += (size_t)ip.ihl * 4;
		if (ntohl(ip.saddr) != probe->target)
			return 0;
	}
	if (len < head)
		return 0;
	memcpy(&icmp, packet + head - sizeof icmp, sizeof icmp);
	return icmp.type == (probe->v6 ? ICMP6_ECHO_REPLY : ICMP_ECHOREPLY) &&
			       ntohs(icmp.un.echo.id) == probe->ident
		       ? head
		       : 0;
}

static void jitter_ready(void *context, uint32_t events)
{
	struct probe *probe = context;
	unsigned char got[PACKET_MAX];
	ssize_t n;

	(void)events;
	while ((n = recv(probe->fd, got, sizeof got, MSG_DONTWAIT)) >= 0) {
		size_t head = 0;

		if (probe->plan->kind == PROBE_ICMP_JITTER &&
		    !(head = reply_head(probe, got, (size_t)n)))
			continue;
		take(probe, got + head, (size_t)n - head);
	}
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

static void jitter_send(void *context, int64_t now)
{
	struct probe *probe = context;
	unsigned char buf[PACKET_MAX + sizeof(struct icmphdr)];
	size_t len = build(probe, buf);

	probe->said++;
	if (probe->fd < 0 || send(probe->fd, buf, len, MSG_DONTWAIT) < 0)
		(void)0; /* one that is lost */
	if (probe->said < probe->plan->packets)
		timer_set(probe->loop, &probe->packet,
			  now + (int64_t)probe->plan->interval * MILLISECOND);
}

void jitter_begin(struct probe *probe)
{
	bool icmp = probe->plan->kind == PROBE_ICMP_JITTER;
	int protocol = probe->v6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP;
	struct probe_peer peer = probe_target(probe);

	probe->said = 0;
	probe->heard = probe->next_heard = 0;
	probe->sum = 0;
	probe->packet = (struct timer){.fire = jitter_send, .context = probe};
	if (!probe_open(probe, peer.v6, icmp ? SOCK_RAW : SOCK_DGRAM, icmp ? protocol : 0, EPOLLIN,
			jitter_ready) ||
	    !probe_connect(probe, &peer, icmp ? 0 : probe->plan->port)) {
		probe_close(probe);
		return;
	}
	jitter_send(probe, probe->started);
}
