/*
 * The DHCP server: every pool with a network is a subnet, every pool with a host a client of the
 * subnet that holds its address. Pools are a tree: a client is told what its own pool says, and
 * else what the pools of the networks around it say; only the time of a lease is not inherited.
 * What the router never leases: excluded addresses, and its own. Each VRF has a server of its own,
 * since its addresses may be another's, too.
 */
#include <stdlib.h>
#include <string.h>

#include "fib.h"
#include "lower.h"

enum dhcp_code {
	CODE_ROUTERS = 3,
	CODE_DNS_SERVERS = 6,
	CODE_DOMAIN_NAME = 15,
	CODE_NETBIOS_SERVERS = 44,
	CODE_NETBIOS_NODE = 46,
	LEN_SHORTEST = 1,
	LEN_LONGEST = 30 /* longer networks have no address to lease */
};

#define NO_PARENT UINT32_MAX

struct dhcp_lowering {
	struct lowering *lo;
	const struct lower_vrf *vrf; /* or NULL */
	VEC(const struct dhcp_pool *) all;
	struct ranges kept; /* never leased */
	VEC(struct dhcp_subnet_object) subnets; /* ascending by prefix, when made */
	VEC(const struct dhcp_pool *) pools; /* of the subnets, while they are made */
	VEC(uint32_t) parents; /* of the subnets: the next one around, or NO_PARENT */
};

static void option_add(struct lowering *lo, dhcp_option_rows *to, uint32_t code,
		       enum dhcp_data form, const char *data)
{
	if (data)
		vec_push(lo->arena, to, ((struct dhcp_option_row){code, (uint8_t)form, data}));
}

/* NULL when there are none. */
static const char *addresses_text(struct lowering *lo, const dhcp_addresses *list)
{
	char *text, *to, one[IP_TEXT_SIZE];

	if (!list->len)
		return NULL;
	text = to = arena_alloc(lo->arena, list->len * (sizeof one + 2));
	VEC_FOREACH (addr, list)
		to += sprintf(to, "%s%s", to == text ? "" : ", ", ip_text(one, *addr));
	return text;
}

static int by_code(const void *a, const void *b)
{
	const struct dhcp_option_row *x = a, *y = b;

	return (x->code > y->code) - (x->code < y->code);
}

/* The named ones first: one that is given by number, too, is what IOS sends. */
static void lower_options(struct lowering *lo, const struct dhcp_pool *pool, dhcp_option_rows *to)
{
	static const enum dhcp_data forms[] = {
		[DHCP_IP] = DHCP_DATA_ADDRESSES,
		[DHCP_ASCII] = DHCP_DATA_TEXT,
		[DHCP_HEX] = DHCP_DATA_BYTES,
	};

	option_add(lo, to, CODE_ROUTERS, DHCP_DATA_ADDRESSES, addresses_text(lo, &pool->routers));
	option_add(lo, to, CODE_DNS_SERVERS, DHCP_DATA_ADDRESSES,
		   addresses_text(lo, &pool->dns_servers));
	option_add(lo, to, CODE_DOMAIN_NAME, DHCP_DATA_TEXT, pool->domain_name);
	option_add(lo, to, CODE_NETBIOS_SERVERS, DHCP_DATA_ADDRESSES,
		   addresses_text(lo, &pool->netbios_servers));
	if (pool->netbios_node)
		option_add(lo, to, CODE_NETBIOS_NODE, DHCP_DATA_BYTES,
			   arena_printf(lo->arena, "%02x", pool->netbios_node));
	VEC_FOREACH (option, &pool->options)
		option_add(lo, to, option->code, forms[option->form],
			   option->form == DHCP_IP ? addresses_text(lo, &option->addresses)
						   : option->text);
	if (to->len)
		qsort(to->at, to->len, sizeof *to->at, by_code);
}

/* All addresses of the subnet that are neither kept nor its first or last. */
static void lower_leased(struct dhcp_lowering *d, struct dhcp_subnet_object *subnet)
{
	uint32_t next = subnet->prefix + 1;
	uint32_t end = subnet->prefix | ~ip_len_mask(subnet->len);
	uint32_t low = 0, high;

	ranges_touch(&d->kept, 0, 0); /* sorts them */
	for (high = d->kept.list.len; low < high;) {
		uint32_t middle = low + (high - low) / 2;

		if (d->kept.list.at[middle].last < next)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < d->kept.list.len && d->kept.list.at[low].first < end; low++) {
		const struct range *kept = &d->kept.list.at[low];

		if (kept->first > next)
			vec_push(d->lo->arena, &subnet->ranges,
				 ((struct range){next, kept->first - 1}));
		if (kept->last >= end - 1)
			return;
		next = kept->last + 1 > next ? kept->last + 1 : next;
	}
	if (next < end)
		vec_push(d->lo->arena, &subnet->ranges, ((struct range){next, end - 1}));
}

