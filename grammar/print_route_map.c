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

/* A line of the names of VEC, whose rows have them as MEMBER; none when it is empty. */
#define PRINT_NAMES(to, before, vec, member)                      \
	do {                                                      \
		if ((vec)->len) {                                 \
			fputs(before, to);                        \
			VEC_FOREACH (row_, vec)                   \
				fprintf(to, " %s", row_->member); \
			putc('\n', to);                           \
		}                                                 \
	} while (0)

static void print_matches(const struct route_map_clause *clause, FILE *to)
{
	PRINT_NAMES(to, " match ip address", &clause->match_acls, name.s);
	PRINT_NAMES(to, " match ipv6 address", &clause->match_acls6, name.s);
	PRINT_NAMES(to, " match ip address prefix-list", &clause->match_prefix_lists, name.s);
	PRINT_NAMES(to, " match ip next-hop", &clause->match_hops, name.s);
	PRINT_NAMES(to, " match ip next-hop prefix-list", &clause->match_hop_prefix_lists, name.s);
	PRINT_NAMES(to, " match interface", &clause->match_interfaces, ref.name.s);
	if (clause->match_length)
		fprintf(to, " match length %" PRIu32 " %" PRIu32 "\n", clause->length_min,
			clause->length_max);
}

static void print_marks(const struct route_map_marks *marks, FILE *to)
{
	if (marks->has_precedence)
		fprintf(to, " set ip precedence %u\n", marks->precedence);
	if (marks->has_precedence6)
		fprintf(to, " set ipv6 precedence %u\n", marks->precedence6);
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
