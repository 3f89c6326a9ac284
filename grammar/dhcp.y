/*
 * The DHCP server. ios-semantics.md 1.10. Client identifiers and hardware addresses are groups of
 * hexadecimal digits, which any shape of word may have (`0100.0c29.aa11`, `1234.5678`).
 */
%rare DHCP_POOL: "netbios-name-server" "netbios-node-type" "default"
%help "remember" Know bindings after a restart
%help "bootp" BOOTP
%help "trust-all" From everybody
%help "encapsulate" Put around it
%help "keep" Leave it
%help "hardware-address" Hardware address
%code requires {
struct dhcp_address_list {
	uint32_t *at;
	uint32_t len, cap;
};
}
%mode DHCP_POOL "DHCP pool" "dhcp-config"
%mode DHCP_CLASS "DHCP class" "config-dhcp-class"
%help "ip" "dhcp" Server, relay and client of DHCP
%help "ip" "dhcp" "pool" Addresses to give to clients
%help "ip" "dhcp" "pool" WORD Name of the pool
%help "ip" "dhcp" "excluded-address" Addresses that are not given away
%help "excluded-address" IPV4 First address
%help "excluded-address" IPV4 IPV4 Last address
%help "excluded-address" "vrf" In a VRF
%help "ip" "dhcp" "conflict" Addresses that are in use
%help "ip" "dhcp" "database" Where leases are stored
%help "ip" "dhcp" "binding" Leases
%help "ip" "dhcp" "class" A class of clients
%help "ip" "dhcp" "ping" Ask before an address is given
%help "ping" "packets" Count of packets
%help "ping" "timeout" Milliseconds to wait
%help "ip" "dhcp" "bootp" BOOTP clients
%help "bootp" "ignore" Do not answer them
%help "ip" "dhcp" "limit" Limits
%help "ip" "dhcp" "use" What to look at
%help "ip" "dhcp" "smart-relay" Try secondary addresses, too
%help "ip" "dhcp" "update" Tell DNS of leases
%help "ip" "dhcp" "compatibility" How options are coded
%help "ip" "dhcp" "relay" Relay of DHCP
%help "limited-broadcast-address" Send to 255.255.255.255
%help "auto-broadcast" Send to the broadcast address
%help DHCP_POOL: "network" Network whose addresses are given
%help "network" IPV4 Address of the network
%help "network" IPV4 IPV4 Mask of the network
%help "network" IPV4 WORD Length of the prefix: /24
%help DHCP_POOL: "host" IPV4 WORD Length of the prefix: /24
%help DHCP_POOL: "network" WORD Length of the prefix, as /24
%help DHCP_POOL: "host" Address of one client
%help DHCP_POOL: "client-identifier" Client, by its identifier
%help DHCP_POOL: "hardware-address" Client, by its hardware address
%help DHCP_POOL: "client-name" Name of the client
%help DHCP_POOL: "default-router" Default router of clients
%help DHCP_POOL: "dns-server" DNS servers of clients
%help DHCP_POOL: "domain-name" Domain of clients
%help DHCP_POOL: "netbios-name-server" WINS servers of clients
%help DHCP_POOL: "netbios-node-type" How clients look for NetBIOS names
%help DHCP_POOL: "next-server" Server to boot from
%help DHCP_POOL: "bootfile" File to boot from
%help DHCP_POOL: "lease" How long an address is given
%help "lease" "infinite" For ever
%help "lease" NUMBER Days
%help "lease" NUMBER NUMBER Hours
%help "lease" NUMBER NUMBER NUMBER Minutes
%help DHCP_POOL: "option" An option by its number
%help "option" NUMBER Number of the option
%help "option" NUMBER "ip" Addresses
%help "option" NUMBER "ascii" Text
%help "option" NUMBER "hex" Hexadecimal digits
%help DHCP_POOL: "import" Take options that this router was given
%help "import" "all" All of them
%help DHCP_POOL: "vrf" In a VRF
%help DHCP_POOL: "class" Addresses of a class of clients
%help DHCP_POOL: "update" Tell others of leases
%help DHCP_POOL: "utilization" When to tell that it is full
%help DHCP_POOL: "remember" Remember leases
%help DHCP_POOL: "accounting" Account for leases
%help DHCP_POOL: "renew" Renewals
%help "reserved-only" Only addresses that are reserved
%help DHCP_POOL: "address" An address that is reserved
%help DHCP_POOL: "origin" Where addresses come from
%help DHCP_POOL: "subnet" Give subnets
%help DHCP_POOL: "relay" Relay of this network
%help DHCP_POOL: "override" For a secondary network
%help "b-node" Broadcast
%help "p-node" Ask the server
%help "m-node" Broadcast, then the server
%help "h-node" The server, then broadcast
%help "default-router" IPV4 Address of a router
%help "dns-server" IPV4 Address of a server
%help DHCP_CLASS: "relay" Option 82 of a relay
%help "relay-information" Option 82 of a relay
%help DHCP_CLASS: "option" An option of the client
%help "write-delay" Seconds until changes are stored
%help "binding" "cleanup" Forget old leases
%help "compatibility" "suboption" Suboptions
%help "compatibility" "lease-query" Queries of leases
%help "link-selection" Link that is selected
%help "server-override" Server that is replaced
%help "ascii-client-id" Show identifiers as text
%help "option55-override" Ignore what the client asks for
%help "limit" "lease" Leases
%help "lease" "per" Leases of one interface
%help "use" "subscriber-id" Identity of the subscriber
%help "use" "vrf" VRF of the client
%help "use" "class" Class of the client
%help "vrf" "remote" As the relay says
%help "vrf" "connected" Of the interface
%help "subscriber-id" "interface-name" Name of the interface
%help "relay" "agent" Option 82 of a relay
%help "ieee802" IEEE 802
%help "utilization" "mark" Bounds
%help "mark" "high" Percentage from which it is told
%help "mark" "low" Percentage to which it is told
%help "deny" "unknown" Of unknown clients
%help "size" "initial" First size
%help "autogrow" Size of further subnets
%help "relay" "target" Address of the server
%help NUMBER "instance" One of several
%help DHCP_CLASS: "class" Class of clients
%help "agent" "information" What the relay adds (option 82)
%help "address" IPV4 "client-id" For this client
%help "address" IPV4 "hardware-address" For this MAC address
%help "client-id" Identity of a client
%help "origin" "dhcp" By DHCP
%help "origin" "aaa" By a server of AAA
%help "origin" "file" From a file
%help "origin" "dhcp" "subnet" A subnet
%help "subnet" "size" Size of the subnet
%help "override" "default-router" The router of the pool
%help "override" "utilization" Utilization of the pool
%help "utilization" "high" Percent that is much
%help "utilization" "low" Percent that is little
%help "relay" "source" Network of clients
%help "relay" "destination" "global" In the global table
%help "update" "arp" Put clients into the ARP table
%help "update" "dns" Names of clients in DNS
%help "dns" "both" Name and address
%help "dns" "override" Whatever clients ask for
%help GLOBAL: "ip" "dhcp" "aaa" Attributes from a server
%help GLOBAL: "ip" "dhcp" "route" Routes to clients
%help GLOBAL: "ip" "dhcp" "debug" What is debugged
%help GLOBAL: "ip" "dhcp" "update" Names of clients in DNS
%help "dhcp" "aaa" "default" "username" Name to ask for
%help "conflict" "resolution" How conflicts are solved
%help "dhcp" "route" "connected" As connected
%help "dhcp" "route" "static" As static
%help "support" "tunnel" Tunnels
%help "dns" "both" "override" Whatever clients ask for
%help "use" "subscriber-id" "client-id" Instead of the client's identity
%help "subscriber-id" Identity of the subscriber
%help "ascii" As text
%help "hex" In hexadecimal
%help "ethernet" Ethernet
%help "ipcp" By PPP
%help "resolution" Resolution
%help "standard" As the standard says
%help "size" Size
%help "both" Both
%help "high" High mark
%help "low" Low mark
%help "utilization" Utilization
%help "support" Support
%help DHCP_CLASS: "address" Addresses of the class
%help "conflict" "logging" Log conflicts
%help "use" "class" "aaa" As AAA says
%help "logging" Log
%help "address" "range" A range of addresses
%help "ip" "dhcp" "aaa" "default" Values unless told
%help DHCP_POOL: "network" PREFIX Network, and the length of its prefix
%help DHCP_POOL: "host" PREFIX Address of the client, and the length of its prefix
%help DHCP_POOL: "host" IPV4 IPV4 Mask of its network
%help DHCP_POOL: "domain-name" WORD Name of the domain
%help "option" NUMBER "ip" IPV4 Address that it says
%help "option" NUMBER "ascii" LINE Text that it says
%help "option" NUMBER "hex" WORD Digits that it says, as 0a00.0001
%help "client-identifier" WORD Identifier of the client, as 0100.1122.3344.55
%help DHCP_POOL: "hardware-address" WORD Address of the client, as 0011.2233.4455
%help "client-name" WORD Name of the client
%help "next-server" IPV4 Address of the server
%help "bootfile" WORD Name of the file
%help "netbios-name-server" IPV4 Address of the server
%nterm <struct dhcp_address_list> dhcp_addresses
%nterm <struct dhcp_option> dhcp_value
%nterm <uint32_t> dhcp_code dhcp_lease
%nterm <struct name> dhcp_vrf dhcp_pool_name
%nterm <uint8_t> node_type
%nterm <const char *> dhcp_lost dhcp_pool_lost
%%
global: "ip" "dhcp" "pool" dhcp_pool_name { dhcp_pool_enter(cx, $dhcp_pool_name); }
      | "ip" "dhcp" "excluded-address" dhcp_vrf[vrf] IPV4[first]
          { dhcp_excluded(cx, $vrf, $first, $first); }
      | "ip" "dhcp" "excluded-address" dhcp_vrf[vrf] IPV4[first] IPV4[last]
          { CHECK(dhcp_range_is_forward(cx, @last, $first, $last));
            dhcp_excluded(cx, $vrf, $first, $last); }
      | "service" "dhcp" { cx->router->dhcp.off = cx->no && !cx->is_default; }
      | "ip" "dhcp" dhcp_quiet { line_no_effect(cx); }
      | "ip" "dhcp" dhcp_lost[lost] { line_not_translated(cx, @$, $lost); }
      | "ip" "dhcp" "class" name {
		line_not_translated(cx, @$, "a class of DHCP clients");
		enter(cx, MODE_DHCP_CLASS);
	}
      ;
