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

/* How many bits of WILD are set. Mostly they are the last ones, and one instruction says so of any
 * processor, as none does of others. */
static int count_bits(uint32_t wild)
{
	if (wild & (wild + 1))
		return __builtin_popcount(wild);
	return wild ? ALL_BITS - __builtin_clz(wild) : 0;
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
		return RANK_ADDRESS + count_bits(~match->mask);
	default:
		return RANK_OTHER;
	}
}

/* Match I of RULE, whose rank is RANK, among those before it, which are in order. */
static void move_up(struct nft_rule *rule, uint32_t i, int rank)
{
	const struct nft_match match = rule->match.at[i];

	for (; i > 0 && rank_of(&rule->match.at[i - 1]) > rank; i--)
		rule->match.at[i] = rule->match.at[i - 1];
	rule->match.at[i] = match;
}

void lower_order_match(struct nft_rule *rule)
{
	int highest = RANK_CHEAP;

	for (uint32_t i = 0; i < rule->match.len; i++) {
		int rank = rank_of(&rule->match.at[i]);

		if (rank < highest)
			move_up(rule, i, rank);
		else
			highest = rank;
	}
}

void lower_order_matches(struct chain_object *chain)
{
	VEC_FOREACH (rule, &chain->rules)
		lower_order_match(rule);
}
