/*
 * Router advertisements: on IOS every interface of a router that forwards IPv6 sends them, unless
 * it is told not to, so that hosts find it, and make addresses of the prefixes of the link. An
 * advertiser of our own is written down for radvd. Not outside, though: a provider has no use for
 * them, and whoever listens there would make this gateway its router.
 */
#include "compiler.h"
#include "fib.h"
#include "lower.h"
#include "lower_dns.h"

enum { HOP_LIMIT = 64, LONGEST = 1800, PERCENT_SHORTEST = 75, LEN_SLAAC = 64 };

static bool advertises(const struct lowering *lo, uint16_t index)
{
	const struct interface *interface = lo->device[index].interface;
	const struct plan_device *device = &lo->plan->devices.at[index];

	return !device->loopback && !interface->shutdown && interface_has_ipv6(interface) &&
	       !interface6_takes_prefixes(&interface->six) && !interface->six.dhcp &&
	       interface->six.advert.mode != ADVERT_NEVER &&
	       !interface_type_is_point_to_point(interface->type) && !lower_is_tunnel(interface);
}

/* ---- prefixes ---- */

static void add_prefix(struct lowering *lo, struct advertiser_object *to, struct ip6_net net,
		       const struct advert_prefix *said)
{
	struct advertised_prefix row = {
		.net = net,
		.on_link = !said || !said->off_link,
		.autonomous = !said || !said->no_autoconfig,
		.valid = said && said->has_times ? said->valid : ADVERT_VALID,
		.preferred = said && said->has_times ? said->preferred : ADVERT_PREFERRED,
	};

	if (said && said->silent)
		return;
	VEC_FOREACH (other, &to->prefixes)
		if (ip6_net_equal(other->net, net))
			return;
	vec_push(lo->arena, &to->prefixes, row);
}

/* Is one of the interface's own made of what a provider delegates? */
static bool has_delegated(const struct lowering *lo, const struct interface *interface)
{
	VEC_FOREACH (address, &interface->six.addresses)
		if (address->len == LEN_SLAAC && interface_address6_is_global(address) &&
		    interface_address6_delegated(lo->router, address))
			return true;
	return false;
}

/*
 * On IOS a prefix that was delegated is advertised for as long as the lease still lasts, which no
 * file can say: RFC 9096's times have hosts give up one that is gone within the hour.
 */
enum { DELEGATED_VALID = 5400, DELEGATED_PREFERRED = 2700 };

/*
 * ::/64 is for radvd all prefixes of the link's addresses, now and later. Those that are written
 * are among them, and what a line says of one it says of all.
 */
static void lower_whatever_stands(struct lowering *lo, const struct interface *interface,
				  struct advertiser_object *to)
{
	struct ip6_net any = {.len = LEN_SLAAC};
	struct advert_prefix row = {.has_times = false};
	const struct advert_prefix *all = advert_prefix_find(interface, any);

	if (all)
		row = *all;
	if (!row.has_times) {
		row.has_times = true;
		row.valid = DELEGATED_VALID;
		row.preferred = DELEGATED_PREFERRED;
	}
	add_prefix(lo, to, any, &row);
	VEC_FOREACH (address, &interface->six.addresses) {
		struct ip6_net net = {.len = address->len};
		const struct advert_prefix *said;

		net.addr = ip6_subnet(address->addr, net.len);
		said = address->prefix.s ? NULL : advert_prefix_find(interface, net);
		if (said && !said->fallback)
			line_leave_out(lo->router, said->at, NULL,
				       "what is said of one prefix of a link with a delegated one");
	}
}

/* Those of the interface's own addresses, then those that the lines add. */
static void lower_prefixes(struct lowering *lo, const struct interface *interface,
			   struct advertiser_object *to)
{
	bool delegated = has_delegated(lo, interface);

	if (delegated)
		lower_whatever_stands(lo, interface, to);
	VEC_FOREACH (address, &interface->six.addresses) {
		struct ip6_net net = {.len = address->len};
		struct ip6 whole;

		/* one made of an unknown hardware address is not there, nor a route to its network
		 */
		if ((delegated && address->len == LEN_SLAAC) ||
		    !interface_address6_is_global(address) || address->len == IP6_BITS ||
		    !interface_address6_whole(lo->router, address, &whole))
			continue;
		net.addr = ip6_subnet(whole, net.len);
		add_prefix(lo, to, net, advert_prefix_find(interface, net));
	}
	VEC_FOREACH (prefix, &interface->six.advert.prefixes)
		if (!prefix->fallback)
			add_prefix(lo, to, prefix->net, prefix);
}

/* ---- times ---- */

/* The next one comes before the last is forgotten. */
static void lower_times_of(const struct advert *advert, struct advertiser_object *to)
{
	enum { SHORTEST = 4000, LEAST = 3000 };
	uint32_t longest = advert->longest ? advert->longest : ADVERT_INTERVAL * 1000;

	to->lifetime = advert->has_lifetime ? advert->lifetime : ADVERT_LIFETIME;
	if (to->lifetime && longest > to->lifetime * 1000)
		longest = to->lifetime * 1000;
	if (longest < SHORTEST)
		longest = SHORTEST;
	if (to->lifetime && to->lifetime * 1000 < longest)
		to->lifetime = longest / 1000;
	to->longest = longest;
	to->shortest = advert->shortest ? advert->shortest : longest / 100 * PERCENT_SHORTEST;
	if (to->shortest > longest / 100 * PERCENT_SHORTEST)
		to->shortest = longest / 100 * PERCENT_SHORTEST;
	if (to->shortest < LEAST)
		to->shortest = LEAST;
}

static void lower_dns_told(struct lowering *lo, const struct advert *advert,
			   struct advertiser_object *to)
{
	VEC_FOREACH (dns, &advert->dns) {
		struct advertised_dns row = {NULL, dns->addr, dns->has_lifetime, dns->lifetime};

		if (dns->name)
			row.name = lower_search_domain(lo, dns->name, dns->at);
		if (row.name || !dns->name)
			vec_push(lo->arena, &to->dns, row);
	}
}

static void lower_advertiser(struct lowering *lo, uint16_t index)
{
	const struct interface *interface = lo->device[index].interface;
	const struct interface6 *six = &interface->six;
	struct advertiser_object to = {
		.device = lo->plan->devices.at[index].device,
		.asked_only = six->advert.mode == ADVERT_ASKED,
		.managed = six->advert.managed,
		.other = six->advert.other,
		.preference = six->advert.preference,
		.tells_interval = six->advert.tells_interval,
		.mtu = six->advert.no_mtu ? 0 : six->mtu,
		.reachable_time = six->reachable_time,
		.retransmit_time = six->ns_interval,
	};

	if (!six->advert.no_hop_limit)
		to.hop_limit = lo->router->ipv6.hop_limit ? lo->router->ipv6.hop_limit : HOP_LIMIT;
	lower_times_of(&six->advert, &to);
	lower_prefixes(lo, interface, &to);
	lower_dns_told(lo, &six->advert, &to);
	lower_item(lo, OBJECT_ADVERTISER, lower_origin(lo, interface->at))->advertiser = to;
}

void lower_advertisers(struct lowering *lo)
{
	if (!lo->router->ipv6.routing)
		return;
	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		if (!advertises(lo, i))
			continue;
		if (lo->safe && lo->plan->devices.at[i].outside)
			lower_divergence(lo, DIAG_ADVERTISED_INSIDE, lo->device[i].interface->at,
					 "router advertisements are sent inside only");
		else
			lower_advertiser(lo, i);
	}
}
