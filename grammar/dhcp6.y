/*
 * The DHCPv6 server: pools of addresses, of prefixes that are delegated, and of what clients are
 * told besides. What is taken over from a provider is not translated.
 */
%mode DHCP6_POOL "DHCPv6 pool" "config-dhcpv6"
%mode DHCP6_VENDOR "DHCPv6 vendor options" "config-dhcpv6-vs"
%help DHCP6_POOL: "dns-server" Name server
%help DHCP6_POOL: "default-router" Router of clients
%help DHCP6_POOL: "lease" How long addresses are lent
%help DHCP6_POOL: "import" What is taken over
%help DHCP6_POOL: "link-address" Links that the pool serves
%help DHCP6_POOL: "option" An option
%help DHCP6_POOL: "bootfile-url" File to boot
%help DHCP6_POOL: "accounting" Record leases
%help DHCP6_POOL: "aftr" Router of DS-Lite
%help DHCP6_POOL: "address" Addresses
%help DHCP6_POOL: "address" "prefix" Of this prefix
%help DHCP6_POOL: "vendor-specific" Options of a vendor
%help "import" "dns-server" Name servers
%help "information" "refresh" Seconds until it is asked again
%help "nis" "address" Server
%help "nisp" "address" Server
%help "sip" "address" Server
%help "sntp" "address" Server
%help "prefix-delegation" "pool" Pool of prefixes
%help "prefix-delegation" PREFIX6 Prefix for one client
%help "prefix-delegation" PREFIX6 WORD Identifier of the client, in hexadecimal
%help "iaid" Which of the client's associations
%help "local" "pool" WORD PREFIX6 What the prefixes are taken of
%help "local" "pool" WORD PREFIX6 NUMBER Length of the prefixes
%help PREFIX6 NUMBER "shared" Others may use the pool
%help "cache-size" Count of free prefixes to remember
%help "prefix-delegation" "aaa" From a server of AAA
%help "infinite" For ever
%help "method-list" List of methods
%help "prefix-delegation" Prefixes that are delegated
%help "nis" NIS
%help "nisp" NIS+
%help "sip" SIP
%help "suboption" A suboption
%help "suboption" NUMBER "address" As addresses
%help GLOBAL: "ipv6" "dhcp" DHCP for IPv6
%help GLOBAL: "ipv6" "dhcp" "pool" Pool of addresses or prefixes
%help GLOBAL: "ipv6" "dhcp" "database" Where leases are kept
%help GLOBAL: "ipv6" "dhcp" "binding" Leases
%help GLOBAL: "ipv6" "dhcp" "iana-route-add" Routes to addresses that are lent
%help GLOBAL: "ipv6" "dhcp" "iapd-route-add" Routes to prefixes that are delegated
%help GLOBAL: "ipv6" "dhcp" "relay" Relay
%help GLOBAL: "ipv6" "dhcp" "conflict" Conflicts
%help GLOBAL: "ipv6" "dhcp" "ping" Ask before lending
%help "binding" "track" Watch leases
%help "track" "ppp" With their sessions
%help "relay" "option" Options
%help "relay" "option" "vpn" VPN of the client
%help "server" "join" Join a group
%help "all-dhcp-servers" All servers of DHCP
%help "vpn" VPN
%help "information" "refresh" "infinity" Never
%help "lifetime" "infinite" For ever
%help "lifetime" NUMBER Seconds that an address is valid
%help "lifetime" NUMBER NUMBER Seconds that it is preferred
%nterm <uint32_t> dhcp6_time dhcp6_refresh dhcp6_code
%nterm <const char *> dhcp6_lost dhcp6_pool_lost dhcp6_duid
%nterm <struct dhcp6_times> dhcp6_lifetime
%%
global: "ipv6" "dhcp" "pool" name { dhcp6_pool_enter(cx, $name); }
      | "ipv6" "local" "pool" name network6 NUMBER[len] dhcp6_pool_size
          { CHECK(delegated_length(cx, @len, $network6, $len));
            prefix_pool(cx->router, cx->no,
                        &(struct prefix_pool){ $name.s, cx->line, $network6, (uint8_t)$len }); }
      | "ipv6" "local" "pool" name only_no
          { prefix_pool(cx->router, true, &(struct prefix_pool){ .name = $name.s }); }
      | "ipv6" "dhcp" dhcp6_quiet { line_no_effect(cx); }
      | "ipv6" "dhcp" dhcp6_lost[lost] { line_not_translated(cx, @$, $lost); }
      ;
dhcp6_quiet: "database" name
           | "binding" "track" "ppp"
           | "server" "join" "all-dhcp-servers"
           | "conflict" "logging"
           ;
/* The pool lends to all users of it anyway, and is one list of what is free. */
dhcp6_pool_size: %empty
               | "shared"
               | "cache-size" NUMBER
               | "shared" "cache-size" NUMBER
               ;
