/*
 * What `ip address dhcp`, `ip dhcp client …` and `ipv6 address dhcp` make the clients on an
 * interface say. A client that nothing is said of is the host's own business, and its own defaults
 * are good.
 */
#include <string.h>

#include "lower.h"

static const char *hex_of(struct lowering *lo, const char *before, const char *text)
{
	size_t len = strlen(text), at = strlen(before);
	char *hex = arena_alloc(lo->arena, at + 2 * len + 1);

	memcpy(hex, before, at);
	for (size_t i = 0; i < len; i++, at += 2) {
		static const char digits[] = "0123456789abcdef";

		hex[at] = digits[(unsigned char)text[i] >> 4];
		hex[at + 1] = digits[(unsigned char)text[i] & 15];
	}
	return hex;
}

/* RFC 2132, 9.14: text is of type 0, a hardware address of its own. */
static void call_client(struct lowering *lo, struct dhcp_client_object *client,
			const struct interface *interface, const struct dhcp_identity *id)
{
	switch (id->form) {
	case DHCP_ID_INTERFACE:
		client->hardware_id = !strcmp(id->text, interface->name);
		if (!client->hardware_id)
			line_leave_out(lo->router, id->at,
				       arena_printf(lo->arena, "interface %s", interface->name),
				       "the hardware address of another interface in the client-id "
				       "of DHCP");
		break;
	case DHCP_ID_ASCII:
		client->client_id = hex_of(lo, "00", id->text);
		break;
	case DHCP_ID_HEX:
		client->client_id = id->text;
		break;
	}
}

static void lower_client4(struct lowering *lo, const struct interface *interface,
			  struct dhcp_client_object *client)
{
	const struct dhcp_client *model = &interface->dhcp;
	const struct dhcp_identity *class = &model->class_id;

	client->hostname = model->hostname ? model->hostname : model->address_hostname;
	client->lease = model->lease;
	client->broadcast = model->broadcast == DHCP_FLAG_SET;
	client->refused = model->refused;
	call_client(lo, client, interface,
		    model->client_id.form ? &model->client_id : &model->address_client_id);
	if (class->form)
		client->class_id =
			class->form == DHCP_ID_HEX ? class->text : hex_of(lo, "", class->text);
}

/* The two ask in one message, which is quick or not. */
static void lower_client6(const struct interface *interface, struct dhcp_client_object *client)
{
	const struct interface6 *six = &interface->six;

	client->prefix6 = six->delegated.name.s;
	client->hint6 = six->delegated.hint.len;
	client->address6 = six->dhcp;
	client->rapid6 = six->dhcp_rapid || six->delegated.rapid;
}

void lower_dhcp_clients(struct lowering *lo)
{
	for (uint16_t i = 0; i < lo->plan->devices.len; i++) {
		const struct interface *interface = lo->device[i].interface;
		struct dhcp_client_object client = {.device = lo->plan->devices.at[i].device};

		if (interface->mode == ADDRESS_DHCP)
			lower_client4(lo, interface, &client);
		if (!lo->plan->devices.at[i].loopback)
			lower_client6(interface, &client);
		if (dhcp_client_says4(&client) || dhcp_client_says6(&client))
			lower_item(lo, OBJECT_DHCP_CLIENT,
				   arena_printf(lo->arena, "interface %s", interface->name))
				->dhcp_client = client;
	}
}
