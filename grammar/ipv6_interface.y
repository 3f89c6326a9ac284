/* IPv6 under an interface: addresses, filters, policy, neighbour discovery. ios-semantics.md 1.13. */
%help INTERFACE: "ipv6" "address" The interface's own address
%help "ipv6" "address" PREFIX6 Address and length of its prefix
%help "ipv6" "address" "autoconfig" From router advertisements
%help "ipv6" "address" "dhcp" Ask a DHCPv6 server
%help "ipv6" "address" WORD Name of a general prefix
%help PREFIX6 "eui-64" Make the lower half from the hardware address
%help PREFIX6 "anycast" Others have the address, too
%help IPV6 "link-local" Instead of the link-local address
%help "autoconfig" "default" With a default route
%help INTERFACE: "ipv6" "enable" IPv6 with a link-local address only
%help INTERFACE: "ipv6" "mtu" Greatest packet
%help INTERFACE: "ipv6" "redirects" Send ICMP redirects
%help INTERFACE: "ipv6" "unreachables" Send ICMP unreachables
%help INTERFACE: "ipv6" "traffic-filter" Filter packets
%help INTERFACE: ... "traffic-filter" WORD Access list
%help "traffic-filter" WORD "in" What comes in
%help "traffic-filter" WORD "out" What goes out
%help INTERFACE: "ipv6" "policy" Route by a policy what comes in
%help INTERFACE: "ipv6" "tcp" TCP through this interface
%help INTERFACE: "ipv6" "tcp" "adjust-mss" Clamp the segment size of TCP
%help INTERFACE: "ipv6" "nd" Discovery of neighbours and routers
%help "nd" "ns-interval" Milliseconds from one solicitation to the next
%help "nd" "reachable-time" Milliseconds that a neighbour counts as there
%help "nd" "dad" Look for duplicates of the own address
%help "dad" "attempts" Count of solicitations
%help "nd" "proxy" Answer for hosts behind other interfaces
%help "nd" "local-proxy" Answer for hosts behind this interface
%help "nd" "raguard" Guard against other routers
%help "nd" "inspection" Inspect discovery
%help INTERFACE: "ipv6" "unnumbered" The address of another interface
%help INTERFACE: "ipv6" "verify" Check the source of what comes in
%help INTERFACE: "ipv6" "dhcp" Server, relay and client of DHCPv6
%help INTERFACE: "ipv6" "dhcp" "server" Server
%help INTERFACE: "ipv6" "dhcp" "relay" Relay
%help INTERFACE: "ipv6" "dhcp" "client" Client
%help "dhcp" "client" "pd" Ask for a delegated prefix
%help "client" "pd" WORD Name that the prefix gets
%help "rapid-commit" Two messages instead of four
%help "relay" "destination" Address of the server
%help "server" "automatic" Choose the pool by the client
%help INTERFACE: "ipv6" "flow" Count flows
%help INTERFACE: "ipv6" "nat" Translation between IPv4 and IPv6 (NAT-PT)
%help INTERFACE: "ipv6" "pim" Multicast routing
%help INTERFACE: "ipv6" "mld" Groups that listeners join
%help INTERFACE: "ipv6" "mfib" Forwarding of multicast
%help INTERFACE: "ipv6" "multicast" Multicast
%help INTERFACE: "nat64" "enable" Translate here
%help "mld" "join-group" Join a group
%help "mld" "static-group" Forward a group always
%help "mld" "query-interval" Seconds between queries
%help "dr-priority" Priority to be the designated router
%help "hello-interval" Seconds between hellos
%help INTERFACE: "ip" "hello-interval" Seconds between hellos of EIGRP
%help "raguard" "attach-policy" A policy
%help "pd" "hint" Prefix to ask for
%help "server" "preference" Preference of this server
%help WORD "preference" Preference of this server
%help "allow-hint" Give the prefix that is asked for
%help "query-timeout" Seconds until this router queries itself
%help "query-max-response-time" Seconds that listeners may take
%help "multicast" "boundary" Border of multicast
%help "bsr" "border" Border of bootstrap messages
%help "dhcp" "client" "information" Information only
%help "client" "information" "refresh" How often
%help "refresh" "minimum" Least seconds
%help "mld" "access-group" Groups that may be joined
%help "mld" "router" Act as a router
%help "boundary" "scope" Scope of addresses
%help "minimum" Least
%help "information" Information
%help "refresh" Refresh
%help "virtual-reassembly" Look at fragments as whole packets
%help "nd" "autoconfig" What is taken from advertisements
%help "autoconfig" "default-route" A default route by who advertises itself
%help "autoconfig" "prefix" Addresses of the prefixes that are advertised
%nterm <uint32_t> mtu6 mss6 ns_interval reachable_time dad_attempts
%nterm <struct ip6_net> link_local6
%nterm <const char *> untranslated6
%nterm <struct interface_verify> verify6 verify6_options
%%
interface_command:
    "ipv6" "address" PREFIX6 { set_address6(cx, nothing, $PREFIX6, ADDRESS6_GLOBAL, @PREFIX6); }
  | "ipv6" "address" PREFIX6 "eui-64"
      { set_address6(cx, nothing, $PREFIX6, ADDRESS6_EUI64, @PREFIX6); }
  | "ipv6" "address" PREFIX6 "anycast"
      { set_address6(cx, nothing, $PREFIX6, ADDRESS6_ANYCAST, @PREFIX6); }
  | "ipv6" "address" link_local6 "link-local"
      { set_address6(cx, nothing, $link_local6, ADDRESS6_LINK_LOCAL, @link_local6); }
  | "ipv6" "address" name PREFIX6 { set_address6(cx, $name, $PREFIX6, ADDRESS6_GLOBAL, @PREFIX6); }
  | "ipv6" "address" name PREFIX6 "eui-64"
      { set_address6(cx, $name, $PREFIX6, ADDRESS6_EUI64, @PREFIX6); }
  | "ipv6" "address" name PREFIX6 "anycast"
      { set_address6(cx, $name, $PREFIX6, ADDRESS6_ANYCAST, @PREFIX6); }
  | "ipv6" "address" "autoconfig" { set_autoconfig(cx, false, @$); }
  | "ipv6" "address" "autoconfig" "default" { set_autoconfig(cx, true, @$); }
  | "ipv6" "nd" "autoconfig" "default-route" { cx->interface->six.nd_default = !cx->no; }
  | "ipv6" "nd" "autoconfig" "prefix" { cx->interface->six.nd_prefix = !cx->no; }
  | "ipv6" "address" "dhcp" { set_address_dhcp(cx, false); }
  | "ipv6" "address" "dhcp" "rapid-commit" { set_address_dhcp(cx, true); }
  | "ipv6" "address" only_no { interface_no_addresses6(cx->interface); }
  | "ipv6" "unnumbered" interface_name
      { cx->interface->six.unnumbered.name = given(cx, $interface_name); }
  | "ipv6" "unnumbered" only_no { cx->interface->six.unnumbered.name = nothing; }
  | "ipv6" "enable" { cx->interface->six.enable = !cx->no; }
  | "ipv6" "mtu" mtu6 { cx->interface->six.mtu = cx->no ? 0 : $mtu6; }
  | "ipv6" "mtu" only_no { cx->interface->six.mtu = 0; }
  | "ipv6" "redirects" { cx->interface->six.no_redirects = switched_off(cx); }
  | "ipv6" "unreachables" { cx->interface->six.no_unreachables = switched_off(cx); }
  | "ipv6" "traffic-filter" name direction { set_filter6(cx, given(cx, $name), $direction); }
  | "ipv6" "traffic-filter" direction only_no { set_filter6(cx, nothing, $direction); }
  | "ipv6" "policy" "route-map" name { cx->interface->six.policy.name = given(cx, $name); }
  | "ipv6" "policy" "route-map" only_no { cx->interface->six.policy.name = nothing; }
  | "ipv6" "tcp" "adjust-mss" mss6 { cx->interface->six.adjust_mss = cx->no ? 0 : $mss6; }
  | "ipv6" "tcp" "adjust-mss" only_no { cx->interface->six.adjust_mss = 0; }
  | "ipv6" "nd" "ns-interval" ns_interval[ms]
      { cx->interface->six.ns_interval = cx->no ? 0 : $ms; }
  | "ipv6" "nd" "ns-interval" only_no { cx->interface->six.ns_interval = 0; }
  | "ipv6" "nd" "reachable-time" reachable_time[ms]
      { cx->interface->six.reachable_time = cx->no ? 0 : $ms; }
  | "ipv6" "nd" "reachable-time" only_no { cx->interface->six.reachable_time = 0; }
  | "ipv6" "nd" "dad" "attempts" dad_attempts[n] { set_dad(cx, cx->no ? -1 : (int)$n); }
  | "ipv6" "nd" "dad" "attempts" only_no { set_dad(cx, -1); }
  | "ipv6" "verify" "unicast" verify6 {
		cx->interface->six.verify = cx->no ? (struct interface_verify){ 0 } : $verify6;
	}
  | "ipv6" "verify" "unicast" only_no { cx->interface->six.verify.given = false; }
  | untranslated6 { line_untranslated6(cx, @$, $untranslated6); }
  ;
