/* IPv6 access lists by name. Their entries are kept as those of IPv4 are: ir_acl.c. */
#include "ir.h"
#include "ir_hash.h"

BY_NAME(acl6, acl, acls6.list, acls6.by_name)
REMOVE_BY_NAME(acl6, acl, acls6.list, acls6.by_name)

struct acl *acl6_open(struct router *router, struct name name)
{
	struct acl *acl = acl6_find(router, name.s);

	if (acl)
		return acl;
	acl = acl6_new(router, name);
	acl->kind = ACL_IPV6;
	return acl;
}
