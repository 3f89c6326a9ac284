/* The parts of print_ios.c that stand in files of their own. */
#ifndef GRAMMAR_PRINT_IOS_H
#define GRAMMAR_PRINT_IOS_H

#include "ir.h"

/* print_ios.c: ADDR after the text BEFORE. */
void print_address(FILE *to, const char *before, uint32_t addr);

/* print_ipv6.c */
void print_address6(FILE *to, const char *before, struct ip6 addr);
void print_net6(FILE *to, const char *before, struct ip6 addr, unsigned len);
void print_interface6(const struct interface6 *six, FILE *to);
void print_ipv6(const struct router *router, FILE *to);

/* print_acl.c */
void print_acl(const struct acl *acl, FILE *to);
void print_prefix_lists(const struct prefix_lists *lists, FILE *to);

/* print_nat.c */
void print_nat(const struct nat *nat, FILE *to);
/* print_dhcp.c */
void print_dhcp(const struct dhcp *dhcp, FILE *to);

/* print_route_map.c */
void print_route_maps(const struct router *router, FILE *to);

/* print_policy.c: what decides where packets go is watched by these. */
void print_slas(const struct slas *slas, FILE *to);
void print_tracks(const struct tracks *tracks, FILE *to);

#endif
