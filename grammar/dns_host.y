/* Host data of the DNS server, and whom the router itself asks. ios-semantics.md 1.9. */
%mode HOST_LIST "host-list" "host-list"
%mode DDNS "method of updating DNS" "DDNS-update-method"
%mode DDNS_HTTP "updating of DNS by HTTP" "DDNS-HTTP"
%help "lookup" "vrf" In a VRF
%rare "domain-list" "domain-lookup" "domain-name" "domain-retry" "domain-round-robin" "domain-timeout"
%help "ddns" "update" "hostname" Name of this interface
%help "host-group" A list of servers
%help INTERFACE: "ddns" Update DNS elsewhere
%code requires {
struct host_address {
	uint32_t addr;
	bool v6;
	struct ip6 addr6;
	struct span at;
};

struct host_addresses {
	struct host_address *at;
	uint32_t len, cap;
};

enum { MACHINE_TEXT_MAX = 255 };

struct host_name {
	struct name view; /* s is NULL: the default view's */
	struct name name;
};
}
%nterm <struct name> host_view
%nterm <struct host_name> host_name
%nterm <struct host_addresses> host_addresses host_addresses6
%nterm <struct host_address> host_address host_address6
%nterm <uint32_t> record_number
%help "ip" "host" A name and its address
%help "ipv6" "host" A name and its IPv6 address
%help "ipv6" "host" WORD Name
%help "ipv6" "host" WORD IPV6 Address
%help "ip" "host" "view" Only in this view
%help "ip" "host" WORD Name
%help "ip" "host" WORD IPV4 Address
%help "ip" "host" "view" WORD Name of the view
%help "ip" "host" WORD "additional" One more address
%help "ip" "host" WORD "ns" Name server of this zone
%help "ip" "host" WORD "mx" Mail server of this domain
%help "ip" "host" WORD "srv" Server of this service
%help "ip" "host" WORD NUMBER Port for telnet
%help "ip" "host" "vrf" In a VRF
%help "mx" NUMBER Preference
%help "mx" NUMBER WORD Name of the mail server
%help "srv" NUMBER Priority
%help "srv" NUMBER NUMBER Weight
%help "srv" NUMBER NUMBER NUMBER Port
%help WORD "hinfo" Processor and system of the host
%help WORD "hinfo" WORD Processor
%help WORD "hinfo" WORD WORD System
%help WORD "mac" Hardware address of the host
%help "ip" "host-list" A list of hosts
%help "ip" "ddns" Tell DNS servers of changed addresses
%help "ddns" "update" Tell DNS servers of changed addresses
%help "ddns" "update" "method" How to do it
%help DDNS: "ddns" By a DNS update
%help DDNS: "ddns" "both" Address and name
%help DDNS: "internal" In this router's own DNS
%help DDNS: "http" By asking for a web page
%help DDNS: "interval" How often
%help "interval" "maximum" At least so often
%help "interval" "minimum" At most so often
%help DDNS_HTTP: "add" Page that adds a name
%help DDNS_HTTP: "remove" Page that removes a name
%help "ip" "name-server" IPV4 Address of the server
%help "name-server" "vrf" By the table of a VRF
%help "ip" "domain" The router as a client of DNS
%help "ip" "domain" "lookup" Ask servers for names
%help "ip" "domain" "name" Domain of names without a dot
%help "ip" "domain" "name" WORD Name of the domain
%help "ip" "domain" "list" More domains to try
%help "ip" "domain" "retry" How often to ask again
%help "ip" "domain" "timeout" Seconds to wait for an answer
%help "ip" "domain" "round-robin" Take addresses in turn
%help "ip" "domain" "multicast" Domain of multicast addresses
%help "ip" "domain" "recursive" Ask from the root on
%help "lookup" "source-interface" Ask from the address of an interface
%help "lookup" "recursive" Ask from the root on
%help "lookup" "nsap" Look up CLNS addresses
%help "ip" "domain-lookup" Ask servers for names
%help "ip" "domain-name" Domain of names without a dot
%help "ip" "domain-name" WORD Name of the domain
%help "ip" "domain-list" More domains to try
%help "ip" "domain-retry" How often to ask again
%help "ip" "domain-timeout" Seconds to wait for an answer
%help "ip" "domain-round-robin" Take addresses in turn
%help WORD "order" Order in which it is asked
%help WORD "additional" One more address
%help WORD "mx" Mail server of this domain
%help WORD "ns" Name server of this zone
%help WORD "srv" Server of this service
%help "host" "view" WORD WORD Name
%help "host" "view" WORD WORD IPV4 Address
%help "host" "view" WORD WORD IPV6 Address
%help "ip" "host" WORD IPV6 Address
%help "host" "view" WORD WORD NUMBER Port for telnet
%help "ip" "name-server" IPV6 Address of the server
%help "ip" "name-server" IPV4 IPV4 Address of one more server
%help "host" "vrf" WORD "view" View that holds it
%help "ip" "host" WORD "ns" WORD Name of the server
%help "view" WORD WORD "ns" WORD Name of the server
%help "srv" NUMBER NUMBER NUMBER WORD Name of the server
%help "ip" "name-server" IPV4 IPV6 Address of one more server
%help "ip" "domain" "list" WORD Name of the domain
%help "ip" "domain" "retry" NUMBER How often
%help "ip" "domain" "timeout" NUMBER Seconds
%%
/* Host data. A port is for telnet to the name, which is the router's own affair. */
global: "ip" "host" host_name host_addresses[list] { hosts(cx, $host_name, &$list); }
      | "ip" "host" host_name NUMBER host_addresses[list] { hosts(cx, $host_name, &$list); }
      | "ip" "host" host_name "additional" host_addresses[list] { hosts(cx, $host_name, &$list); }
      | "ip" "host" host_name "ns" name[target]
          { host_record(cx, $host_name, DNS_NS, $target, 0); }
      | "ip" "host" host_name "mx" record_number[preference] name[target]
          { host_record(cx, $host_name, DNS_MX, $target, $preference); }
      | "ip" "host" host_name "srv" record_number[preference] record_number[weight]
        record_number[port] name[target]
          { host_service(cx, $host_name, $preference, $weight, $port, $target); }
      | "ip" "host" host_name only_no
          { host_address(cx, $host_name, &(struct host_address){0}); }
      | "ipv6" "host" host_name host_addresses6[list] { hosts(cx, $host_name, &$list); }
      | "ipv6" "host" host_name NUMBER host_addresses6[list] { hosts(cx, $host_name, &$list); }
      | "ipv6" "host" host_name only_no
          { host_address(cx, $host_name, &(struct host_address){.v6 = true}); }
      | "ip" "host" host_name "hinfo" name[processor] name[system]
          { host_machine(cx, $host_name, $processor, $system); }
      | "ip" "host" host_name "mac" name        { DNS_ASIDE("ip host", "this host data"); }
      ;
