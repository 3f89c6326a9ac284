/* Services of the plan as JSON: see plan_json_object.c. */
#include "grammar/ip.h"
#include "plan_json.h"

static json_t *options_json(const dhcp_option_rows *options)
{
	static const char *const forms[] = {"addresses", "text", "bytes", "plain"};
	json_t *array = json_array();

	VEC_FOREACH (option, options)
		json_array_append_new(array,
				      json_pack("{s:I, s:o}", "code", (json_int_t)option->code,
						forms[option->form], text_json(option->data)));
	return array;
}

static json_t *host_json(const struct dhcp_host_row *host)
{
	return json_pack("{s:o, s:o, s:o, s:o}", "address", address_json(host->addr),
			 host->hardware ? "hardware" : "client-id", text_json(host->id), "hostname",
			 text_json(host->hostname), "options", options_json(&host->options));
}

void dhcp_subnet_put(json_t *json, const struct plan *plan, const struct dhcp_subnet_object *subnet)
{
	json_t *ranges = json_array(), *hosts = json_array();
	char text[IP_TEXT_SIZE];

	(void)plan;
	VEC_FOREACH (range, &subnet->ranges)
		json_array_append_new(ranges,
				      json_pack("{s:o, s:o}", "first", address_json(range->first),
						"last", address_json(range->last)));
	VEC_FOREACH (host, &subnet->hosts)
		json_array_append_new(hosts, host_json(host));
	json_object_set_new(json, "subnet",
			    json_string(ip_prefix_text(text, subnet->prefix, subnet->len)));
	if (subnet->vrf)
		json_object_set_new(json, "vrf", text_json(subnet->vrf));
	json_object_set_new(json, "device", text_json(subnet->device));
	json_object_set_new(json, "ranges", ranges);
	json_object_set_new(json, "lease", json_integer(subnet->lease));
	if (subnet->next_server)
		json_object_set_new(json, "next-server", address_json(subnet->next_server));
	if (subnet->bootfile)
		json_object_set_new(json, "bootfile", text_json(subnet->bootfile));
	json_object_set_new(json, "options", options_json(&subnet->options));
	json_object_set_new(json, "hosts", hosts);
}

static json_t *net6_json(struct ip6_net net)
{
	char text[IP6_TEXT_SIZE];

	return json_string(ip6_prefix_text(text, net.addr, net.len));
}

static void put_prefixes(json_t *json, const struct dhcp6_subnet_object *subnet)
{
	json_t *reserved = json_array();

	if (subnet->delegated.len)
		json_object_set_new(json, "delegates",
				    json_pack("{s:o, s:i}", "out-of",
					      net6_json(subnet->delegated.net), "length",
					      (int)subnet->delegated.len));
	VEC_FOREACH (row, &subnet->reserved)
		json_array_append_new(reserved,
				      json_pack("{s:o, s:o}", "prefix", net6_json(row->net), "duid",
						text_json(row->duid)));
	if (subnet->reserved.len)
		json_object_set_new(json, "reserved", reserved);
	else
		json_decref(reserved);
}

void dhcp6_subnet_put(json_t *json, const struct plan *plan,
		      const struct dhcp6_subnet_object *subnet)
{
	json_t *ranges = json_array();
	char text[IP6_TEXT_SIZE];

	(void)plan;
	VEC_FOREACH (range, &subnet->ranges)
		json_array_append_new(ranges,
				      json_pack("{s:o, s:o}", "first", address6_json(range->first),
						"last", address6_json(range->last)));
	json_object_set_new(json, "subnet",
			    json_string(ip6_prefix_text(text, subnet->net.addr, subnet->net.len)));
	json_object_set_new(json, "device", text_json(subnet->device));
	json_object_set_new(json, "ranges", ranges);
	put_prefixes(json, subnet);
	json_object_set_new(json, "valid", json_integer(subnet->valid));
	json_object_set_new(json, "preferred", json_integer(subnet->preferred));
	json_object_set_new(json, "rapid-commit", json_boolean(subnet->rapid_commit));
	json_object_set_new(json, "options", options_json(&subnet->options));
}

static json_t *vrrp_track_json(const struct vrrp_track_row *track)
{
	json_t *json = json_pack("{s:i}", "weight", track->weight);

	if (track->device)
		json_object_set_new(json, "device", text_json(track->device));
	else
		json_object_set_new(json, "track", json_integer(track->track));
	return json;
}