/* The router takes blanks in it. */
dhcp_pool_name: name
         | dhcp_pool_name[first] name[next] { $$ = names_joined(cx, $first, $next, @$); }
         ;
dhcp_vrf: %empty { $$ = (struct name){0}; }
        | "vrf" name { $$ = $name; }
        ;

/* Of the server's own book-keeping. */
dhcp_quiet: "conflict" "logging"
          | "conflict" "resolution"
          | "conflict" "resolution" "interval" NUMBER
          | "database" name
          | "database" name "timeout" NUMBER
          | "database" name "write-delay" NUMBER
          | "database" name "write-delay" NUMBER "timeout" NUMBER
          | "binding" "cleanup" "interval" NUMBER
          | "compatibility" "suboption" "link-selection" "standard"
          | "compatibility" "suboption" "server-override" "standard"
          | "compatibility" "lease-query" "client" "standard"
          | "limited-broadcast-address"
          | "auto-broadcast"
          | "aaa" "default" "username" name
          | "route" "connected"
          | "route" "static"
          | "debug" "ascii-client-id"
          | "remember"
          | "support" "tunnel" "unicast"
          | "support" "option55-override"
          | "use" "vrf" "connected"
          ;
dhcp_lost: "bootp" "ignore"                      { $$ = "silence towards BOOTP clients"; }
         | "ping" "packets" only_no              { $$ = "the ping before a lease"; }
         | "ping" "packets" NUMBER               { $$ = "the ping before a lease"; }
         | "ping" "timeout" NUMBER               { $$ = "the ping before a lease"; }
         | "limit" "lease" "per" "interface" NUMBER { $$ = "a limit of leases"; }
         | "limit" "lease" "log"                 { $$ = "a limit of leases"; }
         | "smart-relay"                         { $$ = "the DHCP relay"; }
         | "relay" "bootp" "ignore"              { $$ = "the DHCP relay"; }
         | "relay" "forward" "spanning-tree"     { $$ = "the DHCP relay"; }
         | "relay" "information" dhcp_relayed    { $$ = "the DHCP relay"; }
         | "relay" "override" "giaddr" "link-selection" { $$ = "the DHCP relay"; }
         | "use" "vrf" "remote"                  { $$ = "a VRF that a relay tells the DHCP server of"; }
         | "use" "class"                         { $$ = "a class of DHCP clients"; }
         | "use" "class" "aaa"                   { $$ = "a class of DHCP clients"; }
         | "use" "hardware-address" "client-id"  { $$ = "the client's identity"; }
         | "use" "subscriber-id" "client-id"     { $$ = "the subscriber's identity"; }
         | "subscriber-id" "interface-name"      { $$ = "the subscriber's identity"; }
         | "update" "dns"                        { $$ = "the update of DNS by DHCP"; }
         | "update" "dns" "both"                 { $$ = "the update of DNS by DHCP"; }
         | "update" "dns" "both" "override"      { $$ = "the update of DNS by DHCP"; }
         | "update" "dns" "override"             { $$ = "the update of DNS by DHCP"; }
         ;

