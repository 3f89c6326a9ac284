/*
 * What a rule asks of a packet. A match has one spelling, so that equal rules are equal text.
 */
#include "emit.h"

#include <netinet/in.h>
#include <stdio.h>
#include <time.h>

#include "grammar/digits.h"
#include "grammar/ip.h"

enum { FIELD_TEXT_MAX = 80, NUMBER_ROOM = 32 };

static const struct field_text {
	const char *text;
	size_t len; /* no smaller type: of a few bytes gcc makes `rep movs`, which takes 30 ns */
} field_text[] = {
#define X(symbol, text) {text, sizeof text - 1},
	NFT_FIELDS(X)
#undef X
};

#define X(symbol, text) _Static_assert(sizeof text <= FIELD_TEXT_MAX, "a field's text has grown");
NFT_FIELDS(X)
#undef X

enum { FIELDS = sizeof field_text / sizeof *field_text };

/* How the numbers of a field are written. */
enum notation { DECIMAL, ADDRESS, MARK, FLAGS, PROTOCOL, HOUR, TIME };

static const uint8_t notation[FIELDS] = {
	[FIELD_SADDR] = ADDRESS,
	[FIELD_DADDR] = ADDRESS,
	[FIELD_NEXT_HOP] = ADDRESS,
	[FIELD_CT_REPLY_DADDR] = ADDRESS,
	[FIELD_CT_ORIGINAL_DADDR] = ADDRESS,
	[FIELD_MARK] = MARK,
	[FIELD_CT_MARK] = MARK,
	[FIELD_TCP_FLAGS] = FLAGS,
	[FIELD_DSCP] = FLAGS,
	[FIELD_IGMP_TYPE] = FLAGS,
	[FIELD_L4PROTO] = PROTOCOL,
	[FIELD_HOUR] = HOUR,
	[FIELD_TIME] = TIME,
};

static bool field_is_address(uint8_t field)
{
	return notation[field] == ADDRESS;
}

char *nft_protocol_put(char *at, uint32_t number)
{
	switch (number) {
	case IPPROTO_TCP:
		return text_put(at, "tcp", 3);
	case IPPROTO_UDP:
		return text_put(at, "udp", 3);
	case IPPROTO_ICMP:
		return text_put(at, "icmp", 4);
	default:
		return decimal_put(at, number);
	}
}

/* nft takes it for local time of the gateway, as IOS's is the router's. */
static char *put_time(char *at, uint32_t seconds)
{
	time_t time = seconds;
	struct tm tm;

	return at + strftime(at, NUMBER_ROOM, "\"%F %T\"", gmtime_r(&time, &tm));
}

static char *put_hour(char *at, uint32_t seconds)
{
	return at + snprintf(at, NUMBER_ROOM, "\"%02u:%02u:%02u\"", seconds / 3600,
			     seconds / 60 % 60, seconds % 60);
}

/* What FIELD is compared with, in no more than NUMBER_ROOM. */
static char *put_number(char *at, uint8_t field, uint32_t number)
{
	switch ((enum notation)notation[field]) {
	case ADDRESS:
		return ip_put(at, number);
	case MARK:
		return hex_put(text_put(at, "0x", 2), number, 8);
	case FLAGS:
		return hex_put(text_put(at, "0x", 2), number, 2);
	case PROTOCOL:
		return nft_protocol_put(at, number);
	case HOUR:
		return put_hour(at, number);
	case TIME:
		return put_time(at, number);
	case DECIMAL:
		break;
	}
	return decimal_put(at, number);
}

static void out_number(struct out *out, uint8_t field, uint32_t number)
{
	out_room(out, NUMBER_ROOM);
	out_done(out, put_number(out->text + out->len, field, number));
}

static void out_list(struct out *out, const struct nft_match *match)
{
	out_text(out, "{ ");
	for (uint32_t i = 0; i < match->hi; i++) {
		if (i > 0)
			out_text(out, ", ");
		out_number(out, match->field, match->list[i]);
	}
	out_text(out, " }");
}

