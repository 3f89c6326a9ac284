/*
 * kea-dhcp4.conf: the subnets of the DHCP server for Kea, which Debian has, checks a file before it
 * is used (`kea-dhcp4 -t`), and reads JSON, so that no name of a configuration can be more than a
 * string. Options stand by their numbers; text that Kea could read as something else, as bytes.
 */
#include "emit.h"

#include <jansson.h>
#include <string.h>

#include "grammar/ip.h"
#include "manifest.h"

static json_t *text_as_bytes(const char *text)
{
	struct out out = {0};

	for (const char *p = text; *p; p++)
		out_printf(&out, "%02x", (unsigned)(unsigned char)*p);
	json_t *json = json_string(out.text ? out.text : "");
	out_free(&out);
	return json;
}

/* The options that Kea knows well enough to take addresses for them. */
static bool takes_addresses(uint32_t code)
{
	return code == 3 || code == 6 || code == 44 || code == 42;
}

static json_t *addresses_as_bytes(const char *addresses)
{
	struct out out = {0};
	const char *p = addresses;

	while (*p) {
		size_t len = strcspn(p, ", ");
		uint32_t addr = 0;

		ip_parse(p, len, &addr);
		out_printf(&out, "%08x", addr);
		p += len;
		p += strspn(p, ", ");
	}
	json_t *json = json_string(out.text ? out.text : "");
	out_free(&out);
	return json;
}

/* Names of hosts and files in the options that Kea knows to be text; a comma would split them. */
static bool is_plain_text(const struct dhcp_option_row *option)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/";
	uint32_t code = option->code;

	return (code == 12 || code == 15 || code == 66 || code == 67) && option->data[0] &&
	       !option->data[strspn(option->data, plain)];
}

static json_t *option_json(const struct dhcp_option_row *option)
{
	bool plain = option->form == DHCP_DATA_ADDRESSES ? takes_addresses(option->code)
		     : option->form == DHCP_DATA_TEXT	 ? is_plain_text(option)
							 : false;
	json_t *data;

	if (plain || option->form == DHCP_DATA_BYTES)
		data = json_text(option->data);
	else if (option->form == DHCP_DATA_ADDRESSES)
		data = addresses_as_bytes(option->data);
	else
		data = text_as_bytes(option->data);
	return json_pack("{s:I, s:b, s:o}", "code", (json_int_t)option->code, "csv-format", plain,
			 "data", data);
}

static json_t *options_json(const dhcp_option_rows *options)
{
	json_t *array = json_array();

	VEC_FOREACH (option, options)
		json_array_append_new(array, option_json(option));
	return array;
}

/* "01:0c:29:…" */
static json_t *pairs_json(const char *digits)
{
	struct out out = {0};

	for (const char *p = digits; p[0] && p[1]; p += 2)
		out_printf(&out, "%s%.2s", p == digits ? "" : ":", p);
	json_t *json = json_string(out.text ? out.text : "");
	out_free(&out);
	return json;
}

static json_t *host_json(const struct dhcp_host_row *host)
{
	json_t *json = json_object();
	char text[IP_TEXT_SIZE];

	json_object_set_new(json, host->hardware ? "hw-address" : "client-id",
			    pairs_json(host->id));
	json_object_set_new(json, "ip-address", json_string(ip_text(text, host->addr)));
	if (host->hostname)
		json_object_set_new(json, "hostname", json_text(host->hostname));
	json_object_set_new(json, "option-data", options_json(&host->options));
	json_object_set_new(json, "user-context",
			    json_pack("{s:o}", "comment", json_text(host->origin)));
	return json;
}

static json_t *pools_json(const struct dhcp_subnet_object *subnet)
{
	char first[IP_TEXT_SIZE], last[IP_TEXT_SIZE];
	json_t *array = json_array();

	VEC_FOREACH (range, &subnet->ranges)
		json_array_append_new(
			array, json_pack("{s:o}", "pool",
					 json_sprintf("%s - %s", ip_text(first, range->first),
						      ip_text(last, range->last))));
	return array;
}

/* A subnet's number must not change with its neighbours: it is the prefix itself. */
static json_t *subnet_json(const struct object *object)
{
	const struct dhcp_subnet_object *subnet = &object->dhcp_subnet;
	json_t *json = json_object(), *hosts = json_array();
	char text[IP_TEXT_SIZE];

	VEC_FOREACH (host, &subnet->hosts)
		json_array_append_new(hosts, host_json(host));
	json_object_set_new(json, "id", json_integer(subnet->prefix));
	json_object_set_new(json, "subnet",
			    json_string(ip_prefix_text(text, subnet->prefix, subnet->len)));
	json_object_set_new(json, "valid-lifetime", json_integer(subnet->lease));
	json_object_set_new(json, "pools", pools_json(subnet));
	json_object_set_new(json, "option-data", options_json(&subnet->options));
	if (subnet->next_server)
		json_object_set_new(json, "next-server",
				    json_string(ip_text(text, subnet->next_server)));
	if (subnet->bootfile)
		json_object_set_new(json, "boot-file-name", json_text(subnet->bootfile));
	json_object_set_new(json, "reservations", hosts);
	json_object_set_new(json, "user-context",
			    json_pack("{s:o}", "comment", json_text(object->origin)));
	return json;
}

/* Relayed requests come in by any inside device; direct ones by that of the subnet. */
static json_t *interfaces_json(const struct change *change)
{
	json_t *array = json_array();
	const struct object *object;
	const char *last = "";
	bool relayed = false;

	for (size_t i = 0; (object = change_next(change, OBJECT_DHCP_SUBNET, &i));)
		relayed |= !object->dhcp_subnet.device;
	if (relayed && change->plan) {
		VEC_FOREACH (device, &change->plan->devices)
			if (!device->outside && !device->loopback && device->has_address)
				json_array_append_new(array, json_text(device->device));
		return array;
	}
	for (size_t i = 0; (object = change_next(change, OBJECT_DHCP_SUBNET, &i));) {
		if (strcmp(object->dhcp_subnet.device, last) != 0)
			json_array_append_new(array, json_text(object->dhcp_subnet.device));
		last = object->dhcp_subnet.device;
	}
	return array;
}

static json_t *server_json(const struct change *change)
{
	json_t *subnets = json_array();
	const struct object *object;

	for (size_t i = 0; (object = change_next(change, OBJECT_DHCP_SUBNET, &i));)
		json_array_append_new(subnets, subnet_json(object));
	return json_pack("{s:{s:{s:o}, s:{s:s, s:b}, s:b, s:o}}", "Dhcp4", "interfaces-config",
			 "interfaces", interfaces_json(change), "lease-database", "type", "memfile",
			 "persist", true, "authoritative", true, "subnet4", subnets);
}

void kea_emit(const struct change *change, const struct emit_options *options,
	      struct out_files *files)
{
	size_t i = 0;
	struct out *out;
	json_t *json;
	char *text;

	(void)options;
	if (!change->from_empty || !change_next(change, OBJECT_DHCP_SUBNET, &i))
		return;
	out = out_file(files, "kea-dhcp4.conf");
	out_head(out, change, "//", "the DHCP server", "kea-dhcp4 -c kea-dhcp4.conf");
	json = server_json(change);
	text = json_dumps(json, JSON_INDENT(2));
	out_text(out, text);
	out_text(out, "\n");
	free(text);
	json_decref(json);
}
