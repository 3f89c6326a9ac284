/*
 * Static NAT as maps both ways, the receiving interface's own DNS service, and the two base chains
 * of the nat hooks. Dynamic rules are lower_nat_dynamic.c's.
 *
 * Only what crosses from inside to outside, or back, is translated; hence no hairpin. Inward, an
 * entry is found by its global address on any outside interface, as on IOS. Outward, the uplink is
 * part of the key: an address must not appear on another uplink's wire.
 */
#include "lower_nat.h"
#include "policy.h"

#include <string.h>
#include <uthash.h>

enum {
	PRIORITY_IN = -100,
	PRIORITY_OUT = 100,
	PRIORITY_STRAYS = 105,
	PORT_DNS = 53,
	HOST_LEN = 32
};

/* What is already there, where two entries may ask for the same. */
struct taken {
	struct taken_key {
		uint32_t device, addr;
		uint16_t port, proto;
	} key;
	UT_hash_handle hh;
};

struct static_lowering {
	struct lowering *lo;
	struct taken *inward; /* global, port, proto */
	struct taken *outward; /* device, local, port, proto */
	struct taken *own; /* addresses of the router, and those that became so */
	VEC(const struct nat_static *)
	anywhere; /* their global address is on no uplink's network */
	bool addresses, ports; /* entries of each kind are there */
};

static bool take(struct lowering *lo, struct taken **table, struct taken_key key)
{
	struct taken *taken;

	HASH_FIND(hh, *table, &key, sizeof key, taken);
	if (taken)
		return false;
	taken = arena_new_object(lo->arena, struct taken);
	taken->key = key;
	HASH_ADD(hh, *table, key, sizeof taken->key, taken);
	return true;
}

static struct nft_value value_address(struct value addr)
{
	return (struct nft_value){.type = TYPE_IPV4, .len = HOST_LEN, .addr = addr};
}

static struct nft_value value_constant(uint32_t addr)
{
	return value_address((struct value){.kind = VALUE_CONST, .addr = addr});
}

static struct nft_value value_number(enum nft_type type, uint32_t number)
{
	return (struct nft_value){.type = (uint8_t)type, .number = number};
}

static struct nft_value value_device(const char *device)
{
	return (struct nft_value){.type = TYPE_IFNAME, .name = device};
}

static struct element_object *add_element(struct lowering *lo, const char *set, const char *origin)
{
	struct element_object *element = &lower_item(lo, OBJECT_ELEMENT, origin)->element;

	element->set = set;
	return element;
}

/* An interface and its address may both be named; what is literally the same the model refuses. */
static void report_taken(struct lowering *lo, const struct nat_static *entry, uint32_t global)
{
	char buf[IP_TEXT_SIZE];

	if (entry->proto == NAT_PROTO_ANY)
		diag_at(lo->diags, DIAG_NONE, entry->global_at,
			"another static entry has the global address '%s'", ip_text(buf, global));
	else
		diag_at(lo->diags, DIAG_NONE, entry->global_at,
			"another static entry has port %u of the global address '%s'",
			entry->global_port, ip_text(buf, global));
}

/* From outside: the global address, and port, lead to the local one. */
static void add_inward(struct static_lowering *s, const struct nat_static *entry,
		       struct value global)
{
	bool pat = entry->proto != NAT_PROTO_ANY;
	struct element_object *element;

	if (global.kind == VALUE_CONST &&
	    !take(s->lo, &s->inward,
		  (struct taken_key){0, global.addr, entry->global_port, entry->proto})) {
		report_taken(s->lo, entry, global.addr);
		return;
	}
	element = add_element(s->lo, pat ? "static_pat_in" : "static_in",
			      lower_origin(s->lo, entry->at));
	element->key[element->keys++] = value_address(global);
	element->data[element->datas++] = value_constant(entry->local);
	if (pat) {
		element->key[element->keys++] = value_number(TYPE_PROTO, entry->proto);
		element->key[element->keys++] = value_number(TYPE_SERVICE, entry->global_port);
		element->data[element->datas++] = value_number(TYPE_SERVICE, entry->local_port);
	}
}

/* From inside by DEVICE: the reverse. Of several entries for one local address the first counts. */
static void add_outward(struct static_lowering *s, const struct nat_static *entry,
			struct value global, uint16_t device)
{
	struct lowering *lo = s->lo;
	bool pat = entry->proto != NAT_PROTO_ANY;
	struct element_object *element;

