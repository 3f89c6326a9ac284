/*
 * The rounds of probes, and ICMP echo, one raw socket each. A round starts every `frequency`,
 * counted from the start of the last one, whatever came of it; it ends with the answer or at
 * `timeout`. A probe that cannot be sent, because its device or address is not there yet or there
 * is no route, fails when its time is over like one that is not answered, and the next round tries
 * again with a new socket.
 */
#include <errno.h>
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/ip_icmp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "probe_round.h"

enum { DATA = 28, PACKET_MAX = 17000 + sizeof(struct icmphdr) }; /* IOS's request-data-size */

/* Of the request, header and all; the cookie is always in it. */
static size_t request_size(const struct probe *probe)
{
	size_t data = probe->plan ? probe->plan->size : DATA;

	return sizeof(struct icmphdr) + (data < sizeof probe->cookie ? sizeof probe->cookie : data);
}

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

size_t probe_request(const struct probe *probe, unsigned char *buf, size_t size)
{
	struct icmphdr header = {
		.type = probe->v6 ? ICMP6_ECHO_REQUEST : ICMP_ECHO,
		.un.echo = {.id = htons(probe->ident), .sequence = htons(probe->sequence)}};

	size_t len = request_size(probe);

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

bool probe_is_answer(const struct probe *probe, const unsigned char *packet, size_t len,
		     unsigned index)
{
	struct iphdr ip;
	struct icmphdr icmp;
	size_t head;

	if (!probe->flying || len < sizeof ip)
		return false;
	memcpy(&ip, packet, sizeof ip);
	head = (size_t)ip.ihl * 4;
	if (head < sizeof ip || len < head + request_size(probe) || ip.protocol != IPPROTO_ICMP ||
	    ntohl(ip.saddr) != probe->target)
		return false;
	if (probe->has_source && ntohl(ip.daddr) != probe->source)
		return false;
	if (probe->device[0] && index != probe->device_index)
		return false;
	memcpy(&icmp, packet + head, sizeof icmp);
	return icmp.type == ICMP_ECHOREPLY && icmp.code == 0 &&
	       ntohs(icmp.un.echo.id) == probe->ident &&
	       ntohs(icmp.un.echo.sequence) == probe->sequence &&
	       !memcmp(packet + head + sizeof icmp, &probe->cookie, sizeof probe->cookie) &&
	       icmp_checksum(packet + head, len - head) == 0;
}

bool probe_is_answer6(const struct probe *probe, const unsigned char *message, size_t len,
		      struct ip6 from, struct ip6 to, unsigned index)
{
	struct icmphdr icmp;

	if (!probe->flying || len < request_size(probe) || !ip6_equal(from, probe->target6) ||
	    (probe->has_source && !ip6_equal(to, probe->source6)) ||
	    (probe->device[0] && index != probe->device_index))
		return false;
	memcpy(&icmp, message, sizeof icmp);
	return icmp.type == ICMP6_ECHO_REPLY && icmp.code == 0 &&
	       ntohs(icmp.un.echo.id) == probe->ident &&
	       ntohs(icmp.un.echo.sequence) == probe->sequence &&
	       !memcmp(message + sizeof icmp, &probe->cookie, sizeof probe->cookie);
}

/* Only the echo's socket lives on from round to round. */
static bool keeps_socket(const struct probe *probe)
{
	return probe->plan->kind == PROBE_ICMP_ECHO;
}

void probe_over(struct probe *probe, enum probe_code code)
{
	probe->flying = false;
	timer_cancel(probe->loop, &probe->limit);
	timer_cancel(probe->loop, &probe->packet);
	if (!keeps_socket(probe))
		probe_close(probe);
	probe->code = code;
	if (code == PROBE_OK || code == PROBE_OVER_THRESHOLD)
		probe->successes++;
	else
		probe->failures++;
	probe->verdict(probe->context, probe);
}

void probe_answered(struct probe *probe, int64_t rtt)
{
	probe->rtt = rtt;
	probe_over(probe, rtt > probe->threshold ? PROBE_OVER_THRESHOLD : PROBE_OK);
}

static bool is_answer(const struct probe *probe, const unsigned char *packet, size_t len,
		      struct msghdr *message)
{
	const struct sockaddr_in6 *from = message->msg_name;
	struct ip6 to = {0, 0};
	unsigned index = probe_packet_info(message, &to);

	if (!probe->v6)
		return probe_is_answer(probe, packet, len, index);
	return probe_is_answer6(probe, packet, len, ip6_from_bytes(from->sin6_addr.s6_addr), to,
				index);
}

static void receive(void *context, uint32_t events)
{
	struct probe *probe = context;
	unsigned char packet[PACKET_MAX + 60], control[128];
	struct iovec piece = {packet, sizeof packet};
	struct sockaddr_in6 from;
	ssize_t n;

	(void)events;
	for (;;) {
		struct msghdr message = {.msg_name = &from,
					 .msg_namelen = sizeof from,
					 .msg_iov = &piece,
					 .msg_iovlen = 1,
					 .msg_control = control,
					 .msg_controllen = sizeof control};

		n = recvmsg(probe->fd, &message, MSG_DONTWAIT);
		if (n < 0)
			return; /* an error of the socket shows in the next round */
		if (!is_answer(probe, packet, (size_t)n, &message))
			continue;
		probe_answered(probe, loop_now() - probe->started);
		return;
	}
}

void probe_close(struct probe *probe)
{
	if (probe->fd < 0)
		return;
	loop_unwatch(probe->loop, probe->watch);
	close(probe->fd);
	probe->fd = -1;
	probe->watch = NULL;
}

bool probe_open(struct probe *probe, bool v6, int type, int protocol, uint32_t events,
		watch_ready ready)
{
	int fd = socket(v6 ? AF_INET6 : AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, protocol);

	probe_close(probe);
	if (fd < 0)
		return false;
	if (type == SOCK_RAW)
		probe_filter(fd, v6, probe->ident);
	if (!probe_bind(probe, fd, v6) ||
	    !(probe->watch = loop_watch(probe->loop, fd, events, ready, probe))) {
		close(fd);
		return false;
	}
	probe->fd = fd;
	return true;
}

bool probe_connect(const struct probe *probe, const struct probe_peer *peer, uint16_t port)
{
	struct sockaddr_storage to;
	socklen_t len = probe_sockaddr(&to, peer, port, probe->device_index);

	return connect(probe->fd, (struct sockaddr *)&to, len) == 0 || errno == EINPROGRESS;
}

struct probe_peer probe_target(const struct probe *probe)
{
	return (struct probe_peer){probe->v6, probe->target, probe->target6};
}

/* The device may have been made anew under its name since the socket was bound to it. */
static bool socket_is_stale(const struct probe *probe)
{
	return probe->fd >= 0 && probe->device[0] &&
	       if_nametoindex(probe->device) != probe->device_index;
}

static void request_send(struct probe *probe)
{
	struct probe_peer peer = probe_target(probe);
	struct sockaddr_storage to;
	unsigned char packet[PACKET_MAX];
	socklen_t size;
	size_t len;

	if (socket_is_stale(probe))
		probe_close(probe);
	if (probe->fd < 0 &&
	    !probe_open(probe, probe->v6, SOCK_RAW, probe->v6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP,
			EPOLLIN, receive))
		return;
	size = probe_sockaddr(&to, &peer, 0, probe->device_index);
	len = probe_request(probe, packet, sizeof packet);
	if (sendto(probe->fd, packet, len, MSG_DONTWAIT, (struct sockaddr *)&to, size) < 0)
		probe_close(probe);
}

void probe_ask(struct probe *probe)
{
	switch ((enum plan_probe_kind)probe->plan->kind) {
	case PROBE_ICMP_ECHO:
		request_send(probe);
		break;
	case PROBE_UDP_ECHO:
		echo_begin(probe);
		break;
	case PROBE_DNS:
		dns_begin(probe);
		break;
	case PROBE_TCP:
	case PROBE_HTTP:
		stream_begin(probe);
		break;
	case PROBE_ICMP_JITTER:
	case PROBE_UDP_JITTER:
		jitter_begin(probe);
		break;
	case PROBE_KIND_COUNT:
		break;
	}
}

/* The round's time is over: none has answered, or not all packets came back. */
static void round_expire(void *context, int64_t now)
{
	struct probe *probe = context;

	(void)now;
	if (probe->plan->packets)
		jitter_end(probe);
	else
		probe_over(probe, PROBE_TIMEOUT);
}

static void round_begin(void *context, int64_t now)
{
	struct probe *probe = context;
	int64_t limit = probe->timeout + jitter_length(probe->plan);

	limit = limit < probe->frequency ? limit : probe->frequency;
	if (probe->flying)
		round_expire(probe, now);
	/* from the time it was due, not from the time we got to it: rounds do not drift */
	timer_set(probe->loop, &probe->next,
		  now - probe->next.due < probe->frequency ? probe->next.due + probe->frequency
							   : now + probe->frequency);
	timer_set(probe->loop, &probe->limit, now + limit);
	probe->flying = true;
	probe->sequence++;
	if (getrandom(&probe->cookie, sizeof probe->cookie, GRND_NONBLOCK) < 0)
		probe->cookie += (uint64_t)now;
	clock_gettime(CLOCK_REALTIME, &probe->started_wall);
	probe->started = loop_now();
	probe->target = probe->plan->target;
	probe->target6 = probe->plan->target6;
	if (plan_probe_has_target(probe->plan))
		probe_ask(probe);
	else
		resolve_begin(probe);
}

void probe_start(struct probe *probe, struct loop *loop, int64_t first)
{
	probe->loop = loop;
	probe->fd = -1;
	probe->flying = false;
	if (getrandom(&probe->ident, sizeof probe->ident, GRND_NONBLOCK) < 0)
		probe->ident = (uint16_t)(getpid() ^ (int)probe->id);
	probe->next = (struct timer){.fire = round_begin, .context = probe};
	probe->limit = (struct timer){.fire = round_expire, .context = probe};
	timer_set(loop, &probe->next, first);
}

void probe_stop(struct probe *probe)
{
	if (!probe->loop)
		return;
	timer_cancel(probe->loop, &probe->next);
	timer_cancel(probe->loop, &probe->limit);
	timer_cancel(probe->loop, &probe->packet);
	probe_close(probe);
	probe->flying = false;
	probe->loop = NULL;
}

void probe_set_source(struct probe *probe, bool has_source, uint32_t source, struct ip6 source6)
{
	if (probe->has_source == has_source && probe->source == source &&
	    ip6_equal(probe->source6, source6))
		return;
	probe->has_source = has_source;
	probe->source = source;
	probe->source6 = source6;
	if (probe->loop)
		probe_close(probe);
}
