/* Values of the plan that only the state knows. decisions.md 1. */
#ifndef COMPILER_PLAN_VALUE_H
#define COMPILER_PLAN_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "grammar/ip6.h"

/* A value that is a constant, or the address or gateway of a device as the state knows it. */
enum value_kind { VALUE_CONST, VALUE_ADDRESS, VALUE_GATEWAY };

struct value {
	uint8_t kind; /* enum value_kind */
	bool v6; /* an address of IPv6 */
	uint16_t device; /* index into plan.devices, unless constant */
	uint32_t addr; /* constant */
	const struct ip6 *addr6; /* constant of IPv6 */
};

#endif
