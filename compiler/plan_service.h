/* Objects of the plan that other daemons serve: subnets of a DHCP server. */
#ifndef COMPILER_PLAN_SERVICE_H
#define COMPILER_PLAN_SERVICE_H

#include <stdbool.h>
#include <stdint.h>

#include "grammar/vec.h"
#include "ranges.h"

enum dhcp_data { DHCP_DATA_ADDRESSES, DHCP_DATA_TEXT, DHCP_DATA_BYTES };

/* An option of the answer, by its number. */
struct dhcp_option_row {
	uint32_t code;
	uint8_t form; /* enum dhcp_data */
	const char *data; /* addresses with ", " between them, text, or hexadecimal digits */
};

typedef VEC(struct dhcp_option_row) dhcp_option_rows;

/* A client with an address of its own. */
struct dhcp_host_row {
	uint32_t addr;
	bool hardware; /* ID is a hardware address, else a client identifier */
	const char *id; /* hexadecimal digits in pairs */
	const char *hostname; /* or NULL */
	dhcp_option_rows options;
	const char *origin;
};

struct dhcp_subnet_object {
	uint32_t prefix; /* K */
	uint8_t len;
	const char *device; /* that the subnet is on; NULL: clients come by a relay */
	VEC(struct range) ranges; /* that are leased */
	uint32_t lease; /* seconds; UINT32_MAX: for ever */
	uint32_t next_server; /* 0: none */
	const char *bootfile; /* or NULL */
	dhcp_option_rows options;
	VEC(struct dhcp_host_row) hosts;
};

/* plan_service.c, for plan_object.c */
int dhcp_subnet_order(const struct dhcp_subnet_object *a, const struct dhcp_subnet_object *b);
bool dhcp_subnet_same(const struct dhcp_subnet_object *a, const struct dhcp_subnet_object *b);

#endif
