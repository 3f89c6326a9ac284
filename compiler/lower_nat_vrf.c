/*
 * Translation of what comes from inside a VRF: `ip nat inside source … vrf V`.
 *
 * A packet of a VRF passes the hooks of prerouting twice, first as received by its interface, then
 * by the VRF's device, and those behind routing once: received by the VRF's device, sent by the
 * real one. So rules for what comes in name the interface, and rules for what goes out the device
 * of the VRF and the outside interface. Of several VRFs the same addresses are kept apart by a zone
 * of connection tracking, which counts for who began; answers are found without it, also those that
 * come by the global table, where a route of the VRF may lead. These get the mark that routes them
 * by the VRF's table again.
 *
 * Which of a VRF's interfaces a packet came by is not known behind routing. So all of them must be
 * inside or outside.
 */
#include <string.h>

#include "fib.h"
#include "lower_nat.h"

enum { PRIORITY_ZONES = -300, PRIORITY_PUBLISHED = -102, PRIORITY_REPLIES = -91 };

/* ---- which rules are ours --------------------------------------------------------------------
 */

static bool is_outside(const struct lowering *lo, uint16_t device)
{
	const struct interface *interface = lo->device[device].interface;

	return interface->nat == NAT_OUTSIDE && !interface->shutdown &&
	       interface->type != INTERFACE_LOOPBACK;
}

/* An interface that could send packets, and has no side. */
static const struct interface *without_side(const struct lowering *lo, const struct lower_vrf *vrf)
{
	VEC_FOREACH (device, &vrf->devices) {
		const struct interface *interface = lo->device[*device].interface;

		if (interface->nat != NAT_INSIDE && interface->nat != NAT_OUTSIDE &&
		    interface->type != INTERFACE_LOOPBACK && !interface->shutdown &&
		    lo->plan->devices.at[*device].managed)
			return interface;
	}
	return NULL;
}

/* Why nothing of VRF NAME can be translated, or NULL. */
static const char *vrf_trouble(const struct lowering *lo, const char *name)
{
	const struct lower_vrf *vrf = lower_vrf_named(lo, name);

	if (!vrf)
		return arena_printf(lo->arena, "translation in VRF '%s', which has no interface,",
				    name);
	if (vrf->sideless)
		return arena_printf(lo->arena,
				    "translation in VRF '%s', where '%s' is neither inside nor "
				    "outside,",
				    name, vrf->sideless->name);
	return NULL;
}

static bool has_uplink(const struct lowering *lo, const struct lower_vrf *vrf)
{
	VEC_FOREACH (device, &vrf->devices)
		if (is_outside(lo, *device))
			return true;
	return false;
}

static const char *dynamic_trouble(const struct lowering *lo, const struct nat_dynamic *rule)
{
	const struct lower_vrf *vrf = lower_vrf_named(lo, rule->vrf);
	const struct interface *interface = rule->interface.to;

	if (rule->pool.name.s && !(rule->options & NAT_OPTION(OVERLOAD)))
		return "a pool without 'overload' in a VRF";
	if (rule->pool.name.s && vrf && !has_uplink(lo, vrf) &&
	    (rule->options & NAT_OPTION(MATCH_IN_VRF) || !vrf->leaks))
		return "a pool in a VRF that packets do not leave";
	if (interface && interface->vrf.s && strcmp(interface->vrf.s, rule->vrf) != 0)
		return "translation to an interface of another VRF";
	return vrf_trouble(lo, rule->vrf);
}

/* The uplink in VRF on whose network ADDR is, or NO_DEVICE. */
static uint16_t vrf_uplink(const struct lowering *lo, const struct lower_vrf *vrf, uint32_t addr)
{
	VEC_FOREACH (device, &vrf->devices)
		VEC_FOREACH (address, &lo->device[*device].interface->addresses)
			if (is_outside(lo, *device) &&
			    ip_in_prefix(addr, address->addr, address->len))
				return *device;
	return NO_DEVICE;
}

bool nat_static_leaves(const struct lowering *lo, const struct nat_static *entry)
{
	const struct lower_vrf *vrf = lower_vrf_named(lo, entry->vrf);
	const struct interface *interface = entry->interface.to;

	if (!vrf || !vrf->leaks || entry->options & NAT_OPTION(MATCH_IN_VRF) ||
	    entry->route_map.name.s || (entry->extra && entry->extra->egress.name.s))
		return false;
	if (entry->interface.name.s)
		return interface && !interface->vrf.s && lower_device(lo, interface) != NO_DEVICE &&
		       is_outside(lo, lower_device(lo, interface));
	return vrf_uplink(lo, vrf, entry->global) == NO_DEVICE;
}

