/*
 * Long access lists of IPv6 as look-ups: hashes of masked fields, and rules for what these cannot
 * say.
 *
 * The classifier knows addresses of 32 bits. It only asks which of two prefixes lies in which, so
 * that each prefix of a list is given a short one that lies in the others' just so: for each length
 * that the list has, as many bits as number those prefixes that lie in one of the next shorter
 * length. A list whose prefixes need more than 32 of them stays a rule a line.
 */
#include "lower_classes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "port_spans.h"

enum { SHORT_BITS = 32, ASKED_MAX = 80 };

struct short_net {
	struct ip6_net net;
	uint32_t value;
};

/* Those of the sources, or of the destinations, of a list. */
struct shorts {
	VEC(struct short_net) nets; /* ascending, each once */
	uint32_t mask[IP6_BITS + 1]; /* by length */
};

struct class6 {
	struct lowering *lo;
	struct arena *arena;
	const struct acl *acl;
	const char *name;
	const struct nft_value *verdict; /* of deny and permit */
	VEC(const struct ace *) lines;
	struct shorts src, dst;
};

static struct ip6_net net_of(const struct class6 *c, struct wildcard address)
{
	uint8_t len = (uint8_t)(IP6_BITS - address.wild);

	if (address.wild >= IP6_BITS)
		return (struct ip6_net){0};
	return (struct ip6_net){ip6_subnet(router_ip6(c->lo->router, address.addr), len), len};
}

/* ---- short addresses ---- */

static int by_net(const void *a, const void *b)
{
	const struct short_net *x = a, *y = b;
	int order = ip6_compare(x->net.addr, y->net.addr);

	return order ? order : x->net.len - y->net.len;
}

static void add_net(const struct class6 *c, struct shorts *shorts, struct wildcard address)
{
	struct ip6_net net = net_of(c, address);

	if (net.len)
		vec_push(c->arena, &shorts->nets, ((struct short_net){.net = net}));
}

static void sort_nets(struct shorts *shorts)
{
	uint32_t n = 0;

	if (!shorts->nets.len)
		return;
	qsort(shorts->nets.at, shorts->nets.len, sizeof *shorts->nets.at, by_net);
	VEC_FOREACH (one, &shorts->nets)
		if (!n || by_net(one, &shorts->nets.at[n - 1]))
			shorts->nets.at[n++] = *one;
	shorts->nets.len = n;
}

/* Numbers the prefixes of length LEN within each of length ABOVE, in NUMBER by net; returns the
 * highest number. Their order is that of their addresses. */
static uint32_t number_nets(const struct shorts *shorts, unsigned above, unsigned len,
			    uint32_t *number)
{
	struct ip6 parent = {0}, own = {0};
	uint32_t n = 0, highest = 0;
	bool any = false;

	VEC_FOREACH (one, &shorts->nets) {
		if (one->net.len < len)
			continue;
		if (!any || !ip6_equal(ip6_subnet(one->net.addr, above), parent))
			n = 0;
		else if (!ip6_equal(ip6_subnet(one->net.addr, len), own))
			n++;
		parent = ip6_subnet(one->net.addr, above);
		own = ip6_subnet(one->net.addr, len);
		any = true;
		number[one - shorts->nets.at] = n;
		highest = n > highest ? n : highest;
	}
	return highest;
}

/* False when 32 bits are too few. */
static bool shorten(const struct class6 *c, struct shorts *shorts)
{
	uint32_t *number = arena_alloc(c->arena, shorts->nets.len * sizeof *number);
	bool there[IP6_BITS + 1] = {0};
	unsigned used = 0, above = 0;

	VEC_FOREACH (one, &shorts->nets)
		there[one->net.len] = true;
	for (unsigned len = 1; len <= IP6_BITS; len++) {
		uint32_t highest;

		if (!there[len])
			continue;
		highest = number_nets(shorts, above, len, number);
		used += highest ? SHORT_BITS - (unsigned)__builtin_clz(highest) : 1;
		if (used > SHORT_BITS)
			return false;
		shorts->mask[len] = UINT32_MAX << (SHORT_BITS - used);
		VEC_FOREACH (one, &shorts->nets)
			if (one->net.len >= len)
				one->value |= number[one - shorts->nets.at] << (SHORT_BITS - used);
		above = len;
	}
	return true;
}

static bool find_shorts(struct class6 *c)
{
	VEC_FOREACH (line, &c->lines) {
		add_net(c, &c->src, (*line)->src);
		add_net(c, &c->dst, (*line)->dst);
	}
	sort_nets(&c->src);
	sort_nets(&c->dst);
	return shorten(c, &c->src) && shorten(c, &c->dst);
}

