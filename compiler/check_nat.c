/*
 * Checks of address translation: networks that reach the outside with their inside addresses, and
 * static entries that take from the router what it needs itself. ios-semantics.md 1.2.
 */
#include "check.h"

#include <string.h>

#include "group.h"

/* ---- an inside network without translation ---- */

/* Inside addresses that some rule speaks of: translated, or left out on purpose. */
struct coverage {
	struct ranges anywhere; /* by whatever uplink they leave */
	struct ranges *by_uplink;
	struct ranges statics; /* a whole address, and entries that we cannot say */
};

enum { EVERYTHING = UINT32_MAX };

static bool is_by_destination(const struct acl *acl, const struct ace *ace)
{
	return acl->kind == ACL_EXTENDED &&
	       (ace->dst.wild != EVERYTHING || acl_options(acl, ace)->dst_group.name.s);
}

/* Entries that deny everybody say nothing of one network; a deny of some network is deliberate. */
static void add_acl(struct checker *c, struct ranges *ranges, const struct acl *acl)
{
	for (uint32_t i = 0; acl && i < acl->entries.len; i++) {
		const struct ace *ace = &acl->entries.at[i];
		const struct ace_options *options = acl_options(acl, ace);
		uint32_t wild = ace->src.wild;
		bool group = options->src_group.name.s;

		if (ace->action == ACE_REMARK)
			continue;
		if (ace->action == ACE_DENY &&
		    ((wild == EVERYTHING && !group) || is_by_destination(acl, ace)))
			continue;
		if (options->src_group.to)
			group_addresses(c->router->arena, options->src_group.to, ranges);
		if (!group)
			ranges_add(c->arena, ranges, ace->src.addr & ~wild, ace->src.addr | wild);
	}
	if (!acl)
		ranges_add(c->arena, ranges, 0, EVERYTHING);
}

static struct ranges *ranges_by(struct checker *c, struct coverage *coverage,
				const struct interface *interface)
{
	const struct uplink *uplink = check_uplink(c, interface);

	return uplink ? &coverage->by_uplink[uplink - c->uplinks.at] : NULL;
}

static void add_clause_lists(struct checker *c, struct ranges *ranges,
			     const struct route_map_clause *clause)
{
	if (!ranges)
		return;
	for (uint32_t i = 0; i < clause->match_acls.len; i++)
		add_acl(c, ranges, clause->match_acls.at[i].to);
	if (!clause->match_acls.len && !clause->match_acls6.len)
		ranges_add(c->arena, ranges, 0, EVERYTHING);
}

/* `match interface` is the interface by which the packet leaves. */
static void add_clause(struct checker *c, struct coverage *coverage,
		       const struct route_map_clause *clause)
{
	if (!clause->permit)
		return;
	if (clause->untranslated)
		ranges_add(c->arena, &coverage->anywhere, 0, EVERYTHING);
	for (uint32_t i = 0; i < clause->match_interfaces.len; i++)
		add_clause_lists(c, ranges_by(c, coverage, clause->match_interfaces.at[i].ref.to),
				 clause);
	if (!clause->match_interfaces.len)
		add_clause_lists(c, &coverage->anywhere, clause);
}

static void add_dynamic(struct checker *c, struct coverage *coverage,
			const struct nat_dynamic *rule)
{
	const struct route_map_clause *clause;

	if (rule->kind == NAT_OUTSIDE_SOURCE || rule->kind == NAT_INSIDE_DESTINATION)
		return;
	if (rule->untranslated || rule->vrf || (rule->route_map.name.s && !rule->route_map.to))
		ranges_add(c->arena, &coverage->anywhere, 0, EVERYTHING);
	else if (rule->route_map.to)
		STAILQ_FOREACH (clause, &rule->route_map.to->clauses, link)
			add_clause(c, coverage, clause);
	else
		add_acl(c, &coverage->anywhere, rule->acl.to);
}