host_name: host_view name { $$ = (struct host_name){$host_view, $name}; };
host_view: %empty      { $$ = (struct name){0}; }
         | "view" name { $$ = view_name($name); }
         | "vrf" name  { $$ = vrf_default(cx, $name, @$); }
         | "vrf" name[vrf] "view" name[view] { $$ = vrf_key(cx, $vrf, $view.s, @$); }
         ;
host_addresses: host_address { $$ = addresses_add(cx, (struct host_addresses){0}, $1); }
              | host_addresses[so] host_address { $$ = addresses_add(cx, $so, $2); }
              ;
host_address: IPV4 { $$ = (struct host_address){.addr = $1, .at = @1}; }
            | IPV6 { $$ = (struct host_address){.v6 = true, .addr6 = $1, .at = @1}; }
            ;
host_addresses6: host_address6 { $$ = addresses_add(cx, (struct host_addresses){0}, $1); }
               | host_addresses6[so] host_address6 { $$ = addresses_add(cx, $so, $2); }
               ;
host_address6: IPV6 { $$ = (struct host_address){.v6 = true, .addr6 = $1, .at = @1}; };
record_number: NUMBER { CHECK(number_in(cx, @1, $1, 0, 65535)); $$ = $1; };

/* Lists of servers that dynamic updates go to, and these updates. */
global: "ip" "host-list" name        { line_not_translated(cx, @$, "a list of hosts");
                                       if (!cx->no) enter(cx, MODE_HOST_LIST); }
      | "ip" "host-list" name "vrf" name { line_not_translated(cx, @$, "a list of hosts");
                                       if (!cx->no) enter(cx, MODE_HOST_LIST); }
      | "ip" "ddns" "update" "method" name
          { line_not_translated(cx, @$, "the updating of DNS elsewhere");
            if (!cx->no) enter(cx, MODE_DDNS); }
      ;
