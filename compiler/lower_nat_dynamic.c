/*
 * Dynamic NAT. IOS does not try its rules in the order of the configuration: those with an access
 * list come first, numbered lists ascending, then named ones, then route-maps, each alphabetically.
 * A rule whose list or route-map denies a packet is not for it, and the next one is tried; when
 * none is left the packet goes out untranslated.
 *
 * A route-map becomes one chain for each clause, each leading to the next by goto, so that `deny`
 * can leave all of them with one return, which is where the next rule stands.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lower_nat.h"

typedef VEC(const struct nat_dynamic *) dynamic_rules;

/* ---- the order of rules -----------------------------------------------------------------------
 */

static bool is_number(const char *s)
{
	return isdigit((unsigned char)*s) && s[strspn(s, "0123456789")] == '\0';
}

static int compare_rules(const void *a, const void *b)
{
	const struct nat_dynamic *x = *(const struct nat_dynamic *const *)a;
	const struct nat_dynamic *y = *(const struct nat_dynamic *const *)b;
	const char *p = x->acl.name.s, *q = y->acl.name.s;

	if (!p || !q)
		return p ? -1 : q ? 1 : strcmp(x->route_map.name.s, y->route_map.name.s);
	if (is_number(p) != is_number(q))
		return is_number(p) ? -1 : 1;
	if (is_number(p) && strtoul(p, NULL, 10) != strtoul(q, NULL, 10))
		return strtoul(p, NULL, 10) < strtoul(q, NULL, 10) ? -1 : 1;
	return strcmp(p, q);
}

/* The same, rows of equal names in configuration order. */
static int compare_for_sort(const void *a, const void *b)
{
	const struct nat_dynamic *x = *(const struct nat_dynamic *const *)a;
	const struct nat_dynamic *y = *(const struct nat_dynamic *const *)b;
	int order = compare_rules(a, b);

	return order ? order : (x > y) - (x < y);
}

static dynamic_rules sort_rules(struct lowering *lo)
{
	dynamic_rules rules = {0};

	VEC_FOREACH (rule, &lo->router->nat.dynamics)
		if (!rule->untranslated && !rule->vrf)
			vec_push(lo->arena, &rules, rule);
	if (rules.len)
		qsort(rules.at, rules.len, sizeof *rules.at, compare_for_sort);
	return rules;
}

/* ---- what a rule does -------------------------------------------------------------------------
 */

/* More than one exit, and nothing in the rule that ties it to its own. */
static bool may_leave_elsewhere(const struct lowering *lo, const struct nat_dynamic *rule)
{
	const struct route_map_clause *clause;
	unsigned outside = 0;

	VEC_FOREACH (device, &lo->plan->devices)
		outside += device->outside;
	if (outside < 2)
		return false;
	if (!rule->route_map.to)
		return true;
	STAILQ_FOREACH (clause, &rule->route_map.to->clauses, link)
		if (clause->permit && !clause->match_interfaces.len)
			return true;
	return false;
}

/*
 * `interface IF`: masquerade gives the address of the uplink that a packet really leaves by and
 * follows its changes. IOS always gives IF's, which another provider drops.
 */
static bool interface_action(struct lowering *lo, const struct nat_dynamic *rule,
			     struct nft_action *action)
{
	uint16_t device = lower_device(lo, rule->interface.to);
	const struct plan_device *at;

	if (device == NO_DEVICE)
		return false;
	at = &lo->plan->devices.at[device];
	*action = (struct nft_action){.verb = VERB_MASQUERADE};
	if (at->outside && (lo->safe || at->dynamic)) {
		if (may_leave_elsewhere(lo, rule))
			lower_divergence(lo, DIAG_OVERLOAD_ADDRESS, rule->at,
					 "a packet gets the address of the uplink it leaves by");
	} else if (at->has_address) {
		*action = (struct nft_action){
			.verb = VERB_SNAT, .addr = at->address, .last = at->address};
	}
	return true;
}

static bool rule_action(struct lowering *lo, const struct nat_dynamic *rule,
			struct nft_action *action)
{
	const struct nat_pool *pool = rule->pool.to;

	if (!rule->overload)
		lower_divergence(lo, DIAG_SHARED_ADDRESS, rule->at,
				 "inside hosts may share a global address; IOS binds it to one");
	if (!rule->pool.name.s)
		return interface_action(lo, rule, action);
	if (!pool || pool->rotary)
		return false;
	*action = (struct nft_action){.verb = VERB_SNAT, .addr = pool->first, .last = pool->last};
	return true;
}

/* ---- whom a rule takes ------------------------------------------------------------------------
 */

/* One clause at work: its place among the chains. */
struct clause_lowering {
	struct lowering *lo;
	const struct route_map_clause *clause;
	const char *chain; /* its own */
	struct nft_action matched; /* translate, or leave the route-map */
	struct nft_action next; /* the next clause, or leave */
};

static const char *list_chain(const struct clause_lowering *c, uint32_t i)
{
	return arena_printf(c->lo->arena, "%s/%s", c->chain,
			    lower_identifier(c->lo, c->clause->match_acls.at[i].name.s));
}

/* Any of the clause's lists: a list that denies leads to the next one, the last to the next clause.
 */
