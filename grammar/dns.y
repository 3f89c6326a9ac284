/* The DNS server, its zones, views and lists of views. ios-semantics.md 1.9. */
%mode DNS_VIEW "DNS view" "cfg-dns-view"
%mode DNS_VIEW_LIST "DNS view-list" "cfg-dns-view-list"
%mode DNS_MEMBER "view of a DNS view-list" "cfg-dns-view-list-member"
%code requires {
struct soa_times {
	uint32_t n; /* given */
	uint32_t at[4]; /* refresh, retry, expire, minimum */
};
}
%nterm <struct soa_times> soa_times
%nterm <uint32_t> view_order
%%
global: "ip" "dns" "server" { server(cx); }
      | "ip" "dns" "server" "view-group" name
          { cx->router->dns.server_view_group.name = cx->no ? (struct name){0} : $name; }
      | "ip" "dns" "server" "view-group" only_no
          { cx->router->dns.server_view_group.name = (struct name){0}; }
      | "ip" "dns" "server" "queue" "limit" words { line_no_effect(cx); }
      | "ip" "dns" "spoofing"          { line_not_translated(cx, @$, "DNS spoofing"); }
      | "ip" "dns" "spoofing" IPV4     { line_not_translated(cx, @$, "DNS spoofing"); }
      | "ip" "dns" "name-list" words   { line_not_translated(cx, @$, "a list of DNS names"); }
      | "ip" "dns" "primary" name[zone] "soa" name[mname] name[rname] soa_times[times]
          { primary(cx, $zone.s, $mname.s, $rname.s, &$times); }
      | "ip" "dns" "primary" name[zone] only_no
          { dns_primary(cx->router, true, &(struct dns_primary){.zone = $zone.s}); }
      | "ip" "dns" "view" name         { view_enter(cx, $name); }
      | "ip" "dns" "view" "vrf" name name
          { line_not_translated(cx, @$, "a view of a VRF"); skip_block(cx); }
      | "ip" "dns" "view-list" name    { view_list_enter(cx, $name); }
      ;
soa_times: %empty { $$ = (struct soa_times){0}; }
         | soa_times[so] NUMBER
             { $$ = $so; CHECK(soa_time(cx, &$$, $NUMBER, @NUMBER)); }
         ;

line: IN_DNS_VIEW no view_command;
view_command: "dns" "forwarding"       { cx->view->no_forwarding = switched_off(cx); }
            | "dns" "forwarding" "source-interface" interface_name { line_no_effect(cx); }
            | "dns" "forwarder" host_addresses[list] { servers(cx, &cx->view->forwarders, &$list); }
            | "dns" "forwarder" only_no { cx->view->forwarders.len = 0; }
            | "dns" "forwarder" "vrf" words { line_not_translated(cx, @$, "a forwarder in a VRF"); }
            | "domain" "lookup"         { cx->view->no_lookup = switched_off(cx); }
            | "domain" "name" name      { cx->view->domain_name = cx->no ? NULL : $name.s; }
            | "domain" "name" only_no   { cx->view->domain_name = NULL; }
            | "domain" "name-server" host_addresses[list]
                { servers(cx, &cx->view->name_servers, &$list); }
            | "domain" "name-server" only_no { cx->view->name_servers.len = 0; }
            | "domain" "name-server" "vrf" words
                { line_not_translated(cx, @$, "a name server in a VRF"); }
            | "domain" "name-server" "interface" interface_name
                { line_not_translated(cx, @$, "a name server learnt by an interface"); }
            | "domain" resolver_detail words { line_no_effect(cx); }
            | "logging"                 { line_no_effect(cx); }
            ;

line: IN_DNS_VIEW_LIST no view_list_command
    | IN_DNS_MEMBER no member_command
    ;
view_list_command: "view" name view_order      { member_enter(cx, $name, $view_order); }
                 | "view" "vrf" name name view_order
                     { line_not_translated(cx, @$, "a view of a VRF"); skip_block(cx); }
                 ;
view_order: NUMBER { CHECK(number_in(cx, @1, $1, 1, UINT16_MAX)); $$ = $1; };
member_command: "restrict" "source" "access-group" name
                  { cx->member->source.name = cx->no ? (struct name){0} : $name; }
              | "restrict" "source" "access-group" only_no
                  { cx->member->source.name = (struct name){0}; }
              | "restrict" member_other { member_restrict(cx, @$); }
              ;
member_other: "name-group" NUMBER
            | "name-group" only_no
            | "authenticated"
            ;
%%
/* A statement that holds unless it is negated. */
static bool switched_off(const struct ios_reader *cx)
{
	return cx->no && !cx->is_default;
}

static void server(struct ios_reader *cx)
{
	cx->router->dns.server = !cx->no;
	cx->router->dns.server_at = cx->line;
}

static bool soa_time(struct ios_reader *cx, struct soa_times *times, uint32_t value,
		     struct span at)
{
	if (times->n == 4)
		return fault(cx, at, "more than four times");
	times->at[times->n++] = value;
	return true;
}

static void primary(struct ios_reader *cx, const char *zone, const char *mname, const char *rname,
		    const struct soa_times *times)
{
	struct dns_primary primary = {
		.at = cx->line,
		.zone = zone,
		.mname = mname,
		.rname = rname,
		.refresh = times->n > 0 ? times->at[0] : 21600,
		.retry = times->n > 1 ? times->at[1] : 900,
		.expire = times->n > 2 ? times->at[2] : 7776000,
		.minimum = times->n > 3 ? times->at[3] : 86400,
	};

	dns_primary(cx->router, cx->no, &primary);
}

static void view_enter(struct ios_reader *cx, struct name name)
{
	if (cx->no) {
		dns_view_remove(cx->router, name);
		return;
	}
	cx->view = dns_view_open(cx->router, name);
	enter(cx, MODE_DNS_VIEW);
}

static void view_list_enter(struct ios_reader *cx, struct name name)
{
	if (cx->no) {
		dns_view_list_remove(cx->router, name);
		return;
	}
	cx->view_list = dns_view_list_open(cx->router, name);
	enter(cx, MODE_DNS_VIEW_LIST);
}

static void member_enter(struct ios_reader *cx, struct name view, uint32_t order)
{
	cx->member = dns_member(cx->router, cx->no, cx->view_list, view, order);
	if (cx->member)
		enter(cx, MODE_DNS_MEMBER);
}

static void member_restrict(struct ios_reader *cx, struct span at)
{
	cx->member->untranslated = !cx->no;
	cx->member->restriction = cx->no ? NULL : router_words(cx->router, at);
	if (!cx->no)
		line_not_translated(cx, at, "this restriction of a view");
}