interface_command: "ip" "ddns" "update" ddns_update {
			line_feature(cx, @$, "the updating of DNS elsewhere");
		};
ddns_update: name
           | name "host" host
           | name "host-group" name
           | "hostname" name
           ;
line: IN_HOST_LIST no "host" host_list_item { line_class(cx, LINE_NOT_TRANSLATED); }
    | IN_DDNS no ddns_command { line_class(cx, LINE_NOT_TRANSLATED); }
    | IN_DDNS_HTTP no ddns_http { line_class(cx, LINE_NOT_TRANSLATED); }
    ;
host_list_item: name
              | name "order" NUMBER
              | "vrf" name name
              ;
ddns_command: "ddns"
            | "ddns" "both"
            | "internal"
            | "http"    { if (!cx->no) enter(cx, MODE_DDNS_HTTP); }
            | "interval" "maximum" NUMBER NUMBER NUMBER NUMBER
            | "interval" "minimum" NUMBER NUMBER NUMBER NUMBER
            | "interval" "maximum" only_no
            | "interval" "minimum" only_no
            ;
ddns_http: "add" LINE
         | "remove" LINE
         | "add" only_no
         | "remove" only_no
         ;

/* What the router itself asks, and whom. */
global: "ip" "name-server" host_addresses[list]
          { servers(cx, &cx->router->dns.name_servers, NULL, &$list); }
      | "ip" "name-server" only_no       { cx->router->dns.name_servers.len = 0; }
      | "ip" "name-server" "vrf" name[vrf] host_addresses[list] { vrf_servers(cx, $vrf, &$list); }
      | ip_domain "lookup"               { cx->router->dns.no_lookup = switched_off(cx); }
      | "ip" "domain-lookup"             { cx->router->dns.no_lookup = switched_off(cx); }
      | ip_domain "lookup" lookup_source
      | "ip" "domain-lookup" lookup_source
      | ip_domain "lookup" "vrf" name[vrf] "source-interface" interface_name
          { vrf_setting(cx, $vrf, "domain resolver source-interface", false, @interface_name);
            (void)$interface_name; }
      | ip_domain "lookup" "vrf" name[vrf] "source-interface" only_no
          { vrf_setting(cx, $vrf, "domain resolver source-interface", false, no_place); }
      | ip_domain "lookup" "nsap"        { line_no_effect(cx); }
      | ip_domain "lookup" "recursive"   { DNS_SETTING("ip domain lookup recursive", false, no_place); }
      | ip_domain "name" domain_name
      | "ip" "domain-name" domain_name
      | ip_domain "list" domain_list
      | "ip" "domain-list" domain_list
      | ip_domain "retry" domain_retry
      | "ip" "domain-retry" domain_retry
      | ip_domain "timeout" domain_timeout
      | "ip" "domain-timeout" domain_timeout
      | ip_domain "round-robin"   { DNS_SETTING("ip domain round-robin", false, no_place); }
      | "ip" "domain-round-robin" { DNS_SETTING("ip domain round-robin", false, no_place); }
      | ip_domain "multicast" name       { DNS_SETTING("ip domain multicast", false, $name.at); }
      | ip_domain "multicast" only_no    { DNS_SETTING("ip domain multicast", false, no_place); }
      | ip_domain "recursive"            { DNS_SETTING("ip domain recursive", false, no_place); }
      ;
