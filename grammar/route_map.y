/*
 * `route-map …`, the lines under it that decide about packets, and local policy routing.
 * ios-semantics.md 1.4. What is written into packets is in route_map_marks.y, what only routes have
 * in route_map_routes.y.
 */
%mode ROUTE_MAP "route-map" "config-route-map"
%help GLOBAL: "route-map" A clause of a route-map
%help "route-map" Route-map
%help "route-map" WORD Name of the route-map
%help ROUTE_MAP: "match" What the clause is about
%help ROUTE_MAP: "set" What becomes of it
%help "match" "interface" Packets that leave by it
%help "match" "length" Packets of such a length
%help "set" "interface" Leave by the first that is up
%help "next-hop" The next router
%help "verify-availability" Only while a track is up
%help "route-map" WORD "permit" Packets, or routes, that match are taken
%help "route-map" WORD "deny" Packets, or routes, that match are left alone
%help "route-map" WORD "permit" NUMBER Order of the clause
%help "route-map" WORD "deny" NUMBER Order of the clause
%help ROUTE_MAP: "description" What the clause is for
%help "match" "ip" By IPv4
%help "match" "ip" "address" Packets that an access list permits
%help "match" "ip" "address" WORD Access list
%help "match" "ip" "address" NUMBER Number of an access list
%help "match" "ip" "address" "prefix-list" Routes that a prefix list permits
%help "match" "ipv6" By IPv6
%help "match" "ipv6" "address" Packets that an IPv6 access list permits
%help "match" "interface" IFNAME Interface they leave by
%help "match" "length" NUMBER Least length
%help "match" "length" NUMBER NUMBER Greatest length
%help "set" "ip" For IPv4
%help "set" "ipv6" For IPv6
%help "set" "ip" "next-hop" Send to the first of these routers that can be reached
%help "set" "ip" "next-hop" IPV4 Address of the router
%help "set" "ip" "default" Only where the table has no route but the default
%help "set" "default" Only where the table has no route but the default
%help "set" "ip" "default" "next-hop" The next router
%help "set" "default" "interface" Leave by the first of these that is up
%help "set" "ip" "next-hop" "verify-availability" IPV4 Address of the router
%help "verify-availability" IPV4 NUMBER Order in which the routers are tried
%help "verify-availability" IPV4 NUMBER "track" Only while this track is up
%help "verify-availability" IPV4 NUMBER "track" NUMBER Number of the track
%help "next-hop" "recursive" The router to which this address is routed
%help "next-hop" "dynamic" The router that DHCP gave
%help "set" "ip" "global" By the global table
%help "set" "ip" "vrf" By the table of a VRF
%help "set" "global" By the global table
%help "set" "vrf" By the table of a VRF
%help "set" "interface" IFNAME Interface to leave by
%help ROUTE_MAP: "set" "ip" "address" Prefix to write
%help "route-map" WORD NUMBER Order of the clause
%help "set" "interface" IFNAME IFNAME Interface to leave by, if those before are down
%help "next-hop" "prefix-list" By prefix-list
%help "dynamic" "dhcp" Gateway that DHCP gives
%help "set" "ipv6" "default" Only where the table has no route but the default
%help "set" "ipv6" "global" By the global table
%help "verify-availability" IPV6 NUMBER "track" Only while this track is up
%help "match" "ip" "address" "prefix-list" WORD Name of the prefix list
%help "match" "ip" "next-hop" WORD Access list of the next hops
%help "set" "ip" "next-hop" IPV4 IPV4 Next hop when the ones before it cannot be used
%help "next-hop" "recursive" IPV4 Next hop that routes lead to
%help "set" "ip" "default" "next-hop" IPV4 Next hop where no explicit route leads
%help "set" "ip" "tos" NUMBER Type of service
%help ROUTE_MAP: "description" LINE Text of the description
%code requires {
struct name_list {
	struct name *at;
	uint32_t len, cap;
};

/* The table that a `set ip` means. */
struct exit_table {
	enum exit_domain domain;
	const char *vrf;
};
}
%nterm <bool> clause_action
%nterm <uint32_t> clause_number track_number hop_order
%nterm <struct name_list> map_names interface_names
%nterm <struct exit_table> exit_table
%nterm <exit_list> next_hops verified_hop exit_interfaces next_hops6
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
    "description" LINE[text]
      { cx->clause->description = cx->no ? NULL : $text; line_no_effect(cx); }
  | "description" only_no { cx->clause->description = NULL; line_no_effect(cx); }
  | "match" "ip" "address" map_names[names]
      { NAMES_CHANGE(&cx->clause->match_acls, name, &$names); }
  | "match" "ip" "address" only_no             { cx->clause->match_acls.len = 0; }
  | "match" "ipv6" "address" map_names[names]
      { NAMES_CHANGE(&cx->clause->match_acls6, name, &$names); }
  | "match" "ipv6" "address" only_no           { cx->clause->match_acls6.len = 0; }
  | "match" "ip" "address" "prefix-list" map_names[names]
      { NAMES_CHANGE(&cx->clause->match_prefix_lists, name, &$names); }
  | "match" "ip" "address" "prefix-list" only_no { cx->clause->match_prefix_lists.len = 0; }
  | "match" "ip" "next-hop" map_names[names]
      { NAMES_CHANGE(&cx->clause->match_hops, name, &$names); }
  | "match" "ip" "next-hop" only_no            { cx->clause->match_hops.len = 0; }
  | "match" "ip" "next-hop" "prefix-list" map_names[names]
      { NAMES_CHANGE(&cx->clause->match_hop_prefix_lists, name, &$names); }
  | "match" "ip" "next-hop" "prefix-list" only_no
      { cx->clause->match_hop_prefix_lists.len = 0; }
  | "match" "interface" interface_names[names]
      { NAMES_CHANGE(&cx->clause->match_interfaces, ref.name, &$names); }
  | "match" "interface" only_no                { cx->clause->match_interfaces.len = 0; }
  | "match" "length" NUMBER[min] NUMBER[max]   { match_length(cx, $min, $max); }
  | "match" "length" only_no                   { cx->clause->match_length = false; }
  ;