/* ---- pieces ---- */

static void set_mask(struct class_piece *piece, enum class_field field, uint32_t value,
		     uint32_t mask)
{
	piece->value[field] = value & mask;
	piece->mask[field] = mask;
}

static void set_net(const struct class6 *c, struct class_piece *piece, enum class_field field,
		    struct wildcard address)
{
	const struct shorts *shorts = field == CLASS_SRC ? &c->src : &c->dst;
	const struct short_net wanted = {.net = net_of(c, address)}, *found;

	set_mask(piece, field, 0, 0);
	if (!wanted.net.len)
		return;
	found = bsearch(&wanted, shorts->nets.at, shorts->nets.len, sizeof wanted, by_net);
	set_mask(piece, field, found->value, shorts->mask[wanted.net.len]);
}

static bool is_plain(const struct ace *entry)
{
	return !entry->options && !entry->established && !entry->log &&
	       (entry->proto != PROTO_ICMP6 ||
		(entry->icmp_type == ICMP_ANY && entry->icmp_code == ICMP_ANY));
}

/* PIECE, once for each of the ports that ENTRY names; false when some are ranges, which would only
 * be so many kinds more of what is a rule. */
static bool add_ports(const struct class6 *c, const struct ace *entry, struct class_piece piece,
		      class_pieces *to)
{
	struct range from[PORT_SPANS_MAX], at[PORT_SPANS_MAX];
	unsigned m = port_spans(&entry->sport, acl_ports(c->acl, &entry->sport),
				class_field_max(CLASS_SPORT), from);
	unsigned n = port_spans(&entry->dport, acl_ports(c->acl, &entry->dport),
				class_field_max(CLASS_DPORT), at);
	uint32_t before = to->len;

	for (unsigned i = 0; i < m * n; i++) {
		class_set_ports(&piece, CLASS_SPORT, from[i / n].first, from[i / n].last);
		class_set_ports(&piece, CLASS_DPORT, at[i % n].first, at[i % n].last);
		if (piece.ranged) {
			to->len = before;
			return false;
		}
		vec_push(c->arena, to, piece);
	}
	return true;
}

static void add_line(const struct class6 *c, const struct ace *entry, uint32_t line,
		     class_pieces *to)
{
	struct class_piece piece = {
		.line = line, .verdict = entry->action == ACE_PERMIT ? CLASS_PERMIT : CLASS_DENY};

	if (entry->log || entry->options) /* more may happen than that the verdict falls */
		piece.verdict = CLASS_APART;
	if (!entry->options) {
		set_net(c, &piece, CLASS_SRC, entry->src);
		set_net(c, &piece, CLASS_DST, entry->dst);
		if (entry->proto != ACE_IP)
			set_mask(&piece, CLASS_PROTO, entry->proto, class_field_max(CLASS_PROTO));
	}
	if (is_plain(entry) && add_ports(c, entry, piece, to))
		return;
	piece.rule = true;
	vec_push(c->arena, to, piece);
}

/* ---- maps ---- */

static struct ip6_net hashed_net(const struct class6 *c, int field,
				 const struct class_hashed *hashed)
{
	const struct ace *entry = c->lines.at[hashed->line];

	return net_of(c, field == CLASS_SRC ? entry->src : entry->dst);
}

/* `in6/OUT/src64.dst.dport.proto`. */
static const char *map_name(const struct class6 *c, const struct classified *classified,
			    const struct class_step *step)
{
	char asked[ASKED_MAX], *end = asked;

	for (int f = 0; f < CLASS_FIELDS; f++) {
		unsigned len = IP6_BITS;

		if (!class_asks(step, f))
			continue;
		if (f <= CLASS_DST)
			len = hashed_net(c, f, step->pieces.at).len;
		end += sprintf(end, "%s%s", end > asked ? "." : "", class_field_word[f]);
		if (len < IP6_BITS)
			end += sprintf(end, "%u", len);
	}
	return class_map_name(c->lo, c->name, asked, classified, step);
}

static struct nft_value key_of(const struct class6 *c, int field, const struct class_hashed *hashed)
{
	uint8_t type = field == CLASS_PROTO ? TYPE_PROTO : TYPE_SERVICE;

	if (field > CLASS_DST)
		return (struct nft_value){.type = type, .number = hashed->value[field]};
	return (struct nft_value){
		.type = TYPE_IPV6,
		.len = IP6_BITS,
		.addr = lower_constant6(c->lo, hashed_net(c, field, hashed).addr)};
}