link_local6: IPV6 { CHECK(is_link_local6(cx, @1, $1)); $$ = (struct ip6_net){ $1, 64 }; };
mtu6: NUMBER { CHECK(number_in(cx, @1, $1, 1280, 65535)); $$ = $1; };
mss6: NUMBER { CHECK(number_in(cx, @1, $1, 40, 1940)); $$ = $1; };
ns_interval: NUMBER { CHECK(number_in(cx, @1, $1, 1000, 3600000)); $$ = $1; };
reachable_time: NUMBER { CHECK(number_in(cx, @1, $1, 0, 3600000)); $$ = $1; };
dad_attempts: NUMBER { CHECK(number_in(cx, @1, $1, 0, 600)); $$ = $1; };

untranslated6:
    "ipv6" "nd" nd_proxy { $$ = "proxy neighbour discovery"; }
  | "ipv6" "nd" "raguard" { $$ = "the guard of router advertisements"; }
  | "ipv6" "nd" "raguard" "attach-policy" name { $$ = "the guard of router advertisements"; }
  | "ipv6" "nd" "inspection" { $$ = "the inspection of neighbour discovery"; }
  | "ipv6" "dhcp" "relay" "destination" IPV6 { $$ = "the DHCPv6 relay"; }
  | "ipv6" "dhcp" "relay" "destination" IPV6 interface_name { $$ = "the DHCPv6 relay"; }
  | "ipv6" "dhcp" "relay" "source-interface" interface_name { $$ = "the DHCPv6 relay"; }
  | "ipv6" "dhcp" "client" "information" "refresh" "minimum" NUMBER { $$ = "a DHCPv6 client"; }
  | "ipv6" "flow" flow6 { $$ = "the export of flows"; }
  | "ipv6" "nat" { $$ = "NAT-PT"; }
  | "ipv6" "nat" "prefix" PREFIX6 { $$ = "NAT-PT"; }
  | "nat64" "enable" { $$ = "NAT64"; }
  | "nat64" "prefix" "stateful" PREFIX6 { $$ = "NAT64"; }
  | "nat64" "prefix" "stateless" PREFIX6 { $$ = "NAT64"; }
  | "ipv6" multicast6 { $$ = "multicast"; }
  ;
