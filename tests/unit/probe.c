/*
 * Which packets are the answer to a probe: one of another id, sequence, cookie, source, destination
 * or interface is not, nor is one that is damaged, cut off, or a request.
 */
#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <netinet/ip.h>
#include <netinet/ip_icmp.h>
#include <string.h>

#include "runtime/agent_probe.h"

enum { INDEX = 7, SIZE = 256 };

static bool probe_is_answer(const struct probe *probe, const unsigned char *packet, size_t len,
			    unsigned index)
{
	return probe_packet(probe, packet, len, index) == PACKET_ANSWER;
}

static bool probe_is_answer6(const struct probe *probe, const unsigned char *message, size_t len,
			     struct ip6 from, struct ip6 to, unsigned index)
{
	return probe_packet6(probe, message, len, from, to, index) == PACKET_ANSWER;
}

static struct probe asking(void)
{
	return (struct probe){.target = 0xc0a80202,
			      .source = 0xc0a80201,
			      .has_source = true,
			      .device = "wan0",
			      .device_index = INDEX,
			      .flying = true,
			      .ident = 0x1234,
			      .sequence = 42,
			      .cookie = 0x1122334455667788};
}

static void sum(unsigned char *icmp, size_t len)
{
	uint32_t total = 0;

	icmp[2] = icmp[3] = 0;
	for (size_t i = 0; i + 1 < len; i += 2)
		total += (uint32_t)icmp[i] << 8 | icmp[i + 1];
	while (total >> 16)
		total = (total & 0xffff) + (total >> 16);
	icmp[2] = (unsigned char)(~total >> 8);
	icmp[3] = (unsigned char)~total;
}

/* The answer to PROBE as a whole packet in BUF; its length. */
static size_t answer(const struct probe *probe, unsigned char *buf)
{
	struct iphdr ip = {.version = 4,
			   .ihl = 5,
			   .protocol = IPPROTO_ICMP,
			   .saddr = htonl(probe->target),
			   .daddr = htonl(probe->source)};
	size_t len;

	memset(buf, 0, SIZE);
	memcpy(buf, &ip, sizeof ip);
	len = probe_request(probe, buf + sizeof ip, SIZE - sizeof ip);
	buf[sizeof ip] = ICMP_ECHOREPLY;
	sum(buf + sizeof ip, len);
	return sizeof ip + len;
}

Test(probe, takes_its_answer)
{
	struct probe probe = asking();
	unsigned char buf[SIZE];
	size_t len = answer(&probe, buf);

	cr_expect_eq(len, sizeof(struct iphdr) + sizeof(struct icmphdr) + 28);
	cr_expect(probe_is_answer(&probe, buf, len, INDEX));
}

Test(probe, takes_an_answer_with_ip_options)
{
	struct probe probe = asking();
	unsigned char buf[SIZE], longer[SIZE] = {0};
	size_t len = answer(&probe, buf);

	memcpy(longer, buf, 20);
	longer[0] = 0x46;
	memcpy(longer + 24, buf + 20, len - 20);
	cr_expect(probe_is_answer(&probe, longer, len + 4, INDEX));
}

Test(probe, request_has_a_right_checksum)
{
	struct probe probe = asking();
	unsigned char buf[SIZE], again[SIZE];
	size_t len = probe_request(&probe, buf, sizeof buf);

	memcpy(again, buf, len);
	sum(again, len);
	cr_expect_eq(memcmp(buf, again, len), 0);
	cr_expect_eq(probe_request(&probe, buf, 10), 0, "a buffer too small is not overrun");
}

