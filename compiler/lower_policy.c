/*
 * The chains of our filter and route hooks: flows are tagged by the uplink that they use, access
 * groups let pass or refuse (lower_access.c), and policy routing gives packets the mark of an exit
 * list. The order of hooks is IOS's order of operation: access list in, translation from outside,
 * policy routing, translation to outside, access list out; a list sees global addresses on an
 * outside interface.
 *
 * NAT's chains see a flow's first packet only. What IOS does to each packet stands here; flows of
 * the only uplink are tagged there.
 */
#include <uthash.h>

#include "lower_map.h"
#include "lower_nat.h"

enum {
	PRIORITY_LOCAL = -150,
	PRIORITY_POLICY = -90,
};

/* ---- tagging: to which uplink a flow belongs ----------------------------------------------------
 */

/* Of new flows; of those that have no tag yet, when FREE. */
static void add_tags(struct lowering *lo, struct chain_object *chain, enum nft_field side,
		     bool free)
{
	VEC_FOREACH (device, &lo->plan->devices) {
		struct nft_rule *rule;

		if (!device->outside)
			continue;
		rule = lower_rule(lo, chain, (struct nft_action){.verb = VERB_SET_CT_MARK},
				  lower_device_origin(lo, device));
		rule->mark = device->mark;
		rule->mask = lo->plan->mark_mask;
		if (free)
			lower_match(lo, rule,
				    (struct nft_match){.field = FIELD_CT_MARK,
						       .op = OP_EQ,
						       .mask = lo->plan->mark_mask});
		lower_match_device(lo, rule, side, device->device);
	}
}

/* The chain that tags what comes in. */
static const char *tags_in(struct lowering *lo)
{
	struct chain_object *chain = lower_chain(lo, "flow_in", NULL);

	add_tags(lo, chain, FIELD_IIFNAME, false);
	return chain->name;
}

void lower_tags_out(struct lowering *lo, struct chain_object *chain)
{
	add_tags(lo, chain, FIELD_OIFNAME, true);
}

/* From the tag of a flow to the exit by which its replies leave. */
static void lower_uplink_marks(struct lowering *lo)
{
	lower_set(lo, (struct set_object){.name = "uplink_mark",
					  .key = {TYPE_MARK},
					  .keys = 1,
					  .data = {TYPE_VERDICT},
					  .datas = 1});
	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		const struct plan_device *device = &lo->plan->devices.at[i];
		struct element_object *element;

		if (!device->outside)
			continue;
		element = &lower_item(lo, OBJECT_ELEMENT, lower_device_origin(lo, device))->element;
		element->set = "uplink_mark";
		element_room(lo->arena, element, 1, 1);
		element->key[0] = (struct nft_value){.type = TYPE_MARK, .number = device->mark};
		element->data[0] =
			(struct nft_value){.type = TYPE_VERDICT, .name = lower_uplink_chain(lo, i)};
	}
}

static struct nft_rule *pin_flows(struct lowering *lo, struct chain_object *chain,
				  enum nft_field which)
{
	struct nft_rule *rule = lower_rule(
		lo, chain, (struct nft_action){.verb = VERB_MARK_VMAP, .target = "uplink_mark"},
		NULL);

	rule->mask = lo->plan->mark_mask;
	lower_match_flag(lo, rule, which);
	return rule;
}

/* Replies leave by the uplink that the flow came in on (decision 29). */
static struct nft_rule *pin_replies(struct lowering *lo, struct chain_object *chain)
{
	return pin_flows(lo, chain, FIELD_CT_REPLY);
}

/* ---- route-maps of policy routing ---------------------------------------------------------------
 */

/* What a matching packet gets: its exit list's mark, or, denied or without an exit, plain routing.
 */
static struct nft_action exit_action(struct lowering *lo, const struct route_map_clause *clause,
				     const struct lower_map_use *use)
{
	const char *exit = clause->permit ? lower_exit_chain(lo, clause, use->v6, use->vrf) : NULL;

	if (exit)
		return (struct nft_action){.verb = VERB_GOTO, .target = exit};
	return (struct nft_action){.verb = VERB_ACCEPT};
}

