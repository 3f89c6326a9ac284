/*
 * Access lists as chains: one rule for each entry. The same list is a filter on an interface, where
 * deny drops, and a matcher in NAT and route-maps, where deny means "not this one"; so the caller
 * says what permit and deny do, and each use has its own chain.
 */
#include "lower_nft.h"

enum { TCP_ACK_OR_RST = 0x14, PORT_MAX = 65535 };

static void match_address(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
			  struct wildcard address)
{
	uint32_t mask = ~address.wild;

	if (mask)
		lower_match(lo, rule,
			    (struct nft_match){.field = (uint8_t)field,
					       .op = OP_EQ,
					       .mask = mask,
					       .lo = address.addr & mask});
}

/*
 * FIELD against what an entry's operator says, up to MAX; false when nothing can match: `gt 65535`,
 * `lt 0`. The LIST counts for eq and neq with more than one.
 */
static bool match_number(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
			 const struct ports *ports, const uint16_t *list, uint32_t max)
{
	struct nft_match match = {.field = (uint8_t)field, .mask = UINT32_MAX, .lo = ports->lo};
	bool negative = ports->op == PORT_NEQ;

	switch ((enum port_op)ports->op) {
	case PORT_ANY:
		return true;
	case PORT_EQ:
	case PORT_NEQ:
		match.op = negative ? OP_NE : OP_EQ;
		if (ports->count > 1) {
			match.op = negative ? OP_NOT_IN : OP_IN;
			match.list = list;
			match.hi = ports->count;
		}
		break;
	case PORT_GT:
		if (ports->lo == max)
			return false;
		match.op = OP_RANGE;
		match.lo = ports->lo + 1u;
		match.hi = max;
		break;
	case PORT_LT:
		if (!ports->lo)
			return false;
		match.op = OP_RANGE;
		match.lo = 0;
		match.hi = ports->lo - 1u;
		break;
	case PORT_RANGE:
		match.op = OP_RANGE;
		match.hi = ports->hi;
		break;
	}
	lower_match(lo, rule, match);
	return true;
}

static bool match_ports(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
			const struct acl *acl, const struct ports *ports)
{
	return match_number(lo, rule, field, ports, acl->ports.at + ports->list, PORT_MAX);
}

static void match_masked(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
			 enum nft_op op, uint32_t mask, uint32_t value)
{
	lower_match(lo, rule,
		    (struct nft_match){
			    .field = (uint8_t)field, .op = (uint8_t)op, .mask = mask, .lo = value});
}

/* All of them as wanted; or any, which is: not all of them the other way. */
void lower_match_flags(struct lowering *lo, struct nft_rule *rule,
		       const struct ace_options *options)
{
	uint32_t mask = options->flags_set | options->flags_clear;

	if (options->given & ACE_FLAGS_ALL)
		match_masked(lo, rule, FIELD_TCP_FLAGS, OP_EQ, mask, options->flags_set);
	else if (options->given & ACE_FLAGS)
		match_masked(lo, rule, FIELD_TCP_FLAGS, OP_NE, mask, options->flags_clear);
}

static void match_ip_option(struct lowering *lo, struct nft_rule *rule, uint16_t option)
{
	enum { WORDS = 5, WORDS_MAX = 15 }; /* of a header without options, and of the longest */

	switch (option) {
	case 7:
		lower_match_flag(lo, rule, FIELD_RECORD_ROUTE);
		break;
	case 131:
		lower_match_flag(lo, rule, FIELD_LOOSE_ROUTE);
		break;
	case 137:
		lower_match_flag(lo, rule, FIELD_STRICT_ROUTE);
		break;
	case 148:
		lower_match_flag(lo, rule, FIELD_ROUTER_ALERT);
		break;
	default:
		match_number(lo, rule, FIELD_HEADER_LENGTH,
			     &(struct ports){.op = PORT_GT, .lo = WORDS}, NULL, WORDS_MAX);
	}
}

