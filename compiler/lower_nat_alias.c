/*
 * The router answers ARP for the global addresses of its translations: those on a network of its
 * own become addresses of the interface there, once each.
 */
#include "fib.h"
#include "lower_nat.h"

enum { HOST_LEN = 32 };

struct nat_own {
	uint32_t addr;
	UT_hash_handle hh;
};

/* False when the router has ADDR already. */
static bool take_own(struct nat_lowering *nat, uint32_t addr)
{
	struct nat_own *own;

	HASH_FIND(hh, nat->own, &addr, sizeof addr, own);
	if (own)
		return false;
	own = arena_new_object(nat->lo->arena, struct nat_own);
	own->addr = addr;
	HASH_ADD(hh, nat->own, addr, sizeof own->addr, own);
	return true;
}

void nat_take_own_addresses(struct nat_lowering *nat)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &nat->lo->router->interfaces.list, link)
		VEC_FOREACH (address, &interface->addresses)
			take_own(nat, address->addr);
}

static void add_address(struct lowering *lo, const char *device, uint32_t addr, const char *origin)
{
	struct address_object *alias = &lower_item(lo, OBJECT_ADDRESS, origin)->address;

	alias->device = device;
	alias->addr = addr;
	alias->len = HOST_LEN;
	alias->order = UINT16_MAX;
}

uint16_t nat_network_of(const struct lowering *lo, uint32_t addr)
{
	return lower_device(lo, fib_connected(lo->fib, addr));
}

void nat_add_alias(struct nat_lowering *nat, uint32_t addr, const char *origin)
{
	struct lowering *lo = nat->lo;
	uint16_t device = nat_network_of(lo, addr);
	const struct plan_device *at;

	if (device == NO_DEVICE || fib_no_next_hop(lo->fib, addr))
		return;
	at = &lo->plan->devices.at[device];
	/* a pool over the whole network holds the provider's address, too */
	if (!at->managed || (at->has_gateway && at->gateway == addr) || !take_own(nat, addr))
		return;
	add_address(lo, at->device, addr, origin);
}

bool nat_report_silent(struct nat_lowering *nat, uint32_t first, uint32_t last, struct span at)
{
	const struct interface *interface;
	char text[IP_TEXT_SIZE];

	STAILQ_FOREACH (interface, &nat->lo->router->interfaces.list, link)
		VEC_FOREACH (address, &interface->addresses) {
			uint32_t net = address->addr & ip_len_mask(address->len);
			uint32_t end = net | ~ip_len_mask(address->len);

			if (interface->shutdown || first > end || last < net)
				continue;
			diag_at(nat->lo->diags, DIAG_POOL_ARP, at,
				"the gateway answers ARP for the first %d addresses only: on the "
				"network of '%s' nobody finds '%s' and what follows",
				NAT_POOL_ALIASES, interface->name,
				ip_text(text, first > net ? first : net));
			return true;
		}
	return false;
}

/* Does it have no address here: is none wanted, or has the active router of a group it? */
static bool has_no_alias(const struct nat_lowering *nat, const struct nat_static *entry)
{
	const char *group = static_group(entry);

	if (entry->options & NAT_OPTION(NO_ALIAS))
		return true;
	if (group && fhrp_is_named(nat->lo->router, group))
		return true;
	if (group)
		diag_at(nat->lo->diags, DIAG_VIRTUAL_ADDRESS, entry->at,
			"no group has the name '%s': this router answers for the address, whether "
			"it is the active one or not",
			group);
	return false;
}

void nat_add_aliases(struct nat_lowering *nat, const struct nat_static *entry)
{
	uint64_t last = entry->global | ~ip_len_mask(entry->len);

	if (has_no_alias(nat, entry))
		return;
	for (uint64_t addr = entry->global; addr <= last && addr - entry->global < NAT_POOL_ALIASES;
	     addr++)
		nat_add_alias(nat, (uint32_t)addr, lower_origin(nat->lo, entry->at));
	if (last - entry->global >= NAT_POOL_ALIASES)
		nat_report_silent(nat, entry->global + NAT_POOL_ALIASES, (uint32_t)last, entry->at);
}

/* The global address that is not an interface's own becomes one of the uplink's. */
void nat_add_alias_in_vrf(struct nat_lowering *nat, const struct nat_static *entry, uint16_t device)
{
	if (!entry->interface.name.s && !(entry->options & NAT_OPTION(NO_ALIAS)) &&
	    entry->len == HOST_LEN)
		nat_alias_on(nat, device, entry->global, lower_origin(nat->lo, entry->at));
}

void nat_alias_on(struct nat_lowering *nat, uint16_t device, uint32_t addr, const char *origin)
{
	struct lowering *lo = nat->lo;
	const struct plan_device *at = &lo->plan->devices.at[device];

	VEC_FOREACH (address, &lo->device[device].interface->addresses)
		if (address->addr == addr)
			return;
	if (!at->has_gateway || at->gateway != addr)
		add_address(lo, at->device, addr, origin);
}

void nat_aliases_free(struct nat_lowering *nat)
{
	HASH_CLEAR(hh, nat->own);
}