/* Of fields that are a whole test by themselves: what says the contrary. */
static const char *const negated[FIELDS] = {
	[FIELD_FROM_HERE] = "meta iif != 0",
	[FIELD_CT_NEW] = "ct state != new",
	[FIELD_CT_REPLY] = "ct direction original",
	[FIELD_CT_INVALID] = "ct state != invalid",
	[FIELD_CT_ESTABLISHED] = "ct state != established",
	[FIELD_FIB_LOCAL] = "fib daddr type != local",
	[FIELD_SOURCE_ELSEWHERE] = "fib saddr . oif type local",
	[FIELD_CT_SNAT] = "ct status & snat == 0",
	[FIELD_CT_DNAT] = "ct status & dnat == 0",
	[FIELD_CT_TRANSLATED] = "ct status & (snat | dnat) == 0",
	[FIELD_NO_WAY_BACK] = "fib saddr . mark . iif oif != 0",
	[FIELD_NO_SOURCE] = "fib saddr . mark oif != 0",
	[FIELD_NFPROTO_IPV4] = "meta nfproto != ipv4",
	[FIELD_NFPROTO_IPV6] = "meta nfproto != ipv6",
	[FIELD_HEADER_HBH6] = "exthdr hbh missing",
	[FIELD_HEADER_ROUTING6] = "exthdr rt missing",
	[FIELD_HEADER_DEST6] = "exthdr dst missing",
	[FIELD_HEADER_MOBILITY6] = "exthdr mh missing",
	[FIELD_RECORD_ROUTE] = "ip option rr missing",
	[FIELD_LOOSE_ROUTE] = "ip option lsrr missing",
	[FIELD_STRICT_ROUTE] = "ip option ssrr missing",
	[FIELD_ROUTER_ALERT] = "ip option ra missing",
};

/*
 * Of a prefix nft loads the bytes that it has. Three of them the kernel loads by a function that is
 * for anything (nft_payload_eval), not by the one for what a register holds, and that costs as much
 * as half of the rule. Four bytes and a mask are the same to nft, which lists both as a prefix.
 */
static bool prefix_is_slow(const struct nft_match *match, int len)
{
	return len == 24 && (match->field == FIELD_SADDR || match->field == FIELD_DADDR);
}

/* A number that FIELD, or MASK of it, is, or is not. */
static char *put_masked(char *at, const struct nft_match *match)
{
	bool not = match->op == OP_NE, whole = match->mask == UINT32_MAX;
	int len = !whole && field_is_address(match->field) ? ip_mask_len(match->mask) : -1;
	bool prefix = len >= 0 && !prefix_is_slow(match, len);

	if (!whole && !prefix) {
		at = put_number(text_put(at, " & ", 3), match->field, match->mask);
		at = text_put(at, not ? " != " : " == ", 4);
	} else {
		at = not ? text_put(at, " != ", 4) : text_put(at, " ", 1);
	}
	at = put_number(at, match->field, match->lo);
	if (!prefix)
		return at;
	*at++ = '/';
	return decimal_put(at, (uint32_t)len);
}

static char *put_range(char *at, const struct nft_match *match)
{
	if (match->field == FIELD_SADDR_HASH)
		at = decimal_put(text_put(at, " mod ", 5), match->mask);
	else if (match->mask != UINT32_MAX)
		at = put_number(text_put(at, " & ", 3), match->field, match->mask);
	*at++ = ' ';
	at = put_number(at, match->field, match->lo);
	*at++ = '-';
	return put_number(at, match->field, match->hi);
}

/* A match of numbers of which it has one, or a first and a last one. */
static void out_numbers(struct out *out, const struct nft_match *match)
{
	const struct field_text *field = &field_text[match->field];
	char *at;

	out_room(out, FIELD_TEXT_MAX + 3 * NUMBER_ROOM);
	at = text_put(out->text + out->len, field->text, field->len);
	out_done(out, match->op == OP_RANGE ? put_range(at, match) : put_masked(at, match));
}

