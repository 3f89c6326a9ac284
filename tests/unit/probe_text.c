/* What probes make of the answers of DNS and HTTP servers: theirs, another's, broken or cut off. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/agent_probe.h"
#include "runtime/probe_dns.h"

enum { SIZE = 512, HEADER = 12 };

/* ---- HTTP ---- */

static int status(const char *head)
{
	return http_status(head, strlen(head));
}

Test(http, tells_the_status)
{
	cr_expect_eq(status("HTTP/1.0 200 OK\r\n"), 200);
	cr_expect_eq(status("HTTP/1.1 302 Found\r\n"), 302);
	cr_expect_eq(status("HTTP/1.1 404\r\n"), 404);
	cr_expect_eq(status("HTTP/1.9 599 x"), 599);
}

Test(http, waits_for_the_whole_of_it)
{
	static const char head[] = "HTTP/1.0 200 ";

	for (size_t len = 0; len < sizeof head - 1; len++)
		cr_expect_eq(http_status(head, len), 0, "%zu bytes", len);
	cr_expect_eq(http_status(head, sizeof head - 1), 200);
}

Test(http, refuses_what_is_none)
{
	cr_expect_eq(status("SSH-2.0-OpenSSH_9.2p1\r\n"), -1);
	cr_expect_eq(status("HTTP/2.0 200 OK\r\n"), -1);
	cr_expect_eq(status("HTTP/1.0-200 OK\r\n"), -1);
	cr_expect_eq(status("HTTP/1.0 2x0 OK\r\n"), -1);
	cr_expect_eq(status("HTTP/1.0 -20 OK\r\n"), -1);
	cr_expect_eq(status("http/1.0 200 OK\r\n"), -1);
}

/* ---- DNS ---- */

static const struct dns_question_text question = {
	.id = 0x1234, .type = DNS_TYPE_A, .name = "www.example.com"};

static void put16(unsigned char *at, unsigned value)
{
	at[0] = (unsigned char)(value >> 8);
	at[1] = (unsigned char)value;
}

/* An answer of N records of TYPE that hold 192.0.2.1 in BUF; its length. */
static size_t answer(unsigned char *buf, unsigned rcode, unsigned n, unsigned type)
{
	static const unsigned char record[] = {0xc0, 12, 0, 0, 0,   1, 0, 0,
					       0,    60, 0, 4, 192, 0, 2, 1};
	size_t len = dns_query(&question, buf, SIZE);

	buf[2] = 0x81;
	buf[3] = (unsigned char)(0x80 | rcode);
	put16(buf + 6, n);
	for (unsigned i = 0; i < n; i++) {
		memcpy(buf + len, record, sizeof record);
		put16(buf + len + 2, type);
		len += sizeof record;
	}
	return len;
}

Test(dns, asks_for_a_name)
{
	static const unsigned char wanted[] = "\x12\x34\1\0\0\1\0\0\0\0\0\0"
					      "\3www\7example\3com\0\0\1\0\1";
	struct dns_question_text other = question;
	unsigned char buf[SIZE];
	size_t len = dns_query(&question, buf, sizeof buf);

	cr_expect_eq(len, sizeof wanted - 1);
	cr_expect_eq(memcmp(buf, wanted, len), 0);
	strcpy(other.name, "www.example.com.");
	cr_expect_eq(dns_query(&other, buf, sizeof buf), len, "a dot at its end is no label");
	cr_expect_eq(memcmp(buf, wanted, len), 0);
}

Test(dns, asks_for_no_name_that_is_none)
{
	struct dns_question_text other = question;
	unsigned char buf[SIZE];

	cr_expect_eq(dns_query(&question, buf, 20), 0, "a buffer too small is not overrun");
	other.name[0] = '\0';
	cr_expect_eq(dns_query(&other, buf, sizeof buf), 0);
	strcpy(other.name, "a..b");
	cr_expect_eq(dns_query(&other, buf, sizeof buf), 0);
	strcpy(other.name, ".a");
	cr_expect_eq(dns_query(&other, buf, sizeof buf), 0);
	memset(other.name, 'a', 64);
	other.name[64] = '\0';
	cr_expect_eq(dns_query(&other, buf, sizeof buf), 0, "a label has 63 letters at most");
	other.name[63] = '\0';
	cr_expect_neq(dns_query(&other, buf, sizeof buf), 0);
}

