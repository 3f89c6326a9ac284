/*
 * Translation by the reference evaluator. ios-semantics.md 1.2: what comes from outside to inside
 * is translated before it is routed, what goes from inside to outside behind that. Only what
 * crosses from one side to the other is translated, hence no hairpin; the NAT virtual interface
 * knows no sides, and translates what goes between any two of its interfaces at both ends.
 *
 * The gateway decides about the first packet of a flow and keeps to that, whatever is changed or
 * learnt meanwhile: also `--exact`, which mends no divergence that the kernel is the reason of.
 */
#include "eval_nat.h"

#include <string.h>

#include "grammar/ip.h"

struct eval_nat *eval_nat_new(struct arena *arena, const struct router *router)
{
	struct eval_nat *nat = arena_new_object(arena, struct eval_nat);

	nat->any = router->nat.statics.len || router->nat.dynamics.len;
	nat_index_statics(arena, router, nat);
	nat_sort_rules(arena, router, nat);
	return nat;
}

/* ---- sides ---- */

bool nat_is_uplink(const struct interface *interface)
{
	return interface_is_outside(interface) && !interface->shutdown &&
	       interface->type != INTERFACE_LOOPBACK;
}

static bool is_outside(const struct interface *interface)
{
	return interface && interface_is_outside(interface);
}

static bool is_enabled(const struct interface *interface)
{
	return interface && interface->nat == NAT_ENABLED && !interface->vrf.s;
}

bool nat_from_inside(const struct path *path)
{
	return !path->in || path->in->nat == NAT_INSIDE;
}

bool nat_to_outside(const struct path *path)
{
	return is_outside(path->out);
}

bool nat_crosses(const struct path *path, enum nat_kind kind)
{
	switch (kind) {
	case NAT_INSIDE_SOURCE:
		return nat_from_inside(path) && nat_to_outside(path);
	case NAT_OUTSIDE_SOURCE:
		return is_outside(path->in) && path->out && path->out->nat == NAT_INSIDE &&
		       !path->in->vrf.s && !path->out->vrf.s;
	case NAT_NVI_SOURCE:
		return is_enabled(path->in) && is_enabled(path->out);
	default:
		return false;
	}
}

