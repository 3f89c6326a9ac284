/*
 * nat66: the first bits of an address are exchanged on the way between inside and outside, the rest
 * stays. nftables does it for whole connections, and leaves checksums to itself; on IOS (RFC 6296)
 * every packet is translated by itself, and the address takes up what the checksum would change by.
 *
 * A prefix that is written stands in the rules. One that is delegated stands in a map each way, of
 * which the elements alone change when the provider gives another.
 */
#include "compiler.h"
#include "lower_nft.h"

enum { PRIORITY_IN = -100, PRIORITY_OUT = 100 };

#define INSIDE_SET "nat66_inside"

/* The maps of what is delegated to one device. */
struct delegated_maps {
	uint16_t device;
	const struct set_object *in, *out;
};

struct nat66_lowering {
	struct lowering *lo;
	VEC(struct delegated_maps) maps;
};

bool lower_nat66_leaves(const struct lowering *lo, const struct nat66 *entry, uint16_t device)
{
	const struct interface *interface = lo->device[device].interface;

	return !entry->vrf && (!entry->egress.name.s || entry->egress.to) &&
	       interface->six.nat66_outside && !interface->shutdown &&
	       !lo->plan->devices.at[device].loopback &&
	       (!entry->egress.to || entry->egress.to == interface);
}

/* ---- delegated prefixes ---- */

static const struct set_object *add_map(struct lowering *lo, uint16_t device, const char *way)
{
	const char *name = lower_identifier(lo, lo->plan->devices.at[device].device);

	return lower_set(lo, (struct set_object){
				     .name = arena_printf(lo->arena, "nat66_%s_%s", way, name),
				     .key = {TYPE_IPV6},
				     .keys = 1,
				     .data = {TYPE_IPV6},
				     .datas = 1,
				     .interval = true,
			     });
}

static const struct delegated_maps *maps_of(struct nat66_lowering *n, uint16_t device)
{
	VEC_FOREACH (maps, &n->maps)
		if (maps->device == device)
			return maps;
	vec_push(n->lo->arena, &n->maps,
		 ((struct delegated_maps){device, add_map(n->lo, device, "in"),
					  add_map(n->lo, device, "out")}));
	return &n->maps.at[n->maps.len - 1];
}

static void add_net(struct lowering *lo, const struct nat66 *entry, const struct set_object *map,
		    struct value from, struct value to)
{
	struct element_object *element =
		&lower_item(lo, OBJECT_ELEMENT, lower_origin(lo, entry->at))->element;

	element->set = map->name;
	element_room(lo->arena, element, 1, 1);
	element->key[0] =
		(struct nft_value){.type = TYPE_IPV6, .len = entry->inside.len, .addr = from};
	element->data[0] =
		(struct nft_value){.type = TYPE_IPV6, .len = entry->inside.len, .addr = to};
}

static void lower_delegated_net(struct nat66_lowering *n, const struct nat66 *entry)
{
	struct lowering *lo = n->lo;
	struct value inside = lower_constant6(lo, entry->inside.addr), outside;
	const struct delegated_maps *maps;
	uint16_t device;

	if (!entry->egress.to)
		return;
	if (!lower_delegated(lo, entry->egress.to, (struct ip6){0, 0}, entry->inside.len,
			     &outside)) {
		line_leave_out(lo->router, entry->at, NULL,
			       "the translation to the prefix of an interface that is delegated "
			       "none");
		return;
	}
	device = outside.device;
	if (!lower_nat66_leaves(lo, entry, device))
		return;
	maps = maps_of(n, device);
	add_net(lo, entry, maps->out, inside, outside);
	add_net(lo, entry, maps->in, outside, inside);
}

/* ---- rules ---- */

/* A rule for what goes out by DEVICE from inside, or comes in by it. */
static struct nft_rule *way_rule(struct lowering *lo, struct chain_object *chain, bool outward,
				 uint16_t device, struct nft_action action, const char *origin)
{
	struct nft_rule *rule = lower_rule(lo, chain, action, origin);

	rule->counter = true;
	lower_match_device(lo, rule, outward ? FIELD_OIFNAME : FIELD_IIFNAME,
			   lo->plan->devices.at[device].device);
	if (outward)
		lower_match_set(lo, rule, FIELD_IIFNAME, OP_EQ, INSIDE_SET);
	return rule;
}

static void lower_net_rule(struct lowering *lo, struct chain_object *chain, bool outward,
			   uint16_t device, const struct nat66 *entry)
{
	struct nft_action action = {.verb = outward ? VERB_SNAT_NET6 : VERB_DNAT_NET6};
	struct nft_rule *rule =
		way_rule(lo, chain, outward, device, action, lower_origin(lo, entry->at));

	rule->net6 = outward ? &entry->outside : &entry->inside;
	lower_match_prefix6(lo, rule, outward ? FIELD_SADDR6 : FIELD_DADDR6,
			    outward ? entry->inside : entry->outside);
}

static void lower_map_rule(struct lowering *lo, struct chain_object *chain, bool outward,
			   const struct delegated_maps *maps)
{
	const struct set_object *map = outward ? maps->out : maps->in;
	struct nft_action action = {.verb = outward ? VERB_SNAT_MAP : VERB_DNAT_MAP,
				    .target = map->name};

	way_rule(lo, chain, outward, maps->device, action, NULL)->map = map;
}

/* The rules of one way, for every translation and every interface outside. */
static void lower_way(struct nat66_lowering *n, struct chain_object *chain, bool outward)
{
	struct lowering *lo = n->lo;

	VEC_FOREACH (entry, &lo->router->ipv6.nat66)
		for (uint16_t i = 0; i < lo->plan->devices.len && !entry->delegated; i++)
			if (lower_nat66_leaves(lo, entry, i))
				lower_net_rule(lo, chain, outward, i, entry);
	VEC_FOREACH (maps, &n->maps)
		lower_map_rule(lo, chain, outward, maps);
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
	struct nat66_lowering n = {.lo = lo};

	if (!lo->router->ipv6.nat66.len)
		return;
	lower_inside(lo);
	VEC_FOREACH (entry, &lo->router->ipv6.nat66)
		if (entry->delegated)
			lower_delegated_net(&n, entry);
	lower_way(&n, lower_base_chain(lo, "nat66_in", HOOK_PREROUTING, CHAIN_NAT, PRIORITY_IN),
		  false);
	lower_way(&n, lower_base_chain(lo, "nat66_out", HOOK_POSTROUTING, CHAIN_NAT, PRIORITY_OUT),
		  true);
	lower_divergence(lo, DIAG_NAT66, first->at,
			 "prefixes are translated by connection, and not neutral to checksums");
}
