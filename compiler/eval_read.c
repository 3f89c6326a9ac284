/* Packets as people write them: see eval_read.h. */
#include "eval_read.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "eval_words.h"
#include "grammar/ip.h"
#include "grammar/ip6.h"

enum { FIRST_FREE_PORT = 49152, PORTS = 65536 };

struct reading {
	struct sentence words;
	const struct router *router;
	struct question *to;
	bool in_given, flags_given;
};

/* ---- numbers and names ---- */

struct named {
	const char *name;
	unsigned value;
};

static const struct named protocols[] = {{"icmp", 1}, {"tcp", 6},  {"udp", 17}, {"gre", 47},
					 {"esp", 50}, {"ahp", 51}, {NULL, 0}};
static const struct named ports[] = {{"ftp", 21},     {"ssh", 22},  {"telnet", 23}, {"smtp", 25},
				     {"domain", 53},  {"dns", 53},  {"www", 80},    {"http", 80},
				     {"pop3", 110},   {"ntp", 123}, {"snmp", 161},  {"https", 443},
				     {"isakmp", 500}, {NULL, 0}};
static const struct named flags[] = {{"fin", TCP_FIN}, {"syn", TCP_SYN}, {"rst", TCP_RST},
				     {"psh", TCP_PSH}, {"ack", TCP_ACK}, {"urg", TCP_URG},
				     {NULL, 0}};
static const struct named messages[] = {{"echo", ICMP_ECHO},
					{"echo-reply", ICMP_ECHO_REPLY},
					{"unreachable", ICMP_UNREACHABLE},
					{"time-exceeded", ICMP_TIME_EXCEEDED},
					{NULL, 0}};

static const struct named *find(const struct named *names, const char *name)
{
	for (; names->name; names++)
		if (!strcasecmp(names->name, name))
			return names;
	return NULL;
}

/* One of NAMES (or NULL), or a number below LIMIT. */
static bool number(const struct named *names, const char *text, unsigned limit, unsigned *value)
{
	const struct named *named = names ? find(names, text) : NULL;
	char *end;

	if (named) {
		*value = named->value;
		return true;
	}
	if (!isdigit((unsigned char)*text))
		return false;
	*value = (unsigned)strtoul(text, &end, 10);
	return !*end && strlen(text) < 8 && *value < limit;
}

bool proto_read(const char *text, uint8_t *proto)
{
	unsigned value;

	if (!number(protocols, text, 256, &value))
		return false;
	*proto = (uint8_t)value;
	return true;
}

bool port_read(const char *text, uint16_t *port)
{
	unsigned value;

	if (!number(ports, text, PORTS, &value))
		return false;
	*port = (uint16_t)value;
	return true;
}

uint8_t flag_read(const char *text)
{
	const struct named *named = find(flags, text);

	return named ? (uint8_t)named->value : 0;
}

bool message_read(const char *text, uint8_t *type, uint8_t *code)
{
	const struct named *named = find(messages, text);
	const char *slash = strchr(text, '/');
	unsigned t, c;
	char first[8];

	*code = 0;
	if (named) {
		*type = (uint8_t)named->value;
		return true;
	}
	if (!slash || (size_t)(slash - text) >= sizeof first)
		return false;
	memcpy(first, text, (size_t)(slash - text));
	first[slash - text] = '\0';
	if (!number(NULL, first, 256, &t) || !number(NULL, slash + 1, 256, &c))
		return false;
	*type = (uint8_t)t;
	*code = (uint8_t)c;
	return true;
}

/* ---- pieces ---- */

static bool read_interface(struct reading *r)
{
	bool self = sentence_is(&r->words, "self");

	r->in_given = true;
	sentence_next(&r->words);
	return self || sentence_interface(&r->words, r->router, &r->to->in);
}

static bool read_end(struct reading *r, uint32_t *addr, uint16_t *port, bool *has_port,
		     const char *wanted)
{
	char *colon = r->words.word ? strchr(r->words.word, ':') : NULL;
	struct ip6 six;

	if (r->words.word && !ip6_parse(r->words.word, strlen(r->words.word), &six))
		return sentence_fail(&r->words, "packets of IPv6 are not followed");
	if (colon)
		*colon = '\0';
	if (!r->words.word || !ip_parse(r->words.word, strlen(r->words.word), addr))
		return sentence_unexpected(&r->words, wanted);
	*has_port = colon;
	if (colon && !port_read(colon + 1, port))
		return sentence_fail(&r->words,
				     arena_printf(r->words.arena, "'%s' is no port", colon + 1));
	sentence_next(&r->words);
	return true;
}

