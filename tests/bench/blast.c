/*
 * Packets as fast as one core can make them: the sender of the forwarding rates. All frames are
 * built before the first is sent, and go past the queueing of the device, so that what
 * is measured is who receives them.
 *
 * FILE holds packets of 16 bytes each, all in network order: source, target, protocol, flags of
 * TCP, source port, target port, two bytes of nothing. They are sent in turn, over and over or
 * `once`.
 *
 * The devices are virtual, and nothing sends their packets to another processor, so that all that
 * becomes of a packet happens before the call that sends it returns, or in the kernel's thread
 * for what interrupts leave to do. What is told is the time of the processor that both take,
 * whoever else wants the processor. The devices are measured in short turns, since a processor is
 * not as fast in this moment as in the next; SCHEDSTAT is that file of the thread, and may be
 * empty.
 *
 * It prints for each turn of a device: its name, how many were sent, how many of these were
 * measured, and the seconds that they took.
 *
 * usage: blast FILE MILLISECONDS TURNS SECONDS again|once SCHEDSTAT DEVICE...
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/ip.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* Longer than they need to be, and so too long for the device that shall take none. */
enum { BATCH = 16, FRAME = 96, LENGTH = 90, MOST_PACKETS = 1 << 20, LANES = 8 };

/* Of all routers, and of nobody else. */
static const struct ether_header ether = {.ether_dhost = {2, 0, 0, 0, 0, 1},
					  .ether_shost = {2, 0, 0, 0, 0, 2}};

struct lane {
	const char *device;
	int fd;
	uint64_t sent;
};

struct packet {
	uint32_t source, target;
	uint8_t proto, flags;
	uint16_t sport, dport, nothing;
};

struct frame {
	struct ether_header ether;
	struct ip ip;
	union {
		struct tcphdr tcp;
		struct udphdr udp;
	};
} __attribute__((packed));

_Static_assert(sizeof(struct packet) == 16, "as it stands in the file");
_Static_assert(sizeof(struct frame) <= LENGTH, "frames lie one after the other");

