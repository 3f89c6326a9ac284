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

/* False when no port can match: `gt 65535`, `lt 0`. */
static bool match_ports(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
			const struct acl *acl, const struct ports *ports)
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
			match.list = acl->ports.at + ports->list;
			match.hi = ports->count;
		}
		break;
	case PORT_GT:
		if (ports->lo == PORT_MAX)
			return false;
		match.op = OP_RANGE;
		match.lo = ports->lo + 1u;
		match.hi = PORT_MAX;
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

/* The matches of ENTRY; false when nothing can match it. */
static bool match_entry(struct lowering *lo, struct nft_rule *rule, const struct acl *acl,
			const struct ace *entry)
{
	match_address(lo, rule, FIELD_SADDR, entry->src);
	match_address(lo, rule, FIELD_DADDR, entry->dst);
	if (entry->proto != ACE_IP)
		lower_match_number(lo, rule, FIELD_L4PROTO, entry->proto);
	if (!match_ports(lo, rule, FIELD_SPORT, acl, &entry->sport) ||
	    !match_ports(lo, rule, FIELD_DPORT, acl, &entry->dport))
		return false;
	/* the flags, not the connection: a stateless list lets every ACK pass */
	if (entry->established)
		lower_match_number(lo, rule, FIELD_TCP_FLAGS, TCP_ACK_OR_RST);
	if (entry->proto == PROTO_ICMP && entry->icmp_type != ICMP_ANY)
		lower_match_number(lo, rule, FIELD_ICMP_TYPE, entry->icmp_type);
	if (entry->proto == PROTO_ICMP && entry->icmp_code != ICMP_ANY)
		lower_match_number(lo, rule, FIELD_ICMP_CODE, entry->icmp_code);
	return true;
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
		rule->log = arena_printf(lo->arena, "%s %s ", acl->name,
					 entry->action == ACE_PERMIT ? "permitted" : "denied");
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
	/* a chain that ends returns by itself */
	if (entries && deny.verb != VERB_RETURN)
		lower_rule(lo, chain, deny, "implicit deny")->counter = true;
}
