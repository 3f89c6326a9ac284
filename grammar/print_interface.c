/* Interfaces and VRFs as IOS text. */
#include "print_ios.h"

#include <inttypes.h>

static void print_number(FILE *to, const char *before, uint32_t number)
{
	if (number)
		fprintf(to, "%s%" PRIu32 "\n", before, number);
}

static void print_if(FILE *to, bool it_is, const char *line)
{
	if (it_is)
		fputs(line, to);
}

static void print_identity(FILE *to, const char *before, const struct dhcp_identity *id)
{
	static const char *const forms[] = {
		[DHCP_ID_INTERFACE] = "",	[DHCP_ID_ASCII] = "ascii ",
		[DHCP_ID_HEX] = "hex ",		[DHCP_ID_HARDWARE] = "mac-address",
		[DHCP_ID_DISABLED] = "disable",
	};

	if (id->form)
		fprintf(to, "%s%s%s\n", before, forms[id->form], id->text ? id->text : "");
}

static void print_class(FILE *to, const struct dhcp_identity *id)
{
	if (id->form == DHCP_ID_ASCII)
		print_text(to, " ip dhcp client class-id ", id->text);
	else
		print_identity(to, " ip dhcp client class-id ", id);
}

static void print_wish(FILE *to, uint32_t lease)
{
	if (lease)
		fprintf(to, " ip dhcp client lease %" PRIu32 " %" PRIu32 " %" PRIu32 "\n",
			lease / 86400, lease / 3600 % 24, lease / 60 % 60);
}

static void print_client(const struct dhcp_client *client, FILE *to)
{
	static const char *const requests[] = {
#define X(symbol, text) text,
		DHCP_REQUESTS(X)
#undef X
	};

	print_number(to, " ip dhcp client default-router distance ", client->distance);
	print_number(to, " ip dhcp client route track ", client->track);
	for (int i = 0; i < DHCP_REQUEST_COUNT; i++)
		if (client->refused & 1 << i)
			fprintf(to, " no ip dhcp client request %s\n", requests[i]);
	print_identity(to, " ip dhcp client client-id ", &client->client_id);
	print_class(to, &client->class_id);
	print_identity(to, " ip dhcp client vendor-class ", &client->vendor_class);
	print_text(to, " ip dhcp client hostname ", client->hostname);
	print_wish(to, client->lease);
	print_if(to, client->broadcast == DHCP_FLAG_SET, " ip dhcp client broadcast-flag set\n");
	print_if(to, client->broadcast == DHCP_FLAG_CLEAR,
		 " ip dhcp client broadcast-flag clear\n");
}

static void print_addresses(const struct interface *interface, FILE *to)
{
	VEC_FOREACH (address, &interface->addresses) {
		print_net(to, " ip address ", address->addr, address->len);
		fputs(address->secondary ? " secondary\n" : "\n", to);
	}
	print_text(to, " ip unnumbered ", interface->unnumbered.name.s);
	print_client(&interface->dhcp, to);
	if (interface->mode == ADDRESS_DHCP) {
		fputs(" ip address dhcp", to);
		if (interface->dhcp.address_client_id.form)
			fprintf(to, " client-id %s", interface->dhcp.address_client_id.text);
		if (interface->dhcp.address_hostname)
			fprintf(to, " hostname %s", interface->dhcp.address_hostname);
		putc('\n', to);
	}
	print_if(to, interface->mode == ADDRESS_NEGOTIATED, " ip address negotiated\n");
}

static void print_tag(const struct interface_tag *tag, FILE *to)
{
	if (!tag->id)
		return;
	fprintf(to, " encapsulation dot1Q %u", tag->id);
	print_if(to, tag->native, " native");
	print_if(to, tag->inner_any, " second-dot1q any");
	if (tag->inner)
		fprintf(to, " second-dot1q %u", tag->inner);
	putc('\n', to);
}

void print_verify(const char *family, const struct interface_verify *verify, FILE *to)
{
	if (!verify->given)
		return;
	fprintf(to, " %s verify unicast source reachable-via %s", family,
		verify->any ? "any" : "rx");
	print_if(to, verify->allow_default, " allow-default");
	print_if(to, verify->allow_self_ping, " allow-self-ping");
	print_if(to, verify->l2_src, " l2-src");
	if (verify->acl.name.s)
		fprintf(to, " %s", verify->acl.name.s);
	putc('\n', to);
}

