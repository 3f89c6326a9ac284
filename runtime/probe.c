/*
 * The rounds of probes, and ICMP echo, one raw socket each. A round starts every `frequency`,
 * counted from the start of the last one, whatever came of it; it ends with the answer or at
 * `timeout`. A probe that cannot be sent, because its device or address is not there yet or there
 * is no route, fails when its time is over like one that is not answered, and the next round tries
 * again with a new socket.
 */
#include <errno.h>
#include <linux/filter.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/ip_icmp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "probe_round.h"

#ifndef ICMP_FILTER
#define ICMP_FILTER 1
#endif

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
		.type = ICMP_ECHO,
		.un.echo = {.id = htons(probe->ident), .sequence = htons(probe->sequence)}};

	size_t len = request_size(probe);

	if (size < len)
		return 0;
	memset(buf, 0, len);
	memcpy(buf + sizeof header, &probe->cookie, sizeof probe->cookie);
	memcpy(buf, &header, sizeof header);
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

static unsigned packet_index(struct msghdr *message)
{
	for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
		if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO) {
			struct in_pktinfo info;

			memcpy(&info, CMSG_DATA(c), sizeof info);
			return (unsigned)info.ipi_ifindex;
		}
	}
	return 0;
}

static void receive(void *context, uint32_t events)
{
	struct probe *probe = context;
	unsigned char packet[PACKET_MAX + 60], control[128];
	struct iovec piece = {packet, sizeof packet};
	ssize_t n;

	(void)events;
	for (;;) {
		struct msghdr message = {.msg_iov = &piece,
					 .msg_iovlen = 1,
					 .msg_control = control,
					 .msg_controllen = sizeof control};

		n = recvmsg(probe->fd, &message, MSG_DONTWAIT);
		if (n < 0)
			return; /* an error of the socket shows in the next round */
		if (!probe_is_answer(probe, packet, (size_t)n, packet_index(&message)))
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

/* Only echo replies with our id wake the agent: every raw socket is offered all of them. */
static void socket_filter(int fd, uint16_t ident)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LDX | BPF_B | BPF_MSH, 0),
		BPF_STMT(BPF_LD | BPF_H | BPF_IND, 4),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ident, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, 0xffff),
		BPF_STMT(BPF_RET | BPF_K, 0),
	};
	struct sock_fprog program = {sizeof code / sizeof *code, code};
	uint32_t all_but_replies = ~(1U << ICMP_ECHOREPLY);

	setsockopt(fd, SOL_RAW, ICMP_FILTER, &all_but_replies, sizeof all_but_replies);
	setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
}

static bool socket_bind(struct probe *probe, int fd)
{
	struct sockaddr_in source = {
		.sin_family = AF_INET,
		.sin_port = htons(probe->plan->source_port),
		.sin_addr = {probe->has_source ? htonl(probe->source) : 0},
	};
	int on = 1, tos = probe->plan->tos;

	if (setsockopt(fd, IPPROTO_IP, IP_PKTINFO, &on, sizeof on) < 0)
		return false;
	if (probe->device[0]) {
		probe->device_index = if_nametoindex(probe->device);
		if (!probe->device_index ||
		    setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, probe->device,
			       (socklen_t)strlen(probe->device)) < 0 ||
		    setsockopt(fd, SOL_SOCKET, SO_MARK, &probe->mark, sizeof probe->mark) < 0)
			return false;
	}
	if (tos)
		setsockopt(fd, IPPROTO_IP, IP_TOS, &tos, sizeof tos);
	if (probe->plan->source_port)
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	return (!probe->has_source && !probe->plan->source_port) ||
	       bind(fd, (struct sockaddr *)&source, sizeof source) == 0;
}

bool probe_open(struct probe *probe, int type, int protocol, uint32_t events, watch_ready ready)
{
	int fd = socket(AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, protocol);

	probe_close(probe);
	if (fd < 0)
		return false;
	if (protocol == IPPROTO_ICMP)
		socket_filter(fd, probe->ident);
	if (!socket_bind(probe, fd) ||
	    !(probe->watch = loop_watch(probe->loop, fd, events, ready, probe))) {
		close(fd);
		return false;
	}
	probe->fd = fd;
	return true;
}

bool probe_connect(const struct probe *probe, uint32_t addr, uint16_t port)
{
	struct sockaddr_in to = {
		.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(addr)}};

	return connect(probe->fd, (struct sockaddr *)&to, sizeof to) == 0 || errno == EINPROGRESS;
}

/* The device may have been made anew under its name since the socket was bound to it. */
static bool socket_is_stale(const struct probe *probe)
{
	return probe->fd >= 0 && probe->device[0] &&
	       if_nametoindex(probe->device) != probe->device_index;
}

static void request_send(struct probe *probe)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr = {htonl(probe->target)}};
	unsigned char packet[PACKET_MAX];
	size_t len;

	if (socket_is_stale(probe))
		probe_close(probe);
	if (probe->fd < 0 && !probe_open(probe, SOCK_RAW, IPPROTO_ICMP, EPOLLIN, receive))
		return;
	len = probe_request(probe, packet, sizeof packet);
	if (sendto(probe->fd, packet, len, MSG_DONTWAIT, (struct sockaddr *)&to, sizeof to) < 0)
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
	if (probe->target)
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

void probe_set_source(struct probe *probe, bool has_source, uint32_t source)
{
	if (probe->has_source == has_source && probe->source == source)
		return;
	probe->has_source = has_source;
	probe->source = source;
	if (probe->loop)
		probe_close(probe);
}
