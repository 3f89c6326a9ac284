/*
 * A stream of datagrams at a constant rate, and what of it does not arrive: the far end's view of a
 * failover. Each datagram carries a number and the time at which it was sent, and a loss is told by
 * the times of the last one before it and the first behind it, so that neither clocks nor a
 * receiver that is late matter. Unless told otherwise each goes to another port, and from another
 * one once they have all been used: each is a new connection, which no router knows a way for.
 *
 * usage: stream send ADDRESS MICROSECONDS SECONDS [PORT]
 *        stream receive SECONDS
 */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <netinet/ip.h>
#include <netinet/udp.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_PORT = 10000, PORTS = 50000, ROOM = 1 << 22 };

static const uint64_t magic = 0x6361757365776179;
static const int64_t second = 1000000000;

struct datagram {
	uint64_t magic;
	int64_t number, sent;
};

static int64_t now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return at.tv_sec * second + at.tv_nsec;
}

/* Before all others, if we may: it is the rate that is measured with. */
static void be_first(void)
{
	struct sched_param first = {.sched_priority = 10};

	sched_setscheduler(0, SCHED_FIFO, &first);
}

/* A socket in the place of OLD, which stays open until there is one: so no port comes twice. */
static int from_another_port(int old)
{
	struct sockaddr_in any = {.sin_family = AF_INET};
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	if (fd >= 0)
		bind(fd, (struct sockaddr *)&any, sizeof any);
	if (old >= 0)
		close(old);
	return fd;
}

static int send_stream(const char *address, int64_t every, int64_t seconds, int port)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	struct datagram datagram = {.magic = magic};
	int64_t begin = now();
	int fd = -1;

	if (inet_pton(AF_INET, address, &to.sin_addr) != 1)
		return 2;
	be_first();
	for (int64_t due = begin; due < begin + seconds * second; due += every) {
		struct timespec when = {due / second, due % second};

		if (fd < 0 || (!port && datagram.number % PORTS == 0))
			fd = from_another_port(fd);
		if (fd < 0)
			return 2;
		clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &when, NULL);
		if (!port)
			to.sin_port = htons((uint16_t)(FIRST_PORT + datagram.number % PORTS));
		datagram.sent = now();
		sendto(fd, &datagram, sizeof datagram, 0, (struct sockaddr *)&to, sizeof to);
		datagram.number++;
	}
	return 0;
}

/* Our datagram in the packet of LEN bytes at AT, or NULL. */
static const struct datagram *find(const char *at, ssize_t len, struct datagram *copy)
{
	const struct ip *ip = (const void *)at;
	size_t skip = ip->ip_hl * 4u + sizeof(struct udphdr);

	if (len < (ssize_t)(skip + sizeof *copy) || ip->ip_p != IPPROTO_UDP)
		return NULL;
	memcpy(copy, at + skip, sizeof *copy);
	return copy->magic == magic ? copy : NULL;
}

/* As they pass by, on whichever device: nobody needs to listen on their ports. */
static int receive(int64_t seconds)
{
	struct timeval patience = {.tv_usec = 100000};
	int fd = socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_IP)), room = ROOM;
	struct datagram last = {.number = -1}, copy;
	int64_t end = now() + seconds * second;
	_Alignas(struct ip) char at[256];

	if (fd < 0)
		return 2;
	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	setvbuf(stdout, NULL, _IOLBF, 0);
	puts("ready");
	while (now() < end) {
		struct sockaddr_ll from;
		socklen_t size = sizeof from;
		ssize_t len = recvfrom(fd, at, sizeof at, 0, (struct sockaddr *)&from, &size);
		const struct datagram *datagram = len > 0 && from.sll_pkttype != PACKET_OUTGOING
							  ? find(at, len, &copy)
							  : NULL;

		if (!datagram || datagram->number <= last.number)
			continue;
		if (last.number >= 0 && datagram->number > last.number + 1)
			printf("lost %lld from %lld to %lld\n",
			       (long long)(datagram->number - last.number - 1),
			       (long long)last.sent, (long long)datagram->sent);
		last = *datagram;
	}
	printf("last %lld\n", (long long)last.number);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc >= 5 && !strcmp(argv[1], "send"))
		return send_stream(argv[2], atoll(argv[3]) * 1000, atoll(argv[4]),
				   argc > 5 ? atoi(argv[5]) : 0);
	if (argc == 3 && !strcmp(argv[1], "receive"))
		return receive(atoll(argv[2]));
	fputs("usage: stream {send ADDRESS MICROSECONDS SECONDS [PORT] | receive SECONDS}\n",
	      stderr);
	return 2;
}
