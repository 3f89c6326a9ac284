/* Host data of the DNS server, and whom the router itself asks. ios-semantics.md 1.9. */
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
}
%nterm <struct name> host_view
%nterm <struct host_name> host_name
%nterm <struct host_addresses> host_addresses
%nterm <uint32_t> mx_preference
%%
/* Host data. */
global: "ip" "host" host_name host_addresses[list] { hosts(cx, $host_name, &$list); }
      | "ip" "host" host_name NUMBER host_addresses[list] { hosts(cx, $host_name, &$list); }
      | "ip" "host" host_name "ns" name[target]
          { host_record(cx, $host_name, DNS_NS, $target, 0); }
      | "ip" "host" host_name "mx" mx_preference[preference] name[target]
          { host_record(cx, $host_name, DNS_MX, $target, $preference); }
      | "ip" "host" host_name only_no
          { host_address(cx, $host_name, &(struct host_address){0}); }
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
%%
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

static void host_address(struct ios_reader *cx, struct host_name name,
			 const struct host_address *address)
{
	struct dns_host host = {
		.at = cx->line,
		.view = name.view,
		.name = name.name.s,
		.record = DNS_A,
		.addr = address->addr,
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
