/* Checks of next hops and of the times of probes. */
#include "check.h"

#include <string.h>

enum { CIRCLE_STEPS = 16 };

/* ---- a next hop on no connected network ---- */

/* Something may make a network known that the model does not show; or there is none at all, and
 * this is a piece of a configuration. */
static bool networks_are_known(const struct checker *c)
{
	const struct interface *interface;
	bool any = false;

	if (c->learns_routes)
		return false;
	STAILQ_FOREACH (interface, &c->router->interfaces.list, link) {
		if (interface->mode != ADDRESS_STATIC && check_in_use(c, interface))
			return false;
		any |= interface->type != INTERFACE_LOOPBACK && interface_primary(interface);
	}
	for (uint32_t i = 0; i < c->router->untranslated.len; i++)
		if (!strncmp(c->router->untranslated.at[i].text, "ip unnumbered", 13))
			return false;
	return any;
}

/* A route other than the default one leads there. */
static bool is_routed(const struct checker *c, uint32_t addr)
{
	uint32_t n;
	const struct fib_row *rows = fib_rows(c->fib, addr, 32, &n);

	return rows && rows->len > 0;
}

/* Is ADDR a neighbour, by INTERFACE (NULL: by any)? */
static bool is_neighbour(const struct checker *c, const struct interface *interface, uint32_t addr)
{
	const struct interface *connected = fib_connected(c->fib, addr);

	return connected && (!interface || connected == interface) &&
	       !fib_no_next_hop(c->fib, addr);
}

/* Gateways, and the next hops of other routes, are what it may have been meant to be. */
static const char *better_next_hop(struct checker *c, const struct interface *interface,
				   uint32_t addr)
{
	const char *list[CHECK_SUGGESTIONS_MAX];
	size_t n = 0;

	if (c->suggestions >= CHECK_SUGGESTIONS_MAX)
		return NULL;
	for (uint32_t i = 0; i < c->uplinks.len && n < CHECK_SUGGESTIONS_MAX / 2; i++) {
		const struct uplink *uplink = &c->uplinks.at[i];

		if (uplink->has_gateway && is_neighbour(c, interface, uplink->gateway))
			list[n++] = check_ip(c, uplink->gateway);
	}
	for (uint32_t i = 0; i < c->router->routes.len && n < CHECK_SUGGESTIONS_MAX; i++) {
		const struct static_route *route = &c->router->routes.at[i];

		if (route->has_next_hop && is_neighbour(c, interface, route->next_hop))
			list[n++] = check_ip(c, route->next_hop);
	}
	return check_nearest(c, check_ip(c, addr), list, n);
}

