/*
 * What an interface does to packets whatever NAT and policies say: sources that nobody could have
 * are refused, TCP is told to be shorter, and errors are kept to ourselves.
 */
#include "lower_nft.h"
#include "policy.h"

enum {
	PRIORITY_VERIFY = -160,
	PRIORITY_MSS = -150,
	TCP_SYN = 0x02,
	ICMP_UNREACHABLE = 3,
	ICMP_TOO_LONG = 4
};

/* ---- ip verify unicast ---- */

static bool verifies(const struct lowering *lo, const struct interface *interface)
{
	return interface->verify.given && !(interface->verify.any && interface->vrf.s) &&
	       lower_any_device(lo, interface) != NO_DEVICE;
}

/* Whether any route leads back, the kernel tells of the global table only. */
static void report_loose(struct lowering *lo)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link)
		if (interface->verify.given && interface->verify.any && interface->vrf.s)
			line_leave_out(lo->router, interface->verify.at,
				       arena_printf(lo->arena, "interface %s", interface->name),
				       "a loose check of sources in a VRF");
}

static const char *verify_chain(struct lowering *lo, const struct interface *interface)
{
	return arena_printf(lo->arena, "verify/%s",
			    lower_identifier(lo, interface->verify.acl.name.s));
}

/* Does a default route leave by INTERFACE, so that without allow-default IOS refuses more? */
static bool has_default(const struct lowering *lo, const struct interface *interface)
{
	if (interface->verify.any || interface->mode != ADDRESS_STATIC)
		return true;
	if (interface->vrf.s)
		return true;
	VEC_FOREACH (route, &lo->router->routes)
		if (!route->len && !route->vrf &&
		    (route->interface.to == interface ||
		     (route->has_next_hop && fib_connected(lo->fib, route->next_hop) == interface)))
			return true;
	return false;
}

static void verify_rule(struct lowering *lo, struct chain_object *chain,
			const struct interface *interface)
{
	const struct interface_verify *verify = &interface->verify;
	const char *device = lo->plan->devices.at[lower_any_device(lo, interface)].device;
	struct nft_action action = {.verb = VERB_DROP};
	struct nft_rule *rule;

	if (verify->acl.to)
		action = (struct nft_action){.verb = VERB_GOTO,
					     .target = verify_chain(lo, interface)};
	rule = lower_rule(lo, chain, action, lower_origin(lo, verify->at));
	rule->counter = true;
	lower_match_device(lo, rule, FIELD_IIFNAME, device);
	lower_match_flag(lo, rule, FIELD_NFPROTO_IPV4);
	lower_match_flag(lo, rule, verify->any ? FIELD_NO_SOURCE : FIELD_NO_WAY_BACK);
	if (!verify->allow_default && has_default(lo, interface))
		lower_divergence(lo, DIAG_VERIFY_DEFAULT, verify->at,
				 "a source that only a default route leads to is believed, as with "
				 "'allow-default'");
}

/* One chain for each list, whatever interfaces use it. */
static void verify_lists(struct lowering *lo)
{
	const struct interface *interface;
	struct lower_used *used = NULL;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link)
		if (verifies(lo, interface) && interface->verify.acl.to &&
		    lower_first_use(lo, &used, interface->verify.acl.to))
			lower_acl(lo, interface->verify.acl.to, verify_chain(lo, interface),
				  (struct nft_action){.verb = VERB_RETURN},
				  (struct nft_action){.verb = VERB_DROP});
	HASH_CLEAR(hh, used);
}

static void lower_verify(struct lowering *lo)
{
	const struct interface *interface;
	struct chain_object *chain = NULL;

	report_loose(lo);
	verify_lists(lo);
	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		if (!verifies(lo, interface))
			continue;
		if (!chain)
			chain = lower_base_chain(lo, "verify", HOOK_PREROUTING, CHAIN_FILTER,
						 PRIORITY_VERIFY);
		verify_rule(lo, chain, interface);
	}
}

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

/* ---- no ip unreachables ---- */

static void silence(struct lowering *lo, struct chain_object *chain,
		    const struct interface *interface)
{
	const char *device = lo->plan->devices.at[lower_any_device(lo, interface)].device;
	struct nft_rule *rule = lower_rule(lo, chain, (struct nft_action){.verb = VERB_DROP},
					   lower_origin(lo, interface->unreachables_at));

	lower_match_device(lo, rule, FIELD_OIFNAME, device);
	lower_match_number(lo, rule, FIELD_L4PROTO, PROTO_ICMP);
	lower_match_number(lo, rule, FIELD_ICMP_TYPE, ICMP_UNREACHABLE);
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

static void lower_silence(struct lowering *lo)
{
	const struct interface *interface;
	struct chain_object *chain = NULL;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		if (!interface->no_unreachables || lower_any_device(lo, interface) == NO_DEVICE ||
		    lo->plan->devices.at[lower_any_device(lo, interface)].loopback)
			continue;
		if (!chain)
			chain = lower_base_chain(lo, "unreachables", HOOK_OUTPUT, CHAIN_FILTER, 0);
		silence(lo, chain, interface);
	}
}

void lower_packets(struct lowering *lo)
{
	lower_verify(lo);
	lower_mss(lo);
	lower_silence(lo);
}
