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

/* Has DEVICE an address of IPv6 that queries can come to? */
static bool answers_ipv6(const struct lowering *lo, uint16_t device)
{
	const struct plan_device *at = &lo->plan->devices.at[device];

	return at->has_address6 || at->dynamic6;
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
		if (!interface_primary(interface) && interface->mode == ADDRESS_STATIC &&
		    !answers_ipv6(d->lo, device))
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

/* The addresses by which queries come in on DEVICE. Link-local ones do not tell one interface from
 * another. */
static void add_destinations(struct lowering *lo, uint16_t device, struct dns_view_object *view)
{
	const struct interface *interface = lo->device[device].interface;
	const struct plan_device *at = &lo->plan->devices.at[device];

	if (at->dynamic || at->has_address)
		vec_push(lo->arena, &view->destinations, lower_device_address(lo, device));
	VEC_FOREACH (address, &interface->six.addresses) {
		struct ip6 own;

		if (!interface_address6_is_global(address) || interface->vrf.s ||
		    !interface_address6_whole(lo->router, address, &own))
			continue;
		vec_push(lo->arena, &view->destinations, lower_constant6(lo, own));
	}
	if (at->dynamic6)
		vec_push(lo->arena, &view->destinations,
			 ((struct value){.kind = VALUE_ADDRESS, .v6 = true, .device = device}));
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

typedef VEC(struct dns_address) dns_addresses;

static void copy_addresses(struct lowering *lo, dns_addresses *to, const struct servers *from)
{
	/* a link-local one is none without its link, which the grammar has said */
	VEC_FOREACH (server, from)
		if (!server->v6 || !ip6_is_link_local(server->addr6))
			vec_push(lo->arena, to,
				 ((struct dns_address){server->v6, server->addr, server->addr6}));
}

/* Whom an IOS view asks: its forwarders, else its name servers; the default view's are the
 * router's.
 */
static dns_addresses forwarders_of(struct lowering *lo, const struct dns_view *ios,
				   const char *name)
{
	const struct dns *dns = &lo->router->dns;
	dns_addresses to = {0};

	if (ios && ios->no_forwarding)
		return to;
	if (ios && ios->forwarders.len)
		copy_addresses(lo, &to, &ios->forwarders);
	else if (ios && ios->no_lookup)
		return to;
	else if (ios && ios->name_servers.len)
		copy_addresses(lo, &to, &ios->name_servers);
	else if (!strcmp(name, "default") && !dns->no_lookup)
		copy_addresses(lo, &to, &dns->name_servers);
	return to;
}

/* The address that a view's questions come from; a dynamic one is the route's choice anyway. */
static uint32_t source_of(const struct lowering *lo, const struct dns_view *ios, const char *name)
{
	const struct interface *interface = ios ? ios->source.to : NULL;
	const struct interface_address *address;

	if (!interface && !strcmp(name, "default"))
		interface = lo->router->dns.lookup_source.to;
	address = interface ? interface_primary(interface) : NULL;
	return address && lower_device(lo, interface) != NO_DEVICE ? address->addr : 0;
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

static void add_recursion6(struct lowering *lo, struct dns_view_object *view, struct ip6 addr,
			   uint8_t len)
{
	struct prefix prefix = {.v6 = true, .addr6 = ip6_subnet(addr, len), .len = len};
	uint32_t n = view->recursion_from.len;
	const struct prefix *last = n ? &view->recursion_from.at[n - 1] : NULL;

	if (!last || !last->v6 || last->len != len || !ip6_equal(last->addr6, prefix.addr6))
		vec_push(lo->arena, &view->recursion_from, prefix);
}

/* By which device of the view ROUTE leads: neither a default route, nor one elsewhere. */
static bool is_by_view6(const struct lowering *lo, const struct bind_view *bind,
			const struct static_route *route)
{
	const struct interface *interface = route->interface.to;

	if (!route->len || route->vrf || route->untranslated || route->null0)
		return false;
	if (!route->interface.name.s && route->has_next_hop)
		interface = fib6_connected(lo->fib6, router_ip6(lo->router, route->next_hop));
	VEC_FOREACH (device, &bind->devices)
		if (interface && lo->device[*device].interface == interface)
			return true;
	return false;
}

static void lower_recursion6(struct lowering *lo, const struct bind_view *bind,
			     struct dns_view_object *view)
{
	VEC_FOREACH (device, &bind->devices) {
		const struct interface *interface = lo->device[*device].interface;

		VEC_FOREACH (address, &interface->six.addresses) {
			struct ip6 own;

			if (address->kind != ADDRESS6_LINK_LOCAL && !interface->vrf.s &&
			    interface_address6_whole(lo->router, address, &own))
				add_recursion6(lo, view, own, address->len);
		}
	}
	VEC_FOREACH (route, &lo->router->routes6)
		if (is_by_view6(lo, bind, route))
			add_recursion6(lo, view, router_ip6(lo->router, route->prefix), route->len);
}

/* Recursion: for the networks on the view's own interfaces and behind them; outside only as IOS has
 * it (exact). */
static void lower_recursion(struct lowering *lo, const struct bind_view *bind,
			    struct dns_view_object *view)
{
	if (!view->forwarders.len && !view->forwards.len)
		return;
	if (!lo->safe) {
		vec_push(lo->arena, &view->recursion_from, ((struct prefix){0}));
		return;
	}
	if (bind->outside) {
		view->forwarders.len = view->forwards.len = 0;
		return;
	}
	VEC_FOREACH (device, &bind->devices)
		if (!lo->plan->devices.at[*device].dynamic)
			VEC_FOREACH (at, &lo->device[*device].interface->addresses)
				add_recursion(lo, view, at->addr, at->len);
	VEC_FOREACH (route, &lo->router->routes)
		if (is_by_view(lo, bind, route))
			add_recursion(lo, view, route->prefix, route->len);
	lower_recursion6(lo, bind, view);
}

/* One side of a list: its devices, and what has been made for it. */
struct side {
	struct dns_lowering *d;
	const struct dns_view_list *list; /* NULL: the default view alone */
	const struct served *served;
	uint32_t n;
	const char *suffix; /* of the names of its views */
};

/* "Primary" for view Primary of list Primary, else "LIST.VIEW"; with its side when both exist. */
static const char *bind_name(struct lowering *lo, const char *list, const char *view,
			     const char *side)
{
	if (!list || !strcmp(list, view))
		return arena_printf(lo->arena, "%s%s", view, side);
	return arena_printf(lo->arena, "%s.%s%s", list, view, side);
}

/* ---- restrictions to names ---- */

static bool is_there(const struct dns_member *member)
{
	/* the default view is there without being opened */
	return !dns_member_untranslated(member) &&
	       (member->view.to || !strcmp(member->view.name.s, "default"));
}

/* NAMES that ask the view of MEMBER: what an earlier claim has is gone. */
static void claim(struct lowering *lo, struct bind_view *bind, struct dns_view_object *view,
		  const struct dns_member *member, const name_suffixes *suffixes)
{
	dns_addresses to = forwarders_of(lo, member->view.to, member->view.name.s);
	bool asks = to.len && (!bind->outside || !lo->safe);

	VEC_FOREACH (suffix, suffixes) {
		struct dns_forward forward = {.zone = suffix->zone};

		if (bind_claim_of(&bind->claims, suffix->zone))
			continue;
		vec_push(lo->arena, &bind->claims,
			 ((struct bind_claim){suffix->zone,
					      suffix->permit ? member->view.name.s : NULL, asks,
					      suffix->at}));
		if (suffix->permit && asks)
			memcpy(&forward.to, &to, sizeof to);
		else if (!suffix->permit && view->forwarders.len)
			memcpy(&forward.to, &view->forwarders, sizeof view->forwarders);
		if (forward.to.len)
			vec_push(lo->arena, &view->forwards, forward);
	}
}

static bool same_source(const struct dns_member *member, const struct acl *source)
{
	return !member->source.name.s || (source && member->source.to == source);
}

/* The members of LIST before END that are restricted to names and take whom SOURCE lets pass. */
static void claim_names(const struct side *side, struct bind_view *bind,
			struct dns_view_object *view, uint32_t end, const struct acl *source)
{
	for (uint32_t i = 0; i < end; i++) {
		const struct dns_member *member = &side->list->members.at[i];
		name_suffixes suffixes = {0};

		if (member->names && is_there(member) && same_source(member, source) &&
		    lower_name_list(side->d->lo, member->names, &suffixes))
			claim(side->d->lo, bind, view, member, &suffixes);
	}
}

/* ---- views of named ---- */

/* The view NAME, for those whom SOURCE (NULL: anybody) lets pass, and, for names, END members of
 * the list. BASE is the IOS view, or NULL when none answers other names. */
static void lower_view(const struct side *side, const char *name, const char *base,
		       const struct acl *source, uint32_t end)
{
	struct lowering *lo = side->d->lo;
	struct bind_view *bind = vec_add(lo->arena, &side->d->views);
	struct object *object = lower_item(lo, OBJECT_DNS_VIEW, NULL);
	struct dns_view_object *view = &object->dns_view;
	const struct dns_view *ios = base ? dns_view_find(lo->router, base) : NULL;

	bind->name = view->name = name;
	bind->view = base ? base : "";
	bind->outside = view->outside = side->served->outside;
	view->order = side->d->order++;
	view->label = base ? arena_printf(lo->arena, "ip dns view %s", base)
			   : arena_printf(lo->arena, "ip dns view-list %s", side->list->name);
	object->origin = view->label;
	for (uint32_t i = 0; i < side->n; i++) {
		vec_push(lo->arena, &bind->devices, side->served[i].device);
		add_destinations(lo, side->served[i].device, view);
	}
	if (base) {
		dns_addresses to = forwarders_of(lo, ios, base);

		memcpy(&view->forwarders, &to, sizeof to);
		view->source = source_of(lo, ios, base);
	}
	if (side->list)
		claim_names(side, bind, view, end, source);
	bind->spoofs = base && lo->router->dns.spoofing && !view->forwarders.len &&
		       (!bind->outside || !lo->safe);
	lower_recursion(lo, bind, view);
	if (source && !lower_clients(lo, source, view)) {
		view->clients.len = 0;
		vec_push(lo->arena, &view->clients, ((struct prefix){.deny = true}));
	}
}

/* Behind MEMBER I, which takes some names of whom its source lets pass: who answers them the rest?
 * The number of that member, or that of all. */
static uint32_t base_after(const struct dns_view_list *list, uint32_t i)
{
	const struct acl *source = list->members.at[i].source.to;

	for (i++; i < list->members.len; i++) {
		const struct dns_member *member = &list->members.at[i];

		if (is_there(member) && !member->name_group && same_source(member, source))
			break;
	}
	return i;
}

static const char *view_name(const struct side *side, uint32_t i)
{
	const struct dns_view_list *list = side->list;

	return i < list->members.len ? list->members.at[i].view.name.s : NULL;
}

/* Has an earlier view of the side all those whom the source of member I lets pass? */
static bool is_taken(const struct dns_view_list *list, uint32_t i)
{
	for (uint32_t k = 0; k < i; k++)
		if (is_there(&list->members.at[k]) && list->members.at[k].name_group &&
		    list->members.at[k].source.to && list->members.at[i].source.to &&
		    list->members.at[k].source.to == list->members.at[i].source.to)
			return true;
	return false;
}

/* Named's views for the members of a list, in their order. A member that is restricted to names
 * only adds to the others; with a source of its own it opens a view for that. */
static void lower_members(const struct side *side)
{
	struct lowering *lo = side->d->lo;
	const struct dns_view_list *list = side->list;
	bool names = false, closed = false; /* some member takes whatever comes */

	for (uint32_t i = 0; i < list->members.len; i++) {
		const struct dns_member *member = &list->members.at[i];
		uint32_t base = i;

		if (!is_there(member) || is_taken(list, i) ||
		    (member->name_group && (!member->names || closed)))
			continue;
		names |= member->name_group && !member->source.name.s;
		if (member->name_group && !member->source.name.s)
			continue;
		if (member->name_group)
			base = base_after(list, i);
		lower_view(side, bind_name(lo, list->name, member->view.name.s, side->suffix),
			   view_name(side, base), member->source.to, base);
		closed |= !member->name_group && !member->source.name.s;
	}
	if (names && !closed)
		lower_view(side, bind_name(lo, list->name, "(names)", side->suffix), NULL, NULL,
			   list->members.len);
}

/* All members of LIST on the N devices at SERVED, which are of one side. */
static void lower_side(struct dns_lowering *d, const struct dns_view_list *list,
		       const struct served *served, uint32_t n, const char *suffix)
{
	const struct side side = {d, list, served, n, suffix};

	if (list)
		lower_members(&side);
	else
		lower_view(&side, bind_name(d->lo, NULL, "default", suffix), "default", NULL, 0);
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
	VEC_FOREACH (served, &d.served)
		server->dns_server.v6 |= answers_ipv6(lo, served->device);
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
