/*
 * What refers to VRFs: a clause of a route-map that routes by a VRF whose device will not be there,
 * or in a way that has no translation, is left out, and so is an operation.
 */
#include <string.h>

#include "resolve_vrf.h"

static bool vrf_is_there(const struct router *router, const char *name)
{
	const struct interface *interface;

	if (!vrf_find(router, name))
		return false;
	STAILQ_FOREACH (interface, &router->interfaces.list, link)
		if (interface->vrf.s && !strcmp(interface->vrf.s, name))
			return true;
	return false;
}

/* "routing by VRF 'V', which has no interface," */
static void leave_clause_out(struct router *router, struct route_map_clause *clause, struct span at,
			     const char *what, const char *vrf, const char *why)
{
	line_leave_out(router, at,
		       arena_printf(router->arena, "route-map %s %s %u", clause->map->name,
				    clause->permit ? "permit" : "deny", clause->seq),
		       arena_printf(router->arena, "%s VRF '%s'%s", what, vrf, why));
	clause->untranslated = true;
}

static bool has_exits(const struct route_map_clause *clause)
{
	for (int i = 0; i < CLAUSE_EXITS_COUNT; i++)
		if (clause->exits[i].len)
			return true;
	return false;
}

static void judge_set_vrf(struct router *router, struct route_map_clause *clause)
{
	const struct name *vrf = &clause->set_vrf;

	if (!vrf_is_there(router, vrf->s))
		leave_clause_out(router, clause, vrf->at, "routing by", vrf->s,
				 ", which has no interface,");
	else if (has_exits(clause))
		leave_clause_out(router, clause, vrf->at, "routing by", vrf->s,
				 " beside other exits");
}

static void judge_exit(struct router *router, struct route_map_clause *clause, int which,
		       const struct route_map_exit *exit)
{
	if (!vrf_is_there(router, exit->vrf))
		leave_clause_out(router, clause, exit->at, "a next hop in", exit->vrf,
				 ", which has no interface,");
	else if ((which != EXITS_NEXT_HOPS && which != EXITS_VERIFIED) ||
		 exit->kind != EXIT_NEXT_HOP)
		clause->untranslated = true; /* the line has said so */
}

/* The name of a host is asked for outside of the VRF, and would be another's. */
static const char *sla_trouble(const struct router *router, const struct sla *sla)
{
	const struct sla_operation *operation = &sla->operation;
	const struct interface *source = sla->source_interface.to;

	if (!vrf_is_there(router, sla->vrf))
		return "an operation in a VRF that has no interface";
	if (sla_is_ipv6(sla))
		return "an operation of IPv6 in a VRF";
	if (operation->name.s || operation->kind == SLA_HTTP)
		return "an operation in a VRF whose host has a name";
	if (source && (!source->vrf.s || strcmp(source->vrf.s, sla->vrf) != 0))
		return "an operation in a VRF by an interface outside of it";
	return NULL;
}

/* An operation in a VRF must not run outside of it. */
static void judge_operations(struct router *router)
{
	const char *trouble;
	struct sla *sla;

	STAILQ_FOREACH (sla, &router->slas.list, link) {
		sla->lost = false;
		if (!sla->vrf || !sla_runs(sla) || !(trouble = sla_trouble(router, sla)))
			continue;
		sla->lost = true;
		line_leave_out(router, sla->vrf_at,
			       arena_printf(router->arena, "ip sla %u", sla->id), trouble);
	}
}

/* ---- DNS ---- */

/* Each VRF has a server of its own, which asks by the VRF's table and no other. */
static void judge_servers(struct router *router, const struct servers *servers, const char *vrf)
{
	VEC_FOREACH (server, servers) {
		const struct interface *interface = server->learnt.to;

		if ((server->vrf && (!vrf || strcmp(server->vrf, vrf) != 0)) ||
		    (interface && interface->vrf.s != vrf))
			line_leave_out(router, server->at, NULL,
				       "a name server in another VRF than those who ask");
		else if (interface && interface->mode == ADDRESS_STATIC)
			line_leave_out(router, server->at, NULL,
				       "a name server of an interface where none are learnt");
	}
}

static void judge_views(struct router *router)
{
	struct dns_view *view;

	STAILQ_FOREACH (view, &router->dns.views, link) {
		judge_servers(router, &view->forwarders, view->vrf);
		judge_servers(router, &view->name_servers, view->vrf);
		if (view->vrf && !vrf_find(router, view->vrf))
			diag_at(router->diags, DIAG_UNDEFINED_VRF, view->at,
				"VRF '%s' is not defined: nobody asks this view", view->vrf);
	}
}

/* ---- IPv6 ---- */

/* What serves or routes the hosts of an interface otherwise than by the VRF's table. */
static void judge_ipv6(struct router *router)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &router->interfaces.list, link) {
		const struct interface6 *six = &interface->six;

		if (!interface->vrf.s)
			continue;
		if (six->policy.name.s)
			line_leave_out(router, six->policy.name.at, NULL,
				       "policy routing of IPv6 in a VRF");
		if (six->delegated.name.s)
			line_leave_out(router, six->delegated.name.at, NULL,
				       "a delegated prefix in a VRF");
		if (six->dhcp6.pool.name.s || six->dhcp6.automatic)
			line_leave_out(router, six->dhcp6.at, NULL, "the DHCPv6 server in a VRF");
	}
}

void judge_vrfs(struct router *router)
{
	struct route_map_clause *clause;
	struct route_map *map;

	judge_operations(router);
	judge_views(router);
	judge_ipv6(router);
	STAILQ_FOREACH (map, &router->route_maps.list, link)
		STAILQ_FOREACH (clause, &map->clauses, link) {
			if (!map->for_policy)
				continue;
			if (clause->set_vrf.s)
				judge_set_vrf(router, clause);
			for (int i = 0; i < CLAUSE_EXITS_COUNT; i++)
				VEC_FOREACH (exit, &clause->exits[i])
					if (exit->domain == DOMAIN_VRF && !clause->untranslated)
						judge_exit(router, clause, i, exit);
		}
}