static const struct lower_map_use policy_use[] = {{"map", false, exit_action, NULL},
						  {"map6", true, exit_action, NULL}};

static struct lower_map_use vrf_use(struct lowering *lo, const struct lower_vrf *vrf)
{
	return (struct lower_map_use){
		arena_printf(lo->arena, "map-vrf/%s", lower_identifier(lo, vrf->vrf->name)), false,
		exit_action, vrf};
}

static const struct route_map *policy_of(const struct interface *interface, bool v6)
{
	return v6 ? interface->six.policy.to : interface->policy.to;
}

static const struct route_map *local_policy_of(const struct router *router, bool v6)
{
	return v6 ? router->ipv6.local_policy.to : router->local_policy.to;
}

static void lower_route_maps(struct lowering *lo, bool v6)
{
	const struct route_map *local = local_policy_of(lo->router, v6);
	const struct interface *interface;
	struct lower_used *emitted = NULL;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		const struct route_map *map = policy_of(interface, v6);

		if (map && lower_device(lo, interface) != NO_DEVICE &&
		    lower_first_use(lo, &emitted, map))
			lower_map(lo, map, &policy_use[v6]);
	}
	if (local && lower_first_use(lo, &emitted, local))
		lower_map(lo, local, &policy_use[v6]);
	HASH_CLEAR(hh, emitted);
}

/* What a map of packets of VRF cannot do there, each clause once, and whom it does not find. */
static void report_unfit(struct lowering *lo, const struct route_map *map,
			 const struct lower_vrf *vrf, struct lower_used **reported)
{
	const struct route_map_clause *clause;
	char text[IP_TEXT_SIZE];
	const char *unfit;
	struct span at;

	STAILQ_FOREACH (clause, &map->clauses, link) {
		if (!clause->permit || clause->untranslated)
			continue;
		unfit = lower_exit_unfit(clause, &at);
		if (unfit && lower_first_use(lo, reported, clause))
			line_leave_out(lo->router, at,
				       arena_printf(lo->arena, "route-map %s %s %u", map->name,
						    clause->permit ? "permit" : "deny",
						    clause->seq),
				       unfit);
		for (int i = 0; i < CLAUSE_EXITS_COUNT && !unfit; i++)
			VEC_FOREACH (exit, &clause->exits[i])
				if (exit->kind == EXIT_NEXT_HOP && !exit->v6 &&
				    exit->domain == DOMAIN_OWN &&
				    lower_vrf_neighbour(lo, vrf, exit->next_hop) == NO_DEVICE)
					diag_at(lo->diags, DIAG_NEXT_HOP, exit->at,
						"next hop '%s' is on no network of VRF '%s'",
						ip_text(text, exit->next_hop), vrf->vrf->name);
	}
}

/* Packets of a VRF find the next hops of a map there, so each VRF has the map for itself. */
static void lower_vrf_maps(struct lowering *lo)
{
	struct lower_used *reported = NULL;

	VEC_FOREACH (vrf, &lo->vrfs) {
		struct lower_map_use use = vrf_use(lo, vrf);
		struct lower_used *emitted = NULL;

		VEC_FOREACH (device, &vrf->devices) {
			const struct interface *interface = lo->device[*device].interface;
			const struct route_map *map = policy_of(interface, false);

			if (!map || interface->shutdown || !lower_first_use(lo, &emitted, map))
				continue;
			report_unfit(lo, map, vrf, &reported);
			lower_map(lo, map, &use);
		}
		HASH_CLEAR(hh, emitted);
	}
	HASH_CLEAR(hh, reported);
}

static struct nft_rule *jump_to_map(struct lowering *lo, struct chain_object *chain,
				    const struct route_map *map, const struct lower_map_use *use,
				    const char *origin)
{
	struct nft_rule *rule = lower_rule(
		lo, chain,
		(struct nft_action){.verb = VERB_JUMP, .target = lower_map_chain(lo, map, use)},
		origin);

	lower_match_flag(lo, rule, use->v6 ? FIELD_NFPROTO_IPV6 : FIELD_NFPROTO_IPV4);
	return rule;
}

