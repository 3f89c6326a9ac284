/*
 * The router's DNS server as views of named. IOS picks a view-list by the interface that received a
 * query, then the first member whose restrictions pass. Port 53 is redirected to the receiving
 * interface's own address, so that match-destinations means the interface (decision 18); a view of
 * named stands for one member of one list, on the interfaces that use the list.
 *
 * Views come in the order of the configuration's lists and not of its interfaces: a new interface
 * then adds a destination and moves nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "lower_dns.h"
#include "policy.h"

/* An interface that answers queries, and the list it answers by (NULL: the default view alone). */
struct served {
	const struct dns_view_list *list;
	uint16_t device;
	bool outside;
};

struct dns_lowering {
	struct lowering *lo;
	VEC(struct served) served;
	bind_views views;
	uint32_t order;
};

static int compare_served(const void *a, const void *b)
{
	const struct served *x = a, *y = b;

	if (x->list != y->list)
		return (uintptr_t)x->list < (uintptr_t)y->list ? -1 : 1;
	if (x->outside != y->outside)
		return x->outside ? -1 : 1;
	return x->device - y->device;
}

/* Every interface with a device serves: by its own list, else the server's, else the default view.
 */
static void collect_served(struct dns_lowering *d)
{
	const struct router *router = d->lo->router;
	const struct interface *interface;

	STAILQ_FOREACH (interface, &router->interfaces.list, link) {
		uint16_t device = lower_device(d->lo, interface);
		struct served *served;

		if (device == NO_DEVICE ||
		    (interface->view_group.name.s && !interface->view_group.to))
			continue;
		if (!interface_primary(interface) && interface->mode == ADDRESS_STATIC)
			continue;
		served = vec_add(d->lo->arena, &d->served);
		served->list = interface->view_group.name.s ? interface->view_group.to
							    : router->dns.server_view_group.to;
		served->device = device;
		served->outside = d->lo->plan->devices.at[device].outside;
	}
	if (d->served.len)
		qsort(d->served.at, d->served.len, sizeof *d->served.at, compare_served);
}

struct value lower_device_address(const struct lowering *lo, uint16_t device)
{
	const struct plan_device *at = &lo->plan->devices.at[device];

	if (at->dynamic)
		return (struct value){.kind = VALUE_ADDRESS, .device = device};
	return (struct value){.kind = VALUE_CONST, .addr = at->address};
}

/* match-clients of an access list; false when the list says more than named can. */
static bool lower_clients(struct lowering *lo, const struct acl *acl, struct dns_view_object *view)
{
	VEC_FOREACH (ace, &acl->entries) {
		int len = ip_mask_len(~ace->src.wild);

		if (ace->action == ACE_REMARK)
			continue;
		if (len < 0 || ace->proto != ACE_IP || ace->dst.wild != UINT32_MAX ||
		    ace->untranslated || ace->options) {
			diag_at(lo->diags, DIAG_NOT_TRANSLATED, ace->at,
				"a view's source list can match source prefixes only");
			if (ace->action == ACE_DENY)
				return false;
			continue;
		}
		vec_push(lo->arena, &view->clients,
			 ((struct prefix){.addr = ace->src.addr & ip_len_mask((unsigned)len),
					  .len = (uint8_t)len,
					  .deny = ace->action == ACE_DENY}));
	}
	/* nothing permitted: match nobody, where an empty list would match all */
	if (!view->clients.len)
		vec_push(lo->arena, &view->clients, ((struct prefix){.deny = true}));
	return true;
}

static void copy_addresses(struct lowering *lo, struct dns_view_object *view, const uint32_t *from,
			   uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		vec_push(lo->arena, &view->forwarders, from[i]);
}

/* Whom the view asks: its forwarders, else its name servers; the default view's are the router's.
 */
static void lower_forwarders(struct lowering *lo, const struct dns_view *ios, bool is_default,
			     struct dns_view_object *view)
{
	const struct dns *dns = &lo->router->dns;

	if (ios && ios->no_forwarding)
		return;
	if (ios && ios->forwarders.len)
		copy_addresses(lo, view, ios->forwarders.at, ios->forwarders.len);
	else if (ios && ios->no_lookup)
		return;
	else if (ios && ios->name_servers.len)
		copy_addresses(lo, view, ios->name_servers.at, ios->name_servers.len);
	else if (is_default && !dns->no_lookup)
		copy_addresses(lo, view, dns->name_servers.at, dns->name_servers.len);
}

static void add_recursion(struct lowering *lo, struct dns_view_object *view, uint32_t addr,
			  uint8_t len)
{
	struct prefix prefix = {.addr = addr & ip_len_mask(len), .len = len};
	uint32_t n = view->recursion_from.len;

	if (!n || view->recursion_from.at[n - 1].addr != prefix.addr ||
	    view->recursion_from.at[n - 1].len != len)
		vec_push(lo->arena, &view->recursion_from, prefix);
}

static bool is_by_view(struct lowering *lo, const struct bind_view *bind,
		       const struct static_route *route)
{
	struct way way;

	if (!route->len || route->null0 || route->untranslated || route->vrf)
		return false;
	way = fib_route_way(lo->fib, route);
	if (way.kind != WAY_INTERFACE)
		return false;
	VEC_FOREACH (device, &bind->devices)
		if (*device == lower_device(lo, way.interface))
			return true;
	return false;
}