interface_command: "ipv6" "virtual-reassembly" reassembly { line_no_effect(cx); };
verify6: "reverse-path" verify6_options[o] { $$ = $o; }
       | "source" "reachable-via" "rx" verify6_options[o] { $$ = $o; }
       | "source" "reachable-via" "any" verify6_options[o] { $$ = $o; $$.any = true; }
       ;
verify6_options: %empty { $$ = (struct interface_verify){.given = true, .at = cx->line}; }
               | verify6_options[o] "allow-default" { $$ = $o; $$.allow_default = true; }
               | verify6_options[o] name { $$ = $o; $$.acl.name = $name; }
               ;
nd_proxy: "proxy" | "local-proxy";
flow6: "ingress" | "egress" | "monitor" name "input" | "monitor" name "output";
multicast6: "pim"
          | "pim" "dr-priority" NUMBER
          | "pim" "hello-interval" NUMBER
          | "pim" "bsr" "border"
          | "mld" "join-group" IPV6
          | "mld" "access-group" name
          | "mld" "router"
          | "mld" "static-group" IPV6
          | "mld" "query-interval" NUMBER
          | "mld" "query-timeout" NUMBER
          | "mld" "query-max-response-time" NUMBER
          | "mfib" "forwarding"
          | "multicast" "boundary" "scope" NUMBER
          ;
