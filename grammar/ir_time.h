/* Time ranges, in which entries of access lists hold. ios-semantics.md 1.3. */
#ifndef GRAMMAR_IR_TIME_H
#define GRAMMAR_IR_TIME_H

#include <uthash.h>

#include "ir_acl.h"

enum { DAY_NONE = 7 }; /* days count from Sunday */

/* From FROM on each of DAYS to TO, minutes of a day: on the day TO_DAY when one is named, else on
 * the same day, or the next when TO comes before FROM. The minute TO belongs to it. */
struct time_period {
	struct span at;
	uint8_t days; /* a bit a day */
	uint8_t to_day; /* or DAY_NONE */
	uint16_t from, to;
};

struct time_range {
	STAILQ_ENTRY(time_range) link;
	UT_hash_handle hh; /* by name */
	const char *name;
	struct span at; /* the name on its first opener */
	bool used; /* set by resolve */
	VEC(struct time_period) periods; /* any of them */
	bool has_start, has_end;
	int64_t start,
		end; /* absolute, seconds from 1970 on the router's clock; END's minute too */
};

struct time_ranges {
	STAILQ_HEAD(, time_range) list;
	struct time_range *by_name;
};

struct time_range *time_range_find(const struct router *router, const char *name);

/* The range NAME, made when there is none. */
struct time_range *time_range_open(struct router *router, struct name name);
void time_range_remove(struct router *router, struct name name);

/* Add PERIOD, unless it is there, or with NO take it out. */
void time_range_period(struct router *router, struct time_range *range,
		       const struct time_period *period, bool no);

#endif
