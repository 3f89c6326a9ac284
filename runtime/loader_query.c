/*
 * One question to named, and what its answer is worth. The serial of a zone tells that named has
 * read what was written for it: it answers a signal before it has, and goes on with the old zone
 * when it cannot read the new one. A record shows that it is the zone that was meant.
 */
#include <ctype.h>
#include <string.h>

#include "agent_questions.h"
#include "grammar/ir.h"
#include "probe_dns.h"

enum {
	HEAD = 12,
	WIRE_NAME = 256,
	RDATA = 2 * WIRE_NAME + 32,
	TYPE_SOA = 6,
	FLAG_AUTHORITATIVE = 4,
	FLAG_TRUNCATED = 2,
	LABEL = 63,
	JUMPS = 64, /* of one name, within a message */
};

static const uint16_t types[] = {
	[DNS_A] = DNS_TYPE_A, [DNS_NS] = 2,	[DNS_MX] = 15,
	[DNS_SRV] = 33,	      [DNS_HINFO] = 13, [DNS_AAAA] = DNS_TYPE_AAAA};

static unsigned get16(const unsigned char *at)
{
	return (unsigned)at[0] << 8 | at[1];
}

static uint32_t get32(const unsigned char *at)
{
	return (uint32_t)get16(at) << 16 | get16(at + 2);
}

static void put16(unsigned char *to, unsigned value)
{
	to[0] = (unsigned char)(value >> 8);
	to[1] = (unsigned char)value;
}

static uint16_t type_of(const struct dns_question *question)
{
	return question->row ? types[question->row->type] : TYPE_SOA;
}

static const char *name_of(const struct dns_question *question)
{
	return question->row ? question->row->owner : question->zone->zone;
}

/* ---- names and data, in one form ---- */

/* NAME in wire form and lower case at TO; its length, 0 when it is none. */
static size_t put_name(unsigned char *to, const char *name)
{
	size_t n = 0;

	for (size_t len; *name && *name != '.'; name += len, name += *name == '.') {
		len = strcspn(name, ".");
		if (len > LABEL || n + len + 2 > WIRE_NAME)
			return 0;
		to[n++] = (unsigned char)len;
		for (size_t i = 0; i < len; i++)
			to[n++] = (unsigned char)tolower((unsigned char)name[i]);
	}
	to[n++] = 0;
	return n;
}

/* The name at *AT of a message likewise; *AT goes behind it. */
static size_t take_name(const unsigned char *message, size_t len, size_t *at, unsigned char *to)
{
	size_t n = 0, i = *at, behind = 0;

	for (unsigned jumps = 0; i < len;) {
		unsigned label = message[i];

		if (label >= 0xc0) {
			if (i + 2 > len || ++jumps > JUMPS)
				return 0;
			behind = behind ? behind : i + 2;
			i = get16(message + i) & 0x3fff;
			continue;
		}
		if (label > LABEL || i + label + 1 > len || n + label + 1 > WIRE_NAME)
			return 0;
		to[n++] = (unsigned char)label;
		for (unsigned k = 1; k <= label; k++)
			to[n++] = (unsigned char)tolower(message[i + k]);
		i += label + 1;
		if (!label) {
			*at = behind ? behind : i;
			return n;
		}
	}
	return 0;
}

static size_t put_string(unsigned char *to, const char *s)
{
	size_t len = strlen(s);

	if (len > 255)
		return 0;
	to[0] = (unsigned char)len;
	memcpy(to + 1, s, len);
	return len + 1;
}

/* The data of ROW; its length, 0 when it has none that can be compared. */
static size_t put_data(const struct dns_record_row *row, unsigned char *to)
{
	size_t n, more;

	switch ((enum dns_record)row->type) {
	case DNS_A:
		put16(to, row->addr.addr >> 16);
		put16(to + 2, row->addr.addr & 0xffff);
		return 4;
	case DNS_AAAA:
		ip6_bytes(*row->addr.addr6, to);
		return 16;
	case DNS_NS:
		return put_name(to, row->target);
	case DNS_MX:
		put16(to, row->preference);
		n = put_name(to + 2, row->target);
		return n ? n + 2 : 0;
	case DNS_SRV:
		put16(to, row->preference);
		put16(to + 2, row->weight);
		put16(to + 4, row->port);
		n = put_name(to + 6, row->target);
		return n ? n + 6 : 0;
	case DNS_HINFO:
		n = put_string(to, row->target);
		more = n ? put_string(to + n, row->system) : 0;
		return more ? n + more : 0;
	}
	return 0;
}

/* The SIZE bytes of data at AT of a message, which have a name behind SKIP bytes if they have one.
 */
