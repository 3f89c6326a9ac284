/* What an interface does to packets whatever NAT and policies say: TCP is told to be shorter, and
 * errors are kept to ourselves. */
#include "fib.h"
#include "lower_nft.h"

enum { PRIORITY_MSS = -150, TCP_SYN = 0x02, ICMP_UNREACHABLE = 3, ICMP_TOO_LONG = 4 };

/* ---- ip tcp adjust-mss ---- */

static void mss_rule(struct lowering *lo, struct chain_object *chain, enum nft_field side,
		     const struct interface *interface)
{
	const char *device = lo->plan->devices.at[lower_any_device(lo, interface)].device;
	struct nft_rule *rule = lower_rule(lo, chain, (struct nft_action){.verb = VERB_SET_MSS},
					   lower_origin(lo, interface->adjust_mss_at));

	rule->mark = interface->adjust_mss;
	lower_match_device(lo, rule, side, device);
	lower_match_flag(lo, rule, FIELD_NFPROTO_IPV4);
	lower_match_number(lo, rule, FIELD_TCP_FLAGS, TCP_SYN);
}

static bool clamps(const struct lowering *lo, const struct interface *interface)
{
	return interface->adjust_mss && lower_any_device(lo, interface) != NO_DEVICE;
}

/* Behind routing what came in by an interface of a VRF has the VRF's device as the incoming one. */
static void mss_in_vrfs(struct lowering *lo)
{
	const struct interface *interface;
	struct chain_object *chain = NULL;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		if (!clamps(lo, interface) || !interface->vrf.s)
			continue;
		if (!chain)
			chain = lower_base_chain(lo, "mss_in", HOOK_PREROUTING, CHAIN_FILTER,
						 PRIORITY_MSS);
		mss_rule(lo, chain, FIELD_IIFNAME, interface);
	}
}

/* The kernel only ever makes the size smaller, as IOS does. */
static void lower_mss(struct lowering *lo)
{
	const struct interface *interface;
	struct chain_object *chain = NULL;

	mss_in_vrfs(lo);
	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		if (!clamps(lo, interface))
			continue;
		if (!chain)
			chain = lower_base_chain(lo, "mss", HOOK_FORWARD, CHAIN_FILTER,
						 PRIORITY_MSS);
		if (!interface->vrf.s)
			mss_rule(lo, chain, FIELD_IIFNAME, interface);
		mss_rule(lo, chain, FIELD_OIFNAME, interface);
	}
}

/*
 * ---- no ip unreachables ----
 *
 * Behind local policy, which the hook of output does not see. In a VRF there is no such policy, and
 * behind that hook a packet of our own looks as if it had come in by the VRF's device.
 */

static void silence(struct lowering *lo, struct chain_object *chain,
		    const struct interface *interface)
{
	const char *device = lo->plan->devices.at[lower_any_device(lo, interface)].device;
	struct nft_rule *rule = lower_rule(lo, chain, (struct nft_action){.verb = VERB_DROP},
					   lower_origin(lo, interface->unreachables_at));

	if (!interface->vrf.s)
		lower_match_flag(lo, rule, FIELD_FROM_HERE);
	lower_match_device(lo, rule, FIELD_OIFNAME, device);
	lower_match_number(lo, rule, FIELD_L4PROTO, PROTO_ICMP);
	lower_match_number(lo, rule, FIELD_ICMP_TYPE, ICMP_UNREACHABLE);
	lower_divergence(lo, DIAG_UNREACHABLES_EXIT, interface->unreachables_at,
			 "errors are kept from leaving by this interface, whichever the packet "
			 "came in by");
	if (!lo->safe)
		return;
	lower_match(lo, rule,
		    (struct nft_match){.field = FIELD_ICMP_CODE,
				       .op = OP_NE,
				       .mask = UINT32_MAX,
				       .lo = ICMP_TOO_LONG});
	lower_divergence(lo, DIAG_TOO_LONG_TOLD, interface->unreachables_at,
			 "senders are still told that a packet was too long: without that, whole "
			 "connections hang");
}

static struct chain_object *silence_chain(struct lowering *lo, bool in_vrf)
{
	return in_vrf ? lower_base_chain(lo, "unreachables_in_vrfs", HOOK_OUTPUT, CHAIN_FILTER, 0)
		      : lower_base_chain(lo, "unreachables", HOOK_POSTROUTING, CHAIN_FILTER, 0);
}

static void lower_silence(struct lowering *lo)
{
	const struct interface *interface;
	struct chain_object *chains[2] = {NULL, NULL};

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		bool in_vrf = interface->vrf.s;

		if (!interface->no_unreachables || lower_any_device(lo, interface) == NO_DEVICE ||
		    lo->plan->devices.at[lower_any_device(lo, interface)].loopback)
			continue;
		if (!chains[in_vrf])
			chains[in_vrf] = silence_chain(lo, in_vrf);
		silence(lo, chains[in_vrf], interface);
	}
}

void lower_packets(struct lowering *lo)
{
	lower_mss(lo);
	lower_silence(lo);
}