static void print_packets(const struct interface *interface, FILE *to)
{
	print_number(to, " mtu ", interface->mtu);
	print_number(to, " ip mtu ", interface->ip_mtu);
	print_number(to, " ip tcp adjust-mss ", interface->adjust_mss);
	print_verify("ip", &interface->verify, to);
	print_if(to, interface->proxy_arp == PROXY_ARP_ON, " ip proxy-arp\n");
	print_if(to, interface->proxy_arp == PROXY_ARP_OFF, " no ip proxy-arp\n");
	print_if(to, interface->no_redirects, " no ip redirects\n");
	print_if(to, interface->no_unreachables, " no ip unreachables\n");
	VEC_FOREACH (helper, &interface->helpers) {
		fputs(" ip helper-address ", to);
		if (helper->vrf)
			fprintf(to, "vrf %s ", helper->vrf);
		print_address(to, helper->global ? "global " : "", helper->addr);
		putc('\n', to);
	}
}

static void print_dialer(const struct ppp *ppp, FILE *to)
{
	print_number(to, " dialer pool ", ppp->pool);
	if (ppp->idle_given)
		fprintf(to, " dialer idle-timeout %" PRIu32 "\n", ppp->idle);
	print_if(to, ppp->persistent, " dialer persistent\n");
	print_if(to, ppp->no_keepalive, " no keepalive\n");
	if (ppp->retries)
		fprintf(to, " keepalive %" PRIu32 " %" PRIu32 "\n", ppp->keepalive, ppp->retries);
	else
		print_number(to, " keepalive ", ppp->keepalive);
}

static void print_authentication(const struct ppp *ppp, FILE *to)
{
	static const char *const protocols[] = {
#define X(symbol, text) text,
		PPP_PROTOCOLS(X)
#undef X
	};

	if (!ppp->authentication)
		return;
	fputs(" ppp authentication", to);
	for (int i = 0; i < PPP_PROTOCOL_COUNT; i++)
		if (ppp->authentication & 1 << i)
			fprintf(to, " %s", protocols[i]);
	print_if(to, ppp->callin, " callin");
	print_if(to, ppp->optional, " optional");
	putc('\n', to);
}

static void print_password(FILE *to, const char *before, const char *password)
{
	if (!password)
		return;
	fputs(before, to);
	secret_print(to, password);
	putc('\n', to);
}

static void print_ppp(const struct ppp *ppp, FILE *to)
{
	static const char *const ipcp[] = {
#define X(symbol, text) text,
		PPP_IPCP(X)
#undef X
	};

	print_if(to, ppp->encapsulation, " encapsulation ppp\n");
	print_dialer(ppp, to);
	print_authentication(ppp, to);
	print_text(to, " ppp chap hostname ", ppp->chap.user);
	print_password(to, " ppp chap password ", ppp->chap.password);
	if (ppp->pap.user) {
		fprintf(to, " ppp pap sent-username %s", ppp->pap.user);
		print_password(to, " password ", ppp->pap.password ? ppp->pap.password : "");
	}
	for (int i = 0; i < IPCP_COUNT; i++)
		if (ppp->ipcp & 1u << i)
			fprintf(to, " ppp ipcp %s\n", ipcp[i]);
	print_if(to, ppp->mtu_adaptive, " ppp mtu adaptive\n");
}

static void print_pppoe(const struct pppoe_client *pppoe, FILE *to)
{
	if (!pppoe->pool)
		return;
	fprintf(to, " pppoe-client dial-pool-number %" PRIu32, pppoe->pool);
	print_if(to, pppoe->on_demand, " dial-on-demand");
	if (pppoe->service)
		fprintf(to, " service-name %s", pppoe->service);
	putc('\n', to);
}

static void print_end(FILE *to, const char *before, bool given, uint32_t addr)
{
	if (given) {
		print_address(to, before, addr);
		putc('\n', to);
	}
}

