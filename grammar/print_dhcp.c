/* The DHCP server as IOS text. */
#include "print_ios.h"

static void print_list(FILE *to, const char *before, const dhcp_addresses *list)
{
	if (!list->len)
		return;
	fputs(before, to);
	VEC_FOREACH (addr, list)
		print_address(to, " ", *addr);
	putc('\n', to);
}

static void print_word(FILE *to, const char *before, const char *word)
{
	if (word)
		fprintf(to, " %s %s\n", before, word);
}

static void print_lease(FILE *to, uint32_t lease)
{
	enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

	if (lease == DHCP_LEASE_INFINITE)
		fputs(" lease infinite\n", to);
	else if (lease != DHCP_LEASE)
		fprintf(to, " lease %u %u %u\n", lease / DAY, lease % DAY / HOUR,
			lease % HOUR / MINUTE);
}

static void print_option(FILE *to, const struct dhcp_option *option)
{
	fprintf(to, " option %u ", option->code);
	switch (option->form) {
	case DHCP_IP:
		print_list(to, "ip", &option->addresses);
		break;
	case DHCP_ASCII:
		fprintf(to, "ascii \"%s\"\n", option->text);
		break;
	case DHCP_HEX:
		fprintf(to, "hex %s\n", option->text);
		break;
	}
}

static const char *node_type(uint8_t type)
{
	return type == 1 ? "b-node" : type == 2 ? "p-node" : type == 4 ? "m-node" : "h-node";
}

static void print_pool(const struct dhcp_pool *pool, FILE *to)
{
	fprintf(to, "ip dhcp pool %s\n", pool->name);
	print_word(to, "vrf", pool->vrf);
	if (pool->has_network || pool->has_host) {
		print_address(to, pool->has_network ? " network " : " host ", pool->addr);
		print_address(to, " ", ip_len_mask(pool->len));
		putc('\n', to);
	}
	print_word(to, "client-identifier", pool->client_id);
	print_word(to, "hardware-address", pool->hardware);
	print_word(to, "client-name", pool->client_name);
	print_list(to, " default-router", &pool->routers);
	print_list(to, " dns-server", &pool->dns_servers);
	print_word(to, "domain-name", pool->domain_name);
	print_list(to, " netbios-name-server", &pool->netbios_servers);
	print_word(to, "netbios-node-type",
		   pool->netbios_node ? node_type(pool->netbios_node) : NULL);
	if (pool->next_server) {
		print_address(to, " next-server ", pool->next_server);
		putc('\n', to);
	}
	print_word(to, "bootfile", pool->bootfile);
	VEC_FOREACH (option, &pool->options)
		print_option(to, option);
	VEC_FOREACH (reserved, &pool->reserved) {
		print_address(to, " address ", reserved->addr);
		fprintf(to, " %s %s\n", reserved->hardware ? "hardware-address" : "client-id",
			reserved->id);
	}
	if (pool->reserved_only)
		fputs(" reserved-only\n", to);
	if (pool->import_all)
		fputs(" import all\n", to);
	print_lease(to, pool->lease);
}

void print_dhcp(const struct dhcp *dhcp, FILE *to)
{
	const struct dhcp_pool *pool;

	if (dhcp->off)
		fputs("no service dhcp\n", to);
	VEC_FOREACH (row, &dhcp->excluded) {
		fputs("ip dhcp excluded-address", to);
		if (row->vrf)
			fprintf(to, " vrf %s", row->vrf);
		print_address(to, " ", row->first);
		if (row->last != row->first)
			print_address(to, " ", row->last);
		putc('\n', to);
	}
	STAILQ_FOREACH (pool, &dhcp->pools, link)
		print_pool(pool, to);
}