dhcp_relayed: "check"
            | "check-reply"
            | "option"
            | "option" "server-id-override"
            | "option" "subscriber-id" name
            | "option" "vpn"
            | "option-insert"
            | "policy" dhcp_relay_policy
            | "policy-action" dhcp_relay_policy
            | "trust-all"
            ;
dhcp_relay_policy: "drop" | "encapsulate" | "keep" | "replace";
line: IN_DHCP_CLASS no dhcp_class_command { line_class(cx, LINE_NOT_TRANSLATED); };
dhcp_class_command: "relay" "agent" "information"
                  | "relay-information" "hex" name
                  | "option" dhcp_code dhcp_value { (void)$2, (void)$3; }
                  | "remark" LINE
                  | "address" "range" IPV4 IPV4
                  | "class" name
                  ;

line: IN_DHCP_POOL no dhcp_command;
dhcp_command:
    "network" network { dhcp_network(cx, @network, $network); }
  | "network" IPV4[addr] name[len] { CHECK(dhcp_slash(cx, @$, $addr, $len)); }
  | "network" IPV4[addr] { CHECK(dhcp_classful(cx, @addr, $addr)); }
  | "network" only_no { dhcp_network(cx, @$, (struct ip_net){0}); }
  | "network" network "secondary" {
		line_not_translated(cx, @3, "a secondary network of a pool");
		(void)$network;
	}
  | "host" address_mask { dhcp_host(cx, @address_mask, $address_mask); }
  | "host" IPV4[addr] name[len] { CHECK(dhcp_host_slash(cx, @$, $addr, $len)); }
  | "host" IPV4[addr] { dhcp_host(cx, @addr, (struct ip_net){$addr, 32}); }
  | "host" only_no { dhcp_host(cx, @$, (struct ip_net){0}); }
  | "client-identifier" name[id] { CHECK(dhcp_digits(cx, $id, &cx->dhcp_pool->client_id)); }
  | "client-identifier" only_no { cx->dhcp_pool->client_id = NULL; }
  | "hardware-address" name[address] hardware_type
      { CHECK(dhcp_digits(cx, $address, &cx->dhcp_pool->hardware)); }
  | "hardware-address" only_no { cx->dhcp_pool->hardware = NULL; }
  | "client-name" name { cx->dhcp_pool->client_name = cx->no ? NULL : $name.s; }
  | "client-name" only_no { cx->dhcp_pool->client_name = NULL; }
  | "default-router" dhcp_addresses[list] { dhcp_routers(cx, @list, $list); }
  | "default-router" only_no { cx->dhcp_pool->routers.len = 0; }
  | "dns-server" dhcp_addresses[list]
      { dhcp_set(&cx->dhcp_pool->dns_servers, cx->no, $list); }
  | "dns-server" only_no { cx->dhcp_pool->dns_servers.len = 0; }
  | "netbios-name-server" dhcp_addresses[list]
      { dhcp_set(&cx->dhcp_pool->netbios_servers, cx->no, $list); }
  | "netbios-name-server" only_no { cx->dhcp_pool->netbios_servers.len = 0; }
  | "netbios-node-type" node_type[type] { cx->dhcp_pool->netbios_node = cx->no ? 0 : $type; }
  | "netbios-node-type" only_no { cx->dhcp_pool->netbios_node = 0; }
  | "next-server" dhcp_addresses[list] { cx->dhcp_pool->next_server = cx->no ? 0 : $list.at[0]; }
  | "next-server" only_no { cx->dhcp_pool->next_server = 0; }
  | "domain-name" name { cx->dhcp_pool->domain_name = cx->no ? NULL : $name.s; }
  | "domain-name" only_no { cx->dhcp_pool->domain_name = NULL; }
  | "bootfile" name { cx->dhcp_pool->bootfile = cx->no ? NULL : $name.s; }
  | "bootfile" only_no { cx->dhcp_pool->bootfile = NULL; }
  | "lease" dhcp_lease { cx->dhcp_pool->lease = cx->no ? DHCP_LEASE : $dhcp_lease; }
  | "lease" only_no { cx->dhcp_pool->lease = DHCP_LEASE; }
  | "option" dhcp_code[code] dhcp_value[value] { dhcp_option_set(cx, $code, &$value); }
  | "option" dhcp_code[code] only_no { dhcp_option_set(cx, $code, &(struct dhcp_option){0}); }
  | "import" "all" { dhcp_import(cx); }
  | "import" "all" interface_name { dhcp_import(cx); }
  | "reserved-only" { cx->dhcp_pool->reserved_only = !cx->no; }
  | "address" IPV4[addr] "client-id" name[id]
      { CHECK(dhcp_reserved(cx, $addr, $id, false)); }
  | "address" IPV4[addr] "hardware-address" name[id] hardware_type
      { CHECK(dhcp_reserved(cx, $addr, $id, true)); }
  | "vrf" name[vrf] {
		cx->dhcp_pool->vrf = cx->no ? NULL : $vrf.s;
		cx->dhcp_pool->vrf_at = cx->line;
	}
  | dhcp_pool_quiet { line_no_effect(cx); }
  | dhcp_pool_lost[lost] { line_not_translated(cx, @$, $lost); }
  | "class" name {
		line_not_translated(cx, @$, "a class of DHCP clients");
		enter(cx, MODE_DHCP_CLASS);
	}
  ;
