/* The lease files of this host's DHCP clients. decisions.md 16. */
#ifndef RUNTIME_AGENT_LEASE_H
#define RUNTIME_AGENT_LEASE_H

#include <stdbool.h>
#include <stdint.h>

#include "grammar/ip6.h"

enum { LEASE_SERVERS = 3 };

struct lease {
	bool has_router;
	uint32_t router;
	uint32_t server[LEASE_SERVERS]; /* name servers, then zeros */
};

/* lease.c */
/* What a client's lease of ADDRESS on DEVICE, of number INDEX, says; false when no file has it. */
bool lease_find(const char *device, unsigned index, uint32_t address, struct lease *lease);
/* The same in the TEXT of a file of isc-dhcp-client, or of systemd-networkd. */
bool lease_of_dhclient(const char *text, const char *device, uint32_t address, struct lease *lease);
bool lease_of_networkd(const char *text, uint32_t address, struct lease *lease);
/* The name servers that the last session of pppd was told of; and those in TEXT. */
bool session_servers(struct lease *lease);
bool servers_of_pppd(const char *text, struct lease *lease);
/* The prefix that a client's lease on DEVICE delegates at the time NOW, in seconds since 1970, and
 * UNTIL when; false when no file tells. */
bool lease_prefix(const char *device, int64_t now, struct ip6_net *net, int64_t *until);
/* The same in the TEXT of a file of isc-dhcp-client. */
bool lease_prefix_of_dhclient(const char *text, const char *device, int64_t now,
			      struct ip6_net *net, int64_t *until);

#endif
