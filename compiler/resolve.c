/*
 * Pointing names at what they mean. IOS takes a reference before, after or without the definition,
 * and so does this pass: it first collects all definitions, then follows every reference of the
 * model. What is not there is reported once a name; what nobody refers to is reported at its
 * definition, unless a statement that is not translated mentions it.
 */
#include "applet.h"
#include "resolve_acl.h"
#include "resolve_hop.h"
#include "resolve_pool.h"
#include "resolve_vrf.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What a name may mean: the kind, its type, where the model lists them. */
#define NAMED(X)                                         \
	X(ACL, acl, acls.list)                           \
	X(ACL6, acl, acls6.list)                         \
	X(PREFIX_LIST, prefix_list, prefix_lists.list)   \
	X(PREFIX_LIST6, prefix_list, prefix_lists6.list) \
	X(OBJECT_GROUP, object_group, groups.list)       \
	X(TIME_RANGE, time_range, time_ranges.list)      \
	X(ROUTE_MAP, route_map, route_maps.list)         \
	X(POOL, nat_pool, nat.pools)                     \
	X(DHCP6_POOL, dhcp6_pool, dhcp6.pools)           \
	X(VIEW, dns_view, dns.views)                     \
	X(VIEW_LIST, dns_view_list, dns.lists)           \
	X(INTERFACE, interface, interfaces.list)

#define NUMBERED(X)                  \
	X(TRACK, track, tracks.list) \
	X(SLA, sla, slas.list)

