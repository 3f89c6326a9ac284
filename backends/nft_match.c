/*
 * What a rule asks of a packet. A match has one spelling, so that equal rules are equal text.
 */
#include "emit.h"

#include <netinet/in.h>
#include <time.h>

#include "grammar/ip.h"

static const char *const field_text[] = {
#define X(symbol, text) text,
	NFT_FIELDS(X)
#undef X
};

static void out_protocol(struct out *out, uint32_t number)
{
	switch (number) {
	case IPPROTO_TCP:
		out_text(out, "tcp");
		break;
	case IPPROTO_UDP:
		out_text(out, "udp");
		break;
	case IPPROTO_ICMP:
		out_text(out, "icmp");
		break;
	default:
		out_printf(out, "%u", number);
	}
}

static bool field_is_address(uint8_t field)
{
	return field == FIELD_SADDR || field == FIELD_DADDR || field == FIELD_NEXT_HOP ||
	       field == FIELD_CT_REPLY_DADDR || field == FIELD_CT_ORIGINAL_DADDR;
}

static bool field_is_mark(uint8_t field)
{
	return field == FIELD_MARK || field == FIELD_CT_MARK;
}

/* nft takes it for local time of the gateway, as IOS's is the router's. */
static void out_time(struct out *out, uint32_t seconds)
{
	time_t time = seconds;
	char text[32];
	struct tm tm;

	strftime(text, sizeof text, "\"%F %T\"", gmtime_r(&time, &tm));
	out_text(out, text);
}

static void out_number(struct out *out, uint8_t field, uint32_t number)
{
	char text[IP_TEXT_SIZE];

	if (field_is_address(field))
		out_text(out, ip_text(text, number));
	else if (field_is_mark(field))
		out_printf(out, "0x%08x", number);
	else if (field == FIELD_L4PROTO)
		out_protocol(out, number);
	else if (field == FIELD_HOUR)
		out_printf(out, "\"%02u:%02u:%02u\"", number / 3600, number / 60 % 60, number % 60);
	else if (field == FIELD_TIME)
		out_time(out, number);
	else if (field == FIELD_TCP_FLAGS || field == FIELD_DSCP || field == FIELD_IGMP_TYPE)
		out_printf(out, "0x%02x", number);
	else
		out_unsigned(out, number);
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

/* Fields that are a whole test by themselves, and what says the contrary. */
static const char *field_negated(uint8_t field)
{
	switch (field) {
	case FIELD_FROM_HERE:
		return "meta iif != 0";
	case FIELD_CT_NEW:
		return "ct state != new";
	case FIELD_CT_REPLY:
		return "ct direction original";
	case FIELD_CT_INVALID:
		return "ct state != invalid";
	case FIELD_CT_ESTABLISHED:
		return "ct state != established";
	case FIELD_FIB_LOCAL:
		return "fib daddr type != local";
	case FIELD_SOURCE_ELSEWHERE:
		return "fib saddr . oif type local";
	case FIELD_CT_SNAT:
		return "ct status & snat == 0";
	case FIELD_CT_DNAT:
		return "ct status & dnat == 0";
	case FIELD_CT_TRANSLATED:
		return "ct status & (snat | dnat) == 0";
	case FIELD_NO_WAY_BACK:
		return "fib saddr . mark . iif oif != 0";
	case FIELD_NO_SOURCE:
		return "fib saddr . mark oif != 0";
	case FIELD_NFPROTO_IPV4:
		return "meta nfproto != ipv4";
	case FIELD_NFPROTO_IPV6:
		return "meta nfproto != ipv6";
	case FIELD_HEADER_HBH6:
		return "exthdr hbh missing";
	case FIELD_HEADER_ROUTING6:
		return "exthdr rt missing";
	case FIELD_HEADER_DEST6:
		return "exthdr dst missing";
	case FIELD_HEADER_MOBILITY6:
		return "exthdr mh missing";
	case FIELD_RECORD_ROUTE:
		return "ip option rr missing";
	case FIELD_LOOSE_ROUTE:
		return "ip option lsrr missing";
	case FIELD_STRICT_ROUTE:
		return "ip option ssrr missing";
	case FIELD_ROUTER_ALERT:
		return "ip option ra missing";
	default:
		return NULL;
	}
}

/*
 * Of a prefix nft loads the bytes that it has. Three of them the kernel loads by a function that is
 * for anything (nft_payload_eval), not by the one for what a register holds, and that costs as much
 * as half of the rule. Four bytes and a mask are the same to nft, which lists both as a prefix.
 */
static bool prefix_is_slow(const struct nft_match *match, int len)
{
	return len == 24 && (match->field == FIELD_SADDR || match->field == FIELD_DADDR);
}

static void out_masked(struct out *out, const struct nft_match *match)
{
	const char *not = match->op == OP_NE ? "!= " : "";
	int len = field_is_address(match->field) ? ip_mask_len(match->mask) : -1;
	char text[IP_TEXT_SIZE];

	out_text(out, field_text[match->field]);
	if (len >= 0 && len < 32 && !prefix_is_slow(match, len)) {
		out_text(out, " ");
		out_text(out, not );
		out_text(out, ip_prefix_text(text, match->lo, (unsigned)len));
		return;
	}
	if (match->mask != UINT32_MAX) {
		out_text(out, " & ");
		out_number(out, match->field, match->mask);
		out_text(out, match->op == OP_NE ? " != " : " == ");
	} else {
		out_text(out, " ");
		out_text(out, not );
	}
	out_number(out, match->field, match->lo);
}

/* `ip6 saddr 2001:db8::/32`, or with holes in the mask `ip6 saddr & M == A`. */
static void out_net6(struct out *out, const struct nft_match *match)
{
	const struct ip6_match *net = match->net6;
	const char *not = match->op == OP_NE ? "!= " : "";
	int len = ip6_mask_len(net->mask);
	char text[IP6_TEXT_SIZE], mask[IP6_TEXT_SIZE];

	if (len == IP6_BITS)
		out_printf(out, "%s %s%s", field_text[match->field], not,
			   ip6_text(text, net->addr));
	else if (len >= 0)
		out_printf(out, "%s %s%s", field_text[match->field], not,
			   ip6_prefix_text(text, net->addr, (unsigned)len));
	else
		out_printf(out, "%s & %s %s %s", field_text[match->field],
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
	const char *field = field_text[match->field];
	bool not = match->op == OP_NE || match->op == OP_NOT_IN;

	if (field_negated(match->field)) {
		out_text(out, not ? field_negated(match->field) : field);
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
	} else if (match->op == OP_RANGE) {
		out_text(out, field);
		out_text(out, " ");
		if (match->field == FIELD_SADDR_HASH) {
			out_printf(out, "mod %u ", match->mask);
		} else if (match->mask != UINT32_MAX) {
			out_text(out, "& ");
			out_number(out, match->field, match->mask);
			out_text(out, " ");
		}
		out_number(out, match->field, match->lo);
		out_text(out, "-");
		out_number(out, match->field, match->hi);
	} else if (match->op == OP_IN || match->op == OP_NOT_IN) {
		out_printf(out, "%s %s", field, not ? "!= " : "");
		out_list(out, match);
	} else {
		out_masked(out, match);
	}
}

void nft_key_text(struct out *out, const struct nft_key *key)
{
	char text[IP6_TEXT_SIZE];

	for (uint8_t i = 0; i < key->n; i++) {
		out_text(out, i > 0 ? " . " : "");
		out_text(out, field_text[key->field[i]]);
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
