/*
 * A model as statements of objects: the text that print_ios.c makes of it, line by line, with the
 * rows of the model that the lines of long lists come from. See meaning.h.
 */
#include "meaning.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How a line without indentation opens an object, or is a statement of one. */
static const struct opening {
	const char *begins; /* and ends with a blank */
	const char *name; /* of the object, before its own name */
	const char *noun; /* of a statement in it, or NULL */
	bool whole; /* the line is a statement of its own, behind the name */
	bool ordered;
	uint8_t reach;
} openings[] = {
	{"interface ", "interface", NULL, false, false, REACH_ALL},
	{"ip access-list standard ", "access list", "entry", false, true, REACH_ALL},
	{"ip access-list extended ", "access list", "entry", false, true, REACH_ALL},
	{"access-list ", "access list", "entry", true, true, REACH_ALL},
	{"ipv6 access-list ", "IPv6 access list", "entry", false, true, REACH_NONE},
	{"object-group network ", "object group", "member", false, false, REACH_ALL},
	{"object-group service ", "object group", "member", false, false, REACH_ALL},
	{"time-range ", "time range", NULL, false, false, REACH_ALL},
	{"ip prefix-list ", "prefix list", "entry", true, true, REACH_ALL},
	{"ipv6 prefix-list ", "IPv6 prefix list", "entry", true, true, REACH_NONE},
	{"ip nat pool ", "NAT pool", "range", true, true, REACH_ALL},
	{"ip sla schedule ", "ip sla", NULL, true, false, REACH_NONE},
	{"ip sla reaction-configuration ", "ip sla", NULL, true, false, REACH_NONE},
	{"ip sla ", "ip sla", NULL, false, false, REACH_NONE},
	{"track ", "track", NULL, true, false, REACH_ALL},
	{"ip dns view-list ", "view-list", NULL, false, false, REACH_DNS},
	{"ip dns view ", "DNS view", NULL, false, false, REACH_NONE},
	{"ip dns name-list ", "name-list", "entry", true, true, REACH_DNS},
	{"vrf definition ", "VRF", NULL, false, false, REACH_ALL},
	{"ip vrf ", "VRF", NULL, false, false, REACH_ALL},
	{"ip dhcp pool ", "DHCP pool", NULL, false, false, REACH_NONE},
	{"ipv6 dhcp pool ", "IPv6 DHCP pool", NULL, false, false, REACH_NONE},
	{"event manager applet ", "applet", NULL, false, true, REACH_NONE},
	{NULL, NULL, NULL, false, false, 0},
};

/* How many words a statement is known by, where it is not all but the last; the longest beginning
 * comes first. */
