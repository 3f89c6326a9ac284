/* Checks of virtual addresses: what HSRP and VRRP need to be heard. ios-semantics.md 1.12. */
#include "check.h"

enum { PROTO_VRRP = 112 };
static const uint32_t vrrp_multicast = 0xE0000012; /* 224.0.0.18 */

/* Would the filter keep out what the other router says? Then both would be active. */
static void check_heard(struct checker *c, const struct interface *interface,
			const struct fhrp_group *group)
{
	struct packet packet = {
		.src = group->addresses.at[0].addr, .dst = vrrp_multicast, .proto = PROTO_VRRP};
	struct diag *diag;

	if (check_admits(c, interface, &packet))
		return;
	diag = diag_at(c->diags, DIAG_VIRTUAL_FILTERED, group->at,
		       "access list '%s' keeps out the other router's VRRP (protocol 112 to "
		       "224.0.0.18): both routers would have the virtual address",
		       interface->access_in.name.s);
	diag_note(c->diags, diag, interface->access_in.name.at, "it filters here");
}

void check_virtual_filtered(struct checker *c)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &c->router->interfaces.list, link) {
		if (!interface->access_in.to || !check_in_use(c, interface))
			continue;
		VEC_FOREACH (group, &interface->fhrp)
			if (!group->shutdown && group->addresses.len && !group->follows.s)
				check_heard(c, interface, group);
	}
}