static void collect_coverage(struct checker *c, struct coverage *coverage)
{
	const struct nat *nat = &c->router->nat;

	coverage->by_uplink = arena_alloc(c->arena, c->uplinks.len * sizeof *coverage->by_uplink);
	for (uint32_t i = 0; i < nat->dynamics.len; i++)
		add_dynamic(c, coverage, &nat->dynamics.at[i]);
	for (uint32_t i = 0; i < nat->statics.len; i++) {
		const struct nat_static *entry = &nat->statics.at[i];

		if (entry->kind != NAT_OUTSIDE_SOURCE &&
		    (entry->proto == NAT_PROTO_ANY || entry->untranslated))
			ranges_add_prefix(c->arena, &coverage->statics, entry->local, entry->len);
	}
}

/* Default routes say by which uplinks the inside leaves; with none known it may be any. */
static bool carries_inside(const struct checker *c, const struct uplink *uplink)
{
	uint32_t n = 0;
	const struct fib_row *rows = fib_rows(c->fib, 0, 0, &n);

	for (uint32_t i = 0; rows && i < n; i++) {
		struct way way = fib_route_way(c->fib, rows[i].route);

		if (way.kind == WAY_UNKNOWN || way.interface == uplink->interface)
			return true;
	}
	return !rows || uplink->interface->mode != ADDRESS_STATIC;
}

/* An inside network, connected or routed. */
struct network {
	uint32_t prefix;
	uint8_t len;
	struct span at;
};

struct untranslated_networks {
	struct checker *c;
	struct coverage coverage;
	bool *carries; /* by uplink */
	VEC(struct network) list; /* found without translation */
	const struct uplink *uplink; /* of the first */
};

/* The uplink by which NETWORK leaves as it is; NULL when there is none. */
static const struct uplink *bare_uplink(struct untranslated_networks *u,
					const struct network *network)
{
	struct checker *c = u->c;

	if (ranges_touch_prefix(&u->coverage.anywhere, network->prefix, network->len) ||
	    ranges_touch_prefix(&u->coverage.statics, network->prefix, network->len))
		return NULL;
	for (uint32_t i = 0; i < c->uplinks.len; i++)
		if (u->carries[i] &&
		    !ranges_touch_prefix(&u->coverage.by_uplink[i], network->prefix, network->len))
			return &c->uplinks.at[i];
	return NULL;
}

/* The longest prefix that is more than a link between two routers. */
enum { LAN_LEN_MAX = 29 };

/*
 * Public addresses need none. Where a routing protocol runs and something is translated, networks
 * between routers are left out on purpose, and cannot be told from others.
 */
static void check_network(struct untranslated_networks *u, struct network network)
{
	const struct uplink *uplink;

	network.prefix &= ip_len_mask(network.len);
	if (!ip_is_private(network.prefix) ||
	    (u->c->learns_routes && u->c->router->nat.dynamics.len))
		return;
	uplink = bare_uplink(u, &network);
	if (!uplink)
		return;
	if (!u->uplink)
		u->uplink = uplink;
	vec_push(u->c->arena, &u->list, network);
}

static void check_inside_interface(struct untranslated_networks *u,
				   const struct interface *interface)
{
	for (uint32_t i = 0; i < interface->addresses.len; i++) {
		const struct interface_address *address = &interface->addresses.at[i];

		if (address->len <= LAN_LEN_MAX)
			check_network(u,
				      (struct network){address->addr, address->len, address->at});
	}
}

/* Among those that are told; one network may have several ways. */
static bool is_told(const struct untranslated_networks *u, const struct static_route *route)
{
	for (uint32_t i = 0; i < u->list.len && i < CHECK_NOTES_MAX; i++)
		if (u->list.at[i].prefix == route->prefix && u->list.at[i].len == route->len)
			return true;
	return false;
}

static void check_inside_route(struct untranslated_networks *u, const struct static_route *route)
{
	struct way way;

	if (route->vrf || route->untranslated || route->len == 0 ||
	    route->distance == DISTANCE_NEVER || is_told(u, route))
		return;
	way = fib_route_way(u->c->fib, route);
	if (way.kind == WAY_INTERFACE && way.interface->nat == NAT_INSIDE)
		check_network(u, (struct network){route->prefix, route->len, route->prefix_at});
}

static const char *network_text(const struct checker *c, const struct network *network)
{
	char text[IP_TEXT_SIZE];

	return arena_printf(c->arena, "%s", ip_prefix_text(text, network->prefix, network->len));
}