static void lower_clause_lists(const struct clause_lowering *c)
{
	const struct route_map_clause *clause = c->clause;

	for (uint32_t i = 0; i < clause->match_acls.len; i++) {
		const struct acl *acl = clause->match_acls.at[i].to;
		struct nft_action miss = c->next;

		if (i + 1 < clause->match_acls.len)
			miss = (struct nft_action){.verb = VERB_GOTO,
						   .target = list_chain(c, i + 1)};
		if (acl)
			lower_acl(c->lo, acl, list_chain(c, i), c->matched, miss);
		else
			lower_rule(c->lo, lower_chain(c->lo, list_chain(c, i), NULL), miss,
				   "an access list that does not exist matches nothing");
	}
}

/* The clause's first decision, for packets that leave by DEVICE (NULL: by any). */
static void add_entrance(const struct clause_lowering *c, struct chain_object *chain,
			 const char *device)
{
	const struct route_map_clause *clause = c->clause;
	struct nft_action action = c->matched;
	struct nft_rule *rule;

	if (clause->match_acls.len)
		action = (struct nft_action){.verb = VERB_GOTO, .target = list_chain(c, 0)};
	rule = lower_rule(c->lo, chain, action, lower_origin(c->lo, clause->at));
	rule->counter = true;
	if (device)
		lower_match_device(c->lo, rule, FIELD_OIFNAME, device);
	if (clause->match_length)
		lower_match(c->lo, rule,
			    (struct nft_match){.field = FIELD_LENGTH,
					       .op = OP_RANGE,
					       .mask = UINT32_MAX,
					       .lo = clause->length_min,
					       .hi = clause->length_max});
}

static void lower_clause(const struct clause_lowering *c)
{
	const struct route_map_clause *clause = c->clause;
	struct chain_object *chain = lower_chain(c->lo, c->chain, lower_origin(c->lo, clause->at));

	if (!clause->untranslated && !clause->match_interfaces.len)
		add_entrance(c, chain, NULL);
	if (!clause->untranslated)
		VEC_FOREACH (match, &clause->match_interfaces) {
			uint16_t device = lower_device(c->lo, match->ref.to);

			if (device != NO_DEVICE)
				add_entrance(c, chain, c->lo->plan->devices.at[device].device);
		}
	lower_rule(c->lo, chain, c->next, NULL);
	if (!clause->untranslated)
		lower_clause_lists(c);
}

static const char *clause_chain(struct lowering *lo, const struct route_map *map,
				const struct route_map_clause *clause)
{
	return arena_printf(lo->arena, "nat/map/%s/%u", lower_identifier(lo, map->name),
			    clause->seq);
}

static void lower_nat_map(struct lowering *lo, const struct route_map *map,
			  struct nft_action action)
{
	const struct nft_action leave = {.verb = VERB_RETURN};
	const struct route_map_clause *clause;

	STAILQ_FOREACH (clause, &map->clauses, link) {
		const struct route_map_clause *next = STAILQ_NEXT(clause, link);
		struct clause_lowering c = {
			.lo = lo,
			.clause = clause,
			.chain = clause_chain(lo, map, clause),
			.matched = clause->permit ? action : leave,
			.next = leave,
		};

		if (next)
			c.next = (struct nft_action){.verb = VERB_GOTO,
						     .target = clause_chain(lo, map, next)};
		lower_clause(&c);
	}
}

/* ---- all of them ------------------------------------------------------------------------------
 */

/* The chain that decides about RULE, or NULL when nothing of it is there. */
static const char *lower_dynamic(struct lowering *lo, const struct nat_dynamic *rule)
{
	const struct route_map *map = rule->route_map.to;
	struct nft_action action;
	const char *chain;

	if ((!map && !rule->acl.to) || !rule_action(lo, rule, &action))
		return NULL;
	if (map) {
		lower_nat_map(lo, map, action);
		return STAILQ_EMPTY(&map->clauses)
			       ? NULL
			       : clause_chain(lo, map, STAILQ_FIRST(&map->clauses));
	}
	chain = arena_printf(lo->arena, "nat/list/%s", lower_identifier(lo, rule->acl.name.s));
	lower_acl(lo, rule->acl.to, chain, action, (struct nft_action){.verb = VERB_RETURN});
	return chain;
}

void lower_nat_dynamic(struct lowering *lo)
{
	dynamic_rules rules = sort_rules(lo);
	const char **chains = arena_alloc(lo->arena, (rules.len + 1) * sizeof *chains);
	struct chain_object *dynamic;

	if (!lo->router->nat.dynamics.len)
		return;
	/* one list or map names one rule: the last one configured, as on IOS */
	for (uint32_t i = 0; i < rules.len; i++)
		if (i + 1 == rules.len || compare_rules(&rules.at[i], &rules.at[i + 1]))
			chains[i] = lower_dynamic(lo, rules.at[i]);
	dynamic = lower_chain(lo, NAT_DYNAMIC_CHAIN, NULL);
	for (uint32_t i = 0; i < rules.len; i++) {
		struct nft_rule *jump;

		if (!chains[i])
			continue;
		jump = lower_rule(lo, dynamic,
				  (struct nft_action){.verb = VERB_JUMP, .target = chains[i]},
				  lower_origin(lo, rules.at[i]->at));
		lower_match_flag(lo, jump, FIELD_NFPROTO_IPV4);
	}
}
