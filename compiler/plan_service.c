/* Services of the plan compared: see plan_object.c. */
#include "plan_service.h"

#include <string.h>

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static bool options_same(const dhcp_option_rows *a, const dhcp_option_rows *b)
{
	for (uint32_t i = 0; a->len == b->len && i < a->len; i++) {
		const struct dhcp_option_row *x = &a->at[i], *y = &b->at[i];

		if (x->code != y->code || x->form != y->form || !same_text(x->data, y->data))
			return false;
	}
	return a->len == b->len;
}

static bool host_same(const struct dhcp_host_row *a, const struct dhcp_host_row *b)
{
	return a->addr == b->addr && a->hardware == b->hardware && same_text(a->id, b->id) &&
	       same_text(a->hostname, b->hostname) && options_same(&a->options, &b->options);
}

int dhcp_subnet_order(const struct dhcp_subnet_object *a, const struct dhcp_subnet_object *b)
{
	if (!same_text(a->vrf, b->vrf))
		return !a->vrf ? -1 : !b->vrf ? 1 : strcmp(a->vrf, b->vrf);
	return a->prefix != b->prefix ? (a->prefix > b->prefix) - (a->prefix < b->prefix)
				      : a->len - b->len;
}

bool dhcp_subnet_same(const struct dhcp_subnet_object *a, const struct dhcp_subnet_object *b)
{
	if (a->len != b->len || a->lease != b->lease || a->next_server != b->next_server ||
	    !same_text(a->device, b->device) || !same_text(a->bootfile, b->bootfile) ||
	    a->ranges.len != b->ranges.len || a->hosts.len != b->hosts.len ||
	    !options_same(&a->options, &b->options))
		return false;
	for (uint32_t i = 0; i < a->ranges.len; i++)
		if (a->ranges.at[i].first != b->ranges.at[i].first ||
		    a->ranges.at[i].last != b->ranges.at[i].last)
			return false;
	for (uint32_t i = 0; i < a->hosts.len; i++)
		if (!host_same(&a->hosts.at[i], &b->hosts.at[i]))
			return false;
	return true;
}

int dhcp6_subnet_order(const struct dhcp6_subnet_object *a, const struct dhcp6_subnet_object *b)
{
	int order = ip6_compare(a->net.addr, b->net.addr);

	return order ? order : a->net.len - b->net.len;
}

static bool prefixes_same(const struct dhcp6_subnet_object *a, const struct dhcp6_subnet_object *b)
{
	if (a->delegated.len != b->delegated.len ||
	    !ip6_net_equal(a->delegated.net, b->delegated.net) ||
	    a->reserved.len != b->reserved.len)
		return false;
	for (uint32_t i = 0; i < a->reserved.len; i++)
		if (!ip6_net_equal(a->reserved.at[i].net, b->reserved.at[i].net) ||
		    !same_text(a->reserved.at[i].duid, b->reserved.at[i].duid))
			return false;
	return true;
}

bool dhcp6_subnet_same(const struct dhcp6_subnet_object *a, const struct dhcp6_subnet_object *b)
{
	if (a->valid != b->valid || a->preferred != b->preferred ||
	    a->rapid_commit != b->rapid_commit || !same_text(a->device, b->device) ||
	    a->ranges.len != b->ranges.len || !options_same(&a->options, &b->options))
		return false;
	for (uint32_t i = 0; i < a->ranges.len; i++)
		if (!ip6_equal(a->ranges.at[i].first, b->ranges.at[i].first) ||
		    !ip6_equal(a->ranges.at[i].last, b->ranges.at[i].last))
			return false;
	return prefixes_same(a, b);
}

int dhcp_client_order(const struct dhcp_client_object *a, const struct dhcp_client_object *b)
{
	return strcmp(a->device, b->device);
}

bool dhcp_client_says4(const struct dhcp_client_object *client)
{
	return client->hostname || client->client_id || client->hardware_id || client->class_id ||
	       client->lease || client->broadcast || client->refused;
}

