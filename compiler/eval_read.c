/* Packets as people write them: see eval_read.h. */
#include "eval_read.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "grammar/ip.h"
#include "grammar/ip6.h"

enum { FIRST_FREE_PORT = 49152, PORTS = 65536 };

struct reading {
	struct arena *arena;
	const struct router *router;
	char *rest; /* of the text */
	char *word; /* the next one; NULL: the end */
	const char **why;
	struct question *to;
	bool in_given, flags_given;
};

static bool fail(struct reading *r, const char *why)
{
	*r->why = why;
	return false;
}

static bool unexpected(struct reading *r, const char *wanted)
{
	if (!r->word)
		return fail(r, arena_printf(r->arena, "%s is missing", wanted));
	return fail(r, arena_printf(r->arena, "'%s' is not %s", r->word, wanted));
}

static void next(struct reading *r)
{
	r->word = strtok_r(NULL, " \t\r\n", &r->rest);
}

static bool is(const struct reading *r, const char *word)
{
	return r->word && !strcasecmp(r->word, word);
}

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
	enum interface_type type;
	const char *name;

	r->in_given = true;
	if (is(r, "self")) {
		next(r);
		return true;
	}
	next(r);
	if (!r->word)
		return unexpected(r, "an interface");
	name = interface_canonical(r->router->names, r->word, strlen(r->word), &type);
	r->to->in = name ? interface_find(r->router, name) : NULL;
	if (!r->to->in)
		return fail(r, arena_printf(r->arena, "there is no interface '%s'", r->word));
	next(r);
	return true;
}

static bool read_end(struct reading *r, uint32_t *addr, uint16_t *port, bool *has_port,
		     const char *wanted)
{
	char *colon = r->word ? strchr(r->word, ':') : NULL;
	unsigned value;
	struct ip6 six;

	if (r->word && !ip6_parse(r->word, strlen(r->word), &six))
		return fail(r, "packets of IPv6 are not followed");
	if (colon)
		*colon = '\0';
	if (!r->word || !ip_parse(r->word, strlen(r->word), addr))
		return unexpected(r, wanted);
	*has_port = colon;
	if (colon) {
		if (!number(ports, colon + 1, PORTS, &value))
			return fail(r, arena_printf(r->arena, "'%s' is no port", colon + 1));
		*port = (uint16_t)value;
	}
	next(r);
	return true;
}

static bool read_ends(struct reading *r)
{
	struct packet *packet = &r->to->packet;
	bool tcp_or_udp = packet->proto == PROTO_TCP || packet->proto == PROTO_UDP;
	bool from = false, to = false;

	if (!read_end(r, &packet->src, &packet->sport, &from, "a source address"))
		return false;
	if (!is(r, ">"))
		return unexpected(r, "'>'");
	next(r);
	if (!read_end(r, &packet->dst, &packet->dport, &to, "a destination address"))
		return false;
	if ((from || to) && !tcp_or_udp)
		return fail(r, "only tcp and udp have ports");
	if (tcp_or_udp && !to)
		return fail(r, "the destination port is missing");
	if (tcp_or_udp && !from)
		packet->sport = FIRST_FREE_PORT;
	return true;
}

/* "3/1" */
static bool read_type(struct reading *r)
{
	struct packet *packet = &r->to->packet;
	char *slash = strchr(r->word, '/');
	unsigned type, code;

	if (!slash)
		return false;
	*slash = '\0';
	if (!number(NULL, r->word, 256, &type) || !number(NULL, slash + 1, 256, &code))
		return false;
	packet->icmp_type = (uint8_t)type;
	packet->icmp_code = (uint8_t)code;
	return true;
}

static bool read_value(struct reading *r, unsigned limit, unsigned *value)
{
	const char *what = r->word;

	next(r);
	if (!r->word || !number(NULL, r->word, limit, value))
		return fail(r, arena_printf(r->arena, "'%s' wants a number below %u", what, limit));
	return true;
}

static bool read_option(struct reading *r)
{
	struct packet *packet = &r->to->packet;
	const struct named *named;
	unsigned value;

	if (packet->proto == PROTO_TCP && (named = find(flags, r->word))) {
		packet->flags = (uint8_t)((r->flags_given ? packet->flags : 0) | named->value);
		r->flags_given = true;
		return true;
	}
	if (packet->proto == PROTO_ICMP && (named = find(messages, r->word))) {
		packet->icmp_type = (uint8_t)named->value;
		return true;
	}
	if (is(r, "tos") || is(r, "ttl")) {
		uint8_t *to = is(r, "tos") ? &packet->tos : &packet->ttl;

		if (!read_value(r, 256, &value))
			return false;
		*to = (uint8_t)value;
		return true;
	}
	if (is(r, "length") || (is(r, "id") && packet->proto == PROTO_ICMP)) {
		bool id = is(r, "id");

		if (!read_value(r, PORTS, &value))
			return false;
		if (id)
			packet->sport = packet->dport = (uint16_t)value;
		else
			packet->length = (uint16_t)value;
		return true;
	}
	if (is(r, "dns")) {
		next(r);
		r->to->name = r->word;
		return r->word || unexpected(r, "a name");
	}
	return (packet->proto == PROTO_ICMP && read_type(r)) ||
	       fail(r, arena_printf(r->arena, "'%s' is no option of this packet", r->word));
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
	       fail(r, "the source is on no network of the router: say 'in INTERFACE'");
}

static bool read_all(struct reading *r)
{
	struct packet *packet = &r->to->packet;
	unsigned proto;

	if ((is(r, "in") || is(r, "self")) && !read_interface(r))
		return false;
	if (!r->word || !number(protocols, r->word, 256, &proto))
		return unexpected(r, "a protocol: tcp, udp, icmp, gre, esp or a number");
	*packet = (struct packet){.proto = (uint8_t)proto,
				  .ttl = 64,
				  .length = 60,
				  .icmp_type = ICMP_ECHO,
				  .flags = proto == PROTO_TCP ? TCP_SYN : 0};
	next(r);
	if (!read_ends(r))
		return false;
	for (; r->word; next(r))
		if (!read_option(r))
			return false;
	return r->in_given || guess_interface(r);
}

bool question_read(struct arena *arena, const struct router *router, const char *text,
		   struct question *question, const char **why)
{
	struct reading r = {.arena = arena, .router = router, .why = why, .to = question};
	char *copy = arena_strndup(arena, text, strlen(text));

	*question = (struct question){0};
	r.word = strtok_r(copy, " \t\r\n", &r.rest);
	return read_all(&r);
}
