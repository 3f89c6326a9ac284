/*
 * iproute2.batch: links, addresses, routes and rules, for `ip -batch`; those of IPv6 stand in
 * iproute2-6.batch, since a line of a batch cannot say its family. Everything is a replacement,
 * and our rules are flushed and added again after the tables that they lead to are filled, so that
 * the file may be loaded again and again (decision 8).
 */
#include <inttypes.h>

#include "emit.h"

#include "grammar/ip.h"

/* Which of the two files an object belongs to: a batch is of one family. Links are in the first. */
static bool is_of_ipv6(const struct object *object)
{
	switch ((enum object_kind)object->kind) {
	case OBJECT_ADDRESS:
		return object->address.v6;
	case OBJECT_ROUTE:
		return object->route.v6;
	case OBJECT_RULE:
		return object->rule.v6;
	default:
		return false;
	}
}

/* The kernel knows a route by prefix and metric in its table; all are ours by their protocol. */
static void out_prefix(struct out *out, const struct route_object *route)
{
	char text[IP6_TEXT_SIZE];

	if (route->len == 0)
		out_text(out, "default");
	else if (route->v6)
		out_text(out, ip6_prefix_text(text, route->prefix6, route->len));
	else
		out_text(out, ip_prefix_text(text, route->prefix, route->len));
}

static void out_hop(struct out *out, const struct next_hop *hop)
{
	char text[IP6_TEXT_SIZE];

	if (hop->has_via && hop->via.v6)
		out_printf(out, " via %s", ip6_text(text, *hop->via.addr6));
	else if (hop->has_via)
		out_printf(out, " via %s", ip_text(text, hop->via.addr));
	if (hop->device)
		out_printf(out, " dev %s", hop->device);
	if (hop->onlink)
		out_text(out, " onlink");
}

static void route_command(struct out *out, const char *verb, const struct route_object *route,
			  bool hops)
{
	out_printf(out, "route %s ", verb);
	if (route->type != ROUTE_UNICAST)
		out_text(out, route->type == ROUTE_THROW ? "throw " : "blackhole ");
	out_prefix(out, route);
	out_printf(out, " proto %u table %u", PROTOCOL_OURS, route->table);
	if (route->metric != 0)
		out_printf(out, " metric %u", route->metric);
	if (route->realm)
		out_printf(out, " realm %u", route->realm);
	if (route->type != ROUTE_UNICAST || !hops)
		return;
	for (uint8_t i = 0; i < route->hops; i++) {
		if (route->hops > 1)
			out_text(out, " nexthop");
		out_hop(out, &route->hop[i]);
	}
}

static void rule_command(struct out *out, const char *verb, const struct rule_object *rule)
{
	char from[IP6_TEXT_SIZE];

	out_printf(out, "rule %s pref %u", verb, rule->pref);
	if (!ip6_is_zero(rule->from6))
		out_printf(out, " from %s", ip6_text(from, rule->from6));
	if (rule->from)
		out_printf(out, " from %s", ip_text(from, rule->from));
	if (rule->unspecified)
		out_text(out, " from 0.0.0.0/32");
	if (rule->mask != 0)
		out_printf(out, " fwmark 0x%08x/0x%08x", rule->mark, rule->mask);
	if (rule->onward)
		out_printf(out, " goto %u", rule->onward);
	else if (rule->table == 254)
		out_text(out, " lookup main");
	else
		out_printf(out, " lookup %u", rule->table);
	if (rule->suppress_default)
		out_text(out, " suppress_prefixlength 0");
	out_printf(out, " protocol %u", PROTOCOL_OURS);
}

static void address_command(struct out *out, const char *verb, const struct address_object *address)
{
	char text[IP6_TEXT_SIZE];

	if (address->v6) {
		out_printf(out, "address %s %s dev %s%s", verb,
			   ip6_prefix_text(text, address->addr6, address->len), address->device,
			   verb[0] == 'r' && address->no_dad ? " nodad" : "");
		return;
	}
	out_printf(out, "address %s %s dev %s", verb,
		   ip_prefix_text(text, address->addr, address->len), address->device);
	if (verb[0] == 'r' && address->len < 31)
		out_text(out, " broadcast +");
}