/* Recursion: for the networks on the view's own interfaces and behind them; outside only as IOS has
 * it (exact). */
static void lower_recursion(struct lowering *lo, const struct bind_view *bind,
			    struct dns_view_object *view)
{
	if (!view->forwarders.len)
		return;
	if (!lo->safe) {
		vec_push(lo->arena, &view->recursion_from, ((struct prefix){0}));
		return;
	}
	if (bind->outside) {
		view->forwarders.len = 0;
		return;
	}
	VEC_FOREACH (device, &bind->devices)
		if (!lo->plan->devices.at[*device].dynamic)
			VEC_FOREACH (at, &lo->device[*device].interface->addresses)
				add_recursion(lo, view, at->addr, at->len);
	VEC_FOREACH (route, &lo->router->routes)
		if (is_by_view(lo, bind, route))
			add_recursion(lo, view, route->prefix, route->len);
}

/* One member of a list, on the devices of one side. */
static void lower_member(struct dns_lowering *d, const char *bind_name, const char *view_name,
			 const struct dns_view *ios, const struct acl *source,
			 const struct served *served, uint32_t n)
{
	struct lowering *lo = d->lo;
	struct bind_view *bind = vec_add(lo->arena, &d->views);
	struct object *object = lower_item(lo, OBJECT_DNS_VIEW, NULL);
	struct dns_view_object *view = &object->dns_view;

	bind->name = view->name = bind_name;
	bind->view = view_name;
	bind->outside = view->outside = served->outside;
	view->order = d->order++;
	view->label = arena_printf(lo->arena, "ip dns view %s", view_name);
	object->origin = view->label;
	for (uint32_t i = 0; i < n; i++) {
		vec_push(lo->arena, &bind->devices, served[i].device);
		vec_push(lo->arena, &view->destinations,
			 lower_device_address(lo, served[i].device));
	}
	lower_forwarders(lo, ios, !strcmp(view_name, "default"), view);
	lower_recursion(lo, bind, view);
	if (source && !lower_clients(lo, source, view)) {
		view->clients.len = 0;
		vec_push(lo->arena, &view->clients, ((struct prefix){.deny = true}));
	}
}

/* "Primary" for view Primary of list Primary, else "LIST.VIEW"; with its side when both exist. */
static const char *bind_name(struct lowering *lo, const char *list, const char *view,
			     const char *side)
{
	if (!list || !strcmp(list, view))
		return arena_printf(lo->arena, "%s%s", view, side);
	return arena_printf(lo->arena, "%s.%s%s", list, view, side);
}

/* All members of LIST on the N devices at SERVED, which are of one side. */
static void lower_side(struct dns_lowering *d, const struct dns_view_list *list,
		       const struct served *served, uint32_t n, const char *side)
{
	struct lowering *lo = d->lo;

	if (!list) {
		lower_member(d, bind_name(lo, NULL, "default", side), "default",
			     dns_view_find(lo->router, "default"), NULL, served, n);
		return;
	}
	VEC_FOREACH (member, &list->members) {
		const char *name = member->view.name.s;

		/* the default view is there without being opened */
		if (!member->untranslated && (member->view.to || !strcmp(name, "default")))
			lower_member(d, bind_name(lo, list->name, name, side), name,
				     member->view.to, member->source.to, served, n);
	}
}

static void lower_list(struct dns_lowering *d, const struct dns_view_list *list)
{
	const struct served *at = d->served.at, *end = at + d->served.len;
	uint32_t outside = 0, inside = 0;
	uint32_t low = 0, high = d->served.len;

	while (low < high) {
		uint32_t middle = (low + high) / 2;

		if ((uintptr_t)at[middle].list < (uintptr_t)list)
			low = middle + 1;
		else
			high = middle;
	}
	for (at += low; at + outside < end && at[outside].list == list && at[outside].outside;)
		outside++;
	while (at + outside + inside < end && at[outside + inside].list == list)
		inside++;
	if (outside)
		lower_side(d, list, at, outside, "");
	if (inside)
		lower_side(d, list, at + outside, inside, outside ? ".inside" : "");
}

void lower_dns(struct lowering *lo)
{
	struct dns_lowering d = {.lo = lo};
	const struct dns_view_list *list;
	struct object *server;

	if (!lo->router->dns.server)
		return;
	server = lower_item(lo, OBJECT_DNS_SERVER, lower_origin(lo, lo->router->dns.server_at));
	server->dns_server.hostname = lo->router->hostname.s;
	collect_served(&d);
	STAILQ_FOREACH (list, &lo->router->dns.lists, link)
		lower_list(&d, list);
	lower_list(&d, NULL);
	lower_divergence(lo, DIAG_REFUSED, lo->router->dns.server_at,
			 "a query that no view takes is refused; IOS leaves it unanswered");
	if (lo->safe)
		lower_divergence(lo, DIAG_RECURSION_INSIDE, lo->router->dns.server_at,
				 "names of others are looked up for inside networks only");
	lower_zones(lo, &d.views);
}
