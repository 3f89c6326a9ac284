/*
 * The way of a packet through the router, by the reference evaluator: which stages it passes, in
 * IOS's order (ios-semantics.md 1.2). From outside: access list in, translation, policy, routing,
 * access list out. From inside: access list in, policy, routing, translation, access list out. What
 * the router itself sends: local policy, routing, translation.
 */
#include "eval_nat.h"

#include <stdarg.h>
#include <string.h>

#include "grammar/ip.h"

enum { DNS_PORT = 53 };

/* ---- notes ---- */

static void note(struct path *path, enum step_kind kind, struct span at, const char *format,
		 va_list args)
{
	struct step step = {.kind = kind, .at = at, .after = path->packet};

	if (!path->stepping)
		return;
	step.text = arena_vprintf(path->arena, format, args);
	vec_push(path->arena, &path->fate.steps, step);
}

void path_note(struct path *path, enum step_kind kind, struct span at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	note(path, kind, at, format, args);
	va_end(args);
}

void path_end(struct path *path, enum verdict verdict, enum step_kind kind, struct span at,
	      const char *format, ...)
{
	va_list args;

	va_start(args, format);
	note(path, kind, at, format, args);
	va_end(args);
	path->fate.verdict = verdict;
	path->fate.decided = kind;
	path->fate.at = at;
	path->over = true;
}

static const struct span nowhere;

static const char *home_of(const struct path *path)
{
	return path->vrf;
}

/* ---- what comes in ---- */

/* Where the router would tell the sender that it cannot have what it asks. */
static struct way way_to_sender(const struct path *path, enum verdict verdict)
{
	struct way way = {0};
	struct path error = {.arena = path->arena, .world = path->world, .router = path->router};

	error.packet = message_about(path->world, &path->packet, verdict);
	if (path->router->local_policy.to && !path->vrf &&
	    policy_for(&error, path->router->local_policy.to, &way))
		return way;
	return route_for(path->world, path->vrf, path->packet.src, false);
}

/* unreachables-exit: an interface that says `no ip unreachables` lets none of them out. */
static enum verdict told(const struct path *path, enum verdict verdict)
{
	struct way way;

	if (!path->in)
		return verdict;
	way = way_to_sender(path, verdict);
	return way.exit && way.exit->no_unreachables ? VERDICT_DROPPED : verdict;
}

static void receive(struct path *path)
{
	const struct interface *in = path->in;

	if (path->world->links[in->index].absent)
		path_end(path, VERDICT_DROPPED, STEP_RECEIVE, in->at,
			 "%s is left alone: nothing comes in by it", in->name);
	else if (!world_is_usable(path->world, in))
		path_end(path, VERDICT_DROPPED, STEP_RECEIVE, in->at,
			 "%s is down: nothing comes in by it", in->name);
	else
		path_note(path, STEP_RECEIVE, in->at, "comes in by %s", in->name);
}

static void access_in(struct path *path)
{
	const acl_ref *group = &path->in->access_in;
	struct span at;

	if (!group->name.s || path->over)
		return;
	if (acl_ref_passes(path->world, path->flows, group, &path->packet, &at))
		path_note(path, STEP_ACCESS_IN, at.len ? at : group->name.at, "%s permits it",
			  group->name.s);
	else
		path_end(path, told(path, VERDICT_DENIED), STEP_ACCESS_IN,
			 at.len ? at : group->name.at, "%s denies it%s", group->name.s,
			 at.len ? "" : ": no entry takes it");
}

/* The interface that is configured with ADDR, or NULL. */
static const struct interface *configured_with(const struct path *path, uint32_t addr)
{
	const struct interface *owner = owner_of(path->world, path->vrf, addr);

	if (owner)
		VEC_FOREACH (address, &owner->addresses)
			if (address->addr == addr)
				return owner;
	return NULL;
}

/*
 * Does the router find a way for what has its address ADDR also where the routes know none? By the
 * uplink that has it; of others where there is local policy, which may then say another.
 */
static bool has_own_way(const struct path *path, uint32_t addr)
{
	const struct interface *owner = configured_with(path, addr);

	if (!owner)
		return false;
	if (!path->exact && nat_is_uplink(owner))
		return world_is_usable(path->world, owner);
	return path->router->local_policy.to;
}

/* No route leads there, or one that drops and yields to such ways. */
static bool leads_nowhere(const struct path *path, const struct way *way)
{
	return !way->found ||
	       (way->null0 && !way->connected &&
		(way->fallback || (path->router->local_policy.to && !path->world->eval->yields)));
}

