/* What is IPv6's own in its access lists: addresses, messages of ICMPv6, options of the header. */
#include "lower_nft.h"

void lower_match_prefix6(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
			 struct ip6_net net)
{
	struct ip6_match *match = arena_new_object(lo->arena, struct ip6_match);

	match->addr = net.addr;
	match->mask = ip6_len_mask(net.len);
	lower_match(lo, rule,
		    (struct nft_match){.field = (uint8_t)field, .op = OP_EQ, .net6 = match});
}

void lower_match_net6(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
		      struct wildcard address)
{
	if (address.wild < IP6_BITS)
		lower_match_prefix6(lo, rule, field,
				    (struct ip6_net){router_ip6(lo->router, address.addr),
						     (uint8_t)(IP6_BITS - address.wild)});
}

/* An authentication header is the last that nft looks at. */
static void match_headers(struct lowering *lo, struct nft_rule *rule,
			  const struct ace_options *options)
{
	enum { PROTO_AH = 51 };
	static const uint8_t fields[] = {
		[HEADER_HBH] = FIELD_HEADER_HBH6,
		[HEADER_ROUTING] = FIELD_HEADER_ROUTING6,
		[HEADER_DEST] = FIELD_HEADER_DEST6,
		[HEADER_MOBILITY] = FIELD_HEADER_MOBILITY6,
	};

	for (unsigned i = HEADER_HBH; i <= HEADER_MOBILITY; i++)
		if (options->headers & 1u << i)
			lower_match_flag(lo, rule, fields[i]);
	if (options->headers & 1u << HEADER_AUTH)
		lower_match_number(lo, rule, FIELD_L4PROTO, PROTO_AH);
	if (options->headers & 1u << HEADER_ROUTING_TYPE)
		lower_match_number(lo, rule, FIELD_ROUTING_TYPE6, options->routing_type);
	if (options->headers & 1u << HEADER_MOBILITY_TYPE)
		lower_match_number(lo, rule, FIELD_MOBILITY_TYPE6, options->mobility_type);
}

bool lower_match_options6(struct lowering *lo, struct nft_rule *rule, const struct ace *entry,
			  const struct ace_options *options)
{
	if (entry->proto == PROTO_ICMP6 && entry->icmp_type != ICMP_ANY)
		lower_match_number(lo, rule, FIELD_ICMP6_TYPE, entry->icmp_type);
	if (entry->proto == PROTO_ICMP6 && entry->icmp_code != ICMP_ANY)
		lower_match_number(lo, rule, FIELD_ICMP6_CODE, entry->icmp_code);
	if (options->given & ACE_DSCP)
		lower_match_number(lo, rule, FIELD_DSCP6, options->dscp);
	if (options->given & ACE_FLOW_LABEL)
		lower_match_number(lo, rule, FIELD_FLOW_LABEL, options->flow_label);
	lower_match_flags(lo, rule, options);
	match_headers(lo, rule, options);
	/* packets are put together before any of our chains sees them */
	return !(options->given & (ACE_FRAGMENTS | ACE_UNDETERMINED));
}

/* Without them a host on the link cannot be reached at all: IOS lets them pass unless an entry
 * says otherwise (trap T47). */
void lower_neighbours6(struct lowering *lo, struct chain_object *chain, struct nft_action permit)
{
	static const struct {
		uint8_t type;
		const char *origin;
	} messages[] = {{136, "implicit permit icmp any any nd-na"},
			{135, "implicit permit icmp any any nd-ns"}};

	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
		struct nft_rule *rule = lower_rule(lo, chain, permit, messages[i].origin);

		rule->counter = true;
		lower_match_number(lo, rule, FIELD_ICMP6_TYPE, messages[i].type);
	}
}