static const char *static_trouble(const struct lowering *lo, const struct nat_static *entry)
{
	const struct lower_vrf *vrf = lower_vrf_named(lo, entry->vrf);
	const struct interface *interface = entry->interface.to;

	if (entry->kind != NAT_INSIDE_SOURCE)
		return "translation of outside hosts, or by the NAT virtual interface, in a VRF";
	if (nat_static_leaves(lo, entry))
		return vrf_trouble(lo, entry->vrf);
	if (entry->route_map.name.s || (entry->extra && entry->extra->egress.name.s))
		return "a static entry of a VRF with a route-map or an egress interface";
	if (entry->interface.name.s &&
	    (!interface || !interface->vrf.s || strcmp(interface->vrf.s, entry->vrf) != 0 ||
	     interface->nat != NAT_OUTSIDE || interface->type == INTERFACE_LOOPBACK))
		return "a static entry to an interface that is not outside where its packets leave";
	if (!entry->interface.name.s && vrf && vrf_uplink(lo, vrf, entry->global) == NO_DEVICE)
		return "a static entry whose global address is on no outside network where its "
		       "packets leave";
	return vrf_trouble(lo, entry->vrf);
}

static struct lower_vrf *vrf_of(const struct lowering *lo, const char *name)
{
	return lo->vrf_of[vrf_find(lo->router, name)->index];
}

bool nat_dynamic_in_vrf(const struct lowering *lo, const struct nat_dynamic *rule)
{
	return rule->vrf && !rule->untranslated && !dynamic_trouble(lo, rule);
}

bool nat_static_in_vrf(const struct lowering *lo, const struct nat_static *entry)
{
	return entry->vrf && !entry->untranslated && !static_trouble(lo, entry);
}

void lower_nat_find_vrfs(struct lowering *lo)
{
	const struct nat *nat = &lo->router->nat;

	VEC_FOREACH (vrf, &lo->vrfs)
		vrf->sideless = without_side(lo, vrf);
	VEC_FOREACH (entry, &nat->statics)
		if (nat_static_in_vrf(lo, entry)) {
			struct lower_vrf *vrf = vrf_of(lo, entry->vrf);

			vrf->translates = true;
			vrf->publishes |= nat_static_leaves(lo, entry);
			vrf->translates_away |= vrf->publishes;
		}
	VEC_FOREACH (rule, &nat->dynamics) {
		struct lower_vrf *vrf;

		if (!nat_dynamic_in_vrf(lo, rule))
			continue;
		vrf = vrf_of(lo, rule->vrf);
		vrf->translates = true;
		/* what the option says must not leave the VRF */
		if (!(rule->options & NAT_OPTION(MATCH_IN_VRF)))
			vrf->translates_away |= vrf->leaks;
		vec_push(lo->arena, &vrf->dynamics, rule);
	}
}

static void report_left_out(struct lowering *lo)
{
	const struct nat *nat = &lo->router->nat;
	const char *trouble;

	VEC_FOREACH (rule, &nat->dynamics)
		if (rule->vrf && !rule->untranslated && (trouble = dynamic_trouble(lo, rule)))
			line_leave_out(lo->router, rule->at, NULL, trouble);
	VEC_FOREACH (entry, &nat->statics)
		if (entry->vrf && !entry->untranslated && (trouble = static_trouble(lo, entry)))
			line_leave_out(lo->router, entry->at, NULL, trouble);
}

/* ---- static entries: their maps are lower_nat_static.c's -------------------------------------
 */

uint16_t nat_vrf_device(const struct lowering *lo, const struct nat_static *entry)
{
	if (entry->interface.name.s)
		return lower_any_device(lo, entry->interface.to);
	return vrf_uplink(lo, lower_vrf_named(lo, entry->vrf), entry->global);
}

/* ---- pools: the addresses that are on an uplink's network are its own ------------------------
 */

