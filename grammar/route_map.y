/*
 * `route-map …`, the lines under it, and local policy routing. ios-semantics.md 1.4.
 */
%mode ROUTE_MAP "route-map" "config-route-map"
%code requires {
struct name_list {
	struct name *at;
	uint32_t len, cap;
};
}
%nterm <bool> clause_action
%nterm <uint32_t> clause_number track_number
%nterm <struct name_list> acl_names interface_names
%nterm <exit_list> next_hops exit_interfaces
%%
global: "route-map" name clause_action[permit] clause_number[seq]
          { clause_open(cx, $name, $permit, $seq); }
      | "ip" "local" "policy" "route-map" name
          { cx->router->local_policy.name = cx->no ? (struct name){0} : $name; }
      | "ip" "local" "policy" "route-map" only_no
          { cx->router->local_policy.name = (struct name){0}; }
      ;
clause_action: %empty   { $$ = true; }
             | "permit" { $$ = true; }
             | "deny"   { $$ = false; }
             ;
clause_number: %empty { $$ = 0; }
             | NUMBER { CHECK(number_in(cx, @1, $1, 0, 65535)); $$ = $1; }
             ;

line: IN_ROUTE_MAP no route_map_command;
route_map_command:
    "description" LINE                            { line_no_effect(cx); }
  | "description" only_no                         { line_no_effect(cx); }
  | "match" "ip" "address" acl_names[names]       { match_acls(cx, &$names); }
  | "match" "ip" "address" only_no                { cx->clause->match_acls.len = 0; }
  | "match" "interface" interface_names[names]    { match_interfaces(cx, &$names); }
  | "match" "interface" only_no                   { cx->clause->match_interfaces.len = 0; }
  | "match" "length" NUMBER[min] NUMBER[max]      { match_length(cx, $min, $max); }
  | "match" "length" only_no                      { cx->clause->match_length = false; }
  | "set" "ip" "next-hop" next_hops[list]         { SET(next_hops, &$list); }
  | "set" "ip" "next-hop" only_no                 { SET(next_hops, &no_exits); }
  | "set" "ip" "next-hop" "verify-availability" IPV4[hop] NUMBER[order] "track" track_number[track]
      { set_verified(cx, $hop, @hop, $order, $track); }
  | "set" "ip" "default" "next-hop" next_hops[list] { SET(default_next_hops, &$list); }
  | "set" "ip" "default" "next-hop" only_no       { SET(default_next_hops, &no_exits); }
  | "set" "interface" exit_interfaces[list]       { SET(interfaces, &$list); }
  | "set" "interface" only_no                     { SET(interfaces, &no_exits); }
  | "set" "default" "interface" exit_interfaces[list] { SET(default_interfaces, &$list); }
  | "set" "default" "interface" only_no           { SET(default_interfaces, &no_exits); }
  ;
track_number: NUMBER { CHECK(number_in(cx, @1, $1, 1, 1000)); $$ = $1; };

acl_names: name                { $$ = name_list_add(cx, (struct name_list){0}, $name); }
         | acl_names[so] name  { $$ = name_list_add(cx, $so, $name); }
     ;
interface_names: interface_name { $$ = name_list_add(cx, (struct name_list){0}, $1); }
               | interface_names[so] interface_name { $$ = name_list_add(cx, $so, $2); }
               ;
next_hops: IPV4                 { $$ = exits_hop(cx, (exit_list){0}, $IPV4, @IPV4); }
         | next_hops[so] IPV4   { $$ = exits_hop(cx, $so, $IPV4, @IPV4); }
         ;
exit_interfaces: interface_name { $$ = exits_interface(cx, (exit_list){0}, $1); }
               | exit_interfaces[so] interface_name { $$ = exits_interface(cx, $so, $2); }
               ;
%%
/* An exit list of the clause: add to it or take out. */
#define SET(member, list) route_map_exits(cx->router, cx->no, &cx->clause->member, (list))

enum { DEFAULT_CLAUSE = 10, MATCHES_MAX = 128 };

static const exit_list no_exits;

static void set_verified(struct ios_reader *cx, uint32_t hop, struct span at, uint32_t order,
			 uint32_t track)
{
	struct route_map_exit exit = {
		.kind = EXIT_NEXT_HOP,
		.next_hop = hop,
		.order = order,
		.track = (uint16_t)track,
		.at = at,
	};

	route_map_exits(cx->router, cx->no, &cx->clause->verified_next_hops,
			&(exit_list){&exit, 1, 1});
}

static void clause_open(struct ios_reader *cx, struct name name, bool permit, uint32_t seq)
{
	if (cx->no) {
		route_map_remove(cx->router, name, seq);
		return;
	}
	cx->clause = route_map_open(cx->router, name, permit, seq ? seq : DEFAULT_CLAUSE, cx->line);
	enter(cx, MODE_ROUTE_MAP);
}

static struct name_list name_list_add(struct ios_reader *cx, struct name_list list,
				      struct name name)
{
	vec_push(cx->router->arena, &list, name);
	return list;
}

static exit_list exits_hop(struct ios_reader *cx, exit_list list, uint32_t hop, struct span at)
{
	struct route_map_exit exit = {.kind = EXIT_NEXT_HOP, .next_hop = hop, .at = at};

	vec_push(cx->router->arena, &list, exit);
	return list;
}

static exit_list exits_interface(struct ios_reader *cx, exit_list list, struct name name)
{
	struct route_map_exit exit = {.kind = EXIT_NULL0, .at = name.at};

	if (strcmp(name.s, "Null0")) {
		exit.kind = EXIT_INTERFACE;
		exit.interface.name = name;
	}
	vec_push(cx->router->arena, &list, exit);
	return list;
}

static bool matches_full(struct ios_reader *cx, uint32_t len)
{
	if (len < MATCHES_MAX)
		return false;
	diag_at(cx->router->diags, DIAG_NONE, cx->line, "more than %d matches in one clause",
		MATCHES_MAX);
	return true;
}

static void match_acls(struct ios_reader *cx, const struct name_list *names)
{
	struct route_map_clause *clause = cx->clause;

	VEC_FOREACH (name, names) {
		uint32_t i = 0;

		while (i < clause->match_acls.len && clause->match_acls.at[i].name.s != name->s)
			i++;
		if (cx->no && i < clause->match_acls.len) {
			vec_remove(&clause->match_acls, i);
		} else if (!cx->no && i == clause->match_acls.len) {
			if (matches_full(cx, i))
				return;
			vec_push(cx->router->arena, &clause->match_acls,
				 ((acl_ref){.name = *name}));
		}
	}
}

static void match_interfaces(struct ios_reader *cx, const struct name_list *names)
{
	struct route_map_clause *clause = cx->clause;

	VEC_FOREACH (name, names) {
		uint32_t i = 0;

		while (i < clause->match_interfaces.len &&
		       clause->match_interfaces.at[i].ref.name.s != name->s)
			i++;
		if (cx->no && i < clause->match_interfaces.len) {
			vec_remove(&clause->match_interfaces, i);
		} else if (!cx->no && i == clause->match_interfaces.len) {
			if (matches_full(cx, i))
				return;
			vec_add(cx->router->arena, &clause->match_interfaces)->ref.name = *name;
		}
	}
}

static void match_length(struct ios_reader *cx, uint32_t min, uint32_t max)
{
	cx->clause->match_length = !cx->no;
	cx->clause->length_min = cx->no ? 0 : min;
	cx->clause->length_max = cx->no ? 0 : max;
}
