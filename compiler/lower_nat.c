/*
 * The base chains of the nat hooks: which interfaces are inside and outside, and in what order
 * static entries (lower_nat_static.c), dynamic rules (lower_nat_dynamic.c) and the receiving
 * interface's own DNS service are asked.
 *
 * Only what crosses from inside to outside, or back, is translated; hence no hairpin. The NAT
 * virtual interface knows no sides: what goes from one of its interfaces to another, or back by the
 * same, is translated at both ends.
 *
 * A new connection is dear enough, and each question for a device is a hundredth of it. So where
 * there is one uplink, and nothing else is outside, flows are tagged here, by rules that have asked
 * for it already, and not in chains of their own (lower_policy.c). Our chains stand before those at
 * the usual places, where a connection that others have translated would never come to ours.
 *
 * Each packet pays for each hook, even for one that finds nothing to do. With that one uplink none
 * is needed behind translation: whatever goes there the routes lead there, unless there is policy
 * routing.
 */
#include "lower_nat.h"
#include "lower_uplink.h"

enum { PRIORITY_IN = -101, PRIORITY_OUT = 99, PRIORITY_DONE = 105, PORT_DNS = 53 };

void nat_match_between(struct lowering *lo, struct nft_rule *rule, const char *iif, const char *oif)
{
	if (iif)
		lower_match_set(lo, rule, FIELD_IIFNAME, OP_EQ, iif);
	if (oif)
		lower_match_set(lo, rule, FIELD_OIFNAME, OP_EQ, oif);
}

struct nft_rule *nat_rule_between(struct lowering *lo, struct chain_object *chain,
				  struct nft_action action, const char *iif, const char *oif)
{
	struct nft_rule *rule = lower_rule(lo, chain, action, NULL);

	nat_match_between(lo, rule, iif, oif);
	return rule;
}

static struct nft_rule *redirect(struct lowering *lo, struct chain_object *chain)
{
	return lower_rule(lo, chain, (struct nft_action){.verb = VERB_REDIRECT},
			  lower_origin(lo, lo->router->dns.server_at));
}

static void match_queries(struct lowering *lo, struct nft_rule *rule)
{
	static const uint16_t transports[] = {PROTO_TCP, PROTO_UDP};

	lower_match(lo, rule,
		    (struct nft_match){.field = FIELD_L4PROTO,
				       .op = OP_IN,
				       .mask = UINT32_MAX,
				       .list = transports,
				       .hi = 2});
	lower_match_number(lo, rule, FIELD_DPORT, PORT_DNS);
}

/* A query goes to the receiving interface, whatever address of ours it asked (decision 18). */
static void add_redirect(struct lowering *lo, struct chain_object *chain, bool v6)
{
	struct nft_rule *rule = redirect(lo, chain);

	lower_match_set(lo, rule, FIELD_IIFNAME, OP_EQ, "dns_served");
	lower_match_flag(lo, rule, v6 ? FIELD_NFPROTO_IPV6 : FIELD_NFPROTO_IPV4);
	lower_match_flag(lo, rule, FIELD_FIB_LOCAL);
	match_queries(lo, rule);
}

/* The same in VRFs, where what is ours is another thing. */
static void add_vrf_redirects(struct lowering *lo, struct chain_object *chain)
{
	VEC_FOREACH (vrf, &lo->vrfs)
		VEC_FOREACH (device, &vrf->devices) {
			struct nft_rule *rule;

			if (lo->device[*device].interface->type == INTERFACE_LOOPBACK)
				continue;
			rule = redirect(lo, chain);
			lower_match_device(lo, rule, FIELD_IIFNAME,
					   lo->plan->devices.at[*device].device);
			lower_match_set(lo, rule, FIELD_DADDR, OP_EQ, vrf->own);
			match_queries(lo, rule);
		}
}

/* Chains of dynamic rules, by kind; NULL for what has none. */
struct dynamic_chains {
	const char *of[NAT_KIND_COUNT];
};

static void jump_between(struct lowering *lo, struct chain_object *chain, const char *to,
			 const char *iif, const char *oif)
{
	if (to)
		nat_rule_between(lo, chain, (struct nft_action){.verb = VERB_JUMP, .target = to},
				 iif, oif);
}

/* What is taken by RULE leaves its flow the tag of UPLINK. */
static void tag(const struct lowering *lo, struct nft_rule *rule, const struct plan_device *uplink)
{
	rule->mark = uplink->mark;
	rule->mask = lo->plan->mark_mask;
}

