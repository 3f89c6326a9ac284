/*
 * Checks of what the router itself sends: its answers, and its probes. With two uplinks these
 * follow the routes, not the interface where the question came in or whose address they carry;
 * only a local policy makes them do so. ios-semantics.md 0 (S4), 1.4, 1.6.
 */
#include "check.h"

enum { DNS_PORT = 53, CLIENT_PORT = 40000 };

/* ---- the router's own replies leave by the wrong uplink ---- */

/* What becomes of something that the router sends, and the route or clause that says so. */
struct sent {
	struct fate fate;
	struct span at; /* len 0: nothing does */
	bool by_policy;
};

/* Does a clause decide by something that is not translated, or is not there? */
static bool is_uncertain(const struct route_map *map)
{
	const struct route_map_clause *clause;

	STAILQ_FOREACH (clause, &map->clauses, link) {
		if (clause->untranslated || clause->set_vrf.s)
			return true;
		VEC_FOREACH (ref, &clause->match_acls)
			if (!ref->to)
				return true;
	}
	return false;
}

/* False in doubt. */
static bool follow(struct checker *c, const struct packet *packet, struct sent *sent)
{
	const struct router *router = c->router;

	*sent = (struct sent){0};
	if (router->local_policy.name.s &&
	    (!router->local_policy.to || is_uncertain(router->local_policy.to)))
		return false;
	sent->fate = packet_fate(c->arena, check_world(c), NULL, NULL, packet, true);
	VEC_FOREACH (step, &sent->fate.steps)
		if (step->kind == STEP_ROUTE || (step->kind == STEP_POLICY && step->decides)) {
			sent->at = step->at;
			sent->by_policy = step->kind == STEP_POLICY;
			break;
		}
	return sent->fate.verdict != VERDICT_RECEIVED;
}

static struct packet dns_query(const struct checker *c, const struct uplink *uplink, uint8_t proto)
{
	return (struct packet){.src = c->stranger,
			       .dst = uplink->address->addr,
			       .sport = CLIENT_PORT,
			       .dport = DNS_PORT,
			       .proto = proto,
			       .flags = proto == PROTO_TCP ? TCP_SYN : 0};
}

/* Does an answer sent from UPLINK's address go wrong? In *SENT how. */
static bool answer_strays(struct checker *c, const struct uplink *uplink, uint8_t proto,
			  struct sent *sent)
{
	struct packet query, answer;

	if (!uplink->address)
		return false;
	query = dns_query(c, uplink, proto);
	answer = packet_reply(&query);
	if (!check_admits(c, uplink->interface, &query) || !follow(c, &answer, sent) ||
	    (sent->fate.verdict == VERDICT_UNROUTED && c->learns_routes))
		return false;
	return sent->fate.verdict != VERDICT_FORWARDED || sent->fate.exit != uplink->interface;
}

static bool strays(struct checker *c, const struct uplink *uplink, struct sent *sent)
{
	return answer_strays(c, uplink, PROTO_UDP, sent) ||
	       answer_strays(c, uplink, PROTO_TCP, sent);
}

/* What happens to an answer from UPLINK's address instead. */
static const char *stray_text(struct checker *c, const struct uplink *uplink,
			      const struct sent *sent)
{
	const char *addr = check_ip(c, uplink->address->addr);

	if (sent->fate.verdict == VERDICT_FORWARDED)
		return arena_printf(c->arena, "what is from '%s' leaves by '%s'", addr,
				    sent->fate.exit->name);
	if (sent->fate.verdict == VERDICT_DROPPED)
		return arena_printf(c->arena, "what is from '%s' is dropped", addr);
	return arena_printf(c->arena, "nothing sends what is from '%s' out of '%s'", addr,
			    uplink->interface->name);
}

static void note_way(struct checker *c, struct diag *diag, const struct uplink *uplink,
		     const struct sent *sent)
{
	diag_note(c->diags, diag, sent->at.len ? sent->at : uplink->address->at, "%s%s",
		  stray_text(c, uplink, sent), sent->at.len ? " because of this" : "");
}

/* Where a clause decides already, a further one at the end would come too late. */
static const char *reply_lines(struct checker *c, const struct uplink *uplink)
{
	const char *addr = check_ip(c, uplink->address->addr);

	return check_policy_lines(c, uplink,
				  check_free_name(c, arena_printf(c->arena, "Router_%s", addr)),
				  arena_printf(c->arena, "permit ip host %s any", addr));
}