static void add_pool_aliases(struct nat_lowering *nat, const struct lower_vrf *vrf,
			     const struct nat_pool *pool)
{
	const char *origin = lower_origin(nat->lo, pool->at);
	uint32_t n = 0;

	VEC_FOREACH (range, &pool->ranges)
		for (uint64_t addr = range->first; addr <= range->last; addr++) {
			uint16_t device = vrf_uplink(nat->lo, vrf, (uint32_t)addr);

			if (device == NO_DEVICE)
				continue;
			if (n++ == NAT_POOL_ALIASES) {
				nat_report_silent(nat, (uint32_t)addr, range->last, pool->at);
				return;
			}
			nat_alias_on(nat, device, (uint32_t)addr, origin);
		}
}

void lower_nat_vrfs_pools(struct nat_lowering *nat)
{
	VEC_FOREACH (vrf, &nat->lo->vrfs) {
		struct lower_used *pools = NULL;

		VEC_FOREACH (rule, &vrf->dynamics)
			if ((*rule)->pool.to && lower_first_use(nat->lo, &pools, (*rule)->pool.to))
				add_pool_aliases(nat, vrf, (*rule)->pool.to);
		HASH_CLEAR(hh, pools);
	}
}

/* ---- chains and rules ------------------------------------------------------------------------
 */

static const char *part(const struct lowering *lo, const struct lower_vrf *vrf, const char *prefix)
{
	return arena_printf(lo->arena, "%s/%s", prefix, lower_identifier(lo, vrf->vrf->name));
}

void lower_nat_vrfs(struct nat_lowering *nat)
{
	struct lowering *lo = nat->lo;

	report_left_out(lo);
	VEC_FOREACH (vrf, &lo->vrfs) {
		struct nat_vrf own = {.vrf = vrf, .leaks = vrf->translates_away};

		if (!vrf->translates)
			continue;
		own.prefix = part(lo, vrf, "nat/vrf");
		own.dynamic = lower_nat_dynamic_vrf(nat, &own);
		vec_push(lo->arena, &nat->vrfs, own);
	}
}

static struct nft_rule *rule_from(struct lowering *lo, struct chain_object *chain,
				  struct nft_action action, const struct nat_vrf *own)
{
	struct nft_rule *rule = lower_rule(lo, chain, action,
					   arena_printf(lo->arena, "vrf %s", own->vrf->vrf->name));

	lower_match_device(lo, rule, FIELD_IIFNAME, own->vrf->device);
	return rule;
}

/* ACTION for each way out of VRF: its outside interfaces, and those of the global table. */
static void rules_outward(struct lowering *lo, struct chain_object *chain, struct nft_action action,
			  const struct nat_vrf *own,
			  void (*more)(struct lowering *lo, struct nft_rule *rule))
{
	VEC_FOREACH (device, &own->vrf->devices) {
		struct nft_rule *rule;

		if (!is_outside(lo, *device))
			continue;
		rule = rule_from(lo, chain, action, own);
		lower_match_device(lo, rule, FIELD_OIFNAME, lo->plan->devices.at[*device].device);
		if (more)
			more(lo, rule);
	}
	if (own->leaks) {
		struct nft_rule *rule = rule_from(lo, chain, action, own);

		lower_match_set(lo, rule, FIELD_OIFNAME, OP_EQ, NAT_OUTSIDE_SET);
		if (more)
			more(lo, rule);
	}
}

void lower_nat_vrfs_in(struct nat_lowering *nat, struct chain_object *chain)
{
	struct lowering *lo = nat->lo;

	VEC_FOREACH (own, &nat->vrfs)
		VEC_FOREACH (device, &own->vrf->devices)
			if (is_outside(lo, *device))
				lower_nat_statics_in_vrf(nat, chain, own,
							 lo->plan->devices.at[*device].device);
	VEC_FOREACH (own, &nat->vrfs)
		if (own->vrf->publishes)
			lower_nat_statics_in_vrf(nat, chain, own, NULL);
}

void lower_nat_vrfs_out(struct nat_lowering *nat, struct chain_object *chain)
{
	VEC_FOREACH (own, &nat->vrfs) {
		lower_nat_statics_out_vrf(nat, chain, own);
		if (own->dynamic)
			rules_outward(
				nat->lo, chain,
				(struct nft_action){.verb = VERB_JUMP, .target = own->dynamic}, own,
				NULL);
	}
}

static void match_strays(struct lowering *lo, struct nft_rule *rule)
{
	rule->origin = "what cannot be translated";
	rule->counter = true;
	lower_match_flag(lo, rule, FIELD_NFPROTO_IPV4);
	lower_match_flag(lo, rule, FIELD_CT_INVALID);
}