Test(probe, refuses_an_answer_to_somebody_else)
{
	unsigned char buf[SIZE];
	struct probe probe = asking();
	size_t len = answer(&probe, buf);

#define EXPECT_REFUSED(change)                                                                  \
	do {                                                                                    \
		struct probe other = asking();                                                  \
		other.change;                                                                   \
		cr_expect_not(probe_is_answer(&other, buf, len, INDEX), "answered although %s", \
			      #change);                                                         \
	} while (0)
	EXPECT_REFUSED(ident ^= 1);
	EXPECT_REFUSED(sequence++);
	EXPECT_REFUSED(cookie ^= 1);
	EXPECT_REFUSED(target++);
	EXPECT_REFUSED(source++);
	EXPECT_REFUSED(device_index++);
	EXPECT_REFUSED(flying = false);
}

Test(probe, refuses_what_is_damaged_or_cut_off)
{
	unsigned char buf[SIZE];
	struct probe probe = asking();
	size_t len = answer(&probe, buf);

	for (size_t cut = 0; cut < len; cut++)
		cr_expect_not(probe_is_answer(&probe, buf, cut, INDEX), "cut at %zu", cut);
	for (size_t i = 20; i < len; i++) {
		buf[i] ^= 0x10;
		cr_expect_not(probe_is_answer(&probe, buf, len, INDEX), "byte %zu", i);
		buf[i] ^= 0x10;
	}
	buf[20] = ICMP_ECHO;
	sum(buf + 20, len - 20);
	cr_expect_not(probe_is_answer(&probe, buf, len, INDEX), "a request is no answer");
	cr_expect(answer(&probe, buf) && (buf[9] = IPPROTO_UDP));
	cr_expect_not(probe_is_answer(&probe, buf, len, INDEX));
}

/* ---- ICMPv6 ---- */

static const struct ip6 far_end = {0x20010db8ffff0000, 1}, own = {0x20010db800010000, 2};

static struct probe asking6(void)
{
	struct probe probe = asking();

	probe.v6 = true;
	probe.target6 = far_end;
	probe.source6 = own;
	return probe;
}

static size_t answer6(const struct probe *probe, unsigned char *buf)
{
	size_t len = probe_request(probe, buf, SIZE);

	cr_expect_eq(buf[0], 128, "an echo request of ICMPv6");
	cr_expect(buf[2] == 0 && buf[3] == 0, "whose checksum the kernel makes");
	buf[0] = 129;
	return len;
}

Test(probe, takes_its_answer_over_ipv6)
{
	struct probe probe = asking6();
	unsigned char buf[SIZE];
	size_t len = answer6(&probe, buf);

	cr_expect(probe_is_answer6(&probe, buf, len, far_end, own, INDEX));
	for (size_t cut = 0; cut < len; cut++)
		cr_expect_not(probe_is_answer6(&probe, buf, cut, far_end, own, INDEX), "at %zu",
			      cut);
	buf[0] = 128;
	cr_expect_not(probe_is_answer6(&probe, buf, len, far_end, own, INDEX), "a request");
}

Test(probe, refuses_an_answer_to_somebody_else_over_ipv6)
{
	struct probe probe = asking6();
	unsigned char buf[SIZE];
	size_t len = answer6(&probe, buf);

	cr_expect_not(probe_is_answer6(&probe, buf, len, own, own, INDEX), "from elsewhere");
	cr_expect_not(probe_is_answer6(&probe, buf, len, far_end, far_end, INDEX), "to another");
	cr_expect_not(probe_is_answer6(&probe, buf, len, far_end, own, INDEX + 1), "elsewhere");
	probe.ident ^= 1;
	cr_expect_not(probe_is_answer6(&probe, buf, len, far_end, own, INDEX), "another's number");
	probe = asking6();
	probe.cookie ^= 1;
	cr_expect_not(probe_is_answer6(&probe, buf, len, far_end, own, INDEX), "another cookie");
	probe = asking6();
	probe.flying = false;
	cr_expect_not(probe_is_answer6(&probe, buf, len, far_end, own, INDEX), "nobody waits");
}

/* ---- what else a packet can be ---- */

/* The round of 42 is over and has, or has not, its answer; that of 43 is in flight. */
static struct probe next_round(bool answered)
{
	struct probe probe = asking();

	probe.past[0] = (struct probe_past){.cookie = probe.cookie, .answered = answered};
	probe.pasts = 1;
	probe.started = 1;
	probe.sequence++;
	probe.cookie++;
	return probe;
}

Test(probe, tells_late_from_twice_and_from_never)
{
	struct probe probe = asking(), late = next_round(false), twice = next_round(true);
	unsigned char buf[SIZE];
	size_t len = answer(&probe, buf);

	cr_expect_eq(probe_packet(&late, buf, len, INDEX), PACKET_LATE);
	cr_expect_eq(probe_packet(&twice, buf, len, INDEX), PACKET_DUPLICATE);
	twice.pasts = 0;
	cr_expect_eq(probe_packet(&twice, buf, len, INDEX), PACKET_SPOOFED, "never asked");
	probe.started = 1;
	probe.flying = false;
	cr_expect_eq(probe_packet(&probe, buf, len, INDEX), PACKET_LATE);
	probe.answered = true;
	cr_expect_eq(probe_packet(&probe, buf, len, INDEX), PACKET_DUPLICATE);
	probe.ident++;
	cr_expect_eq(probe_packet(&probe, buf, len, INDEX), PACKET_FOREIGN);
}

/* An ICMP error in BUF about the LEN bytes of an echo request AT, as PROBE sent it. */
static size_t error_about(const struct probe *probe, unsigned char *buf, const unsigned char *at,
			  size_t len)
{
	struct iphdr ip = {.version = 4,
			   .ihl = 5,
			   .protocol = IPPROTO_ICMP,
			   .saddr = htonl(0xc0000201),
			   .daddr = htonl(probe->source)};
	struct iphdr quoted = ip;

	quoted.saddr = htonl(probe->source);
	quoted.daddr = htonl(probe->target);
	memset(buf, 0, SIZE);
	memcpy(buf, &ip, sizeof ip);
	buf[20] = ICMP_DEST_UNREACH;
	memcpy(buf + 28, &quoted, sizeof quoted);
	memcpy(buf + 48, at, len);
	sum(buf + 20, 28 + len);
	return 48 + len;
}

Test(probe, tells_errors_about_its_own_packets_from_others)
{
	struct probe probe = asking(), other;
	unsigned char request[SIZE], buf[SIZE];
	size_t asked = probe_request(&probe, request, sizeof request), len;

	len = error_about(&probe, buf, request, asked);
	cr_expect_eq(probe_packet(&probe, buf, len, INDEX), PACKET_ERROR);
	len = error_about(&probe, buf, request, 8);
	cr_expect_eq(probe_packet(&probe, buf, len, INDEX), PACKET_ERROR, "of an old router");
	other = probe;
	other.ident++;
	cr_expect_eq(probe_packet(&other, buf, len, INDEX), PACKET_FOREIGN_ERROR);
	other = probe;
	other.target++;
	cr_expect_eq(probe_packet(&other, buf, len, INDEX), PACKET_FOREIGN_ERROR);
	len = error_about(&probe, buf, request, asked);
	probe.cookie++;
	cr_expect_eq(probe_packet(&probe, buf, len, INDEX), PACKET_FOREIGN_ERROR, "made up");
	for (size_t cut = 0; cut < len; cut++) {
		enum probe_packet packet = probe_packet(&probe, buf, cut, INDEX);

		cr_expect(packet == PACKET_TRUNCATED || packet == PACKET_DAMAGED ||
				  packet == PACKET_FOREIGN_ERROR || packet == PACKET_ERROR,
			  "cut at %zu: %d", cut, packet);
	}
}

/* ---- losses ---- */

static struct probe_jitter losses_of(const char *came)
{
	struct probe_jitter jitter = {.sent = 0};
	unsigned char bits[8] = {0};
	uint32_t n = (uint32_t)strlen(came);

	for (uint32_t i = 0; i < n; i++)
		if (came[i] == '1')
			bits[i / 8] |= (unsigned char)(1u << i % 8);
	jitter_losses(&jitter, bits, n);
	return jitter;
}

Test(probe, gathers_losses_in_periods)
{
	struct probe_jitter none = losses_of("1111111111"), all = losses_of("000"),
			    some = losses_of("0111001110000110");

	cr_expect(none.lost == 0 && none.periods == 0 && none.period_max == 0);
	cr_expect(all.lost == 3 && all.periods == 1);
	cr_expect(all.period_min == 3 && all.period_max == 3 && all.between_max == 0);
	cr_expect(some.lost == 8 && some.periods == 4);
	cr_expect(some.period_min == 1 && some.period_max == 4);
	cr_expect(some.between_min == 2 && some.between_max == 3);
}

Test(probe, ranges)
{
	struct probe_range range = {0};

	probe_range_add(&range, 7);
	probe_range_add(&range, 3);
	probe_range_add(&range, 5);
	cr_expect(range.n == 3 && range.sum == 15 && range.min == 3 && range.max == 7);
}