static const struct rule {
	const char *begins;
	uint8_t words;
	bool ordered; /* among its like */
	uint8_t reach;
} rules[] = {
	{"ip route vrf ", 6, false, REACH_ROW},
	{"ip route ", 4, false, REACH_ROW},
	{"ipv6 route ", 3, false, REACH_NONE},
	{"ip nat inside source static tcp ", 8, false, REACH_ROW},
	{"ip nat inside source static udp ", 8, false, REACH_ROW},
	{"ip nat inside source static network ", 7, false, REACH_ROW},
	{"ip nat inside source static ", 6, false, REACH_ROW},
	{"ip nat outside source static tcp ", 8, false, REACH_ROW},
	{"ip nat outside source static udp ", 8, false, REACH_ROW},
	{"ip nat outside source static ", 6, false, REACH_ROW},
	{"ip nat source static ", 5, false, REACH_ROW},
	{"ip nat inside source ", 6, false, REACH_ROW},
	{"ip nat outside source ", 6, false, REACH_ROW},
	{"ip nat inside destination ", 6, false, REACH_ALL},
	{"ip nat source ", 5, false, REACH_ALL},
	{"ip nat translation ", 4, false, REACH_NONE},
	{"ip nat service ", 4, false, REACH_NONE},
	{"ip nat log ", 4, false, REACH_NONE},
	{"ip name-server ", 2, true, REACH_NONE},
	{"ip host view ", 5, false, REACH_NONE},
	{"ip host ", 3, false, REACH_NONE},
	{"ip dns primary ", 4, false, REACH_NONE},
	{"ip dns spoofing", 3, false, REACH_NONE},
	{"ip domain ", 3, false, REACH_NONE},
	{"ip dhcp ", 4, false, REACH_NONE},
	{"hostname ", 1, false, REACH_NONE},
	{"dns forwarder ", 2, true, REACH_NONE},
	{"domain name-server ", 2, true, REACH_NONE},
	{"ip local policy route-map ", 4, false, REACH_ALL},
	{"ip address ", 2, false, REACH_ALL},
	{"ip policy route-map ", 3, false, REACH_ALL},
	{"ip unnumbered ", 2, false, REACH_ALL},
	{"ip dhcp client ", 4, false, REACH_ALL},
	{"ip tcp adjust-mss ", 3, false, REACH_NONE},
	{"ip helper-address ", 2, false, REACH_NONE},
	{"ip mtu ", 2, false, REACH_NONE},
	{"mtu ", 1, false, REACH_NONE},
	{"ipv6 ", 0, false, REACH_NONE},
	{"ppp ", 0, false, REACH_NONE},
	{"standby ", 0, false, REACH_NONE},
	{"encapsulation ", 1, false, REACH_ALL},
	{"tunnel source ", 2, false, REACH_ALL},
	{"tunnel destination ", 2, false, REACH_ALL},
	{"match ip address ", 3, false, REACH_ALL},
	{"set ip next-hop ", 3, false, REACH_ALL},
	{"set interface ", 2, false, REACH_ALL},
	{"object ", 2, false, REACH_ALL},
	{"delay ", 1, false, REACH_NONE},
	{"icmp-echo ", 1, false, REACH_NONE},
	{"view ", 2, false, REACH_DNS},
	{"description ", 1, false, REACH_NONE},
	{"remark ", 1, false, REACH_NONE},
	{NULL, 0, false, 0},
};

/* The rows of the model in the order in which they are printed. */
struct reading {
	struct meaning *meaning;
	const struct router *router;
	struct meaning_object *block; /* the one that lines with indentation belong to */
	uint32_t n_static, n_dynamic, n_route, n_route6, n_host;
	const char *above; /* the line of less indentation in it, or NULL */
};

static bool begins(const char *text, const char *with)
{
	return !strncmp(text, with, strlen(with));
}

/* The first COUNT words of TEXT; all but the last with COUNT 0. */
static const char *first_words(struct arena *arena, const char *text, unsigned count)
{
	const char *end = text;

	if (!count) {
		end = strrchr(text, ' ');
		return arena_strndup(arena, text, end ? (size_t)(end - text) : strlen(text));
	}
	for (unsigned i = 0; i < count && *end; i++)
		end += strspn(end, " "), end += strcspn(end, " ");
	return arena_strndup(arena, text, (size_t)(end - text));
}

static struct meaning_object *object_for(struct meaning *meaning, const char *name,
					 const char *list)
{
	const char *key = arena_printf(meaning->arena, "%s\n%s", name, list);
	struct meaning_object *object;

	HASH_FIND_STR(meaning->by_key, key, object);
	if (object)
		return object;
	object = arena_new_object(meaning->arena, struct meaning_object);
	object->key = key;
	object->name = name;
	HASH_ADD_KEYPTR(hh, meaning->by_key, object->key, strlen(object->key), object);
	STAILQ_INSERT_TAIL(&meaning->objects, object, link);
	return object;
}

static const struct rule *rule_for(const char *text)
{
	for (const struct rule *rule = rules; rule->begins; rule++)
		if (begins(text, rule->begins))
			return rule;
	return NULL;
}

