/*
 * Exit lists for IPv6: the same mark leads to a table of the same number in the other family. A
 * list has one where a policy of IPv6 uses it, and where it is an uplink's own and the uplink has
 * IPv6: without a way out, a table that drops would take the replies that a route can still lead.
 */
#include "fib.h"
#include "lower_exit.h"

static void add_network(struct lowering *lo, const struct lower_exit *list, uint16_t device,
			const guards *when, struct ip6_net net)
{
	struct next_hop hop = {.device = lo->plan->devices.at[device].device};
	struct object object = lower_exit_route(lo, list, &hop, true);

	object.route.prefix6 = ip6_subnet(net.addr, net.len);
	object.route.len = net.len;
	VEC_FOREACH (g, when)
		lower_exit_add(lo, g, &object);
}

/* The uplink's own networks are reached directly, and its neighbours by their link-local
 * addresses, while it is the exit in use. */
static void add_connected(struct lowering *lo, const struct lower_exit *list, uint16_t device,
			  const guard *needs, const guards *earlier)
{
	static const struct ip6_net link_local = {{0xfe80000000000000, 0}, 64};
	guards when = {0};

	if (!lower_unless(lo, needs, earlier, &when))
		return;
	add_network(lo, list, device, &when, link_local);
	VEC_FOREACH (address, &lo->device[device].interface->six.addresses) {
		struct ip6_net net = {.len = address->len};

		if (address->kind != ADDRESS6_LINK_LOCAL && address->len < IP6_BITS &&
		    interface_address6_whole(lo->router, address, &net.addr))
			add_network(lo, list, device, &when, net);
	}
}

/* A next hop is usable while it is a neighbour, and its track, if any, is up. */
static bool next_hop_exit(struct lowering *lo, const struct route_map_exit *exit,
			  struct candidate *candidate, struct next_hop *hop)
{
	struct ip6 addr;
	uint16_t device;

	if (!exit->v6)
		return false;
	addr = router_ip6(lo->router, exit->next_hop);
	device = lower_device(lo, fib6_connected(lo->fib6, addr));
	if (device == NO_DEVICE || lo->plan->devices.at[device].loopback ||
	    fib6_no_next_hop(lo->fib6, lo->router, addr))
		return false;
	lower_require_link(lo, &candidate->guard, device);
	if (exit->track)
		lower_require(lo, &candidate->guard, lower_track_condition(lo, exit->track), true);
	*hop = lower_hop_via6(lo, device, addr);
	return true;
}

/* Of a list that only reply pinning has: is there a way by it? */
static bool uplink_has_ipv6(const struct lowering *lo, const struct lower_exit *list)
{
	VEC_FOREACH (exit, &list->exits) {
		uint16_t device = exit->kind == EXIT_INTERFACE
					  ? lower_device(lo, exit->interface.to)
					  : NO_DEVICE;
		const struct plan_device *to;

		if (device == NO_DEVICE)
			continue;
		to = &lo->plan->devices.at[device];
		if (to->outside && interface_has_ipv6(lo->device[device].interface) &&
		    (to->has_gateway6 || to->dynamic6 ||
		     interface_type_is_point_to_point(lo->device[device].interface->type)))
			return true;
	}
	return false;
}

static void lower_table(struct lowering *lo, const struct lower_exit *list)
{
	struct choice choice = {0};
	guards earlier = {0};

	VEC_FOREACH (exit, &list->exits) {
		struct candidate candidate = {.rank = choice.candidates.len};
		struct next_hop hop;

		if (exit->kind == EXIT_NULL0) {
			struct object last = lower_exit_route(lo, list, NULL, true);

			lower_exit_add(lo, &candidate.guard, &last);
			break;
		}
		if (exit->kind == EXIT_INTERFACE) {
			uint16_t device = lower_device(lo, exit->interface.to);

			if (!interface_has_ipv6(exit->interface.to))
				continue;
			hop = lower_hop6(lo, device, exit->at, &candidate.guard);
			add_connected(lo, list, device, &candidate.guard, &earlier);
		} else if (!next_hop_exit(lo, exit, &candidate, &hop)) {
			continue;
		}
		vec_push(lo->arena, &earlier, candidate.guard);
		candidate.object = lower_exit_route(lo, list, &hop, true);
		vec_push(lo->arena, &choice.candidates, candidate);
	}
	if (choice.candidates.len)
		vec_push(lo->arena, &lo->plan->choices, choice);
}

void lower_exit6(struct lowering *lo, const struct lower_exit *list)
{
	if (!list->v6 && !uplink_has_ipv6(lo, list))
		return;
	lower_table(lo, list);
	lower_exit_lookups(lo, list, true);
}

void lower_own_lookups6(struct lowering *lo, uint16_t index)
{
	const struct plan_device *device = &lo->plan->devices.at[index];
	uint32_t slot = device->table - TABLE_ROUTER, k = 0;

	if (!device->has_gateway6)
		return;
	VEC_FOREACH (configured, &lo->device[index].interface->six.addresses) {
		struct rule_object *rule;
		struct ip6 addr;

		if (k == RULES_PER_SLOT)
			break;
		if (configured->kind != ADDRESS6_GLOBAL ||
		    !interface_address6_whole(lo->router, configured, &addr))
			continue;
		rule = &lower_item(lo, OBJECT_RULE, lower_origin(lo, configured->at))->rule;
		rule->v6 = true;
		rule->pref = PREF_OWN + RULES_PER_SLOT * slot + k++;
		rule->from6 = addr;
		rule->table = device->table;
	}
}