static void define_all(struct resolver *r)
{
#define X(kind, type, items)                                                                    \
	for (struct type *it = STAILQ_FIRST(&r->router->items); it; it = STAILQ_NEXT(it, link)) \
		symbol_define(r, REFERENT_##kind, it->name, it, it->at);
	NAMED(X)
#undef X
#define X(kind, type, items)                                                                    \
	for (struct type *it = STAILQ_FIRST(&r->router->items); it; it = STAILQ_NEXT(it, link)) \
		symbol_define(r, REFERENT_##kind, symbol_number(r, it->id), it, it->at);
	NUMBERED(X)
#undef X
}

static void *refer(struct resolver *r, enum referent kind, const struct name *name)
{
	return symbol_refer(r, kind, name, false);
}

static void *refer_number(struct resolver *r, enum referent kind, uint32_t number, struct span at)
{
	struct name name = {symbol_number(r, number), at};

	return refer(r, kind, &name);
}

static bool acl_is_empty(const struct acl *acl)
{
	for (uint32_t i = 0; i < acl->entries.len; i++)
		if (acl->entries.at[i].action != ACE_REMARK)
			return false;
	return true;
}

/* Only entries whose words are kept are not translated; the others, which may be very many, need
 * not be looked at then. */
static bool acl_may_lack_entries(const struct acl *acl)
{
	return acl->words.len > 0;
}

/* A permit that is not translated lets too little pass, which is soon noticed; a deny, too much. */
static void report_open_entries(struct resolver *r, const acl_ref *ref)
{
	if (!acl_may_lack_entries(ref->to))
		return;
	VEC_FOREACH (entry, &ref->to->entries) {
		struct diag *diag;

		if (entry->action != ACE_DENY || !entry->untranslated)
			continue;
		diag = diag_at(r->router->diags, DIAG_FILTER_OPEN, entry->at,
			       "what this entry denies may pass: it is not translated, and access "
			       "list '%s' is a filter",
			       ref->name.s);
		diag_note(r->router->diags, diag, ref->name.at, "it filters here");
	}
}

/* A list that filters must be there and say something: IOS lets everything pass otherwise, which
 * is not what a filter is for (decision 23). */
static void refer_filter(struct resolver *r, acl_ref *ref, enum referent kind)
{
	ref->to = symbol_refer(r, kind, &ref->name, true);
	if (!ref->to)
		return;
	if (acl_is_empty(ref->to))
		diag_error(r->router->diags, DIAG_UNDEFINED_ACL, ref->name.at,
			   "access list '%s' is to filter here but has no entry", ref->name.s);
	if (!ref->to->filters)
		report_open_entries(r, ref);
	ref->to->filters = true;
}

/* A list that chooses packets for a translation or a policy. */
static void refer_chooser(struct resolver *r, acl_ref *ref, enum referent kind)
{
	ref->to = refer(r, kind, &ref->name);
	if (!ref->to || ref->to->chooses)
		return;
	ref->to->chooses = true;
	if (acl_is_empty(ref->to))
		diag_at(r->router->diags, DIAG_UNDEFINED_ACL, ref->name.at,
			"access list '%s' is to choose packets here but has no entry: it chooses "
			"none",
			ref->name.s);
	if (!acl_may_lack_entries(ref->to))
		return;
	VEC_FOREACH (entry, &ref->to->entries) {
		struct diag *diag;

		if (entry->action != ACE_DENY || !entry->untranslated)
			continue;
		diag = diag_at(
			r->router->diags, DIAG_FILTER_OPEN, entry->at,
			"what this entry leaves out may be chosen: it is not translated, and "
			"access list '%s' chooses packets",
			ref->name.s);
		diag_note(r->router->diags, diag, ref->name.at, "it chooses here");
	}
}

static void refer_policy(struct resolver *r, const struct name *name, struct route_map **to,
			 const char *vrf)
{
	*to = refer(r, REFERENT_ROUTE_MAP, name);
	if (!*to)
		return;
	(*to)->for_policy = true;
	(*to)->of_global |= !vrf;
}

static void resolve_virtual_routers(struct resolver *r, struct interface *interface)
{
	VEC_FOREACH (group, &interface->fhrp)
		VEC_FOREACH (track, &group->tracks) {
			track->interface.to = refer(r, REFERENT_INTERFACE, &track->interface.name);
			if (track->id)
				refer_number(r, REFERENT_TRACK, track->id, track->at);
		}
}

/* One that chooses by the link may choose any. */
static void resolve_dhcp6(struct resolver *r, struct dhcp6_server *server)
{
	struct dhcp6_pool *pool;

	server->pool.to = refer(r, REFERENT_DHCP6_POOL, &server->pool.name);
	STAILQ_FOREACH (pool, &r->router->dhcp6.pools, link)
		if (server->automatic)
			refer(r, REFERENT_DHCP6_POOL, &(struct name){pool->name, server->at});
}

/* A sub-interface is down with the interface that it is one of, a tunnel with the one that its
 * packets come from, whatever they say themselves. */
static void shut_with_others(const struct router *router)
{
	const struct interface *on;
	struct interface *interface;

	STAILQ_FOREACH (interface, &router->interfaces.list, link)
		if ((on = interface_parent(router, interface)))
			interface->shutdown |= on->shutdown;
	STAILQ_FOREACH (interface, &router->interfaces.list, link)
		if (interface->tunnel && (on = interface->tunnel->source.to))
			interface->shutdown |= on->shutdown;
}

static void resolve_interfaces(struct resolver *r)
{
	struct interface *interface;

	STAILQ_FOREACH (interface, &r->router->interfaces.list, link) {
		refer_policy(r, &interface->policy.name, &interface->policy.to, interface->vrf.s);
		refer_filter(r, &interface->access_in, REFERENT_ACL);
		refer_filter(r, &interface->access_out, REFERENT_ACL);
		refer_policy(r, &interface->six.policy.name, &interface->six.policy.to,
			     interface->vrf.s);
		refer_filter(r, &interface->six.access_in, REFERENT_ACL6);
		refer_filter(r, &interface->six.access_out, REFERENT_ACL6);
		interface->view_group.to =
			refer(r, REFERENT_VIEW_LIST, &interface->view_group.name);
		interface->unnumbered.to =
			refer(r, REFERENT_INTERFACE, &interface->unnumbered.name);
		interface->six.unnumbered.to =
			refer(r, REFERENT_INTERFACE, &interface->six.unnumbered.name);
		if (interface->tunnel)
			interface->tunnel->source.to =
				refer(r, REFERENT_INTERFACE, &interface->tunnel->source.name);
		interface->verify.acl.to = refer(r, REFERENT_ACL, &interface->verify.acl.name);
		interface->six.verify.acl.to =
			refer(r, REFERENT_ACL6, &interface->six.verify.acl.name);
		if (interface->dhcp.track)
			refer_number(r, REFERENT_TRACK, interface->dhcp.track,
				     interface->dhcp.track_at);
		resolve_dhcp6(r, &interface->six.dhcp6);
		resolve_virtual_routers(r, interface);
	}
	shut_with_others(r->router);
}

static void resolve_exits(struct resolver *r, exit_list *exits)
{
	for (uint32_t i = 0; i < exits->len; i++) {
		struct route_map_exit *exit = &exits->at[i];

		exit->interface.to = refer(r, REFERENT_INTERFACE, &exit->interface.name);
		if (exit->track)
			refer_number(r, REFERENT_TRACK, exit->track, exit->at);
	}
}

static void resolve_clause(struct resolver *r, struct route_map_clause *clause)
{
	for (uint32_t i = 0; i < clause->match_acls.len; i++) {
		acl_ref *match = &clause->match_acls.at[i];

		refer_chooser(r, match, REFERENT_ACL);
		if (match->to)
			match->to->clauses++;
	}
	for (uint32_t i = 0; i < clause->match_acls6.len; i++)
		refer_chooser(r, &clause->match_acls6.at[i], REFERENT_ACL6);
	for (uint32_t i = 0; i < clause->match_interfaces.len; i++)
		clause->match_interfaces.at[i].ref.to =
			refer(r, REFERENT_INTERFACE, &clause->match_interfaces.at[i].ref.name);
	for (uint32_t i = 0; i < clause->match_prefix_lists.len; i++)
		clause->match_prefix_lists.at[i].to =
			refer(r, REFERENT_PREFIX_LIST, &clause->match_prefix_lists.at[i].name);
	VEC_FOREACH (match, &clause->match_hops)
		refer_chooser(r, match, REFERENT_ACL);
	VEC_FOREACH (match, &clause->match_hop_prefix_lists)
		match->to = refer(r, REFERENT_PREFIX_LIST, &match->name);
	for (int i = 0; i < CLAUSE_EXITS_COUNT; i++)
		resolve_exits(r, &clause->exits[i]);
}

static void resolve_policy(struct resolver *r)
{
	struct route_map *map;
	struct route_map_clause *clause;

	refer_policy(r, &r->router->local_policy.name, &r->router->local_policy.to, NULL);
	refer_policy(r, &r->router->ipv6.local_policy.name, &r->router->ipv6.local_policy.to, NULL);
	VEC_FOREACH (entry, &r->router->ipv6.nat66)
		entry->egress.to = refer(r, REFERENT_INTERFACE, &entry->egress.name);
	STAILQ_FOREACH (map, &r->router->route_maps.list, link)
		STAILQ_FOREACH (clause, &map->clauses, link)
			resolve_clause(r, clause);
}

/*
 * The NAT virtual interface has no sides, but a site has uplinks: those whose address, or addresses
 * of whose network, stand for others.
 */
static void mark_exit(struct resolver *r, uint32_t global)
{
	struct interface *interface;

	STAILQ_FOREACH (interface, &r->router->interfaces.list, link)
		VEC_FOREACH (address, &interface->addresses)
			interface->nat_exit |= ip_in_prefix(global, address->addr, address->len);
}

static void mark_exits(struct resolver *r)
{
	const struct nat *nat = &r->router->nat;

	VEC_FOREACH (entry, &nat->statics) {
		if (entry->kind != NAT_NVI_SOURCE)
			continue;
		if (entry->interface.to)
			entry->interface.to->nat_exit = true;
		else
			mark_exit(r, entry->global);
	}
	VEC_FOREACH (rule, &nat->dynamics) {
		if (rule->kind != NAT_NVI_SOURCE)
			continue;
		if (rule->interface.to)
			rule->interface.to->nat_exit = true;
		else if (rule->pool.to && rule->pool.to->ranges.len)
			mark_exit(r, rule->pool.to->ranges.at->first);
	}
}

static void resolve_nat_extra(struct resolver *r, struct nat_extra *extra)
{
	extra->egress.to = refer(r, REFERENT_INTERFACE, &extra->egress.name);
	if (extra->track)
		refer_number(r, REFERENT_TRACK, extra->track, extra->track_at);
}

static void refer_nat_map(struct resolver *r, const struct name *name, struct route_map **to)
{
	*to = refer(r, REFERENT_ROUTE_MAP, name);
	if (*to)
		(*to)->for_nat = true;
}

static void resolve_nat(struct resolver *r)
{
	struct nat *nat = &r->router->nat;

	for (uint32_t i = 0; i < nat->statics.len; i++) {
		struct nat_static *entry = &nat->statics.at[i];

		entry->interface.to = refer(r, REFERENT_INTERFACE, &entry->interface.name);
		refer_nat_map(r, &entry->route_map.name, &entry->route_map.to);
		if (entry->extra)
			resolve_nat_extra(r, entry->extra);
	}
	for (uint32_t i = 0; i < nat->dynamics.len; i++) {
		struct nat_dynamic *rule = &nat->dynamics.at[i];

		refer_chooser(r, &rule->acl, REFERENT_ACL);
		refer_nat_map(r, &rule->route_map.name, &rule->route_map.to);
		if (rule->extra)
			resolve_nat_extra(r, rule->extra);
		rule->interface.to = refer(r, REFERENT_INTERFACE, &rule->interface.name);
		rule->pool.to = refer(r, REFERENT_POOL, &rule->pool.name);
	}
	resolve_pools(r->router->arena, nat);
	VEC_FOREACH (limit, &nat->settings.limits)
		limit->acl.to = refer(r, REFERENT_ACL, &limit->acl.name);
	VEC_FOREACH (service, &nat->settings.services)
		service->acl.to = refer(r, REFERENT_ACL, &service->acl.name);
	mark_exits(r);
}

/* The prefix of a route by the gateway that a client learns. */
struct learnt {
	UT_hash_handle hh; /* by KEY */
	uint64_t key;
	VEC(struct static_route *) routes;
};

static uint64_t prefix_key(const struct static_route *route)
{
	return (uint64_t)route->prefix << 8 | route->len;
}

static struct learnt *collect_learnt(struct resolver *r)
{
	struct learnt *table = NULL, *learnt;

	VEC_FOREACH (route, &r->router->routes) {
		uint64_t key = prefix_key(route);

		if (!route->dhcp || !route->interface.name.s || route->distance != DISTANCE_DHCP ||
		    route->vrf)
			continue;
		HASH_FIND(hh, table, &key, sizeof key, learnt);
		if (!learnt) {
			learnt = arena_new_object(r->router->arena, struct learnt);
			learnt->key = key;
			HASH_ADD(hh, table, key, sizeof key, learnt);
		}
		vec_push(r->router->arena, &learnt->routes, route);
	}
	return table;
}

/*
 * A probe's host route by `IF dhcp`, and the same to Null0, which is to keep the probe from another
 * uplink while there is no lease: whatever the distances say, Null0 only stands in.
 */
static void settle_probe_routes(struct resolver *r)
{
	struct learnt *table = collect_learnt(r), *learnt;

	VEC_FOREACH (route, &r->router->routes) {
		uint64_t key = prefix_key(route);

		if (!table)
			break;
		HASH_FIND(hh, table, &key, sizeof key, learnt);
		if (!learnt || !route->null0 || route->vrf || route->distance >= DISTANCE_DHCP)
			continue;
		VEC_FOREACH (first, &learnt->routes) {
			if ((*first)->distance == DISTANCE_DHCP)
				diag_at(r->router->diags, DIAG_PROBE_ROUTE, (*first)->at,
					"this route comes before the one to Null0, which stands in "
					"for it");
			(*first)->distance = DISTANCE_STATIC;
		}
		learnt->routes.len = 0;
	}
	HASH_CLEAR(hh, table);
}

static void resolve_routes(struct resolver *r, struct static_routes *routes)
{
	for (uint32_t i = 0; i < routes->len; i++) {
		struct static_route *route = &routes->at[i];

		route->interface.to = refer(r, REFERENT_INTERFACE, &route->interface.name);
		if (route->track)
			refer_number(r, REFERENT_TRACK, route->track, route->track_at);
	}
}

/* An object that is not there makes a list say something else than what was meant. */
static struct track *refer_object(struct resolver *r, const struct track *track,
				  const struct track_member *member)
{
	struct track *to = track_find(r->router, member->id);

	if (to)
		return refer_number(r, REFERENT_TRACK, member->id, member->at);
	diag_error(r->router->diags, DIAG_UNDEFINED_TRACK, member->at,
		   "track '%u' is an object of list '%u' but is not defined", member->id,
		   track->id);
	return NULL;
}

static void resolve_probes(struct resolver *r)
{
	struct sla *sla;
	struct track *track;

	STAILQ_FOREACH (sla, &r->router->slas.list, link)
		sla->source_interface.to =
			refer(r, REFERENT_INTERFACE, &sla->source_interface.name);
	STAILQ_FOREACH (track, &r->router->tracks.list, link) {
		track->interface.to = refer(r, REFERENT_INTERFACE, &track->interface.name);
		if (track->kind == TRACK_SLA_REACHABILITY || track->kind == TRACK_SLA_STATE)
			track->sla = refer_number(r, REFERENT_SLA, track->sla_id, track->object_at);
		VEC_FOREACH (member, &track->members)
			member->to = refer_object(r, track, member);
	}
}

/* A list of names that is not there matches nothing. */
static void refer_names(struct resolver *r, struct dns_member *member)
{
	struct dns_name_list *list = dns_name_list_find(r->router, member->name_group);

	member->names = list;
	if (list)
		list->used = true;
	else if (member->name_group)
		diag_at(r->router->diags, DIAG_UNDEFINED_NAME_LIST, member->name_group_at,
			"name list '%u' is not defined", member->name_group);
}

static void resolve_applets(struct resolver *r)
{
	const struct applet *applet;

	STAILQ_FOREACH (applet, &r->router->applets.list, link) {
		VEC_FOREACH (event, &applet->events)
			if (event->kind == EVENT_TRACK)
				refer_number(r, REFERENT_TRACK, event->track, event->at);
		VEC_FOREACH (action, &applet->actions)
			if (action->act == ACT_TRACK_SET && isdigit((unsigned char)*action->arg[0]))
				refer_number(r, REFERENT_TRACK,
					     (uint32_t)strtoul(action->arg[0], NULL, 10),
					     action->at);
	}
	applets_judge(r->router);
}

static void resolve_view_list(struct resolver *r, struct dns_view_list *list)
{
	for (uint32_t i = 0; i < list->members.len; i++) {
		struct dns_member *member = &list->members.at[i];

		member->view.to = refer(r, REFERENT_VIEW, &member->view.name);
		refer_filter(r, &member->source, REFERENT_ACL);
		refer_names(r, member);
	}
}

/* Host data does not use a view: a view is used when somebody can ask it. */
static void resolve_host(struct resolver *r, struct dns_host *host)
{
	static const struct name built_in = {"default", {0, 0}};
	const struct name *name = host->view.s ? &host->view : &built_in;
	struct symbol *symbol;

	HASH_FIND_STR(r->defined[REFERENT_VIEW], name->s, symbol);
	if (symbol) {
		host->view_to = symbol->object;
		host->view_to->has_hosts = true;
		return;
	}
	refer(r, REFERENT_VIEW, name);
}

static void resolve_dns(struct resolver *r)
{
	struct dns *dns = &r->router->dns;
	struct dns_view_list *list;
	struct dns_view *view;

	dns->lookup_source.to = refer(r, REFERENT_INTERFACE, &dns->lookup_source.name);
	STAILQ_FOREACH (view, &dns->views, link) {
		view->source.to = refer(r, REFERENT_INTERFACE, &view->source.name);
		VEC_FOREACH (server, &view->name_servers)
			server->learnt.to = refer(r, REFERENT_INTERFACE, &server->learnt.name);
	}
	dns->server_view_group.to = refer(r, REFERENT_VIEW_LIST, &dns->server_view_group.name);
	STAILQ_FOREACH (list, &dns->lists, link)
		resolve_view_list(r, list);
	for (uint32_t i = 0; i < dns->hosts.len; i++)
		resolve_host(r, &dns->hosts.at[i]);
}

/* Leave what was found out with the objects themselves. */
static void note_used(struct resolver *r)
{
	const struct symbol *symbol;

#define MARK(kind, type)                                                  \
	for (symbol = r->defined[kind]; symbol; symbol = symbol->hh.next) \
	((struct type *)symbol->object)->used = symbol->used
	MARK(REFERENT_ACL, acl);
	MARK(REFERENT_ACL6, acl);
	MARK(REFERENT_PREFIX_LIST, prefix_list);
	MARK(REFERENT_PREFIX_LIST6, prefix_list);
	MARK(REFERENT_OBJECT_GROUP, object_group);
	MARK(REFERENT_TIME_RANGE, time_range);
	MARK(REFERENT_ROUTE_MAP, route_map);
	MARK(REFERENT_POOL, nat_pool);
	MARK(REFERENT_VIEW, dns_view);
	MARK(REFERENT_VIEW_LIST, dns_view_list);
	MARK(REFERENT_TRACK, track);
	MARK(REFERENT_SLA, sla);
#undef MARK
	for (symbol = r->defined[REFERENT_ACL]; symbol; symbol = symbol->hh.next)
		((struct acl *)symbol->object)->uses = symbol->uses;
}

void resolve(struct router *router, const struct site *site)
{
	struct resolver r = {.router = router, .arena = arena_new()};

	define_all(&r);
	resolve_interfaces(&r);
	resolve_policy(&r);
	resolve_nat(&r);
	judge_hops(router);
	resolve_routes(&r, &router->routes);
	resolve_routes(&r, &router->routes6);
	settle_probe_routes(&r);
	resolve_probes(&r);
	resolve_applets(&r);
	resolve_dns(&r);
	judge_vrfs(router);
	resolve_acls(&r);
	symbols_report_unused(&r);
	note_used(&r);
	symbols_free(&r);
	devices_check(router, site);
}