dhcp6_lost: "iana-route-add"                         { $$ = "a route to what DHCPv6 lends"; }
          | "iapd-route-add"                         { $$ = "a route to what DHCPv6 lends"; }
          | "server" "vrf" "enable"                  { $$ = "the DHCPv6 server in a VRF"; }
          | "relay" "source-interface" interface_name { $$ = "the DHCPv6 relay"; }
          | "relay" "option" "vpn"                   { $$ = "the DHCPv6 relay"; }
          | "ping" "packets" NUMBER                  { $$ = "the ping before a lease"; }
          ;

line: IN_DHCP6_POOL no dhcp6_command
    | IN_DHCP6_POOL no "vendor-specific" NUMBER {
		line_not_translated(cx, @$, "a vendor's options of DHCPv6");
		open_quietly(cx, MODE_DHCP6_VENDOR);
	}
    | IN_DHCP6_VENDOR no "suboption" NUMBER dhcp6_given { line_covered(cx); }
    ;
dhcp6_command:
    "address" "prefix" PREFIX6[net]
      { dhcp6_prefix(cx, @net, $net, DHCP6_VALID, DHCP6_PREFERRED); }
  | "address" "prefix" PREFIX6[net] "lifetime" dhcp6_time[valid] dhcp6_time[preferred]
      { CHECK(dhcp6_times(cx, @preferred, $valid, $preferred));
        dhcp6_prefix(cx, @net, $net, $valid, $preferred); }
  | "address" "prefix" PREFIX6[net] "lifetime" dhcp6_time[both]
      { dhcp6_prefix(cx, @net, $net, $both, $both); }
  | "address" "prefix" only_no { cx->dhcp6_pool->has_prefix = false; }
  | "link-address" PREFIX6[net] { dhcp6_link(cx->router, cx->no, cx->dhcp6_pool, $net); }
  | "information" "refresh" dhcp6_refresh[seconds]
      { cx->dhcp6_pool->refresh = cx->no ? 0 : $seconds; }
  | "information" "refresh" only_no { cx->dhcp6_pool->refresh = 0; }
  | dhcp6_told { dhcp6_tell(cx); }
  | "option" dhcp6_code[code] dhcp6_given
      { cx->dhcp6_value.code = $code;
        cx->dhcp6_value.numbered = true;
        dhcp6_tell(cx); }
  | "accounting" name { line_no_effect(cx); }
  | dhcp6_pool_lost[lost] { line_not_translated(cx, @$, $lost); }
  ;
dhcp6_told: "dns-server" IPV6          { dhcp6_address(cx, DHCP6_DNS, $IPV6); }
          | "sip" "address" IPV6       { dhcp6_address(cx, DHCP6_SIP, $IPV6); }
          | "nis" "address" IPV6       { dhcp6_address(cx, DHCP6_NIS, $IPV6); }
          | "nisp" "address" IPV6      { dhcp6_address(cx, DHCP6_NISP, $IPV6); }
          | "sntp" "address" IPV6      { dhcp6_address(cx, DHCP6_SNTP, $IPV6); }
          | "domain-name" name         { dhcp6_name(cx, DHCP6_DOMAIN, $name); }
          | "sip" "domain-name" name   { dhcp6_name(cx, DHCP6_SIP_NAME, $name); }
          | "nis" "domain-name" name   { dhcp6_name(cx, DHCP6_NIS_NAME, $name); }
          | "nisp" "domain-name" name  { dhcp6_name(cx, DHCP6_NISP_NAME, $name); }
          | "aftr" name                { dhcp6_name(cx, DHCP6_AFTR, $name); }
          | "bootfile-url" name        { dhcp6_name(cx, DHCP6_BOOTFILE, $name);
                                         cx->dhcp6_value.form = DHCP6_ASCII; }
          ;
dhcp6_given: "ascii" name   { dhcp6_name(cx, 0, $name);
                              cx->dhcp6_value.form = DHCP6_ASCII; }
           | "hex" name     { dhcp6_name(cx, 0, $name);
                              cx->dhcp6_value.form = DHCP6_HEX;
                              CHECK(dhcp_digits(cx, $name, &cx->dhcp6_value.text)); }
           | "address" IPV6 { dhcp6_address(cx, 0, $IPV6); }
           ;
dhcp6_code: NUMBER { CHECK(number_in(cx, @1, $1, 1, 65535)); $$ = $1; };
dhcp6_pool_lost:
    "prefix-delegation" "aaa"
      { $$ = "the delegation of prefixes that a server of AAA knows"; }
  | "prefix-delegation" "aaa" "method-list" name
      { $$ = "the delegation of prefixes that a server of AAA knows"; }
  | "import" dhcp6_import { $$ = "the import of options from a provider"; }
  | "dns-server" IPV4     { $$ = "an IPv4 address for clients of DHCPv6"; }
  | "default-router" IPV4 { $$ = "an IPv4 address for clients of DHCPv6"; }
  | "lease" NUMBER        { $$ = "the time of a DHCPv6 pool in days"; }
  ;
