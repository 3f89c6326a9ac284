/* Route-maps as JSON. */
#include "print_json.h"

static const char *const exits_name[] = {
#define X(symbol, yields, command, rest, json) json,
	CLAUSE_EXITS(X)
#undef X
};

static void put_exits(const struct router *router, json_t *row, const char *key,
		      const exit_list *list)
{
	json_t *array;

	if (!list->len)
		return;
	array = json_array();
	VEC_FOREACH (exit, list) {
		json_t *item = json_row(router, array, exit->at);

		put_name(router, item, "interface", exit->interface.name);
		put_flag(item, "null0", exit->kind == EXIT_NULL0);
		put_flag(item, "global", exit->domain == DOMAIN_GLOBAL);
		put_text(item, "vrf", exit->vrf);
		if (exit->v6)
			put_address6(item, "next-hop", router_ip6(router, exit->next_hop));
		else if (exit->kind == EXIT_NEXT_HOP || exit->kind == EXIT_RECURSIVE)
			put_address(item, "next-hop", exit->next_hop);
		if (!exit->track)
			continue;
		put_number(item, "order", exit->order);
		put_number(item, "track", exit->track);
	}
	json_object_set_new(row, key, array);
}

static void put_hops(const struct router *router, json_t *row,
		     const struct route_map_clause *clause)
{
	json_t *acls = json_array(), *prefix_lists = json_array();

	VEC_FOREACH (acl, &clause->match_hops)
		put_text(json_row(router, acls, acl->name.at), "name", acl->name.s);
	VEC_FOREACH (list, &clause->match_hop_prefix_lists)
		put_text(json_row(router, prefix_lists, list->name.at), "name", list->name.s);
	json_object_set_new(row, "match-next-hop-access-lists", acls);
	json_object_set_new(row, "match-next-hop-prefix-lists", prefix_lists);
}

static void put_matches(const struct router *router, json_t *row,
			const struct route_map_clause *clause)
{
	json_t *acls = json_array(), *prefix_lists = json_array(), *interfaces = json_array();

	VEC_FOREACH (acl, &clause->match_acls)
		put_text(json_row(router, acls, acl->name.at), "name", acl->name.s);
	VEC_FOREACH (interface, &clause->match_interfaces)
		put_text(json_row(router, interfaces, interface->ref.name.at), "name",
			 interface->ref.name.s);
	VEC_FOREACH (list, &clause->match_prefix_lists)
		put_text(json_row(router, prefix_lists, list->name.at), "name", list->name.s);
	json_object_set_new(row, "match-access-lists", acls);
	if (clause->match_acls6.len) {
		json_t *acls6 = json_array();

		VEC_FOREACH (acl, &clause->match_acls6)
			put_text(json_row(router, acls6, acl->name.at), "name", acl->name.s);
		json_object_set_new(row, "match-ipv6-access-lists", acls6);
	}
	json_object_set_new(row, "match-prefix-lists", prefix_lists);
	if (clause_asks_hop(clause))
		put_hops(router, row, clause);
	json_object_set_new(row, "match-interfaces", interfaces);
	if (clause->match_length) {
		put_number(row, "length-min", clause->length_min);
		put_number(row, "length-max", clause->length_max);
	}
}

static void put_discovery(json_t *row, const struct route_map_clause *clause)
{
	put_flag(row, "verify-by-discovery", clause->discovery);
	put_flag(row, "verify-default-by-discovery", clause->default_discovery);
}

static void put_marks(json_t *row, const struct route_map_marks *marks)
{
	if (marks->has_precedence)
		put_number(row, "set-precedence", marks->precedence);
	if (marks->has_precedence6)
		put_number(row, "set-ipv6-precedence", marks->precedence6);
	if (marks->has_tos)
		put_number(row, "set-tos", marks->tos);
	if (marks->has_dscp)
		put_number(row, "set-dscp", marks->dscp);
	if (marks->has_df)
		put_number(row, "set-df", marks->df);
}

static void put_clause(const struct router *router, json_t *row,
		       const struct route_map_clause *clause)
{
	json_t *others = json_array();

	put_number(row, "sequence", clause->seq);
	put_text(row, "action", clause->permit ? "permit" : "deny");
	put_text(row, "description", clause->description);
	put_matches(router, row, clause);
	put_discovery(row, clause);
	for (int i = 0; i < CLAUSE_EXITS_COUNT; i++)
		put_exits(router, row, exits_name[i], &clause->exits[i]);
	put_text(row, "set-vrf", clause->set_vrf.s);
	put_flag(row, "set-global", clause->set_global);
	put_marks(row, &clause->marks);
	VEC_FOREACH (other, &clause->others)
		put_text(json_row(router, others, other->at), "text", other->words);
	json_object_set_new(row, "others", others);
	put_flag(row, "untranslated", clause->untranslated);
}

json_t *route_maps_json(const struct router *router)
{
	const struct route_map_clause *clause;
	json_t *array = json_array();
	const struct route_map *map;

	STAILQ_FOREACH (map, &router->route_maps.list, link) {
		json_t *row = json_row(router, array, map->at), *clauses = json_array();

		put_text(row, "name", map->name);
		STAILQ_FOREACH (clause, &map->clauses, link)
			put_clause(router, json_row(router, clauses, clause->at), clause);
		json_object_set_new(row, "clauses", clauses);
	}
	return array;
}