static void link_command(struct out *out, const struct link_object *link,
			 const struct link_object *old)
{
	out_printf(out, "link set dev %s", link->device);
	if (link->master)
		out_printf(out, " master %s", link->master);
	else if (old && old->master)
		out_text(out, " nomaster");
	if (link->mtu)
		out_printf(out, " mtu %u", link->mtu);
	out_printf(out, " %s", link->up ? "up" : "down");
}

static void make_tunnel(struct out *out, const struct link_object *link)
{
	static const char *const types[] = {
		[LINK_GRE] = "gre", [LINK_IPIP] = "ipip", [LINK_SIT] = "sit"};
	const struct tunnel_object *tunnel = &link->tunnel;
	char text[IP_TEXT_SIZE];

	out_printf(out, "link add name %s type %s", link->device, types[link->kind]);
	if (tunnel->local)
		out_printf(out, " local %s", ip_text(text, tunnel->local));
	out_printf(out, " remote %s ttl %u", ip_text(text, tunnel->remote), tunnel->ttl);
	if (tunnel->has_tos)
		out_printf(out, " tos 0x%02x", tunnel->tos);
	else
		out_text(out, " tos inherit");
	if (link->kind == LINK_GRE) /* the others have one with each ttl */
		out_text(out, tunnel->ignore_df ? " nopmtudisc ignore-df" : " nopmtudisc");
	if (tunnel->has_key)
		out_printf(out, " key %" PRIu32, tunnel->key);
	if (tunnel->checksum)
		out_text(out, " csum");
	if (tunnel->sequence)
		out_text(out, " seq");
}

static void make_link(struct out *out, const struct object *object)
{
	const struct link_object *link = &object->link;

	switch ((enum link_kind)link->kind) {
	case LINK_VLAN:
		out_printf(out, "link add link %s name %s type vlan id %u", link->parent,
			   link->device, link->vlan);
		break;
	case LINK_VRF:
		out_printf(out, "link add name %s type vrf table %u", link->device, link->table);
		break;
	case LINK_GRE:
	case LINK_IPIP:
	case LINK_SIT:
		make_tunnel(out, link);
		break;
	case LINK_GIVEN:
	case LINK_KIND_COUNT:
		return;
	}
	out_origin(out, "#", object->origin);
	out_text(out, "\n");
}

/* Links that are made, each before what stands on it: the steps are in that order. */
static void make_links(struct out *out, const struct change *change)
{
	VEC_FOREACH (step, &change->steps) {
		if (!step->new || step->new->kind != OBJECT_LINK)
			continue;
		if (step->old && link_is_remade(&step->old->link, &step->new->link))
			out_printf(out, "link del dev %s\n", step->new->link.device);
		else if (step->verb != CHANGE_ADD)
			continue;
		make_link(out, step->new);
	}
}

static void bring(struct out *out, const struct change_step *step)
{
	const struct object *object = step->new;

	switch ((enum object_kind)object->kind) {
	case OBJECT_LINK:
		link_command(out, &object->link, step->old ? &step->old->link : NULL);
		break;
	case OBJECT_ADDRESS:
		address_command(out, "replace", &object->address);
		break;
	case OBJECT_ROUTE:
		route_command(out, "replace", &object->route, true);
		break;
	case OBJECT_RULE:
		if (step->old) {
			rule_command(out, "del", &step->old->rule);
			out_text(out, "\n");
		}
		rule_command(out, "add", &object->rule);
		break;
	default:
		return;
	}
	out_origin(out, "#", object->origin);
	out_text(out, "\n");
}