hardware_type: %empty | "ethernet" | "ieee802" | NUMBER;
dhcp_pool_quiet: "update" "arp"
               | "utilization" "mark" "high" NUMBER
               | "utilization" "mark" "high" NUMBER "log"
               | "utilization" "mark" "low" NUMBER
               | "utilization" "mark" "low" NUMBER "log"
               | "remember"
               | "accounting" name
               ;
dhcp_pool_lost: "update" "dns"                { $$ = "the update of DNS by DHCP"; }
              | "update" "dns" "both"         { $$ = "the update of DNS by DHCP"; }
              | "update" "dns" "never"        { $$ = "the update of DNS by DHCP"; }
              | "renew" "deny" "unknown"      { $$ = "the refusal of unknown renewals"; }
              | "address" IPV4 "client-id" name "ascii" { $$ = "a reserved address by name"; }
              | "origin" "dhcp"               { $$ = "a pool that is learnt"; }
              | "origin" "dhcp" "subnet" "size" "initial" mask "autogrow" mask
                  { (void)$6, (void)$8; $$ = "a pool that is learnt"; }
              | "origin" "aaa"                { $$ = "a pool that is learnt"; }
              | "origin" "ipcp"               { $$ = "a pool that is learnt"; }
              | "origin" "file" name          { $$ = "a pool that is learnt"; }
              | "subnet" "prefix-length" NUMBER { $$ = "the allocation of subnets"; }
              | "relay" "source" IPV4 IPV4    { $$ = "the DHCP relay"; }
              | "relay" "destination" IPV4    { $$ = "the DHCP relay"; }
              | "relay" "destination" "global" IPV4 { $$ = "the DHCP relay"; }
              | "relay" "target" IPV4         { $$ = "the DHCP relay"; }
              | "override" "default-router" IPV4 { $$ = "a secondary network of a pool"; }
              | "override" "utilization" "high" NUMBER { $$ = "a secondary network of a pool"; }
              | "override" "utilization" "low" NUMBER { $$ = "a secondary network of a pool"; }
              ;
