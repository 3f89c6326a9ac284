/* Router advertisements: what statements do to those of an interface. Their lists are short. */
#include <string.h>

#include "ir.h"

static bool prefix_same(const struct advert_prefix *a, const struct advert_prefix *b)
{
	return a->fallback == b->fallback && a->net.len == b->net.len &&
	       ip6_equal(a->net.addr, b->net.addr);
}

void advert_prefix(struct router *router, struct interface *interface, bool no,
		   const struct advert_prefix *prefix)
{
	struct advert *advert = &interface->six.advert;

	for (uint32_t i = advert->prefixes.len; i--;)
		if (prefix_same(&advert->prefixes.at[i], prefix))
			vec_remove(&advert->prefixes, i);
	if (!no)
		vec_push(router->arena, &advert->prefixes, *prefix);
}

static bool dns_same(const struct advert_dns *a, const struct advert_dns *b)
{
	if (a->name && b->name)
		return !strcmp(a->name, b->name);
	return !a->name && !b->name && ip6_equal(a->addr, b->addr);
}

void advert_dns(struct router *router, struct interface *interface, bool no,
		const struct advert_dns *dns)
{
	struct advert *advert = &interface->six.advert;

	for (uint32_t i = advert->dns.len; i--;)
		if (dns_same(&advert->dns.at[i], dns))
			vec_remove(&advert->dns, i);
	if (!no)
		vec_push(router->arena, &advert->dns, *dns);
}

const struct advert_prefix *advert_prefix_find(const struct interface *interface,
					       struct ip6_net net)
{
	const struct advert_prefix *fallback = NULL;

	VEC_FOREACH (prefix, &interface->six.advert.prefixes) {
		if (prefix->fallback)
			fallback = prefix;
		else if (ip6_net_equal(prefix->net, net))
			return prefix;
	}
	return fallback;
}
