/* Checks of IPv6: next hops that cannot be reached, and forwarding that was never asked for. */
#include "check.h"

#include <uthash.h>

/* Neighbours may be known that the configuration does not show. */
static bool networks6_are_known(const struct checker *c)
{
	const struct interface *interface;
	bool any = false;

	if (c->learns_routes)
		return false;
	STAILQ_FOREACH (interface, &c->router->interfaces.list, link) {
		if (interface6_takes_prefixes(&interface->six) || interface->six.dhcp ||
		    interface->six.delegated.name.s)
			return false;
		any |= interface->type != INTERFACE_LOOPBACK && interface->six.addresses.len;
	}
	return any;
}

static void check_route6(struct checker *c, const struct static_route *route)
{
	char text[IP6_TEXT_SIZE];
	const struct fib_row *rows;
	const char *unfit;
	struct ip6 hop;
	uint32_t n;

	if (!route->has_next_hop || route->untranslated || route->vrf)
		return;
	hop = router_ip6(c->router, route->next_hop);
	unfit = fib6_no_next_hop(c->fib6, c->router, hop);
	if (!unfit && !route->interface.name.s && networks6_are_known(c)) {
		rows = fib6_rows(c->fib6, hop, IP6_BITS, &n);
		if (!fib6_connected(c->fib6, hop) && (!rows || !rows->len))
			unfit = "on no connected network";
	}
	if (unfit)
		diag_at(c->diags, DIAG_NEXT_HOP, route->next_hop_at, "next hop '%s' is %s",
			ip6_text(text, hop), unfit);
}

/* A router that has IPv6 on two sides and was not told to forward does not. */
static void check_forwarding6(struct checker *c)
{
	const struct interface *interface, *second = NULL;
	unsigned n = 0;

	if (c->router->ipv6.routing)
		return;
	STAILQ_FOREACH (interface, &c->router->interfaces.list, link)
		if (check_in_use(c, interface) && interface->type != INTERFACE_LOOPBACK &&
		    interface->six.addresses.len && ++n == 2)
			second = interface;
	if (second)
		diag_at(c->diags, DIAG_IPV6_ROUTING, second->six.addresses.at[0].at,
			"IPv6 on several interfaces, and no 'ipv6 unicast-routing': the router "
			"forwards none");
}

/* ---- filters that keep neighbours apart ---- */

enum { ICMP6 = 58, NEIGHBOUR_SOLICITATION = 135, NEIGHBOUR_ADVERTISEMENT = 136 };

/* A list that was looked at, which may filter on many interfaces. */
struct looked {
	UT_hash_handle hh; /* by LIST */
	const struct acl *list;
};

static bool takes_message(const struct ace *entry, unsigned type)
{
	if (entry->proto == ACE_IP)
		return true;
	return entry->proto == ICMP6 && (entry->icmp_type == ICMP_ANY || entry->icmp_type == type);
}

/* Does ENTRY look at nothing but what kind of message it is? */
static bool takes_anybody(const struct acl *list, const struct ace *entry)
{
	const struct ace_options *options = acl_options(list, entry);

	return !entry->untranslated && !(options->given & ~ACE_LOG_INPUT) && !options->headers &&
	       !options->time_range.name.s && entry->src.wild == IP6_BITS &&
	       entry->dst.wild == IP6_BITS;
}

/* The entry that denies messages of TYPE to all; NULL when one before it permits some. */
static const struct ace *denies_message(const struct acl *list, unsigned type)
{
	VEC_FOREACH (entry, &list->entries) {
		if (!takes_message(entry, type) || (acl_options(list, entry)->given & ACE_EVALUATE))
			continue;
		if (entry->action == ACE_PERMIT)
			return NULL;
		if (entry->action == ACE_DENY && takes_anybody(list, entry))
			return entry;
	}
	return NULL;
}

static void report_denied(struct checker *c, const acl_ref *ref, const struct ace *entry)
{
	struct diag *diag = diag_at(c->diags, DIAG_NEIGHBOURS_DENIED, entry->at,
				    "this entry denies neighbour discovery, without which no host "
				    "on the link is reached: permit 'nd-na' and 'nd-ns' before it");

	diag_note(c->diags, diag, ref->name.at, "list '%s' filters here", ref->name.s);
}

/* Only what comes in: the router's own messages pass no list, and none are forwarded. */
static void check_neighbours(struct checker *c)
{
	struct looked *looked, *all = NULL;
	const struct interface *interface;

	STAILQ_FOREACH (interface, &c->router->interfaces.list, link) {
		const struct acl *list = interface->six.access_in.to;
		const struct ace *entry;

		HASH_FIND_PTR(all, &list, looked);
		if (!list || looked)
			continue;
		looked = arena_new_object(c->arena, struct looked);
		looked->list = list;
		HASH_ADD_PTR(all, list, looked);
		entry = denies_message(list, NEIGHBOUR_SOLICITATION);
		if (!entry)
			entry = denies_message(list, NEIGHBOUR_ADVERTISEMENT);
		if (entry)
			report_denied(c, &interface->six.access_in, entry);
	}
	HASH_CLEAR(hh, all);
}

void check_ipv6(struct checker *c)
{
	VEC_FOREACH (route, &c->router->routes6)
		check_route6(c, route);
	check_forwarding6(c);
	check_neighbours(c);
}
