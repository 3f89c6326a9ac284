/* What the two files of NAT share. */
#ifndef COMPILER_LOWER_NAT_H
#define COMPILER_LOWER_NAT_H

#include "lower_nft.h"

/* Where packets go that no static entry took. */
#define NAT_DYNAMIC_CHAIN "nat/dynamic"

/* The addresses of a pool that the router answers ARP for. */
enum { NAT_POOL_ALIASES = 256 };

/* lower_nat_dynamic.c */
void lower_nat_dynamic(struct lowering *lo);

#endif
