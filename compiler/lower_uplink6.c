/*
 * What of IPv6 belongs to an uplink: the networks of its addresses, the prefix that its provider
 * delegates, from which hosts inside have addresses, too, what it is advertised or lent, and the
 * prefixes that others are translated to only where they leave by it.
 */
#include <stdlib.h>

#include "compiler.h"
#include "lower_uplink.h"

static bool network_of(const struct lowering *lo, const struct interface_address6 *address,
		       struct ip6_net *net)
{
	struct ip6 whole;

	if (!interface_address6_is_global(address) ||
	    !interface_address6_whole(lo->router, address, &whole))
		return false;
	*net = (struct ip6_net){ip6_subnet(whole, address->len), address->len};
	return true;
}

static bool overlap(struct ip6_net a, struct ip6_net b)
{
	return ip6_in_prefix(a.addr, b.addr, a.len < b.len ? a.len : b.len);
}

/* Is NET, of address K of uplink INDEX, one that an earlier one of it brought already, or that
 * another uplink has too? */
static bool is_told_or_shared(const struct lowering *lo, uint16_t index, uint32_t k,
			      struct ip6_net net)
{
	struct ip6_net other;

	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		const struct interface6 *six = &lo->device[i].interface->six;
		uint32_t n = i == index ? k : six->addresses.len;

		for (uint32_t at = 0; lo->plan->devices.at[i].outside && at < n; at++)
			if (network_of(lo, &six->addresses.at[at], &other) && overlap(net, other))
				return true;
	}
	return false;
}

static void add_source(struct lowering *lo, const char *set, struct value value, uint8_t len,
		       uint16_t index)
{
	lower_element(lo, set, (struct nft_value){.type = TYPE_IPV6, .len = len, .addr = value},
		      lower_uplink_origin(lo, index));
}

static void guard_networks(struct lowering *lo, uplink_guards *all, uint16_t index)
{
	const struct interface6 *six = &lo->device[index].interface->six;
	const char *set = NULL;
	struct ip6_net net;

	for (uint32_t k = 0; k < six->addresses.len; k++) {
		if (!network_of(lo, &six->addresses.at[k], &net) ||
		    is_told_or_shared(lo, index, k, net))
			continue;
		if (!set)
			set = lower_guard_set(lo, all, "uplink6", index, FIELD_SADDR6, true);
		add_source(lo, set, lower_constant6(lo, net.addr), net.len, index);
	}
}

/* ---- what is translated ---- */

struct translated {
	struct ip6_net net;
	uint16_t owner; /* device, or NO_DEVICE: it may leave by several */
};

static uint16_t only_exit(const struct lowering *lo, const struct nat66 *entry)
{
	uint16_t only = NO_DEVICE;

	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		if (!lower_nat66_leaves(lo, entry, i))
			continue;
		if (only != NO_DEVICE || !lo->plan->devices.at[i].outside)
			return NO_DEVICE;
		only = i;
	}
	return only;
}

/* Prefixes hold each other or are apart: a wider one comes before those in it. */
static int by_net(const void *a, const void *b)
{
	const struct translated *left = a, *right = b;

	if (left->net.addr.hi != right->net.addr.hi)
		return left->net.addr.hi < right->net.addr.hi ? -1 : 1;
	if (left->net.addr.lo != right->net.addr.lo)
		return left->net.addr.lo < right->net.addr.lo ? -1 : 1;
	return left->net.len - right->net.len;
}

static bool is_on_network(const struct lowering *lo, struct ip6_net net)
{
	/* behind all addresses of all uplinks */
	return is_told_or_shared(lo, NO_DEVICE, 0, net);
}

static void guard_translated(struct lowering *lo, uplink_guards *all)
{
	VEC(struct translated) nets = {0};
	const char **set = arena_alloc(lo->arena, (lo->plan->devices.len + 1) * sizeof *set);

	VEC_FOREACH (entry, &lo->router->ipv6.nat66)
		if (!entry->delegated && !entry->vrf)
			vec_push(lo->arena, &nets,
				 ((struct translated){entry->outside, only_exit(lo, entry)}));
	if (nets.len)
		qsort(nets.at, nets.len, sizeof *nets.at, by_net);
	for (uint32_t i = 0, next; i < nets.len; i = next) {
		struct ip6_net net = nets.at[i].net;
		uint16_t owner = nets.at[i].owner;

		for (next = i + 1; next < nets.len && overlap(net, nets.at[next].net); next++)
			if (nets.at[next].owner != owner)
				owner = NO_DEVICE;
		if (owner == NO_DEVICE || is_on_network(lo, net))
			continue;
		if (!set[owner])
			set[owner] =
				lower_guard_set(lo, all, "uplink6_nat", owner, FIELD_SADDR6, true);
		add_source(lo, set[owner], lower_constant6(lo, net.addr), net.len, owner);
	}
}

void lower_guard_networks6(struct lowering *lo, uplink_guards *all)
{
	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		const struct plan_device *device = &lo->plan->devices.at[i];
		const struct interface *interface = lo->device[i].interface;
		struct value value;

		if (!device->outside)
			continue;
		guard_networks(lo, all, i);
		if (lower_delegated(lo, interface, (struct ip6){0, 0}, 0, &value))
			add_source(lo,
				   lower_guard_set(lo, all, "uplink6_delegated", i, FIELD_SADDR6,
						   true),
				   value, IP6_BITS, i);
		if (!device->dynamic6)
			continue;
		value = (struct value){.kind = VALUE_ADDRESS, .v6 = true, .device = i};
		add_source(lo, lower_guard_set(lo, all, "uplink6_own", i, FIELD_SADDR6, false),
			   value, IP6_BITS, i);
	}
	guard_translated(lo, all);
}
