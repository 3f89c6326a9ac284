/*
 * The commands of a route-map that are understood but not translated. Each stays in its clause with
 * its words; when it decides which packets the clause takes or where they go, the clause is not
 * translated as a whole.
 */
%%
route_map_command:
    "match" other_match { clause_other(cx, @$, "this match", true); }
  | "set" other_exit    { clause_other(cx, @$, "this exit", true); }
  | "set" other_set     { clause_other(cx, @$, "this setting", false); }
  | "continue" words    { clause_other(cx, @$, "continuing", true); }
  | "set" "ip" "next-hop" "verify-availability"
      { clause_other(cx, @$, "verification by neighbour discovery", false); }
  ;
other_match: "ip" "address" "prefix-list" words
           | "ip" "next-hop" words
           | "ip" "route-source" words
           | "ipv6" words
           | "as-path" words
           | "community" words
           | "extcommunity" words
           | "local-preference" words
           | "metric" words
           | "mpls-label"
           | "policy-list" words
           | "route-type" words
           | "source-protocol" words
           | "tag" words
           | "track" words
           ;
other_exit: "ip" "next-hop" "recursive" words
          | "ip" "next-hop" "dynamic" "dhcp"
          | "ip" "next-hop" "self"
          | "ip" "next-hop" "peer-address"
          | "ip" "next-hop" "unchanged"
          | "ip" "next-hop" "encapsulate" words
          | "ip" "global" words
          | "ip" "vrf" words
          | "ip" "default" "global" words
          | "ip" "default" "vrf" words
          | "ip" "default" "next-hop" "verify-availability" words
          | "vrf" words
          | "global"
          ;
other_set: "ip" "precedence" words
         | "ip" "tos" words
         | "ip" "dscp" words
         | "ip" "df" words
         | "ip" "qos-group" words
         | "ipv6" words
         | "as-path" words
         | "automatic-tag"
         | "comm-list" words
         | "community" words
         | "dampening" words
         | "extcommunity" words
         | "level" words
         | "local-preference" words
         | "metric" words
         | "metric-type" words
         | "mpls-label"
         | "origin" words
         | "tag" words
         | "traffic-index" words
         | "weight" words
         ;
%%
static void clause_decide(struct route_map_clause *clause)
{
	clause->untranslated = false;
	VEC_FOREACH (other, &clause->others)
		clause->untranslated |= other->decides;
}

/* `no` takes away the commands that begin with its words. */
static void clause_other(struct ios_reader *cx, struct span at, const char *feature, bool decides)
{
	struct route_map_clause *clause = cx->clause;
	const char *words = router_words(cx->router, at);

	for (uint32_t i = clause->others.len; i--;)
		if (!strncmp(clause->others.at[i].words, words, strlen(words)))
			vec_remove(&clause->others, i);
	if (!cx->no && matches_full(cx, clause->others.len))
		return;
	if (!cx->no)
		vec_push(cx->router->arena, &clause->others,
			 ((struct route_map_other){words, decides}));
	clause_decide(clause);
	line_not_translated(cx, at, feature);
}
