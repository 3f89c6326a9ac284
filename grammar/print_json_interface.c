/* Interfaces and VRFs as JSON. Passwords are not shown: that there is one is. */
#include "print_json.h"

static json_t *own_addresses_json(const struct router *router, const struct interface *interface)
{
	json_t *array = json_array();

	VEC_FOREACH (address, &interface->addresses) {
		json_t *row = json_row(router, array, address->at);

		put_prefix(row, "address", address->addr, address->len);
		put_flag(row, "secondary", address->secondary);
	}
	return array;
}

static void put_some(json_t *object, const char *key, uint32_t number)
{
	if (number)
		put_number(object, key, number);
}

/* The names of the bits of SET. */
static void put_set(json_t *object, const char *key, uint32_t set, const char *const *names)
{
	json_t *array;

	if (!set)
		return;
	array = json_array();
	for (unsigned i = 0; set >> i; i++)
		if (set >> i & 1)
			json_array_append_new(array, json_string(names[i]));
	json_object_set_new(object, key, array);
}

static void put_object(json_t *object, const char *key, json_t *value)
{
	if (json_object_size(value))
		json_object_set_new(object, key, value);
	else
		json_decref(value);
}

static void put_identity(json_t *json, const char *key, const struct dhcp_identity *id)
{
	static const char *const forms[] = {
		[DHCP_ID_INTERFACE] = "interface",
		[DHCP_ID_ASCII] = "ascii",
		[DHCP_ID_HEX] = "hex",
		[DHCP_ID_HARDWARE] = "mac-address",
		[DHCP_ID_DISABLED] = "disable",
	};

	if (id->form)
		json_object_set_new(
			json, key,
			json_pack("{s:s,s:s*}", "form", forms[id->form], "text", id->text));
}

static json_t *dhcp_json(const struct dhcp_client *client)
{
	static const char *const requests[] = {
#define X(symbol, text) text,
		DHCP_REQUESTS(X)
#undef X
	};
	json_t *json = json_object();

	put_some(json, "distance", client->distance);
	put_some(json, "track", client->track);
	put_set(json, "not-requested", client->refused, requests);
	put_identity(json, "client-id", &client->client_id);
	put_identity(json, "class-id", &client->class_id);
	put_identity(json, "vendor-class", &client->vendor_class);
	put_text(json, "hostname", client->hostname);
	put_some(json, "lease", client->lease);
	put_flag(json, "broadcast-flag", client->broadcast == DHCP_FLAG_SET);
	put_flag(json, "no-broadcast-flag", client->broadcast == DHCP_FLAG_CLEAR);
	put_identity(json, "address-client-id", &client->address_client_id);
	put_text(json, "address-hostname", client->address_hostname);
	return json;
}

static json_t *tag_json(const struct interface_tag *tag)
{
	json_t *json = json_object();

	put_some(json, "vlan", tag->id);
	put_flag(json, "native", tag->native);
	put_some(json, "inner", tag->inner);
	put_flag(json, "any-inner", tag->inner_any);
	return json;
}

void put_verify(const struct router *router, json_t *row, const struct interface_verify *verify)
{
	json_t *json;

	if (!verify->given)
		return;
	json = json_object();
	put_text(json, "reachable-via", verify->any ? "any" : "rx");
	put_flag(json, "allow-default", verify->allow_default);
	put_flag(json, "allow-self-ping", verify->allow_self_ping);
	put_flag(json, "l2-src", verify->l2_src);
	put_name(router, json, "access-list", verify->acl.name);
	json_object_set_new(row, "verify", json);
}

static void put_helpers(const struct router *router, json_t *row, const struct interface *interface)
{
	json_t *array;

	if (!interface->helpers.len)
		return;
	array = json_array();
	VEC_FOREACH (helper, &interface->helpers) {
		json_t *one = json_row(router, array, helper->at);

		put_address(one, "address", helper->addr);
		put_flag(one, "global", helper->global);
		put_text(one, "vrf", helper->vrf);
	}
	json_object_set_new(row, "helpers", array);
}

static json_t *ppp_json(const struct ppp *ppp)
{
	static const char *const protocols[] = {
#define X(symbol, text) text,
		PPP_PROTOCOLS(X)
#undef X
	};
	static const char *const ipcp[] = {
#define X(symbol, text) text,
		PPP_IPCP(X)
#undef X
	};
	json_t *json = json_object();

	put_flag(json, "encapsulation", ppp->encapsulation);
	put_some(json, "pool", ppp->pool);
	if (ppp->idle_given)
		put_number(json, "idle-timeout", ppp->idle);
	put_flag(json, "persistent", ppp->persistent);
	put_set(json, "authentication", ppp->authentication, protocols);
	put_text(json, "chap-hostname", ppp->chap.user);
	put_flag(json, "chap-password", ppp->chap.password);
	put_text(json, "pap-username", ppp->pap.user);
	put_flag(json, "pap-password", ppp->pap.password);
	put_set(json, "ipcp", ppp->ipcp, ipcp);
	put_flag(json, "mtu-adaptive", ppp->mtu_adaptive);
	put_flag(json, "no-keepalive", ppp->no_keepalive);
	put_some(json, "keepalive", ppp->keepalive);
	put_some(json, "keepalive-retries", ppp->retries);
	return json;
}