/* Where packets go. */
route_map_command:
    "set" "ip" exit_table[in] "next-hop" next_hops[list]
      { exits_change(cx, EXITS_NEXT_HOPS, $in, &$list); }
  | "set" "ip" exit_table[in] "next-hop" only_no
      { exits_change(cx, EXITS_NEXT_HOPS, $in, &no_exits); }
  | "set" "ip" exit_table[in] "next-hop" "verify-availability" verified_hop[hop]
      { exits_change(cx, EXITS_VERIFIED, $in, &$hop); }
  | "set" "ip" exit_table[in] "next-hop" "verify-availability"
      { discover(cx, &cx->clause->discovery, EXITS_VERIFIED, @$); }
  | "set" "ip" exit_table[in] "next-hop" "recursive" exit_table[of] IPV4[hop]
      { set_recursive(cx, $in.domain ? $in : $of, $hop, @hop); }
  | "set" "ip" exit_table[in] "next-hop" "recursive" only_no
      { exits_change(cx, EXITS_RECURSIVE, $in, &no_exits); }
  | "set" "ip" exit_table[in] "next-hop" "dynamic" "dhcp" { set_dynamic(cx, $in, @6); }
  | "set" "ip" "default" exit_table[in] "next-hop" next_hops[list]
      { exits_change(cx, EXITS_DEFAULT_NEXT_HOPS, $in, &$list); }
  | "set" "ip" "default" exit_table[in] "next-hop" only_no
      { exits_change(cx, EXITS_DEFAULT_NEXT_HOPS, $in, &no_exits); }
  | "set" "ip" "default" exit_table[in] "next-hop" next_hops[list] "verify-availability"
      { exits_change(cx, EXITS_DEFAULT_NEXT_HOPS, $in, &$list);
        discover(cx, &cx->clause->default_discovery, EXITS_DEFAULT_VERIFIED, @$); }
  | "set" "ip" "default" exit_table[in] "next-hop" "verify-availability" verified_hop[hop]
      { exits_change(cx, EXITS_DEFAULT_VERIFIED, $in, &$hop); }
  | "set" "ip" "default" exit_table[in] "next-hop" "verify-availability"
      { discover(cx, &cx->clause->default_discovery, EXITS_DEFAULT_VERIFIED, @$); }
  | "set" "ipv6" "next-hop" next_hops6[list]
      { exits_change(cx, EXITS_NEXT_HOPS6, own_table, &$list); }
  | "set" "ipv6" "next-hop" only_no
      { exits_change(cx, EXITS_NEXT_HOPS6, own_table, &no_exits); }
  | "set" "ipv6" "next-hop" "verify-availability" IPV6[hop] hop_order[order] "track" track_number[track]
      { exit_list list = exits_hop6(cx, (exit_list){0}, $hop, @hop);
        list.at->order = $order;
        list.at->track = (uint16_t)$track;
        exits_change(cx, EXITS_VERIFIED6, own_table, &list); }
  | "set" "ipv6" "default" "next-hop" next_hops6[list]
      { exits_change(cx, EXITS_DEFAULT_NEXT_HOPS6, own_table, &$list); }
  | "set" "ipv6" "default" "next-hop" only_no
      { exits_change(cx, EXITS_DEFAULT_NEXT_HOPS6, own_table, &no_exits); }
  | "set" "interface" exit_interfaces[list]
      { exits_change(cx, EXITS_INTERFACES, own_table, &$list); }
  | "set" "interface" only_no
      { exits_change(cx, EXITS_INTERFACES, own_table, &no_exits); }
  | "set" "default" "interface" exit_interfaces[list]
      { exits_change(cx, EXITS_DEFAULT_INTERFACES, own_table, &$list); }
  | "set" "default" "interface" only_no
      { exits_change(cx, EXITS_DEFAULT_INTERFACES, own_table, &no_exits); }
  | "set" "global"   { cx->clause->set_global = !cx->no; }
  | "set" "vrf" name { map_vrf(cx, $name); }
  | "set" "vrf" only_no { cx->clause->set_vrf = (struct name){0}; }
  ;