	if (!take(lo, &s->outward,
		  (struct taken_key){device, entry->local, entry->local_port, entry->proto}))
		return;
	element =
		add_element(lo, pat ? "static_pat_out" : "static_out", lower_origin(lo, entry->at));
	element->key[element->keys++] = value_device(lo->plan->devices.at[device].device);
	element->key[element->keys++] = value_constant(entry->local);
	element->data[element->datas++] = value_address(global);
	if (pat) {
		element->key[element->keys++] = value_number(TYPE_PROTO, entry->proto);
		element->key[element->keys++] = value_number(TYPE_SERVICE, entry->local_port);
		element->data[element->datas++] = value_number(TYPE_SERVICE, entry->global_port);
	}
}

/* The uplink on whose network ADDR is, or NO_DEVICE. */
static uint16_t uplink_of(const struct lowering *lo, uint32_t addr)
{
	uint16_t device = lower_device(lo, fib_connected(lo->fib, addr));

	return device != NO_DEVICE && lo->plan->devices.at[device].outside ? device : NO_DEVICE;
}

static void take_own_addresses(struct static_lowering *s)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &s->lo->router->interfaces.list, link)
		VEC_FOREACH (address, &interface->addresses)
			take(s->lo, &s->own, (struct taken_key){.addr = address->addr});
}

/* The router answers ARP for the global addresses of its translations: so they must be its own. */
static void add_alias(struct static_lowering *s, uint32_t addr, const char *origin)
{
	struct lowering *lo = s->lo;
	uint16_t device = uplink_of(lo, addr);
	const struct plan_device *uplink;
	struct address_object *alias;

	if (device == NO_DEVICE || fib_no_next_hop(lo->fib, addr))
		return;
	uplink = &lo->plan->devices.at[device];
	/* a pool over the whole network holds the provider's address, too */
	if (!uplink->managed || (uplink->has_gateway && uplink->gateway == addr) ||
	    !take(lo, &s->own, (struct taken_key){.addr = addr}))
		return;
	alias = &lower_item(lo, OBJECT_ADDRESS, origin)->address;
	alias->device = uplink->device;
	alias->addr = addr;
	alias->len = HOST_LEN;
	alias->order = UINT16_MAX;
}

static void lower_on_interface(struct static_lowering *s, const struct nat_static *entry)
{
	uint16_t device = lower_device(s->lo, entry->interface.to);
	const struct plan_device *at;
	struct value global = {.kind = VALUE_ADDRESS, .device = device};

	if (device == NO_DEVICE)
		return;
	at = &s->lo->plan->devices.at[device];
	if (!at->dynamic)
		global = (struct value){.kind = VALUE_CONST, .addr = at->address};
	add_inward(s, entry, global);
	if (at->outside)
		add_outward(s, entry, global, device);
}

static void lower_on_address(struct static_lowering *s, const struct nat_static *entry)
{
	struct value global = {.kind = VALUE_CONST, .addr = entry->global};
	uint16_t device = uplink_of(s->lo, entry->global);

	add_inward(s, entry, global);
	if (!entry->no_alias)
		add_alias(s, entry->global, lower_origin(s->lo, entry->at));
	if (device != NO_DEVICE)
		add_outward(s, entry, global, device);
	else
		vec_push(s->lo->arena, &s->anywhere, entry);
}

/* After those that belong to one uplink, which go before them there. */
static void lower_anywhere(struct static_lowering *s)
{
	const struct plan *plan = s->lo->plan;

	VEC_FOREACH (entry, &s->anywhere)
		for (uint16_t device = 0; device < plan->devices.len; device++)
			if (plan->devices.at[device].outside)
				add_outward(s, *entry,
					    (struct value){.kind = VALUE_CONST,
							   .addr = (*entry)->global},
					    device);
}

static void lower_static(struct static_lowering *s, const struct nat_static *entry)
{
	if (entry->proto == NAT_PROTO_ANY)
		s->addresses = true;
	else
		s->ports = true;
	if (entry->interface.name.s)
		lower_on_interface(s, entry);
	else
		lower_on_address(s, entry);
}

/* ---- the chains -------------------------------------------------------------------------------
 */

