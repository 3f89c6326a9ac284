/* The parts of print_ios.c that stand in files of their own. */
#ifndef GRAMMAR_PRINT_IOS_H
#define GRAMMAR_PRINT_IOS_H

#include "ir.h"

/* print_ios.c: ADDR after the text BEFORE; with its mask; a line that ends in TEXT, unless NULL. */
void print_address(FILE *to, const char *before, uint32_t addr);
void print_net(FILE *to, const char *before, uint32_t addr, unsigned len);
void print_text(FILE *to, const char *before, const char *text);

/* print_interface.c */
void print_interfaces(const struct router *router, FILE *to);
void print_vrfs(const struct vrfs *vrfs, FILE *to);

/* secret.c: a password as IOS shows it, "7 …". */
void secret_print(FILE *to, const char *plain);

/* print_ipv6.c */
void print_address6(FILE *to, const char *before, struct ip6 addr);
void print_net6(FILE *to, const char *before, struct ip6 addr, unsigned len);
/* print_interface.c: FAMILY is "ip" or "ipv6" */
void print_verify(const char *family, const struct interface_verify *verify, FILE *to);

/* print_advert.c */
void print_advert(const struct advert *advert, FILE *to);
void print_interface6(const struct interface6 *six, FILE *to);
void print_ipv6(const struct router *router, FILE *to);

/* print_acl.c */
void print_ports(const struct acl *acl, const struct ports *ports, FILE *to);
void print_ace_options(const struct ace_options *options, FILE *to);
void print_ace_log(const struct acl *acl, const struct ace *ace, FILE *to); /* and the line's end */
void print_ace(const struct acl *acl, const struct ace *ace, FILE *to); /* without its number */
/* print_acl6.c */
void print_acl6(const struct router *router, const struct acl *acl, FILE *to);
/* A line of it, behind its number. */
void print_ace6(const struct router *router, const struct acl *acl, const struct ace *ace,
		FILE *to);
void print_acl(const struct acl *acl, FILE *to);
void print_prefix_lists(const struct router *router, bool v6, FILE *to);

/* print_nat.c */
void print_nat(const struct nat *nat, FILE *to);
/* print_fhrp.c */
void print_fhrp(const struct interface *interface, FILE *to);

/* print_dhcp.c */
void print_dhcp(const struct dhcp *dhcp, FILE *to);
/* print_dhcp6.c */
void print_dhcp6(const struct dhcp6 *dhcp6, FILE *to);
void print_dhcp6_server(const struct dhcp6_server *server, FILE *to);

/* print_dns.c */
void print_dns(const struct router *router, FILE *to);

/* print_route_map.c */
void print_route_maps(const struct router *router, FILE *to);

/* print_group.c */
void print_object_groups(const struct object_groups *groups, FILE *to);
void print_time_ranges(const struct time_ranges *ranges, FILE *to);

/* print_track.c */
void print_slas(const struct slas *slas, FILE *to);
void print_tracks(const struct tracks *tracks, FILE *to);

/* print_applet.c */
void print_applets(const struct applets *applets, FILE *to);

#endif