interface_command:
    "ipv6" "dhcp" "client" "pd" name { ask_prefix(cx, $name, false); }
  | "ipv6" "dhcp" "client" "pd" name "rapid-commit" { ask_prefix(cx, $name, true); }
  | "ipv6" "dhcp" "client" "pd" only_no { ask_prefix(cx, nothing, false); }
  | "ipv6" "dhcp" "client" "pd" "hint" PREFIX6
      { cx->interface->six.delegated.hint = cx->no ? (struct ip6_net){0} : $PREFIX6; }
  | "ipv6" "dhcp" "client" "pd" "hint" only_no
      { cx->interface->six.delegated.hint = (struct ip6_net){0}; }
  ;
interface_command:
    "ipv6" "dhcp" "server" name dhcp6_server { dhcp6_serve(cx, $name, false); }
  | "ipv6" "dhcp" "server" "automatic" dhcp6_server { dhcp6_serve(cx, nothing, true); }
  | "ipv6" "dhcp" "server" only_no { dhcp6_serve(cx, nothing, false); }
  ;
dhcp6_server: %empty { cx->dhcp6_server = (struct dhcp6_server){0}; }
            | dhcp6_server "rapid-commit" { cx->dhcp6_server.rapid_commit = true; }
            | dhcp6_server "allow-hint" { cx->dhcp6_server.allow_hint = true; }
            | dhcp6_server "preference" NUMBER
                { CHECK(number_in(cx, @NUMBER, $NUMBER, 0, 255));
                  cx->dhcp6_server.preference = (uint8_t)$NUMBER; }
            ;
%%
static bool is_link_local6(struct ios_reader *cx, struct span at, struct ip6 addr)
{
	char text[IP6_TEXT_SIZE];

	if (ip6_is_link_local(addr) || cx->faulty)
		return true;
	return fault(cx, at, "'%s' is no link-local address: these begin with 'fe80'",
		     ip6_text(text, addr));
}

static void set_address6(struct ios_reader *cx, struct name prefix, struct ip6_net net,
			 enum address6_kind kind, struct span at)
{
	struct interface_address6 address = {
		.addr = net.addr,
		.len = net.len,
		.kind = (uint8_t)kind,
		.prefix = prefix,
		.at = at,
	};

	interface_address6(cx->router, cx->interface, cx->no, &address);
}

static void set_autoconfig(struct ios_reader *cx, bool with_default, struct span at)
{
	cx->interface->six.autoconfig = !cx->no;
	cx->interface->six.autoconfig_default = !cx->no && with_default;
	cx->interface->six.autoconfig_at = at;
}

static void set_address_dhcp(struct ios_reader *cx, bool rapid)
{
	cx->interface->six.dhcp = !cx->no;
	cx->interface->six.dhcp_rapid = !cx->no && rapid;
}

static void ask_prefix(struct ios_reader *cx, struct name name, bool rapid)
{
	struct delegated6 *delegated = &cx->interface->six.delegated;

	delegated->name = cx->no ? nothing : name;
	delegated->rapid = !cx->no && rapid;
}

static void set_filter6(struct ios_reader *cx, struct name name, bool in)
{
	if (in)
		cx->interface->six.access_in.name = name;
	else
		cx->interface->six.access_out.name = name;
}

/* ATTEMPTS to find another host with the address; negative: as many as usual. */
static void set_dad(struct ios_reader *cx, int attempts)
{
	cx->interface->six.no_dad = attempts == 0;
	cx->interface->six.dad_attempts = (uint16_t)(attempts > 0 ? attempts : 0);
}

static void dhcp6_serve(struct ios_reader *cx, struct name pool, bool automatic)
{
	struct dhcp6_server *server = &cx->interface->six.dhcp6;

	if (cx->no) {
		*server = (struct dhcp6_server){0};
		return;
	}
	*server = cx->dhcp6_server;
	server->pool.name = pool;
	server->automatic = automatic;
	server->at = cx->line;
}