static const struct set_object map_shapes[] = {
	{.name = "static_in", .key = {TYPE_IPV4}, .keys = 1, .data = {TYPE_IPV4}, .datas = 1},
	{.name = "static_pat_in",
	 .key = {TYPE_IPV4, TYPE_PROTO, TYPE_SERVICE},
	 .keys = 3,
	 .data = {TYPE_IPV4, TYPE_SERVICE},
	 .datas = 2},
	{.name = "static_out",
	 .key = {TYPE_IFNAME, TYPE_IPV4},
	 .keys = 2,
	 .data = {TYPE_IPV4},
	 .datas = 1},
	{.name = "static_pat_out",
	 .key = {TYPE_IFNAME, TYPE_IPV4, TYPE_PROTO, TYPE_SERVICE},
	 .keys = 4,
	 .data = {TYPE_IPV4, TYPE_SERVICE},
	 .datas = 2},
};

enum { MAP_IN, MAP_PAT_IN, MAP_OUT, MAP_PAT_OUT };

/* The maps of SHAPES that are in use; NULL for the others. */
static void add_maps(const struct static_lowering *s, const struct set_object *maps[4])
{
	for (int i = MAP_IN; i <= MAP_PAT_OUT; i++) {
		bool used = i == MAP_PAT_IN || i == MAP_PAT_OUT ? s->ports : s->addresses;

		maps[i] = used ? lower_set(s->lo, map_shapes[i]) : NULL;
	}
}

static void add_map_rule(struct lowering *lo, struct chain_object *chain, enum nft_verb verb,
			 enum nft_field field, const char *side, const struct set_object *map)
{
	struct nft_rule *rule;

	if (!map)
		return;
	rule = lower_rule(lo, chain, (struct nft_action){.verb = verb, .target = map->name}, NULL);
	rule->map = map;
	lower_match_set(lo, rule, field, OP_EQ, side);
}

/* A query goes to the receiving interface, whatever address of ours it asked (decision 18). */
static void add_redirect(struct lowering *lo, struct chain_object *chain)
{
	static const uint16_t transports[] = {PROTO_TCP, PROTO_UDP};
	struct nft_rule *rule = lower_rule(lo, chain, (struct nft_action){.verb = VERB_REDIRECT},
					   lower_origin(lo, lo->router->dns.server_at));

	lower_match_set(lo, rule, FIELD_IIFNAME, OP_EQ, "dns_served");
	lower_match_flag(lo, rule, FIELD_NFPROTO_IPV4);
	lower_match_flag(lo, rule, FIELD_FIB_LOCAL);
	lower_match(lo, rule,
		    (struct nft_match){.field = FIELD_L4PROTO,
				       .op = OP_IN,
				       .mask = UINT32_MAX,
				       .list = transports,
				       .hi = 2});
	lower_match_number(lo, rule, FIELD_DPORT, PORT_DNS);
}

static void lower_inward(struct lowering *lo, const struct set_object *const maps[4])
{
	struct chain_object *chain;

	if (!maps[MAP_IN] && !maps[MAP_PAT_IN] && !lo->router->dns.server)
		return;
	chain = lower_base_chain(lo, "nat_in", HOOK_PREROUTING, CHAIN_NAT, PRIORITY_IN);
	add_map_rule(lo, chain, VERB_DNAT_MAP, FIELD_IIFNAME, "nat_outside", maps[MAP_PAT_IN]);
	add_map_rule(lo, chain, VERB_DNAT_MAP, FIELD_IIFNAME, "nat_outside", maps[MAP_IN]);
	if (lo->router->dns.server)
		add_redirect(lo, chain);
}

static void lower_outward(struct lowering *lo, const struct set_object *const maps[4])
{
	struct chain_object *chain =
		lower_base_chain(lo, "nat_out", HOOK_POSTROUTING, CHAIN_NAT, PRIORITY_OUT);
	struct nft_rule *rule;

	rule = lower_rule(lo, chain, (struct nft_action){.verb = VERB_ACCEPT}, NULL);
	lower_match_set(lo, rule, FIELD_OIFNAME, OP_NE, "nat_outside");
	add_map_rule(lo, chain, VERB_SNAT_MAP, FIELD_IIFNAME, "nat_inside", maps[MAP_PAT_OUT]);
	add_map_rule(lo, chain, VERB_SNAT_MAP, FIELD_IIFNAME, "nat_inside", maps[MAP_OUT]);
	if (!lo->router->nat.dynamics.len)
		return;
	/* the router's own packets are translated, too, when a rule takes them */
	rule = lower_rule(lo, chain,
			  (struct nft_action){.verb = VERB_JUMP, .target = NAT_DYNAMIC_CHAIN},
			  NULL);
	lower_match_set(lo, rule, FIELD_IIFNAME, OP_EQ, "nat_inside");
	rule = lower_rule(lo, chain,
			  (struct nft_action){.verb = VERB_JUMP, .target = NAT_DYNAMIC_CHAIN},
			  NULL);
	lower_match_flag(lo, rule, FIELD_FROM_HERE);
}

