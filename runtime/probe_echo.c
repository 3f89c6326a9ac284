/*
 * ICMP echo, over raw sockets that live on from round to round, so that what comes late or twice is
 * seen for what it is.
 */
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/queue.h>
#include <sys/socket.h>
#include <unistd.h>

#include "probe_round.h"

enum { ROOM = 1024 * 1024 }; /* of a socket: for the answers to a thousand probes */
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

/* ---- sockets ---- */

/* What a socket is bound to. */
struct binding {
	bool v6, has_source;
	uint8_t tos;
	uint32_t source, mark;
	struct ip6 source6;
	char device[IFNAMSIZ];
};

struct echo_socket {
	LIST_ENTRY(echo_socket) entry;
	struct binding binding;
	struct loop *loop;
	struct watch *watch;
	int fd;
	unsigned index; /* of the device */
	unsigned awaited; /* answers that may be there already, for aught we know */
	struct probe *probes; /* by the numbers of their packets */
};

static LIST_HEAD(, echo_socket) sockets = LIST_HEAD_INITIALIZER(sockets);
static struct echo_socket *reading; /* NULL: it was given up by whoever heard of an answer */

static struct binding binding_of(const struct probe *probe)
{
	struct binding binding = {.v6 = probe->v6,
				  .has_source = probe->has_source,
				  .tos = probe->plan->tos,
				  .source = probe->source,
				  .mark = probe->mark,
				  .source6 = probe->source6};

	memcpy(binding.device, probe->device, sizeof binding.device);
	return binding;
}

static bool same_binding(const struct binding *a, const struct binding *b)
{
	return a->v6 == b->v6 && a->has_source == b->has_source && a->tos == b->tos &&
	       a->source == b->source && a->mark == b->mark && ip6_equal(a->source6, b->source6) &&
	       !strcmp(a->device, b->device);
}

static struct probe *probe_by(const struct echo_socket *socket, uint16_t ident)
{
	struct probe *probe;

	HASH_FIND(hh, socket->probes, &ident, sizeof ident, probe);
	return probe;
}

/* ---- what comes ---- */

/* An error that quotes nothing of ours is told to those who ask the same target. */
static void hear_stranger(struct echo_socket *socket, const unsigned char *packet,
			  const struct probe_received *got)
{
	struct probe *probe, *next;

	HASH_ITER (hh, socket->probes, probe, next) {
		enum probe_packet judged = probe_packet_of(probe, packet, got);

		if (judged == PACKET_FOREIGN_ERROR && probe_is_quoted(probe, packet, got->len))
			probe_heard(probe, judged);
	}
}

/* True when it ended a round. */
static bool hear(struct echo_socket *socket, const unsigned char *packet,
		 const struct probe_received *got)
{
	uint16_t ident;
	struct probe *probe;
	bool error = probe_packet_ident(socket->binding.v6, packet, got->len, &ident);
	enum probe_packet judged;

	probe = probe_by(socket, ident);
	judged = probe ? probe_packet_of(probe, packet, got) : PACKET_FOREIGN_ERROR;
	if (probe && judged != PACKET_FOREIGN_ERROR)
		return probe_heard(probe, judged);
	if (error)
		hear_stranger(socket, packet, got);
	return false;
}

/* Read a packet; true when another one may be there. Those who asked together are mostly answered
 * together; but nothing is read to see that there is nothing. */
static bool read_one(struct echo_socket *socket)
{
	unsigned char buf[PACKET_MAX + 60];
	struct probe_received got;

	if (!probe_receive(socket->fd, buf, sizeof buf, &got)) {
		socket->awaited = 0;
		return false;
	}
	if (!hear(socket, buf, &got))
		return true;
	if (reading && socket->awaited)
		socket->awaited--;
	return reading && socket->awaited;
}

/* All answers that may be there, when we come late, and some of what is none. */
static void icmp_ready(void *context, uint32_t events)
{
	struct echo_socket *socket = context;
	unsigned most = socket->awaited + PROBE_PACKETS_AT_ONCE;

	(void)events;
	reading = socket;
	while (most-- && read_one(socket))
		;
	reading = NULL;
}

/* ---- who shares them ---- */

static struct echo_socket *socket_open(struct probe *probe)
{
	int fd = socket(probe->v6 ? AF_INET6 : AF_INET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK,
			probe->v6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP);
	struct echo_socket *made = fd < 0 ? NULL : calloc(1, sizeof *made);
	int room = ROOM;

	if (!made) {
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	*made = (struct echo_socket){.binding = binding_of(probe), .loop = probe->loop, .fd = fd};
	probe_filter(fd, probe->v6, 0, UINT16_MAX);
	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
	if (!probe_bind(probe, fd, probe->v6) ||
	    !(made->watch = loop_watch_urgent(probe->loop, fd, EPOLLIN, icmp_ready, made))) {
		close(fd);
		free(made);
		return NULL;
	}
	probe_forget_strays(fd);
	made->index = probe->device_index;
	LIST_INSERT_HEAD(&sockets, made, entry);
	return made;
}

/* Probes that leave the same way share a socket: the kernel offers each packet of ICMP to every raw
 * socket, which takes it 0.2 us each, filter included. With one socket a probe, 500 probes a second
 * would cost a tenth of a processor, and four more at 10 ms as much again. */
static bool join(struct probe *probe)
{
	struct binding binding = binding_of(probe);
	struct echo_socket *socket;

	LIST_FOREACH(socket, &sockets, entry)
	if (socket->loop == probe->loop && same_binding(&socket->binding, &binding))
		break;
	if (!socket && !(socket = socket_open(probe)))
		return false;
	probe->echo = socket;
	probe->device_index = socket->index;
	HASH_ADD(hh, socket->probes, ident, sizeof probe->ident, probe);
	return true;
}

void icmp_leave(struct probe *probe)
{
	struct echo_socket *socket = probe->echo;

	if (!socket)
		return;
	probe->echo = NULL;
	HASH_DELETE(hh, socket->probes, probe);
	if (socket->probes)
		return;
	if (reading == socket)
		reading = NULL;
	LIST_REMOVE(socket, entry);
	loop_unwatch(socket->loop, socket->watch);
	close(socket->fd);
	free(socket);
}

void icmp_begin(struct probe *probe)
{
	struct probe_peer peer = probe_target(probe);
	unsigned char packet[PACKET_MAX];
	size_t len = probe_request(probe, packet, sizeof packet);

	if (!probe->echo && !join(probe))
		return;
	if (probe_send_by(probe->echo->fd, &peer, 0, probe->device_index, packet, len))
		probe->echo->awaited++;
	else
		icmp_leave(probe); /* a device or an address that is no more */
}