static uint16_t network_in_vrf(const struct lowering *lo, const struct lower_vrf *vrf,
			       uint32_t addr)
{
	VEC_FOREACH (device, &vrf->devices)
		VEC_FOREACH (address, &lo->device[*device].interface->addresses)
			if (address->len && ip_in_prefix(addr, address->addr, address->len))
				return *device;
	return NO_DEVICE;
}

static const char *subnet_device(const struct dhcp_lowering *d, uint32_t addr)
{
	uint16_t device = d->vrf ? network_in_vrf(d->lo, d->vrf, addr)
				 : lower_device(d->lo, fib_connected(d->lo->fib, addr));

	return device == NO_DEVICE ? NULL : d->lo->plan->devices.at[device].device;
}

/* What its clients are told is what the subnet's are. */
static void lower_reserved(struct dhcp_lowering *d, const struct dhcp_pool *pool,
			   struct dhcp_subnet_object *subnet)
{
	VEC_FOREACH (reserved, &pool->reserved) {
		struct dhcp_host_row host = {
			.addr = reserved->addr,
			.hardware = reserved->hardware,
			.id = reserved->id,
			.origin = lower_origin(d->lo, reserved->at),
		};

		if (ip_in_prefix(reserved->addr, pool->addr, pool->len))
			vec_push(d->lo->arena, &subnet->hosts, host);
		else
			diag_at(d->lo->diags, DIAG_DHCP_POOL, reserved->at,
				"this address is not in the network of pool '%s': it is not leased",
				pool->name);
	}
}

/* The gateway's own address in the network of POOL, or 0. */
static uint32_t own_address(const struct lowering *lo, const struct dhcp_pool *pool)
{
	const struct interface *interface = fib_connected(lo->fib, pool->addr + 1);

	if (lower_device(lo, interface) == NO_DEVICE)
		return 0;
	VEC_FOREACH (address, &interface->addresses)
		if (ip_in_prefix(address->addr, pool->addr, pool->len))
			return address->addr;
	return 0;
}

/*
 * What a provider's lease says changes while the gateway runs, and Kea does not hear of it. But who
 * asks the gateway's own DNS server is answered by the servers of the provider.
 */
static void lower_import(struct lowering *lo, const struct dhcp_pool *pool, dhcp_option_rows *to)
{
	uint32_t own = !pool->vrf && lo->router->dns.server ? own_address(lo, pool) : 0;
	dhcp_addresses servers = {0};

	if (!pool->import_all)
		return;
	if (!own) {
		line_leave_out(lo->router, pool->import_at, NULL,
			       "the import of options from a provider");
		return;
	}
	lower_divergence(
		lo, DIAG_DHCP_IMPORT, pool->import_at,
		"clients are told to ask the gateway for names, not the provider's servers "
		"themselves; nothing else of its lease is handed on");
	vec_push(lo->arena, &servers, own);
	if (!pool->dns_servers.len)
		option_add(lo, to, CODE_DNS_SERVERS, DHCP_DATA_ADDRESSES,
			   addresses_text(lo, &servers));
}

static void lower_subnet(struct dhcp_lowering *d, const struct dhcp_pool *pool)
{
	struct dhcp_subnet_object subnet = {
		.vrf = d->vrf ? d->vrf->device : NULL,
		.prefix = pool->addr,
		.len = pool->len,
		.lease = pool->lease,
		.next_server = pool->next_server,
		.bootfile = pool->bootfile,
		.device = subnet_device(d, pool->addr + 1),
	};

	if (pool->len < LEN_SHORTEST || pool->len > LEN_LONGEST) {
		diag_at(d->lo->diags, DIAG_DHCP_POOL, pool->network_at,
			"a network of this size has nothing to lease");
		return;
	}
	if (!pool->reserved_only)
		lower_leased(d, &subnet);
	if (!subnet.ranges.len && !pool->reserved_only)
		diag_at(d->lo->diags, DIAG_DHCP_POOL, pool->network_at,
			"every address of pool '%s' is excluded", pool->name);
	VEC_FOREACH (router, &pool->routers)
		if (!ip_in_prefix(*router, pool->addr, pool->len))
			diag_at(d->lo->diags, DIAG_DHCP_POOL, pool->routers_at,
				"the default router is not in the network of pool '%s': its "
				"clients cannot reach it",
				pool->name);
	lower_import(d->lo, pool, &subnet.options);
	lower_options(d->lo, pool, &subnet.options);
	lower_reserved(d, pool, &subnet);
	vec_push(d->lo->arena, &d->subnets, subnet);
}