exit_table: %empty     { $$ = own_table; }
          | "global"   { $$ = (struct exit_table){DOMAIN_GLOBAL, NULL}; }
          | "vrf" name { $$ = (struct exit_table){DOMAIN_VRF, $name.s}; }
          ;
verified_hop: IPV4[hop] hop_order[order] "track" track_number[track]
                { $$ = exits_verified(cx, $hop, $order, $track, @hop); };
hop_order: NUMBER { CHECK(number_in(cx, @1, $1, 1, 65535)); $$ = $1; };
track_number: NUMBER { CHECK(number_in(cx, @1, $1, 1, 1000)); $$ = $1; };

/* Several names, numbers included. */
map_names: name             { $$ = name_list_add(cx, (struct name_list){0}, $name); }
         | map_names[so] name   { $$ = name_list_add(cx, $so, $name); }
         ;
interface_names: interface_name { $$ = name_list_add(cx, (struct name_list){0}, $1); }
               | interface_names[so] interface_name { $$ = name_list_add(cx, $so, $2); }
               ;
next_hops: IPV4                 { $$ = exits_hop(cx, (exit_list){0}, $IPV4, @IPV4); }
         | next_hops[so] IPV4   { $$ = exits_hop(cx, $so, $IPV4, @IPV4); }
         ;
next_hops6: IPV6                { $$ = exits_hop6(cx, (exit_list){0}, $IPV6, @IPV6); }
          | next_hops6[so] IPV6 { $$ = exits_hop6(cx, $so, $IPV6, @IPV6); }
          ;
exit_interfaces: interface_name { $$ = exits_interface(cx, (exit_list){0}, $1); }
               | exit_interfaces[so] interface_name { $$ = exits_interface(cx, $so, $2); }
               ;
%%
enum { DEFAULT_CLAUSE = 10, MATCHES_MAX = 128 };

static const exit_list no_exits;
static const struct exit_table own_table;

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

static bool matches_full(struct ios_reader *cx, uint32_t len)
{
	if (len < MATCHES_MAX)
		return false;
	diag_at(cx->router->diags, DIAG_NONE, cx->line, "more than %d matches in one clause",
		MATCHES_MAX);
	return true;
}

/* Which of the references at FIRST, STRIDE bytes apart, has the name S; LEN: none. */
static uint32_t name_index(const void *first, size_t stride, uint32_t len, const char *s)
{
	for (uint32_t i = 0; i < len; i++)
		if (((const struct name *)((const char *)first + i * stride))->s == s)
			return i;
	return len;
}

/* Add the NAMES to the references TO, whose NAME begins them, or take them out. */
#define NAMES_CHANGE(to, name, names)                                                    \
	VEC_FOREACH (each, (names)) {                                                    \
		uint32_t i = name_index((to)->at, sizeof *(to)->at, (to)->len, each->s); \
		if (cx->no && i < (to)->len)                                             \
			vec_remove((to), i);                                             \
		else if (!cx->no && i == (to)->len && !matches_full(cx, i))              \
			vec_add(cx->router->arena, (to))->name = *each;                  \
	}

static void match_length(struct ios_reader *cx, uint32_t min, uint32_t max)
{
	cx->clause->match_length = !cx->no;
	cx->clause->length_min = cx->no ? 0 : min;
	cx->clause->length_max = cx->no ? 0 : max;
}

/* ---- exits ---- */