static bool same_name(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

bool nat_inside_of(const char *vrf, const struct interface *in)
{
	return same_name(in ? in->vrf.s : NULL, vrf);
}

bool nat_outside_of(const char *vrf, uint32_t options, const struct interface *out)
{
	return same_name(out->vrf.s, vrf) || (!out->vrf.s && !(options & NAT_OPTION(MATCH_IN_VRF)));
}

/* ---- route-maps of NAT: `match interface` is about the way out, which is known by now ---- */

static bool hop_matches(const struct world *world, const struct route_map_clause *clause,
			uint32_t hop)
{
	const struct packet packet = {.src = hop, .dst = hop};

	if (!clause_asks_hop(clause))
		return true;
	VEC_FOREACH (ref, &clause->match_hops) {
		const struct ace *ace = ref->to ? acl_match(world, ref->to, &packet) : NULL;

		if (ace && ace->action == ACE_PERMIT)
			return true;
	}
	VEC_FOREACH (ref, &clause->match_hop_prefix_lists)
		if (ref->to && prefix_list_permits(ref->to, hop, 32))
			return true;
	return false;
}

static bool interface_matches(const struct route_map_clause *clause, const struct interface *out)
{
	VEC_FOREACH (match, &clause->match_interfaces)
		if (match->ref.to == out)
			return true;
	return !clause->match_interfaces.len;
}

bool nat_map_permits(const struct world *world, const struct route_map *map,
		     const struct packet *packet, const struct interface *out, uint32_t hop)
{
	const struct route_map_clause *clause;

	STAILQ_FOREACH (clause, &map->clauses, link)
		if (clause_takes(world, clause, packet) && interface_matches(clause, out) &&
		    hop_matches(world, clause, hop))
			return clause->permit;
	return false;
}

/* ---- changes ---- */

static const char *end_text(struct arena *arena, const struct packet *packet, uint32_t addr,
			    uint16_t port)
{
	char text[IP_TEXT_SIZE];

	if (packet->proto != PROTO_TCP && packet->proto != PROTO_UDP)
		return arena_printf(arena, "%s", ip_text(text, addr));
	return arena_printf(arena, "%s:%u", ip_text(text, addr), port);
}

static const char *is_text(struct path *path, const char *what, uint32_t addr, uint16_t port,
			   uint32_t to, uint16_t to_port)
{
	const struct packet *packet = &path->packet;

	if (!path->stepping)
		return "";
	return arena_printf(path->arena, "%s %s is %s", what,
			    end_text(path->arena, packet, addr, port),
			    end_text(path->arena, packet, to, to_port));
}

void nat_change_dst(struct path *path, uint32_t addr, uint16_t port, struct span at,
		    const char *what)
{
	struct packet *packet = &path->packet;
	const char *text = is_text(path, what, packet->dst, packet->dport, addr, port);

	packet->dst = addr;
	packet->dport = port;
	if (packet_has_query(packet))
		packet->sport = port;
	path->nat_in_at = at;
	path_note(path, path->out ? STEP_NAT_OUT : STEP_NAT_IN, at, "%s", text);
}

void nat_change_src(struct path *path, uint32_t addr, uint16_t port, struct span at,
		    const char *what)
{
	struct packet *packet = &path->packet;
	const char *text = is_text(path, what, packet->src, packet->sport, addr, port);

	packet->src = addr;
	packet->sport = port;
	if (packet_has_query(packet))
		packet->dport = port;
	path->nat_out_at = at;
	path_note(path, path->out ? STEP_NAT_OUT : STEP_NAT_IN, at, "%s", text);
}

/* ---- inward ---- */

void nat_inward(struct path *path)
{
	bool outside = is_outside(path->in), inside = path->in->nat == NAT_INSIDE;

	if (path->flow) {
		flow_translate_dst(path);
		return;
	}
	/* nat-strays-dropped: what can begin nothing is not translated */
	if (!path->world->eval->nat->any || path->stray)
		return;
	/* outside-source-route: IOS routes what comes from inside by the address that an outside
	 * host has there, and translates it behind that */
	if ((outside && nat_static_inward(path, NAT_INSIDE_SOURCE)) ||
	    (inside && nat_static_inward(path, NAT_OUTSIDE_SOURCE)) ||
	    (is_enabled(path->in) && nat_static_inward(path, NAT_NVI_SOURCE)) ||
	    (outside && nat_bound_inward(path, NAT_INSIDE_SOURCE)) ||
	    (inside && nat_bound_inward(path, NAT_OUTSIDE_SOURCE)) ||
	    (is_enabled(path->in) && nat_bound_inward(path, NAT_NVI_SOURCE)) || !outside)
		return;
	nat_rotary_inward(path);
}

/* ---- apart from other flows ---- */

/*
 * The kernel finds a flow by what answers it, too, so that no two may have the same answers: where
 * what goes out as it is, or with a given address, would have those of another, its source gets
 * another port; without one, or with a port that is given, it goes nowhere.
 */
void nat_keep_apart(struct path *path)
{
	const struct span at = path->nat_out_at;
	uint16_t port;

	if (path->flow || path->over || !path->world->eval->nat->any || path->stray ||
	    !flows_answers(path->flows, &path->packet))
		return;
	if (path->port_given || !flows_port(path, path->packet.src, &port)) {
		path_end(path, VERDICT_DROPPED, STEP_NAT_OUT, at,
			 "another flow has the same answers");
		return;
	}
	path->fate.free_port = true;
	nat_change_src(path, path->packet.src, port, at,
		       "another flow has the same answers: source");
}

/* ---- outward ---- */

/* nat-strays-dropped: what belongs to no flow, and can begin none, would leave as it is. */
static bool is_stray(const struct path *path)
{
	return path->stray && path->in &&
	       (nat_crosses(path, NAT_INSIDE_SOURCE) || nat_crosses(path, NAT_NVI_SOURCE));
}

static bool outward(struct path *path, enum nat_kind kind)
{
	return nat_crosses(path, kind) &&
	       (nat_static_outward(path, kind) || nat_dynamic_outward(path, kind));
}

void nat_outward(struct path *path)
{
	static const struct span nowhere;

	if (path->flow) {
		flow_translate_src(path);
		return;
	}
	if (!path->world->eval->nat->any)
		return;
	if (is_stray(path)) {
		path_end(path, VERDICT_DROPPED, STEP_NAT_OUT, nowhere,
			 "it belongs to no connection and can begin none: nothing translates it");
		return;
	}
	if (path->stray)
		return;
	if (!outward(path, NAT_NVI_SOURCE) && !outward(path, NAT_OUTSIDE_SOURCE) &&
	    !outward(path, NAT_INSIDE_SOURCE) && nat_crosses(path, NAT_INSIDE_SOURCE))
		path_note(path, STEP_NAT_OUT, nowhere, "nothing translates it");
	nat_keep_apart(path);
}