/* The smallest subnet that holds ADDR/LEN, or NO_PARENT. */
static uint32_t subnet_around(const struct dhcp_lowering *d, uint32_t addr, uint8_t len)
{
	uint32_t low = 0, high = d->subnets.len, i;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (d->subnets.at[middle].prefix <= addr)
			low = middle + 1;
		else
			high = middle;
	}
	for (i = low ? low - 1 : NO_PARENT; i != NO_PARENT; i = d->parents.at[i])
		if (len >= d->subnets.at[i].len &&
		    ip_in_prefix(addr, d->subnets.at[i].prefix, d->subnets.at[i].len))
			break;
	return i;
}

static void lower_host(struct dhcp_lowering *d, const struct dhcp_pool *pool)
{
	uint32_t around = subnet_around(d, pool->addr, 32);
	struct dhcp_host_row host = {
		.addr = pool->addr,
		.hardware = !pool->client_id,
		.id = pool->client_id ? pool->client_id : pool->hardware,
		.hostname = pool->client_name,
		.origin = lower_origin(d->lo, pool->at),
	};

	if (!host.id) {
		diag_at(d->lo->diags, DIAG_DHCP_POOL, pool->at,
			"pool '%s' has a host but no client-identifier and no hardware-address: "
			"nobody gets its address",
			pool->name);
		return;
	}
	if (around == NO_PARENT) {
		diag_at(d->lo->diags, DIAG_DHCP_POOL, pool->network_at,
			"no pool has a network that holds this host: its address is not leased");
		return;
	}
	lower_options(d->lo, pool, &host.options);
	vec_push(d->lo->arena, &d->subnets.at[around].hosts, host);
}

/* The server of VRF NAME (NULL: of the global table), or NULL. */
static struct dhcp_lowering *server_of(struct dhcp_lowering *servers, const char *name)
{
	const struct lowering *lo = servers->lo;
	const struct lower_vrf *vrf = lower_vrf_named(lo, name);

	if (!name)
		return servers;
	return vrf ? &servers[1 + (vrf - lo->vrfs.at)] : NULL;
}

static void report_absent(struct lowering *lo, struct span at, const char *vrf)
{
	if (vrf_find(lo->router, vrf))
		line_leave_out(lo->router, at, NULL,
			       arena_printf(lo->arena,
					    "the DHCP server in VRF '%s', which has no interface,",
					    vrf));
	else
		diag_at(lo->diags, DIAG_UNDEFINED_VRF, at,
			"VRF '%s' is not defined: nothing is leased in it", vrf);
}

/* Excluded, or the router's own. */
static void collect_kept(struct dhcp_lowering *servers)
{
	struct lowering *lo = servers->lo;
	const struct interface *interface;
	struct dhcp_lowering *d;

	VEC_FOREACH (row, &lo->router->dhcp.excluded) {
		d = server_of(servers, row->vrf);
		if (d)
			ranges_add(lo->arena, &d->kept, row->first, row->last);
		else
			report_absent(lo, row->at, row->vrf);
	}
	STAILQ_FOREACH (interface, &lo->router->interfaces.list, link) {
		if (!(d = server_of(servers, interface->vrf.s)))
			continue;
		VEC_FOREACH (address, &interface->addresses)
			ranges_add(lo->arena, &d->kept, address->addr, address->addr);
	}
}

static void collect_pools(struct dhcp_lowering *servers)
{
	struct lowering *lo = servers->lo;
	const struct dhcp_pool *pool;

	STAILQ_FOREACH (pool, &lo->router->dhcp.pools, link) {
		struct dhcp_lowering *d = server_of(servers, pool->vrf);

		if (d)
			vec_push(lo->arena, &d->all, pool);
		else
			report_absent(lo, pool->vrf_at, pool->vrf);
		if (!pool->has_host && !pool->has_network)
			diag_at(lo->diags, DIAG_DHCP_POOL, pool->at,
				"pool '%s' has neither a network nor a host: it leases nothing",
				pool->name);
	}
}