ip_domain: "ip" "domain";
lookup_source: "source-interface" interface_name[name]
                 { cx->router->dns.lookup_source.name = cx->no ? (struct name){0} : $name; }
             | "source-interface" only_no
                 { cx->router->dns.lookup_source.name = (struct name){0}; }
             ;
domain_name: name    { cx->router->domain_name = cx->no ? NULL : $name.s; }
           | only_no { cx->router->domain_name = NULL; }
           | "vrf" name[vrf] name[domain] { vrf_domain(cx, $vrf, $domain.s); }
           | "vrf" name[vrf] only_no      { vrf_domain(cx, $vrf, NULL); }
           ;
domain_list: name    { DNS_SETTING("ip domain list", true, $name.at); }
           | only_no { DNS_SETTING("ip domain list", true, no_place); }
           | "vrf" name[vrf] name[domain]
               { vrf_setting(cx, $vrf, "domain list", true, $domain.at); }
           | "vrf" name[vrf] only_no
               { vrf_setting(cx, $vrf, "domain list", true, no_place); }
           ;
domain_retry: NUMBER  { DNS_SETTING("ip domain retry", false, @1); }
            | only_no { DNS_SETTING("ip domain retry", false, no_place); }
            ;
domain_timeout: NUMBER  { DNS_SETTING("ip domain timeout", false, @1); }
              | only_no { DNS_SETTING("ip domain timeout", false, no_place); }
              ;
%%
/* The default view by its name is the one that is meant without a view. */
static struct name view_name(struct name name)
{
	return strcasecmp(name.s, "default") ? name : (struct name){0};
}

#define DNS_SETTING(key, many, value)                                         \
	(setting(cx, &cx->router->dns.settings, (key), (many), (value)), \
	 line_no_effect(cx))

/* What is kept as it was said, and not translated: of KEY, the words behind it. */
static void aside(struct ios_reader *cx, struct dns_settings *to, const char *key,
		  const char *feature)
{
	const char *words = router_words(cx->router, cx->line);
	size_t len = strlen(key);

	if (!strncmp(words, "no ", 3))
		words += 3;
	words = strlen(words) > len && !strncmp(words, key, len) ? words + len + 1 : words;
	dns_setting(cx->router, to, cx->no, key, true, words);
	line_not_translated(cx, cx->line, feature);
}

#define DNS_ASIDE(key, feature) aside(cx, &cx->router->dns.settings, (key), (feature))

static struct host_addresses addresses_add(struct ios_reader *cx, struct host_addresses list,
					   struct host_address address)
{
	vec_push(cx->router->arena, &list, address);
	return list;
}

static void host_address(struct ios_reader *cx, struct host_name name,
			 const struct host_address *address)
{
	struct dns_host host = {
		.at = cx->line,
		.view = name.view,
		.name = name.name.s,
		.record = address->v6 ? DNS_AAAA : DNS_A,
		.addr = address->addr,
		.addr6 = address->addr6,
		.data_at = address->at,
	};

	dns_host(cx->router, cx->no, &host);
}

static void hosts(struct ios_reader *cx, struct host_name name, const struct host_addresses *list)
{
	VEC_FOREACH (address, list)
		host_address(cx, name, address);
}

static void host_record(struct ios_reader *cx, struct host_name name, enum dns_record record,
			struct name target, uint32_t preference)
{
	struct dns_host host = {
		.at = cx->line,
		.view = name.view,
		.name = name.name.s,
		.record = record,
		.target = target.s,
		.data_at = target.at,
		.preference = preference,
	};

	dns_host(cx->router, cx->no, &host);
}

