/* DHCPv6 pools and prefixes to delegate: not translated. */
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
%%
global: "ipv6" "dhcp" "pool" name {
		line_lost_service(cx, @$, "the DHCPv6 server");
		open_quietly(cx, MODE_DHCP6_POOL);
	}
      | "ipv6" "dhcp" dhcp6_global { line_covered(cx); }
      ;
dhcp6_global: "database" name
            | "binding" "track" "ppp"
            | "iana-route-add"
            | "iapd-route-add"
            | "server" "vrf" "enable"
            | "server" "join" "all-dhcp-servers"
            | "relay" "source-interface" interface_name
            | "relay" "option" "vpn"
            | "conflict" "logging"
            | "ping" "packets" NUMBER
            ;

line: IN_DHCP6_POOL no dhcp6_pool { line_covered(cx); }
    | IN_DHCP6_POOL no "vendor-specific" NUMBER { open_covered(cx, MODE_DHCP6_VENDOR); }
    | IN_DHCP6_VENDOR no "suboption" NUMBER dhcp6_suboption { line_covered(cx); }
    ;
dhcp6_pool: "address" "prefix" PREFIX6
          | "address" "prefix" PREFIX6 "lifetime" dhcp6_lifetime
          | "prefix-delegation" PREFIX6 name
          | "prefix-delegation" PREFIX6 name dhcp6_lifetime
          | "prefix-delegation" "pool" name
          | "prefix-delegation" "pool" name "lifetime" dhcp6_lifetime
          | "prefix-delegation" "aaa"
          | "prefix-delegation" "aaa" "method-list" name
          | "dns-server" IPV6
          | "dns-server" IPV4
          | "domain-name" name
          | "default-router" IPV4
          | "lease" NUMBER
          | "information" "refresh" dhcp6_refresh
          | "import" dhcp6_import
          | "link-address" PREFIX6
          | "nis" "address" IPV6
          | "nis" "domain-name" name
          | "nisp" "address" IPV6
          | "nisp" "domain-name" name
          | "sip" "address" IPV6
          | "sip" "domain-name" name
          | "sntp" "address" IPV6
          | "option" NUMBER dhcp6_suboption
          | "bootfile-url" name
          | "accounting" name
          | "aftr" name
          ;
dhcp6_lifetime: dhcp6_time dhcp6_time | dhcp6_time;
dhcp6_time: NUMBER | "infinite";
dhcp6_refresh: NUMBER | NUMBER NUMBER | NUMBER NUMBER NUMBER | "infinity";
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
dhcp6_suboption: "ascii" name | "hex" name | "address" IPV6;
%%