/* ---- the base chains of policy routing ----------------------------------------------------------
 */

/* The set of uplinks. Translation has it already, unless some are uplinks of IPv6 alone. */
static const char *uplink_set(struct lowering *lo)
{
	bool alone = false;

	for (uint16_t i = 0; i < lo->plan->devices.len; i++)
		alone |= lo->plan->devices.at[i].outside &&
			 !interface_is_outside(lo->device[i].interface);
	if (!alone)
		return NAT_OUTSIDE_SET;
	lower_set(lo, (struct set_object){.name = "uplinks", .key = {TYPE_IFNAME}, .keys = 1});
	VEC_FOREACH (device, &lo->plan->devices)
		if (device->outside)
			lower_device_element(lo, "uplinks", device->device,
					     lower_device_origin(lo, device));
	return "uplinks";
}

/* The kernel asks our marks before the tables of VRFs, and so before what is the router's own
 * there.
 */
static void lower_policy_in_vrfs(struct lowering *lo, struct chain_object *chain)
{
	VEC_FOREACH (vrf, &lo->vrfs) {
		struct lower_map_use use = vrf_use(lo, vrf);

		VEC_FOREACH (i, &vrf->devices) {
			const struct interface *interface = lo->device[*i].interface;
			const struct plan_device *device = &lo->plan->devices.at[*i];
			struct nft_rule *rule;

			if (!policy_of(interface, false) || interface->shutdown)
				continue;
			rule = jump_to_map(lo, chain, policy_of(interface, false), &use,
					   lower_device_origin(lo, device));
			lower_match_device(lo, rule, FIELD_IIFNAME, device->device);
			lower_match_set(lo, rule, FIELD_DADDR, OP_NE, vrf->own);
		}
	}
}

/* The map from a device to its route-map, where many have one; or NULL. */
static const char *policy_map(struct lowering *lo, bool v6)
{
	const struct interface *interface;
	device_chains maps = {0};

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		const struct route_map *map = policy_of(interface, v6);
		uint16_t device = lower_device(lo, interface);

		if (map && device != NO_DEVICE)
			vec_push(lo->arena, &maps,
				 ((struct device_chain){
					 lo->plan->devices.at[device].device,
					 lower_map_chain(lo, map, &policy_use[v6]),
					 lower_device_origin(lo, &lo->plan->devices.at[device])}));
	}
	return lower_device_map(lo, v6 ? "policy_in_maps6" : "policy_in_maps", &maps);
}

/* UPLINKS: the set of them when flows keep to theirs, or NULL. A hook is dear, even one that finds
 * nothing to do: so flows are TAGGED here, and not in one of their own. */
static void lower_policy_in(struct lowering *lo, const char *uplinks, bool tagged)
{
	const char *map[] = {policy_map(lo, false), policy_map(lo, true)};
	const char *tags = tagged ? tags_in(lo) : NULL;
	const struct interface *interface;
	struct chain_object *chain =
		lower_base_chain(lo, "policy_in", HOOK_PREROUTING, CHAIN_FILTER, PRIORITY_POLICY);

	if (tags)
		lower_new_flows(lo, chain, tags);
	if (uplinks) {
		lower_match_set(lo, pin_replies(lo, chain), FIELD_IIFNAME, OP_NE, uplinks);
		/* what has one uplink's address never leaves by another, whatever the routes say
		 * meanwhile */
		lower_match_set(lo, pin_flows(lo, chain, FIELD_CT_SNAT), FIELD_IIFNAME, OP_NE,
				uplinks);
	}
	if (lo->strays_to)
		lower_nat_strays_in(lo, chain);
	for (int v6 = 0; v6 < 2; v6++)
		if (map[v6])
			lower_device_question(lo, chain, FIELD_IIFNAME, map[v6], v6);
	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		uint16_t device = lower_device(lo, interface);

		for (int v6 = 0; v6 < 2 && device != NO_DEVICE; v6++)
			if (policy_of(interface, v6) && !map[v6])
				lower_match_device(
					lo,
					jump_to_map(lo, chain, policy_of(interface, v6),
						    &policy_use[v6],
						    lower_device_origin(
							    lo, &lo->plan->devices.at[device])),
					FIELD_IIFNAME, lo->plan->devices.at[device].device);
	}
	lower_policy_in_vrfs(lo, chain);
}

