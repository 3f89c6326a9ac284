/* The DNS server, its zones, views and lists of views. ios-semantics.md 1.9. */
%mode DNS_VIEW "DNS view" "cfg-dns-view"
%mode DNS_VIEW_LIST "DNS view-list" "cfg-dns-view-list"
%mode DNS_MEMBER "view of a DNS view-list" "cfg-dns-view-list-member"
%help "ip" "dns" The DNS server
%help "ip" "dns" "server" Answer queries
%help "ip" "dns" "view" What one kind of client is told
%help "ip" "dns" "view-list" Views in the order in which they are tried
%help "ip" "dns" "primary" A zone of which this server is the source
%help "ip" "name-server" A server to ask for other names
%help DNS_VIEW: "dns" "forwarder" A server to ask for other names
%help "dns" "server" "view-group" View-list of all clients
%help "dns" "server" "view-group" WORD Name of the view-list
%help "dns" "server" "queue" Queues of the server
%help "queue" "limit" The most queries that wait
%help "limit" "forwarder" Queries for other servers
%help "limit" "director" Queries to be sorted
%help "ip" "dns" "spoofing" Answer all names while nobody can be asked
%help "dns" "spoofing" IPV4 Address to answer with
%help "ip" "dns" "name-list" Patterns of names
%help "name-list" NUMBER Number of the list
%help "name-list" NUMBER "permit" Names that match
%help "name-list" NUMBER "deny" Names that do not
%help "dns" "primary" WORD Name of the zone
%help "primary" WORD "soa" Start of authority
%help "soa" WORD First name server
%help "soa" WORD WORD Mailbox of who is responsible
%help "soa" WORD WORD NUMBER Seconds until secondaries look again
%help "dns" "view" WORD Name of the view
%help "dns" "view" "default" The view of all clients that have no other
%help "dns" "view" "vrf" A view of a VRF
%help "dns" "view-list" WORD Name of the view-list
%help DNS_VIEW: "dns" The server's answers in this view
%help DNS_VIEW: "dns" "forwarding" Ask other servers for its clients
%help DNS_VIEW: "dns" "forwarding" "source-interface" Ask from the address of an interface
%help DNS_VIEW: "dns" "forwarder" IPV4 Address of the server
%help DNS_VIEW: "dns" "forwarder" "vrf" By the table of a VRF
%help DNS_VIEW: "domain" The router's own queries in this view
%help DNS_VIEW: "domain" "lookup" Ask servers at all
%help DNS_VIEW: "domain" "name" Domain of names without a dot
%help DNS_VIEW: "domain" "name-server" A server to ask
%help DNS_VIEW: "domain" "name-server" "interface" A server that DHCP gave
%help DNS_VIEW: "domain" "list" More domains to try
%help DNS_VIEW: "domain" "multicast" Domain of multicast addresses
%help DNS_VIEW: "domain" "retry" How often to ask again
%help DNS_VIEW: "domain" "timeout" Seconds to wait for an answer
%help DNS_VIEW: "domain" "round-robin" Take addresses in turn
%help DNS_VIEW: "domain" "resolver" The router as a client
%help DNS_VIEW: "logging" Log queries of this view
%help DNS_VIEW_LIST: "view" A view, and when it is tried
%help DNS_VIEW_LIST: "view" WORD Name of the view
%help DNS_VIEW_LIST: "view" WORD NUMBER Order in which it is tried
%help DNS_VIEW_LIST: "view" "default" The view of all clients that have no other
%help DNS_VIEW_LIST: "view" "vrf" A view of a VRF
%help DNS_MEMBER: "restrict" Only for some queries
%help "restrict" "source" By the client's address
%help DNS_MEMBER: ... "access-group" Access list of the clients
%help "restrict" "name-group" By the name that is asked for
%help "restrict" "authenticated" Only for clients that are known
%help DNS_VIEW: "dns" "forwarding" "retry" Times that a forwarder is asked again
%help DNS_VIEW: "dns" "forwarding" "timeout" Seconds to wait for a forwarder
%help "dns" "view" "vrf" WORD WORD Name of the view
%help DNS_VIEW: "domain" "name" WORD Name of the domain
%help DNS_VIEW: "domain" "list" WORD Name of the domain
%help DNS_VIEW: "domain" "name-server" IPV4 Address of the server
%help DNS_VIEW: "domain" "name-server" IPV6 Address of the server
%help DNS_VIEW: "domain" "retry" NUMBER How often
%help DNS_VIEW: "domain" "timeout" NUMBER Seconds
%help DNS_VIEW: "dns" "forwarder" IPV6 Address of the server
%help "restrict" "name-group" NUMBER Number of the name list
%help "restrict" "source" "access-group" WORD Access list of those who ask
%help "dns" "name-list" NUMBER WORD Pattern of names
%help "name-list" NUMBER "permit" WORD Pattern of names
%help "name-list" NUMBER "deny" WORD Pattern of names
%help "soa" WORD WORD NUMBER NUMBER Seconds before a failed look is repeated
%help "soa" WORD WORD NUMBER NUMBER NUMBER Seconds that others keep the zone
%help "soa" WORD WORD NUMBER NUMBER NUMBER NUMBER Seconds that a name's absence is kept
%code requires {
struct soa_times {
	uint32_t n; /* given */
	uint32_t at[4]; /* refresh, retry, expire, minimum */
};
}
%nterm <struct soa_times> soa_times
%nterm <uint32_t> view_order name_list_id
%nterm <struct name> view_key
%nterm <bool> name_list_action
%%
global: "ip" "dns" "server" { server(cx); }
      | "ip" "dns" "server" "view-group" name
          { cx->router->dns.server_view_group.name = cx->no ? (struct name){0} : $name; }
      | "ip" "dns" "server" "view-group" only_no
          { cx->router->dns.server_view_group.name = (struct name){0}; }
      | "ip" "dns" "server" "queue" "limit" queue_limit { line_no_effect(cx); }
      | "ip" "dns" "spoofing"          { spoofing(cx, 0); }
      | "ip" "dns" "spoofing" IPV4     { spoofing(cx, $IPV4); }
      | "ip" "dns" "name-list" name_list_id[id] name_list_action[permit] name[regex]
          { dns_name_list_entry(cx->router, cx->no, $id, @id, $permit, $regex); }
      | "ip" "dns" "name-list" name_list_id[id] only_no
          { dns_name_list_remove(cx->router, $id); }
      | "ip" "dns" "primary" name[zone] "soa" name[mname] name[rname] soa_times[times]
          { primary(cx, $zone.s, $mname.s, $rname.s, &$times); }
      | "ip" "dns" "primary" name[zone] only_no
          { dns_primary(cx->router, true, &(struct dns_primary){.zone = $zone.s}); }
      | "ip" "dns" "view" view_key     { view_enter(cx, $view_key); }
      | "ip" "dns" "view-list" name    { view_list_enter(cx, $name); }
      ;