void check_reply_uplink(struct checker *c)
{
	struct diag *diag = NULL;
	const char *lines = "";
	uint32_t stray = 0;
	struct sent sent;

	if (!c->router->dns.server || c->uplinks.len < 2)
		return;
	for (uint32_t i = 0; i < c->uplinks.len; i++) {
		const struct uplink *uplink = &c->uplinks.at[i];

		if (!strays(c, uplink, &sent) || ++stray > CHECK_NOTES_MAX)
			continue;
		if (stray == 1)
			diag = diag_at(c->diags, DIAG_REPLY_UPLINK, c->router->dns.server_at,
				       "the router's own replies leave by the wrong uplink: %s%s",
				       stray_text(c, uplink, &sent),
				       c->safe ? "; causeway sends them back by the uplink of the "
						 "query (fidelity safe)"
					       : "");
		note_way(c, diag, uplink, &sent);
		if (!sent.by_policy)
			lines = arena_printf(c->arena, "%s%s", lines, reply_lines(c, uplink));
	}
	if (*lines)
		diag_insert(c->diags, diag, check_line_start(c, c->router->dns.server_at.off),
			    "%s%s", lines, check_policy_applied(c));
}

/* ---- a probe that can leave by the other uplink ---- */

/* A track, and the route that it holds in the table. */
struct probe {
	const struct sla *sla;
	const struct track *track;
	const struct static_route *route; /* that it controls */
	const struct interface *uplink; /* that it is to measure */
};

/* The address that the probe carries: only what is known without asking the peer. */
static bool probe_source(const struct probe *probe, uint32_t *src)
{
	const struct interface *interface = probe->sla->source_interface.to;
	const struct interface_address *address;

	if (probe->sla->operation.source)
		*src = probe->sla->operation.source;
	if (!interface || probe->sla->operation.source)
		return probe->sla->operation.source;
	address = interface->mode == ADDRESS_STATIC ? interface_primary(interface) : NULL;
	if (address)
		*src = address->addr;
	return address;
}

/* The uplink whose address or name the probe's source is, else that of the route it controls. */
static const struct interface *measured_uplink(const struct checker *c, const struct probe *probe)
{
	struct way way = fib_route_way(c->fib, probe->route);
	uint32_t src;

	if (check_uplink(c, probe->sla->source_interface.to))
		return probe->sla->source_interface.to;
	if (probe->sla->operation.source && probe_source(probe, &src) &&
	    check_uplink(c, fib_connected(c->fib, src)))
		return fib_connected(c->fib, src);
	return way.kind == WAY_INTERFACE && check_uplink(c, way.interface) ? way.interface : NULL;
}

static bool on_link(const struct interface *interface, uint32_t addr)
{
	for (uint32_t i = 0; i < interface->addresses.len; i++)
		if (ip_in_prefix(addr, interface->addresses.at[i].addr,
				 interface->addresses.at[i].len))
			return true;
	return false;
}

/* Does the local policy take the probe out of the uplink that it measures? True in doubt. */
static bool policy_pins(struct checker *c, const struct probe *probe)
{
	struct packet packet = {
		.dst = probe->sla->operation.target, .proto = PROTO_ICMP, .icmp_type = ICMP_ECHO};
	struct sent sent;

	if (!c->router->local_policy.name.s)
		return false;
	if (!probe_source(probe, &packet.src)) {
		const struct interface_address *address = interface_primary(probe->uplink);

		if (!address)
			return true; /* a dynamic address: no telling what the list says of it */
		packet.src = address->addr;
	}
	if (!follow(c, &packet, &sent))
		return true;
	return sent.by_policy &&
	       (sent.fate.verdict == VERDICT_DROPPED || sent.fate.exit == probe->uplink);
}

/* The best of these routes that stays when the track goes down, and its way; NULL for none. */
static const struct static_route *route_left(const struct checker *c, const struct fib_row *rows,
					     uint32_t n, uint32_t track, struct way *way)
{
	for (uint32_t i = 0; i < n; i++) {
		if (rows[i].route->track == track)
			continue;
		*way = fib_route_way(c->fib, rows[i].route);
		if (way->kind != WAY_NONE)
			return rows[i].route;
	}
	return NULL;
}

/*
 * The route by which the probe leaves elsewhere when its own track has gone down, NULL when it has
 * none. *ROUTED: some route is left, so that none that is learnt comes into it.
 */
