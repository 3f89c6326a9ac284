/* Classes of packets as people write them: as single packets (eval_read.h), with prefixes, ranges
 * of ports and names in the place of addresses and ports. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "eval_words.h"
#include "grammar/ip.h"
#include "verify.h"
#include "yaml_tree.h"

struct reading {
	struct sentence words;
	const struct router *router;
	const struct yaml_node *let;
	struct verify_class *to;
	uint8_t proto;
	bool any_proto;
	uint8_t flags;
};

static void set(struct reading *r, enum cell_dimension dimension, uint32_t low, uint32_t high)
{
	r->to->region.in[dimension] = cell_set_of(r->words.arena, low, high);
}

/* ---- where it comes in ---- */

/* `in outside` and `in inside` are all of that side. */
static bool read_side(struct reading *r, bool outside)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &r->router->interfaces.list, link)
		if ((outside ? interface_is_outside(interface) : interface->nat == NAT_INSIDE) &&
		    interface->type != INTERFACE_LOOPBACK)
			vec_push(r->words.arena, &r->to->in, interface);
	if (!r->to->in.len)
		return sentence_fail(&r->words, arena_printf(r->words.arena, "no interface is %s",
							     r->words.word));
	sentence_next(&r->words);
	return true;
}

static bool read_in(struct reading *r)
{
	const struct interface *interface = NULL; /* the router itself */
	bool self = sentence_is(&r->words, "self");

	if (!self && !sentence_is(&r->words, "in"))
		return sentence_unexpected(&r->words,
					   "'in' or 'self', which say where it comes from");
	sentence_next(&r->words);
	if (!self && (sentence_is(&r->words, "outside") || sentence_is(&r->words, "inside")))
		return read_side(r, sentence_is(&r->words, "outside"));
	if (!self && !sentence_interface(&r->words, r->router, &interface))
		return false;
	vec_push(r->words.arena, &r->to->in, interface);
	return true;
}

/* ---- addresses and ports ---- */

static const char *meaning_of(const struct yaml_node *let, const char *name)
{
	if (let)
		VEC_FOREACH (pair, &let->pairs)
			if (!strcmp(pair->key->text, name))
				return pair->value->text;
	return name;
}

bool verify_prefix_read(const struct yaml_node *let, const char *text, uint32_t *addr, uint8_t *len)
{
	const char *slash;
	char *end = NULL;
	unsigned long bits = 32;

	text = meaning_of(let, text);
	if (!strcasecmp(text, "any")) {
		*addr = *len = 0;
		return true;
	}
	slash = strchr(text, '/');
	if (!ip_parse(text, slash ? (size_t)(slash - text) : strlen(text), addr))
		return false;
	if (slash) {
		bits = isdigit((unsigned char)slash[1]) ? strtoul(slash + 1, &end, 10) : 33;
		if (bits > 32 || *end || *addr & ~ip_len_mask((unsigned)bits))
			return false;
	}
	*len = (uint8_t)bits;
	return true;
}

/* "80", "1024-65535", "http" or "any". */
static bool read_ports(struct reading *r, char *text, enum cell_dimension dimension)
{
	char *dash = strchr(text, '-');
	uint16_t low, high;

	if (!strcasecmp(text, "any"))
		return true;
	if (dash)
		*dash = '\0';
	if (!port_read(text, &low) || (dash && !port_read(dash + 1, &high)))
		return sentence_fail(&r->words, arena_printf(r->words.arena, "'%s' is no port",
							     dash ? dash + 1 : text));
	high = dash ? high : low;
	if (low > high)
		return sentence_fail(&r->words, "these ports run backwards");
	set(r, dimension, low, high);
	return true;
}

static bool read_end(struct reading *r, enum cell_dimension address, enum cell_dimension port,
		     const char *wanted)
{
	char *colon = r->words.word ? strchr(r->words.word, ':') : NULL;
	uint32_t addr;
	uint8_t len;

	if (colon)
		*colon = '\0';
	if (!r->words.word || !verify_prefix_read(r->let, r->words.word, &addr, &len))
		return sentence_unexpected(&r->words, wanted);
	set(r, address, addr, addr | ~ip_len_mask(len));
	if (colon && r->proto != PROTO_TCP && r->proto != PROTO_UDP)
		return sentence_fail(&r->words, "only tcp and udp have ports");
	if (colon && !read_ports(r, colon + 1, port))
		return false;
	sentence_next(&r->words);
	return true;
}

static bool read_proto(struct reading *r)
{
	r->any_proto = sentence_is(&r->words, "ip");
	if (!r->any_proto && (!r->words.word || !proto_read(r->words.word, &r->proto)))
		return sentence_unexpected(&r->words,
					   "a protocol: ip, tcp, udp, icmp, gre, esp or a number");
	if (!r->any_proto)
		set(r, CELL_PROTO, r->proto, r->proto);
	sentence_next(&r->words);
	return true;
}

static bool read_option(struct reading *r)
{
	uint8_t flag = r->proto == PROTO_TCP ? flag_read(r->words.word) : 0, type, code;

	if (flag) {
		r->flags |= flag;
		return true;
	}
	if (r->proto != PROTO_ICMP || !message_read(r->words.word, &type, &code))
		return sentence_fail(&r->words, arena_printf(r->words.arena,
							     "'%s' is no option of this packet",
							     r->words.word));
	set(r, CELL_MESSAGE, type * 256u + code, type * 256u + code);
	return true;
}

static bool read_all(struct reading *r)
{
	if (!read_in(r) || !read_proto(r))
		return false;
	set(r, CELL_TOS, 0, 0);
	set(r, CELL_TTL, 64, 64);
	set(r, CELL_LENGTH, 60, 60);
	if (r->proto == PROTO_TCP || r->proto == PROTO_UDP)
		set(r, CELL_SPORT, 1024, 65535);
	if (r->proto == PROTO_ICMP)
		set(r, CELL_MESSAGE, ICMP_ECHO * 256, ICMP_ECHO * 256);
	if (!read_end(r, CELL_SRC, CELL_SPORT, "a source: an address, a prefix or 'any'"))
		return false;
	if (!sentence_is(&r->words, ">"))
		return sentence_unexpected(&r->words, "'>'");
	sentence_next(&r->words);
	if (!read_end(r, CELL_DST, CELL_DPORT, "a destination: an address, a prefix or 'any'"))
		return false;
	for (; r->words.word; sentence_next(&r->words))
		if (!read_option(r))
			return false;
	if (r->proto == PROTO_TCP)
		set(r, CELL_FLAGS, r->flags ? r->flags : TCP_SYN, r->flags ? r->flags : TCP_SYN);
	return true;
}

bool verify_class_read(struct arena *arena, const struct router *router,
		       const struct yaml_node *let, const char *text, struct verify_class *class,
		       const char **why)
{
	struct reading r = {
		.words = sentence_of(arena, text, why), .router = router, .let = let, .to = class};

	class->text = text;
	return read_all(&r);
}
