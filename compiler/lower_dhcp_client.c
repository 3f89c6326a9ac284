/*
 * What `ip address dhcp` and `ip dhcp client …` make the client on an interface say. A client that
 * nothing is said of is the host's own business, and its own defaults are good.
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

static void lower_client(struct lowering *lo, const struct interface *interface, uint16_t device)
{
	const struct dhcp_client *model = &interface->dhcp;
	const struct dhcp_identity *class = &model->class_id;
	struct dhcp_client_object client = {
		.device = lo->plan->devices.at[device].device,
		.hostname = model->hostname ? model->hostname : model->address_hostname,
		.lease = model->lease,
		.broadcast = model->broadcast == DHCP_FLAG_SET,
		.refused = model->refused,
	};

	call_client(lo, &client, interface,
		    model->client_id.form ? &model->client_id : &model->address_client_id);
	if (class->form)
		client.class_id =
			class->form == DHCP_ID_HEX ? class->text : hex_of(lo, "", class->text);
	if (client.hostname || client.client_id || client.hardware_id || client.class_id ||
	    client.lease || client.broadcast || client.refused)
		lower_item(lo, OBJECT_DHCP_CLIENT,
			   arena_printf(lo->arena, "interface %s", interface->name))
			->dhcp_client = client;
}

void lower_dhcp_clients(struct lowering *lo)
{
	for (uint16_t i = 0; i < lo->plan->devices.len; i++)
		if (lo->device[i].interface->mode == ADDRESS_DHCP)
			lower_client(lo, lo->device[i].interface, i);
}
