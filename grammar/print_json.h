/* The parts of print_json.c that stand in files of their own, and what they share. */
#ifndef GRAMMAR_PRINT_JSON_H
#define GRAMMAR_PRINT_JSON_H

#include <jansson.h>

#include "ir.h"

/* print_json.c: members of OBJECT; what is absent is left out, and so is a flag that is not set. */
void put_text(json_t *object, const char *key, const char *text);
void put_number(json_t *object, const char *key, uint32_t number);
void put_flag(json_t *object, const char *key, bool set);
void put_address(json_t *object, const char *key, uint32_t addr);

/* print_json_ipv6.c */
void put_address6(json_t *object, const char *key, struct ip6 addr);
void put_prefix6(json_t *object, const char *key, struct ip6 addr, unsigned len);
/* print_json_interface.c */
void put_verify(const struct router *router, json_t *row, const struct interface_verify *verify);

/* print_advert.c */
void put_advert(const struct router *router, json_t *own, const struct advert *advert);
void put_interface6(const struct router *router, json_t *row, const struct interface *interface);
void put_ipv6(const struct router *router, json_t *json);

/* print_json_fhrp.c */
void put_fhrp(const struct router *router, json_t *row, const struct interface *interface);

/* print_json_dhcp6.c */
void put_dhcp6(const struct router *router, json_t *json);
void put_dhcp6_server(const struct router *router, json_t *own, const struct dhcp6_server *server);

/* print_json_dhcp.c */
void put_dhcp(const struct router *router, json_t *json);

/* A reference: what it names, and where it stands as "LINE:COLUMN". */
void put_name(const struct router *router, json_t *object, const char *key, struct name name);

void put_prefix(json_t *object, const char *key, uint32_t addr, unsigned len);

/* A new object that stands at AT, appended to ARRAY. */
json_t *json_row(const struct router *router, json_t *array, struct span at);

/* print_json_interface.c */
json_t *interfaces_json(const struct router *router);
json_t *vrfs_json(const struct router *router);

/* print_json_nat.c */
json_t *nat_json(const struct router *router);

/* print_json_group.c */
json_t *object_groups_json(const struct router *router);
json_t *time_ranges_json(const struct router *router);

/* print_json_acl.c */
json_t *acls_json(const struct router *router, const struct acls *acls);
json_t *prefix_lists_json(const struct router *router, bool v6);

/* print_json_policy.c, print_json_route_map.c */
json_t *route_maps_json(const struct router *router);

/* print_json_track.c */
json_t *slas_json(const struct router *router);
json_t *tracks_json(const struct router *router);

/* print_json_applet.c */
json_t *applets_json(const struct router *router);
json_t *applet_variables_json(const struct router *router);

#endif