static bool match_options(struct lowering *lo, struct nft_rule *rule,
			  const struct ace_options *options)
{
	enum { PRECEDENCE = 0x38 }; /* the upper half of what nft calls dscp */
	struct ports ttl = {
		.op = options->ttl_op, .count = 1, .lo = options->ttl_lo, .hi = options->ttl_hi};

	if (options->given & ACE_DSCP)
		lower_match_number(lo, rule, FIELD_DSCP, options->dscp);
	if (options->given & ACE_PRECEDENCE)
		match_masked(lo, rule, FIELD_DSCP, OP_EQ, PRECEDENCE, options->precedence << 3);
	if (options->given & ACE_TOS)
		lower_match_number(lo, rule, FIELD_TOS, options->tos);
	if ((options->given & ACE_TTL) && !match_number(lo, rule, FIELD_TTL, &ttl, NULL, UINT8_MAX))
		return false;
	if (options->given & ACE_IP_OPTION)
		match_ip_option(lo, rule, options->ip_option);
	if (options->given & ACE_IGMP_TYPE)
		lower_match_number(lo, rule, FIELD_IGMP_TYPE, options->igmp_type);
	lower_match_flags(lo, rule, options);
	/* they are put together before any of our chains sees them */
	return !(options->given & ACE_FRAGMENTS);
}

/* The matches of ENTRY; false when nothing can match it. */
static bool match_entry(struct lowering *lo, struct nft_rule *rule, const struct acl *acl,
			const struct ace *entry)
{
	if (acl->kind == ACL_IPV6) {
		lower_match_net6(lo, rule, FIELD_SADDR6, entry->src);
		lower_match_net6(lo, rule, FIELD_DADDR6, entry->dst);
	} else {
		match_address(lo, rule, FIELD_SADDR, entry->src);
		match_address(lo, rule, FIELD_DADDR, entry->dst);
	}
	if (entry->proto != ACE_IP)
		lower_match_number(lo, rule, FIELD_L4PROTO, entry->proto);
	if (!match_ports(lo, rule, FIELD_SPORT, acl, &entry->sport) ||
	    !match_ports(lo, rule, FIELD_DPORT, acl, &entry->dport))
		return false;
	/* the flags, not the connection: a stateless list lets every ACK pass */
	if (entry->established)
		match_masked(lo, rule, FIELD_TCP_FLAGS, OP_NE, TCP_ACK_OR_RST, 0);
	if (entry->proto == PROTO_ICMP && entry->icmp_type != ICMP_ANY)
		lower_match_number(lo, rule, FIELD_ICMP_TYPE, entry->icmp_type);
	if (entry->proto == PROTO_ICMP && entry->icmp_code != ICMP_ANY)
		lower_match_number(lo, rule, FIELD_ICMP_CODE, entry->icmp_code);
	if (acl->kind == ACL_IPV6)
		return lower_match_options6(lo, rule, entry, acl_options(acl, entry));
	return !entry->options || match_options(lo, rule, acl_options(acl, entry));
}

static const char *log_prefix(struct lowering *lo, const struct acl *acl, const struct ace *entry)
{
	const char *what = entry->action == ACE_PERMIT ? "permitted" : "denied";
	const char *cookie = acl_options(acl, entry)->cookie;

	if (cookie)
		return arena_printf(lo->arena, "%s %s [%s] ", acl->name, what, cookie);
	return arena_printf(lo->arena, "%s %s ", acl->name, what);
}

static void lower_entry(struct lowering *lo, struct chain_object *chain, const struct acl *acl,
			const struct ace *entry, struct nft_action action)
{
	struct nft_rule *rule = lower_rule(lo, chain, action, lower_origin(lo, entry->at));

	rule->counter = true;
	if (!match_entry(lo, rule, acl, entry)) {
		chain->rules.len--;
		return;
	}
	if (entry->log)
		rule->log = log_prefix(lo, acl, entry);
}

void lower_acl(struct lowering *lo, const struct acl *acl, const char *name,
	       struct nft_action permit, struct nft_action deny)
{
	struct chain_object *chain = lower_chain(lo, name, lower_origin(lo, acl->at));
	bool entries = false;

	VEC_FOREACH (entry, &acl->entries) {
		entries |= entry->action != ACE_REMARK;
		if (entry->action != ACE_REMARK && !entry->untranslated)
			lower_entry(lo, chain, acl, entry,
				    entry->action == ACE_PERMIT ? permit : deny);
	}
	if (entries && acl->kind == ACL_IPV6 && deny.verb != VERB_RETURN)
		lower_neighbours6(lo, chain, permit);
	/* a chain that ends returns by itself */
	if (entries && deny.verb != VERB_RETURN)
		lower_rule(lo, chain, deny, "implicit deny")->counter = true;
}