static void lower_inward(struct nat_lowering *nat, const struct dynamic_chains *dynamic)
{
	struct lowering *lo = nat->lo;
	struct chain_object *chain;

	if (!nat_statics_any(nat) && !dynamic->of[NAT_INSIDE_DESTINATION] &&
	    !nat_bound_asked(nat) && !lo->router->dns.server)
		return;
	chain = lower_base_chain(lo, "nat_in", HOOK_PREROUTING, CHAIN_NAT, PRIORITY_IN);
	lower_nat_statics_in(nat, chain);
	if (nat->lone && chain->rules.len) {
		tag(lo, &chain->rules.at[0], nat->lone);
		lo->tagged_inward = true;
	}
	lower_nat_vrfs_in(nat, chain);
	lower_nat_bound_in(nat, chain);
	jump_between(lo, chain, dynamic->of[NAT_INSIDE_DESTINATION], NAT_OUTSIDE_SET, NULL);
	if (!lo->router->dns.server)
		return;
	add_redirect(lo, chain, false);
	add_vrf_redirects(lo, chain);
	for (uint16_t i = 0; i < lo->plan->devices.len; i++)
		if (!lo->plan->devices.at[i].vrf &&
		    (lo->plan->devices.at[i].has_address6 || lo->plan->devices.at[i].dynamic6)) {
			add_redirect(lo, chain, true);
			break;
		}
}

/* What came in by the one uplink is not translated on its way out, whichever that is. A connection
 * that belongs to another has the tag of that, and may well be. */
static void pass_tagged(struct lowering *lo, struct chain_object *chain)
{
	struct nft_rule *rule =
		lower_rule(lo, chain, (struct nft_action){.verb = VERB_ACCEPT}, NULL);

	lower_match_flag(lo, rule, FIELD_CT_NEW);
	lower_match(lo, rule,
		    (struct nft_match){
			    .field = FIELD_CT_MARK, .op = OP_NE, .mask = lo->plan->mark_mask});
}

static void tag_outward(struct lowering *lo, struct chain_object *chain,
			const struct plan_device *uplink)
{
	const char *origin = arena_printf(lo->arena, "interface %s", uplink->interface);

	tag(lo, lower_rule(lo, chain, (struct nft_action){.verb = VERB_SET_CT_MARK}, origin),
	    uplink);
}

static void add_inside_source(struct nat_lowering *nat, struct chain_object *chain,
			      const struct dynamic_chains *dynamic)
{
	struct lowering *lo = nat->lo;

	lower_nat_statics_out(nat, chain, NAT_INSIDE_SOURCE);
	if (!dynamic->of[NAT_INSIDE_SOURCE])
		return;
	/* the router's own packets are translated, too, when a rule takes them */
	jump_between(lo, chain, dynamic->of[NAT_INSIDE_SOURCE], NAT_INSIDE_SET, NULL);
	lower_match_flag(lo,
			 lower_rule(lo, chain,
				    (struct nft_action){.verb = VERB_JUMP,
							.target = dynamic->of[NAT_INSIDE_SOURCE]},
				    NULL),
			 FIELD_FROM_HERE);
}

static void lower_outward(struct nat_lowering *nat, const struct dynamic_chains *dynamic)
{
	struct lowering *lo = nat->lo;
	struct chain_object *chain;

	lower_nat_statics_maps(nat);
	chain = lower_base_chain(lo, "nat_out", HOOK_POSTROUTING, CHAIN_NAT, PRIORITY_OUT);
	if (nat->early)
		lower_nat_timeouts_given(nat, chain, FIELD_CT_DNAT);
	lower_nat_statics_out(nat, chain, NAT_NVI_SOURCE);
	jump_between(lo, chain, dynamic->of[NAT_NVI_SOURCE], NAT_ENABLED_SET, NAT_ENABLED_SET);
	lower_nat_statics_out(nat, chain, NAT_OUTSIDE_SOURCE);
	jump_between(lo, chain, dynamic->of[NAT_OUTSIDE_SOURCE], NAT_OUTSIDE_SET, NAT_INSIDE_SET);
	lower_nat_vrfs_out(nat, chain);
	lower_match_set(lo, lower_rule(lo, chain, (struct nft_action){.verb = VERB_ACCEPT}, NULL),
			FIELD_OIFNAME, OP_NE, NAT_OUTSIDE_SET);
	if (nat->lone) {
		pass_tagged(lo, chain);
		tag_outward(lo, chain, nat->lone);
	}
	/* once a rule translates nothing more is done, so what is left has none of it */
	if (nat->early)
		lower_nat_timeouts_given(nat, chain, FIELD_NFPROTO_IPV4);
	add_inside_source(nat, chain, dynamic);
	if (nat->early)
		lower_nat_timeouts_taken(nat, chain);
}

