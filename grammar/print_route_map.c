/* Route-maps as IOS text: each clause with its matches, its exits in the order in which they are
 * tried, and what it writes into packets. */
#include "print_ios.h"

#include <inttypes.h>

static const struct {
	const char *command, *rest;
} exits_text[] = {
#define X(symbol, yields, command, rest, json) {command, rest},
	CLAUSE_EXITS(X)
#undef X
};

static void print_table(const struct route_map_exit *exit, FILE *to)
{
	if (exit->domain == DOMAIN_GLOBAL)
		fputs(" global", to);
	else if (exit->domain == DOMAIN_VRF)
		fprintf(to, " vrf %s", exit->vrf);
}

static void print_exit(const struct router *router, const struct route_map_exit *exit, FILE *to)
{
	switch ((enum exit_kind)exit->kind) {
	case EXIT_NEXT_HOP:
	case EXIT_RECURSIVE:
		if (exit->v6)
			print_address6(to, " ", router_ip6(router, exit->next_hop));
		else
			print_address(to, " ", exit->next_hop);
		break;
	case EXIT_INTERFACE:
		fprintf(to, " %s", exit->interface.name.s);
		break;
	case EXIT_NULL0:
		fputs(" Null0", to);
		break;
	case EXIT_DHCP:
		break;
	}
	if (exit->track)
		fprintf(to, " %" PRIu32 " track %u", exit->order, exit->track);
}

/* Exits of one command stand on one line, but those with a track, of which each has its own. */
static bool goes_on(const struct route_map_exit *last, const struct route_map_exit *exit)
{
	return !exit->track && last->domain == exit->domain && last->vrf == exit->vrf;
}

static void print_exits(const struct router *router, enum clause_exits which, const exit_list *list,
			FILE *to)
{
	const struct route_map_exit *last = NULL;

	VEC_FOREACH (exit, list) {
		if (!last || !goes_on(last, exit)) {
			fprintf(to, "%s %s", last ? "\n" : "", exits_text[which].command);
			print_table(exit, to);
			if (*exits_text[which].rest)
				fprintf(to, " %s", exits_text[which].rest);
		}
		print_exit(router, exit, to);
		last = exit;
	}
	if (last)
		putc('\n', to);
}

static void print_matches(const struct route_map_clause *clause, FILE *to)
{
	if (clause->match_acls.len) {
		fputs(" match ip address", to);
		VEC_FOREACH (acl, &clause->match_acls)
			fprintf(to, " %s", acl->name.s);
		putc('\n', to);
	}
	if (clause->match_acls6.len) {
		fputs(" match ipv6 address", to);
		VEC_FOREACH (acl, &clause->match_acls6)
			fprintf(to, " %s", acl->name.s);
		putc('\n', to);
	}
	if (clause->match_prefix_lists.len) {
		fputs(" match ip address prefix-list", to);
		VEC_FOREACH (list, &clause->match_prefix_lists)
			fprintf(to, " %s", list->name.s);
		putc('\n', to);
	}
	if (clause->match_hops.len) {
		fputs(" match ip next-hop", to);
		VEC_FOREACH (acl, &clause->match_hops)
			fprintf(to, " %s", acl->name.s);
		putc('\n', to);
	}
	if (clause->match_hop_prefix_lists.len) {
		fputs(" match ip next-hop prefix-list", to);
		VEC_FOREACH (list, &clause->match_hop_prefix_lists)
			fprintf(to, " %s", list->name.s);
		putc('\n', to);
	}
	if (clause->match_interfaces.len) {
		fputs(" match interface", to);
		VEC_FOREACH (interface, &clause->match_interfaces)
			fprintf(to, " %s", interface->ref.name.s);
		putc('\n', to);
	}
	if (clause->match_length)
		fprintf(to, " match length %" PRIu32 " %" PRIu32 "\n", clause->length_min,
			clause->length_max);
}

static void print_marks(const struct route_map_marks *marks, FILE *to)
{
	if (marks->has_precedence)
		fprintf(to, " set ip precedence %u\n", marks->precedence);
	if (marks->has_tos)
		fprintf(to, " set ip tos %u\n", marks->tos);
	if (marks->has_dscp)
		fprintf(to, " set ip dscp %u\n", marks->dscp);
	if (marks->has_df)
		fprintf(to, " set ip df %u\n", marks->df);
}

static void print_clause(const struct router *router, const struct route_map_clause *clause,
			 FILE *to)
{
	fprintf(to, "route-map %s %s %" PRIu32 "\n", clause->map->name,
		clause->permit ? "permit" : "deny", clause->seq);
	if (clause->description)
		fprintf(to, " description %s\n", clause->description);
	print_matches(clause, to);
	if (clause->discovery)
		fputs(" set ip next-hop verify-availability\n", to);
	if (clause->default_discovery)
		fputs(" set ip default next-hop verify-availability\n", to);
	for (int i = 0; i < CLAUSE_EXITS_COUNT; i++)
		print_exits(router, (enum clause_exits)i, &clause->exits[i], to);
	if (clause->set_vrf.s)
		fprintf(to, " set vrf %s\n", clause->set_vrf.s);
	if (clause->set_global)
		fputs(" set global\n", to);
	print_marks(&clause->marks, to);
	VEC_FOREACH (other, &clause->others)
		fprintf(to, " %s\n", other->words);
}

void print_route_maps(const struct router *router, FILE *to)
{
	const struct route_map_clause *clause;
	const struct route_map *map;

	STAILQ_FOREACH (map, &router->route_maps.list, link) {
		STAILQ_FOREACH (clause, &map->clauses, link) {
			print_clause(router, clause, to);
			fputs("!\n", to);
		}
	}
}