queue_limit: "forwarder" NUMBER
           | "director" NUMBER
           | "forwarder" only_no
           | "director" only_no
           ;
name_list_id: NUMBER { CHECK(number_in(cx, @1, $1, 1, 500)); $$ = $1; };
name_list_action: %empty   { $$ = true; }
                | "permit" { $$ = true; }
                | "deny"   { $$ = false; }
                ;
soa_times: %empty { $$ = (struct soa_times){0}; }
         | soa_times[so] NUMBER
             { $$ = $so; CHECK(soa_time(cx, &$$, $NUMBER, @NUMBER)); }
         ;
/* A view of a VRF is known by both names. */
view_key: name { $$ = $1; }
        | "default" { $$ = (struct name){ name_intern(cx->router->names, "default", 7), @1 }; }
        | "vrf" name[vrf] name[view] { $$ = vrf_key(cx, $vrf, $view.s, @$); }
        | "vrf" name[vrf] "default"  { $$ = vrf_key(cx, $vrf, "default", @$); }
        ;

line: IN_DNS_VIEW no view_command;
view_command: "dns" "forwarding"       { cx->view->no_forwarding = switched_off(cx); }
            | "dns" "forwarding" "source-interface" interface_name[name]
                { cx->view->source.name = cx->no ? (struct name){0} : $name; }
            | "dns" "forwarding" "source-interface" only_no
                { cx->view->source.name = (struct name){0}; }
            | "dns" "forwarding" "retry" NUMBER
                { VIEW_SETTING("dns forwarding retry", false, @NUMBER); }
            | "dns" "forwarding" "retry" only_no
                { VIEW_SETTING("dns forwarding retry", false, no_place); }
            | "dns" "forwarding" "timeout" NUMBER
                { VIEW_SETTING("dns forwarding timeout", false, @NUMBER); }
            | "dns" "forwarding" "timeout" only_no
                { VIEW_SETTING("dns forwarding timeout", false, no_place); }
            | "dns" "forwarder" host_addresses[list]
                { servers(cx, &cx->view->forwarders, NULL, &$list); }
            | "dns" "forwarder" only_no { cx->view->forwarders.len = 0; }
            | "dns" "forwarder" "vrf" name[vrf] host_addresses[list]
                { servers(cx, &cx->view->forwarders, $vrf.s, &$list); }
            | "domain" "lookup"         { cx->view->no_lookup = switched_off(cx); }
            | "domain" "name" name      { cx->view->domain_name = cx->no ? NULL : $name.s; }
            | "domain" "name" only_no   { cx->view->domain_name = NULL; }
            | "domain" "name-server" host_addresses[list]
                { servers(cx, &cx->view->name_servers, NULL, &$list); }
            | "domain" "name-server" only_no { cx->view->name_servers.len = 0; }
            | "domain" "name-server" "vrf" name[vrf] host_addresses[list]
                { servers(cx, &cx->view->name_servers, $vrf.s, &$list); }
            | "domain" "name-server" "interface" interface_name
                { learnt_servers(cx, &cx->view->name_servers, $interface_name); }
            | "domain" "list" name      { VIEW_SETTING("domain list", true, $name.at); }
            | "domain" "list" only_no   { VIEW_SETTING("domain list", true, no_place); }
            | "domain" "multicast" name { VIEW_SETTING("domain multicast", false, $name.at); }
            | "domain" "multicast" only_no { VIEW_SETTING("domain multicast", false, no_place); }
            | "domain" "retry" NUMBER   { VIEW_SETTING("domain retry", false, @NUMBER); }
            | "domain" "retry" only_no  { VIEW_SETTING("domain retry", false, no_place); }
            | "domain" "timeout" NUMBER { VIEW_SETTING("domain timeout", false, @NUMBER); }
            | "domain" "timeout" only_no { VIEW_SETTING("domain timeout", false, no_place); }
            | "domain" "round-robin"    { VIEW_SETTING("domain round-robin", false, no_place); }
            | "domain" "resolver" "source-interface" interface_name[name]
                { VIEW_SETTING("domain resolver source-interface", false, $name.at); }
            | "domain" "resolver" "source-interface" only_no
                { VIEW_SETTING("domain resolver source-interface", false, no_place); }
            | "logging"                 { cx->view->logging = !cx->no;
                                          cx->view->logging_at = @$; }
            ;