bool dhcp_client_says6(const struct dhcp_client_object *client)
{
	return client->prefix6 || client->rapid6;
}

bool dhcp_client_same(const struct dhcp_client_object *a, const struct dhcp_client_object *b)
{
	return same_text(a->hostname, b->hostname) && a->hardware_id == b->hardware_id &&
	       same_text(a->client_id, b->client_id) && same_text(a->class_id, b->class_id) &&
	       a->lease == b->lease && a->broadcast == b->broadcast && a->refused == b->refused &&
	       a->address6 == b->address6 && a->prefix6 == b->prefix6 && a->hint6 == b->hint6 &&
	       a->rapid6 == b->rapid6;
}

int advertiser_order(const struct advertiser_object *a, const struct advertiser_object *b)
{
	return strcmp(a->device, b->device);
}

static bool advertised_prefix_same(const struct advertised_prefix *a,
				   const struct advertised_prefix *b)
{
	return ip6_net_equal(a->net, b->net) && a->on_link == b->on_link &&
	       a->autonomous == b->autonomous && a->valid == b->valid &&
	       a->preferred == b->preferred;
}

static bool advertised_dns_same(const struct advertised_dns *a, const struct advertised_dns *b)
{
	return same_text(a->name, b->name) && ip6_equal(a->addr, b->addr) &&
	       a->has_lifetime == b->has_lifetime && a->lifetime == b->lifetime;
}

bool advertiser_same(const struct advertiser_object *a, const struct advertiser_object *b)
{
	if (a->asked_only != b->asked_only || a->managed != b->managed || a->other != b->other ||
	    a->tells_interval != b->tells_interval || a->preference != b->preference ||
	    a->longest != b->longest || a->shortest != b->shortest || a->lifetime != b->lifetime ||
	    a->hop_limit != b->hop_limit || a->mtu != b->mtu ||
	    a->reachable_time != b->reachable_time || a->retransmit_time != b->retransmit_time ||
	    a->prefixes.len != b->prefixes.len || a->dns.len != b->dns.len)
		return false;
	for (uint32_t i = 0; i < a->prefixes.len; i++)
		if (!advertised_prefix_same(&a->prefixes.at[i], &b->prefixes.at[i]))
			return false;
	for (uint32_t i = 0; i < a->dns.len; i++)
		if (!advertised_dns_same(&a->dns.at[i], &b->dns.at[i]))
			return false;
	return true;
}

int vrrp_order(const struct vrrp_object *a, const struct vrrp_object *b)
{
	int order = strcmp(a->device, b->device);

	return order ? order : (a->vrid > b->vrid) - (a->vrid < b->vrid);
}

static bool track_same(const struct vrrp_track_row *a, const struct vrrp_track_row *b)
{
	return a->track == b->track && a->weight == b->weight && same_text(a->device, b->device);
}

bool vrrp_same(const struct vrrp_object *a, const struct vrrp_object *b)
{
	if (a->priority != b->priority || a->preempt != b->preempt || a->delay != b->delay ||
	    a->advertise != b->advertise || a->version != b->version ||
	    !same_text(a->name, b->name) || !same_text(a->password, b->password) ||
	    a->addresses.len != b->addresses.len || a->followers.len != b->followers.len ||
	    a->tracks.len != b->tracks.len)
		return false;
	for (uint32_t i = 0; i < a->followers.len; i++)
		if (a->followers.at[i].addr != b->followers.at[i].addr ||
		    !same_text(a->followers.at[i].device, b->followers.at[i].device))
			return false;
	for (uint32_t i = 0; i < a->addresses.len; i++)
		if (a->addresses.at[i] != b->addresses.at[i])
			return false;
	for (uint32_t i = 0; i < a->tracks.len; i++)
		if (!track_same(&a->tracks.at[i], &b->tracks.at[i]))
			return false;
	return true;
}
