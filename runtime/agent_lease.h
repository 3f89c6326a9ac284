/* The lease files of this host's DHCP clients. decisions.md 16. */
#ifndef RUNTIME_AGENT_LEASE_H
#define RUNTIME_AGENT_LEASE_H

#include <stdbool.h>
#include <stdint.h>

/* lease.c */
/* The router that a client's lease of ADDRESS on DEVICE, of number INDEX, names; false when no file
 * tells. */
bool lease_router(const char *device, unsigned index, uint32_t address, uint32_t *router);
/* The same in the TEXT of a file of isc-dhcp-client, or of systemd-networkd. */
bool lease_of_dhclient(const char *text, const char *device, uint32_t address, uint32_t *router);
bool lease_of_networkd(const char *text, uint32_t address, uint32_t *router);

#endif
