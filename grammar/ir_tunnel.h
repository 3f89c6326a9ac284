/* The tunnel that an interface is one end of. ios-semantics.md 1.1. */
#ifndef GRAMMAR_IR_TUNNEL_H
#define GRAMMAR_IR_TUNNEL_H

#include <stdbool.h>
#include <stdint.h>

#include "source.h"

struct interface;

/* X(symbol, "what follows `tunnel mode`"); the first is the default. */
#define TUNNEL_MODES(X)     \
	X(GRE, "gre ip")    \
	X(IPIP, "ipip")     \
	X(IPV6IP, "ipv6ip") \
	X(OTHER, NULL) /* one that is not translated */

enum tunnel_mode {
#define X(symbol, text) TUNNEL_##symbol,
	TUNNEL_MODES(X)
#undef X
};

struct tunnel {
	uint8_t mode; /* enum tunnel_mode */
	bool has_source_addr, has_destination, has_key, has_tos;
	bool checksum, sequence, path_mtu;
	uint8_t ttl; /* 0: not given, which is 255 */
	uint8_t tos;
	uint32_t key;
	uint32_t source_addr, destination;
	REF(interface) source; /* in place of the address */
	struct name vrf; /* of the packets that carry it */
	/* statements that are not translated, as they stand, or NULL */
	const char *other_mode, *protection, *found_source, *found_destination;
};

/* Why the gateway cannot be this end, as the end of a sentence; NULL when it can. TUNNEL may be
 * NULL. */
const char *tunnel_lacks(const struct tunnel *tunnel);

#endif