static void print_tunnel(const struct tunnel *tunnel, FILE *to)
{
	static const char *const modes[] = {
#define X(symbol, text) text,
		TUNNEL_MODES(X)
#undef X
	};

	if (!tunnel)
		return;
	print_text(to, " tunnel ", tunnel->found_source);
	print_text(to, " tunnel ", tunnel->found_destination);
	print_text(to, " tunnel ", tunnel->other_mode);
	print_text(to, " tunnel ", tunnel->protection);
	print_text(to, " tunnel vrf ", tunnel->vrf.s);
	print_text(to, " tunnel source ", tunnel->source.name.s);
	print_end(to, " tunnel source ", tunnel->has_source_addr, tunnel->source_addr);
	if (tunnel->mode && !tunnel->other_mode)
		print_text(to, " tunnel mode ", modes[tunnel->mode]);
	print_end(to, " tunnel destination ", tunnel->has_destination, tunnel->destination);
	if (tunnel->has_key)
		fprintf(to, " tunnel key %" PRIu32 "\n", tunnel->key);
	print_if(to, tunnel->checksum, " tunnel checksum\n");
	print_if(to, tunnel->sequence, " tunnel sequence-datagrams\n");
	print_if(to, tunnel->path_mtu, " tunnel path-mtu-discovery\n");
	if (tunnel->has_tos)
		fprintf(to, " tunnel tos %u\n", tunnel->tos);
	print_number(to, " tunnel ttl ", tunnel->ttl);
}

static void print_interface(const struct interface *interface, FILE *to)
{
	static const char *const sides[] = {NULL, "inside", "outside", "enable"};

	fprintf(to, "interface %s\n", interface->name);
	print_text(to, " description ", interface->description);
	print_tag(&interface->tag, to);
	print_text(to, " vrf forwarding ", interface->vrf.s);
	print_addresses(interface, to);
	print_packets(interface, to);
	print_text(to, " ip dns view-group ", interface->view_group.name.s);
	if (interface->access_in.name.s)
		fprintf(to, " ip access-group %s in\n", interface->access_in.name.s);
	if (interface->access_out.name.s)
		fprintf(to, " ip access-group %s out\n", interface->access_out.name.s);
	if (interface->nat)
		fprintf(to, " ip nat %s\n", sides[interface->nat]);
	print_text(to, " ip policy route-map ", interface->policy.name.s);
	print_fhrp(interface, to);
	print_interface6(&interface->six, to);
	print_tunnel(interface->tunnel, to);
	print_ppp(&interface->ppp, to);
	print_pppoe(&interface->pppoe, to);
	fputs(interface->shutdown ? " shutdown\n!\n" : "!\n", to);
}

void print_interfaces(const struct router *router, FILE *to)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &router->interfaces.list, link)
		print_interface(interface, to);
}

/* VRFs. */

static void print_target(const struct vrf_target *target, FILE *to)
{
	print_if(to, target->direction == VRF_IMPORT, " route-target import ");
	print_if(to, target->direction == VRF_EXPORT, " route-target export ");
	print_if(to, target->direction == (VRF_IMPORT | VRF_EXPORT), " route-target both ");
	fprintf(to, "%s\n", target->community);
}

static void print_vrf(const struct vrf *vrf, FILE *to)
{
	fprintf(to, "%s %s\n", vrf->old ? "ip vrf" : "vrf definition", vrf->name);
	print_text(to, " description ", vrf->description);
	print_text(to, " rd ", vrf->rd);
	VEC_FOREACH (target, &vrf->targets)
		print_target(target, to);
	print_text(to, " import map ", vrf->import_map);
	print_text(to, " export map ", vrf->export_map);
	print_if(to, vrf->ipv4 && !vrf->old, " address-family ipv4\n exit-address-family\n");
	print_if(to, vrf->ipv6, " address-family ipv6\n exit-address-family\n");
	fputs("!\n", to);
}

void print_vrfs(const struct vrfs *vrfs, FILE *to)
{
	const struct vrf *vrf;

	STAILQ_FOREACH (vrf, &vrfs->list, link)
		print_vrf(vrf, to);
}
