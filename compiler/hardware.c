/*
 * Addresses of IPv6 whose second half is made of the hardware address (`eui-64`; RFC 4291, appendix
 * A): the configuration does not say it, so the site file has to, or whoever compiles on the
 * machine itself asks the device. One that nobody knows leaves its address out, by name.
 */
#include <string.h>

#include "compiler.h"

static bool hardware_of(const struct router *router, const struct site *site,
			const struct interface *interface, hardware_lookup look, uint8_t mac[6])
{
	const struct site_interface *entry = site_interface(site, interface->name);
	const char *device;

	if (entry && entry->has_hardware) {
		memcpy(mac, entry->hardware, 6);
		return true;
	}
	device = look ? device_name(router, site, interface) : NULL;
	return device && look(device, mac);
}

static uint64_t second_half(const uint8_t mac[6])
{
	const uint8_t bytes[8] = {mac[0] ^ 2, mac[1], mac[2], 0xff, 0xfe, mac[3], mac[4], mac[5]};
	uint64_t half = 0;

	for (int i = 0; i < 8; i++)
		half = half << 8 | bytes[i];
	return half;
}

void find_hardware(struct router *router, const struct site *site, hardware_lookup look)
{
	enum { HALF = 64 };
	struct interface *interface;
	uint8_t mac[6];

	STAILQ_FOREACH (interface, &router->interfaces.list, link)
		VEC_FOREACH (address, &interface->six.addresses) {
			if (address->kind != ADDRESS6_EUI64)
				continue;
			address->made = address->len <= HALF &&
					hardware_of(router, site, interface, look, mac);
			if (address->made)
				address->addr.lo = second_half(mac);
			else
				line_leave_out(
					router, address->at,
					arena_printf(router->arena, "interface %s",
						     interface->name),
					"an address made of a hardware address that the site "
					"file does not say (hardware-address)");
		}
}
