/*
 * Lists that ask for ports must see whole packets. The kernel puts fragments together before our
 * chains, but only where some rule asks for connections, or could give packets to a proxy. Where
 * none does, as on a gateway without NAT and uplinks, a rule is made for it.
 *
 * To ask for connections costs each packet a quarter to a half of what forwarding it costs, memory
 * for each flow, and all new flows once there are too many. So the rule is one for a proxy, in a
 * chain that nobody jumps to: the kernel counts who wants whole packets by the rules that stand, of
 * both versions of IP (nft_tproxy_init() and nft_tproxy_destroy(); nft_socket does not). Kernels
 * without CONFIG_NFT_TPROXY refuse it, and the site file says so.
 */
#include "lower_nft.h"
#include "plan_rules.h"

enum { PRIORITY_WHOLE = -150 };

/* Is it in a part of the packet that only its first fragment has? */
static bool beyond_the_first(uint8_t field)
{
	switch ((enum nft_field)field) {
	case FIELD_SPORT:
	case FIELD_DPORT:
	case FIELD_TCP_FLAGS:
	case FIELD_ICMP_TYPE:
	case FIELD_ICMP_CODE:
	case FIELD_ICMP6_TYPE:
	case FIELD_ICMP6_CODE:
	case FIELD_IGMP_TYPE:
	case FIELD_MOBILITY_TYPE6:
	case FIELD_FLOW:
	case FIELD_SERVICE:
	case FIELD_FLOW6:
		return true;
	default:
		return false;
	}
}

static bool of_connections(const struct nft_match *match)
{
	switch ((enum nft_field)match->field) {
	case FIELD_CT_MARK:
	case FIELD_CT_ZONE:
	case FIELD_CT_NEW:
	case FIELD_CT_REPLY:
	case FIELD_CT_INVALID:
	case FIELD_CT_ESTABLISHED:
	case FIELD_CT_SNAT:
	case FIELD_CT_DNAT:
	case FIELD_CT_TRANSLATED:
	case FIELD_CT_REPLY_DADDR:
	case FIELD_CT_ORIGINAL_DADDR:
		return true;
	default:
		return false;
	}
}

static void ask_for_connections(struct lowering *lo)
{
	struct chain_object *chain = lower_base_chain(lo, "whole_packets", HOOK_PREROUTING,
						      CHAIN_FILTER, PRIORITY_WHOLE);
	struct nft_rule *rule = lower_rule(lo, chain, (struct nft_action){.verb = VERB_CONTINUE},
					   "fragments are put together");

	rule->counter = true;
	lower_match_flag(lo, rule, FIELD_CT_INVALID);
}

static void offer_to_a_proxy(struct lowering *lo)
{
	struct chain_object *chain = lower_chain(lo, "whole_packets", "no packet comes here");
	struct nft_rule *rule = lower_rule(lo, chain, (struct nft_action){.verb = VERB_DEFRAGMENT},
					   "fragments are put together");

	lower_match_number(lo, rule, FIELD_L4PROTO, PROTO_TCP);
}

void lower_whole_packets(struct lowering *lo)
{
	bool wanted = lo->parts_want_whole;

	VEC_FOREACH (item, &lo->plan->items) {
		struct rules_walk walk = {.chain = &item->object.chain};
		const struct nft_rule *made;

		if (item->object.kind != OBJECT_CHAIN || item->object.part)
			continue;
		if (item->object.chain.type == CHAIN_NAT && !item->guard.len)
			return;
		while ((made = rules_next(&walk))) {
			for (int i = 0; made->verb == VERB_VMAP && i < made->key->n; i++)
				wanted |= beyond_the_first(made->key->field[i]);
			VEC_FOREACH (match, &made->match) {
				if (of_connections(match) && !item->guard.len)
					return;
				wanted |= beyond_the_first(match->field);
			}
		}
	}
	if (!wanted)
		return;
	if (lo->site->reassembly == REASSEMBLY_CONNTRACK)
		ask_for_connections(lo);
	else
		offer_to_a_proxy(lo);
}
