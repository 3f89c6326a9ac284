/* Blocks that are understood but not translated: each is one warning, at its opener. */
%%
global: "ip" "dhcp" "pool" name {
		line_not_translated(cx, @$, "the DHCP server's pool");
		enter(cx, MODE_DHCP_POOL);
	}
      ;

line: IN_DHCP_POOL no dhcp_command { line_class(cx, LINE_NOT_TRANSLATED); };

dhcp_command: "network" network
            | "default-router" dhcp_addresses
            | "dns-server" dhcp_addresses
            | "domain-name" name
            ;
dhcp_addresses: IPV4 | dhcp_addresses IPV4;
%%