/* What found a way where there is none (lower_own.c) looks again, unless it gets another. */
static void route_again(struct lowering *lo, struct chain_object *chain)
{
	lower_match_number(lo, lower_mark(lo, chain, lo->routed_mark, NULL), FIELD_REALM,
			   REALM_CAUGHT);
}

/*
 * What the router tells a host about the packets of its flow counts as a reply, too. It goes where
 * the host is, with the address of the link to it; what was asked of the address of another uplink,
 * and comes from there or will be translated to that, leaves by that one.
 */
static void pin_own_replies(struct lowering *lo, struct chain_object *chain, const char *uplinks)
{
	struct nft_rule *rule = pin_replies(lo, chain);

	lower_match_flag(lo, rule, FIELD_CT_ESTABLISHED);
	rule = pin_replies(lo, chain);
	lower_match_set(lo, rule, FIELD_OIFNAME, OP_EQ, uplinks);
	lower_match_flag(lo, rule, FIELD_SOURCE_ELSEWHERE);
	rule = pin_replies(lo, chain);
	lower_match_set(lo, rule, FIELD_OIFNAME, OP_EQ, uplinks);
	lower_match_flag(lo, rule, FIELD_CT_DNAT);
}

static void lower_local_out(struct lowering *lo, const char *uplinks)
{
	const struct router *router = lo->router;
	struct chain_object *chain;
	struct nft_rule *rule;

	if (!uplinks && !router->local_policy.to && !router->ipv6.local_policy.to)
		return;
	chain = lower_base_chain(lo, "local_out", HOOK_OUTPUT, CHAIN_ROUTE, PRIORITY_LOCAL);
	/* probes bring the mark of their uplink along */
	rule = lower_rule(lo, chain, (struct nft_action){.verb = VERB_ACCEPT}, NULL);
	lower_match(
		lo, rule,
		(struct nft_match){.field = FIELD_MARK, .op = OP_NE, .mask = lo->plan->mark_mask});
	if (lo->routed_mark)
		route_again(lo, chain);
	if (uplinks)
		pin_own_replies(lo, chain, uplinks);
	if (router->local_policy.to)
		jump_to_map(lo, chain, router->local_policy.to, &policy_use[false],
			    arena_printf(lo->arena, "ip local policy route-map %s",
					 router->local_policy.name.s));
	if (router->ipv6.local_policy.to)
		jump_to_map(lo, chain, router->ipv6.local_policy.to, &policy_use[true],
			    arena_printf(lo->arena, "ipv6 local policy route-map %s",
					 router->ipv6.local_policy.name.s));
}

void lower_policy(struct lowering *lo)
{
	const struct interface *interface, *first = NULL;
	bool policy = false, pin, tagged;
	const char *uplinks;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		uint16_t device = lower_device(lo, interface);

		policy |= (interface->policy.to || interface->six.policy.to) && device != NO_DEVICE;
		policy |= interface->policy.to && lower_any_device(lo, interface) != NO_DEVICE;
		if (!first && device != NO_DEVICE && lo->plan->devices.at[device].outside)
			first = interface;
	}
	pin = first && lo->safe;
	if (pin) {
		lower_uplink_marks(lo);
		lower_divergence(lo, DIAG_REPLY_PINNED, first->nat ? first->nat_at : first->at,
				 "replies leave by the uplink that the flow came in on");
	}
	lower_access(lo);
	lower_route_maps(lo, false);
	lower_route_maps(lo, true);
	lower_vrf_maps(lo);
	uplinks = pin ? uplink_set(lo) : NULL;
	tagged = first && !lo->tagged_inward;
	if (policy || uplinks || tagged || lo->strays_to)
		lower_policy_in(lo, uplinks, tagged);
	lower_local_out(lo, uplinks);
	lower_marks(lo);
}
