/* What lower_dns.c tells lower_zone.c: the views of named, and where each is served. */
#ifndef COMPILER_LOWER_DNS_H
#define COMPILER_LOWER_DNS_H

#include "lower.h"

struct bind_view {
	const char *name; /* in named's files */
	const char *view; /* the IOS view whose data it serves */
	bool outside;
	VEC(uint16_t) devices; /* that it is served on */
};

typedef VEC(struct bind_view) bind_views;

/* The address of a device, as far as it is known. */
struct value lower_device_address(const struct lowering *lo, uint16_t device);

/* lower_zone.c: zones of every view, and the delegations that the parent zone needs. */
void lower_zones(struct lowering *lo, const bind_views *views);

/*
 * NAME as an absolute domain name in lower case, qualified with the domain name when it is a single
 * label; NULL after reporting at AT when no name server would take it.
 */
const char *lower_domain_name(struct lowering *lo, const char *name, struct span at);

#endif