/* Names of which any will do are no row. */
static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *sorted_names(struct arena *arena, const char *text, const char *before)
{
	VEC(const char *) names = {0};
	const char *sorted = arena_strndup(arena, text, strlen(before));

	for (const char *at = text + strlen(before); *at;) {
		size_t len = strcspn(at, " ");

		vec_push(arena, &names, arena_strndup(arena, at, len));
		at += len + strspn(at + len, " ");
	}
	qsort(names.at, names.len, sizeof *names.at, by_text);
	VEC_FOREACH (name, &names)
		sorted = arena_printf(arena, "%s%s%s", sorted, name == names.at ? "" : " ", *name);
	return sorted;
}

static const char *settle_text(struct arena *arena, const char *text)
{
	static const char *const any[] = {"match ip address prefix-list ",
					  "match ip address ",
					  "match ipv6 address ",
					  "match interface ",
					  "match ip next-hop prefix-list ",
					  "match ip next-hop "};

	for (size_t i = 0; i < sizeof any / sizeof *any; i++)
		if (begins(text, any[i]))
			return sorted_names(arena, text, any[i]);
	return text;
}

static struct meaning_statement *add(struct reading *reading, struct meaning_object *object,
				     const char *text)
{
	struct meaning *meaning = reading->meaning;
	const struct rule *rule = rule_for(text);
	struct meaning_statement *statement;

	if (rule && rule->ordered) {
		struct meaning_object *list = object_for(meaning, object->name, rule->begins);

		list->ordered = true;
		list->at = object->at;
		list->reach = rule->reach;
		object = list;
	}
	statement = vec_add(meaning->arena, &object->statements);
	statement->text = settle_text(meaning->arena, text);
	statement->key = first_words(meaning->arena, text, rule ? rule->words : 0);
	statement->reach = rule ? rule->reach : object->reach;
	statement->words_only = begins(text, "description ") || begins(text, "remark ");
	statement->place = ++object->places;
	if (statement->words_only)
		object->places--;
	return statement;
}

/* ---- lines without indentation ---- */

static void row(struct meaning_statement *statement, const void *of, enum meaning_row kind,
		struct span at)
{
	statement->row = of;
	statement->row_kind = (uint8_t)kind;
	statement->at = at;
}

/* Lists that are printed a line a row, as they stand. */
static void find_row(struct reading *reading, struct meaning_statement *statement)
{
	const struct router *router = reading->router;
	const char *text = statement->text;

	if (begins(text, "ip route ") && reading->n_route < router->routes.len) {
		const struct static_route *route = &router->routes.at[reading->n_route++];

		row(statement, route, OF_ROUTE, route->at);
	} else if (begins(text, "ipv6 route ") && reading->n_route6 < router->routes6.len) {
		statement->at = router->routes6.at[reading->n_route6++].at;
	} else if (begins(text, "ip host ") && reading->n_host < router->dns.hosts.len) {
		statement->at = router->dns.hosts.at[reading->n_host++].at;
	} else if (strstr(text, " source static ") && begins(text, "ip nat ") &&
		   reading->n_static < router->nat.statics.len) {
		const struct nat_static *entry = &router->nat.statics.at[reading->n_static++];

		row(statement, entry, OF_STATIC, entry->at);
	} else if (begins(text, "ip nat ") &&
		   (strstr(text, " list ") || strstr(text, " route-map ")) &&
		   !begins(text, "ip nat service ") && !begins(text, "ip nat translation ") &&
		   reading->n_dynamic < router->nat.dynamics.len) {
		const struct nat_dynamic *rule = &router->nat.dynamics.at[reading->n_dynamic++];

		row(statement, rule, OF_DYNAMIC, rule->at);
	}
}

static struct span object_place(const struct router *router, const char *kind, const char *name)
{
	const struct interface *interface;
	const struct object_group *group;
	const struct time_range *range;
	const struct prefix_list *list;
	const struct nat_pool *pool;
	const struct dns_view *view;
	const struct dns_view_list *views;
	const struct sla *sla;
	const struct track *track;