/* What of a clause the target cannot say makes it say nothing. */
static void clause_decide(struct route_map_clause *clause)
{
	clause->untranslated = false;
	VEC_FOREACH (other, &clause->others)
		clause->untranslated |= other->kind == OTHER_ROUTE_MATCH ||
					other->kind == OTHER_DECIDES;
}

static void exits_change(struct ios_reader *cx, enum clause_exits which, struct exit_table table,
			 const exit_list *list)
{
	for (uint32_t i = 0; i < list->len; i++) {
		list->at[i].domain = (uint8_t)table.domain;
		list->at[i].vrf = table.vrf;
	}
	route_map_exits(cx->router, cx->no, &cx->clause->exits[which], list);
	if (table.vrf && !cx->no && list->len &&
	    ((which != EXITS_NEXT_HOPS && which != EXITS_VERIFIED) ||
	     list->at->kind != EXIT_NEXT_HOP))
		line_not_translated(cx, cx->line, "a recursive or default next hop in a VRF");
}

static exit_list exits_hop(struct ios_reader *cx, exit_list list, uint32_t hop, struct span at)
{
	struct route_map_exit exit = {.kind = EXIT_NEXT_HOP, .next_hop = hop, .at = at};

	vec_push(cx->router->arena, &list, exit);
	return list;
}

static exit_list exits_hop6(struct ios_reader *cx, exit_list list, struct ip6 hop, struct span at)
{
	struct route_map_exit exit = {.kind = EXIT_NEXT_HOP, .v6 = true, .at = at};

	exit.next_hop = router_add_ip6(cx->router, hop);
	vec_push(cx->router->arena, &list, exit);
	return list;
}

static exit_list exits_verified(struct ios_reader *cx, uint32_t hop, uint32_t order, uint32_t track,
				struct span at)
{
	exit_list list = exits_hop(cx, (exit_list){0}, hop, at);

	list.at->order = order;
	list.at->track = (uint16_t)track;
	return list;
}

/* A clause has one of these. */
static void set_single(struct ios_reader *cx, enum clause_exits which, struct exit_table table,
		       struct route_map_exit exit)
{
	exit_list list = {0};

	if (!cx->no)
		cx->clause->exits[which].len = 0;
	vec_push(cx->router->arena, &list, exit);
	exits_change(cx, which, table, &list);
}

static void set_recursive(struct ios_reader *cx, struct exit_table table, uint32_t hop,
			  struct span at)
{
	set_single(cx, EXITS_RECURSIVE, table,
		   (struct route_map_exit){.kind = EXIT_RECURSIVE, .next_hop = hop, .at = at});
}

static void set_dynamic(struct ios_reader *cx, struct exit_table table, struct span at)
{
	set_single(cx, EXITS_DYNAMIC, table, (struct route_map_exit){.kind = EXIT_DHCP, .at = at});
}

/* Without a track IOS looks whether the next hop is a neighbour of its discovery protocol. Its `no`
 * takes the tracked ones, too. */
static void discover(struct ios_reader *cx, bool *flag, enum clause_exits which, struct span at)
{
	*flag = !cx->no;
	if (cx->no)
		cx->clause->exits[which].len = 0;
	else
		line_not_translated(cx, at, "verification by neighbour discovery");
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

static void map_vrf(struct ios_reader *cx, struct name name)
{
	cx->clause->set_vrf = cx->no ? (struct name){0} : name;
}

/* ---- what stays words ---- */

/*
 * The command KEY with all its words. Of a `set` a clause has one, of a `match` any number; `no`
 * takes all of them away. What only routes have is told of once a map.
 */
static void clause_other(struct ios_reader *cx, enum other_kind kind, const char *key,
			 const char *feature)
{
	struct route_map_clause *clause = cx->clause;

	for (uint32_t i = clause->others.len; i--;)
		if (!strcmp(clause->others.at[i].key, key) && (cx->no || *key == 's'))
			vec_remove(&clause->others, i);
	if (!cx->no && matches_full(cx, clause->others.len))
		return;
	if (!cx->no)
		vec_push(cx->router->arena, &clause->others,
			 ((struct route_map_other){(uint8_t)kind, key,
						   router_words(cx->router, cx->line), cx->line}));
	clause_decide(clause);
	if (feature)
		line_not_translated(cx, cx->line, feature);
	else
		line_class(cx, LINE_NOT_TRANSLATED);
}

static void clause_route(struct ios_reader *cx, enum other_kind kind, const char *key)
{
	bool first = !cx->clause->map->routing && !cx->no;

	cx->clause->map->routing = true;
	clause_other(cx, kind, key, first ? "a route-map for routing protocols" : NULL);
}
