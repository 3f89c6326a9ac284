/*
 * Blocks that are understood but not translated: each is one warning, at its opener, and the lines
 * under it count with it.
 */
%mode DHCP_POOL "DHCP pool" "dhcp-config"
%mode VRF "VRF" "config-vrf"
%mode VRF_FAMILY "VRF address family" "config-vrf-af"
%nterm <const char *> untranslated_block
%%
global: "ip" "dhcp" "pool" name {
		line_lost_service(cx, @$, "the DHCP server");
		enter(cx, MODE_DHCP_POOL);
	}
      | "ip" "dhcp" dhcp_global { line_class(cx, LINE_NOT_TRANSLATED); }
      | "vrf" "definition" name {
		line_no_effect(cx);
		enter(cx, MODE_VRF);
	}
      | "ip" "vrf" name {
		line_no_effect(cx);
		enter(cx, MODE_VRF);
	}
      | untranslated_block {
		line_not_translated(cx, @$, $untranslated_block);
		skip_block(cx);
	}
      ;

dhcp_global: "excluded-address" IPV4
           | "excluded-address" IPV4 IPV4
           | "bootp" "ignore"
           | "conflict" "logging"
           | "ping" "packets" NUMBER
           | "ping" "timeout" NUMBER
           ;

line: IN_DHCP_POOL no dhcp_command { line_class(cx, LINE_NOT_TRANSLATED); };
dhcp_command: "network" network
            | "network" IPV4
            | "host" address_mask
            | "default-router" dhcp_addresses
            | "dns-server" dhcp_addresses
            | "netbios-name-server" dhcp_addresses
            | "netbios-node-type" name
            | "next-server" dhcp_addresses
            | "domain-name" name
            | "bootfile" name
            | "client-identifier" name
            | "client-name" name
            | "hardware-address" name
            | "lease" "infinite"
            | "lease" NUMBER
            | "lease" NUMBER NUMBER
            | "lease" NUMBER NUMBER NUMBER
            | "import" "all"
            | "update" "arp"
            | "vrf" name
            | "option" NUMBER dhcp_option
            ;
dhcp_addresses: IPV4 | dhcp_addresses IPV4;
dhcp_option: "ip" dhcp_addresses | "ascii" LINE | "hex" name;

line: IN_VRF no vrf_command { line_no_effect(cx); }
    | IN_VRF no "address-family" vrf_family {
		line_no_effect(cx);
		enter(cx, MODE_VRF_FAMILY);
	}
    | IN_VRF_FAMILY no vrf_family_command { line_no_effect(cx); }
    | IN_VRF_FAMILY "exit-address-family" { leave(cx, 1); }
    ;
vrf_command: "description" LINE
           | "rd" name
           | route_target
           ;
vrf_family: "ipv4" | "ipv6";
vrf_family_command: route_target;
route_target: "route-target" "export" name
            | "route-target" "import" name
            | "route-target" "both" name
            | "route-target" name
            ;

untranslated_block:
    "event" "manager" "applet" name { $$ = "an applet of the event manager"; }
  | "object-group" "network" name { $$ = "an object group"; }
  | "object-group" "service" name { $$ = "an object group"; }
  | "ipv6" "access-list" name { $$ = "IPv6"; }
  ;
%%
