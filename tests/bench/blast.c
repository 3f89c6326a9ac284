/*
 * Packets as fast as one core can make them: the sender of the forwarding rates. All frames are
 * built before the first is sent, and go past the queueing of the device, 64 a call, so that what
 * is measured is who receives them.
 *
 * FILE holds packets of 16 bytes each, all in network order: source, target, protocol, flags of
 * TCP, source port, target port, two bytes of nothing. They are sent in turn, over and over or
 * `once`.
 *
 * When the devices are virtual, and nothing sends their packets to another processor, all that
 * becomes of a packet happens before the call that sends it returns: the time of the processor that
 * is told behind WARM seconds is that of sender, router and sink, whoever else wants the processor.
 *
 * It says `ready`, and at the end how many were sent, how many of them behind WARM seconds, and the
 * time of the processor for these.
 *
 * usage: blast DEVICE DESTINATION-MAC FILE WARM SECONDS [once]
 */
#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/ether.h>
#include <netinet/ip.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>

enum { BATCH = 64, FRAME = 64, MOST_PACKETS = 1 << 20, MOST_SECONDS = 30 };

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
_Static_assert(sizeof(struct frame) <= FRAME, "frames lie one after the other");

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
static uint8_t *read_frames(const char *file, const struct ether_header *ether, size_t *count)
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

		frame->ether = *ether;
		build(frame, &packet);
	}
	fclose(in);
	if (*count)
		return frames;
	fprintf(stderr, "%s: no packets\n", file);
	return NULL;
}

/* A socket on DEVICE, whose own address becomes the source; negative with a message. */
static int open_device(const char *device, struct ether_header *ether)
{
	int fd = socket(AF_PACKET, SOCK_RAW, 0), one = 1;
	struct sockaddr_ll on = {.sll_family = AF_PACKET,
				 .sll_ifindex = (int)if_nametoindex(device)};
	struct ifreq request = {0};

	snprintf(request.ifr_name, sizeof request.ifr_name, "%s", device);
	if (fd < 0 || setsockopt(fd, SOL_PACKET, PACKET_QDISC_BYPASS, &one, sizeof one) ||
	    bind(fd, (struct sockaddr *)&on, sizeof on) || ioctl(fd, SIOCGIFHWADDR, &request)) {
		perror(device);
		return -1;
	}
	memcpy(ether->ether_shost, request.ifr_hwaddr.sa_data, ETHER_ADDR_LEN);
	ether->ether_type = htons(ETHERTYPE_IP);
	return fd;
}

/* Send from frame SENT on until SECONDS are over, or, ONCE, after the last; SENT then. */
static uint64_t blast(int fd, uint8_t *frames, size_t count, uint64_t sent, double seconds,
		      bool once)
{
	struct mmsghdr messages[BATCH];
	struct iovec parts[BATCH];
	double end = seconds_of(CLOCK_MONOTONIC) + seconds;

	memset(messages, 0, sizeof messages);
	for (size_t i = 0; i < BATCH; i++)
		messages[i].msg_hdr = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1};
	while (seconds_of(CLOCK_MONOTONIC) < end && !(once && sent >= count)) {
		for (size_t i = 0; i < BATCH; i++)
			parts[i] = (struct iovec){frames + (sent + i) % count * FRAME,
						  sizeof(struct frame)};
		int done = sendmmsg(fd, messages, BATCH, 0);

		if (done > 0)
			sent += (uint64_t)done;
	}
	return sent;
}

int main(int argc, char **argv)
{
	struct ether_header ether = {0};
	size_t count;

	if (argc < 6 || !ether_aton_r(argv[2], (struct ether_addr *)ether.ether_dhost)) {
		fputs("usage: blast DEVICE DESTINATION-MAC FILE WARM SECONDS [once]\n", stderr);
		return 2;
	}
	double warm = atof(argv[4]), seconds = atof(argv[5]);
	int fd = open_device(argv[1], &ether);
	uint8_t *frames = fd < 0 ? NULL : read_frames(argv[3], &ether, &count);

	if (!frames || warm + seconds > MOST_SECONDS)
		return 1;
	puts("ready");
	fflush(stdout);
	uint64_t before = blast(fd, frames, count, 0, warm, argc > 6);
	double used = seconds_of(CLOCK_THREAD_CPUTIME_ID);
	uint64_t sent = blast(fd, frames, count, before, seconds, argc > 6);

	used = seconds_of(CLOCK_THREAD_CPUTIME_ID) - used;
	printf("%llu %llu %.6f\n", (unsigned long long)sent, (unsigned long long)(sent - before),
	       used);
	free(frames);
	return 0;
}