/* Is there a rule for the first of the networks by uplink I? */
static bool speaks_for(struct untranslated_networks *u, uint32_t i)
{
	const struct network *network = &u->list.at[0];

	return ranges_touch_prefix(&u->coverage.by_uplink[i], network->prefix, network->len);
}

/* One uplink needs a list; with several each needs a route-map that tells them apart. */
static const char *overload_lines(struct untranslated_networks *u, const char *list)
{
	struct checker *c = u->c;
	const char *lines = "";

	if (c->uplinks.len == 1)
		return arena_printf(c->arena,
				    "ip nat inside source list %s interface %s overload\n", list,
				    c->uplinks.at[0].interface->name);
	for (uint32_t i = 0; i < c->uplinks.len && i < CHECK_NOTES_MAX; i++) {
		const char *interface = c->uplinks.at[i].interface->name;
		const char *map = check_free_name(c, arena_printf(c->arena, "By_%s", interface));

		if (!u->carries[i] || speaks_for(u, i))
			continue;
		lines = arena_printf(c->arena,
				     "%sroute-map %s permit 10\n"
				     " match ip address %s\n"
				     " match interface %s\n"
				     "ip nat inside source route-map %s interface %s overload\n",
				     lines, map, list, interface, map, interface);
	}
	return lines;
}

/* The access list by which RULE chooses, when it is a single one. */
static const struct acl *dynamic_list(const struct nat_dynamic *rule)
{
	const struct route_map_clause *clause;

	if (!rule->route_map.to)
		return rule->acl.to;
	clause = STAILQ_FIRST(&rule->route_map.to->clauses);
	if (!clause || STAILQ_NEXT(clause, link) || clause->match_acls.len != 1)
		return NULL;
	return clause->match_acls.at[0].to;
}

static const char *standard_source(const struct checker *c, const struct network *network)
{
	const char *addr = check_ip(c, network->prefix);

	if (network->len == 32)
		return arena_printf(c->arena, "host %s", addr);
	return arena_printf(c->arena, "%s %s", addr, check_ip(c, ~ip_len_mask(network->len)));
}

/* The one list by which all rules choose, so that a line in it mends them all; NULL when there is
 * none, or when its last word is a deny. */
static const struct acl *shared_list(const struct untranslated_networks *u)
{
	const struct nat *nat = &u->c->router->nat;
	const struct acl *shared = NULL;

	for (uint32_t i = 0; i < nat->dynamics.len; i++) {
		const struct acl *acl = dynamic_list(&nat->dynamics.at[i]);

		if (!acl || (shared && acl != shared))
			return NULL;
		shared = acl;
	}
	if (!shared || !shared->entries.len || shared->kind != ACL_STANDARD)
		return NULL;
	return shared->entries.at[shared->entries.len - 1].action == ACE_DENY ? NULL : shared;
}

/* Has every uplink that carries the inside some rule? */
static bool all_spoken_for(struct untranslated_networks *u)
{
	for (uint32_t i = 0; i < u->c->uplinks.len; i++)
		if (u->carries[i] && !u->coverage.by_uplink[i].list.len &&
		    !u->coverage.anywhere.list.len)
			return false;
	return true;
}

static void propose_overload(struct untranslated_networks *u, struct diag *diag)
{
	struct checker *c = u->c;
	const struct acl *shared = all_spoken_for(u) ? shared_list(u) : NULL;
	const char *list = shared ? shared->name : check_free_name(c, "Inside"), *entries = "";
	struct span at = c->router->nat.statics.len    ? c->router->nat.statics.at[0].at
			 : c->router->nat.dynamics.len ? c->router->nat.dynamics.at[0].at
						       : u->uplink->interface->at;

	for (uint32_t i = 0; i < u->list.len && i < CHECK_NOTES_MAX; i++)
		entries = arena_printf(c->arena, "%s permit %s\n", entries,
				       standard_source(c, &u->list.at[i]));
	diag_insert(c->diags, diag, check_line_start(c, at.off), "ip access-list standard %s\n%s%s",
		    list, entries, shared ? "" : overload_lines(u, list));
}