static void host_service(struct ios_reader *cx, struct host_name name, uint32_t preference,
			 uint32_t weight, uint32_t port, struct name target)
{
	struct dns_host host = {
		.at = cx->line,
		.view = name.view,
		.name = name.name.s,
		.record = DNS_SRV,
		.target = target.s,
		.data_at = target.at,
		.preference = preference,
		.weight = (uint16_t)weight,
		.port = (uint16_t)port,
	};

	dns_host(cx->router, cx->no, &host);
}

/* DNS has no longer texts. */
static bool machine_fits(struct ios_reader *cx, struct name word)
{
	if (strlen(word.s) <= MACHINE_TEXT_MAX)
		return true;
	diag_at(cx->router->diags, DIAG_NONE, word.at, "more than %d characters", MACHINE_TEXT_MAX);
	return false;
}

static void host_machine(struct ios_reader *cx, struct host_name name, struct name processor,
			 struct name system)
{
	struct dns_host host = {
		.at = cx->line,
		.view = name.view,
		.name = name.name.s,
		.record = DNS_HINFO,
		.target = processor.s,
		.system = system.s,
		.data_at = processor.at,
	};

	if (machine_fits(cx, processor) && machine_fits(cx, system))
		dns_host(cx->router, cx->no, &host);
}

/* Append to the servers TO, none twice, or take out. */
static void servers_change(struct ios_reader *cx, struct servers *to,
			   const struct dns_server_name *server)
{
	uint32_t i = 0;

	while (i < to->len && !server_same(&to->at[i], server))
		i++;
	if (cx->no && i < to->len)
		vec_remove(to, i);
	else if (!cx->no && i == to->len)
		vec_push(cx->router->arena, to, *server);
}

static void learnt_servers(struct ios_reader *cx, struct servers *to, struct name interface)
{
	servers_change(cx, to,
		       &(struct dns_server_name){ .at = cx->line, .learnt.name = interface });
}

static void servers(struct ios_reader *cx, struct servers *to, const char *vrf,
		    const struct host_addresses *list)
{
	VEC_FOREACH (address, list) {
		if (!cx->no && to->len == SERVERS_MAX) {
			diag_at(cx->router->diags, DIAG_NONE, address->at,
				"more than %d servers", SERVERS_MAX);
			return;
		}
		servers_change(cx, to,
			       &(struct dns_server_name){ .vrf = vrf,
							  .at = cx->line,
							  .addr = address->addr,
							  .v6 = address->v6,
							  .addr6 = address->addr6 });
		if (!cx->no && address->v6 && ip6_is_link_local(address->addr6))
			line_not_translated(cx, address->at,
					    "a name server whose address is one of a link alone");
	}
}

/* What is said of a VRF without a view is its default view's. */
static struct name vrf_default(struct ios_reader *cx, struct name vrf, struct span at)
{
	struct name key = vrf_key(cx, vrf, "default", at);

	if (!cx->no)
		dns_view_open(cx->router, key);
	return key;
}

/* That view; with `no`, NULL where there is none. */
static struct dns_view *vrf_view(struct ios_reader *cx, struct name vrf)
{
	return dns_view_find(cx->router, vrf_default(cx, vrf, cx->line).s);
}

static void vrf_servers(struct ios_reader *cx, struct name vrf, const struct host_addresses *list)
{
	struct dns_view *view = vrf_view(cx, vrf);

	if (view)
		servers(cx, &view->name_servers, NULL, list);
}

static void vrf_domain(struct ios_reader *cx, struct name vrf, const char *domain)
{
	struct dns_view *view = vrf_view(cx, vrf);

	if (view)
		view->domain_name = cx->no ? NULL : domain;
}

static void vrf_setting(struct ios_reader *cx, struct name vrf, const char *key, bool many,
			struct span value)
{
	struct dns_view *view = vrf_view(cx, vrf);

	if (view)
		setting(cx, &view->settings, key, many, value);
	line_no_effect(cx);
}
