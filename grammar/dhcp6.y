/* DHCPv6 pools and prefixes to delegate: not translated. */
%mode DHCP6_POOL "DHCPv6 pool" "config-dhcpv6"
%mode DHCP6_VENDOR "DHCPv6 vendor options" "config-dhcpv6-vs"
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
