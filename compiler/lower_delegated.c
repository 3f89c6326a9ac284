/*
 * Prefixes that providers delegate: what is made of one is known when the client on the interface
 * has it, and follows when it is given another. What of the prefix no network inside has goes
 * nowhere, as on IOS: by the default route it would come back.
 */
#include "lower.h"

bool lower_delegated(const struct lowering *lo, const struct interface *interface, struct ip6 bits,
		     uint32_t len, struct value *value)
{
	uint16_t device = lower_device(lo, interface);
	struct ip6 *copy;

	if (device == NO_DEVICE || !lo->plan->devices.at[device].delegated6)
		return false;
	copy = arena_new_object(lo->arena, struct ip6);
	*copy = bits;
	*value = (struct value){.kind = VALUE_PREFIX, .v6 = true, .device = device, .addr6 = copy};
	value->len = len;
	return true;
}

void lower_delegated_ends(struct lowering *lo)
{
	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		const struct interface *interface = lo->device[i].interface;
		struct route_object *route;
		struct value prefix;

		if (!lower_delegated(lo, interface, (struct ip6){0, 0}, 0, &prefix))
			continue;
		route = &lower_item(lo, OBJECT_ROUTE,
				    arena_printf(lo->arena, "interface %s", interface->name))
				 ->route;
		route->table = TABLE_ROUTER;
		route->v6 = true;
		route->from = prefix;
		route->type = ROUTE_BLACKHOLE;
		route->metric = METRIC_LAST;
	}
}
