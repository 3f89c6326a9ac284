/*
 * Dynamic NAT. IOS does not try its rules in the order of the configuration: those with an access
 * list come first, numbered lists ascending, then named ones, then route-maps, each alphabetically.
 * A rule whose list or route-map denies a packet is not for it, and the next one is tried; when
 * none is left the packet goes out untranslated.
 *
 * A route-map is a chain with a rule for each clause; a list of a permit clause is a chain that it
 * jumps to. A deny clause that has lists ends its chain: it goes to the list and never comes back,
 * so that one return there leaves the whole route-map, which is where the next rule stands.
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

static const char *list_chain(struct lowering *lo, const struct route_map_clause *clause,
			      const acl_ref *match)
{
	return arena_printf(lo->arena, "nat/map/%s/%u/%s", lower_identifier(lo, clause->map->name),
			    clause->seq, lower_identifier(lo, match->name.s));
}

/* Translation asks access lists only. */
static bool is_left_out(const struct route_map_clause *clause)
{
	return clause->untranslated || clause->match_prefix_lists.len;
}

static void report_left_out(struct lowering *lo, const struct route_map *map)
{
	const struct route_map_clause *clause;

	STAILQ_FOREACH (clause, &map->clauses, link)
		if (clause->match_prefix_lists.len)
			diag_at(lo->diags, DIAG_NOT_TRANSLATED,
				clause->match_prefix_lists.at[0].name.at,
				"prefix lists in translation are not translated: clause %u is left "
				"out",
				clause->seq);
}

/* Does CLAUSE end a chain? It must be left from within a list, by the return after a goto. */
static bool ends_chain(const struct route_map_clause *clause)
{
	return !clause->permit && !is_left_out(clause) && clause->match_acls.len;
}

/* The first of the clause's lists that exists, from I on; one that does not matches nothing. */
static const acl_ref *next_list(const struct route_map_clause *clause, uint32_t i)
{
	while (i < clause->match_acls.len && !clause->match_acls.at[i].to)
		i++;
	return i < clause->match_acls.len ? &clause->match_acls.at[i] : NULL;
}

/* The lists of a clause: permitted packets are translated, or, by a deny clause, leave the map. */
static void lower_lists(struct lowering *lo, const struct route_map_clause *clause,
			struct nft_action translate, struct nft_action after)
{
	const struct nft_action leave = {.verb = VERB_RETURN};

	for (uint32_t i = 0; i < clause->match_acls.len; i++) {
		const acl_ref *match = &clause->match_acls.at[i], *next = next_list(clause, i + 1);
		struct nft_action miss = after;

		if (!match->to)
			continue;
		if (clause->permit)
			miss = leave;
		else if (next)
			miss = (struct nft_action){.verb = VERB_GOTO,
						   .target = list_chain(lo, clause, next)};
		lower_acl(lo, match->to, list_chain(lo, clause, match),
			  clause->permit ? translate : leave, miss);
	}
}

static void add_decision(struct lowering *lo, struct chain_object *chain,
			 const struct route_map_clause *clause, struct nft_action action,
			 const char *device)
{
	struct nft_rule *rule = lower_rule(lo, chain, action, lower_origin(lo, clause->at));

	rule->counter = true;
	if (device)
		lower_match_device(lo, rule, FIELD_OIFNAME, device);
	lower_match_length(lo, rule, clause);
}

/* One decision of CLAUSE for each interface that it names, which is the outgoing one. */
static void add_by_interface(struct lowering *lo, struct chain_object *chain,
			     const struct route_map_clause *clause, struct nft_action action)
{
	if (!clause->match_interfaces.len)
		add_decision(lo, chain, clause, action, NULL);
	VEC_FOREACH (match, &clause->match_interfaces) {
		uint16_t device = lower_device(lo, match->ref.to);

		if (device != NO_DEVICE)
			add_decision(lo, chain, clause, action,
				     lo->plan->devices.at[device].device);
	}
}

static void add_clause(struct lowering *lo, struct chain_object *chain,
		       const struct route_map_clause *clause, struct nft_action translate)
{
	struct nft_action action = translate;
	const acl_ref *match;

	if (!clause->permit)
		action = (struct nft_action){.verb = VERB_RETURN};
	if (!clause->match_acls.len) {
		add_by_interface(lo, chain, clause, action);
		return;
	}
	for (uint32_t i = 0; (match = next_list(clause, i));
	     i = (uint32_t)(match - clause->match_acls.at) + 1) {
		action = (struct nft_action){.verb = clause->permit ? VERB_JUMP : VERB_GOTO,
					     .target = list_chain(lo, clause, match)};
		add_by_interface(lo, chain, clause, action);
		if (!clause->permit)
			return;
	}
}

/*
 * The clauses from FIRST on, up to a deny clause with lists, in the chain NAME. Returns the clause
 * that the chain *AFTER begins with, or NULL.
 */
static const struct route_map_clause *lower_clauses(struct lowering *lo, const char *name,
						    const struct route_map_clause *first,
						    struct nft_action translate, const char **after)
{
	const struct route_map_clause *clause = first, *next;
	struct nft_action rest = {.verb = VERB_RETURN};
	struct chain_object *chain;

	while (!ends_chain(clause) && STAILQ_NEXT(clause, link)) {
		if (!is_left_out(clause))
			lower_lists(lo, clause, translate, rest);
		clause = STAILQ_NEXT(clause, link);
	}
	next = STAILQ_NEXT(clause, link);
	if (next) {
		*after = arena_printf(lo->arena, "nat/map/%s/%u",
				      lower_identifier(lo, next->map->name), next->seq);
		rest = (struct nft_action){.verb = VERB_GOTO, .target = *after};
	}
	if (!is_left_out(clause))
		lower_lists(lo, clause, translate, rest);
	chain = lower_chain(lo, name, NULL);
	for (clause = first; clause != next; clause = STAILQ_NEXT(clause, link))
		if (!is_left_out(clause))
			add_clause(lo, chain, clause, translate);
	if (next)
		lower_rule(lo, chain, rest, NULL);
	return next;
}

static const char *lower_nat_map(struct lowering *lo, const struct route_map *map,
				 struct nft_action translate)
{
	const char *entry = arena_printf(lo->arena, "nat/map/%s", lower_identifier(lo, map->name));
	const struct route_map_clause *clause = STAILQ_FIRST(&map->clauses);
	const char *name = entry;

	if (!clause)
		return NULL;
	report_left_out(lo, map);
	while (clause)
		clause = lower_clauses(lo, name, clause, translate, &name);
	return entry;
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
	if (map)
		return lower_nat_map(lo, map, action);
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
