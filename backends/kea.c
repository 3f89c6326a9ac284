/*
 * kea-dhcp4.conf: the subnets of the DHCP server for Kea, which Debian has, checks a file before it
 * is used (`kea-dhcp4 -t`), and reads JSON, so that no name of a configuration can be more than a
 * string. Options stand by their numbers; text that Kea could read as something else, as bytes.
 *
 * kea-dhcp4-VRF.conf is the same for a VRF: a server that `ip vrf exec` ties to it, with leases of
 * its own.
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
	uint32_t code = option->code;

	return (code == 12 || code == 15 || code == 66 || code == 67) &&
	       text_is_plain(option->data, "-._/");
}

static json_t *option_json(const struct dhcp_option_row *option)
{
	bool plain = option->form == DHCP_DATA_ADDRESSES ? takes_addresses(option->code)
		     : option->form == DHCP_DATA_TEXT	 ? is_plain_text(option)
							 : option->form == DHCP_DATA_PLAIN;
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

json_t *kea_options(const dhcp_option_rows *options)
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
	json_object_set_new(json, "option-data", kea_options(&host->options));
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

/*
 * A subnet's number must not change with its neighbours: it is the prefix itself. One around
 * another that begins where that begins has one that is no prefix.
 */
struct numbers {
	uint32_t *odd;
	size_t n;
};

static uint32_t subnet_number(struct numbers *numbers, const struct dhcp_subnet_object *subnet,
			      const struct object *next)
{
	uint32_t number = subnet->prefix | 1;

	if (!next || next->dhcp_subnet.prefix != subnet->prefix)
		return subnet->prefix;
	for (size_t i = 0; i < numbers->n; i++)
		if (numbers->odd[i] == number) {
			number += 2;
			i = (size_t)-1;
		}
	numbers->odd = realloc(numbers->odd, (numbers->n + 1) * sizeof *numbers->odd);
	if (!numbers->odd)
		abort();
	return numbers->odd[numbers->n++] = number;
}

static json_t *subnet_json(const struct object *object, uint32_t number)
{
	const struct dhcp_subnet_object *subnet = &object->dhcp_subnet;
	json_t *json = json_object(), *hosts = json_array();
	char text[IP_TEXT_SIZE];

	VEC_FOREACH (host, &subnet->hosts)
		json_array_append_new(hosts, host_json(host));
	json_object_set_new(json, "id", json_integer(number));
	json_object_set_new(json, "subnet",
			    json_string(ip_prefix_text(text, subnet->prefix, subnet->len)));
	json_object_set_new(json, "valid-lifetime", json_integer(subnet->lease));
	json_object_set_new(json, "pools", pools_json(subnet));
	json_object_set_new(json, "option-data", kea_options(&subnet->options));
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

static bool same_vrf(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

/* The subnets of one VRF, which stand together in the change. */
struct server {
	const struct change *change;
	const char *vrf;
	size_t first;
};

static const struct object *next_subnet(const struct server *server, size_t *i)
{
	const struct object *object = change_next(server->change, OBJECT_DHCP_SUBNET, i);

	return object && same_vrf(object->dhcp_subnet.vrf, server->vrf) ? object : NULL;
}

/* Relayed requests come in by any inside device; direct ones by that of the subnet. */
static json_t *interfaces_json(const struct server *server)
{
	json_t *array = json_array();
	const struct object *object;
	const char *last = "";
	bool relayed = false;

	for (size_t i = server->first; (object = next_subnet(server, &i));)
		relayed |= !object->dhcp_subnet.device;
	if (relayed && server->change->plan) {
		VEC_FOREACH (device, &server->change->plan->devices)
			if (!device->outside && !device->loopback && device->has_address &&
			    same_vrf(device->vrf, server->vrf))
				json_array_append_new(array, json_text(device->device));
		return array;
	}
	for (size_t i = server->first; (object = next_subnet(server, &i));) {
		if (strcmp(object->dhcp_subnet.device, last) != 0)
			json_array_append_new(array, json_text(object->dhcp_subnet.device));
		last = object->dhcp_subnet.device;
	}
	return array;
}

/* Kea takes the first subnet that fits: smaller ones stand before those around them. */
static json_t *subnets_json(const struct server *server)
{
	const struct object *object, *next;
	struct numbers numbers = {NULL, 0};
	json_t *by_len[33] = {NULL}, *all = json_array();
	size_t i = server->first;

	for (object = next_subnet(server, &i); object; object = next) {
		uint8_t len = object->dhcp_subnet.len;

		next = next_subnet(server, &i);
		if (!by_len[len])
			by_len[len] = json_array();
		json_array_append_new(
			by_len[len],
			subnet_json(object, subnet_number(&numbers, &object->dhcp_subnet, next)));
	}
	for (int len = 32; len >= 0; len--) {
		if (by_len[len])
			json_array_extend(all, by_len[len]);
		json_decref(by_len[len]);
	}
	free(numbers.odd);
	return all;
}

static json_t *server_json(const struct server *server)
{
	json_t *leases = json_pack("{s:s, s:b}", "type", "memfile", "persist", true);

	if (server->vrf)
		json_object_set_new(leases, "name",
				    json_sprintf("/var/lib/kea/kea-leases4-%s.csv", server->vrf));
	return json_pack("{s:{s:{s:o}, s:o, s:b, s:o}}", "Dhcp4", "interfaces-config", "interfaces",
			 interfaces_json(server), "lease-database", leases, "authoritative", true,
			 "subnet4", subnets_json(server));
}

void kea_file(const struct change *change, struct out_files *files, const char *name,
	      const char *what, const char *load, const json_t *json)
{
	struct out *out = out_file(files, name);
	char *text = json_dumps(json, JSON_INDENT(2));

	out_head(out, change, "//", what, load);
	out_text(out, text);
	out_text(out, "\n");
	free(text);
}

static void emit_server(const struct server *server, struct out_files *files)
{
	struct out path = {0}, load = {0};
	json_t *json = server_json(server);

	out_text(&path, "kea-dhcp4");
	if (server->vrf) {
		out_text(&path, "-");
		quote_path(&path, server->vrf);
		out_printf(&load, "ip vrf exec %s ", server->vrf);
	}
	out_text(&path, ".conf");
	out_printf(&load, "kea-dhcp4 -c %s", path.text);
	kea_file(server->change, files, path.text, "the DHCP server", load.text, json);
	json_decref(json);
	out_free(&path);
	out_free(&load);
}

void kea_emit(const struct change *change, const struct emit_options *options,
	      struct out_files *files)
{
	const struct object *object, *last = NULL;
	size_t first = 0;

	(void)options;
	if (!change->from_empty)
		return;
	for (size_t i = 0; (object = change_next(change, OBJECT_DHCP_SUBNET, &i)); first = i) {
		struct server server = {change, object->dhcp_subnet.vrf, first};

		if (!last || !same_vrf(last->dhcp_subnet.vrf, server.vrf))
			emit_server(&server, files);
		last = object;
	}
}
