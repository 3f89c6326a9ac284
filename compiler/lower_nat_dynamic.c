/*
 * Dynamic NAT. IOS does not try its rules in the order of the configuration: those with an access
 * list come first, numbered lists ascending, then named ones, then route-maps, each alphabetically.
 * A rule whose list or route-map denies a packet is not for it, and the next one is tried; when
 * none is left the packet goes out untranslated.
 *
 * The same holds for sources from outside, for the NAT virtual interface, and for destinations;
 * each of these kinds has a chain of its own.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lower_nat.h"

typedef VEC(const struct nat_dynamic *) dynamic_rules;

/* ---- the order of rules -----------------------------------------------------------------------
 */

static bool is_number(const char *s)
{
	return isdigit((unsigned char)*s) && s[strspn(s, "0123456789")] == '\0';
}

static int compare_rules(const void *a, const void *b)
{
	const struct nat_dynamic *x = *(const struct nat_dynamic *const *)a;
	const struct nat_dynamic *y = *(const struct nat_dynamic *const *)b;
	const char *p = x->acl.name.s, *q = y->acl.name.s;

	if (!p || !q)
		return p ? -1 : q ? 1 : strcmp(x->route_map.name.s, y->route_map.name.s);
	if (is_number(p) != is_number(q))
		return is_number(p) ? -1 : 1;
	if (is_number(p) && strtoul(p, NULL, 10) != strtoul(q, NULL, 10))
		return strtoul(p, NULL, 10) < strtoul(q, NULL, 10) ? -1 : 1;
	return strcmp(p, q);
}

/* The same, rows of equal names in configuration order. */
static int compare_for_sort(const void *a, const void *b)
{
	const struct nat_dynamic *x = *(const struct nat_dynamic *const *)a;
	const struct nat_dynamic *y = *(const struct nat_dynamic *const *)b;
	int order = compare_rules(a, b);

	return order ? order : (x > y) - (x < y);
}

static void sort_rules(dynamic_rules *rules)
{
	if (rules->len)
		qsort(rules->at, rules->len, sizeof *rules->at, compare_for_sort);
}

/* ---- what a rule does -------------------------------------------------------------------------
 */

/* More than one exit, and nothing in the rule that ties it to its own. */
static bool may_leave_elsewhere(const struct lowering *lo, const struct nat_dynamic *rule)
{
	unsigned outside = 0;

	VEC_FOREACH (device, &lo->plan->devices)
		outside += device->outside;
	return outside > 1 && !nat_map_names_exit(rule->route_map.to) &&
	       !(rule->extra && rule->extra->egress.to &&
		 rule->extra->egress.to == rule->interface.to);
}

/* Is its gateway perhaps on another network than its primary address? */
static bool has_networks(const struct interface *interface)
{
	const struct interface_address *primary = interface_primary(interface);

	VEC_FOREACH (address, &interface->addresses)
		if (!ip_in_prefix(address->addr, primary->addr, primary->len))
			return true;
	return false;
}

/* Of the global table, also when it has no address. */
static bool may_be_exit(const struct interface *interface)
{
	return interface_is_outside(interface) && !interface->shutdown && !interface->vrf.s;
}

static bool is_bare(const struct plan_device *device)
{
	return !device->has_address && !device->dynamic;
}

/* What leaves by DEVICE instead of masquerade: nothing where it has no address, for the kernel
 * would borrow another's. VERB_MASQUERADE: that serves. */
static struct nft_action primary_action(struct lowering *lo, uint16_t index)
{
	const struct plan_device *device = &lo->plan->devices.at[index];

	if (is_bare(device))
		return (struct nft_action){.verb = VERB_DROP};
	if (device->dynamic || !has_networks(lo->device[index].interface))
		return (struct nft_action){.verb = VERB_MASQUERADE};
	return (struct nft_action){
		.verb = VERB_SNAT, .addr = device->address, .last = device->address};
}

/*
 * The chain for `interface IF`, NULL when masquerade serves: that takes the address on the network
 * of the next hop, where IOS takes the primary one whatever the next hop.
 */