/*
 * Could the source of what comes in be reached? From its own address the router finds a way also
 * where none leads: before it is known for an answer, or policy says where it goes.
 */
static bool leads_back(const struct path *path, struct way *way)
{
	*way = route_for(path->world, path->in->vrf.s, path->packet.src, false);
	if (leads_nowhere(path, way))
		return has_own_way(path, path->packet.dst);
	return !way->null0;
}

/* verify-carrier: to the kernel's check the network of a link without carrier is there, and goes
 * before routes. */
static const struct interface *down_network(const struct path *path, uint32_t addr)
{
	const struct interface *interface;

	STAILQ_FOREACH (interface, &path->router->interfaces.list, link) {
		const struct world_link *link = &path->world->links[interface->index];

		if (link->up || link->absent || interface->shutdown ||
		    interface->vrf.s != path->in->vrf.s)
			continue;
		VEC_FOREACH (address, &interface->addresses)
			if (address->len && ip_in_prefix(addr, address->addr, address->len))
				return interface;
	}
	return NULL;
}

/* ip verify unicast: a source that could not be asked by this way is refused. */
static void verify(struct path *path)
{
	const struct interface_verify *verify = &path->in->verify;
	const struct interface *down;
	struct way back;
	struct span at;

	if (path->over || !verify->given)
		return;
	/* verify-default, which exact does not mend: a default route counts as any other */
	back = route_for(path->world, path->in->vrf.s, path->packet.src, false);
	down = back.connected ? NULL : down_network(path, path->packet.src);
	if (down)
		back = (struct way){.found = true, .exit = down};
	if (back.found && !back.null0 && (verify->any || back.exit == path->in))
		return;
	if (verify->acl.to && acl_ref_permits(path->world, &verify->acl, &path->packet, &at)) {
		path_note(path, STEP_VERIFY, at, "%s permits the source all the same",
			  verify->acl.name.s);
		return;
	}
	path_end(path, VERDICT_DROPPED, STEP_VERIFY, verify->at, "no route leads to the source%s",
		 verify->any ? "" : " by this interface");
}

static bool is_default_by(const struct static_route *route, const struct interface *interface)
{
	if (route->len || route->null0 || route->untranslated || route->vrf)
		return false;
	if (route->interface.name.s)
		return route->interface.to == interface;
	VEC_FOREACH (address, &interface->addresses)
		if (ip_in_prefix(route->next_hop, address->addr, address->len))
			return true;
	return false;
}

/* The kernel looks where each uplink has a default route, and one of these hangs on no track. */
static bool sources_are_checked(const struct path *path)
{
	const struct interface *interface;
	bool steady = false;

	STAILQ_FOREACH (interface, &path->router->interfaces.list, link) {
		bool found = !nat_is_uplink(interface);

		VEC_FOREACH (route, &path->router->routes)
			if (is_default_by(route, interface)) {
				found = true;
				steady |= !route->track && !route->dhcp;
			}
		if (!found)
			return false;
	}
	return steady;
}

/* rp-filter-off-strict: what comes from outside must have a source that some route leads to. */
static void check_source(struct path *path)
{
	struct way back;

	if (path->over || path->exact || !nat_is_uplink(path->in))
		return;
	if (!leads_back(path, &back) && sources_are_checked(path))
		path_end(path, VERDICT_DROPPED, STEP_VERIFY, back.at,
			 "no route leads to the source");
}

/* ---- what is for the router itself ---- */

static bool is_query(const struct packet *packet)
{
	return (packet->proto == PROTO_UDP || packet->proto == PROTO_TCP) &&
	       packet->dport == DNS_PORT;
}

/* What the view itself knows of the name. */
static const char *answers_text(struct path *path)
{
	const struct dns_host **rows;
	size_t n = dns_answers(path->arena, path->world, path->fate.view, path->name, &rows);
	const char *text = "";
	char addr[IP6_TEXT_SIZE];

	for (size_t i = 0; i < n; i++)
		text = arena_printf(path->arena, "%s %s", text,
				    rows[i]->record == DNS_A ? ip_text(addr, rows[i]->addr)
							     : ip6_text(addr, rows[i]->addr6));
	if (!n)
		return arena_printf(path->arena, ", and has no address of %s itself", path->name);
	return arena_printf(path->arena, ": %s is%s", path->name, text);
}

