/*
 * Dynamic translation by the reference evaluator. ios-semantics.md 1.2, item 3: IOS does not try
 * its rules in the order of the configuration. Those with an access list come first, numbered lists
 * ascending, then named ones, then route-maps, by name. What a list denies is for another rule;
 * when none is left the packet goes on as it is.
 */
#include "eval_nat.h"

#include <stdlib.h>
#include <string.h>

/* ---- the order of rules ---- */

/* 0 to 2: numbered list, named list, route-map. */
static int class_of(const struct nat_dynamic *rule)
{
	const char *name = rule->acl.name.s;

	if (!name)
		return 2;
	return name[strspn(name, "0123456789")] != '\0';
}

static int by_turn(const void *a, const void *b)
{
	const struct nat_dynamic *x = *(const struct nat_dynamic *const *)a;
	const struct nat_dynamic *y = *(const struct nat_dynamic *const *)b;
	int class = class_of(x);

	if (class != class_of(y))
		return class - class_of(y);
	if (class == 0 && strtoul(x->acl.name.s, NULL, 10) != strtoul(y->acl.name.s, NULL, 10))
		return strtoul(x->acl.name.s, NULL, 10) < strtoul(y->acl.name.s, NULL, 10) ? -1 : 1;
	if (class < 2)
		return strcmp(x->acl.name.s, y->acl.name.s);
	return strcmp(x->route_map.name.s, y->route_map.name.s);
}

/* One that names what is not there translates nothing. */
static bool counts(const struct nat_dynamic *rule)
{
	if (rule->untranslated || (!rule->acl.to && !rule->route_map.to))
		return false;
	if (rule->interface.name.s)
		return rule->interface.to && !rule->interface.to->shutdown;
	return rule->pool.to && nat_pool_size(rule->pool.to);
}

void nat_sort_rules(struct arena *arena, const struct router *router, struct eval_nat *nat)
{
	VEC_FOREACH (rule, &router->nat.dynamics)
		if (counts(rule))
			vec_push(arena, &nat->rules[rule->kind], rule);
	for (int kind = 0; kind < NAT_KIND_COUNT; kind++)
		if (nat->rules[kind].len)
			qsort(nat->rules[kind].at, nat->rules[kind].len,
			      sizeof *nat->rules[kind].at, by_turn);
}

/* ---- which rule takes a packet ---- */

static bool list_permits(const struct path *path, const struct nat_dynamic *rule,
			 const struct packet *packet)
{
	const struct ace *ace = acl_match(path->world, rule->acl.to, packet);

	return ace && ace->action == ACE_PERMIT;
}

static bool takes(const struct path *path, const struct nat_dynamic *rule)
{
	uint32_t hop = path->fate.next_hop;

	if (rule->extra && rule->extra->egress.name.s && rule->extra->egress.to != path->out)
		return false;
	if (rule->kind == NAT_INSIDE_SOURCE &&
	    (!nat_inside_of(rule->vrf, path->in) ||
	     !nat_outside_of(rule->vrf, rule->options, path->out)))
		return false;
	if (rule->route_map.to)
		return nat_map_permits(path->world, rule->route_map.to, &path->packet, path->out,
				       hop ? hop : path->packet.dst);
	return list_permits(path, rule, &path->packet);
}

bool nat_dynamic_outward(struct path *path, enum nat_kind kind)
{
	VEC_FOREACH (at, &path->world->eval->nat->rules[kind]) {
		const struct nat_dynamic *rule = *at;
		uint16_t port = path->packet.sport;
		uint32_t addr;

		if (!takes(path, rule))
			continue;
		switch (nat_choose(path, rule, &addr, &port)) {
		case NAT_OTHER_RULE:
			continue;
		case NAT_NOTHING_LEFT:
			path_end(path, VERDICT_DROPPED, STEP_NAT_OUT, rule->at,
				 "no address is left for it");
			return true;
		case NAT_DONE:
			break;
		}
		nat_change_src(path, addr, port, rule->at,
			       kind == NAT_OUTSIDE_SOURCE ? "outside global" : "inside local");
		return true;
	}
	return false;
}

/* The addresses of a pool take turns at what is asked of an address that a list permits, TCP only.
 * Its list is about destinations, a standard one, too. */
bool nat_rotary_inward(struct path *path)
{
	struct packet asked = path->packet;

	if (asked.proto != PROTO_TCP || path->in->vrf.s)
		return false;
	VEC_FOREACH (rule, &path->world->eval->nat->rules[NAT_INSIDE_DESTINATION]) {
		asked.src =
			(*rule)->acl.to->kind == ACL_STANDARD ? path->packet.dst : path->packet.src;
		if (!list_permits(path, *rule, &asked))
			continue;
		nat_change_dst(path, nat_next_of_pool(path, *rule), path->packet.dport, (*rule)->at,
			       "inside global");
		return true;
	}
	return false;
}