dhcp_addresses: IPV4 { $$ = dhcp_address_add(cx, (struct dhcp_address_list){0}, $1); }
              | dhcp_addresses[so] IPV4 { $$ = dhcp_address_add(cx, $so, $2); }
              ;
dhcp_code: NUMBER { CHECK(number_in(cx, @1, $1, 0, 254)); $$ = $1; }
         | NUMBER "instance" NUMBER {
		$$ = $1;
		line_not_translated(cx, @3, "a further instance of an option");
	}
         ;
dhcp_value: "ip" dhcp_addresses[list]
              { $$ = (struct dhcp_option){.form = DHCP_IP};
                dhcp_set(&$$.addresses, false, $list); }
          | "ascii" LINE { $$ = (struct dhcp_option){.form = DHCP_ASCII, .text = dhcp_text(cx, $LINE)}; }
          | "hex" name[digits]
              { $$ = (struct dhcp_option){.form = DHCP_HEX};
                CHECK(dhcp_digits(cx, $digits, &$$.text)); }
          ;
dhcp_lease: "infinite" { $$ = DHCP_LEASE_INFINITE; }
          | NUMBER[days] { CHECK(dhcp_time(cx, @days, $days, 365, 86400, &$$)); }
          | NUMBER[days] NUMBER[hours]
              { uint32_t part;
                CHECK(dhcp_time(cx, @days, $days, 365, 86400, &$$));
                CHECK(dhcp_time(cx, @hours, $hours, 23, 3600, &part));
                $$ += part; }
          | NUMBER[days] NUMBER[hours] NUMBER[minutes]
              { uint32_t part;
                CHECK(dhcp_time(cx, @days, $days, 365, 86400, &$$));
                CHECK(dhcp_time(cx, @hours, $hours, 23, 3600, &part));
                $$ += part;
                CHECK(dhcp_time(cx, @minutes, $minutes, 59, 60, &part));
                $$ += part; }
          ;