/* `ip6 saddr 2001:db8::/32`, or with holes in the mask `ip6 saddr & M == A`. */
static void out_net6(struct out *out, const struct nft_match *match)
{
	const struct ip6_match *net = match->net6;
	const char *not = match->op == OP_NE ? "!= " : "";
	int len = ip6_mask_len(net->mask);
	char text[IP6_TEXT_SIZE], mask[IP6_TEXT_SIZE];

	if (len == IP6_BITS)
		out_printf(out, "%s %s%s", field_text[match->field].text, not,
			   ip6_text(text, net->addr));
	else if (len >= 0)
		out_printf(out, "%s %s%s", field_text[match->field].text, not,
			   ip6_prefix_text(text, net->addr, (unsigned)len));
	else
		out_printf(out, "%s & %s %s %s", field_text[match->field].text,
			   ip6_text(mask, net->mask),
			   match->op == OP_NE ? "!=" : "==", ip6_text(text, net->addr));
}

static bool is_net6(const struct nft_match *match)
{
	return (match->field == FIELD_SADDR6 || match->field == FIELD_DADDR6) &&
	       !nft_match_name(match);
}

/*
 * `ip saddr & 0.0.0.255 | 192.0.2.0 != @set`: an address made of the source and a constant; with
 * none of the source's bits it is that constant, which nft takes in no other way here.
 */
static void out_source_with(struct out *out, const struct nft_match *match)
{
	char mask[IP_TEXT_SIZE], addr[IP_TEXT_SIZE];

	out_printf(out, "ip saddr & %s | %s %s @%s", ip_text(mask, match->mask),
		   ip_text(addr, match->lo), match->op == OP_NE ? "!=" : "==", match->name);
}

static void out_match(struct out *out, const struct nft_match *match)
{
	const char *field = field_text[match->field].text;
	bool not = match->op == OP_NE || match->op == OP_NOT_IN;

	if (negated[match->field]) {
		out_text(out, not ? negated[match->field] : field);
	} else if (is_net6(match)) {
		out_net6(out, match);
	} else if (match->field == FIELD_SADDR_WITH) {
		out_source_with(out, match);
	} else if (match->set) {
		out_printf(out, "%s %s@%s", field, not ? "!= " : "", match->name);
	} else if (nft_match_name(match)) {
		out_printf(out, "%s %s\"", field, not ? "!= " : "");
		quote_nft(out, match->name);
		out_text(out, "\"");
	} else if (match->op == OP_IN || match->op == OP_NOT_IN) {
		out_printf(out, "%s %s", field, not ? "!= " : "");
		out_list(out, match);
	} else {
		out_numbers(out, match);
	}
}

void nft_key_text(struct out *out, const struct nft_key *key)
{
	char text[IP6_TEXT_SIZE];

	for (uint8_t i = 0; i < key->n; i++) {
		out_text(out, i > 0 ? " . " : "");
		out_text(out, field_text[key->field[i]].text);
		if (key->mask[i] == UINT32_MAX)
			continue;
		out_text(out, " & ");
		if (key->field[i] == FIELD_SADDR6 || key->field[i] == FIELD_DADDR6)
			out_text(out, ip6_text(text, ip6_len_mask(key->mask[i])));
		else
			out_number(out, key->field[i], key->mask[i]);
	}
}

/* An address match that every packet passes says nothing. */
static bool match_is_any(const struct nft_match *match)
{
	if (is_net6(match))
		return !match->net6 || ip6_is_zero(match->net6->mask);
	return match->op == OP_EQ && match->mask == 0 && !nft_match_name(match) &&
	       field_is_address(match->field);
}

/* nft asks for neighbours in one comparison, also where it should not: `th sport != 1 th dport !=
 * 2` leaves out but the packets that have both (1.0.6). It does no such thing to a range. */
static bool would_be_joined(const struct nft_rule *rule, const struct nft_match *match)
{
	if (match->field != FIELD_DPORT || match->op != OP_NE || match->mask != UINT32_MAX)
		return false;
	VEC_FOREACH (other, &rule->match)
		if (other->field == FIELD_SPORT && other->op == OP_NE)
			return true;
	return false;
}

void nft_matches_text(struct out *out, const struct nft_rule *rule)
{
	VEC_FOREACH (match, &rule->match) {
		if (match_is_any(match))
			continue;
		if (would_be_joined(rule, match))
			out_printf(out, "th dport != %u-%u", match->lo, match->lo);
		else
			out_match(out, match);
		out_text(out, " ");
	}
}
