/* DNS messages of probes (RFC 1035). What a server sends is not believed. */
#include "probe_dns.h"

#include <string.h>

enum { HEADER = 12, LABEL_MAX = 63, NAME_MAX_LEN = 253, CLASS_IN = 1, RCODE = 15 };

static void put16(unsigned char *at, unsigned value)
{
	at[0] = (unsigned char)(value >> 8);
	at[1] = (unsigned char)value;
}

static unsigned get16(const unsigned char *at)
{
	return (unsigned)at[0] << 8 | at[1];
}

size_t dns_query(const struct dns_question_text *question, unsigned char *buf, size_t size)
{
	size_t len = HEADER, text = strlen(question->name);

	if (text == 0 || text > NAME_MAX_LEN || size < HEADER + text + 2 + 4)
		return 0;
	memset(buf, 0, HEADER);
	put16(buf, question->id);
	buf[2] = 1; /* recursion desired */
	put16(buf + 4, 1);
	for (const char *s = question->name; *s;) {
		size_t label = strcspn(s, ".");

		if (label == 0 || label > LABEL_MAX)
			return 0;
		buf[len++] = (unsigned char)label;
		memcpy(buf + len, s, label);
		len += label;
		s += label + (s[label] == '.');
	}
	buf[len++] = 0;
	put16(buf + len, question->type);
	put16(buf + len + 2, CLASS_IN);
	return len + 4;
}

/* Where the name at AT ends; LEN when it does not. */
static size_t skip_name(const unsigned char *message, size_t len, size_t at)
{
	while (at < len) {
		unsigned label = message[at];

		if (label == 0)
			return at + 1;
		if (label >= 0xc0)
			return at + 2;
		at += label + 1u;
	}
	return len;
}

static struct dns_found first_address(const unsigned char *message, size_t len, size_t at,
				      unsigned type, unsigned answers)
{
	struct dns_found found = {0};

	while (answers-- > 0) {
		size_t fixed = skip_name(message, len, at);
		unsigned size;

		if (fixed + 10 > len)
			return found;
		size = get16(message + fixed + 8);
		at = fixed + 10 + size;
		if (at > len)
			return found;
		if (get16(message + fixed) != type)
			continue;
		if (type == DNS_TYPE_A && size == 4)
			found.addr =
				(uint32_t)get16(message + at - 4) << 16 | get16(message + at - 2);
		else if (type == DNS_TYPE_AAAA && size == 16)
			found.addr6 = ip6_from_bytes(message + at - 16);
		else
			continue;
		break;
	}
	return found;
}

enum dns_result dns_answer(const struct dns_question_text *question, const unsigned char *message,
			   size_t len, struct dns_found *found)
{
	unsigned char query[512];
	size_t asked = dns_query(question, query, sizeof query);

	if (asked == 0 || len < asked || get16(message) != question->id ||
	    (message[2] & 0xf8) != 0x80 || get16(message + 4) != 1 ||
	    memcmp(message + HEADER, query + HEADER, asked - HEADER) != 0)
		return DNS_NOT_OURS;
	if ((message[3] & RCODE) != 0 || get16(message + 6) == 0)
		return DNS_REFUSED_IT;
	*found = first_address(message, len, asked, question->type, get16(message + 6));
	return DNS_ANSWERED;
}
