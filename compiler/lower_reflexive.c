/*
 * Reflexive lists as sets that packets fill: what an entry with `reflect` lets out leaves its flow
 * there, turned round, and `evaluate` lets in what it finds. Flows with ports and those without
 * have a set each. A flow stays until nothing has been sent for its time; IOS also ends it a few
 * seconds after the last FIN, or with an RST: the divergence reflexive-timeout.
 */
#include "lower_acl.h"

enum { REFLEXIVE_TIMEOUT = 300 }; /* seconds; ip reflexive-list timeout */

static const struct set_object *flow_set(struct lowering *lo, const char *name, uint8_t address,
					 uint8_t keys)
{
	uint32_t timeout = lo->router->acls.reflexive_timeout;

	return lower_set(lo,
			 (struct set_object){
				 .name = name,
				 .key = {address, address, TYPE_PROTO, TYPE_SERVICE, TYPE_SERVICE},
				 .keys = keys,
				 .dynamic = true,
				 .timeout = timeout ? timeout : REFLEXIVE_TIMEOUT,
			 });
}

const struct lower_reflexive *lower_reflexive(struct lowering *lo, const char *name,
					      const struct acl *acl)
{
	bool v6 = acl->kind == ACL_IPV6;
	uint8_t address = v6 ? TYPE_IPV6 : TYPE_IPV4;
	struct lower_reflexive *reflexive;
	const char *set;

	HASH_FIND_PTR(lo->reflexives[v6], &name, reflexive);
	if (reflexive)
		return reflexive;
	set = arena_printf(lo->arena, v6 ? "reflect6/%s" : "reflect/%s",
			   lower_identifier(lo, name));
	reflexive = arena_new_object(lo->arena, struct lower_reflexive);
	reflexive->name = name;
	HASH_ADD_PTR(lo->reflexives[v6], name, reflexive);
	reflexive->ports = flow_set(lo, set, address, 5);
	reflexive->hosts = flow_set(lo, arena_printf(lo->arena, "%s/hosts", set), address, 3);
	return reflexive;
}