static const struct static_route *stray_route(const struct checker *c, const struct probe *probe,
					      bool *routed)
{
	unsigned len = 32;

	for (;;) {
		const struct static_route *left;
		struct way way;
		uint32_t n;
		const struct fib_row *rows =
			fib_rows(c->fib, probe->sla->operation.target, len, &n);

		*routed = rows && rows->connected;
		if (!rows || rows->connected)
			return NULL;
		left = route_left(c, rows, n, probe->track->id, &way);
		*routed = left;
		if (left)
			return way.kind == WAY_INTERFACE && way.interface != probe->uplink ? left
											   : NULL;
		if (rows->len == 0)
			return NULL;
		len = rows->len - 1u;
	}
}

static void propose_policy(struct checker *c, struct diag *diag, const struct probe *probe)
{
	const struct uplink *uplink = check_uplink(c, probe->uplink);
	const char *name = arena_printf(c->arena, "Probe_%u", probe->sla->id);
	const char *entry;
	uint32_t src;

	if (!probe_source(probe, &src))
		return;
	entry = arena_printf(c->arena, "permit icmp host %s host %s", check_ip(c, src),
			     check_ip(c, probe->sla->operation.target));
	diag_insert(c->diags, diag, check_line_start(c, probe->sla->at.off), "%s%s",
		    check_policy_lines(c, uplink, check_free_name(c, name), entry),
		    check_policy_applied(c));
}

/* An uplink whose default route is learnt with its address; NULL when there is none but SELF. */
static const struct interface *learnt_default(const struct checker *c, const struct interface *self)
{
	for (uint32_t i = 0; i < c->uplinks.len; i++) {
		const struct interface *interface = c->uplinks.at[i].interface;

		if (interface != self && interface->mode == ADDRESS_DHCP)
			return interface;
	}
	return NULL;
}

/* Where the probe may go instead, in *AT. */
static bool probe_strays(const struct checker *c, const struct probe *probe, struct span *at)
{
	bool routed;
	const struct static_route *stray = stray_route(c, probe, &routed);
	const struct interface *learnt = routed ? NULL : learnt_default(c, probe->uplink);

	if (stray)
		*at = stray->at;
	else if (learnt)
		*at = learnt->mode_at;
	return stray || learnt;
}

static void check_probe(struct checker *c, struct probe *probe)
{
	const char *name, *binding = "";
	struct diag *diag;
	struct span stray;

	probe->uplink = measured_uplink(c, probe);
	if (!probe->uplink || on_link(probe->uplink, probe->sla->operation.target) ||
	    policy_pins(c, probe))
		return;
	if (!probe_strays(c, probe, &stray))
		return;
	name = probe->uplink->name;
	if (c->safe)
		binding =
			arena_printf(c->arena, "; causeway binds it to '%s' (fidelity safe)", name);
	diag = diag_at(c->diags, DIAG_PROBE_PATH, probe->sla->operation.target_at,
		       "probe '%u' measures '%s' but can reach '%s' by the other uplink, so that "
		       "the default route oscillates%s",
		       probe->sla->id, name, check_ip(c, probe->sla->operation.target), binding);
	diag_note(c->diags, diag, probe->route->at, "track '%u' holds this route",
		  probe->track->id);
	diag_note(c->diags, diag, stray, "when it is withdrawn, the probe leaves by this way");
	propose_policy(c, diag, probe);
}

/* Does the route that the track controls carry the probe itself? */
static bool carries_target(const struct static_route *route, const struct sla *sla)
{
	return ip_in_prefix(sla->operation.target, route->prefix, route->len);
}

static const struct track *track_of(const struct checker *c, const struct static_route *route)
{
	const struct track *track = route->track ? track_find(c->router, route->track) : NULL;

	/* a name's address is not known here */
	return track && track->sla && track->sla->operation.kind == SLA_ICMP_ECHO &&
			       track->sla->operation.target
		       ? track
		       : NULL;
}

/* One report for each track, however many routes it holds. */
void check_probe_path(struct checker *c)
{
	bool seen[UINT16_MAX + 1] = {false};

	for (uint32_t i = 0; i < c->router->routes.len; i++) {
		const struct static_route *route = &c->router->routes.at[i];
		const struct track *track = track_of(c, route);
		struct probe probe = {.track = track, .route = route};

		if (!track || route->vrf || route->untranslated || seen[route->track])
			continue;
		probe.sla = track->sla;
		if (!carries_target(route, probe.sla))
			continue;
		seen[route->track] = true;
		check_probe(c, &probe);
	}
}