static bool read_ends(struct reading *r)
{
	struct packet *packet = &r->to->packet;
	bool tcp_or_udp = packet->proto == PROTO_TCP || packet->proto == PROTO_UDP;
	bool from = false, to = false;

	if (!read_end(r, &packet->src, &packet->sport, &from, "a source address"))
		return false;
	if (!sentence_is(&r->words, ">"))
		return sentence_unexpected(&r->words, "'>'");
	sentence_next(&r->words);
	if (!read_end(r, &packet->dst, &packet->dport, &to, "a destination address"))
		return false;
	if ((from || to) && !tcp_or_udp)
		return sentence_fail(&r->words, "only tcp and udp have ports");
	if (tcp_or_udp && !to)
		return sentence_fail(&r->words, "the destination port is missing");
	if (tcp_or_udp && !from)
		packet->sport = FIRST_FREE_PORT;
	return true;
}

static bool read_value(struct reading *r, unsigned limit, unsigned *value)
{
	const char *what = r->words.word;

	sentence_next(&r->words);
	if (!r->words.word || !number(NULL, r->words.word, limit, value))
		return sentence_fail(
			&r->words,
			arena_printf(r->words.arena, "'%s' wants a number below %u", what, limit));
	return true;
}

static bool read_option(struct reading *r)
{
	struct packet *packet = &r->to->packet;
	uint8_t flag = packet->proto == PROTO_TCP ? flag_read(r->words.word) : 0;
	unsigned value;

	if (flag) {
		packet->flags = (uint8_t)((r->flags_given ? packet->flags : 0) | flag);
		r->flags_given = true;
		return true;
	}
	if (sentence_is(&r->words, "tos") || sentence_is(&r->words, "ttl")) {
		uint8_t *to = sentence_is(&r->words, "tos") ? &packet->tos : &packet->ttl;

		if (!read_value(r, 256, &value))
			return false;
		*to = (uint8_t)value;
		return true;
	}
	if (sentence_is(&r->words, "length") ||
	    (sentence_is(&r->words, "id") && packet->proto == PROTO_ICMP)) {
		bool id = sentence_is(&r->words, "id");

		if (!read_value(r, PORTS, &value))
			return false;
		if (id)
			packet->sport = packet->dport = (uint16_t)value;
		else
			packet->length = (uint16_t)value;
		return true;
	}
	if (sentence_is(&r->words, "dns")) {
		sentence_next(&r->words);
		r->to->name = r->words.word;
		return r->words.word || sentence_unexpected(&r->words, "a name");
	}
	return (packet->proto == PROTO_ICMP &&
		message_read(r->words.word, &packet->icmp_type, &packet->icmp_code)) ||
	       sentence_fail(&r->words,
			     arena_printf(r->words.arena, "'%s' is no option of this packet",
					  r->words.word));
}

/* Where a packet from SRC comes in, when nobody said: by the interface on whose network it is. */
static bool guess_interface(struct reading *r)
{
	uint32_t src = r->to->packet.src;
	const struct interface *interface;

	STAILQ_FOREACH (interface, &r->router->interfaces.list, link)
		VEC_FOREACH (address, &interface->addresses) {
			if (address->addr == src) {
				r->to->in = NULL;
				return true;
			}
			if (ip_in_prefix(src, address->addr, address->len))
				r->to->in = interface;
		}
	return r->to->in ||
	       sentence_fail(&r->words,
			     "the source is on no network of the router: say 'in INTERFACE'");
}

static bool read_all(struct reading *r)
{
	struct packet *packet = &r->to->packet;
	uint8_t proto;

	if ((sentence_is(&r->words, "in") || sentence_is(&r->words, "self")) && !read_interface(r))
		return false;
	if (!r->words.word || !proto_read(r->words.word, &proto))
		return sentence_unexpected(&r->words,
					   "a protocol: tcp, udp, icmp, gre, esp or a number");
	*packet = (struct packet){.proto = proto,
				  .ttl = PACKET_TTL,
				  .length = 60,
				  .icmp_type = ICMP_ECHO,
				  .flags = proto == PROTO_TCP ? TCP_SYN : 0};
	sentence_next(&r->words);
	if (!read_ends(r))
		return false;
	for (; r->words.word; sentence_next(&r->words))
		if (!read_option(r))
			return false;
	return r->in_given || guess_interface(r);
}

bool question_read(struct arena *arena, const struct router *router, const char *text,
		   struct question *question, const char **why)
{
	struct reading r = {
		.words = sentence_of(arena, text, why), .router = router, .to = question};

	*question = (struct question){0};
	return read_all(&r);
}
