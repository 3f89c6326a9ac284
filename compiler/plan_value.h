/* Values of the plan that only the state knows. decisions.md 1. */
#ifndef COMPILER_PLAN_VALUE_H
#define COMPILER_PLAN_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "grammar/ip6.h"

/* A value that is a constant, or the address or gateway of a device as the state knows it, or made
 * of the prefix that a provider delegates to it; or the name servers that one tells of there, which
 * stand in lists of servers only. */
enum value_kind { VALUE_CONST, VALUE_ADDRESS, VALUE_GATEWAY, VALUE_PREFIX, VALUE_SERVERS };

struct value {
	uint8_t kind; /* enum value_kind */
	bool v6; /* an address of IPv6 */
	uint16_t device; /* index into plan.devices, unless constant */
	union {
		uint32_t addr; /* constant */
		uint32_t len; /* VALUE_PREFIX: of the network that it is made for; 0: whatever it
				 is itself */
	};
	const struct ip6 *addr6; /* constant of IPv6; the bits behind the prefix of VALUE_PREFIX */
};

#endif