node_type: "b-node" { $$ = 1; }
         | "p-node" { $$ = 2; }
         | "m-node" { $$ = 4; }
         | "h-node" { $$ = 8; }
         ;
%%
static struct name names_joined(struct ios_reader *cx, struct name first, struct name next,
				struct span at)
{
	const char *s = arena_printf(cx->router->arena, "%s %s", first.s, next.s);

	return (struct name){name_intern(cx->router->names, s, strlen(s)), at};
}

static void dhcp_pool_enter(struct ios_reader *cx, struct name name)
{
	if (cx->no) {
		dhcp_pool_remove(cx->router, name);
		return;
	}
	cx->dhcp_pool = dhcp_pool_open(cx->router, name);
	enter(cx, MODE_DHCP_POOL);
}

static bool dhcp_range_is_forward(struct ios_reader *cx, struct span at, uint32_t first,
				  uint32_t last)
{
	return first <= last || fault(cx, at, "the range ends before it begins");
}

static void dhcp_excluded(struct ios_reader *cx, struct name vrf, uint32_t first, uint32_t last)
{
	dhcp_exclude(cx->router, cx->no,
		     &(struct dhcp_excluded){ cx->line, vrf.s, first, last });
}

static void dhcp_network(struct ios_reader *cx, struct span at, struct ip_net net)
{
	struct dhcp_pool *pool = cx->dhcp_pool;

	pool->has_network = !cx->no;
	pool->has_host = pool->has_host && cx->no;
	pool->addr = net.addr;
	pool->len = net.len;
	pool->network_at = at;
}

/* Without a mask, the one of the address's class. */
static bool dhcp_classful(struct ios_reader *cx, struct span at, uint32_t addr)
{
	struct ip_net net = { addr, addr >> 31 == 0 ? 8 : addr >> 30 == 2 ? 16 : 24 };

	if (addr >> 29 == 7)
		return fault(cx, at, "this address is of no class that has a mask");
	if (!net_has_no_host_bits(cx, at, net))
		return false;
	dhcp_network(cx, at, net);
	return true;
}

/* `/24` */
static bool dhcp_length(struct ios_reader *cx, struct name len, uint8_t *bits)
{
	char *end;
	unsigned long n = strtoul(len.s + 1, &end, 10);

	if (len.s[0] != '/' || !isdigit((unsigned char)len.s[1]) || *end || n > 32)
		return fault(cx, len.at, "'%s' is no mask and no length from /1 to /32", len.s);
	*bits = (uint8_t)n;
	return true;
}

