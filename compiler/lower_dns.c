/*
 * The router's DNS server as views of named. IOS picks a view-list by the interface that received a
 * query, then the first member whose restrictions pass. Port 53 is redirected to the receiving
 * interface's own address, so that match-destinations means the interface (decision 18); a view of
 * named stands for one member of one list, on the interfaces that use the list.
 *
 * Each VRF has a server of its own, which `ip vrf exec` ties to it: its views are those of the VRF.
 *
 * Views come in the order of the configuration's lists and not of its interfaces: a new interface
 * then adds a destination and moves nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "fib.h"
#include "grammar/search.h"
#include "lower_dns.h"

/* An interface that answers queries, and the list it answers by (NULL: the default view alone). */
struct served {
	const struct lower_vrf *vrf; /* NULL: of the global table */
	const struct dns_view_list *list;
	uint16_t device;
	bool outside;
};

struct dns_lowering {
	struct lowering *lo;
	const struct lower_vrf *vrf; /* whose server it is; NULL: the global table's */
	VEC(struct served) served;
	bind_views views;
	uint32_t order;
};

static int compare_places(const void *a, const void *b)
{
	return ((uintptr_t)a > (uintptr_t)b) - ((uintptr_t)a < (uintptr_t)b);
}

static int compare_served(const void *a, const void *b)
{
	const struct served *x = a, *y = b;

	if (x->vrf != y->vrf)
		return compare_places(x->vrf, y->vrf);
	if (x->list != y->list)
		return compare_places(x->list, y->list);
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

/* Behind an outside interface of a VRF there are strangers, too, although no flow is tagged there.
 */
static bool is_outside(const struct lowering *lo, const struct interface *interface,
		       uint16_t device)
{
	return lo->plan->devices.at[device].outside ||
	       (interface->vrf.s && interface_is_outside(interface));
}

/* Every interface with a device serves: by its own list, else the server's, else the default view.
 */
static void collect_served(struct dns_lowering *d)
{
	const struct router *router = d->lo->router;
	const struct interface *interface;

	STAILQ_FOREACH (interface, &router->interfaces.list, link) {
		uint16_t device = lower_any_device(d->lo, interface);
		struct served *served;

		if (device == NO_DEVICE ||
		    (interface->view_group.name.s && !interface->view_group.to))
			continue;
		if (!interface_primary(interface) && interface->mode == ADDRESS_STATIC &&
		    !answers_ipv6(d->lo, device))
			continue;
		if (interface->vrf.s && !lower_vrf_named(d->lo, interface->vrf.s))
			continue;
		served = vec_add(d->lo->arena, &d->served);
		served->vrf = lower_vrf_named(d->lo, interface->vrf.s);
		served->list = interface->view_group.name.s ? interface->view_group.to
							    : router->dns.server_view_group.to;
		served->device = device;
		served->outside = is_outside(d->lo, interface, device);
	}
	if (d->served.len)
		qsort(d->served.at, d->served.len, sizeof *d->served.at, compare_served);
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

static const char *vrf_name(const struct side *side)
{
	return side->d->vrf ? side->d->vrf->vrf->name : NULL;
}

/* Can a query that comes to SIDE come to MEMBER? Only by the table that its view belongs to. */
static bool is_there(const struct side *side, const struct dns_member *member)
{
	/* the default view is there without being opened */
	return !dns_member_untranslated(member) &&
	       dns_view_is_of(member->view.name.s, vrf_name(side)) &&
	       (member->view.to || dns_view_is_default(member->view.name.s));
}

/* NAMES that ask the view of MEMBER: what an earlier claim has is gone. */
static void claim(struct lowering *lo, struct bind_view *bind, struct dns_view_object *view,
		  const struct dns_member *member, const name_suffixes *suffixes)
{
	dns_addresses to = dns_view_forwarders(lo, member->view.to, member->view.name.s);
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
			forward.to = to;
		else if (!suffix->permit && view->forwarders.len)
			forward.to = view->forwarders;
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

		if (member->names && is_there(side, member) && same_source(member, source) &&
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
	bind->vrf = side->d->vrf;
	view->vrf = bind_server(bind);
	bind->view = base ? base : "";
	bind->outside = view->outside = side->served->outside;
	view->order = side->d->order++;
	view->label = base ? arena_printf(lo->arena, "ip dns view %s", base)
			   : arena_printf(lo->arena, "ip dns view-list %s", side->list->name);
	object->origin = view->label;
	for (uint32_t i = 0; i < side->n; i++) {
		vec_push(lo->arena, &bind->devices, side->served[i].device);
		dns_view_destinations(lo, side->served[i].device, view);
	}
	if (base) {
		view->forwarders = dns_view_forwarders(lo, ios, base);
		view->source = dns_view_source(lo, ios, base);
	}
	if (side->list)
		claim_names(side, bind, view, end, source);
	bind->spoofs = base && lo->router->dns.spoofing && !view->forwarders.len &&
		       (!bind->outside || !lo->safe);
	dns_view_recursion(lo, bind, view);
	if (source && !dns_view_clients(lo, source, view)) {
		view->clients.len = 0;
		vec_push(lo->arena, &view->clients, ((struct prefix){.deny = true}));
	}
}

/* Behind MEMBER I, which takes some names of whom its source lets pass: who answers them the rest?
 * The number of that member, or that of all. */
static uint32_t base_after(const struct side *side, uint32_t i)
{
	const struct dns_view_list *list = side->list;
	const struct acl *source = list->members.at[i].source.to;

	for (i++; i < list->members.len; i++) {
		const struct dns_member *member = &list->members.at[i];

		if (is_there(side, member) && !member->name_group && same_source(member, source))
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
static bool is_taken(const struct side *side, uint32_t i)
{
	const struct dns_view_list *list = side->list;

	for (uint32_t k = 0; k < i; k++)
		if (is_there(side, &list->members.at[k]) && list->members.at[k].name_group &&
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

		if (!is_there(side, member) || is_taken(side, i) ||
		    (member->name_group && (!member->names || closed)))
			continue;
		names |= member->name_group && !member->source.name.s;
		if (member->name_group && !member->source.name.s)
			continue;
		if (member->name_group)
			base = base_after(side, i);
		lower_view(side,
			   bind_name(lo, list->name, dns_view_own_name(member->view.name.s),
				     side->suffix),
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
	const struct dns_view *own;

	if (list)
		lower_members(&side);
	else if (!d->vrf)
		lower_view(&side, bind_name(d->lo, NULL, "default", suffix), "default", NULL, 0);
	else if ((own = dns_view_default(d->lo->router, d->vrf->vrf->name)) && dns_view_serves(own))
		lower_view(&side, bind_name(d->lo, NULL, "default", suffix), own->name, NULL, 0);
}

struct served_place {
	const struct lower_vrf *vrf;
	const struct dns_view_list *list;
	const struct served *at;
};

static bool served_is_from(const void *of, uint32_t i)
{
	const struct served_place *place = of;
	int order = compare_places(place->at[i].vrf, place->vrf);

	return order ? order > 0 : compare_places(place->at[i].list, place->list) >= 0;
}

static void lower_list(struct dns_lowering *d, const struct dns_view_list *list)
{
	const struct served *at = d->served.at, *end = at + d->served.len;
	uint32_t outside = 0, inside = 0;

	at += search_first(0, d->served.len, served_is_from,
			   &(struct served_place){d->vrf, list, at});
	while (at + outside < end && at[outside].vrf == d->vrf && at[outside].list == list &&
	       at[outside].outside)
		outside++;
	while (at + outside + inside < end && at[outside + inside].vrf == d->vrf &&
	       at[outside + inside].list == list)
		inside++;
	if (outside)
		lower_side(d, list, at, outside, "");
	if (inside)
		lower_side(d, list, at + outside, inside, outside ? ".inside" : "");
}

/* Every list by the interfaces of one table, and then no list. */
static void lower_table(struct dns_lowering *d, const struct lower_vrf *vrf)
{
	const struct dns_view_list *list;

	d->vrf = vrf;
	STAILQ_FOREACH (list, &d->lo->router->dns.lists, link)
		lower_list(d, list);
	lower_list(d, NULL);
}

/* Named logs the queries of all its views, or of none; each line names the view. */
static bool logs_queries(struct lowering *lo, const char *vrf)
{
	const struct dns_view *view;
	bool logs = false;

	STAILQ_FOREACH (view, &lo->router->dns.views, link) {
		if (!view->logging || !dns_view_is_of(view->name, vrf))
			continue;
		lower_divergence(lo, DIAG_VIEW_LOGGING, view->logging_at,
				 "the queries of all views are logged, each with its view");
		logs = true;
	}
	return logs;
}

static void lower_server(struct dns_lowering *d, const struct lower_vrf *vrf)
{
	struct lowering *lo = d->lo;
	struct dns_server_object *server =
		&lower_item(lo, OBJECT_DNS_SERVER, lower_origin(lo, lo->router->dns.server_at))
			 ->dns_server;

	server->vrf = vrf ? vrf->device : NULL;
	server->log = logs_queries(lo, vrf ? vrf->vrf->name : NULL);
	server->hostname = lo->router->hostname.s;
	VEC_FOREACH (served, &d->served)
		if (served->vrf == vrf)
			server->v6 |= answers_ipv6(lo, served->device);
}

void lower_dns(struct lowering *lo)
{
	struct dns_lowering d = {.lo = lo};

	if (!lo->router->dns.server)
		return;
	collect_served(&d);
	lower_server(&d, NULL);
	lower_table(&d, NULL);
	VEC_FOREACH (vrf, &lo->vrfs) {
		uint32_t n = d.views.len;

		lower_table(&d, vrf);
		if (d.views.len > n)
			lower_server(&d, vrf);
	}
	lower_divergence(lo, DIAG_REFUSED, lo->router->dns.server_at,
			 "a query that no view takes is refused; IOS leaves it unanswered");
	if (lo->safe)
		lower_divergence(lo, DIAG_RECURSION_INSIDE, lo->router->dns.server_at,
				 "names of others are looked up for inside networks only");
	lower_zones(lo, &d.views);
}