static void answer(struct path *path)
{
	struct span at;

	if (!is_query(&path->packet) || !path->router->dns.server)
		return;
	path->fate.view = dns_view_for(path->world, path->in, path->packet.src, path->name, &at);
	if (path->fate.view)
		path_note(path, STEP_VIEW, at, "view %s answers%s", path->fate.view->name,
			  path->stepping && path->name ? answers_text(path) : "");
	else
		path_note(path, STEP_VIEW, at, "no view answers");
}

static void local(struct path *path)
{
	const struct interface *owner = owner_of(path->world, home_of(path), path->packet.dst);
	const struct interface *alias =
		owner ? NULL : nat_alias_of(path->world, home_of(path), path->packet.dst);
	bool nobodys = !owner && !alias && is_nobodys(path->world, path->packet.dst);

	if (!path->over && (owner || alias || nobodys))
		nat_keep_apart(path);
	if (path->over)
		return;
	if (owner) {
		path_end(path, VERDICT_RECEIVED, STEP_LOCAL, owner->at, "is an address of %s",
			 owner->name);
		answer(path);
	} else if (alias) {
		path_end(path, VERDICT_RECEIVED, STEP_LOCAL, alias->at,
			 "is an address of translation on the network of %s", alias->name);
	} else if (nobodys) {
		path_end(path, VERDICT_RECEIVED, STEP_LOCAL, nowhere,
			 "a broadcast or multicast address is not forwarded");
	} else if (path->in && path->router->routing.off) {
		path_end(path, VERDICT_DROPPED, STEP_LOCAL, path->router->routing.off_at,
			 "nothing is forwarded");
	}
}

/* ---- where it goes ---- */

static bool comes_from_outside(const struct path *path)
{
	return path->in && interface_is_outside(path->in);
}

static const struct route_map *map_for(const struct path *path)
{
	return path->in ? path->in->policy.to : path->router->local_policy.to;
}

/*
 * The kernel wants a way for what the router itself says before it is told of another, which an
 * address of translation may not have. */
static bool may_go_elsewhere(const struct path *path)
{
	struct way way;

	if (path->in)
		return true;
	way = route_for(path->world, home_of(path), path->packet.dst, false);
	if (leads_nowhere(path, &way))
		return has_own_way(path, path->packet.src);
	return !way.null0 || way.connected;
}

/*
 * reply-pinned: a flow keeps to the uplink that it came in by, or by which its source was
 * translated, whatever the routes say by now. On IOS it follows them.
 */
static bool pinned(struct path *path, struct way *way)
{
	const struct flow *flow = path->flow;

	if (path->exact || !flow || !flow->uplink || comes_from_outside(path))
		return false;
	if (!path->reply && (!path->in || flow->first.src == flow->there.src))
		return false;
	if (!may_go_elsewhere(path))
		return false;
	if (map_for(path))
		policy_mark(path, map_for(path));
	*way = way_by(path->world, flow->uplink, nowhere);
	if (network_of(path->world, flow->uplink->vrf.s, path->packet.dst) == flow->uplink)
		way->next_hop = 0;
	if (way->found)
		path_note(path, STEP_REPLY, flow->at, "keeps to %s, by which its flow came or went",
			  flow->uplink->name);
	else
		path_end(path, VERDICT_DROPPED, STEP_REPLY, flow->at,
			 "its flow keeps to %s, which is down", flow->uplink->name);
	return true;
}

static bool by_policy(struct path *path, struct way *way)
{
	const struct route_map *map = map_for(path);

	return map && may_go_elsewhere(path) && policy_for(path, map, way);
}

static const char *hop_text(struct path *path, const struct way *way)
{
	char text[IP_TEXT_SIZE];

	if (!way->next_hop)
		return arena_printf(path->arena, "%s", way->exit->name);
	return arena_printf(path->arena, "%s, next hop %s", way->exit->name,
			    ip_text(text, way->next_hop));
}

static void by_route(struct path *path, struct way *way)
{
	*way = route_for(path->world, home_of(path), path->packet.dst, false);
	if (!way->found)
		path_end(path, told(path, VERDICT_UNROUTED), STEP_ROUTE, nowhere, "no route to it");
	else if (!way->null0 && path->stepping)
		path_note(path, STEP_ROUTE, way->at, "%s by %s",
			  way->fallback	   ? "the default route leads"
			  : way->connected ? "a network of the router"
					   : "a route leads",
			  hop_text(path, way));
}

/* False when it stays here. */
static bool find_way(struct path *path)
{
	struct way way = {0};
	bool chosen = pinned(path, &way) || by_policy(path, &way);

	if (!chosen)
		by_route(path, &way);
	if (!path->over && way.null0)
		path_end(path, VERDICT_DROPPED, chosen ? STEP_POLICY : STEP_ROUTE, way.at,
			 "to Null0");
	if (path->over)
		return false;
	path->out = way.exit;
	path->fate.exit = way.exit;
	path->fate.next_hop = way.next_hop;
	return true;
}