void lower_nat_vrfs_strays(struct nat_lowering *nat, struct chain_object *chain)
{
	VEC_FOREACH (own, &nat->vrfs)
		rules_outward(nat->lo, chain, (struct nft_action){.verb = VERB_DROP}, own,
			      match_strays);
}

static void match_new(struct lowering *lo, struct nft_rule *rule)
{
	lower_match_flag(lo, rule, FIELD_NFPROTO_IPV4);
	lower_match_flag(lo, rule, FIELD_CT_NEW);
}

void lower_nat_vrfs_flow(struct nat_lowering *nat, struct chain_object *chain)
{
	struct lowering *lo = nat->lo;

	VEC_FOREACH (own, &nat->vrfs)
		rules_outward(nat->lo, chain,
			      (struct nft_action){.verb = VERB_JUMP, .target = "nat/flow"}, own,
			      match_new);
	VEC_FOREACH (own, &nat->vrfs)
		VEC_FOREACH (device, &own->vrf->devices) {
			struct nft_rule *rule;

			if (!own->vrf->publishes || is_outside(lo, *device) ||
			    lo->device[*device].interface->type == INTERFACE_LOOPBACK)
				continue;
			rule = nat_rule_between(
				lo, chain,
				(struct nft_action){.verb = VERB_JUMP, .target = "nat/flow"},
				NAT_OUTSIDE_SET, NULL);
			lower_match_device(lo, rule, FIELD_OIFNAME,
					   lo->plan->devices.at[*device].device);
			match_new(lo, rule);
		}
}

/* The zone is the table's number: one, and the VRF's own. */
static void lower_zones(struct nat_lowering *nat)
{
	struct lowering *lo = nat->lo;
	struct chain_object *chain =
		lower_base_chain(lo, "vrf_zones", HOOK_PREROUTING, CHAIN_FILTER, PRIORITY_ZONES);

	VEC_FOREACH (own, &nat->vrfs)
		VEC_FOREACH (device, &own->vrf->devices) {
			struct nft_rule *rule;

			if (lo->device[*device].interface->type == INTERFACE_LOOPBACK)
				continue;
			rule = lower_rule(lo, chain, (struct nft_action){.verb = VERB_SET_ZONE},
					  arena_printf(lo->arena, "vrf %s", own->vrf->vrf->name));
			rule->mark = own->vrf->table;
			lower_match_device(lo, rule, FIELD_IIFNAME,
					   lo->plan->devices.at[*device].device);
		}
}

/* What is published in the global table for a host of a VRF is routed by the VRF's table. */
static void lower_published(struct nat_lowering *nat)
{
	struct lowering *lo = nat->lo;
	struct chain_object *chain = NULL;

	VEC_FOREACH (own, &nat->vrfs) {
		if (!own->vrf->publishes)
			continue;
		if (!chain)
			chain = lower_base_chain(lo, "vrf_published", HOOK_PREROUTING, CHAIN_FILTER,
						 PRIORITY_PUBLISHED);
		lower_nat_statics_published(nat, chain, own, lower_vrf_chain(lo, own->vrf));
	}
}

/* Answers that come by the global table go on in the table of the VRF that asked. */
static void lower_replies(struct nat_lowering *nat)
{
	struct lowering *lo = nat->lo;
	struct chain_object *chain = NULL;

	VEC_FOREACH (own, &nat->vrfs) {
		struct nft_rule *rule;

		if (!own->leaks)
			continue;
		if (!chain)
			chain = lower_base_chain(lo, "vrf_replies", HOOK_PREROUTING, CHAIN_FILTER,
						 PRIORITY_REPLIES);
		rule = lower_rule(lo, chain,
				  (struct nft_action){.verb = VERB_GOTO,
						      .target = lower_vrf_chain(lo, own->vrf)},
				  arena_printf(lo->arena, "vrf %s", own->vrf->vrf->name));
		lower_match_set(lo, rule, FIELD_IIFNAME, OP_EQ, NAT_OUTSIDE_SET);
		lower_match_flag(lo, rule, FIELD_CT_REPLY);
		lower_match_number(lo, rule, FIELD_CT_ZONE, own->vrf->table);
	}
}

void lower_nat_vrfs_paths(struct nat_lowering *nat)
{
	if (!nat->vrfs.len)
		return;
	lower_zones(nat);
	lower_published(nat);
	lower_replies(nat);
}
