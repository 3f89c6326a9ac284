/*
 * What the site needs beside the router. Every local address of static NAT belongs to an inside
 * server: a host of a connected network, or, when a static route leads to the address, the route's
 * next hop, which then must have that address as a further one of its own. Published mail servers
 * get MX records for the parent's zone, named as in "Servers in Small Site Multi-homing",
 * listing 5.
 */
#include <stdlib.h>
#include <string.h>

#include "lower_dns.h"

enum { TTL_PARENT = 86400, PORT_SMTP = 25, PROTO_TCP = 6, PREFERENCE_STEP = 10 };

/* A prefix that leads inside: to the router's own ADDRESS on a network, or by NEXT_HOP. */
struct lead {
	uint32_t prefix;
	uint8_t len;
	uint8_t lan_len; /* of a network */
	bool connected;
	uint32_t address; /* the router's, or the next hop */
};

/* ADDR, if it is not SERVER itself, is a further address of SERVER. */
struct held {
	uint32_t server, addr;
	uint32_t gateway;
	uint8_t len;
};

struct server_lowering {
	struct lowering *lo;
	VEC(struct lead) leads; /* by length, longest first, then prefix, connected first */
	VEC(struct held) held;
};

static int compare_lead(const void *a, const void *b)
{
	const struct lead *x = a, *y = b;

	if (x->len != y->len)
		return y->len - x->len;
	if (x->prefix != y->prefix)
		return x->prefix < y->prefix ? -1 : 1;
	return y->connected - x->connected;
}

static void collect_leads(struct server_lowering *s)
{
	const struct router *router = s->lo->router;
	const struct interface *interface;

	STAILQ_FOREACH (interface, &router->interfaces.list, link) {
		if (interface_is_outside(interface) || interface->type == INTERFACE_LOOPBACK ||
		    lower_device(s->lo, interface) == NO_DEVICE)
			continue;
		VEC_FOREACH (address, &interface->addresses)
			vec_push(s->lo->arena, &s->leads,
				 ((struct lead){address->addr & ip_len_mask(address->len),
						address->len, address->len, true, address->addr}));
	}
	VEC_FOREACH (route, &router->routes)
		if (route->has_next_hop && !route->vrf && !route->untranslated && route->len)
			vec_push(s->lo->arena, &s->leads,
				 ((struct lead){route->prefix, route->len, 0, false,
						route->next_hop}));
	if (s->leads.len)
		qsort(s->leads.at, s->leads.len, sizeof *s->leads.at, compare_lead);
}

/* The longest lead to ADDR: one binary search for each length in use. */
static const struct lead *find_lead(const struct server_lowering *s, uint32_t addr,
				    bool connected_only)
{
	uint32_t i = 0;

	while (i < s->leads.len) {
		uint8_t len = s->leads.at[i].len;
		uint32_t want = addr & ip_len_mask(len), low = i, high = s->leads.len;

		while (low < high) {
			uint32_t middle = (low + high) / 2;
			const struct lead *at = &s->leads.at[middle];

			if (at->len > len || (at->len == len && at->prefix < want))
				low = middle + 1;
			else
				high = middle;
		}
		if (low < s->leads.len && s->leads.at[low].len == len &&
		    s->leads.at[low].prefix == want &&
		    (s->leads.at[low].connected || !connected_only))
			return &s->leads.at[low];
		for (high = s->leads.len, i = low; i < high;) {
			uint32_t middle = (i + high) / 2;

			if (s->leads.at[middle].len >= len)
				i = middle + 1;
			else
				high = middle;
		}
	}
	return NULL;
}

/* Who holds the local address: found through a route, if one leads there, or on a network. */
static void place_local(struct server_lowering *s, uint32_t local)
{
	const struct lead *lead = find_lead(s, local, false);
	uint32_t server = lead && !lead->connected ? lead->address : local;

	if (lead && !lead->connected)
		lead = find_lead(s, server, true);
	if (lead && server != lead->address)
		vec_push(s->lo->arena, &s->held,
			 ((struct held){server, local, lead->address, lead->lan_len}));
}

static int compare_held(const void *a, const void *b)
{
	const struct held *x = a, *y = b;

	if (x->server != y->server)
		return x->server < y->server ? -1 : 1;
	return (x->addr > y->addr) - (x->addr < y->addr);
}

