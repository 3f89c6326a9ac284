/*
 * iproute2.batch: links, addresses, routes and rules, for `ip -batch`. Everything is a replacement,
 * and our rules are flushed and added again after the tables that they lead to are filled, so that
 * the file may be loaded again and again (decision 8).
 */
#include "emit.h"

#include "grammar/ip.h"

/* The kernel knows a route by prefix and metric in its table; all are ours by their protocol. */
static void out_prefix(struct out *out, const struct route_object *route)
{
	char text[IP_TEXT_SIZE];

	if (route->len == 0)
		out_text(out, "default");
	else
		out_text(out, ip_prefix_text(text, route->prefix, route->len));
}

static void out_hop(struct out *out, const struct next_hop *hop)
{
	char text[IP_TEXT_SIZE];

	if (hop->has_via)
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
	if (route->type == ROUTE_BLACKHOLE)
		out_text(out, "blackhole ");
	out_prefix(out, route);
	out_printf(out, " proto %u table %u", PROTOCOL_OURS, route->table);
	if (route->metric != 0)
		out_printf(out, " metric %u", route->metric);
	if (route->type == ROUTE_BLACKHOLE || !hops)
		return;
	for (uint8_t i = 0; i < route->hops; i++) {
		if (route->hops > 1)
			out_text(out, " nexthop");
		out_hop(out, &route->hop[i]);
	}
}

static void rule_command(struct out *out, const char *verb, const struct rule_object *rule)
{
	char from[IP_TEXT_SIZE];

	out_printf(out, "rule %s pref %u", verb, rule->pref);
	if (rule->from)
		out_printf(out, " from %s", ip_text(from, rule->from));
	if (rule->mask != 0)
		out_printf(out, " fwmark 0x%08x/0x%08x", rule->mark, rule->mask);
	if (rule->table == 254)
		out_text(out, " lookup main");
	else
		out_printf(out, " lookup %u", rule->table);
	if (rule->suppress_default)
		out_text(out, " suppress_prefixlength 0");
	out_printf(out, " protocol %u", PROTOCOL_OURS);
}

static void address_command(struct out *out, const char *verb, const struct address_object *address)
{
	char text[IP_TEXT_SIZE];

	out_printf(out, "address %s %s dev %s", verb,
		   ip_prefix_text(text, address->addr, address->len), address->device);
	if (verb[0] == 'r' && address->len < 31)
		out_text(out, " broadcast +");
}

static void bring(struct out *out, const struct change_step *step)
{
	const struct object *object = step->new;

	switch ((enum object_kind)object->kind) {
	case OBJECT_LINK:
		out_printf(out, "link set dev %s %s", object->link.device,
			   object->link.up ? "up" : "down");
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
	default: /* a link that is no longer ours stays as it is */
		return;
	}
	out_text(out, "\n");
}

static void bring_all(struct out *out, const struct change *change, enum object_kind kind)
{
	VEC_FOREACH (step, &change->steps)
		if (step->new && step->new->kind == kind)
			bring(out, step);
}

/*
 * The primary address of a device is the one that was there first, so primaries come before the
 * secondaries of their interface whatever their numbers are.
 */
static void bring_addresses(struct out *out, const struct change *change)
{
	for (int secondary = 0; secondary < 2; secondary++)
		VEC_FOREACH (step, &change->steps)
			if (step->new && step->new->kind == OBJECT_ADDRESS &&
			    (step->new->address.order > 0) == secondary)
				bring(out, step);
}

/* With the primary address of a device the kernel takes its secondaries, so these go before. */
static int turn_to_go(const struct object *object)
{
	if (object->kind != OBJECT_ADDRESS)
		return 0;
	return object->address.order > 0 ? 1 : 2;
}

static void take_all_away(struct out *out, const struct change *change)
{
	for (int turn = 0; turn < 3; turn++)
		VEC_FOREACH (step, &change->steps)
			if (!step->new &&turn_to_go(step->old) == turn)
				take_away(out, step->old);
}

void iproute2_emit(const struct change *change, const struct emit_options *options,
		   struct out_files *files)
{
	struct out *out = out_file(files, "iproute2.batch");

	(void)options;
	out_head(out, change, "#", "links, addresses, routes and rules",
		 "ip -batch iproute2.batch (again without harm; after sysctl.conf)");
	bring_all(out, change, OBJECT_LINK);
	bring_addresses(out, change);
	bring_all(out, change, OBJECT_ROUTE);
	if (change->from_empty)
		out_printf(out, "rule flush protocol %u\n", PROTOCOL_OURS);
	bring_all(out, change, OBJECT_RULE);
	take_all_away(out, change);
}