line: IN_DNS_VIEW_LIST no view_list_command
    | IN_DNS_MEMBER no member_command
    ;
view_list_command: "view" view_key view_order { member_enter(cx, $view_key, $view_order); };
view_order: NUMBER { CHECK(number_in(cx, @1, $1, 1, UINT16_MAX)); $$ = $1; };
member_command: "restrict" "source" "access-group" name
                  { cx->member->source.name = cx->no ? (struct name){0} : $name; }
              | "restrict" "source" "access-group" only_no
                  { cx->member->source.name = (struct name){0}; }
              | "restrict" "name-group" name_list_id[id]
                  { cx->member->name_group = cx->no ? 0 : $id; cx->member->name_group_at = @id; }
              | "restrict" "name-group" only_no { cx->member->name_group = 0; }
              | "restrict" "authenticated"      { authenticated(cx); }
              ;
%%
/* A statement that holds unless it is negated. */
static bool switched_off(const struct ios_reader *cx)
{
	return cx->no && !cx->is_default;
}

static const struct span no_place;

/* What is kept as it was said: of KEY, MANY or the last one, with what stands at VALUE. */
static void setting(struct ios_reader *cx, struct dns_settings *to, const char *key, bool many,
		    struct span value)
{
	const char *text = value.len ? router_words(cx->router, value) : NULL;

	dns_setting(cx->router, to, cx->no, key, many, text);
}

#define VIEW_SETTING(key, many, value)                                  \
	(setting(cx, &cx->view->settings, (key), (many), (value)), \
	 line_no_effect(cx))

static struct name vrf_key(struct ios_reader *cx, struct name vrf, const char *view, struct span at)
{
	const char *key = arena_printf(cx->router->arena, "vrf %s %s", vrf.s, view);

	return (struct name){name_intern(cx->router->names, key, strlen(key)), at};
}

static void server(struct ios_reader *cx)
{
	cx->router->dns.server = !cx->no;
	cx->router->dns.server_at = cx->line;
}

static void spoofing(struct ios_reader *cx, uint32_t addr)
{
	cx->router->dns.spoofing = !cx->no;
	cx->router->dns.spoofing_at = cx->line;
	cx->router->dns.spoofed = cx->no ? 0 : addr;
}

static void authenticated(struct ios_reader *cx)
{
	cx->member->authenticated = !cx->no;
	if (!cx->no)
		line_not_translated(cx, cx->line, "this restriction of a view");
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
	cx->view->opened = true;
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
