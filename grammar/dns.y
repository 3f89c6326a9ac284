/* The DNS server, its views and its host data. ios-semantics.md 1.9. */
%code requires {
struct host_address {
	uint32_t addr;
	struct span at;
};

struct host_addresses {
	struct host_address *at;
	uint32_t len, cap;
};

struct host_name {
	struct name view; /* s is NULL: the default view's */
	struct name name;
};

struct soa_times {
	uint32_t n; /* given */
	uint32_t at[4]; /* refresh, retry, expire, minimum */
};
}
%nterm <struct name> host_view
%nterm <struct host_name> host_name
%nterm <struct host_addresses> host_addresses
%nterm <struct soa_times> soa_times
%nterm <uint32_t> mx_preference view_order
%%
global: "ip" "dns" "server"            { cx->router->dns.server = !cx->no; cx->router->dns.server_at = cx->line; }
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

/* Host data. */
global: "ip" "host" host_name host_addresses[list] { hosts(cx, $host_name, &$list); }
      | "ip" "host" host_name NUMBER host_addresses[list] { hosts(cx, $host_name, &$list); }
      | "ip" "host" host_name "ns" name[target]
          { host(cx, $host_name, &(struct dns_host){.record = DNS_NS, .target = $target.s,
                                                     .data_at = @target}); }
      | "ip" "host" host_name "mx" mx_preference[preference] name[target]
          { host(cx, $host_name, &(struct dns_host){.record = DNS_MX, .target = $target.s,
                                                     .data_at = @target, .preference = $preference}); }
      | "ip" "host" host_name only_no   { host(cx, $host_name, &(struct dns_host){.record = DNS_A}); }
      | "ip" "host" host_name host_other { line_not_translated(cx, @$, "this host data"); }
      | "ip" "host" "vrf" name words     { line_not_translated(cx, @$, "host data of a VRF"); }
      | "ip" "host-list" words           { line_not_translated(cx, @$, "a list of hosts"); }
      ;
host_name: host_view name { $$ = (struct host_name){$host_view, $name}; };
host_view: %empty      { $$ = (struct name){0}; }
         | "view" name { $$ = view_name($name); }
         ;
host_addresses: IPV4 { $$ = addresses_add(cx, (struct host_addresses){0}, $1, @1); }
              | host_addresses[so] IPV4 { $$ = addresses_add(cx, $so, $2, @2); }
              ;
mx_preference: NUMBER { CHECK(number_in(cx, @1, $1, 0, 65535)); $$ = $1; };
host_other: "srv" words
          | "additional" words
          | "hinfo" words
          | "mac" words
          ;

/* What the router itself asks, and whom. */
global: "ip" "name-server" host_addresses[list]
          { servers(cx, &cx->router->dns.name_servers, &$list); }
      | "ip" "name-server" only_no       { cx->router->dns.name_servers.len = 0; }
      | "ip" "name-server" "vrf" words   { line_not_translated(cx, @$, "a name server of a VRF"); }
      | ip_domain "lookup"               { cx->router->dns.no_lookup = switched_off(cx); }
      | ip_domain "lookup" "source-interface" interface_name { line_no_effect(cx); }
      | ip_domain "name" name            { cx->router->domain_name = cx->no ? NULL : $name.s; }
      | ip_domain "name" only_no         { cx->router->domain_name = NULL; }
      | ip_domain "name" "vrf" words     { line_not_translated(cx, @$, "the domain of a VRF"); }
      | ip_domain resolver_detail words  { line_no_effect(cx); }
      | "ip" "domain-lookup"             { cx->router->dns.no_lookup = switched_off(cx); }
      | "ip" "domain-lookup" "source-interface" interface_name { line_no_effect(cx); }
      | "ip" "domain-name" name          { cx->router->domain_name = cx->no ? NULL : $name.s; }
      | "ip" "domain-name" only_no       { cx->router->domain_name = NULL; }
      | "ip" "domain-list" words         { line_no_effect(cx); }
      | "ip" "domain-retry" words        { line_no_effect(cx); }
      | "ip" "domain-timeout" words      { line_no_effect(cx); }
      | "ip" "domain-round-robin"        { line_no_effect(cx); }
      ;
ip_domain: "ip" "domain";
resolver_detail: "list"
               | "multicast"
               | "resolver"
               | "retry"
               | "round-robin"
               | "timeout"
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
              | "restrict" "name-group" NUMBER   { member_restrict(cx, @$, "restriction by names"); }
              | "restrict" "name-group" only_no  { member_restrict(cx, @$, "restriction by names"); }
              | "restrict" "authenticated"       { member_restrict(cx, @$, "restriction by authentication"); }
              ;
%%
/* A statement that holds unless it is negated. */
static bool switched_off(const struct ios_reader *cx)
{
	return cx->no && !cx->is_default;
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

/* The default view by its name is the one that is meant without a view. */
static struct name view_name(struct name name)
{
	return strcasecmp(name.s, "default") ? name : (struct name){0};
}

static struct host_addresses addresses_add(struct ios_reader *cx, struct host_addresses list,
					   uint32_t addr, struct span at)
{
	vec_push(cx->router->arena, &list, ((struct host_address){addr, at}));
	return list;
}

static void host(struct ios_reader *cx, struct host_name name, struct dns_host *host)
{
	host->at = cx->line;
	host->view = name.view;
	host->name = name.name.s;
	dns_host(cx->router, cx->no, host);
}

static void hosts(struct ios_reader *cx, struct host_name name, const struct host_addresses *list)
{
	VEC_FOREACH (address, list)
		host(cx, name,
		     &(struct dns_host){
			     .record = DNS_A, .addr = address->addr, .data_at = address->at});
}

/* Append to the servers TO, none twice, or take out. */
static void servers_change(struct ios_reader *cx, struct servers *to, uint32_t addr)
{
	uint32_t i = 0;

	while (i < to->len && to->at[i] != addr)
		i++;
	if (cx->no && i < to->len)
		vec_remove(to, i);
	else if (!cx->no && i == to->len)
		vec_push(cx->router->arena, to, addr);
}

static void servers(struct ios_reader *cx, struct servers *to, const struct host_addresses *list)
{
	VEC_FOREACH (address, list) {
		if (!cx->no && to->len == SERVERS_MAX) {
			diag_at(cx->router->diags, DIAG_NONE, address->at,
				"more than %d servers", SERVERS_MAX);
			return;
		}
		servers_change(cx, to, address->addr);
	}
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

static void member_restrict(struct ios_reader *cx, struct span at, const char *feature)
{
	cx->member->untranslated = !cx->no;
	cx->member->restriction = cx->no ? NULL : router_words(cx->router, at);
	if (!cx->no)
		line_not_translated(cx, at, feature);
}