/*
 * What connection tracking makes nothing of, NAT does not see: the last FIN of a connection whose
 * entry died with its uplink would leave with its inside address. IOS translates any packet; we
 * cannot, so it goes nowhere.
 */
static void lower_strays(struct lowering *lo)
{
	struct chain_object *chain =
		lower_base_chain(lo, "nat_strays", HOOK_POSTROUTING, CHAIN_FILTER, PRIORITY_STRAYS);
	struct nft_rule *rule = lower_rule(lo, chain, (struct nft_action){.verb = VERB_DROP},
					   "what cannot be translated");

	lower_match_set(lo, rule, FIELD_IIFNAME, OP_EQ, "nat_inside");
	lower_match_set(lo, rule, FIELD_OIFNAME, OP_EQ, "nat_outside");
	lower_match_flag(lo, rule, FIELD_NFPROTO_IPV4);
	lower_match_flag(lo, rule, FIELD_CT_INVALID);
	rule->counter = true;
}

/* Which devices are inside and outside: also for the chains of lower_policy.c. */
static void add_sides(struct lowering *lo)
{
	const struct interface *interface;
	bool any = false;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link)
		any |= interface->nat != NAT_NONE;
	if (!any && !lo->router->nat.statics.len && !lo->router->nat.dynamics.len)
		return;
	lower_set(lo, (struct set_object){.name = "nat_inside", .key = {TYPE_IFNAME}, .keys = 1});
	lower_set(lo, (struct set_object){.name = "nat_outside", .key = {TYPE_IFNAME}, .keys = 1});
	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		uint16_t device = lower_device(lo, interface);

		if (device != NO_DEVICE && interface->nat != NAT_NONE)
			lower_device_element(
				lo, interface->nat == NAT_INSIDE ? "nat_inside" : "nat_outside",
				lo->plan->devices.at[device].device,
				arena_printf(lo->arena, "interface %s", interface->name));
	}
}

/* Interfaces whose queries the DNS server answers. */
static void add_served(struct lowering *lo)
{
	const struct plan *plan = lo->plan;

	lower_set(lo, (struct set_object){.name = "dns_served", .key = {TYPE_IFNAME}, .keys = 1});
	VEC_FOREACH (device, &plan->devices)
		if (!device->loopback && (device->has_address || device->dynamic))
			lower_device_element(
				lo, "dns_served", device->device,
				arena_printf(lo->arena, "interface %s", device->interface));
}

static void add_pool_aliases(struct static_lowering *s, const struct nat_pool *pool)
{
	for (uint32_t i = 0; i < NAT_POOL_ALIASES && pool->first + i <= pool->last; i++)
		add_alias(s, pool->first + i, lower_origin(s->lo, pool->at));
}

void lower_nat(struct lowering *lo)
{
	const struct nat *nat = &lo->router->nat;
	struct static_lowering s = {.lo = lo};
	const struct set_object *maps[4];

	add_sides(lo);
	if (lo->router->dns.server)
		add_served(lo);
	take_own_addresses(&s);
	VEC_FOREACH (entry, &nat->statics)
		if (!entry->untranslated && !entry->vrf)
			lower_static(&s, entry);
	lower_anywhere(&s);
	VEC_FOREACH (rule, &nat->dynamics)
		if (rule->pool.to && !rule->untranslated)
			add_pool_aliases(&s, rule->pool.to);
	add_maps(&s, maps);
	lower_inward(lo, maps);
	if (nat->statics.len || nat->dynamics.len) {
		lower_outward(lo, maps);
		lower_strays(lo);
	}
	lower_nat_dynamic(lo);
	HASH_CLEAR(hh, s.inward);
	HASH_CLEAR(hh, s.outward);
	HASH_CLEAR(hh, s.own);
	if (nat->statics.len) {
		lower_divergence(lo, DIAG_NO_PAYLOAD, nat->statics.at->at,
				 "addresses inside DNS answers that pass by are not rewritten");
		lower_divergence(lo, DIAG_NO_HAIRPIN, nat->statics.at->at,
				 "inside hosts do not reach a published service by its global "
				 "address");
	}
}
