/*
 * Dialers over PPPoE as sessions of pppd. A Dialer says who we are, and the Ethernet that offers
 * its pool carries the session; pppd makes the device, under the name by which all the rest of the
 * plan knows it, and the agent learns the address from there.
 */
#include <string.h>

#include "lower.h"

enum { POOLS = 256, PPPOE_MTU = 1492 };

static void find_carriers(const struct lowering *lo, const struct interface *carriers[POOLS])
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link)
		if (interface->pppoe.pool && !carriers[interface->pppoe.pool])
			carriers[interface->pppoe.pool] = interface;
}

/* pppd takes one name and password, whichever way the provider asks for them. */
static void identify(struct lowering *lo, struct ppp_object *session, const struct ppp *ppp)
{
	bool pap = ppp->pap.password && !ppp->chap.password;
	const struct ppp_secret *secret = pap ? &ppp->pap : &ppp->chap;

	session->user = secret->user;
	session->password = secret->password;
	if (!pap && !session->user)
		session->user = ppp->pap.user ? ppp->pap.user : lo->router->hostname.s;
	if (ppp->chap.password && ppp->pap.password &&
	    strcmp(ppp->chap.password, ppp->pap.password) != 0)
		diag_at(lo->diags, DIAG_NOT_TRANSLATED, ppp->pap.at,
			"another password for PAP is not translated: both are sent that of CHAP");
}

static void report_session(struct lowering *lo, const struct interface *dialer,
			   const struct interface *carrier)
{
	if (dialer->ppp.authentication && !dialer->ppp.callin && !dialer->ppp.optional)
		diag_at(lo->diags, DIAG_NOT_TRANSLATED, dialer->ppp.pool_at,
			"'ppp authentication' without 'callin' asks the provider, too, who it is; "
			"pppd is told not to");
	if (carrier->pppoe.on_demand)
		diag_at(lo->diags, DIAG_NOT_TRANSLATED, carrier->pppoe.at,
			"dialling on demand is not translated: the session is kept up");
}

static void lower_session(struct lowering *lo, const struct interface *dialer,
			  const struct interface *carrier)
{
	const struct ppp *ppp = &dialer->ppp;
	uint32_t mtu = lower_mtu(dialer);
	uint16_t device = lower_device(lo, dialer), nic = lower_device(lo, carrier);
	struct ppp_object *session =
		&lower_item(lo, OBJECT_PPP, arena_printf(lo->arena, "interface %s", dialer->name))
			 ->ppp;

	session->device = lo->plan->devices.at[device].device;
	session->nic = lo->plan->devices.at[nic].device;
	session->service = carrier->pppoe.service;
	session->mtu = mtu && mtu < PPPOE_MTU ? mtu : PPPOE_MTU;
	session->dns = ppp->ipcp & (1u << IPCP_DNS_REQUEST | 1u << IPCP_DNS_ACCEPT);
	session->negotiated = dialer->mode == ADDRESS_NEGOTIATED;
	if (!ppp->no_keepalive) {
		session->echo_interval = ppp->keepalive ? ppp->keepalive : 10;
		session->echo_failures = ppp->retries ? ppp->retries : 5;
	}
	identify(lo, session, ppp);
	report_session(lo, dialer, carrier);
}

void lower_sessions(struct lowering *lo)
{
	const struct interface *dialer, *carriers[POOLS] = {0};

	find_carriers(lo, carriers);
	STAILQ_FOREACH (dialer, &lo->router->interfaces.list, link) {
		const struct interface *carrier = carriers[dialer->ppp.pool % POOLS];

		if (!dialer->ppp.pool || dialer->type != INTERFACE_DIALER ||
		    lower_device(lo, dialer) == NO_DEVICE)
			continue;
		if (carrier && lower_device(lo, carrier) != NO_DEVICE)
			lower_session(lo, dialer, carrier);
		else
			diag_at(lo->diags, DIAG_NO_CARRIER, dialer->ppp.pool_at,
				"no interface that is up offers dialer pool %u by 'pppoe-client "
				"dial-pool-number %u': nothing dials",
				dialer->ppp.pool, dialer->ppp.pool);
	}
}
