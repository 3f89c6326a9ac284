/* IPv6 of interfaces and of the router as JSON; what no statement says is left out. */
#include "print_json.h"

void put_address6(json_t *object, const char *key, struct ip6 addr)
{
	char text[IP6_TEXT_SIZE];

	put_text(object, key, ip6_text(text, addr));
}

void put_prefix6(json_t *object, const char *key, struct ip6 addr, unsigned len)
{
	char text[IP6_TEXT_SIZE];

	put_text(object, key, ip6_prefix_text(text, addr, len));
}

static json_t *addresses6_json(const struct router *router, const struct interface6 *six)
{
	static const char *const kinds[] = {
		[ADDRESS6_GLOBAL] = "global",
		[ADDRESS6_EUI64] = "eui-64",
		[ADDRESS6_ANYCAST] = "anycast",
		[ADDRESS6_LINK_LOCAL] = "link-local",
	};
	json_t *array = json_array();

	VEC_FOREACH (address, &six->addresses) {
		json_t *row = json_row(router, array, address->at);

		put_prefix6(row, "address", address->addr, address->len);
		put_text(row, "kind", kinds[address->kind]);
		put_name(router, row, "general-prefix", address->prefix);
	}
	return array;
}

void put_interface6(const struct router *router, json_t *row, const struct interface *interface)
{
	const struct interface6 *six = &interface->six;
	json_t *own = json_object();

	if (six->addresses.len)
		json_object_set_new(own, "addresses", addresses6_json(router, six));
	put_flag(own, "enabled", six->enable);
	put_name(router, own, "unnumbered", six->unnumbered.name);
	put_flag(own, "takes-default-route", six->nd_default);
	put_flag(own, "takes-prefixes", six->nd_prefix);
	put_flag(own, "dhcp", six->dhcp);
	put_flag(own, "rapid-commit", six->dhcp_rapid);
	put_name(router, own, "delegated-prefix", six->delegated.name);
	put_flag(own, "delegated-rapid-commit", six->delegated.rapid);
	if (six->delegated.hint.len)
		put_prefix6(own, "delegated-hint", six->delegated.hint.addr,
			    six->delegated.hint.len);
	put_flag(own, "autoconfig", six->autoconfig);
	put_flag(own, "autoconfig-default", six->autoconfig_default);
	put_flag(own, "no-redirects", six->no_redirects);
	put_flag(own, "no-unreachables", six->no_unreachables);
	put_flag(own, "no-dad", six->no_dad);
	put_flag(own, "nat66-inside", six->nat66_inside);
	put_flag(own, "nat66-outside", six->nat66_outside);
	put_advert(router, own, &six->advert);
	put_dhcp6_server(router, own, &six->dhcp6);
	if (six->dad_attempts)
		put_number(own, "dad-attempts", six->dad_attempts);
#define X(member, words, low, high) \
	if (six->member)            \
		put_number(own, #member, six->member);
	INTERFACE6_NUMBERS(X)
#undef X
	put_verify(router, own, &six->verify);
	put_name(router, own, "access-in", six->access_in.name);
	put_name(router, own, "access-out", six->access_out.name);
	put_name(router, own, "policy", six->policy.name);
	if (json_object_size(own))
		json_object_set_new(row, "ipv6", own);
	else
		json_decref(own);
}

static json_t *general_prefixes_json(const struct router *router)
{
	json_t *array = json_array();

	VEC_FOREACH (prefix, &router->ipv6.prefixes) {
		json_t *row = json_row(router, array, prefix->at);

		put_text(row, "name", prefix->name);
		put_prefix6(row, "prefix", prefix->net.addr, prefix->net.len);
	}
	return array;
}

static json_t *nat66_json(const struct router *router)
{
	json_t *array = json_array();

	VEC_FOREACH (entry, &router->ipv6.nat66) {
		json_t *row = json_row(router, array, entry->at);

		put_prefix6(row, "inside", entry->inside.addr, entry->inside.len);
		if (entry->delegated)
			put_text(row, "outside", "delegated");
		else
			put_prefix6(row, "outside", entry->outside.addr, entry->outside.len);
		put_text(row, "vrf", entry->vrf);
		put_name(router, row, "egress-interface", entry->egress.name);
	}
	return array;
}

void put_ipv6(const struct router *router, json_t *json)
{
	const struct ipv6 *ipv6 = &router->ipv6;
	json_t *own = json_object();

	put_flag(own, "routing", ipv6->routing);
	if (ipv6->hop_limit)
		put_number(own, "hop-limit", ipv6->hop_limit);
	if (ipv6->error_interval)
		put_number(own, "icmp-error-interval", ipv6->error_interval - 1);
	if (ipv6->prefixes.len)
		json_object_set_new(own, "general-prefixes", general_prefixes_json(router));
	if (ipv6->nat66.len)
		json_object_set_new(own, "nat66", nat66_json(router));
	put_name(router, own, "local-policy", ipv6->local_policy.name);
	if (json_object_size(own))
		json_object_set_new(json, "ipv6", own);
	else
		json_decref(own);
}