Test(dns, takes_an_answer)
{
	unsigned char buf[SIZE];
	struct dns_found found = {1, {1, 1}};

	cr_expect_eq(dns_answer(&question, buf, answer(buf, 0, 1, DNS_TYPE_A), &found),
		     DNS_ANSWERED);
	cr_expect_eq(found.addr, 0xc0000201);
	cr_expect_eq(dns_answer(&question, buf, answer(buf, 0, 1, 5), &found), DNS_ANSWERED);
	cr_expect_eq(found.addr, 0, "a name of a name is no address");
}

Test(dns, takes_an_answer_of_ipv6)
{
	static const struct dns_question_text question6 = {
		.id = 0x1234, .type = DNS_TYPE_AAAA, .name = "www.example.com"};
	static const unsigned char record[] = {0xc0, 12, 0,    DNS_TYPE_AAAA,
					       0,    1,	 0,    0,
					       0,    60, 0,    16,
					       0x20, 1,	 0x0d, 0xb8,
					       0,    0,	 0,    0,
					       0,    0,	 0,    0,
					       0,    0,	 0,    7};
	unsigned char buf[SIZE];
	struct dns_found found = {1, {1, 1}};
	size_t len = dns_query(&question6, buf, sizeof buf);

	buf[2] = 0x81;
	put16(buf + 6, 1);
	memcpy(buf + len, record, sizeof record);
	len += sizeof record;
	cr_expect_eq(dns_answer(&question6, buf, len, &found), DNS_ANSWERED);
	cr_expect(ip6_equal(found.addr6, (struct ip6){0x20010db800000000, 7}));
	cr_expect_eq(found.addr, 0);
	cr_expect_eq(dns_answer(&question6, buf, len - 1, &found), DNS_ANSWERED);
	cr_expect(ip6_is_zero(found.addr6), "cut off");
}

Test(dns, hears_a_refusal)
{
	unsigned char buf[SIZE];
	struct dns_found found;

	for (unsigned rcode = 1; rcode < 16; rcode++)
		cr_expect_eq(dns_answer(&question, buf, answer(buf, rcode, 0, 0), &found),
			     DNS_REFUSED_IT, "code %u", rcode);
	cr_expect_eq(dns_answer(&question, buf, answer(buf, 0, 0, 0), &found), DNS_REFUSED_IT,
		     "there is no such record");
}

Test(dns, ignores_what_answers_another_question)
{
	unsigned char buf[SIZE];
	struct dns_found found;
	size_t len = answer(buf, 0, 1, DNS_TYPE_A);
	size_t asked = dns_query(&question, (unsigned char[SIZE]){0}, SIZE);

	for (size_t i = 0; i < asked; i++) {
		if (i == 3 || (i >= 6 && i < HEADER))
			continue; /* what an answer says itself */
		buf[i] ^= 0x80;
		cr_expect_eq(dns_answer(&question, buf, len, &found), DNS_NOT_OURS, "byte %zu", i);
		buf[i] ^= 0x80;
	}
	cr_expect_eq(dns_answer(&question, buf, len, &found), DNS_ANSWERED);
}

/* Each in a piece of memory of its own, so that a sanitizer sees what is read beyond it. */
Test(dns, survives_what_is_cut_off_or_hostile)
{
	unsigned char buf[SIZE];
	struct dns_found found;
	size_t len = answer(buf, 0, 2, DNS_TYPE_A);
	size_t asked = dns_query(&question, (unsigned char[SIZE]){0}, SIZE);

	for (size_t cut = 0; cut < len; cut++) {
		unsigned char *piece = memcpy(malloc(cut ? cut : 1), buf, cut);

		cr_expect_eq(dns_answer(&question, piece, cut, &found),
			     cut < asked ? DNS_NOT_OURS : DNS_ANSWERED, "cut at %zu", cut);
		free(piece);
	}
	for (size_t at = asked; at < len; at++)
		for (unsigned value = 0; value < 256; value++) {
			unsigned char was = buf[at];

			buf[at] = (unsigned char)value;
			dns_answer(&question, buf, len, &found);
			buf[at] = was;
		}
	put16(buf + 6, 0xffff);
	cr_expect_eq(dns_answer(&question, buf, len, &found), DNS_ANSWERED);
}
