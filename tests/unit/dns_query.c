/* What named's answers are worth: only the right one shows that a zone is served as written. */
#include <criterion/criterion.h>
#include <string.h>

#include "grammar/ir.h"
#include "runtime/agent_questions.h"

enum { ID = 0x4321, HEAD = 12, SERIAL = 0x01020304 };

static const struct ip6 addr6 = {0x20010db800000000, 0x80};
static const struct dns_zone_object zone = {.zone = "example.com.", .serial = SERIAL};

static const struct dns_record_row rows[] = {
	{.owner = "www.example.com.", .type = DNS_A, .addr.addr = 0xc0000207},
	{.owner = "www.example.com.", .type = DNS_AAAA, .addr.addr6 = &addr6},
	{.owner = "example.com.", .type = DNS_NS, .target = "ns.example.com."},
	{.owner = "example.com.", .type = DNS_MX, .preference = 10, .target = "Mail.example.com."},
	{.owner = "_sip._tcp.example.com.",
	 .type = DNS_SRV,
	 .preference = 1,
	 .weight = 2,
	 .port = 5060,
	 .target = "sip.example.com."},
	{.owner = "www.example.com.", .type = DNS_HINFO, .target = "PC", .system = "Linux"},
};

/* The data of each row on the wire; a name may be given in part, the rest by a pointer into the
 * question, to "example.com". */
#define REST "\xc0\x0c"

static const struct data {
	const char *at;
	size_t len;
} data[] = {
	{"\xc0\x00\x02\x07", 4},
	{"\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x80", 16},
	{"\x02ns" REST, 5},
	{"\0\x0a\x04mail\x07"
	 "example\x03"
	 "com\0",
	 20},
	{"\0\x01\0\x02\x13\xc4\x03sip\xc0\x16", 12},
	{"\x02PC\x05Linux", 9},
};

static const char soa[] =
	"\x02ns" REST "\x0ahostmaster" REST "\1\2\3\4\0\0\0\1\0\0\0\1\0\0\0\1\0\0\0\1";

enum { SOA_LEN = sizeof soa - 1 };

/* An answer to QUESTION with DATA in its one record. */
static size_t answer(const struct dns_question *question, struct data what, unsigned char *buf)
{
	size_t len = query_make(question, ID, buf);

	cr_assert_gt(len, 0);
	buf[2] = 0x84;
	buf[7] = 1;
	memcpy(buf + len, "\xc0\x0c", 2);
	memcpy(buf + len + 2, buf + len - 4, 4); /* type and class */
	memset(buf + len + 6, 0, 4);
	buf[len + 10] = 0;
	buf[len + 11] = (unsigned char)what.len;
	memcpy(buf + len + 12, what.at, what.len);
	return len + 12 + what.len;
}

/* In memory that ends where the message does, for the sanitizers. */
static int verdict(struct dns_question question, const unsigned char *message, size_t len)
{
	unsigned char *copy = malloc(len + !len);
	bool ours;

	memcpy(copy, message, len);
	ours = query_judge(&question, ID, copy, len);
	free(copy);
	return ours ? question.verdict : -1;
}

static struct dns_question about(const struct dns_record_row *row)
{
	return (struct dns_question){.zone = &zone, .row = row};
}

Test(dns_query, the_serial_tells)
{
	unsigned char buf[QUERY_SIZE];
	size_t len =
		answer(&(struct dns_question){.zone = &zone}, (struct data){soa, SOA_LEN}, buf);

	cr_expect_eq(verdict(about(NULL), buf, len), VERDICT_SERVED);
	buf[len - 17]--;
	cr_expect_eq(verdict(about(NULL), buf, len), VERDICT_OLD);
}

Test(dns_query, every_kind_of_record_is_compared)
{
	unsigned char buf[QUERY_SIZE];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct dns_question question = about(&rows[i]);
		size_t len = answer(&question, data[i], buf);

		cr_expect_eq(verdict(question, buf, len), VERDICT_SERVED, "record %zu", i);
		for (size_t k = len - data[i].len; k < len; k++) {
			buf[k] ^= 1;
			cr_expect_neq(verdict(question, buf, len), VERDICT_SERVED,
				      "record %zu with another byte %zu", i, k);
			buf[k] ^= 1;
		}
	}
}

Test(dns_query, an_answer_that_is_cut_off_shows_nothing)
{
	unsigned char buf[QUERY_SIZE];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct dns_question question = about(&rows[i]);
		size_t whole = answer(&question, data[i], buf);

		for (size_t len = 0; len < whole; len++)
			cr_expect_neq(verdict(question, buf, len), VERDICT_SERVED, "%zu of %zu",
				      len, whole);
	}
}

Test(dns_query, a_name_that_points_to_itself_is_none)
{
	unsigned char buf[QUERY_SIZE];
	struct dns_question question = about(&rows[2]);
	size_t len = answer(&question, data[2], buf);

	buf[len - 2] = 0xc0;
	buf[len - 1] = (unsigned char)(len - 2);
	cr_expect_eq(verdict(question, buf, len), VERDICT_OTHER);
}

Test(dns_query, what_is_no_answer_to_the_question_is_not_heard)
{
	unsigned char buf[QUERY_SIZE];
	struct dns_question question = about(&rows[0]);
	size_t len = answer(&question, data[0], buf);
	static const size_t own[] = {0, 1, 2, 4, 5, HEAD + 1, HEAD + 20};

	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		buf[own[i]] ^= own[i] == 2 ? 0x80 : 1;
		cr_expect_eq(verdict(question, buf, len), -1, "byte %zu", own[i]);
		buf[own[i]] ^= own[i] == 2 ? 0x80 : 1;
	}
	buf[3] = 5;
	cr_expect_eq(verdict(question, buf, len), VERDICT_CODE);
	buf[3] = 0;
	buf[2] = 0x80; /* somebody else's word */
	cr_expect_eq(verdict(question, buf, len), VERDICT_OTHER);
	buf[2] = 0x86; /* too long for a datagram: the serial has to do */
	buf[7] = 0;
	cr_expect_eq(verdict(question, buf, len - data[0].len - 12), VERDICT_SERVED);
	question.row = NULL;
	cr_expect_eq(verdict(question, buf, len), -1);
}

Test(dns_query, some_names_cannot_be_asked_for)
{
	unsigned char buf[QUERY_SIZE];
	char label[80], name[300];

	memset(label, 'a', sizeof label);
	snprintf(name, sizeof name, "%.64s.example.com.", label);
	struct dns_zone_object other = {.zone = name};

	cr_expect_eq(query_make(&(struct dns_question){.zone = &other}, ID, buf), 0);
	snprintf(name, sizeof name, "%.63s.%.63s.%.63s.%.63s.", label, label, label, label);
	cr_expect_eq(query_make(&(struct dns_question){.zone = &other}, ID, buf), 0);
	snprintf(name, sizeof name, "%.63s.%.63s.%.63s.%.61s.", label, label, label, label);
	cr_expect_gt(query_make(&(struct dns_question){.zone = &other}, ID, buf), 0);
	other.zone = ".";
	cr_expect_eq(query_make(&(struct dns_question){.zone = &other}, ID, buf), 0);
}