static const char *primary_chain(struct nat_lowering *nat)
{
	struct lowering *lo = nat->lo;
	struct chain_object *chain = NULL;

	for (uint16_t i = 0; !nat->primary && i < lo->plan->devices.len; i++) {
		const struct plan_device *device = &lo->plan->devices.at[i];
		struct nft_action action = primary_action(lo, i);

		if (!may_be_exit(lo->device[i].interface) || device->loopback ||
		    action.verb == VERB_MASQUERADE)
			continue;
		if (!chain)
			chain = lower_chain(lo, "nat/primary", NULL);
		lower_match_device(lo, lower_rule(lo, chain, action, NULL), FIELD_OIFNAME,
				   device->device);
	}
	if (chain) {
		lower_rule(lo, chain, (struct nft_action){.verb = VERB_MASQUERADE}, NULL);
		nat->primary = "nat/primary";
	}
	return nat->primary;
}

/*
 * `interface IF`: masquerade gives the address of the uplink that a packet really leaves by and
 * follows its changes. IOS always gives IF's, which another provider drops.
 */
static bool interface_action(struct nat_lowering *nat, const struct nat_dynamic *rule,
			     struct nft_action *action)
{
	struct lowering *lo = nat->lo;
	uint16_t device = lower_any_device(lo, rule->interface.to);
	const struct plan_device *at;

	if (device == NO_DEVICE)
		return false;
	at = &lo->plan->devices.at[device];
	*action = (struct nft_action){.verb = VERB_MASQUERADE};
	if (is_bare(at)) {
		diag_at(lo->diags, DIAG_NO_TRANSLATION, rule->interface.name.at,
			"'%s' has no address: what this rule takes is dropped",
			rule->interface.to->name);
		*action = (struct nft_action){.verb = VERB_DROP};
		return true;
	}
	if (rule->vrf) {
		if (!lo->safe && at->has_address && !at->dynamic)
			*action = (struct nft_action){
				.verb = VERB_SNAT, .addr = at->address, .last = at->address};
	} else if (at->outside && (lo->safe || at->dynamic)) {
		if (may_leave_elsewhere(lo, rule))
			lower_divergence(lo, DIAG_OVERLOAD_ADDRESS, rule->at,
					 "a packet gets the address of the uplink it leaves by");
		if (primary_chain(nat))
			*action = (struct nft_action){.verb = VERB_GOTO, .target = nat->primary};
	} else {
		*action = (struct nft_action){
			.verb = VERB_SNAT, .addr = at->address, .last = at->address};
	}
	return true;
}

static bool rule_action(struct nat_lowering *nat, const struct nat_dynamic *rule,
			struct nft_action *action)
{
	bool alone =
		!(rule->options & NAT_OPTION(OVERLOAD)) && rule->kind != NAT_INSIDE_DESTINATION;

	if (alone && rule->pool.to && lower_nat_bound(nat, rule, action))
		return true;
	if (alone && (!rule->pool.to || nat_pool_size(rule->pool.to)))
		lower_divergence(nat->lo, DIAG_SHARED_ADDRESS, rule->at,
				 "inside hosts may share a global address; IOS binds it to one");
	if (!rule->pool.name.s)
		return interface_action(nat, rule, action);
	return rule->pool.to && lower_nat_pool(nat, rule->pool.to, rule->kind, action);
}

/* ---- all of them ------------------------------------------------------------------------------
 */

/* Where packets go that no static entry took, and what the chains of each kind begin with. */
struct chain_names {
	const char *chain, *list, *map;
};

static const struct chain_names names[] = {
	[NAT_INSIDE_SOURCE] = {"nat/dynamic", "nat/list", "nat/map"},
	[NAT_OUTSIDE_SOURCE] = {"nat/outside", "nat/outside/list", "nat/outside/map"},
	[NAT_NVI_SOURCE] = {"nat/nvi", "nat/nvi/list", "nat/nvi/map"},
	[NAT_INSIDE_DESTINATION] = {"nat/destination", "nat/destination/list", NULL},
};

const struct acl *nat_turned_list(struct lowering *lo, const struct acl *acl)
{
	struct acl *turned;

	if (acl->kind != ACL_STANDARD)
		return acl;
	turned = arena_new_object(lo->arena, struct acl);
	*turned = *acl;
	turned->entries.at =
		arena_alloc(lo->arena, (acl->entries.len + 1) * sizeof *turned->entries.at);
	turned->entries.cap = acl->entries.len + 1;
	for (uint32_t i = 0; i < acl->entries.len; i++) {
		struct ace *entry = &turned->entries.at[i];

		*entry = acl->entries.at[i];
		entry->dst = entry->src;
		entry->src = (struct wildcard){.wild = UINT32_MAX};
	}
	return turned;
}

