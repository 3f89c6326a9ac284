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
