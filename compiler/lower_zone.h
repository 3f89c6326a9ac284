/* Host data on its way into zones: what lower_zone.c and lower_zone_place.c share. */
#ifndef COMPILER_LOWER_ZONE_H
#define COMPILER_LOWER_ZONE_H

#include <string.h>

#include "lower_dns.h"

/* A row of host data with the names that decide where it goes. */
struct placed {
	const char *view; /* IOS view */
	const char *zone; /* absolute */
	const char *owner; /* absolute */
	const struct dns_primary *primary; /* the zone's, or NULL */
	const struct dns_host *host; /* NULL: a zone without data */
	struct span at; /* where HOST is NULL and PRIMARY too: what says so */
	uint32_t index; /* in configuration order */
};

typedef VEC(struct placed) placed_rows;

/* All host data, and a row for each primary zone, by view, zone and configuration order. */
placed_rows place_hosts(struct lowering *lo);
/* ROWS as if no name were below another: each that is in no primary zone in one of its own. */
void placed_apart(placed_rows *rows);
/* The rows of an IOS view: the first at *FROM, their number returned. */
uint32_t placed_of_view(const placed_rows *rows, const char *view, const struct placed **from);

/* What follows the first label: "example.net." of "www.example.net."; "" of a single label. */
static inline const char *domain_parent(const char *name)
{
	const char *dot = strchr(name, '.');

	return dot ? dot + 1 : "";
}

#endif
