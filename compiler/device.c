/*
 * Names of Linux devices: from the site file, else derived from the interface's own name. The
 * kernel wants at most 15 characters without '/', ':' or blanks, and one name for one device;
 * whatever cannot be had is an error that names the line to add to the site file.
 */
#include "compiler.h"

#include <ctype.h>
#include <net/if.h>
#include <string.h>
#include <uthash.h>

bool device_name_is_valid(const char *name)
{
	size_t len = strlen(name);

	if (len == 0 || len >= IFNAMSIZ || !strcmp(name, ".") || !strcmp(name, ".."))
		return false;
	for (const char *p = name; *p; p++)
		if (!isgraph((unsigned char)*p) || strchr("/:\"'`\\$%@*?;{}", *p))
			return false;
	return true;
}

static const char *type_name(enum interface_type type)
{
	static const char *const names[] = {
#define X(symbol, name, two, ptp) name,
		INTERFACE_TYPES(X)
#undef X
	};
	return names[type];
}

static const char *type_abbreviation(enum interface_type type)
{
	static const char *const names[] = {
#define X(symbol, name, two, ptp) two,
		INTERFACE_TYPES(X)
#undef X
	};
	return names[type];
}

/* `Serial1/0/2` is `se1-0-2`, `GigabitEthernet0/0/1.100` is `gi0-0-1.100`. */
static const char *derived_name(struct arena *arena, const struct interface *interface)
{
	char *name;

	if (interface->type == INTERFACE_LOOPBACK)
		return "lo";
	name = arena_printf(arena, "%s%s", type_abbreviation(interface->type),
			    interface->name + strlen(type_name(interface->type)));
	for (char *p = name; *p; p++)
		if (*p == '/' || *p == ':')
			*p = '-';
	return name;
}

/* Links that exist only because IOS makes them: who has one here must say which it is, unless it is
 * made here as well. */
static bool is_made_by_ios(const struct interface *interface)
{
	return (interface->type == INTERFACE_TUNNEL && tunnel_lacks(interface->tunnel)) ||
	       interface->type == INTERFACE_VIRTUAL_TEMPLATE || interface->type == INTERFACE_NVI;
}

/* What is native comes without a tag: to the main interface's own device. */
static const char *untagged_device(struct arena *arena, const struct site *site,
				   const struct interface *sub)
{
	const char *dot = strrchr(sub->name, '.');
	struct interface main = {.type = sub->type, .name = sub->name};
	const struct site_interface *entry;

	if (dot)
		main.name = arena_strndup(arena, sub->name, (size_t)(dot - sub->name));
	entry = site_interface(site, main.name);
	if (entry && entry->none)
		return NULL;
	return entry && entry->device ? entry->device : derived_name(arena, &main);
}

static const char *named_device(struct arena *arena, const struct site *site,
				const struct interface *interface)
{
	const struct site_interface *entry = site_interface(site, interface->name);

	if (interface->type == INTERFACE_NULL)
		return NULL;
	if ((interface->tag.inner || interface->tag.inner_any) && !(entry && entry->device))
		return NULL;
	if (!entry && interface->tag.native)
		return untagged_device(arena, site, interface);
	if (entry && entry->none)
		return NULL;
	if (entry && entry->device)
		return entry->device;
	if (is_made_by_ios(interface))
		return NULL;
	return derived_name(arena, interface);
}

const char *device_of_vrf(struct arena *arena, const char *vrf)
{
	uint32_t hash = 2166136261u;
	const char *name = arena_printf(arena, "vrf-%s", vrf);

	if (device_name_is_valid(name))
		return name;
	for (; *vrf; vrf++)
		hash = (hash ^ (unsigned char)*vrf) * 16777619u;
	return arena_printf(arena, "vrf-%08x", hash);
}

const char *device_of(struct arena *arena, const struct site *site,
		      const struct interface *interface)
{
	return interface->vrf.s ? NULL : named_device(arena, site, interface);
}

/* A loopback of a VRF is the VRF's own device, as `lo` is that of the others. */
const char *device_name(const struct router *router, const struct site *site,
			const struct interface *interface)
{
	if (interface->vrf.s && !vrf_find(router, interface->vrf.s))
		return NULL;
	if (interface->vrf.s && interface->type == INTERFACE_LOOPBACK)
		return device_of_vrf(router->arena, interface->vrf.s);
	return named_device(router->arena, site, interface);
}

struct owner {
	UT_hash_handle hh;
	const char *device;
	const struct interface *interface;
};

/* Devices seen so far, by name. */
struct owners {
	struct arena *arena;
	struct owner *by_device;
};

/* Many loopbacks share `lo`, each with its addresses; nothing else shares a device. */
static bool check_owner(struct router *router, struct owners *owners, const char *device,
			const struct interface *interface)
{
	struct owner *owner;
	struct diag *diag;

	HASH_FIND_STR(owners->by_device, device, owner);
	if (!owner) {
		owner = arena_new_object(owners->arena, struct owner);
		owner->device = device;
		owner->interface = interface;
		HASH_ADD_KEYPTR(hh, owners->by_device, owner->device, strlen(owner->device), owner);
		return true;
	}
	if (interface->type == INTERFACE_LOOPBACK && owner->interface->type == INTERFACE_LOOPBACK)
		return true;
	if (interface->tag.native && !owner->interface->addresses.len)
		return true;
	diag = diag_at(router->diags, DIAG_NONE, interface->at,
		       "interfaces '%s' and '%s' would both be device '%s'; give one of them "
		       "another with 'interfaces: { %s: { device: NAME } }' in the site file",
		       owner->interface->name, interface->name, device, interface->name);
	diag_note(router->diags, diag, owner->interface->at, "'%s' is here",
		  owner->interface->name);
	return false;
}

static bool check_device(struct router *router, struct owners *owners, const char *device,
			 const struct interface *interface)
{
	if (device_name_is_valid(device))
		return check_owner(router, owners, device, interface);
	diag_at(router->diags, DIAG_NONE, interface->at,
		"'%s' is no name of a Linux device (at most 15 characters); name one with "
		"'interfaces: { %s: { device: NAME } }' in the site file",
		device, interface->name);
	return false;
}

/* Decision 14: what has no device is left alone, and the owner is told once. */
static void report_left_alone(struct router *router, const struct interface *interface)
{
	if (interface->vrf.s && !vrf_find(router, interface->vrf.s))
		diag_at(router->diags, DIAG_UNDEFINED_VRF, interface->vrf.at,
			"VRF '%s' is not defined: '%s' is left alone", interface->vrf.s,
			interface->name);
	else if (interface->type == INTERFACE_TUNNEL && tunnel_lacks(interface->tunnel))
		diag_at(router->diags, DIAG_DEVICE, interface->at,
			"'%s' is left alone: %s, and the site file gives it no device",
			interface->name, tunnel_lacks(interface->tunnel));
	else if (interface->type != INTERFACE_NULL)
		diag_at(router->diags, DIAG_DEVICE, interface->at,
			"'%s' is left alone: the site file gives it no device", interface->name);
}

bool devices_check(struct router *router, const struct site *site)
{
	const struct interface *interface;
	struct owners owners = {.arena = arena_new()};
	bool ok = true;

	STAILQ_FOREACH (interface, &router->interfaces.list, link) {
		const char *device = device_name(router, site, interface);

		if (!device)
			report_left_alone(router, interface);
		else if (!check_device(router, &owners, device, interface))
			ok = false;
	}
	HASH_CLEAR(hh, owners.by_device);
	arena_free(owners.arena);
	return ok;
}