static size_t take_data(const unsigned char *message, size_t len, size_t at, size_t size, int skip,
			unsigned char *to)
{
	size_t n, name = at + (size_t)(skip < 0 ? 0 : skip);

	if (skip < 0) {
		if (size > RDATA)
			return 0;
		memcpy(to, message + at, size);
		return size;
	}
	if ((size_t)skip > size)
		return 0;
	memcpy(to, message + at, (size_t)skip);
	n = take_name(message, len, &name, to + skip);
	return n ? n + (size_t)skip : 0;
}

/* Where a name begins in the data of a record of that type; -1: there is none. */
static int name_place(const struct dns_record_row *row)
{
	switch ((enum dns_record)row->type) {
	case DNS_NS:
		return 0;
	case DNS_MX:
		return 2;
	case DNS_SRV:
		return 6;
	case DNS_A:
	case DNS_AAAA:
	case DNS_HINFO:
		break;
	}
	return -1;
}

/* ---- questions ---- */

size_t query_make(const struct dns_question *question, uint16_t id, unsigned char buf[QUERY_SIZE])
{
	struct dns_question_text text = {.id = id, .type = type_of(question)};
	const char *name = name_of(question);
	size_t len = strlen(name);
	unsigned char data[RDATA];

	if (question->row && !put_data(question->row, data))
		return 0;
	if (len > 0 && name[len - 1] == '.') /* for good measure, and not part of it */
		len--;
	if (len == 0 || len >= sizeof text.name)
		return 0;
	memcpy(text.name, name, len);
	len = dns_query(&text, buf, QUERY_SIZE);
	buf[2] = 0; /* nobody else is to be asked */
	return len;
}

/* ---- answers ---- */

/* A record of a message. */
struct record {
	unsigned char owner[WIRE_NAME];
	size_t owner_len;
	unsigned type;
	size_t data, size;
};

/* The one at *AT, which goes behind it. */
static bool take_record(const unsigned char *message, size_t len, size_t *at, struct record *record)
{
	record->owner_len = take_name(message, len, at, record->owner);
	if (!record->owner_len || *at + 10 > len)
		return false;
	record->type = get16(message + *at);
	record->size = get16(message + *at + 8);
	record->data = *at + 10;
	*at = record->data + record->size;
	return *at <= len;
}

static bool is_the_row(const unsigned char *message, size_t len, const struct record *record,
		       const struct dns_record_row *row)
{
	unsigned char wanted[RDATA], given[RDATA];
	size_t n = put_data(row, wanted);

	return n &&
	       n == take_data(message, len, record->data, record->size, name_place(row), given) &&
	       !memcmp(wanted, given, n);
}

static bool take_serial(const unsigned char *message, size_t len, const struct record *record,
			uint32_t *serial)
{
	unsigned char name[WIRE_NAME];
	size_t at = record->data;

	if (!take_name(message, len, &at, name) || !take_name(message, len, &at, name) ||
	    at + 4 > len)
		return false;
	*serial = get32(message + at);
	return true;
}

/* What the records behind the question, which ends at AT, say. */
static enum dns_verdict judge(struct dns_question *question, const unsigned char *message,
			      size_t len, size_t at)
{
	unsigned char name[WIRE_NAME];
	size_t name_len = put_name(name, name_of(question));
	struct record record;

	for (unsigned n = get16(message + 6); n-- && take_record(message, len, &at, &record);) {
		if (record.type != type_of(question) || record.owner_len != name_len ||
		    memcmp(record.owner, name, name_len) != 0)
			continue;
		if (question->row && is_the_row(message, len, &record, question->row))
			return VERDICT_SERVED;
		if (!question->row && take_serial(message, len, &record, &question->serial))
			return question->serial == question->zone->serial ? VERDICT_SERVED
									  : VERDICT_OLD;
	}
	return VERDICT_OTHER;
}

bool query_judge(struct dns_question *question, uint16_t id, const unsigned char *message,
		 size_t len)
{
	unsigned char query[QUERY_SIZE];
	size_t asked = query_make(question, id, query);

	if (len < asked || get16(message) != id || !(message[2] & 0x80) ||
	    get16(message + 4) != 1 || memcmp(message + HEAD, query + HEAD, asked - HEAD) != 0)
		return false;
	question->code = message[3] & 15;
	if (question->code)
		question->verdict = VERDICT_CODE;
	else if (!(message[2] & FLAG_AUTHORITATIVE))
		question->verdict = VERDICT_OTHER;
	else if (question->row && (message[2] & FLAG_TRUNCATED)) /* too many of them to say */
		question->verdict = VERDICT_SERVED;
	else
		question->verdict = (uint8_t)judge(question, message, len, asked);
	return true;
}
