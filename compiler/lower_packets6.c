/* What an interface does to IPv6 packets whatever policies say: TCP is told to be shorter, and
 * errors and redirects are kept to ourselves. */
#include "lower_nft.h"

enum { PRIORITY_MSS = -150, TCP_SYN = 0x02, ICMP6_UNREACHABLE = 1, ICMP6_REDIRECT = 137 };

static bool is_ours(const struct lowering *lo, uint16_t device)
{
	return !lo->device[device].interface->shutdown && !lo->plan->devices.at[device].loopback;
}

static void mss_rule(struct lowering *lo, struct chain_object *chain, enum nft_field side,
		     uint16_t device)
{
	uint32_t mss = lo->device[device].interface->six.adjust_mss;
	struct nft_rule *rule = lower_rule(lo, chain, (struct nft_action){.verb = VERB_SET_MSS},
					   arena_printf(lo->arena, "ipv6 tcp adjust-mss %u", mss));

	rule->mark = mss;
	lower_match_device(lo, rule, side, lo->plan->devices.at[device].device);
	lower_match_flag(lo, rule, FIELD_NFPROTO_IPV6);
	lower_match_number(lo, rule, FIELD_TCP_FLAGS, TCP_SYN);
}

static void lower_mss6(struct lowering *lo)
{
	struct chain_object *chain = NULL;

	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		if (!lo->device[i].interface->six.adjust_mss || !is_ours(lo, i))
			continue;
		if (!chain)
			chain = lower_base_chain(lo, "mss6", HOOK_FORWARD, CHAIN_FILTER,
						 PRIORITY_MSS);
		mss_rule(lo, chain, FIELD_IIFNAME, i);
		mss_rule(lo, chain, FIELD_OIFNAME, i);
	}
}

static void silence(struct lowering *lo, struct chain_object *chain, uint16_t device, uint8_t type,
		    const char *origin)
{
	struct nft_rule *rule =
		lower_rule(lo, chain, (struct nft_action){.verb = VERB_DROP}, origin);

	if (!lo->device[device].interface->vrf.s)
		lower_match_flag(lo, rule, FIELD_FROM_HERE);
	lower_match_device(lo, rule, FIELD_OIFNAME, lo->plan->devices.at[device].device);
	lower_match_number(lo, rule, FIELD_ICMP6_TYPE, type);
}

static struct chain_object *errors_chain(struct lowering *lo, bool in_vrf)
{
	return in_vrf ? lower_base_chain(lo, "errors6_in_vrfs", HOOK_OUTPUT, CHAIN_FILTER, 0)
		      : lower_base_chain(lo, "errors6", HOOK_POSTROUTING, CHAIN_FILTER, 0);
}

/* That a packet was too big is a message of its own in IPv6, and is always told. Of VRFs see
 * lower_packets.c. */
static void lower_silence6(struct lowering *lo)
{
	struct chain_object *chains[2] = {NULL, NULL}, *chain;

	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		bool in_vrf = lo->device[i].interface->vrf.s;
		const struct interface6 *six = &lo->device[i].interface->six;

		if ((!six->no_redirects && !six->no_unreachables) || !is_ours(lo, i))
			continue;
		if (!chains[in_vrf])
			chains[in_vrf] = errors_chain(lo, in_vrf);
		chain = chains[in_vrf];
		if (six->no_redirects)
			silence(lo, chain, i, ICMP6_REDIRECT, "no ipv6 redirects");
		if (six->no_unreachables)
			silence(lo, chain, i, ICMP6_UNREACHABLE, "no ipv6 unreachables");
	}
}

void lower_packets6(struct lowering *lo)
{
	lower_mss6(lo);
	lower_silence6(lo);
}