/* `network 10.0.0.0 /24` */
static bool dhcp_slash(struct ios_reader *cx, struct span at, uint32_t addr, struct name len)
{
	struct ip_net net = { addr, 0 };

	if (!dhcp_length(cx, len, &net.len) || !net_has_no_host_bits(cx, at, net))
		return false;
	dhcp_network(cx, at, net);
	return true;
}

static void dhcp_host(struct ios_reader *cx, struct span at, struct ip_net net)
{
	struct dhcp_pool *pool = cx->dhcp_pool;

	pool->has_host = !cx->no;
	pool->has_network = pool->has_network && cx->no;
	pool->addr = net.addr;
	pool->len = net.len;
	pool->network_at = at;
}

static bool dhcp_host_slash(struct ios_reader *cx, struct span at, uint32_t addr, struct name len)
{
	struct ip_net net = { addr, 0 };

	if (!dhcp_length(cx, len, &net.len))
		return false;
	dhcp_host(cx, at, net);
	return true;
}

/* Groups of digits as one run of pairs; an odd one is filled up on the left, as IOS reads it. */
static bool dhcp_digits(struct ios_reader *cx, struct name name, const char **digits)
{
	char *to = arena_alloc(cx->router->arena, strlen(name.s) + 2), *start = to;
	size_t n = 0;

	*digits = NULL;
	for (const char *p = name.s; *p; p++) {
		if (isxdigit((unsigned char)*p))
			n++;
		else if (!strchr(".:-", *p))
			return fault(cx, name.at, "'%s' is no row of hexadecimal digits", name.s);
	}
	if (!n || n > 510)
		return fault(cx, name.at, "from 1 to 255 bytes are wanted in hexadecimal digits");
	if (n % 2)
		*to++ = '0';
	for (const char *p = name.s; *p; p++)
		if (isxdigit((unsigned char)*p))
			*to++ = (char)tolower((unsigned char)*p);
	*to = '\0';
	*digits = cx->no ? NULL : start;
	return true;
}

static bool dhcp_reserved(struct ios_reader *cx, uint32_t addr, struct name id, bool hardware)
{
	struct dhcp_reserved row = { .at = cx->line, .addr = addr, .hardware = hardware };

	if (!dhcp_digits(cx, id, &row.id))
		return false;
	dhcp_reserve(cx->router, cx->no, cx->dhcp_pool, &row);
	return true;
}

/* Without the quotation marks that hold blanks together. */
static const char *dhcp_text(struct ios_reader *cx, const char *text)
{
	size_t len = strlen(text);

	if (len < 2 || text[0] != '"' || text[len - 1] != '"')
		return text;
	return arena_strndup(cx->router->arena, text + 1, len - 2);
}

static struct dhcp_address_list dhcp_address_add(struct ios_reader *cx,
						 struct dhcp_address_list list, uint32_t addr)
{
	vec_push(cx->router->arena, &list, addr);
	return list;
}

/* The list of the same shape at TO, which the statement replaces. */
#define dhcp_set(to, no, list)                       \
	do {                                         \
		(to)->at = (list).at;                \
		(to)->len = (no) ? 0 : (list).len;   \
		(to)->cap = (list).cap;              \
	} while (0)

static void dhcp_routers(struct ios_reader *cx, struct span at, struct dhcp_address_list list)
{
	dhcp_set(&cx->dhcp_pool->routers, cx->no, list);
	cx->dhcp_pool->routers_at = at;
}

static void dhcp_option_set(struct ios_reader *cx, uint32_t code, struct dhcp_option *option)
{
	option->code = code;
	option->at = cx->line;
	dhcp_option(cx->router, cx->no, cx->dhcp_pool, option);
}

static void dhcp_import(struct ios_reader *cx)
{
	cx->dhcp_pool->import_all = !cx->no;
	cx->dhcp_pool->import_at = cx->line;
}

static bool dhcp_time(struct ios_reader *cx, struct span at, uint32_t value, uint32_t most,
		      uint32_t seconds, uint32_t *total)
{
	*total = value * seconds;
	return number_in(cx, at, value, 0, most);
}
