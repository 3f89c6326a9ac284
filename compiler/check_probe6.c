/*
 * A probe over IPv6 that can leave by the other uplink, as check_uplink.c finds those of IPv4: its
 * track withdraws the route, the probe goes by what is left, is answered, and the route comes back.
 * A local policy for IPv6 is believed to keep it where it belongs.
 */
#include "check.h"

/* The interface that ROUTE leaves by; NULL when none can be told, or it drops. */
static const struct interface *route_interface(const struct checker *c,
					       const struct static_route *route)
{
	if (route->interface.name.s)
		return route->interface.to;
	return route->has_next_hop ? fib6_connected(c->fib6, router_ip6(c->router, route->next_hop))
				   : NULL;
}

/* The interface of the probe's source, when a default route leaves by it; else that of ROUTE. */
static const struct interface *measured_interface(const struct checker *c, const struct sla *sla,
						  const struct static_route *route)
{
	const struct interface *source = sla->source_interface.to;

	VEC_FOREACH (other, &c->router->routes6)
		if (source && !other->len && !other->vrf && route_interface(c, other) == source)
			return source;
	return route_interface(c, route);
}

/* The route by which the target is reached when TRACK is down, and others are up; NULL when the
 * target is on a link, or no route is left. */
static const struct static_route *route_left(const struct checker *c, struct ip6 target,
					     uint32_t track)
{
	unsigned len = IP6_BITS;

	for (;;) {
		uint32_t n;
		const struct fib_row *rows = fib6_rows(c->fib6, target, len, &n);

		if (!rows || rows->connected)
			return NULL;
		for (uint32_t i = 0; i < n; i++)
			if (rows[i].route->track != track)
				return rows[i].route;
		if (rows->len == 0)
			return NULL;
		len = rows->len - 1u;
	}
}

static void check_probe(struct checker *c, const struct static_route *route, const struct sla *sla)
{
	const struct interface *measured = measured_interface(c, sla, route), *stray;
	const struct static_route *left = route_left(c, sla->operation.target6, route->track);
	char text[IP6_TEXT_SIZE];
	struct diag *diag;

	stray = left ? route_interface(c, left) : NULL;
	if (!measured || !stray || stray == measured)
		return;
	diag = diag_at(c->diags, DIAG_PROBE_PATH, sla->operation.target_at,
		       "probe '%u' measures '%s' but can reach '%s' by the other uplink, so that "
		       "the default route oscillates%s",
		       sla->id, measured->name, ip6_text(text, sla->operation.target6),
		       c->safe ? arena_printf(c->arena,
					      "; causeway binds it to '%s' (fidelity safe)",
					      measured->name)
			       : "");
	diag_note(c->diags, diag, route->at, "track '%u' holds this route", route->track);
	diag_note(c->diags, diag, left->at, "when it is withdrawn, the probe leaves by this way");
}

/* One report for each track, however many routes it holds. */
void check_probe_path6(struct checker *c)
{
	bool seen[UINT16_MAX + 1] = {false};

	if (c->router->ipv6.local_policy.name.s)
		return;
	VEC_FOREACH (route, &c->router->routes6) {
		const struct track *track =
			route->track ? track_find(c->router, route->track) : NULL;

		if (!track || !track->sla || seen[route->track] || route->vrf ||
		    route->untranslated || track->sla->operation.kind != SLA_ICMP_ECHO ||
		    ip6_is_zero(track->sla->operation.target6) ||
		    !ip6_in_prefix(track->sla->operation.target6,
				   router_ip6(c->router, route->prefix), route->len))
			continue;
		seen[route->track] = true;
		check_probe(c, route, track->sla);
	}
}