static int by_network(const void *a, const void *b)
{
	const struct dhcp_pool *x = *(const struct dhcp_pool *const *)a;
	const struct dhcp_pool *y = *(const struct dhcp_pool *const *)b;

	if (x->addr != y->addr)
		return x->addr < y->addr ? -1 : 1;
	if (x->len != y->len)
		return x->len < y->len ? -1 : 1;
	return x->at.off < y->at.off ? -1 : x->at.off > y->at.off;
}

static bool is_taken(struct dhcp_lowering *d, const struct dhcp_pool *pool, uint32_t around)
{
	struct diag *diag;

	if (around == NO_PARENT || d->subnets.at[around].len != pool->len)
		return false;
	diag = diag_at(d->lo->diags, DIAG_DHCP_POOL, pool->network_at,
		       "the network of pool '%s' is that of another, too: it is left out",
		       pool->name);
	diag_note(d->lo->diags, diag, d->pools.at[around]->network_at, "the other one");
	return true;
}

static void inherit(struct lowering *lo, const struct dhcp_subnet_object *from,
		    struct dhcp_subnet_object *to)
{
	uint32_t own = to->options.len;

	VEC_FOREACH (option, &from->options) {
		uint32_t i = 0;

		while (i < own && to->options.at[i].code != option->code)
			i++;
		if (i == own)
			vec_push(lo->arena, &to->options, *option);
	}
	if (to->options.len)
		qsort(to->options.at, to->options.len, sizeof *to->options.at, by_code);
	if (!to->next_server)
		to->next_server = from->next_server;
	if (!to->bootfile)
		to->bootfile = from->bootfile;
}

/* What lies in a smaller network is leased there. */
static void leave_out(struct lowering *lo, struct dhcp_subnet_object *from,
		      const struct dhcp_subnet_object *inner)
{
	uint32_t first = inner->prefix, last = inner->prefix | ~ip_len_mask(inner->len);
	struct dhcp_subnet_object left = *from;

	left.ranges.at = NULL;
	left.ranges.len = left.ranges.cap = 0;
	VEC_FOREACH (range, &from->ranges) {
		if (range->first < first)
			vec_push(lo->arena, &left.ranges,
				 ((struct range){range->first,
						 range->last < first ? range->last : first - 1}));
		if (range->last > last)
			vec_push(lo->arena, &left.ranges,
				 ((struct range){range->first > last ? range->first : last + 1,
						 range->last}));
	}
	*from = left;
}

static void lower_subnets(struct dhcp_lowering *d)
{
	VEC(const struct dhcp_pool *) sorted = {0};

	VEC_FOREACH (pool, &d->all)
		if ((*pool)->has_network)
			vec_push(d->lo->arena, &sorted, *pool);
	if (sorted.len)
		qsort(sorted.at, sorted.len, sizeof *sorted.at, by_network);
	VEC_FOREACH (each, &sorted) {
		uint32_t made = d->subnets.len;
		uint32_t around = subnet_around(d, (*each)->addr, (*each)->len);

		if (is_taken(d, *each, around))
			continue;
		lower_subnet(d, *each);
		if (d->subnets.len == made)
			continue;
		vec_push(d->lo->arena, &d->pools, *each);
		vec_push(d->lo->arena, &d->parents, around);
		if (around == NO_PARENT)
			continue;
		inherit(d->lo, &d->subnets.at[around], &d->subnets.at[made]);
		leave_out(d->lo, &d->subnets.at[around], &d->subnets.at[made]);
	}
}

static void lower_server(struct dhcp_lowering *d)
{
	struct lowering *lo = d->lo;
	uint32_t i = 0;

	lower_subnets(d);
	VEC_FOREACH (pool, &d->all)
		if ((*pool)->has_host)
			lower_host(d, *pool);
	VEC_FOREACH (subnet, &d->subnets)
		lower_item(lo, OBJECT_DHCP_SUBNET, lower_origin(lo, d->pools.at[i++]->at))
			->dhcp_subnet = *subnet;
	if (d->subnets.len)
		lower_divergence(lo, DIAG_DHCP_NO_PING, d->pools.at[0]->at,
				 "the DHCP server leases an address without a ping before");
}

void lower_dhcp(struct lowering *lo)
{
	uint32_t count = 1 + lo->vrfs.len;
	struct dhcp_lowering *servers;

	if (lo->router->dhcp.off)
		return;
	servers = arena_alloc(lo->arena, count * sizeof *servers);
	for (uint32_t i = 0; i < count; i++) {
		servers[i].lo = lo;
		servers[i].vrf = i ? &lo->vrfs.at[i - 1] : NULL;
	}
	collect_kept(servers);
	collect_pools(servers);
	for (uint32_t i = 0; i < count; i++)
		lower_server(&servers[i]);
}