/* One report for all of them: what is missing is one rule. */
static void report_networks(struct untranslated_networks *u)
{
	struct checker *c = u->c;
	const struct network *first = &u->list.at[0];
	struct diag *diag;

	diag = diag_at(c->diags, DIAG_NO_TRANSLATION, first->at,
		       "inside network '%s' has no translation by '%s': its hosts leave with their "
		       "inside addresses",
		       network_text(c, first), u->uplink->interface->name);
	for (uint32_t i = 1; i < u->list.len && i < CHECK_NOTES_MAX; i++)
		diag_note(c->diags, diag, u->list.at[i].at, "nor has '%s'%s",
			  network_text(c, &u->list.at[i]),
			  i + 1 == CHECK_NOTES_MAX && u->list.len > CHECK_NOTES_MAX ? ", and so on"
										    : "");
	diag_note(c->diags, diag, u->uplink->interface->nat_at, "'%s' is outside",
		  u->uplink->interface->name);
	propose_overload(u, diag);
}

void check_no_translation(struct checker *c)
{
	struct untranslated_networks u = {.c = c};
	const struct interface *interface;

	if (!c->uplinks.len)
		return;
	collect_coverage(c, &u.coverage);
	u.carries = arena_alloc(c->arena, c->uplinks.len * sizeof *u.carries);
	for (uint32_t i = 0; i < c->uplinks.len; i++)
		u.carries[i] = carries_inside(c, &c->uplinks.at[i]);
	STAILQ_FOREACH (interface, &c->router->interfaces.list, link)
		if (interface->nat == NAT_INSIDE && check_in_use(c, interface))
			check_inside_interface(&u, interface);
	for (uint32_t i = 0; i < c->router->routes.len; i++)
		check_inside_route(&u, &c->router->routes.at[i]);
	if (u.list.len)
		report_networks(&u);
}

/* ---- static NAT that takes a port from the router itself ---- */

enum { DNS_PORT = 53 };

/* The interface whose own address ENTRY takes; NULL when it takes another one. */
static const struct interface *taken_interface(const struct checker *c,
					       const struct nat_static *entry)
{
	const struct interface *interface;

	if (entry->interface.name.s)
		return entry->interface.to;
	interface = fib_connected(c->fib, entry->global);
	for (uint32_t i = 0; interface && i < interface->addresses.len; i++)
		if (interface->addresses.at[i].addr == entry->global)
			return interface;
	return NULL;
}

/* An operation whose answers come to INTERFACE's address. */
static const struct sla *probe_from(const struct checker *c, const struct interface *interface)
{
	const struct sla *sla;

	STAILQ_FOREACH (sla, &c->router->slas.list, link)
		if (!sla_is_ipv6(sla) &&
		    (sla->source_interface.to == interface ||
		     (sla->operation.source &&
		      fib_connected(c->fib, sla->operation.source) == interface)))
			return sla;
	return NULL;
}

static void report_taken(struct checker *c, const struct nat_static *entry,
			 const struct interface *interface, const char *what, struct span user)
{
	struct diag *diag;

	diag = diag_at(c->diags, DIAG_PORT_TAKEN, entry->global_at,
		       "this takes %s of '%s' from the router itself",
		       entry->proto == NAT_PROTO_ANY ? "every port" : "port 53", interface->name);
	diag_note(c->diags, diag, user, "%s", what);
}

static void check_entry(struct checker *c, const struct nat_static *entry)
{
	const struct interface *interface;
	const struct sla *probe;
	bool whole = entry->proto == NAT_PROTO_ANY;

	if (entry->kind == NAT_OUTSIDE_SOURCE || entry->proto == NAT_PROTO_ESP || entry->len < 32)
		return;
	if (entry->vrf || entry->untranslated || (!whole && entry->global_port != DNS_PORT))
		return;
	interface = taken_interface(c, entry);
	if (!interface || !interface_is_outside(interface))
		return;
	probe = whole ? probe_from(c, interface) : NULL;
	if (c->router->dns.server)
		report_taken(c, entry, interface, "its DNS server listens there",
			     c->router->dns.server_at);
	else if (probe)
		report_taken(c, entry, interface, "its probe waits for answers there", probe->at);
}

void check_port_taken(struct checker *c)
{
	for (uint32_t i = 0; i < c->router->nat.statics.len; i++)
		check_entry(c, &c->router->nat.statics.at[i]);
}
