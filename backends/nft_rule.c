/*
 * One rule of ours as nft writes it. A match has one spelling, so that equal rules are equal text.
 * Refusals need no limit here: the kernel limits its ICMP errors (net.ipv4.icmp_ratelimit).
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

/* `ip daddr . meta l4proto . th dport`: what a map is asked, on one side of the packet. */
static void out_map_key(struct out *out, const struct set_object *map, bool source)
{
	for (uint8_t i = 0; i < map->keys; i++) {
		if (i > 0)
			out_text(out, " . ");
		switch ((enum nft_type)map->key[i]) {
		case TYPE_IPV4:
			out_text(out, source ? "ip saddr" : "ip daddr");
			break;
		case TYPE_IPV6:
			out_text(out, source ? "ip6 saddr" : "ip6 daddr");
			break;
		case TYPE_PROTO:
			out_text(out, "meta l4proto");
			break;
		case TYPE_SERVICE:
			out_text(out, source ? "th sport" : "th dport");
			break;
		case TYPE_IFNAME:
			out_text(out, source ? "oifname" : "iifname");
			break;
		case TYPE_MARK:
			out_text(out, "meta mark");
			break;
		case TYPE_VERDICT: /* no key */
			break;
		}
	}
}

static void out_set_mark(struct out *out, const char *mark, const struct nft_rule *rule)
{
	if (rule->mask == UINT32_MAX)
		out_printf(out, "%s set 0x%08x", mark, rule->mark);
	else
		out_printf(out, "%s set %s & 0x%08x | 0x%08x", mark, mark, ~rule->mask, rule->mark);
}

static void out_snat(struct out *out, const struct nft_rule *rule)
{
	char first[IP_TEXT_SIZE], last[IP_TEXT_SIZE];

	if (rule->verb == VERB_SNAT_NET) {
		out_printf(out, "snat ip prefix to %s",
			   ip_prefix_text(first, rule->addr, rule->len));
		return;
	}
	out_printf(out, "snat ip to %s", ip_text(first, rule->addr));
	if (rule->last != 0 && rule->last != rule->addr)
		out_printf(out, "-%s persistent", ip_text(last, rule->last));
}

static void out_rotary(struct out *out, const struct nft_rule *rule)
{
	const char *between = "";
	char text[IP_TEXT_SIZE];
	uint32_t n = 0;

	for (uint32_t i = 0; i < rule->ranges; i++)
		n += rule->range[i].last - rule->range[i].first + 1;
	out_printf(out, "dnat ip to numgen inc mod %u map { ", n);
	n = 0;
	for (uint32_t i = 0; i < rule->ranges; i++)
		for (uint64_t a = rule->range[i].first; a <= rule->range[i].last; a++) {
			out_printf(out, "%s%u : %s", between, n++, ip_text(text, (uint32_t)a));
			between = ", ";
		}
	out_text(out, " }");
}

static void out_translation(struct out *out, const struct nft_rule *rule)
{
	if (rule->mask) {
		out_set_mark(out, "ct mark", rule);
		out_text(out, " ");
	}
	out_printf(out, "%s %s ", rule->verb == VERB_DNAT_MAP ? "dnat" : "snat",
		   rule->map->data[0] == TYPE_IPV6 ? "ip6" : "ip");
	out_text(out, rule->map->interval ? "prefix to " : "to ");
	out_map_key(out, rule->map, rule->verb == VERB_SNAT_MAP);
	out_printf(out, " map @%s", rule->target);
}

/* The host that has an address stands in the direction where the address does not. */
static void out_bind(struct out *out, const struct nft_rule *rule)
{
	bool turned = rule->verb == VERB_BIND_TURNED;
	const char *host = turned ? "ct reply ip saddr" : "ct original ip saddr";
	const char *addr = turned ? "ct original ip daddr" : "ct reply ip daddr";

	out_printf(out, "update @%s { %s : %s } ", rule->target, host, addr);
	out_printf(out, "update @%s { %s : %s }", rule->map->name, addr, host);
}

/* `ip saddr & 255.255.255.0 . ip daddr . meta l4proto`. */
static void out_key(struct out *out, const struct nft_key *key)
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

/* Where the packet goes on, or that it does not. */
static void out_verdict(struct out *out, const struct nft_rule *rule)
{
	switch ((enum nft_verb)rule->verb) {
	case VERB_ACCEPT:
		out_text(out, "accept");
		break;
	case VERB_DROP:
		out_text(out, "drop");
		break;
	case VERB_REJECT:
		out_text(out, "reject with icmpx type admin-prohibited");
		break;
	case VERB_RETURN:
		out_text(out, "return");
		break;
	case VERB_JUMP:
		out_text(out, "jump ");
		out_text(out, rule->target);
		break;
	case VERB_GOTO:
		out_text(out, "goto ");
		out_text(out, rule->target);
		break;
	case VERB_MARK_VMAP:
		out_printf(out, "ct mark & 0x%08x vmap @%s", rule->mask, rule->target);
		break;
	case VERB_VMAP:
		out_key(out, rule->key);
		out_text(out, " vmap @");
		out_text(out, rule->target);
		break;
	case VERB_DROP_OVER:
		out_printf(out, "ct count over %u drop", rule->mark);
		break;
	case VERB_DROP_OVER_EACH:
		out_printf(out, "add @%s { ip saddr ct count over %u } drop", rule->target,
			   rule->mark);
		break;
	default: /* out_verb() knows the others */
		break;
	}
}

