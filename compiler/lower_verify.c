/*
 * `ip verify unicast` and `ipv6 verify unicast`: what comes in with a source that nobody could have
 * there is refused. As on IOS its interface's access list is asked before.
 */
#include "fib.h"
#include "lower_nft.h"

enum { PRIORITY_VERIFY = -140 };

/* A family, whose lists are of another kind and may have the names of the other's. */
struct family {
	bool v6;
	const char *chain;
	enum nft_field here;
};

static const struct family families[] = {
	{false, "verify", FIELD_NFPROTO_IPV4},
	{true, "verify6", FIELD_NFPROTO_IPV6},
};

static const struct interface_verify *verify_of(const struct family *family,
						const struct interface *interface)
{
	return family->v6 ? &interface->six.verify : &interface->verify;
}

static bool verifies(const struct lowering *lo, const struct family *family,
		     const struct interface *interface)
{
	const struct interface_verify *verify = verify_of(family, interface);

	return verify->given && !(verify->any && interface->vrf.s) &&
	       lower_any_device(lo, interface) != NO_DEVICE;
}

/* Whether any route leads back, the kernel tells of the global table only. */
static void report_loose(struct lowering *lo, const struct family *family)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		const struct interface_verify *verify = verify_of(family, interface);

		if (verify->given && verify->any && interface->vrf.s)
			line_leave_out(lo->router, verify->at,
				       arena_printf(lo->arena, "interface %s", interface->name),
				       "a loose check of sources in a VRF");
	}
}

static const char *list_chain(struct lowering *lo, const struct family *family,
			      const struct interface_verify *verify)
{
	return arena_printf(lo->arena, "%s/%s", family->chain,
			    lower_identifier(lo, verify->acl.name.s));
}

static bool leads_by(const struct lowering *lo, const struct static_route *route,
		     const struct interface *interface)
{
	if (route->len || route->vrf)
		return false;
	if (route->interface.to == interface)
		return true;
	if (!route->has_next_hop)
		return false;
	return interface ==
	       (route->v6 ? fib6_connected(lo->fib6, router_ip6(lo->router, route->next_hop))
			  : fib_connected(lo->fib, route->next_hop));
}

/* Does a default route leave by INTERFACE, so that without allow-default IOS refuses more? */
static bool has_default(const struct lowering *lo, const struct family *family,
			const struct interface *interface)
{
	const struct static_routes *routes =
		family->v6 ? &lo->router->routes6 : &lo->router->routes;
	const struct interface6 *six = &interface->six;

	if (verify_of(family, interface)->any || interface->vrf.s)
		return true;
	if (family->v6 ? six->autoconfig_default || six->nd_default
		       : interface->mode != ADDRESS_STATIC)
		return true;
	VEC_FOREACH (route, routes)
		if (leads_by(lo, route, interface))
			return true;
	return false;
}

/* Neighbours that look for each other have addresses of the link, or none yet: no route is theirs.
 */
static void spare_neighbours(struct lowering *lo, struct chain_object *chain)
{
	static const struct ip6_net spared[] = {
		{.addr = {UINT64_C(0xfe80) << 48, 0}, .len = 10},
		{.len = IP6_BITS},
	};

	for (size_t i = 0; i < sizeof spared / sizeof *spared; i++)
		lower_match_prefix6(
			lo, lower_rule(lo, chain, (struct nft_action){.verb = VERB_ACCEPT}, NULL),
			FIELD_SADDR6, spared[i]);
}

static void verify_rule(struct lowering *lo, const struct family *family,
			struct chain_object *chain, const struct interface *interface)
{
	const struct interface_verify *verify = verify_of(family, interface);
	const char *device = lo->plan->devices.at[lower_any_device(lo, interface)].device;
	struct nft_action action = {.verb = VERB_DROP};
	struct nft_rule *rule;

	if (verify->acl.to)
		action = (struct nft_action){.verb = VERB_JUMP,
					     .target = list_chain(lo, family, verify)};
	rule = lower_rule(lo, chain, action, lower_origin(lo, verify->at));
	rule->counter = true;
	lower_match_device(lo, rule, FIELD_IIFNAME, device);
	lower_match_flag(lo, rule, family->here);
	lower_match_flag(lo, rule, verify->any ? FIELD_NO_SOURCE : FIELD_NO_WAY_BACK);
	lower_divergence(lo, DIAG_VERIFY_CARRIER, verify->at,
			 "the network of a link without carrier counts as one that is there");
	if (!verify->allow_default && has_default(lo, family, interface))
		lower_divergence(lo, DIAG_VERIFY_DEFAULT, verify->at,
				 "a source that only a default route leads to is believed, as with "
				 "'allow-default'");
}

/* One chain for each list, whatever interfaces use it. */
static void verify_lists(struct lowering *lo, const struct family *family)
{
	const struct interface *interface;
	struct lower_used *used = NULL;

	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		const struct interface_verify *verify = verify_of(family, interface);

		if (verifies(lo, family, interface) && verify->acl.to &&
		    lower_first_use(lo, &used, verify->acl.to))
			lower_acl(lo, verify->acl.to, list_chain(lo, family, verify),
				  (struct nft_action){.verb = VERB_RETURN},
				  (struct nft_action){.verb = VERB_DROP});
	}
	HASH_CLEAR(hh, used);
}

/* The routes alone are asked, not what the router's own packets find (lower_own.c). */
static void ask_routes(struct lowering *lo, struct chain_object *chain, uint32_t mark)
{
	lower_match_flag(lo, lower_mark(lo, chain, mark, NULL), FIELD_NFPROTO_IPV4);
}

static void verify_family(struct lowering *lo, const struct family *family)
{
	const struct interface *interface;
	struct chain_object *chain = NULL;

	report_loose(lo, family);
	verify_lists(lo, family);
	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		if (!verifies(lo, family, interface))
			continue;
		if (!chain) {
			chain = lower_base_chain(lo, family->chain, HOOK_PREROUTING, CHAIN_FILTER,
						 PRIORITY_VERIFY);
			if (family->v6)
				spare_neighbours(lo, chain);
			else if (lo->routed_mark)
				ask_routes(lo, chain, lo->routed_mark);
		}
		verify_rule(lo, family, chain, interface);
	}
	if (chain && !family->v6 && lo->routed_mark)
		ask_routes(lo, chain, 0);
}

void lower_verify(struct lowering *lo)
{
	verify_family(lo, &families[0]);
	verify_family(lo, &families[1]);
}