/* Is the NAT virtual interface in use? */
static bool has_nvi(const struct lowering *lo)
{
	const struct interface *interface;

	VEC_FOREACH (entry, &lo->router->nat.statics)
		if (entry->kind == NAT_NVI_SOURCE)
			return true;
	VEC_FOREACH (rule, &lo->router->nat.dynamics)
		if (rule->kind == NAT_NVI_SOURCE)
			return true;
	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link)
		if (interface->nat == NAT_ENABLED)
			return true;
	return false;
}

/*
 * What connection tracking makes nothing of, NAT does not see: the last FIN of a connection whose
 * entry died with its uplink would leave with its inside address. IOS translates any packet; we
 * cannot, so it goes nowhere.
 */
static struct nft_rule *add_strays(struct lowering *lo, struct chain_object *chain, const char *iif,
				   const char *oif)
{
	struct nft_rule *rule = lower_rule(lo, chain, (struct nft_action){.verb = VERB_DROP},
					   "what cannot be translated");

	lower_match_flag(lo, rule, FIELD_CT_INVALID);
	lower_match_flag(lo, rule, FIELD_NFPROTO_IPV4);
	nat_match_between(lo, rule, iif, oif);
	rule->counter = true;
	return rule;
}

void lower_nat_strays_in(struct lowering *lo, struct chain_object *chain)
{
	lower_match(lo, add_strays(lo, chain, NAT_INSIDE_SET, NULL),
		    (struct nft_match){.field = FIELD_WAY_OUT, .name = lo->strays_to->device});
}

static bool has_uplinks(const struct lowering *lo)
{
	VEC_FOREACH (device, &lo->plan->devices)
		if (device->outside)
			return true;
	return false;
}

/* The one uplink, when it is all that is outside and only what comes from inside is translated. */
static const struct plan_device *lone_uplink(const struct lowering *lo)
{
	const struct nat *model = &lo->router->nat;
	const struct plan_device *lone = NULL;
	const struct interface *interface;

	if (lo->vrfs.len || has_nvi(lo))
		return NULL;
	VEC_FOREACH (entry, &model->statics)
		if (entry->kind == NAT_OUTSIDE_SOURCE)
			return NULL;
	VEC_FOREACH (rule, &model->dynamics)
		if (rule->kind == NAT_OUTSIDE_SOURCE)
			return NULL;
	VEC_FOREACH (device, &lo->plan->devices) {
		if (device->outside && lone)
			return NULL;
		if (device->outside)
			lone = device;
	}
	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		uint16_t device = lower_device(lo, interface);

		if (device != NO_DEVICE &&
		    (interface->nat == NAT_OUTSIDE) != (&lo->plan->devices.at[device] == lone))
			return NULL;
	}
	return lone;
}

static bool has_policy(const struct lowering *lo)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link)
		if (interface->policy.to)
			return true;
	return false;
}

/* The chain of what is done for a flow's first packet then. */
static const char *lower_flow_out(struct nat_lowering *nat)
{
	struct chain_object *chain = lower_chain(nat->lo, "flow_out", NULL);

	if (!nat->lone)
		lower_tags_out(nat->lo, chain);
	lower_nat_timeouts_given(nat, chain, FIELD_CT_TRANSLATED);
	return chain->name;
}

/*
 * What is done when the way and the translation of a packet are known. A chain is dear, even one
 * that finds nothing to do: so there is one for all of it.
 */
static void lower_done(struct nat_lowering *nat, bool translates)
{
	struct lowering *lo = nat->lo;
	struct chain_object *chain;
	uplink_guards guarded = {0};
	const char *fresh;

	if (!translates && !has_uplinks(lo))
		return;
	/* IOS follows no windows: what the kernel finds outside of one would be translated no more,
	 * and the gateway itself would reset the connection that it is of */
	lower_sysctl(lo, "net/netfilter/nf_conntrack_tcp_be_liberal", "1", NULL);
	if (translates)
		lower_nat_timeouts(nat);
	if (nat->early) {
		lo->strays_to = nat->lone;
		return;
	}
	if (lo->safe)
		lower_uplink_guards(lo, &guarded);
	fresh = lower_flow_out(nat);
	chain = lower_base_chain(lo, "flow_done", HOOK_POSTROUTING, CHAIN_FILTER, PRIORITY_DONE);
	lower_new_flows(lo, chain, fresh);
	if (translates) {
		add_strays(lo, chain, NAT_INSIDE_SET, NAT_OUTSIDE_SET);
		if (has_nvi(lo))
			add_strays(lo, chain, NAT_ENABLED_SET, NAT_ENABLED_SET);
		lower_nat_vrfs_strays(nat, chain);
	}
	lower_guards(lo, chain, &guarded);
}

