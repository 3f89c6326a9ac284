/* The guard of uplinks, for the files that find out which sources belong to one. */
#ifndef COMPILER_LOWER_UPLINK_H
#define COMPILER_LOWER_UPLINK_H

#include "lower_nft.h"

/* What is in SET, as the source in FIELD, leaves by the uplink INDEX only. */
struct uplink_guard {
	uint16_t index;
	uint8_t field; /* enum nft_field */
	const char *set;
};

typedef VEC(struct uplink_guard) uplink_guards;

/* ---- lower_uplink.c ---- */
/* The sources that are guarded: of two uplinks or more, or there are none. */
void lower_uplink_guards(struct lowering *lo, uplink_guards *all);
/* The rules that do it, at the end of CHAIN. */
void lower_guards(struct lowering *lo, struct chain_object *chain, const uplink_guards *all);
/* "interface X" */
const char *lower_uplink_origin(struct lowering *lo, uint16_t index);
/* The set "PREFIX/X" of sources of the uplink INDEX, made and guarded. */
const char *lower_guard_set(struct lowering *lo, uplink_guards *all, const char *prefix,
			    uint16_t index, enum nft_field field, bool interval);

/* ---- lower_uplink_nat.c: what is translated to addresses on none of an uplink's networks ---- */
void lower_guard_translated(struct lowering *lo, uplink_guards *all);

/* ---- lower_uplink6.c ---- */
void lower_guard_networks6(struct lowering *lo, uplink_guards *all);

#endif
