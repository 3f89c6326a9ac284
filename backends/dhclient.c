/*
 * dhclient.conf: what the configuration has isc-dhcp-client say to servers, each interface in a
 * block of its own. Names stand as bytes, so that none can be more than a string.
 */
#include "emit.h"

#include <string.h>

#include "grammar/ir.h"

static void send_bytes(struct out *out, const char *option, const char *digits)
{
	if (!digits)
		return;
	out_printf(out, "\tsend %s ", option);
	for (const char *p = digits; p[0] && p[1]; p += 2)
		out_printf(out, "%s%.2s", p == digits ? "" : ":", p);
	out_text(out, ";\n");
}

/* Text is written in octal where it is not a plain name. */
static void send_text(struct out *out, const char *option, const char *text)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._";

	if (!text)
		return;
	out_printf(out, "\tsend %s \"", option);
	while (*text) {
		size_t len = strspn(text, plain);

		out_bytes(out, text, len);
		text += len;
		if (*text)
			out_printf(out, "\\%03o", (unsigned)(unsigned char)*text++);
	}
	out_text(out, "\";\n");
}

/* IOS asks for these unless told; without the mask there is no network. */
static void request(struct out *out, uint16_t refused)
{
	static const char *const names[] = {
		[DHCP_REQUEST_ROUTER] = "routers",
		[DHCP_REQUEST_DNS_NAMESERVER] = "domain-name-servers",
		[DHCP_REQUEST_DOMAIN_NAME] = "domain-name",
		[DHCP_REQUEST_NETBIOS_NAMESERVER] = "netbios-name-servers",
		[DHCP_REQUEST_STATIC_ROUTE] = "static-routes",
		[DHCP_REQUEST_CLASSLESS_STATIC_ROUTE] = "rfc3442-classless-static-routes",
		[DHCP_REQUEST_TFTP_SERVER_ADDRESS] = "tftp-server-name",
		[DHCP_REQUEST_SIP_SERVER_ADDRESS] = "sip-servers",
		[DHCP_REQUEST_VENDOR_SPECIFIC] = "vendor-encapsulated-options",
		[DHCP_REQUEST_VENDOR_IDENTIFYING_SPECIFIC] = "vivso",
	};

	if (!refused)
		return;
	out_text(out, "\trequest subnet-mask, broadcast-address");
	for (int i = 0; i < DHCP_REQUEST_COUNT; i++)
		if (!(refused >> i & 1))
			out_printf(out, ", %s", names[i]);
	out_text(out, ";\n");
}

static void client(struct out *out, const struct dhcp_client_object *client)
{
	send_text(out, "host-name", client->hostname);
	if (client->hardware_id)
		out_text(out, "\tsend dhcp-client-identifier = hardware;\n");
	send_bytes(out, "dhcp-client-identifier", client->client_id);
	send_bytes(out, "vendor-class-identifier", client->class_id);
	if (client->lease)
		out_printf(out, "\tsend dhcp-lease-time %u;\n", client->lease);
	if (client->broadcast)
		out_text(out, "\tbootp-broadcast-always;\n");
	request(out, client->refused);
}

static void client6(struct out *out, const struct dhcp_client_object *client)
{
	if (client->prefix6) { /* what is asked for stands on the command line only */
		out_printf(out, "\t# dhclient -6 %s-P ", client->address6 ? "-N " : "");
		if (client->hint6)
			out_printf(out, "--prefix-len-hint %u ", client->hint6);
		out_printf(out, "-cf dhclient6.conf %s\n", client->device);
	}
	if (client->rapid6)
		out_text(out, "\tsend dhcp6.rapid-commit;\n");
}

/* One file for each family: the client reads one when it is started. */
static const struct family {
	const char *file, *what, *load, *head;
	bool (*says)(const struct dhcp_client_object *client);
	void (*body)(struct out *out, const struct dhcp_client_object *client);
} families[] = {
	{"dhclient.conf", "the clients of DHCP", "dhclient -cf dhclient.conf DEVICE",
	 "option rfc3442-classless-static-routes code 121 = array of unsigned integer 8;\n"
	 "option sip-servers code 120 = string;\n",
	 dhcp_client_says4, client},
	{"dhclient6.conf", "the clients of DHCPv6", "dhclient -6 -cf dhclient6.conf DEVICE", "",
	 dhcp_client_says6, client6},
};

static void family_emit(const struct family *family, const struct change *change,
			struct out_files *files)
{
	const struct object *object;
	struct out *out = NULL;

	for (size_t i = 0; (object = change_next(change, OBJECT_DHCP_CLIENT, &i));) {
		if (!family->says(&object->dhcp_client))
			continue;
		if (!out) {
			out = out_file(files, family->file);
			out_head(out, change, "#", family->what, family->load);
			out_text(out, family->head);
		}
		if (object->origin) {
			out_text(out, "# ");
			quote_comment(out, object->origin);
			out_text(out, "\n");
		}
		out_text(out, "interface ");
		quote_bind(out, object->dhcp_client.device);
		out_text(out, " {\n");
		family->body(out, &object->dhcp_client);
		out_text(out, "}\n");
	}
}

void dhclient_emit(const struct change *change, const struct emit_options *options,
		   struct out_files *files)
{
	(void)options;
	for (size_t i = 0; i < sizeof families / sizeof *families; i++)
		family_emit(&families[i], change, files);
}