static json_t *pppoe_json(const struct pppoe_client *pppoe)
{
	json_t *json = json_object();

	put_some(json, "pool", pppoe->pool);
	put_text(json, "service", pppoe->service);
	put_flag(json, "on-demand", pppoe->on_demand);
	return json;
}

static json_t *tunnel_json(const struct router *router, const struct tunnel *tunnel)
{
	static const char *const modes[] = {
#define X(symbol, text) text,
		TUNNEL_MODES(X)
#undef X
	};
	json_t *json = json_object();

	if (!tunnel)
		return json;
	put_text(json, "mode", modes[tunnel->mode]);
	put_name(router, json, "source-interface", tunnel->source.name);
	if (tunnel->has_source_addr)
		put_address(json, "source", tunnel->source_addr);
	if (tunnel->has_destination)
		put_address(json, "destination", tunnel->destination);
	if (tunnel->has_key)
		json_object_set_new(json, "key", json_integer(tunnel->key));
	put_flag(json, "checksum", tunnel->checksum);
	put_flag(json, "sequence", tunnel->sequence);
	put_flag(json, "path-mtu-discovery", tunnel->path_mtu);
	if (tunnel->has_tos)
		json_object_set_new(json, "tos", json_integer(tunnel->tos));
	put_some(json, "ttl", tunnel->ttl);
	put_name(router, json, "vrf", tunnel->vrf);
	put_text(json, "other-mode", tunnel->other_mode);
	put_text(json, "protection", tunnel->protection);
	put_text(json, "found-source", tunnel->found_source);
	put_text(json, "found-destination", tunnel->found_destination);
	return json;
}

static void put_packets(const struct router *router, json_t *row, const struct interface *interface)
{
	static const char *const proxy[] = {NULL, "on", "off"};

	put_some(row, "mtu", interface->mtu);
	put_some(row, "ip-mtu", interface->ip_mtu);
	put_some(row, "adjust-mss", interface->adjust_mss);
	put_verify(router, row, &interface->verify);
	put_text(row, "proxy-arp", proxy[interface->proxy_arp]);
	put_flag(row, "no-redirects", interface->no_redirects);
	put_flag(row, "no-unreachables", interface->no_unreachables);
	put_helpers(router, row, interface);
}

static void put_interface(const struct router *router, json_t *row,
			  const struct interface *interface)
{
	static const char *const modes[] = {"static", "dhcp", "negotiated"};
	static const char *const sides[] = {NULL, "inside", "outside", "enable"};

	put_text(row, "name", interface->name);
	put_text(row, "description", interface->description);
	put_flag(row, "shutdown", interface->shutdown);
	put_object(row, "tag", tag_json(&interface->tag));
	put_text(row, "mode", modes[interface->mode]);
	json_object_set_new(row, "addresses", own_addresses_json(router, interface));
	put_name(router, row, "unnumbered", interface->unnumbered.name);
	put_object(row, "dhcp", dhcp_json(&interface->dhcp));
	put_name(router, row, "vrf", interface->vrf);
	put_packets(router, row, interface);
	put_text(row, "nat", sides[interface->nat]);
	put_name(router, row, "policy", interface->policy.name);
	put_name(router, row, "access-in", interface->access_in.name);
	put_name(router, row, "access-out", interface->access_out.name);
	put_name(router, row, "view-group", interface->view_group.name);
	put_fhrp(router, row, interface);
	put_interface6(router, row, interface);
	put_object(row, "tunnel", tunnel_json(router, interface->tunnel));
	put_object(row, "ppp", ppp_json(&interface->ppp));
	put_object(row, "pppoe", pppoe_json(&interface->pppoe));
}

json_t *interfaces_json(const struct router *router)
{
	const struct interface *interface;
	json_t *array = json_array();

	STAILQ_FOREACH (interface, &router->interfaces.list, link)
		put_interface(router, json_row(router, array, interface->at), interface);
	return array;
}

static json_t *targets_json(const struct vrf *vrf)
{
	static const char *const directions[] = {NULL, "import", "export", "both"};
	json_t *array = json_array();

	VEC_FOREACH (target, &vrf->targets) {
		json_t *row = json_object();

		put_text(row, "direction", directions[target->direction]);
		put_text(row, "community", target->community);
		json_array_append_new(array, row);
	}
	return array;
}

json_t *vrfs_json(const struct router *router)
{
	const struct vrf *vrf;
	json_t *array = json_array();

	STAILQ_FOREACH (vrf, &router->vrfs.list, link) {
		json_t *row = json_row(router, array, vrf->at);

		put_text(row, "name", vrf->name);
		put_text(row, "description", vrf->description);
		put_text(row, "rd", vrf->rd);
		put_flag(row, "ipv4", vrf->ipv4);
		put_flag(row, "ipv6", vrf->ipv6);
		json_object_set_new(row, "targets", targets_json(vrf));
		put_text(row, "import-map", vrf->import_map);
		put_text(row, "export-map", vrf->export_map);
	}
	return array;
}