static void take_away(struct out *out, const struct object *object)
{
	switch ((enum object_kind)object->kind) {
	case OBJECT_ADDRESS:
		address_command(out, "del", &object->address);
		break;
	case OBJECT_ROUTE:
		route_command(out, "del", &object->route, false);
		break;
	case OBJECT_RULE:
		rule_command(out, "del", &object->rule);
		break;
	case OBJECT_LINK: /* one that was there before us stays as it is */
		if (object->link.kind == LINK_GIVEN)
			return;
		out_printf(out, "link del dev %s", object->link.device);
		break;
	default:
		return;
	}
	out_text(out, "\n");
}

/* What a file is made of: the part of a change that is of its family. */
struct part {
	struct out *out;
	const struct change *change;
	bool v6;
};

static void bring_all(const struct part *part, enum object_kind kind)
{
	VEC_FOREACH (step, &part->change->steps)
		if (step->new && step->new->kind == kind && is_of_ipv6(step->new) == part->v6)
			bring(part->out, step);
}

/*
 * The primary address of a device is the one that was there first, so primaries come before the
 * secondaries of their interface whatever their numbers are.
 */
static void bring_addresses(const struct part *part)
{
	for (int secondary = 0; secondary < 2; secondary++)
		VEC_FOREACH (step, &part->change->steps)
			if (step->new && step->new->kind == OBJECT_ADDRESS &&
			    step->new->address.v6 == part->v6 &&
			    (step->new->address.order > 0) == secondary)
				bring(part->out, step);
}

/* With the primary address of a device the kernel takes its secondaries, so these go before. */
static int turn_to_go(const struct object *object)
{
	if (object->kind != OBJECT_ADDRESS)
		return 0;
	return object->address.order > 0 ? 1 : 2;
}

static void take_all_away(const struct part *part)
{
	for (int turn = 0; turn < 3; turn++)
		VEC_FOREACH (step, &part->change->steps)
			if (!step->new &&is_of_ipv6(step->old) == part->v6 &&
			    turn_to_go(step->old) == turn)
				take_away(part->out, step->old);
}

static void emit_part(const struct part *part)
{
	bring_all(part, OBJECT_LINK);
	bring_addresses(part);
	bring_all(part, OBJECT_ROUTE);
	if (part->change->from_empty)
		out_printf(part->out, "rule flush protocol %u\n", PROTOCOL_OURS);
	bring_all(part, OBJECT_RULE);
	take_all_away(part);
}

void iproute2_emit(const struct change *change, const struct emit_options *options,
		   struct out_files *files)
{
	struct part part = {out_file(files, "iproute2.batch"), change, false};

	(void)options;
	out_head(part.out, change, "#", "links, addresses, routes and rules",
		 "ip -batch iproute2.batch (again without harm; after sysctl.conf)");
	if (!change->from_empty)
		make_links(part.out, change);
	emit_part(&part);
}

/* A file only where there is something to say: most sites are of IPv4 alone. */
void iproute2_emit6(const struct change *change, const struct emit_options *options,
		    struct out_files *files)
{
	struct part part = {NULL, change, true};
	bool any = false;

	(void)options;
	VEC_FOREACH (step, &change->steps)
		any |= is_of_ipv6(step->new ? step->new : step->old);
	if (!any)
		return;
	part.out = out_file(files, "iproute2-6.batch");
	out_head(part.out, change, "#", "IPv6 addresses, routes and rules",
		 "ip -6 -batch iproute2-6.batch (after iproute2.batch)");
	emit_part(&part);
}

static bool makes_links(const struct change *change)
{
	VEC_FOREACH (step, &change->steps)
		if (step->new && step->new->kind == OBJECT_LINK &&
		    step->new->link.kind != LINK_GIVEN)
			return true;
	return false;
}

/*
 * ip has no "add unless it is there" for links, so what makes them stands apart, and is loaded with
 * -force, which goes on when one is there already.
 */
void links_emit(const struct change *change, const struct emit_options *options,
		struct out_files *files)
{
	struct out *out;

	(void)options;
	if (!change->from_empty || !makes_links(change))
		return;
	out = out_file(files, "links.batch");
	out_head(out, change, "#", "links to make",
		 "ip -force -batch links.batch (before sysctl.conf; what is there already is left "
		 "alone)");
	make_links(out, change);
}