	if (!strcmp(kind, "interface"))
		return (interface = interface_find(router, name)) ? interface->at
								  : (struct span){0};
	if (!strcmp(kind, "object group"))
		return (group = object_group_find(router, name)) ? group->at : (struct span){0};
	if (!strcmp(kind, "time range"))
		return (range = time_range_find(router, name)) ? range->at : (struct span){0};
	if (!strcmp(kind, "prefix list"))
		return (list = prefix_list_find(router, false, name)) ? list->at : (struct span){0};
	if (!strcmp(kind, "IPv6 prefix list"))
		return (list = prefix_list_find(router, true, name)) ? list->at : (struct span){0};
	if (!strcmp(kind, "NAT pool"))
		return (pool = nat_pool_find(router, name)) ? pool->at : (struct span){0};
	if (!strcmp(kind, "DNS view"))
		return (view = dns_view_find(router, name)) ? view->at : (struct span){0};
	if (!strcmp(kind, "view-list"))
		return (views = dns_view_list_find(router, name)) ? views->at : (struct span){0};
	if (!strcmp(kind, "ip sla"))
		return (sla = sla_find(router, (uint32_t)strtoul(name, NULL, 10)))
			       ? sla->at
			       : (struct span){0};
	if (!strcmp(kind, "track"))
		return (track = track_find(router, (uint32_t)strtoul(name, NULL, 10)))
			       ? track->at
			       : (struct span){0};
	return (struct span){0};
}

static struct meaning_object *open_object(struct reading *reading, const struct opening *opening,
					  const char *name)
{
	struct meaning *meaning = reading->meaning;
	struct meaning_object *object;
	const struct acl *acl = NULL;

	object =
		object_for(meaning, arena_printf(meaning->arena, "%s %s", opening->name, name), "");
	object->noun = opening->noun;
	object->ordered = opening->ordered;
	object->reach = opening->reach;
	if (!strcmp(opening->name, "access list"))
		acl = acl_find(reading->router, name);
	else if (!strcmp(opening->name, "IPv6 access list"))
		acl = acl6_find(reading->router, name);
	object->acl = acl;
	object->at = acl ? acl->at : object_place(reading->router, opening->name, name);
	return object;
}

/* Entries do without their numbers. */
static const char *without_number(const char *text)
{
	if (begins(text, "sequence ") || begins(text, "seq "))
		text += strcspn(text, " ") + 1;
	if (*text >= '0' && *text <= '9' && strchr(text, ' '))
		text = strchr(text, ' ') + 1;
	return text;
}

static void add_entry(struct reading *reading, struct meaning_object *object, const char *text)
{
	uint32_t n = object->statements.len;
	struct meaning_statement *statement = add(reading, object, without_number(text));

	statement->key = statement->text;
	if (!object->acl || n >= object->acl->entries.len)
		return;
	row(statement, &object->acl->entries.at[n], OF_ACE, object->acl->entries.at[n].at);
	statement->reach = object->acl->kind == ACL_IPV6 ? REACH_NONE : REACH_ROW;
	statement->words_only = object->acl->entries.at[n].action == ACE_REMARK;
}

static void open_clause(struct reading *reading, const char *text)
{
	struct arena *arena = reading->meaning->arena;
	char *name = arena_strndup(arena, text, strcspn(text, " "));
	const char *action = text + strlen(name) + 1, *seq = strrchr(text, ' ') + 1;
	const struct route_map *map = route_map_find(reading->router, name);
	const struct route_map_clause *clause;
	struct meaning_object *object = object_for(
		reading->meaning, arena_printf(arena, "route-map %s clause %s", name, seq), "");

	object->family = arena_printf(arena, "route-map %s", name);
	object->reach = REACH_ALL;
	if (map)
		STAILQ_FOREACH (clause, &map->clauses, link)
			if (clause->seq == strtoul(seq, NULL, 10))
				object->at = clause->at;
	reading->block = object;
	add(reading, object, begins(action, "permit") ? "permit" : "deny")->at = object->at;
}

/* An object has one of these: it is known by that. */
static void add_whole(struct reading *reading, const struct opening *opening, const char *text)
{
	struct meaning_statement *statement = add(reading, reading->block, text);

	statement->key = opening->begins;
	statement->at = reading->block->at;
}

