/*
 * nat66: the first bits of an address are exchanged on the way between inside and outside, the rest
 * stays. nftables does it for whole connections, and leaves checksums to itself; on IOS (RFC 6296)
 * every packet is translated by itself, and the address takes up what the checksum would change by.
 */
#include "lower_nft.h"

enum { PRIORITY_IN = -100, PRIORITY_OUT = 100 };

#define INSIDE_SET "nat66_inside"

static bool is_used(const struct nat66 *entry)
{
	return !entry->vrf && (!entry->egress.name.s || entry->egress.to);
}

/* Does what ENTRY translates leave by DEVICE? */
static bool leaves_by(const struct lowering *lo, const struct nat66 *entry, uint16_t device)
{
	const struct interface *interface = lo->device[device].interface;

	return interface->six.nat66_outside && !interface->shutdown &&
	       !lo->plan->devices.at[device].loopback &&
	       (!entry->egress.to || entry->egress.to == interface);
}

static void match_net(struct lowering *lo, struct nft_rule *rule, enum nft_field field,
		      const struct ip6_net *net)
{
	struct ip6_match *match = arena_new_object(lo->arena, struct ip6_match);

	match->addr = net->addr;
	match->mask = ip6_len_mask(net->len);
	lower_match(lo, rule,
		    (struct nft_match){.field = (uint8_t)field, .op = OP_EQ, .net6 = match});
}

static struct nft_rule *net_rule(struct lowering *lo, struct chain_object *chain,
				 enum nft_verb verb, const struct nat66 *entry,
				 const struct ip6_net *to)
{
	struct nft_rule *rule = lower_rule(lo, chain, (struct nft_action){.verb = verb},
					   lower_origin(lo, entry->at));

	rule->counter = true;
	rule->net6 = to;
	return rule;
}

/* The rules of one way, for every translation and every interface outside. */
static void lower_way(struct lowering *lo, struct chain_object *chain, bool outward)
{
	enum nft_verb verb = outward ? VERB_SNAT_NET6 : VERB_DNAT_NET6;

	VEC_FOREACH (entry, &lo->router->ipv6.nat66)
		for (uint16_t i = 0; i < lo->plan->devices.len && is_used(entry); i++) {
			const struct ip6_net *from = outward ? &entry->inside : &entry->outside;
			const struct ip6_net *to = outward ? &entry->outside : &entry->inside;
			struct nft_rule *rule;

			if (!leaves_by(lo, entry, i))
				continue;
			rule = net_rule(lo, chain, verb, entry, to);
			lower_match_device(lo, rule, outward ? FIELD_OIFNAME : FIELD_IIFNAME,
					   lo->plan->devices.at[i].device);
			if (outward)
				lower_match_set(lo, rule, FIELD_IIFNAME, OP_EQ, INSIDE_SET);
			match_net(lo, rule, outward ? FIELD_SADDR6 : FIELD_DADDR6, from);
		}
}

static void lower_inside(struct lowering *lo)
{
	lower_set(lo, (struct set_object){.name = INSIDE_SET, .key = {TYPE_IFNAME}, .keys = 1});
	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		const struct interface *interface = lo->device[i].interface;

		if (interface->six.nat66_inside && !interface->shutdown)
			lower_device_element(
				lo, INSIDE_SET, lo->plan->devices.at[i].device,
				arena_printf(lo->arena, "interface %s", interface->name));
	}
}

void lower_nat66(struct lowering *lo)
{
	const struct nat66 *first = lo->router->ipv6.nat66.at;

	if (!lo->router->ipv6.nat66.len)
		return;
	lower_inside(lo);
	lower_way(lo, lower_base_chain(lo, "nat66_in", HOOK_PREROUTING, CHAIN_NAT, PRIORITY_IN),
		  false);
	lower_way(lo, lower_base_chain(lo, "nat66_out", HOOK_POSTROUTING, CHAIN_NAT, PRIORITY_OUT),
		  true);
	lower_divergence(lo, DIAG_NAT66, first->at,
			 "prefixes are translated by connection, and not neutral to checksums");
}