void vrrp_put(json_t *json, const struct plan *plan, const struct vrrp_object *vrrp)
{
	json_t *addresses = json_array(), *tracks = json_array();

	(void)plan;
	VEC_FOREACH (address, &vrrp->addresses)
		json_array_append_new(addresses, address_json(*address));
	VEC_FOREACH (track, &vrrp->tracks)
		json_array_append_new(tracks, vrrp_track_json(track));
	json_object_set_new(json, "device", text_json(vrrp->device));
	json_object_set_new(json, "vrid", json_integer(vrrp->vrid));
	json_object_set_new(json, "name", text_json(vrrp->name));
	json_object_set_new(json, "priority", json_integer(vrrp->priority));
	json_object_set_new(json, "preempt", json_boolean(vrrp->preempt));
	json_object_set_new(json, "delay", json_integer(vrrp->delay));
	json_object_set_new(json, "advertise", json_integer(vrrp->advertise));
	json_object_set_new(json, "version", json_integer(vrrp->version));
	if (vrrp->password)
		json_object_set_new(json, "authenticated", json_true());
	json_object_set_new(json, "addresses", addresses);
	if (vrrp->followers.len) {
		json_t *followers = json_array();

		VEC_FOREACH (row, &vrrp->followers)
			json_array_append_new(
				followers, json_pack("{s:o, s:o}", "device", text_json(row->device),
						     "address", address_json(row->addr)));
		json_object_set_new(json, "followers", followers);
	}
	json_object_set_new(json, "tracks", tracks);
}

void dhcp_client_put(json_t *json, const struct plan *plan, const struct dhcp_client_object *client)
{
	(void)plan;
	json_object_set_new(json, "device", text_json(client->device));
	json_object_set_new(json, "hostname", text_json(client->hostname));
	json_object_set_new(json, "client-id",
			    client->hardware_id ? json_string("hardware")
						: text_json(client->client_id));
	json_object_set_new(json, "class-id", text_json(client->class_id));
	json_object_set_new(json, "lease", json_integer(client->lease));
	json_object_set_new(json, "broadcast", json_boolean(client->broadcast));
	json_object_set_new(json, "not-requested", json_integer(client->refused));
	if (client->prefix6)
		json_object_set_new(json, "prefix-hint", json_integer(client->hint6));
	if (client->rapid6)
		json_object_set_new(json, "rapid-commit", json_true());
}

static json_t *advertised_json(const struct advertised_prefix *prefix)
{
	char text[IP6_TEXT_SIZE];

	ip6_prefix_text(text, prefix->net.addr, prefix->net.len);
	return json_pack("{s:s, s:b, s:b, s:I, s:I}", "prefix", text, "on-link", prefix->on_link,
			 "autonomous", prefix->autonomous, "valid", (json_int_t)prefix->valid,
			 "preferred", (json_int_t)prefix->preferred);
}

static json_t *advertised_dns_json(const struct advertised_dns *dns)
{
	json_t *json = json_object();

	if (dns->name)
		json_object_set_new(json, "search", text_json(dns->name));
	else
		json_object_set_new(json, "server", address6_json(dns->addr));
	if (dns->has_lifetime)
		json_object_set_new(json, "lifetime", json_integer(dns->lifetime));
	return json;
}

void advertiser_put(json_t *json, const struct plan *plan,
		    const struct advertiser_object *advertiser)
{
	json_t *prefixes = json_array(), *dns = json_array();

	(void)plan;
	VEC_FOREACH (row, &advertiser->prefixes)
		json_array_append_new(prefixes, advertised_json(row));
	VEC_FOREACH (row, &advertiser->dns)
		json_array_append_new(dns, advertised_dns_json(row));
	json_object_set_new(json, "device", text_json(advertiser->device));
	json_object_set_new(json, "asked-only", json_boolean(advertiser->asked_only));
	json_object_set_new(json, "managed", json_boolean(advertiser->managed));
	json_object_set_new(json, "other", json_boolean(advertiser->other));
	json_object_set_new(json, "tells-interval", json_boolean(advertiser->tells_interval));
	json_object_set_new(json, "preference", json_integer(advertiser->preference));
	json_object_set_new(json, "longest", json_integer(advertiser->longest));
	json_object_set_new(json, "shortest", json_integer(advertiser->shortest));
	json_object_set_new(json, "lifetime", json_integer(advertiser->lifetime));
	json_object_set_new(json, "hop-limit", json_integer(advertiser->hop_limit));
	json_object_set_new(json, "mtu", json_integer(advertiser->mtu));
	json_object_set_new(json, "reachable-time", json_integer(advertiser->reachable_time));
	json_object_set_new(json, "retransmit-time", json_integer(advertiser->retransmit_time));
	json_object_set_new(json, "prefixes", prefixes);
	json_object_set_new(json, "dns", dns);
}
