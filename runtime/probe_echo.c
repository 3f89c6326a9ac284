/*
 * ICMP echo, over one raw socket that lives on from round to round, so that what comes late or
 * twice is seen for what it is.
 */
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "probe_round.h"

enum { DATA = 28, PACKET_MAX = 17000 + sizeof(struct icmphdr) }; /* IOS's request-data-size */

size_t probe_request_size(const struct probe *probe)
{
	size_t data = probe->plan ? probe->plan->size : DATA;

	return sizeof(struct icmphdr) + (data < sizeof probe->cookie ? sizeof probe->cookie : data);
}

size_t probe_request(const struct probe *probe, unsigned char *buf, size_t size)
{
	struct icmphdr header = {
		.type = probe->v6 ? ICMP6_ECHO_REQUEST : ICMP_ECHO,
		.un.echo = {.id = htons(probe->ident), .sequence = htons(probe->sequence)}};

	size_t len = probe_request_size(probe);

	if (size < len)
		return 0;
	memset(buf, 0, len);
	memcpy(buf + sizeof header, &probe->cookie, sizeof probe->cookie);
	memcpy(buf, &header, sizeof header);
	if (!probe->v6) /* of ICMPv6 the kernel makes it, which knows the source */
		header.checksum = icmp_checksum(buf, len);
	memcpy(buf, &header, sizeof header);
	return len;
}

static void icmp_ready(void *context, uint32_t events)
{
	struct probe *probe = context;
	unsigned char buf[PACKET_MAX + 60];
	struct probe_received got;

	(void)events;
	for (int i = 0; i < PROBE_PACKETS_AT_ONCE && probe_receive(probe, buf, sizeof buf, &got);
	     i++) {
		enum probe_packet packet =
			probe->v6 ? probe_packet6(probe, buf, got.len, got.from.addr6, got.to6,
						  got.index)
				  : probe_packet(probe, buf, got.len, got.index);

		probe_heard(probe, packet);
		if (packet == PACKET_ANSWER)
			return;
	}
}

/* A socket whose device was made anew cannot send; another one can. */
void icmp_begin(struct probe *probe)
{
	struct probe_peer peer = probe_target(probe);
	unsigned char packet[PACKET_MAX];
	size_t len = probe_request(probe, packet, sizeof packet);

	for (int tries = 0; tries < 2; tries++) {
		if (probe->fd < 0 &&
		    !probe_open(probe, probe->v6, SOCK_RAW,
				probe->v6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP, EPOLLIN, icmp_ready))
			return;
		if (probe_send(probe, &peer, 0, packet, len))
			return;
		probe_close(probe);
	}
}
