/* Parts of the JSON form of plans that its files share. */
#ifndef COMPILER_PLAN_JSON_H
#define COMPILER_PLAN_JSON_H

#include <jansson.h>

#include "grammar/json_text.h"
#include "plan.h"

/* VALUE, which is taken, under KEY of OBJECT. */
static inline void json_put(json_t *object, const char *key, json_t *value)
{
	json_object_set_new(object, key, value);
}

/* X(enumerator, word) lists, for both directions. */
#define CONDITION_WORDS(X)                \
	X(CONDITION_LINK, "link")         \
	X(CONDITION_TRACK, "track")       \
	X(CONDITION_ADDRESS, "address")   \
	X(CONDITION_GATEWAY, "gateway")   \
	X(CONDITION_ADDRESS6, "address6") \
	X(CONDITION_GATEWAY6, "gateway6") \
	X(CONDITION_PREFIX6, "prefix6")   \
	X(CONDITION_SERVERS, "servers")
#define FIDELITY_WORDS(X)        \
	X(FIDELITY_SAFE, "safe") \
	X(FIDELITY_EXACT, "exact")
#define FAILOVER_WORDS(X)                           \
	X(ON_FAILOVER_FLUSH_UPLINK, "flush-uplink") \
	X(ON_FAILOVER_KEEP, "keep")                 \
	X(ON_FAILOVER_FLUSH_ALL, "flush-all")       \
	X(ON_FAILOVER_DRAIN, "drain")
#define ROUTE_WORDS(X)                  \
	X(ROUTE_UNICAST, "unicast")     \
	X(ROUTE_BLACKHOLE, "blackhole") \
	X(ROUTE_THROW, "throw")

/* plan_json_object.c: OBJECT of PLAN, or of a target when PLAN is NULL (then all values are
 * constant). */
json_t *object_json(const struct plan *plan, const struct object *object);
const char *route_type_word(uint8_t type);
const char *nft_verb_word(uint8_t verb);
json_t *prefix_json_text(uint32_t addr, unsigned len);
json_t *prefix6_json_text(struct ip6 addr, unsigned len);
/* plan_json_nft.c */
void set_put(json_t *json, const struct plan *plan, const struct set_object *set);
void ct_put(json_t *json, const struct plan *plan, const struct ct_object *ct);
void element_put(json_t *json, const struct plan *plan, const struct element_object *element);
void chain_put(json_t *json, const struct plan *plan, const struct chain_object *chain);
/* plan_json_service.c */
void dhcp_client_put(json_t *json, const struct plan *plan,
		     const struct dhcp_client_object *client);
void dhcp6_subnet_put(json_t *json, const struct plan *plan,
		      const struct dhcp6_subnet_object *subnet);
void dhcp_subnet_put(json_t *json, const struct plan *plan,
		     const struct dhcp_subnet_object *subnet);
void advertiser_put(json_t *json, const struct plan *plan,
		    const struct advertiser_object *advertiser);
void vrrp_put(json_t *json, const struct plan *plan, const struct vrrp_object *vrrp);
json_t *value_json(const struct plan *plan, const struct value *value);
json_t *address_json(uint32_t addr);
json_t *address6_json(struct ip6 addr);

/* plan_json_agent.c */
json_t *probe_json(const struct plan *plan, const struct plan_probe *probe);
json_t *track_json(const struct plan *plan, const struct plan_track *track);
json_t *reaction_json(const struct plan *plan, const struct plan_reaction *reaction);
json_t *resolution_json(const struct plan_resolution *resolution);
/* The interface of a device, or null. */
json_t *interface_json(const struct plan *plan, uint16_t device);

#endif
