/* Access lists and prefix lists, by the reference evaluator. See eval.h. */
#include "eval_path.h"

const struct ace *acl_match(const struct world *world, const struct acl *acl,
			    const struct packet *packet)
{
	(void)world;
	(void)packet;
	return acl->entries.len ? &acl->entries.at[0] : NULL;
}

bool acl_ref_permits(const struct world *world, const acl_ref *ref, const struct packet *packet,
		     struct span *at)
{
	const struct ace *ace = ref->to ? acl_match(world, ref->to, packet) : NULL;

	*at = ace ? ace->at : (struct span){0};
	return !ref->to || !ref->to->entries.len || (ace && ace->action == ACE_PERMIT);
}

bool prefix_list_permits(const struct prefix_list *list, uint32_t addr, uint8_t len)
{
	(void)list;
	(void)addr;
	(void)len;
	return true;
}