static const struct acl *list_of(struct lowering *lo, const struct nat_dynamic *rule)
{
	return rule->kind == NAT_INSIDE_DESTINATION ? nat_turned_list(lo, rule->acl.to)
						    : rule->acl.to;
}

/* False when packets have to leave by an interface that is not there. */
static bool has_egress(const struct lowering *lo, const struct nat_dynamic *rule)
{
	const interface_ref *egress = rule->extra ? &rule->extra->egress : NULL;

	return !egress || !egress->name.s || lower_any_device(lo, egress->to) != NO_DEVICE;
}

/* The chain that decides about RULE, or NULL when nothing of it is there. */
static const char *lower_dynamic(struct nat_lowering *nat, const struct nat_dynamic *rule,
				 const struct chain_names *named)
{
	struct lowering *lo = nat->lo;
	const struct route_map *map = rule->route_map.to;
	struct nft_action action;
	const char *chain;

	if ((!map && !rule->acl.to) || !has_egress(lo, rule) || !rule_action(nat, rule, &action))
		return NULL;
	if (map)
		return lower_nat_map(lo, named->map, map, action);
	chain = arena_printf(lo->arena, "%s/%s", named->list,
			     lower_identifier(lo, rule->acl.name.s));
	lower_acl(lo, list_of(lo, rule), chain, action, (struct nft_action){.verb = VERB_RETURN});
	return chain;
}

static void add_jump(struct lowering *lo, struct chain_object *dynamic,
		     const struct nat_dynamic *rule, const char *chain)
{
	struct nft_rule *jump =
		lower_rule(lo, dynamic, (struct nft_action){.verb = VERB_JUMP, .target = chain},
			   lower_origin(lo, rule->at));

	if (rule->extra && rule->extra->egress.to)
		lower_match_device(
			lo, jump, FIELD_OIFNAME,
			lo->plan->devices.at[lower_any_device(lo, rule->extra->egress.to)].device);
	lower_match_flag(lo, jump, FIELD_NFPROTO_IPV4);
	if (rule->kind == NAT_INSIDE_DESTINATION)
		lower_match_number(lo, jump, FIELD_L4PROTO, PROTO_TCP);
}

static const char *lower_rules(struct nat_lowering *nat, const dynamic_rules *rules,
			       const struct chain_names *named)
{
	struct lowering *lo = nat->lo;
	const char **chains = arena_alloc(lo->arena, (rules->len + 1) * sizeof *chains);
	struct chain_object *dynamic;

	if (!rules->len)
		return NULL;
	/* one list or map names one rule: the last one configured, as on IOS */
	for (uint32_t i = 0; i < rules->len; i++)
		if (i + 1 == rules->len || compare_rules(&rules->at[i], &rules->at[i + 1]))
			chains[i] = lower_dynamic(nat, rules->at[i], named);
	dynamic = lower_chain(lo, named->chain, NULL);
	for (uint32_t i = 0; i < rules->len; i++)
		if (chains[i])
			add_jump(lo, dynamic, rules->at[i], chains[i]);
	return named->chain;
}

const char *lower_nat_dynamic(struct nat_lowering *nat, enum nat_kind kind)
{
	dynamic_rules rules = {0};

	VEC_FOREACH (rule, &nat->lo->router->nat.dynamics)
		if (rule->kind == kind && !rule->untranslated && !rule->vrf)
			vec_push(nat->lo->arena, &rules, rule);
	sort_rules(&rules);
	return lower_rules(nat, &rules, &names[kind]);
}

const char *lower_nat_dynamic_vrf(struct nat_lowering *nat, const struct nat_vrf *own)
{
	struct arena *arena = nat->lo->arena;
	struct chain_names named = {own->prefix, arena_printf(arena, "%s/list", own->prefix),
				    arena_printf(arena, "%s/map", own->prefix)};
	dynamic_rules rules = {0};

	VEC_FOREACH (rule, &own->vrf->dynamics)
		vec_push(arena, &rules, *rule);
	sort_rules(&rules);
	return lower_rules(nat, &rules, &named);
}