/* INTERFACE: by which it must be, or NULL. */
static void report_next_hop(struct checker *c, struct span at, uint32_t addr,
			    const struct interface *interface, const char *what)
{
	const char *near = better_next_hop(c, interface, addr);
	struct diag *diag;

	diag = diag_at(c->diags, DIAG_NEXT_HOP, at, "next hop '%s' is %s%s%s%s", check_ip(c, addr),
		       what, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
	if (near)
		diag_fixit(c->diags, diag, "%s", near);
}

static bool is_on(const struct interface *interface, uint32_t addr)
{
	for (uint32_t i = 0; i < interface->addresses.len; i++)
		if (ip_in_prefix(addr, interface->addresses.at[i].addr,
				 interface->addresses.at[i].len))
			return true;
	return false;
}

/* `ip route P M IF NH`: the neighbour must be on that link, unless the link has but one other end.
 */
static void check_pinned(struct checker *c, const struct static_route *route)
{
	const struct interface *interface = route->interface.to;

	if (!interface || interface->mode != ADDRESS_STATIC || !interface_primary(interface) ||
	    interface_type_is_point_to_point(interface->type))
		return;
	if (!is_on(interface, route->next_hop))
		report_next_hop(
			c, route->next_hop_at, route->next_hop, interface,
			arena_printf(c->arena, "not on the network of '%s'", interface->name));
}

/* Is each next hop found by one more route, and all of them to no end? */
static bool leads_in_circle(const struct checker *c, const struct static_route *route)
{
	if (fib_route_way(c->fib, route).kind != WAY_NONE)
		return false;
	for (int steps = 0; steps < CIRCLE_STEPS; steps++) {
		uint32_t n;
		const struct fib_row *rows = fib_rows(c->fib, route->next_hop, 32, &n);

		if (!rows || !rows->len || rows->connected || !rows->route->has_next_hop ||
		    rows->route->interface.name.s)
			return false;
		route = rows->route;
	}
	return true;
}

static void check_route(struct checker *c, const struct static_route *route)
{
	const char *unfit;

	if (!route->has_next_hop || route->vrf || route->untranslated)
		return;
	if ((unfit = fib_no_next_hop(c->fib, route->next_hop)))
		report_next_hop(c, route->next_hop_at, route->next_hop, NULL, unfit);
	else if (route->interface.name.s)
		check_pinned(c, route);
	else if (!is_routed(c, route->next_hop) && !fib_connected(c->fib, route->next_hop))
		report_next_hop(c, route->next_hop_at, route->next_hop, NULL,
				"on no connected network, and no other route leads to it");
	else if (leads_in_circle(c, route))
		report_next_hop(c, route->next_hop_at, route->next_hop, NULL,
				"found by this very route, or by another that leads back to it");
}

static void check_exits(struct checker *c, const exit_list *exits)
{
	for (uint32_t i = 0; i < exits->len; i++) {
		const struct route_map_exit *exit = &exits->at[i];
		const char *unfit;

		if (exit->kind != EXIT_NEXT_HOP || exit->v6 || exit->domain == DOMAIN_VRF)
			continue;
		if ((unfit = fib_no_next_hop(c->fib, exit->next_hop)))
			report_next_hop(c, exit->at, exit->next_hop, NULL, unfit);
		else if (!is_routed(c, exit->next_hop) && !fib_connected(c->fib, exit->next_hop))
			report_next_hop(c, exit->at, exit->next_hop, NULL,
					"on no connected network");
	}
}

void check_next_hop(struct checker *c)
{
	const struct route_map *map;
	const struct route_map_clause *clause;

	if (!networks_are_known(c))
		return;
	for (uint32_t i = 0; i < c->router->routes.len; i++)
		check_route(c, &c->router->routes.at[i]);
	STAILQ_FOREACH (map, &c->router->route_maps.list, link)
		STAILQ_FOREACH (clause, &map->clauses, link)
			for (int i = 0; i < CLAUSE_EXITS_COUNT; i++)
				if (map->for_policy ? map->of_global : !map->routing)
					check_exits(c, &clause->exits[i]);
}

/* ---- threshold <= timeout <= frequency, which IOS enforces when they are typed ---- */

/* As far as the fix-it goes: the threshold first, as IOS wants them typed. */
static const char *times_lines(const struct checker *c, const struct sla *sla, uint64_t timeout)
{
	const char *threshold = "", *line = "";

	if (sla->threshold > timeout)
		threshold = arena_printf(c->arena, " threshold %u\n", (uint32_t)timeout);
	if (sla->timeout > timeout)
		line = arena_printf(c->arena, " timeout %u\n", (uint32_t)timeout);
	return arena_printf(c->arena, "%s%s", threshold, line);
}

/* Where the indented lines after the one that holds OFF end: what comes last counts. */
static uint32_t block_end(const struct checker *c, uint32_t off)
{
	const struct source *source = c->router->source;

	do
		off = check_line_end(c, off);
	while (off < source->len && (source->text[off] == ' ' || source->text[off] == '\t'));
	return off;
}

static void check_times(struct checker *c, const struct sla *sla)
{
	uint64_t period = (uint64_t)sla->frequency * 1000, timeout = sla->timeout;
	struct diag *diag;

	if (timeout > period) {
		diag = diag_at(c->diags, DIAG_SLA_TIMES, sla->at,
			       "ip sla '%u' waits longer for an answer (timeout %u ms) than until "
			       "its next probe (frequency %u s)",
			       sla->id, sla->timeout, sla->frequency);
		timeout = period;
	} else if (sla->threshold > timeout) {
		diag = diag_at(c->diags, DIAG_SLA_TIMES, sla->at,
			       "ip sla '%u' has a threshold (%u ms) above its timeout (%u ms)",
			       sla->id, sla->threshold, sla->timeout);
	} else {
		return;
	}
	diag_insert(c->diags, diag, block_end(c, sla->operation.target_at.off), "%s",
		    times_lines(c, sla, timeout));
}

void check_sla_times(struct checker *c)
{
	const struct sla *sla;

	STAILQ_FOREACH (sla, &c->router->slas.list, link)
		if (sla_runs(sla) && !sla->vrf)
			check_times(c, sla);
	VEC_FOREACH (probe, &c->site->probes)
		if (!sla_find(c->router, probe->id))
			diag_global(c->diags, DIAG_UNDEFINED_SLA,
				    "the site file gives a pace to ip sla '%u', which is not "
				    "configured",
				    probe->id);
}