static void emit_servers(struct server_lowering *s)
{
	struct server_object *server = NULL;

	VEC_FOREACH (held, &s->held) {
		if (held == s->held.at || held[-1].server != held->server) {
			server = &lower_item(s->lo, OBJECT_SERVER, NULL)->server;
			server->addr = held->server;
			server->len = held->len;
			server->gateway = held->gateway;
		}
		if (held->addr != held->server &&
		    (held == s->held.at || compare_held(held, held - 1)))
			vec_push(s->lo->arena, &server->extra, held->addr);
	}
}

/* ---- mail -------------------------------------------------------------------------------------
 */

/* The uplink on which ENTRY publishes, or NO_DEVICE. */
static uint16_t published_on(const struct lowering *lo, const struct nat_static *entry)
{
	const struct plan *plan = lo->plan;

	if (entry->interface.name.s) {
		uint16_t device = lower_device(lo, entry->interface.to);

		return device != NO_DEVICE && plan->devices.at[device].outside ? device : NO_DEVICE;
	}
	for (uint16_t i = 0; i < plan->devices.len; i++)
		if (plan->devices.at[i].outside && plan->devices.at[i].has_address &&
		    ip_in_prefix(entry->global, plan->devices.at[i].address,
				 plan->devices.at[i].len))
			return i;
	return NO_DEVICE;
}

/* The domain that mail is for: the router's, else that of the first host name that it serves. */
static const char *mail_domain(struct lowering *lo)
{
	const struct router *router = lo->router;
	const char *name, *dot;

	if (router->domain_name)
		return lower_domain_name(lo, arena_printf(lo->arena, "%s.", router->domain_name),
					 router->hostname.at);
	if (!router->dns.hosts.len)
		return NULL;
	name = lower_domain_name(lo, router->dns.hosts.at->name, router->dns.hosts.at->at);
	dot = name ? strchr(name, '.') : NULL;
	return dot && dot[1] ? dot + 1 : NULL;
}

static void emit_exchanger(struct lowering *lo, const char *domain, uint32_t number,
			   uint16_t device, const struct nat_static *entry)
{
	const struct plan_device *at = &lo->plan->devices.at[device];
	const char *origin = lower_origin(lo, entry->at);
	const char *exchanger = arena_printf(lo->arena, "mail-gw-%u.%s", number, domain);
	bool symbolic = entry->interface.name.s && at->dynamic;

	lower_item(lo, OBJECT_PARENT_RECORD, origin)->parent_record.row = (struct dns_record_row){
		.owner = domain,
		.ttl = TTL_PARENT,
		.type = DNS_MX,
		.preference = number * PREFERENCE_STEP,
		.target = exchanger,
		.origin = origin,
	};
	lower_item(lo, OBJECT_PARENT_RECORD, origin)->parent_record.row = (struct dns_record_row){
		.owner = exchanger,
		.ttl = TTL_PARENT,
		.type = DNS_A,
		.addr = {.kind = symbolic ? VALUE_ADDRESS : VALUE_CONST,
			 .device = device,
			 .addr = entry->interface.name.s ? at->address : entry->global},
		.origin = origin,
	};
}

/* One exchanger for each published tcp/25, the uplinks in configuration order. */
static void lower_mail(struct lowering *lo)
{
	const char *domain = NULL;
	uint32_t number = 0;

	VEC_FOREACH (entry, &lo->router->nat.statics) {
		uint16_t device;

		if (entry->proto != PROTO_TCP || entry->global_port != PORT_SMTP ||
		    entry->untranslated || entry->vrf || entry->kind == NAT_OUTSIDE_SOURCE)
			continue;
		device = published_on(lo, entry);
		domain = domain ? domain : mail_domain(lo);
		if (device != NO_DEVICE && domain)
			emit_exchanger(lo, domain, ++number, device, entry);
	}
}

void lower_servers(struct lowering *lo)
{
	struct server_lowering s = {.lo = lo};

	collect_leads(&s);
	VEC_FOREACH (entry, &lo->router->nat.statics)
		if (!entry->untranslated && !entry->vrf && entry->len == 32 &&
		    entry->kind != NAT_OUTSIDE_SOURCE)
			place_local(&s, entry->local);
	if (s.held.len)
		qsort(s.held.at, s.held.len, sizeof *s.held.at, compare_held);
	emit_servers(&s);
	lower_mail(lo);
}
