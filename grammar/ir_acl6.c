/* IPv6 access lists by name. Their entries are kept as those of IPv4 are: ir_acl.c. */
#include "ir.h"
#include "ir_hash.h"

struct acl *acl6_find(const struct router *router, const char *name)
{
	struct acl *acl;

	HASH_FIND_STR(router->acls6.by_name, name, acl);
	return acl;
}

struct acl *acl6_open(struct router *router, struct name name)
{
	struct acl *acl = acl6_find(router, name.s);

	if (acl)
		return acl;
	acl = arena_new_object(router->arena, struct acl);
	acl->name = name.s;
	acl->at = name.at;
	acl->kind = ACL_IPV6;
	STAILQ_INSERT_TAIL(&router->acls6.list, acl, link);
	names_add(router->acls6.by_name, acl);
	return acl;
}

void acl6_remove(struct router *router, struct name name)
{
	struct acl *acl = acl6_find(router, name.s);

	if (!acl)
		return;
	STAILQ_REMOVE(&router->acls6.list, acl, acl, link);
	HASH_DEL(router->acls6.by_name, acl);
}
