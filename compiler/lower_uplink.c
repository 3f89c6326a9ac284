/*
 * No packet with one uplink's address leaves by another (decision 12), whatever the routes, the
 * rules or another's hands did to them: what would is dropped behind translation. Its answers would
 * come in by the other provider, if any did: providers drop what has a source that is not theirs.
 *
 * What a provider or a client of his may change stands in a set of its own, since intervals of one
 * set must not overlap.
 */
#include <string.h>

#include "grammar/ip.h"
#include "lower_uplink.h"

#define UPLINKS_SET "uplinks"

static bool overlap(const struct interface_address *a, const struct interface_address *b)
{
	return ip_in_prefix(a->addr, b->addr, a->len < b->len ? a->len : b->len);
}

/* Is ADDRESS, the K-th of uplink INDEX, in a network that an earlier one of it brought already, or
 * that another uplink has too? */
static bool is_told_or_shared(const struct lowering *lo, uint16_t index, uint32_t k)
{
	const struct interface *interface = lo->device[index].interface;
	const struct interface_address *address = &interface->addresses.at[k];

	for (uint32_t i = 0; i < k; i++)
		if (overlap(address, &interface->addresses.at[i]))
			return true;
	for (uint16_t i = 0; i < lo->plan->devices.len; i++)
		if (i != index && lo->plan->devices.at[i].outside)
			VEC_FOREACH (other, &lo->device[i].interface->addresses)
				if (overlap(address, other))
					return true;
	return false;
}

static bool is_guarded(const struct lowering *lo, uint16_t index)
{
	const struct plan_device *device = &lo->plan->devices.at[index];
	const struct interface *interface = lo->device[index].interface;

	for (uint32_t k = 0; device->outside && !device->dynamic && k < interface->addresses.len;
	     k++)
		if (!is_told_or_shared(lo, index, k))
			return true;
	return device->outside && device->dynamic;
}

static void add_source(struct lowering *lo, const char *set, struct value value, uint8_t len,
		       const char *origin)
{
	lower_element(lo, set, (struct nft_value){.type = TYPE_IPV4, .len = len, .addr = value},
		      origin);
}

/* The networks of the addresses that the configuration gives, or the one that a provider gave. */
static void add_sources(struct lowering *lo, uint16_t index, const char *set, const char *origin)
{
	const struct interface *interface = lo->device[index].interface;

	if (lo->plan->devices.at[index].dynamic)
		add_source(lo, set, (struct value){.kind = VALUE_ADDRESS, .device = index}, 32,
			   origin);
	for (uint32_t k = 0; !lo->plan->devices.at[index].dynamic && k < interface->addresses.len;
	     k++) {
		const struct interface_address *address = &interface->addresses.at[k];
		uint32_t network = address->addr & ip_len_mask(address->len);

		if (!is_told_or_shared(lo, index, k))
			add_source(lo, set, (struct value){.kind = VALUE_CONST, .addr = network},
				   address->len, origin);
	}
}

/* Of packets that leave by one. */
static void guard_uplink(struct lowering *lo, struct chain_object *chain,
			 const struct uplink_guard *one)
{
	const struct plan_device *device = &lo->plan->devices.at[one->index];
	struct nft_rule *rule = lower_rule(lo, chain, (struct nft_action){.verb = VERB_DROP},
					   lower_uplink_origin(lo, one->index));

	lower_match(
		lo, rule,
		(struct nft_match){.field = FIELD_OIFNAME, .op = OP_NE, .name = device->device});
	lower_match_set(lo, rule, (enum nft_field)one->field, OP_EQ, one->set);
	rule->counter = true;
}

const char *lower_uplink_origin(struct lowering *lo, uint16_t index)
{
	return arena_printf(lo->arena, "interface %s", lo->plan->devices.at[index].interface);
}

/* nft takes what stands in the name of an interface in that of a set, but for the colon. */
const char *lower_guard_set(struct lowering *lo, uplink_guards *all, const char *prefix,
			    uint16_t index, enum nft_field field, bool interval)
{
	const char *name = lo->plan->devices.at[index].interface;
	const char *set = arena_printf(lo->arena, "%s/%s", prefix,
				       strchr(name, ':') ? lower_identifier(lo, name) : name);

	lower_set(lo, (struct set_object){.name = set,
					  .key = {field == FIELD_SADDR6 ? TYPE_IPV6 : TYPE_IPV4},
					  .keys = 1,
					  .interval = interval});
	vec_push(lo->arena, all,
		 ((struct uplink_guard){.index = index, .field = (uint8_t)field, .set = set}));
	return set;
}

void lower_uplink_guards(struct lowering *lo, uplink_guards *all)
{
	unsigned uplinks = 0;

	for (uint16_t i = 0; i < lo->plan->devices.len; i++)
		uplinks += lo->plan->devices.at[i].outside;
	if (uplinks < 2)
		return;
	lower_set(lo, (struct set_object){.name = UPLINKS_SET, .key = {TYPE_IFNAME}, .keys = 1});
	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		const char *origin = lower_uplink_origin(lo, i);

		if (lo->plan->devices.at[i].outside)
			lower_device_element(lo, UPLINKS_SET, lo->plan->devices.at[i].device,
					     origin);
		if (is_guarded(lo, i))
			add_sources(lo, i, lower_guard_set(lo, all, "uplink", i, FIELD_SADDR, true),
				    origin);
	}
	lower_guard_translated(lo, all);
	lower_guard_networks6(lo, all);
}

void lower_guards(struct lowering *lo, struct chain_object *chain, const uplink_guards *all)
{
	if (all->len)
		lower_match_set(
			lo, lower_rule(lo, chain, (struct nft_action){.verb = VERB_ACCEPT}, NULL),
			FIELD_OIFNAME, OP_NE, UPLINKS_SET);
	VEC_FOREACH (one, all)
		guard_uplink(lo, chain, one);
}