static double seconds_of(clockid_t clock)
{
	struct timespec at;

	clock_gettime(clock, &at);
	return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static uint32_t sum(const void *at, size_t len, uint32_t so_far)
{
	const uint8_t *byte = at;

	for (size_t i = 0; i + 1 < len; i += 2)
		so_far += (uint32_t)(byte[i] << 8 | byte[i + 1]);
	return so_far;
}

static uint16_t folded(uint32_t sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return htons((uint16_t)~sum);
}

static void build(struct frame *frame, const struct packet *packet)
{
	bool tcp = packet->proto == IPPROTO_TCP;
	size_t len = tcp ? sizeof frame->tcp : sizeof frame->udp;

	frame->ip = (struct ip){.ip_v = 4,
				.ip_hl = 5,
				.ip_len = htons((uint16_t)(sizeof frame->ip + len)),
				.ip_ttl = 64,
				.ip_p = packet->proto,
				.ip_src.s_addr = packet->source,
				.ip_dst.s_addr = packet->target};
	frame->ip.ip_sum = folded(sum(&frame->ip, sizeof frame->ip, 0));
	if (!tcp) {
		frame->udp = (struct udphdr){.uh_sport = packet->sport,
					     .uh_dport = packet->dport,
					     .uh_ulen = htons((uint16_t)len)};
		return;
	}
	frame->tcp = (struct tcphdr){.th_sport = packet->sport,
				     .th_dport = packet->dport,
				     .th_off = 5,
				     .th_flags = packet->flags,
				     .th_win = htons(1000)};
	frame->tcp.th_sum =
		folded(sum(&frame->tcp, len, sum(packet, 8, (uint32_t)(IPPROTO_TCP + len))));
}

/* The frames of all packets of FILE, FRAME bytes each, and how many; NULL with a message. */
static uint8_t *read_frames(const char *file, size_t *count)
{
	FILE *in = fopen(file, "rb");
	uint8_t *frames = calloc(MOST_PACKETS, FRAME);
	struct packet packet;

	if (!in || !frames) {
		perror(file);
		return NULL;
	}
	for (*count = 0; *count < MOST_PACKETS && fread(&packet, sizeof packet, 1, in); ++*count) {
		struct frame *frame = (void *)(frames + *count * FRAME);

		frame->ether = ether;
		frame->ether.ether_type = htons(ETHERTYPE_IP);
		build(frame, &packet);
	}
	fclose(in);
	if (*count)
		return frames;
	fprintf(stderr, "%s: no packets\n", file);
	return NULL;
}

static bool open_lane(struct lane *lane, const char *device)
{
	int one = 1;
	struct sockaddr_ll on = {.sll_family = AF_PACKET,
				 .sll_ifindex = (int)if_nametoindex(device)};

	*lane = (struct lane){.device = device, .fd = socket(AF_PACKET, SOCK_RAW, 0)};
	if (lane->fd >= 0 &&
	    !setsockopt(lane->fd, SOL_PACKET, PACKET_QDISC_BYPASS, &one, sizeof one) &&
	    !bind(lane->fd, (struct sockaddr *)&on, sizeof on))
		return true;
	perror(device);
	return false;
}

/* Send for so many SECONDS, or, ONCE, until there are no more; how many. One call a packet, since
 * the device that takes none ends a call for several. */
static uint64_t blast(struct lane *lane, uint8_t *frames, size_t count, double seconds, bool once)
{
	double end = seconds_of(CLOCK_MONOTONIC) + seconds;
	uint64_t before = lane->sent;

	while (seconds_of(CLOCK_MONOTONIC) < end && !(once && lane->sent >= count))
		for (int i = 0; i < BATCH; i++)
			send(lane->fd, frames + lane->sent++ % count * FRAME, LENGTH, 0);
	return lane->sent - before;
}

/* Seconds of the processor that this thread and the one of SCHEDSTAT have used. */
static double used(int schedstat)
{
	char text[64] = "";

	if (pread(schedstat, text, sizeof text - 1, 0) < 0)
		return 0;
	return seconds_of(CLOCK_THREAD_CPUTIME_ID) + strtod(text, NULL) / 1e9;
}

static void turn(struct lane *lane, uint8_t *frames, size_t count, double seconds, bool once,
		 int schedstat)
{
	uint64_t warm = blast(lane, frames, count, seconds / 4, once), measured;
	double begin = used(schedstat);

	measured = blast(lane, frames, count, seconds, once);
	printf("%s %llu %llu %.9f\n", lane->device, (unsigned long long)(warm + measured),
	       (unsigned long long)measured, used(schedstat) - begin);
}

int main(int argc, char **argv)
{
	struct lane lanes[LANES];
	int n = argc - 7;
	size_t count = 0;

	if (n < 1 || n > LANES) {
		fputs("usage: blast FILE MILLISECONDS TURNS SECONDS again|once SCHEDSTAT "
		      "DEVICE...\n",
		      stderr);
		return 2;
	}
	bool once = !strcmp(argv[5], "once");
	int schedstat = open(argv[6], O_RDONLY | O_CLOEXEC);
	uint8_t *frames = read_frames(argv[1], &count);

	for (int i = 0; i < n; i++)
		if (!open_lane(&lanes[i], argv[7 + i]))
			return 1;
	if (!frames || schedstat < 0)
		return 1;
	double end = seconds_of(CLOCK_MONOTONIC) + atof(argv[4]);

	for (int t = 0; t < atoi(argv[3]) && seconds_of(CLOCK_MONOTONIC) < end; t++)
		for (int i = 0; i < n; i++)
			turn(&lanes[i], frames, count, atof(argv[2]) / 1000, once, schedstat);
	free(frames);
	return 0;
}