static void add_side(struct lowering *lo, const struct interface *interface, const char *set)
{
	uint16_t device = lower_device(lo, interface);

	if (device != NO_DEVICE)
		lower_device_element(lo, set, lo->plan->devices.at[device].device,
				     arena_printf(lo->arena, "interface %s", interface->name));
}

/* Which devices are inside and outside: also for the chains of lower_policy.c. */
static void add_sides(struct lowering *lo)
{
	static const char *const sets[] = {
		[NAT_INSIDE] = NAT_INSIDE_SET,
		[NAT_OUTSIDE] = NAT_OUTSIDE_SET,
		[NAT_ENABLED] = NAT_ENABLED_SET,
	};
	const struct interface *interface;
	bool any = false, enabled = has_nvi(lo);

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link)
		any |= interface->nat != NAT_NONE;
	if (!any && !lo->router->nat.statics.len && !lo->router->nat.dynamics.len)
		return;
	for (int side = NAT_INSIDE; side <= (enabled ? NAT_ENABLED : NAT_OUTSIDE); side++)
		lower_set(lo,
			  (struct set_object){.name = sets[side], .key = {TYPE_IFNAME}, .keys = 1});
	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		if (interface->nat != NAT_NONE)
			add_side(lo, interface, sets[interface->nat]);
		if (interface->nat == NAT_ENABLED && interface_is_outside(interface))
			add_side(lo, interface, NAT_OUTSIDE_SET);
	}
}

/* Interfaces whose queries the DNS server answers. */
static void add_served(struct lowering *lo)
{
	const struct plan *plan = lo->plan;

	lower_set(lo, (struct set_object){.name = "dns_served", .key = {TYPE_IFNAME}, .keys = 1});
	VEC_FOREACH (device, &plan->devices)
		if (!device->loopback && !device->vrf &&
		    (device->has_address || device->dynamic || device->has_address6 ||
		     device->dynamic6))
			lower_device_element(
				lo, "dns_served", device->device,
				arena_printf(lo->arena, "interface %s", device->interface));
}

static void report_divergences(struct lowering *lo)
{
	const struct nat *nat = &lo->router->nat;

	lower_divergence(lo, DIAG_NAT_STRAYS,
			 nat->statics.len ? nat->statics.at->at : nat->dynamics.at->at,
			 "what belongs to no connection is dropped on its way out, since it cannot "
			 "be translated");
	if (nat->statics.len)
		lower_divergence(lo, DIAG_NO_PAYLOAD, nat->statics.at->at,
				 "addresses inside DNS answers that pass by are not rewritten");
	VEC_FOREACH (entry, &nat->statics)
		if (entry->kind == NAT_INSIDE_SOURCE)
			lower_divergence(lo, DIAG_NO_HAIRPIN, entry->at,
					 "inside hosts do not reach a published service by its "
					 "global address");
}

void lower_nat(struct lowering *lo)
{
	const struct nat *model = &lo->router->nat;
	struct nat_lowering nat = {.lo = lo};
	struct lower_used *pools = NULL;
	struct dynamic_chains dynamic;
	bool translates = model->statics.len || model->dynamics.len;

	add_sides(lo);
	nat.lone = translates ? lone_uplink(lo) : NULL;
	nat.early = nat.lone && !has_policy(lo);
	if (lo->router->dns.server)
		add_served(lo);
	lower_nat_statics(&nat);
	VEC_FOREACH (rule, &model->dynamics)
		if (rule->pool.to && !rule->untranslated &&
		    (!rule->vrf ||
		     (nat_dynamic_in_vrf(lo, rule) && lower_vrf_named(lo, rule->vrf)->leaks)) &&
		    rule->kind != NAT_INSIDE_DESTINATION &&
		    lower_first_use(lo, &pools, rule->pool.to))
			lower_nat_pool_aliases(&nat, rule->pool.to);
	HASH_CLEAR(hh, pools);
	lower_nat_vrfs_pools(&nat);
	for (int kind = 0; kind < NAT_KIND_COUNT; kind++)
		dynamic.of[kind] = lower_nat_dynamic(&nat, kind);
	lower_nat_vrfs(&nat);
	lower_inward(&nat, &dynamic);
	lower_done(&nat, translates);
	if (translates) {
		lower_outward(&nat, &dynamic);
		lower_nat_bindings(&nat);
		lower_nat_flow(&nat, has_nvi(lo));
		lower_nat_vrfs_paths(&nat);
		lo->plan->log_translations = model->settings.log;
		report_divergences(lo);
	}
	lower_nat_statics_free(&nat);
}