static void out_update(struct out *out, const struct nft_rule *rule)
{
	out_printf(out, "update @%s { %s . meta l4proto%s", rule->map->name,
		   rule->map->key[0] == TYPE_IPV6 ? "ip6 daddr . ip6 saddr" : "ip daddr . ip saddr",
		   rule->map->keys == 5 ? " . th dport . th sport" : "");
	if (rule->mark)
		out_printf(out, " timeout %us", rule->mark);
	out_text(out, " }");
}

static void out_prefix_translation(struct out *out, const struct nft_rule *rule)
{
	char net6[IP6_TEXT_SIZE];

	out_printf(out, "%s ip6 prefix to %s", rule->verb == VERB_SNAT_NET6 ? "snat" : "dnat",
		   ip6_prefix_text(net6, rule->net6->addr, rule->net6->len));
}

/* What is written into the packet, or said of it and its connection. */
static void out_setting(struct out *out, const struct nft_rule *rule)
{
	switch ((enum nft_verb)rule->verb) {
	case VERB_SET_MARK:
		out_set_mark(out, "meta mark", rule);
		break;
	case VERB_SET_CT_MARK:
		out_set_mark(out, "ct mark", rule);
		break;
	case VERB_SET_ZONE:
		out_printf(out, "ct original zone set %u", rule->mark);
		break;
	case VERB_SET_DSCP:
		out_printf(out, "ip dscp set %u", rule->mark);
		break;
	case VERB_SET_DSCP6:
		out_printf(out, "ip6 dscp set %u", rule->mark);
		break;
	case VERB_SET_FRAGMENT:
		out_printf(out, "ip frag-off set 0x%04x", rule->mark);
		break;
	case VERB_SET_MSS:
		out_printf(out, "tcp option maxseg size set %u", rule->mark);
		break;
	case VERB_CT_TIMEOUT:
		out_printf(out, "ct timeout set \"%s\"", rule->target);
		break;
	case VERB_CT_HELPER:
		out_printf(out, "ct helper set \"%s\"", rule->target);
		break;
	case VERB_DEFRAGMENT:
		out_text(out, "tproxy to :1");
		break;
	default: /* out_verb() knows the others */
		break;
	}
}

/* What is done to the packet, or remembered of it. */
static void out_verb(struct out *out, const struct nft_rule *rule)
{
	switch ((enum nft_verb)rule->verb) {
	case VERB_SET_MARK:
	case VERB_SET_CT_MARK:
	case VERB_SET_ZONE:
	case VERB_SET_DSCP:
	case VERB_SET_DSCP6:
	case VERB_SET_FRAGMENT:
	case VERB_SET_MSS:
	case VERB_CT_TIMEOUT:
	case VERB_CT_HELPER:
	case VERB_DEFRAGMENT:
		out_setting(out, rule);
		break;
	case VERB_MASQUERADE:
		out_text(out, "masquerade");
		break;
	case VERB_REDIRECT:
		out_text(out, "redirect");
		break;
	case VERB_UPDATE:
		out_update(out, rule);
		break;
	case VERB_BIND:
	case VERB_BIND_TURNED:
		out_bind(out, rule);
		break;
	case VERB_SNAT_NET6:
	case VERB_DNAT_NET6:
		out_prefix_translation(out, rule);
		break;
	case VERB_SNAT:
	case VERB_SNAT_NET:
		out_snat(out, rule);
		break;
	case VERB_DNAT_ROTARY:
		out_rotary(out, rule);
		break;
	case VERB_DNAT_MAP:
	case VERB_SNAT_MAP:
		out_translation(out, rule);
		break;
	case VERB_ACCEPT:
	case VERB_DROP:
	case VERB_REJECT:
	case VERB_RETURN:
	case VERB_JUMP:
	case VERB_GOTO:
	case VERB_MARK_VMAP:
	case VERB_VMAP:
	case VERB_DROP_OVER:
	case VERB_DROP_OVER_EACH:
		out_verdict(out, rule);
		break;
	case VERB_CONTINUE:
	case VERB_LINES: /* who has a rule has one of them */
		break;
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

static void out_matches(struct out *out, const char *lead, const struct nft_rule *rule)
{
	out_text(out, lead);
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

static void out_end(struct out *out, const struct nft_rule *rule)
{
	while (out->len > 0 && out->text[out->len - 1] == ' ')
		out->text[--out->len] = '\0';
	if (rule->origin) {
		out_text(out, " comment \"");
		quote_nft(out, rule->origin);
		out_text(out, "\"");
	}
	out_text(out, "\n");
}

/* In this one place nft takes '$' for a variable even within quotes. */
static void out_log_prefix(struct out *out, const char *prefix)
{
	size_t start = out->len;

	quote_nft(out, prefix);
	for (size_t i = start; i < out->len; i++)
		if (out->text[i] == '$')
			out->text[i] = '?';
}

void nft_rule_text(struct out *out, const char *lead, const struct nft_rule *rule)
{
	if (rule->log) {
		out_matches(out, lead, rule);
		out_text(out, "limit rate 10/second burst 20 packets log prefix \"");
		out_log_prefix(out, rule->log);
		out_text(out, "\" level info");
		out_end(out, rule);
		if (rule->verb == VERB_CONTINUE && !rule->counter)
			return;
	}
	out_matches(out, lead, rule);
	if (rule->counter)
		out_text(out, "counter ");
	out_verb(out, rule);
	out_end(out, rule);
}