/* ---- what leaves ---- */

static void access_out(struct path *path)
{
	const acl_ref *group = &path->out->access_out;
	struct span at;

	/* acl-out-silent: where IOS answers, the gateway cannot */
	if (!group->name.s || !path->in || path->over)
		return;
	if (acl_ref_passes(path->world, path->flows, group, &path->packet, &at))
		path_note(path, STEP_ACCESS_OUT, at.len ? at : group->name.at, "%s permits it",
			  group->name.s);
	else
		path_end(path, VERDICT_DROPPED, STEP_ACCESS_OUT, at.len ? at : group->name.at,
			 "%s denies it%s", group->name.s, at.len ? "" : ": no entry takes it");
}

static bool has_source(const struct path *path, const struct interface *interface)
{
	const struct world_link *link = &path->world->links[interface->index];

	if (link->addr && link->addr == path->packet.src)
		return true;
	VEC_FOREACH (address, &interface->addresses)
		if (ip_in_prefix(path->packet.src, address->addr, address->len))
			return true;
	return false;
}

static bool is_guarded(const struct interface *interface)
{
	return nat_is_uplink(interface) && !interface->vrf.s;
}

/* reply-pinned: what has the address of one uplink never leaves by another. */
static void guard_uplinks(struct path *path)
{
	const struct interface *interface, *owner = NULL;

	if (path->exact || path->over || !is_guarded(path->out) || has_source(path, path->out))
		return;
	STAILQ_FOREACH (interface, &path->router->interfaces.list, link)
		if (is_guarded(interface) && has_source(path, interface))
			owner = interface;
	if (!owner)
		owner = nat_owner_of(path->world, path->packet.src);
	if (owner && owner != path->out)
		path_end(path, VERDICT_DROPPED, STEP_GUARD, owner->at, "its source belongs to %s",
			 owner->name);
}

static void leave(struct path *path)
{
	/* ttl-out: lists see it from here on as it leaves */
	if (path->in && path->packet.ttl)
		path->packet.ttl--;
	nat_outward(path);
	guard_uplinks(path);
	if (!path->over)
		nat_bind(path);
	access_out(path);
	if (path->over)
		return;
	flow_keep(path);
	path_end(path, VERDICT_FORWARDED, STEP_SEND, path->out->at, "leaves by %s",
		 path->out->name);
}

/* ---- all of it ---- */

struct fate packet_fate(struct arena *arena, const struct world *world, struct flows *flows,
			const struct interface *in, const struct packet *packet, bool steps)
{
	return query_fate(arena, world, flows, in, packet, NULL, steps);
}

struct fate query_fate(struct arena *arena, const struct world *world, struct flows *flows,
		       const struct interface *in, const struct packet *packet, const char *name,
		       bool steps)
{
	struct path path = {.arena = arena,
			    .world = world,
			    .router = world->eval->router,
			    .flows = flows,
			    .exact = world->eval->exact,
			    .stepping = steps,
			    .in = in,
			    .vrf = in ? in->vrf.s : NULL,
			    .name = name,
			    .came = *packet,
			    .packet = *packet};

	flow_find(&path);
	if (in) {
		receive(&path);
		if (!path.over)
			access_in(&path);
		verify(&path);
		if (!path.over)
			nat_inward(&path);
		check_source(&path);
	}
	local(&path);
	if (!path.over && find_way(&path))
		leave(&path);
	if (path.fate.verdict == VERDICT_RECEIVED)
		flow_keep(&path);
	path.fate.packet = path.packet;
	return path.fate;
}

/* The kernel speaks to a network of INTERFACE by the address that is on it, a secondary one, too.
 */
static bool address_beside(const struct interface *interface, uint32_t dst, uint32_t *src)
{
	uint8_t len = 0;

	VEC_FOREACH (address, &interface->addresses)
		if (address->len > len && ip_in_prefix(dst, address->addr, address->len)) {
			*src = address->addr;
			len = address->len;
		}
	return len;
}

bool own_source(const struct world *world, uint32_t dst, uint32_t *src)
{
	const struct way way = route_for(world, NULL, dst, false);
	uint8_t len;

	if (!way.found || way.null0 || !way.exit)
		return false;
	return address_beside(way.exit, dst, src) || world_address(world, way.exit, src, &len);
}