dhcp6_command:
    "prefix-delegation" "pool" name dhcp6_lifetime[times]
      { delegate_pool(cx, $name, &$times); }
  | "prefix-delegation" "pool" only_no
      { delegate_pool(cx, (struct name){0}, &(struct dhcp6_times){0}); }
  | "prefix-delegation" network6 dhcp6_duid[duid] dhcp6_lifetime[times]
      { delegate_to(cx, $network6, $duid, &$times); }
  | "prefix-delegation" network6 dhcp6_duid[duid] "iaid" name dhcp6_lifetime[times]
      { if (cx->no)
	        delegate_to(cx, $network6, $duid, &$times);
        else
	        line_not_translated(cx, @name, "a prefix for one association of a client"); }
  ;
dhcp6_duid: name { CHECK(dhcp_digits(cx, $name, &$$)); };
dhcp6_lifetime:
    %empty { $$ = (struct dhcp6_times){0}; }
  | "lifetime" dhcp6_time[both] { $$ = (struct dhcp6_times){ true, $both, $both, @$ }; }
  | "lifetime" dhcp6_time[valid] dhcp6_time[preferred]
      { CHECK(dhcp6_times(cx, @preferred, $valid, $preferred));
        $$ = (struct dhcp6_times){ true, $valid, $preferred, @$ }; }
  ;
dhcp6_time: NUMBER { CHECK(number_in(cx, @1, $1, 60, UINT32_MAX - 1)); $$ = $1; }
          | "infinite" { $$ = DHCP6_EVER; }
          ;
dhcp6_refresh: "infinity" { $$ = DHCP6_EVER; }
             | NUMBER[days] { CHECK(dhcp6_period(cx, @$, $days, 0, 0, &$$)); }
             | NUMBER[days] NUMBER[hours] { CHECK(dhcp6_period(cx, @$, $days, $hours, 0, &$$)); }
             | NUMBER[days] NUMBER[hours] NUMBER[minutes]
                 { CHECK(dhcp6_period(cx, @$, $days, $hours, $minutes, &$$)); }
             ;
dhcp6_import: "dns-server"
            | "domain-name"
            | "information" "refresh"
            | "nis" "address"
            | "nis" "domain-name"
            | "nisp" "address"
            | "nisp" "domain-name"
            | "sip" "address"
            | "sip" "domain-name"
            | "sntp" "address"
            ;
%%
static void dhcp6_pool_enter(struct ios_reader *cx, struct name name)
{
	if (cx->no) {
		dhcp6_pool_remove(cx->router, name);
		return;
	}
	cx->dhcp6_pool = dhcp6_pool_open(cx->router, name);
	enter(cx, MODE_DHCP6_POOL);
}

static bool dhcp6_times(struct ios_reader *cx, struct span at, uint32_t valid, uint32_t preferred)
{
	return preferred <= valid ||
	       fault(cx, at, "an address cannot be preferred for longer than it is valid");
}

static void dhcp6_prefix(struct ios_reader *cx, struct span at, struct ip6_net net, uint32_t valid,
			 uint32_t preferred)
{
	struct dhcp6_pool *pool = cx->dhcp6_pool;

	pool->has_prefix = !cx->no;
	pool->net = (struct ip6_net){ip6_subnet(net.addr, net.len), net.len};
	pool->net_at = at;
	pool->valid = valid;
	pool->preferred = preferred;
}

static bool delegated_length(struct ios_reader *cx, struct span at, struct ip6_net net,
			     uint32_t len)
{
	return number_in(cx, at, len, net.len, IP6_BITS);
}

static void delegate_pool(struct ios_reader *cx, struct name pool, const struct dhcp6_times *times)
{
	cx->dhcp6_pool->delegated.pool = cx->no ? (struct name){0} : pool;
	cx->dhcp6_pool->delegated.times = *times;
}

static void delegate_to(struct ios_reader *cx, struct ip6_net net, const char *duid,
			const struct dhcp6_times *times)
{
	dhcp6_delegate(cx->router, cx->no, cx->dhcp6_pool,
		       &(struct dhcp6_delegated){ cx->line, net, duid, *times });
}

static void dhcp6_address(struct ios_reader *cx, uint32_t code, struct ip6 addr)
{
	cx->dhcp6_value =
		(struct dhcp6_value){.code = code, .form = DHCP6_ADDRESS, .addr = addr};
}

static void dhcp6_name(struct ios_reader *cx, uint32_t code, struct name name)
{
	cx->dhcp6_value =
		(struct dhcp6_value){.code = code, .form = DHCP6_NAME, .text = name.s};
}

static void dhcp6_tell(struct ios_reader *cx)
{
	cx->dhcp6_value.at = cx->line;
	dhcp6_value(cx->router, cx->no, cx->dhcp6_pool, &cx->dhcp6_value);
}

static bool dhcp6_period(struct ios_reader *cx, struct span at, uint32_t days, uint32_t hours,
			 uint32_t minutes, uint32_t *seconds)
{
	*seconds = days * 86400 + hours * 3600 + minutes * 60;
	return number_in(cx, at, days, 0, 365) && number_in(cx, at, hours, 0, 23) &&
	       number_in(cx, at, minutes, 0, 59) &&
	       (*seconds >= 600 ||
		fault(cx, at, "clients do not ask again within ten minutes: RFC 8415, 21.23"));
}