static void add_element(const struct class6 *c, const struct class_step *step, const char *map,
			const struct class_hashed *hashed)
{
	const struct ace *entry = c->lines.at[hashed->line];
	struct element_object *element =
		&lower_item(c->lo, OBJECT_ELEMENT, lower_origin(c->lo, entry->at))->element;
	uint8_t n = 0;

	element->set = map;
	element->line = lower_line(c->acl, entry);
	element_room(c->lo->arena, element, (uint8_t)__builtin_popcount(step->fields), 1);
	for (int f = 0; f < CLASS_FIELDS; f++)
		if (class_asks(step, f))
			element->key[n++] = key_of(c, f, hashed);
	element->data[0] = c->verdict[entry->action == ACE_PERMIT];
}

static void add_map(const struct class6 *c, const struct class_step *step, const char *map)
{
	struct set_object set = {.name = map, .data = {TYPE_VERDICT}, .datas = 1, .counted = true};

	for (int f = 0; f < CLASS_FIELDS; f++)
		if (class_asks(step, f))
			set.key[set.keys++] = f <= CLASS_DST	 ? TYPE_IPV6
					      : f == CLASS_PROTO ? TYPE_PROTO
								 : TYPE_SERVICE;
	lower_set(c->lo, set);
	VEC_FOREACH (hashed, &step->pieces)
		add_element(c, step, map, hashed);
}

static void add_question(const struct class6 *c, struct chain_object *chain,
			 const struct class_step *step, const char *map)
{
	struct nft_key *key = arena_new_object(c->lo->arena, struct nft_key);

	for (int f = 0; f < CLASS_FIELDS; f++) {
		unsigned len = IP6_BITS;

		if (!class_asks(step, f))
			continue;
		if (f <= CLASS_DST)
			len = hashed_net(c, f, step->pieces.at).len;
		key->field[key->n] = f == CLASS_SRC   ? FIELD_SADDR6
				     : f == CLASS_DST ? FIELD_DADDR6
						      : class_field_match[f];
		key->mask[key->n++] = len < IP6_BITS ? len : UINT32_MAX;
	}
	lower_rule(c->lo, chain, (struct nft_action){.verb = VERB_VMAP, .target = map}, NULL)->key =
		key;
}

static struct chain_object *add_chain(const struct class6 *c, const struct classified *classified,
				      const struct nft_action *action)
{
	const char **maps = arena_alloc(c->arena, classified->steps.len * sizeof *maps);
	struct chain_object *chain;

	VEC_FOREACH (step, &classified->steps)
		if (step->kind == CLASS_MASKED) {
			const char *map = map_name(c, classified, step);

			maps[step - classified->steps.at] = map;
			add_map(c, step, map);
		}
	chain = lower_chain(c->lo, c->name, lower_origin(c->lo, c->acl->at));
	VEC_FOREACH (step, &classified->steps) {
		if (step->kind == CLASS_MASKED)
			add_question(c, chain, step, maps[step - classified->steps.at]);
		VEC_FOREACH (line, &step->lines) {
			const struct ace *entry = c->lines.at[*line];

			lower_entry(c->lo, chain, c->acl, entry, FIELD_SADDR6,
				    action[entry->action == ACE_PERMIT]);
		}
	}
	return chain;
}

static struct chain_object *lower_lines(struct class6 *c, const struct nft_action *action)
{
	static const char *const what[] = {"deny", "permit"};
	struct nft_value verdict[2];
	struct classified *classified;
	class_pieces pieces = {0};

	VEC_FOREACH (entry, &c->acl->entries)
		if (entry->action != ACE_REMARK && !entry->untranslated)
			vec_push(c->arena, &c->lines, entry);
	if (c->lines.len < CLASS_LINES_MIN || !find_shorts(c))
		return NULL;
	VEC_FOREACH (line, &c->lines)
		add_line(c, *line, (uint32_t)(line - c->lines.at), &pieces);
	classified = classify_masked(c->arena, &pieces);
	if (!classified || !classified_has_maps(classified))
		return NULL;
	for (int i = 0; i < 2; i++)
		verdict[i] = lower_class_verdict(c->lo, c->name, action[i], what[i]);
	c->verdict = verdict;
	return add_chain(c, classified, action);
}

struct chain_object *lower_classes6(struct lowering *lo, const struct acl *acl, const char *name,
				    const struct nft_action *action)
{
	struct class6 c = {.lo = lo, .arena = arena_new(), .acl = acl, .name = name};
	struct chain_object *chain = lower_lines(&c, action);

	arena_free(c.arena);
	return chain;
}