static void read_top(struct reading *reading, const char *line)
{
	struct arena *arena = reading->meaning->arena;
	struct meaning_object *itself = object_for(reading->meaning, "", "");
	const char *name, *rest;

	reading->block = NULL;
	if (begins(line, "route-map ")) {
		open_clause(reading, line + strlen("route-map "));
		return;
	}
	for (const struct opening *opening = openings; opening->begins; opening++) {
		if (!begins(line, opening->begins) || begins(line, "track resolution"))
			continue;
		rest = line + strlen(opening->begins);
		name = strcmp(opening->name, "DNS view")
			       ? arena_strndup(arena, rest, strcspn(rest, " "))
			       : rest;
		reading->block = open_object(reading, opening, name);
		rest += strlen(name);
		rest += *rest == ' ';
		if (opening->whole && *rest && reading->block->noun &&
		    strcmp(opening->name, "NAT pool"))
			add_entry(reading, reading->block, rest);
		else if (opening->whole && *rest)
			add_whole(reading, opening, rest);
		return;
	}
	find_row(reading, add(reading, itself, line));
}

/* Lines that are indented twice belong to the one above, but those of an operation. */
static void read_below(struct reading *reading, const char *line, size_t indent)
{
	struct meaning_object *object = reading->block;

	if (!object || !*line)
		return;
	if (indent == 1)
		reading->above = begins(line, "view ")
					 ? first_words(reading->meaning->arena, line, 2)
					 : NULL;
	else if (reading->above)
		line = arena_printf(reading->meaning->arena, "%s: %s", reading->above, line);
	if (object->noun && !strcmp(object->noun, "entry"))
		add_entry(reading, object, line);
	else
		add(reading, object, line);
}

/* Members of object groups are printed in their order. */
static void find_members(struct meaning *meaning)
{
	const struct object_group *group;

	STAILQ_FOREACH (group, &meaning->router->groups.list, link) {
		const char *name = arena_printf(meaning->arena, "object group %s", group->name);
		struct meaning_object *object = object_for(meaning, name, "");
		uint32_t n = 0;

		VEC_FOREACH (statement, &object->statements)
			if (!statement->words_only && n < group->members.len)
				statement->at = group->members.at[n++].at;
	}
}

/* What no backend says is no part of the model, and still a difference. */
static void add_untranslated(struct reading *reading)
{
	struct meaning *meaning = reading->meaning;
	struct meaning_object *object;
	struct meaning_statement *statement;

	VEC_FOREACH (row_, &meaning->router->untranslated) {
		object = object_for(meaning, "not translated", "");
		statement = vec_add(meaning->arena, &object->statements);
		statement->text = row_->block ? arena_printf(meaning->arena, "%s: %s", row_->block,
							     row_->text)
					      : row_->text;
		statement->key = statement->text;
		statement->at = row_->at;
		statement->place = ++object->places;
	}
}

struct meaning *meaning_of(struct arena *arena, const struct router *router)
{
	struct meaning *meaning = arena_new_object(arena, struct meaning);
	struct reading reading = {.meaning = meaning, .router = router};
	char *text = NULL, *end;
	size_t len = 0;
	FILE *to = open_memstream(&text, &len);

	if (!to)
		abort();
	router_print(router, to);
	fclose(to);
	meaning->arena = arena;
	meaning->router = router;
	STAILQ_INIT(&meaning->objects);
	for (char *line = text; line < text + len; line = end + 1) {
		size_t indent = strspn(line, " ");

		end = strchr(line, '\n');
		*end = '\0';
		if (*line == '!' || !*line || !strcmp(line, "end"))
			continue;
		char *own = arena_strndup(arena, line, (size_t)(end - line));

		if (indent)
			read_below(&reading, own + indent, indent);
		else
			read_top(&reading, own);
	}
	free(text);
	find_members(meaning);
	add_untranslated(&reading);
	return meaning;
}
