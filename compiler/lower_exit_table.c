/*
 * The table of an exit list: each exit is a default route, the best of those that can be used, and
 * beside an interface's stand its networks. lower_exit.c says which lists there are.
 */
#include "fib.h"
#include "lower_exit.h"
#include "lower_way.h"

struct object lower_exit_route(struct lowering *lo, const struct lower_exit *list,
			       const struct next_hop *hop, bool v6)
{
	struct object object = {.kind = OBJECT_ROUTE, .origin = lower_exit_origin(lo, list)};

	object.route.v6 = v6;
	object.route.table = list->table;
	object.route.type = hop ? ROUTE_UNICAST : ROUTE_BLACKHOLE;
	if (!hop) {
		object.route.metric = METRIC_LAST;
		return object;
	}
	object.route.hops = 1;
	object.route.hop = arena_new_object(lo->arena, struct next_hop);
	*object.route.hop = *hop;
	return object;
}

void lower_exit_add(struct lowering *lo, const guard *g, const struct object *object)
{
	*lower_item(lo, OBJECT_ROUTE, NULL) = *object;
	*lower_item_guard(lo) = *g;
}

/* The uplink's own networks are reached directly, while it is the exit in use. */
static void add_connected(struct lowering *lo, const struct lower_exit *list, uint16_t device,
			  const guard *needs, const guards *earlier)
{
	struct next_hop hop = {.device = lo->plan->devices.at[device].device};
	guards when = {0};

	if (!lower_unless(lo, needs, earlier, &when))
		return;
	VEC_FOREACH (address, &lo->device[device].interface->addresses) {
		struct object object = lower_exit_route(lo, list, &hop, false);

		if (address->len >= 32)
			continue;
		object.route.prefix = address->addr & ip_len_mask(address->len);
		object.route.len = address->len;
		VEC_FOREACH (g, &when)
			lower_exit_add(lo, g, &object);
	}
}

/* The table of a list while it is filled. */
struct filling {
	struct lowering *lo;
	const struct lower_exit *list;
	struct choice choice;
	guards earlier; /* of the exits so far */
	uint32_t rank; /* of the exit */
};

/* HOP (NULL: none, packets are dropped) is an exit while NEEDS hold. */
static void add_candidate(struct filling *to, const guard *needs, const struct next_hop *hop)
{
	struct candidate candidate = {.guard = *needs, .rank = to->rank};

	candidate.object = lower_exit_route(to->lo, to->list, hop, false);
	candidate.object.route.metric = 0;
	if (hop && to->list->uplink && to->lo->safe)
		candidate.object.route.realm = REALM_CAUGHT;
	vec_push(to->lo->arena, &to->earlier, *needs);
	vec_push(to->lo->arena, &to->choice.candidates, candidate);
}

static void add_interface(struct filling *to, uint16_t device, struct span at)
{
	guard needs = {0};
	struct next_hop hop = lower_hop(to->lo, device, at, &needs);

	add_connected(to->lo, to->list, device, &needs, &to->earlier);
	add_candidate(to, &needs, &hop);
}

/* A next hop is usable while it is a neighbour, and its track, if any, is up. */
static void add_next_hop(struct filling *to, const struct route_map_exit *exit)
{
	struct lowering *lo = to->lo;
	guard needs = {0};
	struct next_hop hop;
	const struct lower_vrf *vrf =
		exit->domain == DOMAIN_VRF ? lower_vrf_named(lo, exit->vrf) : NULL;
	uint16_t device = vrf ? lower_vrf_neighbour(lo, vrf, exit->next_hop)
			      : lower_device(lo, fib_connected(lo->fib, exit->next_hop));

	if (device == NO_DEVICE || lo->plan->devices.at[device].loopback ||
	    (!vrf && fib_no_next_hop(lo->fib, exit->next_hop)))
		return;
	lower_require_link(lo, &needs, device);
	if (exit->track)
		lower_require(lo, &needs, lower_track_condition(lo, exit->track), true);
	hop = lower_hop_via(lo, device, exit->next_hop);
	add_candidate(to, &needs, &hop);
}

/* Ways of equal cost are one exit. */
static void add_recursive(struct filling *to, uint32_t addr)
{
	struct lower_ways *finder = lower_ways_new(to->lo);
	lower_way_list ways = lower_ways_to(finder, addr);

	VEC_FOREACH (way, &ways)
		add_candidate(to, &way->guard, way->blackhole ? NULL : &way->hop);
	lower_ways_free(finder);
}

/* The gateway of the first client that has learnt one. */
static void add_learnt(struct filling *to, struct span at)
{
	for (uint16_t i = 0; i < to->lo->plan->devices.len; i++) {
		const struct interface *interface = to->lo->device[i].interface;
		guard needs = {0};
		struct next_hop hop;

		if (interface->mode != ADDRESS_DHCP ||
		    lower_exit_device(to->lo, interface) == NO_DEVICE)
			continue;
		hop = lower_hop(to->lo, i, at, &needs);
		add_candidate(to, &needs, &hop);
		to->rank++;
	}
}

/* False after Null0, which closes the table. */
static bool add_exit(struct filling *to, const struct route_map_exit *exit)
{
	const guard always = {0};
	struct object last;

	switch ((enum exit_kind)exit->kind) {
	case EXIT_NULL0:
		last = lower_exit_route(to->lo, to->list, NULL, false);
		lower_exit_add(to->lo, &always, &last);
		return false;
	case EXIT_INTERFACE:
		add_interface(to, lower_any_device(to->lo, exit->interface.to), exit->at);
		break;
	case EXIT_NEXT_HOP:
		add_next_hop(to, exit);
		break;
	case EXIT_RECURSIVE:
		add_recursive(to, exit->next_hop);
		break;
	case EXIT_DHCP:
		add_learnt(to, exit->at);
		break;
	}
	to->rank++;
	return true;
}

void lower_exit_table(struct lowering *lo, const struct lower_exit *list)
{
	struct filling to = {.lo = lo, .list = list, .choice.equal = true};

	VEC_FOREACH (exit, &list->exits)
		if (!add_exit(&to, exit))
			break;
	if (to.choice.candidates.len)
		vec_push(lo->arena, &lo->plan->choices, to.choice);
}
