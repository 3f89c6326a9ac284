/*
 * One rule of ours as nft writes it: what it asks of a packet (nft_match.c), and what it does.
 * Refusals need no limit here: the kernel limits its ICMP errors (net.ipv4.icmp_ratelimit).
 */
#include <inttypes.h>

#include "emit.h"

#include "compiler/plan_rules.h"
#include "grammar/ip.h"

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
		out_text(out, "reject with icmp type admin-prohibited");
		break;
	case VERB_REJECT6:
		out_text(out, "reject with icmpv6 type admin-prohibited");
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
		nft_key_text(out, rule->key);
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
	case VERB_REJECT6:
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

static void out_trimmed(struct out *out)
{
	while (out->len > 0 && out->text[out->len - 1] == ' ')
		out->text[--out->len] = '\0';
}

/* The end of a rule that comes from ORIGIN, or from nowhere. */
static void out_end(struct out *out, const char *origin)
{
	if (origin) {
		out_text(out, " comment \"");
		quote_nft(out, origin);
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

/* All of RULE between what it asks and where it comes from. */
static void out_action(struct out *out, const struct nft_rule *rule, const struct counted *counted)
{
	if (rule->counter)
		out_text(out, "counter ");
	if (rule->counter && counted && counted->packets)
		out_printf(out, "packets %" PRIu64 " bytes %" PRIu64 " ", counted->packets,
			   counted->bytes);
	out_verb(out, rule);
	out_trimmed(out);
}

void nft_rule_text(struct out *out, const char *lead, const struct nft_rule *rule,
		   const struct counted *counted)
{
	if (rule->log) {
		out_text(out, lead);
		nft_matches_text(out, rule);
		out_text(out, "limit rate 10/second burst 20 packets log prefix \"");
		out_log_prefix(out, rule->log);
		out_text(out, "\" level info");
		out_end(out, rule->origin);
		if (rule->verb == VERB_CONTINUE && !rule->counter)
			return;
	}
	out_text(out, lead);
	nft_matches_text(out, rule);
	out_action(out, rule, counted);
	out_end(out, rule->origin);
}

/* A piece of TEXT for what stands before what each of LINES does, and the last behind it. */
static void write_lines(struct nft_text *text, const char *lead, const struct nft_lines *lines)
{
	struct nft_rule own = {.verb = VERB_LINES, .lines = lines};
	struct chain_object chain = {.rules = {.at = &own, .len = 1}};
	struct rules_walk walk = {.chain = &chain};
	struct out *out = nft_text_out(text);
	const struct nft_rule *rule;

	while ((rule = rules_next(&walk))) {
		out_text(out, lead);
		nft_matches_text(out, rule);
		nft_text_piece(text);
		out_end(out, rule->origin);
	}
	nft_text_piece(text);
}

void nft_lines_text(struct out *out, const char *lead, const struct nft_lines *lines,
		    struct nft_text *text)
{
	const struct line_rules *rules = lines->rules;

	if (!text->pieces)
		write_lines(text, lead, lines);
	for (uint32_t i = 0; i < rules->n; i++) {
		nft_text_copy(out, text, i);
		out_action(out, &lines->as[rules->lines[rules->at[i].line].fate], NULL);
	}
	nft_text_copy(out, text, rules->n);
}
