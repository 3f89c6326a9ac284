/*
 * kea-dhcp6.conf: the DHCPv6 server of each interface for Kea, as kea.c writes that of IPv4. A
 * subnet without addresses answers those that only ask what they are to know.
 */
#include "emit.h"

#include <jansson.h>

#include "manifest.h"

enum { CODE_PREFERENCE = 7 };

static json_t *pools_json(const struct dhcp6_subnet_object *subnet)
{
	char first[IP6_TEXT_SIZE], last[IP6_TEXT_SIZE];
	json_t *array = json_array();

	VEC_FOREACH (range, &subnet->ranges)
		json_array_append_new(
			array, json_pack("{s:o}", "pool",
					 json_sprintf("%s - %s", ip6_text(first, range->first),
						      ip6_text(last, range->last))));
	return array;
}

/*
 * A subnet's number must not change with its neighbours: it is made of the prefix, and the next one
 * that is free.
 */
static json_int_t subnet_number(const json_t *subnets, struct ip6_net net)
{
	enum { LAST = 0x7ffffffe };
	uint64_t mixed = (net.addr.hi ^ net.addr.lo ^ net.len) * 0x9e3779b97f4a7c15u;
	json_int_t id = (json_int_t)(mixed >> 33) % LAST + 1;

	for (size_t i = 0; i < json_array_size(subnets); i++) {
		const json_t *other = json_object_get(json_array_get(subnets, i), "id");

		if (json_integer_value(other) != id)
			continue;
		id = id % LAST + 1;
		i = (size_t)-1;
	}
	return id;
}

/* Clients do not ask for how much a server is preferred. */
static json_t *options_json(const dhcp_option_rows *options)
{
	json_t *array = kea_options(options), *row;
	size_t i;

	json_array_foreach (array, i, row) {
		if (json_integer_value(json_object_get(row, "code")) == CODE_PREFERENCE)
			json_object_set_new(row, "always-send", json_true());
	}
	return array;
}

static json_t *prefixes_json(const struct dhcp6_prefixes *prefixes)
{
	char text[IP6_TEXT_SIZE];

	return json_pack("[{s:s, s:i, s:i}]", "prefix", ip6_text(text, prefixes->net.addr),
			 "prefix-len", (int)prefixes->net.len, "delegated-len", (int)prefixes->len);
}

static json_t *reservations_json(const struct dhcp6_subnet_object *subnet)
{
	json_t *array = json_array();
	char text[IP6_TEXT_SIZE];

	VEC_FOREACH (row, &subnet->reserved)
		json_array_append_new(array,
				      json_pack("{s:o, s:[s], s:{s:o}}", "duid",
						json_text(row->duid), "prefixes",
						ip6_prefix_text(text, row->net.addr, row->net.len),
						"user-context", "comment", json_text(row->origin)));
	return array;
}

static json_t *subnet_json(const json_t *subnets, const struct object *object)
{
	const struct dhcp6_subnet_object *subnet = &object->dhcp6_subnet;
	json_t *json = json_object();
	char text[IP6_TEXT_SIZE];

	json_object_set_new(json, "id", json_integer(subnet_number(subnets, subnet->net)));
	json_object_set_new(json, "subnet",
			    json_string(ip6_prefix_text(text, subnet->net.addr, subnet->net.len)));
	json_object_set_new(json, "interface", json_text(subnet->device));
	json_object_set_new(json, "valid-lifetime", json_integer(subnet->valid));
	json_object_set_new(json, "preferred-lifetime", json_integer(subnet->preferred));
	if (subnet->rapid_commit)
		json_object_set_new(json, "rapid-commit", json_true());
	json_object_set_new(json, "pools", pools_json(subnet));
	if (subnet->delegated.len)
		json_object_set_new(json, "pd-pools", prefixes_json(&subnet->delegated));
	if (subnet->reserved.len)
		json_object_set_new(json, "reservations", reservations_json(subnet));
	json_object_set_new(json, "option-data", options_json(&subnet->options));
	json_object_set_new(json, "user-context",
			    json_pack("{s:o}", "comment", json_text(object->origin)));
	return json;
}

void kea6_emit(const struct change *change, const struct emit_options *options,
	       struct out_files *files)
{
	json_t *subnets = json_array(), *interfaces = json_array(), *json;
	const struct object *object;

	(void)options;
	for (size_t i = 0;
	     change->from_empty && (object = change_next(change, OBJECT_DHCP6_SUBNET, &i));) {
		json_array_append_new(subnets, subnet_json(subnets, object));
		json_array_append_new(interfaces, json_text(object->dhcp6_subnet.device));
	}
	json = json_pack("{s:{s:{s:o}, s:{s:s, s:b}, s:o}}", "Dhcp6", "interfaces-config",
			 "interfaces", interfaces, "lease-database", "type", "memfile", "persist",
			 true, "subnet6", subnets);
	if (json_array_size(subnets))
		kea_file(change, files, "kea-dhcp6.conf", "the DHCPv6 server",
			 "kea-dhcp6 -c kea-dhcp6.conf", json);
	json_decref(json);
}
