/*
 * In which order the rules of a list ask. A packet that a rule does not take is gone with the first
 * comparison that says so, so that this is nearly all that a list costs which is walked: one that
 * is cheap and says so for nearly all packets comes first. Which that is the kernel decides:
 *
 * - A port: 12 ns. It needs no protocol before it; a packet without ports finds nothing there.
 * - A protocol: 12 ns, when it is one that few packets have. TCP and UDP say nothing of most.
 * - A whole address: 24 ns, of which 13 are the question for the version of IP that nft puts before
 *   the first field of IPv4 in every rule of a table for both.
 * - A prefix: 5 ns more for the mask, and the shorter it is the more packets have it.
 *
 * What else a rule asks stays in its order. A port that most lines have in common would better be
 * asked last, but costs its lines no more than it spares the others.
 */
#include "lower_nft.h"

#include "grammar/ip.h"

enum { RANK_CHEAP, RANK_ADDRESS, ALL_BITS = 32, RANK_OTHER = RANK_ADDRESS + ALL_BITS };

static bool is_rare(uint32_t proto)
{
	return proto != PROTO_TCP && proto != PROTO_UDP;
}

static int rank_of(const struct nft_match *match)
{
	if (match->op != OP_EQ || match->set)
		return RANK_OTHER;
	switch ((enum nft_field)match->field) {
	case FIELD_SPORT:
	case FIELD_DPORT:
		return RANK_CHEAP;
	case FIELD_L4PROTO:
		return is_rare(match->lo) ? RANK_CHEAP : RANK_OTHER;
	case FIELD_SADDR:
	case FIELD_DADDR:
		return RANK_ADDRESS + ALL_BITS - __builtin_popcount(match->mask);
	default:
		return RANK_OTHER;
	}
}

void lower_order_match(struct nft_rule *rule)
{
	for (uint32_t i = 1; i < rule->match.len; i++) {
		const struct nft_match match = rule->match.at[i];
		uint32_t at = i;

		for (; at > 0 && rank_of(&rule->match.at[at - 1]) > rank_of(&match); at--)
			rule->match.at[at] = rule->match.at[at - 1];
		rule->match.at[at] = match;
	}
}

void lower_order_matches(struct chain_object *chain)
{
	VEC_FOREACH (rule, &chain->rules)
		lower_order_match(rule);
}
